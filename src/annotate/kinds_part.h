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
	struct bw_phrases terms[BW_N_READ_LANGUAGES]; /* stems -> index into uses */
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

/* Words that show in whose voice a text is told; rows of <language>/kind-words. */
enum bw_voice_word {
	BW_VOICE_I = 1,
	BW_VOICE_WE,
	BW_VOICE_DAY,   /* days of the week: news says when */
	BW_VOICE_SAID,  /* verbs of speech: news reports what others say */
	BW_VOICE_ABOUT, /* heads the paragraph in which a house describes itself */
	BW_N_VOICE_WORD
};
/* What one language brings; the last pack is for all others and has rows of "any" only. */
struct bw_kind_pack {
	struct bw_phrases cues[BW_N_CUE_PLACE]; /* -> index into cue */
	struct bw_map voice;                    /* word -> enum bw_voice_word */
};

struct bw_kinds {
	struct bw_domains domains;
	struct bw_kind_pack packs[BW_N_READ_LANGUAGES + 1];
	BW_VEC(struct bw_kind_cue) cue;
	struct bw_map agencies;     /* hashes of the folded names of news agencies */
	struct bw_map credit_words; /* word -> set of enum bw_credit_word */
};
/* The pack of an article's language; a text whose language is unknown is read as English. */
int bw_kinds_pack(const char *language);

int bw_domains_open(struct bw_domains *d, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err);
void bw_domains_close(struct bw_domains *d);
/* Without sums or domains where the language has no terms. */
struct bw_domain_sums bw_domains_note(const struct bw_domains *d, struct bw_arena *a, struct bw_notes *notes);

/* Words by which outlets are credited; rows of any/credits, in the order of its classes. */
enum bw_credit_word {
	BW_CREDIT_AGENCY = 1,
	BW_CREDIT_OUTLET = 2,
	BW_CREDIT_VERB = 4,
	BW_CREDIT_BEFORE = 8,
	BW_CREDIT_PAPER = 16,
	BW_CREDIT_OWN = 32,
	BW_CREDIT_SKIP = 64,
	BW_CREDIT_LAST = 128
};
int bw_credit_words_read(struct bw_map *words, const struct bw_lexicon *t, struct bw_err *err);
/* The credit line (methods.md 4): the agency or outlet that the article names as the one who made the text, else who
 * reported it first; and the one whose report it tells. */
void bw_credit_note(const struct bw_kinds *k, const struct bw_article *article, struct bw_notes *notes);

#endif
