#include "annotate/names_back.h"

/* By which nouns an entity can be called later: the head of its name, of the names joined to it and of its row in the
 * gazette; what the text calls it ("the insurer X", "X, a Danish shipyard,"); and "company" for those that are one. */

enum { MOST_COLOURS = 4 }; /* words of a description before its noun */

static void link_to(struct bw_back *b, uint64_t word, struct bw_back_link link)
{
	uint64_t *slot = bw_map_put(&b->chains, word, NULL);
	link.next = (uint32_t)*slot;
	*BW_PUSH(b->n->arena, &b->links) = link;
	*slot = b->links.len;
}

static bool is_candidate(const struct bw_entity *e)
{
	return !e->dropped && e->kind != BW_ACTOR_PERSON && e->kind != BW_ACTOR_COUNTRY;
}

/* ---- the name's own head ---- */

/* "the state" is no way to speak of a body, though places are called so. */
static bool can_head(const struct bw_back *b, const struct bw_entity *e, uint64_t bits, uint64_t word)
{
	bool fits = e->kind != BW_ACTOR_ORG || bits & W_HEAD(BW_ACTOR_ORG);
	return (bits & W_BACK && fits) || bw_nouns_find(b->nouns, word);
}

static void link_name(struct bw_back *b, uint32_t i)
{
	const struct bw_entity *e = &b->n->entities.ptr[i];
	uint32_t head = e->head ? e->head - 1 : e->n_words - 1;
	if (e->n_words > 1 && can_head(b, e, e->bits[head], e->words[head]))
		link_to(b, e->words[head], (struct bw_back_link){.entity = i});
	else if (e->n_words > 1 && e->kind == BW_ACTOR_ORG && e->bits[head] & W_HEAD(BW_ACTOR_ORG) && e->gazette < 0)
		link_to(b, BW_SORT_CHAIN(e->words[head]), (struct bw_back_link){.entity = i});
	bool first = b->n->names->writes & BW_WRITES_TAILS_SMALL || e->head || e->bits[0] & W_LEAD;
	if (e->n_words > 1 && first && e->bits[0] & W_BACK && head != 0)
		link_to(b, e->words[0], (struct bw_back_link){.entity = i});
}

/* An acronym that the gazette knows has the head of its full name. */
static void link_row(struct bw_back *b, uint32_t i)
{
	const struct bw_entity *e = &b->n->entities.ptr[i];
	const struct bw_gazette *g = bw_names_row(b->n, e->gazette);
	struct bw_token *tokens;
	if (!g || g->kind != BW_ACTOR_ORG || !e->acronym)
		return;
	size_t n = bw_words_split(b->n->arena, g->name, &tokens), head = n;
	for (size_t k = 1; k < n && head == n; k++)
		if (bw_names_word_bits(b->n->names, bw_token_text(g->name, &tokens[k]), tokens[k].word) &
		    (W_LINK_OF | W_LINK_FOR))
			head = k - 1;
	if (head == n)
		head = n ? n - 1 : 0;
	uint64_t bits =
		n > 1 ? bw_names_word_bits(b->n->names, bw_token_text(g->name, &tokens[head]), tokens[head].word) : 0;
	if (n > 1 && can_head(b, e, bits, tokens[head].word))
		link_to(b, tokens[head].word, (struct bw_back_link){.entity = i});
}

/* A body of its own, no office of a state: what it does stands at the end of its name, or it has a legal form. */
static void link_firm(struct bw_back *b, uint32_t i)
{
	const struct bw_entity *e = &b->n->entities.ptr[i];
	if (e->kind != BW_ACTOR_ORG || e->gazette >= 0 || !e->n_words)
		return;
	uint64_t last = e->bits[e->n_words - 1];
	const struct bw_noun *noun = bw_nouns_find(b->nouns, e->words[e->n_words - 1]);
	bool body = last & W_BACK && !(noun && noun->use & BW_NOUN_FIRM);
	for (uint32_t k = 0; k < e->n_words; k++)
		if (e->bits[k] & (W_PUBLIC | W_STATE | W_OF) && e->n_words > 1)
			body = true;
	if (body)
		return;
	bool sure = e->legal || (e->n_words > 1 && last & W_HEAD(BW_ACTOR_ORG)) ||
		    (e->n_agentive > 1 && e->n_mentions > 2 && !e->acronym);
	link_to(b, BW_FIRM_CHAIN, (struct bw_back_link){.entity = i, .firm = true, .sure = sure});
}

/* ---- what the text calls it ---- */

static bool is_noun_of(const struct bw_back *b, uint32_t i, enum bw_actor_kind kind)
{
	const struct bw_noun *noun = bw_nouns_find(b->nouns, bw_back_token(b, i)->word);
	uint64_t bits = b->l->bits[i];
	if (b->l->bits[i] & T_NAME || (noun && noun->use & BW_NOUN_NOT))
		return false;
	if (kind == BW_ACTOR_UNKNOWN)
		return bits & (W_BESIDE(BW_ACTOR_ORG) | W_BESIDE(BW_ACTOR_PRODUCT));
	return bits & W_BESIDE(kind) || (kind == BW_ACTOR_ORG && noun && noun->use & BW_NOUN_FIRM);
}

