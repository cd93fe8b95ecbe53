/* What the files speech*.c share with each other and nobody else. */
#ifndef BW_ANNOTATE_SPEECH_PART_H
#define BW_ANNOTATE_SPEECH_PART_H

#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/map.h"
#include "core/vec.h"

/* What a word is to the reader of speech: table <language>/speech-words. A word may be several of these. */
enum {
	BW_R_SKIP = 1 << 0,
	BW_R_EDGE = 1 << 1,
	BW_R_DETERMINER = 1 << 2,
	BW_R_HE = 1 << 3,
	BW_R_SHE = 1 << 4,
	BW_R_IT = 1 << 5,
	BW_R_THEY = 1 << 6,
	BW_R_SELF = 1 << 7,
	BW_R_TIME = 1 << 8,
	BW_R_PEOPLE = 1 << 9,
	BW_R_MAN = 1 << 10,
	BW_R_WOMAN = 1 << 11,
	BW_R_BODY = 1 << 12,
	BW_R_PAPER = 1 << 13,
	BW_R_PREPOSITION = 1 << 14,
	BW_R_JOIN = 1 << 15,
	BW_R_COORDINATE = 1 << 16,
	BW_R_SUBORDINATE = 1 << 17,
	BW_R_RELATIVE = 1 << 18,
	BW_R_QUESTION = 1 << 19,
	BW_R_TO = 1 << 20,
	BW_R_THAT = 1 << 21,
	BW_R_FINITE = 1 << 22,
	BW_R_BE = 1 << 23,
	BW_R_HAVE = 1 << 24,        /* auxiliaries whose participle may stand at the end of the clause */
	BW_R_SUBJUNCTIVE = 1 << 25, /* a form that reports by itself */
	BW_R_MARKER = 1 << 26,
	BW_R_AT = 1 << 27,   /* before an amount */
	BW_R_BY = 1 << 28,   /* before the one who does it, in the passive */
	BW_R_AS = 1 << 30,   /* "described as" */
	BW_R_MANY = 1 << 29, /* a word for several people: "some", "others" */
};
/* What a language does, in the same table. */
enum {
	BW_M_COMMA = 1,    /* a clause that is said follows a comma */
	BW_M_INVERT = 2,   /* the speaker may follow the verb */
	BW_M_ENDING = 4,   /* how nouns for people end */
	BW_M_DASH = 32,    /* a paragraph that begins with a dash is somebody's words */
	BW_M_DROP = 16,    /* the pronoun of the subject may be left out */
	BW_M_PAST = 64,    /* how finite verbs end; clauses without "that" must have one */
	BW_M_FUTURE = 128, /* auxiliaries of what nobody has said yet: "should note" */
	BW_M_VERBAL = 8,   /* how verb forms end that may be what is said: "denied having" */
};
#define BW_R_NOT     (1u << 31) /* nothing was said: "did not say whether", "nobody said" */
#define BW_R_PRONOUN (BW_R_HE | BW_R_SHE | BW_R_IT | BW_R_THEY | BW_R_SELF)
#define BW_R_SPEAKER (BW_R_PEOPLE | BW_R_MAN | BW_R_WOMAN | BW_R_BODY | BW_R_PAPER)

