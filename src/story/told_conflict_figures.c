#include "story/told_part.h"

/*
 * Two figures contradict one another when they count the same thing (unit, head noun, words around them) and cannot
 * both be right. What a text itself tells as a change ("rises from 20 to 35"), what grows day by day, parts and
 * wholes, values of other years and bounds that allow both are none. A figure that was told before is not given again:
 * a pair stands for the first articles with either value.
 *
 * Whether they count the same thing is a sum of evidence: rarity of shared words, the more the nearer they stand; the
 * head noun; digits that look like a slip; being the only figures of their unit.
 */
enum { NEAR_WORDS = 4 };
static const double apart_same = 0.001, /* the same value, written in another unit */
	apart_exact = 0.02,             /* the same value, rounded to two digits */
	apart_rough = 0.15,             /* the same value, where a text says "about" */
	ratio_max = 3.2,                /* further apart, two values count two things: half an order of magnitude */
	ratio_most = 6,                 /* the same, where a text sets the two against one another */
	chance = 10,                    /* counts below it agree by chance */
	some_words = 0.05,              /* less shared rarity than that is none */
	far_word = 0.7;                 /* a shared word further off counts for less */
/* What speaks for two figures counting the same thing. A weight is in shared rare words: 1 is a word that no other
 * development has. Set by hand on invented news: without any one of them fewer are found, or more that are none;
 * other_head and some_words are there for care alone. */
static const double same_head = 0.5, /* the noun counted is the same, */
	rare_head = 0.6,             /* the more the rarer it is; */
	near_head = 0.5,             /* it stands by the other figure; */
	other_head = 1.0,            /* against it: two nouns */
	slip_count = 0.8,            /* digits look miscopied; chance does that to counts, */
	slip_unit = 1.2,             /* less to amounts of a unit */
	alone = 0.4,                 /* each text has one figure of the unit, so nothing else can be meant */
	corrects = 0.6,              /* the later text says that a value was wrong, */
	contrast = 0.6,              /* or gives both and says who told the other */
	voices = 0.3,                /* two outlets name who told it */
	rare_unit = 0.3,             /* little is counted in the unit */
	foreign = 0.5,               /* two languages share no words but the noun */
	opening = 0.3;               /* the figure of the opening is that of the matter itself */
/* The evidence that is asked for. */
static const double count_bar = 1.8, /* of counts, */
	unit_bar = 1.7,              /* of amounts, whose unit tells a little itself */
	own_bar = 1,                 /* more of one outlet, which would say that it was wrong */
	twin = 0.8;                  /* above the bar, small differences count */
enum { OPENING_BYTES = 400 };

static bool same_unit(const struct bw_profile_figure *x, const struct bw_profile_figure *y)
{
	bool share = x->unit == BW_UNIT_PERCENT && x->head && x->head == y->head;
	return x->unit == y->unit && x->unit_key == y->unit_key && (x->part == y->part || share);
}

/* Units that many things are counted in tell little of what is counted. */
static bool is_rare_unit(const struct bw_profile_figure *f)
{
	static const char *const common[] = {"s", "month", "m", "g", "t", "m2", "m3", "age", "clock"};
	for (size_t i = 0; i < sizeof(common) / sizeof(*common); i++)
		if (f->unit_key == (uint32_t)bw_str_hash(bw_str_from(common[i])))
			return false;
	return f->unit == BW_UNIT_MEASURE;
}

static bool has_about(const struct bw_profile_figure *f, uint32_t stem)
{
	for (uint8_t i = 0; i < f->n_about; i++)
		if (f->about[i] == stem)
			return true;
	return false;
}

struct pair {
	const struct bw_profile *old, *new;
	const struct bw_profile_figure *x, *y;
	const struct bw_profile_figure *told; /* new's own mention of x's value outside of y's sentence */
	bool contrasts;                       /* and it says so */
	bool slipped, later, is_foreign;
};

/* ---- the same thing counted ---- */

