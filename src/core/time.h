/* Points in time are seconds since 1970-01-01T00:00:00Z, proleptic Gregorian, no leap seconds. Unknown is BW_TIME_NONE,
 * never 0. */
#ifndef BW_CORE_TIME_H
#define BW_CORE_TIME_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/str.h"

typedef int64_t bw_time;
#define BW_TIME_NONE INT64_MIN
enum { BW_DAY = 86400 };

struct bw_date {
	int year, month, day;
}; /* month and day from 1 */

bw_time bw_time_from_date(struct bw_date d);
struct bw_date bw_time_date(bw_time t);
bw_time bw_time_day_start(bw_time t); /* midnight UTC of its day */

/* Reads ISO 8601 / RFC 3339 (date alone, with or without seconds, fraction, zone), RFC 822/1123 and RFC 850 dates as
 * found in feeds and HTTP headers (two-digit years, named zones), asctime, "March 2, 2026", "2 March 2026", "02 Mar
 * 2026 14:20 GMT". A date without a time is midnight UTC; a time without a zone is read as UTC. False when it is not a
 * date or not a possible one: never guessed
 * ("02/03/2026" is refused: its order is unknown). */
bool bw_time_parse(struct bw_str text, bw_time *out);
/* As bw_time_parse, and tells whether the text had a time of day. */
bool bw_time_parse_precise(struct bw_str text, bw_time *out, bool *has_time);

enum { BW_TIME_TEXT = 32 };
/* "2026-03-02T14:20:00Z", "2026-03-02", "2 March 2026"; "unknown" for BW_TIME_NONE. Return out. */
const char *bw_time_iso(bw_time t, char out[BW_TIME_TEXT]);
const char *bw_time_iso_day(bw_time t, char out[BW_TIME_TEXT]);
const char *bw_time_long_day(bw_time t, char out[BW_TIME_TEXT]);

#endif
