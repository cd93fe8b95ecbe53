#include <stdlib.h>

#include "core/map.h"
#include "story/voice.h"

/* methods.md 4, which copy is the original: sums of points, the first member among equals. Many feeds are slow or give
 * days only: a lead in time counts from TEN_MINUTES on, and between days when either side has no hour. */
enum { TEN_MINUTES = 600 };

bool bw_verdict_is_reprint(const struct bw_verdict *v)
{
	const float least = 0.3F;
	return v->copy == BW_COPY_IDENTICAL || v->copy == BW_COPY_SAME ||
	       (v->copy == BW_COPY_DERIVED && v->containment >= least);
}

/* What is asked of every member is gathered once, so that a group costs as much as it has members. */
struct group {
	const struct bw_origin_member *m;
	size_t n;
	const uint64_t *outlet, *credit, *author; /* bw_outlet_key of each */
	struct bw_map outlets;                    /* of its members */
	struct bw_map credits;                    /* how many have this credit */
	struct bw_map credited;                   /* outlets that another outlet names as credit or author */
	size_t earliest, longest;                 /* the member that leads all others, or n */
};

static bool has_own_credit(const struct group *g, size_t i)
{
	return g->outlet[i] && (g->credit[i] == g->outlet[i] || g->author[i] == g->outlet[i]);
}

static bool is_credited(const struct group *g, size_t i)
{
	return g->outlet[i] && bw_map_get(&g->credited, g->outlet[i]);
}

static bool is_earliest(const struct group *g, size_t i)
{
	return i == g->earliest;
}

static bool is_longest(const struct group *g, size_t i)
{
	return i == g->longest;
}

static bool is_issuer(const struct group *g, size_t i)
{
	return g->m[i].kind == BW_KIND_PRESS_RELEASE && !g->credit[i];
}

/* A rewrite is never the original of what it rewrites. */
static bool is_borrowed(const struct group *g, size_t i)
{
	return (g->credit[i] && g->credit[i] != g->outlet[i]) || g->m[i].copy == BW_COPY_DERIVED;
}

static const struct {
	int points;
	bool (*holds)(const struct group *g, size_t i);
	const char *words;
} rules[BW_N_ORIGIN_REASON] = {
	[BW_ORIGIN_OWN_CREDIT] = {4, has_own_credit, "signed by its own staff"},
	[BW_ORIGIN_CREDITED] = {3, is_credited, "credited by the others"},
	[BW_ORIGIN_EARLIEST] = {2, is_earliest, "published first"},
	[BW_ORIGIN_LONGEST] = {1, is_longest, "the longest"},
	[BW_ORIGIN_ISSUER] = {4, is_issuer, "released by the body that it is about"},
	[BW_ORIGIN_BORROWED] = {-3, is_borrowed, "carries another's credit"},
};

const char *bw_origin_reason_words(enum bw_origin_reason r)
{
	return (unsigned)r < BW_N_ORIGIN_REASON ? rules[r].words : "";
}

static int points_of(const struct group *g, size_t i)
{
	int sum = 0;
	for (int r = 0; r < BW_N_ORIGIN_REASON; r++)
		sum += rules[r].holds(g, i) ? rules[r].points : 0;
	return sum;
}

static void explain(struct bw_arena *a, const struct group *g, struct bw_origin_choice *out)
{
	struct bw_origin_point *points = BW_ARRAY(a, struct bw_origin_point, BW_N_ORIGIN_REASON);
	for (int r = 0; r < BW_N_ORIGIN_REASON; r++) {
		if (!rules[r].holds(g, out->original))
			continue;
		uint32_t i = out->n_points++;
		for (; i && abs(points[i - 1].points) < abs(rules[r].points); i--)
			points[i] = points[i - 1];
		points[i] = (struct bw_origin_point){(enum bw_origin_reason)r, rules[r].points};
	}
	out->points = points;
}

/* The outlet that the chosen member credits for its text, or that most of the others do when it has no byline. */
static struct bw_str find_not_held(const struct group *g, uint32_t original)
{
	size_t best = g->n;
	uint64_t most = 0;
	if (has_own_credit(g, original) || is_issuer(g, original))
		return BW_STR_NONE;
	for (size_t i = 0; i < g->n; i++) {
		if (!g->credit[i] || g->m[i].second_hand || bw_map_get(&g->outlets, g->credit[i]))
			continue;
		if (i == original)
			return g->m[i].credit;
		uint64_t n = *bw_map_get(&g->credits, g->credit[i]);
		if (n > most) {
			best = i;
			most = n;
		}
	}
	return most > 1 && !g->m[original].author.len ? g->m[best].credit : BW_STR_NONE;
}

/* ---- one pass over the members ---- */

static bool leads(const struct bw_origin_member *x, const struct bw_origin_member *y)
{
	if (x->at_is_day || y->at_is_day)
		return x->at / BW_DAY < y->at / BW_DAY;
	return x->at + TEN_MINUTES < y->at;
}

/* Nobody leads all but the one with the least time. */
static size_t find_earliest(const struct group *g)
{
	size_t first = 0;
	for (size_t i = 1; i < g->n; i++)
		if (g->m[i].at < g->m[first].at)
			first = i;
	for (size_t i = 0; i < g->n; i++)
		if (i != first && !leads(&g->m[first], &g->m[i]))
			return g->n;
	return g->n > 1 ? first : g->n;
}

static size_t find_longest(const struct group *g)
{
	size_t first = 0;
	for (size_t i = 1; i < g->n; i++)
		if (g->m[i].length > g->m[first].length)
			first = i;
	for (size_t i = 0; i < g->n; i++)
		if (i != first && g->m[i].length == g->m[first].length)
			return g->n;
	return g->n > 1 ? first : g->n;
}

static void put_other(struct bw_map *map, uint64_t named, uint64_t outlet)
{
	if (named && named != outlet)
		bw_map_put(map, named, NULL);
}

static void gather(struct bw_arena *a, struct group *g)
{
	uint64_t *keys = BW_ARRAY(a, uint64_t, 3 * g->n), *outlet = keys, *credit = keys + g->n,
		 *author = keys + 2 * g->n;
	bw_map_init(&g->outlets);
	bw_map_init(&g->credits);
	bw_map_init(&g->credited);
	for (size_t i = 0; i < g->n; i++) {
		outlet[i] = bw_outlet_key(g->m[i].outlet);
		credit[i] = bw_outlet_key(g->m[i].credit);
		author[i] = bw_outlet_key(g->m[i].author);
		bw_map_put(&g->outlets, outlet[i], NULL);
		++*bw_map_put(&g->credits, credit[i], NULL);
		put_other(&g->credited, credit[i], outlet[i]);
		put_other(&g->credited, author[i], outlet[i]);
	}
	g->outlet = outlet;
	g->credit = credit;
	g->author = author;
	g->earliest = find_earliest(g);
	g->longest = find_longest(g);
}

static void release(struct group *g)
{
	bw_map_release(&g->outlets);
	bw_map_release(&g->credits);
	bw_map_release(&g->credited);
}

void bw_origin_choose(struct bw_arena *a, const struct bw_origin_member *members, size_t n,
		      struct bw_origin_choice *out)
{
	struct group g = {.m = members, .n = n};
	int best = 0;
	*out = (struct bw_origin_choice){0};
	gather(a, &g);
	for (size_t i = 0; i < n; i++) {
		int points = points_of(&g, i);
		if (i && points <= best)
			continue;
		out->original = (uint32_t)i;
		best = points;
	}
	explain(a, &g, out);
	out->not_held = find_not_held(&g, out->original);
	release(&g);
}
