#include "annotate/names_role_part.h"

/*
 * A post is a noun of the table with what belongs to it: "Norvane's deputy chief executive", "head of research at the
 * Norvane Institute", "a spokesman for Norvane". It is the person's who stands beside it: "X, head of Y,", "Y chief
 * executive X", "the chief executive of Y, X,", "X is head of Y". What the words leave open stays unknown.
 */

enum {
	MOST_BEFORE = 4, /* words of a post before its noun */
	MOST_AFTER = 9,  /* words between the noun and the body */
	MOST_ADJECTIVES = 2,
	NOBODY = -1,
};

/* ---- one text ---- */

struct reader {
	struct bw_naming *n;
	const struct bw_named_layer *l;
	const struct bw_role_pack *pack;
	uint32_t *at;     /* token -> span that starts here + 1, the longest */
	uint32_t *before; /* token -> span that ends before it + 1, the longest */
	bool *inside;     /* token stands in the name of something else than a person */
	uint32_t *bits;   /* token -> R_ bits of the phrase that starts here */
	uint8_t *len;     /* and its tokens */
};

struct post {
	uint32_t first, noun, end; /* tokens: all of it; the noun's end; the end with the body */
	uint32_t words;            /* where the words of the role begin */
	uint32_t bits;
	int32_t body; /* entity, NOBODY unknown */
	uint32_t head;
	bool past, definite, linked;
};

static bool in_text(const struct reader *r, uint32_t i)
{
	return i < r->l->layer->n_tokens;
}

static const struct bw_token *token(const struct reader *r, uint32_t i)
{
	return &r->l->layer->tokens[i];
}

static bool is_sign(const struct reader *r, uint32_t i, char sign)
{
	return in_text(r, i) && token(r, i)->end - token(r, i)->start == 1 &&
	       r->l->text.ptr[token(r, i)->start] == sign;
}

static bool is_clitic(const struct reader *r, uint32_t i)
{
	return in_text(r, i) && !(token(r, i)->flags & BW_TOKEN_SPACE) && r->l->bits[i] & W_OWNER;
}

static uint32_t bits_at(const struct reader *r, uint32_t i)
{
	return in_text(r, i) ? r->bits[i] : 0;
}

static const struct bw_span *span_of(const struct reader *r, uint32_t number)
{
	return number ? &r->n->spans.ptr[number - 1] : NULL;
}

static const struct bw_span *span_at(const struct reader *r, uint32_t i)
{
	return in_text(r, i) ? span_of(r, r->at[i]) : NULL;
}

static const struct bw_span *span_before(const struct reader *r, uint32_t i)
{
	return i <= r->l->layer->n_tokens ? span_of(r, r->before[i]) : NULL;
}

static int32_t entity_of(const struct reader *r, const struct bw_span *s)
{
	uint32_t root = s ? bw_names_root(r->n, s->entity) : BW_NO_ENTITY;
	return root == BW_NO_ENTITY || r->n->entities.ptr[root].dropped ? NOBODY : (int32_t)root;
}

static struct bw_entity *entity(const struct reader *r, int32_t i)
{
	return &r->n->entities.ptr[i];
}

static bool is_kind(const struct reader *r, int32_t i, enum bw_actor_kind kind)
{
	return i >= 0 && entity(r, i)->kind == kind;
}

/* The body that span stands for, NOBODY when it cannot be one. */
static int32_t body_of(const struct reader *r, const struct bw_span *s, bool office)
{
	int32_t who = entity_of(r, s);
	bool fits = is_kind(r, who, BW_ACTOR_ORG) || (office && is_kind(r, who, BW_ACTOR_COUNTRY));
	return fits ? who : NOBODY;
}

static void keep_longest(const struct bw_naming *n, uint32_t *slot, size_t span)
{
	const struct bw_span *old = *slot ? &n->spans.ptr[*slot - 1] : NULL;
	if (!old || n->spans.ptr[span].n > old->n)
		*slot = (uint32_t)span + 1;
}