/* How a word brings speech: tables <language>/speech-frames (letters) and speech-phrases (names). */
enum {
	BW_C_SAY = 1 << 0,
	BW_C_THAT = 1 << 1,
	BW_C_BARE = 1 << 2,
	BW_C_OBJECT = 1 << 3,
	BW_C_INFINITIVE = 1 << 4,
	BW_C_GERUND = 1 << 5,
	BW_C_OBJECT_TO = 1 << 6,
	BW_C_QUESTION = 1 << 7,
	BW_C_PERSON = 1 << 8,
	BW_C_MARKS = 1 << 9,
	BW_C_PARTICIPLE = 1 << 10,
	BW_C_ADJECTIVE = 1 << 11,
	BW_C_HEARSAY = 1 << 12,
	BW_C_NOUN_TOO = 1 << 13,
	BW_C_BEFORE = 1 << 14,
	BW_C_AFTER = 1 << 15,
	BW_C_FIRST = 1 << 16,
	BW_C_VIEW = 1 << 17,
	BW_C_NOUN = 1 << 18,
	BW_C_WILL = 1 << 19,
	BW_C_LONG = 1 << 21,   /* as OBJECT, when the object is long */
	BW_C_PAPER = 1 << 22,  /* as OBJECT, when a paper speaks */
	BW_C_AMOUNT = 1 << 23, /* an amount behind "at" */
	BW_C_CORE = 1 << 24,   /* says, and nothing else: what follows needs no verb to be a clause */
	BW_C_LATE = 1 << 20,   /* stands at the end of the clause, its auxiliary before */
};
#define BW_C_VERB                                                                                                      \
	(BW_C_SAY | BW_C_THAT | BW_C_BARE | BW_C_OBJECT | BW_C_INFINITIVE | BW_C_GERUND | BW_C_OBJECT_TO |             \
	 BW_C_QUESTION | BW_C_PERSON | BW_C_MARKS | BW_C_HEARSAY | BW_C_LONG | BW_C_PAPER | BW_C_AMOUNT)
#define BW_C_SOURCE (BW_C_BEFORE | BW_C_AFTER | BW_C_FIRST)

enum { BW_MAX_ENDINGS = 32 };
struct bw_speech_pack {
	struct bw_map roles;                   /* token.word -> BW_R_* */
	struct bw_map gender;                  /* given names and titles of the language -> 'm', 'f', '-' both */
	struct bw_phrases cues;                /* -> index into forms */
	const uint32_t *forms;                 /* BW_C_* */
	uint32_t n_forms, manner;              /* manner: BW_M_* */
	struct bw_str endings[BW_MAX_ENDINGS]; /* of nouns for people and of plurals */
	uint32_t n_endings;
	struct bw_str verbals[BW_MAX_ENDINGS]; /* of verb forms that may be what is said: "having" */
	uint32_t n_verbals;
	struct bw_str pasts[BW_MAX_ENDINGS]; /* of finite verbs: \"-ed\" */
	uint32_t n_pasts;
	struct bw_map futures; /* token.word of BW_M_FUTURE */
};
struct bw_speech {
	struct bw_speech_pack pack[BW_N_READ_LANGUAGES + 1]; /* the last one is empty: any other language */
	struct bw_map gender;                                /* given names and titles -> 'm' or 'f' */
};

/* One token as the tables see it. */
struct bw_mark {
	uint32_t role, cue;
	uint8_t words; /* tokens of the cue that begins here */
};

/* A speaker. start == end: the text does not tell who it is, though it has one when `found`. */
struct bw_speaker {
	uint32_t start, end;
	int32_t actor, affiliation;
	uint32_t first, last; /* tokens of the noun phrase, [first, last) */
	char gender;          /* of an unnamed one: 'm', 'f' or 0 */
	bool found;
};
#define BW_NO_SPEAKER ((struct bw_speaker){.actor = -1, .affiliation = -1})

/* Words that were said, without quotation marks around the whole of them. */
struct bw_said {
	uint32_t first, end; /* tokens */
};

struct bw_talk {
	const struct bw_speech *speech;
	const struct bw_speech_pack *pack;
	struct bw_arena *arena;
	struct bw_str text;
	const struct bw_notes *notes;
	const struct bw_token *tokens;
	struct bw_mark *marks;
	uint32_t n;
	const struct bw_mention *mentions; /* those of the body */
	uint32_t n_mentions;
	struct bw_speaker last_person, last_body; /* whom "she" and "it" stand for: those who spoke last */
	uint32_t person_sentence, body_sentence;  /* where they spoke last */
	struct bw_speaker old_person, old_body;   /* the same before the sentence at hand */
	uint32_t old_person_sentence, old_body_sentence;
	uint32_t *first_of, *next_of; /* mentions of each actor as a chain of index + 1 */
	int32_t *bodies;              /* for whom each actor speaks; -2 not looked up */
	char *genders;                /* of each actor; 0 not looked up, '-' unknown */
	size_t first_out;             /* where the quotations of the sentence at hand begin */
	struct bw_speaker spoke_last; /* of the last quotation */
	uint32_t spoke_sentence;
	uint32_t dialogue; /* paragraph + 1 that is dialogue behind dashes */
	bool lenient;      /* what is looked for is a source whatever it is: "according to" */
	BW_VEC(struct bw_quotation) out;
};

