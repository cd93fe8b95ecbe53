#include "annotate/figures_part.h"

/* Dates that the text spells out: days, months, quarters and years. A missing year is the one nearest to the day of
 * publication; far ahead only when the sentence speaks of what will be. */
enum {
	YEAR_LEAST = 1900,
	OLD_LEAST = 1500,
	BARE_OLD = 1800,
	YEAR_MOST = 2150,
	BARE_LEAST = 1980,
	BARE_MOST = 2060,
	OF_TOKENS = 3,
	AHEAD_MONTHS = 3
};

static int year_at(const struct bw_figure_reader *r, uint32_t i)
{
	if (i >= r->end || r->tokens[i].end - r->tokens[i].start != 4 || r->tokens[i].kind != BW_TOKEN_NUMBER)
		return 0;
	int year = bw_numeral_int(r, i);
	return year >= OLD_LEAST && year <= YEAR_MOST ? year : 0;
}

static bool is_year_word(const struct bw_figure_reader *r, uint32_t i)
{
	const struct bw_figure_word *w = bw_figure_word_at(r, i, BW_FIG_PERIOD);
	return w && bw_str_eq(w->key, BW_STR("year"));
}

/* Behind what is skipped ("of the", "de l'"). */
static uint32_t skip_of(const struct bw_figure_reader *r, uint32_t i)
{
	for (int n = 0; n < OF_TOKENS; n++) {
		if (!bw_figure_word_at(r, i, BW_FIG_OF) && !bw_figure_word_at(r, i, BW_FIG_SKIP))
			break;
		i += r->hit_len[i];
	}
	return i;
}

bool bw_date_year(const struct bw_figure_reader *r, uint32_t *i, int *year)
{
	uint32_t at = *i + (bw_figure_sign_at(r, *i, ',') && year_at(r, *i + 1)), of = skip_of(r, at);
	const struct bw_figure_word *deictic = bw_figure_word_at(r, of, BW_FIG_DEICTIC);
	if ((*year = year_at(r, of)) || (is_year_word(r, of) && (*year = year_at(r, of + 1)))) {
		at = of + 1 + is_year_word(r, of);
		*i = at + is_year_word(r, at);
		return true;
	}
	if (r->day == BW_TIME_NONE)
		return false;
	int shift = 0;
	if (deictic && is_year_word(r, of + r->hit_len[of])) {
		shift = (int)deictic->factor;
		at = of + r->hit_len[of] + 1;
	} else if (is_year_word(r, of) && of > at) {
		deictic = bw_figure_word_at(r, of + 1, BW_FIG_DEICTIC);
		deictic = deictic && !bw_str_eq(deictic->key, BW_STR("before")) ? deictic : NULL;
		shift = deictic ? (int)deictic->factor : 0;
		at = of + 1 + (deictic != NULL);
	} else {
		return false;
	}
	*year = bw_time_date(r->day).year + shift;
	*i = at;
	return true;
}

static bool near_year(const struct bw_figure_reader *r, uint32_t i, int month, int *year)
{
	if (r->day == BW_TIME_NONE)
		return false;
	struct bw_date d = bw_time_date(r->day);
	int distance = month - d.month;
	*year = distance > 6 ? d.year - 1 : distance < -6 ? d.year + 1 : d.year;
	uint32_t before = bw_figure_back(r, i, BW_FIG_WHEN);
	const struct bw_figure_word *when = before < i ? bw_figure_word_at(r, before, BW_FIG_WHEN) : NULL;
	if (when && bw_str_eq(when->key, BW_STR("least")) && (*year - d.year) * 12 + distance > 0 &&
	    !bw_date_is_ahead(r, i))
		(*year)--; /* "since January" */
	else if ((*year - d.year) * 12 + distance > AHEAD_MONTHS && !bw_date_is_ahead(r, i))
		(*year)--;
	return true;
}

static int day_at(const struct bw_figure_reader *r, uint32_t i)
{
	int day = bw_numeral_int(r, i);
	return day >= 1 && day <= 31 ? day : 0;
}

static const struct bw_figure_word *month_at(const struct bw_figure_reader *r, uint32_t i)
{
	const struct bw_figure_word *w = bw_figure_word_at(r, i, BW_FIG_MONTH);
	return w && (!r->pack->habits.capital_month || (r->tokens[i].flags & BW_TOKEN_CAPITAL)) ? w : NULL;
}

