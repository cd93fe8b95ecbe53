#include "render/render.h"
#include "render/safe.h"
#include "render/table.h"

enum { DEFAULT_COLUMNS = 80, LABEL_COLUMNS = 18 };

struct printing {
	struct bw_wrap wrap;
	struct bw_buf *out;
	const char *indent; /* of what stands in a list item */
	bool blank;         /* the last line is empty */
	bool quoted;        /* the last block was a quote */
	bool plain;         /* a page with many quotes: their anchors are marked by colour or not at all */
};

static void gap(struct printing *p)
{
	if (!p->blank)
		bw_buf_char(p->out, '\n');
	p->blank = true;
}

static void end(struct printing *p)
{
	bw_wrap_end(&p->wrap);
	p->blank = false;
}

/* ---- pieces ---- */

static enum bw_wrap_style style_of(enum bw_inline_kind k, enum bw_wrap_style base)
{
	switch (k) {
	case BW_INLINE_SOURCE:
		return BW_SOURCE;
	case BW_INLINE_STATUS:
		return BW_STATUS;
	case BW_INLINE_LINK:
		return BW_SOURCE;
	case BW_INLINE_MARK:
		return BW_STRONG;
	case BW_INLINE_ID:
		return BW_DIM;
	default:
		return base;
	}
}

static void put_wrapped(struct printing *p, const struct bw_inline *i, const char *open, const char *close)
{
	bw_wrap_text(&p->wrap, bw_str_from(open));
	bw_wrap_text(&p->wrap, i->text);
	bw_wrap_text(&p->wrap, bw_str_from(close));
}

/* With colours the anchor is marked where it stands; without, its words follow, so that the quote stays as it is; not
 * where quote follows quote. */
static void put_anchored(struct printing *p, const struct bw_inline *i, enum bw_wrap_style base)
{
	size_t from, to;

	if (!bw_safe_anchor(i, &from, &to)) {
		bw_wrap_text(&p->wrap, i->text);
		return;
	}
	bw_wrap_text(&p->wrap, bw_str_sub(i->text, 0, from));
	bw_wrap_style(&p->wrap, p->wrap.colour ? BW_ANCHOR : base);
	bw_wrap_text(&p->wrap, bw_str_sub(i->text, from, to - from));
	bw_wrap_style(&p->wrap, base);
	bw_wrap_text(&p->wrap, bw_str_from_pos(i->text, to));
	if (p->wrap.colour || p->plain)
		return;
	bw_wrap_text(&p->wrap, BW_STR(" [anchor: "));
	bw_wrap_text(&p->wrap, bw_str_sub(i->text, from, to - from));
	bw_wrap_text(&p->wrap, BW_STR("]"));
}

static void put_inline(struct printing *p, const struct bw_inline *i, enum bw_wrap_style base, bool anchored)
{
	bw_wrap_style(&p->wrap, style_of(i->kind, base));
	if (i->kind == BW_INLINE_SOURCE)
		put_wrapped(p, i, "(", ")");
	else if (i->kind == BW_INLINE_STATUS || (i->kind == BW_INLINE_MARK && !p->wrap.colour))
		put_wrapped(p, i, "[", "]");
	else if (anchored && i->kind == BW_INLINE_SENTENCE)
		put_anchored(p, i, base);
	else
		bw_wrap_text(&p->wrap, i->text);
}

static void put_inlines(struct printing *p, const struct bw_block *b, size_t from, enum bw_wrap_style base,
			bool anchored)
{
	for (size_t i = from; i < b->inlines.len; i++) {
		if (i > from && bw_safe_joins(&b->inlines.ptr[i - 1], &b->inlines.ptr[i]))
			bw_wrap_space(&p->wrap);
		put_inline(p, &b->inlines.ptr[i], base, anchored);
	}
}

/* ---- blocks ---- */

static void put_rule(struct printing *p, const char *stroke)
{
	for (int i = 0; i < p->wrap.columns; i++)
		bw_buf_cstr(p->out, stroke);
	bw_buf_char(p->out, '\n');
}

static void put_heading(struct printing *p, const struct bw_block *b)
{
	gap(p);
	bw_wrap_begin(&p->wrap, "", "");
	put_inlines(p, b, 0, b->level <= 2 ? BW_STRONG : BW_TITLE, false);
	end(p);
	p->quoted = false;
	if (b->level <= 2)
		put_rule(p, b->level == 1 ? "\xE2\x95\x90" : "\xE2\x94\x80");
}

static void put_paragraph(struct printing *p, const struct bw_block *b, enum bw_wrap_style base)
{
	bw_wrap_begin(&p->wrap, p->indent, p->indent);
	put_inlines(p, b, 0, base, false);
	end(p);
}

static void put_quote(struct printing *p, const struct bw_block *b)
{
	const char *bar = b->role == BW_ROLE_AGAINST ? "\xE2\x95\x8E " : "\xE2\x94\x82 ";

	gap(p);
	bw_wrap_begin(&p->wrap, bar, bar);
	put_inlines(p, b, 0, BW_PLAIN, true);
	end(p);
	p->quoted = true;
}

