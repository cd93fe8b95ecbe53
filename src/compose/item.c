#include "compose/item.h"

#include <stdlib.h>

#include "compose/desk.h"
#include "compose/disagree.h"
#include "compose/fold.h"
#include "compose/reprise.h"

static const float substance = 3; /* score from which a statement tells something of its own */

static const struct {
	const char *one, *many;
} aside_words[BW_N_ASIDE] = {
	[BW_ASIDE_NOT] = {"report with something new", "reports with something new"},
	[BW_ASIDE_SUPPORT] = {"analysis, live page or background", "analyses, live pages or background"},
	[BW_ASIDE_FILLER] = {"piece of filler", "pieces of filler"},
	[BW_ASIDE_ELSEWHERE] = {"article for other desks", "articles for other desks"},
	[BW_ASIDE_LISTING] = {"round-up of known news", "round-ups of known news"},
	[BW_ASIDE_REPRISE] = {"old text published again", "old texts published again"},
	[BW_ASIDE_COPY] = {"reprint or rewrite", "reprints or rewrites"},
	[BW_ASIDE_KNOWN] = {"report that confirms what was told", "reports that confirm what was told"},
	[BW_ASIDE_OPINION] = {"opinion piece", "opinion pieces"},
	[BW_ASIDE_EMPTY] = {"article without a statement of substance", "articles without a statement of substance"},
};

static const struct {
	const char *words;
	double weight;
} changes[] = {
	[BW_CHANGE_NONE] = {"Nothing new", 0},    [BW_CHANGE_ORIGIN] = {"One more origin", 0.4},
	[BW_CHANGE_FACT] = {"A new fact", 0.6},   [BW_CHANGE_CONFLICT] = {"An account that differs", 0.8},
	[BW_CHANGE_STATUS] = {"A new status", 1}, [BW_CHANGE_NEW] = {"A new development", 1},
};

const char *bw_aside_words(enum bw_aside why, bool one)
{
	return one ? aside_words[why].one : aside_words[why].many;
}

const char *bw_change_words(enum bw_change c)
{
	return changes[c].words;
}

/* ---- one article ---- */

static bool is_new(const struct bw_view *view, const struct bw_view_article *x)
{
	return x->at <= view->now && (view->since == BW_TIME_NONE || x->at > view->since);
}

/* Its origin group came up since the last edition, and this member stands for it. */
static bool is_new_origin(const struct bw_view *view, const struct bw_view_article *x)
{
	const struct bw_view_article *first = bw_quote_article(view, x->verdict.origin);

	return x->original && (!first || is_new(view, first));
}

static bool has_substance(const struct bw_notes *notes)
{
	for (uint32_t i = 0; i < notes->n_statements; i++)
		if (notes->statements[i].score >= substance)
			return true;
	return false;
}

/* Colour reports nothing, unless it contradicts or corrects what was told. */
static bool reports(const struct bw_view *view, const struct bw_view_article *x)
{
	enum bw_kind k = x->notes->kind;

	if (k != BW_KIND_NEWS && k != BW_KIND_PRESS_RELEASE)
		return false;
	return bw_fold_turn(view, x) != BW_TURN_COLOUR || bw_disagree_brought(view, x, true) ||
	       bw_disagree_brought(view, x, false);
}

static enum bw_aside judge(const struct bw_view *view, const struct bw_view_article *x, float relevance)
{
	enum bw_kind kind = x->notes->kind;

	if (kind == BW_KIND_FILLER)
		return BW_ASIDE_FILLER;
	if (relevance < BW_DESK_BAR)
		return BW_ASIDE_ELSEWHERE;
	if (kind == BW_KIND_LISTING || kind == BW_KIND_ROUND_UP)
		return BW_ASIDE_LISTING;
	if (bw_reprise_is(x->article, x->notes, x->at))
		return BW_ASIDE_REPRISE;
	if (!is_new_origin(view, x))
		return BW_ASIDE_COPY;
	if (kind == BW_KIND_OPINION)
		return BW_ASIDE_OPINION;
	if (bw_fold_turn(view, x) == BW_TURN_COPY)
		return BW_ASIDE_COPY;
	return has_substance(x->notes) ? BW_ASIDE_NOT : BW_ASIDE_EMPTY;
}

/* ---- what changed in a development that was told ---- */

struct past {
	const struct bw_view *view;
	const struct bw_view_development *d;
};

