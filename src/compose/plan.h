/*
 * What goes into a brief, before a block of it is made: which developments, which sentences of each, which signals;
 * within the limit of words, by leaving things out whole.
 */
#ifndef BW_COMPOSE_PLAN_H
#define BW_COMPOSE_PLAN_H

#include "compose/item.h"
#include "compose/moved.h"
#include "compose/pick.h"

enum { BW_PLAN_TOP_MAX = 3, BW_PLAN_BODY_MAX = 5, BW_PLAN_CONFLICTS_MAX = 2, BW_PLAN_QUOTES_MAX = 2 };

struct bw_plan_item {
	const struct bw_item *item;
	uint32_t heading; /* index into view->articles */
	struct bw_picks picks;
	struct bw_pick top[BW_PLAN_TOP_MAX];
	struct bw_pick body[BW_PLAN_BODY_MAX];
	const struct bw_conflict *conflicts[BW_PLAN_CONFLICTS_MAX];
	uint32_t n_top, n_body, n_conflicts;
};
struct bw_plan_signal {
	const struct bw_moved *moved;
	uint32_t quotes[BW_PLAN_QUOTES_MAX]; /* indices into moved->signal->rows */
	uint32_t n_quotes;
};
struct bw_plan {
	struct bw_plan_item *items;
	size_t n_items;
	struct bw_plan_signal *signals;
	size_t n_signals;
};

/* words is what the plan may take of sentences and headings. */
void bw_plan_make(struct bw_arena *a, const struct bw_config *config, const struct bw_view *view,
		  const struct bw_items *items, const struct bw_moved_list *moved, uint32_t words, struct bw_plan *out);

#endif
