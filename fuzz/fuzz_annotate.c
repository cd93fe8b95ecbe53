/* Any text as title and body: every offset must lie inside the text and in order. The bytes are cleaned first, as
 * extract does. */
#include <stdlib.h>

#include "annotate/annotate.h"
#include "core/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check_span(uint32_t start, uint32_t end, size_t len)
{
	must(start <= end && end <= len);
}

static void check_layer(const struct bw_layer *layer, size_t len)
{
	uint32_t at = 0;
	for (uint32_t i = 0; i < layer->n_tokens; i++) {
		check_span(layer->tokens[i].start, layer->tokens[i].end, len);
		must(layer->tokens[i].start >= at && layer->tokens[i].end > layer->tokens[i].start);
		at = layer->tokens[i].end;
	}
	for (uint32_t i = 0; i < layer->n_sentences; i++) {
		check_span(layer->sentences[i].start, layer->sentences[i].end, len);
		must(layer->sentences[i].first + layer->sentences[i].n_tokens <= layer->n_tokens);
	}
}

static void check_notes(const struct bw_notes *n, size_t title_len, size_t len)
{
	check_layer(&n->title, title_len);
	check_layer(&n->body, len);
	for (uint32_t i = 0; i < n->n_mentions; i++) {
		check_span(n->mentions[i].start, n->mentions[i].end, n->mentions[i].in_title ? title_len : len);
		must(n->mentions[i].actor < n->n_actors);
	}
	for (uint32_t i = 0; i < n->n_quotations; i++) {
		check_span(n->quotations[i].start, n->quotations[i].end, len);
		check_span(n->quotations[i].speaker_start, n->quotations[i].speaker_end, len);
		must(n->quotations[i].actor < (int32_t)n->n_actors && n->quotations[i].sentence < n->body.n_sentences);
	}
	for (uint32_t i = 0; i < n->n_figures; i++)
		check_span(n->figures[i].start, n->figures[i].end, len);
	for (uint32_t i = 0; i < n->n_statements; i++) {
		const struct bw_statement *s = &n->statements[i];
		check_span(s->start, s->end, len);
		check_span(s->anchor_start, s->anchor_end, len);
		must(s->anchor_start >= s->start && s->anchor_end <= s->end && s->speaker < (int32_t)n->n_actors);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct bw_arena tables;
	static struct bw_annotator *an;
	struct bw_lexicons lexicons;
	struct bw_err err;
	if (!an &&
	    (bw_lexicons_load(&tables, NULL, &lexicons, &err) || bw_annotator_open(&tables, &lexicons, &an, &err)))
		abort();
	struct bw_arena a;
	bw_arena_init(&a);
	struct bw_str text = bw_utf8_clean(&a, (struct bw_str){(const char *)data, size});
	struct bw_article article = {.title = bw_str_sub(text, 0, bw_str_find_char(text, '\n', 0)),
				     .text = text,
				     .author = bw_str_sub(text, 0, 20),
				     .published = BW_TIME_NONE,
				     .modified = BW_TIME_NONE};
	article.author = bw_utf8_clean(&a, article.author);
	struct bw_notes notes;
	bw_annotate(an, &a, &article, &notes);
	check_notes(&notes, article.title.len, text.len);
	bw_arena_release(&a);
	return 0;
}
