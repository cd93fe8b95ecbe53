#include "run/edition.h"

#include <stdlib.h>

#include "core/json.h"

enum { PAGE_MAX = 16 << 20 };

static struct bw_str gate_json(struct bw_arena *a, const struct bw_gate *gate)
{
	struct bw_buf b;
	struct bw_json_out j;
	bw_buf_init(&b, PAGE_MAX);
	bw_json_out_init(&j, &b);
	bw_json_begin_array(&j, NULL);
	for (size_t i = 0; i < gate->n_terms; i++) {
		bw_json_begin_object(&j, NULL);
		bw_json_put_str(&j, "label", gate->terms[i].label);
		bw_json_put_real(&j, "value", gate->terms[i].value);
		if (gate->terms[i].has_bar)
			bw_json_put_real(&j, "bar", gate->terms[i].bar);
		bw_json_end_object(&j);
	}
	bw_json_end_array(&j);
	struct bw_str out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return out;
}

static struct bw_str page_json(struct bw_arena *a, const struct bw_page *page)
{
	struct bw_buf b;
	bw_buf_init(&b, PAGE_MAX);
	bw_page_write_json(page, &b);
	struct bw_str out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return out;
}

/* What is new to a desk is what came after its last edition of an earlier day; for a first edition, what came in the
 * day before. */
static int since_of(struct bw_engine *e, struct bw_str desk, struct bw_str date, bw_time now, bw_time *since,
		    struct bw_err *err)
{
	int code = bw_store_edition_before(e->store, desk, date, since, err);
	if (!code && (*since == BW_TIME_NONE || *since > now))
		*since = now - BW_DAY;
	return code;
}

static int count_coverage(struct bw_engine *e, struct bw_loaded_view *v, bw_time fetched_by, struct bw_err *err)
{
	struct bw_coverage *c = &v->view.coverage;
	*c = (struct bw_coverage){0};
	int code = bw_store_visit_get(e->store, v->view.now, c, err);
	return code ? code : bw_store_coverage(e->store, v->view.since, v->view.now, fetched_by, c, err);
}

/* A published edition of the day stands as it is. */
static int is_published(struct bw_engine *e, struct bw_arena *a, struct bw_str desk, struct bw_str date,
			bool *published, struct bw_err *err)
{
	struct bw_edition old = {0};
	struct bw_err absent = {0};
	int code = bw_store_edition_get(e->store, a, desk, date, &old, &absent);
	*published = !code && old.outcome == BW_PUBLISHED;
	if (code && code != BW_ENOTFOUND) {
		*err = absent;
		return code;
	}
	return 0;
}

struct making {
	const struct bw_desk *desk;
	bw_time since;
};

static int compose(struct bw_engine *e, struct bw_loaded_view *v, const struct making *m, struct bw_arena *a,
		   struct bw_page *page, struct bw_gate *gate, struct bw_err *err)
{
	if (m->since != v->view.since)
		bw_view_since(v, m->since);
	int code = count_coverage(e, v, INT64_MAX, err);
	if (!code)
		bw_brief_compose(a, e->config, e->annotator, m->desk, &v->view, page, gate);
	return code;
}

static int make_one(struct bw_engine *e, struct bw_loaded_view *v, const struct making *m, struct bw_str date,
		    struct bw_edition_report *out, struct bw_err *err)
{
	struct bw_arena a;
	struct bw_page page = {0};
	struct bw_gate gate = {0};
	bw_arena_init(&a);
	int code = compose(e, v, m, &a, &page, &gate, err);
	if (!code) {
		struct bw_edition edition = {m->desk->id,  date,        v->view.now,          m->since,
					     gate.outcome, gate.reason, page_json(&a, &page), gate_json(&a, &gate)};
		code = bw_store_edition_put(e->store, &edition, err);
		out->published += gate.outcome == BW_PUBLISHED;
		out->silent += gate.outcome != BW_PUBLISHED;
	}
	bw_arena_release(&a);
	return code;
}

/* The editions that a brief links to: those of the day that were published by `clock`, and those about to be. */
struct others {
	BW_VEC(struct bw_edition_row) rows;
};

static void add_other(struct bw_engine *e, struct bw_arena *a, struct others *others, struct bw_str desk,
		      struct bw_str date)
{
	for (size_t i = 0; i < e->desks.n; i++)
		if (bw_str_eq(e->desks.rows[i].id, desk))
			*BW_PUSH(a, &others->rows) = (struct bw_edition_row){.desk = desk,
									     .desk_name = e->desks.rows[i].name,
									     .date = date,
									     .outcome = BW_PUBLISHED};
}

