#include "story/told_part.h"
enum bw_turn bw_told_turn(struct bw_arena *a, const struct bw_told *told, const struct bw_profile *p, enum bw_copy copy,
			  const struct bw_story_fresh **fresh, uint32_t *n_fresh)
{
	(void)a;
	(void)told;
	(void)p;
	(void)copy;
	*fresh = NULL;
	*n_fresh = 0;
	return BW_TURN_NEW;
}
