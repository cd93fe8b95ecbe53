#include "core/mem.h"
#include "core/url.h"
#include "net/address.h"
#include "net/encoding.h"
#include "net/fetch_part.h"
#include "net/header.h"
#include "net/mirror.h"
#include "net/words.h"

enum {
	HOPS_MAX = 10,
	SHORT_PAUSE_S = 5,        /* a server that wants a longer one is not asked again by this fetcher */
	REST_MS = 15 * 60 * 1000, /* of a host that refuses again and again and does not say how long */
	REFUSED_LATE_MS = 3000,   /* nobody there: to ask once more takes as long again */
	SHOWN_MAX_BYTES = 300,    /* of an address in a sentence */
};

/* The address as it is printed. */
static struct bw_str shown(struct bw_batch *b, struct bw_str url)
{
	struct bw_str s = bw_secrets_hidden(&b->turn, b->f->secrets, bw_header_without_user(&b->turn, url));
	return s.len <= SHOWN_MAX_BYTES
		       ? s
		       : bw_arena_printf(&b->turn, "%" BW_PRISTR "...", BW_ARG(bw_str_sub(s, 0, SHOWN_MAX_BYTES)));
}

/* Takes off what the server was told in secret and says again. All else stays as it was sent: the words of a secret may
 * be those of an article elsewhere. */
static void remove_secrets(struct bw_batch *b, const struct bw_job *job, struct bw_response *r)
{
	struct bw_str *const texts[] = {&r->content_type, &r->etag, &r->last_modified, &r->body, &r->url};
	if (!b->f->secrets)
		return;
	struct bw_str origin = bw_url_origin(&b->turn, job->url);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = bw_secrets_removed(&b->turn, b->f->secrets, origin, *texts[i]);
	struct bw_str said = bw_str_from(r->err.msg);
	struct bw_str clean = bw_secrets_removed(&b->turn, b->f->secrets, origin, said);
	memcpy(r->err.msg, clean.len ? clean.ptr : "", clean.len);
}

static void finish(struct bw_batch *b, struct bw_job *job, struct bw_response *r)
{
	job->state = BW_JOB_DONE;
	if (job->robots_of)
		return;
	r->tag = job->request->tag;
	r->url = job->url;
	r->redirected = job->hops > 0;
	r->permanent = job->hops > 0 && !job->temporary;
	remove_secrets(b, job, r);
	b->n_done++;
	if (!b->code)
		b->code = b->done(b->ctx, (size_t)(job - b->jobs), r, b->err);
	bw_job_release(job);
}

static void fail(struct bw_batch *b, struct bw_job *job, int code, const char *health, const struct bw_err *err)
{
	struct bw_response r = {.code = code, .health = health, .retry_after_s = -1, .fresh_s = -1, .err = *err};
	finish(b, job, &r);
}

static void refuse(struct bw_batch *b, struct bw_job *job, const char *health, const char *why)
{
	struct bw_err err;
	bw_err_set(&err, BW_EREFUSED, "%" BW_PRISTR " %s", BW_ARG(shown(b, job->url)), why);
	fail(b, job, BW_EREFUSED, health, &err);
}

static void keep_url(struct bw_job *job, struct bw_str url)
{
	char *copy = bw_mem_alloc(url.len + 1);
	memcpy(copy, url.len ? url.ptr : "", url.len);
	bw_job_release(job);
	job->url = (struct bw_str){copy, url.len};
}

void bw_job_release(struct bw_job *job)
{
	bw_mem_free((char *)job->url.ptr);
	job->url = BW_STR_NONE;
}

static struct bw_str without_dot(struct bw_str host)
{
	return bw_str_ends(host, BW_STR(".")) ? bw_str_sub(host, 0, host.len - 1) : host;
}

/* The permission is for one host: whoever answers there may lead to others, but not to those beside it. */
static bool allows_private(struct bw_batch *b, const struct bw_request *q, struct bw_str host)
{
	struct bw_url own, given;
	struct bw_str url = q->url;
	if (!q->allow_private || bw_url_parse(&b->turn, q->url, &own, NULL))
		return false;
	if (q->private_host.len)
		url = bw_arena_printf(&b->turn, "http://%" BW_PRISTR "/", BW_ARG(q->private_host));
	if (bw_url_parse(&b->turn, url, &given, NULL))
		return false;
	struct bw_str only = without_dot(given.host);
	return only.len && bw_str_eq(only, without_dot(own.host)) && bw_str_eq(only, without_dot(host));
}

