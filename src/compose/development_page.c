#include "compose/alike.h"
#include "compose/moved.h"
#include "compose/pick.h"

enum { QUOTES_PER_ARTICLE = 4 };

struct making {
	struct bw_arena *a;
	const struct bw_view *view;
	const struct bw_view_development *d;
};

static const struct bw_view_article *member(const struct making *m, uint32_t i)
{
	return &m->view->articles[m->d->articles[i]];
}

static void put_facts(const struct making *m, struct bw_page *page)
{
	struct bw_block *facts = bw_page_block(m->a, page, BW_BLOCK_FACTS);

	bw_block_inline(m->a, bw_quote_fact(m->a, facts, "First report"), BW_INLINE_TEXT,
			bw_quote_day(m->a, m->d->first));
	bw_block_inline(m->a, bw_quote_fact(m->a, facts, "Latest report"), BW_INLINE_TEXT,
			bw_quote_day(m->a, m->d->last));
	bw_block_printf(m->a, bw_quote_fact(m->a, facts, "Reports"), "%" BW_PRISTR ", %" BW_PRISTR,
			BW_ARG(bw_quote_count(m->a, m->d->n_articles, "article", "articles")),
			BW_ARG(bw_quote_count(m->a, m->d->n_origins, "independent origin", "independent origins")));
	if (m->d->told != BW_TIME_NONE)
		bw_block_inline(m->a, bw_quote_fact(m->a, facts, "Last told"), BW_INLINE_TEXT,
				bw_quote_day(m->a, m->d->told));
}

/* ---- timeline ---- */

static bool worth_quoting(const struct bw_statement *s)
{
	return s->score >= 4 || s->status != BW_STATUS_NONE;
}

static void put_statements(const struct making *m, const struct bw_view_article *x, struct bw_block *into)
{
	uint32_t said = 0;

	for (uint32_t i = 0; i < x->notes->n_statements && said < QUOTES_PER_ARTICLE; i++) {
		const struct bw_statement *s = &x->notes->statements[i];
		struct bw_block *q;
		if (!worth_quoting(s))
			continue;
		q = bw_block_child(m->a, into, BW_BLOCK_QUOTE);
		bw_quote_sentence(m->a, q, x, (struct bw_span){s->start, s->end, s->anchor_start, s->anchor_end},
				  BW_TRIM_DATELINE);
		bw_quote_status(m->a, q, s->status);
		said++;
	}
}

static void put_copies(const struct making *m, const struct bw_view_article *x, struct bw_block *into)
{
	struct bw_block *note = NULL;

	for (uint32_t i = 0; i < m->d->n_articles; i++) {
		const struct bw_view_article *y = member(m, i);
		if (y == x || y->original || y->verdict.origin != x->verdict.origin)
			continue;
		if (!note) {
			note = bw_block_child(m->a, into, BW_BLOCK_NOTE);
			bw_block_inline(m->a, note, BW_INLINE_TEXT, BW_STR("Also carried, counted once:"));
		}
		bw_quote_source(m->a, note, y, BW_STR(""));
	}
}

static void put_turn(const struct making *m, const struct bw_view_article *x, struct bw_block *into)
{
	struct bw_block *s = bw_block_child(m->a, into, BW_BLOCK_SECTION), *note;

	s->ref = x->key;
	bw_quote_title(m->a, bw_quote_heading(m->a, s, 4, NULL), x)->href = bw_path_article(m->a, x->key);
	note = bw_block_child(m->a, s, BW_BLOCK_NOTE);
	bw_quote_source(m->a, note, x, BW_STR(""));
	if (x->notes->kind != BW_KIND_NEWS)
		bw_block_inline(m->a, note, BW_INLINE_TEXT, bw_str_from(bw_kind_name(x->notes->kind)));
	put_statements(m, x, s);
	put_copies(m, x, s);
}

