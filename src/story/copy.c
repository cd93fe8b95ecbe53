#include <stdlib.h>

#include "core/mem.h"
#include "story/prints.h"

/*
 * Containment of prints in the roots of the copy window (methods.md 4). The index proposes roots that share some, the
 * whole sets decide, without what either outlet writes under everything. A text is compared with roots only, so that
 * groups are stars: a copy of a copy is measured against the original.
 */
enum {
	STOCK = 30,        /* outlets with the same print: a phrase that is nobody's */
	CANDIDATES = 96,   /* that are looked at whole */
	MIN_SHARED = 4,    /* prints */
	MIN_SHINGLES = 16, /* that these stand for */
	MIN_DERIVED = 40,  /* where neither is short */
	SHORT = 150,
	DERIVED_DAYS = 3
};
static const double identical = 0.85, same_outlet_identical = 0.95, same = 0.5, derived = 0.3, quotes_only = 0.8,
		    worth = 0.2, nearly_all = 0.9;

static bool is_before(const void *ctx, uint32_t a, uint32_t b)
{
	return bw_doc_is_before(bw_doc(ctx, a), bw_doc(ctx, b));
}

void bw_copies_open(struct bw_stories *s)
{
	s->copies = bw_mem_alloc(sizeof(*s->copies));
	bw_prints_init(&s->copies->index, is_before, s);
	bw_outlets_init(&s->copies->outlets);
}

void bw_copies_close(struct bw_stories *s)
{
	bw_prints_release(&s->copies->index);
	bw_outlets_release(&s->copies->outlets);
	bw_mem_free(s->copies);
}

void bw_copy_put(struct bw_stories *s, uint32_t doc)
{
	const struct bw_profile *p = bw_doc(s, doc)->p;
	bw_prints_put(&s->copies->index, p->prints, p->n_prints, doc);
	bw_outlets_put(s, &s->copies->outlets, doc);
}

void bw_copy_take(struct bw_stories *s, uint32_t doc)
{
	const struct bw_profile *p = bw_doc(s, doc)->p;
	bw_prints_take(&s->copies->index, p->prints, p->n_prints, doc);
	bw_outlets_take(s, &s->copies->outlets, doc);
}

/* ---- candidates ---- */

struct hit {
	uint32_t doc, weight;
};
struct hits BW_VEC_FIELDS(struct hit);

/* Weights are told apart by time and key where they are equal: slots decide nothing. */
struct ranked {
	uint32_t doc, weight;
	bw_time at;
	uint64_t key;
};

static int by_doc(const void *x, const void *y)
{
	const struct hit *a = x, *b = y;
	return a->doc < b->doc ? -1 : a->doc > b->doc;
}

static int by_weight(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->key < b->key ? -1 : a->key > b->key;
}

static int by_u64(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
	return a < b ? -1 : a > b;
}

/* A phrase of everybody's, or something that one house writes under everything. */
static bool is_stock(const struct bw_stories *s, const uint32_t *docs, uint32_t n)
{
	uint64_t sources[BW_PRINTS_HOLDERS];
	uint32_t different = 0;
	if (n <= STOCK || n == BW_PRINTS_HOLDERS)
		return n > STOCK;
	for (uint32_t i = 0; i < n; i++)
		sources[i] = bw_doc(s, docs[i])->source;
	qsort(sources, n, sizeof(*sources), by_u64);
	for (uint32_t i = 0; i < n; i++)
		different += !i || sources[i] != sources[i - 1];
	return different > STOCK;
}

/* The fewer hold a print, the more it tells. */
static void gather(struct bw_stories *s, const struct bw_profile *p, struct hits *hits)
{
	for (uint32_t i = 0; i < p->n_prints; i++) {
		uint32_t docs[BW_PRINTS_HOLDERS], n = bw_prints_holders(&s->copies->index, p->prints[i], docs);
		if (is_stock(s, docs, n))
			continue;
		for (uint32_t k = 0; k < n; k++)
			*BW_PUSH(&s->scratch, hits) = (struct hit){docs[k], BW_PRINTS_HOLDERS / n};
	}
}

/* Newest roots of the outlet that the text credits: a rewrite may share no print. */
static void gather_credited(struct bw_stories *s, const struct bw_profile *p, struct hits *hits)
{
	const uint32_t *docs;
	uint32_t n = p->credit && p->credit != p->source ? bw_outlets_roots(&s->copies->outlets, p->credit, &docs) : 0;
	for (uint32_t i = 0; i < n; i++)
		*BW_PUSH(&s->scratch, hits) = (struct hit){docs[i], 1};
}

/* The best of them, CANDIDATES at most. */
static uint32_t rank(struct bw_stories *s, struct hits *hits, struct ranked **out)
{
	struct ranked *r = *out = BW_ARRAY(&s->scratch, struct ranked, hits->len);
	uint32_t n = 0;
	if (hits->len)
		qsort(hits->ptr, hits->len, sizeof(*hits->ptr), by_doc);
	for (size_t i = 0; i < hits->len; i++) {
		const struct hit *h = &hits->ptr[i];
		if (!n || r[n - 1].doc != h->doc)
			r[n++] = (struct ranked){h->doc, 0, bw_doc(s, h->doc)->at, bw_doc(s, h->doc)->key};
		r[n - 1].weight += h->weight;
	}
	if (n)
		qsort(r, n, sizeof(*r), by_weight);
	return n < CANDIDATES ? n : CANDIDATES;
}

