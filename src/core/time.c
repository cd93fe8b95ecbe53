#include "core/time.h"

#include <stdio.h>

/* Days since 1970-01-01 of a proleptic Gregorian date, in eras of 400 years that begin in March, so that the leap day
 * is the last of its year (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
static int64_t days_from_date(struct bw_date d)
{
	int64_t year = (int64_t)d.year - (d.month <= 2);
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t year_of_era = year - era * 400;
	int64_t day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static int64_t floor_day(bw_time t)
{
	return t / BW_DAY - (t % BW_DAY < 0);
}

bw_time bw_time_from_date(struct bw_date d)
{
	return days_from_date(d) * BW_DAY;
}

struct bw_date bw_time_date(bw_time t)
{
	int64_t days = floor_day(t) + 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t of_era = days - era * 146097;
	int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t shifted = (5 * of_year + 2) / 153;
	struct bw_date d;
	d.day = (int)(of_year - (153 * shifted + 2) / 5) + 1;
	d.month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
	d.year = (int)(year_of_era + era * 400 + (d.month <= 2));
	return d;
}

bw_time bw_time_day_start(bw_time t)
{
	return t < INT64_MIN + BW_DAY ? BW_TIME_NONE : floor_day(t) * BW_DAY;
}

int bw_time_weekday(bw_time t)
{
	return (int)(((floor_day(t) + 3) % 7 + 7) % 7) + 1;
}

bool bw_time_is_plausible(bw_time t)
{
	enum { FIRST_YEAR = 1990, LAST_YEAR = 2099 };
	return t >= bw_time_from_date((struct bw_date){FIRST_YEAR, 1, 1}) &&
	       t < bw_time_from_date((struct bw_date){LAST_YEAR + 1, 1, 1});
}

/* Languages in which day, month and year are written in this order only, whatever the country. English is not among
 * them, and "en-US" says nothing: it is what publishing software writes where nobody changed it. */
static const char *const day_first[] = {
	"de", "fr", "it", "pt", "nl", "ru", "uk", "be",    "bg",    "pl",    "cs",    "sk",    "sl",
	"hr", "sr", "ro", "el", "tr", "da", "nb", "nn",    "no",    "fi",    "et",    "lv",    "is",
	"ar", "he", "vi", "id", "ca", "gl", "sq", "en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za",
};
/* Spanish is, but not of these regions, where it follows its neighbour. */
static const char *const undecided_spanish[] = {"es-us", "es-pr", "es-pa"};

static bool is_language(struct bw_str tag, const char *row)
{
	struct bw_str r = bw_str_from(row);
	return bw_str_starts_ascii_nocase(tag, r) &&
	       (tag.len == r.len || tag.ptr[r.len] == '-' || tag.ptr[r.len] == '_');
}

enum bw_date_order bw_time_order(struct bw_str tag)
{
	tag = bw_str_trim(tag);
	for (size_t i = 0; i < sizeof day_first / sizeof *day_first; i++)
		if (is_language(tag, day_first[i]))
			return BW_ORDER_DAY_FIRST;
	for (size_t i = 0; i < sizeof undecided_spanish / sizeof *undecided_spanish; i++)
		if (is_language(tag, undecided_spanish[i]))
			return BW_ORDER_UNKNOWN;
	return is_language(tag, "es") ? BW_ORDER_DAY_FIRST : BW_ORDER_UNKNOWN;
}

const char *bw_time_iso(bw_time t, char out[BW_TIME_TEXT])
{
	if (t == BW_TIME_NONE)
		return strcpy(out, "unknown");
	struct bw_date d = bw_time_date(t);
	int second = (int)((t % BW_DAY + BW_DAY) % BW_DAY);
	snprintf(out, BW_TIME_TEXT, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day, second / 3600,
		 second / 60 % 60, second % 60);
	return out;
}

const char *bw_time_iso_day(bw_time t, char out[BW_TIME_TEXT])
{
	if (t == BW_TIME_NONE)
		return strcpy(out, "unknown");
	struct bw_date d = bw_time_date(t);
	snprintf(out, BW_TIME_TEXT, "%04d-%02d-%02d", d.year, d.month, d.day);
	return out;
}

const char *bw_time_long_day(bw_time t, char out[BW_TIME_TEXT])
{
	static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
					     "July",    "August",   "September", "October", "November", "December"};
	if (t == BW_TIME_NONE)
		return strcpy(out, "unknown");
	struct bw_date d = bw_time_date(t);
	snprintf(out, BW_TIME_TEXT, "%d %s %d", d.day, months[d.month - 1], d.year);
	return out;
}
