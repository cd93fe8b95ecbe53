/* Where articles stood before a correction, to tell what it changed. Private to run/. */
#ifndef BW_RUN_PLACED_H
#define BW_RUN_PLACED_H

#include "run/moves.h"

struct bw_placed {
	bw_time from;
	struct bw_map developments; /* article -> development */
};

/* Of all articles from `from` on. */
int bw_placed_load(struct bw_store *s, bw_time from, struct bw_placed *out, struct bw_err *err);
void bw_placed_release(struct bw_placed *p);
/* How many stand elsewhere now, but for those in `but`. */
int bw_placed_changed(struct bw_store *s, const struct bw_placed *before, const struct bw_map *but, uint32_t *n,
		      struct bw_err *err);

#endif
