/* The shipped reader in its cage: what it gives is what it gives without. And what is made of bytes that it never
 * wrote. */
#include "core/file.h"
#include "hostile.h"
#include "tap.h"

enum { FILE_MAX = 16 << 20, ROOM = 64 << 20 };

static struct bw_str packed(struct bw_arena *a, const struct bw_parse_result *r)
{
	struct bw_buf b;
	bw_buf_init(&b, ROOM);
	bw_parse_result_pack(r, &b);
	struct bw_str bytes = b.failed ? BW_STR("failed") : bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return bytes;
}

struct batch {
	struct bw_str names[4096];
	struct bw_parse_task tasks[4096];
	struct bw_parse_result results[4096];
	size_t n;
};

static void load(struct batch *b, struct bw_arena *a, const char *corpus, const char *kind, enum bw_parse_what what)
{
	const struct bw_str *names;
	size_t n = 0;
	struct bw_err err = {0};
	const char *dir = bw_arena_printf(a, "%s/%s", corpus, kind).ptr;
	b->n = 0;
	bw_file_list(a, dir, &names, &n, &err);
	for (size_t i = 0; i < n && i < 4096; i++) {
		struct bw_parse_task *t = &b->tasks[b->n];
		*t = (struct bw_parse_task){.what = what,
					    .url = BW_STR("https://a.example/2026/03/page"),
					    .fallback = BW_STR("<p>The text that the feed carried.</p>"),
					    .hints.title = BW_STR("The title of the feed"),
					    .hints.published = BW_TIME_NONE,
					    .updated = 1772445600};
		b->names[b->n] = names[i];
		if (!bw_file_read(a, bw_arena_printf(a, "%s/%" BW_PRISTR, dir, BW_ARG(names[i])).ptr, FILE_MAX,
				  &t->bytes, &err))
			b->n++;
	}
}

static void compare(struct batch *b, const char *kind, enum bw_parse_what what, struct bw_workers *w,
		    struct bw_arena *a)
{
	struct bw_err err = {0};
	size_t same = 0;
	tap_int(bw_workers_run(w, a, b->tasks, b->n, b->results, &err), 0, "documents are read");
	for (size_t i = 0; i < b->n; i++) {
		struct bw_parse_result *direct = BW_NEW(a, struct bw_parse_result);
		bw_parse_run(a, &b->tasks[i], direct);
		bool equal = bw_str_eq(packed(a, direct), packed(a, &b->results[i]));
		same += equal;
		if (!equal)
			printf("# %s/%" BW_PRISTR " differs: %d %s | %d %s\n", kind, BW_ARG(b->names[i]), direct->code,
			       direct->err.msg, b->results[i].code, b->results[i].err.msg);
	}
	tap_ok(same == b->n && b->n > 0, "%s as task %d: %zu of %zu documents read in the cage as without it", kind,
	       (int)what, same, b->n);
}

static void test_same(const char *corpus)
{
	static const char *const kinds[] = {"feed", "opml", "page", "json", "mail", "html"};
	struct batch *b = bw_mem_alloc(sizeof(*b));
	struct bw_workers *w;
	struct bw_workers_options o = {.jobs = 2, .memory_bytes = 512u << 20, .time_ms = 60000};
	bw_workers_open(&o, &w, NULL);
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		struct bw_arena a;
		bw_arena_init(&a);
		for (int what = 0; what < BW_PARSE_TASKS; what++) {
			load(b, &a, corpus, kinds[k], (enum bw_parse_what)what);
			if (b->n)
				compare(b, kinds[k], (enum bw_parse_what)what, w, &a);
		}
		bw_arena_release(&a);
	}
	bw_workers_close(w);
	bw_mem_free(b);
}

static struct bw_parse_result full(struct bw_arena *a)
{
	struct bw_parse_result r = {.sniffed = BW_SOURCE_ATOM, .is_feed = true, .kind = BW_PAGE_PAYWALL};
	struct bw_entry *entries = BW_ARRAY(a, struct bw_entry, 2);
	r.feed = (struct bw_feed){.kind = BW_SOURCE_ATOM, .title = BW_STR("t"), .home = BW_STR("h")};
	*BW_PUSH(a, &r.feed.items) = (struct bw_item){.id = BW_STR("i"), .published = BW_TIME_NONE, .updated = 7};
	*BW_PUSH(a, &r.feed.maps) = (struct bw_map_link){.url = BW_STR("m"), .modified = BW_TIME_NONE};
	*BW_PUSH(a, &r.links.links) = (struct bw_feed_link){BW_STR("u"), BW_STR("t")};
	*BW_PUSH(a, &r.opml.entries) = (struct bw_opml_entry){.title = BW_STR("o"), .folder = BW_STR("f")};
	entries[0] = (struct bw_entry){.title = BW_STR("one"), .published = 9, .first = 0, .n = 1};
	entries[1] = (struct bw_entry){.title = BW_STR("two"), .published = BW_TIME_NONE, .first = 1, .n = 2};
	r.article = (struct bw_article){.title = BW_STR("T"),
					.text = BW_STR("a\n\nb\n\nc"),
					.shape = BW_STR("p1l"),
					.form = BW_ARTICLE_LIVE_BLOG,
					.entries = entries,
					.n_entries = 2,
					.published = 1772445600,
					.modified = BW_TIME_NONE};
	r.id = BW_STR("mid");
	return r;
}

static bool survives(struct bw_arena *a, const struct bw_parse_result *r, struct bw_parse_result *out)
{
	return bw_parse_result_unpack(a, packed(a, r), out);
}

