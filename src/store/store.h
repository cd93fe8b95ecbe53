/*
 * One data file. Facts (sources, visits, articles, editions, corrections) are migrated and never dropped; what is
 * derived from them carries a version and is made again by `rebuild`. SQL stands only in this folder (sql.c) and SQLite
 * behind one file (db.c). Strings that come out lie in the arena given. Every function returns 0 or a bw_code: BW_EBUSY
 * when another process holds the file longer than the patience given, BW_EIO when the disk fails or is full (nothing of
 * the open transaction is kept), BW_ECORRUPT when the file is damaged.
 */
#ifndef BW_STORE_STORE_H
#define BW_STORE_STORE_H

#include "compose/compose.h"
#include "core/arena.h"
#include "core/err.h"
#include "core/vec.h"
#include "extract/article.h"
#include "signal/signal.h"
#include "source/item.h"
#include "story/story.h"

struct bw_store;

/* Opens or makes the file. BW_ECORRUPT when it is no file of ours or was written by a newer version. */
int bw_store_open(const char *path, struct bw_store **out, struct bw_err *err);
void bw_store_close(struct bw_store *s);

int bw_store_begin(struct bw_store *s, struct bw_err *err); /* takes the write lock at once */
int bw_store_commit(struct bw_store *s, struct bw_err *err);
void bw_store_abandon(struct bw_store *s); /* nothing since begin is kept; does nothing outside a transaction */

/* ---- sources ---- */

struct bw_source_row {
	int64_t id;
	struct bw_str url; /* feed, page or folder; unique */
	struct bw_str name, home, desk;
	struct bw_str owner; /* of the outlet, as the user says; "" unknown */
	enum bw_source_kind kind;
	bool allow_private;
	bw_time added, visited, succeeded; /* BW_TIME_NONE never */
	int64_t failures;                  /* in a row */
	struct bw_str complaint;           /* of the last visit, "" none */
	struct bw_str etag, last_modified;
	int64_t interval_s;     /* how long it is left alone after a visit, as it was last reckoned; 0 not yet */
	bw_time not_before;     /* the server asked not to be asked before; BW_TIME_NONE it did not */
	struct bw_str moved_to; /* where a permanent redirect led at the last visits, "" nowhere */
	int64_t moved_visits;   /* how many of them in a row */
	bw_time ended;          /* not followed since; BW_TIME_NONE followed */
	int64_t n_articles;     /* of bw_store_source_count */
};
struct bw_source_rows {
	BW_VEC(struct bw_source_row) rows;
};

/* Adds or, when the address is known, updates name, home, desk, allow_private and, when one is given, owner. *is_new
 * tells which. */
int bw_store_source_put(struct bw_store *s, const struct bw_source_row *row, bool *is_new, struct bw_err *err);
int bw_store_source_visited(struct bw_store *s, const struct bw_source_row *row,
			    struct bw_err *err); /* health, validators, schedule, kind, name */
/* A source is followed no more; what it gave stays. Putting it again takes it up again. */
int bw_store_source_end(struct bw_store *s, int64_t id, bw_time at, struct bw_err *err);
/* Gives a source another address, unless another source has that. */
int bw_store_source_move(struct bw_store *s, int64_t id, struct bw_str url, bool *moved, struct bw_err *err);
int bw_store_source_list(struct bw_store *s, struct bw_arena *a, struct bw_source_rows *out,
			 struct bw_err *err); /* by address; n_articles 0 */
/* Counts their articles: this alone takes time that grows with the archive. */
int bw_store_source_count(struct bw_store *s, struct bw_source_rows *rows, struct bw_err *err);

/* ---- articles ---- */

struct bw_article_row {
	uint64_t key;
	struct bw_article article;
	int64_t source_id; /* 0 for imported ones */
	bw_time at, fetched;
	struct bw_str raw;         /* bytes as they came; only for put */
	struct bw_str text_sha256; /* hex; of the archive when read */
};
struct bw_article_rows {
	BW_VEC(struct bw_article_row) rows;
};

/* The article is new; its text, or a version with this text, is there already; the text is a new version, kept beside
 * the first. */
