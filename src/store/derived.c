#include "store/db.h"
#include "store/store.h"

int bw_store_derived_version(struct bw_store *s, struct bw_arena *a, struct bw_str *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_META_GET);
	bool row;
	db_bind_str(&q, BW_STR("derived"));
	int code = db_step(&q, &row, err);
	*out = !code && row ? db_str(&q, 0, a) : BW_STR_NONE;
	if (!code && row)
		db_reset(&q);
	return code;
}

int bw_store_derived_version_put(struct bw_store *s, struct bw_str version, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_META_PUT);
	db_bind_str(&q, BW_STR("derived"));
	db_bind_str(&q, version);
	return db_run(&q, err);
}

int bw_store_derived_rewind(struct bw_store *s, bw_time at, uint64_t key, struct bw_err *err)
{
	static const enum bw_sql tables[] = {BW_SQL_REWIND_PENDING, BW_SQL_REWIND_DERIVED,  BW_SQL_REWIND_EVIDENCE,
					     BW_SQL_REWIND_SIGNAL,  BW_SQL_REWIND_CONFLICT, BW_SQL_REWIND_MOVE,
					     BW_SQL_REWIND_LINK,    BW_SQL_REWIND_LESSON};
	int code = 0;
	for (size_t i = 0; !code && i < sizeof(tables) / sizeof(tables[0]); i++) {
		struct db_query q = db_query(s, tables[i]);
		db_bind_int(&q, at);
		db_bind_int(&q, (int64_t)key);
		code = db_run(&q, err);
	}
	return code;
}

static int put_verdict(struct bw_store *s, const struct bw_derived_row *row, size_t size, struct bw_err *err)
{
	const struct bw_verdict *v = &row->verdict;
	struct db_query q = db_query(s, BW_SQL_DERIVED_INSERT);
	db_bind_int(&q, (int64_t)row->key);
	db_bind_int(&q, row->at);
	db_bind_int(&q, v->copy);
	db_bind_int(&q, (int64_t)v->copy_of);
	db_bind_real(&q, v->containment);
	db_bind_int(&q, (int64_t)v->origin);
	db_bind_int(&q, (int64_t)v->development);
	db_bind_int(&q, v->join);
	db_bind_real(&q, v->similarity);
	db_bind_real(&q, v->threshold);
	db_bind_int(&q, v->turn);
	db_bind_int(&q, (int64_t)size);
	db_bind_blob(&q, row->why);
	int code = db_run(&q, err);
	if (code)
		return code;
	q = db_query(s, BW_SQL_PENDING_DONE);
	db_bind_int(&q, row->at);
	db_bind_int(&q, (int64_t)row->key);
	return db_run(&q, err);
}

static int put_signal(struct bw_store *s, const struct bw_signal *g, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SIGNAL_INSERT);
	db_bind_int(&q, (int64_t)g->id);
	db_bind_int(&q, (int64_t)g->decided_by);
	db_bind_int(&q, g->born);
	db_bind_str(&q, g->title);
	db_bind_int(&q, (int64_t)g->title_article);
	db_bind_int(&q, g->title_start);
	db_bind_int(&q, g->title_end);
	db_bind_int(&q, g->frame);
	db_bind_int(&q, g->direction);
	return db_run(&q, err);
}

static int put_evidence(struct bw_store *s, const struct bw_evidence *e, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_EVIDENCE_INSERT);
	db_bind_int(&q, (int64_t)e->signal);
	db_bind_int(&q, (int64_t)e->article);
	db_bind_int(&q, (int64_t)e->decided_by);
	db_bind_int(&q, e->decided_at);
	db_bind_int(&q, e->start);
	db_bind_int(&q, e->end);
	db_bind_int(&q, e->anchor_start);
	db_bind_int(&q, e->anchor_end);
	db_bind_int(&q, e->stance);
	db_bind_real(&q, e->match);
	db_bind_str(&q, e->reasoning);
	return db_run(&q, err);
}

int bw_store_derived_put(struct bw_store *s, const struct bw_derived_row *row, size_t size,
			 const struct bw_remembered *remembered, const struct bw_story_news *news,
			 const struct bw_signal_changes *changes, struct bw_err *err)
{
	int code = put_verdict(s, row, size, err);
	if (!code && remembered)
		code = db_remembered_put(s, row->key, remembered, err);
	if (!code)
		code = db_news_put(s, row->at, row->key, news, err);
	for (size_t i = 0; !code && i < changes->n_births; i++)
		code = put_signal(s, &changes->births[i], err);
	for (size_t i = 0; !code && i < changes->n_rows; i++)
		code = put_evidence(s, &changes->rows[i], err);
	return code;
}

