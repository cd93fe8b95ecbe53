#include "extract/byline.h"
#include "tap.h"

static const struct {
	const char *line, *name;
} names[] = {
	{"By Jane Doe", "Jane Doe"},
	{"BY JANE DOE, Health Correspondent", "JANE DOE, Health Correspondent"},
	{"Jane Doe, 02/03/2026", "Jane Doe"},
	{"Posted on March 2, 2026 by Jane Doe", "Jane Doe"},
	{"Jane Doe | 2 March 2026 14:20 GMT", "Jane Doe"},
	{"By Byron Bytheway", "Byron Bytheway"},
	{"2 March 2026", ""},
	{"https://example.org/jane", ""},
	{"Follow us for more", ""},
};

static const struct {
	const char *line, *date;
} dates[] = {
	{"Published 2 March 2026 14:20 GMT | Updated 3 March 2026", "2026-03-02T14:20:00Z"},
	{"Jane Doe, March 2, 2026", "2026-03-02T00:00:00Z"},
	{"2026年3月5日 09時00分", "2026-03-05T09:00:00Z"},
	{"Jane Doe 2026/03/05", "2026-03-05T00:00:00Z"},
	{"02/03/2026", NULL},
	{"March 2026", NULL},
	{"31 February 2026", NULL},
	{"The plant opened in 2019", NULL},
};

static const struct {
	const char *line;
	bool furniture;
} lines[] = {
	{"By Jane Doe and John Roe", true},
	{"2 March 2026", true},
	{"Last updated at 14:20 on 2 March 2026", true},
	{"5 min read", true},
	{"Posted 3 hours ago", true},
	{"07/09/2026", true},
	{"By the end of the year the dam will hold water.", false},
	{"On 2 March 2026 the ministry closed the road.", false},
	{"2026", false},
	{"The deal was signed in May.", false},
};

int main(void)
{
	struct bw_arena a;
	char iso[BW_TIME_TEXT];
	bw_arena_init(&a);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		tap_str(bw_byline_visible_name(&a, bw_str_from(names[i].line)), bw_str_from(names[i].name),
			names[i].line);
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		bw_time t = BW_TIME_NONE;
		bool has_time, found = bw_byline_date(&a, bw_str_from(dates[i].line), &t, &has_time);
		tap_int(found, dates[i].date != NULL, dates[i].line);
		if (found && dates[i].date)
			tap_str(bw_str_from(bw_time_iso(t, iso)), bw_str_from(dates[i].date), "its date");
	}
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		tap_int(bw_byline_is_furniture(&a, bw_str_from(lines[i].line)), lines[i].furniture, lines[i].line);
	tap_ok(bw_byline_is_change(&a, BW_STR("Stand: 3. März 2026")) &&
		       bw_byline_is_change(&a, BW_STR("更新:2026年3月3日")) &&
		       bw_byline_is_change(&a, BW_STR("Обновлено 3 марта 2026")),
	       "dates of a change");
	tap_ok(!bw_byline_is_change(&a, BW_STR("Publié le 3 mars 2026, mis à jour le 4 mars")),
	       "the date of publication stands first");
	bw_arena_release(&a);
	return tap_done();
}
