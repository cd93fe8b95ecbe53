#include "annotate/speech_part.h"

/*
 * Speech without quotation marks. Every word of speech in a sentence is an act: NAME said (that) WORDS; WORDS, NAME
 * said; WORDS, said NAME; according to NAME, WORDS; NAME's claim that WORDS. What an act brings ends where the next one
 * begins that does not stand inside it: behind "and", "but", a semicolon, or with a participle. Parts of the words may
 * stand in quotation marks.
 */
enum { ACTS_MAX = 48, TAIL_MAX = 12, CLAUSE_MIN = 2, BACK_MAX = 8, NAMED_MAX = 24 };

struct act {
	uint32_t at, after, cue;
	uint32_t left; /* where its own clause begins: the words of an act before it end here */
	bool cuts;     /* it is no part of the words before it */
	bool phrase;   /* its words are no clause of their own */
	bool closed;   /* the end of its words is known */
	struct bw_speaker s;
	struct bw_said said[2];
	uint32_t n_said;
};

struct clause {
	uint32_t sentence, first, end; /* tokens of the sentence, dateline left out */
	struct act acts[ACTS_MAX];
	uint32_t n;
};

static struct act *outer(struct clause *c)
{
	for (uint32_t i = c->n; i > 0; i--)
		if (c->acts[i - 1].cuts || i == 1)
			return &c->acts[i - 1];
	return NULL;
}

/* Where the subject of a verb at v is looked for at most. */
static uint32_t floor_of(const struct clause *c, uint32_t v)
{
	uint32_t lo = c->first;
	for (uint32_t i = c->n; i > 0 && i + 3 > c->n; i--) {
		const struct act *a = &c->acts[i - 1];
		uint32_t from =
			a->n_said && a->said[0].first <= v && a->said[0].first > a->at ? a->said[0].first : a->after;
		if (from <= v && from > lo)
			lo = from;
	}
	return lo;
}

/* Back over "but on Friday" and the like to the joint of the clause whose first token is `first`. */
static void find_joint(const struct bw_talk *t, const struct clause *c, struct act *a, uint32_t first)
{
	uint32_t k = first;
	while (k > c->first && first - k < BACK_MAX &&
	       (bw_talk_is(t, k - 1, BW_R_TIME) || bw_talk_is_adverb(t, k - 1) ||
		(bw_talk_is(t, k - 1, BW_R_PREPOSITION) && bw_talk_is(t, k, BW_R_TIME))))
		k--;
	a->left = k;
	if (k <= c->first) {
		a->cuts = true;
		return;
	}
	bool comma = k >= 2 && bw_talk_sign(t, k - 2, ',');
	if (bw_talk_is(t, k - 1, BW_R_COORDINATE)) {
		a->cuts = true;
		a->left = k - 1 - comma;
	} else if (bw_talk_sign(t, k - 1, ';') || bw_talk_sign(t, k - 1, ',') || bw_talk_sign(t, k - 1, ':') ||
		   bw_talk_is_dash(t, k - 1)) {
		a->cuts = true;
		a->left = k - 1;
	} else if (bw_talk_is(t, k - 1, BW_R_SUBORDINATE) && (comma || (c->n && c->acts[c->n - 1].phrase))) {
		a->cuts = true;
		a->left = k - 1 - comma;
	} else {
		for (uint32_t i = k; i > c->first && k - i < BACK_MAX - 2; i--)
			if (bw_talk_sign(t, i - 1, ',') && c->n) {
				a->cuts = true;
				a->left = i - 1;
				return;
			}
	}
}

/* "and said", ", adding": the one who spoke before in this sentence, else the first named of it. */
static bool shared_subject(struct bw_talk *t, struct clause *c, struct act *a)
{
	uint32_t start = bw_talk_verb_start(t, a->at, c->first);
	if (start <= c->first)
		return false;
	bool joint = bw_talk_is(t, start - 1, BW_R_COORDINATE), comma = bw_talk_sign(t, start - 1, ',');
	bool participle = a->cue & BW_C_PARTICIPLE;
	if (!joint && !(comma && participle) && !participle)
		return false;
	uint32_t edge = start - 1;
	a->left = joint && edge > c->first && bw_talk_sign(t, edge - 1, ',') ? edge - 1 : joint || comma ? edge : start;
	a->cuts = joint || comma;
	struct act *before = outer(c);
	if (before) {
		a->s = before->s;
		return before->s.found;
	}
	a->s = bw_talk_named(t, c->first, a->at);
	return a->s.found && !bw_talk_is(t, c->first, BW_R_PREPOSITION);
}

