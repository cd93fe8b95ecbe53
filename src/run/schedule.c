#include "run/schedule.h"

enum {
	HOUR = 3600,
	ITEMS_MAX = 32,
	UNKNOWN_S = HOUR,      /* nothing is known of its pace */
	HINT_MAX_S = 6 * HOUR, /* what a server says of its pace is often a default for pictures */
	FAILED_MAX_S = 3 * BW_DAY,
	GONE_S = 7 * BW_DAY,
	REST_MAX_S = 7 * BW_DAY,
	QUIET_PART = 8,
	DOUBLINGS_MAX = 12,
};

/* The newest of them, the newest first, each moment once. */
static size_t newest(const struct bw_schedule_facts *f, bw_time out[ITEMS_MAX])
{
	size_t n = 0;
	for (size_t i = 0; f->items && i < f->n_items; i++) {
		bw_time t = f->items[i];
		size_t at = n;
		while (at > 0 && out[at - 1] < t)
			at--;
		bool known = at > 0 && out[at - 1] == t;
		if (t == BW_TIME_NONE || t > f->now || known || at == ITEMS_MAX)
			continue;
		n += n < ITEMS_MAX;
		for (size_t k = n - 1; k > at; k--)
			out[k] = out[k - 1];
		out[at] = t;
	}
	return n;
}

static int64_t median_gap(const bw_time *times, size_t n)
{
	int64_t gaps[ITEMS_MAX];
	for (size_t i = 0; i + 1 < n; i++) {
		int64_t gap = times[i] - times[i + 1];
		size_t at = i;
		for (; at > 0 && gaps[at - 1] > gap; at--)
			gaps[at] = gaps[at - 1];
		gaps[at] = gap;
	}
	return n > 1 ? gaps[(n - 1) / 2] : 2 * UNKNOWN_S;
}

static int64_t within(int64_t x, int64_t low, int64_t high)
{
	return x > high ? high : x < low ? low : x;
}

static int64_t pace(const struct bw_schedule_facts *f)
{
	bw_time times[ITEMS_MAX];
	size_t n = newest(f, times);
	int64_t interval = median_gap(times, n) / 2;
	int64_t quiet = n ? (f->now - times[0]) / QUIET_PART : 0;
	int64_t hint = f->fresh_s > f->ttl_s ? f->fresh_s : f->ttl_s;
	hint = within(hint, 0, HINT_MAX_S);
	interval = quiet > interval ? quiet : interval;
	return within(hint > interval ? hint : interval, f->min_s, f->max_s);
}

/* Up to an eighth more, by address and number of failures, so that those who fell silent together are not asked
 * together. */
static int64_t spread(const struct bw_schedule_facts *f, int64_t interval)
{
	uint64_t salt = bw_str_hash(f->url) + (uint64_t)f->failures * 0x9E3779B97F4A7C15u;
	return interval / 8 > 0 ? interval + (int64_t)((salt >> 20) % (uint64_t)(interval / 8)) : interval;
}

/* The first failure may pass: it is met with the usual pace. */
static int64_t after_failures(const struct bw_schedule_facts *f, int64_t interval)
{
	int64_t most = f->max_s > FAILED_MAX_S ? f->max_s : FAILED_MAX_S;
	int64_t doublings = within(f->failures - 1, 0, DOUBLINGS_MAX);
	return within(spread(f, within(interval << doublings, 0, most)), f->min_s, most);
}

struct bw_schedule bw_schedule_next(const struct bw_schedule_facts *f)
{
	struct bw_schedule s = {.not_before = BW_TIME_NONE};
	int64_t interval = pace(f);
	if (f->outcome == BW_SCHEDULE_GONE)
		s.interval_s = GONE_S;
	else if (f->outcome == BW_SCHEDULE_FAILED)
		s.interval_s = after_failures(f, interval);
	else
		s.interval_s = within(spread(f, interval), f->min_s, f->max_s);
	if (f->retry_after_s > 0)
		s.not_before = f->now + within(f->retry_after_s, 0, REST_MAX_S);
	return s;
}

static bw_time rest_ends(const struct bw_schedule *s, bw_time visited)
{
	if (s->not_before == BW_TIME_NONE || visited == BW_TIME_NONE)
		return BW_TIME_NONE;
	return s->not_before > visited + REST_MAX_S ? visited + REST_MAX_S : s->not_before;
}

bw_time bw_schedule_at(const struct bw_schedule *s, bw_time visited)
{
	bw_time rest = rest_ends(s, visited);
	if (visited == BW_TIME_NONE || s->interval_s <= 0)
		return rest;
	bw_time at = visited + s->interval_s;
	return rest > at ? rest : at;
}

bool bw_schedule_due(const struct bw_schedule *s, bw_time visited, bw_time now)
{
	bw_time at = bw_schedule_at(s, visited);
	return at == BW_TIME_NONE || visited > now || now >= at;
}

bool bw_schedule_may(const struct bw_schedule *s, bw_time visited, bw_time now)
{
	bw_time rest = rest_ends(s, visited);
	return rest == BW_TIME_NONE || visited > now || now >= rest;
}