static void index_spans(struct reader *r)
{
	for (size_t i = 0; i < r->n->spans.len; i++) {
		const struct bw_span *s = &r->n->spans.ptr[i];
		int32_t who = s->in_title ? NOBODY : entity_of(r, s);
		if (who < 0 || !s->n)
			continue;
		keep_longest(r->n, &r->at[s->first], i);
		keep_longest(r->n, &r->before[s->first + s->n], i);
		for (uint32_t k = s->first; k < s->first + s->n && !s->small; k++)
			r->inside[k] = true;
	}
}

static void index_phrases(struct reader *r)
{
	const uint64_t *keys = bw_words_keys(r->n->arena, r->l->layer, false);
	for (uint32_t i = 0; i < r->l->layer->n_tokens; i++) {
		uint32_t bits;
		size_t len = bw_phrases_match(&r->pack->phrases, keys + i, r->l->layer->n_tokens - i, &bits);
		if (!len || len > UINT8_MAX)
			continue;
		r->bits[i] = bits;
		r->len[i] = (uint8_t)len;
	}
}

/* ---- the post ---- */

/* A word that may colour a noun of the table: "deputy", "Trade". */
static bool is_plain(const struct reader *r, uint32_t i)
{
	const struct bw_token *t = token(r, i);
	if (r->bits[i] & R_PAST)
		return true;
	return t->kind == BW_TOKEN_WORD && t->flags & BW_TOKEN_SPACE && !r->inside[i] && !(t->flags & BW_TOKEN_STOP) &&
	       !(r->l->bits[i] & (W_SPEECH | W_PREPOSITION | W_LINK_AND | W_ARTICLE)) &&
	       !(r->bits[i] & (R_LINKS | R_ARTICLE | R_WHO | R_RUNS | R_IS));
}

/* Before a title with a capital a small word is none of it: "sees President X". */
static bool breaks_title(const struct reader *r, const struct post *p, uint32_t i)
{
	bool large = r->n->names->writes & BW_WRITES_NOUNS_LARGE;
	return !large && token(r, p->words)->flags & BW_TOKEN_CAPITAL && !(token(r, i)->flags & BW_TOKEN_CAPITAL) &&
	       !(r->bits[i] & R_PAST);
}

static bool may_be_verb(const struct reader *r, uint32_t i)
{
	struct bw_str word = bw_token_text(r->l->text, token(r, i));
	if (r->bits[i] & R_PAST || token(r, i)->flags & BW_TOKEN_CAPITAL)
		return false;
	return r->l->bits[i] & (W_ACT | W_SPEECH) || bw_str_ends(word, BW_STR("ed")) || bw_str_ends(word, BW_STR("s"));
}

/* Words before the noun, then whose it is: "[Norvane's] deputy [chief executive]". */
static void read_before(const struct reader *r, struct post *p)
{
	uint32_t i = p->words, steps = 0;
	while (i > 0 && steps++ < MOST_BEFORE && !span_before(r, i) && !(token(r, i)->flags & BW_TOKEN_FIRST) &&
	       is_plain(r, i - 1) && !breaks_title(r, p, i - 1))
		i--;
	bool owner = i > 0 && is_clitic(r, i - 1), article = i > 0 && bits_at(r, i - 1) & R_ARTICLE;
	bool first = token(r, i)->flags & BW_TOKEN_FIRST;
	const struct bw_span *s = first ? NULL : span_before(r, owner ? i - 1 : i);
	if (!owner && !article) { /* a verb may have been taken for a colour: "Norvane met deputy director X" */
		for (uint32_t k = i; k < p->words; k++)
			if (may_be_verb(r, k))
				s = NULL;
		if (!s)
			i = p->words;
		while (i > 0 && !s && !first && bits_at(r, i - 1) & R_PAST)
			i--;
	}
	for (uint32_t k = i; k < p->words; k++)
		p->past |= !!(r->bits[k] & R_PAST);
	p->words = p->first = i;
	p->definite = article || owner;
	if (article)
		p->first = i - 1;
	p->body = body_of(r, s, p->bits & R_OFFICE);
	if (p->body < 0)
		return;
	p->first = s->first - s->lead;
	if (p->first > 0 && bits_at(r, p->first - 1) & R_ARTICLE)
		p->first--;
}