/* The same for what is found by the address as by the connection. */
static void refuse_private(struct bw_batch *b, struct bw_job *job)
{
	const char *why = "leads to an address that is not public; if you trust it, say --allow-private";
	if (job->allow_private)
		why = "leads to a link-local address or one of a provider's own services, where no name may lead; "
		      "write the address itself if you trust it";
	else if (job->request->allow_private)
		why = "is on another host than --allow-private was said for, and its address is not public; if you "
		      "trust it, add it by itself";
	refuse(b, job, "private", why);
}

void bw_job_set_address(struct bw_batch *b, struct bw_job *job, struct bw_str url)
{
	struct bw_url u;
	int bad = bw_url_parse(&b->turn, url, &u, NULL);
	u.fragment = BW_STR_NONE;
	keep_url(job, bad ? bw_header_without_user(&b->turn, url) : bw_url_text(&b->turn, &u));
	if (!bad && !bw_str_eq(u.scheme, BW_STR("http")) && !bw_str_eq(u.scheme, BW_STR("https"))) {
		refuse(b, job, "address", "cannot be asked for: only http and https are read");
		return;
	}
	job->allow_private = !bad && allows_private(b, job->request, u.host);
	if (!bad && !job->allow_private && !b->f->mirror.len && bw_address_host_is_private(u.host)) {
		refuse_private(b, job);
		return;
	}
	job->origin = bad ? NULL : bw_origin_get(&b->f->origins, job->url, job->allow_private);
	if (!job->origin || !u.host.len)
		refuse(b, job, "address", "is no address of a page; write it as https://host/path");
}

static bool may_pass(const struct bw_answer *answer)
{
	if (answer->fault == BW_FAULT_NONE)
		return answer->status == 429 || answer->status == 502 || answer->status == 503 || answer->status == 504;
	if (answer->fault == BW_FAULT_CONNECT)
		return answer->took_ms < REFUSED_LATE_MS;
	return answer->fault == BW_FAULT_CUT || answer->fault == BW_FAULT_EXCHANGE;
}

/* Puts the job back in the queue when another try is worth it. */
static bool try_again(struct bw_batch *b, struct bw_job *job, const struct bw_answer *answer, int64_t after_s)
{
	bool in_time = job->spent_ms < b->f->timeout_ms && after_s <= SHORT_PAUSE_S;
	if (!may_pass(answer) || job->tries >= b->f->retries || !in_time)
		return false;
	job->not_before_ms = b->now_ms + bw_header_backoff_ms(job->url, job->tries);
	if (after_s >= 0)
		job->not_before_ms = b->now_ms + after_s * 1000;
	if (after_s >= 0 || answer->status == 429)
		job->origin->host->not_before_ms = job->not_before_ms;
	job->tries++;
	job->state = BW_JOB_READY;
	return true;
}

/* A host that wants to be left alone is. */
static void give_rest(struct bw_batch *b, struct bw_job *job, const struct bw_answer *answer, int64_t after_s)
{
	struct bw_host *host = job->origin->host;
	bool asks = answer->fault == BW_FAULT_NONE && (answer->status == 429 || answer->status == 503);
	if (!asks || (after_s <= SHORT_PAUSE_S && answer->status != 429))
		return;
	int64_t until_ms = b->now_ms + (after_s >= 0 ? after_s * 1000 : REST_MS);
	if (until_ms <= host->rests_until_ms)
		return;
	host->rests_until_ms = until_ms;
	host->says_until = after_s >= 0;
}

static bool rests(struct bw_batch *b, struct bw_job *job)
{
	const struct bw_host *host = job->origin->host;
	struct bw_response r = {.code = BW_ENET, .health = "rests", .retry_after_s = -1, .fresh_s = -1};
	if (b->now_ms >= host->rests_until_ms)
		return false;
	int64_t left_s = (host->rests_until_ms - b->now_ms + 999) / 1000;
	r.retry_after_s = host->says_until ? left_s : -1;
	bw_err_set(&r.err, BW_ENET,
		   "%" BW_PRISTR " is not asked: its host wants fewer requests%s%s; it is asked again at a later visit",
		   BW_ARG(shown(b, job->url)), host->says_until ? " and to be left alone for " : "",
		   host->says_until ? bw_words_span(left_s).text : "");
	if (job->robots_of)
		job->robots_of->state = BW_ROBOTS_UNASKED;
	finish(b, job, &r);
	return true;
}

