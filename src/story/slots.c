#include "story/slots.h"

#include <string.h>

#include "core/mem.h"

enum { PLACES_FIRST = 64, CHUNK_BYTES = 256 << 10, ALIGN = 16 };

/* ---- index ---- */

/* The finaliser of splitmix64, as in core/map.c. */
static uint32_t place_of(const struct bw_slots *s, uint64_t key)
{
	uint64_t x = key ^ (uint64_t)(uintptr_t)s->places * 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return (uint32_t)(x ^ (x >> 31)) & (s->n_places - 1);
}

void bw_slots_init(struct bw_slots *s, uint64_t (*key)(const void *ctx, uint32_t slot), const void *ctx)
{
	*s = (struct bw_slots){.key = key, .ctx = ctx};
}

void bw_slots_release(struct bw_slots *s)
{
	bw_mem_free(s->places);
	s->places = NULL;
	s->n = s->n_places = 0;
}

uint32_t bw_slots_find(const struct bw_slots *s, uint64_t key)
{
	if (!s->n)
		return BW_STORY_NONE;
	for (uint32_t i = place_of(s, key); s->places[i]; i = (i + 1) & (s->n_places - 1))
		if (s->key(s->ctx, s->places[i] - 1) == key)
			return s->places[i] - 1;
	return BW_STORY_NONE;
}

void bw_slots_prefetch(const struct bw_slots *s, uint64_t key)
{
	if (s->n)
		__builtin_prefetch(&s->places[place_of(s, key)]);
}

static void put(struct bw_slots *s, uint32_t slot)
{
	uint32_t i = place_of(s, s->key(s->ctx, slot));
	while (s->places[i])
		i = (i + 1) & (s->n_places - 1);
	s->places[i] = slot + 1;
}

/* Both ways, so that what shrinks gives memory back; half to an eighth of the places are taken. */
static void resize(struct bw_slots *s, uint32_t n_places)
{
	uint32_t *was = s->places, n_was = s->n_places;
	s->places = bw_mem_alloc((size_t)n_places * sizeof(*s->places));
	s->n_places = n_places;
	for (uint32_t i = 0; i < n_was; i++)
		if (was[i])
			put(s, was[i] - 1);
	bw_mem_free(was);
}

void bw_slots_put(struct bw_slots *s, uint32_t slot)
{
	if ((s->n + 1) * 2 > s->n_places)
		resize(s, s->n_places ? s->n_places * 2 : PLACES_FIRST);
	put(s, slot);
	s->n++;
}

/* Those behind it in its run move up (Knuth, vol. 3, 6.4, algorithm R). */
void bw_slots_take(struct bw_slots *s, uint64_t key)
{
	uint32_t mask = s->n_places - 1, hole = place_of(s, key);
	while (s->key(s->ctx, s->places[hole] - 1) != key)
		hole = (hole + 1) & mask;
	for (uint32_t i = (hole + 1) & mask; s->places[i]; i = (i + 1) & mask) {
		uint32_t home = place_of(s, s->key(s->ctx, s->places[i] - 1));
		if (((i - home) & mask) < ((i - hole) & mask))
			continue;
		s->places[hole] = s->places[i];
		hole = i;
	}
	s->places[hole] = 0;
	s->n--;
	if (s->n_places > PLACES_FIRST && s->n * 8 < s->n_places)
		resize(s, s->n_places / 2);
}

/* ---- memory in order ---- */

struct bw_fifo_chunk {
	struct bw_fifo_chunk *next;
	size_t used, size;
	uint32_t taken, given;
};

static void chunk_add(struct bw_fifo *f, size_t least)
{
	size_t head = (sizeof(struct bw_fifo_chunk) + ALIGN - 1) / ALIGN * ALIGN;
	size_t size = head + least > CHUNK_BYTES ? head + least : CHUNK_BYTES;
	struct bw_fifo_chunk *c = bw_mem_resize(NULL, size);
	*c = (struct bw_fifo_chunk){.used = head, .size = size};
	f->held_bytes += size;
	if (f->newest)
		f->newest->next = c;
	else
		f->oldest = c;
	f->newest = c;
}

void *bw_fifo_take(struct bw_fifo *f, size_t size)
{
	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (!f->newest || f->newest->size - f->newest->used < size)
		chunk_add(f, size);
	struct bw_fifo_chunk *c = f->newest;
	void *p = (char *)c + c->used;
	c->used += size;
	c->taken++;
	return p;
}

static void drop_oldest(struct bw_fifo *f)
{
	struct bw_fifo_chunk *c = f->oldest;
	f->oldest = c->next;
	if (!f->oldest)
		f->newest = NULL;
	f->held_bytes -= c->size;
	bw_mem_free(c);
}

/* A chunk that is followed by another and has given back all is empty for good. */
void bw_fifo_give(struct bw_fifo *f)
{
	while (f->oldest->given == f->oldest->taken)
		drop_oldest(f);
	f->oldest->given++;
	if (f->oldest->given == f->oldest->taken && f->oldest->next)
		drop_oldest(f);
}

void bw_fifo_release(struct bw_fifo *f)
{
	while (f->oldest)
		drop_oldest(f);
}
