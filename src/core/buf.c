#include "core/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/mem.h"

void bw_buf_init(struct bw_buf *b, size_t max)
{
	*b = (struct bw_buf){.max = max};
}

void bw_buf_release(struct bw_buf *b)
{
	bw_mem_free(b->ptr);
	bw_buf_init(b, b->max);
}

void bw_buf_reset(struct bw_buf *b)
{
	b->len = 0;
	b->failed = false;
}

/* Room for len more bytes and one spare; false, and failed set, when the maximum would be passed. */
static bool room(struct bw_buf *b, size_t len)
{
	if (b->failed || len > b->max || b->len > b->max - len) {
		b->failed = true;
		return false;
	}
	size_t need = b->len + len + 1;
	if (need <= b->cap)
		return true;
	size_t cap = b->cap ? b->cap : 64;
	while (cap < need)
		cap = cap > SIZE_MAX / 2 ? need : cap * 2;
	if (cap > b->max && b->max < SIZE_MAX)
		cap = b->max + 1;
	b->ptr = bw_mem_resize(b->ptr, cap);
	b->cap = cap;
	return true;
}

void bw_buf_put(struct bw_buf *b, const void *bytes, size_t len)
{
	if (!room(b, len) || !len)
		return;
	memcpy(b->ptr + b->len, bytes, len);
	b->len += len;
}

void bw_buf_str(struct bw_buf *b, struct bw_str s)
{
	bw_buf_put(b, s.ptr, s.len);
}

void bw_buf_cstr(struct bw_buf *b, const char *s)
{
	bw_buf_put(b, s, strlen(s));
}

void bw_buf_char(struct bw_buf *b, char c)
{
	if (room(b, 1))
		b->ptr[b->len++] = c;
}

void bw_buf_printf(struct bw_buf *b, const char *fmt, ...)
{
	va_list args, again;
	va_start(args, fmt);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0)
		b->failed = true;
	else if (room(b, (size_t)n)) {
		vsnprintf(b->ptr + b->len, (size_t)n + 1, fmt, again);
		b->len += (size_t)n;
	}
	va_end(again);
}

struct bw_str bw_buf_view(const struct bw_buf *b)
{
	return (struct bw_str){b->ptr, b->len};
}

struct bw_str bw_buf_copy(const struct bw_buf *b, struct bw_arena *a)
{
	return bw_arena_str(a, bw_buf_view(b));
}