static bool is_quote_only(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	if (first >= end || !bw_talk_is_quoted(t, first) || !bw_talk_is_quoted(t, end - 1))
		return false;
	for (uint32_t i = first; i < end; i++)
		if (!bw_talk_is_quoted(t, i) && t->tokens[i].kind != BW_TOKEN_PUNCT)
			return false;
	return true;
}

static void trim(const struct bw_talk *t, struct bw_said *s)
{
	while (s->first < s->end && t->tokens[s->first].kind == BW_TOKEN_PUNCT && !bw_talk_is_quoted(t, s->first))
		s->first++;
	while (s->end > s->first && t->tokens[s->end - 1].kind == BW_TOKEN_PUNCT && !bw_talk_is_quoted(t, s->end - 1) &&
	       !bw_talk_sign(t, s->end - 1, ')'))
		s->end--;
	while (s->end > s->first && bw_talk_is(t, s->end - 1, BW_R_COORDINATE) && !bw_talk_is_quoted(t, s->end - 1))
		s->end--;
}

static void add_said(const struct bw_talk *t, struct act *a, uint32_t first, uint32_t end)
{
	struct bw_said s = {first, end};
	trim(t, &s);
	if (s.first < s.end && a->n_said < 2 && !is_quote_only(t, s.first, s.end))
		a->said[a->n_said++] = s;
}

/* ---- the speech stands before its verb ---- */

/* What may stand behind ", he said": nothing, an occasion, another act, or the rest of the words after a comma. */
static bool closes(const struct bw_talk *t, const struct clause *c, uint32_t after)
{
	uint32_t i = bw_talk_skip_time(t, after, c->end);
	if (i >= c->end || bw_talk_sign(t, i, ',') || bw_talk_sign(t, i, '.') || bw_talk_sign(t, i, ';') ||
	    bw_talk_sign(t, i, ':') || bw_talk_is_dash(t, i))
		return !bw_talk_sign(t, i, ':');
	if (bw_talk_is(t, i, BW_R_THAT | BW_R_QUESTION | BW_R_TO))
		return false;
	if (bw_talk_is(t, i, BW_R_PREPOSITION | BW_R_SUBORDINATE | BW_R_COORDINATE))
		return c->end - i <= TAIL_MAX || bw_talk_is(t, i, BW_R_COORDINATE | BW_R_SUBORDINATE) ||
		       t->tokens[c->end - 1].kind == BW_TOKEN_PUNCT;
	return false;
}

static bool follows_speech(const struct bw_talk *t, const struct clause *c, uint32_t first)
{
	if (first <= c->first + 1)
		return false;
	return bw_talk_sign(t, first - 1, ',') || bw_talk_is_dash(t, first - 1) || bw_talk_is_quoted(t, first - 1);
}

static uint32_t speech_start(const struct bw_talk *t, const struct clause *c, uint32_t left)
{
	uint32_t start = c->first;
	for (uint32_t i = 0; i < c->n; i++) {
		const struct act *a = &c->acts[i];
		bool done = a->closed && a->n_said && a->said[0].end <= a->at;
		if (done && a->after < left)
			start = a->s.last > a->after && a->s.last < left ? a->s.last : a->after;
	}
	while (start < left &&
	       (bw_talk_is(t, start, BW_R_COORDINATE) || bw_talk_sign(t, start, ',') || bw_talk_sign(t, start, ';')))
		start++;
	return start;
}

static bool is_word(const struct bw_talk *t, uint32_t i)
{
	return i < t->n && t->tokens[i].kind != BW_TOKEN_PUNCT;
}

/* "said Smith that": the speech comes only now. */
static bool brings_clause(const struct bw_talk *t, uint32_t i)
{
	return bw_talk_is(t, i + (bw_talk_sign(t, i, ',') && (t->pack->manner & BW_R_COMMA)), BW_R_THAT);
}

