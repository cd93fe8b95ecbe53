#include "core/mem.h"
#include "story/part.h"

/* A development speaks through its founder and its newest members. Copies add nothing; a live blog speaks only when
 * nobody else does, since it gathers many matters. */

/* ---- terms ---- */

static uint64_t key_of_term(const void *ctx, uint32_t slot)
{
	return ((const struct bw_stories *)ctx)->terms[slot].stem;
}

void bw_voices_open(struct bw_stories *s)
{
	bw_slots_init(&s->term_of, key_of_term, s);
	s->free_term = BW_STORY_NONE;
}

static void list_drop(struct bw_story_term *t)
{
	if (t->cap_list > 1)
		bw_mem_free(t->list.many);
	t->n_list = t->cap_list = 0;
}

void bw_voices_close(struct bw_stories *s)
{
	for (uint32_t i = 0; i < s->n_terms; i++)
		list_drop(&s->terms[i]);
	bw_slots_release(&s->term_of);
	bw_mem_free(s->terms);
}

uint32_t bw_term_find(const struct bw_stories *s, uint32_t stem)
{
	return bw_slots_find(&s->term_of, stem);
}

static uint8_t band_of(const struct bw_stories *s, uint32_t stem)
{
	const uint64_t *band = bw_map_get(&s->bands, stem);
	return band ? (uint8_t)*band : 0;
}

static uint32_t term_new(struct bw_stories *s, uint32_t stem)
{
	uint32_t slot = s->free_term;
	if (slot != BW_STORY_NONE) {
		s->free_term = s->terms[slot].list.one;
	} else {
		s->terms = bw_story_room(s->terms, s->n_terms, &s->cap_terms, sizeof(*s->terms));
		slot = s->n_terms++;
	}
	s->terms[slot] = (struct bw_story_term){.stem = stem, .band = band_of(s, stem)};
	bw_slots_put(&s->term_of, slot);
	return slot;
}

static void term_free(struct bw_stories *s, uint32_t slot)
{
	struct bw_story_term *t = &s->terms[slot];
	bw_slots_take(&s->term_of, t->stem);
	list_drop(t);
	*t = (struct bw_story_term){.list.one = s->free_term};
	s->free_term = slot;
}

/* ---- lists of developments ---- */

/* Past twice what anybody asks for, a list is given up until the term has become rare again. */
enum { LIST_MAX = 2 * BW_STORY_LISTED, HEAP_HEAD = 2 };

/* Sizes that with the heap's own head are powers of two: 6, 14, 30. */
static uint16_t larger(uint16_t cap)
{
	return cap < 2 ? 8 - HEAP_HEAD : (uint16_t)((cap + HEAP_HEAD) * 2 - HEAP_HEAD);
}

static uint32_t *list_of(struct bw_story_term *t)
{
	return t->cap_list > 1 ? t->list.many : &t->list.one;
}

static void list_grow(struct bw_story_term *t)
{
	if (!t->cap_list) {
		t->cap_list = 1;
		return;
	}
	uint16_t cap = larger(t->cap_list);
	if (t->cap_list == 1) {
		uint32_t one = t->list.one;
		t->list.many = bw_mem_resize(NULL, cap * sizeof(uint32_t));
		t->list.many[0] = one;
	} else {
		t->list.many = bw_mem_resize(t->list.many, cap * sizeof(uint32_t));
	}
	t->cap_list = cap;
}

static void list_put(struct bw_story_term *t, uint32_t dev)
{
	if (t->unlisted)
		return;
	if (t->n_list == LIST_MAX) {
		list_drop(t);
		t->unlisted = true;
		return;
	}
	if (t->n_list == t->cap_list)
		list_grow(t);
	list_of(t)[t->n_list++] = dev;
}

