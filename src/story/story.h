/*
 * Who said it first, and what happened: reprints fold into origins, articles gather into developments, in one pass, as
 * they arrive.
 *
 * The state is a fold over decisions. For each article the room makes a profile (a small record that is stored) and a
 * verdict (stored too). A later run opens an empty state, replays the profiles and verdicts of the window with
 * bw_stories_restore, in order, and goes on with bw_stories_add: the result is the same as if it had never stopped.
 * Articles are given in the order of (at, key); the state after an article depends on nothing but the set of articles
 * within `window` before it: late ones do no harm, and the order in which they are restored does not matter. An article
 * that is already held gets the verdict it had. Work per article does not grow with the archive.
 *
 * A copy goes where its original went. A round-up, a listing and an old text published again found developments of
 * their own and attract nobody but copies. An outlet that repeats its own words is no copy of itself unless nothing
 * changed.
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

struct bw_profile_term {
	uint64_t stem;
	uint16_t in_title, in_lead, in_body;
};
/* A word that the body always writes with a capital, also inside sentences: outlets differ in how much of a name they
 * write, so names are compared word by word. */
struct bw_profile_name {
	uint64_t name; /* stem */
	float weight;  /* how often it stands there, a whole number */
};
enum { BW_FIGURE_ABOUT = 8 };
struct bw_profile_figure {
	uint64_t unit_key, head;
	double value;
	uint32_t start, end; /* of its sentence */
	uint8_t unit;
	bool approximate;
	bool part;   /* "twelve of the 22": counts a part */
	bool denied; /* "and not 640": named in order to be refused */
	uint8_t n_about;
	uint64_t about[BW_FIGURE_ABOUT]; /* stems of the nearest words of its sentence that carry topic */
};

/* What is remembered of one article. Borrowed arrays in the arena that made it. */
struct bw_profile {
	uint64_t key;    /* bw_sha256_key of the canonical address */
	bw_time at;      /* published, or first seen when that is unknown */
	uint64_t source; /* hash of the source's name */
	enum bw_kind kind;
	bool reprise;         /* an old text published again: the article says when it first ran */
	struct bw_str credit; /* notes.credit */
	uint32_t n_words;
	const struct bw_profile_term *terms;
	uint32_t n_terms; /* ordered by stem */
	const struct bw_profile_name *names;
	uint32_t n_names; /* ordered by name */
	const uint64_t *prints;
	uint32_t n_prints; /* winnowed 5-word shingles, ordered (methods.md 4) */
	uint32_t n_quoted; /* how many of the prints lie inside quotation marks: they are the first n_quoted of
			      quoted_prints */
	const uint64_t *quoted_prints;
	const struct bw_profile_figure *figures;
	uint32_t n_figures;
};

void bw_profile_make(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *notes, bw_time at,
		     struct bw_profile *out);
void bw_profile_pack(const struct bw_profile *p, struct bw_buf *out);
/* false when the bytes are not a profile of this version */
bool bw_profile_unpack(struct bw_arena *a, struct bw_str bytes, struct bw_profile *out);

enum bw_copy {
	BW_COPY_NONE,
	BW_COPY_IDENTICAL,
	BW_COPY_SAME,
	BW_COPY_DERIVED,
	BW_COPY_QUOTES /* independent reporting on the same statement */
};

struct bw_verdict {
	enum bw_copy copy;
	uint64_t copy_of;  /* key of the article it was matched with; 0 for NONE */
	float containment; /* of shingles, 0..1 */
	uint64_t origin;   /* key of the first article of its origin group; its own key when it stands alone (NONE and
			      QUOTES) */
	uint64_t development; /* id: the key of the article that founded it */
	bool opens;           /* this article founded the development */
	float similarity;     /* score with which it joined, 0 when it opened */
	float threshold;      /* that it had to reach */
};

/* Two figures of one development that cannot both be right: same thing counted, same unit, values apart, neither
 * approximate enough to allow for it. Given once, between the first articles with either value. A change that a text
 * itself tells ("from 512 to 768") is no conflict. Spans are sentences. */
struct bw_conflict {
	uint64_t development;
	uint64_t a_article, b_article; /* a is the earlier */
	uint32_t a_start, a_end, b_start, b_end;
	uint64_t head;
	double a_value, b_value;
};

struct bw_stories;

/* Options under "story."; the lexicon en/news-words tells which words any news is full of, while few articles are
 * known. */
struct bw_stories *bw_stories_open(const struct bw_config *config, const struct bw_lexicons *lexicons);
void bw_stories_close(struct bw_stories *s);
void bw_stories_restore(struct bw_stories *s, const struct bw_profile *p, const struct bw_verdict *v);
/* Decides. conflicts (may be NULL) receives those that this article brings, in the arena. */
struct bw_conflict_list {
	const struct bw_conflict *rows;
	size_t n;
};
void bw_stories_add(struct bw_stories *s, struct bw_arena *a, const struct bw_profile *p, struct bw_verdict *out,
		    struct bw_conflict_list *conflicts);

/* Which member of an origin group produced the text (methods.md 4: credit lines, time, length). Members in order of
 * (at, key). Returns the index. */
size_t bw_origin_choose(const struct bw_profile *const *members, size_t n);

const char *bw_copy_name(enum bw_copy c); /* "none", "identical", "same-copy", "derived", "quotes-only" */

#endif
