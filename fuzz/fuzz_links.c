/* Watched pages: whatever the bytes, each article link is of the page's own site, stands once, and has a title. */
#include <stdint.h>
#include <stdlib.h>

#include "core/utf8.h"
#include "source/item.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
	if (!good)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_feed feed;
	struct bw_feed_links found;
	struct bw_err err = {0};
	struct bw_str bytes = {(const char *)data, size}, base = BW_STR("https://www.f.example/news/");
	bw_arena_init(&a);
	if (bw_feed_from_links(&a, bytes, BW_STR_NONE, base, &feed, &err))
		must(err.code != BW_OK && err.msg[0]);
	for (size_t i = 0; i < feed.items.len; i++) {
		const struct bw_item *item = &feed.items.ptr[i];
		size_t at = bw_str_find(item->url, BW_STR("f.example"), 0);
		must(at != BW_NPOS && item->title.len && bw_utf8_valid(item->title));
		for (size_t k = 0; k < i && k < 8; k++)
			must(!bw_str_eq(feed.items.ptr[k].url, item->url));
	}
	if (!bw_feed_discover(&a, bytes, base, &found, NULL))
		for (size_t i = 0; i < found.links.len; i++)
			must(bw_str_starts(found.links.ptr[i].url, BW_STR("http")));
	bw_arena_release(&a);
	return 0;
}
