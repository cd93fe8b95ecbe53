#include "annotate/names_part.h"

/* Every span votes for the kind of its name, by its own words and by the words around it. Weights are set by hand; a
 * head noun or a title decides alone. */

struct voter {
	struct bw_naming *n;
	const struct bw_named_layer *l;
	const struct bw_span *s;
	struct bw_entity *e;
};

static uint64_t bits_at(const struct voter *v, uint32_t i)
{
	return i < v->l->layer->n_tokens ? v->l->bits[i] : 0;
}

static bool is_text(const struct voter *v, uint32_t i, const char *text)
{
	return i < v->l->layer->n_tokens &&
	       bw_str_eq(bw_token_text(v->l->text, &v->l->layer->tokens[i]), bw_str_from(text));
}

static void vote(struct voter *v, enum bw_actor_kind kind, float weight)
{
	v->e->votes[kind] += weight;
}

static const enum bw_actor_kind noun_kinds[] = {BW_ACTOR_ORG, BW_ACTOR_LAW, BW_ACTOR_PRODUCT, BW_ACTOR_PLACE,
						BW_ACTOR_PERSON};
enum { N_NOUN_KINDS = sizeof(noun_kinds) / sizeof(*noun_kinds) };

static void vote_gazette(struct voter *v)
{
	const struct bw_gazette *g = bw_names_row(v->n, v->s->gazette);
	if (!g)
		return;
	vote(v, g->flags & BW_G_SEAT ? BW_ACTOR_PLACE : g->kind,
	     g->flags & BW_G_ACRONYM && g->kind == BW_ACTOR_ORG ? 4 : 10);
}

/* The word before "of" or "for" when it can carry that, else the last one. */
static uint64_t head_bits(const struct voter *v, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i < last; i++)
		if (bits_at(v, i) & W_OF && bits_at(v, i + 1) & (W_LINK_OF | W_LINK_FOR) &&
		    !(bits_at(v, i + 1) & T_NAME))
			return bits_at(v, i);
	return bits_at(v, last);
}

static void vote_head(struct voter *v)
{
	uint32_t first = v->s->first, last = first + v->s->n - 1;
	bool many = v->s->n > 1;
	uint64_t head = head_bits(v, first, last);
	if (many && bits_at(v, last) & W_SUFFIX && !(bits_at(v, last) & W_HEAD(BW_ACTOR_ORG)))
		vote(v, BW_ACTOR_ORG, 8);
	if (many && bits_at(v, first) & W_PREFIX && v->l->layer->tokens[first].flags & BW_TOKEN_ALLCAPS)
		vote(v, BW_ACTOR_PRODUCT, 7);
	if (many && bits_at(v, first) & W_LEAD)
		vote(v, BW_ACTOR_ORG, 5);
	if (v->s->body)
		vote(v, BW_ACTOR_ORG, 6);
	bool opens =
		bits_at(v, first) & W_PUBLIC || (bits_at(v, first) & W_HEAD(BW_ACTOR_ORG) && bits_at(v, first) & W_OF);
	if (many && opens && !(bits_at(v, first) & (W_MALE | W_FEMALE)) && v->n->names->writes & BW_WRITES_THIN)
		vote(v, BW_ACTOR_ORG, 4);
	if (many && bits_at(v, first) & W_SPOT)
		vote(v, BW_ACTOR_PLACE, 5);
	const struct bw_gazette *place = bw_names_row(v->n, v->l->gazette[last]);
	if (many && bits_at(v, first) & W_HEAD(BW_ACTOR_ORG) && place && place->kind == BW_ACTOR_PLACE)
		vote(v, BW_ACTOR_ORG, 4);
	if (place && place->flags & BW_G_DEMONYM && !v->e->country[0])
		memcpy(v->e->country, place->code, sizeof(v->e->country));
	if (v->e->n_words < 2 && !(head & W_BACK))
		return;
	for (int k = 0; k < N_NOUN_KINDS; k++)
		if (head & W_HEAD(noun_kinds[k]))
			vote(v, noun_kinds[k], noun_kinds[k] == BW_ACTOR_ORG || noun_kinds[k] == BW_ACTOR_LAW ? 5 : 4);
}

/* Letters and digits, or a number at the end. "Group of 20" and "Chapter 11" have gone before. */
static void vote_shape(struct voter *v)
{
	uint32_t first = v->s->first, last = first + v->s->n - 1;
	const struct bw_token *t = &v->l->layer->tokens[first];
	if (bits_at(v, last) & T_DIGIT)
		vote(v, BW_ACTOR_PRODUCT, 3);
	for (uint32_t i = first + 1; i < last; i++)
		if (is_text(v, i, "&"))
			vote(v, BW_ACTOR_ORG, 4);
		else if (bits_at(v, i) & T_VERSUS)
			vote(v, BW_ACTOR_LAW, 10);
	if (v->e->acronym && !(bits_at(v, first) & T_DIGIT))
		vote(v, BW_ACTOR_ORG, 1.5f);
	if (v->s->n == 1 && !(t->flags & BW_TOKEN_CAPITAL))
		vote(v, BW_ACTOR_PRODUCT, 1);
}

