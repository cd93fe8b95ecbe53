/*
 * Which part of a page is the text. Containers are scored by the paragraphs below them (length, commas, distance), by
 * class cues and by link density, in the manner of Arc90's Readability (2009); the best one is widened to siblings that
 * look like it, and what is not text inside it is cut.
 */
#ifndef BW_EXTRACT_BODY_H
#define BW_EXTRACT_BODY_H

#include "extract/page.h"

/* What is known of the article before its text is looked for; all may be "". */
struct bw_body_known {
	struct bw_str title, author;
	struct bw_str article_body; /* the text as JSON-LD tells it: a vote, never taken as it is */
	struct bw_str summary;
};

struct bw_body {
	uint32_t root;       /* the container that was chosen, 0 for none */
	const uint32_t *run; /* numbers of the runs that are the text, in order */
	size_t n;
	size_t bytes, prose_bytes; /* of the text, of its sentences */
};

/* Marks of the page are changed: what was cut stays cut. */
void bw_body_find(struct bw_page *p, const struct bw_body_known *known, struct bw_body *out);

/* Parts of the work, one file each. */

/* Cuts what is surely or probably not text, anywhere on the page; strict also cuts by class names. (trim.c) */
void bw_trim_page(struct bw_page *p, bool strict);
/* Cuts boxes, lists and tables below root that read like furniture. (trim.c) */
void bw_trim_inside(struct bw_page *p, uint32_t root, bool strict);
/* Weight of an element's class and id: 25, 0 or -25. (trim.c) */
int bw_trim_weight(const struct bw_page *p, uint32_t node);
/* The container with the boxes that go on with its text: a container that adds sentences and hardly anything else takes
 * its place. (widen.c) */
uint32_t bw_body_widen(struct bw_page *p, uint32_t top, bool strict);
/* The container that holds the sentences which JSON-LD tells, where top does not hold nine tenths of them; else top.
 * (vote.c) */
uint32_t bw_body_by_vote(const struct bw_page *p, const struct bw_body_known *known, uint32_t top);
/* Takes in the sentences that JSON-LD tells and that were cut, and drops short lines with links that it does not tell,
 * where it tells most of what was picked. run has room for every run of the page; returns how many there are then.
 * (vote.c) */
size_t bw_body_vote_runs(const struct bw_page *p, const struct bw_body_known *known, uint32_t *run, size_t n);
/* Drops lines that are no text of the article: repeated title, byline, date, calls to share or subscribe. Keeps order,
 * returns how many stay. (lines.c) */
size_t bw_lines_filter(const struct bw_page *p, const struct bw_body_known *known, uint32_t *run, size_t n);

#endif