enum bw_put { BW_PUT_NEW, BW_PUT_SAME, BW_PUT_VERSION };
int bw_store_article_put(struct bw_store *s, const struct bw_article_row *row, enum bw_put *how, struct bw_err *err);
/* BW_ENOTFOUND */
int bw_store_article_get(struct bw_store *s, struct bw_arena *a, uint64_t key, struct bw_article_row *out,
			 struct bw_err *err);
/* In the order of (at, key); from and to are inclusive, fetched_by leaves out what was fetched later. */
int bw_store_article_list(struct bw_store *s, struct bw_arena *a, bw_time from, bw_time to, bw_time fetched_by,
			  struct bw_article_rows *out, struct bw_err *err);
/* What is known of an address: stored under it (or reached from it before), or set aside (article 0). due: it was first
 * seen in the last revisit_s seconds, and its age has doubled since the last look. */
struct bw_seen {
	bool known, due;
	uint64_t article;
	struct bw_str etag, last_modified; /* of the last look */
};
int bw_store_seen(struct bw_store *s, struct bw_arena *a, struct bw_str url, bw_time now, int64_t revisit_s,
		  struct bw_seen *out, struct bw_err *err);
/* Remembers a look at a known address. */
int bw_store_seen_looked(struct bw_store *s, struct bw_str url, bw_time at, struct bw_str etag,
			 struct bw_str last_modified, struct bw_err *err);
/* Addresses that led to articles and are due for another look, at most limit, those with the longest pause first. */
struct bw_due_page {
	int64_t source_id;
	struct bw_str url;
	struct bw_seen seen;
};
struct bw_due_pages {
	BW_VEC(struct bw_due_page) rows;
};
int bw_store_seen_due(struct bw_store *s, struct bw_arena *a, bw_time now, int64_t revisit_s, size_t limit,
		      struct bw_due_pages *out, struct bw_err *err);
/* The sources that have addresses which were set aside and are due. */
struct bw_source_ids {
	BW_VEC(int64_t) rows;
};
int bw_store_seen_due_sources(struct bw_store *s, struct bw_arena *a, bw_time now, int64_t revisit_s,
			      struct bw_source_ids *out, struct bw_err *err);
/* Remembers that an address led to this article (0: to none, for this reason). One that led to none may lead to one
 * later; one that led to an article stays with it. */
int bw_store_seen_put(struct bw_store *s, struct bw_str url, int64_t source_id, uint64_t article, bw_time at,
		      struct bw_str reason, struct bw_err *err);

/* The article that a feed's id for an item led to, 0 for none. */
int bw_store_item_get(struct bw_store *s, int64_t source_id, struct bw_str id, uint64_t *article, struct bw_err *err);
int bw_store_item_put(struct bw_store *s, int64_t source_id, struct bw_str id, uint64_t article, struct bw_err *err);
/* Articles that were archived with exactly this text, in order, at most limit. */
struct bw_named_article {
	uint64_t key;
	struct bw_str url;
};
struct bw_named_articles {
	BW_VEC(struct bw_named_article) rows;
};
int bw_store_article_by_text(struct bw_store *s, struct bw_arena *a, struct bw_str text_sha256, size_t limit,
			     struct bw_named_articles *out, struct bw_err *err);
/* Articles whose keys lie in [from, to], by key, at most limit. */
int bw_store_article_between(struct bw_store *s, struct bw_arena *a, uint64_t from, uint64_t to, size_t limit,
			     struct bw_named_articles *out, struct bw_err *err);
/* What stands on many pages of a site, packed (extract/template.h); "" nothing known. */
int bw_store_site_get(struct bw_store *s, struct bw_arena *a, struct bw_str host, struct bw_str *template,
		      struct bw_err *err);
int bw_store_site_put(struct bw_store *s, struct bw_str host, struct bw_str template, struct bw_err *err);

/* Texts that were found in place of the archived one, oldest first; "" tells that the page was gone. */
struct bw_version {
	uint64_t article;
	bw_time fetched;
	struct bw_str title, text;
};
struct bw_versions {
	BW_VEC(struct bw_version) rows;
};
int bw_store_version_list(struct bw_store *s, struct bw_arena *a, uint64_t article, bw_time by, struct bw_versions *out,
			  struct bw_err *err);

