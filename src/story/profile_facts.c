#include <stdlib.h>

#include "core/vec.h"

#include "story/part.h"
#include "story/profile_words.h"

/*
 * What the text tells, sentence by sentence; what is denied in it; and who or where: the doer beside what only one can
 * do or hold, the place behind what happened there.
 */
enum { MAX_TOLD = 12, MAX_BESIDE = 6, TOKENS_MIN = 5, STEMS_MIN = 3, ROOM = 48 };

struct fact {
	struct bw_profile_fact f;
	uint32_t sentence;
	double worth;
};

struct read {
	struct bw_arena *a;
	const struct bw_notes *notes;
	const struct bw_layer *body;
	const struct bw_told_word *w;
	BW_VEC(struct fact) told;
	BW_VEC(struct bw_profile_fact) beside;
};

static int by_u32(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
	return a < b ? -1 : a > b;
}

/* ---- stems of a sentence ---- */

struct pick {
	uint32_t stem, at;
	uint32_t weight;
};

static int by_weight(const void *x, const void *y)
{
	const struct pick *a = x, *b = y;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

/* What tells most first: names, then what is denied, then in the order of the text. Ordered by stem at the end. */
static void take_stems(const struct read *r, uint32_t first, uint32_t end, uint32_t from, struct bw_profile_fact *f)
{
	struct pick p[ROOM];
	uint32_t n = 0;
	for (uint32_t i = first; i < end && n < ROOM; i++) {
		const struct bw_token *t = &r->body->tokens[i];
		bool seen = !(r->w[i].cues & BW_CUE_TOPIC);
		for (uint32_t k = 0; k < n && !seen; k++)
			seen = p[k].stem == r->w[i].stem;
		bool name = (t->flags & BW_TOKEN_CAPITAL) && !(t->flags & BW_TOKEN_FIRST);
		if (!seen)
			p[n++] = (struct pick){r->w[i].stem, i, (i >= from ? 2u : 0u) + name};
	}
	qsort(p, n, sizeof(*p), by_weight);
	f->n_stems = (uint8_t)(n < BW_FACT_STEMS ? n : BW_FACT_STEMS);
	for (uint8_t i = 0; i < f->n_stems; i++)
		f->stems[i] = p[i].stem;
	qsort(f->stems, f->n_stems, sizeof(*f->stems), by_u32);
}

/* ---- a sentence ---- */

static const struct bw_statement *statement_of(const struct read *r, uint32_t sentence)
{
	for (uint32_t i = 0; i < r->notes->n_statements; i++)
		if (r->notes->statements[i].sentence == sentence)
			return &r->notes->statements[i];
	return NULL;
}

static uint32_t figures_in(const struct read *r, uint32_t sentence)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < r->notes->n_figures; i++)
		n += r->notes->figures[i].sentence == sentence;
	return n;
}

struct counts {
	uint32_t topics, names, quoted, figures;
};

static struct counts count(const struct read *r, uint32_t sentence)
{
	const struct bw_sentence *s = &r->body->sentences[sentence];
	struct counts c = {.figures = figures_in(r, sentence)};
	for (uint32_t i = s->first; i < s->first + s->n_tokens; i++) {
		const struct bw_token *t = &r->body->tokens[i];
		bool topic = r->w[i].cues & BW_CUE_TOPIC;
		c.topics += topic;
		c.names += topic && (t->flags & BW_TOKEN_CAPITAL) && !(t->flags & BW_TOKEN_FIRST);
		c.quoted += topic && (t->flags & BW_TOKEN_QUOTED);
	}
	return c;
}

