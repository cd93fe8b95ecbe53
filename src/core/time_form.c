/*
 * The forms of dates. A form is a row of `forms`, whose letters each take tokens:
 *   Y year of four digits  y of two  m month of one or two  d day of one or two  b month by name, with its point
 *   n first, k second of two numbers whose order is not said   o what makes a day an ordinal, or nothing
 *   s what may stand between day, month and year: points, commas, hyphens, slashes, "of", "de", "the"; or nothing
 *   C J K the marks behind year, month and day   E the name of an era   e its year
 *   4 fourteen or twelve digits with the time   8 a date of eight digits   7 year and day of the year   j day of the
 * year   W week of ISO 8601 and every other character is a mark that stands right behind the token before. What the
 * order of two numbers is, a number above 12 tells, or the weekday, or the language.
 */
#include "core/time_part.h"

enum { WHOLE = 1, SPACED = 2 }; /* only as the whole text; white space may stand behind the marks */

static const struct {
	const char *form;
	unsigned flags;
} forms[] = {
	{"Y-m-d", 0},      {"Y/m/d", 0},      {"Y.m.do", SPACED}, /* the year first: the order is known */
	{"YCmJdK", 0},     {"EeCmJdK", 0},    {"Y-j", 0},         {"YW", 0},
	{"Y-W", 0},        {"4", WHOLE},      {"8", WHOLE},       {"7", WHOLE},
	{"dosbsY", 0},     {"bsdosY", 0},     {"Ysbsdo", 0},      {"n/k/Y", 0},
	{"n-k-Y", 0},      {"n.k.Y", SPACED}, {"n/k/y", WHOLE},   {"n.k.y", WHOLE | SPACED},
	{"dosbsy", WHOLE},
};

static bool number(const struct bw_token *t, int min, int max, int *out)
{
	if (t->kind != BW_TOKEN_NUMBER || t->digits < min || t->digits > max)
		return false;
	*out = (int)t->value;
	return true;
}

static bool month_name(const struct bw_date_reader *r, size_t *at, struct bw_date_parts *out)
{
	const struct bw_token *t = bw_token_at(r, *at), *twin = bw_token_at(r, *at + 2);
	if (t->kind != BW_TOKEN_WORD || !t->word || !t->word->month)
		return false;
	out->date.month = t->word->month;
	out->month_is_word = true;
	++*at;
	if (bw_token_is(bw_token_at(r, *at), '/') && twin->kind == BW_TOKEN_WORD && twin->word &&
	    twin->word->month == t->word->month)
		*at += 2; /* Arabic pages give both names */
	return true;
}

/* "2nd", "1er", "2º", "2." */
static void skip_ordinal(const struct bw_date_reader *r, size_t *at)
{
	const struct bw_token *t = bw_token_at(r, *at);
	if (bw_token_has(t, BW_DATE_ORDINAL) && !t->spaced)
		++*at;
	if (bw_token_is(bw_token_at(r, *at), '.') && !bw_token_at(r, *at)->spaced)
		++*at;
}

static void skip_separators(const struct bw_date_reader *r, size_t *at)
{
	for (int i = 0; i < 3; i++, ++*at) {
		const struct bw_token *t = bw_token_at(r, *at);
		bool mark = t->kind == BW_TOKEN_MARK && strchr(".,-/", t->mark);
		if (!mark && !bw_token_has(t, BW_DATE_LINK))
			return;
	}
}

/* Day of the year, as a month and a day; the day may be impossible and is judged later. */
static void set_day_of_year(struct bw_date *d, int day)
{
	struct bw_date found =
		bw_time_date(bw_time_from_date((struct bw_date){d->year, 1, 1}) + (day - 1) * (bw_time)BW_DAY);
	*d = day >= 1 && found.year == d->year ? found : (struct bw_date){d->year, 0, 0};
}

