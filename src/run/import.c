#include "core/digest.h"
#include "core/url.h"
#include "run/ingest.h"

enum { BATCH = 500 };

static void refuse(const struct bw_teller *teller, struct bw_str where, uint32_t line, const struct bw_err *fault)
{
	struct bw_err told = *fault;
	bw_err_context(&told, "%" BW_PRISTR ", line %u", BW_ARG(where), line);
	teller->warn(teller->ctx, told.msg);
}

static int put(struct bw_engine *e, struct bw_arena *a, struct bw_str line, struct bw_article *article, bw_time now,
	       struct bw_import_report *out, struct bw_err *err)
{
	struct bw_article_row row = {.fetched = now, .raw = line};
	enum bw_put how;
	row.article = *article;
	int code = bw_ingest_check_length(e, article, err);
	if (!code)
		code = bw_url_canonical(a, article->url, &row.article.url, err);
	if (!code && !bw_str_starts(row.article.url, BW_STR("http://")) &&
	    !bw_str_starts(row.article.url, BW_STR("https://")))
		code = bw_err_set(err, BW_EINPUT, "an article is addressed with http or https");
	if (code)
		return code;
	row.key = bw_sha256_key(row.article.url);
	row.at = article->published == BW_TIME_NONE || article->published > now + BW_DAY ? now : article->published;
	code = bw_store_article_put(e->store, &row, &how, err);
	if (!code)
		code = bw_store_seen_put(e->store, row.article.url, 0, row.key, now, BW_STR_NONE, err);
	if (code)
		return code;
	out->articles += how == BW_PUT_NEW;
	out->versions += how == BW_PUT_VERSION;
	out->same += how == BW_PUT_SAME;
	return 0;
}

int bw_ingest_import(struct bw_engine *e, struct bw_str lines, struct bw_str where, bw_time now,
		     const struct bw_teller *teller, struct bw_import_report *out, struct bw_err *err)
{
	struct bw_arena a;
	struct bw_str line;
	bw_arena_init(&a);
	int code = bw_store_begin(e->store, err);
	while (!code && bw_str_split(&lines, '\n', &line)) {
		struct bw_article article;
		struct bw_err fault = {0};
		out->lines++;
		bw_arena_reset(&a);
		if (!bw_str_trim(line).len)
			continue;
		if (bw_article_read_json(&a, line, &article, &fault)) {
			out->refused++;
			refuse(teller, where, out->lines, &fault);
			continue;
		}
		code = put(e, &a, line, &article, now, out, err);
		if (code == BW_EINPUT || code == BW_ELIMIT) {
			out->refused++;
			refuse(teller, where, out->lines, err);
			code = 0;
		}
		if (!code && out->lines % BATCH == 0 && !(code = bw_store_commit(e->store, err)))
			code = bw_store_begin(e->store, err);
	}
	if (!code)
		code = bw_store_commit(e->store, err);
	bw_store_abandon(e->store);
	bw_arena_release(&a);
	return code;
}
