#include "run/moves.h"

static void chain(struct bw_moves *m, struct bw_map *map, uint64_t id, uint32_t *last, uint32_t i)
{
	bool is_new;
	uint64_t *first = bw_map_put(map, id, &is_new);
	if (is_new)
		*first = i;
	else
		m->next[last[*first]] = i;
	last[*first] = i;
}

int bw_moves_load(struct bw_store *s, struct bw_arena *a, bw_time from, bw_time to, struct bw_moves *out,
		  struct bw_err *err)
{
	*out = (struct bw_moves){0};
	bw_map_init(&out->by_article);
	bw_map_init(&out->by_from);
	int code = bw_store_move_list(s, a, from, to, &out->rows, err);
	size_t n = out->rows.rows.len;
	uint32_t *last = BW_ARRAY(a, uint32_t, n);
	out->next = BW_ARRAY(a, uint32_t, n);
	for (uint32_t i = 0; !code && i < n; i++) {
		const struct bw_story_move *move = &out->rows.rows.ptr[i].move;
		if (move->article)
			chain(out, &out->by_article, move->article, last, i);
		else
			chain(out, &out->by_from, move->from, last, i);
	}
	if (code)
		bw_moves_release(out);
	return code;
}

void bw_moves_release(struct bw_moves *m)
{
	bw_map_release(&m->by_article);
	bw_map_release(&m->by_from);
}

/* The first move at `least` or later in the chain of the article or id; n when there is none. */
static size_t next_of(const struct bw_moves *m, const struct bw_map *map, uint64_t id, size_t least)
{
	const uint64_t *first = bw_map_get(map, id);
	if (!first)
		return m->rows.rows.len;
	for (size_t i = *first;; i = m->next[i]) {
		if (i >= least)
			return i;
		if (!m->next[i])
			return m->rows.rows.len;
	}
}

/* The first move that was decided by this article or a later one. */
static size_t since(const struct bw_moves *m, bw_time at, uint64_t key)
{
	size_t low = 0, high = m->rows.rows.len;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct bw_move_row *row = &m->rows.rows.ptr[mid];
		if (row->decided_at < at || (row->decided_at == at && row->decided_by < key))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

uint64_t bw_moves_place(const struct bw_moves *m, bw_time at, uint64_t key, uint64_t development)
{
	size_t n = m->rows.rows.len, i = since(m, at, key);
	while (i < n) {
		size_t own = next_of(m, &m->by_article, key, i), all = next_of(m, &m->by_from, development, i);
		i = own < all ? own : all;
		if (i < n)
			development = m->rows.rows.ptr[i++].move.to;
	}
	return development;
}

uint64_t bw_moves_follow(const struct bw_moves *m, uint64_t id)
{
	size_t n = m->rows.rows.len, i = 0;
	while ((i = next_of(m, &m->by_from, id, i)) < n)
		id = m->rows.rows.ptr[i++].move.to;
	return id;
}
