/*
 * Stems, figures and names that decided, as the articles write them: the story room knows words by hashes only.
 */
#ifndef BW_COMPOSE_WHY_WORDS_H
#define BW_COMPOSE_WHY_WORDS_H

#include "compose/quote.h"
#include "core/map.h"

/* Of one development; the notes that it was opened with must outlive it. */
struct bw_why_words {
	struct bw_arena *a;
	struct bw_map shown; /* low half of a stem -> where its word stands (struct bw_str *) */
};

/* d may be NULL: no words but the article's own. */
void bw_why_words_open(struct bw_why_words *w, struct bw_arena *a, const struct bw_view *view,
		       const struct bw_view_development *d);
void bw_why_words_close(struct bw_why_words *w);

/* A word with that stem, as x writes it, else as another article of the development does; "" when none does. */
struct bw_str bw_why_words_get(const struct bw_why_words *w, const struct bw_view_article *x, uint32_t stem);
/* The name of x that holds the stem, else as above. */
struct bw_str bw_why_words_name(const struct bw_why_words *w, const struct bw_view_article *x, uint32_t stem);
/* A figure as x writes it ("about 13 million"), else the number. */
struct bw_str bw_why_words_figure(const struct bw_why_words *w, const struct bw_view_article *x, double value);

#endif
