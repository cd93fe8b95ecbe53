/* Between inflate.c and brotli.c. */
#ifndef BW_CORE_INFLATE_PART_H
#define BW_CORE_INFLATE_PART_H

#include "core/buf.h"

/* 0, BW_EINPUT, or BW_ELIMIT when out is full. */
int bw_brotli_expand(struct bw_str in, struct bw_buf *out);

#endif
