/* What the parts of the view share. Private to run/view*.c. */
#ifndef BW_RUN_VIEW_PART_H
#define BW_RUN_VIEW_PART_H

#include "run/moves.h"
#include "run/view.h"

struct bw_loading {
	struct bw_engine *e;
	const struct bw_view_request *request;
	struct bw_loaded_view *out;
	struct bw_arena *a;
	bw_time from;                   /* of the oldest article that may be in the view */
	struct bw_derived_rows derived; /* of the view's articles, in order */
	struct bw_article_rows articles;
	struct bw_signal_rows signals;
	struct bw_evidence_rows evidence;
	struct bw_source_rows sources;
	struct bw_map source_rows; /* source id -> index into sources */
	struct bw_map wanted;      /* article key -> 1 */
	struct bw_moves moves;     /* up to now */
};

/* view_rows.c: decisions that may be wanted, in order; loads the moves too. */
int bw_view_rows(struct bw_loading *l, struct bw_derived_rows *out, struct bw_err *err);

/* view_origin.c: who produced the texts, and whose voices they are. The articles must stand in the view. */
void bw_view_put_origins(struct bw_loading *l, struct bw_view_article *articles, size_t n);
struct bw_str bw_view_outlet(const struct bw_article *article);

/* view_story.c: developments with their voices, links, moves and conflicts. */
void bw_view_put_developments(struct bw_loading *l);
int bw_view_put_ledger(struct bw_loading *l, struct bw_err *err);
/* Where an article that was put into `development` stands at now. */
uint64_t bw_view_place(const struct bw_loading *l, const struct bw_derived_row *row);

#endif
