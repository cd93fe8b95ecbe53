/*
 * The parts of story, and the state that they share. The state is a function of the run of articles that is alive, in
 * the order of (at, key): sums are of whole numbers or are taken in the order of stems, and every choice has a last
 * tie-break by key or id. Slots (of articles, developments, terms) are handed out as they come free and must decide
 * nothing.
 */
#ifndef BW_STORY_PART_H
#define BW_STORY_PART_H

#include "core/map.h"
#include "core/vec.h"
#include "story/slots.h"
#include "story/story.h"

enum { BW_STORY_CANDIDATES = 20, BW_STORY_VOICES = 16, BW_STORY_DAMPS = 256 };

/* What is compared and what decides; see weights.c. */
enum bw_story_feature_id {
	BW_F_BODY,
	BW_F_LEAD,
	BW_F_FOUNDER,
	BW_F_WORDS,
	BW_F_NAMES,
	BW_F_OWN,
	BW_F_HEAD,
	BW_F_CENTRE,
	BW_F_ACTORS,
	BW_F_FIGURES,
	BW_F_DAYS,
	BW_F_GAP,
	BW_F_AGE,
	BW_F_SIZE,
	BW_F_OUTLET,
	BW_F_LIVE,
	BW_F_FOREIGN,
	BW_F_PERIOD,
	BW_F_SURE,
	BW_F_LIKE,
	BW_F_AHEAD,
	BW_F_RIVAL,
	BW_F_CROWD,
	BW_F_STALE,
	BW_N_F
};
struct bw_story_weights {
	double plain, common, frequent, place,
		proper;                       /* share of developments that a stem of each class is expected in */
	double unseen;                        /* developments that this prior stands for */
	double unsure;                        /* developments at which BW_F_SURE is a half */
	double crowd;                         /* the same for BW_F_CROWD */
	uint32_t full_terms, centroid_terms;  /* heaviest terms that are compared */
	double like[BW_STORY_FEATURES];       /* shares of the likeness */
	double like_far[BW_STORY_FEATURES];   /* the same between two languages, which share no words */
	double rank_like, rank_gap, rank_age; /* which development comes first */
	double join[BW_STORY_FEATURES], bias; /* log odds that the first is the right one */
};
extern const struct bw_story_weights bw_story_weights_default;

/* ---- what is held ---- */

/* An article. Its profile is kept when it is no copy (a root); only roots are compared with and speak for their
 * development. Its arrays lie with it; prints only within the copy window. */
struct bw_story_doc {
	struct bw_verdict v; /* as decided; where it stands now is dev */
	struct bw_profile *p;
	uint64_t key, source;
	bw_time at;
	uint32_t dev;
	uint32_t later;          /* the next that came, or the next free slot */
	uint32_t before, behind; /* neighbours by (at, key) among the roots, or the copies, of its development */
	uint32_t bytes;          /* that it counts for */
	bool printed;
	bool slim; /* of its profile only the most telling words and the actors are left */
};

/* How often the voices of a development have a term: the sums of bw_profile_word; counts stop at 255. */
struct bw_story_use {
	uint32_t term; /* slot; the list is ordered by the stems of its terms */
	uint8_t full, lead, title, name;
};

/* Members of one sort by (at, key). */
struct bw_story_members {
	uint32_t first, last, n;
};

struct bw_story_dev {
	uint64_t id;
	struct bw_story_members roots, copies;
	struct bw_story_use *uses; /* of the founder and the newest voices, BW_STORY_VOICES at most */
	uint32_t n_uses;
	uint32_t founder;    /* the first voice: a doc, or BW_STORY_NONE */
	uint32_t first_full; /* the first root that is not slim: a doc, or BW_STORY_NONE */
	uint32_t n_voices;
	bool live, dirty;
	bool alone; /* a listing, a round-up, an old text: attracts nobody */
	uint32_t next_free;
	uint64_t tally_stamp; /* of the last search that met it */
	uint64_t barred;      /* of the last search from which a rule barred it */
	uint32_t slot;        /* its place in that search */
};

