/*
 * Feeds, site maps and watched pages. Answers are parsed as they come, a handful at a time, so that a slow server holds
 * up nobody and no more than that handful is in memory; of what they say only the items that are new are kept.
 */
#include <stdlib.h>

#include "core/url.h"
#include "run/visit_part.h"

enum {
	HANDFUL = 16,
	HANDFUL_BYTES = 8 << 20,
	MAPS_MAX = 4, /* site maps of one index that are read in a visit: the newest */
};

/* One address to be read: of a source, or a site map that the source's index named. */
struct ask {
	size_t source;
	struct bw_str url;
	bool is_map;
};

struct reading {
	struct bw_visit *v;
	struct bw_wanted_pages *wanted;
	BW_VEC(struct ask) asks;
	BW_VEC(struct ask) maps; /* to be read after the sources */
	struct bw_arena handful;
	struct bw_parse_task tasks[HANDFUL];
	struct bw_response answers[HANDFUL];
	size_t ask[HANDFUL], n, bytes, n_answers;
	size_t n_nowhere; /* items of a feed that lead nowhere */
};

static struct bw_source_row *source_of(struct reading *r, size_t ask)
{
	return &r->v->sources.rows.ptr[r->asks.ptr[ask].source];
}

static struct bw_item *keep_item(struct bw_arena *a, const struct bw_item *item)
{
	struct bw_item *kept = BW_NEW(a, struct bw_item);
	*kept = (struct bw_item){bw_arena_str(a, item->id),
				 bw_arena_str(a, item->url),
				 bw_arena_str(a, item->title),
				 bw_arena_str(a, item->author),
				 bw_arena_str(a, item->summary),
				 bw_arena_str(a, item->content),
				 item->published,
				 item->updated};
	return kept;
}

static bw_time dated(const struct bw_item *item)
{
	return item->published == BW_TIME_NONE ? item->updated : item->published;
}

/* An item that leads nowhere carries its text itself: it is kept under the feed's address and its own id. */
static bool carries_its_text(const struct bw_item *item)
{
	enum { SUMMARY_MIN_BYTES = 200 };
	return item->id.len && (item->content.len || item->summary.len >= SUMMARY_MIN_BYTES);
}

static int want_item(struct reading *r, size_t source, size_t place, const struct bw_item *item, struct bw_err *err)
{
	struct bw_visit *v = r->v;
	struct bw_str url;
	struct bw_seen seen;
	bool own_text = !item->url.len && carries_its_text(item);
	if (own_text)
		url = bw_arena_printf(&v->part, "%" BW_PRISTR "#%" BW_PRISTR, BW_ARG(v->sources.rows.ptr[source].url),
				      BW_ARG(item->id));
	else if (!item->url.len || bw_url_canonical(&v->part, item->url, &url, NULL)) {
		r->n_nowhere++;
		return 0;
	}
	if (bw_visit_is_later(v, dated(item))) {
		v->out->waiting++;
		v->complete[source] = false;
		return 0;
	}
	int code = bw_store_seen(v->e->store, &v->part, url, v->clock.now, v->revisit_s, &seen, err);
	if (!code && (!seen.known || (seen.due && !seen.article)))
		*BW_PUSH(&v->part, &r->wanted->rows) =
			(struct bw_wanted){keep_item(&v->part, item), source, place, own_text, url, seen};
	return code;
}

/* Newest first, unknown dates last, else as they stand: a site map lists a whole site in any order. */
static int newest_first(const void *x, const void *y)
{
	const struct bw_item *p = *(const struct bw_item *const *)x, *q = *(const struct bw_item *const *)y;
	bw_time s = dated(p), t = dated(q);
	if (s != t)
		return s == BW_TIME_NONE ? 1 : t == BW_TIME_NONE ? -1 : s > t ? -1 : 1;
	return p < q ? -1 : p > q;
}

static void note_pace(struct reading *r, size_t source, const struct bw_feed *feed)
{
	struct bw_pace *pace = &r->v->paces[source];
	for (size_t i = 0; i < feed->items.len && pace->n_items < BW_PACE_ITEMS; i++) {
		bw_time at = dated(&feed->items.ptr[i]);
		if (at != BW_TIME_NONE && at <= r->v->clock.now)
			pace->items[pace->n_items++] = at;
	}
}

