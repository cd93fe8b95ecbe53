#include "render/html_part.h"
#include "render/render.h"
#include "render/safe.h"

struct writing {
	const struct bw_page *page;
	struct bw_str site;
	struct bw_buf *out;
};

/* ---- blocks ---- */

static void put_block(struct writing *w, const struct bw_block *b);

static void put_children(struct writing *w, const struct bw_block *b)
{
	for (size_t i = 0; i < b->children.len; i++)
		put_block(w, b->children.ptr[i]);
}

static void put_section(struct writing *w, const struct bw_block *b)
{
	bw_buf_cstr(w->out, b->role == BW_ROLE_COVERAGE ? "<footer" : "<section");
	if (b->role != BW_ROLE_NONE)
		bw_buf_printf(w->out, " class=\"%s\"", bw_role_name(b->role));
	if (b->ref)
		bw_buf_printf(w->out, " data-ref=\"%016llx\"", (unsigned long long)b->ref);
	bw_buf_cstr(w->out, ">\n");
	put_children(w, b);
	bw_buf_cstr(w->out, b->role == BW_ROLE_COVERAGE ? "</footer>\n" : "</section>\n");
}

static void put_heading(struct writing *w, const struct bw_block *b)
{
	int level = b->level < 1 ? 2 : b->level;

	bw_buf_printf(w->out, "<h%d>", level);
	bw_html_part_inlines(w->out, w->page, b, 0, false);
	bw_buf_printf(w->out, "</h%d>\n", level);
}

static void put_element(struct writing *w, const struct bw_block *b, const char *open, const char *close)
{
	bw_buf_cstr(w->out, open);
	bw_html_part_inlines(w->out, w->page, b, 0, false);
	put_children(w, b);
	bw_buf_cstr(w->out, close);
}

/* The sentence, and under it what it is: status, outlet, stance. On the article's own page it is what citations lead
 * to. */
static void put_quote(struct writing *w, const struct bw_block *b)
{
	const struct bw_inline *first = b->inlines.len ? &b->inlines.ptr[0] : NULL;
	struct bw_block said = *b;

	bw_buf_printf(w->out, "<blockquote class=\"%s\"", b->role == BW_ROLE_AGAINST ? "against" : "for");
	if (first && first->n_cites && w->page->type == BW_PAGE_SOURCE_ARTICLE)
		bw_buf_printf(w->out, " id=\"s%u\"", first->cites[0].start);
	bw_buf_cstr(w->out, "><p>");
	said.inlines.len = first ? 1 : 0;
	bw_html_part_inlines(w->out, w->page, &said, 0, true);
	bw_buf_cstr(w->out, "</p>");
	if (b->inlines.len > 1) {
		bw_buf_cstr(w->out, "<footer>");
		bw_html_part_inlines(w->out, w->page, b, 1, false);
		bw_buf_cstr(w->out, "</footer>");
	}
	bw_buf_cstr(w->out, "</blockquote>\n");
}

static void put_fact(struct writing *w, const struct bw_block *b)
{
	bw_buf_cstr(w->out, "<div><dt>");
	if (b->inlines.len)
		bw_html_part_text(w->out, b->inlines.ptr[0].text);
	bw_buf_cstr(w->out, "</dt><dd>");
	bw_html_part_inlines(w->out, w->page, b, 1, false);
	bw_buf_cstr(w->out, "</dd></div>\n");
}

static void put_row(struct writing *w, const struct bw_block *b, const char *cell)
{
	bw_buf_cstr(w->out, "<tr>");
	for (size_t i = 0; i < b->inlines.len; i++) {
		bw_buf_printf(w->out, "<%s>", cell);
		bw_html_part_cell(w->out, w->page, &b->inlines.ptr[i]);
		bw_buf_printf(w->out, "</%s>", cell);
	}
	bw_buf_cstr(w->out, "</tr>\n");
}

static void put_table(struct writing *w, const struct bw_block *b)
{
	bw_buf_cstr(w->out, "<table>\n");
	for (size_t i = 0; i < b->children.len; i++)
		put_row(w, b->children.ptr[i], i ? "td" : "th");
	bw_buf_cstr(w->out, "</table>\n");
}

