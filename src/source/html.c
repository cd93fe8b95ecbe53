#include "source/html.h"

#include "core/html.h"

/* Element names of the HTML standard, section 4, and the old ones that feeds still use; in byte order. */
static const struct element {
	const char *name;
	enum bw_html_role role;
} elements[] = {
	{"a", BW_HTML_INLINE},       {"abbr", BW_HTML_INLINE},      {"acronym", BW_HTML_INLINE},
	{"address", BW_HTML_BLOCK},  {"article", BW_HTML_BLOCK},    {"aside", BW_HTML_BLOCK},
	{"audio", BW_HTML_INLINE},   {"b", BW_HTML_INLINE},         {"base", BW_HTML_INLINE},
	{"big", BW_HTML_INLINE},     {"blockquote", BW_HTML_BLOCK}, {"body", BW_HTML_BLOCK},
	{"br", BW_HTML_BLOCK},       {"button", BW_HTML_INLINE},    {"caption", BW_HTML_BLOCK},
	{"center", BW_HTML_BLOCK},   {"cite", BW_HTML_INLINE},      {"code", BW_HTML_INLINE},
	{"col", BW_HTML_BLOCK},      {"dd", BW_HTML_BLOCK},         {"del", BW_HTML_INLINE},
	{"details", BW_HTML_BLOCK},  {"dfn", BW_HTML_INLINE},       {"div", BW_HTML_BLOCK},
	{"dl", BW_HTML_BLOCK},       {"dt", BW_HTML_BLOCK},         {"em", BW_HTML_INLINE},
	{"embed", BW_HTML_INLINE},   {"figcaption", BW_HTML_BLOCK}, {"figure", BW_HTML_BLOCK},
	{"font", BW_HTML_INLINE},    {"footer", BW_HTML_BLOCK},     {"form", BW_HTML_BLOCK},
	{"h1", BW_HTML_BLOCK},       {"h2", BW_HTML_BLOCK},         {"h3", BW_HTML_BLOCK},
	{"h4", BW_HTML_BLOCK},       {"h5", BW_HTML_BLOCK},         {"h6", BW_HTML_BLOCK},
	{"head", BW_HTML_BLOCK},     {"header", BW_HTML_BLOCK},     {"hr", BW_HTML_BLOCK},
	{"html", BW_HTML_BLOCK},     {"i", BW_HTML_INLINE},         {"iframe", BW_HTML_INLINE},
	{"img", BW_HTML_INLINE},     {"input", BW_HTML_INLINE},     {"ins", BW_HTML_INLINE},
	{"kbd", BW_HTML_INLINE},     {"label", BW_HTML_INLINE},     {"li", BW_HTML_BLOCK},
	{"link", BW_HTML_INLINE},    {"main", BW_HTML_BLOCK},       {"mark", BW_HTML_INLINE},
	{"meta", BW_HTML_INLINE},    {"nav", BW_HTML_BLOCK},        {"nobr", BW_HTML_INLINE},
	{"noscript", BW_HTML_BLOCK}, {"object", BW_HTML_INLINE},    {"ol", BW_HTML_BLOCK},
	{"option", BW_HTML_BLOCK},   {"p", BW_HTML_BLOCK},          {"param", BW_HTML_INLINE},
	{"picture", BW_HTML_INLINE}, {"pre", BW_HTML_BLOCK},        {"q", BW_HTML_INLINE},
	{"s", BW_HTML_INLINE},       {"script", BW_HTML_RAW},       {"section", BW_HTML_BLOCK},
	{"select", BW_HTML_BLOCK},   {"small", BW_HTML_INLINE},     {"source", BW_HTML_INLINE},
	{"span", BW_HTML_INLINE},    {"strike", BW_HTML_INLINE},    {"strong", BW_HTML_INLINE},
	{"style", BW_HTML_RAW},      {"sub", BW_HTML_INLINE},       {"summary", BW_HTML_BLOCK},
	{"sup", BW_HTML_INLINE},     {"svg", BW_HTML_INLINE},       {"table", BW_HTML_BLOCK},
	{"tbody", BW_HTML_BLOCK},    {"td", BW_HTML_BLOCK},         {"template", BW_HTML_BLOCK},
	{"textarea", BW_HTML_BLOCK}, {"tfoot", BW_HTML_BLOCK},      {"th", BW_HTML_BLOCK},
	{"thead", BW_HTML_BLOCK},    {"time", BW_HTML_INLINE},      {"title", BW_HTML_BLOCK},
	{"tr", BW_HTML_BLOCK},       {"tt", BW_HTML_INLINE},        {"u", BW_HTML_INLINE},
	{"ul", BW_HTML_BLOCK},       {"var", BW_HTML_INLINE},       {"video", BW_HTML_INLINE},
	{"wbr", BW_HTML_INLINE},
};