static bool is_redirect(const struct bw_answer *answer)
{
	int s = answer->status;
	return answer->fault == BW_FAULT_NONE && answer->location.len &&
	       (s == 301 || s == 302 || s == 303 || s == 307 || s == 308);
}

static bool is_https(struct bw_str url)
{
	return bw_str_starts(url, BW_STR("https:"));
}

/* Why the next address is not gone to, NULL when it is. */
static const char *against(struct bw_batch *b, struct bw_job *job, const struct bw_answer *answer, struct bw_str *next)
{
	if (++job->hops > HOPS_MAX)
		return "leads from one address to the next without end; open it in a browser and add the address where "
		       "it ends";
	if (bw_header_has_user(answer->location))
		return "leads to an address with a user name in it, which is how addresses are faked; open it in a "
		       "browser and add the address where it ends";
	if (bw_url_resolve(&b->turn, job->url, answer->location, next, NULL))
		return "leads to something that is no address; open it in a browser and add the address where it ends";
	struct bw_str here = bw_url_origin(&b->turn, job->url), there = bw_url_origin(&b->turn, *next);
	if (!bw_str_eq(here, there) && bw_secrets_in(b->f->secrets, here, *next))
		return "wants to hand a secret of secrets.ini on to another site, which is not done; ask the publisher";
	if (is_https(job->url) && !is_https(*next) && !b->f->allow_downgrade && bw_str_starts(*next, BW_STR("http:")))
		return "leads from https to http, where anybody on the way could change it; add the address where it "
		       "ends, or set net.allow_downgrade = yes";
	return NULL;
}

static void follow(struct bw_batch *b, struct bw_job *job, const struct bw_answer *answer)
{
	struct bw_str next = BW_STR_NONE;
	const char *why = against(b, job, answer, &next);
	job->temporary = job->temporary || (answer->status != 301 && answer->status != 308);
	if (why) {
		refuse(b, job, "redirect", why);
		return;
	}
	job->state = BW_JOB_READY;
	job->tries = 0;
	bw_job_set_address(b, job, next);
}

/* The body as it was before it was compressed. */
static void decode(struct bw_batch *b, struct bw_answer *answer)
{
	if (answer->fault != BW_FAULT_NONE || !answer->body.len)
		return;
	answer->fault =
		bw_encoding_undo(&b->turn, answer->content_encoding, answer->body, b->f->max_body, &answer->body);
	answer->detail = BW_STR_NONE;
}

static void take_response(struct bw_batch *b, struct bw_job *job, const struct bw_answer *answer, int64_t after_s)
{
	const struct bw_request *q = job->request;
	bool same = answer->status == 304 && (q->etag.len || q->last_modified.len);
	struct bw_response r = {.status = answer->status,
				.content_type = answer->content_type,
				.retry_after_s = after_s,
				.fresh_s = bw_header_fresh(answer)};
	if (answer->fault == BW_FAULT_PRIVATE) {
		refuse_private(b, job);
		return;
	}
	struct bw_str detail = bw_secrets_hidden(&b->turn, b->f->secrets, answer->detail), url = shown(b, job->url);
	r.health = bw_words_fault_name(answer->fault);
	if (answer->fault != BW_FAULT_NONE)
		r.code = bw_words_fault(url, answer->fault, detail, &r.err);
	else if (!same && (r.code = bw_words_status(url, answer->status, after_s, &r.err)))
		r.health = "http";
	if (!r.code) {
		r.etag = same && !answer->etag.len ? q->etag : answer->etag;
		r.last_modified = same && !answer->last_modified.len ? q->last_modified : answer->last_modified;
		r.body = same ? BW_STR_NONE : answer->body;
	}
	finish(b, job, &r);
}

void bw_job_take(struct bw_batch *b, struct bw_job *job, struct bw_answer *answer)
{
	int64_t after_s = bw_header_retry_after(answer);
	job->spent_ms += answer->took_ms;
	if (is_redirect(answer)) {
		follow(b, job, answer);
		if (job->state != BW_JOB_DONE || !job->robots_of)
			return;
	} else if (try_again(b, job, answer, after_s)) {
		return;
	} else {
		give_rest(b, job, answer, after_s);
		decode(b, answer);
	}
	if (!job->robots_of) {
		take_response(b, job, answer, after_s);
		return;
	}
	bw_origin_take_robots(&b->f->origins, job->robots_of, answer, b->f->token, b->now_ms);
	job->state = BW_JOB_DONE;
	bw_job_release(job);
}