/* speech_mark.c */
void bw_talk_mark(struct bw_talk *t);
bool bw_talk_is(const struct bw_talk *t, uint32_t token, uint32_t roles); /* false beyond the end */
bool bw_talk_sign(const struct bw_talk *t, uint32_t token, char sign);
bool bw_talk_is_dash(const struct bw_talk *t, uint32_t token);
bool bw_talk_is_capital(const struct bw_talk *t, uint32_t token);
bool bw_talk_is_quoted(const struct bw_talk *t, uint32_t token);
/* «Рубин», „Spiegel“: nothing but the name of a body stands between the marks, so nobody is quoted. */
bool bw_talk_is_marked_name(const struct bw_talk *t, uint32_t token);
bool bw_talk_is_possessive(const struct bw_talk *t, uint32_t token);
bool bw_talk_is_adverb(const struct bw_talk *t, uint32_t token);
/* A verb in the past, or a participle, by its ending. */
bool bw_talk_is_past(const struct bw_talk *t, uint32_t token);
/* The first verb in [first, end) behind a noun, or end: where a subject must end. */
uint32_t bw_talk_first_verb(const struct bw_talk *t, uint32_t first, uint32_t end);
/* A past form behind a noun that is the verb of its clause; a participle behind its noun: "a gallery raided in". */
bool bw_talk_is_past_verb(const struct bw_talk *t, uint32_t i, uint32_t first);
bool bw_talk_is_participle(const struct bw_talk *t, uint32_t k, uint32_t lo);
/* Who may speak: people, bodies and papers; and what cannot whatever verb follows. The head ends at `end`. */
bool bw_talk_can_speak(const struct bw_talk *t, uint32_t first, uint32_t end);
bool bw_talk_is_no_speaker(const struct bw_talk *t, uint32_t first, uint32_t end, uint32_t phrase_end);
/* The words from `start` to the verb at `v` tell that it was not done: "did not", or only will be: "should". */
bool bw_talk_is_negated(const struct bw_talk *t, uint32_t start, uint32_t v);
bool bw_talk_is_future(const struct bw_talk *t, uint32_t start, uint32_t v);
/* What a word of speech at this token is in its sentence: 0 when it is a noun or adjective here, or in quotation
 * marks. */
uint32_t bw_talk_cue(const struct bw_talk *t, uint32_t token, uint32_t lo);
uint32_t bw_talk_token_at(const struct bw_talk *t, uint32_t offset); /* first that ends behind it */
/* A verb of speech in the passive. */
bool bw_talk_is_passive(const struct bw_talk *t, uint32_t token, uint32_t lo);
uint32_t bw_talk_mention_from(const struct bw_talk *t, uint32_t offset); /* first that ends after it */
/* The mention that covers this token, or NULL. */
const struct bw_mention *bw_talk_mention_at(const struct bw_talk *t, uint32_t token);

/* speech_speaker.c */
/* Where the words that do the verb at token v end: auxiliaries and adverbs left out. */
uint32_t bw_talk_verb_start(const struct bw_talk *t, uint32_t v, uint32_t lo);
/* The one who does the verb at token v: the words to its left, not before token lo. */
struct bw_speaker bw_talk_subject(struct bw_talk *t, uint32_t v, uint32_t lo);
/* The one named from token first on, not beyond end: `said NAME`, `according to NAME`; last is behind it. */
struct bw_speaker bw_talk_named(struct bw_talk *t, uint32_t first, uint32_t end);
/* Where that name begins when words like "for his part", "to reporters" stand between the verb and it. */
uint32_t bw_talk_after_aside(const struct bw_talk *t, uint32_t first, uint32_t end);
/* The same behind the verb in "según informó ayer la policía"; first when no verb stands there. */
uint32_t bw_talk_after_verb(const struct bw_talk *t, uint32_t first, uint32_t end);
struct bw_speaker bw_talk_phrase(struct bw_talk *t, uint32_t first, uint32_t end);

