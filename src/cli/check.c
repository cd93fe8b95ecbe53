#include "cli/cli.h"
#include "core/file.h"
#include "run/proof.h"

static void print_fault(struct bw_cli *c, const struct bw_fault *f)
{
	bw_cli_printf("%" BW_PRISTR ": %" BW_PRISTR "\n", BW_ARG(bw_cli_plain(&c->arena, f->page)),
		      BW_ARG(bw_cli_plain(&c->arena, f->why)));
	if (f->sentence.len)
		bw_cli_printf("    %" BW_PRISTR "\n", BW_ARG(bw_cli_plain(&c->arena, f->sentence)));
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	struct bw_proof proof = {0};
	for (int i = 0; i < c->n_operands; i++)
		if (!bw_file_is_dir(c->operands[i]))
			return bw_err_set(err, BW_ENOTFOUND, "there is no folder %s; 'bellwether publish' makes one",
					  c->operands[i]);
	int code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err);
	if (code)
		return code;
	code = bw_proof_store(&e, &c->arena, &proof, err);
	for (int i = 0; !code && i < c->n_operands; i++)
		code = bw_proof_site(&e, &c->arena, c->operands[i], &proof, err);
	bw_engine_close(&e);
	for (size_t i = 0; i < proof.faults.rows.len; i++)
		print_fault(c, &proof.faults.rows.ptr[i]);
	if (code) /* what was found before it broke off is told all the same */
		return code;
	bw_cli_say(c, "looked at %u articles, %u editions, %u signals, %u cited spans, %u files: %zu fault%s",
		   proof.articles, proof.editions, proof.signals, proof.faults.cites, proof.files,
		   proof.faults.rows.len, proof.faults.rows.len == 1 ? "" : "s");
	if (proof.faults.rows.len)
		return bw_err_set(err, BW_EGROUND, "what is printed is not borne out by the archive");
	return 0;
}

const struct bw_verb bw_verb_check = {
	.name = "check",
	.summary = "proves every printed sentence against the archive",
	.operands = "[SITE...]",
	.max_operands = -1,
	.details = "Goes through the whole store: the digest of every archived text, every sentence of every edition, "
		   "every piece of\n"
		   "evidence. Given folders that 'bellwether publish' wrote, compares each of their pages too. One "
		   "changed letter in\n"
		   "the archive or on a page is named; then the exit code is 3.\n",
	.run = run,
};
