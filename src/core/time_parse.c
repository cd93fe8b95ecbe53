/*
 * Dates as text. A form is a row of `forms`: a pattern that the text must follow to its end, tried in order on a text
 * of at most 96 bytes, so the work is bounded. In a pattern Y year of four digits    y of two     m month of two digits
 * d day of one or two digits   D of two b month by name          a weekday by name, with an optional comma      o "st",
 * "nd", "rd", "th" or nothing B as t, written without colons t time of day: hour, minute, optional second and fraction,
 * optional am/pm, optional zone _ white space            , optional comma and white space x what may part date and
 * time: white space, comma, "at" and every other character stands for itself. A weekday that does not fit the date is
 * let pass: feeds write it wrong, and the date stands without it.
 */
#include "core/time.h"

enum { TEXT_MAX = 96 };

struct cursor {
	const char *p, *end;
};

struct parts {
	struct bw_date date;
	int hour, minute, second, zone_minutes;
	bool has_time;
};

static const char *const forms[] = {
	"Y-m-D",    "Y-m-DTt",  "Y-m-Dxt",              /* ISO 8601, RFC 3339 */
	"YmDTB",                                        /* ISO 8601 basic, with its time: digits alone are a number */
	"d_b_Y",    "d_b_Yxt",  "ad_b_Y",  "ad_b_Yxt",  /* RFC 1123, "2 March 2026" */
	"d_b_y",    "d_b_yxt",  "ad_b_y",  "ad_b_yxt",  /* RFC 822 */
	"d-b-Y",    "d-b-Yxt",  "ad-b-Y",  "ad-b-Yxt",  /* RFC 850 as it is written today */
	"ad-b-y",   "ad-b-yxt",                         /* RFC 850 */
	"b_do,Y",   "b_do,Yxt", "ab_do,Y", "ab_do,Yxt", /* "March 2, 2026" */
	"do_b_Y",   "do_b_Yxt", "ado_b_Y", "ado_b_Yxt", /* "2nd March 2026" */
	"do_b,Y",   "do_b,Yxt",                         /* "2 March, 2026" */
	"ab_d_t_Y",                                     /* asctime */
};

static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
				     "july",    "august",   "september", "october", "november", "december"};
static const char *const days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

/* Names that mean one offset only. BST, IST and others stand for several and are refused. RFC 822 gives the American
 * ones. */
static const struct {
	const char *name;
	int minutes;
} zones[] = {
	{"z", 0},      {"ut", 0},     {"utc", 0},    {"gmt", 0},    {"est", -300}, {"edt", -240}, {"cst", -360},
	{"cdt", -300}, {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"wet", 0},    {"west", 60},
	{"cet", 60},   {"cest", 120}, {"eet", 120},  {"eest", 180}, {"msk", 180},  {"jst", 540},  {"kst", 540},
	{"hkt", 480},  {"aest", 600}, {"aedt", 660}, {"nzst", 720}, {"nzdt", 780},
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_alpha(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool at(const struct cursor *c, char want)
{
	return c->p < c->end && *c->p == want;
}

static bool skip_char(struct cursor *c, char want)
{
	if (!at(c, want))
		return false;
	c->p++;
	return true;
}

static bool skip_spaces(struct cursor *c)
{
	const char *start = c->p;
	while (c->p < c->end && is_space(*c->p))
		c->p++;
	return c->p > start;
}

/* A run of digits, all of it, of min to max digits. */
static bool number(struct cursor *c, int min, int max, int *out)
{
	int n = 0, v = 0;
	for (; c->p < c->end && is_digit(*c->p); c->p++, n++) {
		if (n == max)
			return false;
		v = v * 10 + (*c->p - '0');
	}
	*out = v;
	return n >= min;
}

/* Exactly n digits; what follows may be a digit (ISO basic). */
static bool fixed(struct cursor *c, int n, int *out)
{
	struct cursor part = {c->p, c->end - c->p < n ? c->end : c->p + n};
	if (!number(&part, n, n, out))
		return false;
	c->p = part.p;
	return true;
}

/* The run of letters at the cursor, moved past. */
static struct bw_str word(struct cursor *c)
{
	const char *start = c->p;
	while (c->p < c->end && is_alpha(*c->p))
		c->p++;
	return (struct bw_str){start, (size_t)(c->p - start)};
}

/* A name in full, by its first three letters, or by one of these; a point may follow what is cut. */
static const char *const longer_cuts[] = {"sept", "tues", "thur", "thurs"};

static bool is_cut(struct bw_str w, struct bw_str full)
{
	bool known = w.len == 3;
	for (size_t i = 0; i < sizeof(longer_cuts) / sizeof(longer_cuts[0]); i++)
		known = known || bw_str_eq_ascii_nocase(w, bw_str_from(longer_cuts[i]));
	return known && bw_str_starts_ascii_nocase(full, w);
}

static bool name(struct cursor *c, const char *const *names, int n, int *index)
{
	struct bw_str w = word(c);
	for (int i = 0; i < n; i++) {
		struct bw_str full = bw_str_from(names[i]);
		if (!bw_str_eq_ascii_nocase(w, full) && !is_cut(w, full))
			continue;
		if (w.len < full.len)
			skip_char(c, '.');
		*index = i + 1;
		return true;
	}
	return false;
}

static bool ordinal(struct cursor *c)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};
	struct bw_str w = word(c);
	for (size_t i = 0; i < 4; i++)
		if (bw_str_eq_ascii_nocase(w, bw_str_from(endings[i])))
			return true;
	return w.len == 0;
}

