#include "story/part.h"

/* methods.md 4, which copy is the original. Many feeds give days only: a lead in time counts from TEN_MINUTES on. */
enum { OWN_CREDIT = 4, CREDITED = 3, EARLIEST = 2, LONGEST = 1, OTHERS_CREDIT = -3, TEN_MINUTES = 600 };

static bool credits_itself(const struct bw_profile *p)
{
	return p->credit.len && bw_str_hash(p->credit) == p->source;
}

static bool is_credited(const struct bw_profile *const *m, size_t n, size_t i)
{
	for (size_t k = 0; k < n; k++)
		if (k != i && m[k]->credit.len && bw_str_hash(m[k]->credit) == m[i]->source)
			return true;
	return false;
}

static bool is_earliest(const struct bw_profile *const *m, size_t n, size_t i)
{
	for (size_t k = 0; k < n; k++)
		if (k != i && m[k]->at <= m[i]->at + TEN_MINUTES)
			return false;
	return true;
}

static bool is_longest(const struct bw_profile *const *m, size_t n, size_t i)
{
	for (size_t k = 0; k < n; k++)
		if (k != i && m[k]->n_words >= m[i]->n_words)
			return false;
	return true;
}

static int points(const struct bw_profile *const *m, size_t n, size_t i)
{
	int own = credits_itself(m[i]);
	return OWN_CREDIT * own + CREDITED * is_credited(m, n, i) + EARLIEST * is_earliest(m, n, i) +
	       LONGEST * is_longest(m, n, i) + LONGEST * (m[i]->kind == BW_KIND_PRESS_RELEASE) +
	       OTHERS_CREDIT * (m[i]->credit.len && !own);
}

size_t bw_origin_choose(const struct bw_profile *const *members, size_t n)
{
	size_t best = 0;
	int best_points = 0;
	for (size_t i = 0; i < n; i++) {
		int score = points(members, n, i);
		if (i && score <= best_points)
			continue;
		best = i;
		best_points = score;
	}
	return best;
}