static uint32_t of_unit(const struct bw_profile *p, const struct bw_profile_figure *like)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < p->n_figures; i++)
		n += p->figures[i].unit == like->unit && p->figures[i].unit_key == like->unit_key &&
		     (like->unit != BW_UNIT_COUNT || p->figures[i].head == like->head);
	return n;
}

/* What happened then, or lasted so long, is told by a word next to the time, and no name. */
static bool same_moment(const struct pair *p)
{
	const uint8_t next = bw_value_is_clock(p->x) ? 3 : 2;
	for (uint8_t i = 0; i < p->x->n_about && i < next; i++)
		for (uint8_t k = 0; k < p->y->n_about && k < next; k++)
			if (p->x->about[i] == p->y->about[k] && !bw_told_names(p->old, p->x->about[i]))
				return true;
	return p->x->head && p->x->head == p->y->head;
}

static double words(const struct bw_told *t, const struct bw_profile_figure *x, const struct bw_profile_figure *y)
{
	double sum = 0;
	for (uint8_t i = 0; i < x->n_about; i++)
		for (uint8_t k = 0; k < y->n_about; k++)
			if (x->about[i] == y->about[k])
				sum += bw_told_rarity(t, x->about[i]) *
				       (i < NEAR_WORDS && k < NEAR_WORDS ? 1 : far_word);
	return sum;
}

/* Nouns that no list of words keeps ("people") tell least. */
static double head_rarity(const struct bw_told *t, const struct bw_profile *p, uint32_t head)
{
	return bw_told_writes(p, head) ? bw_told_rarity(t, head) : 0;
}

static double heads(const struct bw_told *t, const struct pair *p)
{
	const struct bw_profile_figure *x = p->x, *y = p->y;
	if (x->head && x->head == y->head)
		return same_head + rare_head * head_rarity(t, p->old, x->head);
	if ((x->head && has_about(y, x->head)) || (y->head && has_about(x, y->head)))
		return near_head;
	if (x->head && y->head)
		return p->contrasts ? 0 : -other_head;
	return 0;
}

/* ---- what the texts themselves say ---- */

/* Where a text names the value of x itself, outside of the sentence of y. */
static const struct bw_profile_figure *mention(const struct bw_profile *new, const struct bw_profile_figure *x,
					       const struct bw_profile_figure *y)
{
	const struct bw_profile_figure *found = NULL;
	for (uint32_t i = 0; i < new->n_figures; i++) {
		const struct bw_profile_figure *f = &new->figures[i];
		if (f->start != y->start && bw_value_is(f, x, x->value, apart_same) &&
		    (!found || (!found->corrects && f->corrects) || (!found->claimed && f->claimed)))
			found = f;
	}
	return found;
}

/* y's sentence names x's value in order to refuse it ("seven goals, not six"; "two million francs, not one"). */
static bool refuses(const struct bw_profile *new, const struct bw_profile_figure *y, const struct bw_profile_figure *x)
{
	for (uint32_t i = 0; i < new->n_figures; i++) {
		const struct bw_profile_figure *f = &new->figures[i];
		if (f == y || f->start != y->start || !f->denied)
			continue;
		bool same = f->unit == x->unit || f->unit == BW_UNIT_COUNT;
		for (double scale = 1; same && scale < 1e10; scale *= 1000)
			if (bw_value_near(f->value * scale, x->value, apart_same))
				return true;
	}
	return false;
}

/* The sentence of f has the value too, whatever it says that it counts ("to 15 francs from 20"). */
static bool beside(const struct bw_profile *p, const struct bw_profile_figure *f, double value)
{
	for (uint32_t i = 0; i < p->n_figures; i++) {
		const struct bw_profile_figure *g = &p->figures[i];
		bool like = g->unit == f->unit || g->unit == BW_UNIT_COUNT;
		if (g != f && g->start == f->start && !g->denied && like && bw_value_near(g->value, value, apart_same))
			return true;
	}
	return false;
}

