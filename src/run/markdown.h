/*
 * Markdown (CommonMark's blocks and marks, as far as text needs them) as an article, with the fields that stand in
 * front of it between two lines "---" as site generators have them.
 */
#ifndef BW_RUN_MARKDOWN_H
#define BW_RUN_MARKDOWN_H

#include "extract/article.h"

bool bw_markdown_is_named(struct bw_str url); /* ".md", ".markdown" */
/* By the name, or by the fields in front. text is UTF-8. */
bool bw_markdown_is(struct bw_str text, struct bw_str url);

/* Marks of emphasis, links and code are off, pictures and HTML left out; paragraphs have their shape. title, author,
 * date, language and address come from the fields in front; the title else from the first heading. */
int bw_markdown_article(struct bw_arena *a, struct bw_str text, struct bw_str url, struct bw_article *out,
			struct bw_err *err);

#endif
