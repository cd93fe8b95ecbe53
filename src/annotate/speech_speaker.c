#include "annotate/speech_part.h"

/*
 * The noun phrase of a speaker. Left of a verb it is read backwards to a joint of the sentence, over appositions and
 * relative clauses; right of a verb forwards. No parser: joints, prepositions and auxiliaries are tables.
 */
enum { PHRASE_MAX = 26, APPOSITION_MAX = 34, RELATIVE_MAX = 9, APPOSITIONS = 3, ROLE_MAX = 14 };

/* The stop of "Mr." or of an initial, the mark inside a name. */
static bool is_inner_sign(const struct bw_talk *t, uint32_t i)
{
	if (i == 0 || i + 1 >= t->n)
		return false;
	const struct bw_mention *m = bw_talk_mention_at(t, i);
	if ((m && m->end > t->tokens[i].end) || bw_talk_is_marked_name(t, i))
		return true;
	if (bw_talk_sign(t, i, '&') || bw_talk_sign(t, i, '/') || bw_talk_is_possessive(t, i))
		return true;
	if (!bw_talk_sign(t, i, '.') ||
	    ((t->tokens[i].flags | t->tokens[i + 1].flags << 8) & (BW_TOKEN_SPACE | BW_TOKEN_FIRST << 8)) ||
	    !bw_talk_is_capital(t, i - 1) || !bw_talk_is_capital(t, i + 1))
		return bw_talk_sign(t, i, '-') && !(t->tokens[i].flags & BW_TOKEN_SPACE);
	return t->tokens[i - 1].end - t->tokens[i - 1].start <= 4;
}

/* "hat am Dienstag eine Abgabe angekündigt": the verb begins with its auxiliary. */
static uint32_t auxiliary_of(const struct bw_talk *t, uint32_t v, uint32_t lo)
{
	enum { LATE_MAX = 24 };
	for (uint32_t i = v; i > lo && v - i < LATE_MAX; i--) {
		if (bw_talk_is(t, i - 1, BW_R_SUBJUNCTIVE))
			break;
		if (bw_talk_is(t, i - 1, BW_R_HAVE))
			return i - 1;
		if (bw_talk_is_quoted(t, i - 1) || bw_talk_sign(t, i - 1, ';') || bw_talk_sign(t, i - 1, ':'))
			break;
	}
	return v;
}

uint32_t bw_talk_verb_start(const struct bw_talk *t, uint32_t v, uint32_t lo)
{
	uint32_t end = t->marks[v].cue & BW_C_LATE ? auxiliary_of(t, v, lo) : v;
	while (end > lo && !bw_talk_is(t, end - 1, BW_R_PRONOUN)) {
		uint32_t k = end - 1;
		bool dated = bw_talk_is(t, k, BW_R_TIME) && !bw_talk_mention_at(t, k);
		if (!bw_talk_is(t, k, BW_R_SKIP) && !bw_talk_is_adverb(t, k) && !dated)
			break;
		end = dated && k > lo && bw_talk_is(t, k - 1, BW_R_PREPOSITION) ? k - 1 : k;
	}
	return end;
}

static bool has_finite(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (bw_talk_is(t, i, BW_R_FINITE) || (bw_talk_cue(t, i, first) & BW_C_VERB))
			return true;
	return false;
}

/* "Jim and Dot Pruitt": the joint belongs to the phrase when no verb stands left of it. */
static bool joins_phrases(const struct bw_talk *t, uint32_t k, uint32_t lo)
{
	uint32_t from = k;
	while (from > lo && k - from < RELATIVE_MAX && t->tokens[from - 1].kind != BW_TOKEN_PUNCT &&
	       !bw_talk_is(t, from - 1, BW_R_THAT | BW_R_COORDINATE))
		from--;
	return from < k && !bw_talk_is(t, k - 1, BW_R_TIME) && !has_finite(t, from, k) &&
	       (bw_talk_is_capital(t, k + 1) == bw_talk_is_capital(t, k - 1)) && !bw_talk_is(t, k + 1, BW_R_PRONOUN);
}

/* Behind a verb of a relative clause: the place of its "who" or "that", or 0. */
static uint32_t relative_before(const struct bw_talk *t, uint32_t k, uint32_t lo)
{
	for (uint32_t i = k; i > lo && k - i < RELATIVE_MAX; i--) {
		if (t->tokens[i - 1].kind == BW_TOKEN_PUNCT)
			return 0;
		if (bw_talk_is(t, i - 1, BW_R_RELATIVE))
			return i - 1 > lo ? i - 1 : 0;
	}
	return 0;
}

