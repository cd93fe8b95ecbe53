/*
 * Parts of the HTML renderer.
 */
#ifndef BW_RENDER_HTML_PART_H
#define BW_RENDER_HTML_PART_H

#include "compose/page.h"
#include "core/buf.h"

/* Text as text, in elements and in quoted attributes. */
void bw_html_part_text(struct bw_buf *out, struct bw_str s);
/* The strength over time as inline SVG; a meter for one point. */
void bw_html_part_chart(struct bw_buf *out, const struct bw_block *chart);
/* The pieces of a block from `from` on. anchored: mark the words that carry the claim. */
void bw_html_part_inlines(struct bw_buf *out, const struct bw_page *page, const struct bw_block *b, size_t from,
			  bool anchored);

/* One piece, of a table. */
void bw_html_part_cell(struct bw_buf *out, const struct bw_page *page, const struct bw_inline *i);

#endif
