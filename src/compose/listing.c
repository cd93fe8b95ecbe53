#include <stdlib.h>

#include "compose/disagree.h"
#include "compose/fold.h"
#include "compose/moved.h"
#include "compose/standing.h"

enum { FRONT_SIGNALS = 5, FRONT_DEVELOPMENTS = 8 };

static void head(struct bw_arena *a, struct bw_page *out, const char *path, const char *title, bw_time at)
{
	struct bw_block *b;

	*out = (struct bw_page){.type = BW_PAGE_LISTING, .at = at};
	out->path = bw_str_from(path);
	out->title = bw_str_from(title);
	b = bw_page_block(a, out, BW_BLOCK_HEADING);
	b->level = 1;
	bw_block_inline(a, b, BW_INLINE_TEXT, out->title);
}

static void nothing(struct bw_arena *a, struct bw_page *out, const char *words)
{
	bw_block_inline(a, bw_page_block(a, out, BW_BLOCK_PARAGRAPH), BW_INLINE_TEXT, bw_str_from(words));
}

/* ---- signals ---- */

static int by_strength(const void *x, const void *y)
{
	const struct bw_view_signal *p = *(const struct bw_view_signal *const *)x;
	const struct bw_view_signal *q = *(const struct bw_view_signal *const *)y;

	if (p->state.strength.value != q->state.strength.value)
		return q->state.strength.value - p->state.strength.value;
	if (p->state.last_reinforced != q->state.last_reinforced)
		return p->state.last_reinforced > q->state.last_reinforced ? -1 : 1;
	return p->signal->id < q->signal->id ? -1 : p->signal->id > q->signal->id;
}

static const struct bw_view_signal **ordered_signals(struct bw_arena *a, const struct bw_view *view)
{
	const struct bw_view_signal **rows = BW_ARRAY(a, const struct bw_view_signal *, view->n_signals + 1);

	for (size_t i = 0; i < view->n_signals; i++)
		rows[i] = &view->signals[i];
	qsort(rows, view->n_signals, sizeof *rows, by_strength);
	return rows;
}

static void put_signal(struct bw_arena *a, const struct bw_view_signal *s, struct bw_block *list)
{
	struct bw_block *item = bw_block_child(a, list, BW_BLOCK_ITEM);

	item->ref = s->signal->id;
	bw_moved_title(a, item, s->signal);
	bw_block_printf(a, bw_block_child(a, item, BW_BLOCK_NOTE),
			"Strength %d%s, extracted %u\xC3\x97, last reinforced %" BW_PRISTR " (%08x)",
			s->state.strength.value, s->state.strength.contested ? ", contested" : "", s->state.extracted,
			BW_ARG(bw_quote_day(a, s->state.last_reinforced)), (unsigned)(s->signal->id >> 32));
	bw_quote_meter(a, item, s->state.last_reinforced, s->state.strength.value);
}

void bw_signals_listing(struct bw_arena *a, const struct bw_annotator *an, const struct bw_view *view,
			struct bw_page *out)
{
	const struct bw_view_signal **rows = ordered_signals(a, view);
	struct bw_block *list;

	(void)an;
	head(a, out, "signals/index", "Signals", view->now);
	if (!view->n_signals) {
		nothing(a, out, "No signal yet: one is born when two developments bear the same proposition out.");
		return;
	}
	list = bw_page_block(a, out, BW_BLOCK_LIST);
	for (size_t i = 0; i < view->n_signals; i++)
		put_signal(a, rows[i], list);
}

/* ---- developments ---- */

static int by_last(const void *x, const void *y)
{
	const struct bw_view_development *p = *(const struct bw_view_development *const *)x;
	const struct bw_view_development *q = *(const struct bw_view_development *const *)y;

	if (p->last != q->last)
		return p->last > q->last ? -1 : 1;
	return p->id < q->id ? -1 : p->id > q->id;
}

static bool is_filler(const struct bw_view *view, const struct bw_view_development *d)
{
	for (uint32_t i = 0; i < d->n_articles; i++)
		if (view->articles[d->articles[i]].notes->kind < BW_KIND_ROUND_UP)
			return false;
	return true;
}

static bool is_listed(const struct bw_view *view, const struct bw_view_development *d)
{
	bool moved = view->since == BW_TIME_NONE || d->last > view->since;
	return moved && d->n_articles && !is_filler(view, d);
}

static size_t ordered_developments(struct bw_arena *a, const struct bw_view *view,
				   const struct bw_view_development ***out)
{
	const struct bw_view_development **rows =
		BW_ARRAY(a, const struct bw_view_development *, view->n_developments + 1);
	size_t n = 0;

	for (size_t i = 0; i < view->n_developments; i++)
		if (is_listed(view, &view->developments[i]))
			rows[n++] = &view->developments[i];
	qsort(rows, n, sizeof *rows, by_last);
	*out = rows;
	return n;
}

/* "3 told something new, latest 7 September 2026", "2 contradictions open". */
static void put_state(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d,
		      struct bw_block *note)
{
	const struct bw_view_article *last;
	uint32_t turns = bw_fold_count_new(view, d, &last), open = bw_disagree_count(view, d->id, false);

	bw_quote_development_id(a, view, d->id, note);
	bw_block_printf(a, note, "%" BW_PRISTR ", %" BW_PRISTR,
			BW_ARG(bw_quote_count(a, d->n_articles, "article", "articles")),
			BW_ARG(bw_quote_count(a, d->n_origins, "independent origin", "independent origins")));
	if (turns > 1)
		bw_block_printf(a, note, ", %u told something new, the last on %" BW_PRISTR, turns,
				BW_ARG(bw_quote_day(a, last->at)));
	bw_block_printf(a, note, "; latest %" BW_PRISTR, BW_ARG(bw_quote_day(a, d->last)));
	if (open)
		bw_block_printf(a, note, "; %" BW_PRISTR,
				BW_ARG(bw_quote_count(a, open, "contradiction open", "contradictions open")));
}

