#include "story/part.h"

/* An entry as the page marks it; where it marks none, the paragraphs of a round-up, a listing or a live blog that are
 * long enough to tell something. */
enum { MAX_ENTRIES = 40, MIN_WORDS = 12 };

struct entries {
	const struct bw_layer *body;
	struct bw_profile_entry *rows;
	uint32_t n;
};

/* Index of the first sentence of a paragraph, or of a later one. */
static uint32_t sentence_at(const struct bw_layer *body, uint32_t paragraph)
{
	uint32_t from = 0, to = body->n_sentences;
	while (from < to) {
		uint32_t mid = from + (to - from) / 2;
		if (body->sentences[mid].paragraph < paragraph)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

static uint32_t count_words(const struct bw_token *t, uint32_t n)
{
	uint32_t words = 0;
	for (uint32_t i = 0; i < n; i++)
		words += t[i].kind == BW_TOKEN_WORD;
	return words;
}

/* Paragraphs [first, end). */
static void take(struct bw_arena *a, struct entries *e, uint32_t first, uint32_t end, uint32_t least)
{
	const struct bw_layer *body = e->body;
	uint32_t from = sentence_at(body, first), to = sentence_at(body, end);
	if (from >= to || e->n == MAX_ENTRIES)
		return;
	const struct bw_sentence *last = &body->sentences[to - 1];
	uint32_t token = body->sentences[from].first, n = last->first + last->n_tokens - token;
	if (count_words(&body->tokens[token], n) < least)
		return;
	struct bw_profile_entry *row = &e->rows[e->n++];
	*row = (struct bw_profile_entry){.start = body->sentences[from].start, .end = last->end};
	bw_profile_entry_stems(a, &body->tokens[token], n, row);
}

void bw_profile_entries(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *notes,
			struct bw_profile *out)
{
	struct entries e = {.body = &notes->body};
	bool many =
		notes->kind == BW_KIND_ROUND_UP || notes->kind == BW_KIND_LISTING || notes->kind == BW_KIND_LIVE_BLOG;
	if (!article->n_entries && !many)
		return;
	e.rows = BW_ARRAY(a, struct bw_profile_entry, MAX_ENTRIES);
	for (uint32_t i = 0; i < article->n_entries; i++) {
		uint32_t first = article->entries[i].first, n = article->entries[i].n;
		if (first < notes->body.n_paragraphs && n <= notes->body.n_paragraphs)
			take(a, &e, first, first + n, 1);
	}
	for (uint32_t i = 0; !article->n_entries && i < notes->body.n_paragraphs; i++)
		take(a, &e, i, i + 1, MIN_WORDS);
	out->entries = e.rows;
	out->n_entries = e.n;
}
