/* CommonMark 0.31. Every character that could begin a construct anywhere is escaped; those that count only at the front
 * of a line are escaped there. */
#include "core/utf8.h"
#include "render/render.h"
#include "render/safe.h"

struct writing {
	const struct bw_page *page;
	struct bw_buf *out;
};

static bool counts_anywhere(uint32_t c)
{
	return c < 0x80 && c && strchr("\\`*_{}[]<>&#|~$!@", (int)c);
}

/* "https://x" and "www.x" become links by themselves in many readers. */
static bool begins_link(struct bw_str s, size_t pos)
{
	struct bw_str rest = bw_str_from_pos(s, pos);

	return bw_str_starts(rest, BW_STR("://")) || (pos >= 3 && rest.len && rest.ptr[0] == '.' &&
						      bw_str_eq_ascii_nocase(bw_str_sub(s, pos - 3, 3), BW_STR("www")));
}

static void put_text(struct writing *w, struct bw_str s, bool at_front)
{
	bool front = at_front, digits = at_front;

	for (size_t pos = 0; pos < s.len;) {
		size_t at = pos;
		uint32_t c = bw_safe_next(s, &pos);
		bool list_mark =
			(front && c && c < 0x80 && strchr("+-=", (int)c)) || (digits && at && (c == '.' || c == ')'));
		if (counts_anywhere(c) || list_mark || begins_link(s, at))
			bw_buf_char(w->out, '\\');
		bw_utf8_put(w->out, c);
		front = false;
		digits = digits && c >= '0' && c <= '9';
	}
}

static void put_address(struct writing *w, struct bw_str href)
{
	struct bw_buf address;

	bw_buf_init(&address, 1 << 16);
	bw_safe_put_address(&address, w->page, href, ".md");
	for (size_t i = 0; i < address.len; i++) {
		unsigned char c = (unsigned char)address.ptr[i];
		if (c <= ' ' || c >= 0x7F || strchr("<>()\\\"", c))
			bw_buf_printf(w->out, "%%%02X", c);
		else
			bw_buf_char(w->out, (char)c);
	}
	bw_buf_release(&address);
}

static void put_link(struct writing *w, struct bw_str text, struct bw_str href)
{
	if (bw_safe_link_kind(href) == BW_LINK_NONE) {
		put_text(w, text, false);
		return;
	}
	bw_buf_char(w->out, '[');
	put_text(w, text, false);
	bw_buf_cstr(w->out, "](");
	put_address(w, href);
	bw_buf_char(w->out, ')');
}

static void put_anchored(struct writing *w, const struct bw_inline *i, bool front)
{
	size_t from, to;

	if (!bw_safe_anchor(i, &from, &to)) {
		put_text(w, i->text, front);
		return;
	}
	put_text(w, bw_str_sub(i->text, 0, from), front);
	bw_buf_cstr(w->out, "**");
	put_text(w, bw_str_sub(i->text, from, to - from), false);
	bw_buf_cstr(w->out, "**");
	put_text(w, bw_str_from_pos(i->text, to), false);
}

static void put_inline(struct writing *w, const struct bw_inline *i, bool front, bool anchored)
{
	switch (i->kind) {
	case BW_INLINE_SOURCE:
		bw_buf_char(w->out, '(');
		put_link(w, i->text, i->href);
		bw_buf_char(w->out, ')');
		break;
	case BW_INLINE_STATUS:
		bw_buf_cstr(w->out, "*\\[");
		put_text(w, i->text, false);
		bw_buf_cstr(w->out, "\\]*");
		break;
	case BW_INLINE_MARK:
		bw_buf_cstr(w->out, "**");
		put_text(w, i->text, false);
		bw_buf_cstr(w->out, "**");
		break;
	case BW_INLINE_ID:
		bw_buf_char(w->out, '`');
		put_text(w, i->text, false);
		bw_buf_char(w->out, '`');
		break;
	case BW_INLINE_SENTENCE:
		if (anchored) {
			put_anchored(w, i, front);
			break;
		}
		/* fall through */
	default:
		if (i->href.len)
			put_link(w, i->text, i->href);
		else
			put_text(w, i->text, front);
	}
}

static void put_inlines(struct writing *w, const struct bw_block *b, size_t from, bool anchored)
{
	for (size_t i = from; i < b->inlines.len; i++) {
		if (i > from && bw_safe_joins(&b->inlines.ptr[i - 1], &b->inlines.ptr[i]))
			bw_buf_char(w->out, ' ');
		put_inline(w, &b->inlines.ptr[i], i == from, anchored);
	}
}

