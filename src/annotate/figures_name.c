#include "annotate/figures_part.h"

/* Numbers that count nothing: names, times of day, ordinals, telephone numbers, parts of longer signs; and the noun
 * that is counted by the others. */
enum { HEAD_MAX = 5 };

static bool is_sign_before(const struct bw_figure_reader *r, uint32_t i, char sign)
{
	return i > r->first && bw_figure_sign_at(r, i - 1, sign) && bw_figure_is_joined(r, i);
}

/* "#5", "§ 5", "+44": signs that make a number a mark. */
static bool has_mark_before(const struct bw_figure_reader *r, uint32_t i)
{
	if (i == r->first)
		return false;
	struct bw_str s = bw_figure_text(r, i - 1);
	return bw_str_eq(s, BW_STR("#")) || bw_str_eq(s, BW_STR("\xC2\xA7")) || bw_str_eq(s, BW_STR("\xE2\x84\x96")) ||
	       is_sign_before(r, i, '/') || is_sign_before(r, i, ':') || is_sign_before(r, i, '_') ||
	       is_sign_before(r, i, '+') || is_sign_before(r, i, '*') || is_sign_before(r, i, '=');
}

static bool has_colon(struct bw_str s)
{
	return memchr(s.ptr, ':', s.len) != NULL;
}

/* "12." at the head of a paragraph, "5." before a small word: an item of a list, an ordinal. */
static bool is_dotted(const struct bw_figure_reader *r, const struct bw_quantity *q)
{
	if (!q->n.plain || !bw_figure_sign_at(r, q->end, '.') || !bw_figure_is_joined(r, q->end))
		return false;
	bool item = q->first == r->first;
	return item || q->end + 1 < r->end;
}

static bool is_word(const struct bw_figure_reader *r, uint32_t i)
{
	return i < r->end && r->tokens[i].kind == BW_TOKEN_WORD;
}

static bool is_capital(const struct bw_figure_reader *r, uint32_t i)
{
	return is_word(r, i) && (r->tokens[i].flags & BW_TOKEN_CAPITAL);
}

static bool is_small_word(const struct bw_figure_reader *r, uint32_t i)
{
	return is_word(r, i) && !(r->tokens[i].flags & BW_TOKEN_CAPITAL) &&
	       (!(r->tokens[i].flags & BW_TOKEN_STOP) || bw_figure_word_at(r, i, BW_FIG_COUNTED));
}

/* The words before the number are a name and its preposition ("In Kyiv 12 people"). */
static bool has_preposition(const struct bw_figure_reader *r, uint32_t i)
{
	while (i > r->first && is_capital(r, i - 1) && !bw_figure_word_at(r, i - 1, BW_FIG_WHEN))
		i--;
	return i > r->first && (bw_figure_word_at(r, i - 1, BW_FIG_WHEN) || bw_figure_word_at(r, i - 1, BW_FIG_OF) ||
				(r->tokens[i - 1].flags & BW_TOKEN_STOP));
}

/* "About 20", "The 27": words of figures and function words are no names. */
static bool is_known_word(const struct bw_figure_reader *r, uint32_t i)
{
	bool known = r->hit[i] && !bw_figure_word_at(r, i, BW_FIG_MONTH) && !bw_figure_word_at(r, i, BW_FIG_LABEL);
	return known || (r->tokens[i].flags & BW_TOKEN_STOP);
}

/* "Boeing 737", "Falcon 9": a number right behind a capitalised word, unless a noun that it counts follows. */
static bool follows_name(const struct bw_figure_reader *r, const struct bw_quantity *q)
{
	uint32_t i = q->first;
	bool first_word = i == r->first + 1;
	if (!q->n.plain || i == r->first || !is_capital(r, i - 1) || is_known_word(r, i - 1))
		return false;
	bool counts = r->pack->habits.capital_noun ? is_capital(r, q->end) || is_capital(r, q->end + 1)
						   : is_small_word(r, q->end);
	counts |= bw_figure_word_at(r, q->end, BW_FIG_OF) != NULL;
	if (first_word)
		return !counts;
	return r->pack->habits.capital_noun ? !counts : !counts || !has_preposition(r, i);
}

/* "at 10 on Tuesday", "10 a.m.", "10.30 Uhr". */
static bool is_clock(const struct bw_figure_reader *r, const struct bw_quantity *q)
{
	if (q->n.money || q->n.scale > 1)
		return false;
	if (bw_figure_word_at(r, q->n.end, BW_FIG_CLOCK))
		return true;
	bool hour = q->n.value <= 24 && (q->n.plain || !q->n.digits || q->n.count <= 4);
	return hour && bw_figure_back(r, q->first, BW_FIG_CLOCK_BEFORE) < q->first &&
	       (q->f.unit == BW_UNIT_COUNT || q->f.value == q->n.value * 3600) && !is_small_word(r, q->end);
}

