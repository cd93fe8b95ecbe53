/*
 * Facts come in: sources are added and visited, articles archived. One source that fails never stops the others; what
 * fails today is tried again at the next visit.
 */
#ifndef BW_RUN_INGEST_H
#define BW_RUN_INGEST_H

#include "run/engine.h"

struct bw_clock {
	bw_time now;
	bool replay; /* a past moment is lived again: items dated later are not there yet */
};

/* Called when something worth telling happened: a source added, a document refused. */
struct bw_teller {
	void (*warn)(void *ctx, const char *line);
	void (*progress)(void *ctx, const char *what, size_t done, size_t n);
	void *ctx;
};

struct bw_add_request {
	struct bw_str what; /* feed, page or OPML address; file or folder */
	struct bw_str name; /* "" take it from the feed */
	struct bw_str desk;
	struct bw_str owner; /* of the outlet; "" unknown, or as it was */
	bool allow_private;
	bool watch; /* a page is watched for new links itself, whatever feed it names */
};
struct bw_added {
	struct bw_str url, name;
	enum bw_source_kind kind;
	bool is_new;
};
struct bw_add_report {
	BW_VEC(struct bw_added) rows;
	BW_VEC(struct bw_str) includes; /* lists that the list refers to: they were not read */
};
/* Finds out what it is and stores the source or sources. */
int bw_ingest_add(struct bw_engine *e, const struct bw_add_request *request, bw_time now, struct bw_arena *a,
		  struct bw_add_report *out, struct bw_err *err);

struct bw_visit_report {
	uint32_t sources, failed, unchanged;
	uint32_t articles, versions, set_aside,
		waiting; /* new ones; changed texts; pages that are no articles; dated later than a replay's clock */
};
/* Visits all sources, or (due_only) those that have rested as long as they usually do; a source whose server asked to
 * be left alone is, either way. Faults of sources are in their rows and told; this fails only when the store does. */
int bw_ingest_visit(struct bw_engine *e, struct bw_clock clock, bool due_only, const struct bw_teller *teller,
		    struct bw_visit_report *out, struct bw_err *err);

struct bw_import_report {
	uint32_t lines, articles, versions, same, refused;
};
/* Articles ready made, one JSON object a line. A bad line is told by number and left out. */
int bw_ingest_import(struct bw_engine *e, struct bw_str lines, struct bw_str where, bw_time now,
		     const struct bw_teller *teller, struct bw_import_report *out, struct bw_err *err);

/* BW_ELIMIT when the text is longer than read.max_article. */
int bw_ingest_check_length(const struct bw_engine *e, const struct bw_article *article, struct bw_err *err);

/* One document from bytes (run/document.h): an article or a feed. */
struct bw_document {
	bool is_article;
	struct bw_article article;
	enum bw_page_kind kind;
	bool is_feed;
	struct bw_feed feed;
};

#endif
