#include <stdlib.h>

#include "story/told_part.h"

/*
 * A sentence is new when no member told it: its rare words lie neither in one sentence of an earlier article nor spread
 * over one, and a figure, a day or a name of it that nobody had speaks for it. What is called new is printed as news,
 * so doubt counts as known.
 */
enum { FRESH_MAX = 8 };
static const double apart = 0.02, words_known = 0.15, derived_bar = 1, foreign_bar = 0.5;

/* What speaks for a sentence being new, each 0..1. */
struct signs {
	double sentence; /* of its words, by rarity: not in the sentence of a member that has most of them */
	double article;  /* not in the member that has most */
	double all;      /* in none */
	double figures, names, days; /* that no member has: 0, 0.5, 1 for none, one, more */
	double status;               /* higher than any member told of the like */
	double opening;              /* it stands in front */
	double known;                /* it has a figure that members have */
};

static bool has_stem(const uint32_t *stems, uint32_t n, uint32_t stem)
{
	uint32_t from = 0, to = n;
	while (from < to) {
		uint32_t mid = from + (to - from) / 2;
		if (stems[mid] < stem)
			from = mid + 1;
		else
			to = mid;
	}
	return from < n && stems[from] == stem;
}

static bool tells(const struct bw_profile *m, uint32_t stem)
{
	if (bw_told_writes(m, stem))
		return true;
	for (uint32_t i = 0; i < m->n_facts; i++)
		if (has_stem(m->facts[i].stems, m->facts[i].n_stems, stem))
			return true;
	return false;
}

struct view {
	const struct bw_told *told;
	const struct bw_profile *p;
	const struct bw_profile_fact *f;
	double rarity[BW_FACT_STEMS], total;
	bool anywhere[BW_FACT_STEMS];
};

/* ---- words ---- */

static double best_sentence(const struct view *v, const struct bw_profile *m)
{
	double best = 0;
	for (uint32_t i = 0; i < m->n_facts; i++) {
		const struct bw_profile_fact *g = &m->facts[i];
		double sum = 0;
		for (uint8_t k = 0; k < v->f->n_stems && g->kind == BW_FACT_TOLD; k++)
			sum += has_stem(g->stems, g->n_stems, v->f->stems[k]) ? v->rarity[k] : 0;
		best = sum > best ? sum : best;
	}
	return best;
}

static double in_article(struct view *v, const struct bw_profile *m)
{
	double sum = 0;
	for (uint8_t k = 0; k < v->f->n_stems; k++) {
		bool has = tells(m, v->f->stems[k]);
		sum += has ? v->rarity[k] : 0;
		v->anywhere[k] |= has;
	}
	return sum;
}

static void read_words(struct view *v, struct signs *s)
{
	double sentence = 0, article = 0, all = 0;
	for (size_t i = 0; i < v->told->n; i++) {
		double in = in_article(v, v->told->members[i]), best = best_sentence(v, v->told->members[i]);
		sentence = best > sentence ? best : sentence;
		article = in > article ? in : article;
	}
	for (uint8_t k = 0; k < v->f->n_stems; k++)
		all += v->anywhere[k] ? v->rarity[k] : 0;
	double total = v->total > 0 ? v->total : 1;
	s->sentence = 1 - sentence / total;
	s->article = 1 - article / total;
	s->all = 1 - all / total;
}

/* ---- figures, names, days ---- */

static double some(uint32_t n)
{
	return n > 1 ? 1 : n * 0.5;
}

static void read_figures(const struct view *v, struct signs *s)
{
	uint32_t new = 0, known = 0;
	for (uint32_t i = 0; i < v->p->n_figures; i++) {
		const struct bw_profile_figure *f = &v->p->figures[i];
		bool told = false;
		for (size_t k = 0; k < v->told->n && f->start == v->f->start && !told; k++)
			told = bw_value_held(v->told->members[k], f, f->value, apart);
		new += f->start == v->f->start && !told && !f->denied;
		known += told;
	}
	s->figures = some(new);
	s->known = some(known);
}

static bool has_day(const struct bw_profile *m, const struct bw_profile_date *d)
{
	for (uint32_t i = 0; i < m->n_dates; i++)
		if (m->dates[i].from <= d->to && m->dates[i].to >= d->from)
			return true;
	return false;
}

static void read_days(const struct view *v, struct signs *s)
{
	uint32_t new = 0;
	for (uint32_t i = 0; i < v->p->n_dates; i++) {
		const struct bw_profile_date *d = &v->p->dates[i];
		bool told = d->start != v->f->start;
		for (size_t k = 0; k < v->told->n && !told; k++)
			told = has_day(v->told->members[k], d);
		new += !told;
	}
	s->days = some(new);
}

