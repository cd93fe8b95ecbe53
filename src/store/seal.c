/*
 * Seals: a digest over everything that a row tells, written with the row, so that `check` notices a change of any
 * letter. Rows of files that are older than seals carry none.
 */
#include "core/digest.h"
#include "core/pack.h"
#include "store/db.h"
#include "store/store.h"

enum { SEALED_MAX = 256 << 20, RAW_MAX = 64 << 20 };

static void digest(struct bw_buf *b, char out[BW_SHA256_HEX])
{
	bw_sha256_hex(bw_sha256(bw_buf_view(b)), out);
	bw_buf_release(b);
}

void db_seal_article(const struct bw_article_row *row, struct bw_str text_sha256, struct bw_str raw_sha256,
		     struct bw_str entries, char *out)
{
	const struct bw_article *x = &row->article;
	const struct bw_str words[] = {x->url,      x->source,  x->title,    x->author, x->publisher,
				       x->language, x->section, text_sha256, raw_sha256};
	const int64_t numbers[] = {(int64_t)row->key, row->source_id, x->published, x->modified, row->at, row->fetched};
	struct bw_buf b;
	bw_buf_init(&b, SEALED_MAX);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		bw_pack_str(&b, words[i]);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		bw_pack_i64(&b, numbers[i]);
	if (x->shape.len || x->form) { /* rows of files that are older than shapes have none */
		bw_pack_str(&b, x->shape);
		bw_pack_u64(&b, x->form);
		bw_pack_str(&b, entries);
	}
	digest(&b, out);
}

void db_seal_edition(const struct bw_edition *e, char *out)
{
	const struct bw_str words[] = {e->desk, e->date, e->reason, e->page, e->gate};
	const int64_t numbers[] = {e->clock, e->since, e->outcome};
	struct bw_buf b;
	bw_buf_init(&b, SEALED_MAX);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		bw_pack_str(&b, words[i]);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		bw_pack_i64(&b, numbers[i]);
	digest(&b, out);
}

void db_seal_correction(const struct bw_correction *c, char *out)
{
	const int64_t numbers[] = {c->id, c->made, c->kind, c->undone};
	struct bw_buf b;
	bw_buf_init(&b, SEALED_MAX);
	bw_pack_str(&b, c->words);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		bw_pack_i64(&b, numbers[i]);
	for (size_t i = 0; i < c->n_pairs; i++) {
		bw_pack_fixed64(&b, c->pairs[i].article);
		bw_pack_fixed64(&b, c->pairs[i].other);
		bw_pack_u64(&b, c->pairs[i].together | (uint64_t)c->pairs[i].held << 1);
	}
	for (size_t i = 0; i < c->n_names; i++) {
		bw_pack_fixed64(&b, c->names[i].article);
		bw_pack_fixed64(&b, c->names[i].id);
	}
	digest(&b, out);
}

static bool is_digest_of(struct bw_str sha256, struct bw_str bytes)
{
	char hex[BW_SHA256_HEX];
	return bw_str_eq(bw_str_from(bw_sha256_hex(bw_sha256(bytes), hex)), sha256);
}

static bool raw_holds(struct bw_arena *a, struct bw_str packed, struct bw_str sha256)
{
	struct bw_str raw;
	return bw_zstd_expand(a, packed, RAW_MAX, &raw) && is_digest_of(sha256, raw);
}

static void broken(struct bw_arena *a, struct bw_broken_rows *out, const struct bw_broken *what)
{
	*BW_PUSH(a, &out->rows) = (struct bw_broken){what->article,
						     what->correction,
						     bw_arena_str(a, what->url),
						     bw_arena_str(a, what->title),
						     bw_arena_str(a, what->desk),
						     bw_arena_str(a, what->date),
						     what->part};
}