/* How much a sentence is a fact and not colour; 0 and less: colour. */
static double worth_of(const struct read *r, uint32_t sentence, const struct bw_statement *st)
{
	const struct bw_sentence *s = &r->body->sentences[sentence];
	struct counts c = count(r, sentence);
	if (s->n_tokens < TOKENS_MIN || c.topics < STEMS_MIN)
		return 0;
	double worth = (c.figures > 2 ? 2 : c.figures) + (c.names ? 1 : 0);
	worth += st ? 0.5 + (st->status != BW_STATUS_NONE) : 0;
	if (st && (st->act == BW_ACT_JUDGEMENT || st->act == BW_ACT_DEMAND || st->act == BW_ACT_FORECAST))
		worth -= 0.5;
	if (2 * c.quoted > c.topics)
		worth -= c.figures ? 0.5 : 1;
	if (!c.figures && !c.names)
		worth -= c.topics >= 6 ? 0 : 0.5;
	return worth + 0.5 + (sentence < 3 ? 0.5 : 0);
}

static uint32_t subject_of(const struct read *r, const struct bw_statement *st)
{
	if (!st || st->speaker < 0 || (uint32_t)st->speaker >= r->notes->n_actors)
		return 0;
	return bw_profile_actor_name(r->a, &r->notes->actors[st->speaker]);
}

static bool is_particle(const struct read *r, uint32_t i, enum bw_told_particle word)
{
	return r->w[i].particles & word;
}

static bool is_punct(const struct read *r, uint32_t i)
{
	return r->body->tokens[i].kind == BW_TOKEN_PUNCT;
}

static bool is_clause(const struct read *r, uint32_t i)
{
	return is_particle(r, i, BW_WORD_CLAUSE) || is_punct(r, i);
}

/* What is denied: the word that carries topic right behind "not" or "never"; behind "no" and "none", which negate a
 * noun, the one behind the next auxiliary ("no match has been cancelled"). end: nothing. */
static uint32_t denied_at(const struct read *r, uint32_t first, uint32_t end)
{
	enum { REACH = 3, NOUN_REACH = 8 };
	for (uint32_t i = first; i < end; i++) {
		if (!(r->w[i].cues & BW_CUE_NOT) || (r->w[i].cues & BW_CUE_PASS))
			continue;
		bool noun = is_particle(r, i, BW_WORD_NO);
		uint32_t from = i + 1, reach = noun ? NOUN_REACH : REACH;
		for (uint32_t k = i + 1; noun && k < end && k - i <= NOUN_REACH && !is_clause(r, k); k++)
			from = is_particle(r, k, BW_WORD_HELPER) ? k + 1 : from;
		if (noun && from == i + 1)
			continue;
		for (uint32_t k = from; k < end && k - from < reach; k++)
			if (r->w[k].cues & BW_CUE_TOPIC)
				return r->body->tokens[k].flags & BW_TOKEN_CAPITAL ? end : k;
	}
	return end;
}

/* Something is negated, and it is not clear what; or it is told as what may be. */
static bool is_open(const struct read *r, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if ((r->w[i].cues & (BW_CUE_NOT | BW_CUE_DENY | BW_CUE_OPEN)) && !(r->w[i].cues & BW_CUE_PASS))
			return true;
	return false;
}

static void take_sentence(struct read *r, uint32_t sentence)
{
	const struct bw_sentence *s = &r->body->sentences[sentence];
	const struct bw_statement *st = statement_of(r, sentence);
	double worth = worth_of(r, sentence, st);
	uint32_t end = s->first + s->n_tokens, denied = denied_at(r, s->first, end);
	if (worth <= 0)
		return;
	struct fact *f = BW_PUSH(r->a, &r->told);
	*f = (struct fact){.sentence = sentence, .worth = worth};
	f->f = (struct bw_profile_fact){.start = s->start,
					.end = s->end,
					.subject = subject_of(r, st),
					.status = (uint8_t)(st ? st->status : BW_STATUS_NONE),
					.act = (uint8_t)(st ? st->act : BW_ACT_ASSERTION),
					.polarity = (int8_t)(denied < end                ? -1
							     : is_open(r, s->first, end) ? 0
											 : 1),
					.verb = denied < end ? r->w[denied].stem : 0};
	take_stems(r, s->first, end, denied, &f->f);
}

static int by_worth(const void *x, const void *y)
{
	const struct fact *a = x, *b = y;
	if (a->worth != b->worth)
		return a->worth > b->worth ? -1 : 1;
	return a->sentence < b->sentence ? -1 : a->sentence > b->sentence;
}

