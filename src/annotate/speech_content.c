#include "annotate/speech_part.h"

/* Where the words that a verb of speech brings begin, and where a phrase that is no clause ends. */
enum { LONG_MIN = 4, THAT_MAX = 16, OBJECT_MAX = 9, FINITE_MAX = 16, LIST_MAX = 7, PHRASE_END_MAX = 160 };

static bool is_clause_opener(const struct bw_talk *t, uint32_t i)
{
	return bw_talk_is(t, i, BW_R_DETERMINER | BW_R_PRONOUN) || bw_talk_is_capital(t, i) ||
	       bw_talk_is_quoted(t, i) || bw_talk_mention_at(t, i);
}

/* Days, adverbs and "on Monday" between a verb and what it brings. */
uint32_t bw_talk_skip_time(const struct bw_talk *t, uint32_t i, uint32_t end)
{
	while (i < end) {
		bool dated = bw_talk_is(t, i, BW_R_PREPOSITION) && bw_talk_is(t, i + 1, BW_R_TIME);
		bool plain =
			bw_talk_is(t, i, BW_R_TIME) && !bw_talk_is(t, i, BW_R_DETERMINER) && !bw_talk_mention_at(t, i);
		bool adverb = bw_talk_is_adverb(t, i) || (bw_talk_is(t, i, BW_R_SKIP) &&
							  !bw_talk_is(t, i, BW_R_FINITE | BW_R_BE | BW_R_DETERMINER));
		if (!dated && !plain && !adverb)
			break;
		i += dated ? 2 : 1;
		while (dated && i < end && (bw_talk_is(t, i, BW_R_TIME) || t->tokens[i].kind == BW_TOKEN_NUMBER))
			i++;
	}
	return i;
}

/* The "that" of "told reporters in the capital that", 0 when a verb comes first. */
static uint32_t find_that(const struct bw_talk *t, uint32_t i, uint32_t end)
{
	uint32_t limit = i + THAT_MAX < end ? i + THAT_MAX : end;
	for (; i < limit; i++) {
		if (bw_talk_is(t, i, BW_R_THAT))
			return i;
		if (bw_talk_is(t, i, BW_R_FINITE | BW_R_RELATIVE) || bw_talk_is_quoted(t, i) ||
		    bw_talk_sign(t, i, ';') || bw_talk_sign(t, i, ':') || (bw_talk_cue(t, i, i) & BW_C_VERB))
			break;
	}
	return 0;
}

static uint32_t find_within(const struct bw_talk *t, uint32_t i, uint32_t end, uint32_t roles, uint32_t most)
{
	uint32_t limit = i + most < end ? i + most : end;
	for (; i < limit; i++) {
		if (bw_talk_is(t, i, roles))
			return i;
		if (bw_talk_sign(t, i, ',') || bw_talk_sign(t, i, ';') || bw_talk_sign(t, i, ':') ||
		    bw_talk_is(t, i, BW_R_THAT))
			break;
	}
	return 0;
}

/* "fell" is in the table, "dropped" is told by its ending. */
static bool is_past(const struct bw_talk *t, uint32_t i)
{
	return i > 0 && !bw_talk_is(t, i - 1, BW_R_DETERMINER | BW_R_PREPOSITION) && bw_talk_is_past(t, i);
}

static bool has_finite(const struct bw_talk *t, uint32_t i, uint32_t end)
{
	uint32_t limit = i + FINITE_MAX < end ? i + FINITE_MAX : end;
	for (; i < limit && !bw_talk_sign(t, i, ','); i++)
		if (bw_talk_is(t, i, BW_R_FINITE | BW_R_SUBJUNCTIVE) || (bw_talk_cue(t, i, i) & BW_C_VERB) ||
		    is_past(t, i))
			return true;
	return false;
}

