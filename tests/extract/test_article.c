/* Pages beside what is expected of them: pages/NAME.html and pages/NAME.json. The JSON names what it checks: "kind",
 * fields of the article as bw_article_write_json writes them, and "paragraphs". "from" is the address, "header" the
 * content type, "hint" what the feed said. */
#include "core/file.h"
#include "core/json.h"
#include "extract/article.h"
#include "tap.h"

static const char *const kinds[] = {"article", "index", "error", "empty"};

static struct bw_str paragraphs(struct bw_arena *a, const struct bw_json *list)
{
	struct bw_buf b;
	bw_buf_init(&b, 1 << 20);
	for (size_t i = 0; i < bw_json_len(list); i++) {
		if (i)
			bw_buf_cstr(&b, "\n\n");
		bw_buf_str(&b, bw_json_str(bw_json_at(list, i)));
	}
	struct bw_str s = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return s;
}

static void check_fields(struct bw_arena *a, const char *name, const struct bw_json *want, const struct bw_article *got)
{
	static const char *const fields[] = {"url",       "title",    "author", "publisher",
					     "published", "modified", "lang",   "section"};
	struct bw_buf b;
	const struct bw_json *root;
	char what[200];
	bw_buf_init(&b, 1 << 22);
	bw_article_write_json(got, &b);
	tap_int(bw_json_read(a, bw_buf_copy(&b, a), &root, NULL), 0, "what is written can be read");
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const struct bw_json *v = bw_json_get(want, fields[i]);
		if (!bw_json_is_string(v))
			continue;
		snprintf(what, sizeof what, "%s: %s", name, fields[i]);
		tap_str(bw_json_str(bw_json_get(root, fields[i])), bw_json_str(v), what);
	}
	bw_buf_release(&b);
}

static void check_page(struct bw_arena *a, const char *dir, struct bw_str json_name)
{
	struct bw_str stem = bw_str_sub(json_name, 0, json_name.len - 5), html, text;
	const char *name = bw_arena_cstr(a, stem);
	const struct bw_json *want;
	struct bw_err err = {0};
	struct bw_article got;
	enum bw_page_kind kind;
	if (bw_file_read(a, bw_arena_printf(a, "%s/%s.json", dir, name).ptr, 1 << 20, &text, &err) ||
	    bw_json_read(a, text, &want, &err) ||
	    bw_file_read(a, bw_arena_printf(a, "%s/%s.html", dir, name).ptr, 1 << 20, &html, &err)) {
		tap_ok(0, "%s: %s", name, err.msg);
		return;
	}
	struct bw_str from = bw_json_str(bw_json_get(want, "from"));
	const struct bw_json *said = bw_json_get(want, "hint");
	struct bw_page_hints hints = {.title = bw_json_str(bw_json_get(said, "title")),
				      .author = bw_json_str(bw_json_get(said, "author")),
				      .summary = bw_json_str(bw_json_get(said, "summary")),
				      .published = BW_TIME_NONE};
	bw_time_parse(bw_json_str(bw_json_get(said, "published")), &hints.published);
	int code = bw_article_read(a, html, bw_json_str(bw_json_get(want, "header")),
				   from.len ? from : BW_STR("https://news.example/a/page"), &hints, &got, &kind, &err);
	tap_int(code, 0, name);
	tap_str(bw_str_from(kinds[kind]), bw_json_str(bw_json_get(want, "kind")), "kind of page");
	check_fields(a, name, want, &got);
	if (bw_json_is_array(bw_json_get(want, "paragraphs")))
		tap_str(got.text, paragraphs(a, bw_json_get(want, "paragraphs")), "paragraphs");
	if (!bw_json_is_null(bw_json_get(want, "no_date")))
		tap_ok(got.published == BW_TIME_NONE, "%s: no date is guessed", name);
}

static void check_pages(const char *root)
{
	struct bw_arena a;
	bw_arena_init(&a);
	struct bw_err err = {0};
	const struct bw_str *names;
	size_t n;
	const char *dir = bw_arena_printf(&a, "%s/pages", root).ptr;
	tap_int(bw_file_list(&a, dir, &names, &n, &err), 0, "folder of pages");
	for (size_t i = 0; i < n; i++)
		if (bw_str_ends(names[i], BW_STR(".json")))
			check_page(&a, dir, names[i]);
	bw_arena_release(&a);
}

static void check_plain_text(void)
{
	struct bw_arena a;
	struct bw_article got;
	bw_arena_init(&a);
	bw_article_from_text(&a, BW_STR("A short title\n\nFirst line\nof a paragraph.\n\n\nSecond  one.\n"),
			     BW_STR("file:a.txt"), &got, NULL);
	tap_str(got.title, BW_STR("A short title"), "first line before an empty one is the title");
	tap_str(got.text, BW_STR("First line of a paragraph.\n\nSecond one."), "paragraphs of plain text");
	bw_article_from_text(&a, BW_STR("# Heading\nText right below it."), BW_STR("file:a.md"), &got, NULL);
	tap_str(got.title, BW_STR("Heading"), "a Markdown heading is the title");
	tap_str(got.text, BW_STR("Text right below it."), "and not in the text");
	bw_article_from_text(&a, BW_STR("A sentence that goes on\nover two lines."), BW_STR("file:b.txt"), &got, NULL);
	tap_str(got.title, BW_STR(""), "a paragraph is no title");
	tap_ok(bw_article_from_text(&a, BW_STR("\x89PNG\r\n\x1a\n"), BW_STR("file:c.png"), &got, NULL) == BW_EINPUT,
	       "a picture is no text");
	bw_arena_release(&a);
}

static void check_fragment(void)
{
	struct bw_arena a;
	struct bw_str text;
	bw_arena_init(&a);
	bw_article_text_from_html(
		&a,
		BW_STR("<p>One &amp; two<br>three.</p><ul><li>Point</li></ul>four<br><br>five<script>no()</script>"),
		&text, NULL);
	tap_str(text, BW_STR("One & two three.\n\nPoint\n\nfour\n\nfive"), "paragraphs of a fragment");
	bw_arena_release(&a);
}

int main(int argc, char **argv)
{
	check_pages(argc > 1 ? argv[1] : ".");
	check_plain_text();
	check_fragment();
	return tap_done();
}
