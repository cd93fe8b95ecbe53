#include "annotate/names_back.h"

/*
 * Words that point back to a name: "the agency", "the water order", "the Swiss drugmaker", "the minister". The one
 * entity that can be called so is meant: of those of the last sentences, or of all before. Two, and nobody is.
 */

enum {
	RECENT = 3,       /* sentences, that of the word among them */
	STILL_NEAR = 8,   /* for words that say little: "the company" */
	MOST_LINKS = 48,  /* candidates that are looked at */
	MOST_COLOURS = 3, /* words between "the" and the noun */
};

const struct bw_token *bw_back_token(const struct bw_back *b, uint32_t i)
{
	return &b->l->layer->tokens[i];
}

bool bw_back_small_word(const struct bw_back *b, uint32_t i)
{
	return i < b->l->layer->n_tokens && bw_back_token(b, i)->kind == BW_TOKEN_WORD &&
	       !(bw_back_token(b, i)->flags & BW_TOKEN_CAPITAL) && bw_back_token(b, i)->flags & BW_TOKEN_SPACE;
}

bool bw_back_clitic(const struct bw_back *b, uint32_t i)
{
	return i < b->l->layer->n_tokens && !(bw_back_token(b, i)->flags & BW_TOKEN_SPACE) && b->l->bits[i] & W_OWNER;
}

static bool acts_after(const struct bw_back *b, uint32_t i)
{
	for (uint32_t k = i; k < i + 3 && k < b->l->layer->n_tokens; k++) {
		if (bw_back_token(b, k)->kind != BW_TOKEN_WORD || b->l->bits[k] & (W_PREPOSITION | W_ARTICLE | T_NAME))
			return false;
		if (b->l->bits[k] & (W_ACT | W_SPEECH))
			return true;
	}
	return false;
}

static bool after_preposition(const struct bw_back *b, uint32_t i)
{
	if (i > 0 && b->l->bits[i - 1] & W_ARTICLE)
		i--;
	return i > 0 && b->l->bits[i - 1] & W_PREPOSITION;
}

struct bw_span bw_back_span(const struct bw_back *b, uint32_t first, uint32_t end)
{
	struct bw_span s = {.first = first, .n = end - first, .gazette = -1, .small = true};
	s.start = bw_back_token(b, first)->start;
	s.end = bw_back_token(b, end - 1)->end;
	s.agentive = !after_preposition(b, first) && acts_after(b, end);
	return s;
}

/* ---- who can be meant ---- */

struct question {
	uint32_t first, noun; /* tokens: the colours, the noun */
	uint32_t sentence;
	uint64_t word;
	bool vague; /* the noun says little: it must have been near, and no other of its sort may stand before */
};

struct answer {
	uint32_t recent, any; /* the entity; BW_NO_ENTITY none */
	bool two_recent, two, loose;
};

enum colour { COLOUR_AGAINST, COLOUR_UNKNOWN, COLOUR_HELD };

static bool has_word(const struct bw_entity *e, uint64_t word)
{
	for (uint32_t k = 0; k < e->n_words; k++)
		if (e->words[k] == word)
			return true;
	return false;
}

/* "Oslo-based": tells where, not which. */
static bool is_based(const struct bw_back *b, uint32_t i)
{
	struct bw_str word = bw_token_text(b->l->text, bw_back_token(b, i));
	size_t hyphen = bw_str_rfind_char(word, '-');
	if (hyphen == BW_NPOS || !(bw_back_token(b, i)->flags & BW_TOKEN_CAPITAL) || b->l->bits[i] & T_NAME)
		return false;
	const struct bw_noun *tail = bw_nouns_find(b->nouns, bw_words_hash(bw_str_from_pos(word, hyphen + 1)));
	return tail && tail->use & BW_NOUN_SEAT;
}

/* What a word between "the" and the noun says for or against the entity. */
static enum colour colour_of(const struct bw_back *b, const struct bw_back_link *link, uint32_t root, uint32_t i)
{
	uint64_t word = bw_back_token(b, i)->word;
	const struct bw_noun *noun = bw_nouns_find(b->nouns, word);
	const struct bw_entity *e = &b->n->entities.ptr[root];
	const struct bw_gazette *g = bw_names_row(b->n, b->l->gazette[i]);
	if (has_word(e, b->l->keys[i]) || has_word(&b->n->entities.ptr[link->entity], b->l->keys[i]))
		return COLOUR_HELD;
	for (uint32_t k = link->from; k < link->to; k++)
		if (bw_back_token(b, k)->word == word)
			return COLOUR_HELD;
	if (g && g->kind == BW_ACTOR_COUNTRY && e->country[0])
		return memcmp(g->code, e->country, 2) ? COLOUR_AGAINST : COLOUR_HELD;
	if (e->kind != BW_ACTOR_ORG || (noun && noun->use & BW_NOUN_NOT))
		return COLOUR_AGAINST;
	bool land = g && (g->kind == BW_ACTOR_COUNTRY || g->kind == BW_ACTOR_PLACE);
	bool said = link->firm || link->to > link->from; /* a name's own head is told apart by its own words */
	return said && (land || is_based(b, i)) ? COLOUR_UNKNOWN : COLOUR_AGAINST;
}