/* "D." in "Ann D. Lee" */
static bool is_initial(const struct voter *v, uint32_t i)
{
	const struct bw_token *t = &v->l->layer->tokens[i];
	return t->end - t->start == 1 && t->flags & BW_TOKEN_CAPITAL && is_text(v, i + 1, ".");
}

static void vote_person(struct voter *v)
{
	uint32_t first = v->s->first, n = 0, initials = 0;
	bool particle = false;
	const uint64_t given = W_MALE | W_FEMALE;
	uint64_t head = bits_at(v, first + v->s->n - 1);
	for (uint32_t i = first; i < first + v->s->n; i++) {
		n += v->l->layer->tokens[i].kind != BW_TOKEN_PUNCT;
		particle |= i > first && bits_at(v, i) & W_PARTICLE;
		initials += is_initial(v, i);
	}
	const struct bw_gazette *g = bw_names_row(v->n, v->s->gazette);
	bool body = g && g->kind == BW_ACTOR_ORG; /* "Академик РАН Анна Орлова" */
	if ((v->s->lead || v->s->office) && !body)
		vote(v, BW_ACTOR_PERSON, v->s->lead ? 7 : 5);
	if (bits_at(v, first) & T_DIGIT || head & T_DIGIT)
		return;
	bool first_given = bits_at(v, first) & given;
	bool plain = !particle && head & W_COMMON && !(head & given) && !(head & W_FAMILY && (first_given || initials));
	bool headed = plain && head & (W_HEADS | W_SUFFIX);
	if (initials && n >= 2 && n <= 5 && !plain)
		vote(v, BW_ACTOR_PERSON, 3);
	if (n >= 2 && n <= 5 && bits_at(v, first) & given && !headed)
		vote(v, BW_ACTOR_PERSON, plain ? 0.5f : 3.5f);
	else if (n == 1 && bits_at(v, first) & (given | W_FAMILY))
		vote(v, BW_ACTOR_PERSON, bits_at(v, first) & W_FAMILY && !v->s->definite ? 1.2f : 0.7f);
	bool family = (bits_at(v, first) & W_FAMILY && !(bits_at(v, first) & W_COMMON)) || head & W_FAMILY;
	if (n >= 2 && n <= 4 && !plain && family)
		vote(v, BW_ACTOR_PERSON, 2);
	bool unknown = n >= 2 && n <= 3;
	for (uint32_t i = first; i < first + v->s->n; i++)
		unknown &= !(bits_at(v, i) & (W_COMMON | W_HEADS | T_DIGIT)) && bits_at(v, i) & (T_NAME | W_PARTICLE) &&
			   v->l->gazette[i] < 0;
	if (unknown && !v->s->definite)
		vote(v, BW_ACTOR_PERSON, 1.2f);
}

/* "the insurer X", "X, the insurer", "X, chief executive of", "the X cable", "X, 54," */
static void vote_noun(struct voter *v, uint32_t i, float weight)
{
	uint64_t bits = bits_at(v, i);
	if (bits & T_NAME)
		return;
	for (int k = 0; k < N_NOUN_KINDS; k++)
		if (bits & W_BESIDE(noun_kinds[k]))
			vote(v, noun_kinds[k], weight);
}

static uint32_t appositive_noun(const struct voter *v, uint32_t i)
{
	for (uint32_t k = i; k < i + 8 && k < v->l->layer->n_tokens; k++) {
		uint64_t bits = bits_at(v, k), next = bits_at(v, k + 1);
		if (v->l->layer->tokens[k].kind == BW_TOKEN_PUNCT || bits & W_PREPOSITION)
			return UINT32_MAX - 1;
		bool noun = false;
		for (int j = 0; j < N_NOUN_KINDS; j++)
			noun |= bits & W_BESIDE(noun_kinds[j]) && !(bits & (T_NAME | W_PLURAL));
		if (noun && !(next & W_COMMON && !(next & (W_PREPOSITION | W_ACT | W_SPEECH)) && !(next & W_LINK_AND)))
			return k;
	}
	return UINT32_MAX - 1;
}

