/* Paragraphs and what they are, of fragments and of plain text (shapes.cases). */
#include "cases.h"
#include "extract/shape.h"

static struct bw_str shown(struct bw_arena *a, const struct bw_article *x)
{
	struct bw_buf b;
	struct bw_str rest = x->text, paragraph;
	bw_buf_init(&b, 1 << 20);
	if (x->title.len)
		bw_buf_printf(&b, "title: %" BW_PRISTR "\n", BW_ARG(x->title));
	for (size_t i = 0; bw_shape_next(&rest, &paragraph); i++)
		bw_buf_printf(&b, "%c %" BW_PRISTR "\n", i < x->shape.len ? x->shape.ptr[i] : '?', BW_ARG(paragraph));
	struct bw_str s = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return s;
}

static void check_case(struct bw_str name, struct bw_str text)
{
	struct bw_arena a;
	struct bw_article got = {0};
	bw_arena_init(&a);
	size_t line = bw_str_find(text, BW_STR("\n--\n"), 0);
	for (size_t at = line; at != BW_NPOS; at = bw_str_find(text, BW_STR("\n--\n"), at + 1))
		line = at;
	struct bw_str from = bw_str_sub(text, 0, line + 1), want = bw_str_from_pos(text, line + 4);
	int code = bw_str_starts(from, BW_STR("<")) ? bw_article_from_fragment(&a, from, &got, NULL)
						    : bw_article_from_text(&a, from, BW_STR("file:a.md"), &got, NULL);
	tap_int(code, 0, "is read");
	tap_str(bw_str_trim(shown(&a, &got)), bw_str_trim(want), bw_arena_cstr(&a, name));
	tap_ok(bw_shape_fits(got.shape, got.text), "a letter for each paragraph");
	bw_arena_release(&a);
}

static void check_front_matter(void)
{
	struct bw_arena a;
	struct bw_article x;
	bw_arena_init(&a);
	bw_article_from_text(&a,
			     BW_STR("---\ntitle: 'A'\nauthors: [B C, \"D\"]\ndate: 2026-03-02\nlang: en\n---\nText.\n"),
			     BW_STR("file:a.md"), &x, NULL);
	tap_str(x.author, BW_STR("B C, D"), "authors of front matter");
	tap_int(x.published, 1772409600, "its date");
	tap_str(x.language, BW_STR("en"), "its language");
	bw_article_from_text(&a, BW_STR("---\ntitle: A\ndate: 02/03/2026\n---\nText.\n"), BW_STR("file:a.md"), &x,
			     NULL);
	tap_ok(x.published == BW_TIME_NONE, "a date of unknown order is not guessed");
	bw_article_from_text(&a, BW_STR("First.\n\n    indented in a letter\n"), BW_STR("file:a.txt"), &x, NULL);
	tap_str(x.shape, BW_STR("p"), "in plain text an indent is no code");
	bw_arena_release(&a);
}

static void check_json(void)
{
	static const char *const bad[] = {
		"{\"url\": \"u\", \"text\": \"a\\n\\nb\", \"shape\": \"p\"}",
		"{\"url\": \"u\", \"text\": \"a\", \"shape\": \"x\"}",
		"{\"url\": \"u\", \"text\": \"a\", \"form\": \"poem\"}",
		"{\"url\": \"u\", \"text\": \"a\", \"form\": \"round-up\"}",
		"{\"url\": \"u\", \"text\": \"a\", \"form\": \"round-up\", \"entries\": [{\"first\": 0, \"n\": 2}]}",
		"{\"url\": \"u\", \"text\": \"a\\n\\nb\", \"form\": \"round-up\", \"entries\": [{\"first\": 1, \"n\": "
		"1}, "
		"{\"first\": 0, \"n\": 1}]}",
	};
	static const char good[] =
		"{\"url\":\"https://a.example/"
		"\",\"source\":null,\"title\":null,\"author\":null,\"publisher\":null,\"published\":null,"
		"\"modified\":null,\"lang\":null,\"section\":null,\"text\":\"10:20 "
		"a\\n\\nb\",\"shape\":\"2p\",\"form\":\"live-blog\","
		"\"entries\":[{\"title\":\"T\",\"published\":\"2026-03-02T10:20:00Z\",\"anchor\":\"x\",\"first\":0,"
		"\"n\":2}]}";
	struct bw_arena a;
	struct bw_article x;
	struct bw_buf b;
	bw_arena_init(&a);
	bw_buf_init(&b, 1 << 16);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		tap_int(bw_article_read_json(&a, bw_str_from(bad[i]), &x, NULL), BW_EINPUT, bad[i]);
	tap_int(bw_article_read_json(&a, bw_str_from(good), &x, NULL), 0, "shape and entries are read");
	bw_article_write_json(&x, &b);
	tap_str(bw_buf_view(&b), bw_str_from(good), "and written as they were");
	bw_buf_release(&b);
	bw_arena_release(&a);
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct cases c;
	struct bw_str head, text;
	bw_arena_init(&a);
	if (cases_open(&a, argc > 1 ? argv[1] : ".", "shapes.cases", &c))
		while (cases_next(&c, &head, &text))
			check_case(head, text);
	bw_arena_release(&a);
	check_front_matter();
	check_json();
	return tap_done();
}
