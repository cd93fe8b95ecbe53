#include "core/mem.h"
#include "story/prints.h"

/* Counted when a likeness is to be judged, over the newest roots of the outlet: nothing has to be remembered of a
 * print, and the answer depends on what is alive and on nothing else. */

static uint64_t source_of(const void *ctx, uint32_t slot)
{
	return ((const struct bw_outlets *)ctx)->rows[slot].source;
}

void bw_outlets_init(struct bw_outlets *o)
{
	*o = (struct bw_outlets){.free = BW_STORY_NONE};
	bw_slots_init(&o->by_source, source_of, o);
}

void bw_outlets_release(struct bw_outlets *o)
{
	for (uint32_t i = 0; i < o->n; i++)
		bw_mem_free(o->rows[i].docs);
	bw_mem_free(o->rows);
	bw_slots_release(&o->by_source);
	*o = (struct bw_outlets){.free = BW_STORY_NONE};
}

static struct bw_outlet *outlet_get(struct bw_outlets *o, uint64_t source)
{
	uint32_t slot = bw_slots_find(&o->by_source, source);
	if (slot != BW_STORY_NONE)
		return &o->rows[slot];
	slot = o->free;
	if (slot != BW_STORY_NONE) {
		o->free = o->rows[slot].next_free;
	} else {
		o->rows = bw_story_room(o->rows, o->n, &o->cap, sizeof(*o->rows));
		slot = o->n++;
	}
	o->rows[slot] = (struct bw_outlet){.source = source, .next_free = BW_STORY_NONE};
	bw_slots_put(&o->by_source, slot);
	return &o->rows[slot];
}

void bw_outlets_put(struct bw_stories *s, struct bw_outlets *o, uint32_t doc)
{
	struct bw_outlet *row = outlet_get(o, bw_doc(s, doc)->source);
	uint32_t i = row->n;
	while (i && bw_doc_is_before(bw_doc(s, doc), bw_doc(s, row->docs[i - 1])))
		i--;
	if (row->n == BW_OUTLET_ROOTS) {
		if (!i)
			return;
		memmove(row->docs, row->docs + 1, --i * sizeof(*row->docs));
		row->docs[i] = doc;
		return;
	}
	row->docs = bw_story_room(row->docs, row->n, &row->cap, sizeof(*row->docs));
	memmove(row->docs + i + 1, row->docs + i, (row->n++ - i) * sizeof(*row->docs));
	row->docs[i] = doc;
}

void bw_outlets_take(struct bw_stories *s, struct bw_outlets *o, uint32_t doc)
{
	uint32_t slot = bw_slots_find(&o->by_source, bw_doc(s, doc)->source), i = 0;
	if (slot == BW_STORY_NONE)
		return;
	struct bw_outlet *row = &o->rows[slot];
	while (i < row->n && row->docs[i] != doc)
		i++;
	if (i == row->n)
		return;
	row->n--;
	memmove(row->docs + i, row->docs + i + 1, (row->n - i) * sizeof(*row->docs));
	if (row->n)
		return;
	bw_slots_take(&o->by_source, row->source);
	bw_mem_free(row->docs);
	*row = (struct bw_outlet){.next_free = o->free};
	o->free = slot;
}

uint32_t bw_outlets_roots(const struct bw_outlets *o, uint64_t source, const uint32_t **docs)
{
	uint32_t slot = bw_slots_find(&o->by_source, source);
	*docs = slot == BW_STORY_NONE ? NULL : o->rows[slot].docs;
	return slot == BW_STORY_NONE ? 0 : o->rows[slot].n;
}

/* How many developments of the outlet have each print of p, counted up to BW_FURNITURE. */
struct tally {
	uint8_t *n;
	uint64_t *last; /* the development counted last */
};

static void count(const struct bw_story_doc *d, const struct bw_profile *p, struct tally *t)
{
	uint32_t i = 0, k = 0;
	while (i < p->n_prints && k < d->p->n_prints) {
		uint32_t a = p->prints[i], b = d->p->prints[k];
		if (a == b && t->n[i] < BW_FURNITURE && (!t->n[i] || t->last[i] != d->v.development)) {
			t->n[i]++;
			t->last[i] = d->v.development;
		}
		i += a <= b;
		k += b <= a;
	}
}

/* By development, so that the roots of one stand together. */
static void order(const struct bw_stories *s, uint32_t *docs, uint32_t n)
{
	for (uint32_t i = 1; i < n; i++) {
		uint32_t doc = docs[i], k = i;
		for (; k && bw_doc(s, docs[k - 1])->v.development > bw_doc(s, doc)->v.development; k--)
			docs[k] = docs[k - 1];
		docs[k] = doc;
	}
}

const bool *bw_furniture(struct bw_stories *s, const struct bw_outlets *o, uint64_t source, const struct bw_profile *p)
{
	const uint32_t *roots;
	uint32_t docs[BW_OUTLET_ROOTS], n = bw_outlets_roots(o, source, &roots);
	bool *is = BW_ARRAY(&s->scratch, bool, p->n_prints);
	if (n < BW_FURNITURE)
		return is;
	memcpy(docs, roots, n * sizeof(*docs));
	order(s, docs, n);
	struct tally t = {BW_ARRAY(&s->scratch, uint8_t, p->n_prints), BW_ARRAY(&s->scratch, uint64_t, p->n_prints)};
	for (uint32_t i = 0; i < n; i++)
		count(bw_doc(s, docs[i]), p, &t);
	for (uint32_t i = 0; i < p->n_prints; i++)
		is[i] = t.n[i] == BW_FURNITURE;
	return is;
}
