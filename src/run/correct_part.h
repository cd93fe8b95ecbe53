/* The parts of one correction under way: correct.c, correct_words.c. */
#ifndef BW_RUN_CORRECT_PART_H
#define BW_RUN_CORRECT_PART_H

#include "run/correct.h"
#include "run/locate.h"
#include "run/placed.h"

struct side {
	BW_VEC(struct bw_derived_row) rows; /* in order */
};
struct correcting {
	struct bw_engine *e;
	struct bw_arena *a;
	const struct bw_correct_request *request;
	const struct bw_teller *teller;
	struct bw_correct_report *out;
	struct bw_moves moves;
	struct bw_located from, to; /* to: of a move or merge */
	struct side off, rest;      /* of `from`: what leaves, what stays */
	struct bw_correction correction;
	int64_t number; /* that the correction will have */
	BW_VEC(struct bw_correction_pair) pairs;
	BW_VEC(struct bw_correction_name) names;
	struct bw_placed before;
	struct bw_map spoken; /* articles that are spoken of */
};

/* correction.words: what was done, for people. */
int bw_correct_words(struct correcting *c, struct bw_err *err);

#endif
