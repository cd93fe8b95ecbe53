/*
 * A user's corrections: an article moved, developments merged, one split. They are facts, kept as pairs of articles
 * that belong together or do not, and hold through every later run and every rebuild; the story room learns from them.
 * What was decided from the articles that they name on is decided again at once.
 */
#ifndef BW_RUN_CORRECT_H
#define BW_RUN_CORRECT_H

#include "run/derive.h"

struct bw_correct_request {
	enum bw_correction_kind kind;
	const char *development;     /* which one is merged or split; NULL for a move */
	const char *into;            /* where an article goes, or what is merged with; NULL for a split, "new" for a
					development of its own */
	const char *const *articles; /* that are moved or split off */
	size_t n_articles;
	bw_time now;
};
struct bw_correct_report {
	int64_t id;
	struct bw_str words; /* what was done */
	struct bw_str holds; /* what holds from now on: the developments as they stand */
	uint32_t others;     /* articles that were not spoken of and stand elsewhere now */
	struct bw_derive_report derived;
	BW_VEC(int64_t) overruled; /* earlier corrections that said otherwise of some of the articles */
	uint32_t unmet;            /* pairs that could not be brought together or kept apart */
};
/* BW_ENOTFOUND and BW_EUSAGE as the words given deserve; then nothing was changed. */
int bw_correct(struct bw_engine *e, struct bw_arena *a, const struct bw_correct_request *request,
	       const struct bw_teller *teller, struct bw_correct_report *out, struct bw_err *err);
/* Takes a correction back. */
int bw_correct_undo(struct bw_engine *e, struct bw_arena *a, int64_t id, bw_time now, const struct bw_teller *teller,
		    struct bw_correct_report *out, struct bw_err *err);

#endif
