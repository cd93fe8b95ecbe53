/*
 * Fetching over HTTP(S) with libcurl's multi interface: many addresses at once, conditional requests, robots.txt (RFC
 * 9309), per-host politeness, limits on size and time, and no address that is not public unless the caller allows it
 * (checked on the address that is really connected to, after redirects too). A mirror folder may answer in place of the
 * network (HOST/PATH below it): samples, tests and replays then run the same code.
 *
 * Politeness: to one host at most net.per_host requests at a time, and between the starts of two of them net.pause or
 * its robots.txt's Crawl-delay (up to net.crawl_delay), whichever is longer; hosts that say by their name that they are
 * of this machine or network are spared net.pause. A host that asks for a pause (Retry-After) of more than some
 * seconds, or answers 429 again and again, is not asked for anything more by this fetcher until then.
 *
 * Memory: what is under way takes at most some 12 MB and the one longest body; a host that does not answer holds no
 * place of one that does.
 */
#ifndef BW_NET_FETCH_H
#define BW_NET_FETCH_H

#include "core/arena.h"
#include "core/config.h"
#include "core/err.h"
#include "core/time.h"

struct bw_request {
	struct bw_str url;           /* absolute http or https; user and password in it are dropped */
	struct bw_str etag;          /* of the last answer; "" for none */
	struct bw_str last_modified; /* header text of the last answer; "" for none */
	/* Private and loopback addresses are fine on this host (of robots.txt and redirects too) and on no other: it is
	 * private_host when url is on it. Addresses of net/address.h that are guarded (link-local, metadata services)
	 * are fine only when url itself says them instead of a name. */
	bool allow_private;
	struct bw_str private_host; /* name or address that allow_private was given for, as it stands in an address;
				       "" when it was given for url. When url is on another host nothing is allowed */
	uint64_t tag;               /* the caller's own mark */
};

struct bw_response {
	uint64_t tag;
	int code; /* the outcome: 0, or a bw_code (BW_ENET, BW_ELIMIT, BW_EREFUSED, BW_ENOTFOUND); err says it in words
		   */
	struct bw_err err;
	const char *health; /* one short word that never changes: "ok", "http" (see status), "robots", "redirect",
			       "rests", or one of bw_words_fault_name */
	int status;         /* HTTP status, 0 when none came; 304 means: unchanged, no body */
	struct bw_str url;  /* after redirects, without user and password */
	bool redirected;    /* url is another one than was asked for */
	bool permanent;     /* every redirect on the way was permanent */
	struct bw_str content_type; /* header text, "" when absent */
	struct bw_str etag, last_modified;
	struct bw_str body;    /* decoded from its content encoding; whole: a body that ends short is BW_ENET */
	int64_t retry_after_s; /* nobody should ask again before; -1 when the server does not say */
	int64_t fresh_s;       /* how long the answer is good (Cache-Control); -1 when the server does not say */
};

struct bw_fetcher;

/* Options are those under "net." of the configuration. close also drops what is in flight. */
int bw_fetcher_open(struct bw_arena *a, const struct bw_config *config, struct bw_fetcher **out, struct bw_err *err);
/* Reads the headers and passwords of net/secrets.h, once, before the first request. No file, no secrets. BW_EREFUSED
 * when others may read it, BW_EINPUT when it makes no sense: then nothing should be fetched. */
int bw_fetcher_read_secrets(struct bw_fetcher *f, const char *path, struct bw_err *err);
void bw_fetcher_close(struct bw_fetcher *f);

/* Takes the answer to requests[i]. All of it lives until the call returns. A code other than 0 stops everything and is
 * the result of bw_fetch_each. May not call the fetcher. */
typedef int bw_fetch_done(void *ctx, size_t i, const struct bw_response *r, struct bw_err *err);

/* Fetches all of them, and hands over each answer as it comes: in any order (from a mirror: in the order of the
 * requests), each exactly once. Failures are in the responses: this function itself fails only when done does. */
int bw_fetch_each(struct bw_fetcher *f, const struct bw_request *requests, size_t n, bw_fetch_done *done, void *ctx,
		  struct bw_err *err);

/* The same with all answers kept in the arena, IN THE ORDER OF THE REQUESTS: out[i] answers requests[i]. For few.
 * progress (may be NULL) is called after each finished request. */
int bw_fetch_all(struct bw_fetcher *f, struct bw_arena *a, const struct bw_request *requests, size_t n,
		 struct bw_response *out,
		 void (*progress)(void *ctx, size_t done, size_t n, const struct bw_response *last), void *ctx,
		 struct bw_err *err);

#endif
