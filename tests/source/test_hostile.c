/* Input made to break the readers: every prefix of good files, deep nesting, and texts on which a careless reader takes
 * quadratic time. */
#include "tap.h"

#include "core/buf.h"
#include "source/html.h"
#include "source/item.h"

enum { BIG_BYTES = 1 << 20, NESTING = 100000 };

static const struct bw_str base = {"https://f.example/feed", 22};

static const char *const good[] = {
	("<?xml version=\"1.0\"?><rss><channel><title>T &amp; "
	 "t</title><item><title>One</title><description><![CDATA[<p>x</p>]]></description></item>"
	 "<item><title>Two</title><link>https://x.example/2</link></item></channel></rss>"),
	("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title type=\"xhtml\"><div>One "
	 "<b>x</b></div></title></entry><entry><title>Two</title>"
	 "<link href=\"https://x.example/2\"/></entry></feed>"),
	("{\"version\":\"https://jsonfeed.org/version/"
	 "1.1\",\"items\":[{\"id\":\"1\",\"title\":\"One\"},{\"id\":\"2\",\"title\":\"Two\"}]}"),
};

/* A longer prefix never has fewer items, and an item that is kept is whole. */
static void test_prefixes(const char *text)
{
	struct bw_str all = bw_str_from(text);
	size_t most = 0;
	bool grows = true, whole = true;
	for (size_t len = 0; len <= all.len; len++) {
		struct bw_arena a;
		struct bw_feed feed;
		bw_arena_init(&a);
		char *exact = bw_arena_alloc(&a, len);
		memcpy(exact, text, len);
		if (bw_feed_read(&a, (struct bw_str){exact, len}, BW_STR_NONE, base, &feed, NULL) == 0) {
			grows = grows && feed.items.len >= most;
			most = feed.items.len;
			for (size_t i = 0; i < feed.items.len; i++)
				whole = whole &&
					bw_str_starts(feed.items.ptr[i].title, i ? BW_STR("Two") : BW_STR("One"));
		}
		bw_arena_release(&a);
	}
	tap_ok(grows && most == 2, "every prefix of %.20s keeps the items before it", text);
	tap_ok(whole, "and keeps them whole");
}

static struct bw_str repeated(struct bw_buf *b, const char *head, const char *unit, size_t bytes)
{
	bw_buf_reset(b);
	bw_buf_cstr(b, head);
	while (b->len + strlen(unit) < bytes)
		bw_buf_cstr(b, unit);
	return bw_buf_view(b);
}

static void test_repeated(struct bw_buf *b, const char *head, const char *unit)
{
	struct bw_arena a;
	struct bw_feed feed;
	struct bw_feed_links links;
	struct bw_opml opml;
	bw_arena_init(&a);
	struct bw_str s = repeated(b, head, unit, BIG_BYTES);
	bw_feed_read(&a, s, BW_STR_NONE, base, &feed, NULL);
	bw_feed_discover(&a, s, base, &links, NULL);
	bw_opml_read(&a, s, base, &opml, NULL);
	bw_feed_from_links(&a, s, BW_STR_NONE, base, &feed, NULL);
	struct bw_str plain = bw_html_plain(&a, s);
	tap_ok(plain.len <= s.len * 2, "1 MB of %s%s come to an end", head, unit);
	bw_arena_release(&a);
}

static void test_nesting(struct bw_buf *b)
{
	struct bw_arena a;
	struct bw_feed feed;
	struct bw_err err = {0};
	bw_arena_init(&a);
	bw_buf_reset(b);
	bw_buf_cstr(b, "<rss><channel><item><title>One</title></item><item><description>");
	for (int i = 0; i < NESTING; i++)
		bw_buf_cstr(b, "<x>");
	int code = bw_feed_read(&a, bw_buf_view(b), BW_STR_NONE, base, &feed, &err);
	tap_int(code, 0, "a feed that nests too deep is read up to there");
	tap_int((long long)feed.items.len, 1, "with the items before");
	tap_ok(bw_str_find(feed.complaint, BW_STR("deeper"), 0) != BW_NPOS, "and says so");
	bw_arena_release(&a);
}

