#include "annotate/names_part.h"
#include "core/utf8.h"

/*
 * Institutions that go on in small letters after the first word: "Agence nationale de sécurité sanitaire", "Corte dei
 * conti", "Министерство экономического развития", "Федеральная служба". Which words may follow is told by links,
 * endings and nouns of the tables; a verb, a date or a person ends the name.
 */

struct tail {
	const struct bw_naming *n;
	const struct bw_named_layer *l;
	uint32_t first;
};

static uint64_t bits_at(const struct tail *t, uint32_t i)
{
	return i < t->l->layer->n_tokens ? t->l->bits[i] : 0;
}

static struct bw_str text_of(const struct tail *t, uint32_t i)
{
	return bw_token_text(t->l->text, &t->l->layer->tokens[i]);
}

static bool is_word(const struct tail *t, uint32_t i)
{
	return i < t->l->layer->n_tokens && t->l->layer->tokens[i].kind == BW_TOKEN_WORD &&
	       !(t->l->layer->tokens[i].flags & BW_TOKEN_FIRST);
}

static bool is_capital(const struct tail *t, uint32_t i)
{
	return is_word(t, i) && bits_at(t, i) & T_NAME && !(bits_at(t, i) & (T_INITIAL | T_HEADING));
}

static bool has_ending(const struct tail *t, uint32_t i, enum bw_ending_class class)
{
	const struct bw_endings *e = &t->n->names->endings[class];
	return e->n && bw_ending_of(e, bw_uni_fold(t->n->arena, text_of(t, i)));
}

/* A small word that may be a noun or an adjective here. */
static bool is_plain(const struct tail *t, uint32_t i)
{
	const uint64_t never = W_ACT | W_SPEECH | W_PREPOSITION | W_ARTICLE | W_LINK_AND | T_CALENDAR | W_WHO |
			       W_COUNTED | W_BESIDE(BW_ACTOR_PERSON);
	if (!is_word(t, i) || t->l->layer->tokens[i].flags & (BW_TOKEN_CAPITAL | BW_TOKEN_STOP))
		return false;
	return !(bits_at(t, i) & never) && text_of(t, i).len >= 3;
}

/* Adjectives after the noun, at most two: "nationale", "dell'energia elettrica". */
static uint32_t after_adjectives(const struct tail *t, uint32_t i)
{
	for (uint32_t k = 0; k < 2 && is_plain(t, i) && bits_at(t, i) & W_TAIL; k++)
		i++;
	return i;
}

static bool is_person(const struct tail *t, uint32_t i)
{
	return bits_at(t, i) & (W_MALE | W_FEMALE) && is_capital(t, i + 1) && t->l->gazette[i] < 0;
}

/* End of "de la concurrence", "della Difesa", "d'appel" at i; i when there is none. */
static uint32_t after_link(const struct tail *t, uint32_t i, uint64_t link)
{
	uint32_t k = i;
	if (!is_word(t, k) || !(bits_at(t, k) & link) || bits_at(t, k) & T_NAME)
		return i;
	bool bare = !(bits_at(t, ++k) & W_ARTICLE) || bits_at(t, k) & T_NAME;
	k += !bare;
	if (is_capital(t, k) && !(bits_at(t, k) & T_CALENDAR) && !is_person(t, k)) {
		while (is_capital(t, k) && k < i + 6)
			k++;
		return k;
	}
	if (!is_plain(t, k) || text_of(t, k).len < 4 || (bare && has_ending(t, k, BW_ENDING_VERB)))
		return i;
	return after_adjectives(t, k + 1);
}

static uint32_t after_of(const struct tail *t, uint32_t i)
{
	return after_link(t, i, W_LINK_OF);
}

static bool is_sign(const struct tail *t, uint32_t i, char sign)
{
	return i < t->l->layer->n_tokens && bw_str_eq(text_of(t, i), bw_str_sub(BW_STR("()"), sign == ')', 1));
}

/* "pour la terre (RPT)": only a short form behind it tells that the words belong to the name. */
static uint32_t after_for(const struct tail *t, uint32_t i)
{
	uint32_t end = after_link(t, i, W_LINK_FOR);
	bool named = end > i && is_sign(t, end, '(') && is_capital(t, end + 1) && is_sign(t, end + 2, ')');
	return named ? end : i;
}

/* "et des libertés", "e do consumidor" after such a phrase. */
static uint32_t after_and(const struct tail *t, uint32_t i)
{
	if (!is_word(t, i) || !(bits_at(t, i) & W_LINK_AND))
		return i;
	uint32_t end = after_of(t, i + 1);
	return end > i + 1 && !(is_capital(t, end - 1) && bits_at(t, end - 1) & W_HEADS) ? end : i;
}

