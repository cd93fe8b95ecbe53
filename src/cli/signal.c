#include <stdlib.h>

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

static int show(struct bw_cli *c, struct bw_engine *e, struct bw_loaded_view *v, struct bw_err *err)
{
	struct bw_page page = {0};
	int matches;
	const struct bw_view_signal *s = find(c, &v->view, bw_str_from(c->operands[0]), &matches);
	if (!matches)
		return bw_err_set(err, BW_ENOTFOUND, "there is no signal '%s'; 'bellwether signals' lists them",
				  c->operands[0]);
	if (matches > 1)
		return bw_err_set(err, BW_EUSAGE, "'%s' fits %d signals; give more of the identifier", c->operands[0],
				  matches);
	bw_signal_page(&c->arena, e->annotator, &v->view, s, &page);
	return bw_cli_show_page(c, &page, err);
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	struct bw_loaded_view v;
	struct bw_view_request request = {.since = BW_TIME_NONE, .fetched_by = INT64_MAX};
	int code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err);
	if (code)
		return code;
	code = bw_store_clock(e.store, &request.now, err);
	if (!code && !(code = bw_view_load(&e, &request, &v, err))) {
		code = show(c, &e, &v, err);
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

const struct bw_verb bw_verb_signal = {
	.name = "signal",
	.summary = "prints one signal: analysis, evidence, strength and its arithmetic",
	.operands = "ID",
	.min_operands = 1,
	.max_operands = 1,
	.details = "The identifier may be cut short as long as it is clear which signal is meant.\n",
	.flags = flags,
	.run = run,
};
