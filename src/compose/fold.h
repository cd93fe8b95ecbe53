/*
 * How the articles of a development stand to one another on a page: which of them is told, what each adds, and what
 * folds under another one because it says nothing of its own.
 */
#ifndef BW_COMPOSE_FOLD_H
#define BW_COMPOSE_FOLD_H

#include "compose/quote.h"

/* Number i of the development's articles. */
const struct bw_view_article *bw_fold_member(const struct bw_view *view, const struct bw_view_development *d,
					     uint32_t i);

/* The article that stands for the origin group of x; NULL when the view does not hold it. */
const struct bw_view_article *bw_fold_original(const struct bw_view *view, const struct bw_view_article *x);

/* Whether number i has a place of its own among the articles of d: it stands for its origin group, or is the first of a
 * group whose original stands elsewhere. A version that adds nothing has none. */
bool bw_fold_leads(const struct bw_view *view, const struct bw_view_development *d, uint32_t i);
/* Of the origin group of x among the articles of d the first that is no copy: what it adds, the group adds. x itself
 * when there is none. */
const struct bw_view_article *bw_fold_teller(const struct bw_view *view, const struct bw_view_development *d,
					     const struct bw_view_article *x);

/* What the origin group of x adds to its development. */
enum bw_turn bw_fold_turn(const struct bw_view *view, const struct bw_view_article *x);

/* The text that a version is a version of, the first of the chain that the view holds; NULL when x is no version. */
const struct bw_view_article *bw_fold_version_of(const struct bw_view *view, const struct bw_view_article *x);
/* "Corrected version", "Extended version", "Later version". */
const char *bw_fold_version_words(const struct bw_view *view, const struct bw_view_article *x);

/* "First report", "New fact", "Confirmation", "Colour", "Copy": what the article adds to d. */
const char *bw_fold_turn_words(const struct bw_view_development *d, const struct bw_view_article *teller);
/* Articles that told something new: the turns of the development. last: the newest of them, NULL when there is none. */
uint32_t bw_fold_count_new(const struct bw_view *view, const struct bw_view_development *d,
			   const struct bw_view_article **last);

/* Whether the sentence from start to end was new to the development when the article came. An article of which that
 * is not known has none. */
bool bw_fold_is_fresh(const struct bw_view_article *x, uint32_t start, uint32_t end);

/* Sentence i of those that were new, as it is printed: a part of a quotation with all of it. Its anchor is that of the
 * statement it stands in; *status that statement's. False when the one before was printed as the same. */
bool bw_fold_fresh(const struct bw_view_article *x, uint32_t i, struct bw_span *span, enum bw_status *status);

/* Whose words two articles are: the same outlet's, agency's or owner's. */
bool bw_fold_same_voice(const struct bw_view_article *x, const struct bw_view_article *y);
/* The independent origins by name: "Tamar Post, Coast Herald and Hill Herald (one voice), Ferncote (not among the
 * sources)". */
struct bw_str bw_fold_voices(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d);

#endif
