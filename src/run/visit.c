#include "core/url.h"
#include "run/fetcher.h"
#include "run/schedule.h"
#include "run/visit_part.h"

/*
 * A visit: sources part by part, of each part first the feeds, then the pages that are new, batch by batch, each batch
 * one transaction. A feed's validators (ETag, Last-Modified) are kept only when every item of it is accounted for, so
 * that a run that dies or a page that fails is made good by the next visit. Pages that were read or set aside are
 * looked at again for some days: a text that changed is kept beside the first.
 */
enum { PART_SOURCES = 128, REVISITS_MAX = 512 };

void bw_visit_progress(void *ctx, size_t done, size_t n, const struct bw_response *last)
{
	const struct bw_visit *v = ctx;
	(void)last;
	v->teller->progress(v->teller->ctx, v->doing, done, n);
}

void bw_visit_failed(struct bw_visit *v, struct bw_source_row *s, const char *why)
{
	v->out->failed++;
	s->failures++;
	s->complaint = bw_arena_str(&v->arena, bw_str_from(why));
	v->teller->warn(
		v->teller->ctx,
		bw_arena_printf(&v->arena, "%" BW_PRISTR ": %s", BW_ARG(s->name.len ? s->name : s->url), why).ptr);
}

void bw_visit_read(struct bw_visit *v, struct bw_source_row *s, struct bw_str complaint)
{
	s->failures = 0;
	s->succeeded = v->clock.now;
	s->complaint = bw_arena_str(&v->arena, complaint);
	if (complaint.len)
		v->teller->warn(v->teller->ctx, bw_arena_printf(&v->arena, "%" BW_PRISTR ": %" BW_PRISTR,
								BW_ARG(s->name), BW_ARG(complaint))
							.ptr);
}

void bw_visit_tell(struct bw_visit *v, struct bw_str url, const char *what)
{
	v->teller->warn(v->teller->ctx, bw_arena_printf(&v->arena, "%" BW_PRISTR ": %s", BW_ARG(url), what).ptr);
}

struct bw_str bw_visit_host(struct bw_arena *a, const struct bw_source_row *s)
{
	struct bw_url u;
	return bw_url_parse(a, s->url, &u, NULL) ? BW_STR_NONE : u.host;
}

bool bw_visit_is_later(const struct bw_visit *v, bw_time dated)
{
	return v->clock.replay && dated != BW_TIME_NONE && dated > v->clock.now;
}

int bw_visit_parse(struct bw_visit *v, struct bw_arena *a, const struct bw_parse_task *tasks, size_t n,
		   struct bw_parse_result *results, struct bw_err *err)
{
	return bw_workers_run(v->e->workers, a, tasks, n, results, err);
}

/* Pages that are due for another look, whether their feed still names them or not. */
static int look_again(struct bw_visit *v, struct bw_err *err)
{
	struct bw_due_pages due = {0};
	struct bw_wanted_pages wanted = {0};
	struct bw_map place;
	int code = bw_store_seen_due(v->e->store, &v->part, v->clock.now, v->revisit_s, REVISITS_MAX, &due, err);
	bw_map_init(&place);
	for (size_t i = 0; i < v->sources.rows.len; i++)
		*bw_map_put(&place, (uint64_t)v->sources.rows.ptr[i].id, NULL) = i;
	for (size_t i = 0; !code && i < due.rows.len; i++) {
		const struct bw_due_page *page = &due.rows.ptr[i];
		const uint64_t *source = bw_map_get(&place, (uint64_t)page->source_id);
		if (source && !bw_visit_is_file(v->sources.rows.ptr[*source].kind))
			*BW_PUSH(&v->part, &wanted.rows) =
				(struct bw_wanted){.source = (size_t)*source, .url = page->url, .seen = page->seen};
	}
	bw_map_release(&place);
	v->doing = "looking at pages again";
	return code ? code : bw_visit_pages(v, &wanted, err);
}

static int visit_part(struct bw_visit *v, const bool *due, size_t from, size_t to, struct bw_err *err)
{
	struct bw_wanted_pages wanted = {0};
	bw_arena_reset(&v->part);
	v->doing = "reading sources";
	int code = bw_visit_sources(v, due, from, to, &wanted, err);
	for (size_t i = from; !code && i < to; i++)
		if (due[i] && bw_visit_is_file(v->sources.rows.ptr[i].kind))
			code = bw_visit_files(v, i, err);
	v->doing = "reading pages";
	return code ? code : bw_visit_pages(v, &wanted, err);
}

/* A permanent redirect is believed when two visits in a row met it. */
static int follow_move(struct bw_visit *v, struct bw_source_row *s, struct bw_err *err)
{
	enum { CONFIRMED = 2 };
	bool moved = false;
	if (s->moved_visits < CONFIRMED)
		return 0;
	int code = bw_store_source_move(v->e->store, s->id, s->moved_to, &moved, err);
	if (!code)
		bw_visit_tell(v, s->url,
			      bw_arena_printf(&v->arena,
					      moved ? "it has moved for good; from now on it is read at %" BW_PRISTR
						    : "it has moved to %" BW_PRISTR
						      ", which is a source already; remove one of them",
					      BW_ARG(s->moved_to))
				      .ptr);
	return code;
}

