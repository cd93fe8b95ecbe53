#include <math.h>

#include "story/prints.h"

/*
 * A rewrite shares no runs of words with its original. What gives it away is that it names the other outlet, or that
 * all its quotations stand there too, and that it brings no figure, name or quotation of its own (methods.md 4, failure
 * modes).
 */
enum { QUOTES_ENOUGH = 3, FIGURES_MAX = 64, LEAD_BYTES = 420 };
static const double most_figures = 0.75, most_names = 0.6, few_lead_words = 0.35, near = 0.005, half = 0.5;

/* ---- quotations ---- */

/* Whether q has the print of that key anywhere. */
static bool has_key(const struct bw_profile *q, uint32_t key)
{
	uint32_t from = 0, to = q->n_prints;
	while (from < to) {
		uint32_t mid = from + (to - from) / 2;
		if (bw_quoted_key(q->prints[mid]) < key)
			from = mid + 1;
		else
			to = mid;
	}
	return from < q->n_prints && bw_quoted_key(q->prints[from]) == key;
}

/* Only prints that q would have kept tell that it lacks them. */
struct bw_quotes_shared bw_quotes_compare(const struct bw_profile *p, const struct bw_profile *q)
{
	uint32_t n[BW_QUOTATIONS] = {0}, shared[BW_QUOTATIONS] = {0}, bound = bw_prints_bound(q->length);
	struct bw_quotes_shared out = {0};
	for (uint32_t i = 0; i < p->n_quoted; i++) {
		uint32_t number = bw_quoted_number(p->quoted_prints[i]);
		bool found = bw_quoted_has(q, p->quoted_prints[i]) || has_key(q, bw_quoted_key(p->quoted_prints[i]));
		n[number] += found || p->quoted_prints[i] <= bound;
		shared[number] += found;
	}
	for (int i = 0; i < BW_QUOTATIONS; i++) {
		out.shared += n[i] && shared[i] * 2 >= n[i];
		out.own += n[i] && shared[i] * 2 < n[i];
	}
	return out;
}

/* ---- figures, names, words ---- */

static bool same_figure(const struct bw_profile_figure *a, const struct bw_profile_figure *b)
{
	double gap = fabs(a->value - b->value),
	       scale = fabs(a->value) > fabs(b->value) ? fabs(a->value) : fabs(b->value);
	return a->unit == b->unit && gap <= near * scale;
}

static bool has_figure(const struct bw_profile *p, uint32_t n, const struct bw_profile_figure *f)
{
	for (uint32_t i = 0; i < n && i < FIGURES_MAX; i++)
		if (same_figure(&p->figures[i], f))
			return true;
	return false;
}

struct share {
	uint32_t n, of;
};

/* Different figures of p, and those of them that q has. */
static struct share figures_shared(const struct bw_profile *p, const struct bw_profile *q)
{
	struct share out = {0, 0};
	for (uint32_t i = 0; i < p->n_figures && i < FIGURES_MAX; i++) {
		if (has_figure(p, i, &p->figures[i]))
			continue;
		out.of++;
		out.n += has_figure(q, q->n_figures, &p->figures[i]);
	}
	return out;
}

static struct share names_shared(const struct bw_profile *p, const struct bw_profile *q)
{
	struct share out = {0, 0};
	for (uint32_t i = 0, k = 0; i < p->n_actors; i++) {
		out.of += p->actors[i].weight;
		while (k < q->n_actors && q->actors[k].name < p->actors[i].name)
			k++;
		if (k < q->n_actors && q->actors[k].name == p->actors[i].name)
			out.n += p->actors[i].weight;
	}
	return out;
}

/* Words of p, of its lead alone or of all of it, and those of them that q has (there). */
static struct share words_shared(const struct bw_profile *p, const struct bw_profile *q, bool lead)
{
	struct share out = {0, 0};
	for (uint32_t i = 0, k = 0; i < p->n_words; i++) {
		if (lead && !p->words[i].lead)
			continue;
		out.of++;
		while (k < q->n_words && q->words[k].stem < p->words[i].stem)
			k++;
		out.n += k < q->n_words && q->words[k].stem == p->words[i].stem && (!lead || q->words[k].lead);
	}
	return out;
}

