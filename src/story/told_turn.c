#include <stdlib.h>

#include "story/told_part.h"

/*
 * A sentence is new when no member told it: its rare words do not lie in one sentence of an earlier article, and a
 * figure or a day of it that nobody had, or a status that rose, speaks for it. What is called new is printed as news,
 * so doubt counts as known.
 */
enum { FRESH_MAX = 8 };
static const double apart = 0.02, derived_bar = 1;

/* What speaks for a sentence being new, each 0..1. */
struct signs {
	double sentence;      /* of its words, by rarity: not in the sentence of a member that has most of them */
	double figures, days; /* that no member has: 0, 0.5, 1 for none, one, more */
	double status;        /* higher than any member told of the like */
	bool corrects;        /* a new figure is said to be the right one */
};

enum { FACTS_MAX = 16, STEMS_MAX = FACTS_MAX * BW_FACT_STEMS };

/* A stem of the sentences that are asked about. */
struct stem {
	uint32_t stem, facts; /* bit i: the sentence i has it */
	double rarity;
};

struct view {
	const struct bw_told *told;
	const struct bw_profile *p;
	const struct bw_profile_fact *facts[FACTS_MAX];
	uint32_t n_facts, n;
	struct stem stems[STEMS_MAX]; /* ordered */
	double total[FACTS_MAX], sentence[FACTS_MAX];
};

/* ---- words ---- */

static int by_stem(const void *x, const void *y)
{
	uint32_t a = ((const struct stem *)x)->stem, b = ((const struct stem *)y)->stem;
	return a < b ? -1 : a > b;
}

static void take_stems(struct view *v)
{
	uint32_t n = 0, m = 0;
	for (uint32_t i = 0; i < v->n_facts; i++)
		for (uint8_t k = 0; k < v->facts[i]->n_stems; k++)
			v->stems[n++] = (struct stem){.stem = v->facts[i]->stems[k], .facts = 1u << i};
	if (n)
		qsort(v->stems, n, sizeof(*v->stems), by_stem);
	for (uint32_t i = 0; i < n; i++) {
		if (m && v->stems[m - 1].stem == v->stems[i].stem)
			v->stems[m - 1].facts |= v->stems[i].facts;
		else
			v->stems[m++] = v->stems[i];
	}
	v->n = m;
	for (uint32_t i = 0; i < m; i++) {
		v->stems[i].rarity = bw_told_rarity(v->told, v->stems[i].stem);
		for (uint32_t k = 0; k < v->n_facts; k++)
			v->total[k] += v->stems[i].facts >> k & 1 ? v->stems[i].rarity : 0;
	}
}

static const struct stem *stem_of(const struct view *v, uint32_t stem)
{
	uint32_t from = 0, to = v->n;
	while (from < to) {
		uint32_t mid = from + (to - from) / 2;
		if (v->stems[mid].stem < stem)
			from = mid + 1;
		else
			to = mid;
	}
	return from < v->n && v->stems[from].stem == stem ? &v->stems[from] : NULL;
}

static void add(const struct view *v, const struct stem *s, double *sums)
{
	for (uint32_t k = 0; k < v->n_facts; k++)
		sums[k] += s->facts >> k & 1 ? s->rarity : 0;
}

static void keep_most(const struct view *v, double *most, const double *sums)
{
	for (uint32_t k = 0; k < v->n_facts; k++)
		most[k] = sums[k] > most[k] ? sums[k] : most[k];
}

/* What each sentence shares with one sentence of m. */
static void read_facts(struct view *v, const struct bw_profile *m)
{
	for (uint32_t i = 0; i < m->n_facts; i++) {
		const struct bw_profile_fact *g = &m->facts[i];
		double sums[FACTS_MAX] = {0};
		for (uint8_t k = 0; k < g->n_stems && g->kind == BW_FACT_TOLD; k++) {
			const struct stem *s = stem_of(v, g->stems[k]);
			if (s)
				add(v, s, sums);
		}
		keep_most(v, v->sentence, sums);
	}
}

static void open_view(struct view *v, const struct bw_told *told, const struct bw_profile *p)
{
	*v = (struct view){.told = told, .p = p};
	for (uint32_t i = 0; i < p->n_facts && v->n_facts < FACTS_MAX; i++)
		if (p->facts[i].kind == BW_FACT_TOLD)
			v->facts[v->n_facts++] = &p->facts[i];
	take_stems(v);
	for (size_t i = 0; i < told->n; i++)
		read_facts(v, told->members[i]);
}

/* ---- figures, names, days ---- */

static double some(uint32_t n)
{
	return n > 1 ? 1 : n * 0.5;
}

static void read_figures(const struct view *v, const struct bw_profile_fact *of, struct signs *s)
{
	uint32_t new = 0;
	for (uint32_t i = 0; i < v->p->n_figures; i++) {
		const struct bw_profile_figure *f = &v->p->figures[i];
		bool told = false;
		for (size_t k = 0; k < v->told->n && f->start == of->start && !told; k++)
			told = bw_value_held(v->told->members[k], f, f->value, apart);
		bool fresh = f->start == of->start && !told && !f->denied;
		new += fresh;
		s->corrects |= fresh && f->corrects;
	}
	s->figures = some(new);
}

