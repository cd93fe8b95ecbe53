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

int bw_time_weekday(bw_time t); /* of its day in UTC: 1 is Monday, 7 Sunday */
/* Whether an article of the web can be of that time: from 1990 to 2099. What is later than the clock, its owner sees.
 */
bool bw_time_is_plausible(bw_time t);

/*
 * Dates as text. Read are, in English, German, French, Spanish, Italian, Portuguese, Dutch, Russian, Chinese, Japanese
 * and Arabic, and as far as their words go in some twelve other languages (core/date_words.tsv):
 *   - ISO 8601 and RFC 3339: calendar, ordinal and week dates, extended and basic, fractions (dropped), "24:00", a
 * space for the T;
 *   - RFC 822, 1123, 850 and their abuses, asctime, date(1), logs of web servers;
 *   - "March 2, 2026 3:04 pm ET", "2nd of March, 2026", "2 de marzo de 2026, 14:05", "Montag, 2. März 2026, 14.05 Uhr",
 *     "2 марта 2026 г., 14:05", "2026年3月2日 下午2:05", "令和8年3月2日", "٢ آذار ٢٠٢٦", the time before the date;
 *   - seconds and milliseconds since 1970 of 10 and 13 digits, in plausible years.
 * Nothing is guessed:
 *   - which of two numbers is day and which month ("03/04/2026") is known when one is above 12, when both are the same,
 *     when only one order fits the weekday that is named, or when `order` says it; else it is no date;
 *   - a year has four digits, but behind a month in words (RFC 5322, 4.3) or where `order` is known; only with four is
 * it found in a line;
 *   - days that do not exist are no dates; a weekday that does not fit the date is let pass, since feeds have it wrong;
 *   - a date without a time is midnight UTC; a time without a zone is read as UTC, and has_zone tells;
 *   - named zones are those of RFC 822, with their meaning there (CST is American), and others that mean one offset.
 * ET, CT, MT and PT are what the law of the United States has on that day. Military letters are UTC (RFC 5322). Names
 * that stand for several offsets (BST, IST, AMT, GST, areas of the tz database) leave the date of the text without a
 * time.
 */
enum bw_date_order { BW_ORDER_UNKNOWN, BW_ORDER_DAY_FIRST, BW_ORDER_MONTH_FIRST };
struct bw_time_reading {
	bw_time time;
	bool has_time; /* a time of day was said; else time is midnight UTC of the date */
	bool has_zone; /* and its zone; else it was read as UTC */
};

/* The text is a date from end to end, of at most 160 bytes. */
bool bw_time_read(struct bw_str text, enum bw_date_order order, struct bw_time_reading *out);
/* The first date in a line of at most 512 bytes, of plausible years, with the time beside it: bytes [*from, *to). */
bool bw_time_find(struct bw_str line, enum bw_date_order order, size_t *from, size_t *to, struct bw_time_reading *out);
/* The order that a language tag ("de", "pt-BR", "en-GB") leaves no doubt of; English is unknown, "en-US" too. */
enum bw_date_order bw_time_order(struct bw_str language_tag);

/* A time of day without a zone is made that of the page's language or region ("ja", "de-AT", "fr-FR"), where all its
 * readers have one; false, and nothing changed, where they have several, or the text named a zone or no time. */
bool bw_time_at_home(struct bw_time_reading *r, struct bw_str language_tag);

/* bw_time_read without an order. False leaves *out alone. */
bool bw_time_parse(struct bw_str text, bw_time *out);
/* As bw_time_parse, and tells whether the text had a time of day. */
bool bw_time_parse_precise(struct bw_str text, bw_time *out, bool *has_time);

enum { BW_TIME_TEXT = 32 };
/* "2026-03-02T14:20:00Z", "2026-03-02", "2 March 2026"; "unknown" for BW_TIME_NONE. Return out. */
const char *bw_time_iso(bw_time t, char out[BW_TIME_TEXT]);
const char *bw_time_iso_day(bw_time t, char out[BW_TIME_TEXT]);
const char *bw_time_long_day(bw_time t, char out[BW_TIME_TEXT]);

#endif
