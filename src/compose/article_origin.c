#include "compose/article_origin.h"

#include "compose/fold.h"
#include "compose/timeline.h"

enum { CARRIERS_MAX = 20 };

struct making {
	struct bw_arena *a;
	const struct bw_view *view;
	const struct bw_view_article *x;
};

/* ---- its class ---- */

static int percent(const struct bw_view_article *x)
{
	return (int)((double)x->verdict.containment * 100 + 0.5);
}

static void put_of(const struct making *m, struct bw_block *into)
{
	const struct bw_view_article *of = bw_quote_article(m->view, m->x->verdict.copy_of);

	if (of)
		bw_quote_source(m->a, into, of, BW_STR(""));
}

static void put_own(const struct making *m, struct bw_block *into)
{
	if (m->x->origin.not_held.len)
		bw_block_printf(m->a, into, "Text of %" BW_PRISTR ", which is not among the sources.",
				BW_ARG(m->x->origin.not_held));
	else
		bw_block_inline(m->a, into, BW_INLINE_TEXT, BW_STR("Its own text."));
}

static void put_reprint(const struct making *m, struct bw_block *into)
{
	bw_block_inline(m->a, into, BW_INLINE_TEXT, BW_STR("Reprint of"));
	put_of(m, into);
	bw_block_printf(m->a, into, ", %d%% of the shorter text.", percent(m->x));
}

static void put_rewrite(const struct making *m, struct bw_block *into)
{
	bw_block_inline(m->a, into, BW_INLINE_TEXT, BW_STR("Rewrite of"));
	put_of(m, into);
	if (m->x->notes->credit.len)
		bw_block_printf(m->a, into, ", which credits %" BW_PRISTR, BW_ARG(m->x->notes->credit));
	for (uint32_t i = 0; i < m->x->n_reasons; i++)
		if (m->x->reasons[i].kind == BW_REASON_QUOTE && m->x->reasons[i].value >= 1)
			bw_block_printf(m->a, into, "; %.0f of its quotations are the same", m->x->reasons[i].value);
	if (percent(m->x))
		bw_block_printf(m->a, into, "; %d%% of the shorter text is shared", percent(m->x));
	bw_block_inline(m->a, into, BW_INLINE_TEXT, BW_STR("."));
}

static void put_quotes(const struct making *m, struct bw_block *into)
{
	bw_block_inline(m->a, into, BW_INLINE_TEXT, BW_STR("Its own report; shares quotations with"));
	put_of(m, into);
}

static void put_version(const struct making *m, struct bw_block *into)
{
	bw_block_printf(m->a, into, "%s of", bw_fold_version_words(m->view, m->x));
	put_of(m, into);
}

static void put_class(const struct making *m, struct bw_block *into)
{
	static void (*const put[BW_N_COPY])(const struct making *, struct bw_block *) = {
		[BW_COPY_NONE] = put_own,        [BW_COPY_IDENTICAL] = put_reprint, [BW_COPY_SAME] = put_reprint,
		[BW_COPY_DERIVED] = put_rewrite, [BW_COPY_QUOTES] = put_quotes,     [BW_COPY_VERSION] = put_version,
	};

	put[m->x->verdict.copy](m, into);
	if (m->x->development < m->view->n_developments && m->x->verdict.copy != BW_COPY_NONE)
		bw_timeline_origin(m->a, m->view, &m->view->developments[m->x->development], m->x, into);
}

/* ---- the original of its group ---- */

static bool has_group(const struct making *m)
{
	for (size_t i = 0; i < m->view->n_articles; i++)
		if (&m->view->articles[i] != m->x && m->view->articles[i].verdict.origin == m->x->verdict.origin)
			return true;
	return false;
}

static struct bw_str points_of(struct bw_arena *a, const struct bw_view_article *x)
{
	struct bw_str s = BW_STR("");

	for (uint32_t i = 0; i < x->origin.n_points; i++)
		s = bw_arena_printf(a, "%" BW_PRISTR "%s%s (%+d)", BW_ARG(s), i ? ", " : "",
				    bw_origin_reason_words(x->origin.points[i].reason), x->origin.points[i].points);
	return s;
}

static void put_original(const struct making *m, struct bw_block *facts)
{
	const struct bw_view_article *o = bw_fold_original(m->view, m->x);
	struct bw_str points = points_of(m->a, m->x);
	struct bw_block *f = bw_quote_fact(m->a, facts, "Original");

	if (m->x->origin.not_held.len)
		bw_block_printf(m->a, f, "%" BW_PRISTR ", which is not among the sources; of those that are",
				BW_ARG(m->x->origin.not_held));
	if (o == m->x)
		bw_block_inline(m->a, f, BW_INLINE_TEXT, BW_STR("this article"));
	else if (o)
		bw_quote_source(m->a, f, o, BW_STR(""));
	if (points.len)
		bw_block_printf(m->a, f, ": %" BW_PRISTR, BW_ARG(points));
}

static void put_carriers(const struct making *m, struct bw_block *facts)
{
	struct bw_block *f = bw_quote_fact(m->a, facts, "Also carried by");
	uint32_t n = 0;

	for (size_t i = 0; i < m->view->n_articles; i++) {
		const struct bw_view_article *y = &m->view->articles[i];
		if (y == m->x || y->original || y->verdict.origin != m->x->verdict.origin)
			continue;
		if (n++ < CARRIERS_MAX)
			bw_quote_source(m->a, f, y, BW_STR(""));
	}
	if (n > CARRIERS_MAX)
		bw_block_printf(m->a, f, "and %u more", n - CARRIERS_MAX);
	if (!n)
		facts->children.len--;
}

void bw_article_origin(struct bw_arena *a, const struct bw_view *view, const struct bw_view_article *x,
		       struct bw_page *page)
{
	struct making m = {a, view, x};
	struct bw_block *s = bw_page_block(a, page, BW_BLOCK_SECTION), *facts;

	s->role = BW_ROLE_ORIGIN;
	bw_quote_heading(a, s, 2, "Origin");
	put_class(&m, bw_block_child(a, s, BW_BLOCK_PARAGRAPH));
	if (!has_group(&m) && !x->origin.not_held.len)
		return;
	facts = bw_block_child(a, s, BW_BLOCK_FACTS);
	put_original(&m, facts);
	put_carriers(&m, facts);
}
