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
		struct bw_time_reading got = {.time = t};
		bool good = bw_time_read(guarded(row.cell[0]), bw_time_order(row.cell[3]), &got);
		char what[32];
		snprintf(what, sizeof(what), "line %d of dates.tsv", row.line);
		tap_str(good ? bw_str_from(bw_time_iso(got.time, text)) : BW_STR("refused"), row.cell[1], what);
		if (good)
			tap_ok(got.has_time == bw_str_eq(row.cell[2], BW_STR("time")), "line %d: time of day",
			       row.line);
		else
			tap_int(got.time, 12345, "a refusal leaves the result alone");
		if (!row.cell[3].len) {
			tap_int(bw_time_parse_precise(row.cell[0], &t, &has_time), good, "without an order");
			tap_int(t, good ? got.time : 12345, "the same time");
		}
	}
}

static void find(struct bw_arena *a, const char *folder)
{
	struct case_file f = case_open(a, folder, "dates_lines.tsv");
	struct case_row row;
	char text[BW_TIME_TEXT];
	while (case_next(a, &f, &row)) {
		struct bw_time_reading got;
		size_t from, to;
		bool found = bw_time_find(guarded(row.cell[0]), BW_ORDER_UNKNOWN, &from, &to, &got);
		char what[32];
		snprintf(what, sizeof(what), "line %d of dates_lines.tsv", row.line);
		tap_str(found ? bw_str_from(bw_time_iso(got.time, text)) : BW_STR("none"), row.cell[1], what);
		if (found)
			tap_str(bw_str_sub(row.cell[0], from, to - from), row.cell[2], "its bytes");
	}
	struct bw_time_reading got;
	size_t from, to;
	tap_ok(bw_time_find(BW_STR("Stand: 02.03.2026"), bw_time_order(BW_STR("de-AT")), &from, &to, &got) &&
		       got.time == 1772409600,
	       "the language decides");
}

/* Every month of the table is read as that month, and every weekday lets the date stand. */
static void words(struct bw_arena *a, const char *folder)
{
	struct case_file f = case_open(a, folder, "../../src/core/date_words.tsv");
	struct case_row row;
	while (case_next(a, &f, &row)) {
		struct bw_str rest = row.cell[3], word;
		bool month = bw_str_eq(row.cell[0], BW_STR("month")), day = bw_str_eq(row.cell[0], BW_STR("weekday"));
		while ((month || day) && bw_str_split(&rest, ' ', &word)) {
			char *w = (char *)bw_arena_cstr(a, word), *joint = strchr(w, '_');
			if (joint)
				*joint = ' ';
			struct bw_str text = bw_arena_printf(a, month ? "2 %s 2026" : "%s, 2 March 2026", w);
			if (day && word.len == 3 && (unsigned char)word.ptr[0] >= 0xE3)
				text = bw_arena_printf(a, "2026年3月2日(%s)", w);
			struct bw_time_reading got = {0};
			bool good = bw_time_read(text, BW_ORDER_UNKNOWN, &got);
			int want = month ? atoi(bw_arena_cstr(a, row.cell[1])) : 3;
			if (!good || bw_time_date(got.time).month != want)
				tap_ok(0, "line %d of date_words.tsv: %s", row.line, text.ptr);
		}
	}
	tap_ok(1, "words of date_words.tsv");
}

static const struct {
	const char *text, *language, *time;
} homes[] = {
	{"2026-03-02 14:05", "ja", "2026-03-02T05:05:00Z"},
	{"2026-03-02 14:05", "de-AT", "2026-03-02T13:05:00Z"},
	{"2026-07-02 14:05", "de", "2026-07-02T12:05:00Z"},
	{"2026-03-29 01:59", "de", "2026-03-29T00:59:00Z"},
	{"2026-03-29 03:00", "de", "2026-03-29T01:00:00Z"},
	{"2026-10-25 01:59", "de", "2026-10-24T23:59:00Z"},
	{"2026-10-25 03:00", "de", "2026-10-25T02:00:00Z"},
	{"2026-07-02 14:05", "zh-CN", "2026-07-02T06:05:00Z"},
	/* several zones, one that was said, no time, a rule that is younger */
	{"2026-07-02 14:05", "en-US", "2026-07-02T14:05:00Z"},
	{"2026-07-02 14:05", "fr", "2026-07-02T14:05:00Z"},
	{"2026-07-02 14:05 GMT", "de", "2026-07-02T14:05:00Z"},
	{"2026-07-02", "ja", "2026-07-02T00:00:00Z"},
	{"2010-07-02 14:05", "tr", "2010-07-02T14:05:00Z"},
};

static void at_home(void)
{
	char text[BW_TIME_TEXT];
	for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
		struct bw_time_reading got = {0};
		bw_time_read(bw_str_from(homes[i].text), BW_ORDER_UNKNOWN, &got);
		bw_time before = got.time;
		bool moved = bw_time_at_home(&got, bw_str_from(homes[i].language));
		tap_str(bw_str_from(bw_time_iso(got.time, text)), bw_str_from(homes[i].time), homes[i].language);
		tap_ok(moved == (got.time != before) && (!moved || got.has_zone), "and tells so");
	}
}

static void zones(void)
{
	struct bw_time_reading got;
	tap_ok(bw_time_read(BW_STR("2026-03-02 14:20"), BW_ORDER_UNKNOWN, &got) && got.has_time && !got.has_zone,
	       "no zone was said");
	tap_ok(bw_time_read(BW_STR("2026-03-02 14:20 GMT"), BW_ORDER_UNKNOWN, &got) && got.has_zone, "a zone was said");
	tap_ok(bw_time_read(BW_STR("2026-03-02 14:20 IST"), BW_ORDER_UNKNOWN, &got) && !got.has_time && !got.has_zone,
	       "a zone of several countries");
	tap_ok(!bw_time_is_plausible(bw_time_from_date((struct bw_date){1989, 12, 31})) &&
		       bw_time_is_plausible(bw_time_from_date((struct bw_date){1990, 1, 1})) &&
		       !bw_time_is_plausible(bw_time_from_date((struct bw_date){2100, 1, 1})),
	       "years of articles");
	tap_int(bw_time_weekday(bw_time_from_date((struct bw_date){2026, 3, 2})), 1, "a Monday");
	tap_int(bw_time_weekday(-1), 3, "the last day of 1969 was a Wednesday");
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
	const char *folder = argc > 1 ? argv[1] : ".";
	parse(&a, folder);
	find(&a, folder);
	words(&a, folder);
	zones();
	at_home();
	calendar();
	print();
	bw_arena_release(&a);
	return tap_done();
}
