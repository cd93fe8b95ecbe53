/*
 * What compose and export are given: the state of things at a moment, put together from the store.
 */
#ifndef BW_RUN_VIEW_H
#define BW_RUN_VIEW_H

#include "annotate/book.h"
#include "core/map.h"
#include "run/engine.h"

struct bw_view_request {
	bw_time now;        /* nothing later is seen */
	bw_time since;      /* what came after is new, and only developments and signals that moved then are wanted;
			       BW_TIME_NONE: all of them */
	bw_time fetched_by; /* what was fetched later is not seen; INT64_MAX for all */
	const char *before_date; /* editions of earlier dates have told what they told; NULL: all editions */
};

struct bw_loaded_view {
	struct bw_view view;
	struct bw_arena arena;
	struct bw_annotated annotated;
	struct bw_book *book;
	struct bw_map printed;
	struct bw_map article_index;     /* key -> index into view.articles */
	struct bw_map development_index; /* id -> index into view.developments */
};

int bw_view_load(struct bw_engine *e, const struct bw_view_request *request, struct bw_loaded_view *out,
		 struct bw_err *err);
void bw_view_release(struct bw_loaded_view *v);
/* The development that an id leads to now: its own, the one that it was merged into, or that of the article whose key
 * it is; NULL when it leads to none in the view. */
const struct bw_view_development *bw_view_find(const struct bw_loaded_view *v, uint64_t id);
/* The newest versions, seen by then, of those of the articles in `only` (keys) that have any; by article. */
struct bw_later_rows {
	BW_VEC(struct bw_later) rows;
};
int bw_later_load(struct bw_engine *e, struct bw_arena *a, bw_time by, const struct bw_map *only,
		  struct bw_later_rows *out, struct bw_err *err);
/* Marks on a kept page what rests on words that its sources have changed by then (compose/changed.h). */
int bw_later_flag(struct bw_engine *e, struct bw_arena *a, bw_time by, struct bw_page *page, struct bw_err *err);
/* The state of the signals at another `since`. */
void bw_view_since(struct bw_loaded_view *v, bw_time since);

#endif
