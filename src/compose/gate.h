/*
 * The gate: whether what a day brought to a desk is worth an edition (product.md rule 6, methods.md 9). A day is worth
 * one when at least one development of the desk that a report opens reaches gate.floor (arithmetic: item.h). The floor
 * is fixed; no history of days is needed.
 */
#ifndef BW_COMPOSE_GATE_H
#define BW_COMPOSE_GATE_H

#include "compose/item.h"

void bw_gate_decide(struct bw_arena *a, const struct bw_config *config, const struct bw_view *view,
		    const struct bw_items *items, struct bw_gate *out);
/* Whether the item is printed once the edition is published: it reaches half of the floor and tells something that was
 * not told. */
bool bw_gate_prints(const struct bw_config *config, const struct bw_item *item);

#endif
