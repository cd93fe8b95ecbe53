#include "cli/cli.h"
#include "run/view.h"

static int compose(struct bw_cli *c, const struct bw_engine *e, const struct bw_loaded_view *v, struct bw_page *out,
		   struct bw_err *err)
{
	const struct bw_view *view = &v->view;
	(void)e;
	(void)err;
	bw_developments_listing(&c->arena, view, out);
	return 0;
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	const char *text = bw_cli_get(c, "days");
	int64_t days = 7;
	if (text && (!bw_str_to_i64(bw_str_from(text), &days) || days < 1 || days > 36500))
		return bw_err_set(err, BW_EUSAGE, "--days takes a number from 1 to 36500");
	return bw_cli_show_view(c, days, compose, err);
}

static const struct bw_flag flags[] = {
	{"days", "N", "those that moved in the last N days (7)"},
	{"as-of", "DATE", "as it was known then"},
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
