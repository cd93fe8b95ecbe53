/* feeds_speed [ENTRIES]: how many entries of a large made-up RSS and Atom feed are read in a second of one processor.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/buf.h"
#include "source/item.h"

enum { ENTRIES = 20000, ROUNDS = 5, MAX_BYTES = 1 << 30 };

static const char prose[] = "The committee heard evidence on the draft &amp; put off its vote until the autumn, when "
			    "the ministry will report on costs. ";

static void put_prose(struct bw_buf *b, int n)
{
	for (int i = 0; i < n; i++)
		bw_buf_cstr(b, prose);
}

static void make_rss(struct bw_buf *b, int n)
{
	bw_buf_cstr(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
		       "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
		       "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Bench</title><link>https://"
		       "a.example/</link>\n");
	for (int i = 0; i < n; i++) {
		bw_buf_printf(
			b, "<item><title>Item %d: what it says &amp; how</title><link>https://a.example/%d/</link>\n",
			i, i);
		bw_buf_printf(b,
			      "<guid isPermaLink=\"false\">https://a.example/?p=%d</guid><dc:creator><![CDATA[A "
			      "Writer]]></dc:creator>\n",
			      i);
		bw_buf_cstr(b, "<pubDate>Mon, 02 Mar 2026 06:30:00 +0000</pubDate><description><![CDATA[<p>");
		put_prose(b, 2);
		bw_buf_cstr(b, "</p>]]></description><content:encoded><![CDATA[<p>");
		put_prose(b, 8);
		bw_buf_cstr(b, "</p>]]></content:encoded></item>\n");
	}
	bw_buf_cstr(b, "</channel></rss>\n");
}

static void make_atom(struct bw_buf *b, int n)
{
	bw_buf_cstr(b, "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Bench</title>\n");
	for (int i = 0; i < n; i++) {
		bw_buf_printf(b,
			      "<entry><title type=\"html\">Item %d: what it says &amp;amp; how</title><link "
			      "href=\"https://a.example/%d/\"/>\n",
			      i, i);
		bw_buf_printf(b, "<id>https://a.example/?p=%d</id><author><name>A Writer</name></author>\n", i);
		bw_buf_cstr(
			b,
			"<published>2026-03-02T06:30:00Z</published><updated>2026-03-02T06:30:00Z</updated><summary>");
		put_prose(b, 2);
		bw_buf_cstr(b, "</summary><content type=\"html\">&lt;p&gt;");
		put_prose(b, 8);
		bw_buf_cstr(b, "&lt;/p&gt;</content></entry>\n");
	}
	bw_buf_cstr(b, "</feed>\n");
}

static double now_s(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void measure(const char *name, struct bw_str bytes, int n)
{
	double best = 1e9;
	size_t items = 0;
	for (int round = 0; round < ROUNDS; round++) {
		struct bw_arena arena;
		struct bw_feed feed;
		struct bw_err err = {0};
		bw_arena_init(&arena);
		double from = now_s();
		bw_feed_read(&arena, bytes, BW_STR_NONE, BW_STR("https://a.example/feed"), &feed, &err);
		double took = now_s() - from;
		best = took < best ? took : best;
		items = feed.items.len;
		bw_arena_release(&arena);
	}
	printf("%s: %zu of %d entries, %.1f MB, %.0f entries/s, %.0f MB/s\n", name, items, n, (double)bytes.len / 1e6,
	       (double)items / best, (double)bytes.len / 1e6 / best);
}

int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : ENTRIES;
	struct bw_buf b;
	bw_buf_init(&b, MAX_BYTES);
	make_rss(&b, n);
	measure("rss", bw_buf_view(&b), n);
	bw_buf_reset(&b);
	make_atom(&b, n);
	measure("atom", bw_buf_view(&b), n);
	bw_buf_release(&b);
	return 0;
}
