#include "compose/moved.h"

#include <stdlib.h>

#include "compose/desk.h"
#include "compose/fit.h"

static bool is_the_desks(const struct bw_annotator *an, const struct bw_desk *desk, const struct bw_signal_state *state)
{
	for (uint32_t i = 0; i < state->n_domains; i++)
		if (bw_desk_follows(desk, bw_domain_name(an, state->domains[i])))
			return true;
	return false;
}

static double how_far(const struct bw_view_signal *s)
{
	int step = s->state.strength.value - s->before.strength.value;
	double weight = s->before.extracted ? abs(step) : 1 + s->state.strength.value / 4.0;

	weight += s->state.strength.contested != s->before.strength.contested ? 2 : 0;
	weight += s->state.extracted > s->before.extracted ? 0.5 * (s->state.extracted - s->before.extracted) : 0;
	return weight;
}

static int by_weight(const void *x, const void *y)
{
	const struct bw_moved *p = x, *q = y;

	if (p->weight != q->weight)
		return p->weight > q->weight ? -1 : 1;
	if (p->signal->state.strength.value != q->signal->state.strength.value)
		return q->signal->state.strength.value - p->signal->state.strength.value;
	return p->signal->signal->id < q->signal->signal->id ? -1 : p->signal->signal->id > q->signal->signal->id;
}

void bw_moved_find(struct bw_arena *a, const struct bw_annotator *an, const struct bw_desk *desk,
		   const struct bw_view *view, struct bw_moved_list *out)
{
	*out = (struct bw_moved_list){0};
	for (size_t i = 0; i < view->n_signals; i++) {
		const struct bw_view_signal *s = &view->signals[i];
		struct bw_moved m = {.signal = s};
		for (uint32_t r = 0; r < s->n_rows; r++)
			if (view->since == BW_TIME_NONE || s->rows[r].decided_at > view->since)
				*BW_PUSH(a, &m.fresh) = r;
		/* A title that leans on its article says less to who has not read it. */
		m.weight = how_far(s) * (bw_fit_fault(s->signal->title) ? 0.5 : 1);
		/* Fading alone is no news: something must have been said. */
		if (m.fresh.len && m.weight > 0 && s->state.extracted && is_the_desks(an, desk, &s->state))
			*BW_PUSH(a, &out->rows) = m;
	}
	if (out->rows.len)
		qsort(out->rows.ptr, out->rows.len, sizeof *out->rows.ptr, by_weight);
}

struct bw_inline *bw_moved_title(struct bw_arena *a, struct bw_block *into, const struct bw_signal *signal)
{
	struct bw_inline *i = bw_block_inline(a, into, BW_INLINE_SENTENCE, signal->title);
	struct bw_cite *c = BW_NEW(a, struct bw_cite);

	c->article = signal->title_article;
	c->field = BW_CITE_TEXT;
	c->start = c->anchor_start = c->anchor_end = signal->title_start;
	c->end = signal->title_end;
	c->quote = signal->title;
	i->cites = c;
	i->n_cites = 1;
	i->href = bw_path_signal(a, signal->id);
	return i;
}

struct bw_span bw_moved_span(const struct bw_evidence *row)
{
	return (struct bw_span){row->start, row->end, row->anchor_start, row->anchor_end};
}

struct bw_str bw_moved_words(struct bw_arena *a, const struct bw_view_signal *s)
{
	struct bw_str origins = bw_quote_count(a, s->state.origins, "independent origin", "independent origins");
	struct bw_str first = bw_quote_day(a, s->state.first_seen);
	int now = s->state.strength.value, before = s->before.strength.value;
	struct bw_str strength;

	if (!s->before.extracted)
		strength = bw_arena_printf(a, "New signal; strength %d of 10", now);
	else if (now != before)
		strength = bw_arena_printf(a, "Strength %d to %d of 10", before, now);
	else
		strength = bw_arena_printf(a, "Strength %d of 10, unchanged", now);
	return bw_arena_printf(a,
			       "%" BW_PRISTR "%s; extracted %u\xC3\x97 from %" BW_PRISTR "; first seen %" BW_PRISTR ".",
			       BW_ARG(strength), s->state.strength.contested ? ", contested" : "", s->state.extracted,
			       BW_ARG(origins), BW_ARG(first));
}