/* speech_who.c */
bool bw_talk_known(const struct bw_speaker *s);
void bw_talk_remember(struct bw_talk *t, const struct bw_speaker *s, uint32_t sentence);
void bw_talk_pronoun(struct bw_talk *t, struct bw_speaker *s);
void bw_talk_affiliate(struct bw_talk *t, struct bw_speaker *s);
/* The body that "its" at this token means: the only one of this sentence so far, or of the one before; -1 unknown. */
int32_t bw_talk_owner(struct bw_talk *t, uint32_t token);
uint32_t bw_talk_sentence_of(const struct bw_talk *t, uint32_t token);

/* speech_content.c */
bool bw_talk_is_verbal(const struct bw_talk *t, uint32_t i);
bool bw_talk_has_verbal_ending(const struct bw_talk *t, uint32_t i); /* "Framing" at the head of a sentence */
/* Behind the one who is told: "reporters", "the court". */
uint32_t bw_talk_skip_person(const struct bw_talk *t, uint32_t i, uint32_t end);
uint32_t bw_talk_skip_time(const struct bw_talk *t, uint32_t i, uint32_t end);
/* First token of what the verb before `after` brings; `end` when it brings none. phrase: it is no clause. */
uint32_t bw_talk_content(const struct bw_talk *t, uint32_t cue, uint32_t after, uint32_t end, bool *phrase);
uint32_t bw_talk_phrase_end(const struct bw_talk *t, uint32_t first, uint32_t end);

/* One word of speech in its sentence, and what it brings. */
enum { BW_TELLINGS_MAX = 48 };
struct bw_telling {
	uint32_t at, after, cue;
	uint32_t left; /* where its own clause begins: the words of an act before it end here */
	bool cuts;     /* it is no part of the words before it */
	bool phrase;   /* its words are no clause of their own */
	bool closed;   /* the end of its words is known */
	struct bw_speaker s;
	struct bw_said said[2];
	uint32_t n_said;
};

struct bw_clause {
	uint32_t sentence, first, end; /* tokens of the sentence, dateline left out */
	struct bw_telling acts[BW_TELLINGS_MAX];
	uint32_t n;
};
/* speech_reported.c */
/* Back over "but on Friday" and the like to the joint of the clause whose first token is `first`. */
void bw_telling_find_joint(const struct bw_talk *t, const struct bw_clause *c, struct bw_telling *a, uint32_t first);
/* Where the speech begins that ends at `left`. */
uint32_t bw_telling_speech_start(const struct bw_talk *t, const struct bw_clause *c, uint32_t left);
void bw_telling_add_said(const struct bw_talk *t, struct bw_telling *a, uint32_t first, uint32_t end);
/* speech_source.c: true when the act brings words. */
bool bw_telling_passive(struct bw_talk *t, struct bw_clause *c, struct bw_telling *a);
bool bw_telling_according(struct bw_talk *t, struct bw_clause *c, struct bw_telling *a);
bool bw_telling_in_view(struct bw_talk *t, struct bw_clause *c, struct bw_telling *a);
bool bw_telling_noun(struct bw_talk *t, struct bw_clause *c, struct bw_telling *a, uint32_t lo);

/* speech_reported.c, speech_direct.c */
void bw_talk_put(struct bw_talk *t, uint32_t start, uint32_t end, enum bw_mode mode, uint32_t sentence,
		 const struct bw_speaker *s);
void bw_talk_reported(struct bw_talk *t, uint32_t sentence);
/* True when the sentence is dialogue behind a dash, and was read. */
/* «..., — сказал Петров. — ...»: the words [first, end) between marks in two parts; false when nobody is named so. */
bool bw_talk_inserted(struct bw_talk *t, uint32_t sentence, uint32_t first, uint32_t end, struct bw_speaker *who);
bool bw_talk_dialogue(struct bw_talk *t, uint32_t sentence);
struct bw_quote_reader;
struct bw_quote_reader *bw_talk_quotes(struct bw_talk *t);
/* Quotations that begin in this sentence and that no reported speech covers. */
void bw_talk_direct(struct bw_talk *t, struct bw_quote_reader *r, uint32_t sentence);

#endif
