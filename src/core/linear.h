/*
 * A linear multi-class model over hashed features: weights trained by a program of ours, stored as whole numbers, so
 * that every machine comes to the same sums. A feature is any 64-bit hash; a class has a number below 16. Class 0 is
 * "none of them".
 */
#ifndef BW_CORE_LINEAR_H
#define BW_CORE_LINEAR_H

#include <stdint.h>

#include "core/err.h"
#include "core/str.h"

enum { BW_LINEAR_CLASSES = 16 };

struct bw_linear {
	const int8_t *weights; /* (1 << bits) rows of BW_LINEAR_CLASSES */
	unsigned bits;
	int16_t bias[BW_LINEAR_CLASSES];
	int16_t margin[BW_LINEAR_CLASSES]; /* lead over every other class that a class needs to be told; INT16_MAX:
					      never */
};

/* The weights that the program carries under a name ("en/status"); "" when there are none. */
struct bw_str bw_linear_embedded(const char *name);
/* Borrows the bytes. BW_EINPUT when they are no model. */
int bw_linear_open(struct bw_linear *m, struct bw_str bytes, struct bw_err *err);
/* Scores of all classes. */
void bw_linear_score(const struct bw_linear *m, const uint64_t *features, size_t n, int32_t out[BW_LINEAR_CLASSES]);
/* The class that leads by its margin; 0 when none does. */
int bw_linear_decide(const struct bw_linear *m, const int32_t score[BW_LINEAR_CLASSES]);
/* Row of weights that a feature uses. */
static inline uint32_t bw_linear_row(uint64_t feature, unsigned bits)
{
	return (uint32_t)(feature * UINT64_C(0x9E3779B97F4A7C15) >> (64 - bits));
}

#endif
