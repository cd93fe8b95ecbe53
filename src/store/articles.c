#include "core/digest.h"
#include "core/pack.h"
#include "store/db.h"
#include "store/store.h"

enum { RAW_MAX = 64 << 20, ENTRIES_MAX = 16 << 20 };

/* Raw bytes are stored compressed; both digests are of what was compressed and of what is shown. */
struct sealed {
	struct bw_buf raw;
	char raw_sha256[BW_SHA256_HEX], text_sha256[BW_SHA256_HEX];
	struct bw_str entries;
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

static struct bw_str pack_entries(struct bw_arena *a, const struct bw_article *x)
{
	struct bw_buf b;
	if (!x->n_entries)
		return BW_STR_NONE;
	bw_buf_init(&b, ENTRIES_MAX);
	bw_pack_u64(&b, x->n_entries);
	for (uint32_t i = 0; i < x->n_entries; i++) {
		const struct bw_entry *e = &x->entries[i];
		bw_pack_str(&b, e->title);
		bw_pack_str(&b, e->anchor);
		bw_pack_i64(&b, e->published);
		bw_pack_u64(&b, e->first);
		bw_pack_u64(&b, e->n);
	}
	struct bw_str packed = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return packed;
}

static void unpack_entries(struct bw_arena *a, struct bw_str packed, struct bw_article *x)
{
	enum { ENTRY_BYTES = 5 };
	struct bw_unpack u = {.in = packed};
	size_t n = packed.len ? bw_unpack_count(&u, ENTRY_BYTES) : 0;
	struct bw_entry *entries = BW_ARRAY(a, struct bw_entry, n);
	for (size_t i = 0; i < n; i++) {
		entries[i].title = bw_unpack_str(&u);
		entries[i].anchor = bw_unpack_str(&u);
		entries[i].published = bw_unpack_i64(&u);
		entries[i].first = (uint32_t)bw_unpack_u64(&u);
		entries[i].n = (uint32_t)bw_unpack_u64(&u);
	}
	x->entries = entries;
	x->n_entries = u.bad ? 0 : (uint32_t)n;
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
	db_bind_str(&q, x->shape);
	db_bind_int(&q, x->form);
	db_bind_blob(&q, sealed->entries);
	db_bind_blob(&q, bw_buf_view(&sealed->raw));
	db_bind_str(&q, bw_str_from(sealed->raw_sha256));
	db_seal_article(row, bw_str_from(sealed->text_sha256), bw_str_from(sealed->raw_sha256), sealed->entries, seal);
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
		sealed.entries = pack_entries(&a, &row->article);
		code = insert(s, row, &sealed, err);
	} else if (bw_str_eq(sha256, bw_str_from(sealed.text_sha256))) {
		*how = BW_PUT_SAME;
	} else {
		code = insert_version(s, row, &sealed, err);
		*how = !code && db_changes(s) ? BW_PUT_VERSION : BW_PUT_SAME;
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
	x->shape = db_str(q, 15, a);
	x->form = (enum bw_article_form)db_int(q, 16);
	unpack_entries(a, db_str(q, 17, a), x);
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

int bw_store_pending(struct bw_store *s, struct bw_arena *a, size_t limit, struct bw_pending_rows *out,
		     struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_PENDING);
	bool row;
	int code;
	db_bind_int(&q, (int64_t)limit);
	while (!(code = db_step(&q, &row, err)) && row)
		*BW_PUSH(a, &out->rows) = (struct bw_pending){db_int(&q, 0), (uint64_t)db_int(&q, 1)};
	return code;
}

int bw_store_pending_count(struct bw_store *s, size_t *n, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_PENDING_COUNT);
	bool row;
	int code = db_step(&q, &row, err);
	*n = !code && row ? (size_t)db_int(&q, 0) : 0;
	if (!code && row)
		db_reset(&q);
	return code;
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
