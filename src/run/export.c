#include "run/export.h"

#include <stdio.h>

#include "core/json.h"
#include "run/view.h"

enum { OBJECT_MAX = 64 << 20 };

/* One line at a time: an object is built in `line`, then handed to the sink. */
struct exporting {
	struct bw_loaded_view *v;
	const struct bw_annotator *annotator;
	const struct bw_sink *sink;
	struct bw_buf line;
	struct bw_json_out j;
	struct bw_err *err;
};

static void begin(struct exporting *x, const char *type)
{
	bw_buf_reset(&x->line);
	bw_json_out_init(&x->j, &x->line);
	bw_json_begin_object(&x->j, NULL);
	bw_json_put_str(&x->j, "type", bw_str_from(type));
}

static int end(struct exporting *x)
{
	bw_json_end_object(&x->j);
	bw_buf_char(&x->line, '\n');
	if (x->line.failed)
		return bw_err_set(x->err, BW_ELIMIT, "an object is too large to export");
	return x->sink->write(x->sink->ctx, bw_buf_view(&x->line), x->err);
}

static void put_id(struct exporting *x, const char *key, uint64_t id)
{
	char text[17];
	snprintf(text, sizeof(text), "%016llx", (unsigned long long)id);
	bw_json_put_str(&x->j, key, bw_str_from(text));
}

static void put_time(struct exporting *x, const char *key, bw_time t)
{
	char text[BW_TIME_TEXT];
	if (t == BW_TIME_NONE)
		bw_json_put_null(&x->j, key);
	else
		bw_json_put_str(&x->j, key, bw_str_from(bw_time_iso(t, text)));
}

static void put_names(struct exporting *x, const char *key, const struct bw_str *names, size_t n)
{
	bw_json_begin_array(&x->j, key);
	for (size_t i = 0; i < n; i++)
		bw_json_put_str(&x->j, NULL, names[i]);
	bw_json_end_array(&x->j);
}

static const struct bw_view_article *by_key(const struct exporting *x, uint64_t key)
{
	const uint64_t *at = bw_map_get(&x->v->article_index, key);
	return at ? &x->v->view.articles[*at] : NULL;
}

static void put_url(struct exporting *x, const char *key, uint64_t article)
{
	const struct bw_view_article *a = by_key(x, article);
	bw_json_put_str_or_null(&x->j, key, a ? a->article->url : BW_STR_NONE);
}

/* The address of the article that stands for the origin group, for a copy. */
static struct bw_str copy_of(const struct exporting *x, const struct bw_view_article *a)
{
	const struct bw_view *view = &x->v->view;
	const struct bw_view_development *d = &view->developments[a->development];
	if (a->original)
		return BW_STR_NONE;
	for (uint32_t i = 0; i < d->n_articles; i++) {
		const struct bw_view_article *b = &view->articles[d->articles[i]];
		if (b->original && b->verdict.origin == a->verdict.origin)
			return b->article->url;
	}
	return BW_STR_NONE;
}

static int put_article(struct exporting *x, const struct bw_view_article *a)
{
	begin(x, "article");
	bw_json_put_str(&x->j, "url", a->article->url);
	bw_json_put_str(&x->j, "source", a->article->source);
	bw_json_put_str(&x->j, "title", a->article->title);
	bw_json_put_str_or_null(&x->j, "author", a->article->author);
	put_time(x, "published", a->article->published);
	bw_json_put_str_or_null(&x->j, "lang", bw_str_from(a->notes->language));
	bw_json_put_str(&x->j, "kind", bw_str_from(bw_kind_name(a->notes->kind)));
	bw_json_put_str(&x->j, "text", a->article->text);
	bw_json_put_str_or_null(&x->j, "copy_of", copy_of(x, a));
	put_id(x, "development", a->verdict.development);
	return end(x);
}

/* Where a development stands: the status of the weightiest statement in its newest report that has any. */
static enum bw_status status_of(const struct bw_view *view, const struct bw_view_development *d)
{
	for (uint32_t i = d->n_articles; i-- > 0;) {
		const struct bw_view_article *a = &view->articles[d->articles[i]];
		const struct bw_statement *best = NULL;
		for (uint32_t k = 0; a->original && k < a->notes->n_statements; k++) {
			const struct bw_statement *s = &a->notes->statements[k];
			if (s->status != BW_STATUS_NONE && (!best || s->score > best->score))
				best = s;
		}
		if (best)
			return best->status;
	}
	return BW_STATUS_NONE;
}

static int put_development(struct exporting *x, const struct bw_view_development *d)
{
	const struct bw_view *view = &x->v->view;
	begin(x, "development");
	put_id(x, "id", d->id);
	bw_json_put_str(&x->j, "title", view->articles[bw_development_heading(view, d)].article->title);
	bw_json_begin_array(&x->j, "articles");
	for (uint32_t i = 0; i < d->n_articles; i++)
		bw_json_put_str(&x->j, NULL, view->articles[d->articles[i]].article->url);
	bw_json_end_array(&x->j);
	put_time(x, "first", d->first);
	put_time(x, "last", d->last);
	bw_json_put_int(&x->j, "origins", d->n_origins);
	bw_json_put_str_or_null(&x->j, "status", bw_str_from(bw_status_name(status_of(view, d))));
	return end(x);
}

