#include <math.h>
#include <stdlib.h>

#include "core/num.h"
#include "story/score_part.h"

/* Here rare means: among the developments that come into question. A thing that most of them have tells nothing. */

static uint32_t voices_of(const struct bw_stories *s, const struct bw_story_dev *dev, const struct bw_profile **out)
{
	uint32_t docs[BW_SCORE_VOICES], n = bw_dev_voices(s, dev, docs, BW_SCORE_VOICES);
	for (uint32_t i = 0; i < n; i++)
		out[i] = bw_doc(s, docs[i])->p;
	return n;
}

/* ---- figures ---- */

/* Digits of a decimal number without the zeros at its end: 2 for 4,300 and 0.43. */
static int digits_of(double v)
{
	int digits = 0;
	v = fabs(v);
	for (int i = 0; i < 6 && v != floor(v) && v < 1e12; i++)
		v *= 10;
	uint64_t whole = v < 1e18 ? (uint64_t)(v + 0.5) : 0;
	while (whole && whole % 10 == 0)
		whole /= 10;
	for (; whole; whole /= 10)
		digits++;
	return digits;
}

double bw_figure_weight(const struct bw_profile_figure *f)
{
	bool count = f->unit == BW_UNIT_COUNT && !f->unit_key;
	if (f->denied || (count && fabs(f->value) <= 12) || (count && f->value >= 1900 && f->value <= 2100))
		return 0;
	int digits = digits_of(f->value);
	return digits >= 3 ? 1 : digits == 2 ? 0.5 : 0.25;
}

bool bw_figure_same(const struct bw_profile_figure *a, const struct bw_profile_figure *b)
{
	return a->value == b->value && a->unit == b->unit && a->unit_key == b->unit_key;
}

static bool has_figure(const struct bw_profile *const *v, uint32_t n, const struct bw_profile_figure *f)
{
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < v[i]->n_figures && k < BW_SCORE_FIGURES; k++)
			if (bw_figure_same(&v[i]->figures[k], f))
				return true;
	return false;
}

static bool is_first_figure(const struct bw_profile *p, uint32_t k)
{
	for (uint32_t i = 0; i < k; i++)
		if (bw_figure_same(&p->figures[i], &p->figures[k]))
			return false;
	return true;
}

/* ---- days ---- */

static bool has_day(const struct bw_profile *const *v, uint32_t n, int32_t day)
{
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < v[i]->n_dates && k < BW_SCORE_FIGURES; k++)
			if (v[i]->dates[k].from == day && v[i]->dates[k].to == day)
				return true;
	return false;
}

static bool is_first_day(const struct bw_profile *p, uint32_t k)
{
	for (uint32_t i = 0; i < k; i++)
		if (p->dates[i].from == p->dates[k].from && p->dates[i].to == p->dates[k].to)
			return false;
	return p->dates[k].from == p->dates[k].to;
}

/* ---- actors ---- */

struct cast {
	uint32_t name, weight;
	uint8_t kind;
};

static int by_name(const void *x, const void *y)
{
	const struct cast *a = x, *b = y;
	return a->name < b->name ? -1 : a->name > b->name;
}

static uint32_t cast_make(struct bw_arena *a, const struct bw_profile *const *v, uint32_t n, struct cast **out)
{
	uint32_t all = 0, m = 0, left = 0;
	for (uint32_t i = 0; i < n; i++)
		all += v[i]->n_actors;
	struct cast *c = *out = BW_ARRAY(a, struct cast, all);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < v[i]->n_actors; k++)
			c[m++] = (struct cast){v[i]->actors[k].name, v[i]->actors[k].weight, v[i]->actors[k].kind};
	if (m)
		qsort(c, m, sizeof(*c), by_name);
	for (uint32_t i = 0; i < m; i++) {
		if (left && c[left - 1].name == c[i].name)
			c[left - 1].weight += c[i].weight;
		else
			c[left++] = c[i];
	}
	return left;
}

