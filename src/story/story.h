/*
 * Who said it first, and what happened: reprints fold into origins, articles gather into developments, in one pass, as
 * they arrive.
 *
 * A development is one running matter: an incident with its inquiry, a bill from proposal to vote, a claim with its
 * denial. Another incident is another development, however much actors, place and words are alike; what belongs
 * together without being one matter is linked.
 *
 * The state is a fold over decisions. For each article the room makes a profile (a small record that is stored) and
 * decides what it brings (stored too). A later run opens an empty state, gives it the user's rules and the lessons of
 * earlier runs, replays profiles and verdicts of the window with bw_stories_restore, in the order of (at, key), and
 * goes on with bw_stories_add: the result is the same as if it had never stopped. What is alive is the longest run of
 * newest articles that is no older than `story.window` and fits into `story.memory`, the older of them with no more
 * than their most telling words and their actors; the state depends on nothing else, so work per article and memory do
 * not grow with the archive. Giving back more than the window does no harm. An article that is already held gets the
 * verdict it had, and nothing else.
 *
 * A copy goes where its original went. A round-up, a listing and an old text published again found developments of
 * their own and attract nobody but copies. An outlet that repeats its own words writes a version or a turn, never a
 * copy, unless nothing changed.
 */
#ifndef BW_STORY_STORY_H
#define BW_STORY_STORY_H

#include "annotate/notes.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/config.h"
#include "core/lexicon.h"
#include "core/time.h"
#include "extract/article.h"

/* ---- the profile of an article: all that is remembered of it ----
 * Words, names and units are 32-bit hashes here (the low half of the stem's hash): a window holds far fewer than it
 * takes for two of them to meet. */

struct bw_profile_word {
	uint32_t stem;
	uint8_t full;  /* how often in title and body; counts stop at 255 */
	uint8_t lead;  /* in title and first 60 words */
	uint8_t title; /* in the title */
	uint8_t name;  /* in the body, when it is written with a capital there always, also inside sentences */
};
/* An actor under a name that does not depend on the article's language: the gazette's number where it knows the thing,
 * else the folded letters of the name. */
struct bw_profile_actor {
	uint32_t name;
	uint8_t kind;   /* enum bw_actor_kind */
	uint8_t weight; /* mentions; title counts twice; counts stop at 255 */
};
enum { BW_FIGURE_ABOUT = 8 };
struct bw_profile_figure {
	double value;
	uint32_t unit_key, head;
	uint32_t start, end; /* of its sentence */
	uint8_t unit;        /* enum bw_figure_unit, never a date */
	uint8_t bound;       /* enum bw_bound */
	bool approximate;
	bool part;                  /* "twelve of the 22", "30% of": a part, a share */
	bool denied;                /* "and not 640": named in order to be refused */
	bool corrects;              /* its sentence says that another value was wrong */
	bool claimed;               /* its sentence says who told it */
	bool changed;               /* its sentence says that it took the place of another, both right in their time */
	bool grows;                 /* counts what more is found of day by day: the dead, the infected */
	int32_t when_from, when_to; /* days that it belongs to by the text, both inside; from > to: unknown */
	uint8_t n_about;
	uint32_t about[BW_FIGURE_ABOUT]; /* stems of the nearest words of its sentence that carry topic */
};
/* A day that a sentence names for what it tells. */
struct bw_profile_date {
	int32_t from, to;    /* days since the epoch, both inside; equal for a day */
	uint32_t start, end; /* of its sentence */
	bool denied, corrects;
	uint8_t n_about;
	uint32_t about[BW_FIGURE_ABOUT]; /* nearest first */
};
/* Something that the text tells: one sentence that carries more than colour, or what such a sentence says of who or
 * where. */
