/* What the files that find the spans share: names_find.c (how far a run goes), names_cut.c, names_around.c. Short names
 * without prefix, since nobody else includes it. */
#ifndef BW_ANNOTATE_NAMES_FIND_PART_H
#define BW_ANNOTATE_NAMES_FIND_PART_H

#include "annotate/names_part.h"

struct finder {
	struct bw_naming *n;
	struct bw_named_layer *l;
	bool linked; /* the run holds "of", "for" or "on" */
};

static inline const struct bw_token *token(const struct finder *f, uint32_t i)
{
	return &f->l->layer->tokens[i];
}

static inline bool in_text(const struct finder *f, uint32_t i)
{
	return i < f->l->layer->n_tokens;
}

static inline bool has(const struct finder *f, uint32_t i, uint64_t bits)
{
	return in_text(f, i) && f->l->bits[i] & bits;
}

static inline bool is_name(const struct finder *f, uint32_t i)
{
	return has(f, i, T_NAME) && !has(f, i, T_HEADING);
}

/* Something stands between it and the word before: white space, or the apostrophe of "l'" and "dell'". */
static inline bool is_spaced(const struct finder *f, uint32_t i)
{
	if (!in_text(f, i) || i == 0)
		return false;
	return token(f, i)->flags & BW_TOKEN_SPACE ||
	       (has(f, i - 1, W_ARTICLE | W_LINK_OF | W_PREPOSITION) && token(f, i - 1)->flags & BW_TOKEN_SPACE);
}

static inline bool spaced_name(const struct finder *f, uint32_t i)
{
	return is_name(f, i) && is_spaced(f, i) && !(token(f, i)->flags & BW_TOKEN_FIRST);
}

static inline bool is_text(const struct finder *f, uint32_t i, const char *text)
{
	return in_text(f, i) && bw_str_eq(bw_token_text(f->l->text, token(f, i)), bw_str_from(text));
}

static inline bool is_clitic(const struct finder *f, uint32_t i)
{
	return has(f, i, W_OWNER) && !(token(f, i)->flags & BW_TOKEN_SPACE);
}

static inline uint64_t seen(const struct finder *f, uint32_t i)
{
	const uint64_t *v = bw_map_get(&f->n->seen, token(f, i)->word);
	return v ? *v : 0;
}

/* names_around.c: puts the span [first, end) with `lead` tokens of titles before it. */
void bw_find_emit(struct finder *f, uint32_t first, uint32_t end, uint32_t lead, char gender);
bool bw_find_acts_after(const struct finder *f, uint32_t i);
/* names_cut.c: cuts a run at titles, countries and words that owe their capital to their place, and puts its spans. */
void bw_find_cut(struct finder *f, uint32_t first, uint32_t end);

#endif