/* Behind the one who is told: "reporters", "the court", "Smith". */
uint32_t bw_talk_skip_person(const struct bw_talk *t, uint32_t i, uint32_t end)
{
	const struct bw_mention *m = bw_talk_mention_at(t, i);
	if (!m && bw_talk_is(t, i, BW_R_PRONOUN) && !bw_talk_is(t, i, BW_R_DETERMINER))
		return i + 1;
	uint32_t k = i;
	for (; k < end && k < i + OBJECT_MAX; k++) {
		if (m && t->tokens[k].start >= m->end)
			break;
		if (!m && k > i &&
		    (bw_talk_is(t, k - 1, BW_R_SPEAKER) || bw_talk_is(t, k, BW_R_PREPOSITION | BW_R_TO)) &&
		    !bw_talk_is(t, k, BW_R_SPEAKER))
			break;
		if (t->tokens[k].kind == BW_TOKEN_PUNCT || bw_talk_is(t, k, BW_R_THAT | BW_R_FINITE | BW_R_QUESTION))
			break;
	}
	return k > i && k < i + OBJECT_MAX ? k : i;
}

/* Behind "in a statement", "at a rally in Sund": where the next phrase begins. */
static uint32_t skip_circumstance(const struct bw_talk *t, uint32_t i, uint32_t end)
{
	for (uint32_t k = i + 2; k < end && k < i + OBJECT_MAX; k++) {
		if (t->tokens[k].kind == BW_TOKEN_PUNCT)
			return bw_talk_sign(t, k, ',') ? k + 1 : bw_talk_sign(t, k, ':') ? k : end;
		bool inner = bw_talk_is(t, k - 1, BW_R_PREPOSITION | BW_R_DETERMINER | BW_R_COORDINATE) ||
			     bw_talk_is(t, k, BW_R_PREPOSITION);
		bool named = bw_talk_is_capital(t, k) && bw_talk_is_capital(t, k - 1);
		if (!inner && !named && is_clause_opener(t, k))
			return k;
	}
	return end;
}

static bool is_word(const struct bw_talk *t, uint32_t i, uint32_t end)
{
	return i < end && t->tokens[i].kind != BW_TOKEN_PUNCT;
}

/* The verb form that may follow at once: an -ing, or where a language has none any word written small. */
bool bw_talk_is_verbal(const struct bw_talk *t, uint32_t i)
{
	if (bw_talk_is(t, i, BW_R_DETERMINER | BW_R_PRONOUN) || bw_talk_is_capital(t, i))
		return false;
	return bw_talk_has_verbal_ending(t, i);
}

bool bw_talk_has_verbal_ending(const struct bw_talk *t, uint32_t i)
{
	struct bw_str word = bw_token_text(t->text, &t->tokens[i]);
	for (uint32_t k = 0; k < t->pack->n_verbals; k++)
		if (word.len > t->pack->verbals[k].len && bw_str_ends(word, t->pack->verbals[k]))
			return true;
	return false;
}

struct opening {
	uint32_t cue, i, end;
	bool phrase;
};

static uint32_t bare(const struct bw_talk *t, struct opening *o, uint32_t i)
{
	uint32_t cue = o->cue;
	if (i >= o->end || (!is_word(t, i, o->end) && !bw_talk_is_quoted(t, i)))
		return o->end;
	bool counted = i + 1 < o->end && t->tokens[i + 1].kind == BW_TOKEN_NUMBER;
	bool joint = (bw_talk_is(t, i, BW_R_PREPOSITION) && !counted) ||
		     bw_talk_is(t, i, BW_R_COORDINATE | BW_R_SUBORDINATE | BW_R_TO) ||
		     (bw_talk_is(t, i, BW_R_EDGE) && !bw_talk_is(t, i, BW_R_DETERMINER));
	if (bw_talk_is_quoted(t, i))
		return i;
	bool core = (cue & BW_C_CORE) || !t->pack->n_pasts || bw_talk_is(t, i, BW_R_PRONOUN);
	if ((cue & BW_C_SAY) && core && !joint)
		return i;
	if ((cue & BW_C_BARE) && !joint && (has_finite(t, i, o->end)))
		return i;
	o->phrase = true;
	uint32_t object = cue & (BW_C_OBJECT | BW_C_LONG | BW_C_PAPER);
	bool doing = bw_talk_is_verbal(t, i);
	if (t->pack->n_pasts && bw_talk_is(t, i, BW_R_PRONOUN) && !bw_talk_is(t, i, BW_R_DETERMINER) &&
	    (!is_word(t, i + 1, o->end) || bw_talk_is(t, i + 1, BW_R_PREPOSITION | BW_R_TIME)))
		return o->end; /* "questioned him" */
	if (!joint && ((object && !(doing && (cue & BW_C_GERUND))) || ((cue & BW_C_GERUND) && doing)))
		return (object & ~(uint32_t)BW_C_LONG) || doing || bw_talk_phrase_end(t, i, o->end) >= i + LONG_MIN
			       ? i
			       : o->end;
	return o->end;
}

