/*
 * Standing propositions that several developments bear out. Like the story room, the state is a fold over stored
 * decisions: candidates (what is remembered of a statement) and evidence rows are stored; a later run replays them with
 * the restore functions and goes on with bw_signals_add. Articles come in the order of (at, key).
 *
 * How: what bears out one proposition seldom shares words, but the articles around it do. An article that has a general
 * statement stands near another when their terms agree (cosine; idf over the developments of the window; words of one
 * development left out). A signal is born as a star: a founding article near articles of two other developments or
 * more, with more outlets than half the articles and two at least, that no living signal covers. Later articles join
 * when they stand near the founder and near most of its developments. The row of an article is its most general
 * statement on what the group has in common. Reprints (origin is not the article itself) are never evidence. A signal
 * that nothing bore out for 180 days takes no more.
 */
#ifndef BW_SIGNAL_SIGNAL_H
#define BW_SIGNAL_SIGNAL_H

#include "annotate/notes.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/config.h"
#include "core/err.h"
#include "core/lexicon.h"
#include "core/time.h"
#include "extract/article.h"

struct bw_candidate_term {
	uint64_t stem;
	float weight;
};

/* A term of the article around its statements. Signals are matched on these: statements that bear out one proposition
 * seldom share words, what they stand in does. */
struct bw_context_term {
	uint64_t stem;
	float weight;        /* 1 + ln(uses), less for the parts of names */
	struct bw_str shown; /* for people */
	uint8_t common;      /* 2: any news is full of it, 1: frequent, 0: neither (news-words.tsv) */
	bool in_name;        /* most of its uses stand inside the name of an actor */
};

/* What is remembered of one statement that could bear on a signal. */
struct bw_candidate {
	uint64_t article, development, origin;
	uint64_t source; /* hash of the source's name */
	bw_time at;
	uint32_t start, end, anchor_start, anchor_end; /* in the article's text */
	enum bw_frame frame;
	enum bw_status status;
	enum bw_mode mode;
	enum bw_act act;
	enum bw_kind kind; /* of its article */
	int8_t direction, polarity;
	bool hedged;
	float score;
	uint64_t speaker;    /* hash of the speaker's folded name; 0 none */
	struct bw_str quote; /* text of [start, end) */
	const struct bw_candidate_term *terms;
	uint32_t n_terms; /* of the sentence; ordered by stem */
	const uint64_t *actors;
	uint32_t n_actors;                /* hashes of folded names, ordered */
	const struct bw_str *actor_names; /* the same actors, shown forms */
	const char (*geo)[3];
	uint32_t n_geo;
	const uint32_t *domains;
	uint32_t n_domains;
	float general;   /* how far the statement speaks of more than its own event (general.tsv) */
	unsigned nature; /* bits of bw_nature that the article's words carry (nature.tsv) */
	unsigned cues;   /* bits of bw_cue: by what it speaks of more than its own event */
	bool refutes;    /* a cue of refute.tsv in it or in the headline: it is set against what others hold */
	struct bw_str speaker_name;      /* as the text has it; empty unknown or the outlet itself */
	uint32_t title_start, title_end; /* words of the quote that could stand alone as a title */
	float title_score;               /* fitness of these words; below 0 they do not stand alone */
};

/* All that is remembered of one article. context has at most 160 terms, ordered by stem; an article without context is
 * not remembered at all. */
struct bw_candidates {
	uint64_t article, development, origin, source;
	bw_time at;
	const struct bw_candidate *rows;
	size_t n;
	const struct bw_context_term *context;
	uint32_t n_context;
};

/* The word lists of the room (lexicon en/general, en/nature, en/refute): built once, read-only, shared by threads. */
struct bw_propositions;
int bw_propositions_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_propositions **out,
			 struct bw_err *err);
void bw_propositions_close(struct bw_propositions *p);

/* Those of an article's statements that are worth remembering, in text order. None for filler, listings, round-ups,
 * live blogs and opinion's irony (kind decides). */
void bw_candidates_make(const struct bw_propositions *p, struct bw_arena *a, uint64_t article, uint64_t development,
			uint64_t origin, bw_time at, const struct bw_article *text, const struct bw_notes *notes,
			struct bw_candidates *out);
