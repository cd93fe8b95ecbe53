/*
 * What a fetcher remembers of the places it has asked: of an origin (scheme, host, port) its robots.txt, of a host how
 * much is under way, when it was asked last, and until when it wants to be left alone. Times are of the fetcher's own
 * clock, in milliseconds.
 */
#ifndef BW_NET_ORIGIN_H
#define BW_NET_ORIGIN_H

#include "core/map.h"
#include "net/robots.h"
#include "net/transfer.h"

struct bw_host {
	struct bw_str name;
	bool is_private; /* its name says that it is of this machine or network: no pause is needed for politeness */
	int flying;
	int64_t delay_ms;       /* Crawl-delay of its robots.txt, 0 none */
	int64_t asked_ms;       /* when a page of it was asked for last; INT64_MIN never */
	int64_t not_before_ms;  /* a short pause that it asked for: all wait */
	int64_t rests_until_ms; /* a long one: nothing more is asked until then */
	bool says_until;        /* it said how long itself */
};

enum bw_robots_state {
	BW_ROBOTS_UNASKED,
	BW_ROBOTS_ASKED,
	BW_ROBOTS_KNOWN,
	BW_ROBOTS_CLOSED, /* nobody could say what is open, so nothing may be fetched (RFC 9309, 2.3.1.4) */
};

struct bw_origin {
	struct bw_str name; /* scheme://host[:port] */
	struct bw_host *host;
	enum bw_robots_state state;
	struct bw_robots robots;
	/* Of the answer that closed it: */
	int status;
	enum bw_fault fault;
	struct bw_str detail;
	int64_t known_ms;
};

struct bw_origins {
	struct bw_arena *arena;
	struct bw_strmap by_name, hosts; /* to indexes */
	BW_VEC(struct bw_origin *) all;
	BW_VEC(struct bw_host *) all_hosts;
};

void bw_origins_init(struct bw_origins *o, struct bw_arena *a);
void bw_origins_release(struct bw_origins *o);
/* The origin of an absolute address, made when it is new; NULL when the address has none. What may be asked of private
 * addresses is kept apart from what may not. */
struct bw_origin *bw_origin_get(struct bw_origins *o, struct bw_str url, bool allow_private);
/* Takes the answer to its robots.txt: 2xx is read, 4xx allows everything, a fault and 5xx close it. agent is the
 * product token. */
void bw_origin_take_robots(struct bw_origins *o, struct bw_origin *origin, const struct bw_answer *answer,
			   struct bw_str agent, int64_t now_ms);
/* For a new round: robots.txt that nobody could give is asked for again after ten minutes, what is known after 24 hours
 * (RFC 9309, 2.4); and nothing is under way. */
void bw_origins_begin(struct bw_origins *o, int64_t now_ms);
/* BW_EREFUSED with words when robots.txt forbids the address, or the fault that keeps it from being known. shown is
 * what is printed for the address. scratch holds what is needed for the question. */
int bw_origin_check(struct bw_arena *scratch, const struct bw_origin *origin, struct bw_str url, struct bw_str shown,
		    struct bw_err *err);

#endif
