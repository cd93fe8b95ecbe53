#include "cli/cli.h"
#include "run/view.h"

/* An identifier may be cut short as long as it is clear which is meant. */
static const struct bw_view_signal *find(struct bw_cli *c, const struct bw_view *view, struct bw_str id, int *matches)
{
	const struct bw_view_signal *found = NULL;
	*matches = 0;
	for (size_t i = 0; i < view->n_signals; i++) {
		struct bw_str full =
			bw_arena_printf(&c->arena, "%016llx", (unsigned long long)view->signals[i].signal->id);
		if (!bw_str_starts(full, id))
			continue;
		found = &view->signals[i];
		(*matches)++;
	}
	return found;
}

static int compose(struct bw_cli *c, const struct bw_engine *e, const struct bw_loaded_view *v, struct bw_page *out,
		   struct bw_err *err)
{
	const struct bw_view *view = &v->view;
	int matches;
	const struct bw_view_signal *s = find(c, view, bw_str_from(c->operands[0]), &matches);
	if (!matches)
		return bw_err_set(err, BW_ENOTFOUND, "there is no signal '%s'; 'bellwether signals' lists them",
				  c->operands[0]);
	if (matches > 1)
		return bw_err_set(err, BW_EUSAGE, "'%s' fits %d signals; give more of the identifier", c->operands[0],
				  matches);
	bw_signal_page(&c->arena, e->annotator, view, s, out);
	return 0;
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	return bw_cli_show_view(c, 0, compose, err);
}

const struct bw_verb bw_verb_signal = {
	.name = "signal",
	.summary = "prints one signal: analysis, evidence, strength and its arithmetic",
	.operands = "ID",
	.min_operands = 1,
	.max_operands = 1,
	.details = "The identifier may be cut short as long as it is clear which signal is meant.\n",
	.flags = bw_page_flags,
	.run = run,
};
