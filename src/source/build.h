/*
 * What the readers of feeds share: an item is gathered from raw values, each with a rank, the best value of each slot
 * wins, and when the item is whole the values become what item.h promises.
 */
#ifndef BW_SOURCE_BUILD_H
#define BW_SOURCE_BUILD_H

#include "source/item.h"

enum bw_slot {
	BW_SLOT_TITLE,
	BW_SLOT_LINK,
	BW_SLOT_ID,
	BW_SLOT_AUTHOR,
	BW_SLOT_SUMMARY,
	BW_SLOT_CONTENT,
	BW_SLOT_PUBLISHED,
	BW_SLOT_UPDATED,
	BW_SLOT_LANGUAGE,
	BW_SLOTS
};

/* Where an item has several links, the last is the one it means: the others are of what it was made from. */
enum { BW_RANK_RSS_LINK = 8 };

/* Of one feed; the protocol of site maps allows as many. What is behind them is named in the complaint. */
enum { BW_FEED_ITEMS_MAX = 50000 };

struct bw_draft_value {
	struct bw_str text, base; /* base: the address that relative links in it are relative to */
	int rank;                 /* 0: none yet */
};

struct bw_draft {
	struct bw_draft_value slot[BW_SLOTS];
};

/* Keeps text, which must live in the arena, when it is not blank and its rank is above what is there. Authors of the
 * same rank are joined with ", ". */
void bw_draft_put(struct bw_arena *a, struct bw_draft *d, enum bw_slot slot, int rank, struct bw_str text,
		  struct bw_str base);
/* Appends the item of the draft to the feed. */
void bw_draft_to_item(struct bw_arena *a, const struct bw_draft *d, struct bw_feed *feed);
/* Title, home and language of the feed. The author of an Atom or JSON feed is the author of the items that name none
 * (RFC 4287, 4.2.1). */
void bw_draft_to_feed(struct bw_arena *a, const struct bw_draft *d, struct bw_feed *feed);

/* "Jane Doe" of "jane@x.example (Jane Doe)" and of "Jane Doe <jane@x.example>"; "" of an address alone. */
struct bw_str bw_person_name(struct bw_arena *a, struct bw_str text);
/* Absolute http(s) address of a reference, "" when it is none. */
struct bw_str bw_link_resolve(struct bw_arena *a, struct bw_str base, struct bw_str ref);
bool bw_link_is_http(struct bw_str s);
/* The time of a date as written; BW_TIME_NONE for none, and for the zeros of programs that had none ("0001-01-01",
 * "1970-01-01T00:00:00Z"). */
bw_time bw_feed_time(struct bw_str text);
/* The same of an address that may be written "feed://host/path" or "feed:https://host/path". */
struct bw_str bw_link_resolve_feed(struct bw_arena *a, struct bw_str base, struct bw_str ref);
/* True of addresses whose path or host is what feeds commonly have. */
bool bw_link_looks_like_feed(struct bw_str url);

/* The readers by kind. text is UTF-8. */
int bw_feed_read_xml(struct bw_arena *a, struct bw_str text, struct bw_str base, struct bw_feed *out,
		     struct bw_err *err);
int bw_feed_read_json(struct bw_arena *a, struct bw_str text, struct bw_str base, struct bw_feed *out,
		      struct bw_err *err);
int bw_sitemap_read_xml(struct bw_arena *a, struct bw_str text, struct bw_str base, struct bw_feed *out,
			struct bw_err *err);
int bw_sitemap_read_text(struct bw_arena *a, struct bw_str text, struct bw_str base, struct bw_feed *out,
			 struct bw_err *err);
/* True when this beginning of a text is addresses and nothing else, one a line; its last line may be cut. */
bool bw_sitemap_is_text(struct bw_str head);

#endif
