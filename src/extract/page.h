/*
 * A page cut into runs: a run is what a reader sees as one paragraph, the text between two block boundaries (or two
 * <br> in a row). Runs stand in document order. Every node has its marks: cues, sums over the runs below it, and
 * whether it was cut. Everything is in the arena.
 */
#ifndef BW_EXTRACT_PAGE_H
#define BW_EXTRACT_PAGE_H

#include "core/vec.h"
#include "extract/cue.h"
#include "extract/dom.h"

struct bw_run {
	uint32_t owner; /* the nearest block element */
	uint32_t from;  /* the first text node */
	struct bw_str text;
	uint32_t link_bytes; /* of the text, within links that lead away */
	uint32_t strong_bytes;
	uint32_t commas;
	bool sentence; /* it ends as a sentence does, or has a mark within that sentences have */
};

struct bw_sum {
	uint32_t bytes, link_bytes, heading_bytes;
	uint32_t prose_bytes; /* of runs that are sentences: long, few links */
	uint32_t commas, runs, paragraphs, items, images, inputs;
};

struct bw_mark {
	unsigned cues;
	uint32_t block; /* nearest block element, the node itself included */
	bool in_link;
	bool cut;       /* the node and all below it are no part of the text */
	bool has_block; /* a block element stands below it */
	struct bw_sum sum;
};

struct bw_page {
	struct bw_arena *arena;
	struct bw_dom dom;
	struct bw_mark *marks;
	BW_VEC(struct bw_run) runs;
};

/* Marks and runs of a parsed page; hidden and mute elements give none. */
void bw_page_build(struct bw_arena *a, const struct bw_dom *dom, struct bw_page *out);
/* Sums over the runs that are not in a cut element. */
void bw_page_sum(struct bw_page *p);
/* Cuts a node and takes its sums off its ancestors. */
void bw_page_cut(struct bw_page *p, uint32_t node);
bool bw_page_is_cut(const struct bw_page *p, uint32_t node); /* the node or an ancestor */
/* Sentences: long enough, few links, marks of a sentence (a menu without links has none). */
bool bw_run_is_prose(const struct bw_run *r);
double bw_sum_link_density(const struct bw_sum *s);

#endif
