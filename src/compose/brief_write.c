#include "compose/brief_write.h"

#include "compose/disagree.h"
#include "compose/fold.h"
#include "compose/trim.h"

static struct bw_block *section(struct bw_arena *a, struct bw_page *page, enum bw_role role, const char *heading)
{
	struct bw_block *s = bw_page_block(a, page, BW_BLOCK_SECTION);

	s->role = role;
	bw_quote_heading(a, s, 2, heading);
	return s;
}

static void put_pick(struct bw_arena *a, const struct bw_view *view, struct bw_block *into, const struct bw_pick *p)
{
	bw_quote_sentence(a, into, &view->articles[p->article], p->span, BW_TRIM_DATELINE | BW_TRIM_CONNECTIVE);
	bw_quote_status(a, into, p->status);
}

/* ---- top line ---- */

enum { LONG_SENTENCE_WORDS = 28, MOVERS_MAX = 3 };

/* In the Top Line a long sentence gives its closing attribution to the source mark, unless its status hangs on it. */
static void put_top(struct bw_arena *a, const struct bw_view *view, struct bw_block *into, const struct bw_pick *p)
{
	const struct bw_view_article *x = &view->articles[p->article];
	bool plain = p->status == BW_STATUS_NONE || p->status == BW_STATUS_CONFIRMED;
	unsigned trims = BW_TRIM_DATELINE | BW_TRIM_CONNECTIVE, applied;
	struct bw_str moved = BW_STR(""), quote;
	const struct bw_inline *i;

	if (plain && p->words > LONG_SENTENCE_WORDS)
		trims |= BW_TRIM_ATTRIBUTION;
	i = bw_quote_sentence(a, into, x, p->span, trims);
	quote = i->cites[0].quote;
	if (i->trims & BW_TRIM_ATTRIBUTION)
		moved = bw_trim_attribution(bw_trim(a, quote, trims & ~(unsigned)BW_TRIM_ATTRIBUTION, &applied));
	bw_quote_status(a, into, p->status);
	bw_quote_source(a, into, x, moved);
}

void bw_brief_write_top(struct bw_arena *a, const struct bw_view *view, const struct bw_plan *plan,
			struct bw_page *page)
{
	struct bw_block *list = NULL;

	for (uint32_t round = 0; round < BW_PLAN_TOP_MAX; round++)
		for (size_t i = 0; i < plan->n_items; i++) {
			const struct bw_plan_item *it = &plan->items[i];
			struct bw_block *item;
			if (round >= it->n_top)
				continue;
			if (!list)
				list = bw_block_child(a, section(a, page, BW_ROLE_TOP_LINE, "Top Line"), BW_BLOCK_LIST);
			item = bw_block_child(a, list, BW_BLOCK_ITEM);
			item->ref = view->developments[it->item->development].id;
			put_top(a, view, item, &it->top[round]);
		}
}

/* ---- developments ---- */

static void put_counts(struct bw_arena *a, const struct bw_view *view, const struct bw_plan_item *it,
		       struct bw_block *into)
{
	const struct bw_view_development *d = &view->developments[it->item->development];
	struct bw_block *note = bw_block_child(a, into, BW_BLOCK_NOTE);

	bw_block_printf(a, note, "%" BW_PRISTR ", %" BW_PRISTR ": %" BW_PRISTR ".",
			BW_ARG(bw_quote_count(a, d->n_articles, "article", "articles")),
			BW_ARG(bw_quote_count(a, d->n_origins, "independent origin", "independent origins")),
			BW_ARG(bw_fold_voices(a, view, d)));
	if (d->first < view->since)
		bw_block_printf(a, note, "First report %" BW_PRISTR "; new since the last edition: %u.",
				BW_ARG(bw_quote_day(a, d->first)), it->item->n_new);
	bw_quote_link(a, note, BW_STR("Timeline"), bw_path_development(a, d->id));
}

static void put_turn(struct bw_arena *a, const struct bw_view *view, const struct bw_plan_item *it,
		     struct bw_block *into)
{
	const struct bw_view_development *d = &view->developments[it->item->development];
	struct bw_block *note;

