/*
 * robots.txt after RFC 9309: bytes in, rules out. Pure.
 */
#ifndef BW_NET_ROBOTS_H
#define BW_NET_ROBOTS_H

#include "core/arena.h"
#include "core/str.h"
#include "core/vec.h"

/* What is read of a file; RFC 9309, 2.5 asks for 500 KiB at least. */
enum { BW_ROBOTS_MAX_BYTES = 512 << 10 };

struct bw_robots_rule {
	struct bw_str path; /* pattern, percent-encoding normalised; "*" is any run of bytes, a "$" at the end means the
			       end */
	bool allow;
};

struct bw_robots {
	BW_VEC(struct bw_robots_rule) rules; /* of the groups that name the agent, else of those for "*" */
	int64_t delay_ms; /* Crawl-delay of the same groups, the longest; -1 when they have none. Not in the RFC, but
			     what publishers ask for */
};

/* agent is a product token ("bellwether"): bw_robots_token makes one of a user agent text. No file is malformed: lines
 * that say nothing are passed over. */
void bw_robots_read(struct bw_arena *a, struct bw_str bytes, struct bw_str agent, struct bw_robots *out);

/* Whether path (with "?query" when there is one) may be fetched: the longest matching rule decides, of equally long
 * ones the allowing one. *rule, when not NULL, gets the rule that forbids. /robots.txt itself is always allowed. */
bool bw_robots_allow(struct bw_arena *a, const struct bw_robots *robots, struct bw_str path, struct bw_str *rule);

/* The letters, "_" and "-" that a user agent text begins with. */
struct bw_str bw_robots_token(struct bw_str user_agent);

#endif
