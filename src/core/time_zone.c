/* Zones behind a time of day, and what a date comes to as a point in time. */
#include "core/time_part.h"

/* +01, +0100, +01:00, and behind "GMT" or "UTC" also +1, +5:30. */
static size_t offset(const struct bw_date_reader *r, size_t at, bool named, struct bw_date_parts *out)
{
	const struct bw_token *sign = bw_token_at(r, at), *n = bw_token_at(r, at + 1), *rest = bw_token_at(r, at + 3);
	bool west = bw_token_is(sign, '-');
	if ((!west && !bw_token_is(sign, '+')) || n->kind != BW_TOKEN_NUMBER || n->spaced)
		return 0;
	int hours = (int)n->value, minutes = 0;
	size_t end = at + 2;
	if (n->digits == 4) {
		hours = (int)(n->value / 100);
		minutes = (int)(n->value % 100);
	} else if (n->digits != 2 && !(named && n->digits == 1)) {
		return 0;
	} else if (bw_token_is(bw_token_at(r, end), ':') && !bw_token_at(r, end)->spaced) {
		if (rest->kind != BW_TOKEN_NUMBER || rest->digits != 2 || rest->spaced)
			return 0;
		minutes = (int)rest->value;
		end = at + 4;
		/* "10:00-11:00" is from when to when */
		if (west && !out->is_exact && !named && !sign->spaced)
			return 0;
	}
	if (minutes > 59 || hours > (west ? 12 : 14))
		return 0;
	out->zone_minutes = (west ? -1 : 1) * (hours * 60 + minutes);
	out->has_zone = true;
	return end;
}

/* A single letter is a military zone. RFC 822 had their signs wrong, so that nobody knows what was meant; RFC
 * 5322, 4.3, has them read as UTC. */
static bool is_military(const struct bw_token *t)
{
	return t->kind == BW_TOKEN_WORD && t->letter && t->letter != 'j';
}

static size_t named(const struct bw_date_reader *r, size_t at, struct bw_date_parts *out)
{
	const struct bw_token *t = bw_token_at(r, at);
	if (bw_token_has(t, BW_DATE_SEVERAL)) {
		out->time_is_unsure = true;
		while (bw_token_is(bw_token_at(r, at + 1), '/') && bw_token_at(r, at + 2)->kind == BW_TOKEN_WORD)
			at += 2; /* America/Argentina/Salta */
		while (bw_token_at(r, at + 1)->kind == BW_TOKEN_MARK && bw_token_at(r, at + 1)->mark == '_' &&
		       bw_token_at(r, at + 2)->kind == BW_TOKEN_WORD)
			at += 2;
		return at + 1;
	}
	if (bw_token_has(t, BW_DATE_ZONE | BW_DATE_SEASON)) {
		out->zone_minutes = t->word->number;
		out->has_season = bw_token_has(t, BW_DATE_SEASON);
		out->has_zone = true;
		bool universal = !t->word->number && t->to - t->from > 1;
		size_t further = universal ? offset(r, at + 1, true, out) : 0;
		return further ? further : at + 1;
	}
	if (r->whole && is_military(t)) {
		out->has_zone = true;
		return at + 1;
	}
	return 0;
}

/* The comment of RFC 822 behind a zone, "(Central European Time)"; it says nothing new. */
static size_t skip_comment(const struct bw_date_reader *r, size_t at)
{
	if (!bw_token_is(bw_token_at(r, at), '('))
		return at;
	for (size_t end = at + 1; end < r->n && !bw_token_is(bw_token_at(r, end), '('); end++)
		if (bw_token_is(bw_token_at(r, end), ')'))
			return end + 1;
	return at;
}

/* The token behind a zone, or at when there is none. */
size_t bw_time_zone(const struct bw_date_reader *r, size_t at, struct bw_date_parts *out)
{
	bool open = bw_token_is(bw_token_at(r, at), '(');
	size_t end = offset(r, at + open, open, out);
	if (!end)
		end = named(r, at + open, out);
	if (!end)
		return at;
	if (open)
		return bw_token_is(bw_token_at(r, end), ')') ? end + 1 : at;
	return skip_comment(r, end);
}

static int days_of_month(int year, int month)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return length[month - 1] + (month == 2 && leap);
}

/* The n-th Sunday of a month, the last one for n = 0. */
static bw_time sunday(int year, int month, int n)
{
	bw_time from =
		bw_time_from_date((struct bw_date){year, month, n ? 1 + 7 * (n - 1) : days_of_month(year, month) - 6});
	while (bw_time_weekday(from) != 7)
		from += BW_DAY;
	return from;
}

