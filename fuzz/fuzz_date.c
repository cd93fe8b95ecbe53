/* What is read as a date is a possible one, what is written of it is read as the same, and a date that is found in a
 * line stands in it. The first byte chooses the order. */
#include <stdlib.h>

#include "core/time.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void written(const struct bw_time_reading *got)
{
	char text[BW_TIME_TEXT];
	bw_time again, t = got->time;
	struct bw_date d = bw_time_date(t);
	if (d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31 || (!got->has_time && t % BW_DAY) ||
	    (got->has_zone && !got->has_time))
		abort();
	bool plain = d.year >= 1 && d.year <= 9999; /* a zone can lead past either end */
	if (plain && (!bw_time_parse(bw_str_from(bw_time_iso(t, text)), &again) || again != t))
		abort();
	if (plain && (!bw_time_parse(bw_str_from(bw_time_iso_day(t, text)), &again) || again != bw_time_day_start(t)))
		abort();
	if (d.year >= 1000 && plain &&
	    (!bw_time_parse(bw_str_from(bw_time_long_day(t, text)), &again) || again != bw_time_day_start(t)))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_str text = {(const char *)data, size};
	struct bw_time_reading got;
	size_t from, to;
	enum bw_date_order order = size ? (enum bw_date_order)(data[0] % 3) : BW_ORDER_UNKNOWN;
	if (bw_time_read(text, order, &got))
		written(&got);
	if (!bw_time_find(text, order, &from, &to, &got))
		return 0;
	if (from >= to || to > size || !bw_time_is_plausible(got.time))
		abort();
	written(&got);
	return 0;
}
