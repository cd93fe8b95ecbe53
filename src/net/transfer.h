/*
 * Transfers that run at the same time: the only door to libcurl. A transfer is one exchange: redirects, retries,
 * politeness and robots.txt are the business of fetch.c. No address that is not public is connected to unless the
 * transfer allows it; the proxy is, as it is the user's own. Certificates are always verified.
 */
#ifndef BW_NET_TRANSFER_H
#define BW_NET_TRANSFER_H

#include "core/arena.h"
#include "core/err.h"

/* What became of the exchange, apart from what the server said. */
enum bw_fault {
	BW_FAULT_NONE,
	BW_FAULT_PRIVATE,       /* an address that is not public */
	BW_FAULT_ADDRESS,       /* the URL cannot be asked for */
	BW_FAULT_RESOLVE,       /* no such host */
	BW_FAULT_CONNECT,       /* nobody answers there */
	BW_FAULT_TLS,           /* the handshake fails */
	BW_FAULT_TLS_EXPIRED,   /* the certificate is past its time */
	BW_FAULT_TLS_EARLY,     /* the certificate is not valid yet */
	BW_FAULT_TLS_NAME,      /* the certificate is for another host */
	BW_FAULT_TLS_UNTRUSTED, /* nobody that this machine trusts vouches for the certificate */
	BW_FAULT_TIMEOUT,       /* the time in all is over */
	BW_FAULT_SLOW,          /* fewer bytes a second than asked for, for too long */
	BW_FAULT_LONG,          /* longer than max_body */
	BW_FAULT_HEADERS,       /* headers without end */
	BW_FAULT_CUT,           /* ended before the whole body was there */
	BW_FAULT_ENCODING,      /* compressed data that cannot be decoded */
	BW_FAULT_EXCHANGE,      /* anything else */
	BW_FAULTS,
};

/* A value with control characters in it, or longer than 8 KB, is left out as if it had not been sent. */
struct bw_answer {
	enum bw_fault fault;
	struct bw_str detail; /* libcurl's words for a fault, without control characters */
	int status;
	struct bw_str location, content_type, content_encoding, etag, last_modified, retry_after, date, cache_control,
		age;
	struct bw_str body; /* as it was sent, still in its content encoding (net/encoding.h) */
	int64_t took_ms;
};

struct bw_ask {
	const char *url;
	struct bw_str etag, last_modified;
	const struct bw_str *headers; /* further lines "Name: value", for this address alone; they live until the end */
	size_t n_headers;
	bool allow_private; /* but not what bw_address_is_guarded ... */
	bool allow_guarded; /* ... unless this is set too */
	bool cut_at_max;    /* a longer body is no fault: its first max_body bytes are enough */
	size_t max_body;    /* of bytes as they are sent */
	long timeout_ms;    /* in all */
	void *owner;
};

struct bw_transfer_settings {
	const char *agent;
	long connect_timeout_ms;
	long slow_bytes_per_s, slow_s; /* a transfer slower than that for so long is given up; 0: never */
	int jobs;
	const char *proxy;   /* "" those of the environment, "none" none */
	const char *ca_file; /* "" those of the system */
	const char *resolve; /* "host:port:address" with spaces between, before any look-up; "" none */
};

struct bw_transfers;

int bw_transfers_open(const struct bw_transfer_settings *settings, struct bw_transfers **out, struct bw_err *err);
void bw_transfers_close(struct bw_transfers *t); /* drops what is running */
int bw_transfers_start(struct bw_transfers *t, const struct bw_ask *ask, struct bw_err *err);
/* How many of those running have not been answered yet: they hold no body. */
int bw_transfers_silent(const struct bw_transfers *t);
/* Moves everything on, waiting at most timeout_ms for something to happen. */
void bw_transfers_wait(struct bw_transfers *t, int timeout_ms);
/* A transfer that has ended: its owner, and the answer in the arena. NULL when there is none. */
void *bw_transfers_next(struct bw_transfers *t, struct bw_arena *a, struct bw_answer *answer);
/* Drops all that is running, and tells of nobody. */
void bw_transfers_drop(struct bw_transfers *t);
#endif
