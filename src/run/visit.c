#include "core/digest.h"
#include "core/file.h"
#include "core/map.h"
#include "core/url.h"
#include "net/fetch.h"
#include "run/ingest.h"

/*
 * A visit: all feeds first, then the pages that are new, batch by batch, each batch one transaction. A feed's
 * validators (ETag, Last-Modified) are kept only when every item of it is accounted for, so that a run that dies or a
 * page that fails is made good by the next visit. Pages that were read or set aside are looked at again for some days:
 * a text that changed is kept beside the first.
 */
enum { PAGE_BATCH = 64, FILE_MAX = 64 << 20 };

struct wanted {
	const struct bw_item *item;
	size_t source; /* index into sources */
	struct bw_str url;
	struct bw_seen seen; /* known: it was read or set aside before, and is looked at again */
};

struct visit {
	struct bw_engine *e;
	struct bw_clock clock;
	const struct bw_teller *teller;
	struct bw_visit_report *out;
	struct bw_arena arena; /* of the whole visit */
	struct bw_fetcher *fetcher;
	struct bw_source_rows sources;
	bool *complete; /* by source: nothing of it is left for later */
	bool *due;      /* by source: pages of it are to be looked at again, so its feed is wanted in full */
	int64_t revisit_s;
	struct bw_strmap taken;
	BW_VEC(struct wanted) wanted;
};

static void on_fetch(void *ctx, size_t done, size_t n, const struct bw_response *last)
{
	const struct visit *v = ctx;
	(void)last;
	v->teller->progress(v->teller->ctx, "reading sources", done, n);
}

static void on_page(void *ctx, size_t done, size_t n, const struct bw_response *last)
{
	const struct visit *v = ctx;
	(void)last;
	v->teller->progress(v->teller->ctx, "reading pages", done, n);
}

static void source_failed(struct visit *v, struct bw_source_row *s, const char *why)
{
	v->out->failed++;
	s->failures++;
	s->complaint = bw_arena_str(&v->arena, bw_str_from(why));
	v->teller->warn(
		v->teller->ctx,
		bw_arena_printf(&v->arena, "%" BW_PRISTR ": %s", BW_ARG(s->name.len ? s->name : s->url), why).ptr);
}

static void source_read(struct visit *v, struct bw_source_row *s, struct bw_str complaint)
{
	s->failures = 0;
	s->succeeded = v->clock.now;
	s->complaint = complaint;
	if (complaint.len)
		v->teller->warn(v->teller->ctx, bw_arena_printf(&v->arena, "%" BW_PRISTR ": %" BW_PRISTR,
								BW_ARG(s->name), BW_ARG(complaint))
							.ptr);
}

/* In a replay what is dated later is not there yet. */
static bool is_later(const struct visit *v, bw_time dated)
{
	return v->clock.replay && dated != BW_TIME_NONE && dated > v->clock.now;
}

/* Which items of a feed are new. */
static int want_items(struct visit *v, size_t source, const struct bw_feed *feed, struct bw_err *err)
{
	size_t limit = (size_t)bw_config_int(v->e->config, "read.max_articles_per_source");
	int code = 0;
	for (size_t i = 0; !code && i < feed->items.len && i < limit; i++) {
		const struct bw_item *item = &feed->items.ptr[i];
		struct bw_str url;
		struct bw_seen seen;
		bool is_new;
		if (!item->url.len || bw_url_canonical(&v->arena, item->url, &url, NULL))
			continue;
		bw_time dated = item->published == BW_TIME_NONE ? item->updated : item->published;
		if (is_later(v, dated)) {
			v->out->waiting++;
			v->complete[source] = false;
			continue;
		}
		code = bw_store_seen(v->e->store, &v->arena, url, v->clock.now, v->revisit_s, &seen, err);
		if (code || (seen.known && !seen.due))
			continue;
		bw_strmap_put(&v->taken, url, &is_new);
		if (is_new)
			*BW_PUSH(&v->arena, &v->wanted) = (struct wanted){item, source, url, seen};
	}
	return code;
}

static int read_feed(struct visit *v, size_t source, const struct bw_response *r, struct bw_err *err)
{
	struct bw_source_row *s = &v->sources.rows.ptr[source];
	struct bw_feed *feed = BW_NEW(&v->arena, struct bw_feed);
	struct bw_err fault = {0};
	s->visited = v->clock.now;
	if (r->code) {
		source_failed(v, s, r->err.msg);
		return 0;
	}
	if (r->status == 304) {
		v->out->unchanged++;
		source_read(v, s, BW_STR_NONE);
		return 0;
	}
	if (bw_feed_read(&v->arena, r->body, r->content_type, r->url, feed, &fault)) {
		source_failed(v, s, fault.msg);
		return 0;
	}
	source_read(v, s, feed->complaint);
	v->complete[source] = !feed->complaint.len;
	s->kind = feed->kind;
	s->name = s->name.len ? s->name : feed->title.len ? feed->title : s->url;
	s->home = s->home.len ? s->home : feed->home;
	s->etag = r->etag;
	s->last_modified = r->last_modified;
	return want_items(v, source, feed, err);
}

