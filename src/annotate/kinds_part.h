/* What the files kinds*.c share with each other and nobody else. */
#ifndef BW_ANNOTATE_KINDS_PART_H
#define BW_ANNOTATE_KINDS_PART_H

#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/map.h"
#include "core/phrase.h"
#include "core/vec.h"

enum { BW_DOMAINS_MAX = 96 };

struct bw_domain_row {
	struct bw_str name;
	bool aside; /* sport, leisure, weather: tells filler, is never given as a domain */
};
/* One domain that a term speaks for; a term may have several. */
struct bw_domain_use {
	uint32_t domain;
	float weight;
	int32_t next; /* further use of the same term, -1 none */
};
struct bw_domains {
	struct bw_domain_row row[BW_DOMAINS_MAX];
	uint32_t n;
	struct bw_phrases terms; /* stems -> index into uses */
	BW_VEC(struct bw_domain_use) uses;
};

/* Weights of an article's terms: of the best domain of each class and of all domains of it. */
struct bw_domain_sums {
	double strategic, strategic_all, aside, aside_all;
};

enum bw_cue_place {
	BW_CUE_TITLE,
	BW_CUE_HEAD,
	BW_CUE_SECTION,
	BW_CUE_AUTHOR,
	BW_CUE_LEAD,
	BW_CUE_TEXT,
	BW_CUE_TAIL,
	BW_N_CUE_PLACE
};
struct bw_kind_cue {
	enum bw_kind kind;
	float weight;
};

struct bw_kinds {
	struct bw_domains domains;
	struct bw_phrases cues[BW_N_CUE_PLACE];
	BW_VEC(struct bw_kind_cue) cue;
	struct bw_map agencies; /* hashes of the folded names of news agencies */
	struct bw_map verbs;    /* of speech: news reports what others say */
};

int bw_domains_open(struct bw_domains *d, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err);
void bw_domains_close(struct bw_domains *d);
struct bw_domain_sums bw_domains_note(const struct bw_domains *d, struct bw_arena *a, struct bw_notes *notes);

/* The credit line (methods.md 4): an agency or outlet that the article names as the one who made or first reported it.
 */
struct bw_str bw_credit_find(const struct bw_kinds *k, const struct bw_article *article, const struct bw_notes *notes);

#endif
