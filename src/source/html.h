/*
 * HTML as a run of tags and text, enough to take plain text out of a fragment and links out of a page; the article
 * itself is read elsewhere with a whole parser. Linear in the length whatever the input. Views are borrowed from it.
 */
#ifndef BW_SOURCE_HTML_H
#define BW_SOURCE_HTML_H

#include "core/arena.h"
#include "core/str.h"

struct bw_html {
	struct bw_str s;
	size_t pos;
	size_t plain_until; /* no tag begins before here */
};

enum bw_html_kind { BW_HTML_END, BW_HTML_TEXT, BW_HTML_OPEN, BW_HTML_CLOSE };
enum bw_html_role { BW_HTML_UNKNOWN, BW_HTML_INLINE, BW_HTML_BLOCK, BW_HTML_RAW };

struct bw_html_token {
	enum bw_html_kind kind;
	enum bw_html_role role; /* of a tag */
	struct bw_str text;     /* of text: not decoded; of a tag: all of it, from '<' to '>' */
	struct bw_str name;     /* of a tag, as written */
	struct bw_str attrs;    /* of an opening tag: for bw_html_attr */
};

/* The next token. Comments and declarations are left out, so is what stands inside script and style. A tag whose name
 * is no element of HTML has the role BW_HTML_UNKNOWN: in a feed's text it is often text ("Vec<T>"). */
enum bw_html_kind bw_html_next(struct bw_html *h, struct bw_html_token *t);

/* Value of an attribute with references decoded; "" when absent. */
struct bw_str bw_html_attr(struct bw_arena *a, const struct bw_html_token *t, struct bw_str name);

/* Plain text of a fragment: markup off, references decoded (twice or three times where they were escaped twice or three
 * times), white space folded. */
struct bw_str bw_html_plain(struct bw_arena *a, struct bw_str fragment);

/* True when a known element is opened or closed in it. */
bool bw_html_has_markup(struct bw_str s);

#endif
