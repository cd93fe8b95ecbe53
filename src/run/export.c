#include <stdio.h>

#include "run/export_part.h"

void bw_export_begin(struct bw_exporting *x, const char *type)
{
	bw_buf_reset(&x->line);
	bw_json_out_init(&x->j, &x->line);
	bw_json_begin_object(&x->j, NULL);
	bw_json_put_str(&x->j, "type", bw_str_from(type));
}

int bw_export_end(struct bw_exporting *x)
{
	bw_json_end_object(&x->j);
	bw_buf_char(&x->line, '\n');
	if (x->line.failed)
		return bw_err_set(x->err, BW_ELIMIT, "an object is too large to export");
	return x->sink->write(x->sink->ctx, bw_buf_view(&x->line), x->err);
}

void bw_export_id(struct bw_exporting *x, const char *key, uint64_t id)
{
	char text[17];
	snprintf(text, sizeof(text), "%016llx", (unsigned long long)id);
	bw_json_put_str(&x->j, key, bw_str_from(text));
}

void bw_export_time(struct bw_exporting *x, const char *key, bw_time t)
{
	char text[BW_TIME_TEXT];
	if (t == BW_TIME_NONE)
		bw_json_put_null(&x->j, key);
	else
		bw_json_put_str(&x->j, key, bw_str_from(bw_time_iso(t, text)));
}

static void put_names(struct bw_exporting *x, const char *key, const struct bw_str *names, size_t n)
{
	bw_json_begin_array(&x->j, key);
	for (size_t i = 0; i < n; i++)
		bw_json_put_str(&x->j, NULL, names[i]);
	bw_json_end_array(&x->j);
}

const struct bw_view_article *bw_export_article(const struct bw_exporting *x, uint64_t key)
{
	const uint64_t *at = bw_map_get(&x->v->article_index, key);
	return at ? &x->v->view.articles[*at] : NULL;
}

void bw_export_url(struct bw_exporting *x, const char *key, uint64_t article)
{
	const struct bw_view_article *a = bw_export_article(x, article);
	bw_json_put_str_or_null(&x->j, key, a ? a->article->url : BW_STR_NONE);
}

/* The canonical name; null when unknown. */
static void put_actor(struct bw_exporting *x, const char *key, const struct bw_view_article *a, int32_t actor)
{
	bw_json_put_str_or_null(&x->j, key,
				actor < 0 ? BW_STR_NONE : bw_book_name(x->v->book, a->notes->actors[actor].name));
}

static void put_span(struct bw_exporting *x, const char *key, struct bw_str text, uint32_t start, uint32_t stop)
{
	bw_json_put_str_or_null(&x->j, key, bw_str_sub(text, start, stop - start));
}

static int put_statement(struct bw_exporting *x, const struct bw_view_article *a, const struct bw_statement *s)
{
	struct bw_str text = a->article->text;
	bw_export_begin(x, "statement");
	bw_json_put_str(&x->j, "article", a->article->url);
	bw_json_put_str(&x->j, "quote", bw_str_sub(text, s->start, s->end - s->start));
	bw_json_put_str(&x->j, "anchor", bw_str_sub(text, s->anchor_start, s->anchor_end - s->anchor_start));
	bw_json_put_int(&x->j, "start", s->start);
	bw_json_put_int(&x->j, "end", s->end);
	bw_json_put_str_or_null(&x->j, "status", bw_str_from(bw_status_name(s->status)));
	put_span(x, "speaker", text, s->speaker_start, s->speaker_end);
	bw_json_put_str(&x->j, "mode", bw_str_from(bw_mode_name(s->mode)));
	put_actor(x, "actor", a, s->speaker);
	put_actor(x, "affiliation", a, s->affiliation);
	bw_json_put_str(&x->j, "act", bw_str_from(bw_act_name(s->act)));
	bw_json_put_int(&x->j, "polarity", s->polarity);
	bw_json_put_int(&x->j, "direction", s->direction);
	bw_json_put_bool(&x->j, "hedged", s->hedged);
	put_span(x, "cause", text, s->cause_start, s->cause_end);
	put_span(x, "effect", text, s->effect_start, s->effect_end);
	bw_json_begin_array(&x->j, "actors");
	for (uint32_t i = 0; i < s->n_actors; i++)
		bw_json_put_str(&x->j, NULL, bw_book_name(x->v->book, a->notes->actors[s->actors[i]].name));
	bw_json_end_array(&x->j);
	return bw_export_end(x);
}

static int put_actors(struct bw_exporting *x)
{
	const struct bw_book_actor *actors;
	size_t n;
	int code = 0;
	bw_book_list(x->v->book, &x->v->arena, &actors, &n);
	for (size_t i = 0; !code && i < n; i++) {
		bw_export_begin(x, "actor");
		bw_json_put_str(&x->j, "name", actors[i].name);
		put_names(x, "aliases", actors[i].aliases, actors[i].n_aliases);
		bw_json_put_str(&x->j, "kind", bw_str_from(bw_actor_kind_name(actors[i].kind)));
		code = bw_export_end(x);
	}
	return code;
}

