#include <math.h>

#include "core/buf.h"
#include "core/mem.h"
#include "core/num.h"
#include "signal/part.h"

/*
 * Articles of the window with an inverted index over their terms. Document frequency counts developments, not articles:
 * ten reports of one happening make its words no commoner. What is too old is forgotten on the way to every new
 * article, so the state is a function of the articles of the window, whether they were added or restored.
 */
/* One or two words in common make no common matter, however short the articles. */
enum { PACK_MAX = 4 << 20, SHARED_LEAST = 4 };

static void *room(void *ptr, uint32_t n, uint32_t *cap, size_t size)
{
	if (n < *cap)
		return ptr;
	uint32_t grown = *cap ? *cap * 2 : 16;
	ptr = bw_mem_resize(ptr, grown * size);
	memset((char *)ptr + *cap * size, 0, (grown - *cap) * size);
	*cap = grown;
	return ptr;
}

void bw_memory_open(struct bw_memory *m, int64_t window)
{
	*m = (struct bw_memory){.window = window, .epoch = 1};
	bw_map_init(&m->by_article);
	bw_map_init(&m->by_stem);
	bw_map_init(&m->by_development);
}

static void doc_free(struct bw_memory *m, uint32_t doc)
{
	if (!m->docs[doc])
		return;
	bw_arena_release(&m->docs[doc]->arena);
	bw_mem_free(m->docs[doc]);
	m->docs[doc] = NULL;
}

void bw_memory_close(struct bw_memory *m)
{
	for (uint32_t i = 0; i < m->n_docs; i++)
		doc_free(m, i);
	for (uint32_t i = 0; i < m->n_terms; i++)
		bw_mem_free(m->terms[i].ring);
	bw_mem_free(m->docs);
	bw_mem_free(m->terms);
	bw_mem_free(m->developments);
	bw_mem_free(m->retired);
	bw_mem_free(m->dots);
	bw_map_release(&m->by_article);
	bw_map_release(&m->by_stem);
	bw_map_release(&m->by_development);
}

/* ---- developments ---- */

static struct bw_memory_development *development_of(struct bw_memory *m, uint64_t id)
{
	bool is_new;
	uint64_t *slot = bw_map_put(&m->by_development, id, &is_new);
	if (is_new) {
		m->developments =
			room(m->developments, m->n_developments, &m->cap_developments, sizeof(*m->developments));
		*slot = m->n_developments++;
	}
	return &m->developments[*slot];
}

uint32_t bw_doc_term(const struct bw_doc *d, uint64_t stem)
{
	uint32_t low = 0, high = d->c.n_context;
	while (low < high) {
		uint32_t mid = (low + high) / 2;
		if (d->c.context[mid].stem < stem)
			low = mid + 1;
		else
			high = mid;
	}
	return low < d->c.n_context && d->c.context[low].stem == stem ? low : UINT32_MAX;
}

/* Adds or takes away the terms that no other active article of the development has. */
static void count_terms(struct bw_memory *m, const struct bw_doc *d, const struct bw_memory_development *dev, int by)
{
	for (uint32_t i = 0; i < d->c.n_context; i++) {
		bool other = false;
		for (uint32_t k = 0; k < dev->n && !other; k++)
			other = m->docs[dev->docs[k]] != d &&
				bw_doc_term(m->docs[dev->docs[k]], d->c.context[i].stem) != UINT32_MAX;
		if (!other)
			m->terms[d->terms[i]].developments += (uint32_t)by;
	}
}

static void deactivate(struct bw_memory *m, uint32_t doc)
{
	struct bw_doc *d = m->docs[doc];
	if (!d || !d->active)
		return;
	struct bw_memory_development *dev = development_of(m, d->c.development);
	count_terms(m, d, dev, -1);
	uint32_t n = 0;
	for (uint32_t i = 0; i < dev->n; i++)
		if (dev->docs[i] != doc)
			dev->docs[n++] = dev->docs[i];
	dev->n = n;
	m->active_developments -= n == 0;
	m->n_active--;
	m->epoch++;
	d->active = false;
	m->retired = room(m->retired, m->n_retired, &m->cap_retired, sizeof(*m->retired));
	m->retired[m->n_retired++] = doc;
}

static void activate(struct bw_memory *m, uint32_t doc)
{
	struct bw_doc *d = m->docs[doc];
	struct bw_memory_development *dev = development_of(m, d->c.development);
	if (dev->n == BW_DOCS_PER_DEVELOPMENT)
		deactivate(m, dev->docs[0]);
	m->active_developments += dev->n == 0;
	dev->docs[dev->n++] = doc;
	d->active = true;
	m->n_active++;
	count_terms(m, d, dev, 1);
	m->epoch++;
}

void bw_memory_expire(struct bw_memory *m, bw_time at)
{
	while (m->first_active < m->n_docs) {
		struct bw_doc *d = m->docs[m->first_active];
		bool stays = d && d->active && d->c.at >= at - m->window && m->n_active < BW_DOCS_MAX;
		if (stays)
			return;
		deactivate(m, m->first_active++);
	}
}

