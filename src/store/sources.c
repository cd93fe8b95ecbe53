#include "store/db.h"
#include "store/store.h"

static int insert(struct bw_store *s, const struct bw_source_row *row, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SOURCE_INSERT);
	db_bind_str(&q, row->url);
	db_bind_str(&q, row->name);
	db_bind_str(&q, row->home);
	db_bind_str(&q, row->desk);
	db_bind_str(&q, row->owner);
	db_bind_int(&q, row->kind);
	db_bind_int(&q, row->allow_private);
	db_bind_time(&q, row->added);
	return db_run(&q, err);
}

static int update(struct bw_store *s, const struct bw_source_row *row, int64_t id, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SOURCE_UPDATE);
	db_bind_str(&q, row->name);
	db_bind_str(&q, row->home);
	db_bind_str(&q, row->desk);
	db_bind_str(&q, row->owner);
	db_bind_int(&q, row->allow_private);
	db_bind_int(&q, id);
	return db_run(&q, err);
}

int bw_store_source_put(struct bw_store *s, const struct bw_source_row *row, bool *is_new, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SOURCE_FIND);
	bool known;
	db_bind_str(&q, row->url);
	int code = db_step(&q, &known, err);
	if (code)
		return code;
	int64_t id = 0;
	if (known) {
		id = db_int(&q, 0);
		db_reset(&q);
	}
	*is_new = !known;
	return known ? update(s, row, id, err) : insert(s, row, err);
}

int bw_store_source_visited(struct bw_store *s, const struct bw_source_row *row, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SOURCE_VISITED);
	db_bind_str(&q, row->name);
	db_bind_str(&q, row->home);
	db_bind_int(&q, row->kind);
	db_bind_time(&q, row->visited);
	db_bind_time(&q, row->succeeded);
	db_bind_int(&q, row->failures);
	db_bind_str(&q, row->complaint);
	db_bind_str(&q, row->etag);
	db_bind_str(&q, row->last_modified);
	db_bind_int(&q, row->interval_s);
	db_bind_time(&q, row->not_before);
	db_bind_str(&q, row->moved_to);
	db_bind_int(&q, row->moved_visits);
	db_bind_int(&q, row->id);
	return db_run(&q, err);
}

int bw_store_source_move(struct bw_store *s, int64_t id, struct bw_str url, bool *moved, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SOURCE_FIND);
	bool taken;
	db_bind_str(&q, url);
	int code = db_step(&q, &taken, err);
	*moved = !code && !taken;
	if (!code && taken)
		db_reset(&q);
	if (code || taken)
		return code;
	q = db_query(s, BW_SQL_SOURCE_MOVE);
	db_bind_str(&q, url);
	db_bind_int(&q, id);
	return db_run(&q, err);
}

int bw_store_source_end(struct bw_store *s, int64_t id, bw_time at, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SOURCE_END);
	db_bind_time(&q, at);
	db_bind_int(&q, id);
	return db_run(&q, err);
}

int bw_store_source_list(struct bw_store *s, struct bw_arena *a, struct bw_source_rows *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SOURCE_LIST);
	bool row;
	int code;
	while (!(code = db_step(&q, &row, err)) && row) {
		struct bw_source_row *r = BW_PUSH(a, &out->rows);
		r->id = db_int(&q, 0);
		r->url = db_str(&q, 1, a);
		r->name = db_str(&q, 2, a);
		r->home = db_str(&q, 3, a);
		r->desk = db_str(&q, 4, a);
		r->kind = (enum bw_source_kind)db_int(&q, 5);
		r->allow_private = db_int(&q, 6) != 0;
		r->added = db_time(&q, 7);
		r->visited = db_time(&q, 8);
		r->succeeded = db_time(&q, 9);
		r->failures = db_int(&q, 10);
		r->complaint = db_str(&q, 11, a);
		r->etag = db_str(&q, 12, a);
		r->last_modified = db_str(&q, 13, a);
		r->interval_s = db_int(&q, 14);
		r->not_before = db_time(&q, 15);
		r->moved_to = db_str(&q, 16, a);
		r->moved_visits = db_int(&q, 17);
		r->ended = db_time(&q, 18);
		r->owner = db_str(&q, 19, a);
	}
	return code;
}

int bw_store_source_count(struct bw_store *s, struct bw_source_rows *rows, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SOURCE_ARTICLES);
	bool row;
	int code;
	while (!(code = db_step(&q, &row, err)) && row)
		for (size_t i = 0; i < rows->rows.len; i++)
			if (rows->rows.ptr[i].id == db_int(&q, 0))
				rows->rows.ptr[i].n_articles = db_int(&q, 1);
	return code;
}

int bw_store_visit_put(struct bw_store *s, bw_time clock, uint32_t sources, uint32_t failed, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_VISIT_PUT);
	db_bind_int(&q, clock);
	db_bind_int(&q, sources);
	db_bind_int(&q, failed);
	return db_run(&q, err);
}

int bw_store_visit_get(struct bw_store *s, bw_time clock, struct bw_coverage *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_VISIT_GET);
	bool row;
	db_bind_int(&q, clock);
	int code = db_step(&q, &row, err);
	if (code || !row)
		return code;
	out->sources = out->polled = (uint32_t)db_int(&q, 0);
	out->failed = (uint32_t)db_int(&q, 1);
	db_reset(&q);
	return 0;
}

int bw_store_clock(struct bw_store *s, bw_time *clock, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_CLOCK);
	bool row;
	int code = db_step(&q, &row, err);
	if (code)
		return code;
	*clock = db_time(&q, 0);
	db_reset(&q);
	if (*clock == BW_TIME_NONE)
		return bw_err_set(err, BW_ENOTFOUND,
				  "the store is empty; add sources with 'bellwether add' and run 'bellwether run'");
	return 0;
}
