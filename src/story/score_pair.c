#include "core/num.h"
#include "story/score_part.h"

/* Words of the heaviest of a development's titles and leads, which stand for what it is about. */
enum { CENTRE_TERMS = 15 };

enum { MONTH_DAYS = 27, SERIES_DAYS = 6, SAME_DAYS = 13 };
static const double series_alike = 0.4, same_alike = 0.6;

/* Sums over the words that both have. */
struct dots {
	double full, lead, words, names, own, head;
	double words_off; /* what the article's word norm loses: names of the development that it does not know as names
			   */
};

struct theirs {
	double *full, *lead;
	double word_norm;
};

static struct theirs theirs_make(struct bw_score *sc, const struct bw_story_dev *dev)
{
	const struct bw_stories *s = sc->s;
	struct theirs y = {.full = BW_ARRAY(&sc->s->scratch, double, dev->n_uses),
			   .lead = BW_ARRAY(&sc->s->scratch, double, dev->n_uses)};
	for (uint32_t k = 0; k < dev->n_uses; k++) {
		const struct bw_story_use *use = &dev->uses[k];
		const struct bw_story_term *t = &s->terms[use->term];
		double rare = bw_score_idf(sc, (enum bw_score_class)t->band, t->df);
		y.full[k] = bw_score_damp(s, use->full) * rare;
		y.lead[k] = use->lead ? bw_score_damp(s, use->lead) * rare : 0;
	}
	bw_score_keep(y.full, dev->n_uses, sc->w->centroid_terms);
	for (uint32_t k = 0; k < dev->n_uses; k++)
		y.word_norm += dev->uses[k].name ? 0 : y.full[k] * y.full[k];
	return y;
}

static void meet(const struct bw_score *sc, const struct bw_side *x, const struct bw_story_use *use, double full,
		 double lead, struct dots *d, double *word_norm)
{
	const struct bw_story_term *t = &sc->s->terms[use->term];
	uint32_t i = t->in_query;
	const struct bw_profile_word *w = &x->q->words[i];
	d->full += x->full[i] * full;
	d->lead += x->lead[i] * lead;
	if (!use->name && !w->name)
		d->words += x->full[i] * full;
	else if (!w->name)
		d->words_off += x->full[i] * x->full[i];
	else if (!use->name)
		*word_norm -= full * full;
	if (use->name) {
		d->names += x->name[i];
		d->own += x->name[i] * bw_score_own(sc, t->df);
	}
	if (use->lead)
		d->head += x->head[i] * bw_score_own(sc, t->df);
}

/* Share of the development's centre that the article has. */
static double centre(struct bw_score *sc, const struct bw_side *x, const struct bw_story_dev *dev, double *lead)
{
	double sum = 0, has = 0;
	bw_score_keep(lead, dev->n_uses, CENTRE_TERMS);
	for (uint32_t k = 0; k < dev->n_uses; k++) {
		sum += lead[k];
		if (sc->s->terms[dev->uses[k].term].mark == x->q->number)
			has += lead[k];
	}
	return sum > 0 ? has / sum : 0;
}

/* Cosine of the article's lead with that of the founder, whose words all are among the development's. */
static double founder(struct bw_score *sc, const struct bw_side *x, const struct bw_story_dev *dev)
{
	const struct bw_stories *s = sc->s;
	const struct bw_profile *p = bw_doc(s, dev->founder)->p;
	double dot = 0, sum = 0;
	for (uint32_t k = 0, i = 0; i < p->n_words; i++) {
		while (s->terms[dev->uses[k].term].stem != p->words[i].stem)
			k++;
		const struct bw_story_term *t = &s->terms[dev->uses[k].term];
		if (!p->words[i].lead)
			continue;
		double v = bw_score_damp(s, p->words[i].lead) * bw_score_idf(sc, (enum bw_score_class)t->band, t->df);
		sum += v * v;
		if (t->mark == x->q->number)
			dot += v * x->lead[t->in_query];
	}
	return bw_score_cosine(dot, sum, x->lead_norm);
}

