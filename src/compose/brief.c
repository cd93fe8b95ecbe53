#include "compose/brief_write.h"
#include "compose/gate.h"

enum { SHRINKS_MAX = 12, CONSIDERED_MAX = 8 };

struct edition {
	struct bw_arena *a;
	const struct bw_desk *desk;
	const struct bw_view *view;
	struct bw_page *page;
};

static void put_head(const struct edition *e, enum bw_page_type type)
{
	char day[BW_TIME_TEXT];
	struct bw_str date = bw_arena_str(e->a, bw_str_from(bw_time_iso_day(e->view->now, day)));
	struct bw_block *b;

	*e->page = (struct bw_page){.type = type, .at = e->view->now, .desk = e->desk->id};
	e->page->path = bw_path_brief(e->a, e->desk->id, date);
	e->page->title = bw_arena_printf(e->a, "%" BW_PRISTR ", %" BW_PRISTR, BW_ARG(e->desk->name),
					 BW_ARG(bw_quote_day(e->a, e->view->now)));
	b = bw_page_block(e->a, e->page, BW_BLOCK_HEADING);
	b->level = 1;
	bw_block_inline(e->a, b, BW_INLINE_TEXT, e->desk->name);
	b = bw_page_block(e->a, e->page, BW_BLOCK_NOTE);
	bw_block_inline(e->a, b, BW_INLINE_TEXT, bw_quote_day(e->a, e->view->now));
}

/* ---- a silent day ---- */

static void put_considered(const struct edition *e, const struct bw_items *items)
{
	struct bw_block *s = bw_page_block(e->a, e->page, BW_BLOCK_SECTION);
	struct bw_block *list;

	bw_quote_heading(e->a, s, 2, "What was considered");
	list = bw_block_child(e->a, s, BW_BLOCK_LIST);
	for (size_t i = 0; i < items->rows.len && i < CONSIDERED_MAX; i++) {
		const struct bw_item *it = &items->rows.ptr[i];
		const struct bw_view_development *d = &e->view->developments[it->development];
		struct bw_block *item = bw_block_child(e->a, list, BW_BLOCK_ITEM), *note;
		const struct bw_view_article *x = &e->view->articles[bw_development_heading(e->view, d)];
		item->ref = d->id;
		bw_quote_title(e->a, item, x)->href = bw_path_development(e->a, d->id);
		bw_quote_source(e->a, item, x, BW_STR(""));
		note = bw_block_child(e->a, item, BW_BLOCK_NOTE);
		if (it->change == BW_CHANGE_NONE)
			bw_block_printf(e->a, note, "Set aside: %s.", bw_aside_words(it->why, true));
		else
			bw_block_printf(e->a, note, "%s; worth %.2f.", bw_change_words(it->change), it->worth);
	}
}

static void write_silence(const struct edition *e, const struct bw_items *items, const struct bw_gate *gate)
{
	put_head(e, BW_PAGE_SILENCE);
	bw_block_inline(e->a, bw_page_block(e->a, e->page, BW_BLOCK_PARAGRAPH), BW_INLINE_TEXT, gate->reason);
	if (items->rows.len)
		put_considered(e, items);
	bw_brief_write_others(e->a, e->view, e->desk, e->page);
	bw_brief_write_coverage(e->a, e->view, items, NULL, e->page);
}

/* ---- an edition ---- */

static void write_edition(const struct edition *e, const struct bw_items *items, const struct bw_plan *plan)
{
	put_head(e, BW_PAGE_BRIEF);
	bw_brief_write_top(e->a, e->view, plan, e->page);
	bw_brief_write_developments(e->a, e->view, plan, e->page);
	bw_brief_write_signals(e->a, e->view, plan, e->page);
	bw_brief_write_others(e->a, e->view, e->desk, e->page);
	bw_brief_write_coverage(e->a, e->view, items, plan, e->page);
}

/* The plan counts sentences and titles; headings of ours come on top, so the room is made smaller until the page fits.
 */
static void compose_within(const struct edition *e, const struct bw_config *config, const struct bw_items *items,
			   const struct bw_moved_list *moved)
{
	uint32_t limit = (uint32_t)bw_config_int(config, "brief.words"), room = limit;

	for (int i = 0; i < SHRINKS_MAX; i++) {
		struct bw_plan plan;
		uint32_t words;
		bw_plan_make(e->a, config, e->view, items, moved, room, &plan);
		write_edition(e, items, &plan);
		words = bw_page_words(e->page);
		if (words <= limit || room == 0)
			return;
		room = room > words - limit ? room - (words - limit) : 0;
	}
}

void bw_brief_compose(struct bw_arena *a, const struct bw_config *config, const struct bw_annotator *an,
		      const struct bw_desk *desk, const struct bw_view *view, struct bw_page *page,
		      struct bw_gate *gate)
{
	struct edition e = {a, desk, view, page};
	struct bw_moved_list moved;
	struct bw_items items;

	bw_items_weigh(a, an, desk, view, &items);
	bw_gate_decide(a, config, view, &items, gate);
	if (gate->outcome != BW_PUBLISHED) {
		write_silence(&e, &items, gate);
		return;
	}
	bw_moved_find(a, an, desk, view, &moved);
	compose_within(&e, config, &items, &moved);
}
