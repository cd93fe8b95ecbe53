/*
 * The parts of story, and the state that they share. A state is a function of the set of (profile, verdict) pairs in
 * the window: nothing in it may remember the order in which they came, so all sums are of whole numbers or are taken in
 * the order of stems, and every choice has a last tie-break by key.
 */
#ifndef BW_STORY_PART_H
#define BW_STORY_PART_H

#include "core/map.h"
#include "core/vec.h"
#include "story/story.h"

/* Hand-set, checked on several collections; see weights.c. */
struct bw_story_weights {
	double full, lead, own, head, founder; /* shares of the score */
	double gap, size; /* on top of the threshold: times ln(1 + quiet days), times ln(members) */
	double unsure;    /* developments at which ownership of names counts half */
	double unseen;    /* developments that the prior stands for */
	double common, frequent, plain, proper; /* share of developments that a stem of each class is expected in */
	uint32_t title_times;                   /* what a word of the title counts in the full text */
	uint32_t full_terms, centroid_terms;    /* heaviest terms that are compared */
};
extern const struct bw_story_weights bw_story_weights_default;

enum { BW_STORY_CANDIDATES = 20, BW_STORY_VOICES = 16, BW_STORY_DAMPS = 64 };
#define BW_STORY_NONE UINT32_MAX

/* How often a stem stands in an article, or in the voices of a development. */
struct bw_story_use {
	uint64_t stem;
	uint32_t term;             /* index into the terms of the index */
	uint32_t full, lead, name; /* title (weighted), lead and body; title and lead; as a name */
	uint32_t title;            /* in the title; not kept for a development */
};

struct bw_story_doc {
	struct bw_profile p; /* arrays lie in block */
	struct bw_verdict v;
	void *block;
	struct bw_story_use *uses; /* ordered by stem; in block */
	uint32_t n_uses;
	uint32_t dev;
	bool alive, is_root; /* a root is no copy: only roots are compared with */
};

struct bw_story_dev {
	uint64_t id;
	uint32_t *docs; /* live members, ordered by (at, key) */
	uint32_t n_docs, cap_docs;
	struct bw_story_use *uses; /* sums over the voices, ordered by stem */
	uint32_t n_uses;
	uint32_t founder; /* the first voice */
	bool alone;       /* a listing, a round-up, filler, an old text: attracts nobody */
	uint64_t stamp;   /* of the last posting list that counted it */
	uint32_t slot;    /* its place in the current tally */
	uint64_t tally_stamp;
};

/* A stem that was met. */
struct bw_story_term {
	uint32_t df;      /* live developments whose voices hold it */
	uint32_t band;    /* 0, or how common a news word it is (weights.c) */
	uint32_t n_nodes; /* in its chain: those of its developments, and some that are out of date */
};

/* Chains of (thing, next) from a key, newest first. */
struct bw_story_node {
	uint32_t what, next;
};
struct bw_story_chains {
	struct bw_map heads; /* key -> node + 1 */
	struct bw_story_node *nodes;
	uint32_t n, cap;
};
void bw_chains_init(struct bw_story_chains *c);
void bw_chains_release(struct bw_story_chains *c);
void bw_chains_put(struct bw_story_chains *c, uint64_t key, uint32_t what);
/* Unlinks the node between last (BW_STORY_NONE: the head) and next. */
void bw_chains_skip(struct bw_story_chains *c, uint64_t key, uint32_t last, uint32_t next);
uint32_t bw_chains_first(const struct bw_story_chains *c, uint64_t key); /* node, or BW_STORY_NONE */

struct bw_stories {
	struct bw_story_weights w;
	double join;
	int64_t window, copy_window;
	bw_time clock; /* latest `at` that was given */

	struct bw_story_doc *docs; /* dead ones stay until the next sweep */
	uint32_t n_docs, cap_docs, n_dead;
	uint32_t *due; /* heap of live docs by (at, key), earliest first */
	uint32_t n_due, cap_due;
	struct bw_map doc_of; /* key -> doc */

	struct bw_story_dev *devs;
	uint32_t n_devs, cap_devs, n_live_devs;
	struct bw_map dev_of; /* id -> dev */

	struct bw_map term_of; /* stem -> term */
	struct bw_story_term *terms;
	uint32_t n_terms, cap_terms;
	struct bw_story_chains postings, prints;
	uint64_t stamp;

	struct bw_map bands;         /* stem -> class of a common news word */
	double damp[BW_STORY_DAMPS]; /* 1 + ln(n); 0 for 0 */
	struct bw_arena scratch;
};

/* ---- weights.c ---- */
void bw_story_bands(struct bw_map *bands, const struct bw_lexicon *l);

/* ---- window.c: what is alive ---- */
void *bw_story_room(void *v, uint32_t n, uint32_t *cap, size_t size); /* room for element n */
uint32_t bw_window_add(struct bw_stories *s, const struct bw_profile *p,
		       const struct bw_verdict *v); /* doc, or BW_STORY_NONE when it is older than the window */
void bw_window_advance(struct bw_stories *s, bw_time at);
uint32_t bw_term_intern(struct bw_stories *s, uint64_t stem);
size_t bw_story_uses(struct bw_stories *s, const struct bw_profile *p,
		     struct bw_story_use *out); /* out has n_terms + n_names rows */
bool bw_story_is_alone(const struct bw_profile *p);

/* ---- voices.c: a development's sums and the index over them ---- */
void bw_voices_refresh(struct bw_stories *s, uint32_t dev);
const struct bw_story_use *bw_uses_find(const struct bw_story_use *uses, uint32_t n, uint64_t stem);

/* ---- score.c ---- */
struct bw_story_match {
	uint32_t dev;
	double score, threshold;
};
/* The development that fits best; dev is BW_STORY_NONE when there is no candidate. */
struct bw_story_match bw_score_best(struct bw_stories *s, const struct bw_profile *p, const struct bw_story_use *uses,
				    uint32_t n_uses);

/* ---- copy.c ---- */
struct bw_copy_match {
	enum bw_copy copy;
	uint32_t doc;
	double containment;
};
struct bw_copy_match bw_copy_find(struct bw_stories *s, const struct bw_profile *p);
void bw_copy_index(struct bw_stories *s, uint32_t doc);

/* ---- conflict.c ---- */
void bw_conflicts_find(struct bw_stories *s, struct bw_arena *a, uint32_t doc, struct bw_conflict_list *out);

#endif
