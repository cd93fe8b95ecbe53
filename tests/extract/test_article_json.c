#include "core/buf.h"
#include "extract/article.h"
#include "tap.h"

static void refuses(struct bw_arena *a, const char *line, const char *field)
{
	struct bw_article got;
	struct bw_err err = {0};
	int code = bw_article_read_json(a, bw_str_from(line), &got, &err);
	tap_int(code, BW_EINPUT, line);
	tap_ok(strstr(err.msg, field) != NULL, "the message names %s: %s", field, err.msg);
}

static void goes_round(struct bw_arena *a)
{
	struct bw_article in = {.url = BW_STR("https://a.example/x"),
				.source = BW_STR("a"),
				.title = BW_STR("T \"q\""),
				.author = BW_STR("J. Doe"),
				.publisher = BW_STR("The A"),
				.language = BW_STR("en"),
				.section = BW_STR("World"),
				.text = BW_STR("One.\n\nTwo – é."),
				.published = 1772436000,
				.modified = BW_TIME_NONE};
	struct bw_article out;
	struct bw_buf b;
	bw_buf_init(&b, 1 << 16);
	bw_article_write_json(&in, &b);
	tap_int(bw_article_read_json(a, bw_buf_view(&b), &out, NULL), 0, "a written article is read");
	tap_str(out.url, in.url, "url");
	tap_str(out.title, in.title, "title");
	tap_str(out.author, in.author, "author");
	tap_str(out.publisher, in.publisher, "publisher");
	tap_str(out.language, in.language, "language");
	tap_str(out.section, in.section, "section");
	tap_str(out.text, in.text, "text, byte for byte");
	tap_int(out.published, in.published, "published");
	tap_ok(out.modified == BW_TIME_NONE, "an unknown date stays unknown");
	bw_buf_release(&b);
}

int main(void)
{
	struct bw_arena a;
	struct bw_article got;
	bw_arena_init(&a);
	goes_round(&a);
	tap_int(bw_article_read_json(&a,
				     BW_STR("{\"url\":\"https://a.example/1\",\"source\":\"s\",\"title\":\" A  b "
					    "\",\"published\":\"2026-03-02\",\"lang\":\"en\","
					    "\"text\":\"One\\nline.\\n\\n\\n  Two\\u00a0words. \"}"),
				     &got, NULL),
		0, "an import line is read");
	tap_str(got.text, BW_STR("One line.\n\nTwo words."), "white space of the text is folded");
	tap_str(got.title, BW_STR("A b"), "and of the title");
	refuses(&a, "{\"text\":\"x\"}", "\"url\"");
	refuses(&a, "{\"url\":\"https://a.example/1\"}", "\"text\"");
	refuses(&a, "{\"url\":\"https://a.example/1\",\"text\":\"  \"}", "\"text\"");
	refuses(&a, "{\"url\":\"https://a.example/1\",\"text\":\"x\",\"published\":\"02/03/2026\"}", "\"published\"");
	refuses(&a, "{\"url\":\"https://a.example/1\",\"text\":\"x\",\"title\":7}", "\"title\"");
	refuses(&a, "[1]", "object");
	refuses(&a, "{\"url\":", "");
	bw_arena_release(&a);
	return tap_done();
}