static bool speech_first(struct bw_talk *t, struct clause *c, struct act *a, uint32_t lo)
{
	if (!(a->cue & (BW_C_SAY | BW_C_BARE | BW_C_THAT)) || (a->cue & (BW_C_PARTICIPLE | BW_C_HEARSAY)))
		return false;
	bool inverted = follows_speech(t, c, a->at) && !bw_talk_is_quoted(t, a->after) && is_word(t, a->after);
	struct bw_speaker s = BW_NO_SPEAKER;
	uint32_t left = a->at, behind = a->after;
	if (inverted) {
		s = bw_talk_named(t, a->after, c->end);
		behind = s.last;
		bool she = bw_talk_is(t, a->after, BW_R_PRONOUN) && !(t->pack->manner & BW_R_INVERT);
		if (s.found && (brings_clause(t, behind) || she || !closes(t, c, behind)))
			s.found = false;
	}
	if (!s.found) {
		inverted = false;
		behind = a->after;
		if (!closes(t, c, behind))
			return false;
		s = bw_talk_subject(t, a->at, lo);
		if (!s.found || !follows_speech(t, c, s.first))
			return false;
		left = s.first;
	}
	uint32_t comma = left - 1, start = speech_start(t, c, comma);
	if (comma <= start || (!inverted && bw_talk_is(t, start, BW_R_PREPOSITION) && comma - start < 7 &&
			       behind + 3 < c->end && !bw_talk_is_quoted(t, start)))
		return false;
	a->s = s;
	a->left = comma;
	a->cuts = a->closed = true;
	bool quote = bw_talk_is_quoted(t, comma);
	add_said(t, a, start, quote ? comma + 1 : comma);
	if (!inverted && bw_talk_sign(t, behind, ',') && behind + 2 < c->end &&
	    !(bw_talk_cue(t, behind + 1, behind) & BW_C_VERB) && !bw_talk_is(t, behind + 1, BW_R_COORDINATE))
		add_said(t, a, behind + 1, c->end);
	return true;
}

/* ---- the speaker stands before the verb ---- */

static bool speaker_first(struct bw_talk *t, struct clause *c, struct act *a, uint32_t lo)
{
	uint32_t behind = a->after, start = bw_talk_verb_start(t, a->at, lo);
	bool shared = start > lo && (bw_talk_is(t, start - 1, BW_R_COORDINATE) ||
				     ((a->cue & BW_C_PARTICIPLE) && !bw_talk_is(t, start - 1, BW_R_PRONOUN)));
	if (a->cue & BW_C_HEARSAY) {
		find_joint(t, c, a, start);
		a->s.found = false;
	} else if (shared) {
		if (!shared_subject(t, c, a))
			return false;
	} else {
		a->s = bw_talk_subject(t, a->at, lo);
		if (!a->s.found && (t->pack->manner & BW_R_INVERT)) {
			a->s = bw_talk_named(t, a->after, c->end);
			behind = a->s.found ? a->s.last : behind;
		}
		bool asked = a->at == c->first && (a->cue & BW_C_QUESTION); /* "Asked whether ..., she said" */
		if (!a->s.found && !asked)
			return false;
		find_joint(t, c, a, a->s.found && a->s.first < a->at ? a->s.first : a->at);
		if (asked && !a->s.found && bw_talk_is(t, a->after, BW_R_JOIN)) {
			a->s = bw_talk_named(t, a->after + 1, c->end);
			behind = a->s.found ? a->s.last : behind;
		}
	}
	uint32_t first = bw_talk_content(t, a->cue, behind, c->end, &a->phrase);
	if (first >= c->end)
		return a->cuts && c->n > 0 && a->left > c->acts[c->n - 1].at;
	a->said[0] = (struct bw_said){first, a->phrase ? bw_talk_phrase_end(t, first, c->end) : c->end};
	a->n_said = 1;
	return true;
}

/* ---- sources that no verb brings ---- */

static bool according(struct bw_talk *t, struct clause *c, struct act *a)
{
	t->lenient = (a->cue & BW_C_BEFORE) != 0;
	if (a->cue & BW_C_AFTER) {
		a->s = bw_talk_subject(t, a->at, c->first);
		a->left = a->s.found ? a->s.first : a->at;
	} else {
		a->s = bw_talk_named(t, a->after, c->end);
		a->left = a->at;
	}
	t->lenient = false;
	if (!a->s.found)
		return false;
	uint32_t behind = a->cue & BW_C_AFTER ? a->after : a->s.last, start = speech_start(t, c, a->left);
	bool leads = a->left <= start + 1;
	if ((a->cue & BW_C_FIRST) && (!leads || !bw_talk_sign(t, behind, ',')))
		return false;
	a->cuts = true;
	a->left -= a->left > c->first && bw_talk_sign(t, a->left - 1, ',');
	a->closed = !leads;
	if (leads) {
		uint32_t comma = behind;
		while (comma < c->end && comma < behind + NAMED_MAX && !bw_talk_sign(t, comma, ','))
			comma++;
		bool apposed = comma > behind + 1 && !(t->pack->manner & BW_R_INVERT);
		add_said(t, a, apposed && bw_talk_sign(t, comma, ',') ? comma + 1 : behind, c->end);
	} else if (a->left > start) {
		struct act *before = c->n ? &c->acts[c->n - 1] : NULL;
		bool within = before && !before->closed && before->n_said && before->said[0].first > before->at;
		add_said(t, a, within && !before->cuts ? before->left : start, a->left);
	}
	return a->n_said > 0;
}

