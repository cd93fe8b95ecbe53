#include <stdlib.h>

#include "run/view_part.h"

uint64_t bw_view_place(const struct bw_loading *l, const struct bw_derived_row *row)
{
	return bw_moves_place(&l->moves, row->at, row->key, row->verdict.development);
}

/* ---- developments ---- */

static void put_members(struct bw_loading *l, struct bw_view_development *d)
{
	struct bw_view *view = &l->out->view;
	const struct bw_map *index = &l->out->development_index;
	uint32_t **members = BW_ARRAY(l->a, uint32_t *, index->len);
	for (size_t i = 0; i < view->n_articles; i++)
		d[view->articles[i].development].n_articles++;
	for (uint32_t k = 0; k < index->len; k++) {
		members[k] = BW_ARRAY(l->a, uint32_t, d[k].n_articles);
		d[k] = (struct bw_view_development){
			.id = index->entries[k].key, .articles = members[k], .told = BW_TIME_NONE};
	}
	for (size_t i = 0; i < view->n_articles; i++) {
		const struct bw_view_article *x = &view->articles[i];
		struct bw_view_development *y = &d[x->development];
		y->first = y->n_articles ? y->first : x->at;
		y->last = x->at;
		members[x->development][y->n_articles++] = (uint32_t)i;
	}
}

/* Independent origins are voices: two texts of one voice are one account. */
static void put_voices(struct bw_loading *l, struct bw_view_development *d)
{
	struct bw_view_voice *voices = BW_ARRAY(l->a, struct bw_view_voice, d->n_articles);
	struct bw_map index;
	bw_map_init(&index);
	for (uint32_t i = 0; i < d->n_articles; i++) {
		const struct bw_view_article *x = &l->out->view.articles[d->articles[i]];
		bool is_new;
		uint64_t *at = bw_map_put(&index, x->voice, &is_new);
		if (is_new) {
			*at = d->n_voices;
			voices[d->n_voices++] = (struct bw_view_voice){.voice = x->voice, .name = x->voice_name};
		}
		voices[*at].n_articles++;
	}
	bw_map_release(&index);
	d->voices = voices;
	d->n_origins = d->n_voices;
}

void bw_view_put_developments(struct bw_loading *l)
{
	struct bw_view *view = &l->out->view;
	struct bw_view_article *articles = (struct bw_view_article *)view->articles;
	struct bw_map *index = &l->out->development_index;
	for (size_t i = 0; i < view->n_articles; i++) {
		bool is_new;
		uint64_t *at = bw_map_put(index, articles[i].verdict.development, &is_new);
		if (is_new)
			*at = index->len - 1;
		articles[i].development = (uint32_t)*at;
	}
	struct bw_view_development *d = BW_ARRAY(l->a, struct bw_view_development, index->len);
	view->developments = d;
	view->n_developments = index->len;
	put_members(l, d);
	for (uint32_t k = 0; k < index->len; k++) {
		put_voices(l, &d[k]);
		for (size_t i = 0; i < l->e->desks.n; i++) {
			float share = bw_desk_share(&l->e->desks.rows[i], l->e->annotator, view, &d[k]);
			d[k].home = share > d[k].home ? share : d[k].home;
		}
	}
}

/* ---- moves ---- */

static int by_from(const void *x, const void *y)
{
	uint64_t a = ((const struct bw_view_redirect *)x)->from, b = ((const struct bw_view_redirect *)y)->from;
	return a < b ? -1 : a > b;
}

/* Ids that corrections gave lead on to the article that was given them last, when nothing is called so now. */
static int put_names(struct bw_loading *l, struct bw_err *err)
{
	BW_VEC(struct bw_view_redirect) all = {0};
	struct bw_view *view = &l->out->view;
	struct bw_corrections corrections = {0};
	struct bw_map known;
	int code = bw_store_correction_list(l->e->store, l->a, &corrections, err);
	bw_map_init(&known);
	for (size_t i = 0; i < view->n_redirects; i++) {
		bw_map_put(&known, view->redirects[i].from, NULL);
		*BW_PUSH(l->a, &all) = view->redirects[i];
	}
	for (size_t i = corrections.rows.len; !code && i-- > 0;)
		for (size_t k = corrections.rows.ptr[i].n_names; k-- > 0;) {
			const struct bw_correction_name *name = &corrections.rows.ptr[i].names[k];
			const uint64_t *at = bw_map_get(&l->out->article_index, name->article);
			bool is_new = false;
			if (at && !bw_map_get(&l->out->development_index, name->id))
				bw_map_put(&known, name->id, &is_new);
			if (is_new)
				*BW_PUSH(l->a, &all) =
					(struct bw_view_redirect){name->id, view->articles[*at].verdict.development};
		}
	bw_map_release(&known);
	if (all.len)
		qsort(all.ptr, all.len, sizeof(*all.ptr), by_from);
	view->redirects = all.ptr;
	view->n_redirects = all.len;
	return code;
}

static void put_moves(struct bw_loading *l)
{
	struct bw_view *view = &l->out->view;
	const struct bw_moves *m = &l->moves;
	struct bw_view_move *moves = BW_ARRAY(l->a, struct bw_view_move, m->rows.rows.len);
	struct bw_view_redirect *redirects = BW_ARRAY(l->a, struct bw_view_redirect, m->by_from.len);
	for (size_t i = 0; i < m->rows.rows.len; i++) {
		const struct bw_move_row *row = &m->rows.rows.ptr[i];
		moves[i] = (struct bw_view_move){row->move, row->decided_at, row->decided_by};
	}
	for (uint32_t i = 0; i < m->by_from.len; i++) {
		uint64_t from = m->by_from.entries[i].key, to = bw_moves_follow(m, from);
		if (!bw_map_get(&l->out->development_index, from))
			redirects[view->n_redirects++] = (struct bw_view_redirect){from, to};
	}
	view->moves = moves;
	view->n_moves = m->rows.rows.len;
	view->redirects = redirects;
}

