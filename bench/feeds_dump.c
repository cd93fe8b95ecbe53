/* feeds_dump FILE...: what the feed reader makes of each file, one JSON object a line. */
#include <stdio.h>

#include "core/file.h"
#include "core/json.h"
#include "source/item.h"

enum { MAX_BYTES = 64 << 20 };

static void put_time(struct bw_json_out *j, const char *key, bw_time t)
{
	char text[BW_TIME_TEXT];
	if (t == BW_TIME_NONE)
		bw_json_put_null(j, key);
	else
		bw_json_put_str(j, key, bw_str_from(bw_time_iso(t, text)));
}

static void put_item(struct bw_json_out *j, const struct bw_item *item)
{
	bw_json_begin_object(j, NULL);
	bw_json_put_str(j, "id", item->id);
	bw_json_put_str(j, "url", item->url);
	bw_json_put_str(j, "title", item->title);
	bw_json_put_str(j, "author", item->author);
	bw_json_put_str(j, "summary", item->summary);
	bw_json_put_str(j, "content", item->content);
	put_time(j, "published", item->published);
	put_time(j, "updated", item->updated);
	bw_json_end_object(j);
}

static void put_feed(struct bw_json_out *j, const char *path, const struct bw_feed *feed, int code,
		     const struct bw_err *err)
{
	bw_json_begin_object(j, NULL);
	bw_json_put_str(j, "file", bw_str_from(path));
	bw_json_put_str(j, "kind", bw_str_from(bw_source_kind_name(feed->kind)));
	bw_json_put_str(j, "error", bw_str_from(code ? err->msg : ""));
	bw_json_put_str(j, "complaint", feed->complaint);
	bw_json_put_str(j, "title", feed->title);
	bw_json_put_str(j, "home", feed->home);
	bw_json_put_str(j, "language", feed->language);
	bw_json_begin_array(j, "items");
	for (size_t i = 0; i < feed->items.len; i++)
		put_item(j, &feed->items.ptr[i]);
	bw_json_end_array(j);
	bw_json_end_object(j);
}

int main(int argc, char **argv)
{
	struct bw_arena arena;
	struct bw_buf out;
	bw_arena_init(&arena);
	bw_buf_init(&out, (size_t)8 * MAX_BYTES);
	for (int i = 1; i < argc; i++) {
		struct bw_str bytes;
		struct bw_feed feed = {0};
		struct bw_err err = {0};
		struct bw_json_out json;
		int code = bw_file_read(&arena, argv[i], MAX_BYTES, &bytes, &err);
		if (!code)
			code = bw_feed_read(&arena, bytes, BW_STR_NONE, BW_STR("http://feed.example/feed.xml"), &feed,
					    &err);
		bw_buf_reset(&out);
		bw_json_out_init(&json, &out);
		put_feed(&json, argv[i], &feed, code, &err);
		printf("%.*s\n", (int)out.len, out.ptr);
		bw_arena_reset(&arena);
	}
	bw_buf_release(&out);
	bw_arena_release(&arena);
	return 0;
}
