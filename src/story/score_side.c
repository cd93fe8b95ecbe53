#include <math.h>

#include "core/num.h"
#include "story/score_part.h"

static double share_of(const struct bw_story_weights *w, enum bw_score_class class)
{
	const double share[BW_N_WORD] = {w->plain, w->common, w->frequent, w->place, w->proper};
	return share[class];
}

static double idf_of(const struct bw_score *sc, enum bw_score_class class, uint32_t df)
{
	double of = (double)sc->s->n_live_devs + 1 + sc->w->unseen;
	double v = bw_num_ln(of / (df + sc->w->unseen * share_of(sc->w, class) + 0.5));
	return v > 0 ? v : 0;
}

void bw_score_init(struct bw_score *sc, struct bw_stories *s, bw_time at)
{
	sc->s = s;
	sc->w = bw_lessons_weights(s, at);
	sc->ln_devs = bw_num_ln(s->n_live_devs + 2.0);
}

double bw_score_idf(struct bw_score *sc, enum bw_score_class class, uint32_t df)
{
	if (df >= BW_SCORE_MEMO)
		return idf_of(sc, class, df);
	double *at = &sc->memo[class][df];
	if (*at == 0)
		*at = idf_of(sc, class, df);
	return *at;
}

double bw_score_own(const struct bw_score *sc, uint32_t df)
{
	double v = df > 1 ? 1 - bw_num_ln(df) / sc->ln_devs : 1;
	return v > 0 ? v : 0;
}

double bw_score_damp(const struct bw_stories *s, uint32_t n)
{
	return n < BW_STORY_DAMPS ? s->damp[n] : 1 + bw_num_ln(n);
}

double bw_score_cosine(double dot, double a, double b)
{
	return dot > 0 && a > 0 && b > 0 ? dot / sqrt(a * b) : 0;
}

double bw_score_norm(const double *v, uint32_t n)
{
	double sum = 0;
	for (uint32_t i = 0; i < n; i++)
		sum += v[i] * v[i];
	return sum;
}

/* ---- the heaviest k ---- */

/* Sixty-four steps to a power of two, from 1/16 to 4096: positive doubles are ordered as their bits. */
enum { STEPS = 1024, STEP_SHIFT = 46 };

static uint32_t step_of(double v)
{
	const uint64_t base = (uint64_t)(1023 - 4) << (52 - STEP_SHIFT);
	uint64_t bits;
	memcpy(&bits, &v, sizeof(bits));
	bits >>= STEP_SHIFT;
	return bits < base ? 0 : bits - base < STEPS ? (uint32_t)(bits - base) : STEPS - 1;
}

/* Within the step where the border runs, those that come first stay. */
void bw_score_keep(double *v, uint32_t n, uint32_t k)
{
	uint32_t count[STEPS] = {0}, step = STEPS, left = k;
	if (n <= k)
		return;
	for (uint32_t i = 0; i < n; i++)
		count[step_of(v[i])]++;
	while (step && count[step - 1] <= left)
		left -= count[--step];
	for (uint32_t i = 0; i < n; i++) {
		uint32_t mine = step_of(v[i]);
		if (mine >= step)
			continue;
		if (mine + 1 == step && left)
			left--;
		else
			v[i] = 0;
	}
}

/* ---- the article ---- */

static void weigh(struct bw_score *sc, struct bw_side *d, uint32_t i)
{
	const struct bw_stories *s = sc->s;
	const struct bw_story_query *q = d->q;
	const struct bw_profile_word *w = &q->words[i];
	uint32_t df = q->terms[i] == BW_STORY_NONE ? 0 : s->terms[q->terms[i]].df;
	double rare = bw_score_idf(sc, (enum bw_score_class)q->bands[i], df);
	d->full[i] = bw_score_damp(s, w->full) * rare;
	d->lead[i] = bw_score_damp(s, w->lead) * rare;
	d->head[i] = w->title ? rare : 0;
	if (w->name) {
		enum bw_score_class class = q->bands[i] ? (enum bw_score_class)q->bands[i] : BW_WORD_PROPER;
		d->name[i] = bw_score_damp(s, w->name) * bw_score_idf(sc, class, df);
	}
	/* A name that nobody has used yet may still be of the same matter. */
	d->own_sum += (df ? 1 : 0.5) * d->name[i];
	d->name_sum += d->name[i];
	d->head_sum += d->head[i];
}

struct bw_side bw_side_make(struct bw_score *sc, const struct bw_story_query *q)
{
	struct bw_arena *a = &sc->s->scratch;
	struct bw_side d = {.q = q, .whole = q->words == q->p->words};
	d.full = BW_ARRAY(a, double, q->n);
	d.lead = BW_ARRAY(a, double, q->n);
	d.name = BW_ARRAY(a, double, q->n);
	d.head = BW_ARRAY(a, double, q->n);
	for (uint32_t i = 0; i < q->n; i++)
		weigh(sc, &d, i);
	bw_score_keep(d.full, q->n, sc->w->full_terms);
	d.full_norm = bw_score_norm(d.full, q->n);
	d.lead_norm = bw_score_norm(d.lead, q->n);
	for (uint32_t i = 0; i < q->n; i++)
		d.word_norm += q->words[i].name ? 0 : d.full[i] * d.full[i];
	return d;
}
