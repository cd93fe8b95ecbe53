#include "annotate/speech_part.h"

/*
 * Speech without quotation marks. Every word of speech in a sentence is an act: NAME said (that) WORDS; WORDS, NAME
 * said; WORDS, said NAME; according to NAME, WORDS; NAME's claim that WORDS. What an act brings ends where the next one
 * begins that does not stand inside it: behind "and", "but", a semicolon, or with a participle. Parts of the words may
 * stand in quotation marks.
 */
/* SUBJECT_MAX: words from a clause's head to a verb that may still share its subject; keeps endless sentences cheap */
enum { INTRO_MAX = 7, TAIL_MAX = 12, CLAUSE_MIN = 2, BACK_MAX = 8, NAMED_MAX = 24, SUBJECT_MAX = 120 };

static struct bw_telling *outer(struct bw_clause *c)
{
	for (uint32_t i = c->n; i > 0; i--)
		if (c->acts[i - 1].cuts || i == 1)
			return &c->acts[i - 1];
	return NULL;
}

/* Where the subject of a verb at v is looked for at most. */
static uint32_t floor_of(const struct bw_clause *c, uint32_t v)
{
	uint32_t lo = c->first;
	for (uint32_t i = c->n; i > 0 && i + 3 > c->n; i--) {
		const struct bw_telling *a = &c->acts[i - 1];
		uint32_t from =
			a->n_said && a->said[0].first <= v && a->said[0].first > a->at ? a->said[0].first : a->after;
		if (from <= v && from > lo)
			lo = from;
	}
	return lo;
}

/* Back over "but on Friday" and the like to the joint of the clause whose first token is `first`. */
void bw_telling_find_joint(const struct bw_talk *t, const struct bw_clause *c, struct bw_telling *a, uint32_t first)
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

/* "The manager of a ship that Tunisia says cut it rejected the finding and said": Tunisia's act is an aside. */
static bool in_relative(const struct bw_talk *t, const struct bw_clause *c, const struct bw_telling *a)
{
	enum { NEAR = 2 };
	uint32_t first = a->s.first;
	return a->s.found && first > c->first + 1 && first < a->at && a->at - a->s.last < NEAR &&
	       bw_talk_is(t, first - 1, BW_R_THAT | BW_R_RELATIVE) && t->tokens[first - 2].kind == BW_TOKEN_WORD &&
	       !bw_talk_cue(t, first - 2, c->first);
}

/* "and said", ", adding": the one who spoke before in this sentence, else the first named of it. */
static bool shared_subject(struct bw_talk *t, struct bw_clause *c, struct bw_telling *a)
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
	struct bw_telling *before = outer(c);
	bool aside = before && t->pack->n_pasts && c->n == 1 && in_relative(t, c, before);
	if (before && !aside) {
		a->s = before->s;
		return before->s.found;
	}
	uint32_t first = c->first;
	if (start - first > SUBJECT_MAX)
		return false;
	bool led = bw_talk_is(t, first, BW_R_PREPOSITION | BW_R_SUBORDINATE) ||
		   (t->pack->n_pasts && !bw_talk_mention_at(t, first) && bw_talk_has_verbal_ending(t, first));
	while (led && first < start && first < c->first + NAMED_MAX && !bw_talk_sign(t, first, ','))
		first++;
	first += led && bw_talk_sign(t, first, ',');
	uint32_t verb = bw_talk_first_verb(t, first, start);
	bool mixed = false; /* "The jeers went on when Lund spoke and claimed": who claimed is not sure */
	for (uint32_t i = verb; t->pack->n_pasts && i < start && !mixed; i++)
		mixed = bw_talk_is(t, i, BW_R_SUBORDINATE);
	t->lenient = !mixed;
	a->s = first < verb ? bw_talk_named(t, first, verb) : BW_NO_SPEAKER;
	t->lenient = false;
	return a->s.found;
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

void bw_telling_add_said(const struct bw_talk *t, struct bw_telling *a, uint32_t first, uint32_t end)
{
	struct bw_said s = {first, end};
	trim(t, &s);
	if (s.first < s.end && a->n_said < 2 && !is_quote_only(t, s.first, s.end))
		a->said[a->n_said++] = s;
}

/* ---- the speech stands before its verb ---- */

