/*
 * The heading of a development: the member title that says best what happened (methods.md 10.3).
 */
#ifndef BW_COMPOSE_HEADING_H
#define BW_COMPOSE_HEADING_H

#include "compose/compose.h"

/* Among these articles (indices into view->articles, in order, one at least); a later one is preferred a little. */
uint32_t bw_heading_best(const struct bw_view *view, const uint32_t *articles, uint32_t n);

#endif
