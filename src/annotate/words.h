/*
 * Words for the other parts: phrases of a lexicon as the tokeniser sees them, quotation marks as pairs, the text of an
 * article in tokens. A phrase matches tokens by the hash of the folded form ("word") or of the stem ("stem").
 */
#ifndef BW_ANNOTATE_WORDS_H
#define BW_ANNOTATE_WORDS_H

#include "annotate/notes.h"
#include "core/arena.h"
#include "core/lexicon.h"
#include "core/phrase.h"

/* Tokens of a text without stems, flags STOP and FIRST; offsets count bytes of text. Never fails; empty text gives
 * none. */
size_t bw_words_split(struct bw_arena *a, struct bw_str text, struct bw_token **out);
/*
 * As that language cuts words (a language code; "" or NULL: as above). French, Italian and Catalan cut what an
 * apostrophe joins: "l'eau" is "l'" and "eau", "dell'80%" is "dell'" and "80%"; a surname or house that begins with a
 * capital inside a sentence is whole ("D'Alema", "L'Oréal"). French cuts pronouns behind verbs: "a-t-il" is "a", "-t-"
 * (a sign) and "il". In Dutch "'s" and "'t" are words.
 */
size_t bw_words_split_in(struct bw_arena *a, const char *language, struct bw_str text, struct bw_token **out);

/*
 * The languages that are read properly, not only kept and searched. A part reads its tables once for each of them
 * ("de/titles" has the columns of "en/titles") and chooses by notes.language; a text in any other language is read
 * with tables that hold for all ("any/...").
 */
enum { BW_N_READ_LANGUAGES = 8 };
const char *bw_words_language(int i);          /* "en" is 0 */
int bw_words_language_index(const char *code); /* -1: none of them */
/* Table `name` of that language; without rows when there is none. */
const struct bw_lexicon *bw_words_table(const struct bw_lexicons *l, int language, const char *name);

/* Hashes of the tokens of a phrase ("doesn't" is two), folded or stemmed as English, or cut and stemmed as the
 * language does ("l'eau" is two in "fr"). In the arena. */
size_t bw_words_folded(struct bw_arena *a, struct bw_str phrase, uint64_t **out);
size_t bw_words_folded_in(struct bw_arena *a, const char *language, struct bw_str phrase, uint64_t **out);
size_t bw_words_stemmed(struct bw_arena *a, struct bw_str phrase, uint64_t **out);
size_t bw_words_stemmed_in(struct bw_arena *a, const char *language, struct bw_str phrase, uint64_t **out);

/* Adds the phrase in tokens to a set that is matched against token.word (stemmed false) or token.stem (true), stemmed
 * as English. Empty phrases are left out. */
void bw_words_phrase(struct bw_phrases *p, struct bw_str phrase, bool stemmed, uint32_t value);
/* The same, cut and stemmed as that language does. A folded phrase of bw_words_phrase is found in texts of every
 * language that is read. */
void bw_words_phrase_in(struct bw_phrases *p, const char *language, struct bw_str phrase, bool stemmed, uint32_t value);

/* token.word (or .stem) of a row of tokens, for bw_phrases_match. In the arena. */
uint64_t *bw_words_keys(struct bw_arena *a, const struct bw_layer *layer, bool stemmed);

/* Folded ASCII form of one word in a stack buffer's worth of bytes; equal to what the token's hash was made of. */
uint64_t bw_words_hash(struct bw_str word);

/*
 * Text between quotation marks, marks included, ordered, never overlapping, never beyond a paragraph: curly and
 * straight, double and single, guillemets. Apostrophes are told apart by their neighbours. A quotation that is left
 * open is taken to the end of its paragraph only when the next paragraph opens with a mark again (`continues`); else
 * the mark is ignored.
 */
struct bw_quoted {
	uint32_t start, end;
	bool continues;
};
size_t bw_words_quoted(struct bw_arena *a, struct bw_str text, struct bw_quoted **out);

#endif