static void put_evidence(struct bw_exporting *x, const struct bw_evidence *e)
{
	const struct bw_view_article *a = bw_export_article(x, e->article);
	struct bw_str text = a ? a->article->text : BW_STR_NONE;
	bw_json_begin_object(&x->j, NULL);
	bw_export_url(x, "article", e->article);
	bw_json_put_str(&x->j, "quote", bw_str_sub(text, e->start, e->end - e->start));
	bw_json_put_str(&x->j, "anchor", bw_str_sub(text, e->anchor_start, e->anchor_end - e->anchor_start));
	bw_json_put_str(&x->j, "stance", bw_str_from(bw_stance_name(e->stance)));
	bw_json_put_str(&x->j, "reasoning", e->reasoning);
	bw_json_end_object(&x->j);
}

static int gather_text(void *ctx, const struct bw_block *b, const struct bw_inline *i)
{
	struct bw_buf *out = ctx;
	(void)b;
	if (i->kind != BW_INLINE_SENTENCE)
		return 0;
	if (out->len)
		bw_buf_char(out, ' ');
	bw_buf_str(out, i->text);
	return 0;
}

static void put_analysis(struct bw_exporting *x, const struct bw_view_signal *s)
{
	struct bw_page page = {0};
	struct bw_buf text;
	bw_signal_analysis(&x->v->arena, &x->v->view, s, bw_page_block(&x->v->arena, &page, BW_BLOCK_SECTION));
	bw_buf_init(&text, BW_EXPORT_OBJECT_MAX);
	bw_page_walk(&page, gather_text, &text);
	bw_json_put_str(&x->j, "analysis", bw_buf_view(&text));
	bw_buf_release(&text);
}

static void put_tags(struct bw_exporting *x, const struct bw_signal_state *s)
{
	const char *natures[8];
	size_t n = bw_nature_names(s->nature, natures);
	bw_json_begin_array(&x->j, "nature");
	for (size_t i = 0; i < n; i++)
		bw_json_put_str(&x->j, NULL, bw_str_from(natures[i]));
	bw_json_end_array(&x->j);
	bw_json_begin_array(&x->j, "domain");
	for (uint32_t i = 0; i < s->n_domains; i++)
		bw_json_put_str(&x->j, NULL, bw_domain_name(x->annotator, s->domains[i]));
	bw_json_end_array(&x->j);
	bw_json_begin_array(&x->j, "geo");
	for (uint32_t i = 0; i < s->n_geo; i++)
		bw_json_put_str(&x->j, NULL, bw_str_from(s->geo[i]));
	bw_json_end_array(&x->j);
	put_names(x, "actors", s->actors, s->n_actors);
}

static int put_signal(struct bw_exporting *x, const struct bw_view_signal *s)
{
	bw_export_begin(x, "signal");
	bw_export_id(x, "id", s->signal->id);
	bw_json_put_str(&x->j, "title", s->signal->title);
	bw_json_put_int(&x->j, "strength", s->state.strength.value);
	bw_json_put_int(&x->j, "extracted", s->state.extracted);
	bw_json_put_int(&x->j, "articles", s->state.articles);
	bw_json_put_int(&x->j, "origins", s->state.origins);
	bw_export_time(x, "first_seen", s->state.first_seen);
	bw_export_time(x, "last_reinforced", s->state.last_reinforced);
	put_tags(x, &s->state);
	put_analysis(x, s);
	bw_json_begin_array(&x->j, "evidence");
	for (size_t i = 0; i < s->n_rows; i++)
		put_evidence(x, &s->rows[i]);
	bw_json_end_array(&x->j);
	return bw_export_end(x);
}

static int put_all(struct bw_exporting *x)
{
	const struct bw_view *view = &x->v->view;
	int code = 0;
	bw_export_begin(x, "export");
	bw_json_put_str(&x->j, "format", BW_STR("bellwether-export/1"));
	code = bw_export_end(x);
	for (size_t i = 0; !code && i < view->n_articles; i++)
		code = bw_export_put_article(x, &view->articles[i]);
	for (size_t i = 0; !code && i < view->n_developments; i++)
		code = bw_export_put_development(x, &view->developments[i]);
	for (size_t i = 0; !code && i < view->n_articles; i++)
		for (uint32_t k = 0; !code && k < view->articles[i].notes->n_statements; k++)
			code = put_statement(x, &view->articles[i], &view->articles[i].notes->statements[k]);
	if (!code)
		code = put_actors(x);
	for (size_t i = 0; !code && i < view->n_signals; i++)
		code = put_signal(x, &view->signals[i]);
	for (size_t i = 0; !code && i < view->n_conflicts; i++)
		code = bw_export_put_conflict(x, &view->conflicts[i]);
	return code;
}

int bw_export(struct bw_engine *e, bw_time now, const struct bw_sink *sink, struct bw_err *err)
{
	struct bw_loaded_view v;
	struct bw_view_request request = {.now = now, .since = BW_TIME_NONE, .fetched_by = INT64_MAX};
	int code = bw_view_load(e, &request, &v, err);
	if (code)
		return code;
	struct bw_exporting x = {.v = &v, .annotator = e->annotator, .sink = sink, .err = err};
	bw_buf_init(&x.line, BW_EXPORT_OBJECT_MAX);
	code = put_all(&x);
	if (!code)
		code = bw_export_put_editions(&x, e, now);
	bw_buf_release(&x.line);
	bw_view_release(&v);
	return code;
}
