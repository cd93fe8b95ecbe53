#include "annotate/figures_part.h"

/*
 * The date that a quantity belongs to: one that follows in the same clause with no other quantity between ("14 million
 * in 2027 against 12 million in 2026"), else one that opens the clause ("In 2027, sales reached 14 million"). What is
 * not clear stays open.
 */
enum { REACH = 14, FIGURES_BACK = 8 };

static bool is_break(const struct bw_figure_reader *r, uint32_t i)
{
	const struct bw_token *t = &r->tokens[i];
	if (t->kind != BW_TOKEN_PUNCT)
		return bw_figure_word_at(r, i, BW_FIG_SAID) != NULL;
	char c = r->text.ptr[t->start];
	return c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '.' || c == '?' || c == '!' ||
	       (bw_figure_sign_at(r, i, '-') && !bw_figure_is_joined(r, i));
}

static bool is_clean(const struct bw_figure_reader *r, uint32_t from, uint32_t to)
{
	if (to < from || to - from > REACH)
		return false;
	for (uint32_t i = from; i < to; i++)
		if (is_break(r, i) || bw_figure_word_at(r, i, BW_FIG_JOINT))
			return false;
	return true;
}

static bool is_date(const struct bw_figure_reader *r, uint32_t k)
{
	return r->out.ptr[k].unit == BW_UNIT_DATE;
}

/* "rose 5 per cent to 14 million in 2027": both belong to the year. */
static bool leads_on(const struct bw_figure_reader *r, uint32_t k)
{
	uint32_t from = r->past.ptr[k], to = r->at.ptr[k + 1];
	return to == from + 1 && bw_figure_word_at(r, from, BW_FIG_TO);
}

static int32_t date_behind(const struct bw_figure_reader *r, uint32_t k)
{
	for (uint32_t j = k + 1; j < r->out.len && j <= k + 2; j++) {
		if (is_date(r, j) && r->at.ptr[j] > r->first && bw_figure_word_at(r, r->at.ptr[j] - 1, BW_FIG_TO) &&
		    !bw_figure_word_at(r, r->at.ptr[j] - 1, BW_FIG_WHEN))
			return -1;
		if (is_date(r, j))
			return is_clean(r, r->past.ptr[j - 1], r->at.ptr[j]) ? (int32_t)j : -1;
		if (!leads_on(r, j - 1))
			return -1;
	}
	return -1;
}

/* The date opens the sentence or a clause of it. */
static bool opens(const struct bw_figure_reader *r, uint32_t at)
{
	return at <= r->first + 1 || is_break(r, at - 1) || bw_figure_word_at(r, at - 1, BW_FIG_JOINT);
}

static int32_t date_before(const struct bw_figure_reader *r, uint32_t from, uint32_t k)
{
	uint32_t j = k;
	while (j > from && k - j < FIGURES_BACK && !is_date(r, j - 1))
		j--;
	if (j == from || !is_date(r, j - 1))
		return -1;
	j--;
	uint32_t past = r->past.ptr[j], at = r->at.ptr[k];
	bool open = opens(r, r->at.ptr[j]);
	past += open && bw_figure_sign_at(r, past, ',');
	if (!open || at - past > 2 * REACH)
		return -1;
	for (uint32_t i = past; i < at; i++)
		if (is_break(r, i))
			return -1;
	return (int32_t)j;
}

void bw_figures_link(struct bw_figure_reader *r, uint32_t from)
{
	for (uint32_t k = from; k < r->out.len; k++) {
		struct bw_figure *f = &r->out.ptr[k];
		if (f->unit == BW_UNIT_DATE)
			continue;
		f->date = date_behind(r, k);
		if (f->date < 0 && !bw_figure_is_duration(f))
			f->date = date_before(r, from, k);
	}
}