/* A label and its value in two columns; one after the other where there is no room for two. */
static void put_fact(struct printing *p, const struct bw_block *b)
{
	bool roomy = p->wrap.columns >= 2 * (LABEL_COLUMNS + 2);

	bw_wrap_begin(&p->wrap, "", roomy ? "                    " : "  ");
	if (b->inlines.len)
		put_inline(p, &b->inlines.ptr[0], BW_DIM, false);
	bw_wrap_style(&p->wrap, BW_PLAIN);
	for (int at = p->wrap.column; roomy && b->inlines.len > 1 && at < LABEL_COLUMNS + 1; at++) {
		bw_buf_char(p->out, ' ');
		p->wrap.column++;
	}
	bw_wrap_space(&p->wrap);
	put_inlines(p, b, 1, BW_PLAIN, false);
	end(p);
}

static void put_meter(struct printing *p, double value)
{
	bw_wrap_begin(&p->wrap, p->indent, p->indent);
	bw_wrap_style(&p->wrap, BW_SOURCE);
	for (int i = 0; i < 10; i++)
		bw_wrap_text(&p->wrap, i < (int)(value + 0.5) ? BW_STR("\xE2\x96\xB0") : BW_STR("\xE2\x96\xB1"));
	end(p);
}

static void put_day(struct printing *p, bw_time at)
{
	char day[BW_TIME_TEXT];

	bw_wrap_text(&p->wrap, bw_str_from(bw_time_iso_day(at, day)));
}

/* Eight heights for 0 to 10, between its first and its last day. */
static void put_curve(struct printing *p, const struct bw_block *b)
{
	char bar[4] = "\xE2\x96\x81";

	bw_wrap_begin(&p->wrap, "", "");
	put_day(p, b->points[0].at);
	bw_wrap_space(&p->wrap);
	bw_wrap_style(&p->wrap, BW_SOURCE);
	for (uint32_t i = 0; i < b->n_points; i++) {
		bar[2] = (char)(0x81 + (int)(b->points[i].value * 7 / 10 + 0.5));
		bw_wrap_text(&p->wrap, bw_str_from(bar));
	}
	bw_wrap_space(&p->wrap);
	bw_wrap_style(&p->wrap, BW_PLAIN);
	put_day(p, b->points[b->n_points - 1].at);
	end(p);
}

static void put_block(struct printing *p, const struct bw_block *b);

static void put_children(struct printing *p, const struct bw_block *b)
{
	for (size_t i = 0; i < b->children.len; i++)
		put_block(p, b->children.ptr[i]);
}

static void put_item(struct printing *p, const struct bw_block *b)
{
	p->quoted = false;
	bw_wrap_begin(&p->wrap, "\xE2\x80\xA2 ", "  ");
	put_inlines(p, b, 0, BW_PLAIN, false);
	end(p);
	p->indent = "  ";
	put_children(p, b);
	p->indent = "";
}

static void put_block(struct printing *p, const struct bw_block *b)
{
	switch (b->kind) {
	case BW_BLOCK_SECTION:
		put_children(p, b);
		break;
	case BW_BLOCK_HEADING:
		put_heading(p, b);
		break;
	case BW_BLOCK_PARAGRAPH:
		gap(p);
		put_paragraph(p, b, BW_PLAIN);
		break;
	case BW_BLOCK_NOTE:
		if (p->quoted)
			gap(p);
		p->quoted = false;
		put_paragraph(p, b, BW_DIM);
		break;
	case BW_BLOCK_LIST:
	case BW_BLOCK_FACTS:
		gap(p);
		put_children(p, b);
		break;
	case BW_BLOCK_ITEM:
		put_item(p, b);
		break;
	case BW_BLOCK_TABLE:
		gap(p);
		bw_terminal_table(&p->wrap, b, p->indent);
		p->blank = false;
		break;
	case BW_BLOCK_ROW: /* outside a table */
	case BW_BLOCK_FACT:
		put_fact(p, b);
		break;
	case BW_BLOCK_QUOTE:
		put_quote(p, b);
		break;
	case BW_BLOCK_CHART:
		if (b->n_points == 1)
			put_meter(p, b->points[0].value);
		else if (b->n_points)
			put_curve(p, b);
		break;
	}
}

static void render(const struct bw_page *page, const struct bw_render_options *options, struct bw_buf *out)
{
	struct printing p = {.out = out, .indent = "", .blank = true, .plain = page->type == BW_PAGE_DEVELOPMENT};

	bw_wrap_open(&p.wrap, out, options->columns > 0 ? options->columns : DEFAULT_COLUMNS, options->colour);
	for (size_t i = 0; i < page->blocks.len; i++)
		put_block(&p, page->blocks.ptr[i]);
}

const struct bw_renderer bw_render_terminal = {"terminal", ".txt", render};
