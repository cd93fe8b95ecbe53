#include "annotate/names_part.h"

/*
 * Which names of one article are one thing: a short form joins the one longer name whose words hold its own in their
 * order. When two names claim it equally, neither gets it.
 */

enum { MOST_SHARED = 64 }; /* names that share a word; beyond, the word tells nothing */

struct chain {
	uint32_t entity;
	struct chain *next;
};
struct chains {
	struct chain *head;
	uint32_t n;
};

struct joiner {
	struct bw_naming *n;
	struct bw_map index; /* word -> index into chains */
	BW_VEC(struct chains) chains;
};

static void index_words(struct joiner *j)
{
	for (uint32_t i = 0; i < j->n->entities.len; i++) {
		const struct bw_entity *e = &j->n->entities.ptr[i];
		for (uint32_t k = 0; k < e->n_words; k++) {
			bool is_new;
			uint64_t *slot = bw_map_put(&j->index, e->words[k], &is_new);
			if (is_new) {
				*slot = j->chains.len;
				(void)BW_PUSH(j->n->arena, &j->chains);
			}
			struct chains *c = &j->chains.ptr[*slot];
			if (c->n++ >= MOST_SHARED || (c->head && c->head->entity == i))
				continue;
			struct chain *link = BW_NEW(j->n->arena, struct chain);
			*link = (struct chain){i, c->head};
			c->head = link;
		}
	}
}

/* Positions of the short words inside the long name, as bits; 0 when they are not there in order. */
static uint32_t positions(const struct bw_entity *s, const struct bw_entity *l)
{
	uint32_t found = 0, k = 0;
	for (uint32_t i = 0; i < l->n_words && k < s->n_words; i++)
		if (l->words[i] == s->words[k]) {
			found |= 1u << i;
			k++;
		}
	return k == s->n_words ? found : 0;
}

/* Words of a country before what is its own: "Liberian Ministry of Health", "Kenya's health ministry". */
static uint32_t country_words(const struct bw_entity *e)
{
	bool own = !(e->bits[0] & (W_COMMON | W_HEADS));
	bool small = e->n_words > 1 && e->bits[0] & T_NAME && !(e->bits[1] & T_NAME); /* "Turkey's trade ministry" */
	return e->n_words > 2 && e->country[0] && (own || small) ? 1 : 0;
}

static uint64_t head_word(const struct bw_entity *e)
{
	return e->words[e->head ? e->head - 1 : e->n_words - 1];
}

/* "Department of Trade" and "Trade Department", "Ministry of Fish and Farms" and "Ministry of Farms and Fish": the
 * same plain words in another order. Names of places and people are no plain words: "Bank of X" is not "X Bank". */
static bool is_turned(const struct bw_entity *a, const struct bw_entity *b)
{
	uint32_t skip_a = country_words(a), skip_b = country_words(b), n = a->n_words - skip_a;
	if (n != b->n_words - skip_b || n < 2 || a->n_words < 2 || head_word(a) != head_word(b))
		return false;
	if (a->country[0] && b->country[0] && memcmp(a->country, b->country, 2))
		return false;
	if ((a->country[0] && skip_b && !skip_a && a->gazette < 0) ||
	    (b->country[0] && skip_a && !skip_b && b->gazette < 0))
		return false;
	uint32_t used = 0;
	for (uint32_t i = skip_a; i < a->n_words; i++) {
		uint32_t k = skip_b;
		while (k < b->n_words && (used & 1u << k || a->words[i] != b->words[k]))
			k++;
		if (k == b->n_words || !((a->bits[i] | b->bits[k]) & (W_COMMON | W_HEADS)))
			return false;
		used |= 1u << k;
	}
	return true;
}

static char gender_of(const struct bw_entity *e)
{
	uint64_t given = e->bits[0] & (W_MALE | W_FEMALE);
	if (e->gender)
		return e->gender;
	return e->n_words < 2 || !given || given == (W_MALE | W_FEMALE) ? 0 : given == W_MALE ? 'm' : 'f';
}

