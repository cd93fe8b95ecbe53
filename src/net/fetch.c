#include <stdio.h>
#include <time.h>

#include "core/file.h"
#include "net/fetch_part.h"

/* Of those that nobody has answered yet so many more may be under way than net.jobs, so that the dead do not hold the
 * places of the living. */
enum { WAITING_PER_JOB = 8, FLYING_MAX = 256, WAIT_MAX_MS = 200 };

static int64_t clock_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static const char *text(struct bw_arena *a, const struct bw_config *config, const char *name)
{
	return bw_arena_cstr(a, bw_config_str(config, name));
}

/* How the program names itself: with somewhere to complain, when the user gives one. */
static const char *agent_of(struct bw_arena *a, const struct bw_config *config)
{
	struct bw_str agent = bw_config_str(config, "net.agent"), contact = bw_config_str(config, "net.contact");
	if (!contact.len)
		return bw_arena_cstr(a, agent);
	return bw_arena_printf(a, "%" BW_PRISTR " (+%" BW_PRISTR ")", BW_ARG(agent), BW_ARG(contact)).ptr;
}

static int open_line(struct bw_fetcher *f, const struct bw_config *config, struct bw_err *err)
{
	struct bw_arena *a = f->arena;
	struct bw_transfer_settings settings = {.agent = agent_of(a, config),
						.connect_timeout_ms =
							(long)bw_config_int(config, "net.connect_timeout") * 1000,
						.slow_bytes_per_s = (long)bw_config_int(config, "net.slow_rate"),
						.slow_s = (long)bw_config_int(config, "net.slow_time"),
						.jobs = f->jobs,
						.proxy = text(a, config, "net.proxy"),
						.ca_file = text(a, config, "net.ca_file"),
						.resolve = text(a, config, "net.resolve")};
	struct bw_str certificates;
	if (*settings.ca_file && bw_file_read(a, settings.ca_file, 4 << 20, &certificates, err))
		return bw_err_context(err, "net.ca_file");
	return bw_transfers_open(&settings, &f->line, err);
}

int bw_fetcher_open(struct bw_arena *a, const struct bw_config *config, struct bw_fetcher **out, struct bw_err *err)
{
	struct bw_fetcher *f = BW_NEW(a, struct bw_fetcher);
	*out = NULL;
	f->arena = a;
	f->mirror = bw_arena_str(a, bw_config_str(config, "net.mirror"));
	f->token = bw_arena_str(a, bw_robots_token(bw_config_str(config, "net.agent")));
	f->max_body = (size_t)bw_config_int(config, "net.max_body");
	f->jobs = (int)bw_config_int(config, "net.jobs");
	f->per_host = (int)bw_config_int(config, "net.per_host");
	f->retries = (int)bw_config_int(config, "net.retries");
	f->timeout_ms = bw_config_int(config, "net.timeout") * 1000;
	f->pause_ms = f->mirror.len ? 0 : bw_config_int(config, "net.pause") * 1000;
	f->crawl_delay_ms = f->mirror.len ? 0 : bw_config_int(config, "net.crawl_delay") * 1000;
	f->allow_downgrade = bw_config_bool(config, "net.allow_downgrade");
	int code = f->mirror.len ? BW_OK : open_line(f, config, err);
	if (code)
		return code;
	bw_origins_init(&f->origins, a);
	*out = f;
	return BW_OK;
}

int bw_fetcher_read_secrets(struct bw_fetcher *f, const char *path, struct bw_err *err)
{
	return bw_secrets_read(f->arena, path, &f->secrets, err);
}

void bw_fetcher_close(struct bw_fetcher *f)
{
	if (!f)
		return;
	bw_transfers_close(f->line);
	bw_origins_release(&f->origins);
}

/* When the host may be asked for a page again. */
static int64_t host_ready_ms(const struct bw_fetcher *f, const struct bw_host *host)
{
	int64_t pause = host->is_private ? 0 : f->pause_ms;
	int64_t delay = host->delay_ms < f->crawl_delay_ms ? host->delay_ms : f->crawl_delay_ms;
	pause = delay > pause ? delay : pause;
	int64_t ready = host->asked_ms == INT64_MIN ? INT64_MIN : host->asked_ms + pause;
	return ready > host->not_before_ms ? ready : host->not_before_ms;
}

static bool line_has_room(const struct bw_batch *b)
{
	const struct bw_fetcher *f = b->f;
	int most = f->jobs * WAITING_PER_JOB < FLYING_MAX ? f->jobs * WAITING_PER_JOB : FLYING_MAX;
	return f->mirror.len || (b->flying < most && b->flying - bw_transfers_silent(f->line) < f->jobs);
}

