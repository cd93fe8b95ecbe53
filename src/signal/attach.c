#include "core/vec.h"
#include "signal/part.h"

/*
 * An article joins a signal when it stands near the founding article and near the developments that already bear the
 * signal out. The founder keeps a signal from drifting: without it each new member draws in the next.
 */
static const double attach_floor = 0.15, same_development_extra = 0.02, founder_share = 0.5;
enum { ATTACH_MOST = 2, NEWEST_ROWS = 24 };

struct best {
	uint64_t development;
	double cosine;
};

/*
 * Mean over developments of the nearest article of each, 0 when most of them are not near; the newest rows speak for a
 * long history.
 */
static double near_developments(struct bw_step *step, const struct bw_living *l)
{
	struct bw_memory *m = &step->s->memory;
	struct bw_doc *d = m->docs[step->doc];
	struct best best[NEWEST_ROWS];
	size_t n = 0, near = 0;
	double sum = 0;
	for (uint32_t i = l->n_rows > NEWEST_ROWS ? l->n_rows - NEWEST_ROWS : 0; i < l->n_rows; i++) {
		struct bw_doc *o = m->docs[l->rows[i].doc];
		if (o->c.development == d->c.development)
			continue;
		double cosine = bw_memory_cosine(m, d, o);
		size_t k = 0;
		while (k < n && best[k].development != o->c.development)
			k++;
		if (k == n)
			best[n++] = (struct best){o->c.development, 0};
		best[k].cosine = cosine > best[k].cosine ? cosine : best[k].cosine;
	}
	for (size_t k = 0; k < n; k++) {
		sum += best[k].cosine;
		near += best[k].cosine >= attach_floor;
	}
	return n && near * 2 >= n ? sum / (double)n : 0;
}

static double nearness(struct bw_step *step, const struct bw_living *l)
{
	struct bw_memory *m = &step->s->memory;
	struct bw_doc *d = m->docs[step->doc], *founder = l->founder == BW_NO_DOC ? NULL : m->docs[l->founder];
	if (!founder || founder->c.development == d->c.development)
		return near_developments(step, l);
	double cosine = bw_memory_cosine(m, d, founder);
	if (cosine < attach_floor / 2)
		return 0;
	return founder_share * cosine + (1 - founder_share) * near_developments(step, l);
}

struct offer {
	struct bw_living *to;
	double score;
};

static void consider(struct bw_step *step, struct bw_living *l, struct offer offers[ATTACH_MOST])
{
	uint64_t development = step->s->memory.docs[step->doc]->c.development;
	double floor = attach_floor;
	if (bw_living_has_development(step->s, l, development))
		floor += same_development_extra;
	struct offer offer = {l, nearness(step, l)};
	if (offer.score < floor)
		return;
	for (size_t i = 0; i < ATTACH_MOST; i++) {
		if (offers[i].to && offers[i].score >= offer.score)
			continue;
		struct offer swap = offers[i];
		offers[i] = offer;
		offer = swap;
	}
}

void bw_hold(struct bw_step *step, struct bw_living *l, uint32_t doc, double match, const struct bw_core *core)
{
	struct bw_doc *d = step->s->memory.docs[doc];
	int chosen = bw_core_choose(core, d);
	if (chosen < 0)
		return;
	const struct bw_candidate *c = &d->c.rows[chosen];
	enum bw_stance stance = bw_stance_of(c, core, l->signal.frame, l->signal.direction);
	if (!bw_living_hold(step->s, l, doc, (uint32_t)chosen, stance))
		return;
	const struct bw_candidates *by = &step->s->memory.docs[step->doc]->c;
	struct bw_evidence *e = BW_PUSH(step->a, &step->rows);
	*e = (struct bw_evidence){.signal = l->signal.id,
				  .article = d->c.article,
				  .decided_by = by->article,
				  .decided_at = by->at,
				  .start = c->start,
				  .end = c->end,
				  .anchor_start = c->anchor_start,
				  .anchor_end = c->anchor_end,
				  .stance = stance,
				  .match = (float)match};
	e->reasoning = bw_reasoning(step, l, doc, c, stance, core);
}

void bw_attach(struct bw_step *step)
{
	struct bw_signals *s = step->s;
	struct offer offers[ATTACH_MOST] = {0};
	for (uint32_t i = 0; i < s->n_signals; i++)
		if (!s->signals[i]->dead)
			consider(step, s->signals[i], offers);
	for (size_t i = 0; i < ATTACH_MOST && offers[i].to; i++) {
		struct bw_living *l = offers[i].to;
		uint32_t *docs = BW_ARRAY(step->a, uint32_t, l->n_rows);
		struct bw_core core;
		for (uint32_t k = 0; k < l->n_rows; k++)
			docs[k] = l->rows[k].doc;
		bw_core_make(s, step->a, docs, l->n_rows, &core);
		bw_hold(step, l, step->doc, offers[i].score, &core);
	}
}
