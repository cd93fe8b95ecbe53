/* Between markdown.c, which knows blocks, and markdown_inline.c, which knows what stands in a line. */
#ifndef BW_RUN_MARKDOWN_PART_H
#define BW_RUN_MARKDOWN_PART_H

#include "core/arena.h"
#include "core/str.h"

/* White space folded. */
struct bw_str bw_markdown_fold(struct bw_arena *a, struct bw_str s);
/* The same with marks off: the words of links stay, pictures and tags go. */
struct bw_str bw_markdown_inline(struct bw_arena *a, struct bw_str s);

#endif
