/* What the files claims*.c share with each other and nobody else. */
#ifndef BW_ANNOTATE_CLAIMS_PART_H
#define BW_ANNOTATE_CLAIMS_PART_H

#include "annotate/figures_part.h"
#include "annotate/status_part.h"
#include "core/linear.h"
#include "core/phrase.h"

/* Whose voice: told by the words that stand near a name. */
enum bw_voice { BW_VOICE_UNKNOWN, BW_VOICE_COMPANY, BW_VOICE_OFFICIAL, BW_VOICE_EXPERT, BW_VOICE_GROUP, BW_N_VOICE };

struct bw_status_features; /* status_model.h */
/* What a status that only the model told must be backed by: one of these. */
enum { BW_NEED_SAYS = 4 };
struct bw_need {
	enum bw_status status;
	uint64_t nouns, verbs; /* sets of classes */
	uint32_t words;        /* set of enum bw_small */
	uint32_t voices;       /* bits of enum bw_voice */
	uint64_t says[BW_NEED_SAYS];
	uint32_t n_says;
	bool charged;
};

struct bw_frame_cue {
	enum bw_frame frame;
	int8_t direction;
};
enum { BW_N_POLAR = 16 }; /* classes of words that tell whether a claim is negated; claims_polarity.c */
/* On which side of its cue a cause stands; NONE: words that only look like a cue. */
enum bw_cause_order { BW_CAUSE_FIRST, BW_EFFECT_FIRST, BW_CAUSE_NONE, BW_N_CAUSE };

/* The tables of one language. */
struct bw_claim_pack {
	int language;
	struct bw_statuses statuses;
	struct bw_phrases frames; /* stems -> index into frame_cues */
	BW_VEC(struct bw_frame_cue) frame_cues;
	struct bw_phrases hedges;
	struct bw_phrases causes;            /* -> enum bw_cause_order */
	struct bw_map voices;                /* word -> enum bw_voice */
	struct bw_map firms;                 /* words that make a speaker a company or its head */
	struct bw_map heads;                 /* offices that speak for a company */
	struct bw_map head_first, head_last; /* such an office in two words ("chief executive") */
	struct bw_map articles;              /* "the" */
	struct bw_map others;                /* words that make him anything else */
	struct bw_map says;                  /* verb of speech -> number of its class */
	struct bw_phrases polar[BW_N_POLAR]; /* claims_polarity.c */
	bool has_polar;
	BW_VEC(struct bw_need) needs;
	struct bw_linear model; /* status_model.h; weights NULL: none for this language */
	/* For the program that trains the model: called with each statement's features and its status by cues. */
	void (*watch)(void *ctx, const struct bw_status_features *f, const struct bw_statement *s,
		      enum bw_status by_cues);
	void *watch_ctx;
};
struct bw_claims {
	struct bw_figures figures;
	struct bw_claim_pack packs[BW_N_READ_LANGUAGES + 1]; /* the last one, for all other languages, is empty */
};

/* A law, bill, rule or treaty of the article, by the words before its noun, and the standing that was told of it. */
enum { BW_MATTER_WORDS = 6 };
struct bw_matter {
	uint64_t words[BW_MATTER_WORDS];
	uint32_t n;
	enum bw_status status;
};

/* One article being read. */
struct bw_claim_reader {
	const struct bw_claim_pack *claims;
	struct bw_arena *arena;
	const struct bw_article *article;
	struct bw_notes *notes;
	const uint64_t *words, *stems; /* of the body's tokens */
	const uint8_t *kinds;          /* of the body's tokens: kind of the actor named there + 1; 0 none */
	struct bw_map title_stems;
	bool charged;                      /* title or lead accuse or deny */
	bool *denied;                      /* of each actor: was heard to deny */
	bool *accusees;                    /* of each actor: named where something is alleged */
	BW_VEC(struct bw_matter) matters;  /* those whose standing was told, in order */
	int year;                          /* of publication; 0 unknown */
	uint8_t *voice;                    /* of each actor: enum bw_voice + 1, 0 not asked yet */
	uint32_t *first_mention;           /* of each actor: his first mention in the body + 1; 0 none */
	uint32_t *next_mention;            /* of each mention: the next of its actor + 1; 0 none */
	bool the_company;                  /* the body says "the company" */
	uint32_t mention;                  /* first that may touch the sentence at hand */
	enum bw_voice issuer;              /* of a press release */
	enum bw_status law;                /* standing of the article's matter as title and lead have it */
	bool title_denies, accused, court; /* title denies; title or lead accuse or deny; lead speaks of a court */
	uint32_t quotation;                /* first that may touch the sentence at hand */
	BW_VEC(struct bw_statement) out;
};

