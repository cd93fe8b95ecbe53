#include "run/placed.h"

int bw_placed_load(struct bw_store *s, bw_time from, struct bw_placed *out, struct bw_err *err)
{
	struct bw_arena a;
	struct bw_moves moves = {0};
	struct bw_derived_rows rows = {0};
	bw_arena_init(&a);
	bw_map_init(&out->developments);
	out->from = from;
	int code = bw_moves_load(s, &a, from, INT64_MAX, &moves, err);
	if (!code)
		code = bw_store_derived_list(s, &a, from, INT64_MAX, &rows, err);
	for (size_t i = 0; !code && i < rows.rows.len; i++) {
		const struct bw_derived_row *row = &rows.rows.ptr[i];
		*bw_map_put(&out->developments, row->key, NULL) =
			bw_moves_place(&moves, row->at, row->key, row->verdict.development);
	}
	bw_moves_release(&moves);
	bw_arena_release(&a);
	return code;
}

void bw_placed_release(struct bw_placed *p)
{
	bw_map_release(&p->developments);
}

int bw_placed_changed(struct bw_store *s, const struct bw_placed *before, const struct bw_map *but, uint32_t *n,
		      struct bw_err *err)
{
	struct bw_placed now = {0};
	int code = bw_placed_load(s, before->from, &now, err);
	*n = 0;
	for (uint32_t i = 0; !code && i < now.developments.len; i++) {
		uint64_t article = now.developments.entries[i].key;
		const uint64_t *is = bw_map_get(&now.developments, article);
		const uint64_t *was = bw_map_get(&before->developments, article);
		*n += (!was || *was != *is) && !bw_map_get(but, article);
	}
	bw_placed_release(&now);
	return code;
}
