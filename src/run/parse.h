/*
 * Everything that arrives from outside is parsed here, and here only: a task goes in, a result comes out, and nothing
 * else happens. bw_parse_run is pure, so it can run in this process or in a worker that may touch nothing
 * (run/workers.h).
 */
#ifndef BW_RUN_PARSE_H
#define BW_RUN_PARSE_H

#include "extract/article.h"
#include "source/item.h"

enum bw_parse_what {
	BW_PARSE_FEED,     /* a feed or a site map: feed */
	BW_PARSE_LINKS,    /* a page watched for links: feed */
	BW_PARSE_DISCOVER, /* the feeds that a page names: links */
	BW_PARSE_OPML,     /* opml */
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

#endif
