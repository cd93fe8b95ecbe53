#include "run/remember.h"

enum { BLOB_MAX = 64 << 20 };

typedef void (*packer)(const void *what, struct bw_buf *out);

static void pack_profile(const void *what, struct bw_buf *out)
{
	bw_profile_pack(what, out);
}

static void pack_prints(const void *what, struct bw_buf *out)
{
	bw_profile_pack_prints(what, out);
}

static void pack_candidates(const void *what, struct bw_buf *out)
{
	bw_candidates_pack(what, out);
}

static void pack_why(const void *what, struct bw_buf *out)
{
	bw_story_news_pack(what, out);
}

static int pack(struct bw_arena *a, packer p, const void *what, struct bw_str *out, struct bw_err *err)
{
	struct bw_buf b;
	bw_buf_init(&b, BLOB_MAX);
	p(what, &b);
	*out = bw_buf_copy(&b, a);
	bool failed = b.failed;
	bw_buf_release(&b);
	return failed ? bw_err_set(err, BW_ELIMIT, "the article is too large to derive from") : 0;
}

/* What depends on decisions is left open: it is filled in when the candidates are used. */
static int make(struct bw_engine *e, struct bw_arena *a, const struct bw_article_row *row, const struct bw_notes *notes,
		struct bw_reading *out, struct bw_err *err)
{
	struct bw_candidates candidates;
	bw_profile_make(a, &row->article, notes, row->at, &out->profile);
	bw_candidates_make(e->propositions, a, row->key, 0, row->key, row->at, &row->article, notes, &candidates);
	out->is_new = true;
	int code = pack(a, pack_profile, &out->profile, &out->bytes.profile, err);
	if (!code)
		code = pack(a, pack_prints, &out->profile, &out->bytes.prints, err);
	if (!code)
		code = pack(a, pack_candidates, &candidates, &out->bytes.candidates, err);
	return code ? bw_err_context(err, "%" BW_PRISTR, BW_ARG(row->article.url)) : 0;
}

int bw_remember_corrupt(uint64_t key, bw_time at, const struct bw_profile *p, struct bw_err *err)
{
	if (p && p->key == key && p->at == at)
		return 0;
	return bw_err_set(err, BW_ECORRUPT,
			  "what was derived from article %016llx cannot be read; run 'bellwether rebuild'",
			  (unsigned long long)key);
}

/* Those of the readings that have nothing in the store. */
struct unread {
	BW_VEC(struct bw_reading *) readings;
	BW_VEC(struct bw_article_row) rows;
};

static int look_up(struct bw_engine *e, struct bw_arena *a, struct bw_reading *reading, struct unread *unread,
		   struct bw_err *err)
{
	bool there;
	int code = bw_store_remembered_get(e->store, a, reading->key, &reading->bytes, &there, err);
	if (code)
		return code;
	if (there && bw_profile_unpack(a, reading->bytes.profile, reading->bytes.prints, &reading->profile))
		return bw_remember_corrupt(reading->key, reading->at, &reading->profile, err);
	*BW_PUSH(a, &unread->readings) = reading;
	return bw_store_article_get(e->store, a, reading->key, BW_PUSH(a, &unread->rows), err);
}

static int read_all(struct bw_engine *e, struct bw_arena *a, const struct unread *unread, struct bw_err *err)
{
	struct bw_annotated annotated = {0};
	size_t n = unread->rows.len;
	const struct bw_article **articles = BW_ARRAY(a, const struct bw_article *, n);
	int code = 0;
	for (size_t i = 0; i < n; i++)
		articles[i] = &unread->rows.ptr[i].article;
	bw_engine_annotate(e, articles, n, &annotated);
	for (size_t i = 0; !code && i < n; i++)
		code = make(e, a, &unread->rows.ptr[i], &annotated.notes[i], unread->readings.ptr[i], err);
	bw_annotated_release(&annotated);
	return code;
}

int bw_remember_read(struct bw_engine *e, struct bw_arena *a, const struct bw_pending *pending, size_t n,
		     struct bw_reading **out, struct bw_err *err)
{
	struct bw_reading *readings = BW_ARRAY(a, struct bw_reading, n);
	struct unread unread = {0};
	int code = 0;
	for (size_t i = 0; !code && i < n; i++) {
		readings[i] = (struct bw_reading){.key = pending[i].key, .at = pending[i].at};
		code = look_up(e, a, &readings[i], &unread, err);
	}
	if (!code && unread.rows.len)
		code = read_all(e, a, &unread, err);
	*out = readings;
	return code;
}

bool bw_remember_candidates(struct bw_arena *a, const struct bw_derived_row *row, struct bw_str bytes,
			    struct bw_candidates *out)
{
	if (!bw_candidates_unpack(a, bytes, out))
		return false;
	struct bw_candidate *rows = BW_ARRAY(a, struct bw_candidate, out->n);
	for (size_t i = 0; i < out->n; i++) {
		rows[i] = out->rows[i];
		rows[i].development = row->verdict.development;
		rows[i].origin = row->verdict.origin;
	}
	out->development = row->verdict.development;
	out->origin = row->verdict.origin;
	out->rows = rows;
	return true;
}

int bw_remember_why(struct bw_arena *a, const struct bw_story_news *news, struct bw_str *out, struct bw_err *err)
{
	return pack(a, pack_why, news, out, err);
}
