#include "core/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BW_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define BW_ASAN 1
#endif

#ifdef BW_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n)   ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
enum { GAP = 16 }; /* stays poisoned behind each allocation, so that writing one past its end is seen */
#else
#define POISON(p, n)   ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#endif

enum { ALIGN = 16, BLOCK_FIRST = 4096, BLOCK_MAX = 1 << 20 };

struct bw_arena_block {
	struct bw_arena_block *next;
	size_t cap, used;
	size_t pad; /* keeps what follows aligned */
};

_Static_assert(sizeof(struct bw_arena_block) % ALIGN == 0, "blocks must start aligned");
_Static_assert(_Alignof(max_align_t) <= ALIGN, "an arena serves any type");

void bw_arena_init(struct bw_arena *a)
{
	a->head = NULL;
	a->used_bytes = 0;
}

static char *block_bytes(struct bw_arena_block *b)
{
	return (char *)(b + 1);
}

static void block_free(struct bw_arena_block *b)
{
	UNPOISON(block_bytes(b), b->cap);
	bw_mem_free(b);
}

void bw_arena_release(struct bw_arena *a)
{
	while (a->head) {
		struct bw_arena_block *next = a->head->next;
		block_free(a->head);
		a->head = next;
	}
	a->used_bytes = 0;
}

void bw_arena_reset(struct bw_arena *a)
{
	struct bw_arena_block *kept = a->head;
	if (kept)
		a->head = kept->next;
	bw_arena_release(a);
	if (kept && kept->cap > BLOCK_MAX) {
		block_free(kept);
		return;
	}
	a->head = kept;
	if (kept) {
		kept->next = NULL;
		kept->used = 0;
		POISON(block_bytes(kept), kept->cap);
	}
}

static struct bw_arena_block *block_new(size_t cap)
{
	struct bw_arena_block *b = bw_mem_resize(NULL, sizeof(*b) + cap);
	*b = (struct bw_arena_block){.cap = cap};
	POISON(block_bytes(b), cap);
	return b;
}

/* A large piece gets a block of its own behind the head, so that the rest of the head is not lost. */
static struct bw_arena_block *block_for(struct bw_arena *a, size_t need)
{
	struct bw_arena_block *head = a->head;
	if (head && head->cap - head->used >= need)
		return head;
	size_t cap = head ? head->cap * 2 : BLOCK_FIRST;
	if (cap > BLOCK_MAX)
		cap = BLOCK_MAX;
	struct bw_arena_block *b = block_new(need > cap / 4 ? need : cap);
	if (head && b->cap == need) {
		b->next = head->next;
		head->next = b;
	} else {
		b->next = head;
		a->head = b;
	}
	return b;
}

/* The bytes are not zeroed. */
static void *take(struct bw_arena *a, size_t size)
{
	if (size > SIZE_MAX / 2)
		bw_mem_resize(NULL, SIZE_MAX); /* never returns */
	size_t need = ((size ? size : 1) + GAP + ALIGN - 1) / ALIGN * ALIGN;
	struct bw_arena_block *b = block_for(a, need);
	void *p = block_bytes(b) + b->used;
	b->used += need;
	a->used_bytes += need;
	UNPOISON(p, size);
	return p;
}

void *bw_arena_alloc(struct bw_arena *a, size_t size)
{
	void *p = take(a, size);
	memset(p, 0, size);
	return p;
}

void *bw_arena_array(struct bw_arena *a, size_t n, size_t size)
{
	size_t total;
	if (__builtin_mul_overflow(n, size, &total))
		total = SIZE_MAX;
	return bw_arena_alloc(a, total);
}

struct bw_str bw_arena_str(struct bw_arena *a, struct bw_str s)
{
	char *p = take(a, s.len + 1);
	if (s.len)
		memcpy(p, s.ptr, s.len);
	p[s.len] = '\0';
	return (struct bw_str){p, s.len};
}

const char *bw_arena_cstr(struct bw_arena *a, struct bw_str s)
{
	return bw_arena_str(a, s).ptr;
}

struct bw_str bw_arena_printf(struct bw_arena *a, const char *fmt, ...)
{
	va_list args, again;
	va_start(args, fmt);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	size_t len = n > 0 ? (size_t)n : 0;
	char *p = take(a, len + 1);
	p[0] = '\0';
	vsnprintf(p, len + 1, fmt, again);
	va_end(again);
	return (struct bw_str){p, len};
}
