#include "net/fetch.h"

#include <time.h>

#include "core/url.h"
#include "net/address.h"
#include "net/mirror.h"
#include "net/origin.h"
#include "net/words.h"

enum {
	HOPS_MAX = 10,
	BACKOFF_MS = 500, /* before the first new try; doubled for each further one */
	BACKOFF_MAX_MS = 8000,
	RETRY_AFTER_MAX_S = 5, /* a server that wants a longer pause is asked again at a later visit */
	WAIT_MAX_MS = 200,
};

struct bw_fetcher {
	struct bw_transfers *line;
	struct bw_origins origins;
	struct bw_str mirror, token;
	size_t max_body;
	int jobs, per_host, retries;
};

enum job_state { JOB_READY, JOB_FLYING, JOB_DONE };

/* A request on its way: an address, which changes with redirects, and what it still has to wait for. A job for
 * robots.txt has no response. */
struct job {
	const struct bw_request *request;
	struct bw_response *out;
	struct bw_str url;
	struct bw_origin *origin;
	struct bw_origin *robots_of;
	struct job *next_robots;
	enum job_state state;
	int hops, tries;
	int64_t not_before_ms;
	bool temporary; /* some redirect on the way was */
};

struct batch {
	struct bw_fetcher *f;
	struct bw_arena *a;
	struct job *jobs, *robots;
	size_t n, n_done, first;
	int flying;
	int64_t now_ms;
	void (*progress)(void *ctx, size_t done, size_t n, const struct bw_response *last);
	void *ctx;
};

static int64_t clock_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int bw_fetcher_open(struct bw_arena *a, const struct bw_config *config, struct bw_fetcher **out, struct bw_err *err)
{
	struct bw_fetcher *f = BW_NEW(a, struct bw_fetcher);
	struct bw_str agent = bw_config_str(config, "net.agent");
	f->origins.arena = a;
	f->mirror = bw_arena_str(a, bw_config_str(config, "net.mirror"));
	f->token = bw_arena_str(a, bw_robots_token(agent));
	f->max_body = (size_t)bw_config_int(config, "net.max_body");
	f->jobs = (int)bw_config_int(config, "net.jobs");
	f->per_host = (int)bw_config_int(config, "net.per_host");
	f->retries = (int)bw_config_int(config, "net.retries");
	*out = f;
	if (f->mirror.len)
		return BW_OK;
	struct bw_transfer_settings settings = {.agent = bw_arena_cstr(a, agent),
						.timeout_ms = (long)bw_config_int(config, "net.timeout") * 1000,
						.connect_timeout_ms =
							(long)bw_config_int(config, "net.connect_timeout") * 1000,
						.jobs = f->jobs};
	return bw_transfers_open(&settings, &f->line, err);
}

void bw_fetcher_close(struct bw_fetcher *f)
{
	if (f)
		bw_transfers_close(f->line);
}

static void finish(struct batch *b, struct job *job, int code)
{
	job->state = JOB_DONE;
	if (job->robots_of)
		return;
	job->out->code = code;
	job->out->url = job->url;
	job->out->permanent = !job->temporary;
	b->n_done++;
	if (b->progress)
		b->progress(b->ctx, b->n_done, b->n, job->out);
}

static struct bw_err *err_of(struct job *job)
{
	return job->out ? &job->out->err : NULL;
}

static int refuse(struct batch *b, struct job *job, const char *why)
{
	int code = bw_err_set(err_of(job), BW_EREFUSED, "%" BW_PRISTR " %s", BW_ARG(job->url), why);
	finish(b, job, code);
	return code;
}

/* A new address for the job: its origin, and what can be said against it before anything is asked. */
static int set_address(struct batch *b, struct job *job, struct bw_str url)
{
	struct bw_url u;
	int bad = bw_url_parse(b->a, url, &u, NULL);
	u.fragment = BW_STR_NONE;
	job->url = bad ? url : bw_url_text(b->a, &u);
	if (!bad && !bw_str_eq(u.scheme, BW_STR("http")) && !bw_str_eq(u.scheme, BW_STR("https")))
		return refuse(b, job, "cannot be asked for: only http and https are read");
	if (bad || !u.host.len)
		return refuse(b, job, "is no address of a page; write it as https://host/path");
	if (!job->request->allow_private && !b->f->mirror.len && bw_address_host_is_private(u.host))
		return refuse(b, job, "is an address that is not public; if you trust it, say --allow-private");
	job->origin = bw_origin_get(&b->f->origins, job->url);
	return job->origin ? BW_OK : refuse(b, job, "is no address of a page; write it as https://host/path");
}