	if (it->item->change == BW_CHANGE_NEW)
		return;
	note = bw_block_child(a, into, BW_BLOCK_NOTE);
	bw_block_printf(a, note, "%s since this was told on %" BW_PRISTR, bw_change_words(it->item->change),
			BW_ARG(bw_quote_day(a, d->told)));
	for (uint32_t i = 0; i < d->n_articles; i++) {
		const struct bw_view_article *x = &view->articles[d->articles[i]];
		if (!bw_str_eq(x->article->title, d->told_heading) || !d->told_heading.len)
			continue;
		bw_block_inline(a, note, BW_INLINE_TEXT, BW_STR("under"));
		bw_quote_title(a, note, x);
		return;
	}
}

static bool is_listed(const uint32_t *list, uint32_t n, uint32_t v)
{
	for (uint32_t i = 0; i < n; i++)
		if (list[i] == v)
			return true;
	return false;
}

/* One paragraph an article, its sentences in the order of the text. */
static void put_paragraph(struct bw_arena *a, const struct bw_view *view, const struct bw_plan_item *it,
			  uint32_t article, struct bw_block *into)
{
	struct bw_block *p = bw_block_child(a, into, BW_BLOCK_PARAGRAPH);
	uint32_t after = 0;

	for (;;) {
		const struct bw_pick *next = NULL;
		for (uint32_t i = 0; i < it->n_body; i++) {
			const struct bw_pick *k = &it->body[i];
			bool later = k->article == article && k->span.end > after;
			if (later && (!next || k->span.start < next->span.start))
				next = k;
		}
		if (!next)
			break;
		put_pick(a, view, p, next);
		after = next->span.end;
	}
	bw_quote_source(a, p, &view->articles[article], BW_STR(""));
}

static void put_body(struct bw_arena *a, const struct bw_view *view, const struct bw_plan_item *it,
		     struct bw_block *into)
{
	uint32_t done[BW_PLAN_BODY_MAX], n = 0;

	for (uint32_t i = 0; i < it->n_body; i++) {
		if (is_listed(done, n, it->body[i].article))
			continue;
		put_paragraph(a, view, it, it->body[i].article, into);
		done[n++] = it->body[i].article;
	}
}

static enum bw_status status_at(const struct bw_view_article *x, uint32_t start, uint32_t end)
{
	const struct bw_statement *s = bw_pick_statement(x->notes, start, end);

	return s ? s->status : BW_STATUS_NONE;
}

static void put_conflicts(struct bw_arena *a, const struct bw_view *view, const struct bw_plan_item *it,
			  struct bw_block *into)
{
	for (uint32_t i = 0; i < it->n_conflicts; i++)
		bw_disagree_put(a, view, it->conflicts[i], BW_TRIM_DATELINE | BW_TRIM_CONNECTIVE, into);
}

void bw_brief_write_developments(struct bw_arena *a, const struct bw_view *view, const struct bw_plan *plan,
				 struct bw_page *page)
{
	struct bw_block *all = section(a, page, BW_ROLE_DEVELOPMENTS, "Key Developments");

	for (size_t i = 0; i < plan->n_items; i++) {
		const struct bw_plan_item *it = &plan->items[i];
		struct bw_block *s = bw_block_child(a, all, BW_BLOCK_SECTION);
		s->role = BW_ROLE_DEVELOPMENT;
		s->ref = view->developments[it->item->development].id;
		bw_quote_title(a, bw_quote_heading(a, s, 3, NULL), &view->articles[it->heading])->href =
			bw_path_development(a, s->ref);
		put_turn(a, view, it, s);
		put_body(a, view, it, s);
		put_conflicts(a, view, it, s);
		put_counts(a, view, it, s);
	}
}

/* ---- signals ---- */

