/*
 * What a development hangs together with: linked developments, mentions in live blogs and round-ups, and how it came
 * together or apart.
 */
#ifndef BW_COMPOSE_RELATED_H
#define BW_COMPOSE_RELATED_H

#include "compose/quote.h"

/* Linked developments, both ways; at: only those that an article of that moment made, BW_TIME_NONE all. Nothing where
 * there is none. */
void bw_related_links(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d, bw_time at,
		      struct bw_page *page);
/* Entries of articles that are not its own and tell it. */
void bw_related_mentions(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d,
			 struct bw_page *page);
/* Notes of merges and splits: "Until 7 September 2026 told as ...". */
void bw_related_moves(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d,
		      struct bw_page *page);

/* The first sentence of an entry that is no mere heading, else its first; false when no sentence lies in it. */
bool bw_related_entry_span(const struct bw_notes *notes, const struct bw_story_entry *e, struct bw_span *out);
/* The development of that id, NULL when the view does not hold it. */
const struct bw_view_development *bw_related_find(const struct bw_view *view, uint64_t id);
/* Its heading linked to its page; where the view does not hold it, its id. */
void bw_related_title(struct bw_arena *a, const struct bw_view *view, uint64_t id, struct bw_block *into);

#endif
