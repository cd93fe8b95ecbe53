/*
 * Whether two sentences speak of the same thing: the share of content stems that they have in common.
 */
#ifndef BW_COMPOSE_ALIKE_H
#define BW_COMPOSE_ALIKE_H

#include "compose/quote.h"

/* Content stems of one span that stand in the other, as a share of the shorter span's; 0..1. */
double bw_alike_share(const struct bw_layer *x, struct bw_span p, const struct bw_layer *y, struct bw_span q);

#endif