/* An answer that nothing has changed shows no items: the pause grows by an eighth, as with the silence of a source. */
static void set_schedule(struct bw_visit *v, size_t source)
{
	struct bw_source_row *s = &v->sources.rows.ptr[source];
	const struct bw_pace *pace = &v->paces[source];
	struct bw_schedule_facts facts = {.url = s->url,
					  .now = v->clock.now,
					  .outcome = pace->gone    ? BW_SCHEDULE_GONE
						     : s->failures ? BW_SCHEDULE_FAILED
								   : BW_SCHEDULE_READ,
					  .failures = s->failures,
					  .items = pace->items,
					  .n_items = pace->n_items,
					  .retry_after_s = pace->retry_after_s,
					  .fresh_s = pace->fresh_s,
					  .ttl_s = -1,
					  .min_s = bw_config_int(v->e->config, "net.min_interval"),
					  .max_s = bw_config_int(v->e->config, "net.max_interval")};
	struct bw_schedule next = bw_schedule_next(&facts);
	int64_t grown = s->interval_s + s->interval_s / 8;
	if (pace->unchanged && s->interval_s)
		next.interval_s = grown < facts.max_s ? grown : facts.max_s;
	s->interval_s = next.interval_s;
	s->not_before = next.not_before;
}

static int keep_health(struct bw_visit *v, const bool *due, struct bw_err *err)
{
	int code = bw_store_begin(v->e->store, err);
	for (size_t i = 0; !code && i < v->sources.rows.len; i++) {
		struct bw_source_row *s = &v->sources.rows.ptr[i];
		if (!due[i])
			continue;
		if (!v->complete[i])
			s->etag = s->last_modified = BW_STR_NONE;
		set_schedule(v, i);
		code = bw_store_source_visited(v->e->store, s, err);
		if (!code)
			code = follow_move(v, s, err);
	}
	if (!code)
		code = bw_store_visit_put(v->e->store, v->clock.now, v->out->sources, v->out->failed, err);
	if (!code)
		code = bw_store_commit(v->e->store, err);
	bw_store_abandon(v->e->store);
	return code;
}

static bool is_due(const struct bw_visit *v, const struct bw_source_row *s, bool due_only)
{
	struct bw_schedule schedule = {s->interval_s, s->not_before};
	if (s->ended != BW_TIME_NONE)
		return false;
	return due_only ? bw_schedule_due(&schedule, s->visited, v->clock.now)
			: bw_schedule_may(&schedule, s->visited, v->clock.now);
}

static int find_whole(struct bw_visit *v, struct bw_err *err)
{
	struct bw_source_ids ids = {0};
	int code = bw_store_seen_due_sources(v->e->store, &v->arena, v->clock.now, v->revisit_s, &ids, err);
	for (size_t i = 0; i < v->sources.rows.len; i++)
		for (size_t k = 0; k < ids.rows.len; k++)
			v->whole[i] = v->whole[i] || v->sources.rows.ptr[i].id == ids.rows.ptr[k];
	return code;
}

static int visit_all(struct bw_visit *v, bool due_only, struct bw_err *err)
{
	int code = bw_store_source_list(v->e->store, &v->arena, &v->sources, err);
	if (code)
		return code;
	size_t n = v->sources.rows.len;
	bool *due = BW_ARRAY(&v->arena, bool, n);
	v->complete = BW_ARRAY(&v->arena, bool, n);
	v->whole = BW_ARRAY(&v->arena, bool, n);
	v->paces = BW_ARRAY(&v->arena, struct bw_pace, n);
	v->revisit_s = bw_config_int(v->e->config, "read.revisit");
	for (size_t i = 0; i < n; i++) {
		v->complete[i] = true;
		v->paces[i].retry_after_s = v->paces[i].fresh_s = -1;
		due[i] = is_due(v, &v->sources.rows.ptr[i], due_only);
		v->out->sources += due[i];
	}
	code = find_whole(v, err);
	for (size_t i = 0; !code && i < n; i += PART_SOURCES)
		code = visit_part(v, due, i, i + PART_SOURCES < n ? i + PART_SOURCES : n, err);
	if (!code)
		code = look_again(v, err);
	return code ? code : keep_health(v, due, err);
}

int bw_ingest_visit(struct bw_engine *e, struct bw_clock clock, bool due_only, const struct bw_teller *teller,
		    struct bw_visit_report *out, struct bw_err *err)
{
	struct bw_visit v = {.e = e, .clock = clock, .teller = teller, .out = out};
	bw_arena_init(&v.arena);
	bw_arena_init(&v.part);
	int code = bw_engine_fetcher(e, &v.arena, &v.fetcher, err);
	if (!code) {
		code = visit_all(&v, due_only, err);
		bw_fetcher_close(v.fetcher);
	}
	bw_arena_release(&v.part);
	bw_arena_release(&v.arena);
	return code;
}
