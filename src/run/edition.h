/*
 * One edition a desk and day: composed for a clock, kept with its gate, and never changed once it was published; a
 * silence may still become an edition later the same day.
 */
#ifndef BW_RUN_EDITION_H
#define BW_RUN_EDITION_H

#include "run/ingest.h"
#include "run/view.h"

struct bw_edition_report {
	uint32_t desks, published, silent;
};

/* Composes and keeps the editions of the day of clock.now. */
int bw_editions_make(struct bw_engine *e, struct bw_clock clock, struct bw_edition_report *out, struct bw_err *err);

/* Composes one desk's edition of a day again from the archive, keeping nothing: the page, and its gate. When that
 * edition is in the store, with its clock and what was known then; else as if it had been composed at the end of that
 * day. */
int bw_edition_recompose(struct bw_engine *e, const struct bw_desk *desk, struct bw_str date, struct bw_arena *a,
			 struct bw_page *page, struct bw_gate *gate, struct bw_err *err);

#endif
