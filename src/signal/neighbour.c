#include "core/mem.h"
#include "core/vec.h"
#include "signal/part.h"

/*
 * Which remembered articles stand near one: dots are summed over the postings of its terms, then the best are measured
 * exactly. Only the newest articles of a common term are looked at, so the work has a bound.
 */
struct dot {
	uint32_t doc;
	double value;
};
struct dots BW_VEC_FIELDS(struct dot);

static void scratch_room(struct bw_memory *m)
{
	if (m->cap_dots >= m->n_docs)
		return;
	m->dots = bw_mem_resize(m->dots, (size_t)m->cap_docs * sizeof(double));
	memset(m->dots + m->cap_dots, 0, (size_t)(m->cap_docs - m->cap_dots) * sizeof(double));
	m->cap_dots = m->cap_docs;
}

static void add_term(struct bw_memory *m, struct bw_arena *a, const struct bw_doc *d, uint32_t i, struct dots *touched)
{
	const struct bw_memory_term *t = &m->terms[d->terms[i]];
	double w = bw_memory_weight(m, d, i), own = d->c.context[i].weight;
	if (w <= 0)
		return;
	double idf = w / own;
	for (uint32_t k = 0; k < t->len; k++) {
		const struct bw_posting *p = &t->ring[k];
		const struct bw_doc *other = m->docs[p->doc];
		if (!other || !other->active || other->c.development == d->c.development)
			continue;
		if (m->dots[p->doc] <= 0)
			BW_PUSH(a, touched)->doc = p->doc;
		m->dots[p->doc] += w * idf * p->weight;
	}
}

static int compare_dots(const struct bw_memory *m, const struct dot *x, const struct dot *y)
{
	if (x->value != y->value)
		return x->value > y->value ? -1 : 1;
	uint64_t a = m->docs[x->doc]->c.article, b = m->docs[y->doc]->c.article;
	return a < b ? -1 : a > b;
}

/* Keeps the best `most` in a heap with the worst on top. */
static void sift(const struct bw_memory *m, struct dot *heap, size_t n, size_t i)
{
	for (;;) {
		size_t worst = i, left = 2 * i + 1;
		if (left < n && compare_dots(m, &heap[left], &heap[worst]) > 0)
			worst = left;
		if (left + 1 < n && compare_dots(m, &heap[left + 1], &heap[worst]) > 0)
			worst = left + 1;
		if (worst == i)
			return;
		struct dot swap = heap[i];
		heap[i] = heap[worst];
		heap[worst] = swap;
		i = worst;
	}
}

static size_t keep_best(const struct bw_memory *m, struct dot *rows, size_t n, size_t most)
{
	if (n <= most)
		return n;
	for (size_t i = most / 2; i-- > 0;)
		sift(m, rows, most, i);
	for (size_t i = most; i < n; i++) {
		if (compare_dots(m, &rows[i], &rows[0]) >= 0)
			continue;
		rows[0] = rows[i];
		sift(m, rows, most, 0);
	}
	return most;
}

static bool better(const struct bw_memory *m, const struct bw_near *x, const struct bw_near *y)
{
	struct dot a = {x->doc, x->cosine}, b = {y->doc, y->cosine};
	return compare_dots(m, &a, &b) < 0;
}

/* Puts a row in its place; a worse row of the same development goes. */
static size_t insert(const struct bw_memory *m, struct bw_near *rows, size_t n, struct bw_near row)
{
	uint64_t development = m->docs[row.doc]->c.development;
	for (size_t i = 0; i < n; i++) {
		if (m->docs[rows[i].doc]->c.development != development)
			continue;
		if (!better(m, &row, &rows[i]))
			return n;
		memmove(rows + i, rows + i + 1, (n - i - 1) * sizeof(*rows));
		n--;
		break;
	}
	size_t at = n;
	for (; at > 0 && better(m, &row, &rows[at - 1]); at--)
		rows[at] = rows[at - 1];
	rows[at] = row;
	return n + 1;
}

size_t bw_memory_near(struct bw_memory *m, struct bw_arena *a, uint32_t doc, double floor, struct bw_near **out)
{
	struct bw_doc *d = m->docs[doc];
	struct dots touched = {0};
	scratch_room(m);
	for (uint32_t i = 0; i < d->c.n_context; i++)
		add_term(m, a, d, i, &touched);
	for (size_t i = 0; i < touched.len; i++) {
		touched.ptr[i].value = m->dots[touched.ptr[i].doc];
		m->dots[touched.ptr[i].doc] = 0;
	}
	size_t n = keep_best(m, touched.ptr, touched.len, BW_NEIGHBOURS_MAX), kept = 0;
	*out = BW_ARRAY(a, struct bw_near, n);
	for (size_t i = 0; i < n; i++) {
		struct bw_doc *other = m->docs[touched.ptr[i].doc];
		struct bw_near row = {touched.ptr[i].doc, other->bears ? bw_memory_cosine(m, d, other) : 0};
		if (row.cosine >= floor)
			kept = insert(m, *out, kept, row);
	}
	return kept;
}
