/*
 * What the parts of the watched-page reader share. A page is walked once: each open block element becomes a node that
 * knows its parent, each link and each date stands in a node. Links are then judged by their address, their text and
 * where they stand; what most links of one place are, the others of that place are more likely to be too.
 */
#ifndef BW_SOURCE_LINKS_H
#define BW_SOURCE_LINKS_H

#include "core/map.h"
#include "source/item.h"

/* What a node stands in. */
enum {
	BW_ZONE_NAV = 1,      /* nav, page header or footer, aside */
	BW_ZONE_MARGIN = 2,   /* a class or id that says the same: less sure */
	BW_ZONE_ARTICLE = 4,  /* article, or a class that says so */
	BW_ZONE_HEADING = 8,  /* h1 to h6 */
	BW_ZONE_LIST = 16,    /* li, tr, dd */
	BW_ZONE_FOOTNOTE = 32 /* the footer of an article: its tags and buttons */
};

struct bw_link_node {
	uint32_t parent;        /* the first node is its own */
	int zones, own;         /* own: without those of the nodes around it */
	bool is_card, has_date; /* article, li, tr or dd; a date stands in it, not far below */
	uint64_t shape;         /* of the path of elements and classes to it: the same for rows of one list */
	struct bw_str heading;  /* the first heading in it that holds no link */
	uint32_t prose;         /* bytes of text in it outside links and inner elements, so far */
	uint32_t n_urls, url;   /* different addresses in it, and the last of them (index + 1) */
	uint32_t n_kept, kept;  /* the same of those kept as articles */
	uint32_t kept_at;       /* place of the first of them */
	uint32_t n_dates, date; /* dates that stand between several links in it, and the place of the first */
};

struct bw_link_seen { /* one link element */
	struct bw_str text;
	uint32_t url, node, at; /* index of the address, node it stands in, place in the page */
	bool is_heading;        /* the text is a heading */
	bool in_prose;          /* it stands in the midst of a text */
	bw_time time;           /* a date inside the link */
};

struct bw_link_date {
	uint32_t node, at;
	bw_time time;
};

struct bw_link_url {
	struct bw_str url, title;
	int score, title_rank;
	bool refused, kept;
	uint32_t item; /* index + 1 among the items, 0 not yet */
	bw_time time;
};

struct bw_link_page {
	struct bw_arena *arena;
	struct bw_str base, language, title; /* base: what links are relative to */
	BW_VEC(struct bw_link_node) nodes;
	BW_VEC(struct bw_link_seen) seen;
	BW_VEC(struct bw_link_date) dates;
	BW_VEC(struct bw_link_url) urls;
};

/* Reads the page. False when it has no element. */
bool bw_links_walk(struct bw_link_page *page, struct bw_str html);
/* Decides which addresses are articles, and their titles. site: the address of the page itself. */
void bw_links_judge(struct bw_link_page *page, struct bw_str site);
/* Gives kept addresses the dates that stand beside them. */
void bw_links_date(struct bw_link_page *page);
/* A date that is the whole text but for a few words before it ("Published: 2 March 2026"), in one of its parts. */
bw_time bw_links_date_in(struct bw_str text);

#endif