static void list_take(struct bw_story_term *t, uint32_t dev)
{
	uint32_t *v = list_of(t), i = 0;
	if (t->unlisted)
		return;
	while (v[i] != dev)
		i++;
	v[i] = v[--t->n_list];
	if (t->cap_list <= 1 || t->n_list * 4 > t->cap_list)
		return;
	if (t->n_list == 1) {
		uint32_t one = v[0];
		bw_mem_free(v);
		t->list.one = one;
		t->cap_list = 1;
	} else if (t->cap_list > larger(1)) {
		t->cap_list = (uint16_t)((t->cap_list + HEAP_HEAD) / 2 - HEAP_HEAD);
		t->list.many = bw_mem_resize(v, t->cap_list * sizeof(uint32_t));
	}
}

static bool dev_has(const struct bw_stories *s, const struct bw_story_dev *dev, uint32_t stem)
{
	const struct bw_story_use *uses = dev->uses;
	for (uint32_t n = dev->n_uses; n;) {
		uint32_t half = n / 2, at = s->terms[uses[half].term].stem;
		if (at == stem)
			return true;
		if (at < stem) {
			uses += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return false;
}

/* The list that was given up is made again: it takes as many changes of the term until that can come to pass again as
 * the list is long. */
static void list_again(struct bw_stories *s, struct bw_story_term *t)
{
	t->unlisted = false;
	for (uint32_t i = 0; i < s->n_devs && t->n_list < t->df; i++)
		if (dev_has(s, bw_dev(s, i), t->stem))
			list_put(t, i);
}

bool bw_term_devs(struct bw_stories *s, uint32_t term, const uint32_t **devs, uint32_t *n)
{
	struct bw_story_term *t = &s->terms[term];
	if (t->df > BW_STORY_LISTED)
		return false;
	if (t->unlisted)
		list_again(s, t);
	*devs = list_of(t);
	*n = t->n_list;
	return true;
}

/* ---- sums ---- */

static uint8_t sum_of(uint8_t x, uint8_t y)
{
	return x + y > UINT8_MAX ? UINT8_MAX : (uint8_t)(x + y);
}

static size_t merge(const struct bw_profile_word *x, size_t n_x, const struct bw_profile_word *y, size_t n_y,
		    struct bw_profile_word *out)
{
	size_t i = 0, k = 0, n = 0;
	while (i < n_x && k < n_y) {
		if (x[i].stem != y[k].stem) {
			out[n++] = x[i].stem < y[k].stem ? x[i++] : y[k++];
			continue;
		}
		out[n] = x[i];
		out[n].full = sum_of(x[i].full, y[k].full);
		out[n].lead = sum_of(x[i].lead, y[k].lead);
		out[n].title = sum_of(x[i].title, y[k].title);
		out[n++].name = sum_of(x[i++].name, y[k++].name);
	}
	while (i < n_x)
		out[n++] = x[i++];
	while (k < n_y)
		out[n++] = y[k++];
	return n;
}

struct words {
	const struct bw_profile_word *ptr;
	size_t n;
};

/* Neighbours two by two, until one list is left. */
static struct words sum(struct bw_stories *s, const uint32_t *docs, uint32_t n_docs)
{
	struct words v[BW_STORY_VOICES] = {0};
	for (uint32_t i = 0; i < n_docs; i++)
		v[i] = (struct words){bw_doc(s, docs[i])->p->words, bw_doc(s, docs[i])->p->n_words};
	for (uint32_t n = n_docs; n > 1; n = (n + 1) / 2) {
		for (uint32_t i = 0; i + 1 < n; i += 2) {
			struct bw_profile_word *out =
				BW_ARRAY(&s->scratch, struct bw_profile_word, v[i].n + v[i + 1].n);
			v[i / 2].n = merge(v[i].ptr, v[i].n, v[i + 1].ptr, v[i + 1].n, out);
			v[i / 2].ptr = out;
		}
		if (n % 2)
			v[n / 2] = v[n - 1];
	}
	return v[0];
}

static void leave_term(struct bw_stories *s, uint32_t term, uint32_t dev)
{
	struct bw_story_term *t = &s->terms[term];
	t->df--;
	list_take(t, dev);
	if (!t->df)
		term_free(s, term);
}

static uint32_t enter_term(struct bw_stories *s, uint32_t stem, uint32_t dev)
{
	uint32_t term = bw_term_find(s, stem);
	if (term == BW_STORY_NONE)
		term = term_new(s, stem);
	s->terms[term].df++;
	list_put(&s->terms[term], dev);
	return term;
}

/* Walks the old and the new list: what is in one only changes how many developments hold the stem. */
static void reindex(struct bw_stories *s, uint32_t index, struct words is, struct bw_story_use *out)
{
	const struct bw_story_dev *dev = bw_dev(s, index);
	size_t i = 0, k = 0;
	for (size_t m = 0; m < is.n; m++)
		bw_slots_prefetch(&s->term_of, is.ptr[m].stem);
	while (i < dev->n_uses || k < is.n) {
		uint32_t was = i < dev->n_uses ? s->terms[dev->uses[i].term].stem : 0;
		if (k == is.n || (i < dev->n_uses && was < is.ptr[k].stem)) {
			leave_term(s, dev->uses[i++].term, index);
			continue;
		}
		const struct bw_profile_word *w = &is.ptr[k];
		bool had = i < dev->n_uses && was == w->stem;
		uint32_t term = had ? dev->uses[i++].term : enter_term(s, w->stem, index);
		out[k++] = (struct bw_story_use){term, w->full, w->lead, w->title, w->name};
	}
}

static void refresh(struct bw_stories *s, uint32_t index)
{
	struct bw_story_dev *dev = bw_dev(s, index);
	uint32_t docs[BW_STORY_VOICES], n_docs = bw_dev_voices(s, dev, docs, BW_STORY_VOICES);
	struct words is = sum(s, docs, n_docs);
	struct bw_story_use *uses = is.n ? bw_mem_resize(NULL, is.n * sizeof(*uses)) : NULL;
	reindex(s, index, is, uses);
	bw_mem_free(dev->uses);
	dev->uses = uses;
	dev->n_uses = (uint32_t)is.n;
	dev->n_voices = n_docs;
	dev->founder = n_docs ? docs[0] : BW_STORY_NONE;
	dev->alone = n_docs && bw_story_is_alone(bw_doc(s, docs[0])->p);
	dev->dirty = false;
	bw_arena_reset(&s->scratch);
}

void bw_voices_dirty(struct bw_stories *s, uint32_t dev)
{
	if (bw_dev(s, dev)->dirty)
		return;
	bw_dev(s, dev)->dirty = true;
	s->dirty = bw_story_room(s->dirty, s->n_dirty, &s->cap_dirty, sizeof(*s->dirty));
	s->dirty[s->n_dirty++] = dev;
}

void bw_voices_settle(struct bw_stories *s)
{
	for (uint32_t i = 0; i < s->n_dirty; i++) {
		refresh(s, s->dirty[i]);
		if (!bw_dev_size(bw_dev(s, s->dirty[i])))
			bw_dev_release(s, s->dirty[i]);
	}
	s->n_dirty = 0;
}

/* ---- words that ask ---- */

void bw_query_open(struct bw_stories *s, const struct bw_profile *p, const struct bw_profile_word *words, uint32_t n,
		   struct bw_story_query *out)
{
	*out = (struct bw_story_query){.p = p, .words = words, .n = n, .number = ++s->query};
	out->terms = BW_ARRAY(&s->scratch, uint32_t, n);
	out->bands = BW_ARRAY(&s->scratch, uint8_t, n);
	for (uint32_t i = 0; i < n; i++)
		bw_slots_prefetch(&s->term_of, words[i].stem);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t term = out->terms[i] = bw_term_find(s, words[i].stem);
		if (term == BW_STORY_NONE) {
			out->bands[i] = band_of(s, words[i].stem);
			continue;
		}
		out->bands[i] = s->terms[term].band;
		s->terms[term].mark = out->number;
		s->terms[term].in_query = i;
	}
}
