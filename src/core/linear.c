#include "core/linear.h"

#include <string.h>

/* "BWLM", one byte of version, one of bits, two unused; biases and margins, little-endian; the weights. */
enum { VERSION = 1, HEAD = 8, NUMBERS = HEAD + 4 * BW_LINEAR_CLASSES, BITS_MIN = 8, BITS_MAX = 20 };

struct bw_embedded {
	const char *name;
	const unsigned char *bytes;
	size_t len;
};
extern const struct bw_embedded bw_embedded_models[];

struct bw_str bw_linear_embedded(const char *name)
{
	for (const struct bw_embedded *e = bw_embedded_models; e->name; e++)
		if (!strcmp(e->name, name))
			return (struct bw_str){(const char *)e->bytes, e->len};
	return BW_STR_NONE;
}

static int16_t number(const unsigned char *bytes)
{
	return (int16_t)(bytes[0] | bytes[1] << 8);
}

int bw_linear_open(struct bw_linear *m, struct bw_str bytes, struct bw_err *err)
{
	const unsigned char *p = (const unsigned char *)bytes.ptr;
	*m = (struct bw_linear){0};
	if (bytes.len < NUMBERS || memcmp(p, "BWLM", 4) || p[4] != VERSION || p[5] < BITS_MIN || p[5] > BITS_MAX ||
	    bytes.len != NUMBERS + ((size_t)BW_LINEAR_CLASSES << p[5]))
		return bw_err_set(err, BW_EINPUT, "the weights of a model are damaged: %zu bytes", bytes.len);
	m->bits = p[5];
	for (int i = 0; i < BW_LINEAR_CLASSES; i++) {
		m->bias[i] = number(p + HEAD + 2 * i);
		m->margin[i] = number(p + HEAD + 2 * BW_LINEAR_CLASSES + 2 * i);
	}
	m->weights = (const int8_t *)p + NUMBERS;
	return BW_OK;
}

void bw_linear_score(const struct bw_linear *m, const uint64_t *features, size_t n, int32_t out[BW_LINEAR_CLASSES])
{
	for (int k = 0; k < BW_LINEAR_CLASSES; k++)
		out[k] = m->bias[k];
	for (size_t i = 0; i < n; i++) {
		const int8_t *row = m->weights + (size_t)bw_linear_row(features[i], m->bits) * BW_LINEAR_CLASSES;
		for (int k = 0; k < BW_LINEAR_CLASSES; k++)
			out[k] += row[k];
	}
}

int bw_linear_decide(const struct bw_linear *m, const int32_t score[BW_LINEAR_CLASSES])
{
	int best = 0;
	int32_t second = INT32_MIN;
	for (int k = 1; k < BW_LINEAR_CLASSES; k++)
		if (score[k] > score[best])
			best = k;
	for (int k = 0; k < BW_LINEAR_CLASSES; k++)
		if (k != best && score[k] > second)
			second = score[k];
	return best && m->margin[best] < INT16_MAX && score[best] - second >= m->margin[best] ? best : 0;
}