/* Summer time of the United States at a local time: since 2007 from the second Sunday in March to the first in
 * November, 1987 to 2006 from the first in April to the last in October, each at two o'clock (15 U.S.C. 260a). */
static bool is_american_summer(int year, bw_time local)
{
	bool today = year >= 2007;
	bw_time from = sunday(year, today ? 3 : 4, today ? 2 : 1) + 7200;
	bw_time to = sunday(year, today ? 11 : 10, today ? 1 : 0) + 7200;
	return local >= from && local < to;
}

/* A leap second is read as the first of the next minute; "24:00" is the end of its day. */
static bool is_possible(const struct bw_date_parts *p)
{
	if (p->date.year < 1 || p->date.month < 1 || p->date.month > 12 || p->date.day < 1 ||
	    p->date.day > days_of_month(p->date.year, p->date.month))
		return false;
	return (p->hour < 24 || (p->hour == 24 && !p->minute && !p->second)) && p->minute < 60 && p->second <= 60;
}

bool bw_time_from_parts(const struct bw_date_parts *p, struct bw_time_reading *out)
{
	if (!is_possible(p))
		return false;
	*out = (struct bw_time_reading){.time = bw_time_from_date(p->date)};
	if (!p->has_time || p->time_is_unsure || (p->has_season && p->date.year < 1987))
		return true;
	bw_time local = out->time + p->hour * 3600 + p->minute * 60 + p->second;
	bool summer = p->has_season && is_american_summer(p->date.year, local);
	out->time = local - (p->zone_minutes + (summer ? 60 : 0)) * 60;
	out->has_time = true;
	out->has_zone = p->has_zone;
	return true;
}

/* Since 1996 from the last Sunday in March to the last in October, each at one o'clock UTC (Directive 2000/84/EC). */
static bool is_european_summer(bw_time utc)
{
	int year = bw_time_date(utc).year;
	return utc >= sunday(year, 3, 0) + 3600 && utc < sunday(year, 10, 0) + 3600;
}

/* Languages, or languages of a region, whose readers all have one zone. Not here are those spoken in several (English,
 * Spanish, Russian, Chinese and French without a region), whatever is usual. */
static const struct {
	const char *tag;
	int minutes;
	bool european_summer;
	int from_year; /* the rule is as old as this */
} homes[] = {
	{"ja", 540, false, 1952},    {"ko", 540, false, 1989},    {"zh-cn", 480, false, 1992},
	{"zh-tw", 480, false, 1980}, {"zh-hk", 480, false, 1980}, {"zh-sg", 480, false, 1982},
	{"vi", 420, false, 1976},    {"th", 420, false, 1941},    {"hi", 330, false, 1946},
	{"en-in", 330, false, 1946}, {"tr", 180, false, 2017},    {"de", 60, true, 1996},
	{"it", 60, true, 1996},      {"nl-nl", 60, true, 1996},   {"nl-be", 60, true, 1996},
	{"fr-fr", 60, true, 1996},   {"fr-be", 60, true, 1996},   {"fr-ch", 60, true, 1996},
	{"pl", 60, true, 1996},      {"cs", 60, true, 1996},      {"sk", 60, true, 1996},
	{"sl", 60, true, 1996},      {"hr", 60, true, 1996},      {"hu", 60, true, 1996},
	{"da", 60, true, 1996},      {"nb", 60, true, 1996},      {"nn", 60, true, 1996},
	{"no", 60, true, 1996},      {"sv-se", 60, true, 1996},   {"pt-pt", 0, true, 1997},
	{"el", 120, true, 1996},     {"fi", 120, true, 1996},     {"et", 120, true, 2002},
	{"lv", 120, true, 2001},     {"lt", 120, true, 2003},     {"bg", 120, true, 1997},
	{"ro-ro", 120, true, 1997},
};

bool bw_time_at_home(struct bw_time_reading *r, struct bw_str tag)
{
	tag = bw_str_trim(tag);
	for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
		struct bw_str row = bw_str_from(homes[i].tag);
		bool is_row = bw_str_starts_ascii_nocase(tag, row) &&
			      (tag.len == row.len || tag.ptr[row.len] == '-' || tag.ptr[row.len] == '_');
		if (!is_row || !r->has_time || r->has_zone || bw_time_date(r->time).year < homes[i].from_year)
			continue;
		bw_time winter = r->time - homes[i].minutes * 60;
		bool summer = homes[i].european_summer && is_european_summer(winter - 3600);
		r->time = winter - (summer ? 3600 : 0);
		r->has_zone = true;
		return true;
	}
	return false;
}
