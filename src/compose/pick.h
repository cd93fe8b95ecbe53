/*
 * Which sentences tell a development: concept coverage (methods.md 10.1). Concepts are pairs of neighbouring content
 * stems; a concept weighs as many independent origins as say it, half more when a headline has it, a fifth when it was
 * there before the last edition. Sentences are taken greedily, each for what it adds; those that were new to the
 * development before others. Of a development that was told only what it did not have is taken: sentences that were
 * new, others of an article that brought something new as far as their concepts were not told, and such as give the
 * development a status that none of its earlier texts gave it.
 */
#ifndef BW_COMPOSE_PICK_H
#define BW_COMPOSE_PICK_H

#include "compose/item.h"
#include "compose/quote.h"
#include "core/map.h"

enum { BW_PICKS_MAX = 8 };

struct bw_pick {
	uint32_t article; /* index into view.articles */
	struct bw_span span;
	enum bw_status status;
	uint32_t words;
	double strain; /* bw_fit_strain */
};
struct bw_picks {
	struct bw_pick rows[BW_PICKS_MAX];
	uint32_t n;
};

/* Best first. Sentences whose quote is in `printed` (hash of the quote) or in view->printed are left out. */
void bw_picks_make(struct bw_arena *a, const struct bw_view *view, const struct bw_item *item,
		   const struct bw_map *printed, struct bw_picks *out);

/* The statement that covers a sentence, NULL when there is none. */
const struct bw_statement *bw_pick_statement(const struct bw_notes *notes, uint32_t start, uint32_t end);
/* Whether the sentence of this span can be printed alone: fit, and no person meant by a pronoun who is not named in it.
 */
bool bw_pick_is_fit(struct bw_arena *a, const struct bw_view_article *x, struct bw_span span);

#endif
