/* Runs tests/source/source.cases: what each kind of input comes to, written out line by line. */
#include "tap.h"

#include "core/buf.h"
#include "core/file.h"
#include "source/html.h"
#include "source/item.h"

enum { TEXT_MAX_BYTES = 1 << 20 };

static const struct bw_str base = {"https://feed.example/dir/feed.xml", 33};

static void put_line(struct bw_buf *b, const char *name, struct bw_str value)
{
	if (value.len)
		bw_buf_printf(b, "%s: %.*s\n", name, (int)value.len, value.ptr);
}

static void put_time(struct bw_buf *b, const char *name, bw_time t)
{
	char text[BW_TIME_TEXT];
	if (t != BW_TIME_NONE)
		put_line(b, name, bw_str_from(bw_time_iso(t, text)));
}

static void show_feed(struct bw_arena *a, struct bw_str in, struct bw_buf *b)
{
	struct bw_feed feed;
	struct bw_err err = {0};
	if (bw_feed_read(a, in, BW_STR_NONE, base, &feed, &err)) {
		put_line(b, "error", bw_str_from(err.msg));
		return;
	}
	put_line(b, "kind", bw_str_from(bw_source_kind_name(feed.kind)));
	put_line(b, "title", feed.title);
	put_line(b, "home", feed.home);
	put_line(b, "language", feed.language);
	put_line(b, "complaint", feed.complaint);
	for (size_t i = 0; i < feed.items.len; i++) {
		const struct bw_item *item = &feed.items.ptr[i];
		bw_buf_cstr(b, "item\n");
		put_line(b, "  id", item->id);
		put_line(b, "  url", item->url);
		put_line(b, "  title", item->title);
		put_line(b, "  author", item->author);
		put_line(b, "  summary", item->summary);
		put_line(b, "  content", item->content);
		put_time(b, "  published", item->published);
		put_time(b, "  updated", item->updated);
	}
}

static void show_plain(struct bw_arena *a, struct bw_str in, struct bw_buf *b)
{
	bw_buf_str(b, bw_html_plain(a, in));
	bw_buf_char(b, '\n');
}

static void show_opml(struct bw_arena *a, struct bw_str in, struct bw_buf *b)
{
	struct bw_opml opml;
	struct bw_err err = {0};
	if (bw_opml_read(a, in, base, &opml, &err)) {
		put_line(b, "error", bw_str_from(err.msg));
		return;
	}
	put_line(b, "title", opml.title);
	for (size_t i = 0; i < opml.entries.len; i++) {
		const struct bw_opml_entry *e = &opml.entries.ptr[i];
		bw_buf_printf(b, "%.*s | %.*s | %.*s | %.*s\n", BW_ARG(e->title), BW_ARG(e->feed_url), BW_ARG(e->home),
			      BW_ARG(e->folder));
	}
}

static void show_discover(struct bw_arena *a, struct bw_str in, struct bw_buf *b)
{
	struct bw_feed_links found;
	struct bw_err err = {0};
	if (bw_feed_discover(a, in, base, &found, &err)) {
		put_line(b, "error", bw_str_from(err.msg));
		return;
	}
	put_line(b, "title", found.page_title);
	for (size_t i = 0; i < found.links.len; i++)
		bw_buf_printf(b, "%.*s | %.*s\n", BW_ARG(found.links.ptr[i].url), BW_ARG(found.links.ptr[i].title));
}

static const struct {
	const char *what;
	void (*show)(struct bw_arena *a, struct bw_str in, struct bw_buf *b);
} kinds[] = {{"feed", show_feed}, {"plain", show_plain}, {"opml", show_opml}, {"discover", show_discover}};

static int hex(char c)
{
	return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

/* \xHH becomes a byte. */
static struct bw_str unescaped(struct bw_arena *a, struct bw_str s)
{
	char *out = bw_arena_alloc(a, s.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < s.len; i++) {
		bool byte = s.ptr[i] == '\\' && i + 3 < s.len && s.ptr[i + 1] == 'x';
		out[len++] = byte ? (char)(hex(s.ptr[i + 2]) << 4 | hex(s.ptr[i + 3])) : s.ptr[i];
		i += byte ? 3 : 0;
	}
	return (struct bw_str){out, len};
}

static void run_case(struct bw_arena *a, struct bw_str head, struct bw_str in, struct bw_str want)
{
	struct bw_buf got;
	bool known = false;
	bw_buf_init(&got, TEXT_MAX_BYTES);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (!bw_str_starts(head, bw_str_from(kinds[i].what)))
			continue;
		known = true;
		kinds[i].show(a, unescaped(a, in), &got);
	}
	tap_ok(known, "the kind of case is known");
	tap_str(bw_str_trim(bw_buf_view(&got)), bw_str_trim(want), bw_arena_cstr(a, head));
	bw_buf_release(&got);
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_str text;
	struct bw_err err = {0};
	char path[4096];
	bw_arena_init(&a);
	snprintf(path, sizeof(path), "%s/source.cases", argc > 1 ? argv[1] : ".");
	tap_ok(bw_file_read(&a, path, TEXT_MAX_BYTES, &text, &err) == 0, "the cases are read %s", err.msg);
	size_t at = bw_str_find(text, BW_STR("\n=== "), 0);
	while (at != BW_NPOS) {
		size_t next = bw_str_find(text, BW_STR("\n=== "), at + 5);
		struct bw_str rest = bw_str_sub(text, at + 5, (next == BW_NPOS ? text.len : next) - at - 5), head;
		bw_str_split(&rest, '\n', &head);
		size_t cut = bw_str_find(rest, BW_STR("\n---\n"), 0);
		run_case(&a, head, bw_str_sub(rest, 0, cut), bw_str_from_pos(rest, cut + 5));
		at = next;
	}
	bw_arena_release(&a);
	return tap_done();
}
