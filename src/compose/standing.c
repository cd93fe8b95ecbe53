#include "compose/standing.h"

#include "compose/alike.h"
#include "compose/fold.h"
#include "compose/reprise.h"

static const bw_time same_moment = 12 * 3600;

enum family { NO_FAMILY, LAW, FACT, RESEARCH, FUTURE };

static enum family family_of(enum bw_status s)
{
	if (s >= BW_STATUS_PROPOSED && s <= BW_STATUS_WITHDRAWN)
		return LAW;
	if (s >= BW_STATUS_ALLEGED && s <= BW_STATUS_CONFIRMED)
		return FACT;
	if (s == BW_STATUS_PRE_PRINT || s == BW_STATUS_PEER_REVIEWED)
		return RESEARCH;
	return s == BW_STATUS_FORECAST ? FUTURE : NO_FAMILY;
}

/* What is looked for: any family but the future, the future, or one; and a status that it must not be. */
struct wanted {
	bool future;
	enum family family; /* NO_FAMILY any */
	enum bw_status other_than;
	bool denial;                  /* exactly one of the two denies */
	const struct bw_standing *of; /* what the sentence must speak of as well; NULL anything */
};

static bool is_wanted(const struct wanted *w, enum bw_status s)
{
	if (s == BW_STATUS_NONE || (s == BW_STATUS_FORECAST) != w->future || s == w->other_than)
		return false;
	if (w->denial && (s == BW_STATUS_DENIED) == (w->other_than == BW_STATUS_DENIED))
		return false;
	return w->family == NO_FAMILY || family_of(s) == w->family;
}

/* Lists repeat, columns argue, copies add nothing, and an old text tells where things stood. */
static bool counts(const struct bw_view_article *x)
{
	enum bw_kind k = x->notes->kind;

	return x->verdict.turn != BW_TURN_COPY && k != BW_KIND_OPINION && k < BW_KIND_ROUND_UP &&
	       !bw_reprise_is(x->article, x->notes, x->at);
}

/* Below it two sentences speak of different things. */
static const double same_matter = 0.3;

static bool speaks_of(const struct bw_standing *of, const struct bw_view_article *x, const struct bw_statement *s)
{
	struct bw_span span = {s->start, s->end, 0, 0};

	return !of || bw_alike_share(&of->article->notes->body, of->span, &x->notes->body, span) >= same_matter;
}

/* The first statement that fits; among the sentences that were new first. */
static bool find_in(const struct bw_view_article *x, const struct wanted *w, struct bw_standing *out)
{
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < x->notes->n_statements; i++) {
			const struct bw_statement *s = &x->notes->statements[i];
			if (!is_wanted(w, s->status) || !speaks_of(w->of, x, s) ||
			    (!pass && !bw_fold_is_fresh(x, s->start, s->end)))
				continue;
			*out = (struct bw_standing){x, {s->start, s->end, s->anchor_start, s->anchor_end}, s->status};
			return true;
		}
	return false;
}

static bool find_newest(const struct bw_view *view, const struct bw_view_development *d, const struct wanted *w,
			struct bw_standing *out)
{
	for (uint32_t i = d->n_articles; i-- > 0;) {
		const struct bw_view_article *x = bw_fold_member(view, d, i);
		if (!counts(x))
			continue;
		if (find_in(x, w, out))
			return true;
		if (w->future) /* what was foreseen before the newest text may have come or not */
			return false;
	}
	return false;
}

static bool find_other_voice(const struct bw_view *view, const struct bw_view_development *d,
			     const struct bw_standing *first, struct bw_standing *out)
{
	struct wanted w = {first->status == BW_STATUS_FORECAST, family_of(first->status), first->status, false, first};

	for (uint32_t i = d->n_articles; i-- > 0;) {
		const struct bw_view_article *x = bw_fold_member(view, d, i);
		if (x->at < first->article->at - same_moment)
			return false;
		if (x != first->article && counts(x) && !bw_fold_same_voice(x, first->article) && find_in(x, &w, out))
			return true;
	}
	return false;
}

void bw_standing_find(const struct bw_view *view, const struct bw_view_development *d, struct bw_standings *out)
{
	struct wanted any = {.future = false}, future = {.future = true}, denial;

	*out = (struct bw_standings){0};
	if (!find_newest(view, d, &any, &out->rows[0]) && !find_newest(view, d, &future, &out->rows[0]))
		return;
	out->n = 1;
	denial = (struct wanted){false, FACT, out->rows[0].status, true, &out->rows[0]};
	if (family_of(out->rows[0].status) == FACT && find_newest(view, d, &denial, &out->rows[1]))
		out->n = 2;
	else if (find_other_voice(view, d, &out->rows[0], &out->rows[1]))
		out->n = 2;
}
