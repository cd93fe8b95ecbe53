#include "annotate/speech_part.h"

/*
 * Who "he", "she" and "it" are, and for whom a speaker speaks. A pronoun is resolved to the one that its gender and
 * the nearest sentence with such a name leave; two in that sentence, neither of them speaking, leave it open.
 */
enum { LOOK_BACK = 5, MENTIONS_MAX = 24, AFTER_NAME = 14 };

bool bw_talk_known(const struct bw_speaker *s)
{
	return s->end > s->start;
}

static bool is_person(const struct bw_talk *t, uint32_t actor)
{
	return t->notes->actors[actor].kind == BW_ACTOR_PERSON;
}

static bool is_body(const struct bw_talk *t, uint32_t actor)
{
	enum bw_actor_kind kind = t->notes->actors[actor].kind;
	return kind == BW_ACTOR_ORG || kind == BW_ACTOR_COUNTRY;
}

void bw_talk_remember(struct bw_talk *t, const struct bw_speaker *s, uint32_t sentence)
{
	if (!bw_talk_known(s))
		return;
	bool speaks = s->actor >= 0;
	for (uint32_t i = s->first; i < s->last && !speaks; i++)
		speaks = bw_talk_is(t, i, BW_R_SPEAKER) || bw_talk_is_capital(t, i);
	if (!speaks)
		return;
	bool body = s->actor >= 0 ? !is_person(t, (uint32_t)s->actor) : bw_talk_is(t, s->first, BW_R_BODY);
	for (uint32_t i = s->first; s->actor < 0 && i < s->last; i++)
		body |= bw_talk_is(t, i, BW_R_BODY | BW_R_PAPER) &&
			!bw_talk_is(t, i, BW_R_PEOPLE | BW_R_MAN | BW_R_WOMAN);
	if (body) {
		t->last_body = *s;
		t->body_sentence = sentence;
	} else {
		t->last_person = *s;
		t->person_sentence = sentence;
	}
}