static void put_development(struct bw_arena *a, const struct bw_view *view, const struct bw_view_development *d,
			    struct bw_block *list)
{
	struct bw_block *item = bw_block_child(a, list, BW_BLOCK_ITEM);
	struct bw_standing st;

	item->ref = d->id;
	bw_quote_title(a, item, &view->articles[bw_development_heading(view, d)])->href = bw_path_development(a, d->id);
	if (bw_standing_find(view, d, &st))
		bw_quote_status(a, item, st.status);
	put_state(a, view, d, bw_block_child(a, item, BW_BLOCK_NOTE));
}

void bw_developments_listing(struct bw_arena *a, const struct bw_view *view, struct bw_page *out)
{
	const struct bw_view_development **rows;
	size_t n = ordered_developments(a, view, &rows);
	struct bw_block *list;

	head(a, out, "developments/index", "Developments", view->now);
	if (!n) {
		nothing(a, out, "No development yet.");
		return;
	}
	list = bw_page_block(a, out, BW_BLOCK_LIST);
	for (size_t i = 0; i < n; i++)
		put_development(a, view, rows[i], list);
}

/* ---- editions ---- */

static int by_date(const void *x, const void *y)
{
	const struct bw_edition_row *p = *(const struct bw_edition_row *const *)x;
	const struct bw_edition_row *q = *(const struct bw_edition_row *const *)y;
	int order = bw_str_cmp(q->date, p->date);

	return order ? order : bw_str_cmp(p->desk, q->desk);
}

static void put_edition(struct bw_arena *a, const struct bw_edition_row *r, struct bw_block *list)
{
	struct bw_block *item = bw_block_child(a, list, BW_BLOCK_ITEM);

	bw_quote_link(a, item, r->desk_name.len ? r->desk_name : r->desk, bw_path_brief(a, r->desk, r->date));
	bw_block_inline(a, item, BW_INLINE_TEXT, r->date);
	if (r->outcome != BW_PUBLISHED)
		bw_block_inline(a, bw_block_child(a, item, BW_BLOCK_NOTE), BW_INLINE_TEXT, r->reason);
}

void bw_archive_listing(struct bw_arena *a, const struct bw_edition_row *rows, size_t n, const struct bw_desk *desk,
			bw_time at, struct bw_page *out)
{
	const struct bw_edition_row **order = BW_ARRAY(a, const struct bw_edition_row *, n + 1);
	struct bw_block *list;
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (!desk || bw_str_eq(rows[i].desk, desk->id))
			order[kept++] = &rows[i];
	qsort(order, kept, sizeof *order, by_date);
	head(a, out, "brief/index", "All editions", at);
	if (desk) {
		out->path = bw_arena_printf(a, "brief/%" BW_PRISTR "/index", BW_ARG(desk->id));
		out->title = bw_arena_printf(a, "All editions: %" BW_PRISTR, BW_ARG(desk->name));
		out->desk = desk->id;
		out->blocks.ptr[0]->inlines.ptr[0].text = out->title;
	}
	if (!kept) {
		nothing(a, out, "No edition yet.");
		return;
	}
	list = bw_page_block(a, out, BW_BLOCK_LIST);
	for (size_t i = 0; i < kept; i++)
		put_edition(a, order[i], list);
}

/* ---- the front page ---- */

static const struct bw_edition_row *newest(const struct bw_edition_row *rows, size_t n, const struct bw_desk *desk)
{
	const struct bw_edition_row *best = NULL;

	for (size_t i = 0; i < n; i++)
		if (bw_str_eq(rows[i].desk, desk->id) && (!best || bw_str_cmp(rows[i].date, best->date) > 0))
			best = &rows[i];
	return best;
}

static struct bw_block *front_section(struct bw_arena *a, struct bw_page *out, const char *heading)
{
	struct bw_block *s = bw_page_block(a, out, BW_BLOCK_SECTION);

	bw_quote_heading(a, s, 2, heading);
	return bw_block_child(a, s, BW_BLOCK_LIST);
}

static void put_desks(struct bw_arena *a, const struct bw_desks *desks, const struct bw_edition_row *rows, size_t n,
		      bool published, struct bw_block *list)
{
	for (size_t i = 0; i < desks->n; i++) {
		const struct bw_edition_row *r = newest(rows, n, &desks->rows[i]);
		if (r && (r->outcome == BW_PUBLISHED) == published)
			put_edition(a, r, list);
	}
}

void bw_front_page(struct bw_arena *a, const struct bw_desks *desks, const struct bw_edition_row *rows, size_t n,
		   const struct bw_view *view, struct bw_page *out)
{
	const struct bw_view_signal **signals = ordered_signals(a, view);
	const struct bw_view_development **developments;
	size_t n_developments = ordered_developments(a, view, &developments);
	struct bw_block *list;

	head(a, out, "index", "The desks today", view->now);
	bw_block_inline(a, bw_page_block(a, out, BW_BLOCK_NOTE), BW_INLINE_TEXT, bw_quote_day(a, view->now));
	list = front_section(a, out, "Briefs");
	put_desks(a, desks, rows, n, true, list);
	put_desks(a, desks, rows, n, false, list);
	list = front_section(a, out, "Strongest signals");
	for (size_t i = 0; i < view->n_signals && i < FRONT_SIGNALS; i++)
		put_signal(a, signals[i], list);
	list = front_section(a, out, "Latest developments");
	for (size_t i = 0; i < n_developments && i < FRONT_DEVELOPMENTS; i++)
		put_development(a, view, developments[i], list);
}
