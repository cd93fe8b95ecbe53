#include "annotate/figures_part.h"

/* Dates that only the day of publication tells: "yesterday", "on Tuesday", "last year", "two years ago". */
enum { AHEAD_TOKENS = 14, SAID_TOKENS = 3, COUNT_MOST = 200 };

static const struct {
	const char *name;
	enum bw_span_kind kind;
} periods[] = {{"day", BW_SPAN_DAY},   {"week", BW_SPAN_WEEK}, {"month", BW_SPAN_MONTH},  {"quarter", BW_SPAN_QUARTER},
	       {"half", BW_SPAN_HALF}, {"year", BW_SPAN_YEAR}, {"decade", BW_SPAN_DECADE}};

/* A word for several ("weeks") has the factor 2. */
static bool is_plural(const struct bw_figure_reader *r, uint32_t i)
{
	const struct bw_figure_word *w = bw_figure_word_at(r, i, BW_FIG_PERIOD);
	return w && w->factor > 1;
}

static bool period_at(const struct bw_figure_reader *r, uint32_t i, enum bw_span_kind *kind)
{
	const struct bw_figure_word *w = bw_figure_word_at(r, i, BW_FIG_PERIOD);
	for (size_t k = 0; w && k < sizeof(periods) / sizeof(*periods); k++)
		if (bw_str_eq(w->key, bw_str_from(periods[k].name))) {
			*kind = periods[k].kind;
			return true;
		}
	return false;
}

/* A deictic word before ("last") or behind ("pasado") what it describes. */
static const struct bw_figure_word *deictic_at(const struct bw_figure_reader *r, uint32_t i, const char *not_this)
{
	const struct bw_figure_word *w = bw_figure_word_at(r, i, BW_FIG_DEICTIC);
	return w && !bw_str_eq(w->key, bw_str_from(not_this)) ? w : NULL;
}

/* "votera", "sarà": the verb's own ending. */
static bool ends_in_future(const struct bw_figure_reader *r, uint32_t i)
{
	enum { STEM_MIN = 2 };
	struct bw_str s = bw_figure_text(r, i);
	for (size_t k = 0; k < r->pack->future_ends.len; k++)
		if (s.len >= r->pack->future_ends.ptr[k].len + STEM_MIN && bw_str_ends(s, r->pack->future_ends.ptr[k]))
			return !(r->tokens[i].flags & BW_TOKEN_CAPITAL);
	return false;
}

bool bw_date_is_ahead(const struct bw_figure_reader *r, uint32_t i)
{
	uint32_t before = bw_figure_back(r, i, BW_FIG_WHEN);
	const struct bw_figure_word *when = before < i ? bw_figure_word_at(r, before, BW_FIG_WHEN) : NULL;
	if (when && bw_str_eq(when->key, BW_STR("most")))
		return true;
	for (uint32_t k = i; k > r->first && i - k < AHEAD_TOKENS; k--) {
		if (bw_figure_word_at(r, k - 1, BW_FIG_SAID) && i - k < SAID_TOKENS)
			return false;
		if (bw_figure_word_at(r, k - 1, BW_FIG_FUTURE) || ends_in_future(r, k - 1))
			return true;
	}
	return false;
}

/* "on Tuesday": the last one, the next when the words before it tell of what will be. "Black Friday" is none, nor is
 * "Sunday Times". */
static bool read_weekday(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out)
{
	const struct bw_figure_word *lead = deictic_at(r, i, "after"), *tail;
	uint32_t at = lead ? i + r->hit_len[i] : i;
	const struct bw_figure_word *w = bw_figure_word_at(r, at, BW_FIG_WEEKDAY);
	if (!w)
		return false;
	bool capital = r->pack->habits.capital_month;
	uint32_t end = at + r->hit_len[at], past = end + bw_figure_sign_at(r, end, ',');
	if (past < r->end && r->text.ptr[r->tokens[past].start] <= '9' && bw_date_read(r, past, out) && out->fine)
		return true;
	if (bw_figure_word_at(r, past, BW_FIG_MONTH) && bw_date_read(r, past, out) && out->fine)
		return true;
	if (r->day == BW_TIME_NONE || (capital && !(r->tokens[at].flags & BW_TOKEN_CAPITAL)))
		return false;
	bool when = bw_figure_back(r, i, BW_FIG_WHEN) < i;
	if (capital && !when && !lead && i > r->first + 1 && (r->tokens[i - 1].flags & BW_TOKEN_CAPITAL))
		return false;
	if (capital && !r->pack->habits.capital_noun && !when && !lead && end < r->end &&
	    (r->tokens[end].flags & BW_TOKEN_CAPITAL))
		return false;
	tail = lead ? NULL : deictic_at(r, end, "before");
	lead = lead ? lead : tail;
	int back = (bw_time_weekday(r->day) - (int)w->factor + 7) % 7, ahead = (7 - back) % 7, days = -back;
	if (lead && lead->factor < 0)
		days = back ? -back : -7;
	else if (lead && lead->factor > 0)
		days = ahead ? ahead : 7;
	else if (bw_date_is_ahead(r, i))
		days = ahead;
	*out = bw_span_shift(BW_SPAN_DAY, r->day, days);
	out->end = end + (tail ? r->hit_len[end] : 0);
	return true;
}

