#include "core/utf8.h"
#include "golden.h"
#include "render/render.h"
#include "render/safe.h"

static struct bw_str rendered(struct bw_arena *a, const struct bw_renderer *r, const struct bw_page *p,
			      struct bw_render_options o)
{
	struct bw_buf b;
	struct bw_str s;

	bw_buf_init(&b, 1 << 22);
	r->render(p, &o, &b);
	s = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return s;
}

static int columns_of(struct bw_str line)
{
	int n = 0;

	for (size_t pos = 0; pos < line.len;)
		n += bw_safe_width(bw_utf8_next(line, &pos));
	return n;
}

/* Plain text at any width: no line is wider, none ends in a space. */
static void test_widths(struct bw_arena *a, const struct bw_page *p)
{
	for (int columns = 20; columns <= 140; columns += 15) {
		struct bw_str text = rendered(a, &bw_render_terminal, p,
					      (struct bw_render_options){.columns = columns}),
			      line;
		int wide = 0, spaces = 0;
		while (bw_str_split(&text, '\n', &line)) {
			wide += columns_of(line) > columns;
			spaces += bw_str_ends(line, BW_STR(" "));
		}
		tap_ok(!wide && !spaces, "%d columns: %d lines too wide, %d end in a space", columns, wide, spaces);
	}
}

static size_t count(struct bw_str s, const char *part)
{
	size_t n = 0;

	for (size_t at = 0; (at = bw_str_find(s, bw_str_from(part), at)) != BW_NPOS; at++)
		n++;
	return n;
}

static void test_harmless(struct bw_arena *a, const struct bw_page *p)
{
	struct bw_str html = rendered(a, &bw_render_html, p, (struct bw_render_options){0});
	struct bw_str plain = rendered(a, &bw_render_terminal, p, (struct bw_render_options){0});
	struct bw_str md = rendered(a, &bw_render_markdown, p, (struct bw_render_options){0});

	tap_int((long long)count(html, "<script"), 0, "text from outside makes no element");
	tap_int((long long)count(html, "javascript:"), 0, "and no script address");
	tap_int((long long)(count(html, "\xE2\x80\xAE") + count(plain, "\xE2\x80\xAE") + count(md, "\xE2\x80\xAE")), 0,
		"no override turns the text round");
	tap_int((long long)count(plain, "\033"), 0, "plain text has no escape sequence");
	tap_int((long long)count(md, "](http://evil"), 0, "text from outside makes no link in Markdown");
	tap_int((long long)count(html, "href=\"/"), 0, "every link is relative");
	tap_ok(count(html, "data-cite=") >= 8, "sentences carry their citation: %zu", count(html, "data-cite="));
}

static void test_controls(struct bw_arena *a)
{
	struct bw_page p = {.path = BW_STR("index"), .title = BW_STR("t\x01")};
	struct bw_str s, evil = BW_STR("a\033[2Jb\x07 c\r\nd \xC2\x9B e \xE2\x81\xA6 f\xFF");

	bw_block_inline(a, bw_page_block(a, &p, BW_BLOCK_PARAGRAPH), BW_INLINE_TEXT, evil);
	s = rendered(a, &bw_render_terminal, &p, (struct bw_render_options){0});
	tap_ok(!count(s, "\033") && !count(s, "\x07") && !count(s, "\r") && !count(s, "\xC2\x9B"),
	       "a terminal gets no control character");
	tap_ok(bw_utf8_valid(s), "and well-formed UTF-8");
	s = rendered(a, &bw_render_html, &p, (struct bw_render_options){0});
	tap_ok(!count(s, "\033") && !count(s, "\x01") && bw_utf8_valid(s), "nor does a browser");
}

static void test_long_word(struct bw_arena *a)
{
	struct bw_page p = {.path = BW_STR("index")};
	char *word = bw_arena_alloc(a, 5001), *marks = bw_arena_alloc(a, 8002);
	struct bw_str s, line;
	int wide = 0;

	memset(word, 'x', 5000);
	for (size_t i = 0; i < 8000; i += 2)
		memcpy(marks + i, "\xCC\x81", 2);
	bw_block_inline(a, bw_page_block(a, &p, BW_BLOCK_PARAGRAPH), BW_INLINE_TEXT, (struct bw_str){word, 5000});
	bw_block_inline(a, bw_page_block(a, &p, BW_BLOCK_QUOTE), BW_INLINE_TEXT, (struct bw_str){marks, 8000});
	s = rendered(a, &bw_render_terminal, &p, (struct bw_render_options){.columns = 40});
	tap_int((long long)count(s, "x"), 5000, "a word without end loses nothing");
	while (bw_str_split(&s, '\n', &line))
		wide += columns_of(line) > 40;
	tap_int(wide, 0, "and is cut at the width");
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_page page;
	struct bw_str json = BW_STR("");
	struct bw_err err = {0};

	bw_arena_init(&a);
	if (argc < 2 || bw_file_read(&a, bw_arena_printf(&a, "%s/page.json", argv[1]).ptr, 1 << 20, &json, &err) ||
	    bw_page_read_json(&a, json, &page, &err)) {
		printf("Bail out! %s\n", err.msg);
		return 1;
	}
	golden_is(&a, argv[1], "page.txt", rendered(&a, &bw_render_terminal, &page, (struct bw_render_options){0}));
	golden_is(&a, argv[1], "page.ansi",
		  rendered(&a, &bw_render_terminal, &page, (struct bw_render_options){.colour = true, .columns = 60}));
	golden_is(&a, argv[1], "page.html", rendered(&a, &bw_render_html, &page, (struct bw_render_options){0}));
	golden_is(&a, argv[1], "page.md", rendered(&a, &bw_render_markdown, &page, (struct bw_render_options){0}));
	tap_str(rendered(&a, &bw_render_json, &page, (struct bw_render_options){0}), bw_str_trim(json),
		"JSON is the tree");
	tap_ok(bw_renderer_find(BW_STR("markdown")) == &bw_render_markdown && !bw_renderer_find(BW_STR("pdf")),
	       "renderers are found by name");
	test_widths(&a, &page);
	test_harmless(&a, &page);
	test_controls(&a);
	test_long_word(&a);
	bw_arena_release(&a);
	return tap_done();
}
