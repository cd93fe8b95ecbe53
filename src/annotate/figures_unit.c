#include "annotate/figures_part.h"

/* Unit, currency and rate around a number, and what shows that the number is a name or a time. */

/* Strongest country of the article that uses the family; the row of its default when there is none. */
static const struct bw_figure_family *family_of(const struct bw_figure_reader *r, struct bw_str name,
						const struct bw_figure_family **first)
{
	const struct bw_figure_family *found = NULL;
	uint32_t best = r->notes->n_geo;
	*first = NULL;
	for (size_t i = 0; i < r->figures->families.len; i++) {
		const struct bw_figure_family *f = &r->figures->families.ptr[i];
		if (!bw_str_eq(f->name, name))
			continue;
		*first = *first ? *first : f;
		for (uint32_t g = 0; g < best; g++)
			if (!memcmp(r->notes->geo[g].code, f->country, 3)) {
				best = g;
				found = f;
			}
	}
	return found;
}

static bool has_country(const struct bw_figure_reader *r, const char *country)
{
	for (uint32_t g = 0; g < r->notes->n_geo; g++)
		if (!memcmp(r->notes->geo[g].code, country, 3))
			return true;
	return false;
}

struct bw_str bw_figure_currency(const struct bw_figure_reader *r, const struct bw_figure_word *w)
{
	const struct bw_figure_family *first, *found;
	if (!w->key.len || w->key.ptr[0] != '@')
		return w->key;
	struct bw_str name = bw_str_from_pos(w->key, 1);
	found = family_of(r, name, &first);
	if (!first)
		return name;
	bool has_default = !bw_str_eq(first->key, BW_STR("-"));
	if (!found || (has_default && has_country(r, first->country)) ||
	    (has_default && memcmp(r->notes->geo[0].code, found->country, 3)))
		found = first;
	return bw_str_eq(found->key, BW_STR("-")) ? name : found->key;
}

static const struct bw_figure_word *sign_of(const struct bw_figure_reader *r, struct bw_str text)
{
	return bw_figure_any(r->figures, &r->figures->signs, text);
}

/* The text of tokens i to i + n, without white space between; "" when there is some. */
static struct bw_str joined(const struct bw_figure_reader *r, uint32_t i, uint32_t n)
{
	if (i + n > r->end)
		return BW_STR_NONE;
	for (uint32_t k = i + 1; k < i + n; k++)
		if (!bw_figure_is_joined(r, k))
			return BW_STR_NONE;
	return bw_str_sub(r->text, r->tokens[i].start, r->tokens[i + n - 1].end - r->tokens[i].start);
}

static bool is_digits_at(const struct bw_figure_reader *r, uint32_t i)
{
	return i < r->end && r->tokens[i].kind == BW_TOKEN_NUMBER && r->text.ptr[r->tokens[i].start] >= '0' &&
	       r->text.ptr[r->tokens[i].start] <= '9';
}

/* "USD 5", "Rs. 5", "R$ 5", "€ 5": the currency at token i and the token of its number; NULL when digits do not follow.
 */
static const struct bw_figure_word *currency_before(const struct bw_figure_reader *r, uint32_t i, uint32_t *number)
{
	for (uint32_t n = 2; n > 0; n--) {
		const struct bw_figure_word *w = sign_of(r, joined(r, i, n));
		if (w && is_digits_at(r, i + n)) {
			*number = i + n;
			return w;
		}
	}
	return NULL;
}

/* A currency behind the number: a word, a code, or a sign with a scale stuck to it ("5 M€"). Tokens it takes, or 0. */
static uint32_t currency_after(const struct bw_figure_reader *r, uint32_t i, struct bw_str *key, double *scale)
{
	const struct bw_figure_word *w = bw_figure_word_at(r, i, BW_FIG_CURRENCY), *s;
	uint32_t n = w ? r->hit_len[i] : 0;
	*scale = 1;
	for (uint32_t k = 2; !w && k > 0; k--)
		if ((w = sign_of(r, joined(r, i, k))))
			n = k;
	if (!w && i + 1 < r->end && bw_figure_is_joined(r, i + 1) && (w = sign_of(r, bw_figure_text(r, i + 1)))) {
		s = bw_figure_any(r->figures, &r->figures->suffixes, bw_figure_text(r, i));
		if (!s)
			return 0;
		*scale = s->factor;
		n = 2;
	}
	if (w)
		*key = bw_figure_currency(r, w);
	/* The sign may belong to the next number: "5 $6". */
	if (w && w->role != BW_FIG_CURRENCY && is_digits_at(r, i + n) && bw_figure_is_joined(r, i + n))
		return 0;
	return n;
}