/* Whether it is the job's turn; else *next_ms is lowered to when it may be. */
static bool is_due(const struct bw_batch *b, const struct bw_job *job, int64_t *next_ms)
{
	const struct bw_host *host = job->origin->host;
	int64_t ready = job->robots_of ? host->not_before_ms : host_ready_ms(b->f, host);
	ready = job->not_before_ms > ready ? job->not_before_ms : ready;
	if (ready > b->now_ms && b->now_ms >= host->rests_until_ms) {
		*next_ms = ready < *next_ms ? ready : *next_ms;
		return false;
	}
	return host->flying < b->f->per_host;
}

static bool start_one(struct bw_batch *b, struct bw_job *job, bool again, int64_t *next_ms)
{
	if (job->state != BW_JOB_READY || (job->tries > 0) != again || !is_due(b, job, next_ms))
		return false;
	bw_arena_reset(&b->turn);
	return bw_job_start(b, job);
}

/* Those that failed before come after those that did not. Gives when to look again. */
static int64_t start_what_can(struct bw_batch *b)
{
	int64_t next_ms = b->now_ms + WAIT_MAX_MS;
	while (b->first < b->n && b->jobs[b->first].state == BW_JOB_DONE)
		b->first++;
	for (int again = 0; again < 2; again++) {
		for (struct bw_job *job = b->robots; job && !b->code && line_has_room(b); job = job->next_robots)
			start_one(b, job, again, &next_ms);
		for (size_t i = b->first; i < b->n && !b->code && line_has_room(b); i++)
			start_one(b, &b->jobs[i], again, &next_ms);
	}
	return next_ms;
}

static void take_what_came(struct bw_batch *b)
{
	struct bw_answer answer;
	struct bw_job *job;
	for (;;) {
		bw_arena_reset(&b->turn);
		if (b->code || !(job = bw_transfers_next(b->f->line, &b->turn, &answer)))
			return;
		job->origin->host->flying--;
		b->flying--;
		bw_job_take(b, job, &answer);
	}
}

/* Robots jobs that a page waits for are made by looking at the page, so that a pass may leave work for the next one. */
static void run(struct bw_batch *b)
{
	while (b->n_done < b->n && !b->code) {
		b->now_ms = clock_ms();
		const struct bw_job *robots = b->robots;
		size_t done = b->n_done;
		int flying = b->flying;
		int64_t next_ms = start_what_can(b);
		if (b->f->mirror.len || b->n_done == b->n || b->code)
			continue;
		bool moved = robots != b->robots || done != b->n_done || flying != b->flying;
		int64_t wait_ms = moved && line_has_room(b) ? 0 : next_ms - b->now_ms;
		bw_transfers_wait(b->f->line, (int)(wait_ms > 0 ? wait_ms : 0));
		b->now_ms = clock_ms();
		take_what_came(b);
	}
}

int bw_fetch_each(struct bw_fetcher *f, const struct bw_request *requests, size_t n, bw_fetch_done *done, void *ctx,
		  struct bw_err *err)
{
	struct bw_batch b = {.f = f, .requests = requests, .n = n, .done = done, .ctx = ctx, .err = err};
	bw_arena_init(&b.arena);
	bw_arena_init(&b.turn);
	b.jobs = BW_ARRAY(&b.arena, struct bw_job, n);
	b.now_ms = clock_ms();
	bw_origins_begin(&f->origins, b.now_ms);
	for (size_t i = 0; i < n; i++) {
		b.jobs[i].request = &requests[i];
		bw_arena_reset(&b.turn);
		if (!b.code)
			bw_job_set_address(&b, &b.jobs[i], requests[i].url);
	}
	run(&b);
	if (b.code && f->line)
		bw_transfers_drop(f->line);
	for (size_t i = 0; i < n; i++)
		bw_job_release(&b.jobs[i]);
	for (struct bw_job *job = b.robots; job; job = job->next_robots)
		bw_job_release(job);
	bw_arena_release(&b.turn);
	bw_arena_release(&b.arena);
	return b.code;
}

struct keeping {
	struct bw_arena *arena;
	struct bw_response *out;
	void (*progress)(void *ctx, size_t done, size_t n, const struct bw_response *last);
	void *ctx;
	size_t n, n_done;
};

static int keep(void *ctx, size_t i, const struct bw_response *r, struct bw_err *err)
{
	struct keeping *k = ctx;
	struct bw_response *out = &k->out[i];
	struct bw_str *const texts[] = {&out->url, &out->content_type, &out->etag, &out->last_modified, &out->body};
	(void)err;
	*out = *r;
	for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++)
		*texts[t] = bw_arena_str(k->arena, *texts[t]);
	k->n_done++;
	if (k->progress)
		k->progress(k->ctx, k->n_done, k->n, out);
	return BW_OK;
}

int bw_fetch_all(struct bw_fetcher *f, struct bw_arena *a, const struct bw_request *requests, size_t n,
		 struct bw_response *out,
		 void (*progress)(void *ctx, size_t done, size_t n, const struct bw_response *last), void *ctx,
		 struct bw_err *err)
{
	struct keeping k = {.arena = a, .out = out, .progress = progress, .ctx = ctx, .n = n};
	return bw_fetch_each(f, requests, n, keep, &k, err);
}
