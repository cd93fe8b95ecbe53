#include "store/store.h"

#include "core/mem.h"
#include "store/db.h"

static int schema_version(struct bw_store *s, int64_t *version, struct bw_err *err)
{
	/* user_version cannot be bound and is needed before any table stands, so it is asked for as a script would. */
	struct bw_arena a;
	bw_arena_init(&a);
	struct bw_str text = BW_STR_NONE;
	int code = db_pragma(s, "PRAGMA user_version", &a, &text, err);
	if (!code && !bw_str_to_i64(text, version))
		code = bw_err_set(err, BW_ECORRUPT, "the store has no version; restore it from a backup");
	bw_arena_release(&a);
	return code;
}

/* Each step is one transaction with the new version in it: a process that dies leaves the old or the new state. */
static int migrate(struct bw_store *s, struct bw_err *err)
{
	int64_t version, newest = 0;
	while (bw_schema[newest])
		newest++;
	int code = schema_version(s, &version, err);
	if (!code && version > newest)
		return bw_err_set(
			err, BW_ECORRUPT,
			"the store was written by a newer bellwether (file version %lld, this program knows %lld); "
			"install the newer program",
			(long long)version, (long long)newest);
	for (; !code && version < newest; version++) {
		code = bw_store_begin(s, err);
		int64_t now_there = version;
		if (!code)
			code = schema_version(s, &now_there, err);
		if (!code && now_there == version) { /* another process may have been faster */
			struct bw_arena a;
			bw_arena_init(&a);
			code = db_script(s, bw_schema[version], err);
			if (!code)
				code = db_script(
					s,
					bw_arena_printf(&a, "PRAGMA user_version = %lld", (long long)version + 1).ptr,
					err);
			bw_arena_release(&a);
		}
		if (!code)
			code = bw_store_commit(s, err);
		bw_store_abandon(s);
	}
	return code;
}

int bw_store_open(const char *path, struct bw_store **out, struct bw_err *err)
{
	struct bw_store *s;
	int code = db_open(path, &s, err);
	if (code)
		return code;
	code = migrate(s, err);
	if (code) {
		bw_err_context(err, "%s", path);
		db_close(s);
		return code;
	}
	*out = s;
	return 0;
}

void bw_store_close(struct bw_store *s)
{
	bw_store_abandon(s);
	db_close(s);
}

int bw_store_begin(struct bw_store *s, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_BEGIN);
	int code = db_run(&q, err);
	s->in_transaction = !code;
	return code;
}

int bw_store_commit(struct bw_store *s, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_COMMIT);
	int code = db_run(&q, err);
	if (code)
		bw_store_abandon(s);
	s->in_transaction = false;
	return code;
}

void bw_store_abandon(struct bw_store *s)
{
	if (!s || !s->in_transaction)
		return;
	struct db_query q = db_query(s, BW_SQL_ROLLBACK);
	db_run(&q, NULL);
	s->in_transaction = false;
}

int bw_store_integrity(struct bw_store *s, struct bw_err *err)
{
	struct bw_arena a;
	bw_arena_init(&a);
	bool row;
	struct db_query q = db_query(s, BW_SQL_INTEGRITY);
	int code = db_step(&q, &row, err);
	struct bw_str words = !code && row ? db_str(&q, 0, &a) : BW_STR_NONE;
	if (!code && row)
		db_reset(&q);
	if (!code && !bw_str_eq(words, BW_STR("ok")))
		code = bw_err_set(err, BW_ECORRUPT, "the store is damaged: %" BW_PRISTR "; restore it from a backup",
				  BW_ARG(words));
	bw_arena_release(&a);
	return code;
}
