/* Short lines around a headline: who wrote it and when. */
#ifndef BW_EXTRACT_BYLINE_H
#define BW_EXTRACT_BYLINE_H

#include "core/time.h"
#include "extract/text.h"

enum { BW_BYLINE_MAX = 240 }; /* bytes; longer lines are no bylines */

/* Where in a line something stands: bytes [from, to). */
struct bw_span {
	size_t from, to;
};

/* Separators ("|", "-", ",", dashes, dots) off both ends; a full stop stays at the end. */
struct bw_str bw_byline_strip_marks(struct bw_str s);
/* The first whole date in a line. (byline_date.c) */
bool bw_byline_find_date(struct bw_str s, struct bw_span *where, bw_time *out, bool *has_time);
/* The same where the page's language decides the order of day and month (bw_time_order). */
bool bw_byline_find_date_in(struct bw_str s, enum bw_date_order order, struct bw_span *where, bw_time *out,
			    bool *has_time);
/* The first date in figures, even one whose order is unknown: "07/09/2026". */
bool bw_byline_find_numeric(struct bw_str s, struct bw_span *where);
/* Either. */
bool bw_byline_find_any(struct bw_str s, struct bw_span *where);

/* The name in a byline: "By Jane Doe, Staff writer | 2 March 2026" gives "Jane Doe, Staff writer". "By", "Posted by",
 * dates, times and separators at either end are taken off. "" when nothing like a name is left. */
struct bw_str bw_byline_name(struct bw_arena *a, struct bw_str line);
/* The same of a line on the page, where "in Politics", "@account", "Follow" and their kin may follow the name. */
struct bw_str bw_byline_visible_name(struct bw_arena *a, struct bw_str line);
/* The date in a short line ("Published 2 March 2026 14:20 GMT | Updated ..."): the first whole date. False when there
 * is none or its order is unknown. */
bool bw_byline_date(struct bw_arena *a, struct bw_str line, bw_time *out, bool *has_time);
/* The line ends or begins with a date in figures, even one whose order is unknown ("07/09/2026"). */
bool bw_byline_has_date(struct bw_arena *a, struct bw_str line);
/* The line is nothing but byline, date, reading time or a count of comments. */
bool bw_byline_is_furniture(struct bw_arena *a, struct bw_str line);

/* The line begins with words of other languages than English that tell the date of a change ("Stand:", "Mis à jour").
 */
bool bw_byline_is_change(struct bw_arena *a, struct bw_str line);

#endif
