#include "annotate/speech_part.h"

/* Sources that no active verb brings: the passive, "according to", "in X's view", "X's claim that". */
enum { BACK_MAX = 8, NAMED_MAX = 24 };

/* "was described by two diplomats as", "is accused by the state of", "it was disclosed that": the one behind "by". */
bool bw_telling_passive(struct bw_talk *t, struct bw_clause *c, struct bw_telling *a)
{
	enum { THAT_MAX = 14 };
	uint32_t i = a->after, joint = BW_R_THAT | BW_R_AS | BW_R_TO, start = bw_talk_verb_start(t, a->at, c->first);
	bool by = bw_talk_is(t, i, BW_R_BY);
	if (by) {
		t->lenient = true;
		a->s = bw_talk_named(t, i + 1, c->end);
		t->lenient = false;
		i = a->s.found ? a->s.last : i;
	}
	bool it = start > c->first && bw_talk_is(t, start - 1, BW_R_IT);
	for (uint32_t k = i; it && k < c->end && k < i + THAT_MAX && !bw_talk_is(t, k, BW_R_FINITE); k++)
		if (bw_talk_is(t, k, BW_R_THAT))
			i = k;
	if ((!by && !it) || (by && !a->s.found) || !bw_talk_is(t, i, it && !by ? BW_R_THAT : joint))
		return false;
	a->phrase = !bw_talk_is(t, i, BW_R_THAT);
	uint32_t first = bw_talk_is(t, i, BW_R_TO) ? i : i + 1;
	bw_telling_find_joint(t, c, a, start);
	a->said[0] = (struct bw_said){first, a->phrase ? bw_talk_phrase_end(t, first, c->end) : c->end};
	a->n_said = first < c->end;
	return a->n_said > 0;
}

/* ---- sources that no verb brings ---- */

/* "For critics, ": those who hold a view, and not whom a fact concerns: "For Bellanova, ". */
static bool is_holder(const struct bw_talk *t, const struct bw_speaker *s)
{
	if (!t->pack->n_pasts)
		return true;
	for (uint32_t i = s->first; s->actor < 0 && i < s->last; i++)
		if (bw_talk_is(t, i, BW_R_PEOPLE) && !bw_talk_is(t, i, BW_R_BODY))
			return true;
	return false;
}

bool bw_telling_according(struct bw_talk *t, struct bw_clause *c, struct bw_telling *a)
{
	t->lenient = (a->cue & (BW_C_BEFORE | BW_C_AFTER)) != 0;
	if (a->cue & BW_C_AFTER) {
		a->s = bw_talk_subject(t, a->at, c->first);
		a->left = a->s.found ? a->s.first : a->at;
	} else {
		a->s = bw_talk_named(t, bw_talk_after_verb(t, a->after, c->end), c->end);
		a->left = a->at;
	}
	t->lenient = false;
	if (!a->s.found)
		return false;
	uint32_t behind = a->cue & BW_C_AFTER ? a->after : a->s.last, start = bw_telling_speech_start(t, c, a->left);
	bool leads = a->left <= start + 1;
	if (leads && bw_talk_sign(t, behind, '(')) /* "selon l'Institut (INX), ..." */
		for (uint32_t k = behind; k < c->end && k < behind + BACK_MAX; k++)
			if (bw_talk_sign(t, k, ')'))
				behind = k + 1;
	if ((a->cue & BW_C_FIRST) && (!leads || !bw_talk_sign(t, behind, ',') || !is_holder(t, &a->s)))
		return false;
	a->cuts = true;
	a->left -= a->left > c->first && bw_talk_sign(t, a->left - 1, ',');
	a->closed = !leads;
	if (leads) {
		uint32_t comma = behind;
		while (comma < c->end && comma < behind + NAMED_MAX && !bw_talk_sign(t, comma, ','))
			comma++;
		bool trade = bw_talk_sign(t, behind, ',') &&
			     bw_talk_is(t, behind + 1, BW_R_SPEAKER); /* "X, analyste chez Y," */
		if (trade)
			for (comma = behind + 1;
			     comma < c->end && comma < behind + NAMED_MAX && !bw_talk_sign(t, comma, ',');)
				comma++;
		bool apposed = trade || (comma > behind + 1 && !(t->pack->manner & BW_M_INVERT));
		bw_telling_add_said(t, a, apposed && bw_talk_sign(t, comma, ',') ? comma + 1 : behind, c->end);
	} else if (a->left > start) {
		struct bw_telling *before = c->n ? &c->acts[c->n - 1] : NULL;
		bool within = before && !before->closed && before->n_said && before->said[0].first > before->at;
		bw_telling_add_said(t, a, within && !before->cuts ? before->left : start, a->left);
	}
	return a->n_said > 0;
}

