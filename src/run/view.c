#include "run/view.h"

#include <stdlib.h>

#include "compose/changed.h"
#include "run/remember.h"
#include "run/told.h"
#include "run/view_part.h"

static bool is_recent(const struct bw_loading *l, bw_time at)
{
	return l->request->since == BW_TIME_NONE || at > l->request->since;
}

/* Which articles the view needs: all of a development that moved since, and those that are evidence of any signal. */
static void want(struct bw_loading *l, const struct bw_derived_rows *all)
{
	struct bw_map moved;
	bw_map_init(&moved);
	for (size_t i = 0; i < all->rows.len; i++)
		if (is_recent(l, all->rows.ptr[i].at))
			*bw_map_put(&moved, bw_view_place(l, &all->rows.ptr[i]), NULL) = 1;
	for (size_t i = 0; i < all->rows.len; i++)
		if (bw_map_get(&moved, bw_view_place(l, &all->rows.ptr[i])))
			*bw_map_put(&l->wanted, all->rows.ptr[i].key, NULL) = 1;
	for (size_t i = 0; i < l->evidence.rows.len; i++)
		*bw_map_put(&l->wanted, l->evidence.rows.ptr[i].article, NULL) = 1;
	bw_map_release(&moved);
}

static int load_articles(struct bw_loading *l, struct bw_err *err)
{
	struct bw_derived_rows all = {0};
	int code = bw_view_rows(l, &all, err);
	if (code)
		return code;
	want(l, &all);
	for (size_t i = 0; !code && i < all.rows.len; i++) {
		struct bw_article_row row = {0};
		if (!bw_map_get(&l->wanted, all.rows.ptr[i].key))
			continue;
		code = bw_store_article_get(l->e->store, l->a, all.rows.ptr[i].key, &row, err);
		if (code || row.fetched > l->request->fetched_by)
			continue;
		*BW_PUSH(l->a, &l->articles.rows) = row;
		*BW_PUSH(l->a, &l->derived.rows) = all.rows.ptr[i];
	}
	return code;
}

/* Which desk each source is followed for. */
static int load_sources(struct bw_loading *l, struct bw_err *err)
{
	int code = bw_store_source_list(l->e->store, l->a, &l->sources, err);
	for (size_t i = 0; !code && i < l->sources.rows.len; i++)
		*bw_map_put(&l->source_rows, (uint64_t)l->sources.rows.ptr[i].id, NULL) = i;
	return code;
}

static struct bw_str desk_of(const struct bw_loading *l, const struct bw_article_row *row)
{
	const uint64_t *at = bw_map_get(&l->source_rows, (uint64_t)row->source_id);
	return at ? l->sources.rows.ptr[*at].desk : BW_STR_NONE;
}

/* What was decided of an article and why. */
static int put_news(struct bw_loading *l, const struct bw_derived_row *row, struct bw_view_article *x,
		    struct bw_err *err)
{
	struct bw_story_news news = {0};
	if (!bw_story_news_unpack(l->a, row->why, &news))
		return bw_err_set(err, BW_ECORRUPT,
				  "why article %016llx stands where it does cannot be read; run 'bellwether rebuild'",
				  (unsigned long long)row->key);
	x->verdict = row->verdict;
	x->decided_in = row->verdict.development;
	x->verdict.development = bw_view_place(l, row);
	x->reasons = news.reasons;
	x->n_reasons = news.n_reasons;
	x->fresh = news.fresh;
	x->n_fresh = news.n_fresh;
	x->entries = news.entries;
	x->n_entries = news.n_entries;
	return 0;
}

static int put_articles(struct bw_loading *l, struct bw_err *err)
{
	size_t n = l->articles.rows.len;
	const struct bw_article **texts = BW_ARRAY(l->a, const struct bw_article *, n);
	struct bw_view_article *articles = BW_ARRAY(l->a, struct bw_view_article, n);
	int code = 0;
	for (size_t i = 0; i < n; i++)
		texts[i] = &l->articles.rows.ptr[i].article;
	bw_engine_annotate(l->e, texts, n, &l->out->annotated);
	for (size_t i = 0; !code && i < n; i++) {
		const struct bw_article_row *row = &l->articles.rows.ptr[i];
		articles[i] = (struct bw_view_article){.key = row->key,
						       .at = row->at,
						       .fetched = row->fetched,
						       .article = texts[i],
						       .notes = &l->out->annotated.notes[i],
						       .desk = desk_of(l, row)};
		code = put_news(l, &l->derived.rows.ptr[i], &articles[i], err);
		*bw_map_put(&l->out->article_index, row->key, NULL) = i;
		bw_book_add(l->out->book, articles[i].notes);
	}
	if (code)
		return code;
	bw_view_put_origins(l, articles, n);
	l->out->view.articles = articles;
	l->out->view.n_articles = n;
	return 0;
}