static void put_signal_quote(struct bw_arena *a, const struct bw_view *view, const struct bw_view_signal *s,
			     uint32_t row, struct bw_block *into)
{
	const struct bw_evidence *e = &s->rows[row];
	const struct bw_view_article *x = bw_quote_article(view, e->article);
	struct bw_block *q =
		bw_quote_block(a, into, x, bw_moved_span(e), status_at(x, e->start, e->end), BW_TRIM_DATELINE);

	q->role = e->stance == BW_CONTRADICTS ? BW_ROLE_AGAINST : BW_ROLE_EVIDENCE;
	if (e->stance == BW_CONTRADICTS)
		bw_block_inline(a, q, BW_INLINE_TEXT, BW_STR("(evidence against)"));
}

static bool is_quoted(const struct bw_plan_signal *ps, uint32_t row)
{
	for (uint32_t i = 0; i < ps->n_quotes; i++)
		if (ps->moved->signal->rows[ps->quotes[i]].article == ps->moved->signal->rows[row].article)
			return true;
	return false;
}

static bool is_repeated(const struct bw_plan_signal *ps, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (ps->moved->signal->rows[ps->moved->fresh.ptr[i]].article ==
		    ps->moved->signal->rows[ps->moved->fresh.ptr[at]].article)
			return true;
	return false;
}

/* Articles that moved the signal and whose words are told above or left out: by their headlines. */
static void put_movers(struct bw_arena *a, const struct bw_view *view, const struct bw_plan_signal *ps,
		       struct bw_block *into)
{
	for (size_t i = 0, n = 0; i < ps->moved->fresh.len && n < MOVERS_MAX; i++) {
		uint32_t row = ps->moved->fresh.ptr[i];
		const struct bw_evidence *e = &ps->moved->signal->rows[row];
		const struct bw_view_article *x = bw_quote_article(view, e->article);
		struct bw_block *note;
		if (!x || is_quoted(ps, row) || is_repeated(ps, i))
			continue;
		note = bw_block_child(a, into, BW_BLOCK_NOTE);
		bw_block_inline(a, note, BW_INLINE_TEXT,
				e->stance == BW_CONTRADICTS ? BW_STR("Against it:") : BW_STR("Moved by:"));
		bw_quote_title(a, note, x)->href = bw_path_article(a, x->key);
		bw_quote_source(a, note, x, BW_STR(""));
		n++;
	}
}

void bw_brief_write_signals(struct bw_arena *a, const struct bw_view *view, const struct bw_plan *plan,
			    struct bw_page *page)
{
	struct bw_block *all = plan->n_signals ? section(a, page, BW_ROLE_SIGNALS, "Signals & Trends") : NULL;

	for (size_t i = 0; i < plan->n_signals; i++) {
		const struct bw_plan_signal *ps = &plan->signals[i];
		const struct bw_view_signal *vs = ps->moved->signal;
		struct bw_block *s = bw_block_child(a, all, BW_BLOCK_SECTION);
		s->role = BW_ROLE_SIGNAL;
		s->ref = vs->signal->id;
		bw_moved_title(a, bw_quote_heading(a, s, 3, NULL), vs->signal);
		bw_quote_meter(a, s, view->now, vs->state.strength.value);
		bw_block_inline(a, bw_block_child(a, s, BW_BLOCK_NOTE), BW_INLINE_TEXT, bw_moved_words(a, vs));
		for (uint32_t k = 0; k < ps->n_quotes; k++)
			put_signal_quote(a, view, vs, ps->quotes[k], s);
		put_movers(a, view, ps, s);
	}
}

/* ---- other desks ---- */

void bw_brief_write_others(struct bw_arena *a, const struct bw_view *view, const struct bw_desk *desk,
			   struct bw_page *page)
{
	struct bw_block *list = NULL;

	for (size_t i = 0; i < view->n_others; i++) {
		const struct bw_edition_row *r = &view->others[i];
		struct bw_block *item;
		if (bw_str_eq(r->desk, desk->id))
			continue;
		if (!list)
			list = bw_block_child(a, section(a, page, BW_ROLE_NONE, "Other desks"), BW_BLOCK_LIST);
		item = bw_block_child(a, list, BW_BLOCK_ITEM);
		bw_quote_link(a, item, r->desk_name, bw_path_brief(a, r->desk, r->date));
	}
}
