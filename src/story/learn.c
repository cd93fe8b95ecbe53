#include <stdlib.h>

#include "core/mem.h"
#include "core/num.h"
#include "story/part.h"

/*
 * The odds of joining, moved by what the user corrected: a logistic regression that begins at the shipped weights and
 * is drawn back to them (a ridge), by Newton steps in a fixed order and number. A weight moves in units of what the
 * feature usually spans, so that one strange value moves little. What a lesson says and its opposite of the same kind
 * cancel out. A few lessons may be whims: nothing moves before LEAST of them say the same.
 */
enum { PASSES = 12, WEIGHTS = BW_N_F + 1, LEAST = 5 };

/* How strongly the shipped weights hold: as this many lessons for a feature at its usual span. */
static const double ridge = 6;
/* A weight does not turn its sign before there are so many lessons. */
enum { LESSONS_TO_TURN = 60 };

/* What the features span between developments that come into question, and where they stand on the average. */
static const struct {
	double mean, span;
} usual[BW_N_F] = {
	[BW_F_BODY] = {0.25, 0.12},  [BW_F_LEAD] = {0.2, 0.15},  [BW_F_FOUNDER] = {0.2, 0.15},
	[BW_F_WORDS] = {0.2, 0.1},   [BW_F_NAMES] = {0.4, 0.25}, [BW_F_OWN] = {0.35, 0.25},
	[BW_F_HEAD] = {0.25, 0.2},   [BW_F_CENTRE] = {0.4, 0.2}, [BW_F_ACTORS] = {0.35, 0.25},
	[BW_F_FIGURES] = {0.3, 0.4}, [BW_F_DAYS] = {0.3, 0.3},   [BW_F_GAP] = {1.2, 1},
	[BW_F_AGE] = {1.7, 1.2},     [BW_F_SIZE] = {0.9, 0.8},   [BW_F_OUTLET] = {0.2, 0.4},
	[BW_F_LIVE] = {0, 0.2},      [BW_F_FOREIGN] = {0, 0.2},  [BW_F_PERIOD] = {0, 0.2},
	[BW_F_SURE] = {0.8, 0.2},    [BW_F_LIKE] = {-1, 0.6},    [BW_F_AHEAD] = {4, 3},
	[BW_F_RIVAL] = {-2, 0.7},    [BW_F_CROWD] = {0.3, 0.2},  [BW_F_STALE] = {0.5, 0.6},
};

struct fit {
	const struct bw_story_lesson *lessons;
	size_t n;
	double w[WEIGHTS], shipped[WEIGHTS]; /* in spans; the last is the bias */
};

static double value_of(const struct bw_story_lesson *l, size_t k)
{
	double v = k < BW_N_F ? (l->features[k] - usual[k].mean) / usual[k].span : 1;
	return v > 4 ? 4 : v >= -4 ? v : -4;
}

/* Solves h x = g by elimination; h is positive definite, so that no row need be exchanged. */
static void solve(double h[WEIGHTS][WEIGHTS], double g[WEIGHTS])
{
	for (size_t i = 0; i < WEIGHTS; i++)
		for (size_t r = i + 1; r < WEIGHTS; r++) {
			double f = h[r][i] / h[i][i];
			for (size_t k = i; k < WEIGHTS; k++)
				h[r][k] -= f * h[i][k];
			g[r] -= f * g[i];
		}
	for (size_t i = WEIGHTS; i-- > 0;) {
		for (size_t k = i + 1; k < WEIGHTS; k++)
			g[i] -= h[i][k] * g[k];
		g[i] /= h[i][i];
	}
}

static void add_lesson(const struct fit *f, const struct bw_story_lesson *l, double h[WEIGHTS][WEIGHTS],
		       double g[WEIGHTS])
{
	double x[WEIGHTS], z = 0;
	for (size_t k = 0; k < WEIGHTS; k++) {
		x[k] = value_of(l, k);
		z += f->w[k] * x[k];
	}
	double p = 1 / (1 + bw_num_exp(-z));
	for (size_t i = 0; i < WEIGHTS; i++) {
		g[i] += (p - l->together) * x[i];
		for (size_t k = 0; k < WEIGHTS; k++)
			h[i][k] += p * (1 - p) * x[i] * x[k];
	}
}

