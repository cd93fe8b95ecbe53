#include "run/correct.h"

#include "cli/cli.h"

const struct bw_flag bw_correct_flags[] = {
	{"as-of", "DATE", "as if it had been said then: for reliving a past"},
	{NULL},
};

void bw_cli_correct_tell(struct bw_cli *c, const struct bw_correct_report *r)
{
	bw_cli_say(c, "from now on %" BW_PRISTR, BW_ARG(bw_cli_plain(&c->arena, r->holds)));
	if (r->others)
		bw_cli_say(c, "%u other article%s decided otherwise now", r->others, r->others == 1 ? " is" : "s are");
}

static void tell(struct bw_cli *c, const struct bw_correct_report *r)
{
	bw_cli_say(c, "correction %lld: %" BW_PRISTR, (long long)r->id, BW_ARG(bw_cli_plain(&c->arena, r->words)));
	bw_cli_correct_tell(c, r);
	bw_cli_say(c, "'bellwether corrections --undo %lld' takes it back", (long long)r->id);
	for (size_t i = 0; i < r->overruled.len; i++)
		bw_cli_say(c, "correction %lld said otherwise of some of them: this one is later and holds",
			   (long long)r->overruled.ptr[i]);
	if (r->unmet)
		bw_cli_say(c, "%u pair%s of articles could not be %s", r->unmet, r->unmet == 1 ? "" : "s",
			   "brought where the correction says");
}

int bw_cli_correct(struct bw_cli *c, struct bw_correct_request *request, struct bw_err *err)
{
	struct bw_engine e;
	struct bw_clock clock;
	struct bw_correct_report report = {0};
	int lock = -1, code = bw_cli_clock(c, &clock, err);
	if (code || (code = bw_cli_open(c, &e, BW_ENGINE_EXISTING, err)))
		return code;
	request->now = clock.now;
	code = bw_engine_lock(&e, &lock, err);
	if (!code)
		code = bw_correct(&e, &c->arena, request, &c->teller, &report, err);
	if (!code)
		tell(c, &report);
	bw_engine_unlock(lock);
	bw_engine_close(&e);
	return code;
}