/* The first week is the one with the first Thursday of the year (ISO 8601). */
static bool week(const struct bw_date_reader *r, size_t *at, struct bw_date_parts *out)
{
	int n, day;
	const struct bw_token *letter = bw_token_at(r, *at), *t = bw_token_at(r, *at + 1);
	if (letter->kind != BW_TOKEN_WORD || letter->letter != 'w' || letter->spaced || t->spaced)
		return false;
	if (number(t, 3, 3, &n) && !bw_token_at(r, *at + 2)->digits) {
		day = n % 10;
		n /= 10;
		*at += 2;
	} else if (number(t, 2, 2, &n) && bw_token_is(bw_token_at(r, *at + 2), '-') &&
		   number(bw_token_at(r, *at + 3), 1, 1, &day)) {
		*at += 4;
	} else {
		return false;
	}
	bw_time fourth = bw_time_from_date((struct bw_date){out->date.year, 1, 4});
	bw_time t0 = fourth - (bw_time_weekday(fourth) - 1) * (bw_time)BW_DAY;
	bw_time last = bw_time_from_date((struct bw_date){out->date.year, 12, 28}); /* is always in the last week */
	bw_time found = t0 + ((n - 1) * 7 + day - 1) * (bw_time)BW_DAY;
	bool good = n >= 1 && day >= 1 && day <= 7 && t0 + (n - 1) * 7 * (bw_time)BW_DAY <= last;
	out->date = good ? bw_time_date(found) : (struct bw_date){out->date.year, 0, 0};
	return true;
}

/* "20260302140509", with or without the seconds */
static bool stamp(const struct bw_token *t, struct bw_date_parts *out)
{
	if (t->kind != BW_TOKEN_NUMBER || (t->digits != 12 && t->digits != 14))
		return false;
	int64_t date = t->value / (t->digits == 14 ? 1000000 : 10000),
		time = t->value % (t->digits == 14 ? 1000000 : 10000);
	time *= t->digits == 14 ? 1 : 100;
	out->date = (struct bw_date){(int)(date / 10000), (int)(date / 100 % 100), (int)(date % 100)};
	out->hour = (int)(time / 10000);
	out->minute = (int)(time / 100 % 100);
	out->second = (int)(time % 100);
	out->has_time = true;
	return bw_time_is_plausible(bw_time_from_date((struct bw_date){out->date.year, 1, 1}));
}

static bool digits(const struct bw_token *t, int n, struct bw_date_parts *out)
{
	int v;
	if (n == 4)
		return stamp(t, out);
	if (!number(t, n, n, &v))
		return false;
	if (n == 8) {
		out->date = (struct bw_date){v / 10000, v / 100 % 100, v % 100};
		return true;
	}
	out->date.year = v / 1000;
	set_day_of_year(&out->date, v % 1000);
	return true;
}

/* RFC 5322, 4.3: two digits up to 49 are of this century. */
static bool short_year(const struct bw_token *t, struct bw_date_parts *out)
{
	if (!number(t, 2, 2, &out->date.year))
		return false;
	out->date.year += out->date.year < 50 ? 2000 : 1900;
	out->two_digit_year = true;
	return true;
}

static bool year_mark(const struct bw_date_reader *r, size_t *at)
{
	return bw_token_has(bw_token_at(r, *at), BW_DATE_YEAR_MARK) ? (++*at, true) : false;
}

static bool take_number(char letter, const struct bw_token *t, struct bw_date_parts *out)
{
	int v = 0;
	switch (letter) {
	case 'Y':
		return number(t, 4, 4, &out->date.year);
	case 'y':
		return short_year(t, out);
	case 'e':
		return number(t, 1, 2, &v) && (out->date.year += v, v > 0);
	case 'm':
	case 'k':
		return number(t, 1, 2, &out->date.month);
	case 'd':
	case 'n':
		return number(t, 1, 2, &out->date.day);
	case 'j':
		return number(t, 3, 3, &v) && (set_day_of_year(&out->date, v), true);
	default:
		return digits(t, letter - '0', out);
	}
}

static bool take(char letter, unsigned flags, const struct bw_date_reader *r, size_t *at, struct bw_date_parts *out)
{
	const struct bw_token *t = bw_token_at(r, *at);
	switch (letter) {
	case 'b':
		return month_name(r, at, out);
	case 'o':
		return skip_ordinal(r, at), true;
	case 's':
		return skip_separators(r, at), true;
	case 'W':
		return week(r, at, out);
	case 'E':
		out->date.year = bw_token_has(t, BW_DATE_ERA) ? t->word->number : 0;
		return bw_token_has(t, BW_DATE_ERA) && ++*at;
	case 'C':
		return year_mark(r, at);
	case 'J':
		return bw_token_has(t, BW_DATE_MONTH_MARK) && ++*at;
	case 'K':
		return bw_token_has(t, BW_DATE_DAY_MARK) && ++*at;
	case '-':
	case '/':
	case '.':
		return bw_token_is(t, letter) && !t->spaced && (!bw_token_at(r, *at + 1)->spaced || (flags & SPACED)) &&
		       ++*at;
	default:
		return take_number(letter, t, out) && ++*at;
	}
}