static bool reaches(struct share s, double least)
{
	return s.n >= least * s.of;
}

/* How many quotations are shared, and what share of its words must then be: the more it quotes, the less else. */
static const struct {
	uint32_t quotes;
	double words;
} credited[] = {{2, 0.3}, {1, 0.5}};

bool bw_rewrite_is(const struct bw_profile *p, const struct bw_profile *q)
{
	struct bw_quotes_shared quotes = bw_quotes_compare(p, q);
	struct share figures = figures_shared(p, q), names = names_shared(p, q), words = words_shared(p, q, false);
	if (quotes.own || p->source == q->source)
		return false;
	if (quotes.shared >= QUOTES_ENOUGH && reaches(figures, most_figures))
		return true;
	if (!p->credit || p->credit != q->source)
		return false;
	for (size_t i = 0; i < sizeof(credited) / sizeof(*credited); i++)
		if (quotes.shared >= credited[i].quotes)
			return reaches(words, credited[i].words);
	return figures.of + names.of && reaches(figures, most_figures) && reaches(names, most_names) &&
	       reaches(words, half);
}

/* ---- turns ---- */

static bool names_day(const struct bw_profile *p, const struct bw_profile_date *d)
{
	for (uint32_t i = 0; i < p->n_dates; i++)
		if (p->dates[i].from <= d->from && d->from <= p->dates[i].to)
			return true;
	return false;
}

/* A day of its lead that lies behind the other's time and that the other does not name. */
static bool tells_later_day(const struct bw_profile *p, const struct bw_profile *q)
{
	int64_t day = q->at / BW_DAY;
	for (uint32_t i = 0; i < p->n_dates && p->dates[i].start < LEAD_BYTES; i++)
		if (p->dates[i].from > day && !p->dates[i].denied && !names_day(q, &p->dates[i]))
			return true;
	return false;
}

/* Figures of its lead, and those of them that the other has. */
static struct share lead_figures(const struct bw_profile *p, const struct bw_profile *q)
{
	struct share out = {0, 0};
	for (uint32_t i = 0; i < p->n_figures && p->figures[i].start < LEAD_BYTES; i++) {
		out.of++;
		out.n += has_figure(q, q->n_figures, &p->figures[i]);
	}
	return out;
}

/* Words of p's title, and those of them that q has anywhere. */
static struct share title_shared(const struct bw_profile *p, const struct bw_profile *q)
{
	struct share out = {0, 0};
	for (uint32_t i = 0, k = 0; i < p->n_words; i++) {
		if (!p->words[i].title)
			continue;
		out.of++;
		while (k < q->n_words && q->words[k].stem < p->words[i].stem)
			k++;
		out.n += k < q->n_words && q->words[k].stem == p->words[i].stem;
	}
	return out;
}

bool bw_rewrite_is_titled(const struct bw_profile *p, const struct bw_profile *q)
{
	struct share s = title_shared(p, q);
	return s.of && reaches(s, half);
}

bool bw_rewrite_is_apart(const struct bw_profile *p, const struct bw_profile *q)
{
	struct share s = title_shared(p, q), t = title_shared(q, p);
	return s.of && t.of && !reaches(s, half) && !reaches(t, half);
}

/* Another outlet may reword a lead, and names the days as they are where it stands. */
bool bw_rewrite_is_turn(const struct bw_profile *p, const struct bw_profile *q)
{
	struct share figures = lead_figures(p, q);
	bool day = tells_later_day(p, q), words = !reaches(words_shared(p, q, true), 1 - few_lead_words);
	if (p->source == q->source)
		return day || figures.n < figures.of || words;
	return day && p->at - q->at >= BW_DAY / 2 && figures.of - figures.n >= 2 && !reaches(figures, half);
}
