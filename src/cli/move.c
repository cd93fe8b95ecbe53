#include "cli/cli.h"
#include "run/correct.h"

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_correct_request request = {
		.kind = BW_CORRECTION_MOVE, .into = c->operands[1], .articles = c->operands, .n_articles = 1};
	return bw_cli_correct(c, &request, err);
}

const struct bw_verb bw_verb_move = {
	.name = "move",
	.summary = "puts an article into the development it belongs to",
	.operands = "ARTICLE DEVELOPMENT|new",
	.min_operands = 2,
	.max_operands = 2,
	.details =
		"'new': it stands for itself. An article is named by its address or identifier, a development by its "
		"identifier\n"
		"or by an article in it; identifiers may be cut short. Copies go where their original goes. What "
		"you say holds\n"
		"through every later run and every rebuild, and teaches what belongs together; what was decided from "
		"that article on\n"
		"is decided again at once. 'bellwether corrections' lists what was said and takes it back.\n",
	.flags = bw_correct_flags,
	.run = run,
};
