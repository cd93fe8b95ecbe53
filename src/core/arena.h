/*
 * Memory that belongs to a lifetime: one arena per article, per window, per page, per run. Nothing in it is freed
 * alone. Allocation never returns NULL: when the system has no memory left, the handler of core/mem.h ends the program.
 * Under AddressSanitizer the arena poisons what it does not hold.
 */
#ifndef BW_CORE_ARENA_H
#define BW_CORE_ARENA_H

#include <stddef.h>
#include <stdint.h>

#include "core/str.h"

struct bw_arena_block;

struct bw_arena {
	struct bw_arena_block *head; /* newest block; NULL when nothing was allocated */
	size_t used_bytes;           /* handed out since init or reset, for statistics and limits */
};

void bw_arena_init(struct bw_arena *a);
void bw_arena_reset(struct bw_arena *a);   /* forgets everything, keeps one block for reuse */
void bw_arena_release(struct bw_arena *a); /* gives everything back; the arena may be used again */

/* size bytes, aligned for any type, zeroed. size may be 0. */
void *bw_arena_alloc(struct bw_arena *a, size_t size);
/* Array of n elements, zeroed; ends the program when n * size overflows. */
void *bw_arena_array(struct bw_arena *a, size_t n, size_t size);

/* Copies; the copy is followed by a NUL that its len does not count. */
struct bw_str bw_arena_str(struct bw_arena *a, struct bw_str s);
struct bw_str bw_arena_printf(struct bw_arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* NUL-terminated copy, for C interfaces. */
const char *bw_arena_cstr(struct bw_arena *a, struct bw_str s);

#define BW_NEW(arena, type)      ((type *)bw_arena_alloc((arena), sizeof(type)))
#define BW_ARRAY(arena, type, n) ((type *)bw_arena_array((arena), (n), sizeof(type)))

#endif