static void prove_article(const struct db_query *q, struct bw_arena *moment, struct bw_arena *a,
			  struct bw_broken_rows *out)
{
	struct bw_article_row row;
	char hex[BW_SHA256_HEX];
	db_article_read(q, moment, &row);
	struct bw_str entries = db_str(q, 17, moment), raw = db_str(q, 18, moment), raw_sha256 = db_str(q, 19, moment),
		      seal = db_str(q, 20, moment);
	struct bw_broken what = {.article = row.key, .url = row.article.url, .title = row.article.title};
	if (!is_digest_of(row.text_sha256, row.article.text)) {
		what.part = BW_PART_TEXT;
		broken(a, out, &what);
	}
	if (!raw_holds(moment, raw, raw_sha256)) {
		what.part = BW_PART_RAW;
		broken(a, out, &what);
	}
	db_seal_article(&row, row.text_sha256, raw_sha256, entries, hex);
	if (seal.len && !bw_str_eq(seal, bw_str_from(hex))) {
		what.part = BW_PART_FACTS;
		broken(a, out, &what);
	}
}

static void prove_version(const struct db_query *q, struct bw_arena *moment, struct bw_arena *a,
			  struct bw_broken_rows *out)
{
	struct bw_broken what = {.article = (uint64_t)db_int(q, 0),
				 .url = db_str(q, 1, moment),
				 .title = db_str(q, 2, moment),
				 .part = BW_PART_VERSION};
	if (!is_digest_of(db_str(q, 3, moment), db_str(q, 4, moment)) ||
	    !raw_holds(moment, db_str(q, 5, moment), db_str(q, 6, moment)))
		broken(a, out, &what);
}

static void prove_edition(const struct db_query *q, struct bw_arena *moment, struct bw_arena *a,
			  struct bw_broken_rows *out)
{
	struct bw_edition e;
	char hex[BW_SHA256_HEX];
	db_edition_read(q, moment, &e);
	struct bw_str seal = db_str(q, 8, moment);
	struct bw_broken what = {.desk = e.desk, .date = e.date, .part = BW_PART_EDITION};
	db_seal_edition(&e, hex);
	if (seal.len && !bw_str_eq(seal, bw_str_from(hex)))
		broken(a, out, &what);
}

/* Few, and their rows stand in three tables: they are read whole. */
static int prove_corrections(struct bw_store *s, struct bw_arena *moment, struct bw_arena *a,
			     struct bw_broken_rows *out, struct bw_err *err)
{
	struct bw_corrections all = {0};
	BW_VEC(struct bw_str) seals = {0};
	struct db_query q = db_query(s, BW_SQL_CORRECTION_LIST);
	bool row;
	int code;
	while (!(code = db_step(&q, &row, err)) && row) {
		db_correction_read(&q, moment, BW_PUSH(moment, &all.rows));
		*BW_PUSH(moment, &seals) = db_str(&q, 5, moment);
	}
	if (!code)
		code = db_correction_parts(s, moment, all.rows.ptr, all.rows.len, err);
	for (size_t i = 0; !code && i < all.rows.len; i++) {
		char hex[BW_SHA256_HEX];
		db_seal_correction(&all.rows.ptr[i], hex);
		if (bw_str_eq(seals.ptr[i], bw_str_from(hex)))
			continue;
		broken(a, out,
		       &(struct bw_broken){.correction = all.rows.ptr[i].id,
					   .title = all.rows.ptr[i].words,
					   .part = BW_PART_CORRECTION});
	}
	return code;
}

int bw_store_prove(struct bw_store *s, struct bw_arena *a, struct bw_broken_rows *out, struct bw_err *err)
{
	static const struct {
		enum bw_sql name;
		void (*prove)(const struct db_query *q, struct bw_arena *moment, struct bw_arena *a,
			      struct bw_broken_rows *out);
	} tables[] = {{BW_SQL_PROVE_ARTICLES, prove_article},
		      {BW_SQL_PROVE_VERSIONS, prove_version},
		      {BW_SQL_PROVE_EDITIONS, prove_edition}};
	struct bw_arena moment;
	int code = 0;
	bw_arena_init(&moment);
	for (size_t i = 0; !code && i < sizeof(tables) / sizeof(tables[0]); i++) {
		struct db_query q = db_query(s, tables[i].name);
		bool row;
		while (!(code = db_step(&q, &row, err)) && row) {
			tables[i].prove(&q, &moment, a, out);
			bw_arena_reset(&moment);
		}
	}
	if (!code)
		code = prove_corrections(s, &moment, a, out, err);
	bw_arena_release(&moment);
	return code;
}
