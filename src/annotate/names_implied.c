#include "annotate/names_part.h"

/*
 * Forms that stand in the text only as part of a longer one, and by which people will look for the actor: the family
 * name of a person, a company without what it does ("Aurora" in "Aurora Shipping Ltd"), an institution without its
 * country, a ship without its prefix; and what stands around it: "Aurora of Oslo", "Norway's Ann Lee", "the Aurora-2
 * cable". They come after joining, so they join nothing in the article; a form that would be of two is of none.
 */

struct offer {
	uint32_t entity;
	struct bw_str form;
	uint64_t key;
};

struct implied {
	struct bw_naming *n;
	const struct bw_named_layer *l;
	const struct bw_span *s;
	struct bw_entity *e;
	uint32_t root;
	struct bw_map *owners; /* key of a form -> entity + 1, 0 when it is of two */
	uint32_t *after;       /* token -> span that ends before it + 1 */
	BW_VEC(struct offer) offers;
};

static uint64_t bits_at(const struct implied *m, uint32_t i)
{
	return i < m->l->layer->n_tokens ? m->l->bits[i] : 0;
}

static const struct bw_token *token(const struct implied *m, uint32_t i)
{
	return &m->l->layer->tokens[i];
}

static uint64_t form_key(const struct implied *m, uint32_t first, uint32_t end)
{
	uint64_t h = 7;
	for (uint32_t i = first; i < end; i++)
		h = (h ^ m->l->layer->tokens[i].word) * 0xd6e8feb86659fd93u;
	return h;
}

static void own(struct implied *m, uint64_t key, uint32_t entity)
{
	bool is_new;
	uint64_t *slot = bw_map_put(m->owners, key, &is_new);
	if (is_new)
		*slot = entity + 1;
	else if (*slot != entity + 1)
		*slot = 0;
}

static void add(struct implied *m, uint32_t first, uint32_t end)
{
	uint32_t from = m->l->layer->tokens[first].start, to = m->l->layer->tokens[end - 1].end;
	struct offer o = {m->root, bw_str_sub(m->l->text, from, to - from), form_key(m, first, end)};
	own(m, o.key, m->root);
	*BW_PUSH(m->n->arena, &m->offers) = o;
}

/* "van den Berg" of "Joris van den Berg" */
static void imply_particles(struct implied *m)
{
	uint32_t last = m->s->first + m->s->n - 1, first = last;
	while (first > m->s->first + 1 && bits_at(m, first - 1) & W_PARTICLE)
		first--;
	if (first < last)
		add(m, first, last + 1);
}

static void imply_person(struct implied *m)
{
	uint32_t last = m->s->first + m->s->n - 1;
	if (m->s->n > 2 && bw_names_is_generation(token(m, last)->word))
		last--;
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
	if (country && country + 1 < m->s->n && g->kind == BW_ACTOR_COUNTRY &&
	    (bits_at(m, end - 1) & W_BACK || bits_at(m, first + country) & W_OF) &&
	    bits_at(m, first + country) & T_NAME)
		add(m, first + country, end);
	if (country)
		return;
	while (end > first + 1 && bits_at(m, end - 1) & (W_HEAD(BW_ACTOR_ORG) | W_SUFFIX) &&
	       !(bits_at(m, end - 1) & (W_PUBLIC | W_STATE)))
		end--;
	bool brief = end < first + m->s->n && bits_at(m, end - 1) & T_NAME &&
		     !(end > first + 1 && bits_at(m, end - 1) & W_HEADS);
	for (uint32_t i = first; i < end; i++)
		brief &= !(bits_at(m, i) & (W_LINK_OF | W_LINK_FOR | W_LINK_AND)) &&
			 m->l->layer->tokens[i].kind == BW_TOKEN_WORD;
	bool plain = end == first + 1 && bits_at(m, first) & (T_NOT | W_MALE | W_FEMALE), common = true;
	for (uint32_t i = first; i < end; i++)
		common &= !!(bits_at(m, i) & W_COMMON);
	plain |= common && (end == first + 1 || bits_at(m, first + m->s->n - 1) & W_BACK);
	if (brief && !plain)
		add(m, first, end);
}

