/* What the rows of little streams share: their beginning, kinds by name, and texts whose \n begins a paragraph. */
#ifndef BW_TESTS_STORY_ROWS_H
#define BW_TESTS_STORY_ROWS_H

#include "annotate/notes.h"
#include "core/arena.h"

static const bw_time start = 1767600000; /* 2026-01-05T08:00Z */

static inline enum bw_kind kind_of(struct bw_str name)
{
	for (int k = 0; k < BW_N_KIND; k++)
		if (bw_str_eq(name, bw_str_from(bw_kind_name((enum bw_kind)k))))
			return (enum bw_kind)k;
	return BW_KIND_NEWS;
}

static inline struct bw_str paragraphs(struct bw_arena *a, struct bw_str s)
{
	char *out = bw_arena_alloc(a, s.len + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++) {
		bool split = s.ptr[i] == '\\' && i + 1 < s.len && s.ptr[i + 1] == 'n';
		out[n++] = split ? '\n' : s.ptr[i];
		if (split)
			out[n++] = s.ptr[++i] ? '\n' : 0;
	}
	return (struct bw_str){out, n};
}

#endif
