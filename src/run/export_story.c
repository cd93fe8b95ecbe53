/* Articles, developments and contradictions. */
#include "compose/standing.h"
#include "run/export_part.h"

/* The address of the article that stands for the origin group, for a copy. The first of a group was compared with
 * nothing: it is a copy when the one that was chosen to stand for it is one of its words. */
static struct bw_str copy_of(const struct bw_exporting *x, const struct bw_view_article *a)
{
	const struct bw_view_article *of = &x->v->view.articles[a->origin.original];
	bool shares_words = a->key == a->verdict.origin || bw_verdict_is_reprint(&a->verdict);
	bool shared = of->key == of->verdict.origin || bw_verdict_is_reprint(&of->verdict);
	return of == a || !shares_words || !shared ? BW_STR_NONE : of->article->url;
}

static void put_origin(struct bw_exporting *x, const struct bw_view_article *a)
{
	const struct bw_view_article *of = &x->v->view.articles[a->origin.original];
	bool held = !a->origin.not_held.len;
	bw_json_begin_object(&x->j, "origin");
	bw_export_id(x, "id", a->verdict.origin);
	bw_json_put_str_or_null(&x->j, "url", held ? of->article->url : BW_STR_NONE);
	bw_json_put_str(&x->j, "name", held ? of->article->source : a->origin.not_held);
	bw_json_put_bool(&x->j, "held", held);
	bw_json_end_object(&x->j);
}

static void put_entries(struct bw_exporting *x, const struct bw_view_article *a)
{
	bw_json_begin_array(&x->j, "entries");
	for (uint32_t i = 0; i < a->n_entries; i++) {
		const struct bw_story_entry *e = &a->entries[i];
		bw_json_begin_object(&x->j, NULL);
		bw_json_put_int(&x->j, "start", e->start);
		bw_json_put_int(&x->j, "end", e->end);
		if (e->development)
			bw_export_id(x, "development", e->development);
		else
			bw_json_put_null(&x->j, "development");
		bw_json_end_object(&x->j);
	}
	bw_json_end_array(&x->j);
}

static void put_fresh(struct bw_exporting *x, const struct bw_view_article *a)
{
	bw_json_begin_array(&x->j, "fresh");
	for (uint32_t i = 0; i < a->n_fresh; i++) {
		const struct bw_story_fresh *f = &a->fresh[i];
		bw_json_put_str(&x->j, NULL, bw_str_sub(a->article->text, f->start, f->end - f->start));
	}
	bw_json_end_array(&x->j);
}

int bw_export_put_article(struct bw_exporting *x, const struct bw_view_article *a)
{
	bw_export_begin(x, "article");
	bw_json_put_str(&x->j, "url", a->article->url);
	bw_json_put_str(&x->j, "source", a->article->source);
	bw_json_put_str(&x->j, "title", a->article->title);
	bw_json_put_str_or_null(&x->j, "author", a->article->author);
	bw_export_time(x, "published", a->article->published);
	bw_json_put_str_or_null(&x->j, "lang", bw_str_from(a->notes->language));
	bw_json_put_str(&x->j, "kind", bw_str_from(bw_kind_name(a->notes->kind)));
	bw_json_put_str(&x->j, "text", a->article->text);
	bw_json_put_str_or_null(&x->j, "copy_of", copy_of(x, a));
	bw_export_id(x, "development", a->verdict.development);
	bw_json_put_str(&x->j, "copy", bw_str_from(bw_copy_name(a->verdict.copy)));
	put_origin(x, a);
	bw_json_put_str_or_null(&x->j, "voice", a->voice_name);
	bw_json_put_str_or_null(&x->j, "owner", a->owner);
	bw_json_put_str(&x->j, "join", bw_str_from(bw_join_name(a->verdict.join)));
	bw_json_put_str(&x->j, "turn", bw_str_from(bw_turn_name(a->verdict.turn)));
	put_fresh(x, a);
	put_entries(x, a);
	return bw_export_end(x);
}

static enum bw_status status_of(const struct bw_view *view, const struct bw_view_development *d)
{
	struct bw_standing standing;

	return bw_standing_find(view, d, &standing) ? standing.status : BW_STATUS_NONE;
}

static void put_voices(struct bw_exporting *x, const struct bw_view_development *d)
{
	bw_json_begin_array(&x->j, "voices");
	for (uint32_t i = 0; i < d->n_voices; i++)
		bw_json_put_str(&x->j, NULL, d->voices[i].name);
	bw_json_end_array(&x->j);
}

