#include "compose/changed.h"
#include "compose/quote.h"

struct making {
	struct bw_arena *a;
	const struct bw_view *view;
	const struct bw_view_article *x;
};

static void put_fact(const struct making *m, struct bw_block *facts, const char *label, struct bw_str value)
{
	if (value.len)
		bw_block_inline(m->a, bw_quote_fact(m->a, facts, label), BW_INLINE_TEXT, value);
}

static struct bw_str moment(const struct making *m, bw_time t)
{
	char text[BW_TIME_TEXT];

	return t == BW_TIME_NONE ? BW_STR("unknown") : bw_arena_str(m->a, bw_str_from(bw_time_iso(t, text)));
}

static void put_origin(const struct making *m, struct bw_block *facts)
{
	const struct bw_verdict *v = &m->x->verdict;
	const struct bw_view_article *of = v->copy_of ? bw_quote_article(m->view, v->copy_of) : NULL;
	struct bw_block *f = bw_quote_fact(m->a, facts, "Origin");

	if (v->copy == BW_COPY_NONE) {
		bw_block_inline(m->a, f, BW_INLINE_TEXT, BW_STR("its own"));
		return;
	}
	bw_block_printf(m->a, f, "%s, %.0f%% of the shorter text is shared", bw_copy_name(v->copy),
			(double)v->containment * 100);
	if (of)
		bw_quote_source(m->a, f, of, BW_STR(""));
}

static void put_facts(const struct making *m, struct bw_page *page)
{
	const struct bw_article *t = m->x->article;
	struct bw_block *facts = bw_page_block(m->a, page, BW_BLOCK_FACTS);

	put_fact(m, facts, "Outlet", bw_quote_outlet(t));
	put_fact(m, facts, "Author", t->author);
	put_fact(m, facts, "Published", moment(m, t->published));
	put_fact(m, facts, "Read", moment(m, m->x->fetched));
	put_fact(m, facts, "Language", bw_str_from(m->x->notes->language));
	put_fact(m, facts, "Kind", bw_str_from(bw_kind_name(m->x->notes->kind)));
	put_origin(m, facts);
	if (t->url.len)
		bw_quote_link(m->a, bw_quote_fact(m->a, facts, "Address"), t->url, t->url);
	if (m->x->development < m->view->n_developments)
		bw_quote_link(m->a, bw_quote_fact(m->a, facts, "Development"), BW_STR("timeline"),
			      bw_path_development(m->a, m->view->developments[m->x->development].id));
}

static const char *mode_words(enum bw_mode mode)
{
	static const char *const words[] = {
		[BW_MODE_OWN] = "in the outlet's own voice",
		[BW_MODE_DIRECT] = "in quotation marks",
		[BW_MODE_REPORTED] = "reported speech",
	};
	return words[mode];
}

static void put_statement(const struct making *m, struct bw_block *into, const struct bw_statement *s)
{
	struct bw_block *q = bw_block_child(m->a, into, BW_BLOCK_QUOTE);
	struct bw_span span = {s->start, s->end, s->anchor_start, s->anchor_end};

	q->ref = m->x->key;
	bw_quote_sentence(m->a, q, m->x, span, 0);
	bw_quote_status(m->a, q, s->status);
	if (s->speaker >= 0 && (uint32_t)s->speaker < m->x->notes->n_actors)
		bw_block_printf(m->a, q, "%s, %" BW_PRISTR, mode_words(s->mode),
				BW_ARG(m->x->notes->actors[s->speaker].name));
	else
		bw_block_inline(m->a, q, BW_INLINE_TEXT, bw_str_from(mode_words(s->mode)));
}

void bw_article_page(struct bw_arena *a, const struct bw_view *view, const struct bw_view_article *article,
		     struct bw_page *out)
{
	struct making m = {a, view, article};
	struct bw_block *b;

	*out = (struct bw_page){.type = BW_PAGE_SOURCE_ARTICLE, .at = view->now, .title = article->article->title};
	out->path = bw_path_article(a, article->key);
	b = bw_page_block(a, out, BW_BLOCK_HEADING);
	b->level = 1;
	bw_quote_title(a, b, article);
	put_facts(&m, out);
	bw_changed_section(a, view, article, out);
	b = bw_page_block(a, out, BW_BLOCK_SECTION);
	bw_quote_heading(a, b, 2, "Statements");
	if (!article->notes->n_statements)
		bw_block_inline(a, bw_block_child(a, b, BW_BLOCK_PARAGRAPH), BW_INLINE_TEXT,
				BW_STR("Nothing in this text was taken as a statement."));
	for (uint32_t i = 0; i < article->notes->n_statements; i++)
		put_statement(&m, b, &article->notes->statements[i]);
}
