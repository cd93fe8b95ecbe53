#include <stdlib.h>

#include "core/num.h"
#include "story/score_part.h"

/*
 * Two decisions (Miranda et al., Multilingual Clustering of Streaming News, EMNLP 2018): which development comes first,
 * by the likeness and by time; and whether the article joins it, by odds from everything that speaks for the first and
 * from how far the second is behind.
 *
 * What bounds a blob: the likeness of the founder's lead and the share of the development's centre that the article
 * covers are parts of both decisions, and neither grows with the development; its words come from at most
 * BW_STORY_VOICES of its members; and age and size count against it.
 */

/* The likeness of what shares nothing, and how far ahead one is at most. */
static const double like_floor = 0.02, ahead_max = 8, rival_none = -3, far_most = 4;

/* Between two languages figures and days speak only so far as some name or actor speaks with them. */
static double likeness_far(const struct bw_story_weights *w, const struct bw_rivalry *r)
{
	double names = r->f[BW_F_OWN] + r->f[BW_F_ACTORS], sum = 0;
	double told = w->like_far[BW_F_FIGURES] * r->f[BW_F_FIGURES] + w->like_far[BW_F_DAYS] * r->f[BW_F_DAYS];
	sum = w->like_far[BW_F_OWN] * r->f[BW_F_OWN] + w->like_far[BW_F_ACTORS] * r->f[BW_F_ACTORS];
	return sum + (told < far_most * names ? told : far_most * names);
}

static double likeness(const struct bw_score *sc, const struct bw_rivalry *r)
{
	double sum = like_floor;
	if (r->f[BW_F_FOREIGN] > 0)
		return bw_num_ln(sum + likeness_far(sc->w, r));
	for (size_t i = 0; i < BW_N_F; i++)
		sum += sc->w->like[i] * r->f[i];
	return bw_num_ln(sum);
}

static void rank(const struct bw_score *sc, struct bw_rivalry *r)
{
	const struct bw_story_weights *w = sc->w;
	r->like = likeness(sc, r);
	r->rank = w->rank_like * r->like + w->rank_gap * r->f[BW_F_GAP] + w->rank_age * r->f[BW_F_AGE];
}

struct field {
	struct bw_score sc;
	struct bw_side x;
	struct bw_rivalry *rows; /* best first */
	size_t n;
	uint32_t barred;
};

struct place {
	double rank;
	uint64_t id;
	size_t row;
};

static int by_rank(const void *x, const void *y)
{
	const struct place *a = x, *b = y;
	if (a->rank != b->rank)
		return a->rank > b->rank ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static void order(struct field *f, size_t n)
{
	struct bw_arena *a = &f->sc.s->scratch;
	struct place *places = BW_ARRAY(a, struct place, n);
	struct bw_rivalry *rows = BW_ARRAY(a, struct bw_rivalry, n);
	for (size_t i = 0; i < n; i++)
		places[i] = (struct place){f->rows[i].rank, bw_dev(f->sc.s, f->rows[i].dev)->id, i};
	if (n)
		qsort(places, n, sizeof(*places), by_rank);
	for (size_t i = 0; i < n; i++)
		rows[i] = f->rows[places[i].row];
	memcpy(f->rows, rows, n * sizeof(*rows));
}

/* Words first for all, then the rest for those that come first by them. `must` stays among these. */
static struct field *field_make(struct bw_stories *s, const struct bw_story_query *q, uint32_t must)
{
	struct field *f = BW_NEW(&s->scratch, struct field);
	uint32_t devs[BW_STORY_CANDIDATES + 1];
	bw_score_init(&f->sc, s, q->p->at);
	f->x = bw_side_make(&f->sc, q);
	f->n = bw_score_find(&f->sc, &f->x, must, devs, &f->barred);
	f->rows = BW_ARRAY(&s->scratch, struct bw_rivalry, f->n);
	for (size_t i = 0; i < f->n; i++) {
		f->rows[i].dev = devs[i];
		bw_pair_words(&f->sc, &f->x, &f->rows[i]);
		rank(&f->sc, &f->rows[i]);
	}
	order(f, f->n);
	for (size_t i = BW_SCORE_FULL; i < f->n; i++)
		if (f->rows[i].dev == must)
			f->rows[BW_SCORE_FULL - 1] = f->rows[i];
	if (f->n > BW_SCORE_FULL)
		f->n = BW_SCORE_FULL;
	bw_pairs_share(&f->sc, &f->x, f->rows, f->n);
	for (size_t i = 0; i < f->n; i++)
		rank(&f->sc, &f->rows[i]);
	order(f, f->n);
	return f;
}

/* What row i has to do with the others. */
static void compare(struct field *f, size_t i)
{
	struct bw_rivalry *r = &f->rows[i];
	double rival = rival_none, next = r->rank - ahead_max;
	for (size_t k = 0; k < f->n; k++) {
		if (k == i)
			continue;
		rival = f->rows[k].like > rival ? f->rows[k].like : rival;
		next = f->rows[k].rank > next ? f->rows[k].rank : next;
	}
	r->f[BW_F_LIKE] = r->like;
	r->f[BW_F_AHEAD] = r->rank - next > -ahead_max ? r->rank - next : -ahead_max;
	r->f[BW_F_RIVAL] = rival;
}

static double odds(const struct field *f, size_t i)
{
	double z = f->sc.w->bias;
	for (size_t k = 0; k < BW_N_F; k++)
		z += f->sc.w->join[k] * f->rows[i].f[k];
	return 1 / (1 + bw_num_exp(-z));
}

static struct bw_story_match match(struct field *f, size_t i)
{
	struct bw_stories *s = f->sc.s;
	struct bw_story_match m = {
		.dev = BW_STORY_NONE, .rival = BW_STORY_NONE, .barred = f->barred, .threshold = s->join};
	if (i >= f->n)
		return m;
	compare(f, i);
	m.dev = f->rows[i].dev;
	m.score = odds(f, i);
	for (size_t k = 0; k < BW_N_F; k++)
		m.features[k] = (float)f->rows[i].f[k];
	size_t second = i ? 0 : 1;
	if (second < f->n) {
		compare(f, second);
		m.rival = f->rows[second].dev;
		m.rival_score = odds(f, second);
	}
	return m;
}

struct bw_story_match bw_score_best(struct bw_stories *s, const struct bw_story_query *q)
{
	return match(field_make(s, q, BW_STORY_NONE), 0);
}

size_t bw_score_all(struct bw_stories *s, const struct bw_story_query *q, struct bw_story_match *out)
{
	struct field *f = field_make(s, q, BW_STORY_NONE);
	for (size_t i = 0; i < f->n; i++)
		out[i] = match(f, i);
	return f->n;
}

struct bw_story_match bw_score_of(struct bw_stories *s, const struct bw_story_query *q, uint32_t dev)
{
	struct field *f = field_make(s, q, dev);
	size_t i = 0;
	while (i < f->n && f->rows[i].dev != dev)
		i++;
	return match(f, i);
}