void bw_candidates_pack(const struct bw_candidates *c, struct bw_buf *out);
/* False when the bytes are not candidates of this version. Strings are borrowed from bytes. */
bool bw_candidates_unpack(struct bw_arena *a, struct bw_str bytes, struct bw_candidates *out);

enum bw_stance { BW_SUPPORTS, BW_CONTRADICTS };
/* Classes of general.tsv. */
enum bw_cue {
	BW_CUE_QUANTIFIER,
	BW_CUE_CAUSAL,
	BW_CUE_CONTRAST,
	BW_CUE_NORM,
	BW_CUE_STRUCTURE,
	BW_CUE_TREND,
	BW_N_CUE
};

enum bw_nature {
	BW_NATURE_STRUCTURAL = 1,
	BW_NATURE_REGULATORY = 2,
	BW_NATURE_TECHNOLOGICAL = 4,
	BW_NATURE_ECONOMIC = 8,
	BW_NATURE_GEOPOLITICAL = 16,
	BW_NATURE_SECURITY = 32,
	BW_NATURE_SOCIAL = 64
};

/* One statement held for or against a signal. Rows of one (signal, article) pair count once. */
struct bw_evidence {
	uint64_t signal, article;
	uint64_t decided_by; /* key of the article whose arrival made this row: the row goes when that article is taken
				back */
	bw_time decided_at;  /* at of that article */
	uint32_t start, end, anchor_start, anchor_end;
	enum bw_stance stance;
	float match;             /* 0..1 */
	struct bw_str reasoning; /* computed, plain words: why this statement bears on the signal ("causal; shares
				    controls, suppliers with the signal; third development since 4 March") */
};

struct bw_signal {
	uint64_t id;            /* key of its founding statement: bw_sha256_key("article:start-end") */
	uint64_t decided_by;    /* article whose arrival gave it birth */
	bw_time born;           /* at of that article */
	struct bw_str title;    /* words of a source: see title_article */
	uint64_t title_article; /* the title is [title_start, title_end) of this article's text */
	uint32_t title_start, title_end;
	enum bw_frame frame;
	int8_t direction;
};

struct bw_signal_changes {
	const struct bw_signal *births;
	size_t n_births;
	const struct bw_evidence *rows;
	size_t n_rows;
};

struct bw_signals;
struct bw_signals *bw_signals_open(const struct bw_config *config); /* options under "signal." */
void bw_signals_close(struct bw_signals *s);
/* An article that is not its own origin is left alone by restore and add; so is one that is known already. */
/* Replays: first every signal, then articles in order with their candidates, then the evidence rows. Candidates of an
 * article that is evidence of a living signal are needed however old; others only within signal.window. */
void bw_signals_restore_signal(struct bw_signals *s, const struct bw_signal *signal);
void bw_signals_restore_candidates(struct bw_signals *s, const struct bw_candidates *c);
void bw_signals_restore_evidence(struct bw_signals *s, const struct bw_evidence *e);
void bw_signals_add(struct bw_signals *s, struct bw_arena *a, const struct bw_candidates *c,
		    struct bw_signal_changes *out);

/* ---- what a signal is at a moment: pure functions of its evidence rows and their candidates ---- */

struct bw_strength_term {
	struct bw_str label;
	double value;
};
struct bw_strength {
	int value; /* 1..10 */
	bool contested;
	const struct bw_strength_term *terms;
	size_t n_terms; /* the arithmetic, line by line, for the page */
};
struct bw_signal_state {
	struct bw_strength strength;
	uint32_t extracted; /* (signal, article) pairs */
	uint32_t articles, origins, developments, sources;
	bw_time first_seen, last_reinforced;
	unsigned nature; /* bits of bw_nature */
	const uint32_t *domains;
	uint32_t n_domains;
	const char (*geo)[3];
	uint32_t n_geo;
	const struct bw_str *actors;
	uint32_t n_actors;
};
/* rows and candidates run in parallel: candidates[i] is the statement of rows[i]; those with at > now must not be
 * given. */
void bw_signal_state(struct bw_arena *a, const struct bw_signal *signal, const struct bw_evidence *rows,
		     const struct bw_candidate *const *candidates, size_t n, bw_time now, struct bw_signal_state *out);

const char *bw_stance_name(enum bw_stance s);
/* Names of the bits of nature in fixed order, for exports; returns how many. */
size_t bw_nature_names(unsigned nature, const char *out[8]);

#endif
