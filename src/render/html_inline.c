#include "core/utf8.h"
#include "render/html_part.h"
#include "render/safe.h"

void bw_html_part_text(struct bw_buf *out, struct bw_str s)
{
	for (size_t pos = 0; pos < s.len;) {
		uint32_t c = bw_safe_next(s, &pos);
		switch (c) {
		case '&':
			bw_buf_cstr(out, "&amp;");
			break;
		case '<':
			bw_buf_cstr(out, "&lt;");
			break;
		case '>':
			bw_buf_cstr(out, "&gt;");
			break;
		case '"':
			bw_buf_cstr(out, "&quot;");
			break;
		case '\'':
			bw_buf_cstr(out, "&#39;");
			break;
		default:
			bw_utf8_put(out, c);
		}
	}
}

static void put_attribute(struct bw_buf *out, const char *name, struct bw_str value)
{
	bw_buf_printf(out, " %s=\"", name);
	bw_html_part_text(out, value);
	bw_buf_char(out, '"');
}

static void put_href(struct bw_buf *out, const struct bw_page *page, struct bw_str href)
{
	struct bw_buf address;

	bw_buf_init(&address, 1 << 16);
	bw_safe_put_address(&address, page, href, ".html");
	put_attribute(out, "href", bw_buf_view(&address));
	if (bw_safe_link_kind(href) == BW_LINK_WEB)
		bw_buf_cstr(out, " rel=\"external noopener noreferrer\"");
	bw_buf_release(&address);
}

/* The article page, at the statement that begins where the cited words begin. */
static void put_cite_href(struct bw_buf *out, const struct bw_page *page, const struct bw_cite *c)
{
	bw_buf_cstr(out, " href=\"");
	bw_safe_put_up(out, page);
	bw_buf_printf(out, "articles/%016llx.html", (unsigned long long)c->article);
	if (c->field == BW_CITE_TEXT)
		bw_buf_printf(out, "#s%u", c->start);
	bw_buf_char(out, '"');
}

/* What stands behind a sentence, for the eye (title) and for programs (data-cite). */
static void put_citation(struct bw_buf *out, const struct bw_inline *i)
{
	const struct bw_cite *c = &i->cites[0];
	const char *field = c->field == BW_CITE_TITLE ? "title" : "text";

	bw_buf_printf(out, " data-cite=\"%016llx:%s:%u-%u\" title=\"Bytes %u to %u of the archived %s",
		      (unsigned long long)c->article, field, c->start, c->end, c->start, c->end, field);
	for (int bit = 0; bw_trim_name(bit); bit++)
		if (i->trims & 1u << bit)
			bw_buf_printf(out, ", %s off", bw_trim_name(bit));
	if (i->trims) {
		bw_buf_cstr(out, ": ");
		bw_html_part_text(out, c->quote);
	}
	bw_buf_char(out, '"');
}

static void put_marked(struct bw_buf *out, const struct bw_inline *i, bool anchored)
{
	size_t from, to;

	if (!anchored || !bw_safe_anchor(i, &from, &to)) {
		bw_html_part_text(out, i->text);
		return;
	}
	bw_html_part_text(out, bw_str_sub(i->text, 0, from));
	bw_buf_cstr(out, "<mark>");
	bw_html_part_text(out, bw_str_sub(i->text, from, to - from));
	bw_buf_cstr(out, "</mark>");
	bw_html_part_text(out, bw_str_from_pos(i->text, to));
}

static void put_cited(struct bw_buf *out, const struct bw_page *page, const struct bw_inline *i, bool anchored)
{
	if (!i->n_cites) {
		put_marked(out, i, false);
		return;
	}
	bw_buf_printf(out, "<a class=\"%s\"", i->kind == BW_INLINE_TITLE ? "headline" : "said");
	if (i->href.len)
		put_href(out, page, i->href);
	else
		put_cite_href(out, page, &i->cites[0]);
	put_citation(out, i);
	bw_buf_char(out, '>');
	put_marked(out, i, anchored);
	bw_buf_cstr(out, "</a>");
}

static void put_linked(struct bw_buf *out, const struct bw_page *page, const struct bw_inline *i, const char *class)
{
	bool linked = bw_safe_link_kind(i->href) != BW_LINK_NONE;

	bw_buf_printf(out, linked ? "<a class=\"%s\"" : "<span class=\"%s\"", class);
	if (linked)
		put_href(out, page, i->href);
	bw_buf_char(out, '>');
	bw_html_part_text(out, i->text);
	bw_buf_cstr(out, linked ? "</a>" : "</span>");
}

static void put_inline(struct bw_buf *out, const struct bw_page *page, const struct bw_inline *i, bool anchored)
{
	switch (i->kind) {
	case BW_INLINE_TEXT:
		bw_html_part_text(out, i->text);
		break;
	case BW_INLINE_SENTENCE:
	case BW_INLINE_TITLE:
		put_cited(out, page, i, anchored);
		break;
	case BW_INLINE_SOURCE:
		put_linked(out, page, i, "source");
		break;
	case BW_INLINE_LINK:
		put_linked(out, page, i, "link");
		break;
	case BW_INLINE_STATUS:
		bw_buf_cstr(out, "<span class=\"status\">");
		bw_html_part_text(out, i->text);
		bw_buf_cstr(out, "</span>");
		break;
	case BW_INLINE_ID:
		bw_buf_cstr(out, "<span class=\"id\">");
		bw_html_part_text(out, i->text);
		bw_buf_cstr(out, "</span>");
		break;
	case BW_INLINE_MARK:
		bw_buf_cstr(out, "<span class=\"mark\">");
		bw_html_part_text(out, i->text);
		bw_buf_cstr(out, "</span>");
		break;
	}
}

void bw_html_part_cell(struct bw_buf *out, const struct bw_page *page, const struct bw_inline *i)
{
	put_inline(out, page, i, false);
}

void bw_html_part_inlines(struct bw_buf *out, const struct bw_page *page, const struct bw_block *b, size_t from,
			  bool anchored)
{
	for (size_t i = from; i < b->inlines.len; i++) {
		if (i > from && bw_safe_joins(&b->inlines.ptr[i - 1], &b->inlines.ptr[i]))
			bw_buf_char(out, ' ');
		put_inline(out, page, &b->inlines.ptr[i], anchored);
	}
}
