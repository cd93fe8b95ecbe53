/*
 * The named rules by which a source sentence may be shortened before it is printed (product.md, rule 1). Pure functions
 * of the sentence, repeated by the check: a printed sentence is right when applying its rules to the cited words gives
 * it, byte for byte (but for the capital that a cut at the front makes necessary, which is part of the rule).
 *
 *   dateline     "PORT VILA, Sept 14 (Agency) - ", "COLOGNE. ", "JOHOR BAHRU – " at the front
 *   connective   "However, ", "But " (a row of lexicon en/connectives) at the front
 *   attribution  ", the ministry said." at the end, of a sentence without quotation marks (verbs: lexicon
 * en/attributions); whoever prints the sentence prints bw_trim_attribution beside it, in the source mark
 */
#ifndef BW_COMPOSE_TRIM_H
#define BW_COMPOSE_TRIM_H

#include "compose/page.h"

/* Applies those of `wanted` that fit, in the order above, and tells in *applied which did. The result is in the arena
 * or borrowed. */
struct bw_str bw_trim(struct bw_arena *a, struct bw_str sentence, unsigned wanted, unsigned *applied);

/* The words that BW_TRIM_ATTRIBUTION takes off ("the ministry said on Tuesday"), borrowed; "" when it does not fit. */
struct bw_str bw_trim_attribution(struct bw_str sentence);

#endif