/* A figure of the sentence of f that, with f, makes a whole or a part of value: a sum, or a share of it. */
static bool makes_up(const struct bw_profile *p, const struct bw_profile_figure *f, double value)
{
	for (uint32_t i = 0; i < p->n_figures; i++) {
		const struct bw_profile_figure *g = &p->figures[i];
		double share = g->value / 100, most = bw_value_is_rough(g) ? apart_rough / 2 : apart_exact;
		if (g != f && g->start == f->start && g->unit == BW_UNIT_PERCENT && f->unit != BW_UNIT_PERCENT &&
		    (bw_value_near(value * share, f->value, most) ||
		     bw_value_near(value * (1 - share), f->value, most) ||
		     bw_value_near(value * (1 + share), f->value, most)))
			return true;
		if (g != f && g->start == f->start && g->unit == f->unit && g->unit_key == f->unit_key &&
		    (bw_value_near(f->value + g->value, value, apart_exact) ||
		     bw_value_near(f->value - g->value, value, apart_exact)))
			return true;
	}
	return false;
}

/* Small counts agree by chance unless they count the same. */
static bool agree(const struct bw_profile_figure *f, const struct bw_profile_figure *g)
{
	bool telling = bw_value_size(f->value) >= chance || (f->head && f->head == g->head);
	return f->unit == g->unit && telling && bw_value_near(f->value, g->value, apart_exact);
}

/* Sentences that go side by side in their other figures too, of which none agrees, tell of two cases of one kind. */
static bool is_other_case(const struct bw_profile *old, const struct bw_profile_figure *x, const struct bw_profile *new,
			  const struct bw_profile_figure *y)
{
	uint32_t beside_them = 0;
	for (uint32_t i = 0; i < old->n_figures; i++) {
		const struct bw_profile_figure *f = &old->figures[i];
		for (uint32_t k = 0; k < new->n_figures && f->start == x->start; k++) {
			const struct bw_profile_figure *g = &new->figures[k];
			if (g->start != y->start)
				continue;
			if (agree(f, g))
				return false;
			bool head = f->head == g->head || !f->head || !g->head || f->unit != BW_UNIT_COUNT;
			beside_them += f != x && g != y && f->unit == g->unit && f->unit_key == g->unit_key && head &&
				       (f->unit != BW_UNIT_MEASURE || bw_value_like(f, g, ratio_max));
		}
	}
	return beside_them > 0;
}

static bool other_time(const struct bw_profile_figure *x, const struct bw_profile_figure *y)
{
	bool known = x->when_from <= x->when_to && y->when_from <= y->when_to;
	return known && (x->when_to < y->when_from || y->when_to < x->when_from);
}

enum verdict { NONE, CONFLICT, CORRECTED };

static double evidence(const struct bw_told *t, const struct pair *p)
{
	bool lone = of_unit(p->old, p->x) == 1 && of_unit(p->new, p->y) == 1;
	double sum = words(t, p->x, p->y) + heads(t, p);
	if (lone)
		sum += alone;
	if (p->slipped)
		sum += p->x->unit == BW_UNIT_COUNT ? slip_count : slip_unit;
	if (p->x->start < OPENING_BYTES && p->y->start < OPENING_BYTES)
		sum += opening;
	if (p->y->corrects || (p->told && p->told->corrects))
		sum += corrects;
	if (is_rare_unit(p->x))
		sum += rare_unit;
	if (p->contrasts)
		sum += contrast;
	if (p->x->claimed && p->y->claimed && p->old->source != p->new->source)
		sum += voices;
	return sum + (p->is_foreign && p->x->head && p->x->head == p->y->head ? foreign : 0);
}

/* What the texts say of the two values makes both of them right. */
static bool is_told_change(const struct pair *p, bool is_twin)
{
	if (p->y->changed || other_time(p->x, p->y) || makes_up(p->new, p->y, p->x->value) ||
	    makes_up(p->old, p->x, p->y->value) || beside(p->old, p->x, p->y->value))
		return true;
	if (beside(p->new, p->y, p->x->value) && !p->y->corrects)
		return true;
	if ((p->told && !p->contrasts) || bw_value_held(p->old, p->y, p->y->value, is_twin ? apart_same : apart_exact))
		return true;
	return !p->slipped && !p->contrasts && is_other_case(p->old, p->x, p->new, p->y);
}

