#include "core/time_part.h"

enum { TEXT_MAX = 160, LINE_MAX = 512 };

/* Seconds or milliseconds since 1970 are taken for a date when they lie in these years. */
static bool epoch(struct bw_str text, struct bw_time_reading *out)
{
	int64_t v;
	struct bw_str whole = bw_str_sub(text, 0, bw_str_find_char(text, '.', 0)), fraction;
	fraction = bw_str_from_pos(text, whole.len + 1);
	int64_t ignored;
	if ((whole.len != 10 && whole.len != 13) || !bw_str_to_i64(whole, &v) ||
	    (whole.len < text.len && !bw_str_to_i64(bw_str_sub(fraction, 0, 9), &ignored)))
		return false;
	if (whole.len == 13)
		v /= 1000;
	*out = (struct bw_time_reading){v, true, true};
	return bw_time_is_plausible(v);
}

bool bw_time_read(struct bw_str text, enum bw_date_order order, struct bw_time_reading *out)
{
	struct bw_token tokens[64];
	struct bw_date_parts p;
	struct bw_time_reading got;
	text = bw_str_trim(text);
	if (text.len < 6 || text.len > TEXT_MAX)
		return false;
	if (epoch(text, &got)) {
		*out = got;
		return true;
	}
	struct bw_date_reader r = {tokens, bw_time_tokens(text, tokens, sizeof tokens / sizeof *tokens), order, true};
	if (!r.n || bw_time_read_at(&r, 0, &p) != r.n || !bw_time_from_parts(&p, &got))
		return false;
	*out = got;
	return true;
}

/* Most lines have no year, and are not looked at further: four digits in a row, or a script whose digits are not ASCII.
 */
static bool may_have_year(struct bw_str line)
{
	for (size_t i = 0, run = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.ptr[i];
		run = c >= '0' && c <= '9' ? run + 1 : 0;
		if (run == 4 || c >= 0xD8)
			return true;
	}
	return false;
}

static bool has_year(const struct bw_token *tokens, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((tokens[i].kind == BW_TOKEN_NUMBER && tokens[i].digits == 4) ||
		    bw_token_has(&tokens[i], BW_DATE_ERA))
			return true;
	return false;
}

/* A number, or a word that names a month, a day, a half of a day or an era. */
static bool is_beginning(const struct bw_token *t)
{
	if (t->kind == BW_TOKEN_WORD)
		return t->word &&
		       (t->word->month || t->word->weekday || t->word->half || (t->word->roles & BW_DATE_ERA));
	return t->kind == BW_TOKEN_NUMBER;
}

/* Not in the middle of a number with marks in it or of a file's name, nor right behind a letter. */
static bool can_start(const struct bw_token *tokens, size_t at)
{
	const struct bw_token *t = &tokens[at], *before = at ? &tokens[at - 1] : NULL;
	if (!is_beginning(t))
		return false;
	if (!before || t->spaced || (t->kind == BW_TOKEN_WORD && before->kind == BW_TOKEN_MARK))
		return true;
	if (before->kind != BW_TOKEN_MARK)
		return before->kind == BW_TOKEN_WORD && before->is_dense;
	if (at < 2 || before->spaced)
		return true;
	return tokens[at - 2].kind == BW_TOKEN_NUMBER ? !strchr("/.-:,+_=", before->mark)
						      : !strchr("/.-_=", before->mark);
}

/* Letters right behind the date would make it something else; those of scripts without spaces do not. */
static bool can_end(const struct bw_token *next, bool month_is_word)
{
	const struct bw_token *t = next;
	if (!month_is_word && t->kind == BW_TOKEN_MARK && !t->spaced && strchr("._-/", t->mark))
		t++;
	return t->kind != BW_TOKEN_WORD || t->spaced || t->is_dense;
}

static bool is_found(const struct bw_date_parts *p, const struct bw_time_reading *got)
{
	return !p->two_digit_year && bw_time_is_plausible(got->time);
}

bool bw_time_find(struct bw_str line, enum bw_date_order order, size_t *from, size_t *to, struct bw_time_reading *out)
{
	struct bw_token tokens[BW_TOKENS_MAX];
	if (line.len > LINE_MAX || !may_have_year(line))
		return false;
	struct bw_date_reader r = {tokens, bw_time_tokens(line, tokens, BW_TOKENS_MAX), order, false};
	if (!has_year(tokens, r.n))
		return false;
	for (size_t at = 0; at < r.n; at++) {
		struct bw_date_parts p;
		struct bw_time_reading got;
		size_t end = can_start(tokens, at) ? bw_time_read_at(&r, at, &p) : 0;
		if (!end || !can_end(&tokens[end], p.month_is_word) || !bw_time_from_parts(&p, &got) ||
		    !is_found(&p, &got))
			continue;
		*from = tokens[at].from;
		*to = tokens[end - 1].to;
		*out = got;
		return true;
	}
	return false;
}

bool bw_time_parse_precise(struct bw_str text, bw_time *out, bool *has_time)
{
	struct bw_time_reading got;
	if (!bw_time_read(text, BW_ORDER_UNKNOWN, &got))
		return false;
	*out = got.time;
	*has_time = got.has_time;
	return true;
}

bool bw_time_parse(struct bw_str text, bw_time *out)
{
	bool has_time;
	return bw_time_parse_precise(text, out, &has_time);
}
