/*
 * Words of a source on their way into a page: every sentence, headline and source mark of this room is made here, so
 * that each carries its citation.
 */
#ifndef BW_COMPOSE_QUOTE_H
#define BW_COMPOSE_QUOTE_H

#include "compose/compose.h"

/* A span of an article's text with the words that carry the claim. */
struct bw_span {
	uint32_t start, end, anchor_start, anchor_end;
};

/* The article of that key, NULL when the view does not hold it. */
const struct bw_view_article *bw_quote_article(const struct bw_view *view, uint64_t key);
/* Name of who published it: the page's own word, else the source it came through, else the host of its address. */
struct bw_str bw_quote_outlet(const struct bw_article *article);
/* As many hex digits of an article's key or a development's id as tell it from all others of the view; 8 at least. */
void bw_quote_article_id(struct bw_arena *a, const struct bw_view *view, uint64_t key, struct bw_block *into);
void bw_quote_development_id(struct bw_arena *a, const struct bw_view *view, uint64_t id, struct bw_block *into);
/* "3 March 2026"; "date unknown". */
struct bw_str bw_quote_day(struct bw_arena *a, bw_time t);

struct bw_inline *bw_quote_sentence(struct bw_arena *a, struct bw_block *into, const struct bw_view_article *from,
				    struct bw_span span, unsigned trims);
struct bw_inline *bw_quote_title(struct bw_arena *a, struct bw_block *into, const struct bw_view_article *from);
/* The source mark: outlet and day, linked to the article page; `moved` is an attribution taken off the sentence. */
void bw_quote_source(struct bw_arena *a, struct bw_block *into, const struct bw_view_article *from,
		     struct bw_str moved);
void bw_quote_status(struct bw_arena *a, struct bw_block *into, enum bw_status status);
/* An evidence block: the sentence with its anchor, status, source mark. */
struct bw_block *bw_quote_block(struct bw_arena *a, struct bw_block *parent, const struct bw_view_article *from,
				struct bw_span span, enum bw_status status, unsigned trims);

/* A heading of our own words, and a labelled fact (the label; the value is added by the caller). */
struct bw_block *bw_quote_heading(struct bw_arena *a, struct bw_block *parent, int level, const char *text);
struct bw_block *bw_quote_fact(struct bw_arena *a, struct bw_block *facts, const char *label);
/* "1 article", "3 articles". */
struct bw_str bw_quote_count(struct bw_arena *a, uint64_t n, const char *one, const char *many);
/* A meter: the strength of a signal at a moment. */
void bw_quote_meter(struct bw_arena *a, struct bw_block *parent, bw_time at, int strength);
void bw_quote_link(struct bw_arena *a, struct bw_block *into, struct bw_str text, struct bw_str href);

#endif
