/*
 * What a development has told so far, and what one more article adds to it or denies: part of the story room.
 */
#ifndef BW_STORY_TOLD_H
#define BW_STORY_TOLD_H

#include "story/story.h"

/* The articles that a development has, none a copy, in the order of (at, key): at most BW_TOLD_MEMBERS, the founder and
 * the newest. Borrowed. */
enum { BW_TOLD_MEMBERS = 64 };
struct bw_told {
	const struct bw_profile *const *members;
	size_t n;
	/* how rare a stem is among developments, 0 and up (idf) */
	double (*rarity)(const void *ctx, uint32_t stem);
	const void *ctx;
};

/* The turn that p is in a development (p not among the members), and the sentences of it that tell something new, by
 * start. p that founds it (n == 0) is new in all its facts. */
enum bw_turn bw_told_turn(struct bw_arena *a, const struct bw_told *told, const struct bw_profile *p, enum bw_copy copy,
			  const struct bw_story_fresh **fresh, uint32_t *n_fresh);
/* Conflicts of p with the members; `development` is left to the caller. */
void bw_told_conflicts(struct bw_arena *a, const struct bw_told *told, const struct bw_profile *p,
		       const struct bw_conflict **conflicts, uint32_t *n_conflicts);

#endif
