/*
 * How an article belongs to a desk, for the other files of this room. The contract of desks is in compose.h.
 */
#ifndef BW_COMPOSE_DESK_H
#define BW_COMPOSE_DESK_H

#include "compose/compose.h"

/* Below this share an article is none of the desk's business. */
#define BW_DESK_BAR 0.3f

bool bw_desk_follows(const struct bw_desk *desk, struct bw_str domain);

#endif
