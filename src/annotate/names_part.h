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
#define W_LEAD         BIT(36) /* first word of an organisation's name; what follows may be small */
#define W_DEFINITE     BIT(37) /* the definite article */
#define W_WHO          BIT(38) /* relative pronoun of a person */
#define W_COUNTED      BIT(39) /* after a number it counts: million, percent, times */
/* where it stands */
#define T_NAME     BIT(40) /* may be part of a name */
#define T_INITIAL  BIT(41) /* its capital may come from its place: first of a sentence, a quotation, after a colon */
#define T_HEADING  BIT(42) /* in a heading or a line of credits: looked up, never discovered */
#define T_TITLE    BIT(43) /* of a title before a person's name */
#define T_NOT      BIT(44) /* of a phrase that is no name when it stands alone */
#define T_DIGIT    BIT(45) /* letters and digits: "M32", "XR-70", or a number that ends a name */
#define T_CALENDAR BIT(46)
#define T_TAKEN    BIT(47) /* inside a name that was found */
#define W_PLURAL   BIT(58) /* known as the plural of a noun beside names: only before them */
#define T_VERSUS   BIT(57) /* "v" between the parties of a case */
#define T_MARK     BIT(55) /* a quotation mark */
/* more of the lexicons */
#define W_CREDIT BIT(48) /* opens a line of credits: "Reporting by" */
#define W_BY     BIT(49) /* opens one by itself, or follows such a word */
#define W_OWNER  BIT(50) /* the clitic of possession */
#define W_TAIL   BIT(51) /* an adjective's form, known by its ending: inside names written small after the first word */

enum {
	BW_G_CAPS = 1,   /* counts only when written in capitals: US, UN, WHO */
	BW_G_THE = 2,    /* counts only after "the": the House */
	BW_G_SHARED = 4, /* many countries have one of this name */
	BW_G_CUE = 8,    /* needs a second cue from the same country */
	BW_G_DEMONYM = 16,
	BW_G_SEAT = 32, /* a seat of government: stands for it when it acts */
	BW_G_ACRONYM = 64,
	BW_G_SMALL = 128, /* written small: "französisch" */
};
struct bw_gazette {
	struct bw_str name; /* the name that the row is about */
	struct bw_str form;
	enum bw_actor_kind kind;
	char code[3];
	uint8_t flags;
	uint32_t group; /* forms of one thing share it */
};

/* PORTFOLIO: an office that is followed by what it is for: "ministre de la Santé". */
enum bw_title_class { BW_TITLE_HONOUR, BW_TITLE_OFFICE, BW_TITLE_PARTY, BW_TITLE_PORTFOLIO };
struct bw_title {
	char gender;
	enum bw_title_class class;
};

#define W_NOBODY BIT(52) /* a person's name elsewhere, a common word in this language */

#define W_SMALL    BIT(53) /* first word of a form of the gazette that is written small */
#define W_OCCASION BIT(56) /* what takes place: election, war, festival */
#define W_SPOT     BIT(54) /* first word of a place: "Bad", "Sankt" */

/* What the end of a word tells. PLAIN: cut it, put `put`, and the word is common when that is ("planned"). BASE, CASE:
 * cut it to compare forms of a name; BASE is the form that names are given in. NOUN: such words are no names.
 * ADJECTIVE: may stand small inside a name. COMPOUND: what is before it says whose ("Finanzministerium"). VERB: no
 * noun, so a name does not go on with it. GENITIVE: nouns and adjectives that follow a noun without a link.
 * BESIDE: a noun for an organisation beside its name ("Reifenhersteller"). */
enum bw_ending_class {
	BW_ENDING_PLAIN,
	BW_ENDING_BASE,
	BW_ENDING_CASE,
	BW_ENDING_NOUN,
	BW_ENDING_ADJECTIVE,
	BW_ENDING_COMPOUND,
	BW_ENDING_VERB,
	BW_ENDING_GENITIVE,
	BW_ENDING_BESIDE,
	BW_N_ENDINGS
};
struct bw_ending {
	struct bw_str cut, put; /* folded */
	uint32_t least;         /* bytes of the word that must be left */
	bool base;
};
struct bw_endings {
	const struct bw_ending *rows; /* longest first */
	uint32_t n;
};

/* How a language writes names. */
#define BW_WRITES_NOUNS_LARGE BIT(0) /* every noun has a capital: a capital proves nothing */
#define BW_WRITES_TAILS_SMALL BIT(1) /* only the first word of an institution's name has a capital */
#define BW_WRITES_THIN        BIT(2) /* few of its common words are known to us */

