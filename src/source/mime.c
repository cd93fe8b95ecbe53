#include "source/mime.h"

#include "core/charset.h"
#include "source/header.h"

#include "core/utf8.h"

enum { LABEL_MAX_BYTES = 40, BOUNDARY_MAX_BYTES = 250 };

struct bw_str bw_mime_decode(struct bw_arena *a, struct bw_str bytes, struct bw_str label)
{
	struct bw_str short_label = bw_str_sub(label, 0, LABEL_MAX_BYTES);
	struct bw_str type = label.len ? bw_arena_printf(a, "text/plain; charset=%" BW_PRISTR, BW_ARG(short_label))
				       : BW_STR("text/plain");
	return bw_utf8_clean(a, bw_charset_decode(a, bytes, type));
}

static struct bw_str lower(struct bw_arena *a, struct bw_str s)
{
	char *p = bw_arena_alloc(a, s.len);
	for (size_t i = 0; i < s.len; i++)
		p[i] = s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? (char)(s.ptr[i] | 0x20) : s.ptr[i];
	return (struct bw_str){p, s.len};
}

static bool is_token_byte(char c)
{
	return c > ' ' && c < 0x7F && !strchr("()<>@,;:\\\"/[]?=", c);
}

struct bw_str bw_mime_type_of(struct bw_arena *a, struct bw_str value)
{
	size_t n = 0, slash = BW_NPOS;
	while (n < value.len && (is_token_byte(value.ptr[n]) || (value.ptr[n] == '/' && slash == BW_NPOS))) {
		slash = value.ptr[n] == '/' ? n : slash;
		n++;
	}
	if (slash == BW_NPOS || slash == 0 || slash + 1 == n)
		return BW_STR_NONE;
	return lower(a, bw_str_sub(value, 0, n));
}

/* Fields that a part can begin with: a line that is no field does not end a head when one of them follows. */
static bool is_known_field(struct bw_str rest)
{
	static const struct bw_str names[] = {
		{"from", 4},        {"to", 2},       {"date", 4},           {"subject", 7},
		{"message-id", 10}, {"received", 8}, {"mime-version", 12},  {"reply-to", 8},
		{"sender", 6},      {"list-id", 7},  {"dkim-signature", 14}};
	struct bw_header h;
	if (bw_header_next(&rest, &h) != BW_HEADER_FIELD)
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (bw_str_eq_ascii_nocase(h.name, names[i]))
			return true;
	return bw_str_starts_ascii_nocase(h.name, BW_STR("content-"));
}

/* The head ends at the empty line, or at the first line that cannot belong to it. */
static size_t head_length(struct bw_str bytes, size_t *body)
{
	struct bw_str rest = bytes, line, after;
	struct bw_header h;
	for (;;) {
		struct bw_str before = rest;
		enum bw_header_kind kind = bw_header_next(&rest, &h);
		if (kind == BW_HEADER_FIELD)
			continue;
		after = rest;
		bw_header_line(&after, &line);
		if (kind == BW_HEADER_BROKEN && is_known_field(after)) {
			rest = after;
			continue;
		}
		*body = bytes.len - rest.len;
		return bytes.len - before.len;
	}
}

struct bw_str bw_mime_field(struct bw_arena *a, const struct bw_mime_part *p, struct bw_str name)
{
	struct bw_str rest = p->head, line;
	struct bw_header h;
	enum bw_header_kind kind;
	while ((kind = bw_header_next(&rest, &h)) != BW_HEADER_END) {
		if (kind == BW_HEADER_BROKEN)
			bw_header_line(&rest, &line);
		else if (h.value.len && bw_str_eq_ascii_nocase(h.name, name))
			return bw_header_unfold(a, h.value);
	}
	return BW_STR_NONE;
}

void bw_mime_part_read(struct bw_arena *a, struct bw_str bytes, struct bw_str default_type, struct bw_mime_part *out)
{
	size_t body = 0;
	size_t head = head_length(bytes, &body);
	*out = (struct bw_mime_part){.head = bw_str_sub(bytes, 0, head), .body = bw_str_from_pos(bytes, body)};
	out->content_type = bw_mime_field(a, out, BW_STR("content-type"));
	out->type = bw_mime_type_of(a, out->content_type);
	out->encoding = lower(a, bw_str_trim(bw_mime_field(a, out, BW_STR("content-transfer-encoding"))));
	if (!out->type.len)
		out->type = default_type;
}

