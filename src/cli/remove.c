#include "cli/cli.h"
#include "core/url.h"

#include <limits.h>
#include <stdlib.h>

/* By address, by path, or by name when only one source has it. */
static bool fits(const struct bw_source_row *s, struct bw_str address, struct bw_str word)
{
	return bw_str_eq(s->url, word) || bw_str_eq(s->url, address) || bw_str_eq(s->name, word);
}

static struct bw_str address_of(struct bw_cli *c, const char *word)
{
	char buffer[PATH_MAX];
	struct bw_str address;
	if (realpath(word, buffer))
		return bw_arena_printf(&c->arena, "file://%s", buffer);
	return bw_url_canonical(&c->arena, bw_str_from(word), &address, NULL) ? bw_str_from(word) : address;
}

static int remove_one(struct bw_cli *c, struct bw_engine *e, const struct bw_source_rows *all, const char *word,
		      struct bw_err *err)
{
	const struct bw_source_row *found = NULL;
	struct bw_str address = address_of(c, word);
	int n = 0;
	for (size_t i = 0; i < all->rows.len; i++) {
		const struct bw_source_row *s = &all->rows.ptr[i];
		if (s->ended == BW_TIME_NONE && fits(s, address, bw_str_from(word))) {
			found = s;
			n++;
		}
	}
	if (!n)
		return bw_err_set(err, BW_ENOTFOUND, "no source '%s' is followed; 'bellwether sources' lists them",
				  word);
	if (n > 1)
		return bw_err_set(err, BW_EUSAGE, "%d sources are called '%s'; give the address of the one you mean", n,
				  word);
	struct bw_clock clock;
	int code = bw_cli_clock(c, &clock, err);
	if (!code)
		code = bw_store_source_end(e->store, found->id, clock.now, err);
	if (!code)
		bw_cli_say(c, "no longer followed: %" BW_PRISTR " (%" BW_PRISTR "); its %lld articles stay",
			   BW_ARG(bw_cli_plain(&c->arena, found->name)), BW_ARG(found->url),
			   (long long)found->n_articles);
	return code;
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	struct bw_source_rows all = {0};
	int code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err);
	if (code)
		return code;
	code = bw_store_source_list(e.store, &c->arena, &all, err);
	if (!code)
		code = bw_store_source_count(e.store, &all, err);
	for (int i = 0; !code && i < c->n_operands; i++)
		code = remove_one(c, &e, &all, c->operands[i], err);
	bw_engine_close(&e);
	return code;
}

const struct bw_verb bw_verb_remove = {
	.name = "remove",
	.summary = "stops following a source; what it gave stays",
	.operands = "ADDRESS|NAME...",
	.min_operands = 1,
	.max_operands = -1,
	.details = "'bellwether add' with the same address takes it up again.\n",
	.run = run,
};