/* Seconds, or a date that is measured against the server's own clock; -1 when there is neither. */
static int64_t retry_after(const struct bw_answer *answer)
{
	int64_t seconds;
	bw_time until, now;
	if (bw_str_to_i64(answer->retry_after, &seconds))
		return seconds;
	if (bw_time_parse(answer->retry_after, &until) && bw_time_parse(answer->date, &now))
		return until > now ? until - now : 0;
	return -1;
}

static bool may_pass(const struct bw_answer *answer)
{
	if (answer->fault == BW_FAULT_NONE)
		return answer->status == 429 || answer->status == 502 || answer->status == 503 || answer->status == 504;
	return answer->fault == BW_FAULT_CONNECT || answer->fault == BW_FAULT_CUT || answer->fault == BW_FAULT_EXCHANGE;
}

/* Puts the job back in the queue when another try is worth it. A host that cannot be reached is tried again for the
 * page, not for its robots.txt as well. */
static bool try_again(struct batch *b, struct job *job, const struct bw_answer *answer, int64_t after_s)
{
	bool pointless = job->robots_of && answer->fault != BW_FAULT_NONE;
	if (pointless || !may_pass(answer) || job->tries >= b->f->retries || after_s > RETRY_AFTER_MAX_S)
		return false;
	int shift = job->tries < 5 ? job->tries : 5;
	int64_t pause_ms = (int64_t)BACKOFF_MS << shift;
	pause_ms = after_s >= 0 ? after_s * 1000 : pause_ms;
	job->not_before_ms = b->now_ms + (pause_ms < BACKOFF_MAX_MS ? pause_ms : BACKOFF_MAX_MS);
	job->tries++;
	job->state = JOB_READY;
	return true;
}

static bool is_redirect(const struct bw_answer *answer)
{
	int s = answer->status;
	return answer->fault == BW_FAULT_NONE && answer->location.len &&
	       (s == 301 || s == 302 || s == 303 || s == 307 || s == 308);
}

static void follow(struct batch *b, struct job *job, const struct bw_answer *answer)
{
	struct bw_str next;
	job->temporary = job->temporary || (answer->status != 301 && answer->status != 308);
	if (++job->hops > HOPS_MAX) {
		refuse(b, job,
		       "leads from one address to the next without end; open it in a browser and add the address where "
		       "it ends");
		return;
	}
	if (bw_url_resolve(b->a, job->url, answer->location, &next, NULL)) {
		refuse(b, job,
		       "leads to something that is no address; open it in a browser and add the address where it ends");
		return;
	}
	job->state = JOB_READY;
	job->tries = 0;
	set_address(b, job, next);
}

static void take_response(struct batch *b, struct job *job, const struct bw_answer *answer, int64_t after_s)
{
	struct bw_response *out = job->out;
	out->status = answer->status;
	out->content_type = answer->content_type;
	out->retry_after_s = after_s;
	bool conditional = job->request->etag.len || job->request->last_modified.len;
	bool same = answer->status == 304 && conditional;
	int code = BW_OK;
	if (answer->fault != BW_FAULT_NONE)
		code = bw_words_fault(job->url, answer, &out->err);
	else if (!same)
		code = bw_words_status(job->url, answer->status, after_s, &out->err);
	if (!code) {
		out->etag = same && !answer->etag.len ? job->request->etag : answer->etag;
		out->last_modified =
			same && !answer->last_modified.len ? job->request->last_modified : answer->last_modified;
		out->body = same ? BW_STR_NONE : answer->body;
	}
	finish(b, job, code);
}

static void take_answer(struct batch *b, struct job *job, const struct bw_answer *answer)
{
	int64_t after_s = retry_after(answer);
	if (is_redirect(answer)) {
		follow(b, job, answer);
		if (job->state != JOB_DONE || !job->robots_of)
			return;
	} else if (try_again(b, job, answer, after_s)) {
		return;
	}
	if (!job->robots_of) {
		take_response(b, job, answer, after_s);
		return;
	}
	bw_origin_take_robots(&b->f->origins, job->robots_of, answer, b->f->token);
	finish(b, job, BW_OK);
}

