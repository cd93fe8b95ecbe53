/*
 * From facts to what follows from them: every archived article gets its verdict (origin, development) and its bearing
 * on signals, in the order of (at, key). What is derived is a fold over that order: an article that arrives late takes
 * back the decisions after it, which are then made again, so that the end state depends on the articles and the user's
 * corrections, and not on when or in how many runs they came. A correction holds from the beginning of time: what was
 * decided from the articles that it names on is decided again.
 */
#ifndef BW_RUN_DERIVE_H
#define BW_RUN_DERIVE_H

#include "run/ingest.h"

/* Changes whenever a stage would decide differently: everything derived by another version is made again. */
#define BW_DERIVED_VERSION "5"

struct bw_derive_report {
	uint32_t articles, developments, signals, evidence;
};

/* Brings everything up to date. all: from the first article, which are all read again. */
int bw_derive(struct bw_engine *e, bool all, const struct bw_teller *teller, struct bw_derive_report *out,
	      struct bw_err *err);

#endif
