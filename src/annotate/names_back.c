#include "annotate/names_part.h"

/* Names without capitals: institutions of a country ("China's central bank", "the Danish government"), and words that
 * point back to a name ("the agency", "the water order"). */

struct back {
	struct bw_naming *n;
	const struct bw_named_layer *l;
	struct bw_map heads; /* head word -> newest entity with it + 1, chained by `same` */
	uint32_t *same;      /* entity -> next entity with its head + 1 */
	uint32_t *begins;    /* entity -> byte where it first stands */
};

static const struct bw_token *token(const struct back *b, uint32_t i)
{
	return &b->l->layer->tokens[i];
}

static bool is_small_word(const struct back *b, uint32_t i)
{
	return i < b->l->layer->n_tokens && token(b, i)->kind == BW_TOKEN_WORD &&
	       !(token(b, i)->flags & BW_TOKEN_CAPITAL) && token(b, i)->flags & BW_TOKEN_SPACE;
}

static bool is_clitic(const struct back *b, uint32_t i)
{
	if (i >= b->l->layer->n_tokens || token(b, i)->flags & BW_TOKEN_SPACE)
		return false;
	struct bw_str text = bw_token_text(b->l->text, token(b, i));
	return bw_str_eq(text, BW_STR("'s")) || bw_str_eq(text, BW_STR("\xE2\x80\x99s"));
}

static bool acts_after(const struct back *b, uint32_t i)
{
	for (uint32_t k = i; k < i + 3 && k < b->l->layer->n_tokens; k++) {
		if (token(b, k)->kind != BW_TOKEN_WORD || b->l->bits[k] & (W_PREPOSITION | W_ARTICLE | T_NAME))
			return false;
		if (b->l->bits[k] & (W_ACT | W_SPEECH))
			return true;
	}
	return false;
}

static bool after_preposition(const struct back *b, uint32_t i)
{
	if (i > 0 && b->l->bits[i - 1] & W_ARTICLE)
		i--;
	return i > 0 && b->l->bits[i - 1] & W_PREPOSITION;
}

static struct bw_span small_span(const struct back *b, uint32_t first, uint32_t end)
{
	struct bw_span s = {.first = first, .n = end - first, .gazette = -1, .small = true};
	s.start = token(b, first)->start;
	s.end = token(b, end - 1)->end;
	s.agentive = !after_preposition(b, first) && acts_after(b, end);
	return s;
}

/* End of "commerce ministry" after a country at k, 0 when there is none. */
static uint32_t public_end(const struct back *b, uint32_t k)
{
	const uint64_t stops = W_PREPOSITION | W_ARTICLE | W_LINK_AND | W_LINK_OF | W_SPEECH;
	for (uint32_t j = k; j < k + 3 && is_small_word(b, j); j++) {
		uint64_t bits = b->l->bits[j];
		if (bits & stops || bw_str_ends(bw_token_text(b->l->text, token(b, j)), BW_STR("est")))
			return 0;
		bool next_is_head = is_small_word(b, j + 1) && b->l->bits[j + 1] & (W_PUBLIC | W_BACK) &&
				    b->l->bits[j + 1] & W_HEAD(BW_ACTOR_ORG);
		if (next_is_head)
			continue;
		if (bits & W_PUBLIC || (j > k && bits & W_STATE))
			return j + 1;
	}
	return 0;
}

void bw_names_public(struct bw_naming *n)
{
	struct back b = {.n = n, .l = &n->body};
	for (uint32_t i = 0; i < b.l->layer->n_tokens; i++) {
		const struct bw_gazette *g = bw_names_row(n, b.l->gazette[i]);
		if (!g || g->kind != BW_ACTOR_COUNTRY || b.l->bits[i] & T_HEADING)
			continue;
		uint32_t k = i + b.l->gazette_n[i];
		bool clitic = is_clitic(&b, k);
		uint32_t end = clitic || g->flags & (BW_G_DEMONYM | BW_G_ACRONYM) ? public_end(&b, k + clitic) : 0;
		if (!end || n->entities.len >= BW_MAX_ENTITIES)
			continue;
		struct bw_span s = small_span(&b, i, end);
		s.entity = bw_names_entity(n, b.l, &s);
		struct bw_entity *e = &n->entities.ptr[s.entity];
		e->votes[BW_ACTOR_ORG] += 6;
		e->kind = BW_ACTOR_ORG;
		memcpy(e->country, g->code, sizeof(e->country));
		*BW_PUSH(n->arena, &n->spans) = s;
	}
}

/* ---- pointing back ---- */

static uint64_t head_of(const struct bw_entity *e)
{
	if (e->n_words < 2)
		return 0;
	if (e->head)
		return e->bits[e->head - 1] & W_BACK ? e->words[e->head - 1] : 0;
	return e->bits[e->n_words - 1] & W_BACK ? e->words[e->n_words - 1] : 0;
}

