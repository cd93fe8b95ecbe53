#include "cli/cli.h"
#include "run/view.h"

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	struct bw_loaded_view v;
	struct bw_page page = {0};
	struct bw_view_request request = {.since = BW_TIME_NONE, .fetched_by = INT64_MAX};
	int code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err);
	if (code)
		return code;
	code = bw_store_clock(e.store, &request.now, err);
	if (!code && !(code = bw_view_load(&e, &request, &v, err))) {
		bw_signals_listing(&c->arena, e.annotator, &v.view, &page);
		code = bw_cli_show_page(c, &page, err);
		if (!code && !v.view.n_signals)
			code = bw_err_set(err, BW_ENOTFOUND, "%s", "");
		bw_view_release(&v);
	}
	bw_engine_close(&e);
	return code;
}

static const struct bw_flag flags[] = {
	{"format", "NAME", "terminal, html, markdown or json"},
	{"json", NULL, "the same as --format json"},
	{NULL},
};

const struct bw_verb bw_verb_signals = {
	.name = "signals",
	.summary = "lists the signals that stand, strongest first",
	.operands = "",
	.details = "Each with its strength, how often it was extracted, and its identifier for 'bellwether signal'.\n",
	.flags = flags,
	.run = run,
};
