#include <math.h>
#include <stdlib.h>

#include "core/num.h"
#include "story/part.h"

/* What a candidate is found by: the query's heaviest terms that are not in too many developments. */
enum { QUERY_TERMS = 80, VISITS_MAX = 3000, DF_MEMO = 512 };
enum class { PLAIN, COMMON, FREQUENT, PROPER, N_CLASS };

/* The query's weights, in the order of its words. */
struct side {
	const struct bw_story_query *q;
	double *full, *lead, *name, *head;
	double full_norm, lead_norm; /* squared */
	double name_sum, head_sum;
};

struct score {
	struct bw_stories *s;
	double memo[N_CLASS][DF_MEMO]; /* idf; 0 is not yet known */
};

static double idf_of(const struct bw_stories *s, enum class class, uint32_t df)
{
	const double share[N_CLASS] = {s->w.plain, s->w.common, s->w.frequent, s->w.proper};
	double of = (double)s->n_live_devs + 1 + s->w.unseen;
	double v = bw_num_ln(of / (df + s->w.unseen * share[class] + 0.5));
	return v > 0 ? v : 0;
}

static double idf(struct score *sc, enum class class, uint32_t df)
{
	if (df >= DF_MEMO)
		return idf_of(sc->s, class, df);
	double *at = &sc->memo[class][df];
	if (*at == 0)
		*at = idf_of(sc->s, class, df);
	return *at;
}

static double damp(const struct bw_stories *s, uint32_t n)
{
	return n < BW_STORY_DAMPS ? s->damp[n] : 1 + bw_num_ln(n);
}

/* ---- the heaviest k ---- */

/* Sixty-four steps to a power of two, from 1/16 to 4096: positive doubles are ordered as their bits. */
enum { STEPS = 1024, STEP_SHIFT = 46 };

static uint32_t step_of(double v)
{
	const uint64_t base = (uint64_t)(1023 - 4) << (52 - STEP_SHIFT);
	uint64_t bits;
	memcpy(&bits, &v, sizeof(bits));
	bits >>= STEP_SHIFT;
	return bits < base ? 0 : bits - base < STEPS ? (uint32_t)(bits - base) : STEPS - 1;
}

/* Sets all but the k heaviest to 0. Within the step where the border runs, those that come first stay. */
static void keep_heaviest(double *v, uint32_t n, uint32_t k)
{
	uint32_t count[STEPS] = {0}, step = STEPS, left = k;
	if (n <= k)
		return;
	for (uint32_t i = 0; i < n; i++)
		count[step_of(v[i])]++;
	while (step && count[step - 1] <= left)
		left -= count[--step];
	for (uint32_t i = 0; i < n; i++) {
		uint32_t mine = step_of(v[i]);
		if (mine >= step)
			continue;
		if (mine + 1 == step && left)
			left--;
		else
			v[i] = 0;
	}
}

/* ---- sides ---- */

static double norm(const double *v, uint32_t n)
{
	double sum = 0;
	for (uint32_t i = 0; i < n; i++)
		sum += v[i] * v[i];
	return sum;
}

static double name_idf(struct score *sc, uint8_t band, uint32_t df)
{
	return idf(sc, band ? (enum class)band : PROPER, df);
}

static struct side side_make(struct score *sc, const struct bw_story_query *q)
{
	const struct bw_stories *s = sc->s;
	struct bw_arena *a = &sc->s->scratch;
	struct side d = {.q = q};
	d.full = BW_ARRAY(a, double, q->n);
	d.lead = BW_ARRAY(a, double, q->n);
	d.name = BW_ARRAY(a, double, q->n);
	d.head = BW_ARRAY(a, double, q->n);
	for (uint32_t i = 0; i < q->n; i++) {
		const struct bw_profile_word *w = &q->words[i];
		uint32_t df = q->terms[i] == BW_STORY_NONE ? 0 : s->terms[q->terms[i]].df;
		double rare = idf(sc, (enum class)q->bands[i], df), known = df ? 1 : 0.5;
		d.full[i] = damp(s, w->full) * rare;
		d.lead[i] = damp(s, w->lead) * rare;
		d.head[i] = w->title ? rare : 0;
		d.name[i] = w->name ? damp(s, w->name) * name_idf(sc, q->bands[i], df) : 0;
		d.name_sum += known * d.name[i];
		d.head_sum += known * d.head[i];
	}
	keep_heaviest(d.full, q->n, s->w.full_terms);
	d.full_norm = norm(d.full, q->n);
	d.lead_norm = norm(d.lead, q->n);
	return d;
}

static double cosine(double dot, double a, double b)
{
	return dot > 0 ? dot / sqrt(a * b) : 0;
}

/* own and head: how much of the query's names, and of the words of its title, belongs to this development. A shared
 * word counts by one part in the developments that have it. */
struct dots {
	double full, lead, own, head;
};

