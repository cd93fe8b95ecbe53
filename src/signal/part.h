/*
 * What the files of the signal room share with each other and nobody else: the memory of articles, the living signals,
 * and the small functions over them.
 */
#ifndef BW_SIGNAL_PART_H
#define BW_SIGNAL_PART_H

#include <stdlib.h>

#include "core/map.h"
#include "core/phrase.h"
#include "signal/signal.h"

enum {
	BW_CONTEXT_TERMS = 160, /* terms remembered of an article */
	BW_CANDIDATES_MAX = 12, /* statements remembered of an article */
	BW_DOCS_PER_DEVELOPMENT = 16,
	BW_DOCS_MAX = 30000,   /* articles remembered at one time, whatever the window */
	BW_POSTINGS_MAX = 512, /* newest articles looked at for one term */
	BW_NEIGHBOURS_MAX = 96,
	BW_WARM_DEVELOPMENTS = 12 /* before that many developments are known, similarity says nothing */
};
#define BW_GENERAL_FLOOR 1.2f /* of the most general statement of an article that can bear out a signal */
#define BW_NAME_WEIGHT   0.7  /* who is named tells what happened more than what it is a case of */

/* Within some 30,000 years of 1970, so that sums with windows stay in range. */
static inline bool bw_signal_time_fits(bw_time t)
{
	return t > -((bw_time)1 << 40) && t < (bw_time)1 << 40;
}

/* ---- word lists (proposition.c) ---- */

struct bw_propositions {
	struct bw_phrases general, nature, refute, unfit;
	struct bw_map news; /* stem -> 2 for words that any news is full of, 1 for frequent ones */
};

/* What the words of one statement say of it. */
struct bw_reading {
	float general;
	unsigned cues; /* bits of bw_cue */
	bool refutes;
	bool first_person, question, dangling; /* not fit for a title */
	bool definite;                         /* opens with "the": often points back */
	bool generic;                          /* opens with "a", "whoever", "nobody": speaks of any such thing */
	uint32_t past, particulars;            /* words of past tense; names and figures */
	uint32_t n_words;
};
void bw_propositions_read(const struct bw_propositions *p, struct bw_arena *a, const struct bw_notes *notes,
			  struct bw_str text, uint32_t start, uint32_t end, struct bw_reading *out);
/* The headline says that something is disputed, did not hold, or goes the other way. */
bool bw_propositions_headline_refutes(const struct bw_propositions *p, struct bw_arena *a,
				      const struct bw_notes *notes);
unsigned bw_propositions_nature(const struct bw_propositions *p, struct bw_arena *a, const struct bw_notes *notes);

/* qsort that allows for no rows at all. */
static inline void bw_sort(void *rows, size_t n, size_t size, int (*compare)(const void *, const void *))
{
	if (n > 1)
		qsort(rows, n, size, compare);
}

/* ---- the memory (memory.c, neighbour.c) ---- */

struct bw_doc {
	struct bw_arena arena;
	struct bw_candidates c;
	uint32_t *terms; /* ids, parallel to c.context */
	double norm;     /* valid in epoch */
	uint64_t epoch;
	uint32_t uses; /* evidence rows that rest on it */
	bool bears;    /* has a statement general enough to be evidence */
	bool active;   /* inside the window: counts for document frequency, may be found as a neighbour */
};

struct bw_posting {
	uint32_t doc;
	float weight;
};
struct bw_memory_term {
	uint32_t developments; /* active ones that have it */
	uint32_t len, cap, first;
	struct bw_posting *ring;
};
struct bw_memory_development {
	uint32_t docs[BW_DOCS_PER_DEVELOPMENT], n;
};

struct bw_memory {
	struct bw_doc **docs;
	uint32_t n_docs, cap_docs, first_active, n_active;
	struct bw_map by_article, by_stem, by_development;
	struct bw_memory_term *terms;
	uint32_t n_terms, cap_terms;
	struct bw_memory_development *developments;
	uint32_t n_developments, cap_developments, active_developments;
	uint32_t *retired;
	uint32_t n_retired, cap_retired;
	uint64_t epoch; /* grows whenever weights may have changed */
	double *dots;   /* scratch, one a document, zero between calls */
	uint32_t cap_dots;
	int64_t window;
};

#define BW_NO_DOC UINT32_MAX