/* "1.2m", "500m", "5k": a scale behind a currency or before what can be counted, else a measure if words of size
 * follow; false when that stays open. */
static bool read_letter(const struct bw_figure_reader *r, uint32_t next, const struct bw_figure_word *scale,
			const struct bw_figure_word *symbol, struct bw_quantity *q)
{
	struct bw_str key;
	double more;
	bool sized = bw_figure_word_at(r, next, BW_FIG_DIMENSION) != NULL;
	bool counted = !sized && (bw_figure_is_plural(r, next) || (bw_figure_is_plural(r, next + 1) && next < r->end &&
								   r->tokens[next].kind == BW_TOKEN_WORD));
	if (scale && counted && q->n.rest.len == 1 && q->n.rest.ptr[0] < 'a' && !q->n.money)
		return false; /* "the 340B programme" */
	if (scale && !sized && (q->n.money || counted || currency_after(r, next, &key, &more))) {
		q->f.value *= scale->factor;
		q->n.scale *= scale->factor;
		q->n.plain = false;
		return true;
	}
	if (!symbol || (scale && !sized))
		return false;
	q->f.unit = BW_UNIT_MEASURE;
	q->f.value *= symbol->factor;
	bw_quantity_set_unit(q, symbol->key);
	q->has_unit = true;
	return true;
}

static void set_unit(struct bw_quantity *q, enum bw_figure_unit unit, const struct bw_figure_word *w, uint32_t end)
{
	q->f.unit = unit;
	q->f.value *= w->factor;
	bw_quantity_set_unit(q, w->key);
	q->has_unit = true;
	q->end = end;
}

/* The unit of "five-year" or "two-euro": a word of this language. */
static bool read_led(const struct bw_figure_reader *r, struct bw_quantity *q)
{
	static const struct {
		enum bw_figure_role role;
		enum bw_figure_unit unit;
	} units[] = {
		{BW_FIG_MEASURE, BW_UNIT_MEASURE}, {BW_FIG_AGE, BW_UNIT_MEASURE}, {BW_FIG_PERCENT, BW_UNIT_PERCENT}};
	uint64_t *hashes;
	uint32_t at;
	size_t n = bw_words_folded(r->arena, q->n.rest, &hashes);
	if (!n || bw_phrases_match(&r->pack->phrases, hashes, n, &at) != n)
		return false;
	for (int32_t i = (int32_t)at; i >= 0; i = r->pack->words.ptr[i].next)
		if (r->pack->words.ptr[i].role == BW_FIG_SCALE && q->n.digits) { /* "26mila" */
			q->f.value *= r->pack->words.ptr[i].factor;
			q->n.scale *= r->pack->words.ptr[i].factor;
			q->n.plain = false;
			return true;
		}
	for (int32_t i = (int32_t)at; i >= 0; i = r->pack->words.ptr[i].next)
		for (size_t k = 0; k < sizeof(units) / sizeof(*units); k++)
			if (r->pack->words.ptr[i].role == units[k].role) {
				set_unit(q, units[k].unit, &r->pack->words.ptr[i], q->end);
				return true;
			}
	return false;
}

