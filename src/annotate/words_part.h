/* What the files words*.c share with each other and nobody else. */
#ifndef BW_ANNOTATE_WORDS_PART_H
#define BW_ANNOTATE_WORDS_PART_H

#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/map.h"
#include "core/vec.h"

enum { BW_MAX_LANGUAGES = 64 };

struct bw_languages {
	struct bw_map words;   /* hash of a function word -> bits of the languages that have it */
	struct bw_map letters; /* code point -> the same */
	char code[BW_MAX_LANGUAGES][4];
	uint32_t n;
};

/* The words of one language. */
struct bw_pack {
	char language[4];
	const struct bw_ending *endings;
	uint32_t n_endings;
	struct bw_map stop;          /* words that carry no topic */
	struct bw_map abbreviations; /* folded, without the dot -> class (en/abbreviations) */
	struct bw_map starters;      /* words that often begin a sentence */
	struct bw_map cues;          /* verbs of speech: no boundary between a question in quotes and its speaker */
	struct bw_map tails; /* words behind a closed quotation that go on with its sentence -> digit: how near */
	bool ordinals;       /* "3." is the third */
	bool proclitics;     /* "'s" begins a word */
	bool wide;           /* no white space between sentences */
};
enum { BW_MAX_PACKS = BW_MAX_LANGUAGES };

struct bw_words {
	struct bw_languages languages;
	struct bw_pack packs[BW_MAX_PACKS]; /* English first */
	uint32_t n_packs;
};
/* English where the language is unknown. */
const struct bw_pack *bw_words_pack(const struct bw_words *w, const char *language);

int bw_languages_open(struct bw_languages *l, const struct bw_lexicons *lexicons, struct bw_err *err);
void bw_languages_close(struct bw_languages *l);
/* Two letters, "" when the text does not tell. declared is what the page says of itself; it decides when the words do
 * not. */
void bw_languages_guess(const struct bw_languages *l, struct bw_str text, const struct bw_token *tokens, size_t n,
			struct bw_str declared, char out[4]);

enum { BW_WORD_ROOM = 96 };
/* The same as bw_uni_fold, in room when the word is short and its letters are those of our own languages, else in the
 * arena. */
struct bw_str bw_word_fold(struct bw_arena *a, struct bw_str word, char room[BW_WORD_ROOM]);
/* Case folded, marks left where they are. */
struct bw_str bw_word_lower(struct bw_arena *a, struct bw_str word, char room[BW_WORD_ROOM]);

/* libstemmer behind: one object for each call of bw_words_note, since it keeps state. A language unknown to it (or
 * NULL) makes every word its own stem. */
struct bw_ending {
	struct bw_str text;
	uint32_t stays; /* fewest letters in front */
};
enum { BW_STEMS_KEPT = 2048 };
struct bw_stemmer {
	void *snowball;
	bool marks;                      /* endings are told by their marks: stem before they are folded */
	const struct bw_ending *endings; /* of a language without snowball, longest first; NULL: none */
	uint32_t n_endings;
	uint64_t (*kept)[2]; /* BW_STEMS_KEPT stems of words that came before; NULL: none are kept */
};
void bw_stemmer_open(struct bw_stemmer *s, const char *language);
void bw_stemmer_close(struct bw_stemmer *s);
/* bw_str_hash of the folded stem; folded is the hash of the folded word. */
uint64_t bw_stemmer_hash(struct bw_stemmer *s, struct bw_arena *a, struct bw_str word, uint64_t folded);

/* Words that a language cuts though they are written together; NULL for languages that cut none. */
struct bw_cuts;
const struct bw_cuts *bw_cuts_of(const char *language);
/* End of the elided word at pos, apostrophe included ("l'" of "l'eau"), 0 when there is none. inside: the sentence
 * began before. */
size_t bw_cuts_head(const struct bw_cuts *c, struct bw_str text, size_t pos, bool inside);
/* The pronoun behind an inverted verb: "a-t-elle" is "a", "-t-", "elle". Offsets inside word. */
bool bw_cuts_tail(const struct bw_cuts *c, struct bw_str word, size_t *hyphen, size_t *pronoun);
/* End of a word that lost its beginning, apostrophe included ("'s" of "'s avonds"), 0 when there is none. */
size_t bw_cuts_proclitic(const struct bw_cuts *c, struct bw_str text, size_t pos);

/* The tokens of a text up to the end of a paragraph, while they are cut into sentences. */
struct bw_splitter {
	const struct bw_pack *pack;
	struct bw_arena *arena;
	struct bw_str text;
	struct bw_token *tokens;
	size_t n;
	uint32_t paragraph;
	BW_VEC(struct bw_sentence) out;
};
/* Token i may end a sentence: a stop, or an abbreviation with its dot. */
bool bw_boundary_stop(const struct bw_splitter *s, size_t i);
/* Token i closes a quotation or a bracket: it belongs to the sentence before. */
bool bw_boundary_closer(const struct bw_splitter *s, size_t i);
/* Whether a sentence that began at token first ends with the stop i, whose closers end before `next`, which exists. */
bool bw_boundary_here(const struct bw_splitter *s, size_t first, size_t i, size_t next);

void bw_words_sentences(const struct bw_pack *p, struct bw_arena *a, struct bw_str text, struct bw_token *tokens,
			size_t n_tokens, struct bw_layer *out);
void bw_words_terms(struct bw_stemmer *stemmer, struct bw_arena *a, const struct bw_article *article,
		    struct bw_notes *notes);

#endif
