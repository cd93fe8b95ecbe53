/*
 * A typed vector in an arena. `BW_VEC(struct bw_item) items;` declares {ptr, len, cap}; zero is the empty vector.
 * Growth copies inside the arena, so pointers to elements are valid only until the next push.
 */
#ifndef BW_CORE_VEC_H
#define BW_CORE_VEC_H

#include "core/arena.h"

#define BW_VEC(type)                                                                                                   \
	struct {                                                                                                       \
		type *ptr;                                                                                             \
		size_t len, cap;                                                                                       \
	}
/* For a vector that is passed on: `struct item_vec BW_VEC_FIELDS(struct bw_item);` gives it a name. */
#define BW_VEC_FIELDS(type)                                                                                            \
	{                                                                                                              \
		type *ptr;                                                                                             \
		size_t len, cap;                                                                                       \
	}

/* Appends a zeroed element and gives its address. */
#define BW_PUSH(arena, vec)                                                                                            \
	((vec)->ptr = bw_vec_room((arena), (vec)->ptr, (vec)->len, &(vec)->cap, sizeof(*(vec)->ptr)),                  \
	 &(vec)->ptr[(vec)->len++])

void *bw_vec_room(struct bw_arena *a, void *ptr, size_t len, size_t *cap, size_t size);

#endif
