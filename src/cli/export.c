#include "run/export.h"
#include "cli/cli.h"

static int write_out(void *ctx, struct bw_str bytes, struct bw_err *err)
{
	(void)ctx;
	return bw_cli_out(bytes, err);
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	struct bw_clock clock;
	struct bw_sink sink = {write_out, NULL};
	int code = bw_cli_clock(c, &clock, err);
	if (code || (code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err)))
		return code;
	code = bw_export(&e, clock.replay ? clock.now : INT64_MAX, &sink, err);
	bw_engine_close(&e);
	return code;
}

static const struct bw_flag flags[] = {
	{"as-of", "DATE", "only what was known then"},
	{NULL},
};

const struct bw_verb bw_verb_export = {
	.name = "export",
	.summary = "writes everything that is known as JSON Lines",
	.operands = "",
	.details = "The format is bellwether-export/1, told in bellwether-export(5): one object a line, in a fixed "
		   "order.\n",
	.flags = flags,
	.run = run,
};