static void put_chart(struct writing *w, const struct bw_block *b)
{
	char day[BW_TIME_TEXT];

	if (b->n_points == 1) {
		bw_buf_printf(w->out, "Strength: %.0f of 10\n\n", b->points[0].value);
		return;
	}
	bw_buf_cstr(w->out, "| day | strength |\n|---|---|\n");
	for (uint32_t i = 0; i < b->n_points; i++)
		bw_buf_printf(w->out, "| %s | %.0f |\n", bw_time_iso_day(b->points[i].at, day), b->points[i].value);
	bw_buf_char(w->out, '\n');
}

static void put_block(struct writing *w, const struct bw_block *b);

static void put_children(struct writing *w, const struct bw_block *b)
{
	for (size_t i = 0; i < b->children.len; i++)
		put_block(w, b->children.ptr[i]);
}

static void put_item(struct writing *w, const struct bw_block *b)
{
	bw_buf_cstr(w->out, "- ");
	put_inlines(w, b, 0, false);
	bw_buf_char(w->out, '\n');
	for (size_t i = 0; i < b->children.len; i++) {
		const struct bw_block *c = b->children.ptr[i];
		if (c->kind != BW_BLOCK_NOTE && c->kind != BW_BLOCK_PARAGRAPH)
			continue;
		bw_buf_cstr(w->out, "  ");
		put_inlines(w, c, 0, false);
		bw_buf_char(w->out, '\n');
	}
}

static void put_fact(struct writing *w, const struct bw_block *b)
{
	bw_buf_cstr(w->out, "- **");
	if (b->inlines.len)
		put_text(w, b->inlines.ptr[0].text, false);
	bw_buf_cstr(w->out, ":** ");
	put_inlines(w, b, 1, false);
	bw_buf_char(w->out, '\n');
}

static void put_row(struct writing *w, const struct bw_block *b)
{
	bw_buf_cstr(w->out, "|");
	for (size_t i = 0; i < b->inlines.len; i++) {
		bw_buf_char(w->out, ' ');
		put_inline(w, &b->inlines.ptr[i], false, false);
		bw_buf_cstr(w->out, " |");
	}
	bw_buf_char(w->out, '\n');
}

/* Figures stand to the right. */
static void put_table(struct writing *w, const struct bw_block *b)
{
	for (size_t i = 0; i < b->children.len; i++) {
		put_row(w, b->children.ptr[i]);
		for (size_t k = 0; !i && k < b->children.ptr[0]->inlines.len; k++)
			bw_buf_cstr(w->out, k ? "---:|" : "|---|");
		if (!i)
			bw_buf_char(w->out, '\n');
	}
	bw_buf_char(w->out, '\n');
}

static void put_lead(struct writing *w, const struct bw_block *b)
{
	if (b->kind == BW_BLOCK_QUOTE)
		bw_buf_cstr(w->out, "> ");
	for (int i = 0; b->kind == BW_BLOCK_HEADING && i < (b->level ? b->level : 2); i++)
		bw_buf_cstr(w->out, i + 1 < (b->level ? b->level : 2) ? "#" : "# ");
}

static void put_block(struct writing *w, const struct bw_block *b)
{
	switch (b->kind) {
	case BW_BLOCK_SECTION:
		put_children(w, b);
		break;
	case BW_BLOCK_LIST:
	case BW_BLOCK_FACTS:
		put_children(w, b);
		bw_buf_char(w->out, '\n');
		break;
	case BW_BLOCK_ITEM:
		put_item(w, b);
		break;
	case BW_BLOCK_FACT:
		put_fact(w, b);
		break;
	case BW_BLOCK_CHART:
		put_chart(w, b);
		break;
	case BW_BLOCK_TABLE:
		put_table(w, b);
		break;
	default:
		put_lead(w, b);
		put_inlines(w, b, 0, b->kind == BW_BLOCK_QUOTE);
		bw_buf_cstr(w->out, "\n\n");
	}
}

static void render(const struct bw_page *page, const struct bw_render_options *options, struct bw_buf *out)
{
	struct writing w = {page, out};

	(void)options;
	for (size_t i = 0; i < page->blocks.len; i++)
		put_block(&w, page->blocks.ptr[i]);
}

const struct bw_renderer bw_render_markdown = {"markdown", ".md", render};