/* ---- signals ---- */

/* Candidates of the articles that are evidence. */
struct held {
	struct bw_map rows; /* article key -> index into candidates */
	BW_VEC(struct bw_candidates) candidates;
};

static int hold(struct bw_loading *l, struct held *h, uint64_t article, struct bw_err *err)
{
	const uint64_t *at = bw_map_get(&l->out->article_index, article);
	struct bw_str bytes;
	bool is_new;
	if (!at)
		return 0;
	uint64_t *slot = bw_map_put(&h->rows, article, &is_new);
	if (!is_new)
		return 0;
	*slot = h->candidates.len;
	int code = bw_store_candidates_get(l->e->store, l->a, article, &bytes, err);
	if (!code && !bw_remember_candidates(l->a, &l->derived.rows.ptr[*at], bytes, BW_PUSH(l->a, &h->candidates)))
		code = bw_err_set(err, BW_ECORRUPT,
				  "what was derived from article %016llx cannot be read; run 'bellwether rebuild'",
				  (unsigned long long)article);
	return code;
}

/* The statement of an evidence row, among the candidates of its article. */
static const struct bw_candidate *candidate_of(const struct held *h, const struct bw_evidence *e)
{
	const uint64_t *at = bw_map_get(&h->rows, e->article);
	const struct bw_candidates *c = at ? &h->candidates.ptr[*at] : NULL;
	for (size_t i = 0; c && i < c->n; i++)
		if (c->rows[i].start == e->start && c->rows[i].end == e->end)
			return &c->rows[i];
	return NULL;
}

/* The rows of one signal stand together: they begin at `first`. */
static void put_signal(struct bw_loading *l, const struct held *h, const struct bw_signal *signal, size_t first,
		       struct bw_view_signal *out)
{
	struct bw_view *view = &l->out->view;
	size_t end = first, n = 0;
	while (end < l->evidence.rows.len && l->evidence.rows.ptr[end].signal == signal->id)
		end++;
	struct bw_evidence *rows = BW_ARRAY(l->a, struct bw_evidence, end - first);
	const struct bw_candidate **candidates = BW_ARRAY(l->a, const struct bw_candidate *, end - first);
	for (size_t i = first; i < end; i++) {
		const struct bw_candidate *c = candidate_of(h, &l->evidence.rows.ptr[i]);
		if (c) {
			rows[n] = l->evidence.rows.ptr[i];
			candidates[n++] = c;
		}
	}
	if (!n)
		return;
	struct bw_view_signal *x = &out[view->n_signals++];
	*x = (struct bw_view_signal){
		.signal = signal, .rows = rows, .n_rows = n, .candidates = candidates, .told = BW_TIME_NONE};
	bw_signal_state(l->a, signal, rows, candidates, n, view->now, &x->state);
}

static int put_signals(struct bw_loading *l, struct bw_err *err)
{
	struct bw_view_signal *out = BW_ARRAY(l->a, struct bw_view_signal, l->signals.rows.len);
	struct bw_map first; /* signal -> index of its first evidence row */
	struct held h = {0};
	int code = 0;
	bw_map_init(&first);
	bw_map_init(&h.rows);
	for (size_t i = l->evidence.rows.len; i-- > 0 && !code;) {
		*bw_map_put(&first, l->evidence.rows.ptr[i].signal, NULL) = i;
		code = hold(l, &h, l->evidence.rows.ptr[i].article, err);
	}
	for (size_t s = 0; !code && s < l->signals.rows.len; s++) {
		const uint64_t *at = bw_map_get(&first, l->signals.rows.ptr[s].id);
		if (at)
			put_signal(l, &h, &l->signals.rows.ptr[s], *at, out);
	}
	bw_map_release(&h.rows);
	bw_map_release(&first);
	l->out->view.signals = out;
	return code;
}

void bw_view_since(struct bw_loaded_view *v, bw_time since)
{
	struct bw_view_signal *signals = (struct bw_view_signal *)v->view.signals;
	v->view.since = since;
	for (size_t s = 0; s < v->view.n_signals; s++) {
		struct bw_view_signal *x = &signals[s];
		size_t n = 0;
		struct bw_evidence *rows = BW_ARRAY(&v->arena, struct bw_evidence, x->n_rows);
		const struct bw_candidate **candidates = BW_ARRAY(&v->arena, const struct bw_candidate *, x->n_rows);
		for (size_t i = 0; i < x->n_rows; i++)
			if (x->rows[i].decided_at <= since) {
				rows[n] = x->rows[i];
				candidates[n++] = x->candidates[i];
			}
		x->before = (struct bw_signal_state){0};
		if (n)
			bw_signal_state(&v->arena, x->signal, rows, candidates, n, since, &x->before);
	}
}

static int by_number(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
	return a < b ? -1 : a > b;
}

