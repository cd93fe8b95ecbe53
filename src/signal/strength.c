
#include <math.h>

#include "core/num.h"
#include "signal/state_part.h"

/*
 * Strength from 1 to 10 (methods.md 8.2): the band is the highest whose conditions hold, further evidence moves within
 * it. Independent classes are counted, not articles: rows that share an origin, a speaker, or both outlet and
 * development are one class. The countries of the outlets are not known here; the band that asks for two of them asks
 * for three sources instead.
 */
static const double kind_weight[BW_N_KIND] = {
	[BW_KIND_NEWS] = 0.8,      [BW_KIND_ANALYSIS] = 0.7, [BW_KIND_OPINION] = 0.4, [BW_KIND_PRESS_RELEASE] = 0.5,
	[BW_KIND_LIVE_BLOG] = 0.5, [BW_KIND_ROUND_UP] = 0.2, [BW_KIND_LISTING] = 0.2, [BW_KIND_FILLER] = 0,
};

static const double status_weight[BW_N_STATUS] = {
	[BW_STATUS_NONE] = 0.9,           [BW_STATUS_PROPOSED] = 0.5,      [BW_STATUS_COMMITTEE] = 0.6,
	[BW_STATUS_PASSED_CHAMBER] = 0.7, [BW_STATUS_ENACTED] = 0.9,       [BW_STATUS_IN_FORCE] = 1.0,
	[BW_STATUS_BLOCKED] = 0.8,        [BW_STATUS_WITHDRAWN] = 0.8,     [BW_STATUS_ALLEGED] = 0.4,
	[BW_STATUS_DENIED] = 0.4,         [BW_STATUS_COMPANY_CLAIM] = 0.5, [BW_STATUS_CONFIRMED] = 1.0,
	[BW_STATUS_PRE_PRINT] = 0.6,      [BW_STATUS_PEER_REVIEWED] = 1.0, [BW_STATUS_FORECAST] = 0.4,
};

static const bool is_official[BW_N_STATUS] = {
	[BW_STATUS_ENACTED] = true,
	[BW_STATUS_IN_FORCE] = true,
	[BW_STATUS_CONFIRMED] = true,
	[BW_STATUS_PEER_REVIEWED] = true,
};

enum { REPEAT_DAYS = 7, CONTESTED_MOST = 6, EVENT_DAYS = 30 };
static const double attributed_weight = 0.8; /* of what a named third party says */
static const double alive_weight = 0.1;      /* a class whose evidence has faded below this counts no more */
static const double contested_share = 0.35;

/* Half-lives by what kind of force the signal is, longest first: the first that applies. */
static const struct {
	unsigned nature;
	double days;
} half_lives[] = {{BW_NATURE_STRUCTURAL, 180}, {BW_NATURE_REGULATORY, 120}, {BW_NATURE_TECHNOLOGICAL, 90}};

static const struct band {
	int low;
	uint32_t classes, sources, developments, days;
	double log_odds, diversity, counter_most,
		upper; /* upper: support times diversity for the higher number of the band */
	bool official;
} bands[] = {
	{9, 8, 3, 4, 14, 1.0, 0.6, 0.1, 5.0, true},  {7, 5, 3, 3, 14, 1.0, 0.6, 1.0, 2.6, true},
	{5, 3, 2, 2, 0, 0.7, 0.0, 1.0, 1.2, false},  {3, 2, 1, 1, 0, -9.0, 0.0, 1.0, 0.6, false},
	{1, 0, 0, 0, 0, -9.0, 0.0, 1.0, 0.2, false},
};

struct sums {
	double support, counter, diversity, log_odds, counter_share, half_life;
	uint32_t classes, sources, developments, days;
	bool official;
};

static double half_life(unsigned nature)
{
	for (size_t i = 0; i < sizeof(half_lives) / sizeof(*half_lives); i++)
		if (nature & half_lives[i].nature)
			return half_lives[i].days;
	return EVENT_DAYS;
}

/* Evidence of one class within a week repeats what was said: each further row counts half of the one before. */
static double repeat_weight(const struct bw_rows *r, size_t i)
{
	double w = 1;
	for (size_t k = 0; k < i; k++) {
		bw_time apart = r->candidates[i]->at - r->candidates[k]->at;
		if (r->class_of[k] == r->class_of[i] && apart >= -REPEAT_DAYS * (bw_time)BW_DAY &&
		    apart <= REPEAT_DAYS * (bw_time)BW_DAY)
			w /= 2;
	}
	return w;
}

