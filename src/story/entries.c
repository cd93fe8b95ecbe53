#include "core/num.h"
#include "story/part.h"

/*
 * An entry is a few lines: too little for the odds of articles. It goes to the development that has most of its telling
 * words, when that is enough of them and the second is well behind. What it says of the rest of the world it says in
 * words that are in many developments; a word in few of them is worth more, a name more again, and one that the
 * development has only deep in its texts less.
 */
static const double least = 0.35, ahead = 1.25;
static const double of_name = 1.5, of_unknown = 0.4, of_deep = 0.5, prior = 6;
enum { CANDIDATES = 12 };

struct tally {
	uint32_t dev;
	double sum;
};
struct placing {
	struct bw_stories *s;
	uint64_t call;
	BW_VEC(struct tally) found;
};

static double rarity(const struct bw_stories *s, uint32_t df)
{
	double v = bw_num_ln((s->n_live_devs + 1.0) / (df + 0.5));
	return v > 0 ? v : 0;
}

static void visit(struct placing *p, uint32_t term, double weight)
{
	const uint32_t *devs;
	uint32_t n;
	if (!bw_term_devs(p->s, term, &devs, &n))
		return;
	for (uint32_t i = 0; i < n; i++) {
		struct bw_story_dev *dev = bw_dev(p->s, devs[i]);
		if (dev->alone || dev->barred == p->call)
			continue;
		if (dev->tally_stamp != p->call) {
			dev->tally_stamp = p->call;
			dev->slot = (uint32_t)p->found.len;
			*BW_PUSH(&p->s->scratch, &p->found) = (struct tally){devs[i], 0};
		}
		p->found.ptr[dev->slot].sum += weight;
	}
}

static double weigh(struct placing *p, const struct bw_profile_word *w)
{
	uint32_t term = bw_term_find(p->s, w->stem);
	double weight = (term == BW_STORY_NONE ? of_unknown : 1) * (w->name ? of_name : 1);
	weight *= rarity(p->s, term == BW_STORY_NONE ? 1 : p->s->terms[term].df);
	if (term != BW_STORY_NONE)
		visit(p, term, weight);
	return weight;
}

static int compare(const struct bw_stories *s, const struct tally *x, const struct tally *y)
{
	if (x->sum != y->sum)
		return x->sum > y->sum ? -1 : 1;
	uint64_t a = bw_dev(s, x->dev)->id, b = bw_dev(s, y->dev)->id;
	return a < b ? -1 : a > b;
}

/* Brings the k best to the front, in their order. */
static size_t select_best(const struct bw_stories *s, struct tally *v, size_t n, size_t k)
{
	k = k < n ? k : n;
	for (size_t i = 0; i < k; i++)
		for (size_t m = i + 1; m < n; m++)
			if (compare(s, &v[m], &v[i]) < 0) {
				struct tally t = v[i];
				v[i] = v[m];
				v[m] = t;
			}
	return k;
}

static double sum_of(const struct bw_stories *s, const struct bw_profile_entry *e, const double *weights,
		     const struct bw_story_dev *dev)
{
	double sum = 0;
	for (uint32_t i = 0, k = 0; i < e->n_words && k < dev->n_uses;) {
		uint32_t stem = s->terms[dev->uses[k].term].stem;
		if (stem == e->words[i].stem)
			sum += weights[i++] * (dev->uses[k++].lead ? 1 : of_deep);
		else if (stem < e->words[i].stem)
			k++;
		else
			i++;
	}
	return sum;
}

struct bw_story_entry bw_entry_place(struct bw_stories *s, uint64_t author, const struct bw_profile_entry *e)
{
	struct placing p = {.s = s, .call = ++s->stamp};
	struct bw_story_entry out = {.start = e->start, .end = e->end};
	double *weights = BW_ARRAY(&s->scratch, double, e->n_words), all = prior;
	bw_story_rules_mark(s, author, p.call);
	for (uint32_t i = 0; i < e->n_words; i++)
		all += weights[i] = weigh(&p, &e->words[i]);
	size_t n = select_best(s, p.found.ptr, p.found.len, CANDIDATES);
	for (size_t i = 0; i < n; i++)
		p.found.ptr[i].sum = sum_of(s, e, weights, bw_dev(s, p.found.ptr[i].dev));
	select_best(s, p.found.ptr, n, 2);
	if (!n)
		return out;
	const struct tally *best = p.found.ptr;
	out.similarity = (float)(best->sum / all);
	if (best->sum >= least * all && (n < 2 || best->sum >= ahead * best[1].sum))
		out.development = bw_dev(s, best->dev)->id;
	return out;
}
