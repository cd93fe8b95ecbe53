#include <sys/statvfs.h>

#include "cli/cli.h"
#include "core/cage.h"
#include "core/config.h"

enum { ROOM_MIN_MIB = 256 };

static int look_at_disk(struct bw_cli *c, const struct bw_engine *e)
{
	struct statvfs fs;
	if (statvfs(e->home.data, &fs))
		return 0;
	unsigned long long free_mib = (unsigned long long)fs.f_bavail * fs.f_frsize >> 20;
	bw_cli_printf("disk      %llu MiB free where the store is\n", free_mib);
	if (free_mib >= ROOM_MIN_MIB)
		return 0;
	c->teller.warn(c->teller.ctx, "the disk is nearly full; make room, or runs will stop");
	return 1;
}

static int look_at_sources(struct bw_cli *c, struct bw_engine *e, int *faults, struct bw_err *err)
{
	struct bw_source_rows rows = {0};
	int code = bw_store_source_list(e->store, &c->arena, &rows, err);
	size_t failing = 0;
	for (size_t i = 0; i < rows.rows.len; i++)
		failing += rows.rows.ptr[i].failures > 0;
	if (code)
		return code;
	bw_cli_printf("sources   %zu followed, %zu failing%s\n", rows.rows.len, failing,
		      failing ? " ('bellwether sources' tells which and why)" : "");
	*faults += failing > 0;
	return 0;
}

/* Whether this kernel can confine the process that parses what comes from outside. */
static int look_at_cage(struct bw_cli *c, const struct bw_engine *e)
{
	struct bw_cage *cage = NULL;
	struct bw_err fault = {0};
	struct bw_cage_limits none = {0};
	int code = bw_cage_open(BW_CAGE_PARSER, &none, &cage, &fault);
	bool wanted = bw_config_bool(e->config, "read.cage");
	bw_cage_close(cage);
	bw_cli_printf("cage      %s\n",
		      !wanted ? "off by read.cage: parsing is not confined"
		      : code  ? "this kernel has none"
			      : "what comes from outside is parsed where it can open no file and reach no network");
	if (code && wanted)
		c->teller.warn(c->teller.ctx, fault.msg);
	return !wanted || code;
}

static int look(struct bw_cli *c, struct bw_engine *e, int *faults, struct bw_err *err)
{
	struct bw_counts n;
	bw_cli_printf("settings  %s\ndesks     %s (%zu desks)\nlexicons  %zu tables, your own in %s\nstore     %s\n",
		      e->home.config, e->home.desks, e->desks.n, e->lexicons.n_tables, e->home.lexicon, e->home.store);
	int code = bw_store_integrity(e->store, err);
	if (!code)
		code = bw_store_counts(e->store, &n, err);
	if (code)
		return code;
	bw_cli_printf("holds     %lld articles, %lld changed versions, %lld pages set aside, %lld developments, %lld "
		      "signals, %lld editions\n",
		      (long long)n.articles, (long long)n.versions, (long long)n.set_aside, (long long)n.developments,
		      (long long)n.signals, (long long)n.editions);
	*faults += look_at_disk(c, e);
	*faults += look_at_cage(c, e);
	return look_at_sources(c, e, faults, err);
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	int faults = 0, code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err);
	if (code)
		return code;
	code = look(c, &e, &faults, err);
	if (!code)
		bw_cli_printf("%s\n", faults ? "something wants your attention" : "all is well");
	bw_engine_close(&e);
	return code;
}

const struct bw_verb bw_verb_doctor = {
	.name = "doctor",
	.summary = "looks at settings, store, disk and sources and says what is wrong",
	.operands = "",
	.details = "Reads everything and changes nothing.\n",
	.run = run,
};
