/* Any text as title and body: every offset must lie inside the text, in order and between characters, every
 * index must be one. The bytes are cleaned first, as extract does. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "annotate/annotate.h"
#include "annotate/words.h"
#include "core/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Says which promise is broken, as several stand on one line of a trace. */
static void must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "broken: %s\n", what);
	abort();
}
#define MUST(holds) must(holds, #holds)

/* Inside the text, and no character is cut in two. */
static void check_span(uint32_t start, uint32_t end, struct bw_str text)
{
	MUST(start <= end && end <= text.len);
	MUST(start == text.len || ((uint8_t)text.ptr[start] & 0xC0) != 0x80);
	MUST(end == text.len || ((uint8_t)text.ptr[end] & 0xC0) != 0x80);
}

static void check_inside(uint32_t start, uint32_t end, uint32_t first, uint32_t last)
{
	MUST(start >= first && end <= last);
}

/* An index, or -1 for none. */
static void check_index(int32_t i, uint32_t n)
{
	MUST(i >= -1 && i < (int64_t)n);
}

static void check_layer(const struct bw_layer *layer, struct bw_str text)
{
	uint32_t at = 0, token = 0;
	for (uint32_t i = 0; i < layer->n_tokens; i++) {
		check_span(layer->tokens[i].start, layer->tokens[i].end, text);
		MUST(layer->tokens[i].start >= at && layer->tokens[i].end > layer->tokens[i].start);
		at = layer->tokens[i].end;
	}
	at = 0;
	for (uint32_t i = 0; i < layer->n_sentences; i++) {
		const struct bw_sentence *s = &layer->sentences[i];
		check_span(s->start, s->end, text);
		MUST(s->start >= at && s->end > s->start && s->paragraph < layer->n_paragraphs);
		MUST(s->first == token && s->n_tokens <= layer->n_tokens - token);
		for (uint32_t k = s->first; k < s->first + s->n_tokens; k++)
			check_inside(layer->tokens[k].start, layer->tokens[k].end, s->start, s->end);
		at = s->end;
		token += s->n_tokens;
	}
	MUST(token == layer->n_tokens);
}

static void check_actors(const struct bw_notes *n, struct bw_str title, struct bw_str text)
{
	for (uint32_t i = 0; i < n->n_actors; i++) {
		MUST(n->actors[i].name.len > 0 && bw_utf8_valid(n->actors[i].name) && bw_utf8_valid(n->actors[i].role));
		check_index(n->actors[i].affiliation, n->n_actors);
		MUST(n->actors[i].affiliation != (int32_t)i && n->actors[i].salience >= 0);
		for (uint32_t k = 0; k < n->actors[i].n_aliases; k++)
			MUST(bw_utf8_valid(n->actors[i].aliases[k]));
	}
	for (uint32_t i = 0; i < n->n_mentions; i++) {
		const struct bw_mention *m = &n->mentions[i];
		check_span(m->start, m->end, m->in_title ? title : text);
		MUST(m->actor < n->n_actors && m->end > m->start);
		MUST(!i || m[-1].in_title || (!m->in_title && m->start >= m[-1].start));
	}
}

static void check_quotations(const struct bw_notes *n, struct bw_str text)
{
	for (uint32_t i = 0; i < n->n_quotations; i++) {
		const struct bw_quotation *q = &n->quotations[i];
		check_span(q->start, q->end, text);
		check_span(q->speaker_start, q->speaker_end, text);
		MUST(q->end > q->start && q->mode != BW_MODE_OWN && q->sentence < n->body.n_sentences);
		MUST(q->start < n->body.sentences[q->sentence].end && q->end > n->body.sentences[q->sentence].start);
		check_index(q->actor, n->n_actors);
		check_index(q->affiliation, n->n_actors);
		MUST(!i || q->start >= q[-1].start);
	}
}

static void check_figures(const struct bw_notes *n, struct bw_str text)
{
	for (uint32_t i = 0; i < n->n_figures; i++) {
		const struct bw_figure *f = &n->figures[i];
		check_span(f->start, f->end, text);
		MUST(f->end > f->start && f->sentence < n->body.n_sentences);
		check_inside(f->start, f->end, n->body.sentences[f->sentence].start,
			     n->body.sentences[f->sentence].end);
		MUST(isfinite(f->value) && f->low <= f->value && f->value <= f->high);
		check_index(f->date, n->n_figures);
		MUST(f->date < 0 || n->figures[f->date].unit == BW_UNIT_DATE);
	}
}

static void check_statements(const struct bw_notes *n, struct bw_str text)
{
	for (uint32_t i = 0; i < n->n_statements; i++) {
		const struct bw_statement *s = &n->statements[i];
		check_span(s->start, s->end, text);
		check_span(s->anchor_start, s->anchor_end, text);
		check_span(s->speaker_start, s->speaker_end, text);
		check_inside(s->anchor_start, s->anchor_end, s->start, s->end);
		MUST(s->sentence < n->body.n_sentences && (!i || s->start >= s[-1].end));
		MUST(isfinite(s->score));
		check_index(s->speaker, n->n_actors);
		check_index(s->affiliation, n->n_actors);
		for (uint32_t k = 0; k < s->n_actors; k++)
			MUST(s->actors[k] < n->n_actors);
		MUST((s->cause_end > s->cause_start) == (s->effect_end > s->effect_start));
		if (s->cause_end <= s->cause_start)
			continue;
		check_span(s->cause_start, s->cause_end, text);
		check_span(s->effect_start, s->effect_end, text);
		check_inside(s->cause_start, s->cause_end, s->start, s->end);
		check_inside(s->effect_start, s->effect_end, s->start, s->end);
	}
}

static void check_notes(const struct bw_notes *n, struct bw_str title, struct bw_str text)
{
	check_layer(&n->title, title);
	check_layer(&n->body, text);
	check_actors(n, title, text);
	check_quotations(n, text);
	check_figures(n, text);
	check_statements(n, text);
	MUST(bw_utf8_valid(n->credit));
}

/* The languages are read in turn, by the length of the text, so that one corpus serves all. */
static struct bw_str language_of(size_t size)
{
	size_t i = size % (BW_N_READ_LANGUAGES + 1);
	return i == BW_N_READ_LANGUAGES ? BW_STR_NONE : bw_str_from(bw_words_language((int)i));
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
				     .language = language_of(size),
				     .published = BW_TIME_NONE,
				     .modified = BW_TIME_NONE};
	article.author = bw_utf8_clean(&a, article.author);
	struct bw_notes notes;
	bw_annotate(an, &a, &article, &notes);
	check_notes(&notes, article.title, text);
	bw_arena_release(&a);
	return 0;
}