/* "a move that farmers' unions denounced": the one who does it stands behind the "that". */
static bool begins_phrase(const struct bw_talk *t, uint32_t i)
{
	return bw_talk_is(t, i, BW_R_DETERMINER | BW_R_PRONOUN | BW_R_SPEAKER) || bw_talk_is_capital(t, i) ||
	       bw_talk_is_possessive(t, i + 1);
}

static uint32_t phrase_left(const struct bw_talk *t, uint32_t end, uint32_t lo)
{
	uint32_t first = end;
	while (first > lo && end - first < PHRASE_MAX) {
		uint32_t k = first - 1;
		const struct bw_mention *m = first < end ? bw_talk_mention_at(t, k) : NULL;
		if (m && m->end > t->tokens[first].start) { /* "ministère du Pétrole et de l'Énergie" */
			first = k;
			continue;
		}
		if (bw_talk_is_quoted(t, k) || (t->tokens[k].kind == BW_TOKEN_PUNCT && !is_inner_sign(t, k)) ||
		    t->tokens[k].kind == BW_TOKEN_URL)
			break;
		if (bw_talk_is(t, k, BW_R_RELATIVE) && k > lo && first < end && !bw_talk_sign(t, k - 1, ',') &&
		    !begins_phrase(t, first) && !(bw_talk_cue(t, k - 1, lo) & BW_C_VERB)) {
			first = k;
			continue;
		}
		if (bw_talk_is(t, k, BW_R_EDGE | BW_R_SUBORDINATE | BW_R_QUESTION | BW_R_THAT))
			break;
		if (bw_talk_is(t, k, BW_R_TIME) && !bw_talk_is_possessive(t, first) && !bw_talk_mention_at(t, k))
			break;
		if (bw_talk_is(t, k, BW_R_COORDINATE) && !joins_phrases(t, k, lo))
			break;
		uint32_t verb = bw_talk_cue(t, k, lo) & BW_C_VERB;
		bool turned = verb && !(verb & BW_C_SAY) && bw_talk_is(t, first, BW_R_PREPOSITION) && first < end;
		if (bw_talk_is(t, k, BW_R_FINITE) || (verb && !turned)) {
			uint32_t relative = bw_talk_is_participle(t, k, lo) ? k : relative_before(t, k, lo);
			if (!relative)
				break;
			first = relative;
			continue;
		}
		first = k;
	}
	return first;
}

/* One mark back from a closing one: commas and dashes pair with themselves, brackets with each other. */
static uint32_t mark_before(const struct bw_talk *t, uint32_t mark, uint32_t lo)
{
	bool bracket = bw_talk_sign(t, mark, ')'), dash = bw_talk_is_dash(t, mark);
	for (uint32_t i = mark; i > lo && mark - i < APPOSITION_MAX; i--) {
		uint32_t k = i - 1;
		if (bracket ? bw_talk_sign(t, k, '(') : dash ? bw_talk_is_dash(t, k) : bw_talk_sign(t, k, ','))
			return k;
		if (bw_talk_is_quoted(t, k) || bw_talk_sign(t, k, ';') || bw_talk_sign(t, k, ':'))
			break;
	}
	return mark;
}

static bool is_person(const struct bw_talk *t, const struct bw_speaker *s)
{
	return s->actor >= 0 && t->notes->actors[s->actor].kind == BW_ACTOR_PERSON;
}

/* A person, or a name of several words that nobody knows. */
static bool is_name(const struct bw_talk *t, const struct bw_speaker *s)
{
	if (s->actor < 0)
		return false;
	const struct bw_actor *a = &t->notes->actors[s->actor];
	return a->kind == BW_ACTOR_PERSON ||
	       (a->kind == BW_ACTOR_UNKNOWN && bw_str_find_char(a->name, ' ', 0) != BW_NPOS);
}

static uint32_t mention_start(const struct bw_talk *t, const struct bw_mention *m, uint32_t lo)
{
	uint32_t first = bw_talk_token_at(t, m->start);
	return first < lo ? lo : first;
}

