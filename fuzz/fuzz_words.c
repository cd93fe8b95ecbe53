/* The first byte chooses the language that the page declares, the first line is the title: tokens must be ordered and
 * inside the text, sentences ordered and cover every token, quotations ordered, terms ordered. */
#include <stdlib.h>

#include "annotate/parts.h"
#include "annotate/words.h"
#include "core/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check_tokens(const struct bw_layer *l, struct bw_str text)
{
	uint32_t at = 0;
	for (uint32_t i = 0; i < l->n_tokens; i++) {
		const struct bw_token *t = &l->tokens[i];
		must(t->start >= at && t->end > t->start && t->end <= text.len);
		for (; at < t->start; at++)
			must((unsigned char)text.ptr[at] <= ' ' || (unsigned char)text.ptr[at] >= 0x80);
		must((text.ptr[t->start] & 0xC0) != 0x80);
		at = t->end;
	}
}

static void check_sentences(const struct bw_layer *l)
{
	uint32_t next = 0;
	for (uint32_t i = 0; i < l->n_sentences; i++) {
		const struct bw_sentence *s = &l->sentences[i];
		must(s->first == next && s->n_tokens > 0);
		next += s->n_tokens;
		must(next <= l->n_tokens && s->paragraph < l->n_paragraphs);
		must(s->start == l->tokens[s->first].start && s->end == l->tokens[next - 1].end);
	}
	must(next == l->n_tokens);
}

static void check_quoted(struct bw_arena *a, struct bw_str text)
{
	struct bw_quoted *q;
	size_t n = bw_words_quoted(a, text, &q), at = 0;
	for (size_t i = 0; i < n; i++) {
		must(q[i].start >= at && q[i].end > q[i].start && q[i].end <= text.len);
		at = q[i].end;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const languages[] = {"", "en", "de", "fr", "es", "it", "pt", "nl", "ru", "zh", "ja", "sv"};
	static struct bw_arena tables;
	static struct bw_words *words;
	struct bw_lexicons lexicons;
	struct bw_err err;
	if (!words &&
	    (bw_lexicons_load(&tables, NULL, &lexicons, &err) || bw_words_open(&tables, &lexicons, &words, &err)))
		abort();
	if (!size)
		return 0;
	struct bw_arena a;
	bw_arena_init(&a);
	struct bw_str text = bw_utf8_clean(&a, (struct bw_str){(const char *)data + 1, size - 1});
	struct bw_article article = {.title = bw_str_sub(text, 0, bw_str_find_char(text, '\n', 0)),
				     .text = text,
				     .language =
					     bw_str_from(languages[data[0] % (sizeof(languages) / sizeof(*languages))]),
				     .published = BW_TIME_NONE,
				     .modified = BW_TIME_NONE};
	struct bw_notes notes = {0};
	bw_words_note(words, &a, &article, &notes);
	check_tokens(&notes.title, article.title);
	check_tokens(&notes.body, text);
	check_sentences(&notes.title);
	check_sentences(&notes.body);
	check_quoted(&a, text);
	for (uint32_t i = 1; i < notes.n_terms; i++)
		must(notes.terms[i - 1].stem < notes.terms[i].stem);
	bw_arena_release(&a);
	return 0;
}
