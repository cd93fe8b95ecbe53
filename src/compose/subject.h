/*
 * Whether a sentence speaks of what a development is about, or of something else that it names in passing.
 */
#ifndef BW_COMPOSE_SUBJECT_H
#define BW_COMPOSE_SUBJECT_H

#include "compose/quote.h"
#include "core/map.h"

/* Words of the titles of one development. */
struct bw_subject {
	const struct bw_view *view;
	const struct bw_view_development *d;
	struct bw_map titles;  /* stem -> how many of its titles hold it */
	struct bw_map heading; /* stems of the title that heads it */
};

void bw_subject_open(struct bw_subject *s, const struct bw_view *view, const struct bw_view_development *d);
void bw_subject_close(struct bw_subject *s);

/* Two telling words, one of them rare in the titles of other developments, or three: such as stand in two of its titles
 * or in the one that heads it and are neither a person's name nor the vocabulary of law-making. */
bool bw_subject_is(const struct bw_subject *s, const struct bw_view_article *x, struct bw_span span);
/* A law, bill or order by a name that is not among the words of its titles, "another bill", or a day long before it. */
bool bw_subject_strays(const struct bw_subject *s, const struct bw_view_article *x, struct bw_span span);

#endif
