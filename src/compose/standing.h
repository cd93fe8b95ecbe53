/*
 * Where a development stands: the status that its newest turn supports, with the sentence that supports it. A status is
 * never put together from several texts and never upgraded (product.md, rule 2): what the newest text that carries one
 * says is what is shown. A forecast counts only where there is nothing else, and only the newest text's. Where sources
 * disagree on one thing both are given: another voice that says otherwise within half a day, or, for facts, a denial
 * beside the claim it denies.
 */
#ifndef BW_COMPOSE_STANDING_H
#define BW_COMPOSE_STANDING_H

#include "compose/quote.h"

struct bw_standing {
	const struct bw_view_article *article;
	struct bw_span span;
	enum bw_status status;
};
struct bw_standings {
	struct bw_standing rows[2]; /* newest first */
	uint32_t n;                 /* 0: no text carries a status */
};

void bw_standing_find(const struct bw_view *view, const struct bw_view_development *d, struct bw_standings *out);

#endif
