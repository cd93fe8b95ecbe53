/*
 * Fetching over HTTP(S) with libcurl's multi interface: many addresses at once, conditional requests, per-host
 * politeness, limits on size and time, and no address that is not public unless the caller allows it (checked on the
 * address that is really connected to, after redirects too). A mirror folder may answer in place of the network
 * (HOST/PATH below it): samples, tests and replays then run the same code.
 */
#ifndef BW_NET_FETCH_H
#define BW_NET_FETCH_H

#include "core/arena.h"
#include "core/config.h"
#include "core/err.h"
#include "core/time.h"

struct bw_request {
	struct bw_str url;           /* absolute http or https */
	struct bw_str etag;          /* of the last answer; "" for none */
	struct bw_str last_modified; /* header text of the last answer; "" for none */
	bool allow_private;          /* loopback, link-local, private, metadata addresses are fine for this one */
	uint64_t tag;                /* the caller's own mark */
};

struct bw_response {
	uint64_t tag;
	int code; /* the outcome: 0, or a bw_code (BW_ENET, BW_ELIMIT, BW_EREFUSED, BW_ENOTFOUND); err says it in words
		   */
	struct bw_err err;
	int status;                 /* HTTP status, 0 when none came; 304 means: unchanged, no body */
	struct bw_str url;          /* after redirects */
	bool permanent;             /* every redirect on the way was permanent */
	struct bw_str content_type; /* header text, "" when absent */
	struct bw_str etag, last_modified;
	struct bw_str body;    /* decoded from its content encoding; whole: a body that ends short is BW_ENET */
	int64_t retry_after_s; /* from the header; -1 when absent */
};

struct bw_fetcher;

/* Options are those under "net." of the configuration. release also drops what is in flight. */
int bw_fetcher_open(struct bw_arena *a, const struct bw_config *config, struct bw_fetcher **out, struct bw_err *err);
void bw_fetcher_close(struct bw_fetcher *f);

/* Fetches all of them, in parallel within net.jobs and net.per_host, and gives the answers IN THE ORDER OF THE
 * REQUESTS, whatever order they came in: out[i] answers requests[i]. Bodies and strings are in the arena. Robots.txt
 * (RFC 9309) of each host is fetched once a call-lifetime of the fetcher and obeyed. progress (may be NULL) is called
 * after each finished request. Failures are in the responses: this function itself fails only on set-up faults. */
int bw_fetch_all(struct bw_fetcher *f, struct bw_arena *a, const struct bw_request *requests, size_t n,
		 struct bw_response *out,
		 void (*progress)(void *ctx, size_t done, size_t n, const struct bw_response *last), void *ctx,
		 struct bw_err *err);

#endif