static int add_kept(struct bw_engine *e, struct bw_arena *a, struct bw_str date, bw_time clock, struct others *others,
		    struct bw_err *err)
{
	struct bw_editions all = {0};
	int code = bw_store_edition_list(e->store, a, date, &all, err);
	for (size_t i = 0; !code && i < all.rows.len; i++) {
		const struct bw_edition *x = &all.rows.ptr[i];
		if (bw_str_eq(x->date, date) && x->outcome == BW_PUBLISHED && x->clock <= clock)
			add_other(e, a, others, x->desk, date);
	}
	return code;
}

static int by_desk(const void *x, const void *y)
{
	return bw_str_cmp(((const struct bw_edition_row *)x)->desk, ((const struct bw_edition_row *)y)->desk);
}

static void set_others(struct bw_loaded_view *v, struct others *others)
{
	if (others->rows.len)
		qsort(others->rows.ptr, others->rows.len, sizeof(*others->rows.ptr), by_desk);
	v->view.others = others->rows.ptr;
	v->view.n_others = others->rows.len;
}

/* Composed twice: the first time tells which desks will have an edition, so that each can name the others. */
static int make_all(struct bw_engine *e, struct bw_loaded_view *v, const struct making *todo, size_t n,
		    struct bw_str date, struct bw_edition_report *out, struct bw_err *err)
{
	struct others others = {0};
	struct bw_arena a;
	bw_arena_init(&a);
	int code = add_kept(e, &v->arena, date, v->view.now, &others, err);
	for (size_t i = 0; !code && i < n; i++) {
		struct bw_page page = {0};
		struct bw_gate gate = {0};
		code = compose(e, v, &todo[i], &a, &page, &gate, err);
		if (!code && gate.outcome == BW_PUBLISHED)
			add_other(e, &v->arena, &others, todo[i].desk->id, date);
		bw_arena_reset(&a);
	}
	bw_arena_release(&a);
	set_others(v, &others);
	if (!code)
		code = bw_store_begin(e->store, err);
	for (size_t i = 0; !code && i < n; i++)
		code = make_one(e, v, &todo[i], date, out, err);
	if (!code)
		code = bw_store_commit(e->store, err);
	bw_store_abandon(e->store);
	return code;
}

int bw_editions_make(struct bw_engine *e, struct bw_clock clock, struct bw_edition_report *out, struct bw_err *err)
{
	struct bw_arena a;
	struct bw_loaded_view v;
	char day[BW_TIME_TEXT];
	struct bw_str date = bw_str_from(bw_time_iso_day(clock.now, day));
	struct bw_view_request request = {clock.now, clock.now, INT64_MAX, day};
	size_t n = 0;
	int code = 0;
	bw_arena_init(&a);
	struct making *todo = BW_ARRAY(&a, struct making, e->desks.n);
	out->desks = (uint32_t)e->desks.n;
	for (size_t i = 0; !code && i < e->desks.n; i++) {
		bool published = false;
		todo[n].desk = &e->desks.rows[i];
		code = is_published(e, &a, todo[n].desk->id, date, &published, err);
		if (!code && !published) {
			code = since_of(e, todo[n].desk->id, date, clock.now, &todo[n].since, err);
			request.since = todo[n].since < request.since ? todo[n].since : request.since;
			n++;
		}
	}
	if (!code && n && !(code = bw_view_load(e, &request, &v, err))) {
		code = make_all(e, &v, todo, n, date, out, err);
		bw_view_release(&v);
	}
	bw_arena_release(&a);
	return code;
}

int bw_edition_recompose(struct bw_engine *e, const struct bw_desk *desk, struct bw_str date, struct bw_arena *a,
			 struct bw_page *page, struct bw_gate *gate, struct bw_err *err)
{
	struct bw_loaded_view v;
	struct bw_edition kept = {0};
	struct bw_view_request request = {.fetched_by = INT64_MAX, .before_date = bw_arena_cstr(a, date)};
	bw_time start;
	if (!bw_time_parse(date, &start))
		return bw_err_set(err, BW_EUSAGE, "'%" BW_PRISTR "' is no date; write it as 2026-03-05", BW_ARG(date));
	int code = bw_store_edition_get(e->store, a, desk->id, date, &kept, err);
	if (code == BW_ENOTFOUND) {
		request.now = bw_time_day_start(start) + BW_DAY - 1;
		code = since_of(e, desk->id, date, request.now, &request.since, err);
	} else if (!code) {
		request.now = request.fetched_by = kept.clock;
		request.since = kept.since;
	}
	if (code || (code = bw_view_load(e, &request, &v, err)))
		return code;
	struct others others = {0};
	code = count_coverage(e, &v, request.fetched_by, err);
	if (!code)
		code = add_kept(e, &v.arena, date, request.now, &others, err);
	set_others(&v, &others);
	if (!code)
		bw_brief_compose(a, e->config, e->annotator, desk, &v.view, page, gate);
	/* the page borrows from the view: keep what it says, not where it stood */
	struct bw_str json = code ? BW_STR_NONE : page_json(a, page);
	bw_view_release(&v);
	return code ? code : bw_page_read_json(a, json, page, err);
}