/* ---- judging one ---- */

/* A text and a root, in shingles: what the prints stand for. */
struct likeness {
	struct bw_shared prints;
	double shared, own, other;
};

static double containment(const struct likeness *l)
{
	double least = l->own < l->other ? l->own : l->other;
	return least > 0 && l->shared < least ? l->shared / least : least > 0;
}

static double jaccard(const struct likeness *l)
{
	double all = l->own + l->other - l->shared;
	return all > 0 ? l->shared / all : 0;
}

static struct likeness compare(const struct bw_profile *p, const bool *skip, const struct bw_profile *q,
			       const bool *theirs)
{
	uint32_t a = bw_prints_bound(p->length), b = bw_prints_bound(q->length), bound = a < b ? a : b;
	double density = bw_prints_density(bound);
	struct likeness l = {.prints = bw_prints_shared(p, skip, q, bound)};
	l.shared = l.prints.n / density;
	l.own = bw_prints_count(p, skip, bound) / density;
	l.other = bw_prints_count(q, theirs, bound) / density;
	return l;
}

/* What is said again outside quotation marks: of a rewrite, that is what it copies. */
static double plain_share(const struct likeness *l)
{
	return l->prints.n ? 1 - (double)l->prints.in_quotes / l->prints.n : 0;
}

static bool is_enough(const struct likeness *l)
{
	return l->prints.n >= MIN_SHARED && l->shared >= MIN_SHINGLES;
}

static bool is_late(const struct bw_profile *p, const struct bw_profile *q)
{
	bw_time gap = p->at > q->at ? p->at - q->at : q->at - p->at;
	return gap > DERIVED_DAYS * (bw_time)BW_DAY;
}

/* An outlet that writes about its own matter again repeats its own words: that is a version where it tells the same and
 * a turn where it tells another day, and no copy unless nothing changed. What an outlet's first texts have in common
 * below is not known as furniture yet. A slim root has lost its figures and days: only what is the same is told. */
static enum bw_copy classify_own(const struct bw_profile *p, const struct bw_story_doc *root, double c, double j)
{
	const struct bw_profile *q = root->p;
	if (!bw_rewrite_is_titled(p, q))
		return BW_COPY_NONE;
	if (p->corrects && c >= derived && !is_late(p, q))
		return BW_COPY_VERSION;
	bool is_told = c >= same && !root->slim;
	if (is_told ? bw_rewrite_is_turn(p, q) : j < same_outlet_identical)
		return BW_COPY_NONE;
	return j >= same_outlet_identical ? BW_COPY_IDENTICAL : BW_COPY_VERSION;
}

static enum bw_copy classify(const struct bw_profile *p, const struct bw_story_doc *root, const struct likeness *l)
{
	const struct bw_profile *q = root->p;
	double c = containment(l), j = jaccard(l);
	if (!is_enough(l))
		return BW_COPY_NONE;
	if (p->source == q->source)
		return classify_own(p, root, c, j);
	if (l->prints.in_quotes >= quotes_only * l->prints.n)
		return c >= derived || !is_late(p, q) ? BW_COPY_QUOTES : BW_COPY_NONE;
	if (c < derived || (c < nearly_all && bw_rewrite_is_apart(p, q)))
		return BW_COPY_NONE; /* outlets of one house share what stands below their texts */
	if (c >= same && !root->slim && bw_rewrite_is_turn(p, q))
		return BW_COPY_NONE;
	if (j >= identical)
		return BW_COPY_IDENTICAL;
	if (c >= same)
		return BW_COPY_SAME;
	bool is_short = p->length <= SHORT || q->length <= SHORT;
	return (is_short || l->shared >= MIN_DERIVED) && !is_late(p, q) ? BW_COPY_DERIVED : BW_COPY_NONE;
}

/* ---- the search ---- */

/* Prints of p that are furniture of its own outlet or of another. */
struct plain {
	uint64_t source; /* that other outlet */
	const bool *skip;
};

enum { PLAINS = 8 };
struct search {
	struct bw_stories *s;
	const struct bw_profile *p;
	struct plain plains[PLAINS]; /* those asked for last */
	uint32_t n_plains;
	struct bw_copy_match best;
	struct likeness like; /* of best */
};

/* Of what a rewrite may rewrite: the outlet that it credits, then most of its quotations, then the first. */
static uint32_t rewrite_weight(const struct search *x, uint32_t doc)
{
	const struct bw_profile *q = bw_doc(x->s, doc)->p;
	return bw_quotes_compare(x->p, q).shared + (q->source == x->p->credit ? BW_QUOTATIONS : 0);
}

