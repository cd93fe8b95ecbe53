#include "annotate/words.h"

#include <stdio.h>
#include <stdlib.h>

#include "annotate/words_part.h"
#include "core/utf8.h"

struct bw_str bw_token_text(struct bw_str text, const struct bw_token *t)
{
	return bw_str_sub(text, t->start, t->end - t->start);
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

static const struct bw_lexicon *table_of(const struct bw_lexicons *l, const char *language, const char *name)
{
	enum { NAME_ROOM = 64 };
	char table[NAME_ROOM];
	snprintf(table, sizeof(table), "%s/%s", language, name);
	return bw_lexicon_get(l, table);
}

const struct bw_lexicon *bw_words_table(const struct bw_lexicons *l, int language, const char *name)
{
	return table_of(l, read_languages[language], name);
}

static void put_set(struct bw_map *map, const struct bw_lexicon *t, int value_column)
{
	for (size_t i = 0; i < t->n_rows; i++) {
		struct bw_str value = value_column ? t->rows[i].col[value_column] : BW_STR_NONE;
		*bw_map_put(map, bw_words_hash(t->rows[i].col[0]), NULL) = value.len ? (uint64_t)value.ptr[0] : 1;
	}
}

/* Orthographies: where a dot makes the ordinal, where "'s" is a word, where sentences stand without a blank. */
static const char ordinals[] = "de da no nb nn fi is et lv pl cs sk hu hr sr bs sl tr";
static const char proclitics[] = "nl af";
static const char wide[] = "zh ja";

static bool is_in(const char *list, const char *code)
{
	struct bw_str rest = bw_str_from(list), one;
	while (bw_str_split(&rest, ' ', &one))
		if (bw_str_eq(one, bw_str_from(code)))
			return true;
	return false;
}

/* The classes are told in the table's first line and read by words_boundary.c. */
static int check_abbreviations(const struct bw_lexicons *l, const char *language, struct bw_err *err)
{
	const struct bw_lexicon *t = table_of(l, language, "abbreviations");
	for (size_t i = 0; i < t->n_rows; i++) {
		struct bw_str class = t->rows[i].col[1];
		if (class.len != 1 || !memchr("abBfne", class.ptr[0], sizeof("abBfne") - 1))
			return bw_err_set(err, BW_EINPUT, "table %" BW_PRISTR ", row %zu: unknown class",
					  BW_ARG(t->name), i + 1);
	}
	return 0;
}

static void add_pack(struct bw_words *w, const struct bw_lexicons *l, const char *language)
{
	struct bw_pack *p = &w->packs[w->n_packs++];
	snprintf(p->language, sizeof(p->language), "%s", language);
	bw_map_init(&p->stop);
	bw_map_init(&p->abbreviations);
	bw_map_init(&p->starters);
	bw_map_init(&p->cues);
	bw_map_init(&p->tails);
	put_set(&p->stop, table_of(l, language, "stop"), 0);
	put_set(&p->abbreviations, table_of(l, language, "abbreviations"), 1);
	put_set(&p->starters, table_of(l, language, "starters"), 0);
	put_set(&p->cues, table_of(l, language, "speech-verbs"), 0);
	put_set(&p->tails, table_of(l, language, "quote-tails"), 1);
	p->ordinals = is_in(ordinals, language);
	p->proclitics = is_in(proclitics, language);
	p->wide = is_in(wide, language);
}

static int by_length(const void *x, const void *y)
{
	const struct bw_ending *a = x, *b = y;
	if (a->text.len != b->text.len)
		return a->text.len > b->text.len ? -1 : 1;
	return bw_str_cmp(a->text, b->text);
}

static void read_endings(struct bw_words *w, struct bw_arena *a, const struct bw_lexicons *l)
{
	const struct bw_lexicon *t = bw_lexicon_get(l, "any/endings");
	for (size_t i = 0; i < t->n_rows; i++) {
		struct bw_str rest = t->rows[i].col[2], one;
		int64_t stays = 0;
		BW_VEC(struct bw_ending) all = {0};
		bw_str_to_i64(t->rows[i].col[1], &stays);
		while (bw_str_split(&rest, ' ', &one))
			*BW_PUSH(a, &all) = (struct bw_ending){bw_uni_fold(a, one), (uint32_t)stays};
		qsort(all.ptr, all.len, sizeof(*all.ptr), by_length);
		for (uint32_t k = 0; k < w->n_packs; k++)
			if (bw_str_eq(t->rows[i].col[0], bw_str_from(w->packs[k].language))) {
				w->packs[k].endings = all.ptr;
				w->packs[k].n_endings = (uint32_t)all.len;
			}
	}
}

/* A language without a table of its own has at least the function words by which it is known. */
static void add_known(struct bw_words *w, const struct bw_lexicons *l)
{
	const struct bw_lexicon *t = bw_lexicon_get(l, "any/languages");
	for (size_t i = 0; i < t->n_rows && w->n_packs < BW_MAX_PACKS; i++) {
		const char *code = w->languages.code[i];
		struct bw_str rest = t->rows[i].col[1], word;
		if (i && bw_words_language_index(code) < 0)
			add_pack(w, l, code);
		struct bw_pack *p = &w->packs[w->n_packs - 1];
		while (!strcmp(p->language, code) && bw_str_split(&rest, ' ', &word))
			*bw_map_put(&p->stop, bw_words_hash(word), NULL) = 1;
	}
}

int bw_words_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_words **out, struct bw_err *err)
{
	struct bw_words *w = BW_NEW(a, struct bw_words);
	*out = w;
	int rc = bw_languages_open(&w->languages, l, err);
	if (rc)
		return rc;
	for (int i = 0; i < BW_N_READ_LANGUAGES; i++)
		add_pack(w, l, read_languages[i]);
	add_pack(w, l, "zh");
	add_pack(w, l, "ja");
	add_pack(w, l, "ko");
	add_known(w, l);
	read_endings(w, a, l);
	for (uint32_t i = 0; i < w->n_packs && !rc; i++)
		rc = check_abbreviations(l, w->packs[i].language, err);
	return rc;
}