/* What may stand after a noun that is the end of its phrase: "head coach" is not a head. */
static bool ends_phrase(const struct reader *r, uint32_t i)
{
	if (!in_text(r, i) || token(r, i)->flags & BW_TOKEN_FIRST || span_at(r, i))
		return true;
	return token(r, i)->kind != BW_TOKEN_WORD || !is_plain(r, i) || r->l->bits[i] & (W_SPEECH | W_ACT);
}

/* "head of research at [the Norvane Institute]": the first body that a link leads to. */
static void read_after(const struct reader *r, struct post *p)
{
	uint32_t link = r->pack->manner & R_BARE ? R_OF : 0;
	for (uint32_t i = p->noun; i < p->noun + MOST_AFTER && in_text(r, i);) {
		const struct bw_span *s = span_at(r, i);
		if (token(r, i)->flags & BW_TOKEN_FIRST || token(r, i)->kind != BW_TOKEN_WORD)
			return;
		if (s && link) {
			int32_t body = body_of(r, s, p->bits & R_OFFICE);
			bool fits = body >= 0 && (link & R_LINK || !(p->bits & R_TRADE));
			if (fits && !is_clitic(r, s->first + s->n)) {
				p->body = body;
				p->end = s->first + s->n;
				p->linked = true;
				return;
			}
		}
		if (s && is_kind(r, entity_of(r, s), BW_ACTOR_PERSON))
			return;
		if (s) {
			i = s->first + s->n;
			i += is_clitic(r, i);
			continue;
		}
		bool joins = r->l->bits[i] & W_LINK_AND || r->bits[i] & R_ARTICLE;
		if (!(r->bits[i] & R_LINKS) && !joins && !is_plain(r, i))
			return;
		link = r->bits[i] & R_LINKS ? r->bits[i] & R_LINKS : r->bits[i] & R_ARTICLE ? link : 0;
		i++;
	}
}

/* The post whose noun starts at token i; false when that is none. */
static bool read_post(const struct reader *r, uint32_t i, struct post *p)
{
	uint32_t end = i + r->len[i], head = r->pack->manner & R_AFTER ? i : end - 1;
	*p = (struct post){
		.first = i, .words = i, .noun = end, .end = end, .bits = r->bits[i], .body = NOBODY, .head = head};
	for (uint32_t k = i; k < end; k++)
		if (r->inside[k])
			return false;
	if (r->pack->manner & R_AFTER)
		for (uint32_t k = 0; k < MOST_ADJECTIVES && !ends_phrase(r, p->noun); k++)
			p->noun++;
	if (!ends_phrase(r, p->noun) || is_clitic(r, p->noun))
		return false;
	p->end = p->noun;
	read_before(r, p);
	int32_t left = p->body;
	read_after(r, p);
	if (left >= 0)
		p->body = left;
	return true;
}

/* ---- the person ---- */

static int32_t person_of(const struct reader *r, const struct bw_span *s)
{
	int32_t who = entity_of(r, s);
	return is_kind(r, who, BW_ACTOR_PERSON) ? who : NOBODY;
}

/* "X, head of Y", "X, 54, head of Y" */
static int32_t person_before(const struct reader *r, const struct post *p)
{
	uint32_t i = p->first;
	if (i < 2 || !is_sign(r, i - 1, ',') || token(r, i)->flags & BW_TOKEN_FIRST)
		return NOBODY;
	i--;
	if (i > 2 && token(r, i - 1)->kind == BW_TOKEN_NUMBER && is_sign(r, i - 2, ','))
		i -= 2;
	return person_of(r, span_before(r, i));
}

/* "X is head of Y", "X was named head of Y" */
static int32_t person_that_is(const struct reader *r, const struct post *p)
{
	enum { LONGEST_IS = 3 };
	for (uint32_t n = 1; n <= LONGEST_IS && n < p->first; n++) {
		uint32_t i = p->first - n;
		if (r->bits[i] & R_IS && r->len[i] == n)
			return person_of(r, span_before(r, i));
	}
	return NOBODY;
}

