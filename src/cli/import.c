#include "cli/cli.h"
#include "core/file.h"
#include "run/derive.h"

enum { FILE_BYTES_MAX = 1 << 30 };

static int import_one(struct bw_cli *c, struct bw_engine *e, const char *path, bw_time now,
		      struct bw_import_report *report, struct bw_err *err)
{
	struct bw_arena a;
	struct bw_str lines;
	struct bw_import_report r = {0};
	bw_arena_init(&a);
	int code = bw_file_read(&a, path, FILE_BYTES_MAX, &lines, err);
	if (!code)
		code = bw_ingest_import(e, lines, bw_str_from(path), now, &c->teller, &r, err);
	bw_arena_release(&a);
	report->articles += r.articles;
	report->versions += r.versions;
	report->same += r.same;
	report->refused += r.refused;
	return code;
}

static int import_all(struct bw_cli *c, struct bw_engine *e, bw_time now, struct bw_err *err)
{
	static const char *const standard_input[] = {"-"};
	const char *const *paths = c->n_operands ? c->operands : standard_input;
	int n = c->n_operands ? c->n_operands : 1;
	struct bw_import_report report = {0};
	struct bw_derive_report derived = {0};
	int code = 0;
	for (int i = 0; !code && i < n; i++)
		code = import_one(c, e, paths[i], now, &report, err);
	if (!code)
		code = bw_derive(e, false, &c->teller, &derived, err);
	if (code)
		return code;
	bw_cli_say(c, "%u new, %u changed, %u known, %u refused; %u decided, %u new developments, %u new signals",
		   report.articles, report.versions, report.same, report.refused, derived.articles,
		   derived.developments, derived.signals);
	if (report.refused)
		return bw_err_set(err, BW_EINPUT, "%u lines were refused; the others are kept", report.refused);
	return 0;
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	struct bw_clock clock;
	int lock = -1, code = bw_cli_clock(c, &clock, err);
	if (code || (code = bw_cli_open(c, &e, BW_ENGINE_CREATE, err)))
		return code;
	code = bw_engine_lock(&e, &lock, err);
	if (!code)
		code = import_all(c, &e, clock.now, err);
	bw_engine_unlock(lock);
	bw_engine_close(&e);
	return code;
}

static const struct bw_flag flags[] = {
	{"as-of", "DATE", "the moment at which they count as read, in place of now"},
	{NULL},
};

const struct bw_verb bw_verb_import = {
	.name = "import",
	.summary = "takes articles that are ready made, as JSON Lines",
	.operands = "[FILE...]",
	.max_operands = -1,
	.details = "One object a line: {\"url\", \"source\", \"title\", \"published\", \"lang\", \"text\"}, the text "
		   "in paragraphs with an\n"
		   "empty line between them. Without a file, standard input is read. A line that cannot be used is "
		   "named and left\n"
		   "out; then the exit code is 3.\n",
	.flags = flags,
	.run = run,
};