/* The id as it stands now; ids that are not in the view stay as they are. */
static uint64_t current(const struct bw_loading *l, uint64_t id)
{
	const struct bw_view_development *d = bw_view_find(l->out, id);
	return d ? d->id : bw_moves_follow(&l->moves, id);
}

static void put_entries(struct bw_loading *l)
{
	struct bw_view_article *articles = (struct bw_view_article *)l->out->view.articles;
	for (size_t i = 0; i < l->out->view.n_articles; i++) {
		struct bw_story_entry *entries = (struct bw_story_entry *)articles[i].entries;
		for (uint32_t k = 0; k < articles[i].n_entries; k++)
			if (entries[k].development)
				entries[k].development = current(l, entries[k].development);
	}
}

/* ---- links ---- */

/* The ends of a link, as they stand now; a pair of developments is linked once in one way. */
struct ends {
	struct bw_view_development *from, *to; /* NULL: not in the view */
	uint64_t from_id, to_id;
};

static bool is_linked(const struct bw_view_development *d, const struct bw_link_row *row, const struct ends *e)
{
	bool outgoing = d == e->from;
	for (uint32_t i = 0; i < d->n_links; i++)
		if (d->links[i].kind == row->link.kind && d->links[i].outgoing == outgoing &&
		    d->links[i].other == (outgoing ? e->to_id : e->from_id))
			return true;
	return false;
}

static void put_link(const struct bw_loading *l, struct bw_view_development *d, const struct bw_link_row *row,
		     const struct ends *e)
{
	struct bw_view_link *links = (struct bw_view_link *)d->links;
	const struct bw_view_development *other = d == e->from ? e->to : e->from;
	links[d->n_links++] = (struct bw_view_link){
		.kind = row->link.kind,
		.outgoing = d == e->from,
		.other = d == e->from ? e->to_id : e->from_id,
		.development = other ? (uint32_t)(other - l->out->view.developments) : BW_VIEW_NONE,
		.score = row->link.score,
		.at = row->decided_at,
	};
}

static struct ends ends_of(const struct bw_loading *l, const struct bw_story_link *link)
{
	struct ends e = {.from_id = current(l, link->from), .to_id = current(l, link->to)};
	e.from = (struct bw_view_development *)bw_view_find(l->out, e.from_id);
	e.to = (struct bw_view_development *)bw_view_find(l->out, e.to_id);
	return e;
}

static int put_links(struct bw_loading *l, struct bw_err *err)
{
	struct bw_link_rows rows = {0};
	int code = bw_store_link_list(l->e->store, l->a, l->from, l->request->now, &rows, err);
	size_t n = code ? 0 : rows.rows.len;
	struct ends *ends = BW_ARRAY(l->a, struct ends, n);
	struct bw_view_development *all = (struct bw_view_development *)l->out->view.developments;
	for (size_t i = 0; i < n; i++) {
		ends[i] = ends_of(l, &rows.rows.ptr[i].link);
		if (ends[i].from)
			ends[i].from->n_links++;
		if (ends[i].to)
			ends[i].to->n_links++;
	}
	for (size_t k = 0; k < l->out->view.n_developments; k++) {
		all[k].links = BW_ARRAY(l->a, struct bw_view_link, all[k].n_links);
		all[k].n_links = 0;
	}
	for (size_t i = 0; i < n; i++) {
		struct bw_view_development *both[2] = {ends[i].from, ends[i].to};
		for (int k = 0; k < 2 && ends[i].from_id != ends[i].to_id; k++)
			if (both[k] && !is_linked(both[k], &rows.rows.ptr[i], &ends[i]))
				put_link(l, both[k], &rows.rows.ptr[i], &ends[i]);
	}
	return code;
}

/* ---- conflicts ---- */

/* Only what stands in one development can contradict itself. */
static bool still_stands(const struct bw_loading *l, struct bw_conflict *c)
{
	const uint64_t *a = bw_map_get(&l->out->article_index, c->a_article);
	const uint64_t *b = bw_map_get(&l->out->article_index, c->b_article);
	const struct bw_view *view = &l->out->view;
	if (!a || !b) {
		c->development = current(l, c->development);
		return true;
	}
	c->development = view->articles[*b].verdict.development;
	return view->articles[*a].verdict.development == c->development;
}

static int put_conflicts(struct bw_loading *l, struct bw_err *err)
{
	struct bw_conflict_rows rows = {0};
	int code = bw_store_conflict_list(l->e->store, l->a, l->from, l->request->now, &rows, err);
	size_t n = 0;
	for (size_t i = 0; !code && i < rows.rows.len; i++)
		if (still_stands(l, &rows.rows.ptr[i]))
			rows.rows.ptr[n++] = rows.rows.ptr[i];
	l->out->view.conflicts = rows.rows.ptr;
	l->out->view.n_conflicts = n;
	return code;
}

int bw_view_put_ledger(struct bw_loading *l, struct bw_err *err)
{
	put_moves(l);
	int code = put_names(l, err);
	if (code)
		return code;
	put_entries(l);
	code = put_links(l, err);
	return code ? code : put_conflicts(l, err);
}
