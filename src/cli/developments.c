#include "cli/cli.h"
#include "run/view.h"

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	struct bw_loaded_view v;
	struct bw_page page = {0};
	struct bw_view_request request = {.fetched_by = INT64_MAX};
	const char *text = bw_cli_get(c, "days");
	int64_t days = 7;
	if (text && (!bw_str_to_i64(bw_str_from(text), &days) || days < 1 || days > 36500))
		return bw_err_set(err, BW_EUSAGE, "--days takes a number from 1 to 36500");
	int code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err);
	if (code)
		return code;
	code = bw_store_clock(e.store, &request.now, err);
	request.since = request.now - days * BW_DAY;
	if (!code && !(code = bw_view_load(&e, &request, &v, err))) {
		bw_developments_listing(&c->arena, &v.view, &page);
		code = bw_cli_show_page(c, &page, err);
		bw_view_release(&v);
	}
	bw_engine_close(&e);
	return code;
}

static const struct bw_flag flags[] = {
	{"days", "N", "those that moved in the last N days (7)"},
	{"format", "NAME", "terminal, html, markdown or json"},
	{"json", NULL, "the same as --format json"},
	{NULL},
};

const struct bw_verb bw_verb_developments = {
	.name = "developments",
	.summary = "lists what happened, newest first",
	.operands = "",
	.details = "One line a happening: its articles, its independent origins, when it began and last moved.\n",
	.flags = flags,
	.run = run,
};
