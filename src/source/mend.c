#include "source/mend.h"

#include "core/utf8.h"
#include "source/entity.h"

enum { NAMES = 256, NAME_MAX_BYTES = 256, CDATA_MAX = 1 << 20 };

struct mender {
	struct bw_str in;
	size_t pos;
	struct bw_buf *out;
	struct bw_str open[BW_MEND_DEPTH];
	unsigned char named[NAMES]; /* how many open elements have a name of this hash */
	int depth;
	bool had_root, stop, too_deep;
};

/* Bytes that plain text cannot be copied over: markup, controls, the lead byte of U+FFFE, and "]" that may end a CDATA
 * section that never began. */
static const bool stops_text[256] = {
	[0] = 1,  [1] = 1,  [2] = 1,   [3] = 1,   [4] = 1,   [5] = 1,    [6] = 1,  [7] = 1,  [8] = 1,
	[11] = 1, [12] = 1, [14] = 1,  [15] = 1,  [16] = 1,  [17] = 1,   [18] = 1, [19] = 1, [20] = 1,
	[21] = 1, [22] = 1, [23] = 1,  [24] = 1,  [25] = 1,  [26] = 1,   [27] = 1, [28] = 1, [29] = 1,
	[30] = 1, [31] = 1, ['<'] = 1, ['&'] = 1, [']'] = 1, [0xEF] = 1,
};

static bool is_control(unsigned char c)
{
	return c < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

static bool is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80);
}

