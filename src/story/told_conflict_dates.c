#include "story/told_part.h"

/*
 * Two days contradict one another when they are given for the same happening: the words next to them agree, and the
 * days do not meet. Days of one text that differ (a first and a last day) stand for two things, so a day that the other
 * text has as well is none.
 */
enum { NEAREST = 2, NEWS_DAYS = 1, SHARED = 2 };
static const double bar = 0.7, alike = 0.6, corrects = 0.5, near_word = 1, far_word = 0.6;
static const int32_t apart_most = 120;

static bool meet(const struct bw_profile_date *x, const struct bw_profile_date *y)
{
	return x->from <= y->to && y->from <= x->to;
}

/* The day on which a text tells something is the day of the news, each has its own. */
static bool is_news_day(const struct bw_profile *p, const struct bw_profile_date *d)
{
	bw_time from = (bw_time)d->from * BW_DAY, to = ((bw_time)d->to + 1) * BW_DAY;
	return p->at > from - NEWS_DAYS * (bw_time)BW_DAY && p->at < to + NEWS_DAYS * (bw_time)BW_DAY;
}

/* The word that a day stands next to says what happened: one of the nearest must be shared. */
struct likeness {
	double weight;
	uint32_t n;
};

static struct likeness likeness(const struct bw_told *t, const struct bw_profile_date *x,
				const struct bw_profile_date *y)
{
	struct likeness out = {0};
	bool next = false;
	for (uint8_t i = 0; i < x->n_about; i++) {
		for (uint8_t k = 0; k < y->n_about; k++) {
			if (x->about[i] != y->about[k])
				continue;
			bool near = i < NEAREST && k < NEAREST;
			out.weight += bw_told_rarity(t, x->about[i]) * (near ? near_word : far_word);
			out.n++;
			next |= near;
		}
	}
	return next ? out : (struct likeness){0};
}

/* Whether p gives the day of `like` for the like of it. */
static bool holds(const struct bw_told *t, const struct bw_profile *p, const struct bw_profile_date *like)
{
	for (uint32_t i = 0; i < p->n_dates; i++)
		if (meet(&p->dates[i], like) && !p->dates[i].denied && likeness(t, &p->dates[i], like).weight >= alike)
			return true;
	return false;
}

static bool contradicts(const struct bw_told_search *s, const struct bw_profile *old, const struct bw_profile_date *x,
			const struct bw_profile_date *y)
{
	int32_t gap = y->from > x->from ? y->from - x->from : x->from - y->from;
	if (meet(x, y) || x->denied || y->denied || gap > apart_most || x->from != x->to || y->from != y->to ||
	    is_news_day(old, x) || is_news_day(s->new, y))
		return false;
	struct likeness h = likeness(s->told, x, y);
	return h.n >= SHARED && h.weight + (y->corrects ? corrects : 0) >= bar && !holds(s->told, old, y) &&
	       (y->corrects || !holds(s->told, s->new, x));
}

static bool known(const struct bw_told_search *s, size_t before, const struct bw_profile_date *like)
{
	for (size_t i = 0; i < before; i++)
		if (holds(s->told, s->told->members[i], like))
			return true;
	return false;
}

void bw_told_dates(struct bw_told_search *s, const struct bw_profile *old)
{
	for (uint32_t i = 0; i < old->n_dates; i++) {
		for (uint32_t k = 0; k < s->new->n_dates; k++) {
			const struct bw_profile_date *x = &old->dates[i], *y = &s->new->dates[k];
			if (!contradicts(s, old, x, y) || known(s, s->member, x) || known(s, s->told->n, y))
				continue;
			struct bw_conflict *c = bw_told_row(s, BW_CONFLICT_DATE);
			if (!c)
				return;
			c->a_start = x->start;
			c->a_end = x->end;
			c->b_start = y->start;
			c->b_end = y->end;
			c->head = x->about[0];
			c->a_value = (double)x->from * BW_DAY;
			c->b_value = (double)y->from * BW_DAY;
			c->corrected = y->corrects;
		}
	}
}
