/* What names an article besides its address: addresses that led to it, the ids of feeds, its text; and what is known of
 * its versions and of its site. */
#include "store/db.h"
#include "store/store.h"

int bw_store_seen(struct bw_store *s, struct bw_arena *a, struct bw_str url, bw_time now, int64_t revisit_s,
		  struct bw_seen *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SEEN);
	*out = (struct bw_seen){0};
	db_bind_int(&q, now);
	db_bind_int(&q, revisit_s);
	db_bind_str(&q, url);
	int code = db_step(&q, &out->known, err);
	if (code || !out->known)
		return code;
	out->due = db_int(&q, 0) != 0;
	out->article = (uint64_t)db_int(&q, 1);
	out->etag = db_str(&q, 2, a);
	out->last_modified = db_str(&q, 3, a);
	db_reset(&q);
	return 0;
}

int bw_store_seen_looked(struct bw_store *s, struct bw_str url, bw_time at, struct bw_str etag,
			 struct bw_str last_modified, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SEEN_LOOKED);
	db_bind_time(&q, at);
	db_bind_str(&q, etag);
	db_bind_str(&q, last_modified);
	db_bind_str(&q, url);
	return db_run(&q, err);
}

int bw_store_seen_due(struct bw_store *s, struct bw_arena *a, bw_time now, int64_t revisit_s, size_t limit,
		      struct bw_due_pages *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SEEN_DUE);
	bool row;
	int code;
	db_bind_int(&q, now);
	db_bind_int(&q, revisit_s);
	db_bind_int(&q, (int64_t)limit);
	while (!(code = db_step(&q, &row, err)) && row)
		*BW_PUSH(a, &out->rows) = (struct bw_due_page){
			.source_id = db_int(&q, 0),
			.url = db_str(&q, 1, a),
			.seen = {true, true, (uint64_t)db_int(&q, 2), db_str(&q, 3, a), db_str(&q, 4, a)}};
	return code;
}

int bw_store_seen_due_sources(struct bw_store *s, struct bw_arena *a, bw_time now, int64_t revisit_s,
			      struct bw_source_ids *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SEEN_DUE_SOURCES);
	bool row;
	int code;
	db_bind_int(&q, now);
	db_bind_int(&q, revisit_s);
	while (!(code = db_step(&q, &row, err)) && row)
		*BW_PUSH(a, &out->rows) = db_int(&q, 0);
	return code;
}

int bw_store_seen_put(struct bw_store *s, struct bw_str url, int64_t source_id, uint64_t article, bw_time at,
		      struct bw_str reason, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SEEN_PUT);
	db_bind_str(&q, url);
	db_bind_int(&q, source_id);
	db_bind_int(&q, (int64_t)article);
	db_bind_time(&q, at);
	db_bind_str(&q, reason);
	return db_run(&q, err);
}

/* One number of one row, 0 when there is none. */
static int read_one(struct db_query *q, int64_t *out, struct bw_err *err)
{
	bool row;
	int code = db_step(q, &row, err);
	*out = !code && row ? db_int(q, 0) : 0;
	if (!code && row)
		db_reset(q);
	return code;
}

int bw_store_item_get(struct bw_store *s, int64_t source_id, struct bw_str id, uint64_t *article, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_ITEM_GET);
	int64_t key;
	db_bind_int(&q, source_id);
	db_bind_str(&q, id);
	int code = read_one(&q, &key, err);
	*article = (uint64_t)key;
	return code;
}

int bw_store_item_put(struct bw_store *s, int64_t source_id, struct bw_str id, uint64_t article, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_ITEM_PUT);
	db_bind_int(&q, source_id);
	db_bind_str(&q, id);
	db_bind_int(&q, (int64_t)article);
	return db_run(&q, err);
}

int bw_store_article_by_text(struct bw_store *s, struct bw_arena *a, struct bw_str text_sha256, size_t limit,
			     struct bw_named_articles *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_ARTICLE_BY_TEXT);
	bool row;
	int code;
	db_bind_str(&q, text_sha256);
	db_bind_int(&q, (int64_t)limit);
	while (!(code = db_step(&q, &row, err)) && row)
		*BW_PUSH(a, &out->rows) = (struct bw_named_article){(uint64_t)db_int(&q, 0), db_str(&q, 1, a)};
	return code;
}

int bw_store_article_between(struct bw_store *s, struct bw_arena *a, uint64_t from, uint64_t to, size_t limit,
			     struct bw_named_articles *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_ARTICLE_BETWEEN);
	bool row;
	int code;
	db_bind_int(&q, (int64_t)from);
	db_bind_int(&q, (int64_t)to);
	db_bind_int(&q, (int64_t)limit);
	while (!(code = db_step(&q, &row, err)) && row)
		*BW_PUSH(a, &out->rows) = (struct bw_named_article){(uint64_t)db_int(&q, 0), db_str(&q, 1, a)};
	return code;
}

int bw_store_site_get(struct bw_store *s, struct bw_arena *a, struct bw_str host, struct bw_str *template,
		      struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SITE_GET);
	bool row;
	db_bind_str(&q, host);
	int code = db_step(&q, &row, err);
	*template = !code && row ? db_str(&q, 0, a) : BW_STR_NONE;
	if (!code && row)
		db_reset(&q);
	return code;
}

int bw_store_site_put(struct bw_store *s, struct bw_str host, struct bw_str template, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SITE_PUT);
	db_bind_str(&q, host);
	db_bind_blob(&q, template);
	return db_run(&q, err);
}

int bw_store_version_list(struct bw_store *s, struct bw_arena *a, uint64_t article, bw_time by, struct bw_versions *out,
			  struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_VERSION_LIST);
	bool row;
	int code;
	db_bind_int(&q, (int64_t)article);
	db_bind_int(&q, by);
	while (!(code = db_step(&q, &row, err)) && row)
		*BW_PUSH(a, &out->rows) = (struct bw_version){(uint64_t)db_int(&q, 0), db_time(&q, 1), db_str(&q, 2, a),
							      db_str(&q, 3, a)};
	return code;
}
