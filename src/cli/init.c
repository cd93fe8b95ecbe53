#include "cli/cli.h"

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	int made = 0;
	int code = bw_cli_open(c, &e, BW_ENGINE_CREATE, err);
	if (code)
		return code;
	code = bw_engine_init(&e, &made, err);
	if (!code && made)
		bw_cli_say(c,
			   "settings: %s\ndesks:    %s\nstore:    %s\nnow add what you follow: bellwether add ADDRESS",
			   e.home.config, e.home.desks, e.home.store);
	if (!code && !made)
		bw_cli_say(c, "everything is there already: %s", e.home.config);
	bw_engine_close(&e);
	return code;
}

const struct bw_verb bw_verb_init = {
	.name = "init",
	.summary = "makes settings, desks and an empty store",
	.operands = "",
	.details = "Writes config.ini and desks.ini, which explain themselves, where they are missing, and makes the "
		   "store. What is\n"
		   "there already is left alone.\n",
	.run = run,
};