static void test_pack(void)
{
	struct bw_arena a;
	struct bw_parse_result out;
	bw_arena_init(&a);
	struct bw_parse_result r = full(&a);
	struct bw_str bytes = packed(&a, &r);
	tap_ok(bw_parse_result_unpack(&a, bytes, &out) && bw_str_eq(packed(&a, &out), bytes), "a result comes back");
	tap_int(out.article.n_entries, 2, "with its entries");
	bool none = true;
	for (size_t i = 0; i < bytes.len; i++)
		none &= !bw_parse_result_unpack(&a, bw_str_sub(bytes, 0, i), &out);
	tap_ok(none, "one that breaks off is none, wherever it does");
	r.article.shape = BW_STR("p1");
	tap_ok(survives(&a, &r, &out) && !out.article.shape.len, "a shape that does not fit the text is unknown");
	r = full(&a);
	((struct bw_entry *)r.article.entries)[1].n = 3;
	tap_ok(survives(&a, &r, &out) && !out.article.n_entries && out.article.form == BW_ARTICLE_PROSE,
	       "entries beyond the text are left out");
	r = full(&a);
	((struct bw_entry *)r.article.entries)[1].first = 0;
	tap_ok(survives(&a, &r, &out) && !out.article.n_entries, "and so are some that overlap");
	r = full(&a);
	r.article.published = INT64_MAX;
	tap_ok(survives(&a, &r, &out) && out.article.published == BW_TIME_NONE,
	       "a date that no calendar has is unknown");
	r = full(&a);
	r.feed.items.ptr[0].title = BW_STR("a\0b");
	tap_ok(!survives(&a, &r, &out), "a text with a NUL is no result");
	r.feed.items.ptr[0].title = BW_STR("\xED\xA0\x80");
	tap_ok(!survives(&a, &r, &out), "and so is one that is not UTF-8");
	r = full(&a);
	r.code = BW_EINPUT;
	tap_ok(!survives(&a, &r, &out), "a fault has words");
	bw_err_set(&r.err, BW_EINPUT, "line one\nline\x1b[31m two \xC3");
	tap_ok(survives(&a, &r, &out), "of one line");
	tap_str(bw_str_from(out.err.msg), BW_STR("line one line[31m two \xEF\xBF\xBD"), "without controls");
	r = full(&a);
	r.kind = BW_PAGE_KINDS;
	tap_ok(!survives(&a, &r, &out), "a kind that is none is no result");
	bw_arena_release(&a);
}

static const char small_pdf[] = "%PDF-1.4\n"
				"1 0 obj\n"
				"<< /Type /Catalog /Pages 2 0 R >>\n"
				"endobj\n"
				"2 0 obj\n"
				"<< /Type /Pages /Kids [3 0 R] /Count 1 >>\n"
				"endobj\n"
				"3 0 obj\n"
				"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << "
				"/Font << /F1 5 0 R >> >> >>\n"
				"endobj\n"
				"4 0 obj\n"
				"<< /Length 169 >>\n"
				"stream\n"
				"BT /F1 12 Tf 72 720 Td 14 TL (The water report) Tj T* () Tj T* (The ministry said on "
				"Monday that the lake has fallen by two metres.) Tj T* (It will rise again.) Tj T* ET\n"
				"endstream\n"
				"endobj\n"
				"5 0 obj\n"
				"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\n"
				"endobj\n"
				"xref\n"
				"0 6\n"
				"0000000000 65535 f \n"
				"0000000009 00000 n \n"
				"0000000058 00000 n \n"
				"0000000115 00000 n \n"
				"0000000241 00000 n \n"
				"0000000461 00000 n \n"
				"trailer << /Size 6 /Root 1 0 R >>\n"
				"startxref\n"
				"531\n"
				"%%EOF";

/* A page of a feed may be a PDF: its text is got outside of the worker, and the feed knows its title and date. */
static void test_pdf(void)
{
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_workers *w;
	struct bw_workers_options o = {.jobs = 1, .memory_bytes = 512u << 20, .time_ms = 60000};
	struct bw_parse_task tasks[] = {
		{.what = BW_PARSE_PAGE,
		 .bytes = BW_STR(small_pdf),
		 .url = BW_STR("https://a.example/report.pdf"),
		 .hints = {.title = BW_STR("The water report"), .published = 1772445600},
		 .updated = BW_TIME_NONE},
		{.what = BW_PARSE_PAGE,
		 .bytes = BW_STR("%PDF-1.4 and nothing else"),
		 .url = BW_STR("https://a.example/broken.pdf"),
		 .hints = {.published = BW_TIME_NONE},
		 .updated = BW_TIME_NONE},
	};
	struct bw_parse_result results[2];
	bw_workers_open(&o, &w, NULL);
	bw_arena_init(&a);
	tap_int(bw_workers_run(w, &a, tasks, 2, results, &err), 0, "a page that is a PDF is read");
	if (results[0].code == BW_ENOTFOUND) { /* pdftotext is not installed */
		tap_ok(strstr(results[0].err.msg, "poppler") != NULL, "with what to install: %s", results[0].err.msg);
	} else {
		tap_ok(bw_str_find(results[0].article.text, BW_STR("has fallen by two metres"), 0) != BW_NPOS,
		       "as text");
		tap_str(results[0].article.title, BW_STR("The water report"), "under the title of the feed");
		tap_int(results[0].article.published, 1772445600, "with its date");
		tap_int(results[1].code, BW_EINPUT, "one that is broken costs itself");
	}
	bw_arena_release(&a);
	bw_workers_close(w);
}

int main(int argc, char **argv)
{
	hostile_main(argc, argv, true);
	test_pack();
	test_pdf();
	if (argc > 1)
		test_same(argv[1]);
	return tap_done();
}