static void weigh(const struct bw_back *b, const struct question *q, const struct bw_back_link *link, struct answer *a)
{
	uint32_t root = bw_names_root(b->n, link->entity);
	if (!b->last[root] || b->n->entities.ptr[root].dropped)
		return;
	bool loose = link->firm && !link->sure;
	for (uint32_t i = q->first; i < q->noun; i++) {
		enum colour c = colour_of(b, link, root, i);
		if (c == COLOUR_AGAINST)
			return;
		loose |= c == COLOUR_UNKNOWN;
	}
	uint32_t ago = q->sentence + 1 - b->last[root];
	if ((q->vague || b->people) && ago >= STILL_NEAR)
		return;
	if (root != a->any) {
		a->two |= a->any != BW_NO_ENTITY;
		a->any = root;
	}
	a->loose |= loose;
	if (ago >= RECENT || root == a->recent)
		return;
	a->two_recent |= a->recent != BW_NO_ENTITY;
	a->recent = root;
}

static void weigh_chain(const struct bw_back *b, const struct question *q, uint64_t word, struct answer *a)
{
	const uint64_t *slot = bw_map_get(&b->chains, word);
	uint32_t tried = 0;
	for (uint32_t i = slot ? (uint32_t)*slot : 0; i && tried < MOST_LINKS; i = b->links.ptr[i - 1].next, tried++)
		weigh(b, q, &b->links.ptr[i - 1], a);
	if (tried == MOST_LINKS)
		a->two = a->two_recent = true;
}

static void weigh_kin(const struct bw_back *b, const struct question *q, uint64_t kin, struct answer *a)
{
	weigh_chain(b, q, kin, a);
	weigh_chain(b, q, BW_SORT_CHAIN(kin), a);
}

static bool is_new_one_near(const struct bw_back *b, const struct question *q)
{
	const uint64_t *slot = bw_map_get(&b->others, q->word);
	return slot && q->sentence + 1 - *slot < RECENT;
}

static uint32_t ask(const struct bw_back *b, const struct question *q)
{
	struct answer a = {.recent = BW_NO_ENTITY, .any = BW_NO_ENTITY};
	const struct bw_noun *noun = bw_nouns_find(b->nouns, bw_back_token(b, q->noun)->word);
	struct question vague = *q;
	weigh_chain(b, q, q->word, &a);
	vague.vague = true;
	for (uint32_t k = 0; noun && k < noun->n_kin && a.any == BW_NO_ENTITY; k++)
		weigh_kin(b, &vague, noun->kin[k], &a);
	if (noun && noun->use & BW_NOUN_FIRM && a.any == BW_NO_ENTITY && !b->people)
		weigh_chain(b, &vague, BW_FIRM_CHAIN, &a);
	if (a.any == BW_NO_ENTITY || (q->first == q->noun && is_new_one_near(b, q)))
		return BW_NO_ENTITY;
	bool law = b->n->entities.ptr[a.any].kind == BW_ACTOR_LAW;
	if (a.recent != BW_NO_ENTITY && !a.two_recent && !((a.loose || law) && a.two))
		return a.recent;
	return a.two ? BW_NO_ENTITY : a.any;
}

/* ---- small words ---- */

/* Words between "the" and the noun at i; UINT32_MAX when a word stands there that belongs to something else. */
static uint32_t colours_from(const struct bw_back *b, uint32_t i)
{
	uint32_t first = i;
	while (first > 0 && i - first < MOST_COLOURS && !(b->l->bits[first - 1] & W_ARTICLE)) {
		const struct bw_token *t = bw_back_token(b, first - 1);
		if (t->kind != BW_TOKEN_WORD || bw_back_token(b, first)->flags & BW_TOKEN_FIRST ||
		    t->flags & BW_TOKEN_STOP || b->l->bits[first - 1] & (W_PREPOSITION | W_LINK_AND))
			break;
		bool owned = first > 1 && b->l->bits[first - 2] & W_ARTICLE; /* "the grazing rule" */
		if (b->l->bits[first - 1] & W_SPEECH && !owned)
			break;
		first--;
	}
	return first;
}

