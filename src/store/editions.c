#include "core/digest.h"
#include "store/db.h"
#include "store/store.h"

int bw_store_edition_put(struct bw_store *s, const struct bw_edition *e, struct bw_err *err)
{
	char seal[BW_SHA256_HEX];
	struct db_query q = db_query(s, BW_SQL_EDITION_PUT);
	db_bind_str(&q, e->desk);
	db_bind_str(&q, e->date);
	db_bind_int(&q, e->clock);
	db_bind_int(&q, e->since);
	db_bind_int(&q, e->outcome);
	db_bind_str(&q, e->reason);
	db_bind_str(&q, e->page);
	db_bind_str(&q, e->gate);
	db_seal_edition(e, seal);
	db_bind_str(&q, bw_str_from(seal));
	return db_run(&q, err);
}

void db_edition_read(const struct db_query *q, struct bw_arena *a, struct bw_edition *e)
{
	e->desk = db_str(q, 0, a);
	e->date = db_str(q, 1, a);
	e->clock = db_int(q, 2);
	e->since = db_int(q, 3);
	e->outcome = (enum bw_outcome)db_int(q, 4);
	e->reason = db_str(q, 5, a);
	e->page = db_str(q, 6, a);
	e->gate = db_str(q, 7, a);
}

int bw_store_edition_get(struct bw_store *s, struct bw_arena *a, struct bw_str desk, struct bw_str date,
			 struct bw_edition *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_EDITION_GET);
	bool row;
	db_bind_str(&q, desk);
	db_bind_str(&q, date);
	int code = db_step(&q, &row, err);
	if (!code && !row)
		return bw_err_set(err, BW_ENOTFOUND, "there is no edition of %" BW_PRISTR " for %" BW_PRISTR,
				  BW_ARG(desk), BW_ARG(date));
	if (!code) {
		db_edition_read(&q, a, out);
		db_reset(&q);
	}
	return code;
}

int bw_store_edition_list(struct bw_store *s, struct bw_arena *a, struct bw_str from_date, struct bw_editions *out,
			  struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_EDITION_LIST);
	db_bind_str(&q, from_date);
	bool row;
	int code;
	while (!(code = db_step(&q, &row, err)) && row)
		db_edition_read(&q, a, BW_PUSH(a, &out->rows));
	return code;
}

int bw_store_edition_before(struct bw_store *s, struct bw_str desk, struct bw_str date, bw_time *clock,
			    struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_EDITION_BEFORE);
	bool row;
	db_bind_str(&q, desk);
	db_bind_str(&q, date);
	int code = db_step(&q, &row, err);
	if (code)
		return code;
	*clock = db_time(&q, 0); /* max of no rows is NULL */
	db_reset(&q);
	return 0;
}