static void put_links(struct bw_exporting *x, const struct bw_view_development *d)
{
	bw_json_begin_array(&x->j, "links");
	for (uint32_t i = 0; i < d->n_links; i++) {
		if (!d->links[i].outgoing)
			continue;
		bw_json_begin_object(&x->j, NULL);
		bw_json_put_str(&x->j, "kind", bw_str_from(bw_link_name(d->links[i].kind)));
		bw_export_id(x, "to", d->links[i].other);
		bw_json_end_object(&x->j);
	}
	bw_json_end_array(&x->j);
}

/* How it came to be what it is: the merges and splits that led into it or out of it. */
static void put_moves(struct bw_exporting *x, const struct bw_view_development *d)
{
	const struct bw_view *view = &x->v->view;
	bw_json_begin_array(&x->j, "moves");
	for (size_t i = 0; i < view->n_moves; i++) {
		const struct bw_view_move *m = &view->moves[i];
		if (m->move.to != d->id && m->move.from != d->id)
			continue;
		bw_json_begin_object(&x->j, NULL);
		bw_json_put_str(&x->j, "kind", bw_str_from(bw_move_name(m->move.kind)));
		bw_export_time(x, "at", m->at);
		bw_export_id(x, "from", m->move.from);
		bw_export_id(x, "to", m->move.to);
		if (m->move.article)
			bw_export_url(x, "article", m->move.article);
		else
			bw_json_put_null(&x->j, "article");
		bw_json_end_object(&x->j);
	}
	bw_json_end_array(&x->j);
}

int bw_export_put_development(struct bw_exporting *x, const struct bw_view_development *d)
{
	const struct bw_view *view = &x->v->view;
	bw_export_begin(x, "development");
	bw_export_id(x, "id", d->id);
	bw_json_put_str(&x->j, "title", view->articles[bw_development_heading(view, d)].article->title);
	bw_json_begin_array(&x->j, "articles");
	for (uint32_t i = 0; i < d->n_articles; i++)
		bw_json_put_str(&x->j, NULL, view->articles[d->articles[i]].article->url);
	bw_json_end_array(&x->j);
	bw_export_time(x, "first", d->first);
	bw_export_time(x, "last", d->last);
	bw_json_put_int(&x->j, "origins", d->n_origins);
	bw_json_put_str_or_null(&x->j, "status", bw_str_from(bw_status_name(status_of(view, d))));
	put_voices(x, d);
	put_links(x, d);
	put_moves(x, d);
	return bw_export_end(x);
}

static void put_side(struct bw_exporting *x, const char *key, uint64_t article, uint32_t start, uint32_t stop)
{
	const struct bw_view_article *a = bw_export_article(x, article);
	bw_json_begin_object(&x->j, key);
	bw_export_url(x, "article", article);
	bw_json_put_str(&x->j, "quote", bw_str_sub(a ? a->article->text : BW_STR_NONE, start, stop - start));
	bw_json_end_object(&x->j);
}

/* What is said in two ways, in a few words. */
static struct bw_str about(struct bw_exporting *x, const struct bw_conflict *c)
{
	struct bw_arena *a = &x->v->arena;
	char one[BW_TIME_TEXT], two[BW_TIME_TEXT];
	switch (c->kind) {
	case BW_CONFLICT_FIGURE:
		return bw_arena_printf(a, "%.15g against %.15g", c->a_value, c->b_value);
	case BW_CONFLICT_DATE:
		return bw_arena_printf(a, "%s against %s", bw_time_iso_day((bw_time)c->a_value, one),
				       bw_time_iso_day((bw_time)c->b_value, two));
	default:
		return bw_str_from(bw_conflict_name(c->kind));
	}
}

int bw_export_put_conflict(struct bw_exporting *x, const struct bw_conflict *c)
{
	bw_export_begin(x, "contradiction");
	bw_json_put_str(&x->j, "about", about(x, c));
	bw_export_id(x, "development", c->development);
	put_side(x, "a", c->a_article, c->a_start, c->a_end);
	put_side(x, "b", c->b_article, c->b_start, c->b_end);
	bw_json_put_str(&x->j, "kind", bw_str_from(bw_conflict_name(c->kind)));
	bw_json_put_bool(&x->j, "corrected", c->corrected);
	return bw_export_end(x);
}