static bool status_seen(const struct past *p, enum bw_status status)
{
	for (uint32_t i = 0; i < p->d->n_articles; i++) {
		const struct bw_view_article *x = &p->view->articles[p->d->articles[i]];
		for (uint32_t k = 0; !is_new(p->view, x) && k < x->notes->n_statements; k++)
			if (x->notes->statements[k].status == status)
				return true;
	}
	return false;
}

/* A forecast changes nothing yet. */
static bool gives_status(const struct past *p, const struct bw_statement *s)
{
	return s->status != BW_STATUS_NONE && s->status != BW_STATUS_FORECAST && s->score >= substance &&
	       !status_seen(p, s->status);
}

bool bw_item_brings_status(const struct bw_view *view, const struct bw_item *item, const struct bw_statement *s)
{
	struct past p = {view, &view->developments[item->development]};

	return gives_status(&p, s);
}

static bool brings_status(const struct past *p, const struct bw_notes *notes)
{
	for (uint32_t i = 0; i < notes->n_statements; i++)
		if (gives_status(p, &notes->statements[i]))
			return true;
	return false;
}

static bool brings_conflict(const struct bw_view *view, const struct bw_item *item)
{
	uint64_t id = view->developments[item->development].id;

	for (size_t i = 0; i < view->n_conflicts; i++) {
		const struct bw_conflict *c = &view->conflicts[i];
		if (c->development == id && bw_disagree_is_told(view, c) &&
		    is_new(view, bw_quote_article(view, c->b_article)))
			return true;
	}
	return false;
}

static bool was_told(const struct bw_view *view, const struct bw_view_development *d)
{
	return d->told != BW_TIME_NONE && d->told < view->now;
}

/* What an article that was told's development did not have: a fact, or a standing that no text gave it. */
static enum bw_change change_by(const struct past *p, const struct bw_view_article *x)
{
	if (!reports(p->view, x))
		return BW_CHANGE_NONE;
	if (brings_status(p, x->notes))
		return BW_CHANGE_STATUS;
	return bw_fold_turn(p->view, x) == BW_TURN_NEW ? BW_CHANGE_FACT : BW_CHANGE_ORIGIN;
}

static enum bw_change change_of(const struct bw_view *view, const struct bw_item *item)
{
	struct past p = {view, &view->developments[item->development]};
	enum bw_change best = BW_CHANGE_NONE;

	if (!item->n_fresh)
		return BW_CHANGE_NONE;
	if (!item->told)
		return BW_CHANGE_NEW;
	if (brings_conflict(view, item))
		best = BW_CHANGE_CONFLICT;
	for (uint32_t i = 0; i < item->n_fresh; i++) {
		enum bw_change c = change_by(&p, &view->articles[item->fresh[i]]);
		best = c > best ? c : best;
	}
	return best;
}

/* ---- weighing ---- */

static double at_most_one(double v)
{
	return v > 1 ? 1 : v;
}

static uint32_t new_evidence(const struct bw_view *view, const struct bw_item *item)
{
	uint32_t n = 0;

	for (size_t s = 0; s < view->n_signals; s++)
		for (size_t r = 0; r < view->signals[s].n_rows; r++)
			for (uint32_t i = 0; i < item->n_fresh; i++)
				n += view->signals[s].rows[r].article == view->articles[item->fresh[i]].key;
	return n;
}

static double confidence_of(const struct bw_view *view, const struct bw_item *item)
{
	if (item->n_voices >= 2)
		return 1;
	return item->n_fresh && view->articles[item->fresh[0]].notes->kind == BW_KIND_PRESS_RELEASE ? 0.5 : 0.6;
}

static double staleness_of(const struct bw_view *view, const struct bw_item *item)
{
	bw_time newest = item->n_fresh ? view->articles[item->fresh[item->n_fresh - 1]].at : view->now - 30 * BW_DAY;
	double age_days = (double)(view->now - newest) / BW_DAY;

	return age_days <= 0 ? 0 : age_days / (age_days + 3);
}

static void weigh(const struct bw_view *view, struct bw_item *item)
{
	static const struct {
		struct bw_str label;
		double weight;
	} parts[7] = {
		{{"relevance", 9}, 3}, {{"change", 6}, 2},     {{"confidence", 10}, 1.5}, {{"burst", 5}, 1},
		{{"impact", 6}, 1},    {{"staleness", 9}, -2}, {{"repeat", 6}, -3},
	};
	double value[7];

	item->change = change_of(view, item);
	value[0] = (double)item->relevance;
	value[1] = changes[item->change].weight;
	value[2] = confidence_of(view, item);
	value[3] = item->n_voices > 1 ? at_most_one((item->n_voices - 1) / 2.0) : 0;
	value[4] = at_most_one(new_evidence(view, item) / 2.0);
	value[5] = staleness_of(view, item);
	value[6] = item->told && item->change == BW_CHANGE_NONE;
	item->worth = 0;
	for (int i = 0; i < 7; i++) {
		item->terms[i] = (struct bw_gate_term){parts[i].label, parts[i].weight * value[i] / 3, 0, false};
		item->worth += item->terms[i].value;
	}
}

