#include "annotate/status_part.h"

/*
 * Where a cue does not count. Under a negation or a condition it says the opposite, or nothing: "has not passed",
 * "would take effect if". In a dependent clause it is the background of another claim ("the bill, which the House
 * passed, ..."), in quotation marks it is somebody's opinion, beside a year that is past it is history. A statement
 * that is missed costs less than one that is printed with a false standing.
 */
enum { GUARD_LEFT = 4, JOINT_LEFT = 7, SPEECH_LEFT = 6, YEAR_REACH = 10, YEAR_HEAD = 5 };

char bw_status_sign(const struct bw_words_row *row, uint32_t i)
{
	const struct bw_token *t = &row->tokens[i];
	char sign = row->text.ptr[t->start];
	bool one = t->kind == BW_TOKEN_PUNCT && t->end - t->start == 1;
	return one && bw_str_find_char(BW_STR(",;:()\"?"), sign, 0) != BW_NPOS ? sign : 0;
}

bool bw_status_compound(const struct bw_statuses *s, const struct bw_words_row *row, uint32_t i)
{
	return i > row->first && bw_map_get(&s->compounds, row->words[i - 1] * 31 + row->words[i]);
}

bool bw_status_gap_ends(const struct bw_statuses *s, const struct bw_words_row *row, uint32_t i)
{
	return bw_status_sign(row, i) || bw_small_is(s, row->words[i], BW_SMALL_JOINT) ||
	       bw_small_is(s, row->words[i], BW_SMALL_TURN);
}

static bool is_item(const struct bw_status_match *m, uint32_t token)
{
	for (uint32_t i = 0; i < m->pattern->n_items; i++)
		if (m->at[i] == token)
			return true;
	return false;
}

static bool is_to(const struct bw_words_row *row, uint32_t i)
{
	return row->words[i] == bw_str_hash(BW_STR("to"));
}

/* Whether a word of the set governs the match. */
static bool governed(const struct bw_statuses *s, const struct bw_status_match *m, uint32_t set)
{
	uint32_t start = m->at[0], left = start;
	while (left > m->row->first && start - left < GUARD_LEFT &&
	       !bw_small_is(s, m->row->words[left - 1], BW_SMALL_STOP))
		left--;
	for (uint32_t i = left; i < m->end; i++)
		if (!is_item(m, i) && bw_small_is(s, m->row->words[i], set))
			return true;
	return set == BW_SMALL_MODAL && start > m->row->first && is_to(m->row, start - 1);
}

/* "said on Friday that": what follows is what was said, and no dependent clause. */
static bool is_said(const struct bw_statuses *s, const struct bw_words_row *row, uint32_t that)
{
	if (row->words[that] != bw_str_hash(BW_STR("that")))
		return false;
	for (uint32_t i = that; i > row->first + 1 && that - i < SPEECH_LEFT; i--)
		if (bw_small_is(s, row->words[i - 1],
				BW_SMALL_SAY)) /* neither "Reports that" nor "wrong to say that" */
			return !is_to(row, i - 2);
	return false;
}

/* The clause of the match hangs on another: a joint close before it, or an opener at its head. */
static bool depends(const struct bw_statuses *s, const struct bw_status_match *m)
{
	const struct bw_words_row *row = m->row;
	uint32_t head = m->at[0], reach = m->pattern->inside ? 1 : JOINT_LEFT;
	for (; head > row->first && !bw_status_sign(row, head - 1); head--)
		if (m->at[0] - head < reach && bw_small_is(s, row->words[head - 1], BW_SMALL_JOINT))
			return !is_said(s, row, head - 1);
	return !m->pattern->inside && head < m->at[0] && bw_small_is(s, row->words[head], BW_SMALL_OPENER);
}

static bool is_quoted(const struct bw_status_match *m)
{
	for (uint32_t i = 0; i < m->pattern->n_items; i++)
		if (m->at[i] != UINT32_MAX && (m->row->tokens[m->at[i]].flags & BW_TOKEN_QUOTED))
			return true;
	return false;
}

static bool has_any(const struct bw_statuses *s, const struct bw_words_row *row, uint32_t set)
{
	for (uint32_t i = row->first; i < row->end; i++)
		if (bw_small_is(s, row->words[i], set))
			return true;
	return false;
}

static bool is_past_year(const struct bw_words_row *row, uint32_t i)
{
	enum { OLDEST = 1700, DIGITS = 4 };
	const struct bw_token *t = &row->tokens[i];
	int64_t year;
	struct bw_str text = bw_str_sub(bw_token_text(row->text, t), 0, DIGITS); /* "1960s" too */
	bool sized =
		t->end - t->start == DIGITS || (t->end - t->start == DIGITS + 1 && row->text.ptr[t->end - 1] == 's');
	return sized && bw_str_to_i64(text, &year) && year > OLDEST && year < row->year;
}