/* "Gormanby, Democrat of Maine, who": the name before the words between commas; comma: the one before "who". */
static uint32_t antecedent_end(const struct bw_talk *t, uint32_t comma, uint32_t lo)
{
	const struct bw_mention *m = comma > lo ? bw_talk_mention_at(t, comma - 1) : NULL;
	if (!m || t->notes->actors[m->actor].kind == BW_ACTOR_PERSON)
		return comma;
	enum bw_actor_kind kind = t->notes->actors[m->actor].kind;
	uint32_t first = mention_start(t, m, lo);
	bool where = (kind == BW_ACTOR_COUNTRY || kind == BW_ACTOR_PLACE) && first > lo + 1 &&
		     bw_talk_is(t, first - 1, BW_R_PREPOSITION) && bw_talk_mention_at(t, first - 2);
	if (where) /* "Thrane from Odense, who" */
		return first - 1;
	uint32_t open = mark_before(t, comma, lo);
	m = open < comma && open > lo ? bw_talk_mention_at(t, open - 1) : NULL;
	return m && t->notes->actors[m->actor].kind == BW_ACTOR_PERSON ? open : comma;
}

struct bw_speaker bw_talk_subject(struct bw_talk *t, uint32_t v, uint32_t lo)
{
	uint32_t end = bw_talk_verb_start(t, v, lo), comma = 0;
	struct bw_speaker inserted = BW_NO_SPEAKER, s = BW_NO_SPEAKER;
	if (end > lo + 1 && bw_talk_is(t, end - 1, BW_R_RELATIVE)) { /* "Smith, who claims" */
		end--;
		const struct bw_mention *m = bw_talk_sign(t, end - 1, ',')
						     ? bw_talk_mention_at(t, antecedent_end(t, end - 1, lo) - 1)
						     : NULL;
		if (m && end >= lo + 2)
			return bw_talk_phrase(t, mention_start(t, m, lo), antecedent_end(t, end - 1, lo));
		end -= bw_talk_sign(t, end - 1, ',');
	}
	for (int jumps = 0; jumps < APPOSITIONS && end > lo; jumps++) {
		while (end > lo && (bw_talk_sign(t, end - 1, ',') || bw_talk_sign(t, end - 1, ')') ||
				    bw_talk_is_dash(t, end - 1))) {
			comma = end - 1;
			uint32_t open = mark_before(t, comma, lo);
			if (open == comma)
				return inserted.found ? inserted : BW_NO_SPEAKER;
			struct bw_speaker within = bw_talk_phrase(t, open + 1, comma);
			if (is_name(t, &within) && within.first <= open + 2)
				inserted = within;
			end = open;
		}
		uint32_t first = phrase_left(t, end, lo);
		s = bw_talk_phrase(t, first, end);
		bool part = !s.found && bw_talk_is_past(t, first); /* "X, based in Y, said" */
		bool apposed = comma && bw_talk_sign(t, comma, ',') && (s.found || part) && s.actor < 0 && first > lo &&
			       bw_talk_sign(t, first - 1, ',') && (part || !bw_talk_is(t, s.first, BW_R_PRONOUN));
		if (!apposed)
			break;
		end = first - 1;
	}
	if (inserted.found && !is_name(t, &s)) {
		inserted.affiliation = s.affiliation >= 0 ? s.affiliation : inserted.affiliation;
		inserted.first = s.found ? s.first : inserted.first;
		return inserted;
	}
	return s;
}

/* ---- a noun phrase as a speaker ---- */

/* What leads to the phrase but is none of it: "In a letter", "a claim" in "a claim the groups contest". */
static uint32_t phrase_start(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	while (first < end &&
	       (t->tokens[first].kind == BW_TOKEN_PUNCT || bw_talk_is_adverb(t, first) ||
		bw_talk_is(t, first, BW_R_COORDINATE | BW_R_TIME | BW_R_THAT) ||
		(bw_talk_is(t, first, BW_R_SKIP) && !bw_talk_is(t, first, BW_R_DETERMINER))) &&
	       !bw_talk_is(t, first, BW_R_SPEAKER) && !bw_talk_mention_at(t, first))
		first++;
	uint32_t start = first;
	bool led = bw_talk_is(t, first, BW_R_PREPOSITION);
	for (uint32_t i = first + 1; i < end && i < first + PHRASE_MAX; i++) {
		if (bw_talk_is(t, i, BW_R_RELATIVE))
			break;
		bool opens = (bw_talk_is(t, i, BW_R_DETERMINER | BW_R_PRONOUN) && !bw_talk_is(t, i, BW_R_JOIN)) ||
			     (led && bw_talk_is_capital(t, i) && !bw_talk_is_capital(t, i - 1));
		bool within = bw_talk_is(t, i - 1, BW_R_PREPOSITION | BW_R_COORDINATE | BW_R_DETERMINER);
		if (opens && !within)
			start = i;
	}
	return start;
}