static void step(struct fit *f)
{
	double h[WEIGHTS][WEIGHTS] = {0}, g[WEIGHTS] = {0};
	for (size_t k = 0; k < WEIGHTS; k++) {
		h[k][k] = ridge;
		g[k] = ridge * (f->w[k] - f->shipped[k]);
	}
	for (size_t i = 0; i < f->n; i++)
		add_lesson(f, &f->lessons[i], h, g);
	solve(h, g);
	for (size_t k = 0; k < WEIGHTS; k++)
		f->w[k] -= g[k];
}

static double kept_sign(double learned, double shipped, size_t n)
{
	return n >= LESSONS_TO_TURN || learned * shipped >= 0 ? learned : 0;
}

static bool are_few(const struct bw_story_lesson *lessons, size_t n)
{
	size_t together = 0;
	for (size_t i = 0; i < n; i++)
		together += lessons[i].together;
	return together < LEAST && n - together < LEAST;
}

struct bw_story_weights bw_learn(const struct bw_story_weights *shipped, const struct bw_story_lesson *lessons,
				 size_t n)
{
	struct bw_story_weights out = *shipped;
	struct fit f = {.lessons = lessons, .n = n};
	if (are_few(lessons, n))
		return out;
	f.shipped[BW_N_F] = shipped->bias;
	for (size_t k = 0; k < BW_N_F; k++) {
		f.shipped[k] = shipped->join[k] * usual[k].span;
		f.shipped[BW_N_F] += shipped->join[k] * usual[k].mean;
	}
	memcpy(f.w, f.shipped, sizeof(f.w));
	for (int i = 0; i < PASSES; i++)
		step(&f);
	out.bias = f.w[BW_N_F];
	for (size_t k = 0; k < BW_N_F; k++) {
		out.join[k] = kept_sign(f.w[k], f.shipped[k], n) / usual[k].span;
		out.bias -= out.join[k] * usual[k].mean;
	}
	return out;
}

/* ---- the lessons of a state ---- */

struct bw_lessons {
	struct bw_story_lesson *rows; /* by when they were made, article, development */
	uint32_t n, cap;
	uint32_t learned; /* how many of them `weights` comes from; UINT32_MAX: of others */
	struct bw_story_weights weights;
};

void bw_lessons_close(struct bw_lessons *l)
{
	if (!l)
		return;
	bw_mem_free(l->rows);
	bw_mem_free(l);
}

static int compare(const struct bw_story_lesson *a, const struct bw_story_lesson *b)
{
	if (a->made != b->made)
		return a->made < b->made ? -1 : 1;
	if (a->article != b->article)
		return a->article < b->article ? -1 : 1;
	if (a->development != b->development)
		return a->development < b->development ? -1 : 1;
	return a->together - b->together;
}

void bw_lessons_put(struct bw_lessons **where, const struct bw_story_lesson *lesson)
{
	if (!*where)
		*where = bw_mem_alloc(sizeof(**where));
	struct bw_lessons *l = *where;
	uint32_t i = l->n;
	while (i && compare(&l->rows[i - 1], lesson) > 0)
		i--;
	if (i && !compare(&l->rows[i - 1], lesson))
		return;
	l->rows = bw_story_room(l->rows, l->n, &l->cap, sizeof(*l->rows));
	memmove(&l->rows[i + 1], &l->rows[i], (l->n - i) * sizeof(*l->rows));
	l->rows[i] = *lesson;
	l->n++;
	l->learned = UINT32_MAX;
}

const struct bw_story_weights *bw_lessons_weights(struct bw_stories *s, bw_time at)
{
	struct bw_lessons *l = s->lessons;
	uint32_t n = 0;
	while (l && n < l->n && l->rows[n].made < at)
		n++;
	if (!n)
		return &s->w;
	if (l->learned != n) {
		l->weights = bw_learn(&s->w, l->rows, n);
		l->learned = n;
	}
	return &l->weights;
}
