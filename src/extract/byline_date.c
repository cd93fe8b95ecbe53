/* Dates inside short lines. What bw_time_parse reads is looked for word by word; forms with the year first are added,
 * since their order is known. */
#include <ctype.h>
#include <stdio.h>

#include "extract/byline.h"

enum { DATE_WORDS = 9 };

static size_t word_end(struct bw_str s, size_t at)
{
	while (at < s.len && s.ptr[at] != ' ')
		at++;
	return at;
}

static bool has_year(struct bw_str s)
{
	for (size_t i = 0; i + 4 <= s.len; i++) {
		bool century = !memcmp(s.ptr + i, "19", 2) || !memcmp(s.ptr + i, "20", 2);
		bool alone = (i == 0 || !isdigit((unsigned char)s.ptr[i - 1])) &&
			     (i + 4 == s.len || !isdigit((unsigned char)s.ptr[i + 4]));
		if (century && alone && isdigit((unsigned char)s.ptr[i + 2]) && isdigit((unsigned char)s.ptr[i + 3]))
			return true;
	}
	return false;
}

static size_t take_digits(struct bw_str s, size_t at, size_t most, int *value)
{
	size_t n = 0;
	*value = 0;
	while (n < most && at + n < s.len && isdigit((unsigned char)s.ptr[at + n]))
		*value = *value * 10 + (s.ptr[at + n++] - '0');
	return n;
}

/* What parts year, month and day where the year comes first: the order is known. */
static size_t take_part(struct bw_str s, size_t at, const char *cjk)
{
	struct bw_str rest = bw_str_from_pos(s, at), mark = bw_str_from(cjk);
	if (bw_str_starts(rest, mark))
		return mark.len;
	return rest.len && strchr("/.-", rest.ptr[0]) ? 1 : 0;
}

/* "2026年3月5日", "2026/03/05", "2026.3.5", found anywhere in the line. */
static bool find_year_first(struct bw_str s, struct bw_span *where, bw_time *out)
{
	for (size_t i = 0; i + 8 <= s.len; i++) {
		int y, m, d;
		if ((i && isdigit((unsigned char)s.ptr[i - 1])) || take_digits(s, i, 4, &y) != 4)
			continue;
		size_t at = i + 4, n = take_part(s, at, "年");
		size_t len = n ? take_digits(s, at + n, 2, &m) : 0;
		at += n + len;
		n = len ? take_part(s, at, "月") : 0;
		len = n ? take_digits(s, at + n, 2, &d) : 0;
		at += n + len;
		char iso[BW_TIME_TEXT];
		snprintf(iso, sizeof iso, "%04d-%02d-%02d", y, len ? m : 0, len ? d : 0);
		if (!len || (at < s.len && isdigit((unsigned char)s.ptr[at])) || !bw_time_parse(bw_str_from(iso), out))
			continue;
		*where = (struct bw_span){i, at + (bw_str_starts(bw_str_from_pos(s, at), BW_STR("日")) ? 3 : 0)};
		return true;
	}
	return false;
}

/* The longest date that starts at a word. */
static bool date_at(struct bw_str s, size_t from, struct bw_span *where, bw_time *out, bool *has_time)
{
	size_t ends[DATE_WORDS], n = 0;
	for (size_t at = from; n < DATE_WORDS && at < s.len; at = ends[n - 1] + 1)
		ends[n++] = word_end(s, at);
	while (n-- > 0) {
		struct bw_str piece = bw_byline_strip_marks(bw_str_sub(s, from, ends[n] - from));
		while (piece.len && strchr(".)]", piece.ptr[piece.len - 1]))
			piece.len--;
		if (!has_year(piece) || !bw_time_parse_precise(piece, out, has_time))
			continue;
		*where = (struct bw_span){from, ends[n]};
		return true;
	}
	return false;
}

bool bw_byline_find_date(struct bw_str s, struct bw_span *where, bw_time *out, bool *has_time)
{
	if (s.len > BW_BYLINE_MAX || !has_year(s))
		return false;
	for (size_t at = 0; at < s.len; at = word_end(s, at) + 1)
		if (date_at(s, at, where, out, has_time))
			return true;
	*has_time = false;
	return find_year_first(s, where, out);
}

/* dd/mm/yyyy and its kin: a date for a reader, though its order is unknown. */
bool bw_byline_find_numeric(struct bw_str s, struct bw_span *where)
{
	for (size_t at = 0; at < s.len; at = word_end(s, at) + 1) {
		size_t end = word_end(s, at), digits = 0, marks = 0;
		for (size_t i = at; i < end; i++) {
			digits += isdigit((unsigned char)s.ptr[i]) != 0;
			marks += strchr("/.-", s.ptr[i]) != NULL;
		}
		*where = (struct bw_span){at, end};
		bool pure = digits + marks + (s.ptr[end - 1] == ',') >= end - at;
		if (end > at && digits >= 4 && digits <= 8 && marks >= 2 && pure)
			return true;
	}
	return false;
}

bool bw_byline_date(struct bw_arena *a, struct bw_str line, bw_time *out, bool *has_time)
{
	struct bw_span where;
	return bw_byline_find_date(bw_text_fold_space(a, line), &where, out, has_time);
}

bool bw_byline_find_any(struct bw_str s, struct bw_span *where)
{
	bw_time t;
	bool has_time;
	return bw_byline_find_date(s, where, &t, &has_time) || bw_byline_find_numeric(s, where);
}

bool bw_byline_has_date(struct bw_arena *a, struct bw_str line)
{
	struct bw_span where;
	struct bw_str s = bw_text_fold_space(a, line);
	return s.len <= BW_BYLINE_MAX && bw_byline_find_any(s, &where);
}