static void compare_words(struct bw_score *sc, const struct bw_side *x, const struct bw_story_dev *dev, double *f)
{
	const struct bw_stories *s = sc->s;
	struct theirs y = theirs_make(sc, dev);
	struct dots d = {0};
	for (uint32_t k = 0; k < dev->n_uses; k++) {
		const struct bw_story_term *t = &s->terms[dev->uses[k].term];
		if (t->mark == x->q->number)
			meet(sc, x, &dev->uses[k], y.full[k], y.lead[k], &d, &y.word_norm);
	}
	f[BW_F_BODY] = bw_score_cosine(d.full, x->full_norm, bw_score_norm(y.full, dev->n_uses));
	f[BW_F_LEAD] = bw_score_cosine(d.lead, x->lead_norm, bw_score_norm(y.lead, dev->n_uses));
	f[BW_F_WORDS] = bw_score_cosine(d.words, x->word_norm - d.words_off, y.word_norm);
	f[BW_F_NAMES] = x->name_sum > 0 ? d.names / x->name_sum : 0;
	f[BW_F_OWN] = x->own_sum > 0 ? d.own / x->own_sum : 0;
	f[BW_F_HEAD] = x->head_sum > 0 ? d.head / x->head_sum : 0;
	f[BW_F_CENTRE] = centre(sc, x, dev, y.lead);
	f[BW_F_FOUNDER] = founder(sc, x, dev);
}

/* ---- the next of a series ---- */

double bw_titles_alike(const struct bw_profile *a, const struct bw_profile *b)
{
	uint32_t both = 0, in_a = 0, in_b = 0;
	for (uint32_t i = 0; i < a->n_words; i++)
		in_a += a->words[i].title > 0;
	for (uint32_t i = 0; i < b->n_words; i++)
		in_b += b->words[i].title > 0;
	for (uint32_t i = 0, k = 0; i < a->n_words && k < b->n_words;) {
		if (a->words[i].stem == b->words[k].stem)
			both += a->words[i++].title && b->words[k++].title;
		else if (a->words[i].stem < b->words[k].stem)
			i++;
		else
			k++;
	}
	uint32_t more = in_a > in_b ? in_a : in_b;
	return more ? (double)both / more : 0;
}

/* The month that a text is of: the first that it names, when that is hardly over; 0 none. */
static int32_t month_of(const struct bw_profile *p)
{
	for (uint32_t i = 0; i < p->n_dates; i++) {
		const struct bw_profile_date *d = &p->dates[i];
		int64_t since = p->at / BW_DAY - d->to;
		if (d->to - d->from >= MONTH_DAYS)
			return since >= -MONTH_DAYS && since <= 2 * MONTH_DAYS ? d->from : 0;
	}
	return 0;
}

/* Two texts of one series have the title in common but for some words, and are of different months; or an issuer gives
 * nearly the same title again after weeks. */
static bool is_series(const struct bw_profile *p, const struct bw_profile *first)
{
	double alike = bw_titles_alike(p, first), days = (double)(p->at - first->at) / BW_DAY;
	int32_t mine = month_of(p), theirs = month_of(first);
	if (days < SERIES_DAYS)
		return false;
	if (alike >= series_alike && mine && theirs && mine != theirs)
		return true;
	return p->kind == BW_KIND_PRESS_RELEASE && alike >= same_alike && days >= SAME_DAYS &&
	       p->source == first->source;
}

static const struct bw_story_doc *newest(const struct bw_stories *s, const struct bw_story_dev *dev)
{
	const struct bw_story_doc *a = dev->roots.n ? bw_doc(s, dev->roots.last) : NULL;
	const struct bw_story_doc *b = dev->copies.n ? bw_doc(s, dev->copies.last) : NULL;
	return !b || (a && bw_doc_is_before(b, a)) ? a : b;
}

static double days_since(bw_time from, bw_time to)
{
	return bw_num_ln(1 + (to > from ? (double)(to - from) / BW_DAY : 0));
}

static void compare_times(const struct bw_score *sc, const struct bw_side *x, const struct bw_story_dev *dev, double *f)
{
	const struct bw_stories *s = sc->s;
	const struct bw_story_doc *last = newest(s, dev), *first = bw_doc(s, dev->founder);
	double devs = s->n_live_devs;
	f[BW_F_GAP] = days_since(last->at, x->q->p->at);
	f[BW_F_AGE] = days_since(first->at, x->q->p->at);
	f[BW_F_SIZE] = bw_num_ln(bw_dev_size(dev));
	f[BW_F_OUTLET] = last->source == x->q->p->source;
	f[BW_F_PERIOD] = is_series(x->q->p, first->p);
	f[BW_F_LIVE] = first->p->kind == BW_KIND_LIVE_BLOG;
	f[BW_F_SURE] = devs / (devs + sc->w->unsure);
	f[BW_F_CROWD] = devs / (devs + sc->w->crowd);
	f[BW_F_STALE] = f[BW_F_CROWD] * f[BW_F_GAP];
}

void bw_pair_words(struct bw_score *sc, const struct bw_side *x, struct bw_rivalry *r)
{
	const struct bw_story_dev *dev = bw_dev(sc->s, r->dev);
	compare_words(sc, x, dev, r->f);
	compare_times(sc, x, dev, r->f);
}
