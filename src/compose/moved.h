/*
 * Signals that moved since the last edition, for the brief of a desk.
 */
#ifndef BW_COMPOSE_MOVED_H
#define BW_COMPOSE_MOVED_H

#include "compose/quote.h"

struct bw_moved {
	const struct bw_view_signal *signal;
	BW_VEC(uint32_t) fresh; /* its rows since the last edition: indices into signal->rows */
	double weight;
};
struct bw_moved_list {
	BW_VEC(struct bw_moved) rows; /* those that moved most first */
};

void bw_moved_find(struct bw_arena *a, const struct bw_annotator *an, const struct bw_desk *desk,
		   const struct bw_view *view, struct bw_moved_list *out);

/* The title of a signal, cited: it is words of a source. */
struct bw_inline *bw_moved_title(struct bw_arena *a, struct bw_block *into, const struct bw_signal *signal);
/* "Strength 3 to 5 of 10; extracted 4x from 3 independent origins; first seen 2 March 2026" */
struct bw_str bw_moved_words(struct bw_arena *a, const struct bw_view_signal *s);
struct bw_span bw_moved_span(const struct bw_evidence *row);

#endif