int bw_later_load(struct bw_engine *e, struct bw_arena *a, bw_time by, const struct bw_map *only,
		  struct bw_later_rows *out, struct bw_err *err)
{
	uint64_t *keys = BW_ARRAY(a, uint64_t, only->len);
	int code = 0;
	for (uint32_t i = 0; i < only->len; i++)
		keys[i] = only->entries[i].key;
	if (only->len)
		qsort(keys, only->len, sizeof(*keys), by_number);
	for (uint32_t i = 0; !code && i < only->len; i++) {
		struct bw_versions versions = {0};
		code = bw_store_version_list(e->store, a, keys[i], by, &versions, err);
		if (!code && versions.rows.len) {
			const struct bw_version *newest = &versions.rows.ptr[versions.rows.len - 1];
			*BW_PUSH(a, &out->rows) =
				(struct bw_later){keys[i], newest->fetched, newest->title, newest->text};
		}
	}
	return code;
}

static int note_cites(void *ctx, const struct bw_block *b, const struct bw_inline *i)
{
	(void)b;
	for (uint32_t k = 0; k < i->n_cites; k++)
		bw_map_put(ctx, i->cites[k].article, NULL);
	return 0;
}

int bw_later_flag(struct bw_engine *e, struct bw_arena *a, bw_time by, struct bw_page *page, struct bw_err *err)
{
	struct bw_later_rows later = {0};
	struct bw_map cited;
	bw_map_init(&cited);
	bw_page_walk(page, note_cites, &cited);
	int code = bw_later_load(e, a, by, &cited, &later, err);
	if (!code)
		bw_changed_flag(a, later.rows.ptr, later.rows.len, page);
	bw_map_release(&cited);
	return code;
}

static int load_all(struct bw_loading *l, struct bw_err *err)
{
	struct bw_later_rows later = {0};
	bw_time since = l->request->since == BW_TIME_NONE ? INT64_MIN : l->request->since;
	int code = bw_store_signal_list(l->e->store, l->a, since, l->request->now, &l->signals, err);
	if (!code)
		code = bw_store_evidence_list(l->e->store, l->a, since, l->request->now, &l->evidence, err);
	if (!code)
		code = load_articles(l, err);
	if (!code)
		code = load_sources(l, err);
	if (!code)
		code = put_articles(l, err);
	if (code)
		return code;
	bw_view_put_developments(l);
	code = bw_view_put_ledger(l, err);
	if (!code)
		code = put_signals(l, err);
	if (!code)
		code = bw_later_load(l->e, l->a, l->request->now, &l->out->article_index, &later, err);
	l->out->view.later = later.rows.ptr;
	l->out->view.n_later = later.rows.len;
	return code;
}

int bw_view_load(struct bw_engine *e, const struct bw_view_request *request, struct bw_loaded_view *out,
		 struct bw_err *err)
{
	*out = (struct bw_loaded_view){0};
	bw_arena_init(&out->arena);
	bw_map_init(&out->printed);
	bw_map_init(&out->article_index);
	bw_map_init(&out->development_index);
	out->book = bw_book_open();
	struct bw_loading l = {.e = e, .request = request, .out = out, .a = &out->arena};
	bw_map_init(&l.wanted);
	bw_map_init(&l.source_rows);
	out->view.now = request->now;
	out->view.book = out->book;
	out->view.printed = &out->printed;
	int code = load_all(&l, err);
	if (!code)
		code = bw_told_load(e, request, out, err);
	if (!code)
		bw_view_since(out, request->since);
	bw_map_release(&l.wanted);
	bw_map_release(&l.source_rows);
	bw_moves_release(&l.moves);
	if (code)
		bw_view_release(out);
	return code;
}

static int by_from(const void *id, const void *redirect)
{
	uint64_t a = *(const uint64_t *)id, b = ((const struct bw_view_redirect *)redirect)->from;
	return a < b ? -1 : a > b;
}

const struct bw_view_development *bw_view_find(const struct bw_loaded_view *v, uint64_t id)
{
	const struct bw_view *view = &v->view;
	const uint64_t *at = bw_map_get(&v->development_index, id), *article;
	const struct bw_view_redirect *r = NULL;
	if (!at && view->n_redirects)
		r = bsearch(&id, view->redirects, view->n_redirects, sizeof(*r), by_from);
	if (r)
		at = bw_map_get(&v->development_index, r->to);
	if (at)
		return &view->developments[*at];
	article = bw_map_get(&v->article_index, id);
	return article ? &view->developments[view->articles[*article].development] : NULL;
}

void bw_view_release(struct bw_loaded_view *v)
{
	bw_book_close(v->book);
	bw_annotated_release(&v->annotated);
	bw_map_release(&v->printed);
	bw_map_release(&v->article_index);
	bw_map_release(&v->development_index);
	bw_arena_release(&v->arena);
	*v = (struct bw_loaded_view){0};
}
