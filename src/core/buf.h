/*
 * A growable byte buffer for writing, always with a maximum. Errors stick: when the maximum is passed, `failed` is set,
 * later writes do nothing, and the builder is asked once at the end.
 */
#ifndef BW_CORE_BUF_H
#define BW_CORE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/str.h"

struct bw_buf {
	char *ptr;
	size_t len, cap;
	size_t max; /* bytes */
	bool failed;
};

void bw_buf_init(struct bw_buf *b, size_t max);
void bw_buf_release(struct bw_buf *b);
void bw_buf_reset(struct bw_buf *b); /* empty again, memory and maximum kept */
void bw_buf_put(struct bw_buf *b, const void *bytes, size_t len);
void bw_buf_str(struct bw_buf *b, struct bw_str s);
void bw_buf_cstr(struct bw_buf *b, const char *s);
void bw_buf_char(struct bw_buf *b, char c);
void bw_buf_printf(struct bw_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct bw_str bw_buf_view(const struct bw_buf *b);                     /* valid until the next write */
struct bw_str bw_buf_copy(const struct bw_buf *b, struct bw_arena *a); /* a copy in the arena */

#endif
