#include <stdlib.h>

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

struct group {
	const struct bw_origin_member *m;
	size_t n;
	const uint64_t *outlet, *credit, *author; /* bw_outlet_key of each */
};

static bool has_own_credit(const struct group *g, size_t i)
{
	return g->outlet[i] && (g->credit[i] == g->outlet[i] || g->author[i] == g->outlet[i]);
}

static bool is_credited(const struct group *g, size_t i)
{
	for (size_t k = 0; k < g->n; k++)
		if (g->outlet[k] != g->outlet[i] && g->outlet[i] &&
		    (g->credit[k] == g->outlet[i] || g->author[k] == g->outlet[i]))
			return true;
	return false;
}

static bool leads(const struct bw_origin_member *x, const struct bw_origin_member *y)
{
	if (x->at_is_day || y->at_is_day)
		return x->at / BW_DAY < y->at / BW_DAY;
	return x->at + TEN_MINUTES < y->at;
}

static bool is_earliest(const struct group *g, size_t i)
{
	for (size_t k = 0; k < g->n; k++)
		if (k != i && !leads(&g->m[i], &g->m[k]))
			return false;
	return g->n > 1;
}

static bool is_longest(const struct group *g, size_t i)
{
	for (size_t k = 0; k < g->n; k++)
		if (k != i && g->m[k].length >= g->m[i].length)
			return false;
	return g->n > 1;
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

static bool is_member(const struct group *g, uint64_t outlet)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->outlet[i] == outlet)
			return true;
	return false;
}

/* The outlet that the chosen member credits for its text, or that most of the others do when it has no byline. */
static struct bw_str find_not_held(const struct group *g, uint32_t original)
{
	size_t best = g->n, most = 0;
	if (has_own_credit(g, original) || is_issuer(g, original))
		return BW_STR_NONE;
	for (size_t i = 0; i < g->n; i++) {
		size_t n = 0;
		if (!g->credit[i] || g->m[i].second_hand || is_member(g, g->credit[i]))
			continue;
		if (i == original)
			return g->m[i].credit;
		for (size_t k = 0; k < g->n; k++)
			n += g->credit[k] == g->credit[i];
		if (n > most) {
			best = i;
			most = n;
		}
	}
	return most > 1 && !g->m[original].author.len ? g->m[best].credit : BW_STR_NONE;
}

void bw_origin_choose(struct bw_arena *a, const struct bw_origin_member *members, size_t n,
		      struct bw_origin_choice *out)
{
	uint64_t *keys = BW_ARRAY(a, uint64_t, 3 * n);
	struct group g = {members, n, keys, keys + n, keys + 2 * n};
	int best = 0;
	*out = (struct bw_origin_choice){0};
	for (size_t i = 0; i < n; i++) {
		keys[i] = bw_outlet_key(members[i].outlet);
		keys[n + i] = bw_outlet_key(members[i].credit);
		keys[2 * n + i] = bw_outlet_key(members[i].author);
	}
	for (size_t i = 0; i < n; i++) {
		int points = points_of(&g, i);
		if (i && points <= best)
			continue;
		out->original = (uint32_t)i;
		best = points;
	}
	explain(a, &g, out);
	out->not_held = find_not_held(&g, out->original);
}