/* A surname that stands in the text before the full name, and often, is of somebody whom everybody knows. */
static bool is_known_before(const struct bw_entity *s, const struct bw_entity *l)
{
	enum { OFTEN = 3 };
	return s->n_words == 1 && s->begins < l->begins && s->n_mentions >= OFTEN;
}

/* "Cole Jr": another man than "Cole". */
bool bw_names_is_generation(uint64_t word)
{
	static const char *const words[] = {"jr", "sr", "ii", "iii", "jnr", "snr"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (word == bw_words_hash(bw_str_from(words[i])))
			return true;
	return false;
}

static float person_score(const struct bw_entity *s, const struct bw_entity *l, uint32_t at)
{
	uint32_t last = 1u << (l->n_words - 1);
	char sg = gender_of(s), lg = gender_of(l);
	bool conflict = sg && lg && sg != lg;
	if ((conflict && (l->gender || s->begins < l->begins)) || is_known_before(s, l))
		return 0; /* the given name alone may mislead: "Mr Lindsey" */
	if (l->n_words > 2 && !(at & last) && bw_names_is_generation(l->words[l->n_words - 1]))
		return s->n_words == 1 && at & last >> 1 ? 2 : 0;
	if (s->n_words > 1)
		return at & (last | 1) ? 3 : 0;
	if (s->rank && l->rank && at & last)
		return s->rank == l->rank ? 4 : 2;
	if (s->rank && s->begins < l->begins)
		return 0;
	if (at & last)
		return 3;
	if (s->titled)
		return 2.5f;
	if (at & 1)
		return l->bits[0] & (W_MALE | W_FEMALE) ? 1 : 2.5f;
	bool given = l->bits[1] & (W_MALE | W_FEMALE) && !(l->bits[1] & W_FAMILY);
	return at == 2 && l->n_words == 3 && !given ? 2 : 0; /* "García" of "Elena García Pérez" */
}

/* "Kestrel said": a common word that is never written small here, and acts like the firm whose name it begins. */
static bool is_firm_word(const struct bw_naming *n, const struct bw_entity *s, const struct bw_entity *l)
{
	const uint64_t *seen = bw_map_get(&n->seen, s->words[0]);
	return s->n_agentive && l->kind == BW_ACTOR_ORG && !(s->bits[0] & (W_HEADS | W_STARTER | T_NOT)) && seen &&
	       !bw_seen_small(*seen);
}

static float thing_score(const struct bw_naming *n, const struct bw_entity *s, const struct bw_entity *l, uint32_t at)
{
	uint32_t last = 1u << (l->n_words - 1);
	bool plain = s->n_words == 1 && s->bits[0] & W_COMMON;
	bool office = l->gazette >= 0 && l->n_words == 2 && l->bits[1] & W_STATE;
	bool person = s->n_words > 1 && s->bits[0] & (W_MALE | W_FEMALE) && s->kind == BW_ACTOR_PERSON;
	if (s->titled || (person && l->bits[l->n_words - 1] & W_COMMON))
		return 0; /* "Ann Lee" is not the "Ann Lee Show" */
	if (l->kind == BW_ACTOR_PLACE && s->n_words == 1 && s->n_agentive && !s->n_placed && s->kind != BW_ACTOR_PLACE)
		return 0; /* nor is who speaks the tower that bears the name */
	bool ship = l->kind == BW_ACTOR_PRODUCT && !(l->bits[l->n_words - 1] & (T_DIGIT | W_COMMON));
	if (at == (1u << s->n_words) - 1 && ship && s->n_words == 1)
		return 0; /* "Aurora" is rather the owner of the "Aurora Venture" */
	if (at == (1u << s->n_words) - 1)
		return !plain                                                           ? 3
		       : s->n_mid || (s->n_agentive && office) || is_firm_word(n, s, l) ? 2
											: 0; /* "Commerce said" */
	if (plain)
		return s->gazette >= 0 && at & last ? 2 : 0; /* "Parliament" */
	if (at & last && s->n_words > 1)
		return at == ((1u << s->n_words) - 1) << (l->n_words - s->n_words) ? 2.5f : at & 1 ? 2 : 1.5f;
	if (at & last)
		return s->bits[0] & W_HEADS && s->bits[0] & W_COMMON ? 0 : 2;
	return s->n_words == 1 || at & 1 ? 1 : 0;
}

static bool kinds_agree(const struct bw_entity *s, const struct bw_entity *l)
{
	if (s->kind == BW_ACTOR_PLACE && l->kind == BW_ACTOR_UNKNOWN && s->votes[BW_ACTOR_PLACE] >= 3.0f)
		return false; /* "the town of Aurora" and the ship "Aurora Tern" */
	if (s->kind == l->kind || s->kind == BW_ACTOR_UNKNOWN || l->kind == BW_ACTOR_UNKNOWN)
		return true;
	if (s->kind == BW_ACTOR_PLACE || s->n_placed)
		return l->kind == BW_ACTOR_PLACE && s->gazette < 0;
	return s->gazette < 0 && s->votes[s->kind] < 3.0f + 0.8f * (float)s->n_mentions;
}

/* "the House" where nothing else of the federal one stands, but "Ohio House" does. */
static bool is_chamber_of(const struct bw_entity *s, const struct bw_gazette *sg, const struct bw_gazette *lg)
{
	return sg->flags & (BW_G_THE | BW_G_CUE) && sg->kind == BW_ACTOR_ORG && lg->kind == BW_ACTOR_ORG &&
	       sg->group != lg->group && s->n_words == 1 && bw_str_find_char(s->name, ' ', 0) == BW_NPOS &&
	       bw_str_ends(lg->name, sg->name);
}

static float score(const struct bw_naming *n, const struct bw_entity *s, const struct bw_entity *l)
{
	const struct bw_gazette *sg = bw_names_row(n, s->gazette), *lg = bw_names_row(n, l->gazette);
	if (sg && lg && is_chamber_of(s, sg, lg))
		return 3;
	if (sg && (sg->kind != BW_ACTOR_ORG || !(sg->flags & BW_G_SHARED)))
		return 0;
	if (lg && (lg->kind == BW_ACTOR_COUNTRY || lg->kind == BW_ACTOR_PLACE))
		return 0;
	if (!kinds_agree(s, l))
		return 0;
	if (l->kind != BW_ACTOR_PERSON && s->kind != BW_ACTOR_PERSON && l->head >= s->head && is_turned(l, s))
		return 5;
	if (l->n_words <= s->n_words)
		return 0;
	uint32_t at = positions(s, l);
	if (!at)
		return 0;
	bool person = l->kind == BW_ACTOR_PERSON || (s->titled && l->kind == BW_ACTOR_UNKNOWN);
	return person ? person_score(s, l, at) : thing_score(n, s, l, at);
}

static void join_one(struct joiner *j, uint32_t index)
{
	struct bw_naming *n = j->n;
	const struct bw_entity *s = &n->entities.ptr[index];
	float best = 0;
	uint32_t winner = BW_NO_ENTITY;
	bool tied = false;
	const uint64_t *slot = bw_map_get(&j->index, s->words[country_words(s)]);
	if (s->into >= 0 || !slot)
		return;
	for (struct chain *c = j->chains.ptr[*slot].head; c; c = c->next) {
		float v = c->entity == index ? 0 : score(n, s, &n->entities.ptr[c->entity]);
		uint32_t root = v > 0 ? bw_names_root(n, c->entity) : BW_NO_ENTITY;
		if (v <= 0 || root == index || root == winner)
			continue;
		tied = v == best || (tied && v < best);
		if (v >= best) {
			best = v;
			winner = root;
		}
	}
	if (winner == BW_NO_ENTITY)
		return;
	if (!tied) {
		bw_names_merge(n, index, winner);
		n->entities.ptr[winner].kind = bw_names_decide(&n->entities.ptr[winner]);
	} else if (n->entities.ptr[winner].kind == BW_ACTOR_PERSON && s->n_words == 1) {
		n->entities.ptr[index].dropped = true; /* two people bear it */
	}
}

/* The seat of a bloc stands for the institution that acts there when the bloc itself is not in the text. */
static uint32_t institution_of_bloc(const struct bw_naming *n, const struct bw_gazette *seat)
{
	uint32_t found = BW_NO_ENTITY;
	for (uint32_t i = 0; i < n->entities.len && !memcmp(seat->code, "EU", 2); i++) {
		const struct bw_entity *e = &n->entities.ptr[i];
		const struct bw_gazette *g = bw_names_row(n, e->gazette);
		if (!g || g->kind != BW_ACTOR_ORG || memcmp(g->code, seat->code, 2) || e->into >= 0)
			continue;
		if (found != BW_NO_ENTITY)
			return BW_NO_ENTITY;
		found = i;
	}
	return found;
}

/* An institution's acronym and its name from the same row; a seat of government that acts, and its country. */
static void join_rows(struct bw_naming *n)
{
	struct bw_map groups; /* group -> the entity whose key is the row */
	bw_map_init(&groups);
	for (uint32_t i = 0; i < n->entities.len; i++) {
		const struct bw_gazette *g = bw_names_row(n, n->entities.ptr[i].gazette);
		bool full = g && !(g->flags & BW_G_SEAT) && (g->kind == BW_ACTOR_COUNTRY || !(g->flags & BW_G_ACRONYM));
		if (full && n->entities.ptr[i].into < 0)
			*bw_map_put(&groups, g->group, NULL) = i + 1;
	}
	for (uint32_t i = 0; i < n->entities.len; i++) {
		const struct bw_entity *e = &n->entities.ptr[i];
		const struct bw_gazette *g = bw_names_row(n, e->gazette);
		const uint64_t *full = g && e->into < 0 ? bw_map_get(&groups, g->group) : NULL;
		bool seat = g && g->flags & BW_G_SEAT;
		uint32_t one;
		if (seat && !e->n_metonym)
			continue;
		if (full && *full != i + 1)
			bw_names_merge(n, i, (uint32_t)*full - 1);
		else if (seat && e->into < 0 && (one = institution_of_bloc(n, g)) != BW_NO_ENTITY)
			bw_names_merge(n, i, one);
		else if (seat && e->into < 0)
			n->entities.ptr[i].seat = true;
	}
	bw_map_release(&groups);
}

/* "Ms Roe" and "Roe" where no full name stands. */
static void join_titled(struct bw_naming *n)
{
	struct bw_map bare;
	bw_map_init(&bare);
	for (uint32_t i = 0; i < n->entities.len; i++) {
		const struct bw_entity *e = &n->entities.ptr[i];
		if (e->n_words == 1 && !e->titled && e->into < 0 && !e->dropped && e->gazette < 0)
			*bw_map_put(&bare, e->words[0], NULL) = i + 1;
	}
	for (uint32_t i = 0; i < n->entities.len; i++) {
		const struct bw_entity *e = &n->entities.ptr[i];
		if (e->n_words != 1 || !e->titled || e->into >= 0 || e->dropped)
			continue;
		bool is_new;
		uint64_t *slot = bw_map_put(&bare, e->words[0], &is_new);
		if (is_new) {
			*slot = i + 1;
			continue;
		}
		struct bw_entity *other = &n->entities.ptr[*slot - 1];
		bool person = other->kind == BW_ACTOR_PERSON || other->kind == BW_ACTOR_UNKNOWN || !other->n_placed;
		bool apart = (e->gender && other->gender && e->gender != other->gender) ||
			     (e->rank && other->rank && e->rank != other->rank);
		if (*slot - 1 == i || !person || apart)
			continue;
		other->rank = other->rank ? other->rank : e->rank;
		bw_names_merge(n, i, (uint32_t)*slot - 1);
		other->kind = bw_names_decide(other);
	}
	bw_map_release(&bare);
}

void bw_names_join(struct bw_naming *n)
{
	struct joiner j = {.n = n};
	bw_map_init(&j.index);
	bw_names_acronyms(n);
	join_rows(n);
	index_words(&j);
	for (uint32_t words = BW_MAX_NAME_WORDS; words > 0; words--)
		for (uint32_t i = 0; i < n->entities.len; i++)
			if (n->entities.ptr[i].n_words == words)
				join_one(&j, i);
	join_titled(n);
	bw_map_release(&j.index);
}