/* Without "the": as many words as the one name holds, "grazing order". */
static uint32_t held_from(const struct bw_back *b, struct question q, uint32_t i, uint32_t first)
{
	while (first < i) {
		q.first = first;
		uint32_t found = ask(b, &q);
		bool held = found != BW_NO_ENTITY && !b->people;
		for (uint32_t k = first; held && k < i; k++)
			held = has_word(&b->n->entities.ptr[found], b->l->keys[k]);
		if (held)
			return first;
		first++;
	}
	return i;
}

/* "the agency" is no reference in "the agency Aurora" or "the bank of the river". */
static bool goes_on(const struct bw_back *b, uint32_t i)
{
	if (i >= b->l->layer->n_tokens || bw_back_token(b, i)->flags & BW_TOKEN_FIRST)
		return false;
	if (b->at[i])
		return true;
	return bw_back_small_word(b, i) && b->l->bits[i] & (W_BACK | W_LINK_OF);
}

static void add_forms(struct bw_back *b, struct bw_entity *e, uint32_t the, uint32_t first, uint32_t end)
{
	uint32_t to = bw_back_token(b, end - 1)->end;
	for (uint32_t i = the; i <= first; i++) {
		uint32_t from = bw_back_token(b, i)->start;
		if ((i == the || i == first) && (i < first || the == first || end - first > 1))
			bw_names_add_form(b->n, e, bw_str_sub(b->l->text, from, to - from));
	}
}

static void point_back(struct bw_back *b, uint32_t i, uint32_t sentence)
{
	struct question q = {.noun = i, .sentence = sentence, .word = bw_names_token_key(b->n, b->l, i)};
	if (goes_on(b, i + 1))
		return;
	uint32_t first = colours_from(b, i);
	bool the =
		first > 0 && b->l->bits[first - 1] & W_DEFINITE && !(bw_back_token(b, first)->flags & BW_TOKEN_FIRST);
	bool a = first > 0 && b->l->bits[first - 1] & W_ARTICLE && !the;
	if (a && !b->people)
		*bw_map_put(&b->others, q.word, NULL) = sentence + 1;
	if (a)
		return;
	q.first = the ? first : held_from(b, q, i, first);
	if (!the && q.first == i)
		return;
	uint32_t whole = ask(b, &q);
	if (whole == BW_NO_ENTITY || b->n->spans.len >= 2 * (size_t)BW_MAX_SPANS)
		return;
	struct bw_span s = bw_back_span(b, q.first - the, i + 1);
	s.entity = whole;
	struct bw_entity *e = &b->n->entities.ptr[whole];
	add_forms(b, e, q.first - the, q.first, i + 1);
	e->n_mentions++;
	e->n_agentive += s.agentive;
	b->last[whole] = sentence + 1;
	*BW_PUSH(b->n->arena, &b->n->spans) = s;
}

/* "the Commission" with a capital: the same, but it stands as an entity already. */
static void join_capital(struct bw_back *b, const struct bw_span *s, uint32_t sentence)
{
	struct bw_naming *n = b->n;
	struct bw_entity *e = &n->entities.ptr[s->entity];
	const struct bw_gazette *g = bw_names_row(n, e->gazette);
	bool alone = s->n == 1 && !s->lead && e->bits[0] & W_BACK && (e->into >= 0 || e->bits[0] & W_COMMON);
	if (alone && e->into >= 0 && s->first > 0 && b->l->bits[s->first - 1] & W_DEFINITE)
		add_forms(b, &n->entities.ptr[bw_names_root(n, s->entity)], s->first - 1, s->first, s->first + 1);
	if (!alone || e->into >= 0 || s->first == 0 || (g && !(g->flags & BW_G_SHARED)) ||
	    !(b->l->bits[s->first - 1] & W_DEFINITE))
		return;
	struct question q = {s->first, s->first, sentence, bw_names_token_key(b->n, b->l, s->first), false};
	uint32_t whole = ask(b, &q);
	if (whole == BW_NO_ENTITY || whole == s->entity)
		return;
	struct bw_span with_the = *s;
	with_the.start = bw_back_token(b, s->first - 1)->start;
	bw_names_add_form(n, &n->entities.ptr[whole], bw_names_span_text(b->l, &with_the));
	bw_names_merge(n, s->entity, whole);
}

/* ---- the text in its order ---- */

