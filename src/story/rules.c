#include <stdlib.h>

#include "core/mem.h"
#include "story/part.h"

/*
 * Pairs that the user put together make groups, for what holds of a pair holds of those around it: two groups are apart
 * when one pair of them is. Rules are taken from the newest back, and one that contradicts what newer ones make of its
 * pair is left out. Where the articles of rules stand is remembered for good.
 */
struct node {
	uint64_t key, development; /* 0: not seen yet */
	uint32_t group;            /* of union-find */
	uint32_t next;             /* ring of the group */
};
struct pair {
	uint32_t x, y;
};
struct bw_story_rules {
	struct bw_story_rule *rows;
	uint32_t n_rows, cap_rows;
	struct node *nodes;
	uint32_t n_nodes, cap_nodes;
	struct bw_map node_of;
	struct pair *apart;
	uint32_t n_apart, cap_apart;
};

void bw_story_rules_close(struct bw_story_rules *r)
{
	if (!r)
		return;
	bw_map_release(&r->node_of);
	bw_mem_free(r->rows);
	bw_mem_free(r->nodes);
	bw_mem_free(r->apart);
	bw_mem_free(r);
}

static uint32_t node_of(struct bw_story_rules *r, uint64_t key)
{
	bool is_new;
	uint64_t *at = bw_map_put(&r->node_of, key, &is_new);
	if (is_new) {
		r->nodes = bw_story_room(r->nodes, r->n_nodes, &r->cap_nodes, sizeof(*r->nodes));
		r->nodes[r->n_nodes] = (struct node){.key = key, .group = r->n_nodes, .next = r->n_nodes};
		*at = r->n_nodes++;
	}
	return (uint32_t)*at;
}

static struct node *node_find(const struct bw_stories *s, uint64_t key)
{
	const uint64_t *at = s->rules ? bw_map_get(&s->rules->node_of, key) : NULL;
	return at ? &s->rules->nodes[*at] : NULL;
}

static uint32_t group_of(const struct bw_story_rules *r, uint32_t node)
{
	while (r->nodes[node].group != node)
		node = r->nodes[node].group = r->nodes[r->nodes[node].group].group;
	return node;
}

static bool are_apart(const struct bw_story_rules *r, uint32_t x, uint32_t y)
{
	for (uint32_t i = 0; i < r->n_apart; i++) {
		uint32_t a = group_of(r, r->apart[i].x), b = group_of(r, r->apart[i].y);
		if ((a == x && b == y) || (a == y && b == x))
			return true;
	}
	return false;
}

static void take_rule(struct bw_story_rules *r, const struct bw_story_rule *row)
{
	uint32_t a = node_of(r, row->article), b = node_of(r, row->other), x = group_of(r, a), y = group_of(r, b);
	if (x == y || (row->together && are_apart(r, x, y)))
		return;
	if (!row->together) {
		r->apart = bw_story_room(r->apart, r->n_apart, &r->cap_apart, sizeof(*r->apart));
		r->apart[r->n_apart++] = (struct pair){.x = a, .y = b};
		return;
	}
	r->nodes[y].group = x;
	uint32_t next = r->nodes[a].next;
	r->nodes[a].next = r->nodes[b].next;
	r->nodes[b].next = next;
}

static int newest_first(const void *x, const void *y)
{
	const struct bw_story_rule *a = x, *b = y;
	if (a->made != b->made)
		return a->made > b->made ? -1 : 1;
	if (a->article != b->article)
		return a->article < b->article ? -1 : 1;
	if (a->other != b->other)
		return a->other < b->other ? -1 : 1;
	return a->together - b->together;
}

