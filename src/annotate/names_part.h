/* What the files names*.c and places.c share with each other and nobody else. */
#ifndef BW_ANNOTATE_NAMES_PART_H
#define BW_ANNOTATE_NAMES_PART_H

#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/map.h"
#include "core/vec.h"

/* What is known of a word: the lower half from the lexicons, the upper half from the place where a token stands. */
#define BIT(n) (UINT64_C(1) << (n))
enum {
	BW_MAX_NAME_WORDS = 12,  /* words of a name that count in comparisons */
	BW_MAX_SPANS = 16384,    /* places of names in one article; a list of more is no text */
	BW_MAX_ENTITIES = 16384, /* and so many names at most */
};
#define W_MALE   BIT(0)
#define W_FEMALE BIT(1)
#define W_FAMILY BIT(2)
#define W_COMMON BIT(3)
/* last word of a name of this kind; the four uses below follow the order of enum bw_actor_kind */
#define W_HEAD(kind)   BIT(4 + (kind))
#define W_HEADS        (W_HEAD(BW_ACTOR_ORG) | W_HEAD(BW_ACTOR_LAW) | W_HEAD(BW_ACTOR_PRODUCT) | W_HEAD(BW_ACTOR_PLACE))
#define W_BESIDE(kind) BIT(12 + (kind))
#define W_OF           BIT(20)
#define W_SUFFIX       BIT(21)
#define W_PREFIX       BIT(22)
#define W_BACK         BIT(23)
#define W_PUBLIC       BIT(24)
#define W_ACT          BIT(25)
#define W_SPEECH       BIT(26)
#define W_LINK_OF      BIT(27)
#define W_LINK_FOR     BIT(28)
#define W_LINK_AND     BIT(29)
#define W_PARTICLE     BIT(30)
#define W_ARTICLE      BIT(31)
#define W_AT_PLACE     BIT(32)
#define W_PREPOSITION  BIT(33)
#define W_STARTER      BIT(34)
#define W_STATE        BIT(35) /* like public, with a word between */
#define W_LEAD         BIT(36) /* first word of an organisation's name in other languages */
/* where it stands */
#define T_NAME     BIT(40) /* may be part of a name */
#define T_INITIAL  BIT(41) /* its capital may come from its place: first of a sentence, a quotation, after a colon */
#define T_HEADING  BIT(42) /* in a heading or a line of credits: looked up, never discovered */
#define T_TITLE    BIT(43) /* of a title before a person's name */
#define T_NOT      BIT(44) /* of a phrase that is no name when it stands alone */
#define T_DIGIT    BIT(45) /* letters and digits: "T90", "XR-70", or a number that ends a name */
#define T_CALENDAR BIT(46)
#define T_TAKEN    BIT(47) /* inside a name that was found */

enum {
	BW_G_CAPS = 1,   /* counts only when written in capitals: US, UN, WHO */
	BW_G_THE = 2,    /* counts only after "the": the House */
	BW_G_SHARED = 4, /* many countries have one of this name */
	BW_G_CUE = 8,    /* needs a second cue from the same country */
	BW_G_DEMONYM = 16,
	BW_G_SEAT = 32, /* a seat of government: stands for it when it acts */
	BW_G_ACRONYM = 64,
};
struct bw_gazette {
	struct bw_str name; /* the name that the row is about */
	struct bw_str form;
	enum bw_actor_kind kind;
	char code[3];
	uint8_t flags;
	uint32_t group; /* forms of one thing share it */
};

enum bw_title_class { BW_TITLE_HONOUR, BW_TITLE_OFFICE, BW_TITLE_PARTY };
struct bw_title {
	char gender;
	enum bw_title_class class;
};

struct bw_names {
	struct bw_map words; /* hash of the folded word -> W_ bits */
	struct bw_phrases titles, nots, gazette;
	struct bw_title *title_rows;
	struct bw_gazette *gazette_rows;
	uint32_t n_titles, n_gazette;
};

/* One place where a name stands. */
struct bw_span {
	uint32_t first, n;   /* tokens of the layer; titles before it are not among them */
	uint32_t lead;       /* tokens of titles before it */
	uint32_t start, end; /* bytes */
	int32_t gazette;     /* row, -1 none */
	uint32_t entity;
	bool in_title, initial, possessive, definite; /* definite: "the" before it; possessive: 's after it */
	bool metonym;                                 /* does what a government does */
	bool agentive, placed, small; /* placed: after a preposition of place; small: written without capitals */
	char gender;
};

