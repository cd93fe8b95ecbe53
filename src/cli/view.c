#include "run/view.h"

#include "cli/cli.h"
#include "compose/changed.h"

const struct bw_flag bw_page_flags[] = {
	{"as-of", "DATE", "as it was known then"},
	{"format", "NAME", "terminal, html, markdown or json"},
	{"json", NULL, "the same as --format json"},
	{NULL},
};

/* At the clock of the store, or at the moment that --as-of names. */
static int show(struct bw_cli *c, struct bw_engine *e, int64_t days, bw_cli_compose compose, struct bw_err *err)
{
	struct bw_loaded_view v;
	struct bw_page page = {0};
	struct bw_view_request request = {.since = BW_TIME_NONE, .fetched_by = INT64_MAX};
	struct bw_clock clock;
	int code = bw_cli_clock(c, &clock, err);
	if (!code)
		code = clock.replay ? 0 : bw_store_clock(e->store, &request.now, err);
	if (!code && clock.replay)
		request.now = clock.now;
	if (!code && days)
		request.since = request.now - days * BW_DAY;
	if (code || (code = bw_view_load(e, &request, &v, err)))
		return code;
	code = compose(c, e, &v, &page, err);
	if (!code)
		bw_changed_flag(&v.arena, v.view.later, v.view.n_later, &page);
	if (!code)
		code = bw_cli_show_page(c, &page, err);
	bw_view_release(&v);
	return code;
}

int bw_cli_show_view(struct bw_cli *c, int64_t days, bw_cli_compose compose, struct bw_err *err)
{
	struct bw_engine e;
	int code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err);
	if (code)
		return code;
	code = show(c, &e, days, compose, err);
	bw_engine_close(&e);
	return code;
}
