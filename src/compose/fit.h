/*
 * Whether a source sentence can stand alone on a page (methods.md 10.2). Pure functions of the sentence as it would be
 * printed, after its trims; word lists: lexicon en/fit and en/furniture.
 */
#ifndef BW_COMPOSE_FIT_H
#define BW_COMPOSE_FIT_H

#include "core/str.h"

/* A lead may be longer: it is what the article was written for. */
enum { BW_FIT_MIN_WORDS = 8, BW_FIT_MAX_WORDS = 45, BW_FIT_LEAD_WORDS = 55 };

/* NULL when it can; else why not, in a word or two: "question", "leans on the sentence before", ... */
const char *bw_fit_fault(struct bw_str sentence);
const char *bw_fit_fault_within(struct bw_str sentence, size_t most_words);
/* 0..1: how much it still asks of what stood around it ("The company also said ..."); 0 for a sentence that names its
 * subject. Only for sentences without a fault. */
double bw_fit_strain(struct bw_str sentence);

/* The words of a sentence one by one: marks off both ends, and whether the word stands inside double quotation marks.
 */
struct bw_fit_word {
	struct bw_str text;
	bool quoted, capital, first;
	size_t index, start;
};
struct bw_fit_words {
	struct bw_str sentence;
	size_t pos, index;
	bool quoted;
};
bool bw_fit_next(struct bw_fit_words *w, struct bw_fit_word *out);

#endif
