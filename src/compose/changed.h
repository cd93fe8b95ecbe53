/*
 * Sources that changed after they were archived: pages say so. What was archived stays what is cited; the newest
 * version is kept beside it and shown with what differs.
 */
#ifndef BW_COMPOSE_CHANGED_H
#define BW_COMPOSE_CHANGED_H

#include "compose/compose.h"

/* Marks every source sentence and headline of the page whose words do not stand in the newest version of its article,
 * and says at the end of the page how many there are: that is its new revision. A page without any stays as it is. */
void bw_changed_flag(struct bw_arena *a, const struct bw_later *later, size_t n, struct bw_page *page);

/* The section of an article's page that tells what its newest version says otherwise; nothing when there is none. */
void bw_changed_section(struct bw_arena *a, const struct bw_view *view, const struct bw_view_article *article,
			struct bw_page *page);

#endif