static int32_t person_after(const struct reader *r, uint32_t i)
{
	return in_text(r, i) && !(token(r, i)->flags & BW_TOKEN_FIRST) ? person_of(r, span_at(r, i)) : NOBODY;
}

/* Titles of the name itself may stand between: "chief executive Dr Ann Lee". */
static uint32_t skip_titles(const struct reader *r, uint32_t i)
{
	for (uint32_t k = i; k < i + 3 && in_text(r, k) && !span_at(r, k); k++) {
		const struct bw_span *s = in_text(r, k + 1) ? span_at(r, k + 1) : NULL;
		if (s && s->lead && s->first - s->lead <= i)
			return k + 1;
	}
	return i;
}

static int32_t whose(const struct reader *r, const struct post *p)
{
	int32_t direct = person_after(r, skip_titles(r, p->end)), found;
	if (direct >= 0)
		return direct;
	if ((found = person_before(r, p)) >= 0 || (found = person_that_is(r, p)) >= 0)
		return found;
	bool governed = p->first > 0 && r->l->bits[p->first - 1] & (W_PREPOSITION | W_LINK_OF | W_LINK_FOR);
	if (governed) /* "counsellor to the president, Ann Lee" */
		return NOBODY;
	if (is_sign(r, p->end, ',') && (p->definite || p->linked || p->body >= 0))
		return person_after(r, skip_titles(r, p->end + 1));
	return NOBODY;
}

static struct bw_str words_of(const struct reader *r, uint32_t first, uint32_t end)
{
	uint32_t from = token(r, first)->start;
	return bw_str_sub(r->l->text, from, token(r, end - 1)->end - from);
}

/* Post: by which the person can be called again, "the minister"; who was something is not called so. */
static void be(const struct reader *r, int32_t person, uint32_t first, uint32_t end, uint32_t head, bool past)
{
	struct bw_entity *e = entity(r, person);
	e->role = words_of(r, first, end);
	e->post = first;
	e->post_end = past ? first : end;
	e->post_noun = head;
}

/* The first word on it counts; a body named later completes a role without one. */
static void belong(const struct reader *r, int32_t person, int32_t body)
{
	if (body >= 0 && body != person && entity(r, person)->body < 0)
		entity(r, person)->body = body;
}

static void settle(const struct reader *r, const struct post *p)
{
	int32_t person = whose(r, p);
	if (person < 0)
		return;
	if (!entity(r, person)->role.len)
		be(r, person, p->words, p->noun, p->head, p->past);
	if (!p->past)
		belong(r, person, p->body);
}

/* "X of Y", "X, who runs Y" */
static void read_person(const struct reader *r, uint32_t i)
{
	const struct bw_span *s = span_at(r, i);
	int32_t person = person_of(r, s);
	if (person < 0)
		return;
	uint32_t k = s->first + s->n;
	bool near = bits_at(r, k) & R_NEAR, who = is_sign(r, k, ',') && bits_at(r, k + 1) & R_WHO;
	if (who && bits_at(r, k + 2) & R_RUNS)
		k += 2u + r->len[k + 2];
	else if (near)
		k += r->len[k];
	else
		return;
	if (bits_at(r, k) & R_ARTICLE)
		k++;
	const struct bw_span *body = span_at(r, k);
	if (body && is_kind(r, entity_of(r, body), BW_ACTOR_ORG) && !is_clitic(r, body->first + body->n))
		belong(r, person, entity_of(r, body));
}

/* "Rapporteur Ann Lee": a role that was taken for the first word of the name. */
static void strip_role(const struct reader *r, uint32_t i)
{
	const struct bw_span *s = span_at(r, i);
	int32_t person = person_of(r, s);
	bool role = person >= 0 && bits_at(r, i) & R_ROLES && token(r, i)->flags & BW_TOKEN_CAPITAL &&
		    !(r->l->bits[i] & (W_MALE | W_FEMALE | W_FAMILY));
	uint32_t rest = i + r->len[i], end = s->first + s->n;
	while (role && rest < end && token(r, rest)->kind == BW_TOKEN_PUNCT)
		rest++;
	if (!role || rest >= end)
		return;
	struct bw_entity *e = entity(r, person);
	struct bw_str name = words_of(r, rest, end);
	if (bw_str_eq(e->name, bw_names_span_text(r->l, s)))
		e->name = name;
	bw_names_add_form(r->n, e, name);
	if (!e->role.len)
		be(r, person, i, i + r->len[i], i + r->len[i] - 1, false);
}

