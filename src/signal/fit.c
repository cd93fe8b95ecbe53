#include <math.h>

#include "core/vec.h"
#include "signal/part.h"

/* What a group of articles has in common beyond its happenings: the terms that several of its developments use. */
enum { CORE_TERMS = 40, CORE_DEVELOPMENTS = 2 };
static const float share_weight = 4; /* naming the whole core weighs as much as being quite general */

struct use {
	uint64_t stem, development;
	double weight;
	struct bw_str shown;
	bool in_name;
};
struct uses BW_VEC_FIELDS(struct use);

static int by_use(const void *x, const void *y)
{
	const struct use *a = x, *b = y;
	if (a->stem != b->stem)
		return a->stem < b->stem ? -1 : 1;
	if (a->development != b->development)
		return a->development < b->development ? -1 : 1;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return bw_str_cmp(a->shown, b->shown);
}

static int by_weight(const void *x, const void *y)
{
	const struct bw_core_term *a = x, *b = y;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return a->stem < b->stem ? -1 : a->stem > b->stem;
}

static int by_stem(const void *x, const void *y)
{
	const struct bw_core_term *a = x, *b = y;
	return a->stem < b->stem ? -1 : a->stem > b->stem;
}

/* Uses of one stem, ordered by development, best first: each development counts once. */
static struct bw_core_term gather(const struct use *uses, size_t n)
{
	struct bw_core_term t = {.stem = uses[0].stem, .shown = uses[0].shown, .in_name = uses[0].in_name};
	for (size_t i = 0; i < n; i++) {
		if (i && uses[i].development == uses[i - 1].development)
			continue;
		t.developments++;
		t.weight += uses[i].weight;
	}
	return t;
}

void bw_core_make(struct bw_signals *s, struct bw_arena *a, const uint32_t *docs, size_t n, struct bw_core *out)
{
	struct uses uses = {0};
	for (size_t i = 0; i < n; i++) {
		const struct bw_doc *d = s->memory.docs[docs[i]];
		for (uint32_t k = 0; k < d->c.n_context; k++) {
			const struct bw_context_term *t = &d->c.context[k];
			double w = bw_memory_weight(&s->memory, d, k);
			if (w > 0)
				*BW_PUSH(a, &uses) = (struct use){t->stem, d->c.development, w, t->shown, t->in_name};
		}
	}
	bw_sort(uses.ptr, uses.len, sizeof(*uses.ptr), by_use);
	*out = (struct bw_core){.rows = BW_ARRAY(a, struct bw_core_term, uses.len), .docs = docs, .n_docs = n};
	for (size_t i = 0, end; i < uses.len; i = end) {
		for (end = i + 1; end < uses.len && uses.ptr[end].stem == uses.ptr[i].stem;)
			end++;
		struct bw_core_term t = gather(uses.ptr + i, end - i);
		if (t.developments >= CORE_DEVELOPMENTS)
			out->rows[out->n++] = t;
	}
	bw_sort(out->rows, out->n, sizeof(*out->rows), by_weight);
	out->n = out->n < CORE_TERMS ? out->n : CORE_TERMS;
	for (size_t i = 0; i < out->n; i++)
		out->norm += out->rows[i].weight * out->rows[i].weight;
	out->norm = sqrt(out->norm);
	bw_sort(out->rows, out->n, sizeof(*out->rows), by_stem);
}

double bw_core_share(const struct bw_core *core, const struct bw_candidate *c)
{
	double sum = 0;
	for (size_t i = 0, k = 0; i < core->n && k < c->n_terms;) {
		uint64_t x = core->rows[i].stem, y = c->terms[k].stem;
		if (x == y)
			sum += core->rows[i].weight * core->rows[i].weight * c->terms[k].weight;
		i += x <= y;
		k += y <= x;
	}
	return core->norm > 0 ? sqrt(sum) / core->norm : 0;
}

int bw_core_choose(const struct bw_core *core, const struct bw_doc *d)
{
	int best = -1;
	double most = 0;
	for (size_t i = 0; i < d->c.n; i++) {
		double fit = d->c.rows[i].general + share_weight * bw_core_share(core, &d->c.rows[i]);
		if (best >= 0 && fit <= most)
			continue;
		best = (int)i;
		most = fit;
	}
	return best;
}

static bool general_frame(enum bw_frame f)
{
	return f == BW_FRAME_CAUSAL || f == BW_FRAME_TREND || f == BW_FRAME_STRUCTURAL || f == BW_FRAME_COMPARISON;
}

/*
 * Direction algebra: a statement of the same kind of frame that points the other way speaks against the signal; so does
 * one that is set against what others hold, when it is about the signal's topic. Nothing else does: no sign is no
 * contradiction.
 */
enum bw_stance bw_stance_of(const struct bw_candidate *c, const struct bw_core *core, enum bw_frame frame,
			    int direction)
{
	const double topical = 0.1;
	int sign = c->direction * c->polarity;
	if (bw_core_share(core, c) < topical || c->hedged)
		return BW_SUPPORTS;
	if (sign && direction && sign != direction && general_frame(c->frame) && c->frame == frame)
		return BW_CONTRADICTS;
	return c->refutes ? BW_CONTRADICTS : BW_SUPPORTS;
}