static uint32_t cast_find(const struct cast *c, uint32_t n, uint32_t name)
{
	uint32_t from = 0;
	while (n) {
		uint32_t half = n / 2;
		if (c[from + half].name == name)
			return c[from + half].weight;
		if (c[from + half].name < name) {
			from += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return 0;
}

/* ---- all ---- */

struct share {
	struct bw_score *sc;
	const struct bw_profile *p;
	struct bw_rivalry *rows;
	size_t n;
	const struct bw_profile *voices[BW_SCORE_FULL][BW_SCORE_VOICES];
	uint32_t n_voices[BW_SCORE_FULL];
	struct cast *casts[BW_SCORE_FULL];
	uint32_t n_casts[BW_SCORE_FULL];
	double sums[BW_SCORE_FULL];
};

/* Adds what a thing of the article weighs to all that have it. */
static void add_shared(struct share *h, enum bw_story_feature_id f, const bool *has, double weight)
{
	uint32_t df = 0;
	for (size_t i = 0; i < h->n; i++)
		df += has[i];
	for (size_t i = 0; i < h->n; i++)
		if (has[i])
			h->rows[i].f[f] += weight / df;
}

static void share_figures(struct share *h)
{
	bool has[BW_SCORE_FULL];
	for (uint32_t k = 0; k < h->p->n_figures && k < BW_SCORE_FIGURES; k++) {
		double weight = bw_figure_weight(&h->p->figures[k]);
		if (weight <= 0 || !is_first_figure(h->p, k))
			continue;
		for (size_t i = 0; i < h->n; i++)
			has[i] = has_figure(h->voices[i], h->n_voices[i], &h->p->figures[k]);
		add_shared(h, BW_F_FIGURES, has, weight);
	}
}

static void share_days(struct share *h)
{
	bool has[BW_SCORE_FULL];
	for (uint32_t k = 0; k < h->p->n_dates && k < BW_SCORE_FIGURES; k++) {
		if (!is_first_day(h->p, k))
			continue;
		for (size_t i = 0; i < h->n; i++)
			has[i] = has_day(h->voices[i], h->n_voices[i], h->p->dates[k].from);
		add_shared(h, BW_F_DAYS, has, 1);
	}
}

static double actor_weight(const struct share *h, uint32_t weight, uint8_t kind, uint32_t df)
{
	double common = kind == BW_ACTOR_COUNTRY || kind == BW_ACTOR_PLACE ? 2 : 0.5;
	return bw_score_damp(h->sc->s, weight) * bw_num_ln((h->n + 8.0) / (df + common));
}

static uint32_t casts_with(const struct share *h, uint32_t name)
{
	uint32_t df = 0;
	for (size_t i = 0; i < h->n; i++)
		df += cast_find(h->casts[i], h->n_casts[i], name) > 0;
	return df;
}

static void share_actors(struct share *h)
{
	double mine = 0, dots[BW_SCORE_FULL] = {0};
	for (uint32_t k = 0; k < h->p->n_actors; k++) {
		const struct bw_profile_actor *a = &h->p->actors[k];
		uint32_t df = casts_with(h, a->name);
		double x = actor_weight(h, a->weight, a->kind, df);
		mine += x * x;
		for (size_t i = 0; i < h->n; i++)
			dots[i] += x * actor_weight(h, cast_find(h->casts[i], h->n_casts[i], a->name), a->kind, df);
	}
	for (size_t i = 0; i < h->n; i++) {
		double theirs = 0;
		for (uint32_t k = 0; k < h->n_casts[i]; k++) {
			const struct cast *c = &h->casts[i][k];
			double y = actor_weight(h, c->weight, c->kind, casts_with(h, c->name));
			theirs += y * y;
		}
		h->rows[i].f[BW_F_ACTORS] = bw_score_cosine(dots[i], mine, theirs);
	}
}

/* A language that is not told is no foreign one. */
static bool is_foreign(const struct bw_profile *p, const struct bw_profile *const *v, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (!p->language[0] || !v[i]->language[0] || !strncmp(p->language, v[i]->language, sizeof(p->language)))
			return false;
	return true;
}

void bw_pairs_share(struct bw_score *sc, const struct bw_side *x, struct bw_rivalry *rows, size_t n)
{
	struct share *h = BW_NEW(&sc->s->scratch, struct share);
	h->sc = sc;
	h->p = x->q->p;
	h->rows = rows;
	h->n = n < BW_SCORE_FULL ? n : BW_SCORE_FULL;
	for (size_t i = 0; i < h->n; i++) {
		h->n_voices[i] = voices_of(sc->s, bw_dev(sc->s, rows[i].dev), h->voices[i]);
		rows[i].f[BW_F_FOREIGN] = is_foreign(h->p, h->voices[i], h->n_voices[i]);
		h->n_casts[i] = cast_make(&sc->s->scratch, h->voices[i], h->n_voices[i], &h->casts[i]);
	}
	if (!x->whole)
		return;
	share_figures(h);
	share_days(h);
	share_actors(h);
	for (size_t i = 0; i < h->n; i++) {
		rows[i].f[BW_F_FIGURES] = bw_num_ln(1 + rows[i].f[BW_F_FIGURES]);
		rows[i].f[BW_F_DAYS] = bw_num_ln(1 + rows[i].f[BW_F_DAYS]);
	}
}
