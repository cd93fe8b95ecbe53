/*
 * Who produced a text, and what we think so for.
 */
#ifndef BW_COMPOSE_ARTICLE_ORIGIN_H
#define BW_COMPOSE_ARTICLE_ORIGIN_H

#include "compose/quote.h"

/* The section "Origin" of an article's page. */
void bw_article_origin(struct bw_arena *a, const struct bw_view *view, const struct bw_view_article *x,
		       struct bw_page *page);

#endif
