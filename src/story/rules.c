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
	uint32_t named;            /* number of the last question whose article it is named with, */
	bw_time made;              /* and when that was said */
};
struct pair {
	uint32_t x, y;
	bw_time made;
};
struct bw_story_rules {
	struct bw_story_rule *rows;
	uint32_t n_rows, cap_rows;
	struct node *nodes;
	uint32_t n_nodes, cap_nodes;
	struct bw_map node_of;
	struct pair *apart;
	uint32_t n_apart, cap_apart, questions;
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
		r->apart[r->n_apart++] = (struct pair){.x = a, .y = b, .made = row->made};
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
	return a->together != b->together ? a->together - b->together : a->held - b->held;
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
		if (row->held || (row->article != article && row->other != article) || other == article ||
		    is_known(out, n, other))
			continue;
		uint64_t development = node_find(s, other)->development;
		if (development)
			out[n++] = (struct bw_rule_known){row->made, other, development, row->together};
	}
	return n;
}

/* Marks those that the user named with the article; when he last put it with any, INT64_MIN never. */
static bw_time mark_named(struct bw_stories *s, uint64_t article)
{
	struct bw_story_rules *r = s->rules;
	bw_time last = INT64_MIN;
	r->questions++;
	s->steps += r->n_rows;
	for (uint32_t i = 0; i < r->n_rows; i++) {
		const struct bw_story_rule *row = &r->rows[i];
		if (!row->together || (row->article != article && row->other != article))
			continue;
		struct node *with = node_find(s, row->article == article ? row->other : row->article);
		if (with->named != r->questions)
			with->made = row->made;
		with->named = r->questions;
		last = row->made > last ? row->made : last;
	}
	return last;
}

/* One that the user named with it before one of the same group; then the least key. */
bool bw_story_rules_home(struct bw_stories *s, uint64_t article, uint64_t *development, struct bw_rule_said *why)
{
	struct bw_story_rules *r = s->rules;
	const struct node *node = node_find(s, article), *best = NULL;
	if (!node || &r->nodes[node->next] == node)
		return false;
	bw_time last = mark_named(s, article);
	for (const struct node *x = &r->nodes[node->next]; x != node; x = &r->nodes[x->next]) {
		s->steps++;
		if (!x->development)
			continue;
		bool named = x->named == r->questions, best_named = best && best->named == r->questions;
		if (!best || (named != best_named ? named : x->key < best->key))
			best = x;
	}
	if (!best)
		return false;
	*development = best->development;
	*why = (struct bw_rule_said){best->key, best->named == r->questions ? best->made : last};
	return true;
}

/* The end of the pair that the group is apart from, or BW_STORY_NONE. */
static uint32_t other_end(const struct bw_story_rules *r, const struct pair *p, uint32_t group)
{
	return group_of(r, p->x) == group ? p->y : group_of(r, p->y) == group ? p->x : BW_STORY_NONE;
}

/* A member of the group of `node` that stands in the development. */
static const struct node *group_in(struct bw_stories *s, uint32_t node, uint64_t development)
{
	const struct node *v = s->rules->nodes;
	uint32_t i = node;
	do {
		s->steps++;
		if (v[i].development == development)
			return &v[i];
		i = v[i].next;
	} while (i != node);
	return NULL;
}

bool bw_story_rules_bar(struct bw_stories *s, uint64_t article, uint64_t development, struct bw_rule_said *why)
{
	const struct bw_story_rules *r = s->rules;
	const struct node *node = node_find(s, article);
	if (!node)
		return false;
	uint32_t group = group_of(r, (uint32_t)(node - r->nodes));
	for (uint32_t i = 0; i < r->n_apart; i++) {
		uint32_t end = other_end(r, &r->apart[i], group);
		const struct node *found = end == BW_STORY_NONE ? NULL : group_in(s, end, development);
		s->steps++;
		if (!found)
			continue;
		*why = (struct bw_rule_said){found->key, r->apart[i].made};
		return true;
	}
	return false;
}

/* A group is walked over once, however many pairs lead to it. */
void bw_story_rules_mark(struct bw_stories *s, uint64_t article, uint64_t stamp)
{
	struct bw_story_rules *r = s->rules;
	const struct node *node = node_find(s, article);
	if (!node || !r->n_apart)
		return;
	uint32_t group = group_of(r, (uint32_t)(node - r->nodes)), question = ++r->questions;
	for (uint32_t i = 0; i < r->n_apart; i++) {
		uint32_t k = other_end(r, &r->apart[i], group);
		s->steps++;
		for (; k != BW_STORY_NONE && r->nodes[k].named != question; k = r->nodes[k].next) {
			uint32_t dev = bw_dev_find(s, r->nodes[k].development);
			r->nodes[k].named = question;
			s->steps++;
			if (dev != BW_STORY_NONE)
				bw_dev(s, dev)->barred = stamp;
		}
	}
}
