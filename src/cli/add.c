#include "cli/cli.h"

static int add_one(struct bw_cli *c, struct bw_engine *e, const char *what, bw_time now, struct bw_err *err)
{
	const char *name = bw_cli_get(c, "name"), *desk = bw_cli_get(c, "desk");
	struct bw_add_request request = {bw_str_from(what), bw_str_from(name), bw_str_from(desk),
					 bw_cli_has(c, "allow-private")};
	struct bw_add_report report = {0};
	int code = bw_ingest_add(e, &request, now, &c->arena, &report, err);
	for (size_t i = 0; !code && i < report.rows.len; i++) {
		const struct bw_added *r = &report.rows.ptr[i];
		struct bw_str name_shown = bw_cli_plain(&c->arena, r->name);
		bw_cli_say(c, "%s %" BW_PRISTR " (%" BW_PRISTR ")", r->is_new ? "added" : "known", BW_ARG(name_shown),
			   BW_ARG(r->url));
	}
	return code;
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	struct bw_clock clock;
	int code = bw_cli_clock(c, &clock, err);
	if (code || (code = bw_cli_open(c, &e, BW_ENGINE_CREATE, err)))
		return code;
	code = bw_cli_check_desk(c, &e, err);
	/* one address that fails does not keep the others out; the first fault decides the exit */
	for (int i = 0; (!code || code == BW_ENET || code == BW_ENOTFOUND || code == BW_EINPUT) && i < c->n_operands;
	     i++) {
		struct bw_err fault = {0};
		int rc = add_one(c, &e, c->operands[i], clock.now, &fault);
		if (rc && code)
			c->teller.warn(&c->teller, fault.msg);
		else if (rc)
			*err = fault;
		code = code ? code : rc;
	}
	bw_engine_close(&e);
	return code;
}

static const struct bw_flag flags[] = {
	{"desk", "ID", "the desk that the source is followed for: what it brings is that desk's business"},
	{"name", "NAME", "what the source is called, in place of the name it gives itself"},
	{"allow-private", NULL,
	 "the source may stand at an address that is not public (this machine, a local network)"},
	{NULL},
};

const struct bw_verb bw_verb_add = {
	.name = "add",
	.summary = "follows a source: a feed, a page with a feed, a list of feeds, a folder",
	.operands = "ADDRESS|FILE|FOLDER...",
	.min_operands = 1,
	.max_operands = -1,
	.details = "An address of a feed (RSS, Atom, JSON Feed) is followed itself; for a page, the feed that it names "
		   "is. A list of\n"
		   "feeds (OPML), as an address or a file, adds all of them. A folder is read for saved pages, texts "
		   "and articles\n"
		   "as JSON. Adding the same address again updates its name and desk.\n",
	.flags = flags,
	.run = run,
};