enum bw_fact_kind {
	BW_FACT_TOLD,
	BW_FACT_WHO,   /* `verb` was done, or is held, by `name` */
	BW_FACT_WHERE, /* `verb` was done at `name` */
};
enum { BW_FACT_STEMS = 14 };
struct bw_profile_fact {
	uint32_t start, end;
	uint32_t subject; /* bw_profile_actor.name of who does or says it; 0 unknown */
	uint32_t verb;    /* stem of what is done or held, of what is denied; 0 unknown */
	uint32_t name;    /* WHO, WHERE: stem of the telling word of the name; else 0 */
	uint8_t kind;     /* enum bw_fact_kind */
	uint8_t status;   /* enum bw_status */
	uint8_t act;      /* enum bw_act */
	int8_t polarity;
	uint8_t n_stems;
	uint32_t stems[BW_FACT_STEMS]; /* those that carry topic, ordered */
};
/* One item of a live blog, a round-up or a listing. */
struct bw_profile_entry {
	uint32_t start, end; /* in the text */
	const struct bw_profile_word *words;
	uint32_t n_words; /* ordered by stem */
};

/* Borrowed arrays in the arena that made it. */
struct bw_profile {
	uint64_t key;    /* bw_sha256_key of the canonical address */
	bw_time at;      /* published, or first seen when that is unknown */
	uint64_t source; /* bw_outlet_key of the outlet's name */
	uint64_t credit; /* the outlet credited for the text or, in its own words, for what it tells; 0 none */
	char language[4];
	enum bw_kind kind;
	bool reprise;    /* an old text published again: the article says when it first ran */
	bool corrects;   /* it says of itself that it is corrected, updated or extended */
	uint32_t length; /* words of the body */
	const struct bw_profile_word *words;
	uint32_t n_words; /* ordered by stem */
	const struct bw_profile_actor *actors;
	uint32_t n_actors; /* ordered by name */
	const struct bw_profile_figure *figures;
	uint32_t n_figures; /* by start */
	const struct bw_profile_date *dates;
	uint32_t n_dates; /* by start */
	const struct bw_profile_fact *facts;
	uint32_t n_facts; /* by start */
	const struct bw_profile_entry *entries;
	uint32_t n_entries; /* by start */
	/* Hashes of runs of five words (story/prints.h), ordered; needed for story.copy_window only, so they are packed
	 * apart. */
	const uint32_t *prints;
	uint32_t n_prints;
	const uint32_t *quoted_prints; /* of runs inside quotation marks, with the number of the quotation */
	uint32_t n_quoted;
};

void bw_profile_make(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *notes, bw_time at,
		     struct bw_profile *out);
/* All but the prints, and the prints. */
void bw_profile_pack(const struct bw_profile *p, struct bw_buf *out);
void bw_profile_pack_prints(const struct bw_profile *p, struct bw_buf *out);
/* false when the bytes are not a profile of this version. prints may be empty. */
bool bw_profile_unpack(struct bw_arena *a, struct bw_str bytes, struct bw_str prints, struct bw_profile *out);

/* ---- what an article brings ---- */

enum bw_copy {
	BW_COPY_NONE,
	BW_COPY_IDENTICAL,
	BW_COPY_SAME,
	/* A rewrite of another outlet's text: large parts of it (containment .3 and more), or in own words its
	 * quotations, or what it is credited with, and nothing else (less). The first is a reprint
	 * (bw_verdict_is_reprint), the second is none; neither is a voice of its own. */
	BW_COPY_DERIVED,
	BW_COPY_QUOTES,  /* independent reporting on the same statement */
	BW_COPY_VERSION, /* the same outlet's own text, corrected or extended */
	BW_N_COPY
};
/* What an article adds to its development. */
enum bw_turn {
	BW_TURN_NEW,          /* tells facts that the development did not have */
	BW_TURN_CONFIRMATION, /* another voice tells facts that it had */
	BW_TURN_COLOUR,       /* background, reaction, opinion */
	BW_TURN_COPY,         /* nothing of its own */
	BW_N_TURN
};
enum bw_join {
	BW_JOIN_OPENED, /* it founded the development */
	BW_JOIN_COPY,   /* it went where its original went */
	BW_JOIN_SCORE,  /* its likeness reached the bar */
	BW_JOIN_RULE,   /* the user said so */
	BW_JOIN_ALONE,  /* its kind founds a development of its own */
	BW_N_JOIN
};