void bw_words_close(struct bw_words *w)
{
	if (!w)
		return;
	for (uint32_t i = 0; i < w->n_packs; i++) {
		bw_map_release(&w->packs[i].stop);
		bw_map_release(&w->packs[i].abbreviations);
		bw_map_release(&w->packs[i].starters);
		bw_map_release(&w->packs[i].cues);
		bw_map_release(&w->packs[i].tails);
	}
	bw_languages_close(&w->languages);
}

const struct bw_pack *bw_words_pack(const struct bw_words *w, const char *language)
{
	static const struct bw_pack nothing = {0};
	for (uint32_t i = 0; i < w->n_packs; i++)
		if (!strcmp(language[0] ? language : "en", w->packs[i].language))
			return &w->packs[i];
	return &nothing;
}

static void stem_all(const struct bw_pack *p, struct bw_arena *a, struct bw_str text, struct bw_stemmer *stemmer,
		     struct bw_token *tokens, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct bw_token *t = &tokens[i];
		if (t->kind == BW_TOKEN_PUNCT)
			continue;
		t->stem = t->word;
		if (t->kind != BW_TOKEN_WORD)
			continue;
		if (bw_map_get(&p->stop, t->word))
			t->flags |= BW_TOKEN_STOP;
		t->stem = bw_stemmer_hash(stemmer, a, bw_token_text(text, t), t->word);
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

struct reader {
	const struct bw_pack *pack;
	struct bw_arena *arena;
	struct bw_stemmer *stemmer;
};

static void note_layer(const struct reader *r, struct bw_str text, struct bw_token *tokens, size_t n,
		       struct bw_layer *out)
{
	stem_all(r->pack, r->arena, text, r->stemmer, tokens, n);
	mark_quoted(r->arena, text, tokens, n);
	out->tokens = tokens;
	out->n_tokens = (uint32_t)n;
	bw_words_sentences(r->pack, r->arena, text, tokens, n, out);
}

/* From words that are cut as in most languages; where the body does not tell, the title may. */
static size_t tell_language(const struct bw_words *w, struct bw_arena *a, const struct bw_article *article,
			    struct bw_notes *notes, struct bw_token **body)
{
	struct bw_token *title;
	size_t n = bw_words_split(a, article->text, body);
	bw_languages_guess(&w->languages, article->text, *body, n, article->language, notes->language);
	if (!notes->language[0]) {
		size_t n_title = bw_words_split(a, article->title, &title);
		bw_languages_guess(&w->languages, article->title, title, n_title, BW_STR_NONE, notes->language);
	}
	return n;
}

void bw_words_note(const struct bw_words *w, struct bw_arena *a, const struct bw_article *article,
		   struct bw_notes *notes)
{
	struct bw_token *title, *body;
	struct bw_stemmer stemmer;
	size_t n_body = tell_language(w, a, article, notes, &body);
	if (bw_cuts_of(notes->language))
		n_body = bw_words_split_in(a, notes->language, article->text, &body);
	size_t n_title = bw_words_split_in(a, notes->language, article->title, &title);
	bw_stemmer_open(&stemmer, notes->language);
	stemmer.kept = bw_arena_array(a, BW_STEMS_KEPT, sizeof(*stemmer.kept));
	struct reader r = {bw_words_pack(w, notes->language), a, &stemmer};
	stemmer.endings = r.pack->endings;
	stemmer.n_endings = r.pack->n_endings;
	note_layer(&r, article->title, title, n_title, &notes->title);
	note_layer(&r, article->text, body, n_body, &notes->body);
	bw_words_terms(&stemmer, a, article, notes);
	bw_stemmer_close(&stemmer);
}

static size_t hashes(struct bw_arena *a, const char *language, struct bw_str phrase, bool stemmed, uint64_t **out)
{
	struct bw_token *tokens;
	struct bw_stemmer stemmer;
	size_t n = bw_words_split_in(a, language, phrase, &tokens);
	*out = BW_ARRAY(a, uint64_t, n);
	bw_stemmer_open(&stemmer, stemmed ? language : NULL);
	for (size_t i = 0; i < n; i++) {
		struct bw_str word = bw_token_text(phrase, &tokens[i]);
		(*out)[i] = stemmed ? bw_stemmer_hash(&stemmer, a, word, tokens[i].word) : tokens[i].word;
	}
	bw_stemmer_close(&stemmer);
	return n;
}

size_t bw_words_folded(struct bw_arena *a, struct bw_str phrase, uint64_t **out)
{
	return hashes(a, NULL, phrase, false, out);
}

size_t bw_words_folded_in(struct bw_arena *a, const char *language, struct bw_str phrase, uint64_t **out)
{
	return hashes(a, language, phrase, false, out);
}

size_t bw_words_stemmed(struct bw_arena *a, struct bw_str phrase, uint64_t **out)
{
	return hashes(a, "en", phrase, true, out);
}

size_t bw_words_stemmed_in(struct bw_arena *a, const char *language, struct bw_str phrase, uint64_t **out)
{
	return hashes(a, language, phrase, true, out);
}

static size_t add_phrase(struct bw_phrases *p, const char *language, struct bw_str phrase, bool stemmed, uint32_t value)
{
	struct bw_arena a;
	uint64_t *words;
	bw_arena_init(&a);
	size_t n = hashes(&a, language, phrase, stemmed, &words);
	if (n)
		bw_phrases_add_hashes(p, words, n, value);
	bw_arena_release(&a);
	return n;
}

void bw_words_phrase_in(struct bw_phrases *p, const char *language, struct bw_str phrase, bool stemmed, uint32_t value)
{
	add_phrase(p, language, phrase, stemmed, value);
}

/* As English reads it, and, for folded phrases, as languages that cut elided words do. */
void bw_words_phrase(struct bw_phrases *p, struct bw_str phrase, bool stemmed, uint32_t value)
{
	static const char *const cutting[] = {"fr", "it", "nl"};
	size_t n = add_phrase(p, "en", phrase, stemmed, value);
	for (size_t i = 0; !stemmed && n && i < sizeof(cutting) / sizeof(*cutting); i++)
		if (memchr(phrase.ptr, '\'', phrase.len) || memchr(phrase.ptr, 0xE2, phrase.len))
			add_phrase(p, cutting[i], phrase, false, value);
}

uint64_t *bw_words_keys(struct bw_arena *a, const struct bw_layer *layer, bool stemmed)
{
	uint64_t *keys = BW_ARRAY(a, uint64_t, layer->n_tokens);
	for (uint32_t i = 0; i < layer->n_tokens; i++)
		keys[i] = stemmed ? layer->tokens[i].stem : layer->tokens[i].word;
	return keys;
}
