/* zstd stands behind bw_zstd_* of pack.h. */
#include <zstd.h>

#include "core/err.h"
#include "core/mem.h"
#include "core/pack.h"

enum { LEVEL = 6, PIECE = 64 << 10, WINDOW_LOG_MAX = 23 };

int bw_zstd_compress(struct bw_buf *out, struct bw_str in)
{
	size_t bound = ZSTD_compressBound(in.len);
	if (ZSTD_isError(bound))
		return BW_ELIMIT;
	char *room = bw_mem_resize(NULL, bound);
	size_t n = ZSTD_compress(room, bound, in.ptr, in.len, LEVEL);
	int rc = ZSTD_isError(n) ? BW_ELIMIT : BW_OK;
	if (!rc)
		bw_buf_put(out, room, n);
	if (!rc && out->failed)
		rc = BW_ELIMIT;
	bw_mem_free(room);
	return rc;
}

/* Frames made here state their size. One that does not, or that lies about it, is not ours. */
bool bw_zstd_expand(struct bw_arena *a, struct bw_str in, size_t max, struct bw_str *out)
{
	unsigned long long size = ZSTD_getFrameContentSize(in.ptr, in.len);
	if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > max)
		return false;
	if (ZSTD_findFrameCompressedSize(in.ptr, in.len) != in.len)
		return false;
	char *room = bw_mem_resize(NULL, (size_t)size);
	size_t n = ZSTD_decompress(room, (size_t)size, in.ptr, in.len);
	bool good = !ZSTD_isError(n) && n == size;
	if (good)
		*out = bw_arena_str(a, (struct bw_str){room, n});
	bw_mem_free(room);
	return good;
}

static int expand_frame(ZSTD_DStream *stream, ZSTD_inBuffer *from, struct bw_buf *out, char *piece)
{
	for (;;) {
		ZSTD_outBuffer to = {piece, PIECE, 0};
		size_t before = from->pos, left = ZSTD_decompressStream(stream, &to, from);
		if (ZSTD_isError(left))
			return BW_EINPUT;
		bw_buf_put(out, piece, to.pos);
		if (out->failed)
			return BW_ELIMIT;
		if (left == 0)
			return BW_OK;
		if (from->pos == before && to.pos == 0)
			return BW_EINPUT;
	}
}

static bool is_frame(const ZSTD_inBuffer *from)
{
	return from->size - from->pos >= 4 && !memcmp((const char *)from->src + from->pos, "\x28\xB5\x2F\xFD", 4);
}

int bw_zstd_expand_any(struct bw_buf *out, struct bw_str in)
{
	ZSTD_DStream *stream = ZSTD_createDStream();
	ZSTD_inBuffer from = {in.ptr, in.len, 0};
	if (!stream)
		return BW_EINPUT;
	char *piece = bw_mem_alloc(PIECE);
	ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, WINDOW_LOG_MAX);
	int rc = expand_frame(stream, &from, out, piece);
	while (rc == BW_OK && is_frame(&from))
		rc = expand_frame(stream, &from, out, piece);
	ZSTD_freeDStream(stream);
	bw_mem_free(piece);
	return rc;
}
