/*
 * Where a development stands: a step of the ladders of law (proposed ... in force, blocked, withdrawn) and of research.
 * What is alleged, denied, claimed, confirmed or foreseen stands at its sentence and is no standing. It comes from one
 * sentence, in the outlet's own voice or told as fact by somebody named, that speaks of what the development is about:
 * two telling words of its titles, and no law by another name. A newer sentence replaces an older one, but no step is
 * gone back by what repeats an earlier one: only "blocked" and "withdrawn" come after any step. In doubt there is none.
 */
#ifndef BW_COMPOSE_STANDING_H
#define BW_COMPOSE_STANDING_H

#include "compose/quote.h"

struct bw_standing {
	const struct bw_view_article *article;
	struct bw_span span;
	enum bw_status status;
};

/* False, and *out empty with status NONE, when the development has no standing. The one answer for pages, lists and the
 * export. */
bool bw_standing_find(const struct bw_view *view, const struct bw_view_development *d, struct bw_standing *out);

#endif
