#include <stdlib.h>

#include "story/score_part.h"

/* How many of each are told. */
enum { WORDS = 8, NAMES = 6, FIGURES = 6, DAYS = 4 };

struct why {
	struct bw_arena *a;
	BW_VEC(struct bw_story_reason) rows;
};

static void put(struct why *y, struct bw_story_reason r)
{
	*BW_PUSH(y->a, &y->rows) = r;
}

static float size_of(float v)
{
	return v < 0 ? -v : v;
}

static int by_amount(const void *x, const void *y)
{
	const struct bw_story_reason *a = x, *b = y;
	if (size_of(a->amount) != size_of(b->amount))
		return size_of(a->amount) > size_of(b->amount) ? -1 : 1;
	return a->what < b->what ? -1 : a->what > b->what;
}

static void put_best(struct why *y, struct bw_story_reason *v, size_t n, size_t max)
{
	if (n)
		qsort(v, n, sizeof(*v), by_amount);
	for (size_t i = 0; i < n && i < max; i++)
		put(y, v[i]);
}

static void tell_features(struct why *y, const struct bw_story_weights *w, const struct bw_story_match *m)
{
	struct bw_story_reason v[BW_N_F];
	size_t n = 0;
	for (uint32_t i = 0; i < BW_N_F; i++)
		if (w->join[i] * m->features[i] != 0)
			v[n++] = (struct bw_story_reason){.kind = BW_REASON_FEATURE,
							  .what = i,
							  .value = m->features[i],
							  .amount = (float)(w->join[i] * m->features[i])};
	put_best(y, v, n, n);
}

/* Words and names that both have, by their part of the cosine of the bodies. */
static void tell_words(struct why *y, struct bw_score *sc, const struct bw_side *x, const struct bw_story_dev *dev)
{
	const struct bw_stories *s = sc->s;
	double *full = BW_ARRAY(&sc->s->scratch, double, dev->n_uses);
	struct bw_story_reason *words = BW_ARRAY(&sc->s->scratch, struct bw_story_reason, dev->n_uses);
	struct bw_story_reason *names = BW_ARRAY(&sc->s->scratch, struct bw_story_reason, dev->n_uses);
	size_t n_words = 0, n_names = 0;
	for (uint32_t k = 0; k < dev->n_uses; k++) {
		const struct bw_story_term *t = &s->terms[dev->uses[k].term];
		full[k] = bw_score_damp(s, dev->uses[k].full) * bw_score_idf(sc, (enum bw_score_class)t->band, t->df);
	}
	bw_score_keep(full, dev->n_uses, sc->w->centroid_terms);
	double norm = bw_score_norm(full, dev->n_uses);
	for (uint32_t k = 0; k < dev->n_uses; k++) {
		const struct bw_story_term *t = &s->terms[dev->uses[k].term];
		if (t->mark != x->q->number || x->full[t->in_query] * full[k] <= 0)
			continue;
		struct bw_story_reason r = {
			.what = t->stem,
			.amount = (float)bw_score_cosine(x->full[t->in_query] * full[k], x->full_norm, norm)};
		bool is_name = dev->uses[k].name && x->q->words[t->in_query].name;
		r.kind = is_name ? BW_REASON_NAME : BW_REASON_WORD;
		if (is_name)
			names[n_names++] = r;
		else
			words[n_words++] = r;
	}
	put_best(y, words, n_words, WORDS);
	put_best(y, names, n_names, NAMES);
}

static bool told(const struct why *y, const struct bw_story_reason *r)
{
	for (size_t i = 0; i < y->rows.len; i++)
		if (y->rows.ptr[i].kind == r->kind && y->rows.ptr[i].value == r->value)
			return true;
	return false;
}

static void tell_figures(struct why *y, const struct bw_profile *p, const struct bw_profile *member, int *left)
{
	for (uint32_t i = 0; i < p->n_figures && *left; i++) {
		struct bw_story_reason r = {.kind = BW_REASON_FIGURE, .value = p->figures[i].value};
		r.amount = (float)bw_figure_weight(&p->figures[i]);
		if (r.amount <= 0 || told(y, &r))
			continue;
		for (uint32_t k = 0; k < member->n_figures; k++)
			if (bw_figure_same(&p->figures[i], &member->figures[k])) {
				put(y, r);
				--*left;
				break;
			}
	}
}

static void tell_days(struct why *y, const struct bw_profile *p, const struct bw_profile *member, int *left)
{
	for (uint32_t i = 0; i < p->n_dates && *left; i++) {
		struct bw_story_reason r = {.kind = BW_REASON_DATE, .value = (double)p->dates[i].from * BW_DAY};
		if (p->dates[i].from != p->dates[i].to || told(y, &r))
			continue;
		for (uint32_t k = 0; k < member->n_dates; k++)
			if (member->dates[k].from == p->dates[i].from && member->dates[k].to == p->dates[i].to) {
				put(y, r);
				--*left;
				break;
			}
	}
}

const struct bw_story_reason *bw_score_why(struct bw_stories *s, struct bw_arena *a, const struct bw_story_query *q,
					   const struct bw_story_match *m, uint32_t *n)
{
	struct why y = {.a = a};
	struct bw_score *sc = BW_NEW(&s->scratch, struct bw_score);
	int figures = FIGURES, days = DAYS;
	*n = 0;
	if (m->dev == BW_STORY_NONE)
		return NULL;
	bw_score_init(sc, s, q->p->at);
	const struct bw_story_dev *dev = bw_dev(s, m->dev);
	struct bw_side x = bw_side_make(sc, q);
	uint32_t docs[BW_SCORE_VOICES], n_docs = bw_dev_voices(s, dev, docs, BW_SCORE_VOICES);
	tell_features(&y, sc->w, m);
	tell_words(&y, sc, &x, dev);
	for (uint32_t i = 0; i < n_docs; i++)
		tell_figures(&y, q->p, bw_doc(s, docs[i])->p, &figures);
	for (uint32_t i = 0; i < n_docs; i++)
		tell_days(&y, q->p, bw_doc(s, docs[i])->p, &days);
	if (m->rival != BW_STORY_NONE)
		put(&y, (struct bw_story_reason){.kind = BW_REASON_RIVAL,
						 .article = bw_dev(s, m->rival)->id,
						 .amount = (float)m->rival_score,
						 .value = m->threshold});
	*n = (uint32_t)y.rows.len;
	return y.rows.ptr;
}