struct bw_counts {
	int64_t sources, articles, versions, set_aside, developments, signals, editions;
};
int bw_store_counts(struct bw_store *s, struct bw_counts *out, struct bw_err *err);
/* Fills fetched and set_aside: articles of (since, now] and addresses set aside then, without what was fetched after
 * fetched_by. */
int bw_store_coverage(struct bw_store *s, bw_time since, bw_time now, bw_time fetched_by, struct bw_coverage *out,
		      struct bw_err *err);

/* How many sources a visit found and how many failed; get gives the last visit up to the clock, zeros when there was
 * none. */
int bw_store_visit_put(struct bw_store *s, bw_time clock, uint32_t sources, uint32_t failed, struct bw_err *err);
int bw_store_visit_get(struct bw_store *s, bw_time clock, struct bw_coverage *out, struct bw_err *err);

/* The latest moment that the store knows of: its last visit or its newest article; BW_ENOTFOUND when it holds nothing.
 */
int bw_store_clock(struct bw_store *s, bw_time *clock, struct bw_err *err);

/* ---- corrections: what a user said of articles and developments ---- */

enum bw_correction_kind { BW_CORRECTION_MOVE, BW_CORRECTION_MERGE, BW_CORRECTION_SPLIT, BW_N_CORRECTION };
struct bw_correction_pair {
	uint64_t article, other;
	bool together;
	bool held; /* added so that what was said comes true: nothing is learned from it */
};
/* When the article founds a development, that is its id. */
struct bw_correction_name {
	uint64_t article, id;
};
struct bw_correction {
	int64_t id;   /* 1 and up */
	bw_time made; /* later than that of every earlier one */
	enum bw_correction_kind kind;
	struct bw_str words; /* for people */
	bw_time undone;      /* BW_TIME_NONE it holds */
	const struct bw_correction_pair *pairs;
	size_t n_pairs;
	const struct bw_correction_name *names;
	size_t n_names;
};
struct bw_corrections {
	BW_VEC(struct bw_correction) rows;
};
/* Gives it its id, and moves `made` on when it is not later than the last. */
int bw_store_correction_put(struct bw_store *s, struct bw_correction *c, struct bw_err *err);
/* Keeps the pairs from `first` on, which were added to a correction that is there. */
int bw_store_correction_extend(struct bw_store *s, const struct bw_correction *c, size_t first, struct bw_err *err);
int bw_store_correction_list(struct bw_store *s, struct bw_arena *a, struct bw_corrections *out,
			     struct bw_err *err); /* by id */
int bw_store_correction_undo(struct bw_store *s, const struct bw_correction *c, bw_time at, struct bw_err *err);
const char *bw_correction_kind_name(enum bw_correction_kind k); /* "move", "merge", "split" */

/* ---- what is derived: decisions, in the order of (at, key) of the articles that brought them ---- */

struct bw_derived_row {
	uint64_t key;
	bw_time at;
	struct bw_verdict verdict;
	struct bw_str why; /* bw_story_news_pack; "" in walks */
};
struct bw_derived_rows {
	BW_VEC(struct bw_derived_row) rows;
};
/* What is remembered of an article, packed. It depends on the article alone and stays when a decision is taken back. */
struct bw_remembered {
	struct bw_str profile, prints, candidates;
};
struct bw_evidence_rows {
	BW_VEC(struct bw_evidence) rows;
};
struct bw_signal_rows {
	BW_VEC(struct bw_signal) rows;
};
struct bw_conflict_rows {
	BW_VEC(struct bw_conflict) rows;
};
struct bw_move_row {
	bw_time decided_at;
	uint64_t decided_by;
	struct bw_story_move move;
};
struct bw_move_rows {
	BW_VEC(struct bw_move_row) rows;
};
struct bw_link_row {
	bw_time decided_at;
	uint64_t decided_by;
	struct bw_story_link link;
};
struct bw_link_rows {
	BW_VEC(struct bw_link_row) rows;
};
struct bw_lesson_rows {
	BW_VEC(struct bw_story_lesson) rows;
};