static enum verdict judge(const struct bw_told *t, const struct pair *p)
{
	const struct bw_profile_figure *x = p->x, *y = p->y;
	if (refuses(p->new, y, x))
		return CORRECTED;
	bool unlike = words(t, x, y) < (x->claimed && y->claimed ? 0 : some_words);
	bool translated = p->is_foreign && x->head && x->head == y->head;
	if (unlike && !translated && !p->slipped && !p->contrasts && !y->corrects && x->unit == BW_UNIT_COUNT)
		return NONE;
	if (bw_value_is_time(x) && !p->slipped && !same_moment(p))
		return NONE;
	double sum = evidence(t, p), bar = x->unit == BW_UNIT_COUNT ? count_bar : unit_bar;
	if (p->old->source == p->new->source && !p->slipped && !p->contrasts && !y->corrects)
		bar += own_bar;
	bool is_twin = sum > bar + twin;
	if (sum < bar || !(p->slipped || bw_value_like(x, y, is_twin && p->contrasts ? ratio_most : ratio_max)) ||
	    !bw_value_apart(x, y, p->later, is_twin ? apart_same : apart_exact) || is_told_change(p, is_twin))
		return NONE;
	return y->corrects || (p->told && p->told->corrects) ? CORRECTED : CONFLICT;
}

/* ---- over the figures of two articles ---- */

/* Whether a member before this one has the value, roughly, and not that of the other side. */
static bool known_before(const struct bw_told_search *s, size_t before, const struct bw_profile_figure *like,
			 double other)
{
	double share = bw_value_near(like->value, other, apart_exact) ? apart_same : apart_exact;
	for (size_t i = 0; i < before; i++)
		if (bw_value_held(s->told->members[i], like, like->value, share))
			return true;
	return false;
}

static bool listed(const struct bw_told_search *s, double a_value, double b_value)
{
	for (size_t i = 0; i < s->rows.len; i++)
		if (s->rows.ptr[i].a_value == a_value && s->rows.ptr[i].b_value == b_value)
			return true;
	return false;
}

static void put(struct bw_told_search *s, const struct pair *p, enum verdict v)
{
	struct bw_conflict *c = bw_told_row(s, bw_value_is_clock(p->x) ? BW_CONFLICT_DATE : BW_CONFLICT_FIGURE);
	if (!c)
		return;
	c->a_start = p->x->start;
	c->a_end = p->x->end;
	c->b_start = p->y->start;
	c->b_end = p->y->end;
	c->head = p->x->head;
	c->a_value = p->x->value;
	c->b_value = p->y->value;
	c->corrected = v == CORRECTED;
}

static void compare(struct bw_told_search *s, struct pair *p)
{
	const struct bw_profile_figure *x = p->x, *y = p->y;
	if (!same_unit(x, y) || x->denied || y->denied || bw_value_near(x->value, y->value, apart_same))
		return;
	p->told = mention(p->new, x, y);
	p->contrasts = p->told && !p->told->changed && (p->told->claimed || p->told->corrects || y->corrects);
	p->slipped = bw_value_slip(x, y);
	s->series |= other_time(x, y) && evidence(s->told, p) >= count_bar;
	enum verdict v = judge(s->told, p);
	bool own = v == CORRECTED && p->old->source == p->new->source;
	if (v != NONE && !known_before(s, s->member, x, y->value) &&
	    (own || !known_before(s, s->told->n, y, x->value)) && !listed(s, x->value, y->value))
		put(s, p, v);
}

void bw_told_figures(struct bw_told_search *s, const struct bw_profile *old)
{
	enum { LATER = 18 * 3600 };
	struct pair p = {.old = old, .new = s->new, .later = s->new->at - old->at > LATER};
	p.is_foreign = strcmp(old->language, s->new->language) != 0;
	for (uint32_t i = 0; i < old->n_figures; i++) {
		for (uint32_t k = 0; k < s->new->n_figures; k++) {
			p.x = &old->figures[i];
			p.y = &s->new->figures[k];
			compare(s, &p);
		}
	}
}
