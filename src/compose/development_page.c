#include "compose/disagree.h"
#include "compose/moved.h"
#include "compose/related.h"
#include "compose/standing.h"
#include "compose/timeline.h"

struct making {
	struct bw_arena *a;
	const struct bw_view *view;
	const struct bw_view_development *d;
};

static void put_turns(const struct making *m, struct bw_block *facts)
{
	const struct bw_view_article *last;
	uint32_t n = bw_fold_count_new(m->view, m->d, &last);
	struct bw_block *f;

	if (!n)
		return;
	f = bw_quote_fact(m->a, facts, "Told something new");
	bw_block_printf(m->a, f, "%" BW_PRISTR ", last", BW_ARG(bw_quote_count(m->a, n, "article", "articles")));
	bw_quote_source(m->a, f, last, BW_STR(""));
}

static void put_open(const struct making *m, struct bw_block *facts)
{
	uint32_t open = bw_disagree_count(m->view, m->d->id, false),
		 corrected = bw_disagree_count(m->view, m->d->id, true);

	if (open || corrected)
		bw_block_printf(m->a, bw_quote_fact(m->a, facts, "Contradictions"), "%u open, %u corrected", open,
				corrected);
}

static void put_day(const struct making *m, struct bw_block *facts, const char *label, bw_time t)
{
	bw_block_inline(m->a, bw_quote_fact(m->a, facts, label), BW_INLINE_TEXT, bw_quote_day(m->a, t));
}

/* A moment of the past knows no later edition. */
static void put_told(const struct making *m, struct bw_block *facts)
{
	const struct bw_view_development *d = m->d;
	struct bw_str day = bw_quote_day(m->a, d->told);
	struct bw_block *f;
	char date[BW_TIME_TEXT];

	if (d->told == BW_TIME_NONE || d->told > m->view->now)
		return;
	f = bw_quote_fact(m->a, facts, "Last in a brief");
	if (!d->told_desk.len) {
		bw_block_inline(m->a, f, BW_INLINE_TEXT, day);
		return;
	}
	bw_quote_link(m->a, f, bw_arena_printf(m->a, "%" BW_PRISTR ", %" BW_PRISTR, BW_ARG(d->told_desk), BW_ARG(day)),
		      bw_path_brief(m->a, d->told_desk, bw_str_from(bw_time_iso_day(d->told, date))));
}

static void put_facts(const struct making *m, struct bw_page *page)
{
	struct bw_block *facts = bw_page_block(m->a, page, BW_BLOCK_FACTS);

	bw_quote_development_id(m->a, m->view, m->d->id, bw_quote_fact(m->a, facts, "Development"));
	put_day(m, facts, "First report", m->d->first);
	put_day(m, facts, "Latest report", m->d->last);
	bw_block_printf(m->a, bw_quote_fact(m->a, facts, "Reports"), "%" BW_PRISTR ", %" BW_PRISTR,
			BW_ARG(bw_quote_count(m->a, m->d->n_articles, "article", "articles")),
			BW_ARG(bw_quote_count(m->a, m->d->n_origins, "independent origin", "independent origins")));
	bw_block_inline(m->a, bw_quote_fact(m->a, facts, "Origins"), BW_INLINE_TEXT,
			bw_fold_voices(m->a, m->view, m->d));
	put_turns(m, facts);
	put_open(m, facts);
	put_told(m, facts);
	bw_quote_link(m->a, bw_quote_fact(m->a, facts, "Why these"), BW_STR("what put each article here"),
		      bw_path_why(m->a, m->d->id));
}

/* ---- where it stands ---- */

static void put_standing(const struct making *m, struct bw_page *page)
{
	struct bw_standing st;
	struct bw_block *s;

	if (!bw_standing_find(m->view, m->d, &st))
		return;
	s = bw_page_block(m->a, page, BW_BLOCK_SECTION);
	s->role = BW_ROLE_STANDING;
	bw_quote_heading(m->a, s, 2, "Where it stands");
	bw_quote_block(m->a, s, st.article, st.span, st.status, BW_TRIM_DATELINE)->ref = st.article->key;
}

/* ---- signals ---- */

static bool bears_on(const struct making *m, const struct bw_view_signal *s)
{
	for (size_t i = 0; i < s->n_rows; i++)
		for (uint32_t k = 0; k < m->d->n_articles; k++)
			if (s->rows[i].article == bw_fold_member(m->view, m->d, k)->key)
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
	bw_related_moves(a, view, development, out);
	put_standing(&m, out);
	bw_disagree_sections(a, view, development->id, out);
	bw_timeline_section(a, view, development, out);
	bw_related_links(a, view, development, BW_TIME_NONE, out);
	bw_related_mentions(a, view, development, out);
	put_signals(&m, out);
}
