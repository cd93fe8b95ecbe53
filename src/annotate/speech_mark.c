#include "annotate/speech_part.h"

/* The tables laid over the tokens of a text, and what a word of speech is in its place. */

void bw_talk_mark(struct bw_talk *t)
{
	uint64_t *keys = bw_words_keys(t->arena, &t->notes->body, false);
	t->marks = BW_ARRAY(t->arena, struct bw_mark, t->n + 1);
	for (uint32_t i = 0; i < t->n; i++) {
		const uint64_t *role = bw_map_get(&t->pack->roles, keys[i]);
		uint32_t form = 0;
		size_t words = bw_phrases_match(&t->pack->cues, keys + i, t->n - i, &form);
		t->marks[i].role = role ? (uint32_t)*role : 0;
		if (i > 0 && bw_talk_is_possessive(t, i) &&
		    !(t->marks[i - 1].role & (BW_R_PRONOUN | BW_R_THAT | BW_R_QUESTION | BW_R_RELATIVE)))
			t->marks[i].role = 0; /* "the clerk's", not "it's" */
		if (!words)
			continue;
		t->marks[i].cue = t->pack->forms[form];
		t->marks[i].words = (uint8_t)words;
	}
}

bool bw_talk_is(const struct bw_talk *t, uint32_t token, uint32_t roles)
{
	return token < t->n && (t->marks[token].role & roles);
}

bool bw_talk_sign(const struct bw_talk *t, uint32_t token, char sign)
{
	return token < t->n && t->tokens[token].end - t->tokens[token].start == 1 &&
	       t->text.ptr[t->tokens[token].start] == sign;
}

bool bw_talk_is_dash(const struct bw_talk *t, uint32_t token)
{
	if (token >= t->n)
		return false;
	struct bw_str sign = bw_token_text(t->text, &t->tokens[token]);
	return bw_str_eq(sign, BW_STR("-")) || bw_str_eq(sign, BW_STR("\xE2\x80\x93")) ||
	       bw_str_eq(sign, BW_STR("\xE2\x80\x94"));
}

bool bw_talk_is_capital(const struct bw_talk *t, uint32_t token)
{
	return token < t->n && (t->tokens[token].flags & BW_TOKEN_CAPITAL);
}

static bool is_marked(const struct bw_talk *t, uint32_t token)
{
	return token < t->n && (t->tokens[token].flags & BW_TOKEN_QUOTED);
}

static bool is_quotation_mark(const struct bw_talk *t, uint32_t token)
{
	static const char *const marks[] = {"\xC2\xAB",     "\xC2\xBB",     "\xE2\x80\x9E", "\xE2\x80\x9C",
					    "\xE2\x80\x9D", "\xE2\x80\x98", "\xE2\x80\x99", "\""};
	struct bw_str sign = token < t->n ? bw_token_text(t->text, &t->tokens[token]) : BW_STR_NONE;
	for (size_t k = 0; k < sizeof(marks) / sizeof(*marks); k++)
		if (bw_str_eq(sign, bw_str_from(marks[k])))
			return true;
	return false;
}

static bool is_body_between_marks(const struct bw_talk *t, uint32_t token)
{
	const struct bw_mention *m = bw_talk_mention_at(t, token);
	enum bw_actor_kind kind = m ? t->notes->actors[m->actor].kind : BW_ACTOR_PERSON;
	if (kind != BW_ACTOR_ORG && kind != BW_ACTOR_PRODUCT)
		return false;
	uint32_t first = bw_talk_token_at(t, m->start), end = first;
	while (end < t->n && t->tokens[end].start < m->end)
		end++;
	return first > 0 && is_quotation_mark(t, first - 1) && is_quotation_mark(t, end) &&
	       !(first > 1 && is_marked(t, first - 2)) && !is_marked(t, end + 1);
}

bool bw_talk_is_marked_name(const struct bw_talk *t, uint32_t token)
{
	if (!is_marked(t, token))
		return false;
	if (!is_quotation_mark(t, token))
		return is_body_between_marks(t, token);
	return is_body_between_marks(t, token + 1) || (token > 0 && is_body_between_marks(t, token - 1));
}

bool bw_talk_is_quoted(const struct bw_talk *t, uint32_t token)
{
	return is_marked(t, token) && !bw_talk_is_marked_name(t, token);
}

bool bw_talk_is_possessive(const struct bw_talk *t, uint32_t token)
{
	if (token >= t->n || token == 0 || (t->tokens[token].flags & BW_TOKEN_SPACE))
		return false;
	struct bw_str word = bw_token_text(t->text, &t->tokens[token]);
	return bw_str_eq(word, BW_STR("'s")) || bw_str_eq(word, BW_STR("\xE2\x80\x99s")) ||
	       bw_str_eq(word, BW_STR("'")) || bw_str_eq(word, BW_STR("\xE2\x80\x99"));
}