static bool fits_weekday(struct bw_date d, int weekday)
{
	return d.month >= 1 && d.month <= 12 && bw_time_weekday(bw_time_from_date(d)) == weekday;
}

/* Settles which of two numbers is the day; false when nothing tells. */
static bool settle_order(const struct bw_date_reader *r, struct bw_date_parts *p)
{
	struct bw_date day_first = p->date;
	struct bw_date month_first = {p->date.year, p->date.day, p->date.month};
	bool can_be_day_first = day_first.month <= 12, can_be_month_first = month_first.month <= 12;
	/* of three short numbers the first may also be the year, unless the second is no month */
	bool known = p->two_digit_year ? !can_be_day_first && can_be_month_first
				       : day_first.day == day_first.month || can_be_day_first != can_be_month_first;
	if (known) {
		p->date = can_be_day_first ? day_first : month_first;
		return true;
	}
	if (r->order != BW_ORDER_UNKNOWN) {
		p->date = r->order == BW_ORDER_DAY_FIRST ? day_first : month_first;
		return true;
	}
	if (!p->weekday || p->two_digit_year ||
	    fits_weekday(day_first, p->weekday) == fits_weekday(month_first, p->weekday))
		return false;
	p->date = fits_weekday(day_first, p->weekday) ? day_first : month_first;
	return true;
}

/* A number of another token right behind the date would make it something else: "2026-03-021", "1.2.2026.3". */
static bool ends_well(const struct bw_date_reader *r, size_t at)
{
	const struct bw_token *t = bw_token_at(r, at), *next = bw_token_at(r, at + 1);
	if (t->kind == BW_TOKEN_NUMBER && !t->spaced && !bw_token_has(bw_token_at(r, at - 1), BW_DATE_DAY_MARK))
		return false;
	bool tail = t->kind == BW_TOKEN_MARK && strchr("/.", t->mark) && !t->spaced;
	return !(tail && next->kind == BW_TOKEN_NUMBER && !next->spaced);
}

static size_t follow(const struct bw_date_reader *r, const char *form, unsigned flags, size_t at,
		     struct bw_date_parts *out)
{
	for (const char *letter = form; *letter; letter++)
		if (!take(*letter, flags, r, &at, out))
			return 0;
	if (strchr(form, 'n') && !settle_order(r, out))
		return 0;
	/* "2026 г.", "2026年", "2026m." */
	if (out->month_is_word && form[strlen(form) - 1] == 'Y' && year_mark(r, &at) &&
	    bw_token_is(bw_token_at(r, at), '.'))
		at++;
	return ends_well(r, at) ? at : 0;
}

/* The date without its weekday before and its time behind. */
static size_t date_at(const struct bw_date_reader *r, size_t at, struct bw_date_parts *out)
{
	size_t best = 0;
	struct bw_date_parts start = *out;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		bool by_word = strchr("bE", forms[i].form[0]), is_word = bw_token_at(r, at)->kind == BW_TOKEN_WORD;
		if (by_word != is_word || ((forms[i].flags & WHOLE) && !r->whole))
			continue;
		struct bw_date_parts p = start;
		size_t end = follow(r, forms[i].form, forms[i].flags, at, &p);
		if (end <= best)
			continue;
		best = end;
		*out = p;
	}
	return best;
}

static void skip_links(const struct bw_date_reader *r, size_t *at)
{
	while (bw_token_has(bw_token_at(r, *at), BW_DATE_LINK) && !bw_token_at(r, *at)->word->weekday)
		++*at;
}

/* A weekday with its point and comma; in parentheses also one of one character. */
static size_t skip_weekday(const struct bw_date_reader *r, size_t at, int *weekday)
{
	bool open = bw_token_is(bw_token_at(r, at), '(');
	const struct bw_token *t = bw_token_at(r, at + open);
	bool one_character = t->to - t->from == 3 && (unsigned char)(t->word ? t->word->text[0] : 0) >= 0xE3;
	if (t->kind != BW_TOKEN_WORD || !t->word || !t->word->weekday || (one_character && !open))
		return at;
	size_t end = at + open + 1;
	if (open && !bw_token_is(bw_token_at(r, end), ')'))
		return at;
	*weekday = t->word->weekday;
	end += open;
	end += bw_token_is(bw_token_at(r, end), '.');
	return end + bw_token_is(bw_token_at(r, end), ',');
}

