/* Where a document says what it is encoded in: HTML 13.2.3.2, "prescan a byte stream to determine its encoding", and
 * what it refers to. The steps are the standard's; running out of bytes ends the scan with nothing found. */
#include "core/charset_part.h"

enum { WINDOW_BYTES = 1024, FAR_BYTES = 1 << 16, LABEL_MAX = 64 };

struct scan {
	struct bw_str in;
	size_t at;
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool over(const struct scan *s)
{
	return s->at >= s->in.len;
}

static bool looking_at(const struct scan *s, struct bw_str what)
{
	return bw_str_starts_ascii_nocase(bw_str_from_pos(s->in, s->at), what);
}

static void skip_spaces(struct scan *s, bool slashes)
{
	while (!over(s) && (is_space(s->in.ptr[s->at]) || (slashes && s->in.ptr[s->at] == '/')))
		s->at++;
}

static struct bw_str since(const struct scan *s, size_t from)
{
	return bw_str_sub(s->in, from, s->at - from);
}

struct attribute {
	struct bw_str name, value;
};

static bool attribute_value(struct scan *s, struct bw_str *value)
{
	s->at++;
	skip_spaces(s, false);
	if (over(s))
		return false;
	char quote = s->in.ptr[s->at];
	size_t from = s->at;
	if (quote == '"' || quote == '\'') {
		s->at = bw_str_find_char(s->in, quote, from + 1);
		if (s->at == BW_NPOS)
			return false;
		*value = since(s, from + 1);
		*value = bw_str_sub(s->in, from + 1, s->at - from - 1);
		s->at++;
		return true;
	}
	while (!over(s) && !is_space(s->in.ptr[s->at]) && s->in.ptr[s->at] != '>')
		s->at++;
	*value = since(s, from);
	return !over(s);
}

/* "Get an attribute"; false when there is none left, with the scan at the '>' or at the end. */
static bool next_attribute(struct scan *s, struct attribute *out)
{
	*out = (struct attribute){0};
	skip_spaces(s, true);
	if (over(s) || s->in.ptr[s->at] == '>')
		return false;
	size_t from = s->at++; /* an '=' here is part of the name */
	while (!over(s) && !is_space(s->in.ptr[s->at]) && !strchr("=/>", s->in.ptr[s->at] ? s->in.ptr[s->at] : 'x'))
		s->at++;
	out->name = since(s, from);
	skip_spaces(s, false);
	if (over(s))
		return false;
	return s->in.ptr[s->at] == '=' ? attribute_value(s, &out->value) : true;
}

/* "Extract a character encoding from a meta element": what follows "charset=" in a content attribute. */
static const struct bw_charset *in_content(struct bw_str content)
{
	struct scan s = {content, 0};
	for (;;) {
		s.at = bw_str_find_ascii_nocase(content, BW_STR("charset"), s.at);
		if (s.at == BW_NPOS)
			return NULL;
		s.at += strlen("charset");
		skip_spaces(&s, false);
		if (!over(&s) && content.ptr[s.at] == '=')
			break;
	}
	s.at++;
	skip_spaces(&s, false);
	if (over(&s))
		return NULL;
	size_t from = s.at;
	if (content.ptr[from] == '"' || content.ptr[from] == '\'') {
		size_t end = bw_str_find_char(content, content.ptr[from], from + 1);
		return end == BW_NPOS ? NULL : bw_charset_labelled(bw_str_sub(content, from + 1, end - from - 1));
	}
	while (!over(&s) && !is_space(content.ptr[s.at]) && content.ptr[s.at] != ';')
		s.at++;
	return bw_charset_labelled(since(&s, from));
}

/* What a page declares in ASCII is not UTF-16, and x-user-defined stands for bytes, not for text. */
static const struct bw_charset *as_declared(const struct bw_charset *c)
{
	if (c && (c->kind == BW_CHARSET_UTF16LE || c->kind == BW_CHARSET_UTF16BE))
		return bw_charset_utf8();
	return c && c->kind == BW_CHARSET_USER ? bw_charset_windows1252() : c;
}

struct meta {
	bool has_pragma, has_content, has_charset, has_http_equiv;
	const struct bw_charset *by_content, *by_charset;
};

/* The first attribute of a name counts. */
static void note_attribute(struct meta *m, const struct attribute *at)
{
	if (bw_str_eq_ascii_nocase(at->name, BW_STR("http-equiv")) && !m->has_http_equiv) {
		m->has_http_equiv = true;
		m->has_pragma = bw_str_eq_ascii_nocase(at->value, BW_STR("content-type"));
	} else if (bw_str_eq_ascii_nocase(at->name, BW_STR("content")) && !m->has_content) {
		m->has_content = true;
		m->by_content = in_content(at->value);
	} else if (bw_str_eq_ascii_nocase(at->name, BW_STR("charset")) && !m->has_charset) {
		m->has_charset = true;
		m->by_charset = bw_charset_labelled(at->value);
	}
}

/* The attributes of a <meta>; NULL when they name no encoding, or the tag is not whole. */
static const struct bw_charset *in_meta(struct scan *s)
{
	struct meta m = {0};
	struct attribute at;
	while (next_attribute(s, &at))
		note_attribute(&m, &at);
	if (over(s))
		return NULL;
	if (m.has_charset)
		return as_declared(m.by_charset);
	return m.has_pragma ? as_declared(m.by_content) : NULL;
}

/* The name of the tag at the scan, which is moved to its attributes. */
static struct bw_str tag_name(struct scan *s)
{
	size_t from = ++s->at;
	while (!over(s) && !is_space(s->in.ptr[s->at]) && s->in.ptr[s->at] != '>' && s->in.ptr[s->at] != '/')
		s->at++;
	return since(s, from);
}

/* Past a comment, a declaration or an instruction; false when it does not end. */
static bool skip_markup(struct scan *s)
{
	bool comment = looking_at(s, BW_STR("<!--"));
	size_t end = comment ? bw_str_find(s->in, BW_STR("-->"), s->at + 2) : bw_str_find_char(s->in, '>', s->at);
	s->at = end == BW_NPOS ? s->in.len : end + (comment ? 3 : 1);
	return end != BW_NPOS;
}

static bool is_tag(const struct scan *s)
{
	size_t at = s->at + 1;
	return at < s->in.len && is_letter(s->in.ptr[at]);
}

static void skip_attributes(struct scan *s)
{
	struct attribute at;
	while (next_attribute(s, &at))
		;
}

/* The first <meta> that names an encoding. When xml is given, the first element decides whether a <meta> counts: in a
 * feed, one that stands in an entry's text says nothing of the feed. */
static const struct bw_charset *scan_tags(struct bw_str in, const struct bw_charset *xml)
{
	struct scan s = {in, 0};
	bool first = true;
	while ((s.at = bw_str_find_char(in, '<', s.at)) != BW_NPOS) {
		char next = s.at + 1 < in.len ? in.ptr[s.at + 1] : '\0';
		if (is_tag(&s)) {
			struct bw_str name = tag_name(&s);
			if (xml && first && !bw_str_eq_ascii_nocase(name, BW_STR("html")))
				return xml;
			first = false;
			const struct bw_charset *c = NULL;
			if (bw_str_eq_ascii_nocase(name, BW_STR("meta")))
				c = in_meta(&s);
			else
				skip_attributes(&s);
			if (c)
				return c;
		} else if (next == '/' && s.at + 2 < in.len && is_letter(in.ptr[s.at + 2])) {
			s.at++;
			tag_name(&s);
			skip_attributes(&s);
		} else if (next && strchr("!/?", next)) {
			skip_markup(&s);
		} else {
			s.at++;
		}
	}
	return NULL;
}

/* "Get an XML encoding", but the declaration may have something before it. */
static const struct bw_charset *in_xml(struct bw_str in)
{
	struct bw_str head = bw_str_sub(in, 0, WINDOW_BYTES);
	size_t from = bw_str_find(head, BW_STR("<?xml"), 0);
	size_t end = from == BW_NPOS ? BW_NPOS : bw_str_find_char(head, '>', from);
	if (end == BW_NPOS)
		return NULL;
	struct scan s = {bw_str_sub(head, 0, end), bw_str_find(head, BW_STR("encoding"), from)};
	if (over(&s))
		return NULL;
	s.at += strlen("encoding");
	skip_spaces(&s, false);
	if (over(&s) || s.in.ptr[s.at++] != '=')
		return NULL;
	skip_spaces(&s, false);
	if (over(&s) || !strchr("\"'", s.in.ptr[s.at] ? s.in.ptr[s.at] : 'x'))
		return NULL;
	size_t close = bw_str_find_char(s.in, s.in.ptr[s.at], s.at + 1);
	if (close == BW_NPOS)
		return NULL;
	return as_declared(bw_charset_labelled(bw_str_sub(s.in, s.at + 1, close - s.at - 1)));
}

const struct bw_charset *bw_charset_prescan(struct bw_str bytes)
{
	const struct bw_charset *xml = in_xml(bytes);
	const struct bw_charset *meta = scan_tags(bw_str_sub(bytes, 0, WINDOW_BYTES), xml);
	if (!meta && !xml && bytes.len > WINDOW_BYTES)
		meta = scan_tags(bw_str_sub(bytes, 0, FAR_BYTES), NULL);
	return meta ? meta : xml;
}

struct bw_str bw_charset_of_type(struct bw_str content_type)
{
	struct scan s = {content_type, bw_str_find_ascii_nocase(content_type, BW_STR("charset"), 0)};
	if (over(&s))
		return BW_STR_NONE;
	s.at += strlen("charset");
	skip_spaces(&s, false);
	if (over(&s) || content_type.ptr[s.at++] != '=')
		return BW_STR_NONE;
	while (!over(&s) && (is_space(content_type.ptr[s.at]) || strchr("\"'", content_type.ptr[s.at])))
		s.at++;
	size_t from = s.at;
	while (!over(&s) && s.at - from < LABEL_MAX && !is_space(content_type.ptr[s.at]) &&
	       !strchr("\"';,", content_type.ptr[s.at]))
		s.at++;
	return since(&s, from);
}