static void set_days(struct bw_span *out, int year, int month, int day, int last)
{
	*out = bw_span_of(BW_SPAN_DAY, (struct bw_date){year, month, day});
	if (last > day) {
		out->high += (bw_time)(last - day) * BW_DAY;
		out->range = true;
	}
}

/* The second day of "12-14 May", "12 to 14 May"; moves *at past it. */
static int second_day(const struct bw_figure_reader *r, uint32_t *at, int day)
{
	bool joint = bw_figure_sign_at(r, *at, '-') || bw_figure_word_at(r, *at, BW_FIG_TO) ||
		     bw_figure_word_at(r, *at, BW_FIG_JOINT);
	int last = joint ? day_at(r, *at + 1) : 0;
	if (last <= day)
		return 0;
	*at += 2;
	return last;
}

/* "12 May 2026", "12th of May", "12. Mai", "1er mai", "12-14 May". */
static bool read_day_month(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out)
{
	int day = day_at(r, i), year;
	uint32_t at = i + 1;
	if (!day)
		return false;
	at += bw_figure_sign_at(r, at, '.');
	int last = second_day(r, &at, day);
	at += last && bw_figure_sign_at(r, at, '.');
	at += bw_figure_word_at(r, at, BW_FIG_OF) ? r->hit_len[at] : 0;
	const struct bw_figure_word *month = month_at(r, at);
	if (!month)
		return false;
	at += r->hit_len[at];
	at += bw_figure_sign_at(r, at, '.') && year_at(r, at + 1);
	if (!bw_date_year(r, &at, &year) && !near_year(r, i, (int)month->factor, &year))
		return false;
	set_days(out, year, (int)month->factor, day, last);
	out->end = at;
	return true;
}

static bool has_cue(const struct bw_figure_reader *r, uint32_t i)
{
	return bw_figure_back(r, i, BW_FIG_WHEN) < i || bw_figure_back(r, i, BW_FIG_EDGE) < i;
}

/* "May 12, 2026", "May 2026", "in May", "mid-May". */
static bool read_month(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out)
{
	const struct bw_figure_word *month = month_at(r, i);
	int year;
	if (!month)
		return false;
	uint32_t at = i + r->hit_len[i];
	at += bw_figure_sign_at(r, at, '.') && at + 1 < r->end && r->tokens[at + 1].kind == BW_TOKEN_NUMBER;
	int day = r->pack->habits.month_first ? day_at(r, at) : 0, last = 0;
	if (day) {
		at++;
		last = second_day(r, &at, day);
	}
	bool has_year = bw_date_year(r, &at, &year);
	if (!has_year && !day && !has_cue(r, i))
		return false;
	if (!has_year && !near_year(r, i, (int)month->factor, &year))
		return false;
	if (day)
		set_days(out, year, (int)month->factor, day, last);
	else
		*out = bw_span_of(BW_SPAN_MONTH, (struct bw_date){year, (int)month->factor, 1});
	out->end = at;
	return true;
}

