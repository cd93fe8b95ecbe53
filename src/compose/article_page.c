#include "compose/article_origin.h"
#include "compose/changed.h"
#include "compose/fold.h"
#include "compose/related.h"
#include "compose/why.h"

enum { ENTRIES_MAX = 60 };

struct making {
	struct bw_arena *a;
	const struct bw_view *view;
	const struct bw_view_article *x;
};

static const struct bw_view_development *development_of(const struct making *m)
{
	return m->x->development < m->view->n_developments ? &m->view->developments[m->x->development] : NULL;
}

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

static void put_facts(const struct making *m, struct bw_page *page)
{
	const struct bw_article *t = m->x->article;
	struct bw_block *facts = bw_page_block(m->a, page, BW_BLOCK_FACTS);

	bw_quote_article_id(m->a, m->view, m->x->key, bw_quote_fact(m->a, facts, "Article"));
	put_fact(m, facts, "Outlet", bw_quote_outlet(t));
	put_fact(m, facts, "Owner", m->x->owner);
	put_fact(m, facts, "Author", t->author);
	put_fact(m, facts, "Published", moment(m, t->published));
	put_fact(m, facts, "Read", moment(m, m->x->fetched));
	put_fact(m, facts, "Language", bw_str_from(m->x->notes->language));
	put_fact(m, facts, "Kind", bw_str_from(bw_kind_name(m->x->notes->kind)));
	if (t->url.len)
		bw_quote_link(m->a, bw_quote_fact(m->a, facts, "Address"), t->url, t->url);
	if (development_of(m))
		bw_related_title(m->a, m->view, development_of(m)->id, bw_quote_fact(m->a, facts, "Development"));
}

/* ---- what it brought ---- */

static struct bw_block *section(const struct making *m, struct bw_page *page, enum bw_role role, const char *heading)
{
	struct bw_block *s = bw_page_block(m->a, page, BW_BLOCK_SECTION);

	s->role = role;
	bw_quote_heading(m->a, s, 2, heading);
	return s;
}

static struct bw_block *put_sentence(const struct making *m, struct bw_block *list, struct bw_span span,
				     enum bw_status status)
{
	struct bw_block *item = bw_block_child(m->a, list, BW_BLOCK_ITEM);

	span.anchor_end = span.anchor_start;
	bw_quote_sentence(m->a, item, m->x, span, 0);
	bw_quote_status(m->a, item, status);
	return item;
}

static void put_fresh(const struct making *m, struct bw_page *page)
{
	static const char *const none[BW_N_TURN] = {
		[BW_TURN_NEW] = "Which of its sentences were new is not known.",
		[BW_TURN_CONFIRMATION] = "Nothing: another voice tells what was known.",
		[BW_TURN_COLOUR] = "No fact: background, reaction or opinion.",
		[BW_TURN_COPY] = "Nothing: its text was there before.",
	};
	const struct bw_view_article *x = m->x;
	struct bw_block *s = section(m, page, BW_ROLE_NONE, "What was new in it"), *list;
	enum bw_status status;
	struct bw_span span;

	if (x->verdict.turn != BW_TURN_NEW || !x->n_fresh) {
		bw_block_inline(m->a, bw_block_child(m->a, s, BW_BLOCK_PARAGRAPH), BW_INLINE_TEXT,
				bw_str_from(none[x->verdict.turn]));
		return;
	}
	list = bw_block_child(m->a, s, BW_BLOCK_LIST);
	for (uint32_t i = 0; i < x->n_fresh; i++)
		if (bw_fold_fresh(x, i, &span, &status))
			put_sentence(m, list, span, status);
}

static void put_entry(const struct making *m, const struct bw_story_entry *e, struct bw_block *list)
{
	struct bw_block *item, *note;
	struct bw_span span;

	if (!bw_related_entry_span(m->x->notes, e, &span))
		return;
	item = put_sentence(m, list, span, BW_STATUS_NONE);
	note = bw_block_child(m->a, item, BW_BLOCK_NOTE);
	if (!e->development) {
		bw_block_inline(m->a, note, BW_INLINE_TEXT, BW_STR("Belongs to no development that is known."));
		return;
	}
	bw_block_inline(m->a, note, BW_INLINE_TEXT, BW_STR("Tells"));
	bw_related_title(m->a, m->view, e->development, note);
	bw_block_printf(m->a, note, ", likeness %.2f", (double)e->similarity);
}

