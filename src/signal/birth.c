#include "core/digest.h"
#include "core/vec.h"
#include "signal/part.h"

/*
 * A signal is born round an article (the hub) that stands near articles of at least two other developments: a star, not
 * a chain, so that all of it is about what the hub is about. The new article must be part of it. Birth asks for more
 * nearness than joining does, since there is less to judge by.
 */
static const double near_floor = 0.18, overlap_most = 0.5;
enum { HUBS_MOST = 12, POINTS_MOST = 6, DEVELOPMENTS_LEAST = 3, SOURCES_LEAST = 2 };

struct star {
	uint32_t hub, docs[POINTS_MOST + 1];
	double cosines[POINTS_MOST + 1];
	size_t n;
	double score;
};

/* One outlet that writes of its own subject again and again is no trend: more outlets than half the articles. */
static bool has_sources(const struct bw_step *step, const struct star *star)
{
	struct bw_doc **docs = step->s->memory.docs;
	size_t sources = 0;
	for (size_t i = 0; i < star->n; i++) {
		bool seen = false;
		for (size_t k = 0; k < i && !seen; k++)
			seen = docs[star->docs[i]]->c.source == docs[star->docs[k]]->c.source;
		sources += !seen;
	}
	return sources >= SOURCES_LEAST && sources * 2 > star->n;
}

static bool star_of(struct bw_step *step, uint32_t hub, struct star *out)
{
	struct bw_near *near;
	size_t n = bw_memory_near(&step->s->memory, step->a, hub, near_floor, &near);
	bool has_new = hub == step->doc;
	*out = (struct star){.hub = hub, .docs = {hub}, .cosines = {1}, .n = 1};
	for (size_t i = 0; i < n && i < POINTS_MOST; i++) {
		out->docs[out->n] = near[i].doc;
		out->cosines[out->n++] = near[i].cosine;
		out->score += near[i].cosine;
		has_new |= near[i].doc == step->doc;
	}
	return has_new && out->n >= DEVELOPMENTS_LEAST && has_sources(step, out);
}

/* Would say again what a living signal says: most developments of one lie in the other, or the same statement founded
 * it. */
static bool covered(struct bw_step *step, const struct star *star)
{
	const struct bw_signals *s = step->s;
	for (uint32_t i = 0; i < s->n_signals; i++) {
		const struct bw_living *l = s->signals[i];
		if (l->dead || l->founder == star->hub) {
			if (l->founder == star->hub)
				return true;
			continue;
		}
		uint32_t shared = 0, other = bw_living_developments(s, l);
		for (size_t k = 0; k < star->n; k++)
			shared += bw_living_has_development(s, l, s->memory.docs[star->docs[k]]->c.development);
		uint32_t least = other < star->n ? other : (uint32_t)star->n;
		if (shared > overlap_most * least)
			return true;
	}
	return false;
}

static int compare(const struct bw_step *step, const struct star *x, const struct star *y)
{
	struct bw_doc **docs = step->s->memory.docs;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	uint64_t a = docs[x->hub]->c.article, b = docs[y->hub]->c.article;
	return a < b ? -1 : a > b;
}

static bool find_star(struct bw_step *step, struct star *best)
{
	struct bw_near *near;
	size_t n = bw_memory_near(&step->s->memory, step->a, step->doc, near_floor, &near);
	bool found = false;
	for (size_t i = 0; i <= n && i < HUBS_MOST; i++) {
		struct star star;
		if (!star_of(step, i ? near[i - 1].doc : step->doc, &star) || covered(step, &star))
			continue;
		if (found && compare(step, &star, best) >= 0)
			continue;
		*best = star;
		found = true;
	}
	return found;
}

static bool is_title(const struct bw_signals *s, const struct bw_candidate *c)
{
	for (uint32_t i = 0; i < s->n_signals; i++) {
		const struct bw_signal *o = &s->signals[i]->signal;
		if (o->title_article == c->article && o->title_start == c->title_start)
			return true;
	}
	return false;
}

/* The fittest words of the group that speak of its topic and are no living signal's title already. */
static const struct bw_candidate *choose_title(struct bw_step *step, const struct star *star,
					       const struct bw_core *core)
{
	const struct bw_candidate *best = NULL;
	double most = 0;
	for (size_t i = 0; i < star->n; i++) {
		const struct bw_candidates *c = &step->s->memory.docs[star->docs[i]]->c;
		for (size_t k = 0; k < c->n; k++) {
			double fit = c->rows[k].title_score + 4 * bw_core_share(core, &c->rows[k]);
			if ((best && fit <= most) || is_title(step->s, &c->rows[k]))
				continue;
			best = &c->rows[k];
			most = fit;
		}
	}
	return best;
}

/* The frame that most chosen statements have (the lower one when two are as common), and the way most of them point. */
static void set_frame(struct bw_step *step, const struct star *star, const struct bw_core *core, struct bw_signal *out)
{
	uint32_t votes[BW_N_FRAME] = {0};
	int direction = 0;
	for (size_t i = 0; i < star->n; i++) {
		const struct bw_doc *d = step->s->memory.docs[star->docs[i]];
		const struct bw_candidate *c = &d->c.rows[bw_core_choose(core, d)];
		votes[c->frame]++;
		direction += c->direction * c->polarity;
	}
	for (int f = 0; f < BW_N_FRAME; f++)
		if (votes[f] > votes[out->frame])
			out->frame = (enum bw_frame)f;
	out->direction = (int8_t)((direction > 0) - (direction < 0));
}

/* In the order in which the articles came, so that the reasoning can count. */
static void sort_points(struct bw_step *step, struct star *star)
{
	struct bw_doc **docs = step->s->memory.docs;
	for (size_t i = 1; i < star->n; i++)
		for (size_t k = i; k > 0; k--) {
			const struct bw_candidates *x = &docs[star->docs[k - 1]]->c, *y = &docs[star->docs[k]]->c;
			if (x->at < y->at || (x->at == y->at && x->article < y->article))
				break;
			uint32_t doc = star->docs[k];
			double cosine = star->cosines[k];
			star->docs[k] = star->docs[k - 1];
			star->cosines[k] = star->cosines[k - 1];
			star->docs[k - 1] = doc;
			star->cosines[k - 1] = cosine;
		}
}

void bw_birth(struct bw_step *step)
{
	struct bw_signals *s = step->s;
	struct star star;
	struct bw_core core;
	if (!find_star(step, &star))
		return;
	bw_core_make(s, step->a, star.docs, star.n, &core);
	const struct bw_doc *hub = s->memory.docs[star.hub];
	const struct bw_candidate *founder = &hub->c.rows[bw_core_choose(&core, hub)];
	const struct bw_candidate *title = choose_title(step, &star, &core);
	title = title ? title : founder;
	const struct bw_candidates *by = &s->memory.docs[step->doc]->c;
	struct bw_signal signal = {.decided_by = by->article,
				   .born = by->at,
				   .title_article = title->article,
				   .title_start = title->title_start,
				   .title_end = title->title_end};
	signal.id = bw_statement_key(founder);
	signal.title =
		bw_str_sub(title->quote, title->title_start - title->start, title->title_end - title->title_start);
	set_frame(step, &star, &core, &signal);
	struct bw_living *l = bw_living_add(s, &signal);
	if (!l)
		return;
	signal.title = bw_arena_str(step->a, signal.title);
	*BW_PUSH(step->a, &step->births) = signal;
	sort_points(step, &star);
	for (size_t i = 0; i < star.n; i++)
		bw_hold(step, l, star.docs[i], star.cosines[i], &core);
}
