/* Feeds and pages: whatever the bytes, what is kept is well-formed text, and addresses are absolute. */
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

static bool is_http_or_empty(struct bw_str s)
{
	return !s.len || bw_str_starts(s, BW_STR("http://")) || bw_str_starts(s, BW_STR("https://"));
}

static void check_feed(const struct bw_feed *feed)
{
	must(is_http_or_empty(feed->home) && bw_utf8_valid(feed->title));
	for (size_t i = 0; i < feed->items.len; i++) {
		const struct bw_item *item = &feed->items.ptr[i];
		must(is_http_or_empty(item->url));
		must(bw_utf8_valid(item->title) && bw_utf8_valid(item->summary) && bw_utf8_valid(item->content) &&
		     bw_utf8_valid(item->author));
		must(bw_str_find(item->title, BW_STR("  "), 0) == BW_NPOS &&
		     bw_str_find_char(item->title, '\n', 0) == BW_NPOS);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_feed feed;
	struct bw_feed_links links;
	struct bw_err err = {0};
	struct bw_str bytes = {(const char *)data, size}, base = BW_STR("https://f.example/dir/feed");
	bw_arena_init(&a);
	if (bw_feed_read(&a, bytes, BW_STR_NONE, base, &feed, &err))
		must(err.code != BW_OK && err.msg[0]);
	else
		check_feed(&feed);
	if (!bw_feed_discover(&a, bytes, base, &links, NULL))
		for (size_t i = 0; i < links.links.len; i++)
			must(is_http_or_empty(links.links.ptr[i].url));
	bw_arena_release(&a);
	return 0;
}
