#include "core/mem.h"
#include "story/part.h"

/*
 * What an article is good for in bytes, apart from its own record: the sums of its development, postings, terms, the
 * index. It must follow from profile and verdict alone, so that a state that was restored lets go of the same articles
 * as one that never stopped. Measured on streams with bench/story_stream.c.
 */
enum { DOC_BYTES = 176, DEV_BYTES = 112, WORD_BYTES = 26, PRINT_BYTES = 20 };

void *bw_story_room(void *v, uint32_t n, uint32_t *cap, size_t size)
{
	if (n < *cap)
		return v;
	*cap = *cap ? *cap * 2 : 16;
	return bw_mem_resize(v, *cap * size);
}

static uint64_t key_of_doc(const void *ctx, uint32_t slot)
{
	return bw_doc(ctx, slot)->key;
}

void bw_window_open(struct bw_stories *s)
{
	bw_slots_init(&s->doc_of, key_of_doc, s);
	s->clock = INT64_MIN / 2;
	s->oldest = s->newest = s->unprinted = s->free_doc = BW_STORY_NONE;
}

void bw_window_close(struct bw_stories *s)
{
	bw_slots_release(&s->doc_of);
	for (uint32_t i = 0; i * BW_STORY_CHUNK < s->n_docs; i++)
		bw_mem_free(s->docs[i]);
	bw_mem_free(s->docs);
	bw_fifo_release(&s->profiles);
	bw_fifo_release(&s->prints_held);
}

bool bw_story_is_alone(const struct bw_profile *p)
{
	return p->reprise || p->kind == BW_KIND_ROUND_UP || p->kind == BW_KIND_LISTING;
}

/* ---- a kept copy of a profile ---- */

static void *keep(char **at, const void *from, size_t n, size_t size)
{
	void *to = *at;
	if (n)
		memcpy(to, from, n * size);
	*at += (n * size + 7) / 8 * 8;
	return to;
}

static size_t profile_bytes(const struct bw_profile *p)
{
	return sizeof(*p) + p->n_words * sizeof(*p->words) + p->n_actors * sizeof(*p->actors) +
	       p->n_figures * sizeof(*p->figures) + p->n_dates * sizeof(*p->dates) + p->n_facts * sizeof(*p->facts) +
	       6 * 8;
}

static size_t print_bytes(const struct bw_profile *p)
{
	return ((size_t)p->n_prints + p->n_quoted) * sizeof(*p->prints);
}

/* All but entries and prints. */
static struct bw_profile *keep_profile(struct bw_stories *s, const struct bw_profile *p)
{
	char *at = bw_fifo_take(&s->profiles, profile_bytes(p));
	struct bw_profile *kept = keep(&at, p, 1, sizeof(*p));
	kept->words = keep(&at, p->words, p->n_words, sizeof(*p->words));
	kept->actors = keep(&at, p->actors, p->n_actors, sizeof(*p->actors));
	kept->figures = keep(&at, p->figures, p->n_figures, sizeof(*p->figures));
	kept->dates = keep(&at, p->dates, p->n_dates, sizeof(*p->dates));
	kept->facts = keep(&at, p->facts, p->n_facts, sizeof(*p->facts));
	kept->entries = NULL;
	kept->prints = kept->quoted_prints = NULL;
	kept->n_entries = kept->n_prints = kept->n_quoted = 0;
	return kept;
}

static uint32_t print_cost(const struct bw_profile *p)
{
	return (uint32_t)(p->n_prints * PRINT_BYTES + print_bytes(p));
}

static void prints_put(struct bw_stories *s, uint32_t doc, const struct bw_profile *p)
{
	struct bw_story_doc *d = bw_doc(s, doc);
	if (!d->p || !p->n_prints || d->at < s->clock - s->copy_window)
		return;
	char *at = bw_fifo_take(&s->prints_held, print_bytes(p) + 8);
	d->p->prints = keep(&at, p->prints, p->n_prints, sizeof(*p->prints));
	d->p->quoted_prints = keep(&at, p->quoted_prints, p->n_quoted, sizeof(*p->quoted_prints));
	d->p->n_prints = p->n_prints;
	d->p->n_quoted = p->n_quoted;
	d->printed = true;
	s->memory += print_cost(d->p);
	bw_copy_put(s, doc);
}