/* +01, +0100, +01:00 */
static bool offset(struct cursor *c, int *minutes)
{
	int sign = at(c, '-') ? -1 : 1, hours, rest = 0;
	c->p++;
	if (!fixed(c, 2, &hours))
		return false;
	if (skip_char(c, ':') || (c->p < c->end && is_digit(*c->p)))
		if (!fixed(c, 2, &rest))
			return false;
	*minutes = sign * (hours * 60 + rest);
	return hours <= 14 && rest < 60 && !(c->p < c->end && is_digit(*c->p));
}

/* The comment of RFC 822 behind a zone, "(Central European Time)"; it says nothing new. */
static bool comment(struct cursor *c)
{
	struct cursor before = *c;
	skip_spaces(c);
	if (!skip_char(c, '(')) {
		*c = before;
		return true;
	}
	while (c->p < c->end && *c->p != ')' && *c->p != '(')
		c->p++;
	return skip_char(c, ')');
}

static bool named_zone(struct cursor *c, int *minutes)
{
	struct bw_str w = word(c);
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		if (!bw_str_eq_ascii_nocase(w, bw_str_from(zones[i].name)))
			continue;
		*minutes = zones[i].minutes;
		bool universal = w.len > 1 && zones[i].minutes == 0 && (w.ptr[0] | 32) != 'w';
		return universal && (at(c, '+') || at(c, '-')) ? offset(c, minutes) : true;
	}
	return false;
}

/* A zone, or nothing; a year (asctime) is left alone. */
static bool zone(struct cursor *c, int *minutes)
{
	struct cursor before = *c;
	skip_spaces(c);
	bool good = true;
	if (at(c, '+') || at(c, '-'))
		good = offset(c, minutes);
	else if (c->p < c->end && is_alpha(*c->p))
		good = named_zone(c, minutes);
	else {
		*c = before;
		return true;
	}
	return good && comment(c);
}

/* "pm", "p.m.", "PM" */
static bool half_day(struct cursor *c, int *hour)
{
	struct cursor before = *c;
	skip_spaces(c);
	char half = c->p < c->end ? (char)(*c->p | 32) : '\0';
	c->p += half == 'a' || half == 'p';
	bool dotted = skip_char(c, '.');
	bool found = (half == 'a' || half == 'p') && (skip_char(c, 'm') || skip_char(c, 'M'));
	if (!found || (c->p < c->end && is_alpha(*c->p))) {
		*c = before;
		return true;
	}
	if (dotted)
		skip_char(c, '.');
	if (*hour < 1 || *hour > 12)
		return false;
	*hour = *hour % 12 + (half == 'p' ? 12 : 0);
	return true;
}

