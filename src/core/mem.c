#include "core/mem.h"

#include <stdlib.h>

/* Process-wide by nature: memory runs out for everybody at once. Set before the first thread starts. */
static void (*on_exhaustion)(size_t wanted_bytes);

void bw_mem_on_exhaustion(void (*handler)(size_t wanted_bytes))
{
	on_exhaustion = handler;
}

static void exhausted(size_t wanted_bytes)
{
	if (on_exhaustion)
		on_exhaustion(wanted_bytes);
	abort();
}

/* One byte at least: what the C library does with 0 differs between systems. */
void *bw_mem_alloc(size_t size)
{
	void *p = calloc(1, size ? size : 1);
	if (!p)
		exhausted(size);
	return p;
}

void *bw_mem_resize(void *p, size_t size)
{
	void *grown = realloc(p, size ? size : 1);
	if (!grown)
		exhausted(size);
	return grown;
}

void bw_mem_free(void *p)
{
	free(p);
}
