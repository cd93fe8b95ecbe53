#include "cli/cli.h"
#include "run/derive.h"

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	struct bw_derive_report report = {0};
	int lock = -1, code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err);
	if (code)
		return code;
	code = bw_engine_lock(&e, &lock, err);
	if (!code)
		code = bw_derive(&e, true, &c->teller, &report, err);
	if (!code)
		bw_cli_say(c, "%u articles, %u developments, %u signals, %u pieces of evidence", report.articles,
			   report.developments, report.signals, report.evidence);
	bw_engine_unlock(lock);
	bw_engine_close(&e);
	return code;
}

const struct bw_verb bw_verb_rebuild = {
	.name = "rebuild",
	.summary = "makes everything that is derived again from the archive",
	.operands = "",
	.details = "Articles, sources and editions stay as they are; origins, developments and signals are decided "
		   "anew. Needed after\n"
		   "a change of word lists or settings; a new version of the program does it by itself.\n",
	.run = run,
};