struct bw_str bw_mime_bytes(struct bw_arena *a, const struct bw_mime_part *p)
{
	if (bw_str_starts(p->encoding, BW_STR("base64")))
		return bw_mime_base64(a, p->body);
	if (bw_str_starts(p->encoding, BW_STR("quoted-printable")))
		return bw_mime_quoted_printable(a, p->body, false);
	return p->body;
}

struct bw_str bw_mime_text(struct bw_arena *a, const struct bw_mime_part *p)
{
	return bw_mime_decode(a, bw_mime_bytes(a, p), bw_mime_param(a, p->content_type, BW_STR("charset")));
}

static struct bw_str trim_right(struct bw_str s)
{
	while (s.len && (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\t' || s.ptr[s.len - 1] == '\r'))
		s.len--;
	return s;
}

enum line_kind { LINE_OTHER, LINE_PART, LINE_LAST };

/* RFC 2046, 5.1.1: "--" and the boundary, with blanks behind; the last one with "--" behind. */
static enum line_kind kind_of(struct bw_str line, struct bw_str boundary)
{
	if (line.len < boundary.len + 2 || line.ptr[0] != '-' || line.ptr[1] != '-')
		return LINE_OTHER;
	line = trim_right(bw_str_from_pos(line, 2));
	if (!bw_str_starts(line, boundary))
		return LINE_OTHER;
	struct bw_str behind = bw_str_from_pos(line, boundary.len);
	return !behind.len ? LINE_PART : bw_str_eq(behind, BW_STR("--")) ? LINE_LAST : LINE_OTHER;
}

/* Where the next boundary line stands in s: its place, and behind it. BW_NPOS when there is none. */
static size_t find_line(struct bw_str s, struct bw_str boundary, size_t *behind, enum line_kind *kind)
{
	for (size_t at = 0; at < s.len;) {
		size_t end = bw_str_find_char(s, '\n', at);
		size_t next = end == BW_NPOS ? s.len : end + 1;
		*kind = kind_of(bw_str_sub(s, at, (end == BW_NPOS ? s.len : end) - at), boundary);
		if (*kind != LINE_OTHER) {
			*behind = next;
			return at;
		}
		at = next;
	}
	return BW_NPOS;
}

/* The boundary of a body whose head names none, or another: its first line that is not empty, when it looks like one
 * and a field stands behind it. */
static struct bw_str guessed_boundary(struct bw_str body)
{
	struct bw_str rest = body, line = BW_STR_NONE;
	while (bw_header_line(&rest, &line) && !bw_str_trim(line).len)
		;
	line = trim_right(line);
	bool looks = bw_str_starts(line, BW_STR("--")) && line.len > 4 && line.len < BOUNDARY_MAX_BYTES;
	return looks && is_known_field(rest) ? bw_str_from_pos(line, 2) : BW_STR_NONE;
}

bool bw_mime_walk_init(struct bw_arena *a, const struct bw_mime_part *p, struct bw_mime_walk *out)
{
	size_t behind;
	enum line_kind kind;
	struct bw_str declared = trim_right(bw_mime_param(a, p->content_type, BW_STR("boundary")));
	*out = (struct bw_mime_walk){.rest = p->body, .boundary = declared};
	if (declared.len && declared.len <= BOUNDARY_MAX_BYTES &&
	    find_line(p->body, declared, &behind, &kind) != BW_NPOS)
		return true;
	out->boundary = guessed_boundary(p->body);
	return out->boundary.len > 0;
}

bool bw_mime_walk_next(struct bw_mime_walk *w, struct bw_str *bytes)
{
	size_t behind, at;
	enum line_kind kind;
	if (!w->begun) {
		w->begun = true;
		at = find_line(w->rest, w->boundary, &behind, &kind);
		w->rest = at == BW_NPOS || kind == LINE_LAST ? BW_STR_NONE : bw_str_from_pos(w->rest, behind);
	}
	if (!w->rest.len)
		return false;
	at = find_line(w->rest, w->boundary, &behind, &kind);
	/* The line end in front of a boundary belongs to it. */
	size_t end = at == BW_NPOS ? w->rest.len : at;
	*bytes = bw_str_sub(w->rest, 0, end);
	if (at != BW_NPOS && bytes->len && bytes->ptr[bytes->len - 1] == '\n')
		bytes->len--;
	if (at != BW_NPOS && bytes->len && bytes->ptr[bytes->len - 1] == '\r')
		bytes->len--;
	w->rest = at == BW_NPOS || kind == LINE_LAST ? BW_STR_NONE : bw_str_from_pos(w->rest, behind);
	return true;
}