static uint32_t head_first(const struct tail *t, uint32_t end)
{
	uint32_t i = after_adjectives(t, end);
	if (i > t->first + 1) /* "ministère du Pétrole [et de l'Énergie]" */
		i = after_and(t, i);
	for (uint32_t k = 0; k < 2; k++) {
		uint32_t next = after_of(t, i);
		if (next == i)
			break;
		i = after_and(t, next);
	}
	return after_for(t, i);
}

/* ---- nouns in the genitive without a link ---- */

static bool is_genitive(const struct tail *t, uint32_t i)
{
	return is_plain(t, i) && has_ending(t, i, BW_ENDING_GENITIVE) && !has_ending(t, i, BW_ENDING_VERB);
}

static uint32_t genitives(const struct tail *t, uint32_t i)
{
	uint32_t end = i;
	for (uint32_t k = 0; k < 3 && is_genitive(t, end); k++)
		end++;
	while (end > i && is_capital(t, end) && t->l->gazette[end] >= 0)
		end += t->l->gazette_n[end];
	return end;
}

/* "Федеральная антимонопольная служба", "Вологодская область": adjectives, then the head. */
static uint32_t adjectives_first(const struct tail *t, uint32_t end)
{
	if (!(bits_at(t, t->first) & W_TAIL) || t->l->gazette[t->first] >= 0)
		return end;
	for (uint32_t i = end; i < end + 3 && is_plain(t, i); i++) {
		if (bits_at(t, i) & W_HEAD(BW_ACTOR_ORG) && bits_at(t, i) & W_BACK)
			return genitives(t, i + 1);
		if (i == end && bits_at(t, i) & W_HEAD(BW_ACTOR_PLACE) && !(bits_at(t, i) & T_NAME))
			return i + 1;
		if (!(bits_at(t, i) & W_TAIL))
			break;
	}
	return end;
}

static bool is_demonym(const struct tail *t, uint32_t i)
{
	const struct bw_gazette *g = i < t->l->layer->n_tokens ? bw_names_row(t->n, t->l->gazette[i]) : NULL;
	return g && g->flags & BW_G_DEMONYM;
}

uint32_t bw_names_tail(const struct bw_naming *n, const struct bw_named_layer *l, uint32_t first, uint32_t end)
{
	struct tail t = {n, l, first};
	bool initial = bits_at(&t, first) & T_INITIAL, genitive = n->names->endings[BW_ENDING_GENITIVE].n;
	if (!(n->names->writes & BW_WRITES_TAILS_SMALL))
		return end;
	if (end == first + 1 && bits_at(&t, first) & W_PUBLIC && is_demonym(&t, end))
		return end + l->gazette_n[end];
	if (bits_at(&t, first) & W_LEAD && genitive)
		return genitives(&t, end);
	if (bits_at(&t, first) & (W_LEAD | W_PUBLIC) && !initial)
		return head_first(&t, end);
	return genitive && end == first + 1 && !initial ? adjectives_first(&t, end) : end;
}

/* ---- "le gouvernement français", all small ---- */

static bool acts(const struct tail *t, uint32_t i)
{
	for (uint32_t k = i; k < i + 3 && is_word(t, k) && !(bits_at(t, k) & (T_NAME | W_PREPOSITION | W_ARTICLE)); k++)
		if (bits_at(t, k) & (W_ACT | W_SPEECH))
			return true;
	return false;
}

static void add_public(struct bw_naming *n, const struct bw_named_layer *l, uint32_t i, uint32_t end)
{
	struct tail t = {n, l, i};
	struct bw_span s = {.first = i, .n = end - i, .gazette = -1, .small = true};
	s.start = l->layer->tokens[i].start;
	s.end = l->layer->tokens[end - 1].end;
	uint32_t before = i > 0 && bits_at(&t, i - 1) & W_ARTICLE ? i - 1 : i;
	s.agentive = acts(&t, end) && !(before > 0 && bits_at(&t, before - 1) & W_PREPOSITION);
	s.entity = bw_names_entity(n, l, &s);
	struct bw_entity *e = &n->entities.ptr[s.entity];
	e->votes[BW_ACTOR_ORG] += 6;
	memcpy(e->country, bw_names_row(n, l->gazette[end - 1])->code, sizeof(e->country));
	*BW_PUSH(n->arena, &n->spans) = s;
}

void bw_names_public_after(struct bw_naming *n)
{
	struct bw_named_layer *l = &n->body;
	struct tail t = {n, l, 0};
	if (!(n->names->writes & BW_WRITES_TAILS_SMALL))
		return;
	for (uint32_t i = 0; i + 1 < l->layer->n_tokens; i++) {
		bool noun = bits_at(&t, i) & W_PUBLIC && !(bits_at(&t, i) & (T_TAKEN | T_HEADING));
		if (noun && is_demonym(&t, i + 1) && l->gazette_n[i + 1] == 1 && n->entities.len < BW_MAX_ENTITIES &&
		    n->spans.len < BW_MAX_SPANS)
			add_public(n, l, i, i + 2);
	}
}
