/*
 * The named rules by which a source sentence may be shortened before it is printed (product.md, rule 1). Pure functions of the sentence, repeated by the check: a printed sentence is right when applying
 * its rules to the cited words gives it, byte for byte (but for the capital that a cut at the front makes necessary, which is part of the rule).
 */
#ifndef BW_COMPOSE_TRIM_H
#define BW_COMPOSE_TRIM_H

#include "compose/page.h"

/* Applies those of `wanted` that fit and tells in *applied which did. The result is in the arena or borrowed. */
struct bw_str bw_trim(struct bw_arena *a, struct bw_str sentence, unsigned wanted, unsigned *applied);

#endif
