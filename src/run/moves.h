/*
 * Where articles stand after the moves that were decided since they came: merges and splits of developments. Private to
 * run/.
 */
#ifndef BW_RUN_MOVES_H
#define BW_RUN_MOVES_H

#include "core/map.h"
#include "store/store.h"

struct bw_moves {
	struct bw_move_rows rows; /* in the order in which they were decided */
	struct bw_map by_article; /* article -> index of its first move */
	struct bw_map by_from;    /* id -> index of the first move of all that is in it */
	uint32_t *next;           /* index of the next move of the same article or id; 0 none */
};

/* Those decided from `from` to `to`. Moves before an article came do not touch it. */
int bw_moves_load(struct bw_store *s, struct bw_arena *a, bw_time from, bw_time to, struct bw_moves *out,
		  struct bw_err *err);
void bw_moves_release(struct bw_moves *m);
/* The development in which an article stands that came at (at, key) and was put into `development` then. */
uint64_t bw_moves_place(const struct bw_moves *m, bw_time at, uint64_t key, uint64_t development);
/* Where an id leads to: itself when it was never merged. */
uint64_t bw_moves_follow(const struct bw_moves *m, uint64_t id);

#endif