void db_derived_read(const struct db_query *q, struct bw_derived_row *out)
{
	*out = (struct bw_derived_row){.key = (uint64_t)db_int(q, 0), .at = db_int(q, 1)};
	out->verdict = (struct bw_verdict){
		.copy = (enum bw_copy)db_int(q, 2),
		.copy_of = (uint64_t)db_int(q, 3),
		.containment = (float)db_real(q, 4),
		.origin = (uint64_t)db_int(q, 5),
		.development = (uint64_t)db_int(q, 6),
		.join = (enum bw_join)db_int(q, 7),
		.similarity = (float)db_real(q, 8),
		.threshold = (float)db_real(q, 9),
		.turn = (enum bw_turn)db_int(q, 10),
	};
}

static int read_rows(struct db_query *q, struct bw_arena *a, struct bw_derived_rows *out, struct bw_err *err)
{
	bool row;
	int code;
	while (!(code = db_step(q, &row, err)) && row) {
		struct bw_derived_row *r = BW_PUSH(a, &out->rows);
		db_derived_read(q, r);
		r->why = db_str(q, DB_DERIVED_COLUMNS, a);
	}
	return code;
}

int bw_store_derived_get(struct bw_store *s, struct bw_arena *a, uint64_t key, struct bw_derived_row *out,
			 struct bw_err *err)
{
	struct bw_derived_rows rows = {0};
	struct db_query q = db_query(s, BW_SQL_DERIVED_GET);
	db_bind_int(&q, (int64_t)key);
	int code = read_rows(&q, a, &rows, err);
	if (!code && !rows.rows.len)
		return bw_err_set(err, BW_ENOTFOUND, "article %016llx has no verdict", (unsigned long long)key);
	if (!code)
		*out = rows.rows.ptr[0];
	return code;
}

int bw_store_derived_list(struct bw_store *s, struct bw_arena *a, bw_time from, bw_time to, struct bw_derived_rows *out,
			  struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_DERIVED_LIST);
	db_bind_int(&q, from);
	db_bind_int(&q, to);
	return read_rows(&q, a, out, err);
}

int bw_store_derived_members(struct bw_store *s, struct bw_arena *a, uint64_t development, struct bw_derived_rows *out,
			     struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_DERIVED_MEMBERS);
	db_bind_int(&q, (int64_t)development);
	return read_rows(&q, a, out, err);
}

int bw_store_derived_evidence(struct bw_store *s, struct bw_arena *a, bw_time before, bw_time since,
			      struct bw_derived_rows *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_EVIDENCE_DERIVED);
	db_bind_int(&q, before);
	db_bind_int(&q, since);
	return read_rows(&q, a, out, err);
}

int bw_store_derived_reach(struct bw_store *s, bw_time from, uint64_t size_bytes, bw_time *at, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_DERIVED_SIZES);
	uint64_t sum = 0;
	bool row;
	int code;
	db_bind_int(&q, from);
	*at = from;
	while (!(code = db_step(&q, &row, err)) && row) {
		sum += (uint64_t)db_int(&q, 1);
		if (sum < size_bytes)
			continue;
		*at = db_int(&q, 0);
		db_reset(&q);
		break;
	}
	return code;
}

int bw_store_signal_list(struct bw_store *s, struct bw_arena *a, bw_time since, bw_time by, struct bw_signal_rows *out,
			 struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SIGNAL_LIST);
	bool row;
	int code;
	db_bind_int(&q, by);
	db_bind_int(&q, since);
	while (!(code = db_step(&q, &row, err)) && row) {
		struct bw_signal *g = BW_PUSH(a, &out->rows);
		g->id = (uint64_t)db_int(&q, 0);
		g->decided_by = (uint64_t)db_int(&q, 1);
		g->born = db_int(&q, 2);
		g->title = db_str(&q, 3, a);
		g->title_article = (uint64_t)db_int(&q, 4);
		g->title_start = (uint32_t)db_int(&q, 5);
		g->title_end = (uint32_t)db_int(&q, 6);
		g->frame = (enum bw_frame)db_int(&q, 7);
		g->direction = (int8_t)db_int(&q, 8);
	}
	return code;
}

int bw_store_evidence_list(struct bw_store *s, struct bw_arena *a, bw_time since, bw_time by,
			   struct bw_evidence_rows *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_EVIDENCE_LIST);
	bool row;
	int code;
	db_bind_int(&q, by);
	db_bind_int(&q, since);
	while (!(code = db_step(&q, &row, err)) && row) {
		struct bw_evidence *e = BW_PUSH(a, &out->rows);
		e->signal = (uint64_t)db_int(&q, 0);
		e->article = (uint64_t)db_int(&q, 1);
		e->decided_by = (uint64_t)db_int(&q, 2);
		e->decided_at = db_int(&q, 3);
		e->start = (uint32_t)db_int(&q, 4);
		e->end = (uint32_t)db_int(&q, 5);
		e->anchor_start = (uint32_t)db_int(&q, 6);
		e->anchor_end = (uint32_t)db_int(&q, 7);
		e->stance = (enum bw_stance)db_int(&q, 8);
		e->match = (float)db_real(&q, 9);
		e->reasoning = db_str(&q, 10, a);
	}
	return code;
}