/* What may stand behind ", he said": nothing, an occasion, another act, or the rest of the words after a comma. */
static bool closes(const struct bw_talk *t, const struct bw_clause *c, uint32_t cue, uint32_t after)
{
	uint32_t i = bw_talk_skip_time(t, after, c->end);
	if (cue & BW_C_PERSON)
		i = bw_talk_skip_time(t, bw_talk_skip_person(t, i, c->end), c->end);
	if (i >= c->end || bw_talk_sign(t, i, ',') || bw_talk_sign(t, i, '.') || bw_talk_sign(t, i, ';') ||
	    bw_talk_sign(t, i, ':') || bw_talk_is_dash(t, i))
		return !bw_talk_sign(t, i, ':');
	if (bw_talk_is(t, i, BW_R_THAT | BW_R_QUESTION | BW_R_TO))
		return false;
	for (uint32_t k = i; bw_talk_is(t, i, BW_R_PREPOSITION) && k < c->end && k < i + TAIL_MAX; k++)
		if (bw_talk_is(t, k, BW_R_THAT))
			return false; /* "said in an interview that" */
	if (bw_talk_is(t, i, BW_R_PREPOSITION | BW_R_SUBORDINATE | BW_R_COORDINATE))
		return c->end - i <= TAIL_MAX || bw_talk_is(t, i, BW_R_COORDINATE | BW_R_SUBORDINATE) ||
		       t->tokens[c->end - 1].kind == BW_TOKEN_PUNCT;
	return false;
}

static bool follows_speech(const struct bw_talk *t, const struct bw_clause *c, uint32_t first)
{
	if (first <= c->first + 1)
		return false;
	return bw_talk_sign(t, first - 1, ',') || bw_talk_is_dash(t, first - 1) || bw_talk_is_quoted(t, first - 1);
}

