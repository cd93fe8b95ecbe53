/* Runs the .cases files beside it: what each kind of input comes to, written out line by line. */
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

static void show_items(struct bw_feed *feed, struct bw_buf *b)
{
	put_line(b, "kind", bw_str_from(bw_source_kind_name(feed->kind)));
	put_line(b, "title", feed->title);
	put_line(b, "home", feed->home);
	put_line(b, "language", feed->language);
	put_line(b, "complaint", feed->complaint);
	for (size_t i = 0; i < feed->items.len; i++) {
		const struct bw_item *item = &feed->items.ptr[i];
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
	for (size_t i = 0; i < feed->maps.len; i++) {
		put_line(b, "map", feed->maps.ptr[i].url);
		put_time(b, "  modified", feed->maps.ptr[i].modified);
	}
}

static void show_feed(struct bw_arena *a, struct bw_str in, struct bw_buf *b)
{
	struct bw_feed feed;
	struct bw_err err = {0};
	if (bw_feed_read(a, in, BW_STR_NONE, base, &feed, &err)) {
		put_line(b, "error", bw_str_from(err.msg));
		return;
	}
	show_items(&feed, b);
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
	for (size_t i = 0; i < opml.includes.len; i++)
		put_line(b, "includes", opml.includes.ptr[i]);
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

/* The links of a page: title, address, and date when there is one. */
static void show_links(struct bw_arena *a, struct bw_str in, struct bw_buf *b)
{
	struct bw_feed feed;
	struct bw_err err = {0};
	char text[BW_TIME_TEXT];
	if (bw_feed_from_links(a, in, BW_STR_NONE, base, &feed, &err)) {
		put_line(b, "error", bw_str_from(err.msg));
		return;
	}
	put_line(b, "title", feed.title);
	put_line(b, "language", feed.language);
	for (size_t i = 0; i < feed.items.len; i++) {
		const struct bw_item *item = &feed.items.ptr[i];
		bw_buf_printf(b, "%.*s | %.*s", BW_ARG(item->title), BW_ARG(item->url));
		if (item->published != BW_TIME_NONE)
			bw_buf_printf(b, " | %s", bw_time_iso_day(item->published, text));
		bw_buf_char(b, '\n');
	}
}

/* What is read, as it is written again; reading that once more must give the same. */
static void show_rewritten(struct bw_arena *a, struct bw_str in, struct bw_buf *b)
{
	struct bw_opml once, twice;
	struct bw_buf text;
	bw_buf_init(&text, TEXT_MAX_BYTES);
	tap_int(bw_opml_read(a, in, base, &once, NULL), 0, "the list is read");
	bw_opml_write(&once, &text);
	bw_buf_str(b, bw_buf_view(&text));
	tap_int(bw_opml_read(a, bw_buf_view(&text), base, &twice, NULL), 0, "and what is written is read");
	bool same = once.entries.len == twice.entries.len && bw_str_eq(once.title, twice.title);
	for (size_t i = 0; same && i < once.entries.len; i++) {
		const struct bw_opml_entry *x = &once.entries.ptr[i], *y = &twice.entries.ptr[i];
		same = bw_str_eq(x->title, y->title) && bw_str_eq(x->feed_url, y->feed_url) &&
		       bw_str_eq(x->home, y->home) && bw_str_eq(x->folder, y->folder);
	}
	tap_ok(same, "as the same entries");
	bw_buf_release(&text);
}

static void show_sniffed(struct bw_arena *a, struct bw_str in, struct bw_buf *b)
{
	(void)a;
	bw_buf_cstr(b, bw_source_kind_name(bw_source_sniff(in, BW_STR_NONE)));
}

static const struct {
	const char *what;
	void (*show)(struct bw_arena *a, struct bw_str in, struct bw_buf *b);
} kinds[] = {{"feed", show_feed},   {"plain", show_plain},         {"opml", show_opml},    {"discover", show_discover},
	     {"links", show_links}, {"rewritten", show_rewritten}, {"sniff", show_sniffed}};

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

static void run_file(struct bw_arena *a, const char *path)
{
	struct bw_str text;
	struct bw_err err = {0};
	tap_ok(bw_file_read(a, path, TEXT_MAX_BYTES, &text, &err) == 0, "the cases are read %s", err.msg);
	size_t at = err.code ? BW_NPOS : bw_str_find(text, BW_STR("\n=== "), 0);
	while (at != BW_NPOS) {
		size_t next = bw_str_find(text, BW_STR("\n=== "), at + 5);
		struct bw_str rest = bw_str_sub(text, at + 5, (next == BW_NPOS ? text.len : next) - at - 5), head;
		bw_str_split(&rest, '\n', &head);
		size_t cut = bw_str_find(rest, BW_STR("\n---\n"), 0);
		run_case(a, head, bw_str_sub(rest, 0, cut), bw_str_from_pos(rest, cut + 5));
		at = next;
	}
}

int main(int argc, char **argv)
{
	static const char *const files[] = {"source", "nasty", "sitemap", "links", "opml", "deviations/deviations"};
	struct bw_arena a;
	char path[4096];
	bw_arena_init(&a);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s.cases", argc > 1 ? argv[1] : ".", files[i]);
		run_file(&a, path);
	}
	bw_arena_release(&a);
	return tap_done();
}