/* The letters behind a hyphen are the end of an ordinal ("5-й") or no unit ("737-800"). */
static bool is_hyphened(const struct bw_figure_reader *r, const struct bw_quantity *q)
{
	uint32_t at = q->end;
	bool joint = bw_figure_sign_at(r, at, '-') && bw_figure_is_joined(r, at) && at + 1 < r->end &&
		     bw_figure_is_joined(r, at + 1);
	if (!joint || q->has_unit)
		return false;
	struct bw_str s = bw_figure_text(r, at + 1);
	size_t ending = (unsigned char)s.ptr[0] < 0x80 ? 2 : 6;
	return is_capital(r, at + 1) ? !r->pack->habits.capital_noun : s.len <= ending && is_word(r, at + 1);
}

static bool has_digit_at(const struct bw_figure_reader *r, uint32_t i)
{
	return i < r->end && r->text.ptr[r->tokens[i].start] >= '0' && r->text.ptr[r->tokens[i].start] <= '9';
}

static bool is_article(const struct bw_figure_reader *r, uint32_t i)
{
	return bw_figure_word_at(r, i, BW_FIG_SKIP) || bw_figure_word_at(r, i, BW_FIG_ONE);
}

/* "the 737-800": a pair behind an article that counts nothing is a type. */
static bool is_type(const struct bw_figure_reader *r, const struct bw_quantity *q)
{
	uint32_t i = q->first, at = q->end;
	if (!q->n.plain)
		return false;
	if (bw_figure_sign_at(r, at, '-') && has_digit_at(r, at + 1) && bw_figure_is_joined(r, at) && i > r->first)
		return is_article(r, i - 1) && !bw_quantity_head(r, at + 2);
	return i >= r->first + 3 && is_sign_before(r, i, '-') && has_digit_at(r, i - 2) && is_article(r, i - 3) &&
	       !bw_quantity_head(r, at);
}

/* Part of a chain: "1-2-3", "24/7", "4x4". */
static bool is_chained(const struct bw_figure_reader *r, const struct bw_quantity *q)
{
	uint32_t i = q->first, at = q->end;
	bool joins = bw_figure_is_joined(r, at) && at + 1 < r->end && bw_figure_is_joined(r, at + 1);
	if (joins && !q->has_unit && bw_figure_sign_at(r, at, '/') && has_digit_at(r, at + 1))
		return true;
	if (joins && bw_figure_sign_at(r, at, '-') && has_digit_at(r, at + 1) && bw_figure_sign_at(r, at + 2, '/'))
		return true; /* "2-1/2" */
	if (joins && bw_figure_sign_at(r, at, '-') && has_digit_at(r, at + 1) && bw_figure_sign_at(r, at + 2, '-') &&
	    bw_figure_is_joined(r, at + 2) && has_digit_at(r, at + 3))
		return true;
	bool minus = is_sign_before(r, i, '-');
	if (!minus || i < r->first + 2)
		return false;
	return bw_figure_is_joined(r, i - 1) &&
	       (r->tokens[i - 2].kind == BW_TOKEN_WORD ||
		(has_digit_at(r, i - 2) && i > r->first + 3 && bw_figure_sign_at(r, i - 3, '-') &&
		 bw_figure_is_joined(r, i - 3) && has_digit_at(r, i - 4)));
}

/* "Article 5"; a word with the key "capital" is a label only when it is written so ("Bill 71"). */
static bool has_label(const struct bw_figure_reader *r, uint32_t i)
{
	uint32_t at = bw_figure_back(r, i, BW_FIG_LABEL);
	const struct bw_figure_word *w = at < i ? bw_figure_word_at(r, at, BW_FIG_LABEL) : NULL;
	return w && (!w->key.len || is_capital(r, at));
}

/* "020 7946 0018": numbers side by side that make no date are a code. */
static bool is_beside_number(const struct bw_figure_reader *r, const struct bw_quantity *q)
{
	uint32_t i = q->first;
	bool dated = r->past.len && r->past.ptr[r->past.len - 1] == i;
	bool before = i > r->first && r->tokens[i - 1].kind == BW_TOKEN_NUMBER && !dated;
	return before || (q->end < r->end && r->tokens[q->end].kind == BW_TOKEN_NUMBER && has_digit_at(r, q->end));
}