/* The version of everything derived that the file holds; "" for none. */
int bw_store_derived_version(struct bw_store *s, struct bw_arena *a, struct bw_str *out, struct bw_err *err);
int bw_store_derived_version_put(struct bw_store *s, struct bw_str version, struct bw_err *err);
/* Takes back every decision made at or after (at, key). */
int bw_store_derived_rewind(struct bw_store *s, bw_time at, uint64_t key, struct bw_err *err);
/* Forgets what is remembered of all articles: for after a change of how it is made. */
int bw_store_remembered_forget(struct bw_store *s, struct bw_err *err);
/* *there: all of it is. */
int bw_store_remembered_get(struct bw_store *s, struct bw_arena *a, uint64_t key, struct bw_remembered *out,
			    bool *there, struct bw_err *err);
int bw_store_candidates_get(struct bw_store *s, struct bw_arena *a, uint64_t key, struct bw_str *out,
			    struct bw_err *err); /* "" when there are none */
/* One article's decision: the verdict and why stand in the row, the other things of news are kept with it. remembered
 * may be NULL when it is kept already; size_bytes is for bw_store_derived_reach. */
int bw_store_derived_put(struct bw_store *s, const struct bw_derived_row *row, size_t size_bytes,
			 const struct bw_remembered *remembered, const struct bw_story_news *news,
			 const struct bw_signal_changes *changes, struct bw_err *err);
/* BW_ENOTFOUND when it has no verdict yet. */
int bw_store_derived_get(struct bw_store *s, struct bw_arena *a, uint64_t key, struct bw_derived_row *out,
			 struct bw_err *err);
/* Rows with at in [from, to], in order. */
int bw_store_derived_list(struct bw_store *s, struct bw_arena *a, bw_time from, bw_time to, struct bw_derived_rows *out,
			  struct bw_err *err);
/* Rows of articles that were put into a development when they came, in order. */
int bw_store_derived_members(struct bw_store *s, struct bw_arena *a, uint64_t development, struct bw_derived_rows *out,
			     struct bw_err *err);
/* Rows of articles that are evidence of a signal that moved since, at < before, in order. */
int bw_store_derived_evidence(struct bw_store *s, struct bw_arena *a, bw_time before, bw_time since,
			      struct bw_derived_rows *out, struct bw_err *err);
/* How far back the newest articles reach whose sizes make size_bytes together: the `at` of the oldest, but not before
 * from. */
int bw_store_derived_reach(struct bw_store *s, bw_time from, uint64_t size_bytes, bw_time *at, struct bw_err *err);

/* Row by row, in order: what is given lies in an arena that is emptied after each. A visitor that returns a code ends
 * the walk with it, and must not walk the same way inside. */
struct bw_walk {
	int (*visit)(void *ctx, struct bw_arena *a, const struct bw_derived_row *row, const struct bw_remembered *r,
		     struct bw_err *err);
	void *ctx;
};
/* Profiles of articles from `from` on, prints of those from prints_from on. */
int bw_store_profile_walk(struct bw_store *s, bw_time from, bw_time prints_from, const struct bw_walk *walk,
			  struct bw_err *err);
/* Candidates of articles from `from` on. */
int bw_store_candidates_walk(struct bw_store *s, bw_time from, const struct bw_walk *walk, struct bw_err *err);
/* Candidates of articles that are evidence of a signal that moved since, at < before. */
int bw_store_evidence_walk(struct bw_store *s, bw_time before, bw_time since, const struct bw_walk *walk,
			   struct bw_err *err);

/* The first article without a verdict, in order: BW_ENOTFOUND when there is none. */
int bw_store_pending_first(struct bw_store *s, bw_time *at, uint64_t *key, struct bw_err *err);
/* Articles without a verdict, in order, at most limit; and how many there are. */
struct bw_pending {
	bw_time at;
	uint64_t key;
};
struct bw_pending_rows {
	BW_VEC(struct bw_pending) rows;
};
int bw_store_pending(struct bw_store *s, struct bw_arena *a, size_t limit, struct bw_pending_rows *out,
		     struct bw_err *err);