/* The items in the order in which they count. An id that several items of one feed bear names none of them. */
static struct bw_item **order_items(struct reading *r, const struct bw_feed *feed)
{
	size_t n = feed->items.len;
	struct bw_item **items = BW_ARRAY(&r->handful, struct bw_item *, n);
	struct bw_strmap ids;
	bw_strmap_init(&ids, &r->handful);
	for (size_t i = 0; i < n; i++) {
		items[i] = &feed->items.ptr[i];
		if (items[i]->id.len)
			(*bw_strmap_put(&ids, items[i]->id, NULL))++;
	}
	for (size_t i = 0; i < n; i++)
		if (items[i]->id.len && *bw_strmap_get(&ids, items[i]->id) > 1)
			items[i]->id = BW_STR_NONE;
	bw_strmap_release(&ids);
	if (n && feed->kind == BW_SOURCE_SITEMAP)
		qsort(items, n, sizeof(*items), newest_first);
	return items;
}

static int want_items(struct reading *r, size_t source, const struct bw_feed *feed, struct bw_err *err)
{
	size_t limit = (size_t)bw_config_int(r->v->e->config, "read.max_articles_per_source");
	struct bw_item **items = order_items(r, feed);
	int code = 0;
	note_pace(r, source, feed);
	r->n_nowhere = 0;
	for (size_t i = 0; !code && i < feed->items.len && i < limit; i++)
		code = want_item(r, source, i, items[i], err);
	if (r->n_nowhere)
		bw_visit_tell(r->v, r->v->sources.rows.ptr[source].url,
			      bw_arena_printf(&r->handful,
					      "%zu of its items have neither an address nor a text and were left out",
					      r->n_nowhere)
				      .ptr);
	return code;
}

static void want_maps(struct reading *r, size_t source, const struct bw_feed *feed)
{
	for (size_t i = 0; i < feed->maps.len && i < MAPS_MAX; i++)
		*BW_PUSH(&r->v->part, &r->maps) =
			(struct ask){source, bw_arena_str(&r->v->part, feed->maps.ptr[i].url), true};
}

/* What a permanent redirect says is noted; visit.c believes it when it says so again. */
static void note_move(struct bw_visit *v, struct bw_source_row *s, const struct bw_response *answer)
{
	struct bw_str to;
	bool moves =
		answer->permanent && !bw_url_canonical(&v->arena, answer->url, &to, NULL) && !bw_str_eq(to, s->url);
	if (!moves) {
		s->moved_to = BW_STR_NONE;
		s->moved_visits = 0;
		return;
	}
	s->moved_visits = bw_str_eq(s->moved_to, to) ? s->moved_visits + 1 : 1;
	s->moved_to = to;
}

/* A site map that fails is made good at the next visit; the source has answered. */
static void fail(struct reading *r, size_t ask, const char *why)
{
	if (r->asks.ptr[ask].is_map) {
		r->v->complete[r->asks.ptr[ask].source] = false;
		bw_visit_tell(r->v, r->asks.ptr[ask].url, why);
	} else {
		bw_visit_failed(r->v, source_of(r, ask), why);
	}
}

static int take_feed(struct reading *r, size_t ask, const struct bw_response *answer, const struct bw_parse_result *x,
		     struct bw_err *err)
{
	struct bw_visit *v = r->v;
	size_t source = r->asks.ptr[ask].source;
	struct bw_source_row *s = source_of(r, ask);
	if (x->code) {
		fail(r, ask, x->err.msg);
		return 0;
	}
	if (r->asks.ptr[ask].is_map)
		return want_items(r, source, &x->feed, err);
	bw_visit_read(v, s, x->feed.complaint);
	note_move(v, s, answer);
	v->complete[source] = v->complete[source] && !x->feed.complaint.len;
	s->kind = s->kind == BW_SOURCE_PAGE ? s->kind : x->feed.kind;
	s->name = s->name.len ? s->name : bw_arena_str(&v->arena, x->feed.title.len ? x->feed.title : s->url);
	s->home = s->home.len ? s->home : bw_arena_str(&v->arena, x->feed.home);
	s->etag = bw_arena_str(&v->arena, answer->etag);
	s->last_modified = bw_arena_str(&v->arena, answer->last_modified);
	want_maps(r, source, &x->feed);
	return want_items(r, source, &x->feed, err);
}

static int flush(struct reading *r, struct bw_err *err)
{
	struct bw_parse_result *results = BW_ARRAY(&r->handful, struct bw_parse_result, r->n);
	int code = bw_visit_parse(r->v, &r->handful, r->tasks, r->n, results, err);
	for (size_t i = 0; !code && i < r->n; i++)
		code = take_feed(r, r->ask[i], &r->answers[i], &results[i], err);
	bw_arena_reset(&r->handful);
	r->n = r->bytes = 0;
	return code;
}

