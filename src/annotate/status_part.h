/*
 * The standing that the words of a sentence give to what they tell. Two readers fill the same cues: patterns of words
 * (en/status) and frames of clauses (en/status-frames: who does what to what); both obey the same guards. One set of
 * tables a language.
 */
#ifndef BW_ANNOTATE_STATUS_PART_H
#define BW_ANNOTATE_STATUS_PART_H

#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/map.h"
#include "core/vec.h"

enum bw_item_kind { BW_ITEM_WORDS, BW_ITEM_GAP, BW_ITEM_NUMBER, BW_ITEM_CAPITAL, BW_ITEM_NOT };
struct bw_item {
	enum bw_item_kind kind;
	uint32_t n;      /* words of the item, or the widest gap */
	uint64_t *words; /* hashes */
	bool or_number;  /* "#" stands among the words */
};
struct bw_pattern {
	enum bw_status status;
	float weight;
	bool not_negated, not_modal, in_court, own_voice; /* guards n, m, c, v */
	bool inside, quoted, named, past, verb;           /* s, q, k, h, d */
	bool reported;                                    /* r */
	bool apposed;                                     /* in a clause that tells of the matter: never background */
	const struct bw_item *items;
	uint32_t n_items;
	int32_t next; /* further pattern that begins with the same word; -1 none */
};

/* Classes of small words, rows of <language>/status-words. */
enum bw_small {
	BW_SMALL_NEGATOR = 1 << 0,
	BW_SMALL_MODAL = 1 << 1,
	BW_SMALL_WILL = 1 << 2,
	BW_SMALL_STOP = 1 << 3,
	BW_SMALL_JOINT = 1 << 4,
	BW_SMALL_OPENER = 1 << 5,
	BW_SMALL_TURN = 1 << 6,
	BW_SMALL_IF = 1 << 7,
	BW_SMALL_SAY = 1 << 8,
	BW_SMALL_BYGONE = 1 << 9,
	BW_SMALL_ARTICLE = 1 << 10,
	BW_SMALL_AUXILIARY = 1 << 11,
	BW_SMALL_BE = 1 << 12,
	BW_SMALL_ADVERB = 1 << 13,
	BW_SMALL_PREPOSITION = 1 << 14,
	BW_SMALL_RELATIVE = 1 << 15,
	BW_SMALL_MOVER = 1 << 16,
	BW_SMALL_SELF = 1 << 17,
	BW_SMALL_US = 1 << 18,
	BW_SMALL_OURS = 1 << 19,
	BW_SMALL_QUIET = 1 << 20,
	BW_SMALL_COURT = 1 << 21,
	BW_SMALL_MAKES = 1 << 22,
	BW_SMALL_PAST = 1 << 23,
	BW_SMALL_WHAT = 1 << 24,
	BW_SMALL_YOU = 1 << 25,
	BW_SMALL_FORETELL = 1 << 26,
	BW_SMALL_FEELING = 1 << 27,
	BW_SMALL_UNTOLD = 1 << 28,
	BW_SMALL_NOMINATED = 1 << 29,
};

/* A verb with the particles that stand behind it, and the forms that a word can be of it. */
enum { BW_VERB_PARTICLES = 5 };
enum bw_verb_form { BW_VERB_BASE = 1, BW_VERB_THIRD = 2, BW_VERB_PAST = 4, BW_VERB_PART = 8, BW_VERB_ING = 16 };
struct bw_verb {
	uint32_t class; /* index among the names of classes of verbs */
	uint64_t particles[BW_VERB_PARTICLES];
	uint32_t n_particles;
};
struct bw_verb_form_of {
	uint32_t verb;
	uint8_t forms;
	int32_t next; /* another verb that the word can be; -1 none */
};
struct bw_frame_row {
	enum bw_status status;
	float weight;
	bool active, passive, modal, past, present, finite;
	uint64_t who, who_not, what; /* sets of classes of nouns; 0: anything */
	/* what may be an infinitive that makes law, any infinitive, a clause, a figure, nothing at all */
	bool to, infinitive, that, num, none;
	uint32_t verb;
	int32_t next; /* another frame of the same class of verbs; -1 none */
};
struct bw_name_list BW_VEC_FIELDS(struct bw_str);

struct bw_statuses {
	struct bw_map first; /* word -> index of a link + 1 */
	BW_VEC(struct bw_pattern) patterns;
	BW_VEC(struct {
		uint32_t pattern;
		int32_t next;
	})
	links;
	struct bw_map small;     /* word -> set of enum bw_small */
	struct bw_map compounds; /* "white house": no chamber */
	struct bw_map nouns;     /* word -> set of classes */
	struct bw_name_list noun_classes, verb_classes;
	struct bw_map forms; /* word -> index into form_of + 1 */
	BW_VEC(struct bw_verb) verbs;
	BW_VEC(struct bw_verb_form_of) form_of;
	BW_VEC(struct bw_frame_row) frames;
	struct bw_map by_verb; /* class of verbs -> index into frames + 1 */
};

static inline bool bw_small_is(const struct bw_statuses *s, uint64_t word, uint32_t set)
{
	const uint64_t *small = bw_map_get(&s->small, word);
	return small && (*small & set);
}