/* A stem that some live development has. */
struct bw_story_term {
	uint32_t stem;
	uint32_t df; /* live developments whose voices have it */
	union {
		uint32_t one; /* when there is room for one */
		uint32_t *many;
	} list; /* those developments, in any order */
	uint16_t n_list, cap_list;
	bool unlisted;     /* they were too many */
	uint8_t band;      /* 0, or how common a news word it is (weights.c) */
	uint32_t mark;     /* of the query that has it */
	uint32_t in_query; /* its place there */
};

enum { BW_STORY_CHUNK = 1024 };

struct bw_story_rules;
struct bw_copies;

struct bw_stories {
	struct bw_story_weights w;
	double join;
	int64_t window, copy_window;
	/* bytes: what is allowed; what articles in full, slim articles and prints count for */
	uint64_t memory_max, memory, slim_memory, print_memory;
	bw_time clock; /* latest `at` that was given */

	struct bw_story_doc **docs; /* chunks, so that a doc stays where it is */
	uint32_t n_docs, cap_docs, free_doc, n_alive;
	uint32_t oldest, newest;       /* by arrival */
	uint32_t unprinted, unslimmed; /* the first that may still have prints, that is in full; BW_STORY_NONE: not
					  even the newest */
	struct bw_slots doc_of;        /* by key */
	struct bw_fifo profiles, slims, prints_held;

	struct bw_story_dev **devs;
	uint32_t n_devs, cap_devs, free_dev, n_live_devs;
	struct bw_slots dev_of; /* by id */
	uint32_t *dirty;
	uint32_t n_dirty, cap_dirty;

	struct bw_story_term *terms;
	uint32_t n_terms, cap_terms, free_term;
	struct bw_slots term_of; /* by stem */
	uint64_t stamp;
	uint64_t steps; /* rules and members that were walked over: what measures the cost of both */
	uint32_t query; /* number of the last query; no term of another has its mark */

	struct bw_story_rules *rules;
	struct bw_map names;         /* article -> id of what it founds */
	struct bw_lessons *lessons;  /* learn.c */
	struct bw_copies *copies;    /* copy.c */
	struct bw_map bands;         /* stem -> class of a common news word */
	double damp[BW_STORY_DAMPS]; /* 1 + ln(n); 0 for 0 */
	struct bw_arena scratch;     /* for one decision */
};

static inline struct bw_story_doc *bw_doc(const struct bw_stories *s, uint32_t slot)
{
	return &s->docs[slot / BW_STORY_CHUNK][slot % BW_STORY_CHUNK];
}
static inline struct bw_story_dev *bw_dev(const struct bw_stories *s, uint32_t slot)
{
	return &s->devs[slot / BW_STORY_CHUNK][slot % BW_STORY_CHUNK];
}

/* ---- weights.c ---- */
void bw_story_bands(struct bw_map *bands, const struct bw_lexicon *l); /* keys are 32-bit stems */

/* ---- window.c: what is alive ---- */
void *bw_story_room(void *v, uint32_t n, uint32_t *cap, size_t size); /* room for element n */
void bw_window_open(struct bw_stories *s);
void bw_window_close(struct bw_stories *s);
void bw_window_advance(struct bw_stories *s, bw_time at);
/* The article's doc. Developments that changed are dirty until bw_voices_settle. */
uint32_t bw_window_add(struct bw_stories *s, const struct bw_profile *p, const struct bw_verdict *v,
		       uint64_t development);
bool bw_story_is_alone(const struct bw_profile *p);

/* ---- members.c: who stands in which development ---- */
void bw_members_open(struct bw_stories *s);
void bw_members_close(struct bw_stories *s);
uint32_t bw_dev_find(const struct bw_stories *s, uint64_t id); /* a live one, or BW_STORY_NONE */
uint32_t bw_dev_get(struct bw_stories *s, uint64_t id);
void bw_dev_join(struct bw_stories *s, uint32_t doc, uint32_t dev);
void bw_dev_leave(struct bw_stories *s, uint32_t doc);
void bw_dev_release(struct bw_stories *s, uint32_t dev); /* one without members */
void bw_dev_slimmed(struct bw_stories *s, uint32_t doc); /* its member became slim */
bool bw_doc_is_before(const struct bw_story_doc *a, const struct bw_story_doc *b);
bw_time bw_dev_newest(const struct bw_stories *s, const struct bw_story_dev *dev); /* time of its last article */
static inline uint32_t bw_dev_size(const struct bw_story_dev *dev)
{
	return dev->roots.n + dev->copies.n;
}
/* Its founder and newest voices, docs[0] the founder, then from the newest back; n at most max. Live blogs are among
 * them only when nobody else is among the first and the last BW_STORY_LOOK. */
