/*
 * The timeline of a development: what each article added, with the sentences that were new; copies and versions fold
 * under the text that they carry.
 */
#ifndef BW_COMPOSE_TIMELINE_H
#define BW_COMPOSE_TIMELINE_H

#include "compose/fold.h"

void bw_timeline_section(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d,
			 struct bw_page *page);
/* "text of Ferncote, which is not among the sources", "one voice with ..."; nothing where there is nothing to say. */
void bw_timeline_origin(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d,
			const struct bw_view_article *x, struct bw_block *into);

#endif