/* A row of tokens that is read as one sentence. */
struct bw_words_row {
	const struct bw_token *tokens;
	const uint64_t *words;
	uint32_t first, end;
	bool court;    /* the article speaks of a court: "she found that" is a finding */
	bool own;      /* a company speaks of itself */
	bool reported; /* somebody is reported to say it */
	struct bw_str text;
	int year;              /* in which the article was published; 0 unknown */
	const uint8_t *actors; /* of each token: kind of the actor that it names + 1, 0 none; NULL unknown */
};

/* Tokens of a row; in a longer one words belong together too seldom to tell a standing. */
enum { BW_STATUS_SENTENCE_MAX = 64 };
/* One pattern found in a row. */
enum { BW_STATUS_ITEMS = 16 };
struct bw_status_match {
	const struct bw_words_row *row;
	const struct bw_pattern *pattern;
	uint32_t at[BW_STATUS_ITEMS]; /* token of each item */
	uint32_t end;
};

/* What the cues of one sentence say: the heaviest weight of each status, and the tokens of the cue that gave it. The
 * weight of BW_STATUS_NONE takes away lighter standings of a law. */
struct bw_cues {
	float weight[BW_N_STATUS];
	uint32_t first[BW_N_STATUS], end[BW_N_STATUS];
	uint32_t
		barred; /* set of statuses (1 << status) of which a cue stands here, but negated, conditional or past */
};

/* A phrase of nouns: [first, end) with the classes of its head. */
struct bw_chunk {
	uint32_t first, end;
	uint64_t head; /* classes of the head noun */
	uint64_t hung; /* of nouns hung on it ("members of the committee"), and of its apposition */
};
/* A verb with its neighbours. */
struct bw_clause {
	uint32_t verb, end; /* token of the verb; behind verb and particles */
	uint32_t group;     /* first token of the group of verbs */
	uint32_t class;     /* of the verb */
	uint8_t forms;
	bool passive, modal, infinitive, negated, finite, perfect, relative;
	bool past;      /* was, were, had */
	bool bare_past; /* a past tense without auxiliaries, or a participle that stands as one */
	bool apposed;   /* a relative clause behind a comma, or of the phrase that heads the sentence */
	struct bw_chunk subject;
	uint64_t opening; /* head of the phrase that heads the sentence, when nothing but what hangs on it lies between
			   */
	uint64_t agent;   /* classes of the one behind "by" */
	uint64_t objects; /* classes of what stands behind the verb */
	bool to, to_any, that, num, none;
};

int bw_status_words_open(struct bw_statuses *s, struct bw_arena *a, const struct bw_lexicons *l, int language,
			 struct bw_err *err);
int bw_status_frames_open(struct bw_statuses *s, struct bw_arena *a, const struct bw_lexicons *l, int language,
			  struct bw_err *err);
/* Index of a class in a list of names, added when it is new. */
uint32_t bw_status_class(struct bw_name_list *list, struct bw_arena *a, struct bw_str name);
/* Class of nouns by name, as a set; 0 unknown. */
/* Set of enum bw_small by the name of its class; 0 unknown. */
uint32_t bw_status_small(struct bw_str name);
uint64_t bw_status_noun(const struct bw_statuses *s, struct bw_str name);

/* Reads the clause of which token v is the verb in that reading; false when it is none. */
bool bw_status_clause(const struct bw_statuses *s, const struct bw_words_row *row, uint32_t v,
		      const struct bw_verb_form_of *form, struct bw_clause *out);
void bw_status_frames_read(const struct bw_statuses *s, const struct bw_words_row *row, struct bw_cues *out);

/* Whether the place of the match forbids it: negation, condition, a dependent clause, a quotation, the past. */
bool bw_status_guarded(const struct bw_statuses *s, const struct bw_status_match *m);
/* Whether a gap of a pattern may not run over token i: another clause or another body begins there. */
bool bw_status_gap_ends(const struct bw_statuses *s, const struct bw_words_row *row, uint32_t i);
/* Whether the token is the second half of a name like "White House". */
bool bw_status_compound(const struct bw_statuses *s, const struct bw_words_row *row, uint32_t i);
/* The sign that token i is, of , ; : ( ) " ?; 0 none of them. */
char bw_status_sign(const struct bw_words_row *row, uint32_t i);

/* Makes it empty; open and close come after. */
void bw_statuses_init(struct bw_statuses *s);
int bw_statuses_open(struct bw_statuses *s, struct bw_arena *a, const struct bw_lexicons *l, int language,
		     struct bw_err *err);
void bw_statuses_close(struct bw_statuses *s);
void bw_statuses_read(const struct bw_statuses *s, const struct bw_words_row *row, struct bw_cues *out);
/* Whether the row is negated: an odd number of negators. */
bool bw_statuses_negated(const struct bw_statuses *s, const struct bw_words_row *row);
/* The heaviest status, the lower standing of equals; BW_STATUS_NONE below least. */
enum bw_status bw_cues_best(const struct bw_cues *c, float least);

#endif
