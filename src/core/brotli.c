/* brotli stands behind bw_inflate of inflate.h. */
#include <brotli/decode.h>

#include "core/err.h"
#include "core/inflate_part.h"
#include "core/mem.h"

enum { PIECE_BYTES = 1 << 16 };

static void *take(void *opaque, size_t size)
{
	(void)opaque;
	return bw_mem_alloc(size);
}

static void give(void *opaque, void *p)
{
	(void)opaque;
	bw_mem_free(p);
}

int bw_brotli_expand(struct bw_str in, struct bw_buf *out)
{
	BrotliDecoderState *s = BrotliDecoderCreateInstance(take, give, NULL);
	BrotliDecoderResult rc = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
	const uint8_t *next = (const uint8_t *)in.ptr;
	char *piece = bw_mem_alloc(PIECE_BYTES);
	size_t left = in.len;
	while (s && rc == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && !out->failed) {
		uint8_t *to = (uint8_t *)piece;
		size_t room = PIECE_BYTES;
		rc = BrotliDecoderDecompressStream(s, &left, &next, &room, &to, NULL);
		bw_buf_put(out, piece, PIECE_BYTES - room);
	}
	if (s)
		BrotliDecoderDestroyInstance(s);
	bw_mem_free(piece);
	return out->failed ? BW_ELIMIT : rc == BROTLI_DECODER_RESULT_SUCCESS ? 0 : BW_EINPUT;
}
