#include <stdlib.h>

#include "compose/moved.h"
#include "compose/pick.h"

enum { ANALYSIS_MAX = 3, NEIGHBOURS_MAX = 4, CHART_MAX = 60 };

struct making {
	struct bw_arena *a;
	const struct bw_annotator *an;
	const struct bw_view *view;
	const struct bw_view_signal *s;
};

/* ---- facts ---- */

static void put_tags(const struct making *m, struct bw_block *fact, const struct bw_str *tags, size_t n)
{
	struct bw_str s = BW_STR("");

	for (size_t i = 0; i < n; i++)
		s = bw_arena_printf(m->a, "%" BW_PRISTR "%s%" BW_PRISTR, BW_ARG(s), i ? " \xC2\xB7 " : "",
				    BW_ARG(tags[i]));
	bw_block_inline(m->a, fact, BW_INLINE_TEXT, s);
}

static void put_tag_facts(const struct making *m, struct bw_block *facts)
{
	const struct bw_signal_state *st = &m->s->state;
	struct bw_str *tags = BW_ARRAY(m->a, struct bw_str, 8 + st->n_domains + st->n_geo);
	const char *natures[8];
	size_t n = bw_nature_names(st->nature, natures);

	for (size_t i = 0; i < n; i++)
		tags[i] = bw_str_from(natures[i]);
	if (n)
		put_tags(m, bw_quote_fact(m->a, facts, "Nature"), tags, n);
	for (size_t i = 0; i < st->n_domains; i++)
		tags[i] = bw_domain_name(m->an, st->domains[i]);
	if (st->n_domains)
		put_tags(m, bw_quote_fact(m->a, facts, "Domain"), tags, st->n_domains);
	for (size_t i = 0; i < st->n_geo; i++)
		tags[i] = bw_str_from(st->geo[i]);
	if (st->n_geo)
		put_tags(m, bw_quote_fact(m->a, facts, "Geography"), tags, st->n_geo);
	if (st->n_actors)
		put_tags(m, bw_quote_fact(m->a, facts, "Key actors"), st->actors, st->n_actors);
}

static void put_facts(const struct making *m, struct bw_page *page)
{
	const struct bw_signal_state *st = &m->s->state;
	struct bw_block *facts = bw_page_block(m->a, page, BW_BLOCK_FACTS);

	bw_block_printf(m->a, bw_quote_fact(m->a, facts, "Strength"), "%d of 10%s", st->strength.value,
			st->strength.contested ? ", contested" : "");
	bw_block_printf(m->a, bw_quote_fact(m->a, facts, "Extracted"), "%u\xC3\x97", st->extracted);
	bw_block_inline(m->a, bw_quote_fact(m->a, facts, "First seen"), BW_INLINE_TEXT,
			bw_quote_day(m->a, st->first_seen));
	bw_block_inline(m->a, bw_quote_fact(m->a, facts, "Last reinforced"), BW_INLINE_TEXT,
			bw_quote_day(m->a, st->last_reinforced));
	bw_block_printf(m->a, bw_quote_fact(m->a, facts, "Evidence"), "%" BW_PRISTR ", %" BW_PRISTR ", %" BW_PRISTR,
			BW_ARG(bw_quote_count(m->a, st->articles, "article", "articles")),
			BW_ARG(bw_quote_count(m->a, st->origins, "independent origin", "independent origins")),
			BW_ARG(bw_quote_count(m->a, st->developments, "development", "developments")));
	put_tag_facts(m, facts);
}

/* ---- analysis ---- */

static double generality(const struct bw_candidate *c)
{
	double v = (double)c->score / 8;

	v += c->frame == BW_FRAME_STRUCTURAL || c->frame == BW_FRAME_CAUSAL ? 1 : 0;
	v += c->frame == BW_FRAME_TREND ? 0.6 : 0;
	v += c->kind == BW_KIND_ANALYSIS ? 0.3 : 0;
	v -= c->hedged ? 0.2 : 0;
	return v;
}

struct ranked {
	uint32_t row;
	double value;
};

static int by_value(const void *x, const void *y)
{
	const struct ranked *p = x, *q = y;

	if (p->value != q->value)
		return p->value > q->value ? -1 : 1;
	return p->row < q->row ? -1 : p->row > q->row;
}

static bool is_said(const struct bw_block *into, struct bw_str quote)
{
	for (size_t i = 0; i < into->inlines.len; i++)
		if (into->inlines.ptr[i].n_cites && bw_str_eq(into->inlines.ptr[i].cites[0].quote, quote))
			return true;
	return false;
}

void bw_signal_analysis(struct bw_arena *a, const struct bw_view *view, const struct bw_view_signal *signal,
			struct bw_block *into)
{
	struct ranked *order = BW_ARRAY(a, struct ranked, signal->n_rows);
	uint32_t n = 0, said = 0;

