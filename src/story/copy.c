#include <stdlib.h>

#include "story/part.h"

/* Containment of winnowed 5-word shingles in a rolling index of roots (methods.md 4). */
enum {
	STOCK = 30 /* roots with the same print: a stock phrase or an outlet's furniture */,
	MIN_SHARED = 6,
	MIN_SHARED_DERIVED = 10
};
enum { DERIVED_DAYS = 3 };
static const double identical = 0.85, same_outlet_identical = 0.95, same = 0.5, derived = 0.3, quotes_only = 0.8;

struct hit {
	uint32_t doc, shared, quoted;
};

void bw_copy_index(struct bw_stories *s, uint32_t doc)
{
	const struct bw_story_doc *d = &s->docs[doc];
	for (uint32_t i = 0; d->is_root && i < d->p.n_prints; i++)
		bw_chains_put(&s->prints, d->p.prints[i], doc);
}

static bool is_open(const struct bw_stories *s, const struct bw_story_doc *d)
{
	return d->alive && d->p.at >= s->clock - s->copy_window;
}

/* Roots with this print; false when there are more than STOCK of them, which makes it nobody's. */
static bool roots_with(const struct bw_stories *s, uint64_t print, uint32_t out[STOCK], uint32_t *n)
{
	*n = 0;
	for (uint32_t node = bw_chains_first(&s->prints, print); node != BW_STORY_NONE;
	     node = s->prints.nodes[node].next) {
		uint32_t doc = s->prints.nodes[node].what;
		if (!is_open(s, &s->docs[doc]))
			continue;
		if (*n == STOCK)
			return false;
		out[(*n)++] = doc;
	}
	return true;
}

/* Prints that are no stock phrases. */
static uint32_t plain_prints(const struct bw_stories *s, const struct bw_profile *p)
{
	uint32_t roots[STOCK], n, plain = 0;
	for (uint32_t i = 0; i < p->n_prints; i++)
		plain += roots_with(s, p->prints[i], roots, &n);
	return plain;
}

static bool holds(const uint64_t *v, uint32_t n, uint64_t x)
{
	for (uint32_t from = 0, to = n; from < to;) {
		uint32_t mid = from + (to - from) / 2;
		if (v[mid] == x)
			return true;
		if (v[mid] < x)
			from = mid + 1;
		else
			to = mid;
	}
	return false;
}

static int by_doc(const void *x, const void *y)
{
	const struct hit *a = x, *b = y;
	return a->doc < b->doc ? -1 : a->doc > b->doc;
}

static size_t add_up(struct hit *hits, size_t n)
{
	size_t m = 0;
	if (n)
		qsort(hits, n, sizeof(*hits), by_doc);
	for (size_t i = 0; i < n; i++) {
		if (!m || hits[i].doc != hits[m - 1].doc) {
			hits[m++] = hits[i];
			continue;
		}
		hits[m - 1].shared++;
		hits[m - 1].quoted += hits[i].quoted;
	}
	return m;
}

/* Prints shared with each root, and how many of them either side has in quotation marks. */
static size_t find_hits(struct bw_stories *s, const struct bw_profile *p, struct hit **out)
{
	BW_VEC(struct hit) hits = {0};
	uint32_t roots[STOCK], n;
	for (uint32_t i = 0; i < p->n_prints; i++) {
		uint64_t print = p->prints[i];
		if (!roots_with(s, print, roots, &n))
			continue;
		bool quoted = n && holds(p->quoted_prints, p->n_quoted, print);
		for (uint32_t k = 0; k < n; k++) {
			const struct bw_profile *r = &s->docs[roots[k]].p;
			bool either = quoted || holds(r->quoted_prints, r->n_quoted, print);
			*BW_PUSH(&s->scratch, &hits) = (struct hit){roots[k], 1, either};
		}
	}
	*out = hits.ptr;
	return add_up(hits.ptr, hits.len);
}

/* An outlet that writes about its own matter again repeats its own background: that is an update and no copy, unless
 * nothing changed. */
static enum bw_copy classify(const struct bw_profile *p, const struct bw_profile *root, const struct hit *h, double c,
			     double j)
{
	if (p->source == root->source)
		return j >= same_outlet_identical ? BW_COPY_IDENTICAL : BW_COPY_NONE;
	if (c < derived)
		return BW_COPY_NONE;
	if (h->quoted >= quotes_only * h->shared)
		return BW_COPY_QUOTES;
	if (j >= identical)
		return BW_COPY_IDENTICAL;
	if (c >= same)
		return BW_COPY_SAME;
	bool late =
		p->at - root->at > DERIVED_DAYS * (bw_time)BW_DAY || root->at - p->at > DERIVED_DAYS * (bw_time)BW_DAY;
	return h->shared >= MIN_SHARED_DERIVED && !late ? BW_COPY_DERIVED : BW_COPY_NONE;
}

static bool is_better(const struct bw_stories *s, const struct bw_copy_match *x, const struct bw_copy_match *best)
{
	if (best->doc == BW_STORY_NONE)
		return true;
	bool x_folds = x->copy != BW_COPY_QUOTES, best_folds = best->copy != BW_COPY_QUOTES;
	if (x_folds != best_folds)
		return x_folds;
	if (x->containment != best->containment)
		return x->containment > best->containment;
	const struct bw_profile *p = &s->docs[x->doc].p, *q = &s->docs[best->doc].p;
	return p->at != q->at ? p->at < q->at : p->key < q->key;
}

struct bw_copy_match bw_copy_find(struct bw_stories *s, const struct bw_profile *p)
{
	struct bw_copy_match best = {BW_COPY_NONE, BW_STORY_NONE, 0};
	struct hit *hits;
	size_t n = find_hits(s, p, &hits);
	uint32_t own = n ? plain_prints(s, p) : 0;
	for (size_t i = 0; i < n; i++) {
		if (hits[i].shared < MIN_SHARED)
			continue;
		const struct bw_profile *root = &s->docs[hits[i].doc].p;
		uint32_t other = plain_prints(s, root), least = own < other ? own : other;
		struct bw_copy_match m = {.doc = hits[i].doc, .containment = (double)hits[i].shared / least};
		m.copy = classify(p, root, &hits[i], m.containment,
				  (double)hits[i].shared / (own + other - hits[i].shared));
		if (m.copy != BW_COPY_NONE && is_better(s, &m, &best))
			best = m;
	}
	return best;
}
