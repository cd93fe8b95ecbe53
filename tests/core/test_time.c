/* Dates: the table in dates.tsv, and the calendar against one that counts day by day. */
#include "cases.h"
#include "core/time.h"
#include "tap.h"

static void parse(struct bw_arena *a, const char *folder)
{
	struct case_file f = case_open(a, folder, "dates.tsv");
	struct case_row row;
	char text[BW_TIME_TEXT];
	while (case_next(a, &f, &row)) {
		bw_time t = 12345;
		bool has_time = false;
		bool good = bw_time_parse_precise(guarded(row.cell[0]), &t, &has_time);
		char what[32];
		snprintf(what, sizeof(what), "line %d of dates.tsv", row.line);
		tap_str(good ? bw_str_from(bw_time_iso(t, text)) : BW_STR("refused"), row.cell[1], what);
		if (good)
			tap_ok(has_time == bw_str_eq(row.cell[2], BW_STR("time")), "line %d: time of day", row.line);
		else
			tap_int(t, 12345, "a refusal leaves the result alone");
	}
}

static void calendar(void)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int bad = 0;
	bw_time t = bw_time_from_date((struct bw_date){1, 1, 1});
	for (int year = 1; year <= 4000; year++) {
		bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
		for (int month = 1; month <= 12; month++) {
			for (int day = 1; day <= length[month - 1] + (leap && month == 2); day++, t += BW_DAY) {
				struct bw_date d = bw_time_date(t + day % BW_DAY);
				bad += d.year != year || d.month != month || d.day != day;
				bad += bw_time_from_date(d) != t || bw_time_day_start(t + BW_DAY - 1) != t;
			}
		}
	}
	tap_int(bad, 0, "4000 years, day by day");
	tap_int(bw_time_from_date((struct bw_date){1970, 1, 1}), 0, "the beginning");
	tap_int(bw_time_from_date((struct bw_date){2026, 3, 2}), 1772409600, "a known day");
}

static void print(void)
{
	char text[BW_TIME_TEXT];
	tap_str(bw_str_from(bw_time_iso(-1, text)), BW_STR("1969-12-31T23:59:59Z"), "before the beginning");
	tap_str(bw_str_from(bw_time_iso_day(1772461199, text)), BW_STR("2026-03-02"), "day");
	tap_str(bw_str_from(bw_time_long_day(1772461199, text)), BW_STR("2 March 2026"), "day in words");
	tap_str(bw_str_from(bw_time_iso(BW_TIME_NONE, text)), BW_STR("unknown"), "unknown");
	tap_str(bw_str_from(bw_time_iso_day(BW_TIME_NONE, text)), BW_STR("unknown"), "unknown day");
	tap_str(bw_str_from(bw_time_long_day(BW_TIME_NONE, text)), BW_STR("unknown"), "unknown day in words");
	tap_ok(bw_time_day_start(BW_TIME_NONE) == BW_TIME_NONE, "the start of an unknown day is unknown");
	tap_ok(strlen(bw_time_iso(INT64_MAX, text)) < BW_TIME_TEXT, "the last second can be printed");
	tap_ok(strlen(bw_time_iso(INT64_MIN + 1, text)) < BW_TIME_TEXT, "and the first");
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	bw_arena_init(&a);
	parse(&a, argc > 1 ? argv[1] : ".");
	calendar();
	print();
	bw_arena_release(&a);
	return tap_done();
}
