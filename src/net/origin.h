/*
 * What a fetcher remembers of the places it has asked: of an origin (scheme, host, port) its robots.txt, of a host how
 * much is under way.
 */
#ifndef BW_NET_ORIGIN_H
#define BW_NET_ORIGIN_H

#include "net/robots.h"
#include "net/transfer.h"

struct bw_host {
	struct bw_host *next;
	struct bw_str name;
	int flying;
};

enum bw_robots_state {
	BW_ROBOTS_UNASKED,
	BW_ROBOTS_ASKED,
	BW_ROBOTS_KNOWN,
	BW_ROBOTS_CLOSED, /* the server failed over it, so nothing may be fetched (RFC 9309, 2.3.1.4) */
};

struct bw_origin {
	struct bw_origin *next;
	struct bw_str name; /* scheme://host[:port] */
	struct bw_host *host;
	enum bw_robots_state state;
	struct bw_robots robots;
	int status;      /* of the answer that closed it */
	bool unanswered; /* no server said what is open: to be asked again in the next call */
};

struct bw_origins {
	struct bw_arena *arena;
	struct bw_origin *first;
	struct bw_host *first_host;
};

/* The origin of an absolute address, made when it is new; NULL when the address has none. */
struct bw_origin *bw_origin_get(struct bw_origins *o, struct bw_str url);
/* Takes the answer to its robots.txt: 2xx is read; 4xx and a server that cannot be reached allow everything (what is
 * wrong with the server is said when the page is asked for); 5xx closes it. agent is the product token. */
void bw_origin_take_robots(struct bw_origins *o, struct bw_origin *origin, const struct bw_answer *answer,
			   struct bw_str agent);
/* Origins whose robots.txt nobody answered, or with a fault, are asked for it again. */
void bw_origins_forget_unanswered(struct bw_origins *o);
/* BW_EREFUSED with words when robots.txt forbids the address. scratch holds what is needed for the question. */
int bw_origin_check(struct bw_arena *scratch, const struct bw_origin *origin, struct bw_str url, struct bw_err *err);

#endif
