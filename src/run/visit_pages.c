/* The pages of the articles that are new, and those that are looked at again, in order: what is kept does not depend on
 * which server was faster. */
#include "core/url.h"
#include "run/visit_part.h"

enum { PAGE_BATCH = 32 };

struct reading {
	struct bw_visit *v;
	const struct bw_wanted *wanted;
	struct bw_response *answers;
	struct bw_arena arena;
};

static struct bw_source_row *source_of(struct reading *r, const struct bw_wanted *w)
{
	return &r->v->sources.rows.ptr[w->source];
}

static int looked(struct reading *r, const struct bw_wanted *w, const struct bw_response *answer, struct bw_err *err)
{
	return bw_store_seen_looked(r->v->e->store, w->url, r->v->clock.now, answer->etag, answer->last_modified, err);
}

/* Why it is not archived: "" when it is. */
static const char *why_not(struct reading *r, struct bw_parse_result *x)
{
	if (!x->code && x->kind != BW_PAGE_ARTICLE)
		return bw_arena_printf(&r->arena, "it is %s", bw_page_kind_words(x->kind)).ptr;
	if (!x->code)
		x->code = bw_ingest_check_length(r->v->e, &x->article, &x->err);
	return x->code ? x->err.msg : "";
}

/* A page speaks for its own host only: the worker holds to that, unless it was taken over. */
static void hold_to_host(struct reading *r, const struct bw_response *answer, struct bw_article *article)
{
	struct bw_str own;
	bool trusted = bw_config_str(r->v->e->config, "net.mirror").len > 0;
	if (trusted || bw_url_canonical(&r->arena, answer->url, &own, NULL))
		return;
	if (!bw_url_same_host(&r->arena, own, article->url))
		article->url = own;
}

static int keep_page(struct reading *r, const struct bw_wanted *w, const struct bw_response *answer,
		     struct bw_parse_result *x, struct bw_err *err)
{
	struct bw_visit *v = r->v;
	const char *why = why_not(r, x);
	int code = 0;
	hold_to_host(r, answer, &x->article);
	if (w->own_text)
		x->article.url = w->url;
	if (*why) {
		if (!w->seen.known) {
			bw_visit_tell(v, w->url, bw_arena_printf(&r->arena, "set aside: %s", why).ptr);
			code = bw_keep_aside(v, source_of(r, w), w->url, why, err);
		}
	} else if (!w->seen.article && bw_visit_is_later(v, x->article.published)) {
		v->out->waiting++;
		v->complete[w->source] = false;
		return 0;
	} else {
		struct bw_keep keep = {.source = source_of(r, w),
				       .url = w->url,
				       .id = w->item ? w->item->id : BW_STR_NONE,
				       .article = w->seen.article,
				       .parsed = &x->article,
				       .raw = answer->body};
		code = bw_keep(v, &keep, err);
	}
	return code ? code : looked(r, w, answer, err);
}

/* A page that fails is asked for again at the next visit; one that was archived before is told only when it is gone. */
static int page_failed(struct reading *r, const struct bw_wanted *w, const struct bw_response *answer,
		       struct bw_err *err)
{
	if (!w->seen.article) {
		r->v->complete[w->source] = false;
		r->v->teller->warn(r->v->teller->ctx, answer->err.msg);
		return 0;
	}
	if (answer->code != BW_ENOTFOUND)
		return 0;
	int code = bw_keep_gone(r->v, w->seen.article, w->url, err);
	return code ? code : looked(r, w, answer, err);
}

static struct bw_parse_task task_of(const struct reading *r, const struct bw_wanted *w,
				    const struct bw_response *answer)
{
	struct bw_parse_task task = {.what = BW_PARSE_PAGE,
				     .bytes = answer->body,
				     .content_type = answer->content_type,
				     .url = answer->url,
				     .hints.published = BW_TIME_NONE,
				     .updated = BW_TIME_NONE};
	task.hints.trust_canonical = bw_config_str(r->v->e->config, "net.mirror").len > 0;
	if (w->item) {
		task.hints.title = w->item->title;
		task.hints.author = w->item->author;
		task.hints.summary = w->item->summary;
		task.hints.published = w->item->published;
		task.updated = w->item->updated;
		task.fallback = w->item->content.len || !w->own_text ? w->item->content : w->item->summary;
	}
	return task;
}

static int keep_all(struct reading *r, size_t n, struct bw_parse_result *results, struct bw_err *err)
{
	int code = 0;
	for (size_t i = 0, parsed = 0; !code && i < n; i++) {
		const struct bw_response *answer = &r->answers[i];
		if (answer->code)
			code = page_failed(r, &r->wanted[i], answer, err);
		else if (answer->status == 304)
			code = looked(r, &r->wanted[i], answer, err);
		else
			code = keep_page(r, &r->wanted[i], answer, &results[parsed++], err);
	}
	return code;
}

/* The answers in the order of what is wanted; an item that is all there is has an empty one. */
static int fetch(struct reading *r, size_t n, struct bw_err *err)
{
	struct bw_visit *v = r->v;
	struct bw_request *requests = BW_ARRAY(&r->arena, struct bw_request, n);
	struct bw_response *answers = BW_ARRAY(&r->arena, struct bw_response, n);
	size_t m = 0;
	for (size_t i = 0; i < n; i++)
		if (!r->wanted[i].own_text)
			requests[m++] = (struct bw_request){
				.url = r->wanted[i].url,
				.etag = r->wanted[i].seen.etag,
				.last_modified = r->wanted[i].seen.last_modified,
				.allow_private = source_of(r, &r->wanted[i])->allow_private,
				.private_host = bw_visit_host(&r->arena, source_of(r, &r->wanted[i]))};
	int code = bw_fetch_all(v->fetcher, &r->arena, requests, m, answers, bw_visit_progress, v, err);
	for (size_t i = n; !code && i-- > 0;)
		r->answers[i] = r->wanted[i].own_text ? (struct bw_response){.url = r->wanted[i].url} : answers[--m];
	return code;
}

static int read_batch(struct reading *r, size_t n, struct bw_err *err)
{
	struct bw_visit *v = r->v;
	struct bw_parse_task *tasks = BW_ARRAY(&r->arena, struct bw_parse_task, n);
	struct bw_parse_result *results = BW_ARRAY(&r->arena, struct bw_parse_result, n);
	size_t n_tasks = 0;
	r->answers = BW_ARRAY(&r->arena, struct bw_response, n);
	int code = fetch(r, n, err);
	for (size_t i = 0; !code && i < n; i++)
		if (!r->answers[i].code && r->answers[i].status != 304)
			tasks[n_tasks++] = task_of(r, &r->wanted[i], &r->answers[i]);
	if (!code)
		code = bw_visit_parse(v, &r->arena, tasks, n_tasks, results, err);
	if (!code)
		code = bw_store_begin(v->e->store, err);
	if (!code)
		code = keep_all(r, n, results, err);
	if (!code)
		code = bw_store_commit(v->e->store, err);
	bw_store_abandon(v->e->store);
	return code;
}

int bw_visit_pages(struct bw_visit *v, const struct bw_wanted_pages *wanted, struct bw_err *err)
{
	struct reading r = {.v = v};
	int code = 0;
	bw_arena_init(&r.arena);
	for (size_t i = 0; !code && i < wanted->rows.len; i += PAGE_BATCH) {
		size_t left = wanted->rows.len - i;
		r.wanted = wanted->rows.ptr + i;
		bw_arena_reset(&r.arena);
		code = read_batch(&r, left < PAGE_BATCH ? left : PAGE_BATCH, err);
	}
	bw_arena_release(&r.arena);
	return code;
}
