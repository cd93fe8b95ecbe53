#include "extract/text.h"

void bw_text_fold_into(struct bw_buf *b, struct bw_str s, bool *space)
{
	size_t pos = 0, from = 0;
	while (pos < s.len) {
		size_t at = pos;
		unsigned char c = (unsigned char)s.ptr[pos];
		bool blank;
		if (c < 0x80) {
			blank = c == ' ' || (c >= 0x09 && c <= 0x0D);
			pos++;
		} else {
			blank = bw_uni_is_space(bw_utf8_next(s, &pos));
		}
		if (blank) {
			bw_buf_put(b, s.ptr + from, at - from);
			from = pos;
			*space = b->len > 0;
		} else if (*space) {
			bw_buf_char(b, ' ');
			*space = false;
		}
	}
	bw_buf_put(b, s.ptr + from, s.len - from);
}

struct bw_str bw_text_fold_space(struct bw_arena *a, struct bw_str s)
{
	struct bw_buf b;
	bool space = false;
	bw_buf_init(&b, s.len + 16);
	bw_text_fold_into(&b, s, &space);
	struct bw_str out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return out;
}

struct bw_str bw_text_key(struct bw_arena *a, struct bw_str s)
{
	struct bw_str folded = bw_uni_fold(a, s);
	struct bw_buf b;
	bw_buf_init(&b, folded.len + 16);
	for (size_t pos = 0; pos < folded.len;) {
		uint32_t cp = bw_utf8_next(folded, &pos);
		if (bw_uni_is_letter(cp) || bw_uni_is_digit(cp))
			bw_utf8_put(&b, cp);
	}
	struct bw_str out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return out;
}

static const struct reference {
	struct bw_str name;
	uint32_t cp;
} references[] = {
	{{"amp", 3}, '&'},       {{"quot", 4}, '"'},     {{"apos", 4}, '\''},    {{"lt", 2}, '<'},
	{{"gt", 2}, '>'},        {{"nbsp", 4}, 0xA0},    {{"lsquo", 5}, 0x2018}, {{"rsquo", 5}, 0x2019},
	{{"ldquo", 5}, 0x201C},  {{"rdquo", 5}, 0x201D}, {{"ndash", 5}, 0x2013}, {{"mdash", 5}, 0x2014},
	{{"hellip", 6}, 0x2026}, {{"eacute", 6}, 0xE9},  {{"copy", 4}, 0xA9},
};

static uint32_t numeric_reference(struct bw_str digits)
{
	uint32_t cp = 0;
	bool hex = digits.len && (digits.ptr[0] == 'x' || digits.ptr[0] == 'X');
	for (size_t i = hex; i < digits.len; i++) {
		unsigned char c = (unsigned char)digits.ptr[i] | 0x20;
		uint32_t v = c >= '0' && c <= '9'          ? c - (uint32_t)'0'
			     : hex && c >= 'a' && c <= 'f' ? c - (uint32_t)'a' + 10u
							   : 99;
		if (v == 99 || cp > 0x10FFFF)
			return 0;
		cp = cp * (hex ? 16 : 10) + v;
	}
	return cp > 0x1F && cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF) && (cp < 0x7F || cp > 0x9F) ? cp : 0;
}

/* The character that the body of a reference (without & and ;) stands for, 0 for none. */
static uint32_t reference_value(struct bw_str body)
{
	if (body.len > 1 && body.ptr[0] == '#')
		return numeric_reference(bw_str_from_pos(body, 1));
	for (size_t i = 0; i < sizeof references / sizeof *references; i++)
		if (bw_str_eq(body, references[i].name))
			return references[i].cp;
	return 0;
}

struct bw_str bw_text_unescape(struct bw_arena *a, struct bw_str s)
{
	enum { LONGEST = 10 };
	if (bw_str_find_char(s, '&', 0) == BW_NPOS)
		return s;
	struct bw_buf b;
	bw_buf_init(&b, s.len + 16);
	for (size_t i = 0; i < s.len; i++) {
		size_t end = s.ptr[i] == '&' ? bw_str_find_char(bw_str_sub(s, 0, i + LONGEST), ';', i) : BW_NPOS;
		uint32_t cp = end == BW_NPOS ? 0 : reference_value(bw_str_sub(s, i + 1, end - i - 1));
		if (cp)
			bw_utf8_put(&b, cp);
		else
			bw_buf_char(&b, s.ptr[i]);
		if (cp)
			i = end;
	}
	struct bw_str out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return out;
}

size_t bw_text_words(struct bw_str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++)
		n += s.ptr[i] != ' ' && (i == 0 || s.ptr[i - 1] == ' ');
	return n;
}

bool bw_text_has_letter(struct bw_str s)
{
	for (size_t pos = 0; pos < s.len;)
		if (bw_uni_is_letter(bw_utf8_next(s, &pos)))
			return true;
	return false;
}

bool bw_text_contains_nocase(struct bw_str s, const char *needle)
{
	return bw_str_find_ascii_nocase(s, bw_str_from(needle), 0) != BW_NPOS;
}

/* The next paragraph: lines up to an empty one, folded into one. */
static bool next_paragraph(struct bw_arena *a, struct bw_str *rest, struct bw_str *out)
{
	struct bw_str line;
	struct bw_buf b;
	bw_buf_init(&b, rest->len + 16);
	bool space = false;
	while (bw_str_split(rest, '\n', &line)) {
		if (bw_str_trim(line).len) {
			space = b.len > 0;
			bw_text_fold_into(&b, line, &space);
		} else if (b.len) {
			break;
		}
	}
	*out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return out->len > 0;
}

struct bw_str bw_text_paragraphs(struct bw_arena *a, struct bw_str text)
{
	struct bw_buf b;
	struct bw_str paragraph;
	text = bw_utf8_clean(a, text);
	bw_buf_init(&b, text.len * 2 + 16);
	while (next_paragraph(a, &text, &paragraph)) {
		if (b.len)
			bw_buf_cstr(&b, "\n\n");
		bw_buf_str(&b, paragraph);
	}
	struct bw_str s = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return s;
}