static bool is_name_byte(char c)
{
	return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t name_len(struct bw_str s, size_t pos)
{
	size_t i = pos;
	if (i < s.len && is_name_start(s.ptr[i]))
		while (i < s.len && is_name_byte(s.ptr[i]))
			i++;
	return i - pos;
}

/* Lines of what is dropped are kept, so that a line in a message is the line of the file. */
static void drop_to(struct mender *m, size_t end)
{
	for (; m->pos < end; m->pos++)
		if (m->in.ptr[m->pos] == '\n')
			bw_buf_char(m->out, '\n');
}

static void put_escaped(struct bw_buf *out, uint32_t cp)
{
	switch (cp) {
	case 0:
		return;
	case '<':
		bw_buf_cstr(out, "&lt;");
		return;
	case '&':
		bw_buf_cstr(out, "&amp;");
		return;
	case '>':
		bw_buf_cstr(out, "&gt;");
		return;
	case '"':
		bw_buf_cstr(out, "&quot;");
		return;
	default:
		bw_utf8_put(out, cp);
	}
}

/* U+FFFE, U+FFFF, and the byte order mark that files glued together have in their midst. */
static bool is_noncharacter(struct bw_str s, size_t pos)
{
	if (pos + 2 >= s.len)
		return false;
	unsigned char second = (unsigned char)s.ptr[pos + 1], third = (unsigned char)s.ptr[pos + 2];
	return (second == 0xBF && (third | 1) == 0xBF) || (second == 0xBB && third == 0xBF);
}

/* One byte or reference that plain copying stopped at, in text or in a value. Returns how many bytes it took. */
static size_t put_special(struct bw_buf *out, struct bw_str s, size_t pos)
{
	char c = s.ptr[pos];
	if (c == '&') {
		uint32_t cp = 0;
		size_t len = bw_entity_read(s, pos, &cp);
		put_escaped(out, len ? cp : '&');
		return len ? len : 1;
	}
	if (c == '<' || c == '"') {
		put_escaped(out, (unsigned char)c);
		return 1;
	}
	if (is_control((unsigned char)c))
		return 1;
	if ((unsigned char)c == 0xEF && is_noncharacter(s, pos))
		return 3;
	if (c == ']' && bw_str_starts(bw_str_from_pos(s, pos), BW_STR("]]>"))) {
		bw_buf_cstr(out, "]]&gt;");
		return 3;
	}
	bw_buf_char(out, c);
	return 1;
}

/* The first max bytes at most, without half a character. */
static struct bw_str cut_to(struct bw_str s, size_t max)
{
	if (s.len > max)
		for (s.len = max; s.len && (s.ptr[s.len] & 0xC0) == 0x80;)
			s.len--;
	return s;
}

static void put_value(struct bw_buf *out, struct bw_str whole)
{
	struct bw_str value = cut_to(whole, BW_MEND_VALUE);
	for (size_t i = 0; i < value.len;) {
		size_t from = i;
		while (i < value.len && !stops_text[(unsigned char)value.ptr[i]] && value.ptr[i] != '"')
			i++;
		bw_buf_put(out, value.ptr + from, i - from);
		if (i < value.len)
			i += put_special(out, value, i);
	}
}

/* Characters that XML forbids are not allowed in CDATA sections either. */
static void put_cdata_piece(struct bw_buf *out, struct bw_str text)
{
	bw_buf_cstr(out, "<![CDATA[");
	for (size_t i = 0; i < text.len;) {
		size_t from = i;
		while (i < text.len && !is_control((unsigned char)text.ptr[i]) && (unsigned char)text.ptr[i] != 0xEF)
			i++;
		bw_buf_put(out, text.ptr + from, i - from);
		if (i >= text.len)
			break;
		if ((unsigned char)text.ptr[i] != 0xEF)
			i++;
		else if (is_noncharacter(text, i))
			i += 3;
		else
			bw_buf_char(out, text.ptr[i++]);
	}
	bw_buf_cstr(out, "]]>");
}

/* In pieces: libxml2 refuses long sections. */
static void put_cdata(struct bw_buf *out, struct bw_str text)
{
	do {
		struct bw_str piece = cut_to(text, CDATA_MAX);
		put_cdata_piece(out, piece);
		text = bw_str_from_pos(text, piece.len);
	} while (text.len);
}

/* The value of an attribute at *pos, quotes off; *pos moves behind it. A quote that never closes ends with the tag. */
static struct bw_str read_value(struct bw_str s, size_t *pos)
{
	size_t i = *pos, from;
	char quote = i < s.len ? s.ptr[i] : 0;
	if (quote == '"' || quote == '\'') {
		size_t end = bw_str_find_char(s, quote, i + 1);
		*pos = end == BW_NPOS ? s.len : end + 1;
		return bw_str_sub(s, i + 1, (end == BW_NPOS ? s.len : end) - i - 1);
	}
	for (from = i; i < s.len && !is_space(s.ptr[i]);)
		i++;
	*pos = i;
	return bw_str_sub(s, from, i - from);
}

static void put_attributes(struct bw_buf *out, struct bw_str s)
{
	int n = 0;
	for (size_t i = 0; i < s.len && n < BW_MEND_ATTRS;) {
		size_t len = name_len(s, i);
		if (!len || len > NAME_MAX_BYTES) {
			i += len ? len : 1;
			continue;
		}
		n++;
		struct bw_str name = bw_str_sub(s, i, len), value = BW_STR_NONE;
		i += len;
		size_t after = i;
		while (after < s.len && is_space(s.ptr[after]))
			after++;
		if (after < s.len && s.ptr[after] == '=') {
			for (i = after + 1; i < s.len && is_space(s.ptr[i]);)
				i++;
			value = read_value(s, &i);
		}
		bw_buf_char(out, ' ');
		bw_buf_str(out, name);
		bw_buf_cstr(out, "=\"");
		put_value(out, value);
		bw_buf_char(out, '"');
	}
}

/* Where the tag that begins at pos ends: the index of its '>', quotes respected; BW_NPOS when the text ends before; the
 * index of a '<' that stands in it: then it is no tag but a text like "a<b". A
 * value that seems to end where another begins (="), or never, was not closed: then the first '>' in it ends the tag.
 */
static size_t tag_end(struct bw_str s, size_t pos)
{
	char quote = 0;
	bool after_equals = false;
	size_t inside = BW_NPOS;
	for (size_t i = pos; i < s.len; i++) {
		char c = s.ptr[i];
		if (quote) {
			if (c == '>' && inside == BW_NPOS)
				inside = i;
			if (c != quote)
				continue;
			if (s.ptr[i - 1] == '=' && inside != BW_NPOS)
				return inside;
			quote = 0;
			inside = BW_NPOS;
			continue;
		}
		if (c == '>' || c == '<')
			return i;
		if (after_equals && (c == '"' || c == '\''))
			quote = c;
		after_equals = c == '=' || (after_equals && is_space(c));
	}
	return quote ? inside : BW_NPOS;
}

static void put_end(struct bw_buf *out, struct bw_str name)
{
	bw_buf_cstr(out, "</");
	bw_buf_str(out, name);
	bw_buf_char(out, '>');
}

/* HTML that feeds carry as if it were XML: elements without an end, and those of a warning that a server printed before
 * the feed. */
static const struct {
	struct bw_str name;
	bool is_void;
} html_strays[] = {
	{{"br", 2}, true},    {{"hr", 2}, true},    {{"img", 3}, true},  {{"wbr", 3}, true},   {{"input", 5}, true},
	{{"embed", 5}, true}, {{"meta", 4}, true},  {{"col", 3}, true},  {{"param", 5}, true}, {{"b", 1}, false},
	{{"i", 1}, false},    {{"p", 1}, false},    {{"pre", 3}, false}, {{"a", 1}, false},    {{"div", 3}, false},
	{{"font", 4}, false}, {{"span", 4}, false},
};

static bool is_stray(struct bw_str name, bool void_only)
{
	for (size_t i = 0; i < sizeof(html_strays) / sizeof(html_strays[0]); i++)
		if (bw_str_eq_ascii_nocase(name, html_strays[i].name))
			return html_strays[i].is_void || !void_only;
	return false;
}

static unsigned hash_of(struct bw_str name)
{
	unsigned h = 0;
	for (size_t i = 0; i < name.len; i++)
		h = h * 31 + ((unsigned char)name.ptr[i] | 0x20);
	return h % NAMES;
}

static void close_to(struct mender *m, int level)
{
	while (m->depth > level) {
		put_end(m->out, m->open[--m->depth]);
		m->named[hash_of(m->open[m->depth])]--;
	}
}

/* Closes what this element cannot stand in: an item in an item, and in the HTML of a field a paragraph in a paragraph.
 * An entry may stand in the content of an entry. */
static void close_implied(struct mender *m, struct bw_str name)
{
	static const struct bw_str rows[] = {{"p", 1},  {"li", 2}, {"td", 2},    {"tr", 2},
					     {"dt", 2}, {"dd", 2}, {"option", 6}};
	bool is_entry = bw_str_eq(name, BW_STR("entry"));
	if (is_entry || bw_str_eq(name, BW_STR("item"))) {
		for (int i = m->depth - 1; i > 0; i--) {
			if (is_entry && bw_str_ends(m->open[i], BW_STR("content")))
				return;
			if (bw_str_eq(m->open[i], name))
				close_to(m, i);
		}
		return;
	}
	for (size_t i = 0; m->depth && i < sizeof(rows) / sizeof(rows[0]); i++)
		if (bw_str_eq(rows[i], name) && bw_str_eq(m->open[m->depth - 1], name))
			close_to(m, m->depth - 1);
}

static void start_tag(struct mender *m, size_t len)
{
	struct bw_str name = bw_str_sub(m->in, m->pos + 1, len);
	size_t attrs_from = m->pos + 1 + len, end = tag_end(m->in, attrs_from);
	if (end == BW_NPOS) {
		m->stop = true;
		return;
	}
	if (m->in.ptr[end] == '<') {
		if (m->depth)
			bw_buf_cstr(m->out, "&lt;");
		m->pos++;
		return;
	}
	close_implied(m, name);
	bool too_deep = m->depth == BW_MEND_DEPTH;
	m->too_deep = m->too_deep || too_deep;
	if (too_deep || (m->depth == 0 && is_stray(name, false))) {
		drop_to(m, end + 1);
		return;
	}
	struct bw_str attrs = bw_str_sub(m->in, attrs_from, end - attrs_from);
	bool closed = attrs.len && attrs.ptr[attrs.len - 1] == '/';
	if (closed)
		attrs.len--;
	closed = closed || is_stray(name, true);
	bw_buf_char(m->out, '<');
	bw_buf_str(m->out, name);
	put_attributes(m->out, attrs);
	bw_buf_cstr(m->out, closed ? "/>" : ">");
	if (!closed) {
		m->open[m->depth++] = name;
		m->named[hash_of(name)]++;
	}
	m->stop = !m->depth;
	m->had_root = true;
	m->pos = end + 1;
}

static int level_of(const struct mender *m, struct bw_str name, bool (*same)(struct bw_str, struct bw_str))
{
	int level = m->depth - 1;
	while (level >= 0 && !same(m->open[level], name))
		level--;
	return level;
}

static void end_tag(struct mender *m)
{
	size_t len = name_len(m->in, m->pos + 2);
	struct bw_str name = bw_str_sub(m->in, m->pos + 2, len);
	size_t end = bw_str_find_char(m->in, '>', m->pos + 2 + len);
	if (end == BW_NPOS) {
		m->stop = true;
		return;
	}
	bool may_be_open = m->named[hash_of(name)];
	int level = may_be_open ? level_of(m, name, bw_str_eq) : -1;
	if (may_be_open && level < 0)
		level = level_of(m, name, bw_str_eq_ascii_nocase);
	if (level >= 0)
		close_to(m, level);
	drop_to(m, end + 1);
	m->stop = m->had_root && m->depth == 0;
}

/* Comments, declarations, processing instructions: out. A section that never ends takes the rest of the file with it.
 */
static void skip_past(struct mender *m, struct bw_str closer)
{
	size_t end = bw_str_find(m->in, closer, m->pos);
	m->stop = end == BW_NPOS;
	drop_to(m, m->stop ? m->in.len : end + closer.len);
}

static void skip_doctype(struct mender *m)
{
	size_t end = bw_str_find_char(m->in, '>', m->pos);
	size_t before = (end == BW_NPOS ? m->in.len : end) - m->pos;
	if (bw_str_find_char(bw_str_sub(m->in, m->pos, before), '[', 0) != BW_NPOS) {
		size_t closes = bw_str_find_char(m->in, ']', m->pos);
		end = closes == BW_NPOS ? BW_NPOS : bw_str_find_char(m->in, '>', closes);
	}
	m->stop = end == BW_NPOS;
	drop_to(m, m->stop ? m->in.len : end + 1);
}

static void cdata(struct mender *m)
{
	size_t from = m->pos + 9, end = bw_str_find(m->in, BW_STR("]]>"), from);
	if (end == BW_NPOS) {
		m->stop = true;
		return;
	}
	if (m->depth)
		put_cdata(m->out, bw_str_sub(m->in, from, end - from));
	m->pos = end + 3;
}

static void markup(struct mender *m)
{
	struct bw_str rest = bw_str_from_pos(m->in, m->pos);
	size_t len = name_len(m->in, m->pos + 1);
	if (len && len <= NAME_MAX_BYTES)
		start_tag(m, len);
	else if (bw_str_starts(rest, BW_STR("</")) && name_len(m->in, m->pos + 2))
		end_tag(m);
	else if (bw_str_starts(rest, BW_STR("<![CDATA[")))
		cdata(m);
	else if (bw_str_starts(rest, BW_STR("<!--")))
		skip_past(m, BW_STR("-->"));
	else if (bw_str_starts(rest, BW_STR("<?")))
		skip_past(m, BW_STR(">"));
	else if (bw_str_starts_ascii_nocase(rest, BW_STR("<!doctype")))
		skip_doctype(m);
	else {
		if (m->depth)
			bw_buf_cstr(m->out, "&lt;");
		m->pos++;
	}
}

static void text(struct mender *m)
{
	size_t from = m->pos;
	if (!m->depth) {
		size_t next = bw_str_find_char(m->in, '<', from);
		drop_to(m, next == BW_NPOS ? m->in.len : next);
		return;
	}
	while (m->pos < m->in.len && !stops_text[(unsigned char)m->in.ptr[m->pos]])
		m->pos++;
	bw_buf_put(m->out, m->in.ptr + from, m->pos - from);
	if (m->pos < m->in.len && m->in.ptr[m->pos] != '<')
		m->pos += put_special(m->out, m->in, m->pos);
}

size_t bw_mend_room(size_t len)
{
	return len * 8 + 64;
}

struct bw_mend bw_mend_xml(struct bw_str utf8, struct bw_buf *out)
{
	struct mender m = {.in = utf8, .out = out};
	while (m.pos < utf8.len && !m.stop) {
		if (utf8.ptr[m.pos] == '<')
			markup(&m);
		else
			text(&m);
	}
	return (struct bw_mend){.open = m.depth, .too_deep = m.too_deep, .had_root = m.had_root, .end = m.pos};
}
