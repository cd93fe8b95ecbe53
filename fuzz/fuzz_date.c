/* What is read as a date is a possible one, and what is written of it is read as the same. */
#include <stdlib.h>

#include "core/time.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char text[BW_TIME_TEXT];
	bw_time t = BW_TIME_NONE, again;
	bool has_time;
	if (!bw_time_parse_precise((struct bw_str){(const char *)data, size}, &t, &has_time))
		return 0;
	struct bw_date d = bw_time_date(t);
	if (d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31 || (!has_time && t % BW_DAY))
		abort();
	bool plain = d.year >= 1 && d.year <= 9999; /* a zone can lead past either end */
	if (plain && (!bw_time_parse(bw_str_from(bw_time_iso(t, text)), &again) || again != t))
		abort();
	if (plain && (!bw_time_parse(bw_str_from(bw_time_iso_day(t, text)), &again) || again != bw_time_day_start(t)))
		abort();
	if (d.year >= 1000 && plain &&
	    (!bw_time_parse(bw_str_from(bw_time_long_day(t, text)), &again) || again != bw_time_day_start(t)))
		abort();
	return 0;
}
