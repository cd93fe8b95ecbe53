#include "core/inflate.h"

#include <limits.h>
#include <zlib.h>

#include "core/buf.h"
#include "core/inflate_part.h"
#include "core/mem.h"

enum { PIECE_BYTES = 1 << 16, GZIP_WINDOW = 15 + 16, ZLIB_WINDOW = 15, RAW_WINDOW = -15 };

struct bw_gunzip {
	z_stream z;
};

static void *take(void *opaque, unsigned n, unsigned size)
{
	(void)opaque;
	return bw_mem_alloc((size_t)n * size);
}

static void give(void *opaque, void *p)
{
	(void)opaque;
	bw_mem_free(p);
}

/* Without a window that zlib knows, or memory, nothing can be set up: neither happens with the three above. */
static bool set_up(z_stream *z, int window)
{
	*z = (z_stream){.zalloc = take, .zfree = give};
	return inflateInit2(z, window) == Z_OK;
}

bool bw_gzip_begins(struct bw_str in)
{
	return in.len >= 4 && !memcmp(in.ptr, "\x1F\x8B\x08", 3) && !((unsigned char)in.ptr[3] & 0xE0);
}

struct bw_gunzip *bw_gunzip_open(void)
{
	struct bw_gunzip *g = bw_mem_alloc(sizeof(*g));
	if (set_up(&g->z, GZIP_WINDOW))
		return g;
	bw_mem_free(g);
	return NULL;
}

void bw_gunzip_close(struct bw_gunzip *g)
{
	if (g)
		inflateEnd(&g->z);
	bw_mem_free(g);
}

void bw_gunzip_restart(struct bw_gunzip *g)
{
	inflateReset(&g->z);
}

static int step(z_stream *z, struct bw_str *in, char *to, size_t room, size_t *n)
{
	size_t given = in->len < UINT_MAX ? in->len : UINT_MAX;
	size_t space = room < UINT_MAX ? room : UINT_MAX;
	z->next_in = (z_const Bytef *)in->ptr;
	z->avail_in = (uInt)given;
	z->next_out = (Bytef *)to;
	z->avail_out = (uInt)space;
	int rc = inflate(z, Z_NO_FLUSH);
	*in = bw_str_from_pos(*in, given - z->avail_in);
	*n = space - z->avail_out;
	return rc;
}

enum bw_gunzip_state bw_gunzip_step(struct bw_gunzip *g, struct bw_str *in, char *to, size_t room, size_t *n)
{
	int rc = step(&g->z, in, to, room, n);
	if (rc == Z_STREAM_END)
		return BW_GUNZIP_MEMBER_ENDS;
	return rc == Z_OK || rc == Z_BUF_ERROR ? BW_GUNZIP_GOES_ON : BW_GUNZIP_DAMAGED;
}

/* One member, or one stream of deflate. */
static int expand_one(z_stream *z, struct bw_str *in, struct bw_buf *out, char *piece)
{
	for (;;) {
		size_t n, before = in->len;
		int rc = step(z, in, piece, PIECE_BYTES, &n);
		bw_buf_put(out, piece, n);
		if (out->failed)
			return BW_ELIMIT;
		if (rc == Z_STREAM_END)
			return 0;
		if (rc != Z_OK || (!n && before == in->len))
			return BW_EINPUT;
	}
}

static int expand_zlib(struct bw_str in, enum bw_coding coding, struct bw_buf *out)
{
	/* RFC 1950, 2.2: method 8 and a head that 31 divides. Anything else under this name is raw. */
	bool head = in.len > 1 && (in.ptr[0] & 0x0F) == 8 &&
		    ((unsigned char)in.ptr[0] * 256u + (unsigned char)in.ptr[1]) % 31 == 0;
	int window = coding == BW_CODING_GZIP ? GZIP_WINDOW : head ? ZLIB_WINDOW : RAW_WINDOW;
	char *piece = bw_mem_alloc(PIECE_BYTES);
	z_stream z;
	int code = set_up(&z, window) ? 0 : BW_EINPUT;
	if (!code) {
		code = expand_one(&z, &in, out, piece);
		while (!code && coding == BW_CODING_GZIP && bw_gzip_begins(in)) {
			inflateReset(&z);
			code = expand_one(&z, &in, out, piece);
		}
		inflateEnd(&z);
	}
	bw_mem_free(piece);
	return code;
}

int bw_inflate(struct bw_arena *a, struct bw_str in, enum bw_coding coding, size_t max, struct bw_str *out,
	       struct bw_err *err)
{
	static const char *const names[BW_CODINGS] = {"gzip", "deflate", "brotli"};
	struct bw_buf b;
	bw_buf_init(&b, max);
	int code = coding == BW_CODING_BROTLI ? bw_brotli_expand(in, &b) : expand_zlib(in, coding, &b);
	*out = code ? BW_STR_NONE : bw_buf_copy(&b, a);
	bw_buf_release(&b);
	if (code == BW_ELIMIT)
		return bw_err_set(err, code, "what is packed with %s in it comes to more than %zu bytes", names[coding],
				  max);
	return code ? bw_err_set(err, code, "what is packed with %s in it is damaged or ends too soon", names[coding])
		    : 0;
}
