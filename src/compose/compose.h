/*
 * From what is known to what is said: the gate decides whether a desk has something worth saying, selection picks what,
 * and the result is a page whose every sentence is cited. Everything comes in through the view; time is an argument.
 */
#ifndef BW_COMPOSE_COMPOSE_H
#define BW_COMPOSE_COMPOSE_H

#include "annotate/annotate.h"
#include "compose/page.h"
#include "core/config.h"
#include "core/err.h"
#include "extract/article.h"
#include "signal/signal.h"
#include "story/story.h"
#include "story/voice.h"

/* ---- desks are data: an INI file ("desks.ini"), one section a desk ---- */

struct bw_desk {
	struct bw_str id;   /* "geopolitics" */
	struct bw_str name; /* "Geopolitics & Sovereign Positioning" */
	const struct bw_str *domains;
	uint32_t n_domains; /* names of rows of lexicon en/domains */
	const struct bw_str *terms;
	uint32_t n_terms; /* words and phrases that draw an article to the desk whatever its domains */
};
struct bw_desks {
	const struct bw_desk *rows;
	size_t n;
};

/* path NULL: the starter pack (lexicon en/desks). BW_EINPUT names file, line and what to do. */
int bw_desks_read(struct bw_arena *a, const struct bw_lexicons *lexicons, const char *path, struct bw_desks *out,
		  struct bw_err *err);
/* The starter pack as the text of a desks.ini, for `init`. */
void bw_desks_write_starter(const struct bw_lexicons *lexicons, struct bw_buf *out);
/* 0..1: how much the article belongs to the desk; 0 for filler and for what fits no domain of it. */
float bw_desk_score(const struct bw_desk *desk, const struct bw_annotator *an, const struct bw_article *article,
		    const struct bw_notes *notes);

/* ---- editions, as the lists and the links between desks need them ---- */

enum bw_outcome { BW_PUBLISHED, BW_NOTHING_CROSSED, BW_TOO_LITTLE, BW_NOT_ASSESSED };
struct bw_edition_row {
	struct bw_str desk, desk_name, date, title;
	enum bw_outcome outcome;
	struct bw_str reason;
};

/* ---- the view: what is known at `now`, articles in the order of (at, key) ---- */

/* Who produced the text of an article's origin group. */
struct bw_view_origin {
	uint32_t original;      /* index into view.articles of the member that stands for the group */
	struct bw_str not_held; /* the agency or outlet that produced the text when it is none of the members; "" */
	const struct bw_origin_point *points;
	uint32_t n_points; /* why it is the original, weightiest first */
};
struct bw_view_article {
	uint64_t key;
	bw_time at, fetched;
	const struct bw_article *article;
	const struct bw_notes *notes;
	struct bw_verdict verdict; /* copy, join, turn and the figures as decided; development: where it stands now */
	uint64_t decided_in;       /* the development that it was put into when it came; moves tell how it went on */
	const struct bw_story_reason *reasons; /* why, weightiest first within each kind */
	const struct bw_story_fresh *fresh;    /* sentences that were new to the development */
	const struct bw_story_entry *entries;  /* of a live blog or a round-up; developments as they stand now */
	uint32_t n_reasons, n_fresh, n_entries;
	bool original; /* it stands for its origin group (bw_origin_choose) */
	struct bw_view_origin origin;
	uint64_t voice;           /* of its origin group: equal numbers are one voice (story/voice.h) */
	struct bw_str voice_name; /* the outlet or agency that speaks, or its owner where that is known */
	struct bw_str owner;      /* of the outlet, "" unknown */
	struct bw_str country;    /* of the outlet, "" unknown */
	struct bw_str
		desk; /* the desk that its source is followed for: what it brings is that desk's business; "" none */
	uint32_t development; /* index into view.developments */
};
/* Another development that this one hangs together with. */
struct bw_view_link {
	enum bw_link_kind kind;
	bool outgoing;  /* this one follows, reacts to, or continues the series of the other; else the other way */
	uint64_t other; /* id, as it stands now */
	uint32_t development; /* its index into view.developments; BW_VIEW_NONE when it is not in the view */
	float score;
	bw_time at; /* of the article that made it */
};
#define BW_VIEW_NONE UINT32_MAX
struct bw_view_voice {
	uint64_t voice;
	struct bw_str name;
	uint32_t n_articles; /* those that carry its words */
};
struct bw_view_development {
	uint64_t id;
	const uint32_t *articles;
	uint32_t n_articles; /* indices into view.articles, in order */
	uint32_t n_origins;  /* independent ones: distinct voices, that is n_voices */
	const struct bw_view_voice *voices;
	uint32_t n_voices; /* in the order in which they spoke first */
	const struct bw_view_link *links;
	uint32_t n_links; /* in order of time */
	bw_time first, last;
	bw_time told;               /* clock of the last edition of any desk that told it; BW_TIME_NONE never */
	struct bw_str told_heading; /* of that edition */
	struct bw_str told_desk;    /* its desk; "" unknown */
	float home;                 /* the greatest bw_desk_share of any desk; 0 when desks do not matter */
};
/* A merge or a split, with the moment and the article that brought it. article 0: all that was in `from`. */
struct bw_view_move {
	struct bw_story_move move;
	bw_time at;
	uint64_t decided_by;
};
/* An id that was a development's own once and leads to another now. */
struct bw_view_redirect {
	uint64_t from, to;
};
struct bw_view_signal {
	const struct bw_signal *signal;
	const struct bw_evidence *rows;
	size_t n_rows;                                /* those decided by now */
	const struct bw_candidate *const *candidates; /* parallel to rows */
	struct bw_signal_state state;                 /* at now */
	struct bw_signal_state before;                /* at view.since; extracted 0 when it was not there */
	bw_time told;                                 /* as above */
};
struct bw_coverage {
	uint32_t sources, failed, polled;
	uint32_t fetched, used, set_aside;
};
/* What stands at the address of an article that has changed since it was archived. */
struct bw_later {
	uint64_t article;
	bw_time fetched;
	struct bw_str title, text; /* text "": the page was gone */
};
struct bw_view {
	bw_time now;   /* the clock of the edition */
	bw_time since; /* what came after this is new to the desk */
	const struct bw_view_article *articles;
	size_t n_articles;
	const struct bw_view_development *developments;
	size_t n_developments;
	const struct bw_view_signal *signals;
	size_t n_signals;
	const struct bw_conflict *conflicts; /* between articles that stand in one development now */
	size_t n_conflicts;
	const struct bw_view_move *moves; /* in the order in which they were decided */
	size_t n_moves;
	const struct bw_view_redirect *redirects; /* by from */
	size_t n_redirects;
	struct bw_coverage coverage;
	const struct bw_book *book; /* for canonical names; may be NULL */
	/* hashes (bw_str_hash of the quote) of sentences that earlier editions printed */
	const struct bw_map *printed;
	/* editions of the other desks of this day, for the links at the end of a brief; may be none */
	const struct bw_edition_row *others;
	size_t n_others;
	/* newest versions, by article, of the view's articles that have any */
	const struct bw_later *later;
	size_t n_later;
};