/* "de" in "Ana Ruiz de la Serna" */
static bool is_inside_name(const struct bw_talk *t, uint32_t i)
{
	const struct bw_mention *m = bw_talk_mention_at(t, i);
	return m && m->start < t->tokens[i].start && t->notes->actors[m->actor].kind == BW_ACTOR_PERSON;
}

/* End of the head: a preposition, a relative clause or a sign ends it. */
static uint32_t head_end(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	uint32_t i = first;
	const uint32_t ends = BW_R_PREPOSITION | BW_R_RELATIVE | BW_R_FINITE | BW_R_COORDINATE;
	while (i < end && (i == first || is_inside_name(t, i) || !bw_talk_is(t, i, ends)) &&
	       (t->tokens[i].kind != BW_TOKEN_PUNCT || is_inner_sign(t, i)))
		i++;
	return i;
}

/* Last mention inside [first, end), or NULL. */
static const struct bw_mention *last_mention(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	const struct bw_mention *best = NULL;
	uint32_t stop = t->tokens[end - 1].end;
	for (uint32_t i = bw_talk_mention_from(t, t->tokens[first].start); i < t->n_mentions; i++) {
		if (t->mentions[i].start >= stop)
			break;
		if (t->mentions[i].start >= t->tokens[first].start && t->mentions[i].end <= stop)
			best = &t->mentions[i];
	}
	return best;
}

static bool is_body(const struct bw_talk *t, uint32_t actor)
{
	enum bw_actor_kind kind = t->notes->actors[actor].kind;
	return kind == BW_ACTOR_ORG || kind == BW_ACTOR_COUNTRY || kind == BW_ACTOR_UNKNOWN;
}

/* Where a role ends: "a person familiar with the talks", not "the company in a statement". */
static uint32_t role_end(const struct bw_talk *t, uint32_t head, uint32_t end)
{
	uint32_t i = head;
	while (i < end && (t->tokens[i].kind != BW_TOKEN_PUNCT || is_inner_sign(t, i)) &&
	       !bw_talk_is(t, i, BW_R_RELATIVE | BW_R_FINITE) &&
	       !(bw_talk_is(t, i, BW_R_PREPOSITION) && !bw_talk_is(t, i, BW_R_JOIN)))
		i++;
	return i;
}

/* "mentioned in the records of a gallery raided in Norway": all that the participle brings. */
static uint32_t participle_end(const struct bw_talk *t, uint32_t head, uint32_t end)
{
	uint32_t i = head;
	while (i < end && (t->tokens[i].kind != BW_TOKEN_PUNCT || is_inner_sign(t, i)) &&
	       !bw_talk_is(t, i, BW_R_RELATIVE) &&
	       (!bw_talk_is(t, i, BW_R_FINITE) || bw_talk_is_participle(t, i, head)))
		i++;
	return i;
}

static char gender_of_role(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		if (bw_talk_is(t, i, BW_R_MAN))
			return 'm';
		if (bw_talk_is(t, i, BW_R_WOMAN))
			return 'f';
	}
	return 0;
}

static void take_mention(const struct bw_talk *t, struct bw_speaker *s, const struct bw_mention *m)
{
	s->start = m->start;
	s->end = m->end;
	s->actor = (int32_t)m->actor;
	(void)t;
}

/* Signs and adverbs behind the phrase: "Smith also". */
static uint32_t phrase_close(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	while (end > first && t->tokens[end - 1].kind == BW_TOKEN_PUNCT && !is_inner_sign(t, end - 1))
		end--;
	while (t->pack->n_pasts && end > first + 1 && !bw_talk_mention_at(t, end - 1) &&
	       ((bw_talk_is(t, end - 1, BW_R_SKIP) && !bw_talk_is(t, end - 1, BW_R_SPEAKER | BW_R_PRONOUN)) ||
		bw_talk_is_adverb(t, end - 1)))
		end--;
	return end;
}

