#include "annotate/names_find_part.h"

/* What stands around a span tells what it does: verbs, prepositions, articles, offices. */

/* A verb at once, or after words that only colour it: "has not yet said", "quickly rejected". */
bool bw_find_acts_after(const struct finder *f, uint32_t i)
{
	for (uint32_t k = i; k < i + 4 && in_text(f, k); k++) {
		if (token(f, k)->kind != BW_TOKEN_WORD || has(f, k, T_NAME))
			return false;
		if (has(f, k, W_ACT | W_SPEECH))
			return true;
		bool colours = token(f, k)->flags & BW_TOKEN_STOP || has(f, k, W_TAIL);
		if (!colours || has(f, k, W_PREPOSITION | W_LINK_AND | W_ARTICLE | W_LINK_OF))
			return false;
	}
	return false;
}

/* A deed that only a government does for its seat: "Washington said", not "Washington was". */
static bool stands_for_country(const struct finder *f, uint32_t i)
{
	for (uint32_t k = i; k < i + 3 && in_text(f, k) && token(f, k)->kind == BW_TOKEN_WORD && !has(f, k, T_NAME);
	     k++) {
		bool small = token(f, k)->flags & BW_TOKEN_STOP;
		if (has(f, k, W_SPEECH) || (has(f, k, W_ACT) && !small))
			return true;
		if (!small || has(f, k, W_PREPOSITION | W_ARTICLE))
			return false;
	}
	return false;
}

static bool said_before(const struct finder *f, uint32_t i)
{
	return i >= 2 && has(f, i - 1, W_SPEECH) && !has(f, i - 1, T_NAME) && token(f, i - 2)->kind == BW_TOKEN_PUNCT;
}

static void look_around(const struct finder *f, struct bw_span *s)
{
	uint32_t before = s->first - s->lead;
	if (before > 0 && has(f, before - 1, W_ARTICLE)) {
		before--;
		s->definite = has(f, before, W_DEFINITE);
	}
	bool after_preposition = before > 0 && has(f, before - 1, W_PREPOSITION);
	s->placed = before > 0 && has(f, before - 1, W_AT_PLACE) && !has(f, before - 1, T_NAME);
	s->possessive = is_clitic(f, s->first + s->n);
	s->agentive = !after_preposition && !s->possessive &&
		      (bw_find_acts_after(f, s->first + s->n) || said_before(f, before));
	s->metonym = s->agentive && stands_for_country(f, s->first + s->n);
	s->initial = has(f, s->first - s->lead, T_INITIAL);
}

/* "le ministre [X]": a title in small letters, which is no part of the span. */
static void look_for_office(const struct finder *f, struct bw_span *s)
{
	enum { LONGEST_TITLE = 5 };
	const struct bw_name_pack *p = f->n->names;
	for (uint32_t n = 1; n <= LONGEST_TITLE && n <= s->first && !s->lead; n++) {
		uint32_t row, i = s->first - n;
		if (token(f, i)->kind == BW_TOKEN_PUNCT || has(f, i, T_TAKEN))
			return;
		if (bw_phrases_match(&p->titles, f->l->keys + i, n, &row) != n)
			continue;
		s->office = p->title_rows[row].class != BW_TITLE_PARTY;
		s->gender = p->title_rows[row].gender != '-' ? p->title_rows[row].gender : s->gender;
	}
}

/* "le [ministère de la] Transition écologique", "la [procura di] Milano": where the body begins that is written small;
 * first when there is none. */
static uint32_t body_before(const struct finder *f, uint32_t first)
{
	uint32_t i = first;
	bool small = f->n->names->writes & BW_WRITES_TAILS_SMALL;
	if (!small || has(f, first, W_MALE | W_FEMALE | W_FAMILY | W_HEADS))
		return first;
	if (i > 0 && has(f, i - 1, W_ARTICLE) && !is_name(f, i - 1))
		i--;
	if (i < 2 || !has(f, i - 1, W_LINK_OF) || !has(f, i - 2, W_PUBLIC) || has(f, i - 2, T_NAME | T_TAKEN))
		return first;
	return i - 2;
}

/* "the 1974 [Kenya] general election": whose it is, not who does something. */
static bool is_of_occasion(const struct finder *f, uint32_t first, uint32_t end)
{
	const struct bw_gazette *g = bw_names_row(f->n, f->l->gazette[first]);
	const uint64_t stops = W_PREPOSITION | W_ARTICLE | W_LINK_AND | W_SPEECH | T_NAME;
	if (!g || f->l->gazette_n[first] != end - first || g->kind == BW_ACTOR_ORG)
		return false;
	for (uint32_t k = end; k < end + 3 && in_text(f, k) && token(f, k)->kind == BW_TOKEN_WORD; k++) {
		if (has(f, k, W_OCCASION))
			return true;
		if (has(f, k, stops) || token(f, k)->flags & BW_TOKEN_STOP)
			return false;
	}
	return false;
}

void bw_find_emit(struct finder *f, uint32_t first, uint32_t end, uint32_t lead, char gender)
{
	if (!lead && is_of_occasion(f, first, end))
		return;
	uint32_t begins = lead ? first : body_before(f, first);
	if (begins < first)
		end = bw_names_tail(f->n, f->l, begins, end);
	first = begins;
	struct bw_span s = {.first = first, .n = end - first, .lead = lead, .gazette = -1, .gender = gender};
	s.start = token(f, first)->start;
	s.end = token(f, end - 1)->end;
	look_around(f, &s);
	if (f->n->names->writes & BW_WRITES_THIN)
		look_for_office(f, &s);
	uint32_t row;
	if (!lead && f->l->gazette[first] >= 0 && f->l->gazette_n[first] == s.n)
		s.gazette = f->l->gazette[first];
	else if (!has(f, first, T_NAME) &&
		 bw_phrases_match(&f->n->names->gazette, f->l->keys + first, s.n, &row) == s.n)
		s.gazette = (int32_t)row;
	for (uint32_t i = first - lead; i < end; i++)
		f->l->bits[i] |= T_TAKEN;
	if (f->n->spans.len == BW_MAX_SPANS)
		f->n->spans.len--; /* a list, no text */
	*BW_PUSH(f->n->arena, &f->n->spans) = s;
}
