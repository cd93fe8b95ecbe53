#include "core/pack.h"

void bw_pack_u64(struct bw_buf *b, uint64_t v)
{
	unsigned char bytes[10];
	size_t n = 0;
	for (; v >= 0x80; v >>= 7)
		bytes[n++] = (unsigned char)(v | 0x80);
	bytes[n++] = (unsigned char)v;
	bw_buf_put(b, bytes, n);
}

void bw_pack_i64(struct bw_buf *b, int64_t v)
{
	bw_pack_u64(b, (uint64_t)v << 1 ^ (v < 0 ? UINT64_MAX : 0));
}

static void put_le(struct bw_buf *b, uint64_t v, size_t n)
{
	unsigned char bytes[8];
	for (size_t i = 0; i < n; i++)
		bytes[i] = (unsigned char)(v >> 8 * i);
	bw_buf_put(b, bytes, n);
}

void bw_pack_fixed64(struct bw_buf *b, uint64_t v)
{
	put_le(b, v, 8);
}

void bw_pack_f32(struct bw_buf *b, float v)
{
	uint32_t bits;
	memcpy(&bits, &v, sizeof(bits));
	put_le(b, bits, 4);
}

void bw_pack_str(struct bw_buf *b, struct bw_str s)
{
	bw_pack_u64(b, s.len);
	bw_buf_str(b, s);
}

/* n bytes, or NULL and bad set. */
static const unsigned char *take(struct bw_unpack *u, size_t n)
{
	if (u->bad || u->pos > u->in.len || n > u->in.len - u->pos) {
		u->bad = true;
		return NULL;
	}
	const unsigned char *p = (const unsigned char *)u->in.ptr + u->pos;
	u->pos += n;
	return p;
}

static uint64_t get_le(struct bw_unpack *u, size_t n)
{
	const unsigned char *p = take(u, n);
	uint64_t v = 0;
	for (size_t i = 0; p && i < n; i++)
		v |= (uint64_t)p[i] << 8 * i;
	return v;
}

/* The tenth byte may hold one bit only, and no number may end in a zero byte: one number has one form. */
uint64_t bw_unpack_u64(struct bw_unpack *u)
{
	uint64_t v = 0;
	for (unsigned shift = 0; shift < 70; shift += 7) {
		const unsigned char *p = take(u, 1);
		if (!p)
			return 0;
		if ((shift == 63 && *p > 1) || (shift > 0 && *p == 0))
			break;
		v |= (uint64_t)(*p & 0x7F) << shift;
		if (!(*p & 0x80))
			return v;
	}
	u->bad = true;
	return 0;
}

int64_t bw_unpack_i64(struct bw_unpack *u)
{
	uint64_t z = bw_unpack_u64(u);
	return (int64_t)(z >> 1 ^ (z & 1 ? UINT64_MAX : 0));
}

uint64_t bw_unpack_fixed64(struct bw_unpack *u)
{
	return get_le(u, 8);
}

float bw_unpack_f32(struct bw_unpack *u)
{
	uint32_t bits = (uint32_t)get_le(u, 4);
	float v;
	memcpy(&v, &bits, sizeof(v));
	return v;
}

struct bw_str bw_unpack_str(struct bw_unpack *u)
{
	uint64_t len = bw_unpack_u64(u);
	if (len > SIZE_MAX)
		u->bad = true;
	const unsigned char *p = take(u, (size_t)len);
	return p ? (struct bw_str){(const char *)p, (size_t)len} : BW_STR_NONE;
}

size_t bw_unpack_count(struct bw_unpack *u, size_t min_bytes)
{
	uint64_t n = bw_unpack_u64(u);
	size_t left = u->bad ? 0 : u->in.len - u->pos;
	if (n > left / (min_bytes ? min_bytes : 1)) {
		u->bad = true;
		return 0;
	}
	return (size_t)n;
}