static void put_entries(const struct making *m, struct bw_page *page)
{
	struct bw_block *list;

	if (!m->x->n_entries)
		return;
	list = bw_block_child(m->a, section(m, page, BW_ROLE_MENTIONS, "Its entries"), BW_BLOCK_LIST);
	for (uint32_t i = 0; i < m->x->n_entries && i < ENTRIES_MAX; i++)
		put_entry(m, &m->x->entries[i], list);
	if (m->x->n_entries > ENTRIES_MAX)
		bw_block_printf(m->a, bw_page_block(m->a, page, BW_BLOCK_NOTE), "and %u more.",
				m->x->n_entries - ENTRIES_MAX);
}

static void put_place(const struct making *m, struct bw_page *page)
{
	const struct bw_view_development *d = development_of(m);
	struct bw_block *s, *p;

	if (!d)
		return;
	s = section(m, page, BW_ROLE_WHY, "Why it stands in its development");
	p = bw_block_child(m->a, s, BW_BLOCK_PARAGRAPH);
	bw_why_decision(m->a, m->view, m->x, p);
	bw_why_short(m->a, m->x, p);
	bw_quote_link(m->a, p, BW_STR("All reasons"), bw_path_why(m->a, d->id));
}

/* ---- statements ---- */

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

/* ---- what other pages quote besides ---- */

/* Every page that quotes a sentence leads here, to the place of that sentence: each has one, and one only. */
struct besides {
	const struct making *m;
	struct bw_page *page;
	struct bw_block *into;
	struct bw_map placed; /* start -> 1 */
};

static void put_besides(struct besides *b, uint32_t start, uint32_t end)
{
	const struct making *m = b->m;
	struct bw_block *q;
	bool is_new;

	bw_map_put(&b->placed, start, &is_new);
	if (!is_new)
		return;
	if (!b->into)
		b->into = section(m, b->page, BW_ROLE_NONE, "Also quoted");
	q = bw_block_child(m->a, b->into, BW_BLOCK_QUOTE);
	q->ref = m->x->key;
	bw_quote_sentence(m->a, q, m->x, (struct bw_span){start, end, 0, 0}, 0);
}

static void put_all_besides(const struct making *m, struct bw_page *page)
{
	struct besides b = {m, page, NULL, {0}};
	const struct bw_view_article *x = m->x;
	enum bw_status status;
	struct bw_span span;

	bw_map_init(&b.placed);
	for (uint32_t i = 0; i < x->notes->n_statements; i++)
		bw_map_put(&b.placed, x->notes->statements[i].start, NULL);
	for (uint32_t i = 0; i < x->n_fresh; i++)
		if (bw_fold_fresh(x, i, &span, &status))
			put_besides(&b, span.start, span.end);
	for (uint32_t i = 0; i < x->n_entries; i++)
		if (bw_related_entry_span(x->notes, &x->entries[i], &span))
			put_besides(&b, span.start, span.end);
	for (size_t i = 0; i < m->view->n_signals; i++) {
		const struct bw_signal *g = m->view->signals[i].signal;
		if (g->title_article == x->key)
			put_besides(&b, g->title_start, g->title_end);
	}
	for (size_t i = 0; i < m->view->n_conflicts; i++) {
		const struct bw_conflict *c = &m->view->conflicts[i];
		if (c->a_article == x->key)
			put_besides(&b, c->a_start, c->a_end);
		if (c->b_article == x->key)
			put_besides(&b, c->b_start, c->b_end);
	}
	bw_map_release(&b.placed);
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
	bw_article_origin(a, view, article, out);
	put_fresh(&m, out);
	put_entries(&m, out);
	put_place(&m, out);
	if (development_of(&m))
		bw_related_links(a, view, development_of(&m), article->at, out);
	bw_changed_section(a, view, article, out);
	b = bw_page_block(a, out, BW_BLOCK_SECTION);
	bw_quote_heading(a, b, 2, "Statements");
	if (!article->notes->n_statements)
		bw_block_inline(a, bw_block_child(a, b, BW_BLOCK_PARAGRAPH), BW_INLINE_TEXT,
				BW_STR("Nothing in this text was taken as a statement."));
	for (uint32_t i = 0; i < article->notes->n_statements; i++)
		put_statement(&m, b, &article->notes->statements[i]);
	put_all_besides(&m, out);
}
