/*
 * Wording of lines that are furniture of a page, in the languages of the tables any/line-*. Lines are given folded
 * (bw_uni_fold). The tables are read as they stand embedded, so there is nothing to build or to keep.
 */
#ifndef BW_EXTRACT_LINE_WORDS_H
#define BW_EXTRACT_LINE_WORDS_H

#include <stdbool.h>

#include "core/str.h"

struct bw_line_words {
	struct bw_str whole, start, link, hold, tail, end, ask, note; /* one phrase a line */
};

void bw_line_words_open(struct bw_line_words *w);
/* The line is one of the phrases, end punctuation aside. The table is in order of bytes. */
bool bw_line_words_are(struct bw_str table, struct bw_str folded);
/* The line begins with one of the phrases, which ends where a word ends. */
bool bw_line_words_begin(struct bw_str table, struct bw_str folded);
/* One of the phrases stands anywhere in the line. */
bool bw_line_words_hold(struct bw_str table, struct bw_str folded);

#endif