struct bw_entity {
	uint64_t key;                      /* of all words that count */
	uint64_t words[BW_MAX_NAME_WORDS]; /* folded, small words and legal forms left out */
	uint64_t bits[BW_MAX_NAME_WORDS];
	uint32_t n_words, head; /* head: number of the word before "of" or "for", from 1; 0 when it is the last */
	struct bw_str name;
	float votes[BW_ACTOR_UNKNOWN];
	enum bw_actor_kind kind;
	int32_t gazette;
	uint32_t n_mentions, n_mid, n_agentive, n_placed, n_role, n_metonym;
	int32_t into; /* joined to this entity, -1 none */
	char gender, country[3];
	bool acronym, dropped, titled, seat; /* seat: a seat of government that acts, no country named */
	BW_VEC(struct bw_str) forms;
};

struct bw_named_layer {
	struct bw_str text;
	const struct bw_layer *layer;
	uint64_t *keys;   /* token.word */
	uint64_t *bits;   /* W_ and T_ bits of each token */
	int32_t *gazette; /* row of the gazette that starts at this token, -1 none */
	uint8_t *gazette_n;
	uint8_t *title_n; /* tokens of the title that starts here */
	uint32_t *title_row;
};

struct bw_naming {
	const struct bw_names *names;
	struct bw_arena *arena;
	const struct bw_article *article;
	struct bw_notes *notes;
	struct bw_named_layer title, body;
	struct bw_map seen;   /* word -> times small | mid-sentence capital << 20 */
	struct bw_map by_key; /* entity key -> index + 1 */
	BW_VEC(struct bw_span) spans;
	BW_VEC(struct bw_entity) entities;
};

static inline uint32_t bw_seen_small(uint64_t v)
{
	return (uint32_t)(v & 0xFFFFF);
}
static inline uint32_t bw_seen_mid(uint64_t v)
{
	return (uint32_t)(v >> 20 & 0xFFFFF);
}

/* names_gazette.c: countries, institutions, places. */
int bw_gazette_open(struct bw_names *p, struct bw_arena *a, const struct bw_lexicons *l, struct bw_err *err);
/* names_tables.c */
uint64_t bw_names_word_bits(const struct bw_names *p, struct bw_str word, uint64_t hash);
/* names_mark.c: bits of every token, gazette hits, what the article itself shows of each word. */
void bw_names_mark(struct bw_naming *n);
/* names_find.c: the spans of the body. */
void bw_names_find(struct bw_naming *n);
/* names_entity.c */
enum { BW_NO_ENTITY = UINT32_MAX };
void bw_names_gather(struct bw_naming *n); /* every span gets its entity */
uint32_t bw_names_entity(struct bw_naming *n, const struct bw_named_layer *l, const struct bw_span *s);
uint64_t bw_names_token_key(const struct bw_naming *n, const struct bw_named_layer *l, uint32_t i);
const struct bw_gazette *bw_names_row(const struct bw_naming *n, int32_t row); /* NULL for -1 */
void bw_names_merge(struct bw_naming *n, uint32_t from, uint32_t into);
void bw_names_add_form(struct bw_naming *n, struct bw_entity *e, struct bw_str form);
uint32_t bw_names_root(const struct bw_naming *n, uint32_t entity);
struct bw_str bw_names_span_text(const struct bw_named_layer *l, const struct bw_span *s);
/* names_type.c: votes of each span, then the kind of each entity. */
void bw_names_type(struct bw_naming *n);
enum bw_actor_kind bw_names_decide(const struct bw_entity *e);
/* names_join.c: which names are one thing; names_short.c: acronyms. */
void bw_names_join(struct bw_naming *n);
void bw_names_acronyms(struct bw_naming *n);
/* names_back.c: "the agency", "commerce ministry", "China's central bank". */
void bw_names_public(struct bw_naming *n);
void bw_names_back(struct bw_naming *n);
/* names_implied.c: short forms that stand inside the long one, and forms with the noun that follows. */
void bw_names_implied(struct bw_naming *n);
/* names_lookup.c: the known names in the title. */
void bw_names_lookup_title(struct bw_naming *n);
/* names_gate.c: what is no actor is dropped. */
void bw_names_gate(struct bw_naming *n);
/* places.c */
void bw_places_note(struct bw_naming *n);

#endif