/* "last year", "próximo mes", "semaine dernière". */
static bool read_deictic(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out)
{
	const struct bw_figure_word *lead = deictic_at(r, i, "after"), *tail = NULL;
	enum bw_span_kind kind;
	uint32_t at = lead ? i + r->hit_len[i] : i;
	bool fiscal = bw_figure_word_at(r, at, BW_FIG_FISCAL) != NULL;
	kind = BW_SPAN_YEAR;
	/* "the next day" is the next of a tale, "the coming weeks" are no one week. */
	if (!fiscal && (!period_at(r, at, &kind) || kind == BW_SPAN_DAY || is_plural(r, at)))
		return false;
	at += r->hit_len[at];
	if (!lead) {
		tail = deictic_at(r, at, "before");
		at += tail ? r->hit_len[at] : 0;
	}
	lead = lead ? lead : tail;
	if (!lead || (fiscal && !bw_figure_word_at(r, i, BW_FIG_DEICTIC)))
		return false;
	*out = bw_span_shift(kind, r->day, (int)lead->factor);
	out->end = at;
	return true;
}

/* "last May": before the day of publication; "next May": behind it. */
static bool read_deictic_month(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out)
{
	const struct bw_figure_word *lead = deictic_at(r, i, "after"), *tail = NULL;
	uint32_t at = lead ? i + r->hit_len[i] : i;
	const struct bw_figure_word *month = bw_figure_word_at(r, at, BW_FIG_MONTH);
	if (!month || (r->pack->habits.capital_month && !(r->tokens[at].flags & BW_TOKEN_CAPITAL)))
		return false;
	at += r->hit_len[at];
	if (!lead && !(lead = tail = deictic_at(r, at, "before")))
		return false;
	if (bw_numeral_int(r, at) > 0)
		return false;
	struct bw_date d = bw_time_date(r->day);
	int m = (int)month->factor, year = d.year;
	if (lead->factor < 0)
		year -= m >= d.month;
	else if (lead->factor > 0)
		year += m <= d.month;
	*out = bw_span_of(BW_SPAN_MONTH, (struct bw_date){year, m, 1});
	out->end = at + (tail ? r->hit_len[at] : 0);
	return true;
}

/* "two years ago", "vor zwei Jahren", "год назад". */
static bool read_ago(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out)
{
	bool before = bw_figure_word_at(r, i, BW_FIG_AGO_BEFORE) != NULL;
	uint32_t at = before ? i + r->hit_len[i] : i;
	struct bw_numeral n = {.value = 1, .end = at};
	enum bw_span_kind kind;
	if (is_plural(r, at))
		return false;
	if (!period_at(r, at, &kind)) {
		if (bw_figure_word_at(r, at, BW_FIG_ONE) && period_at(r, at + r->hit_len[at], &kind))
			n.end = at + r->hit_len[at];
		else if (!bw_numeral_read(r, at, &n) || n.rest.len || n.money || n.scale > 1)
			return false;
	}
	if (n.value < 1 || n.value > COUNT_MOST || !period_at(r, n.end, &kind) || n.value != (double)(int)n.value)
		return false;
	at = n.end + r->hit_len[n.end];
	if (!before && !bw_figure_word_at(r, at, BW_FIG_AGO))
		return false;
	*out = bw_span_shift(kind, r->day, -(int)n.value);
	out->end = at + (before ? 0 : r->hit_len[at]);
	return true;
}

bool bw_date_relative(const struct bw_figure_reader *r, uint32_t i, struct bw_span *out)
{
	if (r->hit[i] && read_weekday(r, i, out))
		return true;
	if (r->day == BW_TIME_NONE)
		return false;
	const struct bw_figure_word *day = bw_figure_word_at(r, i, BW_FIG_DAY);
	bool name = (r->tokens[i].flags & BW_TOKEN_CAPITAL) && i > r->first &&
		    (r->tokens[i - 1].flags & BW_TOKEN_CAPITAL); /* "USA Today" */
	if (day && !name) {
		*out = bw_span_shift(BW_SPAN_DAY, r->day, (int)day->factor);
		out->end = i + r->hit_len[i];
		return true;
	}
	if (r->hit[i] && (read_deictic(r, i, out) || read_deictic_month(r, i, out)))
		return true;
	return read_ago(r, i, out);
}