enum { NAME_MAX_BYTES = 16, TAG_MAX_BYTES = 16384 };

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static enum bw_html_role role_of(struct bw_str name)
{
	char low[NAME_MAX_BYTES];
	if (bw_str_find_char(name, ':', 0) != BW_NPOS || bw_str_find_char(name, '-', 0) != BW_NPOS)
		return BW_HTML_INLINE; /* office markup and custom elements */
	if (name.len > sizeof(low))
		return BW_HTML_UNKNOWN;
	for (size_t i = 0; i < name.len; i++)
		low[i] = is_letter(name.ptr[i]) ? (char)(name.ptr[i] | 0x20) : name.ptr[i];
	size_t from = 0, to = sizeof(elements) / sizeof(elements[0]);
	while (from < to) {
		size_t mid = from + (to - from) / 2;
		int order = bw_str_cmp((struct bw_str){low, name.len}, bw_str_from(elements[mid].name));
		if (order == 0)
			return elements[mid].role;
		if (order < 0)
			to = mid;
		else
			from = mid + 1;
	}
	return BW_HTML_UNKNOWN;
}

/* The index behind the tag whose name ends at pos, quotes respected; 0 when it does not end within TAG_MAX_BYTES or
 * another tag begins before: then the '<' was one of text ("a<b and c"). *stopped gets where the search ended. */
static size_t behind_tag(struct bw_str s, size_t pos, size_t *stopped)
{
	size_t limit = s.len - pos > TAG_MAX_BYTES ? pos + TAG_MAX_BYTES : s.len, i;
	char quote = 0, before = 0;
	for (i = pos; i < limit; i++) {
		char c = s.ptr[i];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '>')
			return i + 1;
		else if (c == '<')
			break;
		else if ((c == '"' || c == '\'') && before == '=')
			quote = c;
		if (!is_space(c))
			before = c;
	}
	*stopped = i;
	return 0;
}

static void skip_raw(struct bw_html *h, struct bw_str name)
{
	char low[NAME_MAX_BYTES];
	for (size_t i = 0; i < name.len; i++)
		low[i] = (char)(name.ptr[i] | 0x20);
	bool script = name.len == 6; /* the other element of this role is style */
	h->pos = bw_html_raw_end(h->s, h->pos, script ? BW_LEX_SCRIPT : BW_LEX_RAWTEXT, (struct bw_str){low, name.len});
}

/* Comments, doctype, processing instructions: 0 when there is none at pos. One that never ends goes to the end. */
static size_t behind_declaration(struct bw_str s, size_t pos)
{
	bool declares = pos + 1 < s.len && (s.ptr[pos + 1] == '!' || s.ptr[pos + 1] == '?');
	return declares ? bw_html_skip(s, pos) : 0;
}

static bool read_tag(struct bw_html *h, size_t pos, struct bw_html_token *t)
{
	struct bw_str s = h->s;
	bool close = pos + 1 < s.len && s.ptr[pos + 1] == '/';
	size_t from = pos + 1 + close, i = from;
	if (pos < h->plain_until || i >= s.len || !is_letter(s.ptr[i]))
		return false;
	while (i < s.len && !is_space(s.ptr[i]) && s.ptr[i] != '>' && s.ptr[i] != '/' && s.ptr[i] != '<' &&
	       i - from < 64)
		i++;
	size_t stopped, end = behind_tag(s, i, &stopped);
	if (!end) {
		h->plain_until = stopped;
		return false;
	}
	t->kind = close ? BW_HTML_CLOSE : BW_HTML_OPEN;
	t->name = bw_str_sub(s, from, i - from);
	t->role = role_of(t->name);
	t->attrs = bw_str_sub(s, i, end - 1 - i);
	t->text = bw_str_sub(s, pos, end - pos);
	return true;
}

enum bw_html_kind bw_html_next(struct bw_html *h, struct bw_html_token *t)
{
	*t = (struct bw_html_token){.kind = BW_HTML_END};
	while (h->pos < h->s.len) {
		size_t from = h->pos, lt = from;
		size_t behind = 0;
		while ((lt = bw_str_find_char(h->s, '<', lt)) != BW_NPOS) {
			behind = behind_declaration(h->s, lt);
			if (behind || read_tag(h, lt, t))
				break;
			lt++;
		}
		size_t text_end = lt == BW_NPOS ? h->s.len : lt;
		if (text_end > from) {
			h->pos = text_end;
			*t = (struct bw_html_token){.kind = BW_HTML_TEXT,
						    .text = bw_str_sub(h->s, from, text_end - from)};
			return t->kind;
		}
		h->pos = behind ? behind : lt + t->text.len;
		if (behind)
			continue;
		if (t->kind == BW_HTML_OPEN && t->role == BW_HTML_RAW)
			skip_raw(h, t->name);
		return t->kind;
	}
	return BW_HTML_END;
}

struct bw_str bw_html_attr(struct bw_arena *a, const struct bw_html_token *t, struct bw_str name)
{
	return bw_html_find_attr(a, t->text, name);
}

bool bw_html_has_markup(struct bw_str s)
{
	struct bw_html h = {.s = s};
	struct bw_html_token t;
	while (bw_html_next(&h, &t))
		if (t.role != BW_HTML_UNKNOWN)
			return true;
	return false;
}
