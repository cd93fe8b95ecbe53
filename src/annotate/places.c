#include "annotate/names_part.h"

#include <stdlib.h>

/*
 * Jurisdictions: every country, people, seat, city and institution of the gazette adds to its country; more in the
 * title and at the head of the text (methods.md 2.4). A name that is also something else ("Georgia") counts only beside
 * a second cue of the same country.
 */

enum { HEAD_BYTES = 600, MOST_COUNTRIES = 300 };

struct score {
	char code[3];
	float sum, unsure;
	uint32_t order; /* of first mention, which decides between equals */
};
struct scores {
	struct score rows[MOST_COUNTRIES];
	uint32_t n;
};

static struct score *row_of(struct scores *s, const char code[3])
{
	for (uint32_t i = 0; i < s->n; i++)
		if (!memcmp(s->rows[i].code, code, 2))
			return &s->rows[i];
	if (s->n == MOST_COUNTRIES)
		return NULL;
	struct score *row = &s->rows[s->n++];
	*row = (struct score){{code[0], code[1], 0}, 0, 0, s->n};
	return row;
}

static void count_layer(const struct bw_naming *n, const struct bw_named_layer *l, struct scores *out)
{
	for (uint32_t i = 0; i < l->layer->n_tokens; i++) {
		const struct bw_gazette *g = bw_names_row(n, l->gazette[i]);
		struct score *row = g && g->code[0] ? row_of(out, g->code) : NULL;
		if (!row)
			continue;
		float weight = l == &n->title ? 4 : l->layer->tokens[i].start < HEAD_BYTES ? 2 : 1;
		if (g->flags & BW_G_CUE)
			row->unsure += weight;
		else
			row->sum += weight;
		i += l->gazette_n[i] - 1u;
	}
}

static int by_score(const void *x, const void *y)
{
	const struct score *a = x, *b = y;
	if (a->sum != b->sum)
		return a->sum > b->sum ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

void bw_places_note(struct bw_naming *n)
{
	struct scores *s = BW_NEW(n->arena, struct scores);
	count_layer(n, &n->title, s);
	count_layer(n, &n->body, s);
	for (uint32_t i = 0; i < s->n; i++)
		if (s->rows[i].sum > 0 || s->rows[i].unsure >= 4)
			s->rows[i].sum += s->rows[i].unsure;
	qsort(s->rows, s->n, sizeof(*s->rows), by_score);
	struct bw_geo *geo = BW_ARRAY(n->arena, struct bw_geo, s->n);
	uint32_t kept = 0;
	while (kept < s->n && s->rows[kept].sum >= 2 && s->rows[kept].sum >= 0.3f * s->rows[0].sum) {
		memcpy(geo[kept].code, s->rows[kept].code, sizeof(geo[kept].code));
		geo[kept].score = s->rows[kept].sum;
		kept++;
	}
	n->notes->geo = geo;
	n->notes->n_geo = kept;
}
