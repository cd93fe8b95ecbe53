/*
 * SQLite behind one door: statements are known by name (sql.h), prepared once, always bound. Private to store/.
 */
#ifndef BW_STORE_DB_H
#define BW_STORE_DB_H

#include <stdbool.h>

#include "core/arena.h"
#include "core/err.h"
#include "core/str.h"
#include "core/time.h"
#include "store/sql.h"

struct sqlite3;
struct sqlite3_stmt;
struct bw_store {
	struct sqlite3 *db;
	struct sqlite3_stmt *prepared[BW_N_SQL];
	bool in_transaction;
};

/* A prepared statement being bound and stepped. Binding is by position, in order; errors stick until db_step. */
struct db_query {
	struct bw_store *store;
	struct sqlite3_stmt *stmt;
	int bound, rc;
};

int db_open(const char *path, struct bw_store **out, struct bw_err *err);
void db_close(struct bw_store *s);
/* Runs a text of several statements (schema). */
int db_script(struct bw_store *s, const char *sql, struct bw_err *err);
/* The first column of the first row of a text that has no parameters. */
int db_pragma(struct bw_store *s, const char *sql, struct bw_arena *a, struct bw_str *out, struct bw_err *err);

struct db_query db_query(struct bw_store *s, enum bw_sql name);
void db_bind_int(struct db_query *q, int64_t v);
void db_bind_time(struct db_query *q, bw_time t); /* NULL for BW_TIME_NONE */
void db_bind_real(struct db_query *q, double v);
void db_bind_str(struct db_query *q, struct bw_str s);
void db_bind_blob(struct db_query *q, struct bw_str s);

/* *row tells whether there is one. On an error or at the end the statement is reset. */
int db_step(struct db_query *q, bool *row, struct bw_err *err);
/* Steps a statement that gives no rows. */
int db_run(struct db_query *q, struct bw_err *err);
void db_reset(struct db_query *q);

int64_t db_int(const struct db_query *q, int column);
bw_time db_time(const struct db_query *q, int column); /* BW_TIME_NONE for NULL */
double db_real(const struct db_query *q, int column);
struct bw_str db_str(const struct db_query *q, int column, struct bw_arena *a); /* text or blob, copied */
/* The columns that articles and editions are always asked with. */
struct bw_article_row;
struct bw_edition;
struct bw_story_news;
void db_article_read(const struct db_query *q, struct bw_arena *a, struct bw_article_row *out);
void db_edition_read(const struct db_query *q, struct bw_arena *a, struct bw_edition *out);
/* Digests over what the rows tell, as hexadecimal digits of BW_SHA256_HEX (seal.c). */
void db_seal_article(const struct bw_article_row *row, struct bw_str text_sha256, struct bw_str raw_sha256,
		     struct bw_str entries, char *out);
void db_seal_edition(const struct bw_edition *e, char *out);
struct bw_correction;
void db_seal_correction(const struct bw_correction *c, char *out);
void db_correction_read(const struct db_query *q, struct bw_arena *a, struct bw_correction *out); /* without pairs */
/* Fills in the pairs and names of n corrections, by id. */
int db_correction_parts(struct bw_store *s, struct bw_arena *a, struct bw_correction *rows, size_t n,
			struct bw_err *err);

/* The columns that decisions begin with. */
enum { DB_DERIVED_COLUMNS = 11 };
struct bw_derived_row;
void db_derived_read(const struct db_query *q, struct bw_derived_row *out);
struct bw_remembered;
int db_remembered_put(struct bw_store *s, uint64_t key, const struct bw_remembered *r, struct bw_err *err);
/* The parts of a decision that have tables of their own (news.c). */
int db_news_put(struct bw_store *s, bw_time at, uint64_t key, const struct bw_story_news *news, struct bw_err *err);

int64_t db_changes(const struct bw_store *s);

#endif
