/*
 * Prints: hashes of runs of five words of a body (methods.md 4), and the rolling index that finds the roots that share
 * some with a text. Part of the story room.
 *
 * Of the hashes those below a bound are kept: all of a text of up to two hundred words, an eighth of one of a thousand
 * and more, so many of a very long one that some 1,200 remain. So whether a run is kept depends on its words alone
 * (Manber 1994; Broder 1997), texts of any two lengths are compared below the lower of their bounds, and the
 * containment is an unbiased estimate of that of the whole texts. Of a text the BW_PRINTS_MAX least are kept; only one
 * with far more numbers than words, a long table of figures, has more below its bound, and what is found of such a text
 * is too low, never too high. Winnowing by neighbours (Schleimer,
 * Wilkerson and Aiken 2003) would keep some of every dozen words, but a changed word there also changes what is kept
 * around it: with every seventh word replaced it sees a third less in common than there is.
 */
#ifndef BW_STORY_PRINTS_H
#define BW_STORY_PRINTS_H

#include "story/part.h"

enum { BW_PRINTS_MAX = 1500, BW_QUOTED_MAX = 600 };

/* The greatest hash that a text of so many words keeps, and the share of its shingles that it keeps so. */
uint32_t bw_prints_bound(uint32_t length);
double bw_prints_density(uint32_t bound);

/*
 * A quoted print is one inside quotation marks, its lowest bits being the number of its quotation in the text, modulo
 * BW_QUOTATIONS. Of each quotation the least of every three neighbours is among them, so that part of a quotation is
 * known again.
 */
enum { BW_QUOTATIONS = 16 };
static inline uint32_t bw_quoted_key(uint32_t quoted)
{
	return quoted / BW_QUOTATIONS;
}
static inline uint32_t bw_quoted_number(uint32_t quoted)
{
	return quoted % BW_QUOTATIONS;
}
/* Whether the print lies inside quotation marks in the text. */
bool bw_quoted_has(const struct bw_profile *p, uint32_t print);

/* How many prints both have up to the bound, out of those for which skip (may be NULL, by index in p) is false;
 * in_quotes: how many of them either has inside quotation marks. */
struct bw_shared {
	uint32_t n, in_quotes;
};
struct bw_shared bw_prints_shared(const struct bw_profile *p, const bool *skip, const struct bw_profile *q,
				  uint32_t bound);
/* How many prints p has up to the bound, out of those for which skip is false. */
uint32_t bw_prints_count(const struct bw_profile *p, const bool *skip, uint32_t bound);

/*
 * The index: pairs of print and slot in one table with open addressing. Of a root the BW_PRINTS_INDEXED least prints
 * are in it; of a print the BW_PRINTS_HOLDERS newest roots. So what it holds is a function of the roots that are alive,
 * as long as they leave in the order in which they stand, and a phrase that everybody uses costs no more than another.
 * The caller keeps the prints and gives the same to take as to put.
 */
enum { BW_PRINTS_INDEXED = 48, BW_PRINTS_HOLDERS = 64 };

struct bw_print_pair {
	uint32_t print, place; /* slot + 1; 0: free */
};
struct bw_prints {
	struct bw_print_pair *pairs;
	uint32_t n, n_places;
	bool (*is_before)(const void *ctx, uint32_t a, uint32_t b); /* total order of slots */
	const void *ctx;
};
void bw_prints_init(struct bw_prints *x, bool (*is_before)(const void *ctx, uint32_t a, uint32_t b), const void *ctx);
void bw_prints_release(struct bw_prints *x);
void bw_prints_put(struct bw_prints *x, const uint32_t *prints, uint32_t n, uint32_t slot);
void bw_prints_take(struct bw_prints *x, const uint32_t *prints, uint32_t n, uint32_t slot);
/* Slots with the print, in any order; how many. */
uint32_t bw_prints_holders(const struct bw_prints *x, uint32_t print, uint32_t out[BW_PRINTS_HOLDERS]);

/*
 * ---- furniture.c: what an outlet writes under everything ----
 * The newest roots of each outlet. Prints that roots of BW_FURNITURE developments or more of one outlet share are its
 * furniture: repeated background of one matter is none.
 */
enum { BW_OUTLET_ROOTS = 64, BW_FURNITURE = 5 };
struct bw_outlet {
	uint64_t source;
	uint32_t *docs; /* ordered as their articles are */
	uint32_t n, cap;
	uint32_t next_free;
};
struct bw_outlets {
	struct bw_outlet *rows;
	uint32_t n, cap, free;
	struct bw_slots by_source;
};
void bw_outlets_init(struct bw_outlets *o);
void bw_outlets_release(struct bw_outlets *o);
void bw_outlets_put(struct bw_stories *s, struct bw_outlets *o, uint32_t doc);
void bw_outlets_take(struct bw_stories *s, struct bw_outlets *o, uint32_t doc);
/* Newest roots of the outlet, oldest of them first. */
uint32_t bw_outlets_roots(const struct bw_outlets *o, uint64_t source, const uint32_t **docs);
/* Marks the prints of p that are furniture of the outlet, in the scratch arena. */
const bool *bw_furniture(struct bw_stories *s, const struct bw_outlets *o, uint64_t source, const struct bw_profile *p);

/* ---- rewrite.c: texts in own words that bring nothing of their own ---- */

/* Quotations of p by number (modulo BW_QUOTATIONS): those of which q has most, and the others. */
struct bw_quotes_shared {
	uint32_t shared, own;
};
struct bw_quotes_shared bw_quotes_compare(const struct bw_profile *p, const struct bw_profile *q);
/* p credits the outlet of q and brings nothing of its own, or has its quotations from q and nothing else. */
bool bw_rewrite_is(const struct bw_profile *p, const struct bw_profile *q);
/* The title of p speaks of what q tells. */
bool bw_rewrite_is_titled(const struct bw_profile *p, const struct bw_profile *q);
/* Both have titles, and neither speaks of what the other tells. */
bool bw_rewrite_is_apart(const struct bw_profile *p, const struct bw_profile *q);
/* p resembles q but tells of another day or of other figures in its lead. */
bool bw_rewrite_is_turn(const struct bw_profile *p, const struct bw_profile *q);

struct bw_copies {
	struct bw_prints index;
	struct bw_outlets outlets;
};

#endif