void bw_memory_open(struct bw_memory *m, int64_t window);
void bw_memory_close(struct bw_memory *m);
/* Forgets what is too old at `at`, then takes a copy of the article. BW_NO_DOC when it is known already or has no
 * context. */
uint32_t bw_memory_put(struct bw_memory *m, const struct bw_candidates *c);
uint32_t bw_memory_find(const struct bw_memory *m, uint64_t article);
void bw_memory_expire(struct bw_memory *m, bw_time at);
/* Frees documents that are neither active nor used. Not during a restore, when uses are not known yet. */
void bw_memory_sweep(struct bw_memory *m);
/* Index of a stem in the document's context, UINT32_MAX when it is not there. */
uint32_t bw_doc_term(const struct bw_doc *d, uint64_t stem);
double bw_memory_weight(const struct bw_memory *m, const struct bw_doc *d,
			uint32_t i); /* of term i of the document, now */
double bw_memory_cosine(struct bw_memory *m, struct bw_doc *a, struct bw_doc *b);

struct bw_near {
	uint32_t doc;
	double cosine;
};
/* Active documents of other developments, the best of each development only, with cosine >= floor; best first, ties by
 * article. Returns how many (at most BW_NEIGHBOURS_MAX). */
size_t bw_memory_near(struct bw_memory *m, struct bw_arena *a, uint32_t doc, double floor, struct bw_near **out);

/* ---- living signals ---- */

struct bw_held {
	uint32_t doc, candidate;
	enum bw_stance stance;
};
struct bw_living {
	struct bw_signal signal; /* its title lies in the heap of the room */
	struct bw_held *rows;    /* ordered by (at, article) of their documents */
	uint32_t n_rows, cap_rows;
	uint32_t founder; /* document; BW_NO_DOC not known yet */
	bw_time last;     /* at of the newest evidence */
	bool dead;
};

struct bw_signals {
	struct bw_memory memory;
	struct bw_arena arena; /* titles */
	struct bw_living **signals;
	uint32_t n_signals, cap_signals;
	struct bw_map by_id;
};

struct bw_living *bw_living_add(struct bw_signals *s, const struct bw_signal *signal);
bool bw_living_hold(struct bw_signals *s, struct bw_living *l, uint32_t doc, uint32_t candidate, enum bw_stance stance);
bool bw_living_has_development(const struct bw_signals *s, const struct bw_living *l, uint64_t development);
uint32_t bw_living_developments(const struct bw_signals *s, const struct bw_living *l);

/* ---- topic of a group of documents (fit.c) ---- */

struct bw_core_term {
	uint64_t stem;
	double weight;
	uint32_t developments;
	struct bw_str shown;
	bool in_name;
};
/* Terms that stand in two developments of the group or more, heaviest first, at most 40. */
struct bw_core {
	struct bw_core_term *rows;
	size_t n;
	double norm;
	const uint32_t *docs;
	size_t n_docs;
};
void bw_core_make(struct bw_signals *s, struct bw_arena *a, const uint32_t *docs, size_t n, struct bw_core *out);
/* Share of the core's weight that a statement names, 0..1. */
double bw_core_share(const struct bw_core *core, const struct bw_candidate *c);
/* The statement of a document that bears best on the topic; -1 when it has none. */
int bw_core_choose(const struct bw_core *core, const struct bw_doc *d);
enum bw_stance bw_stance_of(const struct bw_candidate *c, const struct bw_core *core, enum bw_frame frame,
			    int direction);

/* ---- the two decisions ---- */

/* The arrival of one article, and what is decided on it. */
struct bw_step {
	struct bw_signals *s;
	struct bw_arena *a;
	uint32_t doc;
	struct {
		struct bw_signal *ptr;
		size_t len, cap;
	} births;
	struct {
		struct bw_evidence *ptr;
		size_t len, cap;
	} rows;
};

uint64_t bw_statement_key(const struct bw_candidate *c); /* id of the signal that it founds */
void bw_attach(struct bw_step *step);
void bw_birth(struct bw_step *step);
/* Takes the document's best statement as evidence, with its stance and its reasoning. */
void bw_hold(struct bw_step *step, struct bw_living *l, uint32_t doc, double match, const struct bw_core *core);
struct bw_str bw_reasoning(struct bw_step *step, const struct bw_living *l, uint32_t doc, const struct bw_candidate *c,
			   enum bw_stance stance, const struct bw_core *core);

#endif