int bw_store_pending_count(struct bw_store *s, size_t *n, struct bw_err *err);
/* Signals that something was decided of at `since` or later, and all that was decided of these by then. */
int bw_store_signal_list(struct bw_store *s, struct bw_arena *a, bw_time since, bw_time by, struct bw_signal_rows *out,
			 struct bw_err *err); /* by (born, id) */
int bw_store_evidence_list(struct bw_store *s, struct bw_arena *a, bw_time since, bw_time by,
			   struct bw_evidence_rows *out,
			   struct bw_err *err); /* by (signal, decided_at, article, start) */
/* Decided from `from` to `to`, in that order. */
int bw_store_conflict_list(struct bw_store *s, struct bw_arena *a, bw_time from, bw_time to,
			   struct bw_conflict_rows *out, struct bw_err *err);
int bw_store_move_list(struct bw_store *s, struct bw_arena *a, bw_time from, bw_time to, struct bw_move_rows *out,
		       struct bw_err *err);
int bw_store_link_list(struct bw_store *s, struct bw_arena *a, bw_time from, bw_time to, struct bw_link_rows *out,
		       struct bw_err *err);
int bw_store_lesson_list(struct bw_store *s, struct bw_arena *a, struct bw_lesson_rows *out, struct bw_err *err);

/* ---- editions ---- */

struct bw_edition {
	struct bw_str desk, date; /* "2026-03-05" */
	bw_time clock, since;
	enum bw_outcome outcome;
	struct bw_str reason;
	struct bw_str page; /* JSON of the page */
	struct bw_str gate; /* JSON: [{"label","value","bar"}] */
};
struct bw_editions {
	BW_VEC(struct bw_edition) rows;
};
int bw_store_edition_put(struct bw_store *s, const struct bw_edition *e,
			 struct bw_err *err); /* replaces that of the same desk and date */
int bw_store_edition_get(struct bw_store *s, struct bw_arena *a, struct bw_str desk, struct bw_str date,
			 struct bw_edition *out, struct bw_err *err); /* BW_ENOTFOUND */
/* Those of from_date and later ("": all), by (date, desk). */
int bw_store_edition_list(struct bw_store *s, struct bw_arena *a, struct bw_str from_date, struct bw_editions *out,
			  struct bw_err *err);
/* Clock of the last edition of the desk before this date; BW_TIME_NONE when there is none. */
int bw_store_edition_before(struct bw_store *s, struct bw_str desk, struct bw_str date, bw_time *clock,
			    struct bw_err *err);

/* ---- search ---- */

struct bw_hit {
	uint64_t key;
	struct bw_str title, source, url, snippet;
	bw_time at;
};
struct bw_hits {
	BW_VEC(struct bw_hit) rows;
};
/* Words that must all stand in the article; "phrases in quotes"; newest first. BW_EUSAGE when there is no word in the
 * query. */
int bw_store_search(struct bw_store *s, struct bw_arena *a, struct bw_str query, size_t limit, struct bw_hits *out,
		    struct bw_err *err);

/* Rows that do not agree with the digests that were written with them. */
enum bw_part { BW_PART_TEXT, BW_PART_RAW, BW_PART_FACTS, BW_PART_VERSION, BW_PART_EDITION, BW_PART_CORRECTION };
struct bw_broken {
	uint64_t article;         /* 0 for editions and corrections */
	int64_t correction;       /* 0 for the others */
	struct bw_str url, title; /* of the article */
	struct bw_str desk, date; /* of the edition */
	enum bw_part part;
};
struct bw_broken_rows {
	BW_VEC(struct bw_broken) rows;
};
int bw_store_prove(struct bw_store *s, struct bw_arena *a, struct bw_broken_rows *out, struct bw_err *err);

/* Integrity of the file itself, for doctor: BW_ECORRUPT with SQLite's words. */
int bw_store_integrity(struct bw_store *s, struct bw_err *err);

#endif