/* "in NP's view, ..." */
bool bw_telling_in_view(struct bw_talk *t, struct bw_clause *c, struct bw_telling *a)
{
	uint32_t k = a->at;
	while (k > c->first && a->at - k < BACK_MAX && !bw_talk_is(t, k - 1, BW_R_PREPOSITION) &&
	       t->tokens[k - 1].kind != BW_TOKEN_PUNCT)
		k--;
	bool owned = bw_talk_is_possessive(t, a->at - 1) || bw_talk_is(t, a->at - 1, BW_R_PRONOUN);
	if (k <= c->first || a->at <= c->first || !bw_talk_is(t, k - 1, BW_R_PREPOSITION) || !owned)
		return false;
	uint32_t end = bw_talk_is_possessive(t, a->at - 1) ? a->at - 1 : a->at;
	a->s = bw_talk_phrase(t, k, end);
	a->left = k - 1;
	a->cuts = true;
	if (!a->s.found)
		return false;
	if (a->left <= c->first + 1) {
		bw_telling_add_said(t, a, a->after, c->end);
	} else {
		a->closed = true;
		bw_telling_add_said(t, a, c->first, a->left);
	}
	return a->n_said > 0;
}

/* "The claim that the dam is unsafe has been rejected": the second verb goes on with the sentence. */
static uint32_t second_verb(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	uint32_t verbs = 0;
	for (uint32_t i = first; i < end; i++) {
		if (t->tokens[i].kind == BW_TOKEN_PUNCT || bw_talk_is(t, i, BW_R_COORDINATE | BW_R_RELATIVE))
			return end;
		bool verb = bw_talk_is(t, i, BW_R_FINITE) && !bw_talk_is(t, i - 1, BW_R_FINITE | BW_R_TO);
		verbs += verb;
		if (verb && verbs == 2)
			return i;
	}
	return end;
}

/* "that would", "that cited", "that Lund denies": no words, but what the noun does or who did it. */
static bool begins_relative(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	uint32_t last = end;
	while (last > first && t->tokens[last - 1].kind == BW_TOKEN_PUNCT)
		last--;
	return bw_talk_is(t, first, BW_R_FINITE) || bw_talk_is_past(t, first) ||
	       (last > first && last - first < BACK_MAX && (bw_talk_cue(t, last - 1, first) & BW_C_VERB));
}

/* "X's claim that WORDS", "the fear that WORDS", "a warning from X that WORDS", "X's promise to". */
bool bw_telling_noun(struct bw_talk *t, struct bw_clause *c, struct bw_telling *a, uint32_t lo)
{
	uint32_t i = a->after, k = a->at;
	bool from = bw_talk_is(t, i, BW_R_JOIN);
	if (from) {
		a->s = bw_talk_named(t, i + 1, c->end);
		i = a->s.found ? a->s.last : i;
		for (uint32_t k2 = i; bw_talk_sign(t, i, ',') && k2 < c->end && k2 < i + NAMED_MAX; k2++)
			if (bw_talk_is(t, k2, BW_R_THAT) && bw_talk_sign(t, k2 - 1, ','))
				i = k2;
	}
	bool relative = t->pack->n_pasts && begins_relative(t, i + 1, c->end); /* "a proposal that would" */
	bool brought = c->n && c->acts[c->n - 1].n_said && c->acts[c->n - 1].said[0].first == i + 1;
	bool fits = ((a->cue & BW_C_NOUN) && bw_talk_is(t, i, BW_R_THAT) && !relative && !brought) ||
		    ((a->cue & BW_C_WILL) && bw_talk_is(t, i, BW_R_TO) && !from);
	if (!fits)
		return false;
	while (k > lo && a->at - k < BACK_MAX && !bw_talk_is_possessive(t, k - 1) &&
	       !bw_talk_is(t, k - 1, BW_R_PREPOSITION | BW_R_FINITE | BW_R_COORDINATE) &&
	       t->tokens[k - 1].kind != BW_TOKEN_PUNCT && !bw_talk_is(t, k, BW_R_PRONOUN))
		k--;
	if (!a->s.found && k > lo && bw_talk_is_possessive(t, k - 1))
		a->s = bw_talk_subject(t, k - 1, lo);
	else if (!a->s.found && bw_talk_is(t, k, BW_R_PRONOUN))
		a->s = bw_talk_phrase(t, k, k + 1);
	if (!a->s.found && bw_talk_is(t, i, BW_R_TO))
		return false;
	bw_telling_find_joint(t, c, a, a->s.found && a->s.first < a->at ? a->s.first : k);
	a->cuts = a->cuts && c->n == 0;
	a->phrase = bw_talk_is(t, i, BW_R_TO);
	uint32_t first = a->phrase ? i : i + 1;
	a->said[0] = (struct bw_said){first, a->phrase ? bw_talk_phrase_end(t, first, c->end) : c->end};
	if (!a->phrase && k <= c->first + 2 && c->n == 0)
		a->said[0].end = second_verb(t, first, c->end);
	a->closed = a->said[0].end < c->end;
	a->n_said = first < c->end;
	return a->n_said > 0;
}