/* Letters stuck to the digits: "bn", "%", "nm". */
static bool read_suffix(const struct bw_figure_reader *r, struct bw_quantity *q)
{
	struct bw_str rest = q->n.rest;
	if (!rest.len)
		return true;
	if (!q->n.digits)
		return read_led(r, q);
	if (bw_str_eq(rest, BW_STR("%"))) {
		q->f.unit = BW_UNIT_PERCENT;
		q->has_unit = true;
		return true;
	}
	const struct bw_figure_word *scale = bw_figure_any(r->figures, &r->figures->suffixes, rest),
				    *symbol = bw_figure_any(r->figures, &r->figures->symbols, rest);
	if (scale && rest.len == 1)
		return read_letter(r, q->end, scale, symbol, q);
	if (scale) {
		q->f.value *= scale->factor;
		q->n.scale *= scale->factor;
		q->n.plain = false;
		return true;
	}
	if (q->n.money)
		return false;
	return symbol ? read_letter(r, q->end, NULL, symbol, q) : read_led(r, q);
}

/* A symbol of SI and its kin as it stands, of joined tokens ("km/h", "km²", "°C") or one. A lone letter needs digits.
 */
static bool read_symbol(const struct bw_figure_reader *r, struct bw_quantity *q, uint32_t at)
{
	for (uint32_t n = 3; n > 0; n--) {
		struct bw_str text = joined(r, at, n);
		const struct bw_figure_word *w = bw_figure_any(r->figures, &r->figures->symbols, text);
		if (!w || !q->n.digits)
			continue;
		if (text.len == 1) {
			q->end = at + n;
			bool ok = read_letter(r, at + n, bw_figure_any(r->figures, &r->figures->suffixes, text), w, q);
			q->end = ok ? at + n : at;
			return ok;
		}
		set_unit(q, BW_UNIT_MEASURE, w, at + n);
		return true;
	}
	return false;
}

static bool is_power(double value)
{
	while (value >= 1000)
		value /= 10;
	return value == 100;
}

/* "per hour", "a barrel", "/km": what the rate is of stands in key; 0 when no rate follows. */
static void read_rate(const struct bw_figure_reader *r, struct bw_quantity *q)
{
	const struct bw_figure_word *rate = bw_figure_word_at(r, q->end, BW_FIG_RATE), *w;
	uint32_t at = q->end + (rate ? r->hit_len[q->end] : 0);
	struct bw_numeral n;
	if (!rate || at >= r->end || q->f.unit == BW_UNIT_DATE)
		return;
	if (rate->key.len && bw_numeral_read(r, at, &n) && is_power(n.value) && !n.money) {
		if (q->f.unit != BW_UNIT_COUNT)
			return;
		bw_quantity_set_unit(q, bw_arena_printf(r->arena, "per %.0f", n.value));
		q->f.unit = BW_UNIT_MEASURE;
		q->end = n.end;
		return;
	}
	w = bw_figure_word_at(r, at, BW_FIG_MEASURE);
	uint32_t tokens = 1;
	for (uint32_t k = 2; !w && k > 0; k--) /* "m³" is two */
		if ((w = bw_figure_any(r->figures, &r->figures->symbols, joined(r, at, k))))
			tokens = k;
	bool rated = bw_figure_word_at(r, at, BW_FIG_RATED) != NULL;
	if (!w && !rated)
		return;
	uint32_t len = bw_figure_word_at(r, at, w && w->role == BW_FIG_MEASURE ? BW_FIG_MEASURE : BW_FIG_RATED)
			       ? r->hit_len[at]
			       : tokens;
	if (q->f.unit == BW_UNIT_MONEY || q->f.unit == BW_UNIT_PERCENT || !w) {
		q->f.head = r->tokens[at].stem;
	} else if (q->f.unit == BW_UNIT_MEASURE) {
		bw_quantity_set_unit(q, bw_arena_printf(r->arena, "%" BW_PRISTR "/%.0f%" BW_PRISTR,
							BW_ARG(q->f.unit_name), w->factor, BW_ARG(w->key)));
	} else {
		return;
	}
	q->end = at + len;
}

