/*
 * The grounding check: every sentence of a page against the archive, byte for byte. No fuzzy match.
 */
#ifndef BW_COMPOSE_CHECK_H
#define BW_COMPOSE_CHECK_H

#include "compose/page.h"

/* The archived title and text of an article, and the text of its newest version (may be NULL: there are none); false
 * when the archive does not hold it. */
struct bw_archive {
	bool (*article)(void *ctx, uint64_t key, struct bw_str *title, struct bw_str *text);
	void *ctx;
	bool (*version)(void *ctx, uint64_t key, struct bw_str *text);
};
struct bw_fault {
	struct bw_str page, sentence, why;
	uint64_t article;
};
struct bw_faults {
	BW_VEC(struct bw_fault) rows;
	uint32_t sentences, cites; /* looked at */
};

/* Adds what is wrong with the page to *faults: a cite whose quote is not at its offsets, an anchor outside its quote, a
 * sentence that its trims do not give, a sentence, title or quote without a cite. */
void bw_check_page(struct bw_arena *a, const struct bw_page *page, const struct bw_archive *archive,
		   struct bw_faults *faults);
/* One quote (statements, evidence): exact substring at exact offsets. */
void bw_check_quote(struct bw_arena *a, struct bw_str where, const struct bw_cite *cite,
		    const struct bw_archive *archive, struct bw_faults *faults);

#endif
