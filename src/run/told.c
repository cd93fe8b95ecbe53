#include "run/told.h"

struct telling {
	struct bw_loaded_view *v;
	bw_time clock;
	struct bw_map signals; /* id -> index */
};

static int note_sentence(void *ctx, const struct bw_block *b, const struct bw_inline *i)
{
	struct telling *t = ctx;
	(void)b;
	if (i->kind == BW_INLINE_SENTENCE && i->n_cites)
		*bw_map_put(&t->v->printed, bw_str_hash(i->cites[0].quote), NULL) = 1;
	return 0;
}

static struct bw_str heading_of(const struct bw_block *section)
{
	for (size_t i = 0; i < section->children.len; i++)
		if (section->children.ptr[i]->kind == BW_BLOCK_HEADING && section->children.ptr[i]->inlines.len)
			return section->children.ptr[i]->inlines.ptr[0].text;
	return BW_STR_NONE;
}

static void note_block(struct telling *t, const struct bw_block *b)
{
	const uint64_t *at;
	struct bw_view_development *d =
		b->role == BW_ROLE_DEVELOPMENT ? (struct bw_view_development *)bw_view_find(t->v, b->ref) : NULL;
	if (d) {
		d->told = t->clock;
		d->told_heading = heading_of(b);
	}
	if (b->role == BW_ROLE_SIGNAL && (at = bw_map_get(&t->signals, b->ref)))
		((struct bw_view_signal *)&t->v->view.signals[*at])->told = t->clock;
	for (size_t i = 0; i < b->children.len; i++)
		note_block(t, b->children.ptr[i]);
}

static int note_edition(struct telling *t, const struct bw_edition *e, struct bw_err *err)
{
	struct bw_page page = {0};
	int code = bw_page_read_json(&t->v->arena, e->page, &page, err);
	if (code)
		return bw_err_context(err, "edition %" BW_PRISTR " of %" BW_PRISTR, BW_ARG(e->desk), BW_ARG(e->date));
	t->clock = e->clock;
	bw_page_walk(&page, note_sentence, t);
	for (size_t i = 0; i < page.blocks.len; i++)
		note_block(t, page.blocks.ptr[i]);
	return 0;
}

/* No edition told what had not begun. */
static bw_time oldest(const struct bw_view *view, bw_time since)
{
	for (size_t i = 0; i < view->n_developments; i++)
		since = view->developments[i].first < since ? view->developments[i].first : since;
	return since;
}

int bw_told_load(struct bw_engine *e, const struct bw_view_request *request, struct bw_loaded_view *v,
		 struct bw_err *err)
{
	struct telling t = {.v = v};
	struct bw_editions editions = {0};
	struct bw_arena a;
	char day[BW_TIME_TEXT] = "";
	bw_arena_init(&a);
	bw_map_init(&t.signals);
	for (size_t i = 0; i < v->view.n_signals; i++)
		*bw_map_put(&t.signals, v->view.signals[i].signal->id, NULL) = i;
	if (request->since != BW_TIME_NONE)
		bw_time_iso_day(oldest(&v->view, request->since), day);
	int code = bw_store_edition_list(e->store, &a, bw_str_from(day), &editions, err);
	for (size_t i = 0; !code && i < editions.rows.len; i++) {
		const struct bw_edition *x = &editions.rows.ptr[i];
		bool counts = x->clock <= request->now &&
			      (!request->before_date || bw_str_cmp(x->date, bw_str_from(request->before_date)) < 0);
		if (counts && x->outcome == BW_PUBLISHED)
			code = note_edition(&t, x, err);
	}
	bw_map_release(&t.signals);
	bw_arena_release(&a);
	return code;
}
