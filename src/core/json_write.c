#include <math.h>

#include "core/json.h"
#include "core/utf8.h"

void bw_json_out_init(struct bw_json_out *j, struct bw_buf *buf)
{
	*j = (struct bw_json_out){.buf = buf};
}

static void escape_point(struct bw_buf *b, uint32_t cp)
{
	static const char *const short_forms[0x20] = {
		['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f", ['\r'] = "\\r"};
	if (cp < 0x20 && short_forms[cp])
		bw_buf_cstr(b, short_forms[cp]);
	else if (cp < 0x20 || cp == 0x7F)
		bw_buf_printf(b, "\\u%04x", (unsigned)cp);
	else
		bw_utf8_put(b, cp);
}

/* Runs of plain ASCII go over in one piece. */
static void quote(struct bw_buf *b, struct bw_str s)
{
	size_t pos = 0;
	bw_buf_char(b, '"');
	while (pos < s.len) {
		size_t start = pos;
		while (pos < s.len && s.ptr[pos] >= 0x20 && s.ptr[pos] < 0x7F && s.ptr[pos] != '"' &&
		       s.ptr[pos] != '\\')
			pos++;
		bw_buf_put(b, s.ptr + start, pos - start);
		if (pos == s.len)
			break;
		uint32_t cp = bw_utf8_next(s, &pos);
		if (cp == '"' || cp == '\\')
			bw_buf_char(b, '\\');
		escape_point(b, cp);
	}
	bw_buf_char(b, '"');
}

/* The comma before, and the key. */
static void lead(struct bw_json_out *j, const char *key)
{
	if (j->comma >> j->depth & 1)
		bw_buf_char(j->buf, ',');
	j->comma |= (uint64_t)1 << j->depth;
	if (key) {
		quote(j->buf, bw_str_from(key));
		bw_buf_char(j->buf, ':');
	}
}

/* More levels than bits: what comes out would not be JSON, so nothing comes out. */
static void begin(struct bw_json_out *j, const char *key, char bracket)
{
	lead(j, key);
	bw_buf_char(j->buf, bracket);
	if (j->depth == 63) {
		j->buf->failed = true;
		return;
	}
	j->depth++;
	j->comma &= ~((uint64_t)1 << j->depth);
}

static void end(struct bw_json_out *j, char bracket)
{
	if (j->depth > 0)
		j->depth--;
	bw_buf_char(j->buf, bracket);
}

void bw_json_begin_object(struct bw_json_out *j, const char *key)
{
	begin(j, key, '{');
}

void bw_json_end_object(struct bw_json_out *j)
{
	end(j, '}');
}

void bw_json_begin_array(struct bw_json_out *j, const char *key)
{
	begin(j, key, '[');
}

void bw_json_end_array(struct bw_json_out *j)
{
	end(j, ']');
}

void bw_json_put_str(struct bw_json_out *j, const char *key, struct bw_str s)
{
	lead(j, key);
	quote(j->buf, s);
}

void bw_json_put_str_or_null(struct bw_json_out *j, const char *key, struct bw_str s)
{
	if (s.len)
		bw_json_put_str(j, key, s);
	else
		bw_json_put_null(j, key);
}

void bw_json_put_int(struct bw_json_out *j, const char *key, int64_t v)
{
	lead(j, key);
	bw_buf_printf(j->buf, "%lld", (long long)v);
}

/* JSON has no infinity and no not-a-number. */
void bw_json_put_real(struct bw_json_out *j, const char *key, double v)
{
	if (!isfinite(v)) {
		bw_json_put_null(j, key);
		return;
	}
	lead(j, key);
	bw_buf_printf(j->buf, "%.6g", v == 0 ? 0.0 : v);
}

void bw_json_put_bool(struct bw_json_out *j, const char *key, bool v)
{
	lead(j, key);
	bw_buf_cstr(j->buf, v ? "true" : "false");
}

void bw_json_put_null(struct bw_json_out *j, const char *key)
{
	lead(j, key);
	bw_buf_cstr(j->buf, "null");
}