static bool can_point(const struct bw_back *b, uint32_t i)
{
	uint64_t bits = b->l->bits[i];
	if (bits & (T_TAKEN | T_HEADING) || bw_back_token(b, i)->kind != BW_TOKEN_WORD)
		return false;
	bool large = b->n->names->writes & BW_WRITES_NOUNS_LARGE;
	if (!bw_back_small_word(b, i) && !(large && !b->at[i]))
		return false;
	return bw_map_get(&b->chains, bw_names_token_key(b->n, b->l, i)) ||
	       bw_nouns_find(b->nouns, bw_back_token(b, i)->word);
}

static void read_sentence(struct bw_back *b, uint32_t k)
{
	const struct bw_sentence *s = &b->l->layer->sentences[k];
	for (uint32_t i = s->first; i < s->first + s->n_tokens; i++) {
		const struct bw_span *span = b->at[i] ? &b->n->spans.ptr[b->at[i] - 1] : NULL;
		if (span && !b->people && !span->small)
			join_capital(b, span, k);
		if (can_point(b, i))
			point_back(b, i, k);
		span = b->at[i] ? &b->n->spans.ptr[b->at[i] - 1] : NULL;
		if (span)
			b->last[bw_names_root(b->n, span->entity)] = k + 1;
	}
}

static void index_spans(struct bw_back *b)
{
	for (size_t i = 0; i < b->n->spans.len; i++) {
		const struct bw_span *s = &b->n->spans.ptr[i];
		if (s->in_title || s->entity == BW_NO_ENTITY)
			continue;
		uint32_t *slot = &b->at[s->first];
		if (!*slot || b->n->spans.ptr[*slot - 1].n < s->n)
			*slot = (uint32_t)i + 1;
	}
}

/* ---- "Kenya's medicines regulator" and the "Medicines Authority" ---- */

static bool is_kin(const struct bw_nouns *nouns, uint64_t noun, uint64_t head)
{
	const struct bw_noun *row = bw_nouns_find(nouns, noun);
	for (uint32_t k = 0; row && k < row->n_kin; k++)
		if (row->kin[k] == head)
			return true;
	return false;
}

/* Does the name l hold what the description s tells of its body? A noun of the same word must be of one country. */
static bool is_described(const struct bw_nouns *nouns, const struct bw_entity *s, const struct bw_entity *l)
{
	bool alive = l->into < 0 && !l->dropped && l->kind == BW_ACTOR_ORG && l->n_words > 1;
	if (!alive || (l->country[0] && memcmp(l->country, s->country, 2)))
		return false;
	uint64_t noun = s->words[s->n_words - 1], head = l->words[l->head ? l->head - 1 : l->n_words - 1];
	bool same = noun == head && l->country[0];
	return (same || is_kin(nouns, noun, head)) && has_word(l, s->words[s->n_words - 2]);
}

static void join_described(const struct bw_nouns *nouns, struct bw_naming *n)
{
	enum { MOST = 512 }; /* names that are looked through, so that the work stays linear */
	for (size_t i = 0; i < n->spans.len; i++) {
		const struct bw_span *span = &n->spans.ptr[i];
		const struct bw_entity *s = span->small ? &n->entities.ptr[span->entity] : NULL;
		if (!s || s->into >= 0 || s->n_words < 3 || !s->country[0])
			continue;
		uint32_t found = BW_NO_ENTITY, claims = 0;
		for (uint32_t k = 0; k < n->entities.len && k < MOST; k++)
			if (k != span->entity && is_described(nouns, s, &n->entities.ptr[k])) {
				found = k;
				claims++;
			}
		if (claims == 1)
			bw_names_merge(n, span->entity, found);
	}
}

static void run(const struct bw_roles *roles, struct bw_naming *n, bool people)
{
	struct bw_back b = {.n = n, .l = &n->body, .people = people};
	b.nouns = bw_roles_nouns(roles, n->notes->language);
	b.at = BW_ARRAY(n->arena, uint32_t, n->body.layer->n_tokens + 1);
	b.last = BW_ARRAY(n->arena, uint32_t, n->entities.len + 1);
	bw_map_init(&b.chains);
	bw_map_init(&b.others);
	index_spans(&b);
	if (people)
		bw_back_describe_people(&b);
	else
		bw_back_describe(&b);
	for (uint32_t k = 0; k < n->body.layer->n_sentences; k++)
		read_sentence(&b, k);
	bw_map_release(&b.chains);
	bw_map_release(&b.others);
}

void bw_names_back(const struct bw_roles *roles, struct bw_naming *n)
{
	join_described(bw_roles_nouns(roles, n->notes->language), n);
	run(roles, n, false);
}

void bw_names_back_people(const struct bw_roles *roles, struct bw_naming *n)
{
	run(roles, n, true);
}