static void prints_take(struct bw_stories *s, uint32_t doc)
{
	struct bw_story_doc *d = bw_doc(s, doc);
	if (!d->printed)
		return;
	bw_copy_take(s, doc);
	s->memory -= print_cost(d->p);
	bw_fifo_give(&s->prints_held);
	d->p->prints = d->p->quoted_prints = NULL;
	d->p->n_prints = d->p->n_quoted = 0;
	d->printed = false;
}

/* ---- articles come and go ---- */

static uint32_t doc_slot(struct bw_stories *s)
{
	if (s->free_doc != BW_STORY_NONE) {
		uint32_t slot = s->free_doc;
		s->free_doc = bw_doc(s, slot)->later;
		return slot;
	}
	if (s->n_docs % BW_STORY_CHUNK == 0) {
		s->docs = bw_story_room(s->docs, s->n_docs / BW_STORY_CHUNK, &s->cap_docs, sizeof(*s->docs));
		s->docs[s->n_docs / BW_STORY_CHUNK] = bw_mem_alloc(BW_STORY_CHUNK * sizeof(struct bw_story_doc));
	}
	return s->n_docs++;
}

static void expire_oldest(struct bw_stories *s)
{
	uint32_t doc = s->oldest;
	struct bw_story_doc *d = bw_doc(s, doc);
	prints_take(s, doc);
	bw_dev_leave(s, doc);
	bw_slots_take(&s->doc_of, d->key);
	s->memory -= d->bytes;
	if (d->p)
		bw_fifo_give(&s->profiles);
	s->oldest = d->later;
	if (s->unprinted == doc)
		s->unprinted = d->later;
	if (s->newest == doc)
		s->newest = BW_STORY_NONE;
	*d = (struct bw_story_doc){.later = s->free_doc};
	s->free_doc = doc;
	s->n_alive--;
}

void bw_window_advance(struct bw_stories *s, bw_time at)
{
	if (at > s->clock)
		s->clock = at;
	while (s->oldest != BW_STORY_NONE && bw_doc(s, s->oldest)->at < s->clock - s->window)
		expire_oldest(s);
	while (s->unprinted != BW_STORY_NONE && bw_doc(s, s->unprinted)->at < s->clock - s->copy_window) {
		prints_take(s, s->unprinted);
		s->unprinted = bw_doc(s, s->unprinted)->later;
	}
}

static void arrive(struct bw_stories *s, uint32_t doc)
{
	if (s->newest != BW_STORY_NONE)
		bw_doc(s, s->newest)->later = doc;
	else
		s->oldest = doc;
	s->newest = doc;
	if (s->unprinted == BW_STORY_NONE)
		s->unprinted = doc;
	bw_slots_put(&s->doc_of, doc);
	s->n_alive++;
}

uint32_t bw_window_add(struct bw_stories *s, const struct bw_profile *p, const struct bw_verdict *v,
		       uint64_t development)
{
	if (p->at < s->clock - s->window || bw_slots_find(&s->doc_of, p->key) != BW_STORY_NONE)
		return BW_STORY_NONE;
	uint32_t doc = doc_slot(s);
	struct bw_story_doc *d = bw_doc(s, doc);
	bool is_root = v->origin == p->key;
	*d = (struct bw_story_doc){
		.v = *v, .key = p->key, .source = p->source, .at = p->at, .later = BW_STORY_NONE, .alive = true};
	d->p = is_root ? keep_profile(s, p) : NULL;
	d->bytes = DOC_BYTES;
	if (is_root)
		d->bytes += (uint32_t)(profile_bytes(p) + p->n_words * WORD_BYTES + DEV_BYTES);
	s->memory += d->bytes;
	arrive(s, doc);
	bw_dev_join(s, doc, bw_dev_get(s, development));
	prints_put(s, doc, p);
	while (s->memory > s->memory_max && s->oldest != doc)
		expire_oldest(s);
	return doc;
}