static struct bw_item *item_of(struct bw_arena *a, const struct bw_view *view, struct bw_items *items,
			       uint32_t development)
{
	struct bw_item *item;

	for (size_t i = 0; i < items->rows.len; i++)
		if (items->rows.ptr[i].development == development)
			return &items->rows.ptr[i];
	item = BW_PUSH(a, &items->rows);
	item->development = development;
	item->told = was_told(view, &view->developments[development]);
	return item;
}

static bool is_heard(const struct bw_view *view, const struct bw_item *item, const struct bw_view_article *x)
{
	for (uint32_t i = 0; i < item->n_fresh; i++)
		if (bw_fold_same_voice(&view->articles[item->fresh[i]], x))
			return true;
	return false;
}

static void add_fresh(struct bw_arena *a, const struct bw_view *view, struct bw_item *item, uint32_t index, float share)
{
	uint32_t *grown = BW_ARRAY(a, uint32_t, item->n_fresh + 1);
	const struct bw_view_article *x = &view->articles[index];

	if (item->n_fresh)
		memcpy(grown, item->fresh, item->n_fresh * sizeof *grown);
	item->n_voices += !is_heard(view, item, x);
	grown[item->n_fresh++] = index;
	item->fresh = grown;
	item->relevance = share > item->relevance ? share : item->relevance;
	item->opens |= reports(view, x);
}

/* The id decides between equals: the same on every machine. */
static int by_worth(const void *x, const void *y, void *ctx)
{
	const struct bw_item *p = x, *q = y;
	const struct bw_view *view = ctx;
	uint64_t pid = view->developments[p->development].id, qid = view->developments[q->development].id;

	if (p->opens != q->opens)
		return p->opens ? -1 : 1;
	if (p->worth != q->worth)
		return p->worth > q->worth ? -1 : 1;
	return pid < qid ? -1 : pid > qid;
}

/* Down to this share of the desk that a development belongs to most, it is another desk's business as well. */
static const float shared_business = 0.85f;

static float share_of(const struct bw_annotator *an, const struct bw_desk *desk, const struct bw_view *view,
		      const struct bw_view_article *x)
{
	const struct bw_view_development *d = &view->developments[x->development];
	float share = bw_desk_share(desk, an, view, d);

	return share < shared_business * d->home ? 0 : share;
}

/* Under which name the footer counts it. */
static enum bw_aside counted_as(const struct bw_view *view, const struct bw_view_article *x, enum bw_aside why)
{
	bool known = x->development < view->n_developments && was_told(view, &view->developments[x->development]);

	if (why != BW_ASIDE_NOT)
		return why;
	if (!reports(view, x))
		return BW_ASIDE_SUPPORT;
	return known && bw_fold_turn(view, x) == BW_TURN_CONFIRMATION ? BW_ASIDE_KNOWN : BW_ASIDE_NOT;
}

void bw_items_weigh(struct bw_arena *a, const struct bw_annotator *an, const struct bw_desk *desk,
		    const struct bw_view *view, struct bw_items *out)
{
	*out = (struct bw_items){0};
	for (uint32_t i = 0; i < view->n_articles; i++) {
		const struct bw_view_article *x = &view->articles[i];
		struct bw_item *item;
		enum bw_aside why;
		float share;
		if (!is_new(view, x))
			continue;
		share = share_of(an, desk, view, x);
		why = judge(view, x, share);
		out->n_new++;
		out->aside[counted_as(view, x, why)]++;
		if (why == BW_ASIDE_FILLER || why == BW_ASIDE_ELSEWHERE || x->development >= view->n_developments)
			continue;
		item = item_of(a, view, out, x->development);
		item->n_new++;
		if (item->why == BW_ASIDE_NOT)
			item->why = why;
		if (why == BW_ASIDE_NOT)
			add_fresh(a, view, item, i, share);
	}
	for (size_t i = 0; i < out->rows.len; i++)
		weigh(view, &out->rows.ptr[i]);
	if (out->rows.len)
		qsort_r(out->rows.ptr, out->rows.len, sizeof *out->rows.ptr, by_worth, (void *)view);
}
