/* Site maps: whatever the bytes, addresses are absolute, titles well-formed, and maps stand newest first. */
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

static bool is_http(struct bw_str s)
{
	return bw_str_starts(s, BW_STR("http://")) || bw_str_starts(s, BW_STR("https://"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	struct bw_feed feed;
	struct bw_err err = {0};
	struct bw_str bytes = {(const char *)data, size};
	bw_arena_init(&a);
	bool is_map = bw_source_sniff(bytes, BW_STR_NONE) == BW_SOURCE_SITEMAP;
	if (bw_feed_read(&a, bytes, BW_STR_NONE, BW_STR("https://f.example/dir/map.xml"), &feed, &err)) {
		must(err.code != BW_OK && err.msg[0]);
		feed = (struct bw_feed){0};
	} else if (is_map) {
		must(feed.kind == BW_SOURCE_SITEMAP);
	}
	for (size_t i = 0; i < feed.items.len && is_map; i++)
		must(is_http(feed.items.ptr[i].url) && bw_utf8_valid(feed.items.ptr[i].title));
	for (size_t i = 0; i < feed.maps.len; i++) {
		must(is_http(feed.maps.ptr[i].url));
		must(!i || feed.maps.ptr[i - 1].modified >= feed.maps.ptr[i].modified);
	}
	bw_arena_release(&a);
	return 0;
}
