#include "annotate/figures_part.h"

/* Periods of the calendar. */

static struct bw_date month_after(int year, int month, int n)
{
	int m = year * 12 + month - 1 + n;
	return (struct bw_date){m / 12, m % 12 + 1, 1};
}

static struct bw_span between(struct bw_date from, struct bw_date to)
{
	return (struct bw_span){.low = bw_time_from_date(from), .high = bw_time_from_date(to) - 1};
}

struct bw_span bw_span_of(enum bw_span_kind kind, struct bw_date d)
{
	static const int months[BW_N_SPAN] = {[BW_SPAN_MONTH] = 1,
					      [BW_SPAN_QUARTER] = 3,
					      [BW_SPAN_HALF] = 6,
					      [BW_SPAN_YEAR] = 12,
					      [BW_SPAN_DECADE] = 120};
	bw_time day = bw_time_from_date(d);
	if (kind == BW_SPAN_DAY)
		return (struct bw_span){.low = day, .high = day + BW_DAY - 1, .fine = true};
	if (kind == BW_SPAN_WEEK) {
		bw_time monday = day - (bw_time)(bw_time_weekday(day) - 1) * BW_DAY;
		return (struct bw_span){.low = monday, .high = monday + 7 * BW_DAY - 1, .fine = true};
	}
	int year = kind == BW_SPAN_DECADE ? d.year - d.year % 10 : d.year;
	int month = kind >= BW_SPAN_YEAR ? 1 : (d.month - 1) / months[kind] * months[kind] + 1;
	return between((struct bw_date){year, month, 1}, month_after(year, month, months[kind]));
}

struct bw_span bw_span_shift(enum bw_span_kind kind, bw_time at, int n)
{
	static const int months[BW_N_SPAN] = {[BW_SPAN_MONTH] = 1,
					      [BW_SPAN_QUARTER] = 3,
					      [BW_SPAN_HALF] = 6,
					      [BW_SPAN_YEAR] = 12,
					      [BW_SPAN_DECADE] = 120};
	static const int days[BW_N_SPAN] = {[BW_SPAN_DAY] = 1, [BW_SPAN_WEEK] = 7};
	struct bw_date d = bw_time_date(at + (bw_time)n * days[kind] * BW_DAY);
	if (months[kind])
		d = month_after(d.year, d.month, n * months[kind]);
	return bw_span_of(kind, d);
}
