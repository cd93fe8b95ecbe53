/* What the files words*.c share with each other and nobody else. */
#ifndef BW_ANNOTATE_WORDS_PART_H
#define BW_ANNOTATE_WORDS_PART_H

#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/map.h"
#include "core/vec.h"

enum { BW_MAX_LANGUAGES = 64 };

struct bw_languages {
	struct bw_map words; /* hash of a function word -> bits of the languages that have it */
	char code[BW_MAX_LANGUAGES][4];
	uint32_t n;
};

struct bw_words {
	struct bw_languages languages;
	struct bw_map stop;          /* English function words */
	struct bw_map abbreviations; /* folded, without the dot -> 'a' never final, 'b' may be final */
	struct bw_map starters;      /* words that often begin a sentence */
	struct bw_map cues;          /* verbs of speech: no boundary between a question in quotes and its speaker */
};

int bw_languages_open(struct bw_languages *l, const struct bw_lexicons *lexicons, struct bw_err *err);
void bw_languages_close(struct bw_languages *l);
/* Two letters, "" when the text does not tell. declared is what the page says of itself; it decides when the words do
 * not. */
void bw_languages_guess(const struct bw_languages *l, struct bw_str text, const struct bw_token *tokens, size_t n,
			struct bw_str declared, char out[4]);

/* libstemmer behind: one object a call of bw_words_note, since it keeps state. stemmer may be NULL (language unknown to
 * it). */
void *bw_stemmer_open(const char *language);
void bw_stemmer_close(void *stemmer);
struct bw_str bw_stemmer_stem(void *stemmer, struct bw_str folded);

enum { BW_WORD_ROOM = 96 };
/* Folds a word into room when it is short ASCII, else in the arena. */
struct bw_str bw_word_fold(struct bw_arena *a, struct bw_str word, char room[BW_WORD_ROOM]);

void bw_words_sentences(const struct bw_words *w, struct bw_arena *a, struct bw_str text, struct bw_token *tokens,
			size_t n_tokens, struct bw_layer *out);
void bw_words_terms(struct bw_arena *a, const struct bw_article *article, struct bw_notes *notes);

#endif