static int visit_feeds(struct visit *v, struct bw_err *err)
{
	size_t n = v->sources.rows.len, m = 0;
	struct bw_request *requests = BW_ARRAY(&v->arena, struct bw_request, n);
	struct bw_response *responses = BW_ARRAY(&v->arena, struct bw_response, n);
	for (size_t i = 0; i < n; i++) {
		const struct bw_source_row *s = &v->sources.rows.ptr[i];
		if (s->kind != BW_SOURCE_FOLDER)
			requests[m++] = (struct bw_request){.url = s->url,
							    .etag = v->due[i] ? BW_STR_NONE : s->etag,
							    .last_modified = v->due[i] ? BW_STR_NONE : s->last_modified,
							    .allow_private = s->allow_private,
							    .tag = i};
	}
	int code = bw_fetch_all(v->fetcher, &v->arena, requests, m, responses, on_fetch, v, err);
	for (size_t i = 0; !code && i < m; i++)
		code = read_feed(v, (size_t)requests[i].tag, &responses[i], err);
	return code;
}

/* The order in which an article is taken into account: when it was published, else when it was last changed, but never
 * later than it was seen. */
static bw_time order_time(const struct bw_article *article, bw_time now)
{
	bw_time dated = article->published == BW_TIME_NONE ? article->modified : article->published;
	return dated == BW_TIME_NONE || dated > now ? now : dated;
}

static int archive(struct visit *v, const struct bw_source_row *s, struct bw_str url, const struct bw_article *article,
		   struct bw_str raw, struct bw_err *err)
{
	struct bw_article_row row = {.article = *article, .source_id = s->id, .fetched = v->clock.now, .raw = raw};
	enum bw_put how;
	row.article.source = s->name;
	row.key = bw_sha256_key(article->url);
	row.at = order_time(article, v->clock.now);
	int code = bw_store_article_put(v->e->store, &row, &how, err);
	if (!code)
		code = bw_store_seen_put(v->e->store, url, s->id, row.key, v->clock.now, BW_STR_NONE, err);
	v->out->articles += !code && how == BW_PUT_NEW;
	v->out->versions += !code && how == BW_PUT_VERSION;
	return code;
}

static void tell(struct visit *v, struct bw_str url, const char *what)
{
	v->teller->warn(v->teller->ctx, bw_arena_printf(&v->arena, "%" BW_PRISTR ": %s", BW_ARG(url), what).ptr);
}

static int set_aside(struct visit *v, const struct bw_source_row *s, struct bw_str url, const char *why,
		     struct bw_err *err)
{
	v->out->set_aside++;
	return bw_store_seen_put(v->e->store, url, s->id, 0, v->clock.now, bw_str_from(why), err);
}

/* What the page says; "" or why it is no article. A page that carries none is none, unless the feed carried the text.
 */
static const char *read_article(struct visit *v, struct bw_arena *a, const struct wanted *w,
				const struct bw_response *r, struct bw_article *article)
{
	struct bw_page_hints hints = {w->item->title, w->item->author, w->item->summary, w->item->published, false};
	struct bw_err *fault = BW_NEW(a, struct bw_err);
	enum bw_page_kind kind = BW_PAGE_EMPTY;
	hints.trust_canonical = bw_config_str(v->e->config, "net.mirror").len > 0;
	int refused = bw_article_read(a, r->body, r->content_type, r->url, &hints, article, &kind, fault);
	if (!refused && kind != BW_PAGE_ARTICLE && w->item->content.len) {
		refused = bw_article_text_from_html(a, w->item->content, &article->text, fault);
		kind = article->text.len ? BW_PAGE_ARTICLE : kind;
	}
	if (article->modified == BW_TIME_NONE)
		article->modified = w->item->updated;
	if (!refused)
		refused = bw_ingest_check_length(v->e, article, fault);
	if (refused && !w->seen.known)
		tell(v, w->url, bw_arena_printf(a, "set aside: %s", fault->msg).ptr);
	return refused ? fault->msg : bw_page_kind_words(kind);
}