uint32_t bw_talk_sentence_of(const struct bw_talk *t, uint32_t token)
{
	const struct bw_layer *body = &t->notes->body;
	uint32_t lo = 0, hi = body->n_sentences;
	while (lo + 1 < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (body->sentences[mid].first <= token)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

static char known_gender(const struct bw_talk *t, struct bw_str word)
{
	uint64_t key = bw_words_hash(word);
	const uint64_t *g = bw_map_get(&t->pack->gender, key);
	g = g ? g : bw_map_get(&t->speech->gender, key);
	return g && *g != '-' ? (char)*g : 0;
}

/* The word in front of a mention tells ("Mrs", "spokeswoman"), else the given name. */
static char gender_of(struct bw_talk *t, uint32_t actor)
{
	if (t->genders[actor])
		return t->genders[actor];
	char gender = 0;
	for (uint32_t i = t->first_of[actor]; i && !gender; i = t->next_of[i - 1]) {
		uint32_t s = bw_talk_token_at(t, t->mentions[i - 1].start);
		for (uint32_t back = 1; back <= 2 && back <= s && !gender; back++) {
			uint32_t k = s - back;
			if (t->tokens[k].kind != BW_TOKEN_WORD)
				continue;
			gender = bw_talk_is(t, k, BW_R_MAN)     ? 'm'
				 : bw_talk_is(t, k, BW_R_WOMAN) ? 'f'
				 : back == 1 && bw_talk_is_capital(t, k)
					 ? known_gender(t, bw_token_text(t->text, &t->tokens[k]))
					 : 0;
		}
	}
	struct bw_str name = t->notes->actors[actor].name, word;
	bool first = bw_str_split(&name, ' ', &word);
	if (!gender && first && name.len)
		gender = known_gender(t, word);
	t->genders[actor] = gender ? gender : '-';
	return t->genders[actor];
}

struct search {
	char gender;                /* 0 any */
	bool body;                  /* looks for bodies, not people */
	uint32_t before;            /* byte offset of the pronoun */
	const struct bw_mention *a; /* nearest that fits in the sentence at hand */
	const struct bw_mention *first;
	bool two, sure; /* two different ones; one whose gender is known to fit */
};

static void try_mention(struct bw_talk *t, struct search *s, const struct bw_mention *m)
{
	if (s->body ? !is_body(t, m->actor) : !is_person(t, m->actor))
		return;
	uint32_t at = bw_talk_token_at(t, m->start);
	if (s->body && t->pack->n_pasts && t->notes->actors[m->actor].kind == BW_ACTOR_COUNTRY && at > 0 &&
	    bw_talk_is(t, at - 1, BW_R_PREPOSITION))
		return; /* "off Tunisia": where it was */
	bool sure = false;
	if (s->gender && !s->body) {
		char known = gender_of(t, m->actor);
		if (known != '-' && known != s->gender)
			return;
		sure = known != '-';
	}
	if (s->a && sure && !s->sure) { /* a name that surely fits beats one that may */
		s->a = s->first = m;
		s->sure = true;
		s->two = false;
		return;
	}
	if (s->sure && !sure)
		return;
	s->two |= s->a && s->a->actor != m->actor;
	s->sure |= sure;
	s->first = s->first ? s->first : m;
	s->a = m;
}

static bool quoted_at(const struct bw_talk *t, uint32_t offset)
{
	uint32_t k = bw_talk_token_at(t, offset);
	return k < t->n && bw_talk_is_quoted(t, k);
}

static void search_sentence(struct bw_talk *t, struct search *s, uint32_t sentence)
{
	const struct bw_sentence *at = &t->notes->body.sentences[sentence];
	uint32_t end = at->end < s->before ? at->end : s->before, n = 0;
	for (uint32_t i = bw_talk_mention_from(t, at->start); i < t->n_mentions && t->mentions[i].start < end; i++)
		if (t->mentions[i].end <= end && n++ < MENTIONS_MAX && !quoted_at(t, t->mentions[i].start))
			try_mention(t, s, &t->mentions[i]);
}

/* "some voters" */
static bool is_many(const struct bw_talk *t, const struct bw_speaker *s)
{
	for (uint32_t i = s->first; i < s->last; i++)
		if (bw_talk_is(t, i, BW_R_MANY))
			return true;
	uint32_t head = s->first;
	while (head < s->last && !bw_talk_is(t, head, BW_R_PREPOSITION | BW_R_RELATIVE))
		head++;
	return head > s->first && bw_str_ends(bw_token_text(t->text, &t->tokens[head - 1]), BW_STR("s")) &&
	       !bw_talk_is(t, head - 1, BW_R_MAN | BW_R_WOMAN);
}

static bool fits(struct bw_talk *t, const struct bw_speaker *last, const struct search *s)
{
	if (!bw_talk_known(last))
		return false;
	if (s->body || !s->gender)
		return true;
	if (last->actor < 0 && is_many(t, last))
		return false;
	char gender = last->actor >= 0 ? gender_of(t, (uint32_t)last->actor) : last->gender;
	return !gender || gender == '-' || gender == s->gender;
}

static void take(struct bw_talk *t, struct bw_speaker *out, const struct bw_speaker *from)
{
	out->start = from->start;
	out->end = from->end;
	out->actor = from->actor;
	out->affiliation = from->affiliation;
	out->gender = from->gender;
	(void)t;
}

/* True when the sentence decides, be it for nobody. */
static bool decide(struct bw_talk *t, struct bw_speaker *out, const struct search *s, const struct bw_speaker *last,
		   bool spoke)
{
	bool last_here = spoke && fits(t, last, s);
	if (!s->a && last_here)
		return take(t, out, last), true;
	if (!s->a)
		return false;
	bool mine = last->actor >= 0 && fits(t, last, s);
	if (s->two && last_here && mine)
		return take(t, out, last), true;
	const struct bw_mention *m = s->two ? s->first : s->a;
	bool leads = t->tokens[bw_talk_token_at(t, m->start)].flags & BW_TOKEN_FIRST;
	if (s->two && !leads && !spoke)
		return true;
	if (s->two && !leads)
		return true;
	struct bw_speaker named = {.start = m->start, .end = m->end, .actor = (int32_t)m->actor, .affiliation = -1};
	named.first = bw_talk_token_at(t, m->start);
	named.last = bw_talk_token_at(t, m->end - 1) + 1;
	if (last_here && last->actor < 0 && s->a->start < last->start)
		return take(t, out, last), true;
	bw_talk_affiliate(t, &named);
	take(t, out, &named);
	return true;
}

void bw_talk_pronoun(struct bw_talk *t, struct bw_speaker *out)
{
	uint32_t roles = t->marks[out->first].role, sentence = bw_talk_sentence_of(t, out->first);
	struct search s = {.before = t->tokens[out->first].start};
	s.body = (roles & (BW_R_IT | BW_R_THEY)) && !(roles & (BW_R_HE | BW_R_SHE));
	s.gender = (roles & BW_R_HE) && (roles & BW_R_SHE) ? 0 : roles & BW_R_HE ? 'm' : roles & BW_R_SHE ? 'f' : 0;
	if (roles & BW_R_SELF)
		return;
	const struct bw_speaker *last = s.body ? &t->last_body : &t->last_person;
	uint32_t spoken = s.body ? t->body_sentence : t->person_sentence;
	if (bw_talk_known(last) && last->start >= s.before) { /* who speaks later in this sentence */
		last = s.body ? &t->old_body : &t->old_person;
		spoken = s.body ? t->old_body_sentence : t->old_person_sentence;
	}
	if ((roles & BW_R_THEY) && !(roles & BW_R_SHE)) { /* those who spoke last, when they are many */
		if (t->last_person.actor < 0 && bw_talk_known(&t->last_person) && t->person_sentence + 2 >= sentence &&
		    t->person_sentence >= t->body_sentence)
			take(t, out, &t->last_person);
		else if (bw_talk_known(&t->last_body) && t->body_sentence + 1 >= sentence)
			take(t, out, &t->last_body);
		return;
	}
	bool tail = s.body && out->first > 0 && bw_talk_sign(t, out->first - 1, ',') && out->first + 1 < t->n &&
		    (t->marks[out->first + 1].cue & BW_C_CORE);
	if (tail && bw_talk_known(last) && spoken + 2 >= sentence) { /* "..., it said": whoever speaks goes on */
		take(t, out, last);
		return;
	}
	for (uint32_t back = 0; back < LOOK_BACK && back <= sentence; back++) {
		s.a = s.first = NULL;
		s.two = s.sure = false;
		search_sentence(t, &s, sentence - back);
		if (decide(t, out, &s, last, bw_talk_known(last) && spoken == sentence - back))
			return;
	}
}

/* ---- for whom a speaker speaks ---- */

int32_t bw_talk_owner(struct bw_talk *t, uint32_t token)
{
	enum { BACK = 2 };
	uint32_t sentence = bw_talk_sentence_of(t, token);
	struct search s = {.body = true, .before = t->tokens[token].start};
	for (uint32_t back = 0; back < BACK && back <= sentence && !s.a; back++)
		search_sentence(t, &s, sentence - back);
	return s.a && !s.two ? (int32_t)s.a->actor : -1;
}

static int32_t body_in(const struct bw_talk *t, uint32_t start, uint32_t end, int32_t not )
{
	int32_t country = -1;
	for (uint32_t i = bw_talk_mention_from(t, start); i < t->n_mentions && t->mentions[i].start < end; i++) {
		const struct bw_mention *m = &t->mentions[i];
		if (m->start < start || m->end > end || (int32_t)m->actor == not || !is_body(t, m->actor))
			continue;
		if (t->notes->actors[m->actor].kind == BW_ACTOR_ORG)
			return (int32_t)m->actor;
		country = country < 0 ? (int32_t)m->actor : country;
	}
	return country;
}

/* "Y of X", "Y, chief executive of X,": up to the second comma behind the name. */
static uint32_t apposition_end(const struct bw_talk *t, uint32_t last)
{
	uint32_t commas = 0, i = last;
	bool led = bw_talk_sign(t, last, ',') || bw_talk_sign(t, last, '(') || bw_talk_is(t, last, BW_R_JOIN);
	uint32_t word = last + bw_talk_sign(t, last, ',');
	bool where = (t->pack->manner & BW_M_INVERT) && /* "dit X, à la Bourse de Y": a place where he spoke */
		     bw_talk_is(t, word, word > last ? BW_R_PREPOSITION | BW_R_TIME : BW_R_AT);
	if (!led || where)
		return last;
	for (; i < t->n && i < last + AFTER_NAME; i++) {
		commas += bw_talk_sign(t, i, ',');
		if (commas > 1 || bw_talk_sign(t, i, ')') || bw_talk_sign(t, i, ';') || bw_talk_is_quoted(t, i) ||
		    (bw_talk_sign(t, i, '.') && (i + 1 >= t->n || (t->tokens[i + 1].flags & BW_TOKEN_FIRST))) ||
		    bw_talk_is(t, i, BW_R_FINITE) || (bw_talk_cue(t, i, last) & BW_C_VERB))
			break;
	}
	return i;
}

static int32_t body_around(const struct bw_talk *t, const struct bw_mention *m)
{
	enum { LEFT = 6 };
	uint32_t first = bw_talk_token_at(t, m->start), last = bw_talk_token_at(t, m->end - 1) + 1, lo = first;
	while (lo > 0 && first - lo < LEFT && !bw_talk_is_quoted(t, lo - 1) &&
	       !(t->tokens[lo].flags & BW_TOKEN_FIRST) && t->tokens[lo - 1].kind != BW_TOKEN_PUNCT &&
	       !bw_talk_is(t, lo - 1, BW_R_FINITE | BW_R_COORDINATE | BW_R_THAT | BW_R_SUBORDINATE) &&
	       !(t->marks[lo - 1].cue & BW_C_VERB))
		lo--;
	int32_t body = lo < first ? body_in(t, t->tokens[lo].start, m->start, (int32_t)m->actor) : -1;
	uint32_t end = apposition_end(t, last);
	if (body < 0 && end > last)
		body = body_in(t, t->tokens[last].start, t->tokens[end - 1].end, (int32_t)m->actor);
	return body;
}

void bw_talk_affiliate(struct bw_talk *t, struct bw_speaker *s)
{
	if (s->affiliation >= 0 || s->actor < 0 || !is_person(t, (uint32_t)s->actor))
		return;
	int32_t *known = &t->bodies[s->actor];
	if (*known == -2) {
		*known = t->notes->actors[s->actor].affiliation;
		uint32_t n = 0;
		for (uint32_t i = t->first_of[s->actor]; *known < 0 && i && n < MENTIONS_MAX;
		     i = t->next_of[i - 1], n++)
			*known = body_around(t, &t->mentions[i - 1]);
	}
	s->affiliation = *known;
}