/* 0..1: how much a development is the desk's business, the mean over its articles that are no filler. */
float bw_desk_share(const struct bw_desk *desk, const struct bw_annotator *an, const struct bw_view *view,
		    const struct bw_view_development *development);

/* ---- the brief and its gate ---- */

struct bw_gate_term {
	struct bw_str label;
	double value, bar;
	bool has_bar;
};
struct bw_gate {
	enum bw_outcome outcome;
	struct bw_str reason; /* one line in words with its numbers */
	const struct bw_gate_term *terms;
	size_t n_terms; /* for `why` */
};
const char *bw_outcome_name(enum bw_outcome o); /* "published", "nothing-crossed", "too-little", "not-assessed" */

/* The edition of one desk for the day of view->now, or a page that says in one line why there is none. */
void bw_brief_compose(struct bw_arena *a, const struct bw_config *config, const struct bw_annotator *an,
		      const struct bw_desk *desk, const struct bw_view *view, struct bw_page *page,
		      struct bw_gate *gate);

/* ---- the other pages ---- */

void bw_signal_page(struct bw_arena *a, const struct bw_annotator *an, const struct bw_view *view,
		    const struct bw_view_signal *signal, struct bw_page *out);
void bw_development_page(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *development,
			 struct bw_page *out);
/* Why each of its articles is in it: terms, figures and bars that decided, rivals, moves and corrections. */
void bw_development_why(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *development,
			struct bw_page *out);
void bw_article_page(struct bw_arena *a, const struct bw_view *view, const struct bw_view_article *article,
		     struct bw_page *out);
/* The analysis of a signal: source sentences that state the general case, best first. Used by the page, the brief and
 * the export. */
void bw_signal_analysis(struct bw_arena *a, const struct bw_view *view, const struct bw_view_signal *signal,
			struct bw_block *into);
/* Heading of a development: the member title that says best what happened. Gives the index of the article into
 * view->articles. */
uint32_t bw_development_heading(const struct bw_view *view, const struct bw_view_development *development);

/* Lists, newest first: all signals by strength, developments, editions by desk and day, the front page. */
void bw_signals_listing(struct bw_arena *a, const struct bw_annotator *an, const struct bw_view *view,
			struct bw_page *out);
void bw_developments_listing(struct bw_arena *a, const struct bw_view *view, struct bw_page *out);
void bw_archive_listing(struct bw_arena *a, const struct bw_edition_row *rows, size_t n,
			const struct bw_desk *desk /* NULL: all */, bw_time at, struct bw_page *out);
void bw_front_page(struct bw_arena *a, const struct bw_desks *desks, const struct bw_edition_row *rows, size_t n,
		   const struct bw_view *view, struct bw_page *out);

/* Site paths: "articles/<16 hex>", "developments/<hex>", "signals/<hex>", "brief/<desk>/<date>". */
struct bw_str bw_path_article(struct bw_arena *a, uint64_t key);
struct bw_str bw_path_development(struct bw_arena *a, uint64_t id);
struct bw_str bw_path_why(struct bw_arena *a, uint64_t id); /* "developments/<hex>-why" */
struct bw_str bw_path_signal(struct bw_arena *a, uint64_t id);
struct bw_str bw_path_brief(struct bw_arena *a, struct bw_str desk, struct bw_str date);

#endif