static void read_unit(const struct bw_figure_reader *r, struct bw_quantity *q)
{
	const struct bw_figure_word *w;
	uint32_t at = q->end;
	struct bw_str key;
	double scale;
	bool hyphen = bw_figure_sign_at(r, at, '-') && bw_figure_is_joined(r, at) && at + 1 < r->end &&
		      bw_figure_is_joined(r, at + 1);
	at += hyphen;
	if (!q->n.money && (w = bw_figure_word_at(r, at, BW_FIG_PERCENT))) {
		set_unit(q, BW_UNIT_PERCENT, w, at + r->hit_len[at]);
		return;
	}
	if ((w = bw_figure_word_at(r, at, BW_FIG_AGE))) {
		set_unit(q, BW_UNIT_MEASURE, w, at + r->hit_len[at]);
		return;
	}
	uint32_t past = at + (!hyphen && bw_figure_word_at(r, at, BW_FIG_OF) ? r->hit_len[at] : 0);
	uint32_t n = currency_after(r, past, &key, &scale);
	if (n) {
		q->f.value *= scale;
		q->f.unit = BW_UNIT_MONEY;
		bw_quantity_set_unit(q, q->n.money ? q->n.currency : key);
		q->has_unit = true;
		q->end = past + n;
		return;
	}
	if (q->n.money)
		return;
	if ((w = bw_figure_word_at(r, past, BW_FIG_MEASURE)))
		set_unit(q, BW_UNIT_MEASURE, w, past + r->hit_len[past]);
	else
		read_symbol(r, q, at);
}

/* "one in five", "nine out of 10": a share. */
static bool read_portion(const struct bw_figure_reader *r, struct bw_quantity *q)
{
	struct bw_numeral n;
	if (!bw_figure_word_at(r, q->end, BW_FIG_PORTION) || q->n.value < 1 || q->n.scale > 1 || q->n.money)
		return false;
	uint32_t at = q->end + r->hit_len[q->end];
	if (!bw_numeral_read(r, at, &n) || n.value <= q->n.value || n.value > 1000 || n.rest.len || n.fraction ||
	    n.money || (n.value > 12 && n.value != 10.0 * (double)(int)(n.value / 10)) ||
	    bw_figure_word_at(r, n.end, BW_FIG_MEASURE))
		return false;
	q->f.value = 100 * q->n.value / n.value;
	q->f.unit = BW_UNIT_PERCENT;
	q->f.approximate = true;
	q->has_unit = true;
	q->end = n.end;
	return true;
}

bool bw_quantity_read(const struct bw_figure_reader *r, uint32_t i, struct bw_quantity *q)
{
	uint32_t number = i;
	*q = (struct bw_quantity){.f = {.unit = BW_UNIT_COUNT, .date = -1}, .first = i};
	const struct bw_figure_word *before = currency_before(r, i, &number);
	if (!bw_numeral_read(r, number, &q->n))
		return false;
	if (before) {
		q->n.money = true;
		q->n.plain = false;
		q->n.currency = bw_figure_currency(r, before);
	}
	q->end = q->n.end;
	q->f.value = q->n.value;
	if (q->n.money) {
		q->f.unit = BW_UNIT_MONEY;
		bw_quantity_set_unit(q, q->n.currency);
		q->has_unit = true;
	}
	if (q->n.fraction) {
		q->f.value *= 100;
		q->f.unit = BW_UNIT_PERCENT;
		q->f.approximate = true;
		q->has_unit = true;
		bool bare = r->pack->habits.bare_share && q->end < r->end && r->tokens[q->end].kind == BW_TOKEN_WORD;
		bool rest = i > r->first && bw_figure_word_at(r, i - 1, BW_FIG_JOINT); /* "a day and a half of talks" */
		q->is_share = !rest && (bare || bw_figure_word_at(r, q->end, BW_FIG_OF));
		return true;
	}
	if (!read_suffix(r, q))
		return false;
	if (q->n.strange && !q->n.grouped && q->n.scale <= 1 && !q->has_unit && !r->comma) {
		read_unit(r, q);
		return q->has_unit;
	}
	if (!read_portion(r, q) && q->f.unit != BW_UNIT_PERCENT && q->f.unit != BW_UNIT_MEASURE)
		read_unit(r, q);
	read_rate(r, q);
	return true;
}
