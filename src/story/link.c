#include "core/num.h"
#include "story/score_part.h"

/*
 * Where an article opened a development, the one that came nearest may still hang together with it.
 *   series   the same outlet's titles, all words alike but for a few, at a distance of weeks, or titles of two months
 *   reacts   opinion or analysis, or an article whose actors answer
 *   follows  actors or figures are shared, the matter is not
 */

/* Odds in the grey band under the bar, and what must be shared for a link. */
static const double follows_odds = 0.06, follows_actors = 0.25, series_head = 0.5, series_likeness = -0.9;
enum { SERIES_DAYS = 5 };

static double days_between(const struct bw_stories *s, const struct bw_story_dev *dev, bw_time at)
{
	return (double)(at - bw_doc(s, dev->founder)->at) / BW_DAY;
}

static bool is_series(const struct bw_stories *s, const struct bw_profile *p, const struct bw_story_match *m)
{
	const struct bw_story_dev *dev = bw_dev(s, m->dev);
	const struct bw_profile *first = bw_doc(s, dev->founder)->p;
	if (days_between(s, dev, p->at) < SERIES_DAYS)
		return false;
	if (m->features[BW_F_PERIOD] > 0 && m->features[BW_F_LIKE] > series_likeness)
		return true;
	return first->source == p->source && bw_titles_alike(p, first) >= series_head;
}

static bool is_reaction(const struct bw_profile *p, const struct bw_story_match *m)
{
	return (p->kind == BW_KIND_OPINION || p->kind == BW_KIND_ANALYSIS) && m->score >= follows_odds;
}

static bool is_follower(const struct bw_story_match *m)
{
	return m->score >= follows_odds && m->features[BW_F_ACTORS] >= follows_actors;
}

const struct bw_story_link *bw_links_find(struct bw_stories *s, struct bw_arena *a, const struct bw_profile *p,
					  uint64_t from, const struct bw_story_match *m, uint32_t *n)
{
	*n = 0;
	if (m->dev == BW_STORY_NONE)
		return NULL;
	struct bw_story_link link = {.from = from, .to = bw_dev(s, m->dev)->id, .score = (float)m->score};
	if (is_series(s, p, m))
		link.kind = BW_LINK_SERIES;
	else if (is_reaction(p, m))
		link.kind = BW_LINK_REACTS;
	else if (is_follower(m))
		link.kind = BW_LINK_FOLLOWS;
	else
		return NULL;
	struct bw_story_link *out = BW_NEW(a, struct bw_story_link);
	*out = link;
	*n = 1;
	return out;
}