static int looked(struct visit *v, const struct wanted *w, const struct bw_response *r, struct bw_err *err)
{
	return bw_store_seen_looked(v->e->store, w->url, v->clock.now, r->etag, r->last_modified, err);
}

/* A text that changed is kept as a version. What is no article any more stays archived as it was. */
static int keep_change(struct visit *v, const struct wanted *w, const struct bw_article *article,
		       const struct bw_response *r, struct bw_err *err)
{
	struct bw_article_row row = {.key = w->seen.article, .article = *article, .fetched = v->clock.now};
	enum bw_put how;
	row.raw = r->body;
	int code = bw_store_article_put(v->e->store, &row, &how, err);
	if (!code && how == BW_PUT_VERSION) {
		v->out->versions++;
		tell(v, w->url, "its text has changed since it was archived; the new one is kept beside the first");
	}
	return code;
}

static int read_page(struct visit *v, struct bw_arena *a, const struct wanted *w, const struct bw_response *r,
		     struct bw_err *err)
{
	const struct bw_source_row *s = &v->sources.rows.ptr[w->source];
	struct bw_article article = {0};
	const char *why = read_article(v, a, w, r, &article);
	int code;
	if (w->seen.article) {
		code = *why ? 0 : keep_change(v, w, &article, r, err);
		return code ? code : looked(v, w, r, err);
	}
	if (*why)
		return w->seen.known ? looked(v, w, r, err) : set_aside(v, s, w->url, why, err);
	if (is_later(v, article.published)) {
		v->out->waiting++;
		v->complete[w->source] = false;
		return 0;
	}
	code = archive(v, s, w->url, &article, r->body, err);
	return code ? code : looked(v, w, r, err);
}

/* A page that fails is asked for again at the next visit; one that was archived before is told only when it is gone. */
static int page_failed(struct visit *v, const struct wanted *w, const struct bw_response *r, struct bw_err *err)
{
	if (!w->seen.article) {
		v->complete[w->source] = false;
		v->teller->warn(v->teller->ctx, r->err.msg);
		return 0;
	}
	if (r->code != BW_ENOTFOUND)
		return 0;
	tell(v, w->url, "it is gone from where it was archived; what was archived stays");
	return looked(v, w, r, err);
}

static int visit_batch(struct visit *v, const struct wanted *wanted, size_t n, struct bw_err *err)
{
	struct bw_arena a;
	bw_arena_init(&a);
	struct bw_request *requests = BW_ARRAY(&a, struct bw_request, n);
	struct bw_response *responses = BW_ARRAY(&a, struct bw_response, n);
	for (size_t i = 0; i < n; i++)
		requests[i] = (struct bw_request){.url = wanted[i].url,
						  .etag = wanted[i].seen.etag,
						  .last_modified = wanted[i].seen.last_modified,
						  .allow_private = v->sources.rows.ptr[wanted[i].source].allow_private};
	int code = bw_fetch_all(v->fetcher, &a, requests, n, responses, on_page, v, err);
	if (!code)
		code = bw_store_begin(v->e->store, err);
	for (size_t i = 0; !code && i < n; i++) {
		if (responses[i].code)
			code = page_failed(v, &wanted[i], &responses[i], err);
		else if (responses[i].status == 304)
			code = looked(v, &wanted[i], &responses[i], err);
		else
			code = read_page(v, &a, &wanted[i], &responses[i], err);
	}
	if (!code)
		code = bw_store_commit(v->e->store, err);
	bw_store_abandon(v->e->store);
	bw_arena_release(&a);
	return code;
}

/* One file of a folder. Its address carries the digest of its bytes, so that a changed file is read again. */
static int read_file(struct visit *v, struct bw_arena *a, size_t source, struct bw_str name, struct bw_err *err)
{
	const struct bw_source_row *s = &v->sources.rows.ptr[source];
	char hex[BW_SHA256_HEX];
	struct bw_document document;
	struct bw_err fault = {0};
	struct bw_str bytes, url = bw_arena_printf(a, "%" BW_PRISTR "/%" BW_PRISTR, BW_ARG(s->url), BW_ARG(name));
	struct bw_seen seen;
	if (bw_file_read(a, url.ptr + strlen("file://"), FILE_MAX, &bytes, &fault)) {
		v->teller->warn(v->teller->ctx, fault.msg);
		return 0;
	}
	struct bw_str mark = bw_arena_printf(a, "%" BW_PRISTR "#%s", BW_ARG(url), bw_sha256_hex(bw_sha256(bytes), hex));
	int code = bw_store_seen(v->e->store, a, mark, v->clock.now, 0, &seen, err);
	if (code || seen.known)
		return code;
	if (bw_ingest_document(a, bytes, BW_STR_NONE, url, &document, &fault) || !document.is_article ||
	    bw_ingest_check_length(v->e, &document.article, &fault)) {
		const char *why = fault.code ? fault.msg : "it is no article";
		tell(v, url, bw_arena_printf(a, "set aside: %s", why).ptr);
		return set_aside(v, s, mark, why, err);
	}
	if (document.kind != BW_PAGE_ARTICLE)
		return set_aside(v, s, mark, bw_page_kind_words(document.kind), err);
	if (is_later(v, document.article.published)) {
		v->out->waiting++;
		return 0;
	}
	return archive(v, s, mark, &document.article, bytes, err);
}