/* "the Aurora-2 cable", "Clear Water label" */
static void imply_noun(struct implied *m)
{
	uint32_t after = m->s->first + m->s->n;
	uint64_t bits = bits_at(m, after);
	bool fits = bits & (W_BESIDE(m->e->kind) | W_HEAD(m->e->kind)) && !(bits & T_NAME);
	if (fits && token(m, after)->flags & BW_TOKEN_SPACE &&
	    (m->s->definite || (m->e->kind == BW_ACTOR_PRODUCT && !(bits & (W_ACT | W_SPEECH)))))
		add(m, m->s->first, after + 1);
}

static void imply_product(struct implied *m)
{
	if (m->s->n > 1 && bits_at(m, m->s->first) & W_PREFIX && bits_at(m, m->s->first + 1) & T_NAME)
		add(m, m->s->first + 1, m->s->first + m->s->n);
}

static bool is_sign(const struct implied *m, uint32_t i, const char *sign)
{
	return i < m->l->layer->n_tokens && bw_str_eq(bw_token_text(m->l->text, token(m, i)), bw_str_from(sign));
}

/* Legal forms that no name holds: "X plc", "X (Pty) Ltd", and signs: "X\xC2\xAE". */
static void imply_tail(struct implied *m)
{
	uint32_t after = m->s->first + m->s->n, end = after;
	if (is_sign(m, end, "(") && bits_at(m, end + 1) & W_SUFFIX && is_sign(m, end + 2, ")"))
		end += 3;
	while (bits_at(m, end) & W_SUFFIX && token(m, end)->flags & BW_TOKEN_SPACE && end < after + 5 &&
	       (token(m, end)->flags & (BW_TOKEN_STOP | BW_TOKEN_ALLCAPS)) != BW_TOKEN_STOP)
		end++;
	if (is_sign(m, after, "\xC2\xAE") || is_sign(m, after, "\xE2\x84\xA2"))
		end = after + 1;
	if (end > after)
		add(m, m->s->first, end);
}

/* "Aurora Shipping of Oslo" */
static void imply_seat(struct implied *m)
{
	uint32_t k = m->s->first + m->s->n;
	if (!(bits_at(m, k) & W_LINK_OF) || bits_at(m, k) & T_NAME || !(bits_at(m, k + 1) & T_NAME))
		return;
	const struct bw_gazette *g = bw_names_row(m->n, m->l->gazette[k + 1]);
	bool place = !(bits_at(m, k + 1) & (W_COMMON | W_MALE | W_FEMALE)) && !(bits_at(m, k + 2) & T_NAME);
	if (g ? g->kind == BW_ACTOR_PLACE || g->kind == BW_ACTOR_COUNTRY : place)
		add(m, m->s->first, k + 1 + (g ? m->l->gazette_n[k + 1] : 1));
}

/* "Aurora Markets' Ann Lee" */
static bool is_plural_owner(const struct implied *m, uint32_t i)
{
	return !(token(m, i)->flags & BW_TOKEN_SPACE) && (is_sign(m, i, "'") || is_sign(m, i, "\xE2\x80\x99"));
}

/* "Norway's Ann Lee", "Aurora Minister Ann Lee": with whom it stands before the name. */
static void imply_owner(struct implied *m)
{
	uint32_t first = m->s->first - m->s->lead, k = first;
	if (k > 0 && (bits_at(m, k - 1) & W_OWNER || is_plural_owner(m, k - 1)))
		k--;
	bool apart = token(m, first)->flags & BW_TOKEN_FIRST || (k < first && token(m, k)->flags & BW_TOKEN_FIRST);
	if ((k == first && !m->s->lead) || !m->after[k] || apart)
		return;
	const struct bw_span *owner = &m->n->spans.ptr[m->after[k] - 1];
	uint32_t root = bw_names_root(m->n, owner->entity);
	bool body =
		root != BW_NO_ENTITY && root != m->root &&
		(m->n->entities.ptr[root].kind == BW_ACTOR_ORG || m->n->entities.ptr[root].kind == BW_ACTOR_COUNTRY);
	bool place = root != BW_NO_ENTITY && k < first && m->n->entities.ptr[root].kind != BW_ACTOR_PERSON;
	if (body || place)
		add(m, owner->first, m->s->first + m->s->n);
}