void bw_memory_sweep(struct bw_memory *m)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < m->n_retired; i++) {
		struct bw_doc *d = m->docs[m->retired[i]];
		if (d && d->uses)
			m->retired[n++] = m->retired[i];
		else
			doc_free(m, m->retired[i]);
	}
	m->n_retired = n;
}

/* ---- taking an article ---- */

static uint32_t term_of(struct bw_memory *m, uint64_t stem)
{
	bool is_new;
	uint64_t *slot = bw_map_put(&m->by_stem, stem, &is_new);
	if (is_new) {
		m->terms = room(m->terms, m->n_terms, &m->cap_terms, sizeof(*m->terms));
		*slot = m->n_terms++;
	}
	return (uint32_t)*slot;
}

static void post(struct bw_memory_term *t, uint32_t doc, float weight)
{
	if (t->len == BW_POSTINGS_MAX) {
		t->ring[t->first] = (struct bw_posting){doc, weight};
		t->first = (t->first + 1) % BW_POSTINGS_MAX;
		return;
	}
	t->ring = room(t->ring, t->len, &t->cap, sizeof(*t->ring));
	t->ring[t->len++] = (struct bw_posting){doc, weight};
}

/* The copy is made through the packed form: one walk over everything that is borrowed. NULL when it does not pass. */
static struct bw_doc *doc_copy(const struct bw_candidates *c)
{
	struct bw_doc *d = bw_mem_alloc(sizeof(*d));
	struct bw_buf packed;
	bw_arena_init(&d->arena);
	bw_buf_init(&packed, PACK_MAX);
	bw_candidates_pack(c, &packed);
	bool good = !packed.failed && bw_candidates_unpack(&d->arena, bw_buf_copy(&packed, &d->arena), &d->c);
	bw_buf_release(&packed);
	if (good)
		return d;
	bw_arena_release(&d->arena);
	bw_mem_free(d);
	return NULL;
}

uint32_t bw_memory_put(struct bw_memory *m, const struct bw_candidates *c)
{
	bw_memory_expire(m, c->at);
	if (!c->n_context || bw_map_get(&m->by_article, c->article))
		return BW_NO_DOC;
	struct bw_doc *d = doc_copy(c);
	if (!d)
		return BW_NO_DOC;
	uint32_t doc = m->n_docs;
	m->docs = room(m->docs, m->n_docs, &m->cap_docs, sizeof(struct bw_doc *));
	m->docs[m->n_docs++] = d;
	*bw_map_put(&m->by_article, c->article, NULL) = doc;
	for (size_t i = 0; i < d->c.n; i++)
		d->bears |= d->c.rows[i].general >= BW_GENERAL_FLOOR;
	d->terms = BW_ARRAY(&d->arena, uint32_t, d->c.n_context);
	for (uint32_t i = 0; i < d->c.n_context; i++) {
		d->terms[i] = term_of(m, d->c.context[i].stem);
		post(&m->terms[d->terms[i]], doc, d->c.context[i].weight);
	}
	activate(m, doc);
	return doc;
}

uint32_t bw_memory_find(const struct bw_memory *m, uint64_t article)
{
	const uint64_t *slot = bw_map_get(&m->by_article, article);
	return slot && m->docs[*slot] ? (uint32_t)*slot : BW_NO_DOC;
}

/* ---- likeness ---- */

/* Words that any news is full of count less, from the first article on. */
static const double common_weight[] = {1, 0.5, 0.2};

/* Words of one development only can join nothing: they are left out, of the length too. */
static double idf(const struct bw_memory *m, uint32_t term, uint8_t common)
{
	uint32_t n = m->terms[term].developments;
	if (n < 2)
		return 0;
	return bw_num_ln(1 + (double)m->active_developments / n) * common_weight[common];
}

double bw_memory_weight(const struct bw_memory *m, const struct bw_doc *d, uint32_t i)
{
	return d->c.context[i].weight * idf(m, d->terms[i], d->c.context[i].common);
}

static double norm_of(struct bw_memory *m, struct bw_doc *d)
{
	if (d->epoch == m->epoch)
		return d->norm;
	double sum = 0;
	for (uint32_t i = 0; i < d->c.n_context; i++) {
		double w = bw_memory_weight(m, d, i);
		sum += w * w;
	}
	d->norm = sqrt(sum);
	d->epoch = m->epoch;
	return d->norm;
}

double bw_memory_cosine(struct bw_memory *m, struct bw_doc *a, struct bw_doc *b)
{
	double dot = 0, norms = norm_of(m, a) * norm_of(m, b);
	uint32_t shared = 0;
	for (uint32_t i = 0, k = 0; i < a->c.n_context && k < b->c.n_context;) {
		uint64_t x = a->c.context[i].stem, y = b->c.context[k].stem;
		if (x == y) {
			dot += bw_memory_weight(m, a, i) * bw_memory_weight(m, b, k);
			shared += !a->c.context[i].common;
		}
		i += x <= y;
		k += y <= x;
	}
	return norms > 0 && shared >= SHARED_LEAST ? dot / norms : 0;
}
