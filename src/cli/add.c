#include "cli/cli.h"

static int add_one(struct bw_cli *c, struct bw_engine *e, const char *what, bw_time now, struct bw_err *err)
{
	struct bw_add_request request = {
		.what = bw_str_from(what),
		.name = bw_str_from(bw_cli_get(c, "name")),
		.desk = bw_str_from(bw_cli_get(c, "desk")),
		.owner = bw_str_from(bw_cli_get(c, "owner")),
		.allow_private = bw_cli_has(c, "allow-private"),
		.watch = bw_cli_has(c, "watch"),
	};
	struct bw_add_report report = {0};
	int code = bw_ingest_add(e, &request, now, &c->arena, &report, err);
	for (size_t i = 0; !code && i < report.includes.len; i++)
		bw_cli_say(c, "not read: the list %" BW_PRISTR " that this one includes; add it by its address",
			   BW_ARG(bw_cli_plain(&c->arena, report.includes.ptr[i])));
	for (size_t i = 0; !code && i < report.rows.len; i++) {
		const struct bw_added *r = &report.rows.ptr[i];
		struct bw_str name_shown = bw_cli_plain(&c->arena, r->name.len ? r->name : r->url);
		bw_cli_say(c, "%s %" BW_PRISTR " (%" BW_PRISTR ")%s", r->is_new ? "added" : "known", BW_ARG(name_shown),
			   BW_ARG(r->url), r->kind == BW_SOURCE_PAGE ? ", a page that is watched for new links" : "");
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
	{"owner", "NAME", "who owns the outlet: two outlets of one owner are not two independent voices"},
	{"watch", NULL, "watch the page itself for new links, whatever feed it names"},
	{"allow-private", NULL,
	 "the source may stand at an address that is not public (this machine, a local network)"},
	{NULL},
};

const struct bw_verb bw_verb_add = {
	.name = "add",
	.summary = "follows a source: a feed, a site, a list of feeds, a folder, a mailbox, a web archive",
	.operands = "ADDRESS|FILE|FOLDER...",
	.min_operands = 1,
	.max_operands = -1,
	.details = "An address of a feed (RSS, Atom, JSON Feed) or of a site map is followed itself; for a page, the "
		   "feed that "
		   "it names is, and\n"
		   "a page that names none is watched for new links. A list of feeds (OPML), as an address or a file, "
		   "adds all "
		   "of them; its\n"
		   "folders that are called as desks are those desks. A folder is read for saved pages, texts, "
		   "Markdown, PDF, "
		   "mails and\n"
		   "articles as JSON; a Maildir, a mailbox (mbox) and a web archive (WARC) for what is in them. Adding "
		   "the same "
		   "address again\n"
		   "updates its name, desk and owner.\n",
	.flags = flags,
	.run = run,
};
