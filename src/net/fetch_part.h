/* Inside of fetching: fetch.c decides whose turn it is, fetch_job.c what becomes of one request. */
#ifndef BW_NET_FETCH_PART_H
#define BW_NET_FETCH_PART_H

#include "net/fetch.h"
#include "net/origin.h"
#include "net/secrets.h"

struct bw_fetcher {
	struct bw_arena *arena;
	struct bw_transfers *line;
	struct bw_origins origins;
	struct bw_secrets *secrets;
	struct bw_str mirror, token;
	size_t max_body;
	int jobs, per_host, retries;
	int64_t timeout_ms, pause_ms, crawl_delay_ms;
	bool allow_downgrade;
};

enum bw_job_state { BW_JOB_READY, BW_JOB_FLYING, BW_JOB_DONE };

/* A request on its way: an address, which changes with redirects, and what it still has to wait for. A job for
 * robots.txt hands over nothing. */
struct bw_job {
	const struct bw_request *request;
	struct bw_str url; /* of the heap: it lives longer than one turn */
	struct bw_origin *origin;
	struct bw_origin *robots_of;
	struct bw_job *next_robots;
	enum bw_job_state state;
	int hops, tries;
	int64_t not_before_ms, spent_ms;
	bool allow_private; /* for the address that it has now */
	bool temporary;     /* some redirect on the way was */
};

struct bw_batch {
	struct bw_fetcher *f;
	struct bw_arena arena; /* of all jobs */
	struct bw_arena turn;  /* of one answer */
	const struct bw_request *requests;
	struct bw_job *jobs, *robots;
	size_t n, n_done, first;
	int flying;
	int64_t now_ms;
	bw_fetch_done *done;
	void *ctx;
	int code; /* of done: stops everything */
	struct bw_err *err;
};

/* The first address of a job, or the next one. */
void bw_job_set_address(struct bw_batch *b, struct bw_job *job, struct bw_str url);
/* Asks, unless the host rests or robots.txt stands in the way. True when something became of it. */
bool bw_job_start(struct bw_batch *b, struct bw_job *job);
void bw_job_take(struct bw_batch *b, struct bw_job *job, struct bw_answer *answer);
void bw_job_release(struct bw_job *job);

#endif
