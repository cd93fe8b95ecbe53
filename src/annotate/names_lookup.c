#include "annotate/names_part.h"

/* Titles, headings and datelines: a name counts there when the text or the gazette knows it. */

struct lookup {
	struct bw_naming *n;
	struct bw_phrases known; /* tokens of a form -> entity */
};

static void learn(struct lookup *u)
{
	struct bw_naming *n = u->n;
	for (size_t i = 0; i < n->spans.len; i++) {
		const struct bw_span *s = &n->spans.ptr[i];
		if (s->entity == BW_NO_ENTITY || s->small)
			continue;
		const struct bw_entity *e = &n->entities.ptr[s->entity];
		bool plain = s->n == 1 && n->body.bits[s->first] & W_COMMON && s->gazette < 0 && !e->acronym;
		if (!plain)
			bw_phrases_add_hashes(&u->known, n->body.keys + s->first, s->n, s->entity);
	}
}

static void add(struct lookup *u, const struct bw_named_layer *l, uint32_t i, uint32_t len, int32_t row,
		uint32_t entity)
{
	struct bw_naming *n = u->n;
	struct bw_span s = {.first = i, .n = len, .gazette = row, .in_title = l == &n->title, .entity = entity};
	s.start = l->layer->tokens[i].start;
	s.end = l->layer->tokens[i + len - 1].end;
	s.initial = true;
	if (l == &n->title && i + len < l->layer->n_tokens)
		s.agentive = l->bits[i + len] & (W_ACT | W_SPEECH) && !(i > 0 && l->bits[i - 1] & W_PREPOSITION);
	if (entity == BW_NO_ENTITY) {
		const struct bw_gazette *g = bw_names_row(n, row);
		s.entity = bw_names_entity(n, l, &s);
		if (s.entity == BW_NO_ENTITY)
			return;
		struct bw_entity *e = &n->entities.ptr[s.entity];
		e->kind = g->flags & BW_G_SEAT ? BW_ACTOR_PLACE : g->kind;
		e->votes[e->kind] += 10;
	} else {
		struct bw_entity *e = &n->entities.ptr[bw_names_root(n, entity)];
		e->n_mentions++;
		e->n_agentive += s.agentive;
	}
	*BW_PUSH(n->arena, &n->spans) = s;
}

static void look(struct lookup *u, const struct bw_named_layer *l)
{
	for (uint32_t i = 0; i < l->layer->n_tokens; i++) {
		uint32_t entity = BW_NO_ENTITY;
		if (!(l->bits[i] & T_HEADING) || !(l->bits[i] & (T_NAME | T_DIGIT)))
			continue;
		size_t len = bw_phrases_match(&u->known, l->keys + i, l->layer->n_tokens - i, &entity);
		int32_t row = l->gazette[i];
		if (row >= 0 && l->gazette_n[i] > len) {
			len = l->gazette_n[i];
			entity = BW_NO_ENTITY;
		}
		if (!len || u->n->entities.len >= BW_MAX_ENTITIES)
			continue;
		add(u, l, i, (uint32_t)len, row >= 0 && l->gazette_n[i] == len ? row : -1, entity);
		i += (uint32_t)len - 1;
	}
}

void bw_names_lookup_title(struct bw_naming *n)
{
	struct lookup u = {.n = n};
	bw_phrases_init(&u.known);
	learn(&u);
	look(&u, &n->title);
	look(&u, &n->body);
	bw_phrases_release(&u.known);
}
