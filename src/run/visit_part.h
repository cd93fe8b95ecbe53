/* What the files of a visit share. Private to run/visit*.c and run/keep.c. */
#ifndef BW_RUN_VISIT_PART_H
#define BW_RUN_VISIT_PART_H

#include "core/map.h"
#include "extract/template.h"
#include "net/fetch.h"
#include "run/ingest.h"
#include "run/parse.h"
#include "run/workers.h"

/* A page to be read. */
struct bw_wanted {
	const struct bw_item *item; /* what the feed says of it; NULL for one that is only looked at again */
	size_t source, place;       /* index into sources; of the item in its feed */
	bool own_text;              /* the item is all there is: nothing is asked for */
	struct bw_str url;          /* the address that is asked for, canonical */
	struct bw_seen seen;        /* known: it was read or set aside before */
};
struct bw_wanted_pages {
	BW_VEC(struct bw_wanted) rows;
};

/* What a visit learns of how often a source publishes. */
enum { BW_PACE_ITEMS = 32 };
struct bw_pace {
	bw_time items[BW_PACE_ITEMS]; /* of the feed, as far as they are dated */
	size_t n_items;
	int64_t retry_after_s, fresh_s; /* -1 not said */
	bool gone, unchanged;
};

struct bw_visit {
	struct bw_engine *e;
	struct bw_clock clock;
	const struct bw_teller *teller;
	struct bw_visit_report *out;
	struct bw_arena arena; /* of the whole visit */
	struct bw_arena part;  /* of the sources that are being read */
	struct bw_fetcher *fetcher;
	struct bw_source_rows sources;
	bool *complete; /* by source: nothing of it is left for later */
	bool *whole;    /* by source: pages of it that were set aside are due again, so its feed is wanted in full */
	struct bw_pace *paces; /* by source */
	int64_t revisit_s;
	const char *doing; /* what the progress line says */
};

/* ---- visit.c ---- */

void bw_visit_failed(struct bw_visit *v, struct bw_source_row *s, const char *why);
void bw_visit_read(struct bw_visit *v, struct bw_source_row *s, struct bw_str complaint);
void bw_visit_tell(struct bw_visit *v, struct bw_str url, const char *what);
/* In a replay what is dated later is not there yet. */
bool bw_visit_is_later(const struct bw_visit *v, bw_time dated);
/* The host of a source: what --allow-private was said for. */
struct bw_str bw_visit_host(struct bw_arena *a, const struct bw_source_row *s);
/* For bw_fetch_all: ctx is the visit. */
void bw_visit_progress(void *ctx, size_t done, size_t n, const struct bw_response *last);
/* Parses in the workers; results in the order of the tasks. */
int bw_visit_parse(struct bw_visit *v, struct bw_arena *a, const struct bw_parse_task *tasks, size_t n,
		   struct bw_parse_result *results, struct bw_err *err);

/* ---- visit_sources.c ---- */

/* Reads sources [from, to) that are on the network and due; what is new in them is added to the list, each address
 * once, in the order of sources and items. */
int bw_visit_sources(struct bw_visit *v, const bool *due, size_t from, size_t to, struct bw_wanted_pages *wanted,
		     struct bw_err *err);

/* ---- visit_pages.c ---- */

int bw_visit_pages(struct bw_visit *v, const struct bw_wanted_pages *wanted, struct bw_err *err);

/* ---- visit_files.c ---- */

bool bw_visit_is_file(enum bw_source_kind kind);
int bw_visit_files(struct bw_visit *v, size_t source, struct bw_err *err);

/* ---- keep.c ---- */

/* A text that came in and is to be archived. */
struct bw_keep {
	const struct bw_source_row *source;
	struct bw_str url; /* the address under which it was found */
	struct bw_str id;  /* the feed's id for it, "" none */
	uint64_t article;  /* what the address led to before, 0 nothing */
	const struct bw_article *parsed;
	struct bw_str raw;
};
/* Archives it as a new article, as a version of one, or finds that it is there already: the address, the feed's id and
 * the text decide together (see keep.c). */
int bw_keep(struct bw_visit *v, const struct bw_keep *k, struct bw_err *err);
/* The page of an archived article is gone: told once, and kept as a version without text. */
int bw_keep_gone(struct bw_visit *v, uint64_t article, struct bw_str url, struct bw_err *err);
/* It is no article: remembered with the reason. */
int bw_keep_aside(struct bw_visit *v, const struct bw_source_row *source, struct bw_str url, const char *why,
		  struct bw_err *err);

/* ---- keep_template.c ---- */

/* Learns from a page that is new, and takes off it what its site has on many pages; its text may be empty then. */
int bw_keep_learn(struct bw_visit *v, struct bw_arena *a, struct bw_article *article, struct bw_err *err);
/* Of a page that is looked at again: what was left in the archived text stays in the new one too, so that what was
 * learned of the site in between is no change of the article. */
int bw_keep_strip_again(struct bw_visit *v, struct bw_arena *a, struct bw_str archived, struct bw_article *article,
			struct bw_err *err);

#endif
