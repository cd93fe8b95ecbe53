/*
 * A plan as the blocks of a brief.
 */
#ifndef BW_COMPOSE_BRIEF_WRITE_H
#define BW_COMPOSE_BRIEF_WRITE_H

#include "compose/plan.h"

void bw_brief_write_top(struct bw_arena *a, const struct bw_view *view, const struct bw_plan *plan,
			struct bw_page *page);
void bw_brief_write_developments(struct bw_arena *a, const struct bw_view *view, const struct bw_plan *plan,
				 struct bw_page *page);
void bw_brief_write_signals(struct bw_arena *a, const struct bw_view *view, const struct bw_plan *plan,
			    struct bw_page *page);
void bw_brief_write_others(struct bw_arena *a, const struct bw_view *view, const struct bw_desk *desk,
			   struct bw_page *page);
/* What was polled, read, used and set aside; plan may be NULL (a silent day). */
void bw_brief_write_coverage(struct bw_arena *a, const struct bw_view *view, const struct bw_items *items,
			     const struct bw_plan *plan, struct bw_page *page);

#endif
