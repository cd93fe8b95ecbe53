/*
 * Contradictions on pages: both sentences with their outlets and days, never averaged away (product.md, rule 5).
 * What a source has corrected itself stands apart from what is open.
 */
#ifndef BW_COMPOSE_DISAGREE_H
#define BW_COMPOSE_DISAGREE_H

#include "compose/quote.h"

/* Whether it is told: both articles are held, and no other row of the same two sentences tells it. c points into the
 * view. */
bool bw_disagree_is_told(const struct bw_view *view, const struct bw_conflict *c);
/* Those of a development that are told: open ones, or corrected ones. */
uint32_t bw_disagree_count(const struct bw_view *view, uint64_t development, bool corrected);

/* "Figures that differ:", "Corrected on 7 September 2026:". */
struct bw_str bw_disagree_words(struct bw_arena *a, const struct bw_view *view, const struct bw_conflict *c);
/* A section of those words and the two quotes. c must be told. */
void bw_disagree_put(struct bw_arena *a, const struct bw_view *view, const struct bw_conflict *c, unsigned trims,
		     struct bw_block *into);

/* The first that the article brings into its development (it is the later of the two), corrected or open; NULL none. */
const struct bw_conflict *bw_disagree_brought(const struct bw_view *view, const struct bw_view_article *x,
					      bool corrected);

/* The two sections of a development's page; nothing where there is none. */
void bw_disagree_sections(struct bw_arena *a, const struct bw_view *view, uint64_t development, struct bw_page *page);

#endif