/* The canonical name; null when unknown. */
static void put_actor(struct exporting *x, const char *key, const struct bw_view_article *a, int32_t actor)
{
	bw_json_put_str_or_null(&x->j, key,
				actor < 0 ? BW_STR_NONE : bw_book_name(x->v->book, a->notes->actors[actor].name));
}

static void put_span(struct exporting *x, const char *key, struct bw_str text, uint32_t start, uint32_t stop)
{
	bw_json_put_str_or_null(&x->j, key, bw_str_sub(text, start, stop - start));
}

static int put_statement(struct exporting *x, const struct bw_view_article *a, const struct bw_statement *s)
{
	struct bw_str text = a->article->text;
	begin(x, "statement");
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
	return end(x);
}

static int put_actors(struct exporting *x)
{
	const struct bw_book_actor *actors;
	size_t n;
	int code = 0;
	bw_book_list(x->v->book, &x->v->arena, &actors, &n);
	for (size_t i = 0; !code && i < n; i++) {
		begin(x, "actor");
		bw_json_put_str(&x->j, "name", actors[i].name);
		put_names(x, "aliases", actors[i].aliases, actors[i].n_aliases);
		bw_json_put_str(&x->j, "kind", bw_str_from(bw_actor_kind_name(actors[i].kind)));
		code = end(x);
	}
	return code;
}

static void put_evidence(struct exporting *x, const struct bw_evidence *e)
{
	const struct bw_view_article *a = by_key(x, e->article);
	struct bw_str text = a ? a->article->text : BW_STR_NONE;
	bw_json_begin_object(&x->j, NULL);
	put_url(x, "article", e->article);
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

static void put_analysis(struct exporting *x, const struct bw_view_signal *s)
{
	struct bw_page page = {0};
	struct bw_buf text;
	bw_signal_analysis(&x->v->arena, &x->v->view, s, bw_page_block(&x->v->arena, &page, BW_BLOCK_SECTION));
	bw_buf_init(&text, OBJECT_MAX);
	bw_page_walk(&page, gather_text, &text);
	bw_json_put_str(&x->j, "analysis", bw_buf_view(&text));
	bw_buf_release(&text);
}

static void put_tags(struct exporting *x, const struct bw_signal_state *s)
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

static int put_signal(struct exporting *x, const struct bw_view_signal *s)
{
	begin(x, "signal");
	put_id(x, "id", s->signal->id);
	bw_json_put_str(&x->j, "title", s->signal->title);
	bw_json_put_int(&x->j, "strength", s->state.strength.value);
	bw_json_put_int(&x->j, "extracted", s->state.extracted);
	bw_json_put_int(&x->j, "articles", s->state.articles);
	bw_json_put_int(&x->j, "origins", s->state.origins);
	put_time(x, "first_seen", s->state.first_seen);
	put_time(x, "last_reinforced", s->state.last_reinforced);
	put_tags(x, &s->state);
	put_analysis(x, s);
	bw_json_begin_array(&x->j, "evidence");
	for (size_t i = 0; i < s->n_rows; i++)
		put_evidence(x, &s->rows[i]);
	bw_json_end_array(&x->j);
	return end(x);
}

static void put_side(struct exporting *x, const char *key, uint64_t article, uint32_t start, uint32_t stop)
{
	const struct bw_view_article *a = by_key(x, article);
	bw_json_begin_object(&x->j, key);
	put_url(x, "article", article);
	bw_json_put_str(&x->j, "quote", bw_str_sub(a ? a->article->text : BW_STR_NONE, start, stop - start));
	bw_json_end_object(&x->j);
}

static int put_conflict(struct exporting *x, const struct bw_conflict *c)
{
	struct bw_str about = bw_arena_printf(&x->v->arena, "%.15g against %.15g", c->a_value, c->b_value);
	begin(x, "contradiction");
	bw_json_put_str(&x->j, "about", about);
	put_id(x, "development", c->development);
	put_side(x, "a", c->a_article, c->a_start, c->a_end);
	put_side(x, "b", c->b_article, c->b_start, c->b_end);
	return end(x);
}

/* ---- editions: the sections of the page, found by their roles ---- */

static void put_cites(struct exporting *x, const struct bw_inline *i)
{
	bw_json_begin_array(&x->j, "cites");
	for (uint32_t k = 0; k < i->n_cites; k++) {
		if (i->cites[k].field != BW_CITE_TEXT)
			continue;
		bw_json_begin_object(&x->j, NULL);
		put_url(x, "article", i->cites[k].article);
		bw_json_put_str(&x->j, "quote", i->cites[k].quote);
		bw_json_end_object(&x->j);
	}
	bw_json_end_array(&x->j);
}

static void put_sentences(struct exporting *x, const struct bw_block *b)
{
	for (size_t i = 0; i < b->inlines.len; i++) {
		const struct bw_inline *s = &b->inlines.ptr[i];
		if (s->kind != BW_INLINE_SENTENCE)
			continue;
		bw_json_begin_object(&x->j, NULL);
		bw_json_put_str(&x->j, "text", s->text);
		put_cites(x, s);
		bw_json_end_object(&x->j);
	}
	for (size_t i = 0; i < b->children.len; i++)
		put_sentences(x, b->children.ptr[i]);
}

static struct bw_str heading(const struct bw_block *b)
{
	for (size_t i = 0; i < b->children.len; i++)
		if (b->children.ptr[i]->kind == BW_BLOCK_HEADING && b->children.ptr[i]->inlines.len)
			return b->children.ptr[i]->inlines.ptr[0].text;
	return BW_STR_NONE;
}

static void put_part(struct exporting *x, const struct bw_block *b, enum bw_role role)
{
	if (b->role != role) {
		for (size_t i = 0; i < b->children.len; i++)
			put_part(x, b->children.ptr[i], role);
		return;
	}
	if (role == BW_ROLE_TOP_LINE) {
		put_sentences(x, b);
		return;
	}
	bw_json_begin_object(&x->j, NULL);
	put_id(x, role == BW_ROLE_DEVELOPMENT ? "development" : "signal", b->ref);
	if (role == BW_ROLE_DEVELOPMENT)
		bw_json_put_str(&x->j, "heading", heading(b));
	bw_json_begin_array(&x->j, "sentences");
	put_sentences(x, b);
	bw_json_end_array(&x->j);
	bw_json_end_object(&x->j);
}

static int put_edition(struct exporting *x, const struct bw_edition *e)
{
	static const struct {
		const char *key;
		enum bw_role role;
	} parts[] = {
		{"top_line", BW_ROLE_TOP_LINE}, {"developments", BW_ROLE_DEVELOPMENT}, {"signals", BW_ROLE_SIGNAL}};
	struct bw_page page = {0};
	int code = bw_page_read_json(&x->v->arena, e->page, &page, x->err);
	if (code)
		return code;
	begin(x, "brief");
	bw_json_put_str(&x->j, "desk", e->desk);
	bw_json_put_str(&x->j, "date", e->date);
	bw_json_put_bool(&x->j, "published", e->outcome == BW_PUBLISHED);
	bw_json_put_str(&x->j, "outcome", bw_str_from(bw_outcome_name(e->outcome)));
	bw_json_put_str(&x->j, "reason", e->reason);
	for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++) {
		bw_json_begin_array(&x->j, parts[p].key);
		for (size_t i = 0; e->outcome == BW_PUBLISHED && i < page.blocks.len; i++)
			put_part(x, page.blocks.ptr[i], parts[p].role);
		bw_json_end_array(&x->j);
	}
	return end(x);
}

