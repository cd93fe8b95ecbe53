/*
 * Text from outside, made harmless, and what all renderers agree on: how pieces are joined, where links lead.
 */
#ifndef BW_RENDER_SAFE_H
#define BW_RENDER_SAFE_H

#include "compose/page.h"
#include "core/buf.h"

/* The next code point to print: controls, bidirectional overrides and isolates, and ill-formed bytes are U+FFFD; line
 * breaks and tabs are a space. *pos must be < s.len. */
uint32_t bw_safe_next(struct bw_str s, size_t *pos);
/* Columns of a terminal that a code point takes: 0 combining, 2 East Asian wide, else 1. */
int bw_safe_width(uint32_t cp);

/* Whether a space stands between two pieces of a block. */
bool bw_safe_joins(const struct bw_inline *before, const struct bw_inline *after);

enum bw_safe_link { BW_LINK_NONE, BW_LINK_SITE, BW_LINK_WEB };
enum bw_safe_link bw_safe_link_kind(struct bw_str href);
/* The address as seen from a page: "../../articles/3f2a.html#s17". The fragment of a site path keeps its place. */
void bw_safe_put_address(struct bw_buf *out, const struct bw_page *from, struct bw_str href, const char *extension);
/* "../" as often as the page lies deep. */
void bw_safe_put_up(struct bw_buf *out, const struct bw_page *from);

/* Where the anchor of cites[0] lies in the text of an inline; false when there is none or a trim took it away. */
bool bw_safe_anchor(const struct bw_inline *i, size_t *start, size_t *end);

#endif
