#include "compose/standing.h"

#include "compose/fold.h"
#include "compose/reprise.h"
#include "compose/subject.h"

enum ladder { LAW, RESEARCH, N_LADDERS };

static bool is_on(enum ladder ladder, enum bw_status s)
{
	if (ladder == LAW)
		return s >= BW_STATUS_PROPOSED && s <= BW_STATUS_WITHDRAWN;
	return s == BW_STATUS_PRE_PRINT || s == BW_STATUS_PEER_REVIEWED;
}

static bool is_end(enum bw_status s)
{
	return s == BW_STATUS_BLOCKED || s == BW_STATUS_WITHDRAWN;
}

/* Lists repeat, columns argue, copies add nothing, and an old text tells where things stood. */
static bool counts(const struct bw_view_article *x)
{
	enum bw_kind k = x->notes->kind;

	return x->verdict.turn != BW_TURN_COPY && k != BW_KIND_OPINION && k < BW_KIND_LIVE_BLOG &&
	       !bw_reprise_is(x->article, x->notes, x->at);
}

/* The outlet says it itself, or somebody named states it. Who wants a law stopped says that it is: not so an end. */
static bool is_told_as_fact(const struct bw_statement *s)
{
	if (s->hedged || s->act != BW_ACT_ASSERTION)
		return false;
	return s->mode == BW_MODE_OWN || (s->mode == BW_MODE_REPORTED && s->speaker >= 0 && !is_end(s->status));
}

struct climbing {
	const struct bw_subject *subject;
	enum ladder ladder;
	enum bw_status reached; /* the highest step so far */
	struct bw_standing now;
};

/* Of one article the furthest step; an end comes behind all. */
static bool find_in(const struct climbing *c, const struct bw_view_article *x, struct bw_standing *out)
{
	*out = (struct bw_standing){0};
	for (uint32_t i = 0; i < x->notes->n_statements; i++) {
		const struct bw_statement *s = &x->notes->statements[i];
		struct bw_span span = {s->start, s->end, s->anchor_start, s->anchor_end};
		if (is_on(c->ladder, s->status) && s->status > out->status && is_told_as_fact(s) &&
		    bw_subject_is(c->subject, x, span) && !bw_subject_strays(c->subject, x, span))
			*out = (struct bw_standing){x, span, s->status};
	}
	return out->status != BW_STATUS_NONE;
}

/* What was blocked or withdrawn stands again only where that is news. */
static void climb(struct climbing *c, const struct bw_standing *s)
{
	bool again = is_end(c->now.status);

	if (!is_end(s->status) && s->status < c->reached)
		return;
	if (!is_end(s->status) && again && !bw_fold_is_fresh(s->article, s->span.start, s->span.end))
		return;
	c->now = *s;
	if (!is_end(s->status))
		c->reached = s->status;
}

static bool any_of(const struct bw_view *view, const struct bw_view_development *d, enum bw_status status)
{
	for (uint32_t i = 0; i < d->n_articles; i++) {
		const struct bw_notes *n = bw_fold_member(view, d, i)->notes;
		for (uint32_t k = 0; k < n->n_statements; k++)
			if (n->statements[k].status == status)
				return true;
	}
	return false;
}

/* Papers have no names: where one of two is reviewed, nobody knows which of them "a pre-print" is. */
static bool is_doubtful(const struct bw_subject *s, const struct bw_standing *x)
{
	return x->status == BW_STATUS_PRE_PRINT && any_of(s->view, s->d, BW_STATUS_PEER_REVIEWED);
}

static void find_on(const struct bw_subject *subject, enum ladder ladder, struct bw_standing *out)
{
	struct climbing c = {.subject = subject, .ladder = ladder};
	struct bw_standing s;

	for (uint32_t i = 0; i < subject->d->n_articles; i++) {
		const struct bw_view_article *x = bw_fold_member(subject->view, subject->d, i);
		if (counts(x) && find_in(&c, x, &s))
			climb(&c, &s);
	}
	if (is_doubtful(subject, &c.now))
		return;
	if (c.now.article && (!out->article || c.now.article->at > out->article->at))
		*out = c.now;
}

/* Most developments have no such sentence. */
static bool may_stand(const struct bw_view *view, const struct bw_view_development *d)
{
	for (enum bw_status s = BW_STATUS_NONE; s < BW_N_STATUS; s++)
		if ((is_on(LAW, s) || is_on(RESEARCH, s)) && any_of(view, d, s))
			return true;
	return false;
}

bool bw_standing_find(const struct bw_view *view, const struct bw_view_development *d, struct bw_standing *out)
{
	struct bw_subject subject;

	*out = (struct bw_standing){0};
	if (!may_stand(view, d))
		return false;
	bw_subject_open(&subject, view, d);
	find_on(&subject, LAW, out);
	find_on(&subject, RESEARCH, out);
	bw_subject_close(&subject);
	return out->article != NULL;
}
