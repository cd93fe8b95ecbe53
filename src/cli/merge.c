#include "cli/cli.h"
#include "run/correct.h"

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_correct_request request = {
		.kind = BW_CORRECTION_MERGE, .development = c->operands[0], .into = c->operands[1]};
	return bw_cli_correct(c, &request, err);
}

const struct bw_verb bw_verb_merge = {
	.name = "merge",
	.summary = "makes one development of two that tell one happening",
	.operands = "DEVELOPMENT DEVELOPMENT",
	.min_operands = 2,
	.max_operands = 2,
	.details = "The one that began earlier keeps its identifier, and the other's leads to it. Identifiers may be "
		   "cut short. As\n"
		   "with 'bellwether move', it holds from now on and can be taken back.\n",
	.flags = bw_correct_flags,
	.run = run,
};