bool bw_talk_is_adverb(const struct bw_talk *t, uint32_t token)
{
	struct bw_str word = bw_token_text(t->text, &t->tokens[token]);
	return word.len > 4 && bw_str_ends(word, BW_STR("ly")) && !bw_talk_is_capital(t, token) &&
	       !bw_talk_is(t, token, BW_R_SPEAKER) && !t->marks[token].cue; /* "family", "reply" */
}

bool bw_talk_is_past(const struct bw_talk *t, uint32_t token)
{
	if (token >= t->n || t->tokens[token].kind != BW_TOKEN_WORD)
		return false;
	struct bw_str word = bw_token_text(t->text, &t->tokens[token]);
	for (uint32_t k = 0; k < t->pack->n_pasts; k++)
		if (word.len > t->pack->pasts[k].len + 2 && bw_str_ends(word, t->pack->pasts[k]))
			return true;
	return false;
}

bool bw_talk_is_negated(const struct bw_talk *t, uint32_t start, uint32_t v)
{
	for (uint32_t i = start; i < v; i++)
		if (bw_talk_is(t, i, BW_R_NOT))
			return true;
	return false;
}

bool bw_talk_is_future(const struct bw_talk *t, uint32_t start, uint32_t v)
{
	for (uint32_t i = start; i < v; i++)
		if (t->tokens[i].kind == BW_TOKEN_WORD && bw_map_get(&t->pack->futures, t->tokens[i].word))
			return true;
	return false;
}