struct bw_verdict {
	enum bw_copy copy;
	uint64_t copy_of;     /* key of the article it was matched with; 0 for NONE */
	float containment;    /* of shingles, 0..1 */
	uint64_t origin;      /* key of the first article of its origin group; its own key when it stands alone (NONE,
				 QUOTES and VERSION; a copy that the user put elsewhere than its original) */
	uint64_t development; /* id: the key of the article that founded it, or how bw_stories_name calls it */
	enum bw_join join;
	float similarity; /* score with which it joined, or the best that it reached when it opened */
	float threshold;  /* that it had to reach */
	enum bw_turn turn;
};

/* Why: one row for each thing that decided, weightiest first within its kind. */
enum bw_reason_kind {
	BW_REASON_FEATURE, /* what: row of bw_story_features; value: its value, amount: its part of the score */
	BW_REASON_WORD,    /* what: a stem shared with the development; amount: its part of the likeness of words */
	BW_REASON_NAME,    /* what: a stem of a name shared; amount likewise */
	BW_REASON_FIGURE,  /* value: a figure shared */
	BW_REASON_DATE,    /* value: a day shared, seconds */
	BW_REASON_RIVAL,   /* article: the development that came second; amount: its score, value: its bar */
	BW_REASON_RULE,    /* article: the one that the user put it with (join RULE), or set it apart from and that
			      stands where it would else have gone; value: when he said so, seconds */
	BW_REASON_SHINGLE, /* value: shingles shared with copy_of, amount: containment */
	BW_REASON_QUOTE,   /* value: quotations shared with copy_of, amount: share of its own */
	BW_REASON_CREDIT,  /* article: the one whose outlet the text credits; 0 when it is not among the sources */
	BW_N_REASON
};
struct bw_story_reason {
	enum bw_reason_kind kind;
	uint32_t what;
	float amount;
	double value;
	uint64_t article;
};

/* A sentence that was new to the development. */
struct bw_story_fresh {
	uint32_t start, end;
};

/* Where an entry of a live blog or a round-up belongs; development 0: nowhere that is known. */
struct bw_story_entry {
	uint32_t start, end;
	uint64_t development;
	float similarity;
};

/* Two things told in one development that cannot both be right: the same quantity with two values, the same happening
 * on two days, by two actors, at two places, or asserted and denied. Given once, between the first articles with
 * either. A change that a text itself tells ("from 512 to 768") is no conflict. Spans are sentences. */
enum bw_conflict_kind {
	BW_CONFLICT_FIGURE,
	BW_CONFLICT_DATE,
	BW_CONFLICT_WHO,
	BW_CONFLICT_WHERE,
	BW_CONFLICT_DENIAL,
	BW_N_CONFLICT
};
struct bw_conflict {
	uint64_t development;
	enum bw_conflict_kind kind;
	bool corrected;                /* b says that a was wrong: a stands no more */
	uint64_t a_article, b_article; /* a is the earlier */
	uint32_t a_start, a_end, b_start, b_end;
	uint32_t head;           /* stem of what is counted, or of the happening; 0 unknown */
	double a_value, b_value; /* figures; seconds for dates; 0 for the others */
};

/* How two developments hang together. */
enum bw_link_kind { BW_LINK_FOLLOWS, BW_LINK_REACTS, BW_LINK_SERIES, BW_N_LINK };
struct bw_story_link {
	uint64_t from, to; /* `from` follows, reacts to, or is the next of the series of `to` */
	enum bw_link_kind kind;
	float score;
};

/* A decision about decisions: articles that went from one development to another. article 0: all of them, so that the
 * id `from` leads to `to` from now on. */
enum bw_move_kind { BW_MOVE_MERGE, BW_MOVE_SPLIT, BW_N_MOVE };
struct bw_story_move {
	enum bw_move_kind kind;
	uint64_t article, from, to;
	float score;
};