/* ---- who and where ---- */

struct span {
	uint32_t from, to; /* tokens of a mention */
	enum bw_actor_kind kind;
};

/* The word of a name by which others write it too: the last of a person's, else the first with a capital. */
static uint32_t name_word(const struct read *r, const struct span *m)
{
	uint32_t at = m->from;
	if (m->kind == BW_ACTOR_PERSON)
		return m->to - 1;
	while (at + 1 < m->to &&
	       (!(r->body->tokens[at].flags & BW_TOKEN_CAPITAL) || (r->body->tokens[at].flags & BW_TOKEN_STOP)))
		at++;
	return at;
}

/* A word of what only one can do or hold; "its own" is none. */
static bool is_role(const struct read *r, uint32_t i)
{
	return (r->w[i].cues & BW_CUE_WHO) &&
	       !(i && is_particle(r, i, BW_WORD_SELF) && is_particle(r, i - 1, BW_WORD_WHOSE));
}

/* "X owns", "X has bought", "X, the owner of", "X is the owner", "X as owner": the token of the role, or end. */
static uint32_t role_behind(const struct read *r, const struct span *m, uint32_t end)
{
	enum { REACH = 5 };
	bool be = false, by_noun = false;
	for (uint32_t i = m->to; i < end && i - m->to < REACH; i++) {
		const struct bw_told_word *w = &r->w[i];
		if (is_role(r, i)) {
			bool agent = w->cues & BW_CUE_AGENT;
			return agent == (be || by_noun) ? i : end;
		}
		if (is_particle(r, i, BW_WORD_APART))
			return end;
		if (is_particle(r, i, BW_WORD_RELATIVE))
			be = by_noun = false;
		be |= is_particle(r, i, BW_WORD_BE);
		by_noun |= i == m->to && (is_punct(r, i) || is_particle(r, i, BW_WORD_AS));
		if ((w->cues & BW_CUE_TOPIC) && !by_noun && !be)
			return end;
	}
	return end;
}

/* "belongs to X", "is the property of X". */
static bool is_held_by(const struct read *r, uint32_t first, uint32_t at)
{
	return at >= first + 2 && is_particle(r, at - 2, BW_WORD_HELD_BY);
}

/* "owned by X", "designed for the city in 1998 by X", "the owner, X", "owner X". */
static uint32_t role_before(const struct read *r, const struct span *m, uint32_t first, uint32_t end)
{
	enum { REACH = 8, NEAR = 3 };
	uint32_t at = m->from > first && is_particle(r, m->from - 1, BW_WORD_THE) ? m->from - 1 : m->from;
	if (is_held_by(r, first, at))
		return at - 2;
	bool by = at > first && is_particle(r, at - 1, BW_WORD_BY);
	for (uint32_t i = at; i > first && at - i < (by ? REACH : NEAR); i--) {
		const struct bw_told_word *w = &r->w[i - 1];
		if (is_role(r, i - 1) && (by || (w->cues & BW_CUE_AGENT)))
			return by == !(w->cues & BW_CUE_AGENT) ? i - 1 : end;
		if ((by && is_punct(r, i - 1)) || (!by && (w->cues & BW_CUE_TOPIC)) ||
		    (!by && is_particle(r, i - 1, BW_WORD_OF)))
			return end;
	}
	return end;
}

static void put_beside(struct read *r, const struct bw_sentence *s, const struct span *m, uint32_t role,
		       enum bw_fact_kind kind)
{
	enum { NEAR = 3 };
	uint32_t from = role > s->first + NEAR ? role - NEAR : s->first, end = s->first + s->n_tokens;
	uint32_t to = role + 1;
	for (uint32_t i = from; i < role && (r->w[role].cues & BW_CUE_AGENT); i++)
		if (is_particle(r, i, BW_WORD_ONE_OF))
			return;
	if (r->beside.len >= MAX_BESIDE || bw_told_has(r->w, from, to, BW_CUE_FORMER | BW_CUE_PAST))
		return;
	struct bw_profile_fact *f = BW_PUSH(r->a, &r->beside);
	*f = (struct bw_profile_fact){.start = s->start, .end = s->end, .kind = (uint8_t)kind, .polarity = 1};
	if (bw_told_has(r->w, from, to, BW_CUE_NOT | BW_CUE_DENY))
		f->polarity = -1;
	f->verb = r->w[role].stem;
	f->name = r->w[name_word(r, m)].stem;
	take_stems(r, s->first, end, end, f);
}