static bool is_history(const struct bw_statuses *s, const struct bw_status_match *m)
{
	const struct bw_words_row *row = m->row;
	uint32_t lo = m->at[0] > row->first + YEAR_REACH ? m->at[0] - YEAR_REACH : row->first;
	uint32_t hi = row->end - m->end > YEAR_REACH ? m->end + YEAR_REACH : row->end;
	for (uint32_t i = lo; i < hi; i++)
		if (is_past_year(row, i) || bw_small_is(s, row->words[i], BW_SMALL_BYGONE))
			return true;
	return false;
}

/* "In 2019 a minister was accused": the year at the head dates the charge; one behind it dates what is charged. */
static bool is_old_charge(const struct bw_status_match *m)
{
	const struct bw_words_row *row = m->row;
	uint32_t hi = row->first + YEAR_HEAD < m->at[0] ? row->first + YEAR_HEAD : m->at[0];
	for (uint32_t i = row->first; i < hi && m->pattern->status == BW_STATUS_ALLEGED; i++)
		if (is_past_year(row, i))
			return true;
	return false;
}

static bool has_name(const struct bw_status_match *m)
{
	enum { REACH = 5 };
	for (uint32_t i = m->at[0]; i > m->row->first && m->at[0] - i < REACH; i--) {
		const struct bw_token *t = &m->row->tokens[i - 1];
		if (bw_status_sign(m->row, i - 1) == ',' && m->at[0] != i)
			return false;
		if (t->kind == BW_TOKEN_WORD && (t->flags & BW_TOKEN_CAPITAL) && !(t->flags & BW_TOKEN_STOP))
			return true;
	}
	return false;
}

/* What every pattern of a status obeys unless its own letters lift it. */
static const struct {
	bool main, unquoted, present, flat;
} laws[BW_N_STATUS] = {
	[BW_STATUS_PROPOSED] = {true, true, true, false},        [BW_STATUS_COMMITTEE] = {true, true, true, true},
	[BW_STATUS_PASSED_CHAMBER] = {true, true, true, true},   [BW_STATUS_ENACTED] = {true, true, true, true},
	[BW_STATUS_IN_FORCE] = {true, true, false, true},        [BW_STATUS_BLOCKED] = {true, true, true, true},
	[BW_STATUS_WITHDRAWN] = {true, true, true, true},        [BW_STATUS_ALLEGED] = {true, true, false, false},
	[BW_STATUS_DENIED] = {true, true, false, false},         [BW_STATUS_COMPANY_CLAIM] = {true, true, false, false},
	[BW_STATUS_CONFIRMED] = {true, true, true, false},       [BW_STATUS_PRE_PRINT] = {false, true, false, false},
	[BW_STATUS_PEER_REVIEWED] = {false, true, false, false}, [BW_STATUS_FORECAST] = {true, true, true, false},
};

/* "GaskellCourt halts bill MORE (D-Ohio)": the headlines of a link box that ran into the sentence. */
static bool has_furniture(const struct bw_words_row *row)
{
	for (uint32_t i = row->first + 1; i < row->end; i++)
		if ((row->tokens[i].flags & BW_TOKEN_ALLCAPS) && row->words[i] == bw_str_hash(BW_STR("more")))
			return true;
	return false;
}

/* "it would reach": the speaker tells what he means to do, and "that would reach" describes. */
static bool is_not_foretold(const struct bw_statuses *s, const struct bw_status_match *m)
{
	return !m->row->reported || m->at[0] == m->row->first ||
	       bw_small_is(s, m->row->words[m->at[0] - 1], BW_SMALL_SELF | BW_SMALL_RELATIVE | BW_SMALL_JOINT);
}

bool bw_status_guarded(const struct bw_statuses *s, const struct bw_status_match *m)
{
	const struct bw_pattern *p = m->pattern;
	enum bw_status status = p->status;
	if ((p->not_negated && governed(s, m, BW_SMALL_NEGATOR)) || (p->not_modal && governed(s, m, BW_SMALL_MODAL)))
		return true;
	if (m->row->end - m->row->first > BW_STATUS_SENTENCE_MAX || (p->named && !has_name(m)) || has_furniture(m->row))
		return true;
	if (p->verb && m->at[0] > m->row->first && bw_small_is(s, m->row->words[m->at[0] - 1], BW_SMALL_ARTICLE))
		return true;
	if ((laws[status].main && !p->apposed && depends(s, m)) ||
	    (laws[status].unquoted && !p->quoted && is_quoted(m)))
		return true;
	if (is_old_charge(m) || (p->reported && is_not_foretold(s, m)))
		return true;
	return (laws[status].present && !p->past && is_history(s, m)) ||
	       (laws[status].flat && has_any(s, m->row, BW_SMALL_IF));
}
