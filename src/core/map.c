#include "core/map.h"

#include <string.h>

#include "core/mem.h"

enum { ENTRIES_FIRST = 16 };

/*
 * The finaliser of splitmix64: keys are often small numbers or differ in their high bits only. Who writes an article
 * chooses its words and could look for some that all want one slot; so the address of the slots, which he cannot know,
 * has its part in the choice of the slot. It shows nowhere: walking is in the order of insertion.
 */
static uint32_t slot_of(const uint32_t *slots, uint32_t n_slots, uint64_t hash)
{
	uint64_t x = hash ^ (uint64_t)(uintptr_t)slots * 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return (uint32_t)(x ^ (x >> 31)) & (n_slots - 1);
}

/* An entry keeps its index, so slots are made again from the entries' hashes alone. Slots are twice the entries. */
static uint32_t *slots_new(uint32_t n_slots)
{
	return bw_mem_alloc((size_t)n_slots * sizeof(uint32_t));
}

static void slot_put(uint32_t *slots, uint32_t n_slots, uint64_t hash, uint32_t index)
{
	uint32_t i = slot_of(slots, n_slots, hash);
	while (slots[i])
		i = (i + 1) & (n_slots - 1);
	slots[i] = index + 1;
}

/* Indexes are 32 bits: more entries than that are more memory than this program is meant to take. */
static uint32_t grown(uint32_t cap)
{
	if (cap > UINT32_MAX / 4)
		bw_mem_resize(NULL, SIZE_MAX); /* never returns */
	return cap ? cap * 2 : ENTRIES_FIRST;
}

void bw_map_init(struct bw_map *m)
{
	*m = (struct bw_map){0};
}

void bw_map_release(struct bw_map *m)
{
	bw_mem_free(m->entries);
	bw_mem_free(m->slots);
	bw_map_init(m);
}

void bw_map_reset(struct bw_map *m)
{
	m->len = 0;
	if (m->slots)
		memset(m->slots, 0, (size_t)m->n_slots * sizeof(*m->slots));
}

uint64_t *bw_map_get(const struct bw_map *m, uint64_t key)
{
	if (m->len == 0)
		return NULL;
	for (uint32_t i = slot_of(m->slots, m->n_slots, key); m->slots[i]; i = (i + 1) & (m->n_slots - 1)) {
		struct bw_map_entry *e = &m->entries[m->slots[i] - 1];
		if (e->key == key)
			return &e->value;
	}
	return NULL;
}

static void map_grow(struct bw_map *m)
{
	m->cap = grown(m->cap);
	m->n_slots = m->cap * 2;
	m->entries = bw_mem_resize(m->entries, m->cap * sizeof(*m->entries));
	bw_mem_free(m->slots);
	m->slots = slots_new(m->n_slots);
	for (uint32_t i = 0; i < m->len; i++)
		slot_put(m->slots, m->n_slots, m->entries[i].key, i);
}

uint64_t *bw_map_put(struct bw_map *m, uint64_t key, bool *is_new)
{
	uint64_t *value = bw_map_get(m, key);
	if (is_new)
		*is_new = !value;
	if (value)
		return value;
	if (m->len == m->cap)
		map_grow(m);
	m->entries[m->len] = (struct bw_map_entry){.key = key};
	slot_put(m->slots, m->n_slots, key, m->len);
	return &m->entries[m->len++].value;
}

void bw_strmap_init(struct bw_strmap *m, struct bw_arena *keys)
{
	*m = (struct bw_strmap){.arena = keys};
}

void bw_strmap_release(struct bw_strmap *m)
{
	bw_mem_free(m->entries);
	bw_mem_free(m->slots);
	bw_strmap_init(m, m->arena);
}

static uint64_t *strmap_find(const struct bw_strmap *m, struct bw_str key, uint64_t hash)
{
	if (m->len == 0)
		return NULL;
	for (uint32_t i = slot_of(m->slots, m->n_slots, hash); m->slots[i]; i = (i + 1) & (m->n_slots - 1)) {
		struct bw_strmap_entry *e = &m->entries[m->slots[i] - 1];
		if (e->hash == hash && bw_str_eq(e->key, key))
			return &e->value;
	}
	return NULL;
}

uint64_t *bw_strmap_get(const struct bw_strmap *m, struct bw_str key)
{
	return strmap_find(m, key, bw_str_hash(key));
}

static void strmap_grow(struct bw_strmap *m)
{
	m->cap = grown(m->cap);
	m->n_slots = m->cap * 2;
	m->entries = bw_mem_resize(m->entries, m->cap * sizeof(*m->entries));
	bw_mem_free(m->slots);
	m->slots = slots_new(m->n_slots);
	for (uint32_t i = 0; i < m->len; i++)
		slot_put(m->slots, m->n_slots, m->entries[i].hash, i);
}

uint64_t *bw_strmap_put(struct bw_strmap *m, struct bw_str key, bool *is_new)
{
	uint64_t hash = bw_str_hash(key);
	uint64_t *value = strmap_find(m, key, hash);
	if (is_new)
		*is_new = !value;
	if (value)
		return value;
	if (m->len == m->cap)
		strmap_grow(m);
	m->entries[m->len] = (struct bw_strmap_entry){.key = bw_arena_str(m->arena, key), .hash = hash};
	slot_put(m->slots, m->n_slots, hash, m->len);
	return &m->entries[m->len++].value;
}
