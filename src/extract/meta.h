/* From facts to the fields of an article: what agrees counts more than what is said once. */
#ifndef BW_EXTRACT_META_H
#define BW_EXTRACT_META_H

#include "extract/article.h"
#include "extract/facts.h"

/* Title of the page; *publisher gets the outlet's name when it was cut off the title's end ("" otherwise). (title.c) */
struct bw_str bw_title_pick(const struct bw_facts *f, const struct bw_page *p, struct bw_str url,
			    struct bw_str *publisher);
/* The heading that bears the title, 0 when no heading does. (title.c) */
uint32_t bw_title_heading(const struct bw_page *p, struct bw_str title);

/* Adds the visible facts, then fills title, author, publisher, language, section, url, published and modified; hints
 * fill what stays unknown. */
void bw_meta_fill(struct bw_facts *f, const struct bw_page *p, struct bw_str url, const struct bw_page_hints *hints,
		  struct bw_article *out);

#endif
