/* A page from anywhere: whatever comes out is well-formed, folded text. */
#include <stdlib.h>

#include "core/utf8.h"
#include "extract/article.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_article got;
	enum bw_page_kind kind;
	struct bw_str bytes = {(const char *)data, size}, text;
	struct bw_page_hints hints = {.summary = BW_STR("A summary of what the page says, as a feed gives it."),
				      .published = BW_TIME_NONE};
	bw_arena_init(&a);
	if (!bw_article_read(&a, bytes, BW_STR_NONE, BW_STR("https://news.example/x"), &hints, &got, &kind, NULL)) {
		bool folded = bw_str_find(got.text, BW_STR("\n\n\n"), 0) == BW_NPOS &&
			      bw_str_find(got.text, BW_STR("  "), 0) == BW_NPOS;
		if (!folded || !bw_utf8_valid(got.text) || !bw_utf8_valid(got.title) || !bw_utf8_valid(got.author))
			abort();
	}
	bw_article_text_from_html(&a, bytes, &text, NULL);
	if (!bw_utf8_valid(text))
		abort();
	bw_article_from_text(&a, bytes, BW_STR("file:x"), &got, NULL);
	bw_article_read_json(&a, bytes, &got, NULL);
	bw_arena_release(&a);
	return 0;
}
