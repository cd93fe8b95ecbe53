#include "cli/cli.h"
#include "run/site.h"

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	size_t n = 0;
	int code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err);
	if (code)
		return code;
	code = bw_site_publish(&e, c->operands[0], &n, err);
	if (!code)
		bw_cli_say(c, "%zu files; open %s/index.html", n, c->operands[0]);
	bw_engine_close(&e);
	return code;
}

const struct bw_verb bw_verb_publish = {
	.name = "publish",
	.summary = "writes everything as a static web site",
	.operands = "FOLDER",
	.min_operands = 1,
	.max_operands = 1,
	.details = "Briefs by desk and day, signals, developments, articles and the archive, without JavaScript, each "
		   "page with its\n"
		   "JSON and Markdown beside it. The folder can be moved or served as it is. Pages that would not "
		   "change are left\n"
		   "alone.\n",
	.run = run,
};
