#include <math.h>
#include <stdlib.h>

#include "core/num.h"
#include "story/part.h"

/* What a candidate is found by: the query's heaviest terms that are not in too many developments. */
enum { QUERY_TERMS = 80, DF_MAX = 250, VISITS_MAX = 3000, DF_MEMO = 512 };
enum class { PLAIN, COMMON, FREQUENT, PROPER, N_CLASS };

/* Weights of the terms of one side, in the order of its uses. */
struct side {
	const struct bw_story_use *uses;
	uint32_t n;
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

static struct side side_make(struct score *sc, const struct bw_story_use *uses, uint32_t n, uint32_t heaviest)
{
	struct bw_arena *a = &sc->s->scratch;
	struct side d = {.uses = uses, .n = n};
	d.full = BW_ARRAY(a, double, n);
	d.lead = BW_ARRAY(a, double, n);
	d.name = BW_ARRAY(a, double, n);
	d.head = BW_ARRAY(a, double, n);
	for (uint32_t i = 0; i < n; i++) {
		const struct bw_story_term *t = &sc->s->terms[uses[i].term];
		double rare = idf(sc, (enum class)t->band, t->df);
		d.full[i] = damp(sc->s, uses[i].full) * rare;
		d.lead[i] = damp(sc->s, uses[i].lead) * rare;
		d.head[i] = uses[i].title ? rare : 0;
		d.name[i] = uses[i].name
				    ? damp(sc->s, uses[i].name) * idf(sc, t->band ? (enum class)t->band : PROPER, t->df)
				    : 0;
	}
	keep_heaviest(d.full, n, heaviest);
	d.full_norm = norm(d.full, n);
	d.lead_norm = norm(d.lead, n);
	for (uint32_t i = 0; i < n; i++) {
		double known = sc->s->terms[uses[i].term].df ? 1 : 0.5;
		d.name_sum += known * d.name[i];
		d.head_sum += known * d.head[i];
	}
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

static struct dots multiply(const struct bw_stories *s, const struct side *x, const struct side *y)
{
	struct dots d = {0};
	for (uint32_t i = 0, k = 0; i < x->n && k < y->n;) {
		if (x->uses[i].stem < y->uses[k].stem) {
			i++;
		} else if (y->uses[k].stem < x->uses[i].stem) {
			k++;
		} else {
			d.full += x->full[i] * y->full[k];
			d.lead += x->lead[i] * y->lead[k];
			uint32_t df = s->terms[x->uses[i].term].df;
			if (y->name[k] > 0 && df)
				d.own += x->name[i] / df;
			if (y->lead[k] > 0 && df)
				d.head += x->head[i] / df;
			i++;
			k++;
		}
	}
	d.full = cosine(d.full, x->full_norm, y->full_norm);
	d.lead = cosine(d.lead, x->lead_norm, y->lead_norm);
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

static size_t asks_make(struct score *sc, const struct side *q, struct ask **out)
{
	struct ask *asks = *out = BW_ARRAY(&sc->s->scratch, struct ask, q->n);
	size_t n = 0;
	for (uint32_t i = 0; i < q->n; i++) {
		uint32_t df = sc->s->terms[q->uses[i].term].df;
		double weight = q->full[i] > q->name[i] ? q->full[i] : q->name[i];
		if (df && df <= DF_MAX && weight > 0)
			asks[n++] = (struct ask){weight, i};
	}
	if (n)
		qsort(asks, n, sizeof(*asks), by_ask);
	return n < QUERY_TERMS ? n : QUERY_TERMS;
}

/* Takes nodes out of a chain that name a development twice, or one that no longer holds the stem. */
static void clean_chain(struct bw_stories *s, uint64_t stem, struct bw_story_term *t)
{
	uint32_t last = BW_STORY_NONE, next;
	s->stamp++;
	for (uint32_t node = bw_chains_first(&s->postings, stem); node != BW_STORY_NONE; node = next) {
		struct bw_story_dev *dev = &s->devs[s->postings.nodes[node].what];
		next = s->postings.nodes[node].next;
		if (dev->stamp != s->stamp && bw_uses_find(dev->uses, dev->n_uses, stem)) {
			dev->stamp = s->stamp;
			last = node;
			continue;
		}
		bw_chains_skip(&s->postings, stem, last, next);
		t->n_nodes--;
	}
}

struct finding {
	struct bw_stories *s;
	uint64_t call;
	BW_VEC(struct tally) found;
};

static void visit(struct finding *f, uint64_t stem, double weight)
{
	struct bw_stories *s = f->s;
	for (uint32_t node = bw_chains_first(&s->postings, stem); node != BW_STORY_NONE;
	     node = s->postings.nodes[node].next) {
		uint32_t index = s->postings.nodes[node].what;
		struct bw_story_dev *dev = &s->devs[index];
		if (dev->alone)
			continue;
		if (dev->tally_stamp != f->call) {
			dev->tally_stamp = f->call;
			dev->slot = (uint32_t)f->found.len;
			*BW_PUSH(&s->scratch, &f->found) = (struct tally){0, dev->id, index};
		}
		f->found.ptr[dev->slot].weight += weight;
	}
}

static size_t candidates(struct score *sc, const struct side *q, struct tally **out)
{
	struct bw_stories *s = sc->s;
	struct finding f = {.s = s, .call = ++s->stamp};
	struct ask *asks;
	size_t n_asks = asks_make(sc, q, &asks);
	uint32_t visits = 0;
	for (size_t i = 0; i < n_asks && visits < VISITS_MAX; i++) {
		const struct bw_story_use *use = &q->uses[asks[i].use];
		struct bw_story_term *t = &s->terms[use->term];
		if (t->n_nodes != t->df)
			clean_chain(s, use->stem, t);
		visit(&f, use->stem, asks[i].weight * asks[i].weight);
		visits += t->df;
	}
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
	double days = (double)(at - s->docs[dev->docs[dev->n_docs - 1]].p.at) / BW_DAY;
	return s->join + s->w.gap * bw_num_ln(1 + (days > 0 ? days : 0)) + s->w.size * bw_num_ln(dev->n_docs);
}

/* Cosine of the query's lead with that of one article. */
static double lead_cosine(struct score *sc, const struct side *q, const struct bw_story_doc *d)
{
	double dot = 0, sum = 0;
	for (uint32_t k = 0, i = 0; k < d->n_uses; k++) {
		const struct bw_story_use *use = &d->uses[k];
		if (!use->lead)
			continue;
		const struct bw_story_term *t = &sc->s->terms[use->term];
		double v = damp(sc->s, use->lead) * idf(sc, (enum class)t->band, t->df);
		sum += v * v;
		while (i < q->n && q->uses[i].stem < use->stem)
			i++;
		if (i < q->n && q->uses[i].stem == use->stem)
			dot += v * q->lead[i];
	}
	return cosine(dot, sum, q->lead_norm);
}

static double score_dev(struct score *sc, const struct side *q, const struct bw_story_dev *dev)
{
	const struct bw_story_weights *w = &sc->s->w;
	struct side c = side_make(sc, dev->uses, dev->n_uses, w->centroid_terms);
	struct dots d = multiply(sc->s, q, &c);
	/* While there are few developments, everything seems to belong to one of them. */
	double sure = sc->s->n_live_devs / (sc->s->n_live_devs + w->unsure);
	return w->full * d.full + w->lead * d.lead + sure * (w->own * d.own + w->head * d.head) +
	       w->founder * lead_cosine(sc, q, &sc->s->docs[dev->founder]);
}

struct bw_story_match bw_score_best(struct bw_stories *s, const struct bw_profile *p, const struct bw_story_use *uses,
				    uint32_t n_uses)
{
	struct score *sc = BW_NEW(&s->scratch, struct score);
	sc->s = s;
	struct side q = side_make(sc, uses, n_uses, s->w.full_terms);
	struct tally *found;
	size_t n = candidates(sc, &q, &found);
	struct bw_story_match best = {.dev = BW_STORY_NONE, .threshold = s->join};
	double best_margin = 0;
	for (size_t i = 0; i < n; i++) {
		const struct bw_story_dev *dev = &s->devs[found[i].dev];
		double score = score_dev(sc, &q, dev), bar = threshold(s, dev, p->at), margin = score - bar;
		bool better = best.dev == BW_STORY_NONE || margin > best_margin ||
			      (margin == best_margin && dev->id < s->devs[best.dev].id);
		if (!better)
			continue;
		best = (struct bw_story_match){found[i].dev, score, bar};
		best_margin = margin;
	}
	return best;
}
