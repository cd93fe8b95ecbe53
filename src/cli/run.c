#include <errno.h>
#include <signal.h>
#include <time.h>

#include "cli/cli.h"
#include "run/derive.h"
#include "run/edition.h"

static volatile sig_atomic_t stopped;

static void stop(int signal_number)
{
	(void)signal_number;
	stopped = 1;
}

static int run_once(struct bw_cli *c, struct bw_engine *e, struct bw_clock clock, bool due_only, struct bw_err *err)
{
	struct bw_visit_report visit = {0};
	struct bw_derive_report derived = {0};
	struct bw_edition_report editions = {0};
	char day[BW_TIME_TEXT];
	int code = bw_ingest_visit(e, clock, due_only, &c->teller, &visit, err);
	if (!code)
		code = bw_derive(e, false, &c->teller, &derived, err);
	if (!code)
		code = bw_editions_make(e, clock, &editions, err);
	if (code)
		return code;
	bw_cli_say(c,
		   "%s: %u sources, %u failed; %u new articles, %u set aside; %u decided, %u new developments, %u new "
		   "signals; %u "
		   "of %u desks have an edition",
		   bw_time_iso_day(clock.now, day), visit.sources, visit.failed, visit.articles, visit.set_aside,
		   derived.articles, derived.developments, derived.signals, editions.desks - editions.silent,
		   editions.desks);
	return 0;
}

/* Sleeps until the moment or the signal, whichever comes first. */
static void wait_until(time_t moment)
{
	struct timespec until = {.tv_sec = moment};
	while (!stopped && clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &until, NULL) == EINTR)
		;
}

/* A run that fails for a passing reason is told and tried again at the next turn; another fault ends the program. */
static int run_every(struct bw_cli *c, struct bw_engine *e, int64_t seconds, struct bw_err *err)
{
	struct sigaction action = {.sa_handler = stop};
	int code = 0;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	while (!stopped) {
		struct bw_clock clock = {.now = (bw_time)time(NULL)};
		code = run_once(c, e, clock, true, err);
		if (code && code != BW_EBUSY && code != BW_ENET)
			return code;
		if (code)
			c->teller.warn(c->teller.ctx, err->msg);
		wait_until((time_t)(clock.now + seconds));
	}
	return 0;
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	struct bw_engine e;
	struct bw_clock clock;
	const char *every = bw_cli_get(c, "every"), *jobs = bw_cli_get(c, "jobs");
	int64_t seconds = 0, n = 0;
	int lock = -1, code = bw_cli_clock(c, &clock, err);
	if (code)
		return code;
	if (every && (clock.replay || !bw_duration_parse(bw_str_from(every), &seconds) || seconds < 1))
		return bw_err_set(err, BW_EUSAGE,
				  "--every takes a time such as 15m or 2h, and does not go with --as-of");
	if (jobs && (!bw_str_to_i64(bw_str_from(jobs), &n) || n < 1 || n > 64))
		return bw_err_set(err, BW_EUSAGE, "--jobs takes a number from 1 to 64");
	if ((code = bw_cli_open(c, &e, BW_ENGINE_CREATE, err)))
		return code;
	if (n)
		e.jobs = (int)n;
	code = bw_engine_lock(&e, &lock, err);
	if (!code)
		code = every ? run_every(c, &e, seconds, err) : run_once(c, &e, clock, bw_cli_has(c, "due"), err);
	bw_engine_unlock(lock);
	bw_engine_close(&e);
	return code;
}

static const struct bw_flag flags[] = {
	{"every", "TIME", "go on until stopped, one run each TIME (15m, 2h), which visits the sources that are due"},
	{"due", NULL, "visit only the sources that are due, by how often they publish; for timers"},
	{"as-of", "DATE", "live a past day again: nothing dated later is seen, and the edition is of that day"},
	{"jobs", "N", "threads for reading articles (else one a core); the result does not depend on it"},
	{NULL},
};

const struct bw_verb bw_verb_run = {
	.name = "run",
	.summary = "visits all sources and makes the day's editions",
	.operands = "",
	.details = "Reads what is new, folds reprints, gathers developments, keeps signals, and composes one edition a "
		   "desk and day,\n"
		   "or says in one line why there is none. A run that is stopped at any moment is made good by the "
		   "next.\n",
	.flags = flags,
	.run = run,
};