static void read_names(const struct view *v, struct signs *s)
{
	uint32_t new = 0;
	for (uint8_t k = 0; k < v->f->n_stems; k++)
		new += !v->anywhere[k] && bw_told_names(v->p, v->f->stems[k]);
	s->names = some(new);
}

static void read_status(const struct view *v, struct signs *s)
{
	uint8_t most = 0;
	for (size_t i = 0; i < v->told->n; i++)
		for (uint32_t k = 0; k < v->told->members[i]->n_facts; k++)
			if (v->told->members[i]->facts[k].status <= BW_STATUS_IN_FORCE &&
			    v->told->members[i]->facts[k].status > most)
				most = v->told->members[i]->facts[k].status;
	s->status = v->f->status <= BW_STATUS_IN_FORCE && v->f->status > most;
}

static struct signs read_signs(const struct bw_told *told, const struct bw_profile *p, const struct bw_profile_fact *f)
{
	enum { OPENING_BYTES = 350 };
	struct view v = {.told = told, .p = p, .f = f};
	struct signs s = {.opening = f->start < OPENING_BYTES};
	for (uint8_t k = 0; k < f->n_stems; k++)
		v.total += v.rarity[k] = bw_told_rarity(told, f->stems[k]);
	read_words(&v, &s);
	read_figures(&v, &s);
	read_days(&v, &s);
	read_names(&v, &s);
	read_status(&v, &s);
	return s;
}

/* ---- the weights: fitted to sentences that people called new and those of articles that they called nothing new ----
 */

static bool is_stance(uint8_t act)
{
	return act == BW_ACT_JUDGEMENT || act == BW_ACT_DEMAND || act == BW_ACT_FORECAST;
}

static double weigh(const struct signs *s, const struct bw_profile_fact *f)
{
	const double long_bytes = 300;
	double length = (f->end - f->start) / long_bytes;
	return -1.5 + 0.5 * s->sentence + 1.5 * s->figures + s->days - 0.7 * s->known + s->status +
	       (f->status != BW_STATUS_NONE ? 0.8 : 0) - (is_stance(f->act) ? 1.4 : 0) + (length < 1 ? length : 1);
}

static bool is_view(enum bw_kind kind)
{
	return kind == BW_KIND_OPINION || kind == BW_KIND_ANALYSIS;
}

/* Words of another language tell nothing of whether they are known. */
static bool is_foreign(const struct bw_told *told, const struct bw_profile *p)
{
	for (size_t i = 0; i < told->n; i++)
		if (!strcmp(told->members[i]->language, p->language))
			return false;
	return told->n > 0;
}

static bool is_new(const struct bw_told *told, const struct bw_profile *p, const struct bw_profile_fact *f, double bar)
{
	struct signs s = read_signs(told, p, f);
	bool marked = s.figures > 0 || s.days > 0 || s.status > 0;
	if (!told->n)
		return true;
	if (!marked && (s.article < words_known || is_view(p->kind)))
		return false;
	return weigh(&s, f) > bar;
}

enum bw_turn bw_told_turn(struct bw_arena *a, const struct bw_told *told, const struct bw_profile *p, enum bw_copy copy,
			  const struct bw_story_fresh **fresh, uint32_t *n_fresh)
{
	struct bw_story_fresh *rows = BW_ARRAY(a, struct bw_story_fresh, FRESH_MAX);
	uint32_t n = 0, facts = 0;
	double bar = (copy == BW_COPY_DERIVED ? derived_bar : 0) + (is_foreign(told, p) ? foreign_bar : 0);
	bool same = copy == BW_COPY_IDENTICAL || copy == BW_COPY_SAME;
	for (uint32_t i = 0; i < p->n_facts && n < FRESH_MAX && !same; i++) {
		const struct bw_profile_fact *f = &p->facts[i];
		if (f->kind != BW_FACT_TOLD)
			continue;
		facts++;
		if (is_new(told, p, f, bar))
			rows[n++] = (struct bw_story_fresh){f->start, f->end};
	}
	*fresh = rows;
	*n_fresh = n;
	if (n || !told->n)
		return same ? BW_TURN_COPY : BW_TURN_NEW;
	if (same || copy == BW_COPY_DERIVED)
		return BW_TURN_COPY;
	if (is_view(p->kind) || !facts)
		return BW_TURN_COLOUR;
	for (size_t i = 0; i < told->n; i++)
		if (told->members[i]->source == p->source)
			return BW_TURN_COLOUR;
	return BW_TURN_CONFIRMATION;
}
