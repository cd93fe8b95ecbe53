/*
 * The tree as something a person or a program reads. One file a renderer, one const struct each; text from outside is
 * never markup. Renderers are pure: same page, same bytes.
 *
 * Pieces of a block are parted by one space, but not before closing punctuation (", ; : . )") nor after "(". Control
 * and bidirectional-override characters are printed as U+FFFD everywhere but in JSON, which keeps the tree as it is. A
 * chart of one point is a meter (3 of 10), of more a curve. Links to pages of the site are relative to the page, so a
 * folder of pages can be moved; links elsewhere are made only to http and https addresses.
 */
#ifndef BW_RENDER_RENDER_H
#define BW_RENDER_RENDER_H

#include "compose/page.h"
#include "core/buf.h"

struct bw_render_options {
	bool colour;              /* terminal: ANSI colours and weights */
	int columns;              /* terminal: width, 0 for 80 */
	struct bw_str site_title; /* "Bellwether" */
};

struct bw_renderer {
	const char *name;      /* "html" */
	const char *extension; /* ".html"; "" for none */
	void (*render)(const struct bw_page *page, const struct bw_render_options *options, struct bw_buf *out);
};

extern const struct bw_renderer bw_render_terminal, bw_render_html, bw_render_markdown, bw_render_json;
/* By name; NULL when there is none. */
const struct bw_renderer *bw_renderer_find(struct bw_str name);

/* The style sheet that HTML pages link to as "style.css" at the root of the site. */
struct bw_str bw_render_stylesheet(void);

#endif
