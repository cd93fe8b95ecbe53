/* Which decisions a view begins with. What moved lately is looked for by time, and what belongs to it by development:
 * so the work grows with what moved, not with the archive. */
#include <stdlib.h>

#include "run/view_part.h"

struct gathering {
	struct bw_loading *l;
	struct bw_derived_rows *out;
	struct bw_map taken; /* article keys */
	struct bw_map moved; /* developments */
};

static void take(struct gathering *g, const struct bw_derived_row *row)
{
	bool is_new;
	if (row->at > g->l->request->now)
		return;
	bw_map_put(&g->taken, row->key, &is_new);
	if (is_new)
		*BW_PUSH(g->l->a, &g->out->rows) = *row;
}

static int take_members(struct gathering *g, uint64_t id, struct bw_err *err)
{
	struct bw_derived_rows rows = {0};
	int code = bw_store_derived_members(g->l->e->store, g->l->a, id, &rows, err);
	for (size_t i = 0; i < rows.rows.len; i++)
		take(g, &rows.rows.ptr[i]);
	return code;
}

/* Articles that came in by a merge or were moved by themselves. */
static int take_moved(struct gathering *g, struct bw_err *err)
{
	const struct bw_moves *m = &g->l->moves;
	int code = 0;
	for (uint32_t i = 0; !code && i < m->by_from.len; i++)
		if (bw_map_get(&g->moved, bw_moves_follow(m, m->by_from.entries[i].key)))
			code = take_members(g, m->by_from.entries[i].key, err);
	for (size_t i = 0; !code && i < m->rows.rows.len; i++) {
		const struct bw_story_move *move = &m->rows.rows.ptr[i].move;
		struct bw_derived_row row = {0};
		if (!move->article || !bw_map_get(&g->moved, bw_moves_follow(m, move->to)))
			continue;
		code = bw_store_derived_get(g->l->e->store, g->l->a, move->article, &row, err);
		if (!code)
			take(g, &row);
	}
	return code;
}

static int by_time(const void *x, const void *y)
{
	const struct bw_derived_row *a = x, *b = y;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->key < b->key ? -1 : a->key > b->key;
}

static int take_all(struct gathering *g, struct bw_err *err)
{
	struct bw_loading *l = g->l;
	struct bw_derived_rows recent = {0}, evidence = {0};
	bw_time now = l->request->now, since = l->request->since;
	int code = bw_store_derived_list(l->e->store, l->a, since + 1, now, &recent, err);
	for (size_t i = 0; i < recent.rows.len; i++) {
		bw_map_put(&g->moved, bw_view_place(l, &recent.rows.ptr[i]), NULL);
		take(g, &recent.rows.ptr[i]);
	}
	for (uint32_t i = 0; !code && i < g->moved.len; i++)
		code = take_members(g, g->moved.entries[i].key, err);
	if (!code)
		code = take_moved(g, err);
	if (!code)
		code = bw_store_derived_evidence(l->e->store, l->a, now, since, &evidence, err);
	for (size_t i = 0; i < evidence.rows.len; i++)
		take(g, &evidence.rows.ptr[i]);
	if (g->out->rows.len)
		qsort(g->out->rows.ptr, g->out->rows.len, sizeof(*g->out->rows.ptr), by_time);
	return code;
}

int bw_view_rows(struct bw_loading *l, struct bw_derived_rows *out, struct bw_err *err)
{
	struct gathering g = {.l = l, .out = out};
	int code = bw_moves_load(l->e->store, l->a, INT64_MIN, l->request->now, &l->moves, err);
	if (code)
		return code;
	bw_map_init(&g.taken);
	bw_map_init(&g.moved);
	if (l->request->since == BW_TIME_NONE)
		code = bw_store_derived_list(l->e->store, l->a, INT64_MIN, l->request->now, out, err);
	else
		code = take_all(&g, err);
	l->from = out->rows.len ? out->rows.ptr[0].at : l->request->now;
	bw_map_release(&g.taken);
	bw_map_release(&g.moved);
	return code;
}