/* What a user's correction teaches: the features of (article, development) and whether they belong together. */
enum { BW_STORY_FEATURES = 24 };
struct bw_story_lesson {
	bw_time made; /* of the correction: articles after it are decided with what it teaches */
	uint64_t article, development;
	bool together;
	float features[BW_STORY_FEATURES];
};

/* Everything that one article brings. Arrays in the arena of the call. */
struct bw_story_news {
	struct bw_verdict verdict;
	const struct bw_story_reason *reasons;
	const struct bw_story_fresh *fresh;
	const struct bw_story_entry *entries;
	const struct bw_conflict *conflicts;
	const struct bw_story_link *links;
	const struct bw_story_move *moves;
	const struct bw_story_lesson *lessons;
	uint32_t n_reasons, n_fresh, n_entries, n_conflicts, n_links, n_moves, n_lessons;
};
/* reasons, fresh and entries as bytes, to be kept beside the verdict */
void bw_story_news_pack(const struct bw_story_news *n, struct bw_buf *out);
bool bw_story_news_unpack(struct bw_arena *a, struct bw_str bytes, struct bw_story_news *out);

/* ---- the state ---- */

/* A user's correction, in terms of articles, so that it holds whatever else changes: the two are of one development, or
 * they are not. */
struct bw_story_rule {
	bw_time made;
	uint64_t article, other;
	bool together;
	bool held; /* it keeps where it was what the user did not speak of: it holds, but teaches nothing */
};

struct bw_stories;

/* Options under "story."; lexicon en/news-words tells which words any news is full of, while few articles are known. */
struct bw_stories *bw_stories_open(const struct bw_config *config, const struct bw_lexicons *lexicons);
void bw_stories_close(struct bw_stories *s);
/* Before anything else; rows are copied. Later rules win over earlier ones that say the opposite of the same pair. */
void bw_stories_rule(struct bw_stories *s, const struct bw_story_rule *rules, size_t n);
/* Before anything else: when the article founds a development, this is called `id` instead of by the article's key. So
 * an id holds when the founder is corrected away and another article comes first. An id that a live development has is
 * not given again: then the development has the key of its founder, or, when that is taken too, a number made of it. */
void bw_stories_name(struct bw_stories *s, uint64_t article, uint64_t id);
void bw_stories_restore_lesson(struct bw_stories *s, const struct bw_story_lesson *lesson);
/* Where an article that a rule names stands, though it is older than the window. */
void bw_stories_restore_place(struct bw_stories *s, uint64_t article, uint64_t development);
/* development: where the article stands now, that is verdict->development after the moves made since. */
void bw_stories_restore(struct bw_stories *s, const struct bw_profile *p, const struct bw_verdict *v,
			uint64_t development);
void bw_stories_add(struct bw_stories *s, struct bw_arena *a, const struct bw_profile *p, struct bw_story_news *out);

/* Names and words of the features, for those who explain: BW_STORY_FEATURES rows, name NULL where a place is free. */
struct bw_story_feature {
	const char *name;  /* "body" */
	const char *words; /* "words of the whole text" */
};
extern const struct bw_story_feature bw_story_features[BW_STORY_FEATURES];

const char *bw_copy_name(enum bw_copy c); /* "none", "identical", "same-copy", "derived", "quotes-only", "version" */
const char *bw_turn_name(enum bw_turn t); /* "new", "confirmation", "colour", "copy" */
const char *bw_join_name(enum bw_join j); /* "opened", "copy", "score", "rule", "alone" */
const char *bw_reason_name(enum bw_reason_kind k);     /* "feature", "word", ... */
const char *bw_conflict_name(enum bw_conflict_kind k); /* "figure", "date", "who", "where", "denial" */
const char *bw_link_name(enum bw_link_kind k);         /* "follows", "reacts", "series" */
const char *bw_move_name(enum bw_move_kind k);         /* "merge", "split" */

#endif
