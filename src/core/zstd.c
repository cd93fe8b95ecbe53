/* zstd stands behind bw_zstd_* of pack.h. */
#include <zstd.h>

#include "core/err.h"
#include "core/mem.h"
#include "core/pack.h"

enum { LEVEL = 6 };

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