uint32_t bw_talk_token_at(const struct bw_talk *t, uint32_t offset)
{
	uint32_t lo = 0, hi = t->n;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (t->tokens[mid].end <= offset)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

uint32_t bw_talk_mention_from(const struct bw_talk *t, uint32_t offset)
{
	uint32_t lo = 0, hi = t->n_mentions;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (t->mentions[mid].end <= offset)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

const struct bw_mention *bw_talk_mention_at(const struct bw_talk *t, uint32_t token)
{
	if (token >= t->n)
		return NULL;
	uint32_t i = bw_talk_mention_from(t, t->tokens[token].start);
	bool covers = i < t->n_mentions && t->mentions[i].start < t->tokens[token].end;
	return covers ? &t->mentions[i] : NULL;
}

static bool is_plural(const struct bw_talk *t, uint32_t i)
{
	struct bw_str word = bw_token_text(t->text, &t->tokens[i]);
	return bw_str_ends(word, BW_STR("s")) && !bw_str_ends(word, BW_STR("ss")) &&
	       !bw_str_ends(word, BW_STR("us")); /* not "serious" */
}

/* ", a whistleblower": the phrase that ends here stands between commas. */
static bool is_inserted(const struct bw_talk *t, uint32_t i, uint32_t lo)
{
	enum { PHRASE = 4 };
	uint32_t first = i;
	while (first > lo && i - first < PHRASE && t->tokens[first - 1].kind != BW_TOKEN_PUNCT)
		first--;
	return first > lo && bw_talk_sign(t, first - 1, ',') && bw_talk_is(t, first, BW_R_DETERMINER);
}

/* "the previous estimate", "fears of a fall": a form that is a noun as well needs one who does it before it. */
static bool is_noun(const struct bw_talk *t, uint32_t i, uint32_t lo)
{
	uint32_t before = i;
	while (before > lo && bw_talk_is_adverb(t, before - 1))
		before--;
	if (before == lo)
		return true;
	before--;
	if ((t->marks[i].cue & BW_C_PARTICIPLE) && bw_talk_sign(t, before, ','))
		return false;                                                             /* ", warning that" */
	if (bw_talk_is(t, before, BW_R_PEOPLE) && bw_talk_is(t, before, BW_R_DETERMINER)) /* "some fear" */
		return bw_talk_is(t, i + 1, BW_R_PREPOSITION) || is_plural(t, i) == bw_talk_is(t, before, BW_R_MANY);
	if (bw_talk_is(t, before, BW_R_THAT) && bw_talk_is(t, i + 1, BW_R_FINITE))
		return true; /* "the day that report was issued" */
	if (bw_talk_is(t, before, BW_R_COORDINATE))
		return !bw_talk_is(t, i + t->marks[i].words, BW_R_TO | BW_R_THAT | BW_R_PRONOUN);
	if (bw_talk_is(t, before, BW_R_PRONOUN | BW_R_RELATIVE) && !bw_talk_is(t, before, BW_R_DETERMINER))
		return false;
	if (bw_talk_is(t, before, BW_R_SKIP) && !bw_talk_is(t, before, BW_R_BE | BW_R_DETERMINER | BW_R_HAVE))
		return false;
	if (t->pack->n_pasts && bw_talk_is(t, i + t->marks[i].words, BW_R_BE) && !(t->marks[i].cue & BW_C_PARTICIPLE))
		return true; /* "900 tickets were sold" */
	if (bw_talk_is(t, before,
		       BW_R_DETERMINER | BW_R_PREPOSITION | BW_R_TO | BW_R_SUBORDINATE | BW_R_COORDINATE | BW_R_BE) ||
	    bw_talk_is_possessive(t, before) || t->tokens[before].kind == BW_TOKEN_NUMBER)
		return true;
	uint32_t next = i + t->marks[i].words;
	bool brings = (bw_talk_sign(t, next, ',') && is_inserted(t, before, lo)) ||
		      bw_talk_is(t, next, BW_R_THAT | BW_R_PRONOUN | BW_R_DETERMINER);
	bool someone = brings || bw_talk_is(t, before, BW_R_SPEAKER) || bw_talk_mention_at(t, before) != NULL;
	return is_plural(t, i) ? !someone : !is_plural(t, before) && !bw_talk_is(t, before, BW_R_SPEAKER);
}

/* The passive, or an adjective: "is accused", "the alleged". */
static bool is_turned(const struct bw_talk *t, uint32_t i, uint32_t lo, uint32_t cue)
{
	uint32_t before = i;
	while (before > lo && (bw_talk_is_adverb(t, before - 1) || (bw_talk_is(t, before - 1, BW_R_SKIP) &&
								    !bw_talk_is(t, before - 1, BW_R_BE | BW_R_FINITE))))
		before--;
	if (before == lo)
		return (cue & BW_C_ADJECTIVE) != 0;
	bool be = bw_talk_is(t, before - 1, BW_R_BE);
	if (cue & BW_C_ADJECTIVE)
		return !be;
	bool form = (cue & BW_C_PARTICIPLE) ||
		    (bw_talk_is_past(t, i) && before > 1 && !bw_talk_is(t, before - 2, BW_R_PRONOUN));
	if (form && bw_talk_is_possessive(t, before - 1))
		return true; /* "the ministry's reporting duty" */
	if (bw_talk_is(t, before - 1, BW_R_TO) && !(cue & BW_C_PARTICIPLE))
		return true;
	if (bw_talk_is(t, before - 1, BW_R_DETERMINER) && !bw_talk_is(t, before - 1, BW_R_SPEAKER | BW_R_PRONOUN))
		return true;
	if ((cue & BW_C_PARTICIPLE) && bw_talk_is(t, i - 1, BW_R_PREPOSITION) &&
	    !bw_talk_is(t, i - 1, BW_R_SUBORDINATE))
		return true; /* "responsible for maintaining" */
	return be && !(cue & BW_C_PARTICIPLE) && t->marks[i].words == 1;
}

bool bw_talk_is_passive(const struct bw_talk *t, uint32_t token, uint32_t lo)
{
	uint32_t before = token, cue = token < t->n ? t->marks[token].cue : 0;
	if (!(cue & BW_C_VERB) || (cue & (BW_C_HEARSAY | BW_C_ADJECTIVE | BW_C_PARTICIPLE)) ||
	    bw_talk_is_quoted(t, token) || t->marks[token].words > 1)
		return false;
	while (before > lo && bw_talk_is_adverb(t, before - 1))
		before--;
	return before > lo && bw_talk_is(t, before - 1, BW_R_BE);
}

uint32_t bw_talk_cue(const struct bw_talk *t, uint32_t token, uint32_t lo)
{
	if (token >= t->n || !t->marks[token].cue || bw_talk_is_quoted(t, token))
		return 0;
	uint32_t cue = t->marks[token].cue;
	if (bw_talk_is_capital(t, token) && !(t->tokens[token].flags & BW_TOKEN_FIRST) && token > lo)
		cue &= ~(uint32_t)BW_C_VERB; /* "State Department" */
	if ((cue & BW_C_NOUN_TOO) && is_noun(t, token, lo))
		cue &= ~(uint32_t)BW_C_VERB;
	if ((cue & BW_C_VERB) && !(cue & BW_C_HEARSAY) && is_turned(t, token, lo, cue))
		cue &= ~(uint32_t)BW_C_VERB;
	return cue & (BW_C_VERB | BW_C_SOURCE | BW_C_VIEW | BW_C_NOUN | BW_C_WILL) ? cue : 0;
}

/* A past form behind a noun, with an object or a time: it is the verb of the clause. */
bool bw_talk_is_past_verb(const struct bw_talk *t, uint32_t i, uint32_t first)
{
	if (i <= first || !bw_talk_is_past(t, i) || bw_talk_is_capital(t, i) || t->tokens[i - 1].kind == BW_TOKEN_PUNCT)
		return false;
	return !bw_talk_is(t, i - 1, BW_R_DETERMINER | BW_R_PREPOSITION | BW_R_COORDINATE | BW_R_EDGE) &&
	       !bw_talk_is_possessive(t, i - 1) && !bw_talk_is_dash(t, i + 1);
}

uint32_t bw_talk_first_verb(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	for (uint32_t i = first + 1; t->pack->n_pasts && i < end; i++)
		if (bw_talk_is_past_verb(t, i, first) ||
		    (bw_talk_is(t, i, BW_R_FINITE) && !bw_talk_is_possessive(t, i)) ||
		    (bw_talk_is(t, i, BW_R_SKIP) && !bw_talk_is(t, i, BW_R_DETERMINER) && !bw_talk_mention_at(t, i)))
			return i;
	return end;
}

/* "a gallery raided in Norway": a participle behind its noun, no verb of the clause. */
bool bw_talk_is_participle(const struct bw_talk *t, uint32_t k, uint32_t lo)
{
	const uint32_t never = BW_R_BE | BW_R_SKIP | BW_R_HAVE;
	const uint32_t other = BW_R_PRONOUN | BW_R_RELATIVE | BW_R_DETERMINER | BW_R_COORDINATE | BW_R_THAT | BW_R_SKIP;
	return t->pack->n_pasts && k > lo && !bw_talk_is(t, k, never) && !bw_talk_is(t, k + 1, BW_R_TO) &&
	       bw_talk_is(t, k + 1, BW_R_PREPOSITION) && t->tokens[k - 1].kind == BW_TOKEN_WORD &&
	       !bw_talk_is(t, k - 1, other) && !bw_talk_is_capital(t, k - 1) && !(bw_talk_cue(t, k, lo) & BW_C_SAY);
}

/* ---- who may speak ---- */

static bool has_ending(const struct bw_talk *t, uint32_t i)
{
	struct bw_str word = bw_token_text(t->text, &t->tokens[i]);
	for (uint32_t k = 0; k < t->pack->n_endings; k++)
		if (word.len > t->pack->endings[k].len + 2 && bw_str_ends(word, t->pack->endings[k]))
			return true;
	return false;
}

/* What is no speaker whatever verb follows: "in a statement", "be president", "about 13 million", "Heading", "close".
 */
bool bw_talk_is_no_speaker(const struct bw_talk *t, uint32_t first, uint32_t end, uint32_t phrase_end)
{
	if (!t->pack->n_pasts)
		return false;
	bool part = bw_talk_is(t, end, BW_R_JOIN), speaks = false, counts = false, names = false;
	for (uint32_t i = first; i < end; i++) {
		const uint32_t empty = BW_R_PREPOSITION | BW_R_DETERMINER | BW_R_EDGE | BW_R_IT | BW_R_BE;
		speaks |= bw_talk_is(t, i, BW_R_SPEAKER) && (!bw_talk_is(t, i, BW_R_DETERMINER) || end == first + 1);
		counts |= t->tokens[i].kind == BW_TOKEN_NUMBER;
		bool quality = bw_talk_is_past(t, i) && i + 1 == end && !bw_talk_is_capital(t, i); /* "most trusted" */
		names |= !bw_talk_is(t, i, empty) && t->tokens[i].kind == BW_TOKEN_WORD && !bw_talk_is_adverb(t, i) &&
			 !quality;
		if (bw_talk_is_past_verb(t, i, first) && i + 1 < end && !bw_talk_is(t, i + 1, BW_R_PREPOSITION))
			return true;
	}
	bool led = bw_talk_is(t, first, BW_R_PREPOSITION | BW_R_BE | BW_R_TO) && !bw_talk_is(t, first, BW_R_DETERMINER);
	const uint32_t object = BW_R_DETERMINER | BW_R_PRONOUN | BW_R_PREPOSITION | BW_R_PAPER;
	bool doing =
		bw_talk_is_verbal(t, first) &&
		(end == first + 1 ? !speaks : bw_talk_is(t, first + 1, object) || bw_talk_is_capital(t, first + 1));
	for (uint32_t i = end; part && i < phrase_end && !speaks; i++) /* "34 percent of likely voters" */
		speaks = bw_talk_is(t, i, BW_R_SPEAKER);
	bool he = end > first + 1 && bw_talk_is(t, first, BW_R_PRONOUN) && !bw_talk_is(t, first, BW_R_DETERMINER);
	return led || doing || he || (!speaks && (counts || !names));
}

/* People, bodies and papers speak; prices and bridges do not. */
bool bw_talk_can_speak(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (bw_talk_is(t, i, BW_R_SPEAKER))
			return true;
	if (bw_talk_is_capital(t, end - 1) && (end - 1 > first || !(t->tokens[first].flags & BW_TOKEN_FIRST)))
		return true;
	return t->tokens[end - 1].kind == BW_TOKEN_WORD && has_ending(t, end - 1);
}
