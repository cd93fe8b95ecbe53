#include "run/view.h"

#include "compose/changed.h"
#include "run/told.h"

struct loading {
	struct bw_engine *e;
	const struct bw_view_request *request;
	struct bw_loaded_view *out;
	struct bw_arena *a;
	struct bw_derived_rows derived; /* of the view's articles, in order */
	struct bw_article_rows articles;
	struct bw_signal_rows signals;
	struct bw_evidence_rows evidence;
	struct bw_source_rows sources;
	struct bw_map source_rows;    /* source id -> index into sources */
	struct bw_map wanted;         /* article key -> 1 */
	struct bw_map candidate_rows; /* article key -> index into candidates */
	BW_VEC(struct bw_candidates) candidates;
};

static bool is_recent(const struct loading *l, bw_time at)
{
	return l->request->since == BW_TIME_NONE || at > l->request->since;
}

/* Which articles the view needs: all of a development that moved since, and those that are evidence of any signal. */
static void want(struct loading *l, const struct bw_derived_rows *all)
{
	struct bw_map moved;
	bw_map_init(&moved);
	for (size_t i = 0; i < all->rows.len; i++)
		if (is_recent(l, all->rows.ptr[i].at))
			*bw_map_put(&moved, all->rows.ptr[i].verdict.development, NULL) = 1;
	for (size_t i = 0; i < all->rows.len; i++)
		if (bw_map_get(&moved, all->rows.ptr[i].verdict.development))
			*bw_map_put(&l->wanted, all->rows.ptr[i].key, NULL) = 1;
	for (size_t i = 0; i < l->evidence.rows.len; i++)
		*bw_map_put(&l->wanted, l->evidence.rows.ptr[i].article, NULL) = 1;
	bw_map_release(&moved);
}

