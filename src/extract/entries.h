/*
 * Live blogs and round-ups, kept as separate entries, so that their lines do not glue stories together. A live blog is
 * known by schema.org (LiveBlogPosting with liveBlogUpdate), by repeated containers that each bear a time, or by
 * paragraphs that begin with times running backwards (forwards only where the page calls itself live: a chronicle of a
 * case runs forwards too). A round-up is a row of headings or leads, each with a short text, whose texts share neither
 * names nor words; a text whose parts share them is one story with subheadings. When in doubt it is prose.
 */
#ifndef BW_EXTRACT_ENTRIES_H
#define BW_EXTRACT_ENTRIES_H

#include "extract/article.h"
#include "extract/kind.h"
#include "extract/shape.h"

struct bw_entries_view {
	const struct bw_page *page;     /* NULL for plain text */
	const struct bw_shaped *shaped; /* NULL for plain text; else of the same text as the article */
	struct bw_str published_text;   /* the date as the page states it, for its zone; "" unknown */
};

/* Reads title, url, published, text and shape of the article; fills form, entries and n_entries. */
void bw_entries_find(struct bw_arena *a, const struct bw_entries_view *v, struct bw_article *article);

/* A time of day at the start of a text: "6:24 p.m.", "10.24", "18h24", "[14:05 GMT]". */
struct bw_stamp {
	int minute;   /* of the day */
	bool zoned;   /* it says its zone */
	int offset;   /* of the zone, minutes east of UTC */
	size_t bytes; /* it takes, with the marks and the space after it */
};
bool bw_stamp_read(struct bw_str text, struct bw_stamp *out);

/* Parts of the work, one file each. */
struct bw_entry_paragraph {
	struct bw_str text;
	char shape;
	uint32_t node, bold;
};
struct bw_entry_case {
	struct bw_arena *arena;
	const struct bw_entries_view *view;
	const struct bw_article *article;
	const struct bw_entry_paragraph *p;
	uint32_t n;
	bool live; /* its type says so */
	struct bw_entry *out;
	uint32_t n_out;
};
bool bw_entries_by_schema(struct bw_entry_case *c); /* entries_schema.c */
bool bw_entries_by_box(struct bw_entry_case *c);    /* entries_live.c */
bool bw_entries_by_stamp(struct bw_entry_case *c);  /* entries_live.c */
bool bw_entries_round_up(struct bw_entry_case *c);  /* entries_round.c */
/* Title, address or type call it live. */
bool bw_entries_is_live(const struct bw_entry_case *c);
/* The id of the nearest element that holds the first paragraph of an entry, and nothing of the one before. */
struct bw_str bw_entries_anchor(const struct bw_entry_case *c, uint32_t first, uint32_t n);
/* A machine's date ("2026-03-02T14:05:00+01:00") with a time of day and a zone; BW_TIME_NONE without either. */
bw_time bw_entries_time(struct bw_str date);
/* A heading or a line in bold that the entry begins with. */
struct bw_str bw_entries_title(const struct bw_entry_case *c, uint32_t first, uint32_t n);

#endif