enum { BW_STORY_LOOK = 256 };
uint32_t bw_dev_voices(const struct bw_stories *s, const struct bw_story_dev *dev, uint32_t *docs, uint32_t max);
/* The move, also of copies; docs and developments as they stand then. */
void bw_moves_apply(struct bw_stories *s, const struct bw_story_move *m);

/* ---- voices.c: the words of developments, and which developments a word leads to ---- */
void bw_voices_open(struct bw_stories *s);
void bw_voices_close(struct bw_stories *s);
void bw_voices_dirty(struct bw_stories *s, uint32_t dev);
void bw_voices_settle(struct bw_stories *s); /* all that are dirty; developments without members go */
/* Developments whose voices have the term, in any order; false when they are more than BW_STORY_LISTED. Valid until the
 * next settle. */
enum { BW_STORY_LISTED = 250 };
bool bw_term_devs(struct bw_stories *s, uint32_t term, const uint32_t **devs, uint32_t *n);
uint32_t bw_term_find(const struct bw_stories *s, uint32_t stem); /* BW_STORY_NONE when no live development has it */

/* Words that are compared with developments, those of an article or of an entry. While it is the last that was opened,
 * a term is in it when its mark is the query's number, and in_query is its place among the words. */
struct bw_story_query {
	const struct bw_profile *p; /* whose words they are; for an entry, of the article around it */
	const struct bw_profile_word *words;
	uint32_t *terms; /* slot of each word, or BW_STORY_NONE */
	uint8_t *bands;  /* of each word */
	uint32_t n, number;
};
void bw_query_open(struct bw_stories *s, const struct bw_profile *p, const struct bw_profile_word *words, uint32_t n,
		   struct bw_story_query *out);

/* ---- entries.c ---- */
/* Where an entry of the article `author` belongs, among the live developments. */
struct bw_story_entry bw_entry_place(struct bw_stories *s, uint64_t author, const struct bw_profile_entry *e);

/* ---- rules.c: what the user said of pairs of articles ---- */
void bw_story_rules_close(struct bw_story_rules *r);
void bw_story_rules_place(struct bw_stories *s, uint64_t article,
			  uint64_t development); /* remembered when a rule names it */
void bw_story_rules_merged(struct bw_stories *s, uint64_t from, uint64_t to);
struct bw_rule_said {
	uint64_t article;
	bw_time made;
};
/* The development of an article that the user put together with this one, and that article; false when there is none
 * that stands anywhere. */
bool bw_story_rules_home(struct bw_stories *s, uint64_t article, uint64_t *development, struct bw_rule_said *why);
/* Whether the development holds an article that the user set apart from this one, and which. */
bool bw_story_rules_bar(struct bw_stories *s, uint64_t article, uint64_t development, struct bw_rule_said *why);
/* Sets `barred` of all live developments for which the above holds to this number. */
void bw_story_rules_mark(struct bw_stories *s, uint64_t article, uint64_t stamp);
/* What was said of this article and others that stand somewhere and teaches, newest first, one row for a pair. */
struct bw_rule_known {
	bw_time made;
	uint64_t other, development; /* where the other stands */
	bool together;
};
size_t bw_story_rules_known(const struct bw_stories *s, uint64_t article, struct bw_rule_known *out, size_t max);