	for (uint32_t i = 0; i < signal->n_rows; i++)
		if (signal->rows[i].stance == BW_SUPPORTS)
			order[n++] = (struct ranked){i, generality(signal->candidates[i])};
	if (n)
		qsort(order, n, sizeof *order, by_value);
	for (uint32_t i = 0; i < n && said < ANALYSIS_MAX; i++) {
		const struct bw_evidence *e = &signal->rows[order[i].row];
		const struct bw_candidate *c = signal->candidates[order[i].row];
		const struct bw_view_article *x = bw_quote_article(view, e->article);
		if (!x || is_said(into, c->quote) || bw_str_eq(c->quote, signal->signal->title) ||
		    !bw_pick_is_fit(a, x, bw_moved_span(e)))
			continue;
		bw_quote_sentence(a, into, x, bw_moved_span(e), BW_TRIM_DATELINE | BW_TRIM_CONNECTIVE);
		bw_quote_status(a, into, c->status);
		bw_quote_source(a, into, x, BW_STR(""));
		said++;
	}
}

/* ---- evidence ---- */

static bool is_first_of_article(const struct bw_view_signal *s, size_t row)
{
	for (size_t i = 0; i < row; i++)
		if (s->rows[i].article == s->rows[row].article && s->rows[i].stance == s->rows[row].stance)
			return false;
	return true;
}

static void put_article(const struct making *m, size_t first, struct bw_block *into)
{
	const struct bw_evidence *e = &m->s->rows[first];
	const struct bw_view_article *x = bw_quote_article(m->view, e->article);
	struct bw_block *s = bw_block_child(m->a, into, BW_BLOCK_SECTION), *why;

	s->ref = e->article;
	if (!x)
		return;
	bw_quote_title(m->a, bw_quote_heading(m->a, s, 3, NULL), x)->href = bw_path_article(m->a, x->key);
	for (size_t i = first; i < m->s->n_rows; i++)
		if (m->s->rows[i].article == e->article && m->s->rows[i].stance == e->stance)
			bw_quote_block(m->a, s, x, bw_moved_span(&m->s->rows[i]), m->s->candidates[i]->status,
				       BW_TRIM_DATELINE)
				->role = e->stance == BW_CONTRADICTS ? BW_ROLE_AGAINST : BW_ROLE_EVIDENCE;
	if (!e->reasoning.len)
		return;
	why = bw_block_child(m->a, s, BW_BLOCK_NOTE);
	bw_block_inline(m->a, why, BW_INLINE_TEXT, BW_STR("Reasoning from this article:"));
	bw_block_inline(m->a, why, BW_INLINE_TEXT, e->reasoning);
}

