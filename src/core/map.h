/*
 * Hash maps that keep the order of insertion, so that walking one is deterministic. Memory is the heap (they grow and
 * live long); release gives it back. Keys of the string map are copied into the arena that was given at init.
 */
#ifndef BW_CORE_MAP_H
#define BW_CORE_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/str.h"

/* uint64 -> uint64. Any key is allowed. */
struct bw_map_entry {
	uint64_t key, value;
};
struct bw_map {
	struct bw_map_entry *entries; /* in order of insertion */
	uint32_t *slots;              /* open addressing, index + 1 */
	uint32_t len, cap, n_slots;
};
void bw_map_init(struct bw_map *m);
void bw_map_release(struct bw_map *m);
void bw_map_reset(struct bw_map *m);
uint64_t *bw_map_get(const struct bw_map *m, uint64_t key); /* NULL when absent; valid until the next put */
uint64_t *bw_map_put(struct bw_map *m, uint64_t key,
		     bool *is_new); /* address of the value, 0 when new; is_new may be NULL */

/* string -> uint64 */
struct bw_strmap_entry {
	struct bw_str key;
	uint64_t hash, value;
};
struct bw_strmap {
	struct bw_strmap_entry *entries;
	uint32_t *slots;
	uint32_t len, cap, n_slots;
	struct bw_arena *arena;
};
void bw_strmap_init(struct bw_strmap *m, struct bw_arena *keys);
void bw_strmap_release(struct bw_strmap *m);
uint64_t *bw_strmap_get(const struct bw_strmap *m, struct bw_str key);
uint64_t *bw_strmap_put(struct bw_strmap *m, struct bw_str key, bool *is_new);

#endif