/* ---- score.c ---- */
struct bw_story_match {
	uint32_t dev;
	double score, threshold; /* odds that it belongs there, 0..1, and what they must reach */
	uint32_t rival;          /* the development that came second, or BW_STORY_NONE */
	double rival_score;      /* its odds if it had come first */
	uint32_t barred;         /* the first of those like it that a rule kept from it, or BW_STORY_NONE */
	float features[BW_STORY_FEATURES];
};
/* The development that fits best among those that may take it; dev is BW_STORY_NONE when there is no candidate. */
struct bw_story_match bw_score_best(struct bw_stories *s, const struct bw_story_query *q);
/* For tests and measurements: all that were looked at, best first, each as if it came first; at most BW_STORY_MATCHES.
 */
enum { BW_STORY_MATCHES = 8 };
size_t bw_score_all(struct bw_stories *s, const struct bw_story_query *q, struct bw_story_match *out);
/* The same for a development that is named, as if it came first. */
struct bw_story_match bw_score_of(struct bw_stories *s, const struct bw_story_query *q, uint32_t dev);

/* ---- score_why.c ---- */
/* The reasons of a match, in the arena: features, words, names, figures and days shared, the rival. */
const struct bw_story_reason *bw_score_why(struct bw_stories *s, struct bw_arena *a, const struct bw_story_query *q,
					   const struct bw_story_match *m, uint32_t *n);

/* ---- learn.c: what the user's corrections teach ---- */
struct bw_lessons;
void bw_lessons_close(struct bw_lessons *l);
void bw_lessons_put(struct bw_lessons **l, const struct bw_story_lesson *lesson);
/* The weights that the lessons made before `at` leave of these; deterministic. */
struct bw_story_weights bw_learn(const struct bw_story_weights *shipped, const struct bw_story_lesson *lessons,
				 size_t n);
/* Those in force for an article of this time. */
const struct bw_story_weights *bw_lessons_weights(struct bw_stories *s, bw_time at);

/* ---- link.c ---- */
/* Links of the development that the article opened, `from`, to the one that came nearest. */
const struct bw_story_link *bw_links_find(struct bw_stories *s, struct bw_arena *a, const struct bw_profile *p,
					  uint64_t from, const struct bw_story_match *m, uint32_t *n);

/* ---- copy.c ---- */
enum { BW_COPY_REASONS = 3 };
struct bw_copy_match {
	enum bw_copy copy;
	uint32_t doc; /* a root, or BW_STORY_NONE */
	double containment;
	struct bw_story_reason reasons[BW_COPY_REASONS]; /* NONE: at most that the outlet it credits is not held */
	uint32_t n_reasons;
};
void bw_copies_open(struct bw_stories *s);
void bw_copies_close(struct bw_stories *s);
struct bw_copy_match bw_copy_find(struct bw_stories *s, const struct bw_profile *p);
void bw_copy_put(struct bw_stories *s, uint32_t doc);  /* a root with prints */
void bw_copy_take(struct bw_stories *s, uint32_t doc); /* before its prints go */

/* Keeps the `most` most telling of them, ordered by stem; how many there are then. */
size_t bw_profile_most_telling(struct bw_profile_word *w, size_t n, size_t most);

/* ---- parts of bw_profile_make, each fills its own fields; w: see profile_words.h ---- */
struct bw_told_word;
void bw_profile_stems(struct bw_arena *a, const struct bw_notes *notes, struct bw_profile *out);
void bw_profile_actors(struct bw_arena *a, const struct bw_notes *notes, struct bw_profile *out);
void bw_profile_figures(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *notes,
			const struct bw_told_word *w, struct bw_profile *out);
void bw_profile_dates(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *notes,
		      const struct bw_told_word *w, struct bw_profile *out);
void bw_profile_facts(struct bw_arena *a, const struct bw_notes *notes, const struct bw_told_word *w,
		      struct bw_profile *out);
void bw_profile_entries(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *notes,
			struct bw_profile *out);
/* prints, reprise, corrects */
void bw_profile_prints(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *notes, bw_time at,
		       struct bw_profile *out);
void bw_profile_entry_stems(struct bw_arena *a, const struct bw_token *tokens, uint32_t n_tokens,
			    struct bw_profile_entry *out);
uint32_t bw_profile_actor_name(struct bw_arena *a, const struct bw_actor *actor); /* bw_profile_actor.name */

#endif