static void put_timeline(const struct making *m, struct bw_page *page)
{
	struct bw_block *all = bw_page_block(m->a, page, BW_BLOCK_SECTION), *day = NULL;
	bw_time current = BW_TIME_NONE;

	bw_quote_heading(m->a, all, 2, "Timeline");
	for (uint32_t i = 0; i < m->d->n_articles; i++) {
		const struct bw_view_article *x = member(m, i);
		if (!x->original)
			continue;
		if (!day || bw_time_day_start(x->at) != current) {
			current = bw_time_day_start(x->at);
			day = bw_block_child(m->a, all, BW_BLOCK_SECTION);
			bw_block_inline(m->a, bw_quote_heading(m->a, day, 3, NULL), BW_INLINE_TEXT,
					bw_quote_day(m->a, x->at));
		}
		put_turn(m, x, day);
	}
}

/* ---- contradictions ---- */

static void put_side(const struct making *m, struct bw_block *into, uint64_t article, uint32_t start, uint32_t end)
{
	const struct bw_view_article *x = bw_quote_article(m->view, article);
	const struct bw_statement *s = x ? bw_pick_statement(x->notes, start, end) : NULL;

	if (x)
		bw_quote_block(m->a, into, x, (struct bw_span){start, end, 0, 0}, s ? s->status : BW_STATUS_NONE,
			       BW_TRIM_DATELINE);
}

static void put_conflicts(const struct making *m, struct bw_page *page)
{
	struct bw_block *s = NULL;

	for (size_t i = 0; i < m->view->n_conflicts; i++) {
		const struct bw_conflict *c = &m->view->conflicts[i];
		struct bw_block *pair;
		if (c->development != m->d->id || !bw_alike_conflict(m->view, c))
			continue;
		if (!s) {
			s = bw_page_block(m->a, page, BW_BLOCK_SECTION);
			s->role = BW_ROLE_AGAINST;
			bw_quote_heading(m->a, s, 2, "Figures that differ");
		}
		pair = bw_block_child(m->a, s, BW_BLOCK_SECTION);
		put_side(m, pair, c->a_article, c->a_start, c->a_end);
		put_side(m, pair, c->b_article, c->b_start, c->b_end);
	}
}

/* ---- signals ---- */

static bool bears_on(const struct making *m, const struct bw_view_signal *s)
{
	for (size_t i = 0; i < s->n_rows; i++)
		for (uint32_t k = 0; k < m->d->n_articles; k++)
			if (s->rows[i].article == member(m, k)->key)
				return true;
	return false;
}

static void put_signals(const struct making *m, struct bw_page *page)
{
	struct bw_block *list = NULL;

	for (size_t i = 0; i < m->view->n_signals; i++) {
		const struct bw_view_signal *vs = &m->view->signals[i];
		struct bw_block *item;
		if (!bears_on(m, vs))
			continue;
		if (!list) {
			struct bw_block *s = bw_page_block(m->a, page, BW_BLOCK_SECTION);
			bw_quote_heading(m->a, s, 2, "Signals it bears on");
			list = bw_block_child(m->a, s, BW_BLOCK_LIST);
		}
		item = bw_block_child(m->a, list, BW_BLOCK_ITEM);
		item->ref = vs->signal->id;
		bw_moved_title(m->a, item, vs->signal);
		bw_quote_meter(m->a, item, m->view->now, vs->state.strength.value);
	}
}

void bw_development_page(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *development,
			 struct bw_page *out)
{
	struct making m = {a, view, development};
	const struct bw_view_article *x = &view->articles[bw_development_heading(view, development)];
	struct bw_block *b;

	*out = (struct bw_page){.type = BW_PAGE_DEVELOPMENT, .at = view->now, .title = x->article->title};
	out->path = bw_path_development(a, development->id);
	b = bw_page_block(a, out, BW_BLOCK_HEADING);
	b->level = 1;
	bw_quote_title(a, b, x);
	put_facts(&m, out);
	put_conflicts(&m, out);
	put_timeline(&m, out);
	put_signals(&m, out);
}