static void start(struct batch *b, struct job *job)
{
	struct bw_answer answer;
	struct bw_ask ask = {.url = bw_arena_cstr(b->a, job->url),
			     .allow_private = job->request->allow_private,
			     .max_body = job->robots_of ? BW_ROBOTS_MAX_BYTES : b->f->max_body,
			     .cut_at_max = job->robots_of != NULL,
			     .owner = job};
	if (!job->robots_of) {
		ask.etag = job->request->etag;
		ask.last_modified = job->request->last_modified;
	}
	int code = b->f->mirror.len ? bw_mirror_answer(b->a, b->f->mirror, &ask, &answer, err_of(job))
				    : bw_transfers_start(b->f->line, &ask, err_of(job));
	if (code && job->robots_of) {
		answer = (struct bw_answer){.fault = BW_FAULT_EXCHANGE};
		take_answer(b, job, &answer);
	} else if (code) {
		finish(b, job, code);
	} else if (b->f->mirror.len) {
		take_answer(b, job, &answer);
	} else {
		job->state = JOB_FLYING;
		job->origin->host->flying++;
		b->flying++;
	}
}

static void ask_for_robots(struct batch *b, struct job *page)
{
	struct job *job = BW_NEW(b->a, struct job);
	job->request = page->request;
	job->robots_of = page->origin;
	job->url = bw_arena_printf(b->a, "%" BW_PRISTR "/robots.txt", BW_ARG(page->origin->name));
	job->origin = page->origin;
	job->next_robots = b->robots;
	b->robots = job;
	page->origin->state = BW_ROBOTS_ASKED;
}

static bool robots_stand_in_the_way(struct batch *b, struct job *job)
{
	if (job->origin->state == BW_ROBOTS_UNASKED)
		ask_for_robots(b, job);
	if (job->origin->state == BW_ROBOTS_ASKED)
		return true;
	int code = bw_origin_check(b->a, job->origin, job->url, err_of(job));
	if (code)
		finish(b, job, code);
	return code != BW_OK;
}

static bool has_room(const struct batch *b, const struct job *job)
{
	return b->now_ms >= job->not_before_ms && b->flying < b->f->jobs && job->origin->host->flying < b->f->per_host;
}

static void start_what_can(struct batch *b)
{
	for (struct job *job = b->robots; job; job = job->next_robots)
		if (job->state == JOB_READY && has_room(b, job))
			start(b, job);
	while (b->first < b->n && b->jobs[b->first].state == JOB_DONE)
		b->first++;
	for (size_t i = b->first; i < b->n && b->flying < b->f->jobs; i++) {
		struct job *job = &b->jobs[i];
		if (job->state == JOB_READY && has_room(b, job) && !robots_stand_in_the_way(b, job))
			start(b, job);
	}
}

static void take_what_came(struct batch *b)
{
	struct bw_answer answer;
	struct job *job;
	while ((job = bw_transfers_next(b->f->line, b->a, &answer))) {
		job->origin->host->flying--;
		b->flying--;
		take_answer(b, job, &answer);
	}
}

int bw_fetch_all(struct bw_fetcher *f, struct bw_arena *a, const struct bw_request *requests, size_t n,
		 struct bw_response *out,
		 void (*progress)(void *ctx, size_t done, size_t n, const struct bw_response *last), void *ctx,
		 struct bw_err *err)
{
	struct batch b = {.f = f, .a = a, .n = n, .jobs = BW_ARRAY(a, struct job, n), .progress = progress, .ctx = ctx};
	(void)err;
	bw_origins_forget_unanswered(&f->origins);
	for (size_t i = 0; i < n; i++) {
		out[i] = (struct bw_response){.tag = requests[i].tag, .retry_after_s = -1};
		b.jobs[i] = (struct job){.request = &requests[i], .out = &out[i]};
		set_address(&b, &b.jobs[i], requests[i].url);
	}
	while (b.n_done < n) {
		b.now_ms = clock_ms();
		start_what_can(&b);
		if (f->mirror.len || b.n_done == n)
			continue;
		bw_transfers_wait(f->line, WAIT_MAX_MS);
		b.now_ms = clock_ms();
		take_what_came(&b);
	}
	return BW_OK;
}
