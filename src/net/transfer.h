/*
 * Transfers that run at the same time: the only door to libcurl. A transfer is one exchange: redirects, retries,
 * politeness and robots.txt are the business of fetch.c. No address that is not public is connected to unless the
 * transfer allows it; a proxy of the environment is, as it is the user's own.
 */
#ifndef BW_NET_TRANSFER_H
#define BW_NET_TRANSFER_H

#include "core/arena.h"
#include "core/err.h"

/* What became of the exchange, apart from what the server said. */
enum bw_fault {
	BW_FAULT_NONE,
	BW_FAULT_PRIVATE, /* an address that is not public */
	BW_FAULT_ADDRESS, /* the URL cannot be asked for */
	BW_FAULT_RESOLVE, /* no such host */
	BW_FAULT_CONNECT, /* nobody answers there */
	BW_FAULT_TLS,     /* certificate or handshake */
	BW_FAULT_TIMEOUT,
	BW_FAULT_LONG,     /* longer than max_body */
	BW_FAULT_CUT,      /* ended before the whole body was there */
	BW_FAULT_ENCODING, /* compressed data that cannot be decoded */
	BW_FAULT_EXCHANGE, /* anything else */
};

struct bw_answer {
	enum bw_fault fault;
	struct bw_str detail; /* libcurl's words for a fault */
	int status;
	struct bw_str location, content_type, etag, last_modified, retry_after, date;
	struct bw_str body;
};

struct bw_ask {
	const char *url;
	struct bw_str etag, last_modified;
	bool allow_private;
	bool cut_at_max; /* a longer body is no fault: its first max_body bytes are enough */
	size_t max_body;
	void *owner;
};

struct bw_transfer_settings {
	const char *agent;
	long timeout_ms, connect_timeout_ms;
	int jobs;
};

struct bw_transfers;

int bw_transfers_open(const struct bw_transfer_settings *settings, struct bw_transfers **out, struct bw_err *err);
void bw_transfers_close(struct bw_transfers *t); /* drops what is running */
int bw_transfers_start(struct bw_transfers *t, const struct bw_ask *ask, struct bw_err *err);
/* Moves everything on, waiting at most timeout_ms for something to happen. */
void bw_transfers_wait(struct bw_transfers *t, int timeout_ms);
/* A transfer that has ended: its owner, and the answer in the arena. NULL when there is none. */
void *bw_transfers_next(struct bw_transfers *t, struct bw_arena *a, struct bw_answer *answer);
#endif