static void put_block(struct writing *w, const struct bw_block *b)
{
	switch (b->kind) {
	case BW_BLOCK_SECTION:
		put_section(w, b);
		break;
	case BW_BLOCK_HEADING:
		put_heading(w, b);
		break;
	case BW_BLOCK_PARAGRAPH:
		put_element(w, b, "<p>", "</p>\n");
		break;
	case BW_BLOCK_NOTE:
		put_element(w, b, "<p class=\"note\">", "</p>\n");
		break;
	case BW_BLOCK_LIST:
		put_element(w, b, "<ul>\n", "</ul>\n");
		break;
	case BW_BLOCK_ITEM:
		put_element(w, b, "<li>", "</li>\n");
		break;
	case BW_BLOCK_FACTS:
		put_element(w, b, "<dl>\n", "</dl>\n");
		break;
	case BW_BLOCK_FACT:
		put_fact(w, b);
		break;
	case BW_BLOCK_QUOTE:
		put_quote(w, b);
		break;
	case BW_BLOCK_CHART:
		bw_html_part_chart(w->out, b);
		break;
	case BW_BLOCK_TABLE:
		put_table(w, b);
		break;
	case BW_BLOCK_ROW: /* outside a table */
		put_element(w, b, "<p>", "</p>\n");
		break;
	}
}

/* ---- the page around them ---- */

static void put_link_tag(struct writing *w, const char *type, const char *extension)
{
	size_t slash = bw_str_rfind_char(w->page->path, '/');

	bw_buf_printf(w->out, "<link rel=\"alternate\" type=\"%s\" href=\"", type);
	bw_html_part_text(w->out, bw_str_from_pos(w->page->path, slash == BW_NPOS ? 0 : slash + 1));
	bw_buf_printf(w->out, "%s\">\n", extension);
}

static void put_head(struct writing *w)
{
	bw_buf_cstr(w->out,
		    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		    "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'; object-src 'none'; "
		    "base-uri 'none'; form-action 'self'\">\n"
		    "<meta name=\"referrer\" content=\"no-referrer\">\n"
		    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	bw_html_part_text(w->out, w->page->title);
	bw_buf_cstr(w->out, " \xC2\xB7 ");
	bw_html_part_text(w->out, w->site);
	bw_buf_cstr(w->out, "</title>\n<link rel=\"stylesheet\" href=\"");
	bw_safe_put_up(w->out, w->page);
	bw_buf_cstr(w->out, "style.css\">\n");
	put_link_tag(w, "text/markdown", ".md");
	put_link_tag(w, "application/json", ".json");
	bw_buf_cstr(w->out, "</head>\n");
}

static void put_site_link(struct writing *w, const char *class, const char *path, struct bw_str text)
{
	bw_buf_printf(w->out, "<a class=\"%s\" href=\"", class);
	bw_safe_put_up(w->out, w->page);
	bw_buf_printf(w->out, "%s.html\">", path);
	bw_html_part_text(w->out, text);
	bw_buf_cstr(w->out, "</a>");
}

static void put_masthead(struct writing *w)
{
	bw_buf_printf(w->out, "<body class=\"%s\">\n<header class=\"site\">", bw_page_type_name(w->page->type));
	put_site_link(w, "brand", "index", w->site);
	bw_buf_cstr(w->out, "<nav>");
	put_site_link(w, "nav", "brief/index", BW_STR("Briefs"));
	put_site_link(w, "nav", "signals/index", BW_STR("Signals"));
	put_site_link(w, "nav", "developments/index", BW_STR("Developments"));
	bw_buf_cstr(w->out, "</nav></header>\n<main>\n");
}

static void put_colophon(struct writing *w)
{
	size_t slash = bw_str_rfind_char(w->page->path, '/');
	struct bw_str name = bw_str_from_pos(w->page->path, slash == BW_NPOS ? 0 : slash + 1);
	char at[BW_TIME_TEXT];

	bw_buf_cstr(w->out, "</main>\n<footer class=\"site\"><p>Every sentence leads to the words it was taken from. "
			    "Composed for <time>");
	bw_buf_cstr(w->out, bw_time_iso(w->page->at, at));
	bw_buf_cstr(w->out, "</time>.</p><p>This page as <a rel=\"alternate\" href=\"");
	bw_html_part_text(w->out, name);
	bw_buf_cstr(w->out, ".md\">Markdown</a>, <a rel=\"alternate\" href=\"");
	bw_html_part_text(w->out, name);
	bw_buf_cstr(w->out, ".json\">JSON</a></p></footer>\n</body>\n</html>\n");
}

static void render(const struct bw_page *page, const struct bw_render_options *options, struct bw_buf *out)
{
	struct writing w = {page, options->site_title, out};

	if (!w.site.len)
		w.site = BW_STR("Bellwether");
	put_head(&w);
	put_masthead(&w);
	for (size_t i = 0; i < page->blocks.len; i++)
		put_block(&w, page->blocks.ptr[i]);
	put_colophon(&w);
}

const struct bw_renderer bw_render_html = {"html", ".html", render};