struct bw_speaker bw_talk_phrase(struct bw_talk *t, uint32_t first, uint32_t end)
{
	struct bw_speaker s = BW_NO_SPEAKER;
	first = phrase_start(t, first, end);
	end = phrase_close(t, first, end);
	bool led = t->pack->n_pasts && bw_talk_is(t, first, BW_R_JOIN) && !bw_talk_is(t, first, BW_R_DETERMINER);
	first += led && first + 1 < end && !(t->tokens[first].flags & BW_TOKEN_FIRST); /* "with each side accusing" */
	if (first >= end)
		return s;
	s.first = first;
	s.last = end;
	end -= t->tokens[end - 1].kind == BW_TOKEN_PUNCT && bw_talk_is_marked_name(t, end - 1); /* its closing mark */
	if (bw_talk_is(t, first, BW_R_PRONOUN) && end - first == 1) {
		s.found = true;
		bw_talk_pronoun(t, &s);
		return s;
	}
	bool aside =
		bw_talk_is(t, first, BW_R_PREPOSITION) && !bw_talk_is(t, first, BW_R_DETERMINER) &&
		!bw_talk_mention_at(t, first) &&
		(bw_talk_is(t, first + 1, BW_R_DETERMINER) || !bw_talk_can_speak(t, first, end)); /* "in una nota" */
	uint32_t head = head_end(t, first, end);
	bool source = head > first && (t->pack->manner & BW_M_COMMA) && head == end &&
		      bw_talk_is(t, head - 1, BW_R_PAPER | BW_R_SPEAKER); /* "In dem Schreiben heißt es" */
	if (head <= first || ((t->pack->manner & BW_M_INVERT) && aside && !source))
		return s;
	const struct bw_mention *m = last_mention(t, first, head);
	uint32_t close = head;
	while (close > first && (t->tokens[close - 1].kind == BW_TOKEN_NUMBER ||
				 (bw_talk_is(t, close - 1, BW_R_TIME) && !bw_talk_mention_at(t, close - 1))))
		close--;
	if (m && close > first && m->end >= t->tokens[close - 1].end) {
		take_mention(t, &s, m);
		s.found = true;
		bw_talk_affiliate(t, &s);
		return s;
	}
	if ((!t->lenient && !bw_talk_can_speak(t, first, head)) || head - first > ROLE_MAX ||
	    bw_talk_is_no_speaker(t, first, head, end))
		return s;
	bool parted = head > first + 1 && head < end && bw_talk_is_participle(t, head - 1, first);
	uint32_t stop = parted ? participle_end(t, head, end) : role_end(t, head, end);
	while (stop > first && bw_talk_is(t, stop - 1, BW_R_PREPOSITION) && !bw_talk_mention_at(t, stop - 1))
		stop--; /* "Ces lanceurs d'" */
	if (stop == first)
		return s;
	s.found = true;
	s.start = t->tokens[first].start;
	s.end = t->tokens[stop - 1].end;
	s.gender = gender_of_role(t, first, head);
	if (m && is_body(t, m->actor))
		s.affiliation = (int32_t)m->actor;
	else if (stop > head && !parted && (m = last_mention(t, head, stop)) && is_body(t, m->actor))
		s.affiliation = (int32_t)m->actor;
	else if (bw_talk_is(t, first, BW_R_IT) && bw_talk_is(t, first, BW_R_DETERMINER))
		s.affiliation = bw_talk_owner(t, first); /* "its director" */
	return s;
}

/* ---- to the right of the verb ---- */

static bool ends_named(const struct bw_talk *t, uint32_t i, uint32_t first)
{
	if (bw_talk_is_quoted(t, i) || (t->tokens[i].kind == BW_TOKEN_PUNCT && !is_inner_sign(t, i)))
		return true;
	if (bw_talk_mention_at(t, i))
		return false;
	if (bw_talk_is(t, i, BW_R_EDGE | BW_R_QUESTION | BW_R_RELATIVE | BW_R_SUBORDINATE | BW_R_TO | BW_R_THAT))
		return true;
	if (i == first)
		return false;
	if (bw_talk_is(t, i, BW_R_DETERMINER) && !bw_talk_is(t, i, BW_R_PREPOSITION) && /* "des", "du" are both */
	    !bw_talk_is(t, i - 1, BW_R_PREPOSITION | BW_R_COORDINATE | BW_R_DETERMINER))
		return true;
	if (bw_talk_is(t, i, BW_R_COORDINATE))
		return !bw_talk_mention_at(t, i + 1) && !bw_talk_is(t, i + 1, BW_R_SPEAKER);
	if (bw_talk_is(t, i, BW_R_PREPOSITION)) {
		const struct bw_mention *m = bw_talk_mention_at(t, i - 1);
		bool person = m && t->notes->actors[m->actor].kind == BW_ACTOR_PERSON;
		return !bw_talk_is(t, i, BW_R_JOIN) || person || bw_talk_is(t, i + 1, BW_R_TIME);
	}
	return bw_talk_is(t, i, BW_R_FINITE | BW_R_TIME | BW_R_PRONOUN) || bw_talk_is_adverb(t, i) ||
	       (bw_talk_cue(t, i, first) & BW_C_VERB);
}

