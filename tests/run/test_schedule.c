#include "tap.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/config.h"
#include "core/file.h"
#include "run/schedule.h"

enum { HOUR = 3600, ITEMS_MAX = 64 };
static const bw_time visit = (bw_time)1000 * HOUR;

static struct bw_str word(struct bw_str *rest)
{
	struct bw_str w = BW_STR_NONE;
	while (bw_str_split(rest, ' ', &w) && !w.len)
		continue;
	return w;
}

static int64_t duration(struct bw_str s)
{
	int64_t seconds = -1;
	return bw_duration_parse(s, &seconds) ? seconds : -1;
}

/* Hours before the visit, perhaps with one digit behind a point, perhaps negative. */
static bw_time hours_before(struct bw_str s)
{
	bool later = s.len && s.ptr[0] == '-';
	struct bw_str rest = bw_str_from_pos(s, later), whole;
	int64_t hours = 0, tenths = 0;
	bw_str_split(&rest, '.', &whole);
	bw_str_to_i64(whole, &hours);
	bw_str_to_i64(rest, &tenths);
	int64_t before = hours * HOUR + tenths * HOUR / 10;
	return visit - (later ? -before : before);
}

static void run_case(struct bw_str line, int number)
{
	bw_time items[ITEMS_MAX];
	struct bw_str rest = line, outcome = word(&rest), list, item;
	struct bw_schedule_facts f = {.url = BW_STR("https://a.example/feed"),
				      .now = visit,
				      .items = items,
				      .min_s = 900,
				      .max_s = 20 * HOUR};
	f.outcome = bw_str_eq(outcome, BW_STR("gone"))     ? BW_SCHEDULE_GONE
		    : bw_str_eq(outcome, BW_STR("failed")) ? BW_SCHEDULE_FAILED
							   : BW_SCHEDULE_READ;
	bw_str_to_i64(word(&rest), &f.failures);
	list = word(&rest);
	while (!bw_str_eq(list, BW_STR("-")) && f.n_items < ITEMS_MAX && bw_str_split(&list, ',', &item))
		items[f.n_items++] = hours_before(item);
	f.retry_after_s = duration(word(&rest));
	f.fresh_s = duration(word(&rest));
	f.ttl_s = duration(word(&rest));
	word(&rest);
	int64_t from = duration(word(&rest)), to = duration(word(&rest)), pause = duration(word(&rest));
	struct bw_schedule s = bw_schedule_next(&f);
	tap_ok(s.interval_s >= from && s.interval_s <= to, "line %d: interval %lld in %lld to %lld", number,
	       (long long)s.interval_s, (long long)from, (long long)to);
	tap_ok(s.not_before == (pause < 0 ? BW_TIME_NONE : visit + pause), "line %d: rest", number);
}

static void run_cases(struct bw_str cases)
{
	struct bw_str line;
	for (int number = 1; bw_str_split(&cases, '\n', &line); number++)
		if (line.len && line.ptr[0] != '#')
			run_case(line, number);
}

static void test_due(void)
{
	struct bw_schedule never = {0, BW_TIME_NONE}, hourly = {HOUR, BW_TIME_NONE};
	struct bw_schedule resting = {HOUR, visit + 3 * HOUR}, forever = {HOUR, visit + (bw_time)100000 * HOUR};
	tap_ok(bw_schedule_due(&never, BW_TIME_NONE, visit), "what was never visited is due");
	tap_ok(bw_schedule_due(&never, visit, visit), "so is what was never reckoned");
	tap_ok(!bw_schedule_due(&hourly, visit, visit + HOUR - 1), "not before its interval is over");
	tap_ok(bw_schedule_due(&hourly, visit, visit + HOUR), "but then");
	tap_ok(!bw_schedule_due(&resting, visit, visit + 2 * HOUR), "not while the server wants to be left alone");
	tap_ok(!bw_schedule_may(&resting, visit, visit + 2 * HOUR), "not even when asked for by hand");
	tap_ok(bw_schedule_may(&hourly, visit, visit + 1), "an interval is no bar to that");
	tap_ok(bw_schedule_due(&resting, visit, visit + 3 * HOUR), "but then");
	tap_ok(bw_schedule_due(&hourly, visit, visit - 1), "a clock that went back locks nobody out");
	tap_ok(bw_schedule_due(&forever, visit, visit - HOUR), "nor with a rest");
	tap_ok(bw_schedule_due(&forever, visit, visit + 8 * BW_DAY), "a rest is a week at most");
	tap_ok(bw_schedule_at(&resting, visit) == visit + 3 * HOUR, "when it is due can be told");
}

/* Many sources that fail together come back at different times, the same ones each time. */
static void test_spread(void)
{
	int64_t least = INT64_MAX, most = 0;
	bool same = true;
	for (int i = 0; i < 100; i++) {
		char url[64];
		snprintf(url, sizeof(url), "https://host%d.example/feed", i);
		struct bw_schedule_facts f = {.url = bw_str_from(url),
					      .now = visit,
					      .outcome = BW_SCHEDULE_FAILED,
					      .failures = 3,
					      .retry_after_s = -1,
					      .fresh_s = -1,
					      .min_s = 900,
					      .max_s = 20 * HOUR};
		int64_t s = bw_schedule_next(&f).interval_s;
		same = same && s == bw_schedule_next(&f).interval_s;
		least = s < least ? s : least;
		most = s > most ? s : most;
	}
	tap_ok(same, "the same facts give the same interval");
	tap_ok(most - least > 20 * 60, "a hundred are spread over %lld s", (long long)(most - least));
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_str cases;
	char path[4096];
	bw_arena_init(&a);
	snprintf(path, sizeof(path), "%s/schedule.cases", argc > 1 ? argv[1] : ".");
	if (bw_file_read(&a, path, 1 << 20, &cases, NULL))
		return 1;
	run_cases(cases);
	test_due();
	test_spread();
	bw_arena_release(&a);
	return tap_done();
}
