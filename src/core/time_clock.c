/* Times of day: "14:05:09.5", "2:05 pm", "14h05", "14.05 Uhr", "14時05分", "下午2:05", and what ISO 8601 has behind its
 * T. */
#include "core/time_part.h"

static bool is_number(const struct bw_token *t, int min, int max)
{
	return t->kind == BW_TOKEN_NUMBER && t->digits >= min && t->digits <= max;
}

/* ":05" or ".05", right behind the number before it */
static bool two_digits(const struct bw_date_reader *r, size_t at, char mark, int *out)
{
	const struct bw_token *n = bw_token_at(r, at + 1);
	if (!bw_token_is(bw_token_at(r, at), mark) || bw_token_at(r, at)->spaced || n->spaced || !is_number(n, 2, 2))
		return false;
	*out = (int)n->value;
	return true;
}

/* A fraction of a second, which is dropped. */
static size_t skip_fraction(const struct bw_date_reader *r, size_t at)
{
	const struct bw_token *t = bw_token_at(r, at), *n = bw_token_at(r, at + 1);
	bool mark = (bw_token_is(t, '.') || bw_token_is(t, ',')) && !t->spaced && !n->spaced;
	return mark && is_number(n, 1, 9) ? at + 2 : at;
}

/* Behind the hour: minutes and seconds with their marks. at when there are none, 0 when they are broken. */
static size_t with_marks(const struct bw_date_reader *r, size_t at, char mark, struct bw_date_parts *out)
{
	if (!two_digits(r, at, mark, &out->minute))
		return at;
	if (!two_digits(r, at + 2, mark, &out->second)) {
		bool broken = bw_token_is(bw_token_at(r, at + 2), mark) && !bw_token_at(r, at + 2)->spaced &&
			      bw_token_at(r, at + 3)->kind == BW_TOKEN_NUMBER && !bw_token_at(r, at + 3)->spaced;
		return broken ? 0 : at + 2;
	}
	out->is_exact = true;
	return skip_fraction(r, at + 4);
}

/* "h05", "時05分09秒" */
static size_t with_words(const struct bw_date_reader *r, size_t at, struct bw_date_parts *out)
{
	const struct bw_token *n = bw_token_at(r, at + 1), *m = bw_token_at(r, at + 3);
	if (!bw_token_has(bw_token_at(r, at), BW_DATE_HOUR))
		return at;
	bool minutes =
		is_number(n, 2, 2) || (is_number(n, 1, 2) && bw_token_has(bw_token_at(r, at + 2), BW_DATE_MINUTE));
	if (!minutes || bw_token_at(r, at)->word->len > 3)
		return at + 1;
	out->minute = (int)n->value;
	at += 2;
	if (!bw_token_has(bw_token_at(r, at), BW_DATE_MINUTE))
		return at;
	if (!is_number(m, 1, 2) || !bw_token_has(bw_token_at(r, at + 2), BW_DATE_SECOND))
		return at + 1;
	out->second = (int)m->value;
	return at + 3;
}

/* Hours and minutes without a mark, as ISO 8601 has them behind a T: "14", "1405", "140509". */
static size_t basic(const struct bw_date_reader *r, size_t at, struct bw_date_parts *out)
{
	const struct bw_token *t = bw_token_at(r, at);
	if (t->kind != BW_TOKEN_NUMBER || t->spaced || (t->digits != 2 && t->digits != 4 && t->digits != 6))
		return 0;
	int v = (int)t->value;
	if (t->digits == 2) {
		out->hour = v;
		return bw_token_is(bw_token_at(r, at + 1), ':') ? 0 : at + 1;
	}
	out->second = t->digits == 6 ? v % 100 : 0;
	v = t->digits == 6 ? v / 100 : v;
	out->minute = v % 100;
	out->hour = v / 100;
	return skip_fraction(r, at + 1);
}

/* "pm", "p.m.", "p. m.", "下午"; at when there is none */
static size_t half_day(const struct bw_date_reader *r, size_t at, int *half)
{
	const struct bw_token *t = bw_token_at(r, at), *m = bw_token_at(r, at + 2);
	if (t->kind != BW_TOKEN_WORD)
		return at;
	if (t->word && t->word->half) {
		*half = t->word->half;
		return at + 1;
	}
	bool dotted = bw_token_is(bw_token_at(r, at + 1), '.') && m->kind == BW_TOKEN_WORD && m->to - m->from == 1;
	if (!dotted || t->to - t->from != 1 || (t->letter != 'a' && t->letter != 'p') || m->letter != 'm')
		return at;
	*half = t->letter == 'a' ? 1 : 2;
	return at + 3 + bw_token_is(bw_token_at(r, at + 3), '.');
}

/* Twelve is the first hour of a half. An hour past twelve says the same as the "pm" behind it; none of the morning
 * does.
 */
static bool apply_half(int half, int *hour)
{
	if (!half)
		return true;
	if (*hour > 12)
		return half == 2 && *hour < 24;
	*hour = *hour % 12 + (half == 2 ? 12 : 0);
	return true;
}

/* Whether what follows an hour without minutes, or with a point, makes it a time. */
static bool is_promised(const struct bw_date_reader *r, size_t at, bool clock)
{
	static const unsigned promises = BW_DATE_HOUR | BW_DATE_ZONE | BW_DATE_SEASON | BW_DATE_SEVERAL;
	return clock || bw_token_has(bw_token_at(r, at), promises) || (r->whole && at >= r->n);
}

static size_t hour_and_minute(const struct bw_date_reader *r, size_t at, bool clock, bool half_before,
			      struct bw_date_parts *out)
{
	const struct bw_token *t = bw_token_at(r, at);
	int half;
	if (!is_number(t, 1, 2))
		return 0;
	out->hour = (int)t->value;
	size_t end = with_marks(r, at + 1, ':', out);
	if (end != at + 1)
		return end;
	end = with_words(r, at + 1, out);
	if (end != at + 1)
		return end;
	end = with_marks(r, at + 1, '.', out);
	if (end > at + 1)
		return is_promised(r, end, clock) || out->is_exact ? end : 0;
	return end && (half_before || half_day(r, end, &half) > end) ? end : 0;
}

size_t bw_time_of_day(const struct bw_date_reader *r, size_t at, bool clock, bool iso, struct bw_date_parts *out)
{
	int half = 0;
	size_t from = half_day(r, at, &half);
	out->is_exact = iso;
	size_t end = iso ? basic(r, at, out) : 0;
	if (!end)
		end = hour_and_minute(r, from, clock, half != 0, out);
	if (!end || (bw_token_at(r, end)->kind == BW_TOKEN_NUMBER && !bw_token_at(r, end)->spaced))
		return 0;
	if (!half)
		end = half_day(r, end, &half);
	if (!apply_half(half, &out->hour))
		return 0;
	while (bw_token_has(bw_token_at(r, end), BW_DATE_HOUR))
		end++;
	out->has_time = true;
	return bw_time_zone(r, end, out);
}