/* Sentences [first, last] read as one statement, and what is found in them. */
struct bw_unit {
	struct bw_words_row row;
	uint32_t sentence, last;
	const struct bw_quotation *quotation; /* the one that covers most of it; NULL */
	bool quoted_most;
	struct bw_cues cues;
	uint32_t frame_first, frame_end; /* tokens of the frame's cue */
	bool has_self, has_own, has_us, has_question, has_you;
	uint32_t n_figures; /* dates not among them */
	uint32_t n_weighty; /* shares, sums, measures and counts from a hundred */
	bool has_will;      /* what is said will be, or would */
};

/* Fills what the voices are read from: an actor's mentions, and whether the body says "the company". */
void bw_claim_voices_begin(struct bw_claim_reader *r);
enum bw_voice bw_claim_voice(struct bw_claim_reader *r, const struct bw_quotation *q);
/* Whether the speaker is, by strict proof, a company or speaks for one. */
bool bw_claim_by_company(const struct bw_claim_reader *r, const struct bw_quotation *q);
enum bw_voice bw_claim_issuer(struct bw_claim_reader *r);
/* Standing of the matter, status and act of one statement, from its own cues, its speaker and the article. */
void bw_claim_context(struct bw_claim_reader *r);
void bw_claim_status(struct bw_claim_reader *r, struct bw_unit *u, struct bw_statement *out);
/* A bit of enum bw_voice by its name in the tables; 0 unknown. Number of a class of verbs of speech. */
uint32_t bw_claim_voice_bit(struct bw_str name);
uint64_t bw_claim_says(struct bw_str class);
/* Whether the one who speaks was named where something is alleged, or speaks for him. */
bool bw_claim_charged(const struct bw_claim_reader *r, const struct bw_unit *u);
int bw_status_needs_open(struct bw_claim_pack *c, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err);
bool bw_status_backed(struct bw_claim_reader *r, const struct bw_unit *u, enum bw_status status);
/* What cues and model together make of a statement whose frame is known: a status by cues stands unless the model
 * doubts it much, and where there is none the model may know one. */
enum bw_status bw_claim_learned(struct bw_claim_reader *r, const struct bw_unit *u, const struct bw_statement *s,
				enum bw_status by_cues);
int bw_claim_polarity_open(struct bw_claim_pack *c, const struct bw_lexicons *l, struct bw_err *err);
/* Whether the main clause of what is claimed is negated; only where the pack has_polar. */
bool bw_claim_negated(const struct bw_claim_reader *r, const struct bw_unit *u);
void bw_claim_frame(struct bw_claim_reader *r, struct bw_unit *u, struct bw_statement *out);
/* Fills cause_* and effect_* where the statement tells both. */
void bw_claim_cause(const struct bw_claim_reader *r, const struct bw_unit *u, struct bw_statement *out);
/* Standing of the matter that the sentence begins with ("The bill would", "The grid bill would"): that of the last of
 * its name; BW_STATUS_NONE unknown. */
enum bw_status bw_claim_matter(const struct bw_claim_reader *r, const struct bw_unit *u);
/* Keeps the standing that a sentence tells of the matter nearest to its cue. */
void bw_claim_keep_matter(struct bw_claim_reader *r, const struct bw_unit *u, enum bw_status status);
float bw_claim_kind_weight(enum bw_kind kind);
void bw_claim_anchor(const struct bw_claim_reader *r, const struct bw_unit *u, struct bw_statement *out);

#endif