/* A title with a capital that no table of roles has: "Under Secretary Ann Lee". */
static void read_title(const struct reader *r, uint32_t i)
{
	const struct bw_span *s = span_at(r, i);
	int32_t person = person_of(r, s);
	if (person < 0 || !s->lead || entity(r, person)->role.len)
		return;
	uint32_t first = s->first;
	for (uint32_t k = s->first; k-- > s->first - s->lead;) {
		uint32_t row = r->l->title_row[k];
		if (r->l->title_n[k] && r->n->names->title_rows[row].class == BW_TITLE_HONOUR)
			break;
		first = k;
	}
	uint32_t end = s->first;
	while (end > first && token(r, end - 1)->kind == BW_TOKEN_PUNCT && !is_sign(r, end - 1, '.'))
		end--;
	while (first < end && !(token(r, first)->flags & BW_TOKEN_CAPITAL) && !(r->bits[first] & R_ROLES))
		first++; /* "Mme de La Tour" */
	uint32_t noun = end - (first < end && token(r, end - 1)->kind == BW_TOKEN_PUNCT);
	if (first < noun)
		be(r, person, first, end, noun - 1, false);
}

static bool has_form(const struct bw_entity *e, struct bw_str form)
{
	for (size_t i = 0; i < e->forms.len; i++)
		if (bw_str_eq(e->forms.ptr[i], form))
			return true;
	return false;
}

/* "SPD-Fraktionschef Kai Lorenz", "D66-Kamerlid": the word before the hyphen is a body of this article. */
static void read_compound(const struct reader *r, uint32_t i)
{
	int32_t person = person_of(r, span_at(r, i));
	struct bw_str role = person < 0 ? BW_STR_NONE : entity(r, person)->role;
	size_t hyphen = bw_str_rfind_char(role, '-');
	if (hyphen == BW_NPOS || entity(r, person)->body >= 0)
		return;
	struct bw_str body = bw_str_sub(role, 0, hyphen);
	for (size_t k = 0; k < r->n->entities.len; k++) {
		const struct bw_entity *e = &r->n->entities.ptr[k];
		if (e->kind == BW_ACTOR_ORG && !e->dropped && has_form(e, body)) {
			belong(r, person, (int32_t)bw_names_root(r->n, (uint32_t)k));
			return;
		}
	}
}

static void open_reader(struct reader *r)
{
	size_t n_tokens = r->l->layer->n_tokens;
	r->at = BW_ARRAY(r->n->arena, uint32_t, n_tokens + 1);
	r->before = BW_ARRAY(r->n->arena, uint32_t, n_tokens + 1);
	r->inside = BW_ARRAY(r->n->arena, bool, n_tokens + 1);
	r->bits = BW_ARRAY(r->n->arena, uint32_t, n_tokens + 1);
	r->len = BW_ARRAY(r->n->arena, uint8_t, n_tokens + 1);
	index_spans(r);
	index_phrases(r);
}

void bw_names_roles(const struct bw_roles *roles, struct bw_naming *n)
{
	struct reader r = {.n = n, .l = &n->body, .pack = bw_role_pack(roles, n->notes->language)};
	for (size_t i = 0; i < n->entities.len; i++)
		n->entities.ptr[i].body = NOBODY;
	if (!r.pack || !n->entities.len)
		return;
	open_reader(&r);
	for (uint32_t i = 0; i < r.l->layer->n_tokens; i++) {
		struct post p;
		if (r.at[i]) {
			strip_role(&r, i);
			read_person(&r, i);
		}
		if (r.bits[i] & R_ROLES && !(r.l->bits[i] & T_HEADING) && read_post(&r, i, &p))
			settle(&r, &p);
	}
	for (uint32_t i = 0; i < r.l->layer->n_tokens; i++)
		if (r.at[i]) {
			read_title(&r, i);
			read_compound(&r, i);
		}
}