static struct dots multiply(struct score *sc, const struct side *x, const struct bw_story_dev *dev)
{
	const struct bw_stories *s = sc->s;
	struct dots d = {0};
	double *full = BW_ARRAY(&sc->s->scratch, double, dev->n_uses), lead_norm = 0;
	for (uint32_t k = 0; k < dev->n_uses; k++) {
		const struct bw_story_term *t = &s->terms[dev->uses[k].term];
		full[k] = damp(s, dev->uses[k].full) * idf(sc, (enum class)t->band, t->df);
	}
	keep_heaviest(full, dev->n_uses, s->w.centroid_terms);
	for (uint32_t k = 0; k < dev->n_uses; k++) {
		const struct bw_story_use *use = &dev->uses[k];
		const struct bw_story_term *t = &s->terms[use->term];
		double lead = use->lead ? damp(s, use->lead) * idf(sc, (enum class)t->band, t->df) : 0;
		lead_norm += lead * lead;
		if (t->mark != x->q->number)
			continue;
		d.full += x->full[t->in_query] * full[k];
		d.lead += x->lead[t->in_query] * lead;
		if (use->name)
			d.own += x->name[t->in_query] / t->df;
		if (lead > 0)
			d.head += x->head[t->in_query] / t->df;
	}
	d.full = cosine(d.full, x->full_norm, norm(full, dev->n_uses));
	d.lead = cosine(d.lead, x->lead_norm, lead_norm);
	d.own = x->name_sum > 0 ? d.own / x->name_sum : 0;
	d.head = x->head_sum > 0 ? d.head / x->head_sum : 0;
	return d;
}

/* ---- candidates ---- */

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

static size_t asks_make(struct score *sc, const struct side *x, struct ask **out)
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
	const struct bw_story_query *q;
	uint64_t call;
	BW_VEC(struct tally) found;
};

static bool may_take(const struct finding *f, const struct bw_story_dev *dev)
{
	uint64_t other;
	return !dev->alone && !bw_rules_bar(f->s, f->q->p->key, dev->id, &other);
}

static uint32_t visit(struct finding *f, uint32_t term, double weight)
{
	const uint32_t *devs;
	uint32_t n;
	if (!bw_term_devs(f->s, term, &devs, &n))
		return 0;
	for (uint32_t i = 0; i < n; i++) {
		struct bw_story_dev *dev = bw_dev(f->s, devs[i]);
		if (!may_take(f, dev))
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

static size_t candidates(struct score *sc, const struct side *x, struct tally **out)
{
	struct bw_stories *s = sc->s;
	struct finding f = {.s = s, .q = x->q, .call = ++s->stamp};
	struct ask *asks;
	size_t n_asks = asks_make(sc, x, &asks);
	uint32_t visits = 0;
	for (size_t i = 0; i < n_asks && visits < VISITS_MAX; i++)
		visits += visit(&f, x->q->terms[asks[i].use], asks[i].weight * asks[i].weight);
	*out = f.found.ptr;
	if (f.found.len <= BW_STORY_CANDIDATES)
		return f.found.len;
	qsort(f.found.ptr, f.found.len, sizeof(*f.found.ptr), by_tally);
	return BW_STORY_CANDIDATES;
}

/* ---- the decision ---- */

/* The longer nobody has written of a matter, and the more it has gathered, the more an article must have in common with
 * it. */
static double threshold(const struct bw_stories *s, const struct bw_story_dev *dev, bw_time at)
{
	double days = (double)(at - bw_dev_newest(s, dev)) / BW_DAY;
	return s->join + s->w.gap * bw_num_ln(1 + (days > 0 ? days : 0)) + s->w.size * bw_num_ln(bw_dev_size(dev));
}

/* Cosine of the query's lead with that of the founder, whose words all are among the development's. */
static double lead_cosine(struct score *sc, const struct side *x, const struct bw_story_dev *dev)
{
	const struct bw_stories *s = sc->s;
	const struct bw_profile *p = bw_doc(s, dev->founder)->p;
	double dot = 0, sum = 0;
	for (uint32_t k = 0, i = 0; i < p->n_words; i++) {
		while (s->terms[dev->uses[k].term].stem != p->words[i].stem)
			k++;
		const struct bw_story_term *t = &s->terms[dev->uses[k].term];
		if (!p->words[i].lead)
			continue;
		double v = damp(s, p->words[i].lead) * idf(sc, (enum class)t->band, t->df);
		sum += v * v;
		if (t->mark == x->q->number)
			dot += v * x->lead[t->in_query];
	}
	return cosine(dot, sum, x->lead_norm);
}

static double score_dev(struct score *sc, const struct side *x, const struct bw_story_dev *dev)
{
	const struct bw_story_weights *w = &sc->s->w;
	struct dots d = multiply(sc, x, dev);
	/* While there are few developments, everything seems to belong to one of them. */
	double sure = sc->s->n_live_devs / (sc->s->n_live_devs + w->unsure);
	return w->full * d.full + w->lead * d.lead + sure * (w->own * d.own + w->head * d.head) +
	       w->founder * lead_cosine(sc, x, dev);
}

struct bw_story_match bw_score_best(struct bw_stories *s, const struct bw_story_query *q)
{
	struct score *sc = BW_NEW(&s->scratch, struct score);
	sc->s = s;
	struct side x = side_make(sc, q);
	struct tally *found;
	size_t n = candidates(sc, &x, &found);
	struct bw_story_match best = {.dev = BW_STORY_NONE, .threshold = s->join};
	double best_margin = 0;
	for (size_t i = 0; i < n; i++) {
		const struct bw_story_dev *dev = bw_dev(s, found[i].dev);
		double score = score_dev(sc, &x, dev), bar = threshold(s, dev, q->p->at), margin = score - bar;
		bool better = best.dev == BW_STORY_NONE || margin > best_margin ||
			      (margin == best_margin && dev->id < bw_dev(s, best.dev)->id);
		if (!better)
			continue;
		best = (struct bw_story_match){found[i].dev, score, bar};
		best_margin = margin;
	}
	return best;
}