/* "speaker 2": one digit behind a noun, with nothing that it counts. */
static bool is_mark(const struct bw_figure_reader *r, const struct bw_quantity *q)
{
	uint32_t i = q->first;
	bool named = is_capital(r, q->end) && !r->pack->habits.capital_noun;
	if (!q->n.plain || q->n.count != 1 || i == r->first || (!named && bw_quantity_head(r, q->end)))
		return false;
	bool noun = is_word(r, i - 1) && !r->hit[i - 1] && !(r->tokens[i - 1].flags & BW_TOKEN_STOP);
	return noun && !bw_figure_sign_at(r, q->end, '-') && !bw_figure_word_at(r, q->end, BW_FIG_OF);
}

/* "Washington, 1963": a year that no word shows to be one counts nothing either. */
static bool is_loose_year(const struct bw_figure_reader *r, const struct bw_quantity *q)
{
	bool house = is_capital(r, q->end) && !r->pack->habits.capital_noun; /* "the 1922 Committee" */
	return q->n.plain && q->n.count == 4 && q->n.value >= 1500 && q->n.value < 2100 &&
	       (house || !bw_quantity_head(r, q->end));
}

bool bw_quantity_is_name(const struct bw_figure_reader *r, const struct bw_quantity *q)
{
	bool bare = !q->has_unit && q->n.scale <= 1;
	if (is_clock(r, q) || is_chained(r, q))
		return true;
	if (q->n.digits && has_colon(bw_figure_text(r, q->n.first)))
		return true;
	if (q->f.unit == BW_UNIT_MONEY || q->f.unit == BW_UNIT_PERCENT)
		return false;
	if (has_label(r, q->first))
		return bare || q->n.plain;
	if (!bare)
		return false;
	if (bw_figure_back(r, q->first, BW_FIG_PORTION) < q->first && !q->n.digits && !bw_quantity_head(r, q->end))
		return true; /* "un enfant sur cinq" */
	if (is_mark(r, q) || is_loose_year(r, q) || is_type(r, q))
		return true;
	return (q->n.digits && (q->n.count > 12 || is_beside_number(r, q))) || has_mark_before(r, q->first) ||
	       is_dotted(r, q) || follows_name(r, q) || is_hyphened(r, q);
}

static bool ends_like_adjective(const struct bw_figure_reader *r, uint32_t i)
{
	struct bw_str s = bw_figure_text(r, i);
	for (size_t k = 0; k < r->pack->adjective_ends.len; k++)
		if (bw_str_ends(s, r->pack->adjective_ends.ptr[k]) && s.len > r->pack->adjective_ends.ptr[k].len + 2)
			return is_word(r, i + 1) && !(r->tokens[i + 1].flags & BW_TOKEN_STOP);
	return false;
}

bool bw_figure_is_plural(const struct bw_figure_reader *r, uint32_t i)
{
	if (!is_word(r, i))
		return false;
	struct bw_str s = bw_figure_text(r, i);
	bool ends = s.len > 3 && s.ptr[s.len - 1] == 's' && s.ptr[s.len - 2] != 's';
	return bw_figure_word_at(r, i, BW_FIG_COUNTED) || (ends && !(r->tokens[i].flags & BW_TOKEN_STOP));
}

uint64_t bw_quantity_head(const struct bw_figure_reader *r, uint32_t i)
{
	uint64_t first = 0;
	bool hyphen = bw_figure_sign_at(r, i, '-') && bw_figure_is_joined(r, i);
	i += hyphen;
	while (i < r->end && (bw_figure_word_at(r, i, BW_FIG_OF) || bw_figure_word_at(r, i, BW_FIG_SKIP)))
		i += r->hit_len[i];
	uint32_t limit = i + HEAD_MAX < r->end ? i + HEAD_MAX : r->end;
	for (; i < limit && is_word(r, i); i++) {
		if (bw_figure_word_at(r, i, BW_FIG_COUNTED))
			return r->tokens[i].stem;
		if (r->tokens[i].flags & BW_TOKEN_STOP)
			break;
		if (bw_figure_word_at(r, i, BW_FIG_ADJECTIVE) || ends_like_adjective(r, i) ||
		    (r->pack->habits.capital_noun && !is_capital(r, i)))
			continue;
		if (!r->pack->habits.plural_s)
			return r->tokens[i].stem;
		first = first ? first : r->tokens[i].stem;
		if (bw_figure_is_plural(r, i))
			return r->tokens[i].stem;
	}
	return first;
}
