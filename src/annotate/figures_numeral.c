#include "annotate/figures_part.h"

/* Reading digits without the C library, whose decimal point follows a locale. */

static const struct {
	const char *sign, *key;
} currencies[] = {
	{"US$", "usd"},          {"A$", "aud"},           {"C$", "cad"},
	{"S$", "sgd"},           {"HK$", "hkd"},          {"NZ$", "nzd"},
	{"NT$", "twd"},          {"R$", "brl"},           {"$", "usd"},
	{"\xC2\xA3", "gbp"},     {"\xC2\xA5", "jpy"},     {"\xE2\x82\xAC", "eur"},
	{"\xE2\x82\xB9", "inr"}, {"\xE2\x82\xA9", "krw"}, {"\xE2\x82\xBD", "rub"},
	{"\xE2\x82\xB4", "uah"}, {"\xE2\x82\xBA", "try"}, {"\xE2\x82\xAA", "ils"},
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Cuts a currency sign off the front; an unknown one ("XY$") leaves 0 and is cut as well. */
static uint64_t cut_currency(struct bw_str *s)
{
	for (size_t i = 0; i < sizeof(currencies) / sizeof(*currencies); i++)
		if (bw_str_starts(*s, bw_str_from(currencies[i].sign))) {
			*s = bw_str_from_pos(*s, strlen(currencies[i].sign));
			return bw_str_hash(bw_str_from(currencies[i].key));
		}
	return 0;
}

static bool is_ordinal(struct bw_str rest)
{
	static const char *const tails[] = {"st", "nd", "rd", "th"};
	for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++)
		if (bw_str_eq_ascii_nocase(rest, bw_str_from(tails[i])))
			return true;
	return false;
}

bool bw_numeral_read(struct bw_str s, struct bw_numeral *out)
{
	enum { DIGITS_MAX = 15 };
	*out = (struct bw_numeral){0};
	out->currency = cut_currency(&s);
	double value = 0, unit = 1;
	bool fraction = false;
	size_t i = 0, digits = 0;
	for (; i < s.len; i++) {
		if (s.ptr[i] == ',' && !fraction)
			continue;
		if (s.ptr[i] == '.' && !fraction && i + 1 < s.len && is_digit(s.ptr[i + 1])) {
			fraction = true;
			continue;
		}
		if (!is_digit(s.ptr[i]) || ++digits > DIGITS_MAX)
			break;
		value = value * 10 + (s.ptr[i] - '0');
		unit = fraction ? unit * 10 : 1;
	}
	out->value = value / unit;
	out->rest = bw_str_from_pos(s, i);
	out->is_ordinal = is_ordinal(out->rest);
	out->plain = !out->rest.len && !out->currency && !fraction;
	return digits > 0 && digits <= DIGITS_MAX;
}
