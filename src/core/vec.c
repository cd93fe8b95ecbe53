#include "core/vec.h"

#include <stdint.h>
#include <string.h>

void *bw_vec_room(struct bw_arena *a, void *ptr, size_t len, size_t *cap, size_t size)
{
	if (len == *cap) {
		size_t grown = *cap ? *cap * 2 : 8;
		void *bigger = bw_arena_array(a, grown, size);
		if (len)
			memcpy(bigger, ptr, len * size);
		*cap = grown;
		return bigger;
	}
	memset((char *)ptr + len * size, 0, size);
	return ptr;
}
