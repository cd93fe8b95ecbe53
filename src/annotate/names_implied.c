#include "annotate/names_part.h"

/*
 * Forms that stand in the text only as part of a longer one, and by which people will look for the actor: the family
 * name of a person, a company without what it does ("Aurora" in "Aurora Shipping Ltd"), an institution without its
 * country, a ship without its prefix; and "the Aurora-2 cable". They come after joining, so they join nothing in the
 * article.
 */

struct implied {
	struct bw_naming *n;
	const struct bw_named_layer *l;
	const struct bw_span *s;
	struct bw_entity *e;
};

static uint64_t bits_at(const struct implied *m, uint32_t i)
{
	return i < m->l->layer->n_tokens ? m->l->bits[i] : 0;
}

static void add(struct implied *m, uint32_t first, uint32_t end)
{
	uint32_t from = m->l->layer->tokens[first].start, to = m->l->layer->tokens[end - 1].end;
	bw_names_add_form(m->n, m->e, bw_str_sub(m->l->text, from, to - from));
}

static void imply_person(struct implied *m)
{
	uint32_t last = m->s->first + m->s->n - 1;
	if (m->s->n < 2 || bits_at(m, last) & W_COMMON || !(bits_at(m, last) & T_NAME))
		return;
	const uint64_t given = W_MALE | W_FEMALE;
	uint64_t a = bits_at(m, m->s->first), z = bits_at(m, last);
	if (a & W_FAMILY && !(a & given) && !(z & W_FAMILY))
		add(m, m->s->first, m->s->first + 1); /* the family name comes first */
	else if (a & given && !(a & W_FAMILY && !(z & W_FAMILY)))
		add(m, last, last + 1);
	else if (!(a & W_FAMILY) && m->s->n == 2)
		add(m, last, last + 1);
}

static void imply_org(struct implied *m)
{
	uint32_t first = m->s->first, end = first + m->s->n,
		 country = m->l->gazette[first] >= 0 ? m->l->gazette_n[first] : 0;
	const struct bw_gazette *g = bw_names_row(m->n, m->l->gazette[first]);
	if (country && country + 1 < m->s->n && g->kind == BW_ACTOR_COUNTRY && bits_at(m, end - 1) & W_BACK &&
	    bits_at(m, first + country) & T_NAME)
		add(m, first + country, end);
	if (country)
		return;
	while (end > first + 1 && bits_at(m, end - 1) & (W_HEAD(BW_ACTOR_ORG) | W_SUFFIX) &&
	       !(bits_at(m, end - 1) & (W_PUBLIC | W_STATE)))
		end--;
	bool own = end < first + m->s->n && bits_at(m, end - 1) & T_NAME &&
		   !(end > first + 1 && bits_at(m, end - 1) & W_HEADS);
	for (uint32_t i = first; i < end; i++)
		own &= !(bits_at(m, i) & (W_LINK_OF | W_LINK_FOR | W_LINK_AND)) &&
		       m->l->layer->tokens[i].kind == BW_TOKEN_WORD;
	bool plain = end == first + 1 && bits_at(m, first) & (W_COMMON | T_NOT | W_MALE | W_FEMALE);
	if (own && !plain)
		add(m, first, end);
}

static void imply_noun(struct implied *m)
{
	uint32_t after = m->s->first + m->s->n;
	uint64_t bits = bits_at(m, after);
	bool fits = bits & (W_BESIDE(m->e->kind) | W_HEAD(m->e->kind)) && !(bits & T_NAME);
	if (m->s->definite && fits && m->l->layer->tokens[after].flags & BW_TOKEN_SPACE)
		add(m, m->s->first, after + 1);
}

static void imply_product(struct implied *m)
{
	if (m->s->n > 1 && bits_at(m, m->s->first) & W_PREFIX && bits_at(m, m->s->first + 1) & T_NAME)
		add(m, m->s->first + 1, m->s->first + m->s->n);
}

void bw_names_implied(struct bw_naming *n)
{
	for (size_t i = 0; i < n->spans.len; i++) {
		const struct bw_span *s = &n->spans.ptr[i];
		uint32_t root = bw_names_root(n, s->entity);
		if (root == BW_NO_ENTITY || s->in_title || s->small)
			continue;
		struct implied m = {n, &n->body, s, &n->entities.ptr[root]};
		if (m.e->kind == BW_ACTOR_PERSON)
			imply_person(&m);
		if (m.e->kind == BW_ACTOR_ORG)
			imply_org(&m);
		if (m.e->kind == BW_ACTOR_PRODUCT)
			imply_product(&m);
		if (m.e->kind == BW_ACTOR_PRODUCT || m.e->kind == BW_ACTOR_PLACE)
			imply_noun(&m);
	}
}
