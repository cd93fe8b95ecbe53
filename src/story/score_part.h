/*
 * Inside the decision which development an article belongs to: the words of the article, weighted; the developments
 * that share some of them; and what speaks for each. A part of part.h's score.c.
 */
#ifndef BW_STORY_SCORE_PART_H
#define BW_STORY_SCORE_PART_H

#include "story/part.h"

/* Rare figures, days and actors are looked for in the founder and the newest of so many members. */
enum { BW_SCORE_VOICES = 8, BW_SCORE_FIGURES = 24, BW_SCORE_FULL = BW_STORY_MATCHES };
enum bw_score_class { BW_WORD_PLAIN, BW_WORD_COMMON, BW_WORD_FREQUENT, BW_WORD_PLACE, BW_WORD_PROPER, BW_N_WORD };
enum { BW_SCORE_MEMO = 512 };

struct bw_score {
	struct bw_stories *s;
	const struct bw_story_weights *w;
	double memo[BW_N_WORD][BW_SCORE_MEMO]; /* idf; 0 is not yet known */
	double ln_devs;                        /* ln of the developments there are */
};
void bw_score_init(struct bw_score *sc, struct bw_stories *s, bw_time at);
double bw_score_idf(struct bw_score *sc, enum bw_score_class class, uint32_t df);
/* How far a term belongs to few of the developments: 1 to one, 0 to all. */
double bw_score_own(const struct bw_score *sc, uint32_t df);
double bw_score_damp(const struct bw_stories *s, uint32_t n); /* 1 + ln(n), 0 for 0 */
double bw_score_cosine(double dot, double a, double b);       /* of squared norms */
double bw_score_norm(const double *v, uint32_t n);
/* Sets all but the k heaviest to 0. */
void bw_score_keep(double *v, uint32_t n, uint32_t k);

/* The article's weights, in the order of its words. */
struct bw_side {
	const struct bw_story_query *q;
	double *full, *lead, *name, *head;
	double full_norm, lead_norm, word_norm; /* squared; word: of what is no name */
	double name_sum, own_sum, head_sum;
	bool whole; /* an article, not an entry of one: its figures, days and actors are its own */
};
struct bw_side bw_side_make(struct bw_score *sc, const struct bw_story_query *q);

/* ---- score_find.c ---- */
/* Developments that share the heaviest words, best first, at most BW_STORY_CANDIDATES; and must, when it is one.
 * barred: the first that a rule left out where one of the first BW_STORY_MATCHES stands, or BW_STORY_NONE. */
size_t bw_score_find(struct bw_score *sc, const struct bw_side *x, uint32_t must, uint32_t out[], uint32_t *barred);

/* ---- score_pair.c ---- */
/* A development beside the article. */
struct bw_rivalry {
	uint32_t dev;
	double f[BW_STORY_FEATURES];
	double like, rank; /* log of the likeness; what it is ordered by */
};
/* What follows from words, names and times; `like` without the actors. */
void bw_pair_words(struct bw_score *sc, const struct bw_side *x, struct bw_rivalry *r);
/* Share of the words of the longer title that stand in the other. */
double bw_titles_alike(const struct bw_profile *a, const struct bw_profile *b);

/* ---- score_share.c ---- */
/* Actors, figures and days shared, each the weightier the fewer of these developments share it. */
void bw_pairs_share(struct bw_score *sc, const struct bw_side *x, struct bw_rivalry *rows, size_t n);
/* Whether a figure is telling enough to be compared, and how much, 0 to 1. */
double bw_figure_weight(const struct bw_profile_figure *f);
bool bw_figure_same(const struct bw_profile_figure *a, const struct bw_profile_figure *b);

#endif
