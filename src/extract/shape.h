/*
 * Runs of a page, or lines of plain text, as the paragraphs of an article: what each of them is (enum bw_shape), and
 * the rows of tables put together. A table, a list, a quotation or preformatted text that holds most of the text is
 * layout, and its paragraphs are plain.
 */
#ifndef BW_EXTRACT_SHAPE_H
#define BW_EXTRACT_SHAPE_H

#include "extract/article.h"
#include "extract/page.h"

struct bw_shaped {
	struct bw_str text, shape;
	const uint32_t *node; /* of each paragraph: the node where it begins */
	const uint32_t *bold; /* bytes at its start that are set in bold, 0 for none */
	uint32_t n;           /* paragraphs */
};

/* run: numbers of runs of the page, in order. Sums of the page must be current (bw_page_sum). A quotation that repeats
 * words of another paragraph is left out. */
void bw_shape_runs(const struct bw_page *p, const uint32_t *run, size_t n, struct bw_shaped *out);

/* Number of paragraphs of a text in the form of an article. */
uint32_t bw_shape_count(struct bw_str text);
/* Cuts the next paragraph off *rest; false when there is none left. */
bool bw_shape_next(struct bw_str *rest, struct bw_str *paragraph);
/* One known letter for each paragraph of the text. */
bool bw_shape_fits(struct bw_str shape, struct bw_str text);

/* What stands before a cell of a row: the bar after the cell before it, and one for each empty cell between. */
void bw_shape_part_cells(struct bw_buf *b, bool first, uint32_t empty);

/* Plain text with the marks of Markdown (CommonMark 0.31: headings, lists, quotations, fences; tables as GitHub has
 * them), and front matter between two lines "---": fills title, author, published, text and shape of out. Marks of
 * emphasis, links and references are taken off. Only with `markdown` are lines indented by four spaces code, as plain
 * text is indented for other reasons. (shape_text.c) */
void bw_shape_text(struct bw_arena *a, struct bw_str text, bool markdown, struct bw_article *out);
/* One line without the marks of Markdown within it. (shape_inline.c) */
struct bw_str bw_shape_inline(struct bw_arena *a, struct bw_str line);

#endif