static int visit_folder(struct visit *v, size_t source, struct bw_err *err)
{
	struct bw_source_row *s = &v->sources.rows.ptr[source];
	const struct bw_str *names;
	struct bw_err fault = {0};
	struct bw_arena a;
	size_t n = 0;
	s->visited = v->clock.now;
	if (bw_file_list(&v->arena, s->url.ptr + strlen("file://"), &names, &n, &fault)) {
		source_failed(v, s, fault.msg);
		return 0;
	}
	source_read(v, s, BW_STR_NONE);
	bw_arena_init(&a);
	int code = bw_store_begin(v->e->store, err);
	for (size_t i = 0; !code && i < n; i++) {
		bw_arena_reset(&a);
		code = read_file(v, &a, source, names[i], err);
	}
	if (!code)
		code = bw_store_commit(v->e->store, err);
	bw_store_abandon(v->e->store);
	bw_arena_release(&a);
	return code;
}

static int keep_health(struct visit *v, struct bw_err *err)
{
	int code = bw_store_begin(v->e->store, err);
	for (size_t i = 0; !code && i < v->sources.rows.len; i++) {
		struct bw_source_row *s = &v->sources.rows.ptr[i];
		if (!v->complete[i])
			s->etag = s->last_modified = BW_STR_NONE;
		code = bw_store_source_visited(v->e->store, s, err);
	}
	if (!code)
		code = bw_store_visit_put(v->e->store, v->clock.now, v->out->sources, v->out->failed, err);
	if (!code)
		code = bw_store_commit(v->e->store, err);
	bw_store_abandon(v->e->store);
	return code;
}

static int find_due(struct visit *v, struct bw_err *err)
{
	struct bw_source_ids ids = {0};
	v->revisit_s = bw_config_int(v->e->config, "read.revisit");
	int code = bw_store_seen_due(v->e->store, &v->arena, v->clock.now, v->revisit_s, &ids, err);
	for (size_t i = 0; i < v->sources.rows.len; i++)
		for (size_t k = 0; k < ids.rows.len; k++)
			v->due[i] = v->due[i] || v->sources.rows.ptr[i].id == ids.rows.ptr[k];
	return code;
}

static int visit_all(struct visit *v, struct bw_err *err)
{
	int code = bw_store_source_list(v->e->store, &v->arena, &v->sources, err);
	if (code)
		return code;
	v->out->sources = (uint32_t)v->sources.rows.len;
	v->complete = BW_ARRAY(&v->arena, bool, v->sources.rows.len);
	v->due = BW_ARRAY(&v->arena, bool, v->sources.rows.len);
	for (size_t i = 0; i < v->sources.rows.len; i++)
		v->complete[i] = true;
	code = find_due(v, err);
	if (!code)
		code = visit_feeds(v, err);
	for (size_t i = 0; !code && i < v->sources.rows.len; i++)
		if (v->sources.rows.ptr[i].kind == BW_SOURCE_FOLDER)
			code = visit_folder(v, i, err);
	for (size_t i = 0; !code && i < v->wanted.len; i += PAGE_BATCH) {
		size_t n = v->wanted.len - i;
		code = visit_batch(v, v->wanted.ptr + i, n < PAGE_BATCH ? n : PAGE_BATCH, err);
	}
	return code ? code : keep_health(v, err);
}

int bw_ingest_visit(struct bw_engine *e, struct bw_clock clock, const struct bw_teller *teller,
		    struct bw_visit_report *out, struct bw_err *err)
{
	struct visit v = {.e = e, .clock = clock, .teller = teller, .out = out};
	bw_arena_init(&v.arena);
	bw_strmap_init(&v.taken, &v.arena);
	int code = bw_fetcher_open(&v.arena, e->config, &v.fetcher, err);
	if (!code) {
		code = visit_all(&v, err);
		bw_fetcher_close(v.fetcher);
	}
	bw_strmap_release(&v.taken);
	bw_arena_release(&v.arena);
	return code;
}
