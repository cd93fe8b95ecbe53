#include "annotate/words.h"

#include <stdio.h>

#include "annotate/words_part.h"
#include "core/utf8.h"

struct bw_str bw_token_text(struct bw_str text, const struct bw_token *t)
{
	return bw_str_sub(text, t->start, t->end - t->start);
}

struct bw_str bw_word_fold(struct bw_arena *a, struct bw_str word, char room[BW_WORD_ROOM])
{
	if (word.len >= BW_WORD_ROOM)
		return bw_uni_fold(a, word);
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.ptr[i];
		if (c >= 0x80)
			return bw_uni_fold(a, word);
		room[i] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
	}
	return (struct bw_str){room, word.len};
}

uint64_t bw_words_hash(struct bw_str word)
{
	struct bw_arena a;
	char room[BW_WORD_ROOM];
	bw_arena_init(&a);
	uint64_t hash = bw_str_hash(bw_word_fold(&a, word, room));
	bw_arena_release(&a);
	return hash;
}

static const char *const read_languages[BW_N_READ_LANGUAGES] = {"en", "de", "fr", "es", "it", "pt", "nl", "ru"};

const char *bw_words_language(int i)
{
	return read_languages[i];
}

int bw_words_language_index(const char *code)
{
	for (int i = 0; i < BW_N_READ_LANGUAGES; i++)
		if (!strcmp(code, read_languages[i]))
			return i;
	return -1;
}

const struct bw_lexicon *bw_words_table(const struct bw_lexicons *l, int language, const char *name)
{
	enum { NAME_ROOM = 64 };
	char table[NAME_ROOM];
	snprintf(table, sizeof(table), "%s/%s", read_languages[language], name);
	return bw_lexicon_get(l, table);
}

static void put_set(struct bw_map *map, const struct bw_lexicons *l, const char *table, int value_column)
{
	const struct bw_lexicon *t = bw_lexicon_get(l, table);
	bw_map_init(map);
	for (size_t i = 0; i < t->n_rows; i++) {
		struct bw_str value = value_column ? t->rows[i].col[value_column] : BW_STR_NONE;
		*bw_map_put(map, bw_words_hash(t->rows[i].col[0]), NULL) = value.len ? (uint64_t)value.ptr[0] : 1;
	}
}

int bw_words_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_words **out, struct bw_err *err)
{
	struct bw_words *w = BW_NEW(a, struct bw_words);
	put_set(&w->stop, l, "en/stop", 0);
	put_set(&w->abbreviations, l, "en/abbreviations", 1);
	put_set(&w->starters, l, "en/starters", 0);
	put_set(&w->cues, l, "en/speech-verbs", 0);
	*out = w;
	return bw_languages_open(&w->languages, l, err);
}

void bw_words_close(struct bw_words *w)
{
	if (!w)
		return;
	bw_map_release(&w->stop);
	bw_map_release(&w->abbreviations);
	bw_map_release(&w->starters);
	bw_map_release(&w->cues);
	bw_languages_close(&w->languages);
}

static void stem_all(const struct bw_words *w, struct bw_arena *a, struct bw_str text, void *stemmer,
		     struct bw_token *tokens, size_t n)
{
	char room[BW_WORD_ROOM];
	for (size_t i = 0; i < n; i++) {
		struct bw_token *t = &tokens[i];
		if (t->kind == BW_TOKEN_PUNCT)
			continue;
		t->stem = t->word;
		if (t->kind != BW_TOKEN_WORD)
			continue;
		if (bw_map_get(&w->stop, t->word))
			t->flags |= BW_TOKEN_STOP;
		struct bw_str folded = bw_word_fold(a, bw_token_text(text, t), room);
		t->stem = bw_str_hash(bw_stemmer_stem(stemmer, folded));
	}
}

static void mark_quoted(struct bw_arena *a, struct bw_str text, struct bw_token *tokens, size_t n)
{
	struct bw_quoted *quoted;
	size_t n_quoted = bw_words_quoted(a, text, &quoted), q = 0;
	for (size_t i = 0; i < n; i++) {
		while (q < n_quoted && quoted[q].end <= tokens[i].start)
			q++;
		if (q < n_quoted && tokens[i].start >= quoted[q].start)
			tokens[i].flags |= BW_TOKEN_QUOTED;
	}
}

static void note_layer(const struct bw_words *w, struct bw_arena *a, struct bw_str text, void *stemmer,
		       struct bw_token *tokens, size_t n, struct bw_layer *out)
{
	stem_all(w, a, text, stemmer, tokens, n);
	mark_quoted(a, text, tokens, n);
	out->tokens = tokens;
	out->n_tokens = (uint32_t)n;
	bw_words_sentences(w, a, text, tokens, n, out);
}

void bw_words_note(const struct bw_words *w, struct bw_arena *a, const struct bw_article *article,
		   struct bw_notes *notes)
{
	struct bw_token *title, *body;
	size_t n_title = bw_words_split(a, article->title, &title), n_body = bw_words_split(a, article->text, &body);
	bw_languages_guess(&w->languages, article->text, body, n_body, article->language, notes->language);
	void *stemmer = bw_stemmer_open(notes->language);
	note_layer(w, a, article->title, stemmer, title, n_title, &notes->title);
	note_layer(w, a, article->text, stemmer, body, n_body, &notes->body);
	bw_stemmer_close(stemmer);
	bw_words_terms(a, article, notes);
}

/* language: whose stems; NULL for folded words. */
static size_t hashes(struct bw_arena *a, struct bw_str phrase, const char *language, uint64_t **out)
{
	struct bw_token *tokens;
	size_t n = bw_words_split(a, phrase, &tokens);
	char room[BW_WORD_ROOM];
	void *stemmer = language ? bw_stemmer_open(language) : NULL;
	*out = BW_ARRAY(a, uint64_t, n);
	for (size_t i = 0; i < n; i++)
		(*out)[i] =
			bw_str_hash(bw_stemmer_stem(stemmer, bw_word_fold(a, bw_token_text(phrase, &tokens[i]), room)));
	bw_stemmer_close(stemmer);
	return n;
}

size_t bw_words_folded(struct bw_arena *a, struct bw_str phrase, uint64_t **out)
{
	return hashes(a, phrase, NULL, out);
}

size_t bw_words_stemmed(struct bw_arena *a, struct bw_str phrase, uint64_t **out)
{
	return hashes(a, phrase, "en", out);
}

size_t bw_words_stemmed_in(struct bw_arena *a, const char *language, struct bw_str phrase, uint64_t **out)
{
	return hashes(a, phrase, language, out);
}

void bw_words_phrase(struct bw_phrases *p, struct bw_str phrase, bool stemmed, uint32_t value)
{
	struct bw_arena a;
	uint64_t *words;
	bw_arena_init(&a);
	size_t n = hashes(&a, phrase, stemmed ? "en" : NULL, &words);
	if (n)
		bw_phrases_add_hashes(p, words, n, value);
	bw_arena_release(&a);
}

uint64_t *bw_words_keys(struct bw_arena *a, const struct bw_layer *layer, bool stemmed)
{
	uint64_t *keys = BW_ARRAY(a, uint64_t, layer->n_tokens);
	for (uint32_t i = 0; i < layer->n_tokens; i++)
		keys[i] = stemmed ? layer->tokens[i].stem : layer->tokens[i].word;
	return keys;
}
