#include "cli/cli.h"
#include "run/correct.h"

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_correct_request request = {.kind = BW_CORRECTION_SPLIT,
					     .development = c->operands[0],
					     .articles = c->operands + 1,
					     .n_articles = (size_t)c->n_operands - 1};
	return bw_cli_correct(c, &request, err);
}

const struct bw_verb bw_verb_split = {
	.name = "split",
	.summary = "takes articles out of a development, to be one of their own",
	.operands = "DEVELOPMENT ARTICLE...",
	.min_operands = 2,
	.max_operands = -1,
	.details = "Copies go with their original. The part with the first article keeps the identifier. As with "
		   "'bellwether\n"
		   "move', it holds from now on and can be taken back.\n",
	.flags = bw_correct_flags,
	.run = run,
};
