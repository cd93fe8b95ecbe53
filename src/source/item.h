/*
 * What every kind of source comes to: bytes in, items out. Pure: no network, no clock.
 */
#ifndef BW_SOURCE_ITEM_H
#define BW_SOURCE_ITEM_H

#include "core/arena.h"
#include "core/err.h"
#include "core/time.h"
#include "core/vec.h"

enum bw_source_kind {
	BW_SOURCE_RSS,
	BW_SOURCE_RDF,
	BW_SOURCE_ATOM,
	BW_SOURCE_JSON_FEED,
	BW_SOURCE_PAGE,
	BW_SOURCE_OPML,
	BW_SOURCE_FOLDER,
	BW_SOURCE_UNKNOWN,
	BW_SOURCE_SITEMAP, /* a site map, a news site map, or an index of site maps */
	BW_SOURCE_MAILBOX, /* a file of messages (mbox) */
	BW_SOURCE_MAILDIR,
	BW_SOURCE_ARCHIVE, /* a WARC file */
	BW_SOURCE_KINDS    /* the numbers are kept in stores: new kinds go before this one */
};

struct bw_item {
	struct bw_str id;      /* guid or id as given; "" when absent */
	struct bw_str url;     /* absolute; "" when the item has none */
	struct bw_str title;   /* plain text, entities and markup resolved, white space folded */
	struct bw_str author;  /* plain text; "" unknown; several joined with ", " */
	struct bw_str summary; /* plain text */
	struct bw_str content; /* full content as HTML when the feed carries it (content:encoded, atom content,
				  content_html); "" otherwise */
	bw_time published;     /* BW_TIME_NONE unknown */
	bw_time updated;
};

/* A site map that an index of site maps names. */
struct bw_map_link {
	struct bw_str url;
	bw_time modified; /* BW_TIME_NONE unknown */
};

struct bw_feed {
	enum bw_source_kind kind;
	struct bw_str title, home, language; /* "" unknown; home absolute */
	BW_VEC(struct bw_item) items;        /* in feed order */
	BW_VEC(struct bw_map_link) maps;     /* of an index of site maps, newest first, unknown dates last */
	struct bw_str complaint; /* "" or what was wrong with the file though it could be read ("ends in mid-item: 12
				    items kept") */
};

/* What these bytes are, by content first and declared type second. HTML is BW_SOURCE_PAGE. */
enum bw_source_kind bw_source_sniff(struct bw_str bytes, struct bw_str content_type);
const char *bw_source_kind_name(enum bw_source_kind k);

/* Reads RSS 0.9x-2.0, RSS 1.0, Atom 0.3/1.0, JSON Feed 1.x, site maps and news site maps. base is the address it came
 * from. A file that breaks off keeps the whole items before the break (an item that is not closed is left out) and says
 * so in `complaint`. At most 50,000 items are kept. Of a site map the title is the publication's name, where all
 * records give the same, and of its items only news have a title. BW_EINPUT when nothing can be read, with line and
 * reason. */
int bw_feed_read(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type, struct bw_str base,
		 struct bw_feed *out, struct bw_err *err);

/* Feeds that an HTML page declares (link or a, rel=alternate), else links that look like feeds or are named so;
 * absolute addresses, the most likely first and then in page order. Feeds of comments only when there is nothing else.
 */
struct bw_feed_link {
	struct bw_str url, title;
};
struct bw_feed_links {
	BW_VEC(struct bw_feed_link) links;
	struct bw_str page_title;
};
int bw_feed_discover(struct bw_arena *a, struct bw_str html, struct bw_str base, struct bw_feed_links *out,
		     struct bw_err *err);

/* A page watched for new links, as a feed of kind BW_SOURCE_PAGE: the links of its own site that look like articles, in
 * page order, their text as title, and the date where one stands beside the link. Menus, footers and links that lead to
 * sections, tags, authors or accounts are left out. BW_EINPUT when it is no page. */
int bw_feed_from_links(struct bw_arena *a, struct bw_str html, struct bw_str content_type, struct bw_str base,
		       struct bw_feed *out, struct bw_err *err);

/* OPML 1.0/2.0, nested; the path of folder names, joined with '/', is kept; a feed that stands in no folder is in that
 * of its first category. Relative addresses are resolved against base. */
struct bw_opml_entry {
	struct bw_str title, feed_url, home, folder;
	struct bw_str owner; /* of the outlet; "" unknown: attribute bellwether:owner, or owner */
};
struct bw_opml {
	struct bw_str title;
	BW_VEC(struct bw_opml_entry) entries;
	BW_VEC(struct bw_str) includes; /* addresses of other lists that it includes; they are not followed */
};
int bw_opml_read(struct bw_arena *a, struct bw_str bytes, struct bw_str base, struct bw_opml *out, struct bw_err *err);
/* OPML 2.0 of the entries, in folders of their names; what bw_opml_read reads again as the same entries. Each folder is
 * written once, where its first entry stands, so entries of one folder come together. */
struct bw_buf;
void bw_opml_write(const struct bw_opml *opml, struct bw_buf *out);

#endif
