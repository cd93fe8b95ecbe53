/* What is remembered of articles: made by reading them, or taken from the store. Private to run/. */
#ifndef BW_RUN_REMEMBER_H
#define BW_RUN_REMEMBER_H

#include "run/engine.h"

struct bw_reading {
	uint64_t key;
	bw_time at;
	bool is_new; /* it was read now, and is not in the store yet */
	struct bw_profile profile;
	struct bw_remembered bytes;
};
/* Readings of n articles; those that were never read are, with e->jobs threads. BW_ELIMIT when one is too large. */
int bw_remember_read(struct bw_engine *e, struct bw_arena *a, const struct bw_pending *pending, size_t n,
		     struct bw_reading **out, struct bw_err *err);
/* The candidates of an article, with the development and origin that were decided. */
bool bw_remember_candidates(struct bw_arena *a, const struct bw_derived_row *row, struct bw_str bytes,
			    struct bw_candidates *out);
/* BW_ECORRUPT unless the profile that was kept, NULL when it cannot be read, is that of (at, key). */
int bw_remember_corrupt(uint64_t key, bw_time at, const struct bw_profile *p, struct bw_err *err);
int bw_remember_why(struct bw_arena *a, const struct bw_story_news *news, struct bw_str *out, struct bw_err *err);

#endif