/* One element of 30 MB, one tag of a million attributes, more items than are kept: what stands around them is read, and
 * the memory that is handed out stays below a few times the input. */
static void test_huge(struct bw_buf *b, const char *head, const char *unit, int n, const char *tail, size_t kept)
{
	struct bw_arena a;
	struct bw_feed feed;
	bw_arena_init(&a);
	bw_buf_reset(b);
	bw_buf_cstr(b, head);
	for (int i = 0; i < n; i++)
		bw_buf_cstr(b, unit);
	bw_buf_cstr(b, tail);
	int code = bw_feed_read(&a, bw_buf_view(b), BW_STR_NONE, base, &feed, NULL);
	tap_int(code, 0, unit);
	tap_int((long long)feed.items.len, (long long)kept, "the items are kept");
	tap_ok(a.used_bytes < 4 * b->len + (32 << 20), "%zu bytes take %zu", b->len, a.used_bytes);
	bw_arena_release(&a);
}

/* What a page may do to the reader of its links. */
static void test_page(struct bw_buf *b, const char *unit)
{
	struct bw_arena a;
	struct bw_feed feed;
	bw_arena_init(&a);
	struct bw_str s = repeated(b, "<ul>", unit, BIG_BYTES * 4);
	tap_int(bw_feed_from_links(&a, s, BW_STR_NONE, base, &feed, NULL), 0, unit);
	tap_ok(feed.items.len <= 2000, "%zu links", feed.items.len);
	bw_arena_release(&a);
}

static const struct {
	const char *head, *unit;
	int n;
	const char *tail;
	size_t kept;
} huge[] = {
	{"<rss><channel><item><title>One</title></item><item><description>", "word ", 6000000,
	 "</description></item><item/></channel></rss>", 3},
	{"<rss><channel><item><description><![CDATA[", "word ", 6000000, "]]></description></item></channel></rss>", 1},
	{"<rss><channel><item ", "a=\"b\" ", 1000000, "><title>One</title></item></channel></rss>", 1},
	{"<rss><channel><item><title a='", "x", 20000000, "'>One</title></item></channel></rss>", 1},
	{"<rss><channel>", "<item><title>x</title><link>/x</link></item>", 200000, "</channel></rss>", 50000},
	{"<urlset>", "<url><loc>https://x.example/a</loc></url>", 200000, "</urlset>", 50000},
	{"", "https://x.example/a\n", 500000, "", 50000},
	{"<rss><channel><item><title>", "</x></y>", 1000000, "</title></item></channel></rss>", 1},
	{"<rss><channel><item><description>", "<p><li><x>", 100000, "</description></item></channel></rss>", 1},
};

static const char *const page_units[] = {
	"<li><a href=/2026/03/one-two-three>One two three four</a> 2 March 2026",
	"<div class=card>",
	"<h2>",
	"<a href=/x><time datetime=2026-03-02>",
	"</div></li></ul>",
	"2 March 2026<br>",
	"<p><a href=/one-two-three-four-five><h3>One two three four five six</h3>",
	"<td><tr><dd><dt>",
};

int main(void)
{
	static const char *const units[] = {
		"<a",   "<a ",    "<a href=\"",   "<!--", "<![CDATA[",    "<!DOCTYPE x [", "<?",         "</",
		"</a>", "&",      "&amp",         "&#",   "<a>",          "<script>",      "<script></", "]]>",
		"<br",  "<a b='", "{\"items\":[", "[",    "\xEF\xBF\xBE", "<item>",        "<title>"};
	struct bw_buf b;
	bw_buf_init(&b, BIG_BYTES * 64);
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		test_prefixes(good[i]);
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		test_repeated(&b, "", units[i]);
		test_repeated(&b, "<rss><channel><item><title>", units[i]);
	}
	test_nesting(&b);
	for (size_t i = 0; i < sizeof(huge) / sizeof(huge[0]); i++)
		test_huge(&b, huge[i].head, huge[i].unit, huge[i].n, huge[i].tail, huge[i].kept);
	for (size_t i = 0; i < sizeof(page_units) / sizeof(page_units[0]); i++)
		test_page(&b, page_units[i]);
	bw_buf_release(&b);
	return tap_done();
}