static bool is_plain(const struct implied *m)
{
	for (uint32_t i = m->s->first; i < m->s->first + m->s->n; i++)
		if (!(bits_at(m, i) & (W_COMMON | W_HEADS | W_LINK_OF | W_LINK_FOR | W_LINK_AND | W_ARTICLE)))
			return false;
	return true;
}

/* "Liberia's Senate", "Kenya's Water Act" */
static void imply_country(struct implied *m)
{
	uint32_t first = m->s->first;
	if (first < 2 || !(bits_at(m, first - 1) & W_OWNER) || !m->after[first - 1] || m->s->lead ||
	    token(m, first)->flags & BW_TOKEN_FIRST)
		return;
	const struct bw_span *owner = &m->n->spans.ptr[m->after[first - 1] - 1];
	const struct bw_gazette *g = bw_names_row(m->n, owner->gazette);
	if (!g || g->kind != BW_ACTOR_COUNTRY || g->flags & BW_G_SEAT || m->e->kind == BW_ACTOR_COUNTRY)
		return;
	add(m, owner->first, first + m->s->n);
	if (!m->e->country[0] && m->e->kind == BW_ACTOR_ORG && is_plain(m))
		memcpy(m->e->country, g->code, sizeof(m->e->country));
}

static void add_definite(struct implied *m, uint32_t end)
{
	add(m, m->s->first, end);
	if (m->s->definite && m->s->first > 0)
		add(m, m->s->first - 1, end);
}

/* "the High Court in Oslo": a body whose name many have, with its place. */
static void imply_place(struct implied *m)
{
	uint32_t k = m->s->first + m->s->n;
	const struct bw_gazette *g = bw_names_row(m->n, k + 1 < m->l->layer->n_tokens ? m->l->gazette[k + 1] : -1);
	bool in = bits_at(m, k) & W_AT_PLACE && !(bits_at(m, k) & T_NAME) && bits_at(m, k + 1) & T_NAME;
	if (in && g && (g->kind == BW_ACTOR_PLACE || g->kind == BW_ACTOR_COUNTRY) && is_plain(m) &&
	    bits_at(m, k - 1) & W_BACK && m->l->gazette_n[k + 1] == 1 && !(bits_at(m, k + 2) & T_NAME))
		add_definite(m, k + 2);
}

/* "The Aurora Foundation" */
static void imply_article(struct implied *m)
{
	uint64_t head = bits_at(m, m->s->first + m->s->n - 1);
	if (m->s->definite && m->s->first > 0 && m->s->n > 1 && head & W_BACK && head & W_HEADS)
		add(m, m->s->first - 1, m->s->first + m->s->n);
}

/* "the Water Act of 1978" */
static void imply_year(struct implied *m)
{
	uint32_t k = m->s->first + m->s->n;
	bool year = bits_at(m, k) & W_LINK_OF && k + 1 < m->l->layer->n_tokens &&
		    token(m, k + 1)->kind == BW_TOKEN_NUMBER && token(m, k + 1)->end - token(m, k + 1)->start == 4;
	if (year)
		add_definite(m, k + 2);
}

/* "the Norwegian town of Aurora" */
static void imply_town(struct implied *m)
{
	uint32_t first = m->s->first;
	if (first < 3 || !(bits_at(m, first - 1) & W_LINK_OF) || !(bits_at(m, first - 2) & W_BESIDE(BW_ACTOR_PLACE)) ||
	    bits_at(m, first - 2) & T_NAME)
		return;
	const struct bw_gazette *g = bw_names_row(m->n, m->l->gazette[first - 3]);
	bool land = g && g->flags & BW_G_DEMONYM;
	if (land)
		add(m, first - 3, first + m->s->n);
	if (land && first > 3 && bits_at(m, first - 4) & W_COMMON && !(token(m, first - 4)->flags & BW_TOKEN_STOP))
		add(m, first - 4, first + m->s->n);
}

