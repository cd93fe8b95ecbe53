#include "source/http_message.h"

#include "core/inflate.h"
#include "source/header.h"

enum { CODINGS_MAX = 4, CHUNK_DIGITS_MAX = 12 };

static const struct {
	struct bw_str name;
	enum bw_coding coding;
} codings[] = {
	{{"gzip", 4}, BW_CODING_GZIP},
	{{"x-gzip", 6}, BW_CODING_GZIP},
	{{"deflate", 7}, BW_CODING_DEFLATE},
	{{"br", 2}, BW_CODING_BROTLI},
};

/* "HTTP/1.1 200 OK", "HTTP/2 200", "HTTP/1.0 404". */
static int status_of(struct bw_str line)
{
	int64_t status;
	size_t space = bw_str_find_char(line, ' ', 0);
	if (!bw_str_starts_ascii_nocase(line, BW_STR("HTTP/")) || space == BW_NPOS)
		return 0;
	struct bw_str rest = bw_str_trim(bw_str_from_pos(line, space));
	struct bw_str number = bw_str_sub(rest, 0, 3);
	bool alone = rest.len == 3 || (rest.len > 3 && rest.ptr[3] == ' ');
	return alone && bw_str_to_i64(number, &status) && status >= 100 ? (int)status : 0;
}

/* The last value of a field that has several counts, as in browsers. */
static void keep_field(const struct bw_header *h, struct bw_http_message *out)
{
	const struct {
		struct bw_str name;
		struct bw_str *to;
	} fields[] = {{BW_STR("content-type"), &out->content_type},
		      {BW_STR("transfer-encoding"), &out->transfer_encoding},
		      {BW_STR("content-encoding"), &out->content_encoding}};
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (h->value.len && bw_str_eq_ascii_nocase(h->name, fields[i].name))
			*fields[i].to = h->value;
}

int bw_http_message_read(struct bw_str bytes, struct bw_http_message *out, struct bw_err *err)
{
	struct bw_str line = BW_STR_NONE, rest = bytes;
	struct bw_header h;
	enum bw_header_kind kind;
	*out = (struct bw_http_message){0};
	bw_header_line(&rest, &line);
	out->status = status_of(line);
	if (!out->status)
		return bw_err_set(err, BW_EINPUT, "it does not begin as an answer of a web server does");
	while ((kind = bw_header_next(&rest, &h)) != BW_HEADER_END) {
		if (kind == BW_HEADER_FIELD)
			keep_field(&h, out);
		else
			bw_header_line(&rest, &line);
	}
	out->body = rest;
	return 0;
}

/* The size at the beginning of a chunk; extensions behind it are left out. False when there is none. */
static bool chunk_size(struct bw_str line, size_t *size)
{
	size_t n = 0;
	*size = 0;
	line = bw_str_trim(line);
	for (; n < line.len && n <= CHUNK_DIGITS_MAX; n++) {
		unsigned char c = (unsigned char)line.ptr[n] | 0x20;
		if (c >= '0' && c <= '9')
			*size = *size << 4 | (size_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			*size = *size << 4 | (size_t)(c - 'a' + 10);
		else
			break;
	}
	return n && n <= CHUNK_DIGITS_MAX && (n == line.len || line.ptr[n] == ';' || line.ptr[n] == ' ');
}

/* Joins the chunks. False when the first line is no size: then it was joined before. A last chunk that is missing or
 * short is BW_EINPUT: the page is not whole. */
static bool join_chunks(struct bw_arena *a, struct bw_str *body, int *code)
{
	struct bw_str rest = *body, line;
	size_t size, n = 0;
	if (!bw_header_line(&rest, &line) || !chunk_size(line, &size))
		return false;
	char *out = bw_arena_alloc(a, body->len);
	while (size && size <= rest.len) {
		memcpy(out + n, rest.ptr, size);
		n += size;
		rest = bw_str_from_pos(rest, size);
		bw_header_line(&rest, &line);
		if (!bw_header_line(&rest, &line) || !chunk_size(line, &size))
			break;
	}
	*code = size ? BW_EINPUT : 0;
	*body = (struct bw_str){out, n};
	return true;
}

/* Brotli has no mark of its own, so what is coded cannot be told by looking; what looks like markup or is UTF-8 text in
 * its first bytes is none. */
static bool looks_plain(struct bw_str body)
{
	struct bw_str head = bw_str_trim(bw_str_sub(body, 0, 512));
	if (bw_str_starts(head, BW_STR("\xEF\xBB\xBF")))
		return true;
	for (size_t i = 0; i < head.len; i++)
		if ((unsigned char)head.ptr[i] < 0x09)
			return false;
	return head.len && (head.ptr[0] == '<' || head.ptr[0] == '{');
}

static int undo(struct bw_arena *a, struct bw_str name, size_t max, struct bw_str *body, struct bw_err *err)
{
	if (!name.len || bw_str_eq_ascii_nocase(name, BW_STR("identity")) ||
	    bw_str_eq_ascii_nocase(name, BW_STR("chunked")) || !body->len)
		return 0;
	for (size_t i = 0; i < sizeof(codings) / sizeof(codings[0]); i++) {
		if (!bw_str_eq_ascii_nocase(name, codings[i].name))
			continue;
		if (codings[i].coding == BW_CODING_GZIP ? !bw_gzip_begins(*body) : looks_plain(*body))
			return 0;
		return bw_inflate(a, *body, codings[i].coding, max, body, err);
	}
	if (looks_plain(*body))
		return 0;
	struct bw_str shown = bw_str_sub(name, 0, 40);
	return bw_err_set(err, BW_EINPUT, "its coding '%" BW_PRISTR "' is not one that can be undone", BW_ARG(shown));
}

/* "gzip, br": the last one was put on last. */
static int undo_all(struct bw_arena *a, struct bw_str list, size_t max, struct bw_str *body, struct bw_err *err)
{
	int code = 0;
	for (int i = 0; !code && list.len && i < CODINGS_MAX; i++) {
		size_t comma = bw_str_rfind_char(list, ',');
		struct bw_str name = comma == BW_NPOS ? list : bw_str_from_pos(list, comma + 1);
		list = comma == BW_NPOS ? BW_STR_NONE : bw_str_sub(list, 0, comma);
		code = undo(a, bw_str_trim(name), max, body, err);
	}
	return code;
}

int bw_http_message_body(struct bw_arena *a, const struct bw_http_message *m, size_t max, struct bw_str *out,
			 struct bw_err *err)
{
	int code = 0;
	*out = m->body;
	if (bw_str_find_ascii_nocase(m->transfer_encoding, BW_STR("chunked"), 0) != BW_NPOS)
		join_chunks(a, out, &code);
	if (code)
		return bw_err_set(err, code, "its last chunks are missing");
	code = undo_all(a, m->transfer_encoding, max, out, err);
	if (!code)
		code = undo_all(a, m->content_encoding, max, out, err);
	if (!code && out->len > max)
		code = bw_err_set(err, BW_ELIMIT, "it is longer than %zu bytes", max);
	return code;
}
