#include "compose/why_words.h"

#include <math.h>

static void add_terms(struct bw_why_words *w, const struct bw_notes *notes)
{
	for (uint32_t i = 0; i < notes->n_terms; i++) {
		bool is_new;
		uint64_t *at = bw_map_put(&w->shown, (uint32_t)notes->terms[i].stem, &is_new);
		if (is_new)
			*at = (uint64_t)(uintptr_t)&notes->terms[i].shown;
	}
}

void bw_why_words_open(struct bw_why_words *w, struct bw_arena *a, const struct bw_view *view,
		       const struct bw_view_development *d)
{
	w->a = a;
	bw_map_init(&w->shown);
	for (uint32_t i = 0; d && i < d->n_articles; i++)
		add_terms(w, view->articles[d->articles[i]].notes);
}

void bw_why_words_close(struct bw_why_words *w)
{
	bw_map_release(&w->shown);
}

/* Words that carry no topic are no terms. */
static struct bw_str token_with(const struct bw_layer *layer, struct bw_str text, uint32_t stem)
{
	for (uint32_t i = 0; i < layer->n_tokens; i++)
		if (layer->tokens[i].stem && (uint32_t)layer->tokens[i].stem == stem)
			return bw_str_sub(text, layer->tokens[i].start, layer->tokens[i].end - layer->tokens[i].start);
	return BW_STR("");
}

struct bw_str bw_why_words_get(const struct bw_why_words *w, const struct bw_view_article *x, uint32_t stem)
{
	const uint64_t *at;
	struct bw_str s;

	for (uint32_t i = 0; i < x->notes->n_terms; i++)
		if ((uint32_t)x->notes->terms[i].stem == stem)
			return x->notes->terms[i].shown;
	s = token_with(&x->notes->title, x->article->title, stem);
	if (!s.len)
		s = token_with(&x->notes->body, x->article->text, stem);
	at = s.len ? NULL : bw_map_get(&w->shown, stem);
	return at ? *(const struct bw_str *)(uintptr_t)*at : s;
}

static bool mentions(const struct bw_layer *layer, const struct bw_mention *m, uint32_t stem)
{
	for (uint32_t i = 0; i < layer->n_tokens && layer->tokens[i].start < m->end; i++)
		if (layer->tokens[i].start >= m->start && (uint32_t)layer->tokens[i].stem == stem)
			return true;
	return false;
}

struct bw_str bw_why_words_name(const struct bw_why_words *w, const struct bw_view_article *x, uint32_t stem)
{
	const struct bw_notes *notes = x->notes;

	for (uint32_t i = 0; i < notes->n_mentions; i++) {
		const struct bw_mention *m = &notes->mentions[i];
		if (mentions(m->in_title ? &notes->title : &notes->body, m, stem))
			return notes->actors[m->actor].name;
	}
	return bw_why_words_get(w, x, stem);
}

struct bw_str bw_why_words_figure(const struct bw_why_words *w, const struct bw_view_article *x, double value)
{
	for (uint32_t i = 0; i < x->notes->n_figures; i++) {
		const struct bw_figure *f = &x->notes->figures[i];
		if (f->unit != BW_UNIT_DATE && fabs(f->value - value) <= 1e-9 * fabs(value))
			return bw_str_sub(x->article->text, f->start, f->end - f->start);
	}
	if (!isfinite(value))
		return BW_STR("");
	return bw_arena_printf(w->a, fabs(value) < 1e15 && value == floor(value) ? "%.0f" : "%g", value);
}
