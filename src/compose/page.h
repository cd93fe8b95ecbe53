/*
 * The neutral tree that every output is rendered from: blocks of inline pieces, and every piece that comes from a
 * source carries its citation. Pages are plain data in an arena.
 */
#ifndef BW_COMPOSE_PAGE_H
#define BW_COMPOSE_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/str.h"
#include "core/time.h"
#include "core/vec.h"

/* VERSION: the text of the article's newest version, where it is told what that says otherwise. */
enum bw_cite_field { BW_CITE_TEXT, BW_CITE_TITLE, BW_CITE_VERSION };

/* Words of an archived article. */
struct bw_cite {
	uint64_t article;
	enum bw_cite_field field;
	uint32_t start, end;               /* bytes of that field */
	uint32_t anchor_start, anchor_end; /* inside [start, end); equal when there is none */
	struct bw_str quote;               /* the bytes [start, end): what the archive must hold */
};

/* The named rules by which a source sentence may be trimmed before it is printed; the check repeats them
 * (compose/trim.h). */
enum bw_trim { BW_TRIM_DATELINE = 1, BW_TRIM_CONNECTIVE = 2, BW_TRIM_ATTRIBUTION = 4 };

enum bw_inline_kind {
	BW_INLINE_TEXT,     /* computed by us: counts, dates, labels */
	BW_INLINE_SENTENCE, /* a source sentence, trimmed by `trims` only; has cites[0] */
	BW_INLINE_TITLE,    /* a source's headline; has cites[0] with field TITLE */
	BW_INLINE_SOURCE,   /* the source mark: outlet's name, linked to the article page */
	BW_INLINE_LINK,     /* text with href */
	BW_INLINE_STATUS,   /* status in words */
	BW_INLINE_MARK,     /* what we take a text for, in a word or two: "New fact", "Copy" */
	BW_INLINE_ID,       /* what to name an article or a development by on the command line: "7a68c3c8" */
};
struct bw_inline {
	enum bw_inline_kind kind;
	struct bw_str text;
	struct bw_str href; /* site path without leading slash ("signals/3f2a"), or absolute; "" none */
	unsigned trims;     /* bits of bw_trim */
	const struct bw_cite *cites;
	uint32_t n_cites;
};

enum bw_block_kind {
	BW_BLOCK_SECTION, /* children; first is usually a heading */
	BW_BLOCK_HEADING,
	BW_BLOCK_PARAGRAPH,
	BW_BLOCK_LIST,
	BW_BLOCK_ITEM,
	BW_BLOCK_FACTS, /* children are BW_BLOCK_FACT: first inline is the label, the rest the value */
	BW_BLOCK_FACT,
	BW_BLOCK_QUOTE, /* evidence: first inline is the sentence */
	BW_BLOCK_CHART, /* points */
	BW_BLOCK_NOTE,  /* small print */
	BW_BLOCK_TABLE, /* children are BW_BLOCK_ROW, the first of them the heads of the columns */
	BW_BLOCK_ROW,   /* each inline is a cell: the first a label, the others mostly figures */
};
/* What a block is for, so that exports and checks find it. */
enum bw_role {
	BW_ROLE_NONE,
	BW_ROLE_TOP_LINE,
	BW_ROLE_DEVELOPMENTS,
	BW_ROLE_DEVELOPMENT,
	BW_ROLE_SIGNALS,
	BW_ROLE_SIGNAL,
	BW_ROLE_COVERAGE,
	BW_ROLE_EVIDENCE,
	BW_ROLE_AGAINST,
	BW_ROLE_ANALYSIS,
	BW_ROLE_CHANGES,   /* what a later version of an article says otherwise */
	BW_ROLE_STANDING,  /* the present status and the sentence that supports it */
	BW_ROLE_CONFLICT,  /* two quotes that cannot both be right */
	BW_ROLE_CORRECTED, /* contradictions that a source has settled itself */
	BW_ROLE_TIMELINE,
	BW_ROLE_TURN, /* one article of a timeline */
	BW_ROLE_LINKS,
	BW_ROLE_MENTIONS, /* entries of live blogs and round-ups */
	BW_ROLE_ORIGIN,   /* who produced a text, and why we think so */
	BW_ROLE_WHY       /* why an article stands where it stands */
};

struct bw_point {
	bw_time at;
	double value;
};

struct bw_block {
	enum bw_block_kind kind;
	enum bw_role role;
	uint64_t ref; /* development, signal or article that the block is about; 0 none */
	int level;    /* of headings: 1..4 */
	BW_VEC(struct bw_inline) inlines;
	BW_VEC(struct bw_block *) children;
	const struct bw_point *points;
	uint32_t n_points; /* charts: value 0..10 over time */
};

enum bw_page_type {
	BW_PAGE_BRIEF,
	BW_PAGE_SILENCE,
	BW_PAGE_SIGNAL,
	BW_PAGE_DEVELOPMENT,
	BW_PAGE_SOURCE_ARTICLE,
	BW_PAGE_LISTING
};

struct bw_page {
	enum bw_page_type type;
	struct bw_str path;  /* site path without ending: "brief/geopolitics/2026-03-05" */
	struct bw_str title; /* for the window and the feed */
	bw_time at;          /* the clock it was composed for */
	struct bw_str desk;  /* id, "" none */
	BW_VEC(struct bw_block *) blocks;
};

struct bw_block *bw_page_block(struct bw_arena *a, struct bw_page *p, enum bw_block_kind kind);
struct bw_block *bw_block_child(struct bw_arena *a, struct bw_block *parent, enum bw_block_kind kind);
struct bw_inline *bw_block_inline(struct bw_arena *a, struct bw_block *b, enum bw_inline_kind kind, struct bw_str text);
void bw_block_printf(struct bw_arena *a, struct bw_block *b, const char *fmt, ...)
	__attribute__((format(printf, 3, 4))); /* a BW_INLINE_TEXT */

/* The tree as JSON ("bellwether-page/1"), and back. Writing what was read gives the same bytes. Values that are absent
 * have their zero; keys are 16 hex digits, moments ISO 8601. Reading is strict about what it knows and refuses what
 * would be printed wrong: BW_EINPUT names the value, BW_ELIMIT when blocks nest deeper than BW_PAGE_DEPTH. */
enum { BW_PAGE_DEPTH = 16 };
void bw_page_write_json(const struct bw_page *p, struct bw_buf *out);
int bw_page_read_json(struct bw_arena *a, struct bw_str json, struct bw_page *out, struct bw_err *err);

/* Calls visit for every inline, in reading order; a non-zero return stops and is returned. */
int bw_page_walk(const struct bw_page *p, int (*visit)(void *ctx, const struct bw_block *b, const struct bw_inline *i),
		 void *ctx);
uint32_t bw_page_words(const struct bw_page *p); /* of sentences, titles and computed text outside notes and coverage */
uint32_t bw_block_words(const struct bw_block *b); /* the same of one block and what is in it */

/* Names as they stand in JSON, by value; NULL past the end: "sentence", "paragraph", "top-line", "brief", "dateline"
 * (by bit number). */
const char *bw_inline_kind_name(enum bw_inline_kind k);
const char *bw_block_kind_name(enum bw_block_kind k);
const char *bw_role_name(enum bw_role r);
const char *bw_page_type_name(enum bw_page_type t);
const char *bw_trim_name(int bit);

#endif