static bool time_of_day(struct cursor *c, struct parts *out, bool colons)
{
	int fraction;
	out->has_time = true;
	if (!fixed(c, 2, &out->hour) && !(colons && fixed(c, 1, &out->hour)))
		return false;
	if ((colons && !skip_char(c, ':')) || !fixed(c, 2, &out->minute))
		return false;
	if (colons ? skip_char(c, ':') : c->p < c->end && is_digit(*c->p)) {
		if (!fixed(c, 2, &out->second))
			return false;
		if ((skip_char(c, '.') || skip_char(c, ',')) && !number(c, 1, 9, &fraction))
			return false;
	}
	return !(c->p < c->end && is_digit(*c->p)) && half_day(c, &out->hour) && zone(c, &out->zone_minutes);
}

/* White space, a comma, "at", in this order, one of them at least. */
static bool parting(struct cursor *c)
{
	const char *start = c->p;
	skip_spaces(c);
	if (skip_char(c, ','))
		skip_spaces(c);
	if (c->end - c->p > 3 && (c->p[0] | 32) == 'a' && (c->p[1] | 32) == 't' && is_space(c->p[2]) &&
	    is_space(c->p[-1])) {
		c->p += 2;
		skip_spaces(c);
	}
	return c->p > start;
}

static bool weekday(struct cursor *c)
{
	int ignored;
	if (!name(c, days, 7, &ignored))
		return false;
	bool comma = skip_char(c, ',');
	return skip_spaces(c) || comma;
}

/* RFC 5322, 4.3: two digits up to 49 are of this century. */
static bool short_year(struct cursor *c, int *year)
{
	if (!number(c, 2, 2, year))
		return false;
	*year += *year < 50 ? 2000 : 1900;
	return true;
}

static bool one(char letter, struct cursor *c, struct parts *out)
{
	switch (letter) {
	case 'Y':
		return fixed(c, 4, &out->date.year);
	case 'y':
		return short_year(c, &out->date.year);
	case 'm':
		return fixed(c, 2, &out->date.month);
	case 'd':
		return number(c, 1, 2, &out->date.day);
	case 'D':
		return fixed(c, 2, &out->date.day);
	case 'b':
		return name(c, months, 12, &out->date.month);
	case 'a':
		return weekday(c);
	case 'o':
		return ordinal(c);
	case 't':
	case 'B':
		return time_of_day(c, out, letter == 't');
	case 'x':
		return parting(c);
	case '_':
		return skip_spaces(c);
	case ',':
		return skip_char(c, ',') ? (skip_spaces(c), true) : skip_spaces(c);
	default:
		return skip_char(c, letter) || (is_alpha(letter) && skip_char(c, letter | 32));
	}
}

static bool follows(const char *form, struct cursor c, struct parts *out)
{
	*out = (struct parts){0};
	for (; *form; form++)
		if (!one(*form, &c, out))
			return false;
	return c.p == c.end;
}

static int days_of_month(int year, int month)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return length[month - 1] + (month == 2 && leap);
}

/* A leap second is read as the first of the next minute. */
static bool is_possible(const struct parts *p)
{
	return p->date.year >= 1 && p->date.month >= 1 && p->date.month <= 12 && p->date.day >= 1 &&
	       p->date.day <= days_of_month(p->date.year, p->date.month) && p->hour < 24 && p->minute < 60 &&
	       p->second <= 60;
}

bool bw_time_parse_precise(struct bw_str text, bw_time *out, bool *has_time)
{
	struct parts p;
	text = bw_str_trim(text);
	if (text.len < 8 || text.len > TEXT_MAX)
		return false;
	struct cursor c = {text.ptr, text.ptr + text.len};
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (!follows(forms[i], c, &p))
			continue;
		if (!is_possible(&p))
			return false;
		*out = bw_time_from_date(p.date) + p.hour * 3600 + (p.minute - p.zone_minutes) * 60 + p.second;
		*has_time = p.has_time;
		return true;
	}
	return false;
}

bool bw_time_parse(struct bw_str text, bw_time *out)
{
	bool has_time;
	return bw_time_parse_precise(text, out, &has_time);
}
