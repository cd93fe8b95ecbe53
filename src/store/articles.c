#include "core/digest.h"
#include "core/pack.h"
#include "store/db.h"
#include "store/store.h"

enum { RAW_MAX = 64 << 20 };

/* Raw bytes are stored compressed; both digests are of what was compressed and of what is shown. */
struct sealed {
	struct bw_buf raw;
	char raw_sha256[BW_SHA256_HEX], text_sha256[BW_SHA256_HEX];
};

static int seal(const struct bw_article_row *row, struct sealed *out, struct bw_err *err)
{
	bw_sha256_hex(bw_sha256(row->raw), out->raw_sha256);
	bw_sha256_hex(bw_sha256(row->article.text), out->text_sha256);
	bw_buf_init(&out->raw, RAW_MAX);
	if (bw_zstd_compress(&out->raw, row->raw))
		return bw_err_set(err, BW_ELIMIT, "%" BW_PRISTR ": the page is too large to keep",
				  BW_ARG(row->article.url));
	return 0;
}

static int insert(struct bw_store *s, const struct bw_article_row *row, const struct sealed *sealed, struct bw_err *err)
{
	const struct bw_article *x = &row->article;
	char seal[BW_SHA256_HEX];
	struct db_query q = db_query(s, BW_SQL_ARTICLE_INSERT);
	db_bind_int(&q, (int64_t)row->key);
	db_bind_str(&q, x->url);
	db_bind_int(&q, row->source_id);
	db_bind_str(&q, x->source);
	db_bind_str(&q, x->title);
	db_bind_str(&q, x->author);
	db_bind_str(&q, x->publisher);
	db_bind_str(&q, x->language);
	db_bind_str(&q, x->section);
	db_bind_time(&q, x->published);
	db_bind_time(&q, x->modified);
	db_bind_time(&q, row->at);
	db_bind_time(&q, row->fetched);
	db_bind_str(&q, x->text);
	db_bind_str(&q, bw_str_from(sealed->text_sha256));
	db_bind_blob(&q, bw_buf_view(&sealed->raw));
	db_bind_str(&q, bw_str_from(sealed->raw_sha256));
	db_seal_article(row, bw_str_from(sealed->text_sha256), bw_str_from(sealed->raw_sha256), seal);
	db_bind_str(&q, bw_str_from(seal));
	int code = db_run(&q, err);
	if (code)
		return code;
	q = db_query(s, BW_SQL_ARTICLE_INDEX);
	db_bind_int(&q, (int64_t)row->key);
	db_bind_str(&q, x->title);
	db_bind_str(&q, x->text);
	code = db_run(&q, err);
	if (code)
		return code;
	q = db_query(s, BW_SQL_PENDING_PUT);
	db_bind_int(&q, row->at);
	db_bind_int(&q, (int64_t)row->key);
	return db_run(&q, err);
}

static int insert_version(struct bw_store *s, const struct bw_article_row *row, const struct sealed *sealed,
			  struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_VERSION_INSERT);
	db_bind_int(&q, (int64_t)row->key);
	db_bind_str(&q, bw_str_from(sealed->text_sha256));
	db_bind_time(&q, row->fetched);
	db_bind_str(&q, row->article.title);
	db_bind_str(&q, row->article.text);
	db_bind_blob(&q, bw_buf_view(&sealed->raw));
	db_bind_str(&q, bw_str_from(sealed->raw_sha256));
	return db_run(&q, err);
}

/* The digest of the text that is archived under the key, "" when there is none. */
static int archived(struct bw_store *s, struct bw_arena *a, uint64_t key, struct bw_str *sha256, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_ARTICLE_SHA);
	bool row;
	db_bind_int(&q, (int64_t)key);
	int code = db_step(&q, &row, err);
	*sha256 = !code && row ? db_str(&q, 0, a) : BW_STR_NONE;
	if (!code && row)
		db_reset(&q);
	return code;
}

int bw_store_article_put(struct bw_store *s, const struct bw_article_row *row, enum bw_put *how, struct bw_err *err)
{
	struct bw_arena a;
	struct sealed sealed;
	struct bw_str sha256;
	bw_arena_init(&a);
	int code = seal(row, &sealed, err);
	if (!code)
		code = archived(s, &a, row->key, &sha256, err);
	if (code)
		goto out;
	if (!sha256.len) {
		*how = BW_PUT_NEW;
		code = insert(s, row, &sealed, err);
	} else if (bw_str_eq(sha256, bw_str_from(sealed.text_sha256))) {
		*how = BW_PUT_SAME;
	} else {
		*how = BW_PUT_VERSION;
		code = insert_version(s, row, &sealed, err);
	}
out:
	bw_buf_release(&sealed.raw);
	bw_arena_release(&a);
	return code;
}

