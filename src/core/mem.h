/*
 * The only way to the heap besides the arena: for buffers and tables that grow and live long. Never returns NULL.
 */
#ifndef BW_CORE_MEM_H
#define BW_CORE_MEM_H

#include <stddef.h>

void *bw_mem_alloc(size_t size);           /* zeroed */
void *bw_mem_resize(void *p, size_t size); /* grown bytes are not zeroed; p may be NULL */
void bw_mem_free(void *p);                 /* p may be NULL */

/* Called when memory runs out; must not return. Without one the program aborts. */
void bw_mem_on_exhaustion(void (*handler)(size_t wanted_bytes));

#endif