/* The tables of one language. `any` is what holds for all of them, itself a pack; NULL in that one. */
struct bw_name_pack {
	const struct bw_name_pack *any;
	const char *language;                    /* as the tokeniser wants it */
	struct bw_map words;                     /* hash of the folded word (salted: of its bare form) -> W_ bits */
	struct bw_phrases titles, nots, gazette; /* of bare forms */
	struct bw_endings endings[BW_N_ENDINGS], cases; /* cases: BASE and CASE together */
	struct bw_title *title_rows;
	const struct bw_gazette *gazette_rows; /* of all packs together */
	uint32_t n_titles;
	uint64_t writes;
};

struct bw_names {
	struct bw_name_pack packs[BW_N_READ_LANGUAGES + 1]; /* the last is of no language */
	struct bw_roles *roles;                             /* names_role.h */
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
	bool office, body; /* a title in small letters stands before it; it is quoted after a noun of a body */
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
	struct bw_str role;                  /* names_role.h */
	uint32_t post, post_end, post_noun;  /* tokens of the body: the role, and its noun */
	int32_t body;                        /* entity that the person belongs to, -1 none */
	uint64_t rank;                       /* title before the name, as a word; 0 none */
	uint32_t begins;                     /* byte of the text where it first stands */
	bool legal;                          /* has a legal form behind it */
	bool acronym, dropped, titled, seat; /* seat: a seat of government that acts, no country named */
	BW_VEC(struct bw_str) forms;
};

struct bw_named_layer {
	struct bw_str text;
	const struct bw_layer *layer;
	uint64_t *keys;   /* hash of the folded word without its case ending; token.word where a language has none */
	uint64_t *words;  /* token.word */
	uint64_t *bits;   /* W_ and T_ bits of each token */
	int32_t *gazette; /* row of the gazette that starts at this token, -1 none */
	uint8_t *gazette_n;
	uint8_t *title_n; /* tokens of the title that starts here */
	uint32_t *title_row;
};

struct bw_naming {
	const struct bw_name_pack *names; /* of the article's language */
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
void bw_gazette_open(struct bw_names *p, struct bw_arena *a, const struct bw_lexicons *l);
/* Takes rows from the tokens that need a cue of their country where none stands. */
void bw_gazette_settle(struct bw_naming *n);
/* names_tables.c */
const struct bw_name_pack *bw_names_pack(const struct bw_names *p, const char *language);
uint64_t bw_names_word_bits(const struct bw_name_pack *p, struct bw_str word, uint64_t hash);
/* The same where bw_names_bare is known. */
uint64_t bw_names_bare_bits(const struct bw_name_pack *p, struct bw_str word, uint64_t hash, uint64_t bare);
/* names_ending.c: forms of a word. */
int bw_endings_open(struct bw_name_pack *p, struct bw_arena *a, const struct bw_lexicon *table, struct bw_err *err);
const struct bw_ending *bw_ending_of(const struct bw_endings *e, struct bw_str folded); /* longest; NULL: none */
/* The hash of the word without its case ending; `capitals`: an acronym, which has none. */
uint64_t bw_names_bare(const struct bw_name_pack *p, struct bw_arena *a, struct bw_str word, bool capitals);
/* How well a form serves as the name: 2 without case ending or with that of the base, 1 unknown, 0 oblique. */
int bw_names_form_rank(const struct bw_name_pack *p, struct bw_arena *a, struct bw_str form);
void bw_names_add_word(struct bw_name_pack *p, struct bw_str word, uint64_t bits); /* in all its cases */
void bw_names_add_phrase(const struct bw_name_pack *p, struct bw_phrases *set, struct bw_str phrase, uint32_t value);
/* names_mark.c: bits of every token, gazette hits, what the article itself shows of each word. */
void bw_names_mark(struct bw_naming *n);
/* names_evidence.c: takes T_NAME from words that are no names, where every noun has a capital. */
void bw_names_weigh(struct bw_naming *n, struct bw_named_layer *l);
/* names_tail.c: where a name that has [first, end) ends when it goes on in small letters; and institutions that are
 * told by the adjective of their country after them. */
uint32_t bw_names_tail(const struct bw_naming *n, const struct bw_named_layer *l, uint32_t first, uint32_t end);
void bw_names_public_after(struct bw_naming *n);
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
bool bw_names_is_generation(uint64_t word); /* "Jr" */
/* names_back.c: "the agency", "health ministry", "Kenya's central bank". */
void bw_names_public(struct bw_naming *n);
void bw_names_shared(struct bw_naming *n); /* after bw_names_back: "the health ministry" that points to none */
struct bw_roles;
void bw_names_back(const struct bw_roles *roles, struct bw_naming *n);
void bw_names_back_people(const struct bw_roles *roles, struct bw_naming *n); /* "the minister" */
/* names_implied.c: short forms that stand inside the long one, and forms with the noun that follows. */
void bw_names_implied(struct bw_naming *n);
/* names_lookup.c: the known names in the title. */
void bw_names_lookup_title(struct bw_naming *n);
/* names_gate.c: what is no actor is dropped. */
void bw_names_gate(struct bw_naming *n);
/* places.c */
void bw_places_note(struct bw_naming *n);

#endif