/* "2026-05-12", "12.05.2026", "12/05/2026" where no doubt is left which is the month. */
static bool read_numeric(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out)
{
	enum { SHORT = 16 };
	if (r->tokens[i].kind != BW_TOKEN_NUMBER)
		return false;
	uint32_t end = i + 1;
	while (end + 1 < r->end && end < i + 5 && (bw_figure_sign_at(r, end, '-') || bw_figure_sign_at(r, end, '/')) &&
	       bw_figure_is_joined(r, end) && bw_figure_is_joined(r, end + 1))
		end += 2;
	struct bw_str s = bw_str_sub(r->text, r->tokens[i].start, r->tokens[end - 1].end - r->tokens[i].start);
	int part[3] = {0}, n = 0;
	if (s.len > SHORT || s.len < 8)
		return false;
	for (size_t k = 0; k < s.len; k++) {
		bool digit = s.ptr[k] >= '0' && s.ptr[k] <= '9';
		if (digit)
			part[n] = part[n] * 10 + (s.ptr[k] - '0');
		else if (++n > 2 || !strchr("./-", s.ptr[k]))
			return false;
	}
	if (n != 2 || part[0] > YEAR_MOST || part[2] > YEAR_MOST)
		return false;
	bool iso = part[0] >= YEAR_LEAST;
	int year = iso ? part[0] : part[2], month = part[1], day = iso ? part[2] : part[0];
	if (!iso && month > 12 && r->pack->habits.month_first) {
		day = part[1];
		month = part[0];
	} else if (!iso && r->pack->habits.month_first && day <= 12 && day != month) {
		return false;
	}
	if (year < YEAR_LEAST || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	set_days(out, year, month, day, 0);
	out->end = end;
	return true;
}

/* "Q3 2025", "third quarter of 2027", "3. Quartal", "second half of last year". Halves without a year are those of a
 * match as well. */
static bool read_part(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out)
{
	const struct bw_figure_word *nth = bw_figure_word_at(r, i, BW_FIG_ORDINAL), *w;
	uint32_t at = nth ? i + r->hit_len[i] : i;
	int n = nth ? (int)nth->factor : 0, year;
	if (!nth && (n = bw_numeral_int(r, i)) > 0 && n <= 4) {
		at = i + 1;
		at += bw_figure_sign_at(r, at, '.') ? 1 : bw_figure_sign_at(r, at, '-') ? 2 : 0;
	}
	w = bw_figure_word_at(r, at, BW_FIG_PERIOD);
	if (!w || !w->key.len)
		return false;
	bool half = w->key.ptr[0] == 'h', own = w->key.len == 2; /* "q3" names its number itself */
	if ((!half && w->key.ptr[0] != 'q') || own != (at == i))
		return false;
	n = own ? w->key.ptr[1] - '0' : n;
	at += r->hit_len[at];
	bool has_year = bw_date_year(r, &at, &year);
	if (n < 1 || n > (half ? 2 : 4) ||
	    (!has_year && (half || r->day == BW_TIME_NONE || r->notes->kind == BW_KIND_FILLER)))
		return false;
	int month = half ? n * 6 - 5 : n * 3 - 2;
	if (!has_year)
		near_year(r, i, month + 1, &year);
	*out = bw_span_of(half ? BW_SPAN_HALF : BW_SPAN_QUARTER, (struct bw_date){year, month, 1});
	out->end = at;
	return true;
}

/* "1990s", "90er", "años 90", "les années 1990". */
static bool read_decade(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out)
{
	bool named = bw_figure_word_at(r, i, BW_FIG_DECADE) != NULL;
	uint32_t at = named ? i + r->hit_len[i] : i;
	struct bw_digits d;
	if (at >= r->end || !bw_digits_read(bw_figure_text(r, at), false, &d) || !d.integer ||
	    (d.count != 4 && d.count != 2))
		return false;
	struct bw_str tail = bw_str_from_pos(bw_figure_text(r, at), d.used);
	bool marked = bw_str_eq(tail, BW_STR("s")) || bw_str_eq(tail, BW_STR("er"));
	int year = (int)d.value + (d.count == 2 ? 1900 : 0);
	if (year % 10 || year < 1800 || year > YEAR_MOST || (named ? tail.len && !marked : !marked))
		return false;
	if (d.count == 2 && !named && (at == r->first || !bw_figure_word_at(r, at - 1, BW_FIG_SKIP)))
		return false;
	*out = bw_span_of(BW_SPAN_DECADE, (struct bw_date){year, 1, 1});
	out->end = at + 1;
	return true;
}

static bool has_unit_at(const struct bw_figure_reader *r, uint32_t i)
{
	static const enum bw_figure_role units[] = {BW_FIG_SCALE, BW_FIG_PERCENT, BW_FIG_CURRENCY, BW_FIG_MEASURE};
	for (size_t k = 0; k < sizeof(units) / sizeof(*units); k++)
		if (bw_figure_word_at(r, i, units[k]) && !is_year_word(r, i))
			return true;
	return i < r->end && bw_figure_any(r->figures, &r->figures->signs, bw_figure_text(r, i));
}

/* A year by itself: behind a preposition, before a noun that it describes, not before what it could count. */
static bool stands_for_year(const struct bw_figure_reader *r, uint32_t i, int year)
{
	bool round = year % 100 == 0, plural = bw_figure_is_plural(r, i + 1), cue = has_cue(r, i);
	if (has_unit_at(r, i + 1) ||
	    (i > r->first && bw_figure_is_joined(r, i) && r->tokens[i - 1].kind == BW_TOKEN_WORD))
		return false;
	if (is_year_word(r, i + 1) ||
	    (i > r->first && (is_year_word(r, i - 1) || bw_figure_word_at(r, i - 1, BW_FIG_FISCAL))))
		return true;
	if (bw_figure_back(r, i, BW_FIG_LABEL) < i)
		return false;
	if (cue)
		return year < YEAR_LEAST ? !plural && bw_figure_back(r, i, BW_FIG_WHEN) < i : !(round && plural);
	return year >= (r->pack->habits.plural_s ? BARE_OLD : BARE_LEAST) && year <= BARE_MOST && !round &&
	       bw_figure_back(r, i, BW_FIG_ABOUT) == i && bw_figure_back(r, i, BW_FIG_LEAST) == i &&
	       bw_figure_back(r, i, BW_FIG_MOST) == i;
}

/* The last year of "2019-2021", "2019-21", "2025/26", "2019 to 2021". */
static int last_year(const struct bw_figure_reader *r, uint32_t *at, int year)
{
	bool sign = (bw_figure_sign_at(r, *at, '-') || bw_figure_sign_at(r, *at, '/')) && bw_figure_is_joined(r, *at);
	const struct bw_figure_word *open = NULL;
	if (*at >= r->first + 2 && (open = bw_figure_word_at(r, *at - 2, BW_FIG_BETWEEN)) && *at < r->end &&
	    r->words[*at] != open->key_hash)
		open = NULL;
	if (!sign && !open && !bw_figure_word_at(r, *at, BW_FIG_TO))
		return 0;
	int next = year_at(r, *at + 1), two = bw_numeral_int(r, *at + 1);
	if (!next && sign && two > 0 && two < 100 && *at + 1 < r->end &&
	    r->tokens[*at + 1].end - r->tokens[*at + 1].start == 2)
		next = year - year % 100 + two;
	if (next <= year || has_unit_at(r, *at + 2))
		return 0;
	*at += 2;
	return next;
}

static bool read_year(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out)
{
	const struct bw_figure_word *fiscal = bw_figure_word_at(r, i, BW_FIG_FISCAL);
	uint32_t first = fiscal ? i + r->hit_len[i] : is_year_word(r, i) ? i + 1 : i;
	int year = year_at(r, first);
	if (!year)
		return false;
	uint32_t at = first + 1;
	int last = last_year(r, &at, year);
	if (!last && !stands_for_year(r, first, year))
		return false;
	at += is_year_word(r, at) && first == i;
	*out = bw_span_of(BW_SPAN_YEAR, (struct bw_date){year, 1, 1});
	if (last) {
		out->high = bw_span_of(BW_SPAN_YEAR, (struct bw_date){last, 1, 1}).high;
		out->range = true;
	}
	out->end = at;
	return true;
}

/* "FY2026", "FY26". */
static bool read_fiscal_code(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out)
{
	struct bw_str s = bw_figure_text(r, i), rest = bw_str_from_pos(s, 2);
	int64_t year;
	if (!bw_str_starts(s, BW_STR("FY")) || (rest.len != 2 && rest.len != 4) || !bw_str_to_i64(rest, &year))
		return false;
	year += rest.len == 2 ? 2000 : 0;
	if (year < YEAR_LEAST || year > YEAR_MOST)
		return false;
	*out = bw_span_of(BW_SPAN_YEAR, (struct bw_date){(int)year, 1, 1});
	out->end = i + 1;
	return true;
}

bool bw_date_read(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out)
{
	char c = r->text.ptr[r->tokens[i].start];
	bool digit = c >= '0' && c <= '9';
	if (digit && (read_numeric(r, i, out) || read_day_month(r, i, out) || read_decade(r, i, out) ||
		      read_part(r, i, out) || read_year(r, i, out)))
		return true;
	if (c == 'F' && read_fiscal_code(r, i, out))
		return true;
	if (bw_date_relative(r, i, out))
		return true;
	return r->hit[i] && (read_month(r, i, out) || read_part(r, i, out) || read_decade(r, i, out) ||
			     read_year(r, i, out) || read_day_month(r, i, out));
}
