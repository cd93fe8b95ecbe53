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

/* "Department of Trade" and "Trade Department" */
static bool is_turned(const struct bw_entity *a, const struct bw_entity *b)
{
	if (a->n_words != b->n_words || a->n_words < 2)
		return false;
	for (uint32_t i = 0; i + 1 < a->n_words; i++)
		if (a->words[i + 1] != b->words[i])
			return false;
	return a->bits[0] & W_OF && a->words[0] == b->words[a->n_words - 1];
}

static float person_score(const struct bw_entity *s, const struct bw_entity *l, uint32_t at)
{
	uint32_t last = 1u << (l->n_words - 1);
	if (s->gender && l->gender && s->gender != l->gender)
		return 0;
	if (s->n_words > 1)
		return at & (last | 1) ? 3 : 0;
	if (at & last)
		return 3;
	if (s->titled)
		return 2.5f;
	if (at & 1)
		return l->bits[0] & (W_MALE | W_FEMALE) ? 1 : 2.5f;
	return 0;
}

static float thing_score(const struct bw_entity *s, const struct bw_entity *l, uint32_t at)
{
	uint32_t last = 1u << (l->n_words - 1);
	bool plain = s->n_words == 1 && s->bits[0] & W_COMMON;
	if (s->titled)
		return 0;
	if (at == (1u << s->n_words) - 1)
		return !plain ? 3 : s->n_mid ? 2 : 0;
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
	if (s->kind == l->kind || s->kind == BW_ACTOR_UNKNOWN || l->kind == BW_ACTOR_UNKNOWN)
		return true;
	if (s->kind == BW_ACTOR_PLACE || s->n_placed)
		return l->kind == BW_ACTOR_PLACE && s->gazette < 0;
	return s->gazette < 0 && s->votes[s->kind] < 3.0f + 0.8f * (float)s->n_mentions;
}

static float score(const struct bw_naming *n, const struct bw_entity *s, const struct bw_entity *l)
{
	const struct bw_gazette *sg = bw_names_row(n, s->gazette), *lg = bw_names_row(n, l->gazette);
	if (sg && (sg->kind != BW_ACTOR_ORG || !(sg->flags & BW_G_SHARED)))
		return 0;
	if (lg && (lg->kind == BW_ACTOR_COUNTRY || lg->kind == BW_ACTOR_PLACE))
		return 0;
	if (!kinds_agree(s, l))
		return 0;
	if (is_turned(l, s))
		return 5;
	if (l->n_words <= s->n_words)
		return 0;
	uint32_t at = positions(s, l);
	if (!at)
		return 0;
	bool person = l->kind == BW_ACTOR_PERSON || (s->titled && l->kind == BW_ACTOR_UNKNOWN);
	return person ? person_score(s, l, at) : thing_score(s, l, at);
}

static void join_one(struct joiner *j, uint32_t index)
{
	struct bw_naming *n = j->n;
	const struct bw_entity *s = &n->entities.ptr[index];
	float best = 0;
	uint32_t winner = BW_NO_ENTITY;
	bool tied = false;
	const uint64_t *slot = bw_map_get(&j->index, s->words[0]);
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
		if (seat && !e->n_metonym)
			continue;
		if (full && *full != i + 1)
			bw_names_merge(n, i, (uint32_t)*full - 1);
		else if (seat && e->into < 0)
			n->entities.ptr[i].seat = true;
	}
	bw_map_release(&groups);
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
	bw_map_release(&j.index);
}