/* "the cost at about 3 million": an amount stands behind the second "at". */
static bool is_amount(const struct bw_talk *t, uint32_t i, uint32_t end)
{
	enum { NEAR = 5 };
	uint32_t at = find_within(t, i, end, BW_R_JOIN, OBJECT_MAX + 3);
	while (at && at + 1 < end && !bw_talk_is(t, at, BW_R_AT))
		at = find_within(t, at + 1, end, BW_R_JOIN, OBJECT_MAX);
	for (uint32_t k = at; at && k < end && k < at + NEAR; k++)
		if (t->tokens[k].kind == BW_TOKEN_NUMBER)
			return true;
	return false;
}

/* "asked whether", "said how": the joint itself belongs to the words unless it is a mere marker. */
static uint32_t question(const struct bw_talk *t, const struct opening *o, uint32_t i)
{
	bool asks = o->cue & (BW_C_QUESTION | BW_C_SAY | BW_C_PERSON | BW_C_THAT);
	if (!asks || !bw_talk_is(t, i, BW_R_QUESTION))
		return 0;
	return bw_talk_is(t, i, BW_R_MARKER) ? i + 1 : i;
}

/* "told the court in Sund": behind it, the end when nothing follows. */
static uint32_t behind_person(const struct bw_talk *t, const struct opening *o, uint32_t i, bool placed)
{
	uint32_t k = bw_talk_skip_time(t, bw_talk_skip_person(t, i, o->end), o->end);
	if (k > i && (placed || bw_talk_is(t, k, BW_R_PREPOSITION)))
		k = skip_circumstance(t, k, o->end);
	bool nothing = k >= o->end || (k > i && !is_word(t, k, o->end) && !bw_talk_is_quoted(t, k));
	return nothing ? o->end : k;
}

/* "to fight", "de se battre", "tegen de sluiting te vechten", "luchar" */
static bool brings_verb(const struct bw_talk *t, uint32_t i, uint32_t end)
{
	bool led = bw_talk_is(t, i, BW_R_PREPOSITION | BW_R_SKIP) && i + 2 < end;
	if (bw_talk_is(t, i, BW_R_TO))
		return true;
	if (!(t->pack->manner & BW_M_INVERT) || bw_talk_is(t, i, BW_R_DETERMINER))
		return false;
	if (led && bw_talk_is(t, i, BW_R_PREPOSITION) && find_within(t, i, end, BW_R_TO, OBJECT_MAX))
		return true;
	return bw_talk_is_verbal(t, i) || (led && (bw_talk_is_verbal(t, i + 1) || bw_talk_is_verbal(t, i + 2)));
}

