/* Pointing back: what names_back.c, names_describe.c and names_public.c share. */
#ifndef BW_ANNOTATE_NAMES_BACK_H
#define BW_ANNOTATE_NAMES_BACK_H

#include "annotate/names_role.h"

/* A word by which an entity can be called: the head of its name, a noun that the text gives it, a person's role. */
struct bw_back_link {
	uint32_t entity, next; /* next: index + 1, 0 the end */
	uint32_t from, to;     /* tokens of the description; equal when it is the name's own */
	bool firm, sure;       /* firm: of the chain of companies; sure: the text calls it one */
};

struct bw_back {
	struct bw_naming *n;
	const struct bw_named_layer *l;
	const struct bw_nouns *nouns;
	struct bw_map chains; /* word -> newest link + 1 */
	BW_VEC(struct bw_back_link) links;
	uint32_t *at;   /* token -> the longest span that starts there + 1 */
	uint32_t *last; /* entity -> sentence in which it stood last + 1, of those before the place that is read */
	struct bw_map others; /* noun -> sentence + 1 in which "a" brought in somebody new by it */
	bool people;          /* only roles count */
};

enum { BW_FIRM_CHAIN = 1 }; /* in place of a word: all companies */
/* Of a head that is no noun for the body itself but tells its sort: "the drugmaker" for "Aurora Biologics". */
#define BW_SORT_CHAIN(word) ((word) ^ UINT64_C(0x51f15e0f2d3c4b69))

const struct bw_token *bw_back_token(const struct bw_back *b, uint32_t i);
bool bw_back_small_word(const struct bw_back *b, uint32_t i);
bool bw_back_clitic(const struct bw_back *b, uint32_t i);
struct bw_span bw_back_span(const struct bw_back *b, uint32_t first, uint32_t end);

/* names_describe.c: fills the chains with what the entities can be called. */
void bw_back_describe(struct bw_back *b);
void bw_back_describe_people(struct bw_back *b);

#endif
