/*
 * Compact binary records for what is derived and stored as one blob: little-endian varints and strings, read back with
 * every length checked. Readers keep a sticky `bad` flag and give zeros after it.
 */
#ifndef BW_CORE_PACK_H
#define BW_CORE_PACK_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/str.h"

void bw_pack_u64(struct bw_buf *b, uint64_t v);     /* LEB128 */
void bw_pack_i64(struct bw_buf *b, int64_t v);      /* zigzag LEB128 */
void bw_pack_fixed64(struct bw_buf *b, uint64_t v); /* 8 bytes, for hashes */
void bw_pack_f32(struct bw_buf *b, float v);        /* 4 bytes, IEEE bits */
void bw_pack_str(struct bw_buf *b, struct bw_str s);

struct bw_unpack {
	struct bw_str in;
	size_t pos;
	bool bad;
};
uint64_t bw_unpack_u64(struct bw_unpack *u);
int64_t bw_unpack_i64(struct bw_unpack *u);
uint64_t bw_unpack_fixed64(struct bw_unpack *u);
float bw_unpack_f32(struct bw_unpack *u);
struct bw_str bw_unpack_str(struct bw_unpack *u); /* borrowed from the input */
/* A count of things of at least min_bytes each: sets bad when the rest of the input cannot hold so many. */
size_t bw_unpack_count(struct bw_unpack *u, size_t min_bytes);

/* zstd (behind): raw pages are stored compressed. */
int bw_zstd_compress(struct bw_buf *out, struct bw_str in);
/* false when in is not a frame or expands past max bytes */
bool bw_zstd_expand(struct bw_arena *a, struct bw_str in, size_t max, struct bw_str *out);
/* Frames of others (RFC 8878), one after the other, whose size need not be stated; bytes behind them are passed over. A
 * window over 8 MB is refused (RFC 9659). BW_OK; BW_ELIMIT past out->max; BW_EINPUT when it is damaged or ends too
 * soon. */
int bw_zstd_expand_any(struct bw_buf *out, struct bw_str in);

#endif
