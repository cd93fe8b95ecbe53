/* What state.c and strength.c share: the evidence of one signal with its independence classes. */
#ifndef BW_SIGNAL_STATE_PART_H
#define BW_SIGNAL_STATE_PART_H

#include "signal/part.h"

struct bw_rows {
	const struct bw_evidence *rows;
	const struct bw_candidate *const *candidates;
	size_t n;
	bw_time now;
	uint32_t *class_of; /* one a row: index of the first row of its class */
};

uint64_t bw_row_source(const struct bw_candidate *c);
uint64_t bw_row_development(const struct bw_candidate *c);
uint64_t bw_row_origin(const struct bw_candidate *c);
uint64_t bw_row_article(const struct bw_candidate *c);
/* Number of different values. */
uint32_t bw_rows_count(const struct bw_rows *r, uint64_t (*value)(const struct bw_candidate *));

void bw_strength_of(struct bw_arena *a, const struct bw_rows *r, unsigned nature, struct bw_strength *out);

#endif