/* "a déploré pour sa part [le préfet]", "dijo a este diario [Ana Ruiz]": where verbs stand before those who speak, what
 * begins with a preposition is none of them. */
uint32_t bw_talk_after_aside(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	enum { ASIDE_MAX = 12 };
	if (!bw_talk_is(t, first, BW_R_PREPOSITION) || bw_talk_is(t, first, BW_R_DETERMINER))
		return first;
	for (uint32_t i = first + 1; i < end && i < first + ASIDE_MAX && !bw_talk_is_quoted(t, i); i++) {
		const struct bw_mention *m = bw_talk_mention_at(t, i);
		bool opens = bw_talk_is(t, i, BW_R_DETERMINER) || (m && m->start == t->tokens[i].start);
		if (t->tokens[i].kind == BW_TOKEN_PUNCT)
			break;
		if (opens && !bw_talk_is(t, i, BW_R_PREPOSITION) &&
		    !bw_talk_is(t, i - 1, BW_R_PREPOSITION | BW_R_DETERMINER))
			return i;
	}
	return first;
}

uint32_t bw_talk_after_verb(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	uint32_t v = first;
	if (!(t->pack->manner & BW_M_INVERT) || bw_talk_mention_at(t, first))
		return first;
	while (v < end && v < first + 2 && bw_talk_is(t, v, BW_R_SKIP) && !bw_talk_is(t, v, BW_R_DETERMINER))
		v++;
	if (v >= end || !(t->marks[v].cue & BW_C_SAY) || bw_talk_is(t, v, BW_R_SPEAKER))
		return first;
	return bw_talk_after_aside(t, v + t->marks[v].words, end);
}

struct bw_speaker bw_talk_named(struct bw_talk *t, uint32_t first, uint32_t end)
{
	while (first + 1 < end && !bw_talk_mention_at(t, first) &&
	       (bw_talk_is(t, first, BW_R_TIME) ||
		(bw_talk_is(t, first, BW_R_PREPOSITION | BW_R_DETERMINER) && bw_talk_is(t, first + 1, BW_R_TIME))))
		first++; /* "dijo el lunes la portavoz" */
	if (t->pack->n_pasts && bw_talk_is(t, first, BW_R_BY))
		return BW_NO_SPEAKER; /* "posted on Sunday by" */
	uint32_t stop = first;
	if (bw_talk_is(t, first, BW_R_PRONOUN) && first < end && !bw_talk_is(t, first, BW_R_DETERMINER))
		return bw_talk_phrase(t, first, first + 1);
	while (stop < end && stop - first < PHRASE_MAX && !ends_named(t, stop, first))
		stop++;
	bool verb = (t->pack->manner & BW_M_INVERT) && stop > first + 1 && bw_talk_is(t, stop, BW_R_DETERMINER) &&
		    !bw_talk_is(t, stop, BW_R_PREPOSITION) && !bw_talk_is_capital(t, stop - 1) &&
		    !t->marks[stop - 1].role && !bw_talk_mention_at(t, stop - 1);
	stop -= verb; /* "volgens het ministerie daalde het aantal" */
	struct bw_speaker s = bw_talk_phrase(t, first, stop);
	if (!s.found || s.first > first + 2 || is_person(t, &s) || stop + 1 >= end || !bw_talk_sign(t, stop, ','))
		return s;
	/* "her coach, Anton Berg" */
	const struct bw_mention *m = bw_talk_mention_at(t, stop + 1);
	if (!m || m->start != t->tokens[stop + 1].start || t->notes->actors[m->actor].kind != BW_ACTOR_PERSON)
		return s;
	take_mention(t, &s, m);
	bw_talk_affiliate(t, &s); /* keeps what "her coach" told */
	for (s.last = stop + 1; s.last < end && t->tokens[s.last].end <= m->end;)
		s.last++;
	return s;
}