/* "in NP's view, ..." */
static bool in_view(struct bw_talk *t, struct clause *c, struct act *a)
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
		add_said(t, a, a->after, c->end);
	} else {
		a->closed = true;
		add_said(t, a, c->first, a->left);
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

/* "X's claim that WORDS", "the fear that WORDS", "a warning from X that WORDS", "X's promise to". */
static bool noun(struct bw_talk *t, struct clause *c, struct act *a, uint32_t lo)
{
	uint32_t i = a->after, k = a->at;
	bool from = bw_talk_is(t, i, BW_R_JOIN);
	if (from) {
		a->s = bw_talk_named(t, i + 1, c->end);
		i = a->s.found ? a->s.last : i;
	}
	bool fits = ((a->cue & BW_C_NOUN) && bw_talk_is(t, i, BW_R_THAT)) ||
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
	if (!a->s.found && (a->cue & BW_C_WILL) && !(a->cue & BW_C_NOUN))
		return false;
	find_joint(t, c, a, a->s.found && a->s.first < a->at ? a->s.first : k);
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

/* "TUNIS, Sept 8 (Agency) - ": the first sentence begins behind its dateline. */
static uint32_t after_dateline(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	enum { DATELINE_TOKENS = 18 };
	for (uint32_t i = first + 1; i < end && i < first + DATELINE_TOKENS; i++)
		if (bw_talk_is_dash(t, i) && (t->tokens[first].flags & BW_TOKEN_ALLCAPS))
			return i + 1;
	return first;
}

static bool read_act(struct bw_talk *t, struct clause *c, struct act *a)
{
	uint32_t lo = floor_of(c, a->at);
	if (a->cue & BW_C_SOURCE)
		return according(t, c, a);
	if ((a->cue & BW_C_VIEW) && in_view(t, c, a))
		return true;
	if ((a->cue & BW_C_VERB) && speech_first(t, c, a, lo))
		return true;
	a->n_said = 0;
	a->s = BW_NO_SPEAKER;
	if ((a->cue & BW_C_VERB) && speaker_first(t, c, a, lo))
		return true;
	a->n_said = 0;
	a->s = BW_NO_SPEAKER;
	return (a->cue & (BW_C_NOUN | BW_C_WILL)) && noun(t, c, a, lo);
}

/* The words of each act end before the next one that stands outside them. */
static void close_acts(const struct bw_talk *t, struct clause *c)
{
	for (uint32_t i = 0; i < c->n; i++) {
		struct act *a = &c->acts[i];
		for (uint32_t k = i + 1; k < c->n && !a->closed && a->n_said; k++) {
			const struct act *b = &c->acts[k];
			struct bw_said *last = &a->said[a->n_said - 1];
			if (b->cuts && b->left > last->first && b->left < last->end && b->at > last->first) {
				last->end = b->left;
				break;
			}
		}
		for (uint32_t k = 0; k < a->n_said; k++)
			trim(t, &a->said[k]);
	}
}

static uint32_t words_in(const struct bw_talk *t, const struct bw_said *s)
{
	uint32_t n = 0;
	for (uint32_t i = s->first; i < s->end && n < CLAUSE_MIN; i++)
		n += t->tokens[i].kind != BW_TOKEN_PUNCT;
	return n;
}

static void put_acts(struct bw_talk *t, struct clause *c)
{
	for (uint32_t i = 0; i < c->n; i++) {
		struct act *a = &c->acts[i];
		for (uint32_t k = 0; k < a->n_said; k++) {
			struct bw_said *s = &a->said[k];
			if (s->first >= s->end || is_quote_only(t, s->first, s->end) ||
			    words_in(t, s) < (a->phrase ? 1u : CLAUSE_MIN))
				continue;
			bw_talk_put(t, t->tokens[s->first].start, t->tokens[s->end - 1].end, BW_MODE_REPORTED,
				    c->sentence, &a->s);
		}
		bw_talk_remember(t, &a->s, c->sentence);
	}
}

void bw_talk_reported(struct bw_talk *t, uint32_t sentence)
{
	const struct bw_sentence *s = &t->notes->body.sentences[sentence];
	struct clause c = {.sentence = sentence, .first = s->first, .end = s->first + s->n_tokens};
	if (sentence == 0)
		c.first = after_dateline(t, c.first, c.end);
	for (uint32_t i = c.first; i < c.end && c.n < ACTS_MAX; i++) {
		if (!t->marks[i].cue)
			continue;
		struct act a = {.at = i, .cue = bw_talk_cue(t, i, c.first), .s = BW_NO_SPEAKER};
		a.after = i + t->marks[i].words;
		a.left = i;
		if (!a.cue || !read_act(t, &c, &a))
			continue;
		c.acts[c.n++] = a;
		i = a.after - 1;
	}
	close_acts(t, &c);
	put_acts(t, &c);
}
