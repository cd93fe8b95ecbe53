/* Pages made to break a reader: each must give a result or a named error, and twice the page may not cost much more
 * than twice the time. */
#include <time.h>

#include "core/buf.h"
#include "core/mem.h"
#include "extract/article.h"
#include "tap.h"

static struct bw_str repeat(struct bw_buf *b, const char *open, const char *unit, size_t n, const char *close)
{
	bw_buf_reset(b);
	bw_buf_cstr(b, open);
	for (size_t i = 0; i < n; i++)
		bw_buf_cstr(b, unit);
	bw_buf_cstr(b, close);
	return bw_buf_view(b);
}

static double read_seconds(struct bw_str html, int *code, size_t *text_len)
{
	struct bw_arena a;
	struct bw_article got;
	enum bw_page_kind kind;
	struct bw_err err = {0};
	struct timespec from, to;
	bw_arena_init(&a);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	*code = bw_article_read(&a, html, BW_STR_NONE, BW_STR("https://news.example/x"), NULL, &got, &kind, &err);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	*text_len = got.text.len;
	bw_arena_release(&a);
	return (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec);
}

static const struct {
	const char *what, *open, *unit;
	size_t n;
	const char *close;
	int code;
} cases[] = {
	{"10,000 nested boxes", "", "<div>", 10000, "deep", BW_ELIMIT},
	{"2,000 nested boxes keep their text", "", "<div>", 2000,
	 "<p>The text stands at the bottom of a very deep well, and is read.</p>", 0},
	{"1 MB of <", "", "<", 1 << 20, "", 0},
	{"1 MB of &", "<p>", "&", 1 << 20, "", 0},
	{"unclosed everything", "<html><body>",
	 "<p>A sentence, of some length, which nobody ended<b><i><a href=x><li><td>", 3000, "", -1},
	{"closing what was never opened", "<p>x", "</div></p></b></table>", 50000, "", 0},
	{"100,000 siblings", "<body>",
	 "<p>A paragraph of more than eighty characters, with a comma, so that every one of them counts as text.</p>",
	 20000, "", 0},
	{"attributes without end", "<p ", "a=b ", 200000, ">x", 0},
	{"one word of 1 MB", "<p>", "x", 1 << 20, "</p>", 0},
	{"1 MB of line breaks", "<p>x", "<br>", 1 << 18, "y", 0},
	{"classes without end", "<div class='", "share ", 100000, "'>x</div>", 0},
	{"headings without end", "", "<h1>A headline of some words here</h1>", 20000, "", 0},
	{"metas without end", "", "<meta property='og:title' content='A title of words'>", 20000, "", 0},
	{"bylines without end", "<h1>A headline of some words</h1>",
	 "<span class=byline>By Jane Doe, 2 March 2026</span>", 20000, "", 0},
	{"JSON-LD nested", "<script type='application/ld+json'>", "[", 100000, "</script><p>x</p>", 0},
	{"comments never closed", "<p>x", "<!--", 100000, "", 0},
	{"tables in tables", "", "<table><tr><td>", 1000, "x", 0},
};

static void check_cases(void)
{
	struct bw_buf b;
	bw_buf_init(&b, 64 << 20);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int code;
		size_t len;
		struct bw_str html = repeat(&b, cases[i].open, cases[i].unit, cases[i].n, cases[i].close);
		double seconds = read_seconds(html, &code, &len);
		tap_ok(cases[i].code < 0 ? code == 0 || code == BW_ELIMIT : code == cases[i].code, "%s: code %d",
		       cases[i].what, code);
		tap_ok(seconds < 20, "%s: %zu bytes in %.2f s", cases[i].what, html.len, seconds);
	}
	bw_buf_release(&b);
}

static void check_bytes(void)
{
	int code;
	size_t len;
	static const char nuls[] = "<p>one\0two\0</p>\xFF\xFE\x80<p\0>x";
	read_seconds((struct bw_str){nuls, sizeof nuls - 1}, &code, &len);
	tap_int(code, 0, "NUL and invalid UTF-8 in a page");
	read_seconds(BW_STR_NONE, &code, &len);
	tap_int(code, 0, "an empty page");
	read_seconds((struct bw_str){"%PDF-1.7 ...", 12}, &code, &len);
	tap_int(code, BW_EINPUT, "a PDF is no page");
	char *noise = bw_mem_alloc(1 << 16);
	uint32_t x = 12345;
	for (size_t i = 0; i < 1 << 16; i++) {
		x = x * 1664525u + 1013904223u;
		noise[i] = (char)(x >> 24);
	}
	noise[0] = '<';
	read_seconds((struct bw_str){noise, 1 << 16}, &code, &len);
	tap_ok(code == 0 || code == BW_ELIMIT, "noise");
	bw_mem_free(noise);
}

static void check_linear(void)
{
	static const char *const unit = "<div class=story><h2>Part</h2><p>A sentence, of some length, that stands in "
					"its own box, and is one of many of them.</p>"
					"<ul><li><a href=/x>link to something</a></ul></div>";
	struct bw_buf b;
	int code;
	size_t len;
	bw_buf_init(&b, 64 << 20);
	double small = read_seconds(repeat(&b, "<body>", unit, 3000, ""), &code, &len);
	double large = read_seconds(repeat(&b, "<body>", unit, 12000, ""), &code, &len);
	tap_ok(large < small * 12 + 0.5, "four times the page: %.3f s, then %.3f s", small, large);
	bw_buf_release(&b);
}

int main(void)
{
	check_cases();
	check_bytes();
	check_linear();
	return tap_done();
}