/* A date with its weekday before it. A word may name a day and a month: "mar" is Tuesday and March. */
static size_t named_date_at(const struct bw_date_reader *r, size_t at, struct bw_date_parts *out)
{
	struct bw_date_parts p = *out;
	if (r->whole)
		skip_links(r, &at);
	size_t from = skip_weekday(r, at, &p.weekday), end = 0;
	if (from > at) {
		skip_links(r, &from);
		end = date_at(r, from, &p);
	}
	if (!end) {
		p = *out;
		end = date_at(r, at, &p);
	}
	*out = end ? p : *out;
	return end;
}

/* What parts a date from its time; false when nothing does. */
static bool parting(const struct bw_date_reader *r, size_t *at, bool *clock, bool *iso)
{
	size_t from = *at;
	*clock = *iso = false;
	for (; *at < from + 4; ++*at) {
		const struct bw_token *t = bw_token_at(r, *at), *before = bw_token_at(r, from - 1);
		bool letter_t = t->kind == BW_TOKEN_WORD && !t->spaced && t->letter == 't';
		bool mark = t->kind == BW_TOKEN_MARK && strchr(",-|*;@", t->mark);
		bool log = bw_token_is(t, ':') && !t->spaced && before->kind == BW_TOKEN_NUMBER; /* of web servers */
		*clock = *clock || bw_token_has(t, BW_DATE_CLOCK);
		*iso = *iso || (letter_t && *at == from);
		if (!mark && !log && !(letter_t && *at == from) &&
		    !bw_token_has(t, BW_DATE_JOIN | BW_DATE_CLOCK | BW_DATE_LINK) && !(bw_token_is(t, '.') && *clock))
			break;
	}
	return *at > from || bw_token_at(r, *at)->spaced || bw_token_has(bw_token_at(r, *at - 1), BW_DATE_DAY_MARK);
}

static size_t date_then_time(const struct bw_date_reader *r, size_t at, struct bw_date_parts *out)
{
	bool clock, iso;
	size_t end = named_date_at(r, at, out);
	if (!end)
		return 0;
	size_t behind = end + bw_token_is(bw_token_at(r, end), ',');
	size_t after = skip_weekday(r, behind, &out->weekday);
	end = after > behind ? after : end;
	struct bw_date_parts with_time = *out;
	size_t time_from = end, time_end = 0;
	if (parting(r, &time_from, &clock, &iso))
		time_end = bw_time_of_day(r, time_from, clock, iso, &with_time);
	if (time_end) {
		*out = with_time;
		return time_end;
	}
	const struct bw_token *next = bw_token_at(r, end); /* a day of a zone: "2026-03-02Z" */
	bool zone = !out->month_is_word && !next->spaced && (next->kind == BW_TOKEN_MARK || next->letter == 'z');
	return zone ? bw_time_zone(r, end, &with_time) : end;
}

static size_t time_then_date(const struct bw_date_reader *r, size_t at, struct bw_date_parts *out)
{
	bool clock, iso;
	size_t end = bw_time_of_day(r, at, bw_token_has(bw_token_at(r, at - (at > 0)), BW_DATE_CLOCK), false, out);
	if (!end || !parting(r, &end, &clock, &iso))
		return 0;
	end = named_date_at(r, end, out);
	return end && !out->has_zone && !out->time_is_unsure ? bw_time_zone(r, end, out) : end;
}

/* asctime and date(1): "Mon Mar  2 14:20:00 UTC 2026" */
static size_t asctime_at(const struct bw_date_reader *r, size_t at, struct bw_date_parts *out)
{
	size_t end = skip_weekday(r, at, &out->weekday);
	if (!month_name(r, &end, out) || !number(bw_token_at(r, end), 1, 2, &out->date.day))
		return 0;
	end = bw_time_of_day(r, end + 1, false, false, out);
	return end && number(bw_token_at(r, end), 4, 4, &out->date.year) ? end + 1 : 0;
}

size_t bw_time_read_at(const struct bw_date_reader *r, size_t at, struct bw_date_parts *out)
{
	static size_t (*const ways[])(const struct bw_date_reader *, size_t,
				      struct bw_date_parts *) = {date_then_time, time_then_date, asctime_at};
	size_t best = 0;
	*out = (struct bw_date_parts){0};
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct bw_date_parts p = {0};
		size_t end = ways[i](r, at, &p);
		if (end <= best)
			continue;
		best = end;
		*out = p;
	}
	return best;
}