uint32_t bw_telling_speech_start(const struct bw_talk *t, const struct bw_clause *c, uint32_t left)
{
	uint32_t start = c->first;
	for (uint32_t i = 0; i < c->n; i++) {
		const struct bw_telling *a = &c->acts[i];
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
	return bw_talk_is(t, i + (bw_talk_sign(t, i, ',') && (t->pack->manner & BW_M_COMMA)), BW_R_THAT);
}

/* ", he said, ": the rest is the speaker's unless it tells of him or of how he said it. */
static bool goes_on(const struct bw_talk *t, const struct bw_clause *c, uint32_t comma)
{
	uint32_t i = comma + 1;
	if (!bw_talk_sign(t, comma, ',') || i + 1 >= c->end || (bw_talk_cue(t, i, comma) & BW_C_VERB) ||
	    bw_talk_is_verbal(t, i))
		return false;
	return !bw_talk_is(t, i, BW_R_COORDINATE | BW_R_RELATIVE | BW_R_SUBORDINATE | BW_R_PREPOSITION);
}

static bool speech_first(struct bw_talk *t, struct bw_clause *c, struct bw_telling *a, uint32_t lo)
{
	if (!(a->cue & (BW_C_SAY | BW_C_BARE | BW_C_THAT | BW_C_PERSON)) || (a->cue & (BW_C_PARTICIPLE | BW_C_HEARSAY)))
		return false;
	uint32_t from = t->pack->manner & BW_M_INVERT ? bw_talk_verb_start(t, a->at, lo) : a->at;
	bool inverted = !((a->cue & BW_C_PERSON) && !(t->pack->manner & BW_M_INVERT)) && follows_speech(t, c, from) &&
			!bw_talk_is_quoted(t, a->after) && is_word(t, a->after);
	struct bw_speaker s = BW_NO_SPEAKER;
	uint32_t left = from, behind = a->after;
	if (inverted) {
		s = bw_talk_named(t, a->after, c->end);
		behind = s.last;
		struct bw_speaker left_one =
			t->pack->manner & BW_M_INVERT ? bw_talk_subject(t, a->at, lo) : BW_NO_SPEAKER;
		if (left_one.found && left_one.first <= bw_telling_speech_start(t, c, from - 1) + 1)
			s.found = false; /* "The leader, Smith, accused" */
		bool she = bw_talk_is(t, a->after, BW_R_PRONOUN) && !(t->pack->manner & BW_M_INVERT);
		if (s.found && (brings_clause(t, behind) || she || !closes(t, c, 0, behind)))
			s.found = false;
	}
	if (!s.found) {
		inverted = false;
		behind = a->after;
		if (!closes(t, c, a->cue, behind))
			return false;
		t->lenient = !t->pack->n_pasts || (a->cue & BW_C_CORE) || !is_word(t, behind);
		s = bw_talk_subject(t, a->at, lo);
		t->lenient = false;
		left = s.first; /* ", wie die Polizei mitteilte" */
		left -= s.found && left > c->first + 1 && bw_talk_is(t, left - 1, BW_R_EDGE) &&
			bw_talk_is(t, left - 1, BW_R_QUESTION);
		if (!s.found || !follows_speech(t, c, left))
			return false;
	}
	uint32_t comma = left - 1, start = bw_telling_speech_start(t, c, comma);
	if (comma <= start || (!inverted && bw_talk_is(t, start, BW_R_PREPOSITION) && comma - start < INTRO_MAX &&
			       behind + 3 < c->end && !bw_talk_sign(t, behind, ',') && !bw_talk_is_quoted(t, start)))
		return false;
	a->s = s;
	a->left = comma;
	a->cuts = a->closed = true;
	bool quote = bw_talk_is_quoted(t, comma);
	bool intro = bw_talk_is(t, start, BW_R_PREPOSITION) && comma - start < INTRO_MAX && goes_on(t, c, behind);
	if (!intro)
		bw_telling_add_said(t, a, start, quote ? comma + 1 : comma);
	if (!inverted && goes_on(t, c, behind))
		bw_telling_add_said(t, a, behind + 1, c->end);
	return true;
}

/* ---- the speaker stands before the verb ---- */

static bool is_paper(const struct bw_talk *t, const struct bw_speaker *s)
{
	for (uint32_t i = s->first; s->found && i < s->last; i++)
		if (bw_talk_is(t, i, BW_R_PAPER))
			return true;
	return false;
}

/* "Swimmers should note", "nobody has said", "did not say whether", "says nothing about": it was not said. */
static bool untold(const struct bw_talk *t, const struct bw_telling *a, uint32_t start, uint32_t behind, uint32_t first)
{
	bool question =
		bw_talk_is(t, first, BW_R_QUESTION) || (first > behind && bw_talk_is(t, first - 1, BW_R_MARKER));
	bool nobody = a->s.found && a->s.last > a->s.first && a->s.last <= a->at &&
		      (bw_talk_is(t, a->s.first, BW_R_NOT) || bw_talk_is(t, a->s.last - 1, BW_R_NOT));
	bool nothing = bw_talk_is(t, first, BW_R_NOT) && bw_talk_is(t, first + 1, BW_R_PREPOSITION);
	return nobody || nothing || bw_talk_is_future(t, start, a->at) ||
	       (question && bw_talk_is_negated(t, start, a->at));
}

static bool speaker_first(struct bw_talk *t, struct bw_clause *c, struct bw_telling *a, uint32_t lo)
{
	uint32_t behind = a->after, start = bw_talk_verb_start(t, a->at, lo);
	bool participle = (a->cue & BW_C_PARTICIPLE) && start > lo && !bw_talk_is(t, start - 1, BW_R_PRONOUN);
	if (participle && t->tokens[start - 1].kind != BW_TOKEN_PUNCT && !bw_talk_is(t, start - 1, BW_R_COORDINATE))
		participle = !bw_talk_subject(t, a->at, lo).found; /* "each side accusing" */
	bool shared = start > lo && (bw_talk_is(t, start - 1, BW_R_COORDINATE) || participle);
	if (a->cue & BW_C_HEARSAY) {
		bw_telling_find_joint(t, c, a, start);
		a->s.found = false;
	} else if (shared) {
		if (!shared_subject(t, c, a))
			return false;
	} else {
		t->lenient = (a->cue & (BW_C_SAY | BW_C_THAT)) &&
			     (bw_talk_is(t, a->after, BW_R_THAT) || (a->cue & BW_C_SAY));
		a->s = bw_talk_subject(t, a->at, lo);
		if (!a->s.found && start > lo &&
		    bw_talk_sign(t, start - 1, ',')) /* the act before stands in an apposition */
			a->s = bw_talk_subject(t, a->at, c->first);
		t->lenient = false;
		if (!a->s.found && (t->pack->manner & BW_M_INVERT)) {
			bool late = a->cue & BW_C_LATE;
			a->s = bw_talk_named(t, late ? start + 1 : a->after, c->end);
			behind = a->s.found && !late ? a->s.last : behind;
		}
		if (!a->s.found && (t->pack->manner & BW_M_DROP) && start <= c->first + 2 &&
		    bw_talk_known(&t->last_person) && t->person_sentence + 2 >= c->sentence)
			a->s = t->last_person;
		if (a->s.found && a->s.last == a->s.first + 1 && bw_talk_is(t, a->s.first, BW_R_SELF))
			return false;                                       /* the writer's own voice */
		bool asked = a->at == c->first && (a->cue & BW_C_QUESTION); /* "Asked whether ..., she said" */
		if (!a->s.found && !asked)
			return false;
		bw_telling_find_joint(t, c, a, a->s.found && a->s.first < a->at ? a->s.first : a->at);
		if (asked && !a->s.found && bw_talk_is(t, a->after, BW_R_JOIN)) {
			a->s = bw_talk_named(t, a->after + 1, c->end);
			behind = a->s.found ? a->s.last : behind;
		}
	}
	uint32_t cue = is_paper(t, &a->s) ? a->cue : a->cue & ~(uint32_t)BW_C_PAPER;
	uint32_t first = bw_talk_content(t, cue, behind, c->end, &a->phrase);
	if (first < c->end && !(a->cue & BW_C_HEARSAY) && untold(t, a, start, behind, first))
		first = c->end;
	if (first >= c->end && (a->cue & BW_C_LATE) && start + 1 < a->at) {
		uint32_t object = bw_talk_skip_time(t, a->s.first > start ? a->s.last : start + 1, a->at);
		a->phrase = a->closed = true;
		a->said[0] = (struct bw_said){object, a->at};
		a->n_said = object < a->at;
		return a->n_said > 0;
	}
	if (first >= c->end)
		return a->cuts && c->n > 0 && a->left > c->acts[c->n - 1].at;
	a->said[0] = (struct bw_said){first, a->phrase ? bw_talk_phrase_end(t, first, c->end) : c->end};
	a->n_said = 1;
	return true;
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

static bool read_act(struct bw_talk *t, struct bw_clause *c, struct bw_telling *a)
{
	uint32_t lo = floor_of(c, a->at);
	if (a->cue & BW_C_SOURCE)
		return bw_telling_according(t, c, a);
	if (bw_talk_is_passive(t, a->at, c->first))
		return bw_telling_passive(t, c, a);
	if ((a->cue & BW_C_VIEW) && bw_telling_in_view(t, c, a))
		return true;
	if ((a->cue & BW_C_VERB) && speech_first(t, c, a, lo))
		return true;
	a->n_said = 0;
	a->s = BW_NO_SPEAKER;
	if ((a->cue & BW_C_VERB) && speaker_first(t, c, a, lo))
		return true;
	a->n_said = 0;
	a->s = BW_NO_SPEAKER;
	return (a->cue & (BW_C_NOUN | BW_C_WILL)) && bw_telling_noun(t, c, a, lo);
}

/* The words of each act end before the next one that stands outside them. */
static void close_acts(const struct bw_talk *t, struct bw_clause *c)
{
	for (uint32_t i = 0; i < c->n; i++) {
		struct bw_telling *a = &c->acts[i];
		for (uint32_t k = i + 1; k < c->n && !a->closed && a->n_said; k++) {
			const struct bw_telling *b = &c->acts[k];
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

static void put_acts(struct bw_talk *t, struct bw_clause *c)
{
	for (uint32_t i = 0; i < c->n; i++) {
		struct bw_telling *a = &c->acts[i];
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

/* A sentence in the mood of reported speech has the speaker of the one before it. */
static void go_on(struct bw_talk *t, const struct bw_clause *c)
{
	enum { VERB_MAX = 10 };
	bool reports = false;
	for (uint32_t i = c->first; i < c->end && i < c->first + VERB_MAX && !reports; i++) {
		if (bw_talk_is_quoted(t, i) || bw_talk_is(t, i, BW_R_FINITE))
			return;
		reports = bw_talk_is(t, i, BW_R_SUBJUNCTIVE);
	}
	struct bw_said s = {c->first, c->end};
	trim(t, &s);
	if (!reports || !t->spoke_last.found || t->spoke_sentence + 1 != c->sentence || s.first >= s.end)
		return;
	struct bw_speaker who = t->spoke_last;
	bw_talk_put(t, t->tokens[s.first].start, t->tokens[s.end - 1].end, BW_MODE_REPORTED, c->sentence, &who);
}

void bw_talk_reported(struct bw_talk *t, uint32_t sentence)
{
	const struct bw_sentence *s = &t->notes->body.sentences[sentence];
	struct bw_clause c = {.sentence = sentence, .first = s->first, .end = s->first + s->n_tokens};
	if (sentence == 0)
		c.first = after_dateline(t, c.first, c.end);
	for (uint32_t i = c.first; i < c.end && c.n < BW_TELLINGS_MAX; i++) {
		if (!t->marks[i].cue)
			continue;
		struct bw_telling a = {.at = i, .cue = bw_talk_cue(t, i, c.first), .s = BW_NO_SPEAKER};
		a.after = i + t->marks[i].words;
		a.left = i;
		if ((a.cue & BW_C_LATE) && bw_talk_verb_start(t, i, c.first) + 1 >= i)
			continue;
		if ((!a.cue && !bw_talk_is_passive(t, i, c.first)) || !read_act(t, &c, &a))
			continue;
		c.acts[c.n++] = a;
		i = a.after - 1;
	}
	close_acts(t, &c);
	put_acts(t, &c);
	if (!c.n)
		go_on(t, &c);
}