void db_article_read(const struct db_query *q, struct bw_arena *a, struct bw_article_row *out)
{
	*out = (struct bw_article_row){0};
	struct bw_article *x = &out->article;
	out->key = (uint64_t)db_int(q, 0);
	x->url = db_str(q, 1, a);
	out->source_id = db_int(q, 2);
	x->source = db_str(q, 3, a);
	x->title = db_str(q, 4, a);
	x->author = db_str(q, 5, a);
	x->publisher = db_str(q, 6, a);
	x->language = db_str(q, 7, a);
	x->section = db_str(q, 8, a);
	x->published = db_time(q, 9);
	x->modified = db_time(q, 10);
	out->at = db_time(q, 11);
	out->fetched = db_time(q, 12);
	x->text = db_str(q, 13, a);
	out->text_sha256 = db_str(q, 14, a);
}

static int read_rows(struct db_query *q, struct bw_arena *a, struct bw_article_rows *out, struct bw_err *err)
{
	bool row;
	int code;
	while (!(code = db_step(q, &row, err)) && row)
		db_article_read(q, a, BW_PUSH(a, &out->rows));
	return code;
}

int bw_store_article_get(struct bw_store *s, struct bw_arena *a, uint64_t key, struct bw_article_row *out,
			 struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_ARTICLE_GET);
	bool row;
	db_bind_int(&q, (int64_t)key);
	int code = db_step(&q, &row, err);
	if (!code && !row)
		return bw_err_set(err, BW_ENOTFOUND, "no article %016llx is archived", (unsigned long long)key);
	if (!code) {
		db_article_read(&q, a, out);
		db_reset(&q);
	}
	return code;
}

int bw_store_article_list(struct bw_store *s, struct bw_arena *a, bw_time from, bw_time to, bw_time fetched_by,
			  struct bw_article_rows *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_ARTICLE_LIST);
	db_bind_int(&q, from);
	db_bind_int(&q, to);
	db_bind_int(&q, fetched_by);
	return read_rows(&q, a, out, err);
}

int bw_store_pending(struct bw_store *s, struct bw_arena *a, size_t limit, struct bw_article_rows *out,
		     struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_PENDING);
	db_bind_int(&q, (int64_t)limit);
	return read_rows(&q, a, out, err);
}

int bw_store_pending_first(struct bw_store *s, bw_time *at, uint64_t *key, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_PENDING_FIRST);
	bool row;
	int code = db_step(&q, &row, err);
	if (code)
		return code;
	if (!row)
		return bw_err_set(err, BW_ENOTFOUND, "every article has its verdict");
	*at = db_int(&q, 0);
	*key = (uint64_t)db_int(&q, 1);
	db_reset(&q);
	return 0;
}

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

int bw_store_seen_due(struct bw_store *s, struct bw_arena *a, bw_time now, int64_t revisit_s, struct bw_source_ids *out,
		      struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_SEEN_DUE);
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

int bw_store_counts(struct bw_store *s, struct bw_counts *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_COUNTS);
	bool row;
	int code = db_step(&q, &row, err);
	if (code)
		return code;
	*out = (struct bw_counts){db_int(&q, 0), db_int(&q, 1), db_int(&q, 2), db_int(&q, 3),
				  db_int(&q, 4), db_int(&q, 5), db_int(&q, 6)};
	db_reset(&q);
	return 0;
}

int bw_store_coverage(struct bw_store *s, bw_time since, bw_time now, bw_time fetched_by, struct bw_coverage *out,
		      struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_COVERAGE);
	bool row;
	for (int i = 0; i < 2; i++) {
		db_bind_int(&q, since);
		db_bind_int(&q, now);
		db_bind_int(&q, fetched_by);
	}
	int code = db_step(&q, &row, err);
	if (code)
		return code;
	out->fetched = (uint32_t)db_int(&q, 0);
	out->set_aside = (uint32_t)db_int(&q, 1);
	db_reset(&q);
	return 0;
}