static bool has_day(const struct bw_profile *m, const struct bw_profile_date *d)
{
	for (uint32_t i = 0; i < m->n_dates; i++)
		if (m->dates[i].from <= d->to && m->dates[i].to >= d->from)
			return true;
	return false;
}

static void read_days(const struct view *v, const struct bw_profile_fact *of, struct signs *s)
{
	uint32_t new = 0;
	for (uint32_t i = 0; i < v->p->n_dates; i++) {
		const struct bw_profile_date *d = &v->p->dates[i];
		bool told = d->start != of->start;
		for (size_t k = 0; k < v->told->n && !told; k++)
			told = has_day(v->told->members[k], d);
		new += !told;
	}
	s->days = some(new);
}

static void read_status(const struct view *v, const struct bw_profile_fact *of, struct signs *s)
{
	uint8_t most = 0;
	for (size_t i = 0; i < v->told->n; i++)
		for (uint32_t k = 0; k < v->told->members[i]->n_facts; k++)
			if (v->told->members[i]->facts[k].status <= BW_STATUS_IN_FORCE &&
			    v->told->members[i]->facts[k].status > most)
				most = v->told->members[i]->facts[k].status;
	s->status = of->status <= BW_STATUS_IN_FORCE && of->status > most;
}

static struct signs read_signs(const struct view *v, uint32_t fact)
{
	double total = v->total[fact] > 0 ? v->total[fact] : 1;
	struct signs s = {.sentence = 1 - v->sentence[fact] / total};
	read_figures(v, v->facts[fact], &s);
	read_days(v, v->facts[fact], &s);
	read_status(v, v->facts[fact], &s);
	return s;
}

/* ---- the weights: log odds, rounded from a fit to sentences that people called new and those of articles that they
 * called nothing new ---- */

static const double weight_bias = -1.5, /* most sentences of a later article are known */
	weight_sentence = 0.5,          /* no member has its words in one sentence */
	weight_figures = 1.5,           /* nor its figures: the surest sign */
	weight_days = 1,                /* nor its days */
	weight_rises = 1,               /* what was planned is decided or in force */
	weight_status = 0.8,            /* it tells of a step at all */
	weight_stance = -1.4,           /* it says what somebody thinks of it */
	weight_corrects = 1.2,          /* what was told was wrong */
	weight_length = 1;              /* long sentences tell more */

static bool is_stance(uint8_t act)
{
	return act == BW_ACT_JUDGEMENT || act == BW_ACT_DEMAND || act == BW_ACT_FORECAST;
}

static double weigh(const struct signs *s, const struct bw_profile_fact *f)
{
	const double long_bytes = 300;
	double length = (f->end - f->start) / long_bytes;
	double sum = weight_bias + weight_sentence * s->sentence + weight_figures * s->figures;
	sum += weight_days * s->days + weight_rises * s->status + weight_length * (length < 1 ? length : 1);
	sum += f->status != BW_STATUS_NONE ? weight_status : 0;
	sum += is_stance(f->act) ? weight_stance : 0;
	return sum + (s->corrects ? weight_corrects : 0);
}

static bool is_view(enum bw_kind kind)
{
	return kind == BW_KIND_OPINION || kind == BW_KIND_ANALYSIS;
}

static bool is_new(const struct view *v, uint32_t fact, double bar)
{
	if (!v->told->n)
		return true;
	struct signs s = read_signs(v, fact);
	bool marked = s.figures > 0 || s.days > 0 || s.status > 0;
	if (!marked && is_view(v->p->kind))
		return false;
	return weigh(&s, v->facts[fact]) > bar;
}

static enum bw_turn without_news(const struct view *v, enum bw_copy copy)
{
	if (copy == BW_COPY_DERIVED)
		return BW_TURN_COPY;
	if (is_view(v->p->kind) || !v->n_facts)
		return BW_TURN_COLOUR;
	for (size_t i = 0; i < v->told->n; i++)
		if (v->told->members[i]->source == v->p->source)
			return BW_TURN_COLOUR;
	return BW_TURN_CONFIRMATION;
}

enum bw_turn bw_told_turn(struct bw_arena *a, const struct bw_told *told, const struct bw_profile *p, enum bw_copy copy,
			  const struct bw_story_fresh **fresh, uint32_t *n_fresh)
{
	struct bw_story_fresh *rows = BW_ARRAY(a, struct bw_story_fresh, FRESH_MAX);
	double bar = (copy == BW_COPY_DERIVED ? derived_bar : 0);
	struct view v;
	*fresh = rows;
	*n_fresh = 0;
	if (copy == BW_COPY_IDENTICAL || copy == BW_COPY_SAME)
		return BW_TURN_COPY;
	open_view(&v, told, p);
	for (uint32_t i = 0; i < v.n_facts && *n_fresh < FRESH_MAX; i++)
		if (is_new(&v, i, bar))
			rows[(*n_fresh)++] = (struct bw_story_fresh){v.facts[i]->start, v.facts[i]->end};
	return *n_fresh || !told->n ? BW_TURN_NEW : without_news(&v, copy);
}