static void index_heads(struct back *b)
{
	struct bw_naming *n = b->n;
	b->same = BW_ARRAY(n->arena, uint32_t, n->entities.len);
	b->begins = BW_ARRAY(n->arena, uint32_t, n->entities.len);
	for (uint32_t i = 0; i < n->entities.len; i++)
		b->begins[i] = UINT32_MAX;
	for (size_t i = 0; i < n->spans.len; i++) {
		const struct bw_span *s = &n->spans.ptr[i];
		uint32_t root = bw_names_root(n, s->entity);
		if (root != BW_NO_ENTITY && s->start < b->begins[root])
			b->begins[root] = s->start;
	}
	for (uint32_t i = 0; i < n->entities.len; i++) {
		const struct bw_entity *e = &n->entities.ptr[i];
		uint64_t head = e->into < 0 && !e->dropped && e->kind != BW_ACTOR_PERSON ? head_of(e) : 0;
		if (!head)
			continue;
		uint64_t *slot = bw_map_put(&b->heads, head, NULL);
		b->same[i] = (uint32_t)*slot;
		*slot = i + 1;
	}
}

static bool holds(const struct back *b, const struct bw_entity *e, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		bool found = false;
		for (uint32_t k = 0; k < e->n_words; k++)
			found |= e->words[k] == b->l->keys[i];
		if (!found)
			return false;
	}
	return true;
}

/* The one entity with this head that stands before and holds all the words [first, end). */
static uint32_t only_one(const struct back *b, uint64_t head, uint32_t first, uint32_t end, uint32_t before)
{
	enum { MOST = 32 };
	const uint64_t *slot = bw_map_get(&b->heads, head);
	uint32_t found = BW_NO_ENTITY, tried = 0;
	for (uint32_t i = slot ? (uint32_t)*slot : 0; i && tried < MOST; i = b->same[i - 1], tried++) {
		if (b->begins[i - 1] >= before || !holds(b, &b->n->entities.ptr[i - 1], first, end))
			continue;
		if (found != BW_NO_ENTITY)
			return BW_NO_ENTITY;
		found = i - 1;
	}
	return found;
}

static bool is_the(const struct back *b, uint32_t i)
{
	return b->l->bits[i] & W_DEFINITE;
}

/* A small head noun at i: with the small words before it that the name holds, and "the". */
static void point_back(struct back *b, uint32_t i)
{
	uint64_t head = b->l->keys[i];
	uint32_t first = i, whole;
	if (i + 1 < b->l->layer->n_tokens && is_small_word(b, i + 1) && b->l->bits[i + 1] & (W_BACK | W_LINK_OF))
		return;
	for (uint32_t k = 0; k < 2 && first > 0 && is_small_word(b, first - 1) && !(b->l->bits[first - 1] & W_ARTICLE);
	     k++)
		if (only_one(b, head, first - 1, i + 1, token(b, first - 1)->start) != BW_NO_ENTITY)
			first--;
		else
			break;
	bool the = first > 0 && is_the(b, first - 1);
	if (!the && first == i)
		return;
	whole = only_one(b, head, first, i + 1, token(b, first)->start);
	if (whole == BW_NO_ENTITY || b->n->spans.len >= 2 * (size_t)BW_MAX_SPANS)
		return;
	struct bw_span s = small_span(b, first - the, i + 1);
	s.entity = whole;
	struct bw_entity *e = &b->n->entities.ptr[whole];
	bw_names_add_form(b->n, e, bw_names_span_text(b->l, &s));
	e->n_mentions++;
	e->n_agentive += s.agentive;
	*BW_PUSH(b->n->arena, &b->n->spans) = s;
}

/* "the Commission" with a capital: the same, but it stands as an entity already. */
static void join_capital(struct back *b, struct bw_span *s)
{
	struct bw_naming *n = b->n;
	struct bw_entity *e = &n->entities.ptr[s->entity];
	bool head_alone =
		s->n == 1 && !s->lead && e->into < 0 && e->bits[0] & W_BACK && e->bits[0] & W_COMMON && s->first > 0;
	const struct bw_gazette *g = bw_names_row(n, e->gazette);
	if (!head_alone || (g && !(g->flags & BW_G_SHARED)) || !is_the(b, s->first - 1))
		return;
	uint32_t whole = only_one(b, e->words[0], s->first, s->first + 1, s->start);
	if (whole == BW_NO_ENTITY || whole == s->entity)
		return;
	struct bw_span with_the = *s;
	with_the.start = token(b, s->first - 1)->start;
	bw_names_add_form(n, &n->entities.ptr[whole], bw_names_span_text(b->l, &with_the));
	bw_names_merge(n, s->entity, whole);
}

void bw_names_back(struct bw_naming *n)
{
	struct back b = {.n = n, .l = &n->body};
	bw_map_init(&b.heads);
	index_heads(&b);
	size_t n_spans = n->spans.len;
	for (size_t i = 0; i < n_spans; i++)
		if (n->spans.ptr[i].entity != BW_NO_ENTITY)
			join_capital(&b, &n->spans.ptr[i]);
	for (uint32_t i = 0; i < b.l->layer->n_tokens; i++)
		if (b.l->bits[i] & W_BACK && is_small_word(&b, i) && !(b.l->bits[i] & (T_TAKEN | T_HEADING)))
			point_back(&b, i);
	bw_map_release(&b.heads);
}