/* What only this address may see. A redirect from another host does not bring it there: then somebody else decides
 * what is asked in the user's name. */
static const struct bw_secret *secret_for(struct bw_batch *b, const struct bw_job *job)
{
	if (job->robots_of || (job->hops && !bw_url_same_host(&b->turn, job->request->url, job->url)))
		return NULL;
	return bw_secrets_for(&b->turn, b->f->secrets, job->url);
}

static void ask(struct bw_batch *b, struct bw_job *job)
{
	const struct bw_secret *secret = secret_for(b, job);
	struct bw_err err = {0};
	struct bw_answer answer = {.fault = BW_FAULT_EXCHANGE};
	int64_t left_ms = b->f->timeout_ms - job->spent_ms;
	struct bw_url u;
	bool literal = !bw_url_parse(&b->turn, job->url, &u, NULL) && bw_address_host_is_guarded(u.host);
	struct bw_ask ask = {.url = bw_arena_cstr(&b->turn, job->url),
			     .allow_private = job->allow_private,
			     .allow_guarded = job->allow_private && literal,
			     .max_body = job->robots_of ? BW_ROBOTS_MAX_BYTES : b->f->max_body,
			     .cut_at_max = job->robots_of != NULL,
			     .timeout_ms = (long)(left_ms > 1 ? left_ms : 1),
			     .headers = secret ? secret->headers : NULL,
			     .n_headers = secret ? secret->n_headers : 0,
			     .owner = job};
	if (!job->robots_of) {
		ask.etag = job->request->etag;
		ask.last_modified = job->request->last_modified;
	}
	int code = b->f->mirror.len ? bw_mirror_answer(&b->turn, b->f->mirror, &ask, &answer, &err)
				    : bw_transfers_start(b->f->line, &ask, &err);
	if (code && !job->robots_of) {
		fail(b, job, code, "exchange", &err);
	} else if (code || b->f->mirror.len) {
		bw_job_take(b, job, &answer);
	} else {
		job->state = BW_JOB_FLYING;
		job->origin->host->flying++;
		b->flying++;
	}
}

static void ask_for_robots(struct bw_batch *b, const struct bw_job *page)
{
	struct bw_job *job = BW_NEW(&b->arena, struct bw_job);
	job->request = page->request;
	job->robots_of = job->origin = page->origin;
	job->allow_private = page->allow_private;
	keep_url(job, bw_arena_printf(&b->turn, "%" BW_PRISTR "/robots.txt", BW_ARG(page->origin->name)));
	job->next_robots = b->robots;
	b->robots = job;
	page->origin->state = BW_ROBOTS_ASKED;
}

/* Whether the page must wait for the rules of its origin, or is closed by them. */
static bool robots_stand_in_the_way(struct bw_batch *b, struct bw_job *job, bool *waits)
{
	struct bw_err err = {0};
	if (job->origin->state == BW_ROBOTS_UNASKED)
		ask_for_robots(b, job);
	*waits = job->origin->state == BW_ROBOTS_ASKED;
	if (*waits)
		return true;
	const struct bw_origin *o = job->origin;
	int code = bw_origin_check(&b->turn, o, job->url, shown(b, job->url), &err);
	bool fault = o->state == BW_ROBOTS_CLOSED && o->fault != BW_FAULT_NONE;
	if (code && o->state == BW_ROBOTS_CLOSED && o->fault == BW_FAULT_PRIVATE)
		refuse_private(b, job);
	else if (code)
		fail(b, job, code, fault ? bw_words_fault_name(o->fault) : "robots", &err);
	return code != BW_OK;
}

bool bw_job_start(struct bw_batch *b, struct bw_job *job)
{
	bool waits = false;
	if (rests(b, job))
		return true;
	if (!job->robots_of && robots_stand_in_the_way(b, job, &waits))
		return !waits;
	if (!job->robots_of)
		job->origin->host->asked_ms = b->now_ms;
	ask(b, job);
	return true;
}