/* "an avalanche in Tyrol": the nearest word that carries topic and is no name, before the preposition. */
static uint32_t happening_before(const struct read *r, uint32_t first, uint32_t at, uint32_t end)
{
	enum { REACH = 4 };
	for (uint32_t i = at; i > first && at - i < REACH; i--)
		if ((r->w[i - 1].cues & BW_CUE_TOPIC))
			return (r->body->tokens[i - 1].flags & BW_TOKEN_CAPITAL) ? end : i - 1;
	return end;
}

static void take_mention(struct read *r, const struct bw_sentence *s, const struct span *m)
{
	uint32_t end = s->first + s->n_tokens, role = end;
	if (m->kind == BW_ACTOR_PLACE || m->kind == BW_ACTOR_COUNTRY) {
		uint32_t at = m->from > s->first && is_particle(r, m->from - 1, BW_WORD_THE) ? m->from - 1 : m->from;
		if (at > s->first && (r->w[at - 1].cues & BW_CUE_AT)) {
			role = happening_before(r, s->first, at - 1, end);
			if (role < end)
				put_beside(r, s, m, role, BW_FACT_WHERE);
			return;
		}
	}
	role = role_before(r, m, s->first, end);
	if (role == end)
		role = role_behind(r, m, end);
	if (role < end)
		put_beside(r, s, m, role, BW_FACT_WHO);
}

static void take_mentions(struct read *r)
{
	uint32_t k = 0;
	for (uint32_t i = 0; i < r->notes->n_mentions; i++) {
		const struct bw_mention *m = &r->notes->mentions[i];
		if (m->in_title)
			continue;
		while (k < r->body->n_sentences && r->body->sentences[k].end <= m->start)
			k++;
		if (k == r->body->n_sentences || r->body->sentences[k].start > m->start)
			continue;
		const struct bw_sentence *s = &r->body->sentences[k];
		struct span at = {bw_told_token_at(r->body, m->start), bw_told_token_at(r->body, m->end),
				  r->notes->actors[m->actor].kind};
		if (at.from >= s->first && at.to <= s->first + s->n_tokens && at.to > at.from)
			take_mention(r, s, &at);
	}
}

/* ---- together ---- */

static int by_start(const void *x, const void *y)
{
	const struct bw_profile_fact *a = x, *b = y;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->verb != b->verb)
		return a->verb < b->verb ? -1 : 1;
	return a->name < b->name ? -1 : a->name > b->name;
}

void bw_profile_facts(struct bw_arena *a, const struct bw_notes *notes, const struct bw_told_word *w,
		      struct bw_profile *out)
{
	struct read r = {.a = a, .notes = notes, .body = &notes->body, .w = w};
	for (uint32_t i = 0; i < r.body->n_sentences; i++)
		take_sentence(&r, i);
	take_mentions(&r);
	if (r.told.len)
		qsort(r.told.ptr, r.told.len, sizeof(*r.told.ptr), by_worth);
	size_t n = r.told.len < MAX_TOLD ? r.told.len : MAX_TOLD;
	struct bw_profile_fact *facts = BW_ARRAY(a, struct bw_profile_fact, n + r.beside.len);
	for (size_t i = 0; i < n; i++)
		facts[i] = r.told.ptr[i].f;
	for (size_t i = 0; i < r.beside.len; i++)
		facts[n + i] = r.beside.ptr[i];
	n += r.beside.len;
	if (n)
		qsort(facts, n, sizeof(*facts), by_start);
	out->facts = facts;
	out->n_facts = (uint32_t)n;
}