/* "Cassa Aurora" of "Cassa Aurora di Risparmio", "Health Committee" of "Congress's Health Committee" */
static void imply_part(struct implied *m)
{
	uint32_t first = m->s->first, end = first + m->s->n;
	for (uint32_t i = first + 1; i < end; i++) {
		bool link = i > first + 1 && bits_at(m, i) & (W_LINK_OF | W_PARTICLE) && !(bits_at(m, i) & T_NAME);
		bool body = i > first + 1 || bits_at(m, first) & (W_PUBLIC | W_STATE);
		if (bits_at(m, i) & W_OWNER && end - i > 2 && body)
			add(m, i + 1, end);
		if (!link)
			continue;
		bool named = false;
		for (uint32_t k = first; k < i; k++)
			named |= !(bits_at(m, k) & (W_COMMON | W_HEADS)) && m->l->gazette[k] < 0;
		if (named && !(bits_at(m, first) & W_OF))
			add(m, first, i);
		return;
	}
}

static void imply(struct implied *m)
{
	switch (m->e->kind) {
	case BW_ACTOR_PERSON:
		imply_person(m);
		imply_particles(m);
		imply_owner(m);
		break;
	case BW_ACTOR_ORG:
		imply_org(m);
		imply_part(m);
		imply_tail(m);
		imply_seat(m);
		imply_place(m);
		imply_article(m);
		imply_country(m);
		break;
	case BW_ACTOR_LAW:
		imply_year(m);
		imply_country(m);
		break;
	case BW_ACTOR_PRODUCT:
		imply_product(m);
		imply_tail(m);
		imply_noun(m);
		break;
	case BW_ACTOR_PLACE:
		imply_noun(m);
		imply_town(m);
		break;
	case BW_ACTOR_UNKNOWN:
		imply_seat(m);
		imply_tail(m);
		break;
	default:
		break;
	}
}

/* Every form in the text is of the one that has it, be it dropped: "Kalmar" the town is not "Kalmar Museum". */
static void own_spans(struct implied *m)
{
	for (size_t i = 0; i < m->n->spans.len; i++) {
		const struct bw_span *s = &m->n->spans.ptr[i];
		uint32_t root = bw_names_root(m->n, s->entity);
		if (root == BW_NO_ENTITY || s->in_title)
			continue;
		uint32_t *slot = &m->after[s->first + s->n];
		if (!*slot || m->n->spans.ptr[*slot - 1].n < s->n)
			*slot = (uint32_t)i + 1;
		own(m, form_key(m, s->first, s->first + s->n), root);
	}
}

void bw_names_implied(struct bw_naming *n)
{
	struct bw_map owners;
	struct implied m = {.n = n, .l = &n->body, .owners = &owners};
	bw_map_init(&owners);
	m.after = BW_ARRAY(n->arena, uint32_t, n->body.layer->n_tokens + 1);
	own_spans(&m);
	for (size_t i = 0; i < n->spans.len; i++) {
		m.s = &n->spans.ptr[i];
		m.root = bw_names_root(n, m.s->entity);
		if (m.root == BW_NO_ENTITY || m.s->in_title || m.s->small)
			continue;
		m.e = &n->entities.ptr[m.root];
		imply(&m);
	}
	for (size_t i = 0; i < m.offers.len; i++) {
		const struct offer *o = &m.offers.ptr[i];
		const uint64_t *owner = bw_map_get(&owners, o->key);
		if (owner && *owner == o->entity + 1)
			bw_names_add_form(n, &n->entities.ptr[o->entity], o->form);
	}
	bw_map_release(&owners);
}
