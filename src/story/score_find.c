#include <stdlib.h>

#include "story/score_part.h"

/* What a candidate is found by: the article's heaviest terms that are not in too many developments. */
enum { QUERY_TERMS = 80, VISITS_MAX = 3000 };

struct ask {
	double weight;
	uint32_t use;
};
struct tally {
	double weight;
	uint64_t id;
	uint32_t dev;
};

static int by_ask(const void *x, const void *y)
{
	const struct ask *a = x, *b = y;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return a->use < b->use ? -1 : a->use > b->use;
}

static int by_tally(const void *x, const void *y)
{
	const struct tally *a = x, *b = y;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static size_t asks_make(struct bw_score *sc, const struct bw_side *x, struct ask **out)
{
	const struct bw_story_query *q = x->q;
	struct ask *asks = *out = BW_ARRAY(&sc->s->scratch, struct ask, q->n);
	size_t n = 0;
	for (uint32_t i = 0; i < q->n; i++) {
		double weight = x->full[i] > x->name[i] ? x->full[i] : x->name[i];
		if (q->terms[i] != BW_STORY_NONE && sc->s->terms[q->terms[i]].df <= BW_STORY_LISTED && weight > 0)
			asks[n++] = (struct ask){weight, i};
	}
	if (n)
		qsort(asks, n, sizeof(*asks), by_ask);
	return n < QUERY_TERMS ? n : QUERY_TERMS;
}

struct finding {
	struct bw_stories *s;
	uint64_t call;
	BW_VEC(struct tally) found;
};

static uint32_t visit(struct finding *f, uint32_t term, double weight)
{
	const uint32_t *devs;
	uint32_t n;
	if (!bw_term_devs(f->s, term, &devs, &n))
		return 0;
	for (uint32_t i = 0; i < n; i++) {
		struct bw_story_dev *dev = bw_dev(f->s, devs[i]);
		if (dev->alone)
			continue;
		if (dev->tally_stamp != f->call) {
			dev->tally_stamp = f->call;
			dev->slot = (uint32_t)f->found.len;
			*BW_PUSH(&f->s->scratch, &f->found) = (struct tally){0, dev->id, devs[i]};
		}
		f->found.ptr[dev->slot].weight += weight;
	}
	return n;
}

size_t bw_score_find(struct bw_score *sc, const struct bw_side *x, uint32_t must, uint32_t out[], uint32_t *barred)
{
	struct finding f = {.s = sc->s, .call = ++sc->s->stamp};
	struct ask *asks;
	size_t n_asks = asks_make(sc, x, &asks), n = 0;
	uint32_t visits = 0;
	*barred = BW_STORY_NONE;
	bw_story_rules_mark(sc->s, x->q->p->key, f.call);
	for (size_t i = 0; i < n_asks && visits < VISITS_MAX; i++)
		visits += visit(&f, x->q->terms[asks[i].use], asks[i].weight * asks[i].weight);
	if (f.found.len)
		qsort(f.found.ptr, f.found.len, sizeof(*f.found.ptr), by_tally);
	bool has = must == BW_STORY_NONE;
	for (size_t i = 0; i < f.found.len && n < BW_STORY_CANDIDATES; i++) {
		if (bw_dev(sc->s, f.found.ptr[i].dev)->barred == f.call) {
			if (*barred == BW_STORY_NONE && n < BW_STORY_MATCHES)
				*barred = f.found.ptr[i].dev;
			continue;
		}
		has |= f.found.ptr[i].dev == must;
		out[n++] = f.found.ptr[i].dev;
	}
	if (!has && n == BW_STORY_CANDIDATES)
		n--;
	if (!has)
		out[n++] = must;
	return n;
}
