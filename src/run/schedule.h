/*
 * When a source is worth another visit. Pure: facts in, two numbers out, which are stored with the source. A source is
 * visited about twice as often as it publishes: half the median gap between its newest items (robust against one burst
 * or one holiday), or an eighth of the time for which it has been silent when that is longer. What the server and the
 * feed say about their own pace is kept to, within bounds. A source that fails is asked ever less often. Nothing is
 * left to chance: what is spread over time is spread by the hash of the address.
 */
#ifndef BW_RUN_SCHEDULE_H
#define BW_RUN_SCHEDULE_H

#include "core/time.h"

enum bw_schedule_outcome {
	BW_SCHEDULE_READ,   /* it answered, changed or not */
	BW_SCHEDULE_FAILED, /* any fault: the network, a status, not a feed, refused by robots.txt */
	BW_SCHEDULE_GONE,   /* 410: taken away for good, says the publisher; looked at weekly all the same */
};

/* Of a visit that has just been made. */
struct bw_schedule_facts {
	struct bw_str url;
	bw_time now;
	enum bw_schedule_outcome outcome;
	int64_t failures;     /* in a row, this visit included */
	const bw_time *items; /* when its items were published, or first seen, in any order; BW_TIME_NONE and times to
				 come are passed over; the newest 32 count. May be NULL */
	size_t n_items;
	int64_t retry_after_s; /* as the server said, -1 nothing */
	int64_t fresh_s;       /* Cache-Control, -1 nothing */
	int64_t ttl_s;         /* ttl or sy:updatePeriod of the feed, <= 0 nothing */
	int64_t min_s, max_s;  /* net.min_interval, net.max_interval */
};

struct bw_schedule {
	int64_t interval_s; /* how long it is left alone after the visit; 0 not yet reckoned */
	bw_time not_before; /* the server asked not to be asked before; BW_TIME_NONE it did not */
};

struct bw_schedule bw_schedule_next(const struct bw_schedule_facts *facts);

/* When it is due again; BW_TIME_NONE when it always was: never visited, or nothing reckoned. */
bw_time bw_schedule_at(const struct bw_schedule *s, bw_time visited);
/* Whether it is due. A visit that lies in the future was made by a clock that was wrong: then it is. No pause that a
 * server asks for counts for more than a week. */
bool bw_schedule_due(const struct bw_schedule *s, bw_time visited, bw_time now);
/* Only whether the server still wants to be left alone: for visits that do not keep to the interval. */
bool bw_schedule_may(const struct bw_schedule *s, bw_time visited, bw_time now);

#endif