/* Rows in the order in which their articles came. */
static uint32_t *by_time(const struct making *m)
{
	uint32_t *order = BW_ARRAY(m->a, uint32_t, m->s->n_rows);

	for (uint32_t i = 0; i < m->s->n_rows; i++) {
		uint32_t at = i;
		for (; at > 0 && m->s->candidates[order[at - 1]]->at > m->s->candidates[i]->at; at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
	return order;
}

static void put_evidence(const struct making *m, struct bw_page *page, enum bw_stance stance, enum bw_role role,
			 const char *heading)
{
	const uint32_t *order = by_time(m);
	struct bw_block *s = NULL;

	for (size_t i = 0; i < m->s->n_rows; i++) {
		if (m->s->rows[order[i]].stance != stance || !is_first_of_article(m->s, order[i]))
			continue;
		if (!s) {
			s = bw_page_block(m->a, page, BW_BLOCK_SECTION);
			s->role = role;
			bw_quote_heading(m->a, s, 2, heading);
		}
		put_article(m, order[i], s);
	}
}

/* ---- strength over time ---- */

static double strength_at(const struct making *m, size_t n, bw_time at)
{
	struct bw_signal_state state;

	bw_signal_state(m->a, m->s->signal, m->s->rows, m->s->candidates, n, at, &state);
	return state.strength.value;
}

/* One point where something was decided, and one for now: between them it can only fade. */
static void put_chart(const struct making *m, struct bw_block *into)
{
	struct bw_block *chart = bw_block_child(m->a, into, BW_BLOCK_CHART);
	struct bw_point *points = BW_ARRAY(m->a, struct bw_point, m->s->n_rows + 1);
	size_t from = m->s->n_rows > CHART_MAX ? m->s->n_rows - CHART_MAX : 0;
	uint32_t n = 0;

	for (size_t i = from; i < m->s->n_rows; i++) {
		bw_time at = m->s->rows[i].decided_at;
		bool last = i + 1 == m->s->n_rows;
		if (last || bw_time_day_start(m->s->rows[i + 1].decided_at) != bw_time_day_start(at))
			points[n++] = (struct bw_point){at, strength_at(m, i + 1, at)};
	}
	if (!n || m->view->now > points[n - 1].at)
		points[n++] = (struct bw_point){m->view->now, m->s->state.strength.value};
	chart->points = points;
	chart->n_points = n;
}

/* Counts as counts, shares with two places. */
static void put_number(struct bw_arena *a, struct bw_block *into, double v)
{
	bool whole = v == (double)(long)v;

	bw_block_printf(a, into, "%.*f", whole ? 0 : 2, v);
}

static void put_strength(const struct making *m, struct bw_page *page)
{
	struct bw_block *s = bw_page_block(m->a, page, BW_BLOCK_SECTION), *facts;
	const struct bw_strength *st = &m->s->state.strength;

	bw_quote_heading(m->a, s, 2, "Strength");
	put_chart(m, s);
	facts = bw_block_child(m->a, s, BW_BLOCK_FACTS);
	for (size_t i = 0; i < st->n_terms; i++) {
		struct bw_block *f = bw_block_child(m->a, facts, BW_BLOCK_FACT);
		bw_block_inline(m->a, f, BW_INLINE_TEXT, st->terms[i].label);
		put_number(m->a, f, st->terms[i].value);
	}
	bw_block_printf(m->a, bw_quote_fact(m->a, facts, "Strength"), "%d of 10", st->value);
}

/* ---- neighbours ---- */

static double nearness(const struct bw_view_signal *x, const struct bw_view_signal *y)
{
	double shared = 0;

	for (size_t i = 0; i < x->n_rows; i++)
		for (size_t k = 0; k < y->n_rows; k++)
			shared += x->rows[i].article == y->rows[k].article ? 2 : 0;
	for (uint32_t i = 0; i < x->state.n_actors; i++)
		for (uint32_t k = 0; k < y->state.n_actors; k++)
			shared += bw_str_eq(x->state.actors[i], y->state.actors[k]) ? 1 : 0;
	return shared;
}

static void put_neighbours(const struct making *m, struct bw_page *page)
{
	struct ranked *order = BW_ARRAY(m->a, struct ranked, m->view->n_signals);
	struct bw_block *s, *list;
	uint32_t n = 0;

	for (uint32_t i = 0; i < m->view->n_signals; i++) {
		const struct bw_view_signal *other = &m->view->signals[i];
		double near = other->signal->id == m->s->signal->id ? 0 : nearness(m->s, other);
		if (near >= 2)
			order[n++] = (struct ranked){i, near};
	}
	if (!n)
		return;
	qsort(order, n, sizeof *order, by_value);
	s = bw_page_block(m->a, page, BW_BLOCK_SECTION);
	bw_quote_heading(m->a, s, 2, "Neighbouring signals");
	list = bw_block_child(m->a, s, BW_BLOCK_LIST);
	for (uint32_t i = 0; i < n && i < NEIGHBOURS_MAX; i++) {
		const struct bw_view_signal *other = &m->view->signals[order[i].row];
		struct bw_block *item = bw_block_child(m->a, list, BW_BLOCK_ITEM);
		item->ref = other->signal->id;
		bw_moved_title(m->a, item, other->signal);
		bw_quote_meter(m->a, item, m->view->now, other->state.strength.value);
	}
}

void bw_signal_page(struct bw_arena *a, const struct bw_annotator *an, const struct bw_view *view,
		    const struct bw_view_signal *signal, struct bw_page *out)
{
	struct making m = {a, an, view, signal};
	struct bw_block *b;

	*out = (struct bw_page){.type = BW_PAGE_SIGNAL, .at = view->now, .title = signal->signal->title};
	out->path = bw_path_signal(a, signal->signal->id);
	b = bw_page_block(a, out, BW_BLOCK_HEADING);
	b->level = 1;
	bw_moved_title(a, b, signal->signal)->href = BW_STR("");
	bw_quote_meter(a, bw_page_block(a, out, BW_BLOCK_SECTION), view->now, signal->state.strength.value);
	put_facts(&m, out);
	b = bw_page_block(a, out, BW_BLOCK_SECTION);
	b->role = BW_ROLE_ANALYSIS;
	bw_quote_heading(a, b, 2, "Analysis");
	bw_signal_analysis(a, view, signal, bw_block_child(a, b, BW_BLOCK_PARAGRAPH));
	if (!b->children.ptr[1]->inlines.len)
		bw_block_inline(a, b->children.ptr[1], BW_INLINE_TEXT,
				BW_STR("No further sentence of the sources states the general case."));
	put_evidence(&m, out, BW_SUPPORTS, BW_ROLE_EVIDENCE, "Evidence by article");
	put_evidence(&m, out, BW_CONTRADICTS, BW_ROLE_AGAINST, "Evidence against");
	put_strength(&m, out);
	put_neighbours(&m, out);
}
