/*
 * What stands on many pages of one site is no article: appeals, boilerplate, boxes that look like text. A template
 * holds the paragraphs of the last pages of a site, by hash of the folded text (digits kept), and for each the pages
 * that bear it.
 *
 * A paragraph is taken off when at least BW_TEMPLATE_PAGES_MIN pages of the window bear it, and at least a quarter of
 * the window, and these pages are otherwise about different things. The last is asked because a running story repeats a
 * paragraph of background on each of its articles, and on a small site that may be a quarter of all: there the pages
 * that bear it also share names that the other pages do not have. So from every page a few words are kept, those of its
 * title and the names that its own paragraphs (those that no other page bears) repeat; when one of these words is found
 * on three in five of the pages with the paragraph, and half as often again as on the site at large (where enough of
 * the site was seen to tell), the paragraph
 * belongs to a subject and stays.
 *
 * Pure and bounded: fixed numbers of pages and rows, the row that was not seen for longest makes room (ties: the
 * earlier row). The same pages in the same order give the same template and the same bytes.
 */
#ifndef BW_EXTRACT_TEMPLATE_H
#define BW_EXTRACT_TEMPLATE_H

#include "core/buf.h"
#include "extract/article.h"

enum {
	BW_TEMPLATE_WINDOW = 64,   /* pages */
	BW_TEMPLATE_ROWS = 768,    /* paragraphs */
	BW_TEMPLATE_WORDS = 20,    /* of a page, that say what it is about */
	BW_TEMPLATE_PAGES_MIN = 5, /* that bear a paragraph which is taken off */
	BW_TEMPLATE_SHARE = 4      /* and one in so many of the window */
};

struct bw_template_row {
	uint64_t hash;
	uint64_t pages; /* one bit a page of the window, the newest is bit 0; never 0 */
};

struct bw_template_page {
	uint64_t url; /* hash of its address */
	uint32_t n_words;
	uint32_t words[BW_TEMPLATE_WORDS]; /* hashes, ascending */
};

/* Zero is the template of a site of which nothing was seen. */
struct bw_template {
	struct bw_template_page page[BW_TEMPLATE_WINDOW]; /* the newest is page[0] */
	uint32_t n_pages, n_rows;
	struct bw_template_row row[BW_TEMPLATE_ROWS]; /* in order of first appearance */
};

/* Adds a page; one that stands in the window already (by its address) changes nothing. */
void bw_template_learn(struct bw_template *t, struct bw_arena *a, const struct bw_article *article);
/* Takes off the paragraphs of the site's template; text, shape and entries stay consistent. Returns how many went. When
 * the text is empty afterwards the page had no article. Learning comes first, so that a page counts itself. */
uint32_t bw_template_strip(const struct bw_template *t, struct bw_arena *a, struct bw_article *article);

void bw_template_pack(const struct bw_template *t, struct bw_buf *out);
/* BW_EINPUT when the bytes are no packed template; *t is zero then. */
int bw_template_unpack(struct bw_str bytes, struct bw_template *t, struct bw_err *err);

#endif