static double row_weight(const struct bw_rows *r, size_t i, double days)
{
	const struct bw_candidate *c = r->candidates[i];
	double age = (double)(r->now - c->at) / BW_DAY;
	double said =
		c->mode != BW_MODE_OWN && c->status == BW_STATUS_NONE ? attributed_weight : status_weight[c->status];
	double match = 0.5 + 0.5 * (r->rows[i].match < 1 ? r->rows[i].match : 1);
	return kind_weight[c->kind] * said * match * repeat_weight(r, i) * bw_num_halved(age / days);
}

/* Over classes, each by the outlet of its first row: reprints make nothing more diverse. */
static double diversity_of(const struct bw_rows *r)
{
	double same = 0, n = 0;
	for (size_t i = 0; i < r->n; i++) {
		if (r->class_of[i] != i)
			continue;
		n++;
		for (size_t k = 0; k < r->n; k++)
			same += r->class_of[k] == k && r->candidates[i]->source == r->candidates[k]->source;
	}
	return n > 0 ? 1 - same / (n * n) : 0;
}

static uint32_t living_classes(const struct bw_rows *r, const double *weights)
{
	uint32_t n = 0;
	for (uint32_t class = 0; class < r->n; class ++) {
		double best = 0;
		for (size_t i = 0; i < r->n; i++)
			if (r->class_of[i] == class && r->rows[i].stance == BW_SUPPORTS && weights[i] > best)
				best = weights[i];
		n += best >= alive_weight;
	}
	return n;
}

static void add_up(struct bw_arena *a, const struct bw_rows *r, unsigned nature, struct sums *s)
{
	double *weights = BW_ARRAY(a, double, r->n);
	bw_time first = r->n ? r->candidates[0]->at : 0, last = first;
	s->half_life = half_life(nature);
	for (size_t i = 0; i < r->n; i++) {
		const struct bw_candidate *c = r->candidates[i];
		weights[i] = row_weight(r, i, s->half_life);
		*(r->rows[i].stance == BW_SUPPORTS ? &s->support : &s->counter) += weights[i];
		s->official |= r->rows[i].stance == BW_SUPPORTS && is_official[c->status];
		first = c->at < first ? c->at : first;
		last = c->at > last ? c->at : last;
	}
	double all = s->support + s->counter;
	s->days = (uint32_t)((last - first) / BW_DAY);
	s->log_odds = bw_num_ln((s->support + 0.5) / (s->counter + 0.5));
	s->counter_share = all > 0 ? s->counter / all : 0;
	s->diversity = diversity_of(r);
	s->classes = living_classes(r, weights);
	s->sources = bw_rows_count(r, bw_row_source);
	s->developments = bw_rows_count(r, bw_row_development);
}

static bool reaches(const struct band *b, const struct sums *s)
{
	return s->classes >= b->classes && s->sources >= b->sources && s->developments >= b->developments &&
	       s->days >= b->days && s->log_odds > b->log_odds && s->diversity >= b->diversity &&
	       s->counter_share < b->counter_most + 1e-9 && (!b->official || s->official);
}

static void line(struct bw_strength_term *terms, size_t *n, const char *label, double value)
{
	terms[(*n)++] = (struct bw_strength_term){bw_str_from(label), round(value * 100) / 100};
}

static void show(struct bw_arena *a, const struct sums *s, const struct band *b, struct bw_strength *out)
{
	struct bw_strength_term *t = BW_ARRAY(a, struct bw_strength_term, 14);
	size_t n = 0;
	line(t, &n, "independent classes of evidence for it", s->classes);
	line(t, &n, "sources", s->sources);
	line(t, &n, "developments", s->developments);
	line(t, &n, "days from first to last evidence", s->days);
	line(t, &n, "official, in force or peer-reviewed evidence", s->official);
	line(t, &n, "half-life in days", s->half_life);
	line(t, &n, "support, faded to today", s->support);
	line(t, &n, "counter-evidence, faded to today", s->counter);
	line(t, &n, "log odds of support to counter-evidence", s->log_odds);
	line(t, &n, "diversity of sources", s->diversity);
	line(t, &n, "band begins at", b->low);
	line(t, &n, "support times diversity", s->support * s->diversity);
	line(t, &n, "higher number of the band from", b->upper);
	if (out->contested)
		line(t, &n, "contested: at most", CONTESTED_MOST);
	out->terms = t;
	out->n_terms = n;
}

void bw_strength_of(struct bw_arena *a, const struct bw_rows *r, unsigned nature, struct bw_strength *out)
{
	struct sums s = {0};
	const struct band *b = bands;
	add_up(a, r, nature, &s);
	while (b->low > 1 && !reaches(b, &s))
		b++;
	*out = (struct bw_strength){.value = b->low + (s.support * s.diversity >= b->upper),
				    .contested = s.counter_share > contested_share};
	if (out->contested && out->value > CONTESTED_MOST)
		out->value = CONTESTED_MOST;
	show(a, &s, b, out);
}