static const bool *plain_of(struct search *x, uint64_t source)
{
	struct bw_outlets *o = &x->s->copies->outlets;
	for (uint32_t i = 0; i < x->n_plains && i < PLAINS; i++)
		if (x->plains[i].source == source)
			return x->plains[i].skip;
	const bool *own = bw_furniture(x->s, o, x->p->source, x->p), *theirs = bw_furniture(x->s, o, source, x->p);
	bool *skip = BW_ARRAY(&x->s->scratch, bool, x->p->n_prints);
	for (uint32_t i = 0; i < x->p->n_prints; i++)
		skip[i] = own[i] || theirs[i];
	x->plains[x->n_plains++ % PLAINS] = (struct plain){source, skip};
	return skip;
}

/* The furniture of a candidate is looked for only when enough is shared beside it. */
static struct likeness compare_plain(struct search *x, const struct bw_profile *q)
{
	const bool *skip = plain_of(x, q->source);
	struct likeness l = compare(x->p, skip, q, NULL);
	if (!is_enough(&l))
		return l;
	return compare(x->p, skip, q, bw_furniture(x->s, &x->s->copies->outlets, q->source, q));
}

/* Copies first, what only shares a statement last. */
enum { RANK_QUOTES, RANK_REWRITE, RANK_VERSION, RANK_COPY };

static int rank_of(const struct bw_copy_match *m)
{
	if (m->copy == BW_COPY_DERIVED && m->containment < derived)
		return RANK_REWRITE;
	return m->copy == BW_COPY_QUOTES ? RANK_QUOTES : m->copy == BW_COPY_VERSION ? RANK_VERSION : RANK_COPY;
}

static bool is_better(const struct search *x, const struct bw_copy_match *m, const struct likeness *l)
{
	const struct bw_copy_match *best = &x->best;
	if (best->copy == BW_COPY_NONE)
		return true;
	if (rank_of(m) != rank_of(best))
		return rank_of(m) > rank_of(best);
	if (rank_of(m) == RANK_REWRITE) {
		uint32_t a = rewrite_weight(x, m->doc), b = rewrite_weight(x, best->doc);
		if (a != b)
			return a > b;
		return bw_doc_is_before(bw_doc(x->s, m->doc), bw_doc(x->s, best->doc));
	}
	if (l->shared != x->like.shared)
		return l->shared > x->like.shared;
	if (m->containment != best->containment)
		return m->containment > best->containment;
	return bw_doc_is_before(bw_doc(x->s, m->doc), bw_doc(x->s, best->doc));
}

static void consider(struct search *x, uint32_t doc)
{
	const struct bw_story_doc *root = bw_doc(x->s, doc);
	const struct bw_profile *q = root->p;
	struct likeness l = compare(x->p, NULL, q, NULL);
	if (l.prints.n >= MIN_SHARED && containment(&l) >= worth)
		l = compare_plain(x, q);
	struct bw_copy_match m = {.copy = classify(x->p, root, &l), .doc = doc, .containment = containment(&l)};
	bool apart = m.copy == BW_COPY_NONE || m.copy == BW_COPY_QUOTES;
	if (apart && !is_late(x->p, q) && q->at <= x->p->at && bw_rewrite_is(x->p, q)) {
		m.copy = BW_COPY_DERIVED;
		m.containment *= plain_share(&l);
	}
	if (m.copy == BW_COPY_NONE || !is_better(x, &m, &l))
		return;
	x->best = m;
	x->like = l;
}

static void explain(struct search *x)
{
	struct bw_copy_match *m = &x->best;
	const struct bw_profile *p = x->p;
	bool credits = p->credit && p->credit != p->source;
	const struct bw_story_doc *root = m->copy == BW_COPY_NONE ? NULL : bw_doc(x->s, m->doc);
	if (root && x->like.prints.n)
		m->reasons[m->n_reasons++] = (struct bw_story_reason){.kind = BW_REASON_SHINGLE,
								      .amount = (float)m->containment,
								      .value = (double)(int64_t)(x->like.shared + 0.5),
								      .article = root->key};
	struct bw_quotes_shared quotes = {0, 0};
	if (root)
		quotes = bw_quotes_compare(p, root->p);
	if (quotes.shared)
		m->reasons[m->n_reasons++] =
			(struct bw_story_reason){.kind = BW_REASON_QUOTE,
						 .amount = (float)quotes.shared / (float)(quotes.shared + quotes.own),
						 .value = quotes.shared,
						 .article = root->key};
	if (credits)
		m->reasons[m->n_reasons++] = (struct bw_story_reason){
			.kind = BW_REASON_CREDIT, .article = root && root->source == p->credit ? root->key : 0};
}

struct bw_copy_match bw_copy_find(struct bw_stories *s, const struct bw_profile *p)
{
	struct search x = {.s = s, .p = p, .best = {.doc = BW_STORY_NONE}};
	struct hits hits = {0};
	struct ranked *ranked;
	gather(s, p, &hits);
	gather_credited(s, p, &hits);
	uint32_t n = rank(s, &hits, &ranked);
	for (uint32_t i = 0; i < n; i++)
		consider(&x, ranked[i].doc);
	explain(&x);
	return x.best;
}
