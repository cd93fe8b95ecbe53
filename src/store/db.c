#include "store/db.h"

#include <sqlite3.h>

#include "core/mem.h"

enum { PATIENCE_MS = 10000 };

/* What SQLite says, in our codes and in words that tell what to do. */
static int fault(struct bw_store *s, int rc, struct bw_err *err)
{
	const char *words = s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc);
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return bw_err_set(err, BW_EBUSY,
				  "the store is held by another process; wait for it to end and run again (%s)", words);
	case SQLITE_FULL:
		return bw_err_set(err, BW_EIO, "the disk is full; make room and run again, nothing is lost (%s)",
				  words);
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return bw_err_set(err, BW_EIO,
				  "the store cannot be read or written: %s; check the disk and the rights of the file",
				  words);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return bw_err_set(err, BW_ECORRUPT, "the store is damaged or not ours: %s; restore it from a backup",
				  words);
	default:
		return bw_err_set(err, BW_ECORRUPT,
				  "the store does not agree with this program: %s; restore it from a backup", words);
	}
}

/* WAL: readers never wait for the writer. NORMAL: a power cut may take the last commits, whole ones, and the next run
 * makes them good. */
static const char at_open[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;"
			      " PRAGMA temp_store = MEMORY;";

int db_open(const char *path, struct bw_store **out, struct bw_err *err)
{
	struct bw_store *s = bw_mem_alloc(sizeof(*s));
	int rc = sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
	if (rc == SQLITE_OK) {
		sqlite3_extended_result_codes(s->db, 1);
		sqlite3_busy_timeout(s->db, PATIENCE_MS);
		rc = sqlite3_exec(s->db, at_open, NULL, NULL, NULL);
	}
	if (rc != SQLITE_OK) {
		int code = fault(s, rc, err);
		bw_err_context(err, "%s", path);
		db_close(s);
		return code;
	}
	*out = s;
	return 0;
}

void db_close(struct bw_store *s)
{
	if (!s)
		return;
	for (int i = 0; i < BW_N_SQL; i++)
		sqlite3_finalize(s->prepared[i]);
	sqlite3_close(s->db);
	bw_mem_free(s);
}

int db_script(struct bw_store *s, const char *sql, struct bw_err *err)
{
	int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
	return rc == SQLITE_OK ? 0 : fault(s, rc, err);
}

int db_pragma(struct bw_store *s, const char *sql, struct bw_arena *a, struct bw_str *out, struct bw_err *err)
{
	struct db_query q = {.store = s};
	bool row;
	q.rc = sqlite3_prepare_v2(s->db, sql, -1, &q.stmt, NULL);
	int code = db_step(&q, &row, err);
	if (!code && row)
		*out = db_str(&q, 0, a);
	sqlite3_finalize(q.stmt);
	return code;
}

struct db_query db_query(struct bw_store *s, enum bw_sql name)
{
	struct db_query q = {.store = s, .rc = SQLITE_OK};
	if (!s->prepared[name])
		q.rc = sqlite3_prepare_v3(s->db, bw_sql_text[name], -1, SQLITE_PREPARE_PERSISTENT, &s->prepared[name],
					  NULL);
	q.stmt = s->prepared[name];
	return q;
}

static void bound(struct db_query *q, int rc)
{
	if (q->rc == SQLITE_OK)
		q->rc = rc;
}

void db_bind_int(struct db_query *q, int64_t v)
{
	bound(q, sqlite3_bind_int64(q->stmt, ++q->bound, v));
}

void db_bind_time(struct db_query *q, bw_time t)
{
	q->bound++;
	bound(q, t == BW_TIME_NONE ? sqlite3_bind_null(q->stmt, q->bound) : sqlite3_bind_int64(q->stmt, q->bound, t));
}

void db_bind_real(struct db_query *q, double v)
{
	bound(q, sqlite3_bind_double(q->stmt, ++q->bound, v));
}

void db_bind_str(struct db_query *q, struct bw_str s)
{
	bound(q, sqlite3_bind_text64(q->stmt, ++q->bound, s.len ? s.ptr : "", s.len, SQLITE_STATIC, SQLITE_UTF8));
}

void db_bind_blob(struct db_query *q, struct bw_str s)
{
	bound(q, sqlite3_bind_blob64(q->stmt, ++q->bound, s.len ? s.ptr : "", s.len, SQLITE_STATIC));
}

void db_reset(struct db_query *q)
{
	if (!q->stmt) /* it could not be prepared; SQLite does not take NULL in every call */
		return;
	sqlite3_reset(q->stmt);
	sqlite3_clear_bindings(q->stmt);
}

int db_step(struct db_query *q, bool *row, struct bw_err *err)
{
	if (q->rc == SQLITE_OK)
		q->rc = sqlite3_step(q->stmt);
	*row = q->rc == SQLITE_ROW;
	if (*row) {
		q->rc = SQLITE_OK;
		return 0;
	}
	int code = q->rc == SQLITE_DONE ? 0 : fault(q->store, q->rc, err);
	db_reset(q);
	return code;
}

int db_run(struct db_query *q, struct bw_err *err)
{
	bool row;
	int code = db_step(q, &row, err);
	if (!code && row)
		db_reset(q);
	return code;
}

int64_t db_int(const struct db_query *q, int column)
{
	return sqlite3_column_int64(q->stmt, column);
}

bw_time db_time(const struct db_query *q, int column)
{
	return sqlite3_column_type(q->stmt, column) == SQLITE_NULL ? BW_TIME_NONE
								   : sqlite3_column_int64(q->stmt, column);
}

double db_real(const struct db_query *q, int column)
{
	return sqlite3_column_double(q->stmt, column);
}

struct bw_str db_str(const struct db_query *q, int column, struct bw_arena *a)
{
	const void *bytes = sqlite3_column_blob(q->stmt, column);
	int len = sqlite3_column_bytes(q->stmt, column);
	return bw_arena_str(a, (struct bw_str){bytes, (size_t)len});
}

int64_t db_changes(const struct bw_store *s)
{
	return sqlite3_changes64(s->db);
}