void bw_stories_rule(struct bw_stories *s, const struct bw_story_rule *rules, size_t n)
{
	struct bw_story_rules *r = s->rules;
	if (!r)
		r = s->rules = bw_mem_alloc(sizeof(*r));
	for (size_t i = 0; i < n; i++) {
		r->rows = bw_story_room(r->rows, r->n_rows, &r->cap_rows, sizeof(*r->rows));
		r->rows[r->n_rows++] = rules[i];
	}
	if (r->n_rows)
		qsort(r->rows, r->n_rows, sizeof(*r->rows), newest_first);
	r->n_nodes = r->n_apart = 0;
	bw_map_release(&r->node_of);
	for (uint32_t i = 0; i < r->n_rows; i++)
		take_rule(r, &r->rows[i]);
}

/* ---- where they stand ---- */

void bw_story_rules_place(struct bw_stories *s, uint64_t article, uint64_t development)
{
	struct node *node = node_find(s, article);
	if (node)
		node->development = development;
}

void bw_stories_restore_place(struct bw_stories *s, uint64_t article, uint64_t development)
{
	bw_story_rules_place(s, article, development);
}

void bw_story_rules_merged(struct bw_stories *s, uint64_t from, uint64_t to)
{
	for (uint32_t i = 0; s->rules && i < s->rules->n_nodes; i++)
		if (s->rules->nodes[i].development == from)
			s->rules->nodes[i].development = to;
}

static bool is_known(const struct bw_rule_known *rows, size_t n, uint64_t other)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].other == other)
			return true;
	return false;
}

size_t bw_story_rules_known(const struct bw_stories *s, uint64_t article, struct bw_rule_known *out, size_t max)
{
	size_t n = 0;
	if (!node_find(s, article))
		return 0;
	for (uint32_t i = 0; i < s->rules->n_rows && n < max; i++) {
		const struct bw_story_rule *row = &s->rules->rows[i];
		uint64_t other = row->article == article ? row->other : row->article;
		if ((row->article != article && row->other != article) || other == article || is_known(out, n, other))
			continue;
		uint64_t development = node_find(s, other)->development;
		if (development)
			out[n++] = (struct bw_rule_known){row->made, other, development, row->together};
	}
	return n;
}

static bool is_named_with(const struct bw_story_rules *r, uint64_t article, uint64_t other)
{
	for (uint32_t i = 0; i < r->n_rows; i++) {
		const struct bw_story_rule *row = &r->rows[i];
		if (row->together && ((row->article == article && row->other == other) ||
				      (row->other == article && row->article == other)))
			return true;
	}
	return false;
}

/* One that the user named with it before one of the same group; then the least key. */
bool bw_story_rules_home(const struct bw_stories *s, uint64_t article, uint64_t *development, uint64_t *other)
{
	const struct node *node = node_find(s, article), *best = NULL;
	bool best_named = false;
	if (!node)
		return false;
	for (const struct node *x = &s->rules->nodes[node->next]; x != node; x = &s->rules->nodes[x->next]) {
		if (!x->development)
			continue;
		bool named = is_named_with(s->rules, article, x->key);
		if (best && (named != best_named ? best_named : best->key < x->key))
			continue;
		best = x;
		best_named = named;
	}
	if (!best)
		return false;
	*development = best->development;
	*other = best->key;
	return true;
}

/* A member of the group of `node` that stands in the development. */
static const struct node *group_in(const struct bw_story_rules *r, uint32_t node, uint64_t development)
{
	uint32_t i = node;
	do {
		if (r->nodes[i].development == development)
			return &r->nodes[i];
		i = r->nodes[i].next;
	} while (i != node);
	return NULL;
}

bool bw_story_rules_bar(const struct bw_stories *s, uint64_t article, uint64_t development, uint64_t *other)
{
	const struct bw_story_rules *r = s->rules;
	const struct node *node = node_find(s, article), *found = NULL;
	if (!node)
		return false;
	uint32_t group = group_of(r, (uint32_t)(node - r->nodes));
	for (uint32_t i = 0; i < r->n_apart && !found; i++) {
		if (group_of(r, r->apart[i].x) == group)
			found = group_in(r, r->apart[i].y, development);
		else if (group_of(r, r->apart[i].y) == group)
			found = group_in(r, r->apart[i].x, development);
	}
	if (found)
		*other = found->key;
	return found != NULL;
}