static void vote_neighbours(struct voter *v)
{
	uint32_t before = v->s->first - v->s->lead, after = v->s->first + v->s->n;
	if (before > 0)
		vote_noun(v, before - 1, 3);
	if (before > 1 && is_text(v, before - 1, ","))
		vote_noun(v, before - 2, 2); /* "the company, X, said" */
	if (before > 1 && bits_at(v, before - 1) & W_LINK_OF && bits_at(v, before - 2) & W_BESIDE(BW_ACTOR_PLACE) &&
	    !(bits_at(v, before - 2) & T_NAME))
		vote(v, BW_ACTOR_PLACE, 3); /* "the province of X" */
	if (v->s->possessive)
		return;
	if (v->s->definite) {
		vote_noun(v, after, 2);
		if (bits_at(v, after) & W_HEAD(BW_ACTOR_PLACE) && !(bits_at(v, after) & T_NAME))
			vote(v, BW_ACTOR_PLACE, 1.5f);
	}
	if (!is_text(v, after, ","))
		return;
	vote_noun(v, appositive_noun(v, after + 1), 2.5f);
	if (after + 1 < v->l->layer->n_tokens && v->l->layer->tokens[after + 1].kind == BW_TOKEN_NUMBER &&
	    is_text(v, after + 2, ","))
		vote(v, BW_ACTOR_PERSON, 3);
	if (bits_at(v, after + 1) & W_WHO)
		vote(v, BW_ACTOR_PERSON, 3);
	const struct bw_gazette *g =
		after + 1 < v->l->layer->n_tokens ? bw_names_row(v->n, v->l->gazette[after + 1]) : NULL;
	if (g && v->s->placed && (g->kind == BW_ACTOR_COUNTRY || g->kind == BW_ACTOR_PLACE))
		vote(v, BW_ACTOR_PLACE, 3);
}

enum { MOST_ROLES = 3 }; /* acting often is no better proof than acting thrice */

static void vote_role(struct voter *v)
{
	uint32_t after = v->s->first + v->s->n;
	if (v->s->placed)
		vote(v, BW_ACTOR_PLACE, v->s->definite ? 0.8f : 1.5f);
	if (v->s->definite && !v->s->lead)
		v->e->votes[BW_ACTOR_PERSON] -= 2;
	if (!v->s->agentive || v->e->n_role++ >= MOST_ROLES)
		return;
	bool speaks = bits_at(v, after) & W_SPEECH || (v->s->first > 0 && bits_at(v, v->s->first - 1) & W_SPEECH);
	uint64_t head = bits_at(v, after - 1);
	bool ship = v->s->definite && v->s->n > 1 && !(head & (W_HEADS | W_SUFFIX)) &&
		    !speaks; /* "the Silver Tern sailed" */
	vote(v, ship ? BW_ACTOR_PRODUCT : BW_ACTOR_ORG, 1);
	vote(v, BW_ACTOR_PERSON, v->s->n >= 2 || speaks ? 0.8f : 0.3f);
	v->e->votes[BW_ACTOR_PLACE] -= 0.5f;
	if (speaks)
		v->e->votes[BW_ACTOR_PRODUCT] -= 1;
}

enum bw_actor_kind bw_names_decide(const struct bw_entity *e)
{
	enum bw_actor_kind best = BW_ACTOR_UNKNOWN;
	float most = 0.6f;
	for (int k = 0; k < BW_ACTOR_UNKNOWN; k++)
		if (e->votes[k] > most) {
			most = e->votes[k];
			best = (enum bw_actor_kind)k;
		}
	return best;
}

/* "Lyon, Skarvik and Ghent": what a list names is of one kind, when the text tells nothing else. */
static void vote_alike(struct bw_naming *n, const struct bw_span *a, const struct bw_span *b)
{
	uint32_t end = a->first + a->n;
	if (a->entity == BW_NO_ENTITY || b->entity == BW_NO_ENTITY || b->first <= end || b->first > end + 2)
		return;
	for (uint32_t i = end; i < b->first; i++)
		if (!bw_str_eq(bw_token_text(n->body.text, &n->body.layer->tokens[i]), BW_STR(",")) &&
		    !(n->body.bits[i] & W_LINK_AND))
			return;
	struct bw_entity *x = &n->entities.ptr[a->entity], *y = &n->entities.ptr[b->entity];
	enum bw_actor_kind kx = bw_names_decide(x), ky = bw_names_decide(y);
	if ((kx == BW_ACTOR_UNKNOWN) == (ky == BW_ACTOR_UNKNOWN))
		return;
	struct bw_entity *known = kx == BW_ACTOR_UNKNOWN ? y : x, *other = known == x ? y : x;
	enum bw_actor_kind kind = kx == BW_ACTOR_UNKNOWN ? ky : kx;
	if (known->votes[kind] >= 2.5f)
		other->votes[kind == BW_ACTOR_COUNTRY ? BW_ACTOR_PLACE : kind] += 1;
}

void bw_names_type(struct bw_naming *n)
{
	bw_names_public_after(n);
	for (size_t i = 0; i < n->spans.len; i++) {
		const struct bw_span *s = &n->spans.ptr[i];
		if (s->entity == BW_NO_ENTITY)
			continue;
		struct voter v = {n, &n->body, s, &n->entities.ptr[s->entity]};
		vote_gazette(&v);
		vote_head(&v);
		vote_shape(&v);
		vote_person(&v);
		vote_neighbours(&v);
		vote_role(&v);
	}
	for (size_t i = 1; i < n->spans.len; i++)
		vote_alike(n, &n->spans.ptr[i - 1], &n->spans.ptr[i]);
	for (size_t i = 0; i < n->entities.len; i++)
		n->entities.ptr[i].kind = bw_names_decide(&n->entities.ptr[i]);
}
