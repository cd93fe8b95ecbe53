/*
 * Everything that arrives from outside is parsed here, and here only: a task goes in, a result comes out, and nothing
 * else happens. bw_parse_run is pure, so it can run in this process or in a worker that may touch nothing
 * (run/workers.h).
 */
#ifndef BW_RUN_PARSE_H
#define BW_RUN_PARSE_H

#include "core/buf.h"
#include "extract/article.h"
#include "source/item.h"

enum bw_parse_what {
	BW_PARSE_FEED,     /* a feed or a site map: feed */
	BW_PARSE_LINKS,    /* a page watched for links: feed */
	BW_PARSE_DISCOVER, /* the feeds that a page names: links */
	BW_PARSE_OPML,     /* opml */
	BW_PARSE_SOURCE,   /* what an address to be followed leads to: by `sniffed` a feed, the feeds of a page (links),
			      or   opml */
	BW_PARSE_PAGE,     /* article and kind; a page that is no article falls back on the item's own content */
	BW_PARSE_MESSAGE,  /* a mail: article, and item.id as id */
	BW_PARSE_DOCUMENT, /* whatever it is (a page, a text, Markdown, a mail, article JSON, a feed): article or feed
			    */
	BW_PARSE_TASKS
};

struct bw_parse_task {
	enum bw_parse_what what;
	struct bw_str bytes, content_type;
	struct bw_str url;          /* where it comes from: base of what is relative */
	struct bw_page_hints hints; /* of a page */
	struct bw_str fallback;     /* of a page: the item's full content as HTML, "" none */
	bw_time updated;            /* of a page: as the item says, for a page that does not */
};

struct bw_parse_result {
	int code;                    /* 0, or why it cannot be read, in words in err */
	struct bw_err err;           /* names the place, not the address */
	enum bw_source_kind sniffed; /* what the bytes are, for every task */
	bool is_feed;                /* of a document: feed holds it, not article */
	struct bw_feed feed;
	struct bw_feed_links links;
	struct bw_opml opml;
	struct bw_article article;
	enum bw_page_kind kind;
	struct bw_str id; /* of a message */
};

/* Strings of the result are in the arena or borrowed from the task. */
void bw_parse_run(struct bw_arena *a, const struct bw_parse_task *task, struct bw_parse_result *out);

/*
 * Tasks and results as bytes, for pipes (parse_pack.c). What comes back from bytes is sound whoever wrote them: every
 * string is well-formed UTF-8 without NUL (of a result), every number one that its type has, dates lie in years 1 to
 * 9999 or are unknown, shape and entries of an article fit its paragraphs or are left out. Strings are borrowed.
 */
enum { BW_PARSE_PARTS_MAX = 200000 }; /* of one kind (items, links, entries) in a result */

/* All of a task but task->bytes, which are to follow as they are. */
void bw_parse_task_pack(const struct bw_parse_task *task, struct bw_buf *out);
/* False when `in` is no task. */
bool bw_parse_task_unpack(struct bw_str in, struct bw_parse_task *out);
/* out->failed when it has more parts than may be, or is longer than out->max. */
void bw_parse_result_pack(const struct bw_parse_result *result, struct bw_buf *out);
bool bw_parse_result_unpack(struct bw_arena *a, struct bw_str in, struct bw_parse_result *out);

#endif