static int put_editions(struct exporting *x, struct bw_engine *e, bw_time now)
{
	struct bw_editions editions = {0};
	int code = bw_store_edition_list(e->store, &x->v->arena, BW_STR_NONE, &editions, x->err);
	for (size_t i = 0; !code && i < editions.rows.len; i++)
		if (editions.rows.ptr[i].clock <= now)
			code = put_edition(x, &editions.rows.ptr[i]);
	return code;
}

static int put_all(struct exporting *x)
{
	const struct bw_view *view = &x->v->view;
	int code = 0;
	begin(x, "export");
	bw_json_put_str(&x->j, "format", BW_STR("bellwether-export/1"));
	code = end(x);
	for (size_t i = 0; !code && i < view->n_articles; i++)
		code = put_article(x, &view->articles[i]);
	for (size_t i = 0; !code && i < view->n_developments; i++)
		code = put_development(x, &view->developments[i]);
	for (size_t i = 0; !code && i < view->n_articles; i++)
		for (uint32_t k = 0; !code && k < view->articles[i].notes->n_statements; k++)
			code = put_statement(x, &view->articles[i], &view->articles[i].notes->statements[k]);
	if (!code)
		code = put_actors(x);
	for (size_t i = 0; !code && i < view->n_signals; i++)
		code = put_signal(x, &view->signals[i]);
	for (size_t i = 0; !code && i < view->n_conflicts; i++)
		code = put_conflict(x, &view->conflicts[i]);
	return code;
}

int bw_export(struct bw_engine *e, bw_time now, const struct bw_sink *sink, struct bw_err *err)
{
	struct bw_loaded_view v;
	struct bw_view_request request = {.now = now, .since = BW_TIME_NONE, .fetched_by = INT64_MAX};
	int code = bw_view_load(e, &request, &v, err);
	if (code)
		return code;
	struct exporting x = {.v = &v, .annotator = e->annotator, .sink = sink, .err = err};
	bw_buf_init(&x.line, OBJECT_MAX);
	code = put_all(&x);
	if (!code)
		code = put_editions(&x, e, now);
	bw_buf_release(&x.line);
	bw_view_release(&v);
	return code;
}