uint32_t bw_talk_content(const struct bw_talk *t, uint32_t cue, uint32_t after, uint32_t end, bool *phrase)
{
	struct opening o = {cue, bw_talk_skip_time(t, after, end), end, false};
	uint32_t i = o.i, found = 0;
	*phrase = false;
	bool comma = (t->pack->manner & BW_M_COMMA) && bw_talk_sign(t, i, ',');
	if ((cue & BW_C_INFINITIVE) && brings_verb(t, i, end)) {
		*phrase = true;
		return i;
	}
	if (comma && (cue & BW_C_INFINITIVE) && is_word(t, i + 1, end) &&
	    !bw_talk_is(t, i + 1, BW_R_THAT | BW_R_QUESTION))
		return i + 1;
	if (comma && (cue & (BW_C_THAT | BW_C_BARE | BW_C_QUESTION)))
		i++;
	if (i >= end)
		return end;
	if (bw_talk_is(t, i, BW_R_THAT) && !is_word(t, i + 1, end) && !bw_talk_is_quoted(t, i + 1)) {
		*phrase = true; /* "disputes that" */
		return cue & BW_C_OBJECT ? i : end;
	}
	if (bw_talk_is(t, i, BW_R_THAT) && (cue & (BW_C_THAT | BW_C_BARE | BW_C_PERSON | BW_C_HEARSAY)))
		return i + 1;
	bool counted = i + 1 < end && t->tokens[i + 1].kind == BW_TOKEN_NUMBER; /* "about 900" */
	bool told = (cue & BW_C_PERSON) && !comma,
	     placed = bw_talk_is(t, i, BW_R_PREPOSITION) && (cue & BW_C_THAT) && !counted;
	if ((told || placed) && (found = find_that(t, i, end)) != 0)
		return found + 1;
	if ((found = question(t, &o, i)) != 0)
		return found;
	if ((cue & BW_C_OBJECT_TO) && is_word(t, i, end) && (!placed || (t->pack->manner & BW_M_INVERT)) &&
	    (found = find_within(t, i + 1, end, BW_R_TO | BW_R_JOIN | BW_R_AS, OBJECT_MAX)) != 0 &&
	    !bw_talk_is(t, i, BW_R_TO)) {
		*phrase = true;
		return bw_talk_is(t, found, BW_R_AS) ? found + 1 : i;
	}
	if ((cue & BW_C_AMOUNT) && is_amount(t, i, end)) {
		*phrase = true;
		return i;
	}
	if ((cue & BW_C_MARKS) && (found = find_within(t, i, end, BW_R_AS, OBJECT_MAX)) != 0) {
		*phrase = true;
		return found + 1;
	}
	if ((cue & BW_C_HEARSAY) && !placed)
		return is_word(t, i, end) && !bw_talk_is(t, i, BW_R_COORDINATE | BW_R_SUBORDINATE) ? i : end;
	if (told && !bw_talk_is_quoted(t, i)) {
		i = behind_person(t, &o, i, placed);
		if ((found = question(t, &o, i)) != 0)
			return found;
	} else if (placed && (cue & BW_C_SAY)) {
		i = skip_circumstance(t, i, end);
	}
	if (bw_talk_sign(t, i, ':') && (cue & BW_C_BARE) && i + 2 < end && !bw_talk_is_quoted(t, i + 1))
		return i + 1;
	found = bare(t, &o, i);
	*phrase = o.phrase;
	return found;
}

/* "blankets, water and food" */
static bool is_list(const struct bw_talk *t, uint32_t comma, uint32_t end)
{
	uint32_t limit = comma + LIST_MAX < end ? comma + LIST_MAX : end;
	if (bw_talk_is(t, comma + 1, BW_R_DETERMINER | BW_R_RELATIVE | BW_R_COORDINATE | BW_R_PRONOUN))
		return false;
	for (uint32_t i = comma + 1; i < limit; i++) {
		if (bw_talk_is(t, i, BW_R_FINITE) || t->marks[i].cue)
			return false;
		if (bw_talk_is(t, i, BW_R_COORDINATE))
			return true;
	}
	return false;
}

uint32_t bw_talk_phrase_end(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	uint32_t limit = first + PHRASE_END_MAX < end ? first + PHRASE_END_MAX : end;
	for (uint32_t i = first; i < limit; i++) {
		if (bw_talk_is_quoted(t, i))
			continue;
		if (bw_talk_sign(t, i, ';') || bw_talk_sign(t, i, ':') || bw_talk_is_dash(t, i))
			return i;
		if (bw_talk_sign(t, i, ',') && !is_list(t, i, end))
			return i;
		if (i > first && bw_talk_is(t, i, BW_R_SUBORDINATE) && !bw_talk_is(t, i, BW_R_QUESTION))
			return i;
	}
	return limit;
}