static int load_articles(struct loading *l, struct bw_err *err)
{
	struct bw_derived_rows all = {0};
	bw_time from = l->request->since;
	int code = 0;
	if (from != BW_TIME_NONE) { /* developments are followed as far back as the story room does */
		from -= bw_config_int(l->e->config, "story.window");
		code = bw_store_evidence_candidates(l->e->store, l->a, from, &all, err);
	}
	if (!code)
		code = bw_store_derived_list(l->e->store, l->a, from, l->request->now, true, &all, err);
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

/* Marks, in each origin group, the article that stands for it. */
static void choose_originals(struct loading *l, struct bw_view_article *articles, size_t n)
{
	struct bw_map groups; /* origin -> first index + 1 */
	size_t *next = BW_ARRAY(l->a, size_t, n), *last = BW_ARRAY(l->a, size_t, n);
	struct bw_profile *profiles = BW_ARRAY(l->a, struct bw_profile, n);
	const struct bw_profile **members = BW_ARRAY(l->a, const struct bw_profile *, n);
	size_t *at = BW_ARRAY(l->a, size_t, n);
	bw_map_init(&groups);
	for (size_t i = 0; i < n; i++) {
		bool is_new;
		bw_profile_unpack(l->a, l->derived.rows.ptr[i].profile, &profiles[i]);
		uint64_t *first = bw_map_put(&groups, articles[i].verdict.origin, &is_new);
		if (is_new)
			*first = i;
		else
			next[last[*first]] = i;
		last[*first] = i;
	}
	for (uint32_t g = 0; g < groups.len; g++) {
		size_t m = 0;
		for (size_t i = groups.entries[g].value;; i = next[i]) {
			at[m] = i;
			members[m++] = &profiles[i];
			if (!next[i])
				break;
		}
		articles[at[bw_origin_choose(members, m)]].original = true;
	}
	bw_map_release(&groups);
}

/* Which desk each source is followed for. */
static int load_sources(struct loading *l, struct bw_err *err)
{
	int code = bw_store_source_list(l->e->store, l->a, &l->sources, err);
	for (size_t i = 0; !code && i < l->sources.rows.len; i++)
		*bw_map_put(&l->source_rows, (uint64_t)l->sources.rows.ptr[i].id, NULL) = i;
	return code;
}

static struct bw_str desk_of(const struct loading *l, const struct bw_article_row *row)
{
	const uint64_t *at = bw_map_get(&l->source_rows, (uint64_t)row->source_id);
	return at ? l->sources.rows.ptr[*at].desk : BW_STR_NONE;
}

static void put_articles(struct loading *l)
{
	size_t n = l->articles.rows.len;
	const struct bw_article **texts = BW_ARRAY(l->a, const struct bw_article *, n);
	struct bw_view_article *articles = BW_ARRAY(l->a, struct bw_view_article, n);
	for (size_t i = 0; i < n; i++)
		texts[i] = &l->articles.rows.ptr[i].article;
	bw_engine_annotate(l->e, texts, n, &l->out->annotated);
	for (size_t i = 0; i < n; i++) {
		const struct bw_article_row *row = &l->articles.rows.ptr[i];
		articles[i] = (struct bw_view_article){.key = row->key,
						       .at = row->at,
						       .fetched = row->fetched,
						       .article = texts[i],
						       .notes = &l->out->annotated.notes[i],
						       .verdict = l->derived.rows.ptr[i].verdict,
						       .desk = desk_of(l, row)};
		*bw_map_put(&l->out->article_index, row->key, NULL) = i;
		bw_book_add(l->out->book, articles[i].notes);
	}
	choose_originals(l, articles, n);
	l->out->view.articles = articles;
	l->out->view.n_articles = n;
}

static void put_developments(struct loading *l)
{
	struct bw_view *view = &l->out->view;
	struct bw_view_article *articles = (struct bw_view_article *)view->articles;
	struct bw_map index; /* development -> position */
	bw_map_init(&index);
	for (size_t i = 0; i < view->n_articles; i++) {
		bool is_new;
		uint64_t *at = bw_map_put(&index, articles[i].verdict.development, &is_new);
		if (is_new)
			*at = index.len - 1;
		articles[i].development = (uint32_t)*at;
	}
	struct bw_view_development *d = BW_ARRAY(l->a, struct bw_view_development, index.len);
	uint32_t **members = BW_ARRAY(l->a, uint32_t *, index.len);
	for (size_t i = 0; i < view->n_articles; i++)
		d[articles[i].development].n_articles++;
	for (uint32_t k = 0; k < index.len; k++) {
		members[k] = BW_ARRAY(l->a, uint32_t, d[k].n_articles);
		d[k] = (struct bw_view_development){
			.id = index.entries[k].key, .articles = members[k], .told = BW_TIME_NONE};
	}
	for (size_t i = 0; i < view->n_articles; i++) {
		struct bw_view_development *x = &d[articles[i].development];
		x->first = x->n_articles ? x->first : articles[i].at;
		x->last = articles[i].at;
		x->n_origins += articles[i].original;
		members[articles[i].development][x->n_articles++] = (uint32_t)i;
	}
	view->developments = d;
	view->n_developments = index.len;
	for (uint32_t k = 0; k < index.len; k++)
		for (size_t i = 0; i < l->e->desks.n; i++) {
			float share = bw_desk_share(&l->e->desks.rows[i], l->e->annotator, view, &d[k]);
			d[k].home = share > d[k].home ? share : d[k].home;
		}
	bw_map_release(&index);
}

/* The statement of an evidence row, among the candidates of its article. */
static const struct bw_candidate *candidate_of(const struct loading *l, const struct bw_evidence *e)
{
	const uint64_t *at = bw_map_get(&l->candidate_rows, e->article);
	const struct bw_candidates *c = at ? &l->candidates.ptr[*at] : NULL;
	for (size_t i = 0; c && i < c->n; i++)
		if (c->rows[i].start == e->start && c->rows[i].end == e->end)
			return &c->rows[i];
	return NULL;
}

static int load_candidates(struct loading *l, struct bw_err *err)
{
	for (size_t i = 0; i < l->derived.rows.len; i++) {
		const struct bw_derived_row *row = &l->derived.rows.ptr[i];
		*bw_map_put(&l->candidate_rows, row->key, NULL) = l->candidates.len;
		if (!bw_candidates_unpack(l->a, row->candidates, BW_PUSH(l->a, &l->candidates)))
			return bw_err_set(
				err, BW_ECORRUPT,
				"what was derived from article %016llx cannot be read; run 'bellwether rebuild'",
				(unsigned long long)row->key);
	}
	return 0;
}

/* The rows of one signal stand together: they begin at `first`. */
static void put_signal(struct loading *l, const struct bw_signal *signal, size_t first, struct bw_view_signal *out)
{
	struct bw_view *view = &l->out->view;
	size_t end = first, n = 0;
	while (end < l->evidence.rows.len && l->evidence.rows.ptr[end].signal == signal->id)
		end++;
	struct bw_evidence *rows = BW_ARRAY(l->a, struct bw_evidence, end - first);
	const struct bw_candidate **candidates = BW_ARRAY(l->a, const struct bw_candidate *, end - first);
	for (size_t i = first; i < end; i++) {
		const struct bw_candidate *c = candidate_of(l, &l->evidence.rows.ptr[i]);
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

static void put_signals(struct loading *l)
{
	struct bw_view_signal *out = BW_ARRAY(l->a, struct bw_view_signal, l->signals.rows.len);
	struct bw_map first; /* signal -> index of its first evidence row */
	bw_map_init(&first);
	for (size_t i = l->evidence.rows.len; i-- > 0;)
		*bw_map_put(&first, l->evidence.rows.ptr[i].signal, NULL) = i;
	for (size_t s = 0; s < l->signals.rows.len; s++) {
		const uint64_t *at = bw_map_get(&first, l->signals.rows.ptr[s].id);
		if (at)
			put_signal(l, &l->signals.rows.ptr[s], *at, out);
	}
	bw_map_release(&first);
	l->out->view.signals = out;
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

int bw_later_load(struct bw_engine *e, struct bw_arena *a, bw_time by, const struct bw_map *only,
		  struct bw_later_rows *out, struct bw_err *err)
{
	struct bw_changed_articles all = {0};
	int code = bw_store_version_changed(e->store, a, by, &all, err);
	for (size_t i = 0; !code && i < all.rows.len; i++) {
		struct bw_versions versions = {0};
		uint64_t article = all.rows.ptr[i].article;
		if (!bw_map_get(only, article))
			continue;
		code = bw_store_version_list(e->store, a, article, by, &versions, err);
		if (!code && versions.rows.len) {
			const struct bw_version *newest = &versions.rows.ptr[versions.rows.len - 1];
			*BW_PUSH(a, &out->rows) =
				(struct bw_later){article, newest->fetched, newest->title, newest->text};
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

static int load_all(struct loading *l, struct bw_err *err)
{
	struct bw_conflict_rows conflicts = {0};
	struct bw_later_rows later = {0};
	int code = bw_store_signal_list(l->e->store, l->a, l->request->now, &l->signals, err);
	if (!code)
		code = bw_store_evidence_list(l->e->store, l->a, l->request->now, &l->evidence, err);
	if (!code)
		code = load_articles(l, err);
	if (!code)
		code = load_sources(l, err);
	if (!code)
		code = load_candidates(l, err);
	if (!code)
		code = bw_store_conflict_list(l->e->store, l->a, l->request->now, &conflicts, err);
	if (code)
		return code;
	put_articles(l);
	put_developments(l);
	put_signals(l);
	l->out->view.conflicts = conflicts.rows.ptr;
	l->out->view.n_conflicts = conflicts.rows.len;
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
	out->book = bw_book_open();
	struct loading l = {.e = e, .request = request, .out = out, .a = &out->arena};
	bw_map_init(&l.wanted);
	bw_map_init(&l.source_rows);
	bw_map_init(&l.candidate_rows);
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
	bw_map_release(&l.candidate_rows);
	if (code)
		bw_view_release(out);
	return code;
}

void bw_view_release(struct bw_loaded_view *v)
{
	bw_book_close(v->book);
	bw_annotated_release(&v->annotated);
	bw_map_release(&v->printed);
	bw_map_release(&v->article_index);
	bw_arena_release(&v->arena);
	*v = (struct bw_loaded_view){0};
}