static int take_answer(void *ctx, size_t i, const struct bw_response *answer, struct bw_err *err)
{
	struct reading *r = ctx;
	struct bw_source_row *s = source_of(r, i);
	bw_visit_progress(r->v, ++r->n_answers, r->asks.len, answer);
	s->visited = r->v->clock.now;
	struct bw_pace *pace = &r->v->paces[r->asks.ptr[i].source];
	pace->retry_after_s = answer->retry_after_s;
	pace->fresh_s = answer->fresh_s;
	pace->gone = answer->status == 410;
	pace->unchanged = answer->status == 304;
	if (answer->code) {
		fail(r, i, answer->err.msg);
		return 0;
	}
	if (answer->status == 304) {
		r->v->out->unchanged++;
		bw_visit_read(r->v, s, BW_STR_NONE);
		note_move(r->v, s, answer);
		return 0;
	}
	struct bw_response *kept = &r->answers[r->n];
	*kept = *answer;
	kept->url = bw_arena_str(&r->handful, answer->url);
	kept->etag = bw_arena_str(&r->handful, answer->etag);
	kept->last_modified = bw_arena_str(&r->handful, answer->last_modified);
	r->tasks[r->n] = (struct bw_parse_task){
		.what = s->kind == BW_SOURCE_PAGE ? BW_PARSE_LINKS : BW_PARSE_FEED,
		.bytes = bw_arena_str(&r->handful, answer->body),
		.content_type = bw_arena_str(&r->handful, answer->content_type),
		.url = kept->url,
	};
	r->ask[r->n++] = i;
	r->bytes += answer->body.len;
	return r->n == HANDFUL || r->bytes > HANDFUL_BYTES ? flush(r, err) : 0;
}

static int ask_all(struct reading *r, struct bw_err *err)
{
	struct bw_visit *v = r->v;
	size_t n = r->asks.len;
	struct bw_request *requests = BW_ARRAY(&v->part, struct bw_request, n);
	for (size_t i = 0; i < n; i++) {
		const struct bw_source_row *s = source_of(r, i);
		bool whole = r->asks.ptr[i].is_map || v->whole[r->asks.ptr[i].source];
		requests[i] = (struct bw_request){.url = r->asks.ptr[i].url,
						  .etag = whole ? BW_STR_NONE : s->etag,
						  .last_modified = whole ? BW_STR_NONE : s->last_modified,
						  .allow_private = s->allow_private,
						  .private_host = bw_visit_host(&v->part, s)};
	}
	r->n_answers = 0;
	int code = bw_fetch_each(v->fetcher, requests, n, take_answer, r, err);
	return code ? code : flush(r, err);
}

static int by_place(const void *x, const void *y)
{
	const struct bw_wanted *p = x, *q = y;
	if (p->source != q->source)
		return p->source < q->source ? -1 : 1;
	return p->place < q->place ? -1 : p->place > q->place;
}

/* Answers come in any order; what is wanted has one. An address that two feeds name is read for the first. */
static void put_in_order(struct bw_wanted_pages *wanted)
{
	struct bw_arena keys;
	struct bw_strmap taken;
	size_t kept = 0;
	bw_arena_init(&keys);
	bw_strmap_init(&taken, &keys);
	if (wanted->rows.len)
		qsort(wanted->rows.ptr, wanted->rows.len, sizeof(*wanted->rows.ptr), by_place);
	for (size_t i = 0; i < wanted->rows.len; i++) {
		bool is_new;
		bw_strmap_put(&taken, wanted->rows.ptr[i].url, &is_new);
		if (is_new)
			wanted->rows.ptr[kept++] = wanted->rows.ptr[i];
	}
	wanted->rows.len = kept;
	bw_strmap_release(&taken);
	bw_arena_release(&keys);
}

int bw_visit_sources(struct bw_visit *v, const bool *due, size_t from, size_t to, struct bw_wanted_pages *wanted,
		     struct bw_err *err)
{
	struct reading r = {.v = v, .wanted = wanted};
	bw_arena_init(&r.handful);
	for (int failing = 0; failing < 2; failing++) /* those that failed last time keep nobody waiting */
		for (size_t i = from; i < to; i++) {
			const struct bw_source_row *s = &v->sources.rows.ptr[i];
			if (due[i] && !bw_visit_is_file(s->kind) && (s->failures > 0) == failing)
				*BW_PUSH(&v->part, &r.asks) = (struct ask){i, s->url, false};
		}
	int code = ask_all(&r, err);
	if (!code && r.maps.len) {
		memcpy(&r.asks, &r.maps, sizeof(r.asks));
		memset(&r.maps, 0, sizeof(r.maps));
		code = ask_all(&r, err);
	}
	bw_arena_release(&r.handful);
	put_in_order(wanted);
	return code;
}
