/*
 * What a later version of a text says otherwise. Paragraphs that stand in both are matched by a longest common
 * subsequence (Hunt and McIlroy, 1976); between them the paragraphs of one version face those of the other in order,
 * and of two that face each other the words that differ are told.
 */
#ifndef BW_COMPOSE_DIFFERENCE_H
#define BW_COMPOSE_DIFFERENCE_H

#include "compose/quote.h"
#include "core/vec.h"

/* A paragraph that went (was), came (is), or became another one (both); the anchor is what differs. A span that is
 * empty was or is not there. */
struct bw_change {
	struct bw_span was, is;
};
struct bw_changes {
	BW_VEC(struct bw_change) rows;
};

void bw_difference(struct bw_arena *a, struct bw_str before, struct bw_str after, struct bw_changes *out);

#endif
