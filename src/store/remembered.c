/* What is remembered of articles, apart from what was decided of them: it depends on the article alone, so a decision
 * that is taken back can be made again without reading the article again. */
#include "store/db.h"
#include "store/store.h"

int db_remembered_put(struct bw_store *s, uint64_t key, const struct bw_remembered *r, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_PROFILE_PUT);
	db_bind_int(&q, (int64_t)key);
	db_bind_blob(&q, r->prints);
	db_bind_blob(&q, r->profile);
	int code = db_run(&q, err);
	if (code)
		return code;
	q = db_query(s, BW_SQL_CANDIDATES_PUT);
	db_bind_int(&q, (int64_t)key);
	db_bind_blob(&q, r->candidates);
	return db_run(&q, err);
}

int bw_store_remembered_forget(struct bw_store *s, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_PROFILE_FORGET);
	int code = db_run(&q, err);
	if (code)
		return code;
	q = db_query(s, BW_SQL_CANDIDATES_FORGET);
	return db_run(&q, err);
}

static int get_candidates(struct bw_store *s, struct bw_arena *a, uint64_t key, struct bw_str *out, bool *there,
			  struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_CANDIDATES_GET);
	db_bind_int(&q, (int64_t)key);
	int code = db_step(&q, there, err);
	*out = !code && *there ? db_str(&q, 0, a) : BW_STR_NONE;
	if (!code && *there)
		db_reset(&q);
	return code;
}

int bw_store_candidates_get(struct bw_store *s, struct bw_arena *a, uint64_t key, struct bw_str *out,
			    struct bw_err *err)
{
	bool there;
	return get_candidates(s, a, key, out, &there, err);
}

int bw_store_remembered_get(struct bw_store *s, struct bw_arena *a, uint64_t key, struct bw_remembered *out,
			    bool *there, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_PROFILE_GET);
	*out = (struct bw_remembered){0};
	db_bind_int(&q, (int64_t)key);
	int code = db_step(&q, there, err);
	if (code || !*there)
		return code;
	out->prints = db_str(&q, 0, a);
	out->profile = db_str(&q, 1, a);
	db_reset(&q);
	return get_candidates(s, a, key, &out->candidates, there, err);
}

/* ---- walks ---- */

enum { FIRST = DB_DERIVED_COLUMNS };

static void read_profile(const struct db_query *q, struct bw_arena *a, struct bw_remembered *r)
{
	r->prints = db_str(q, FIRST, a);
	r->profile = db_str(q, FIRST + 1, a);
}

static void read_candidates(const struct db_query *q, struct bw_arena *a, struct bw_remembered *r)
{
	r->candidates = db_str(q, FIRST, a);
}

static int walk(struct db_query *q, void (*read)(const struct db_query *q, struct bw_arena *a, struct bw_remembered *r),
		const struct bw_walk *w, struct bw_err *err)
{
	struct bw_arena a;
	bool there;
	int code;
	bw_arena_init(&a);
	while (!(code = db_step(q, &there, err)) && there) {
		struct bw_derived_row row = {0};
		struct bw_remembered r = {0};
		db_derived_read(q, &row);
		read(q, &a, &r);
		code = w->visit(w->ctx, &a, &row, &r, err);
		bw_arena_reset(&a);
		if (code) {
			db_reset(q);
			break;
		}
	}
	bw_arena_release(&a);
	return code;
}

int bw_store_profile_walk(struct bw_store *s, bw_time from, bw_time prints_from, const struct bw_walk *w,
			  struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_PROFILE_WALK);
	db_bind_int(&q, prints_from);
	db_bind_int(&q, from);
	return walk(&q, read_profile, w, err);
}

int bw_store_candidates_walk(struct bw_store *s, bw_time from, const struct bw_walk *w, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_CANDIDATES_WALK);
	db_bind_int(&q, from);
	return walk(&q, read_candidates, w, err);
}

int bw_store_evidence_walk(struct bw_store *s, bw_time before, bw_time since, const struct bw_walk *w,
			   struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_EVIDENCE_WALK);
	db_bind_int(&q, before);
	db_bind_int(&q, since);
	return walk(&q, read_candidates, w, err);
}
