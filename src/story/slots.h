/*
 * A hash index over records that lie in an array elsewhere: finds the slot of a key. It keeps four bytes a record and
 * gives places back. Keys are chosen by who writes articles, so the choice of a place depends on an address that he
 * cannot know; nothing walks the index, so this shows nowhere.
 */
#ifndef BW_STORY_SLOTS_H
#define BW_STORY_SLOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BW_STORY_NONE UINT32_MAX

struct bw_slots {
	uint32_t *places; /* slot + 1 */
	uint32_t n, n_places;
	uint64_t (*key)(const void *ctx, uint32_t slot);
	const void *ctx;
};
void bw_slots_init(struct bw_slots *s, uint64_t (*key)(const void *ctx, uint32_t slot), const void *ctx);
void bw_slots_release(struct bw_slots *s);
uint32_t bw_slots_find(const struct bw_slots *s, uint64_t key); /* BW_STORY_NONE when absent */
/* Says that the key will be looked for soon. */
void bw_slots_prefetch(const struct bw_slots *s, uint64_t key);
void bw_slots_put(struct bw_slots *s, uint32_t slot); /* its key must be absent */
void bw_slots_take(struct bw_slots *s, uint64_t key); /* its record must still have the key */

/* Memory that is given back in the order in which it was taken: no heap call and no hole for a record. */
struct bw_fifo_chunk;
struct bw_fifo {
	struct bw_fifo_chunk *oldest, *newest;
	size_t held_bytes; /* of chunks */
};
void *bw_fifo_take(struct bw_fifo *f, size_t size); /* aligned for any type, not zeroed; size may be 0 */
void bw_fifo_give(struct bw_fifo *f);               /* the oldest that was taken and not yet given back */
void bw_fifo_release(struct bw_fifo *f);

#endif