static bool is_colour(const struct bw_back *b, uint32_t i)
{
	const struct bw_token *t = bw_back_token(b, i);
	return t->kind == BW_TOKEN_WORD && t->flags & BW_TOKEN_SPACE && !(t->flags & BW_TOKEN_STOP) &&
	       !(b->l->bits[i] & (W_ARTICLE | W_PREPOSITION | W_LINK_AND | W_LINK_OF | W_SPEECH));
}

static void link_words(struct bw_back *b, uint32_t entity, uint32_t noun)
{
	uint32_t from = noun;
	while (from > 0 && noun - from < MOST_COLOURS && is_colour(b, from - 1) &&
	       !(bw_back_token(b, from)->flags & BW_TOKEN_FIRST))
		from--;
	const struct bw_noun *use = bw_nouns_find(b->nouns, bw_back_token(b, noun)->word);
	bool firm = use && use->use & BW_NOUN_FIRM;
	struct bw_back_link link = {.entity = entity, .from = from, .to = noun + 1, .sure = true, .firm = firm};
	link_to(b, firm ? BW_FIRM_CHAIN : bw_names_token_key(b->n, b->l, noun), link);
	struct bw_entity *e = &b->n->entities.ptr[entity];
	for (uint32_t i = from; i < noun && !e->country[0]; i++) {
		const struct bw_gazette *g = bw_names_row(b->n, b->l->gazette[i]);
		if (g && g->kind == BW_ACTOR_COUNTRY && e->kind == BW_ACTOR_ORG)
			memcpy(e->country, g->code, sizeof(e->country));
	}
}

static bool is_comma(const struct bw_back *b, uint32_t i)
{
	return i < b->l->layer->n_tokens && bw_back_token(b, i)->end - bw_back_token(b, i)->start == 1 &&
	       b->l->text.ptr[bw_back_token(b, i)->start] == ',';
}

/* "X, a Danish shipyard, ": the noun, 0 when none stands there. */
static uint32_t noun_after(const struct bw_back *b, uint32_t comma, enum bw_actor_kind kind)
{
	uint32_t i = comma + 1, end = b->l->layer->n_tokens;
	if (!is_comma(b, comma) || i >= end || !(b->l->bits[i] & W_ARTICLE) || b->l->bits[i] & T_NAME)
		return 0;
	for (i++; i < end && i < comma + MOST_COLOURS + 3; i++) {
		bool more = i + 1 < end && is_colour(b, i + 1) && !(b->l->bits[i + 1] & W_ACT) && !b->at[i + 1];
		if (is_noun_of(b, i, kind) && !more)
			return i;
		if (!is_colour(b, i))
			return 0;
	}
	return 0;
}

/* "Danish Energy Agency": whose it is. */
static void take_country(const struct bw_back *b, const struct bw_span *s, struct bw_entity *e)
{
	const struct bw_gazette *g = bw_names_row(b->n, b->l->gazette[s->first]);
	if (g && g->kind == BW_ACTOR_COUNTRY && g->code[0] && b->l->gazette_n[s->first] < s->n && !e->country[0] &&
	    e->kind == BW_ACTOR_ORG && (e->bits[e->n_words - 1] & W_BACK || e->head))
		memcpy(e->country, g->code, sizeof(e->country));
}

static void link_description(struct bw_back *b, const struct bw_span *s)
{
	uint32_t root = bw_names_root(b->n, s->entity), before = s->first - s->lead, noun;
	if (root == BW_NO_ENTITY || s->in_title || s->small || !is_candidate(&b->n->entities.ptr[root]))
		return;
	enum bw_actor_kind kind = b->n->entities.ptr[root].kind;
	take_country(b, s, &b->n->entities.ptr[root]);
	if (before > 0 && !(bw_back_token(b, before)->flags & BW_TOKEN_FIRST) && is_noun_of(b, before - 1, kind))
		link_words(b, root, before - 1);
	if ((noun = noun_after(b, s->first + s->n, kind)))
		link_words(b, root, noun);
}

void bw_back_describe(struct bw_back *b)
{
	for (uint32_t i = 0; i < b->n->entities.len; i++) {
		if (!is_candidate(&b->n->entities.ptr[i]) || !b->n->entities.ptr[i].n_words)
			continue;
		link_name(b, i);
		link_row(b, i);
		if (b->n->entities.ptr[i].into < 0)
			link_firm(b, i);
	}
	for (size_t i = 0; i < b->n->spans.len; i++)
		link_description(b, &b->n->spans.ptr[i]);
}

void bw_back_describe_people(struct bw_back *b)
{
	for (uint32_t i = 0; i < b->n->entities.len; i++) {
		const struct bw_entity *e = &b->n->entities.ptr[i];
		if (e->into >= 0 || e->dropped || e->kind != BW_ACTOR_PERSON || e->post_end <= e->post)
			continue;
		struct bw_back_link link = {.entity = i, .from = e->post, .to = e->post_end};
		link_to(b, bw_names_token_key(b->n, b->l, e->post_noun), link);
	}
}
