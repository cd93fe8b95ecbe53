#include "cli/cli.h"
#include "run/view.h"

static int compose(struct bw_cli *c, const struct bw_engine *e, const struct bw_loaded_view *v, struct bw_page *out,
		   struct bw_err *err)
{
	const struct bw_view *view = &v->view;
	if (!view->n_signals)
		return bw_err_set(err, BW_ENOTFOUND,
				  "no signal stands yet; several developments must bear one out first");
	bw_signals_listing(&c->arena, e->annotator, view, out);
	return 0;
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	return bw_cli_show_view(c, 0, compose, err);
}

const struct bw_verb bw_verb_signals = {
	.name = "signals",
	.summary = "lists the signals that stand, strongest first",
	.operands = "",
	.details = "Each with its strength, how often it was extracted, and its identifier for 'bellwether signal'.\n",
	.flags = bw_page_flags,
	.run = run,
};
