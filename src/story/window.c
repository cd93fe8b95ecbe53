#include <stdlib.h>

#include "core/mem.h"
#include "story/prints.h"

/*
 * Three runs end with the newest article: those that have their prints, those that are remembered in full, and all that
 * are alive, of which the older ones keep only their most telling words and their actors. Each run is the longest that
 * fits into its share of the memory (and prints, into the copy window). What an article counts for must follow from its
 * profile and verdict alone: then a state that was restored from any point before lets go of the same articles as one
 * that never stopped.
 *
 * An article counts for its record, its share of the sums of its development, of postings, terms and indexes. Measured
 * on streams with bench/story_stream.c.
 */
enum { DOC_BYTES = 176, DEV_BYTES = 112, WORD_BYTES = 20, PRINT_BYTES = 4, INDEXED_PRINT_BYTES = 16 };
enum { SLIM_WORDS = 40, SLIM_ACTORS = 8 };
enum { PRINTS_SHARE = 25, SLIM_SHARE = 30 }; /* of a hundred */

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
	s->oldest = s->newest = s->unprinted = s->unslimmed = s->free_doc = BW_STORY_NONE;
}

void bw_window_close(struct bw_stories *s)
{
	bw_slots_release(&s->doc_of);
	for (uint32_t i = 0; i * BW_STORY_CHUNK < s->n_docs; i++)
		bw_mem_free(s->docs[i]);
	bw_mem_free(s->docs);
	bw_fifo_release(&s->profiles);
	bw_fifo_release(&s->slims);
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

static uint32_t cost_of(const struct bw_profile *p)
{
	return p ? (uint32_t)(DOC_BYTES + DEV_BYTES + profile_bytes(p) + p->n_words * WORD_BYTES) : DOC_BYTES;
}

static struct bw_profile *keep_profile(struct bw_fifo *f, const struct bw_profile *p)
{
	char *at = bw_fifo_take(f, profile_bytes(p));
	struct bw_profile *kept = keep(&at, p, 1, sizeof(*p));
	kept->words = keep(&at, p->words, p->n_words, sizeof(*p->words));
	kept->actors = keep(&at, p->actors, p->n_actors, sizeof(*p->actors));
	kept->figures = keep(&at, p->figures, p->n_figures, sizeof(*p->figures));
	kept->dates = keep(&at, p->dates, p->n_dates, sizeof(*p->dates));
	kept->facts = keep(&at, p->facts, p->n_facts, sizeof(*p->facts));
	kept->entries = NULL;
	kept->n_entries = 0;
	return kept;
}

/* ---- prints ---- */

static uint32_t print_cost(const struct bw_profile *p)
{
	uint32_t indexed = p->n_prints < BW_PRINTS_INDEXED ? p->n_prints : BW_PRINTS_INDEXED;
	return (uint32_t)((p->n_prints + p->n_quoted) * PRINT_BYTES + indexed * INDEXED_PRINT_BYTES);
}

static void prints_put(struct bw_stories *s, uint32_t doc, const struct bw_profile *p)
{
	struct bw_story_doc *d = bw_doc(s, doc);
	if (!d->p || !p->n_prints || d->at < s->clock - s->copy_window)
		return;
	size_t size = ((size_t)p->n_prints + p->n_quoted) * sizeof(*p->prints) + 2 * 8;
	char *at = bw_fifo_take(&s->prints_held, size);
	d->p->prints = keep(&at, p->prints, p->n_prints, sizeof(*p->prints));
	d->p->quoted_prints = keep(&at, p->quoted_prints, p->n_quoted, sizeof(*p->quoted_prints));
	d->p->n_prints = p->n_prints;
	d->p->n_quoted = p->n_quoted;
	d->printed = true;
	s->print_memory += print_cost(p);
	bw_copy_put(s, doc);
}

static void no_prints(struct bw_profile *p)
{
	p->prints = p->quoted_prints = NULL;
	p->n_prints = p->n_quoted = 0;
}

static void prints_take(struct bw_stories *s, uint32_t doc)
{
	struct bw_story_doc *d = bw_doc(s, doc);
	if (!d->printed)
		return;
	bw_copy_take(s, doc);
	s->print_memory -= print_cost(d->p);
	bw_fifo_give(&s->prints_held);
	no_prints(d->p);
	d->printed = false;
}

/* ---- what is left of an old article ---- */

static int by_weight(const void *x, const void *y)
{
	const struct bw_profile_actor *a = x, *b = y;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return a->name < b->name ? -1 : a->name > b->name;
}

static int by_name(const void *x, const void *y)
{
	const struct bw_profile_actor *a = x, *b = y;
	return a->name < b->name ? -1 : a->name > b->name;
}

static struct bw_profile *make_slim(struct bw_stories *s, const struct bw_profile *p)
{
	struct bw_profile slim = *p;
	struct bw_profile_word *words = BW_ARRAY(&s->scratch, struct bw_profile_word, p->n_words);
	struct bw_profile_actor *actors = BW_ARRAY(&s->scratch, struct bw_profile_actor, p->n_actors);
	if (p->n_words)
		memcpy(words, p->words, p->n_words * sizeof(*words));
	if (p->n_actors) {
		memcpy(actors, p->actors, p->n_actors * sizeof(*actors));
		qsort(actors, p->n_actors, sizeof(*actors), by_weight);
	}
	slim.words = words;
	slim.n_words = (uint32_t)bw_profile_most_telling(words, p->n_words, SLIM_WORDS);
	slim.actors = actors;
	slim.n_actors = p->n_actors < SLIM_ACTORS ? p->n_actors : SLIM_ACTORS;
	if (slim.n_actors)
		qsort(actors, slim.n_actors, sizeof(*actors), by_name);
	slim.n_figures = slim.n_dates = slim.n_facts = 0;
	struct bw_profile *kept = keep_profile(&s->slims, &slim);
	kept->figures = NULL;
	kept->dates = NULL;
	kept->facts = NULL;
	return kept;
}

static void slim_oldest(struct bw_stories *s)
{
	uint32_t doc = s->unslimmed;
	struct bw_story_doc *d = bw_doc(s, doc);
	s->unslimmed = d->later;
	s->memory -= d->bytes;
	if (d->p) {
		d->p = make_slim(s, d->p);
		bw_fifo_give(&s->profiles);
		bw_voices_dirty(s, d->dev);
		bw_arena_reset(&s->scratch);
	}
	d->slim = true;
	if (d->p)
		bw_dev_slimmed(s, doc);
	d->bytes = cost_of(d->p);
	s->slim_memory += d->bytes;
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
	*(d->slim ? &s->slim_memory : &s->memory) -= d->bytes;
	if (d->p)
		bw_fifo_give(d->slim ? &s->slims : &s->profiles);
	s->oldest = d->later;
	if (s->unprinted == doc)
		s->unprinted = d->later;
	if (s->unslimmed == doc)
		s->unslimmed = d->later;
	if (s->newest == doc)
		s->newest = BW_STORY_NONE;
	*d = (struct bw_story_doc){.later = s->free_doc};
	s->free_doc = doc;
	s->n_alive--;
}

static bool prints_are_due(const struct bw_stories *s)
{
	return s->unprinted != BW_STORY_NONE && (bw_doc(s, s->unprinted)->at < s->clock - s->copy_window ||
						 s->print_memory > s->memory_max / 100 * PRINTS_SHARE);
}

/* The newest article stays whatever it takes. */
static void make_room(struct bw_stories *s)
{
	uint64_t full_max = s->memory_max / 100 * (100 - PRINTS_SHARE - SLIM_SHARE);
	while (prints_are_due(s)) {
		prints_take(s, s->unprinted);
		s->unprinted = bw_doc(s, s->unprinted)->later;
	}
	while (s->memory > full_max && s->unslimmed != s->newest)
		slim_oldest(s);
	while (s->slim_memory > s->memory_max / 100 * SLIM_SHARE)
		expire_oldest(s);
}

void bw_window_advance(struct bw_stories *s, bw_time at)
{
	if (at > s->clock)
		s->clock = at;
	while (s->oldest != BW_STORY_NONE && bw_doc(s, s->oldest)->at < s->clock - s->window)
		expire_oldest(s);
	make_room(s);
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
	if (s->unslimmed == BW_STORY_NONE)
		s->unslimmed = doc;
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
	*d = (struct bw_story_doc){.v = *v, .key = p->key, .source = p->source, .at = p->at, .later = BW_STORY_NONE};
	if (v->origin == p->key) {
		d->p = keep_profile(&s->profiles, p);
		no_prints(d->p);
	}
	d->bytes = cost_of(d->p);
	s->memory += d->bytes;
	arrive(s, doc);
	bw_dev_join(s, doc, bw_dev_get(s, development));
	prints_put(s, doc, p);
	make_room(s);
	return doc;
}
