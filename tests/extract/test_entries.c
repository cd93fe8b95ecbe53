/* Live blogs, round-ups, and what looks like them (entries.cases); times, anchors and titles of entries. */
#include "cases.h"
#include "extract/entries.h"

static const char *const forms[] = {"prose", "live-blog", "round-up"};

static void read_case(struct bw_arena *a, struct bw_str url, struct bw_str text, struct bw_article *got)
{
	enum bw_page_kind kind = BW_PAGE_ARTICLE;
	bool page = bw_str_starts(text, BW_STR("<"));
	if (page)
		bw_article_read(a, text, BW_STR("text/html; charset=utf-8"), url, NULL, got, &kind, NULL);
	else
		bw_article_from_text(a, text, url, got, NULL);
	tap_ok(kind == BW_PAGE_ARTICLE, "an article");
}

static void check_order(const struct bw_article *got)
{
	uint32_t from = 0, bad = 0;
	for (uint32_t i = 0; i < got->n_entries; i++) {
		const struct bw_entry *e = &got->entries[i];
		bad += e->first < from || !e->n || e->first + e->n > got->shape.len;
		from = e->first + e->n;
	}
	tap_ok(!bad && (got->n_entries > 0) == (got->form != BW_ARTICLE_PROSE), "entries lie in order within the text");
}

static void check_case(struct bw_str head, struct bw_str text)
{
	struct bw_arena a;
	struct bw_article got;
	struct bw_str form, n, name;
	int64_t want = 0;
	bw_arena_init(&a);
	bw_str_split(&head, ' ', &form);
	bw_str_split(&head, ' ', &n);
	bw_str_split(&head, ' ', &name);
	bw_str_to_i64(n, &want);
	read_case(&a, head.len ? head : BW_STR("https://news.example/2026/text"), text, &got);
	tap_str(bw_str_from(forms[got.form]), form, bw_arena_cstr(&a, name));
	tap_int(got.n_entries, want, "number of entries");
	check_order(&got);
	bw_arena_release(&a);
}

static void check_stamps(void)
{
	static const struct {
		const char *text;
		int minute, bytes;
	} rows[] = {
		{"6:24 p.m. The count ends", 1104, 10},
		{"10.24 We end the page", 624, 6},
		{"18h24 Le préfet", 1104, 6},
		{"09:15 Uhr: Fähren", 555, 11},
		{"[14:05 GMT] Talks", 845, 12},
		{"6 p.m. Doors open", 1080, 7},
		{"12:10 a.m. Night", 10, 11},
		{"12:10 PM - Noon", 730, 11},
		{"10.24 million", 624, 6},
		{"25:10 no hour", -1, 0},
		{"10:75 no minute", -1, 0},
		{"1994 was a year", -1, 0},
		{"9.805 tonnes", -1, 0},
		{"3 men", -1, 0},
		{"13:00 p.m. no", -1, 0},
		{"10.5% more", -1, 0},
		{"10:24hours", -1, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bw_stamp s;
		bool is = bw_stamp_read(bw_str_from(rows[i].text), &s);
		tap_ok(is == (rows[i].minute >= 0) &&
			       (!is || (s.minute == rows[i].minute && s.bytes == (size_t)rows[i].bytes)),
		       "time in \"%s\"", rows[i].text);
	}
}

static void check_times(void)
{
	static const char page[] =
		"<title>Live: the vote</title><meta property=\"article:published_time\" content=\"%s\"><article>"
		"<h1>Live: the vote</h1><div id=d><p>18:10 The chamber is full and the doors are shut behind the "
		"clerks.</p>"
		"<p>More seats are brought in.</p></div><div id=c><p>17:40 A speech on rivers, the third of the day, "
		"by a man "
		"from the hills.</p></div><div id=b><p>17:05 The vote is put off by an hour, and nobody says "
		"why.</p></div>"
		"<div id=a><p>16:30 Good afternoon from the gallery, where there is no water.</p></div></article>";
	struct bw_arena a;
	struct bw_article got;
	bw_arena_init(&a);
	struct bw_str zoned = bw_arena_printf(&a, page, "2026-03-02T16:30:00+01:00");
	read_case(&a, BW_STR("https://news.example/live/vote"), zoned, &got);
	tap_int(got.n_entries, 4, "four entries");
	if (got.n_entries == 4) {
		tap_str(got.entries[0].anchor, BW_STR("d"), "the id of the box of an entry");
		tap_int(got.entries[0].n, 2, "a paragraph without a time goes with the one above");
		tap_int(got.entries[1].published, 1772469600, "time of day, day and zone make a time");
	}
	struct bw_str unzoned = bw_arena_printf(&a, page, "2026-03-02T16:30:00Z");
	read_case(&a, BW_STR("https://news.example/live/vote"), unzoned, &got);
	tap_ok(got.n_entries == 4 && got.entries[1].published == BW_TIME_NONE,
	       "a zone that is not stated is not guessed");
	bw_arena_release(&a);
}

static void check_headings(void)
{
	struct bw_arena a;
	struct bw_article got;
	bw_arena_init(&a);
	read_case(&a, BW_STR("https://n.example/a"),
		  BW_STR("<title>Notes</title><article><h1>Notes</h1>"
			 "<h3 id=x>Ferry fined for late boats</h3><p>The office has fined the operator of the line for "
			 "delays.</p><h3>Mining school to close</h3><p>It takes no students from autumn on, and sells "
			 "its "
			 "library.</p><h3>New trial is ordered</h3><p>Judges have sent the case back to the lower "
			 "court.</p><h3>Beavers are back again</h3><p>Rangers have photographed two of them above the "
			 "dam.</p></article>"),
		  &got);
	tap_ok(got.n_entries == 4 && bw_str_eq(got.entries[1].title, BW_STR("Mining school to close")),
	       "the heading is the title of an entry");
	tap_ok(got.n_entries == 4 && bw_str_eq(got.entries[0].anchor, BW_STR("x")),
	       "the id of a heading is its anchor");
	bw_arena_release(&a);
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct cases c;
	struct bw_str head, text;
	bw_arena_init(&a);
	if (cases_open(&a, argc > 1 ? argv[1] : ".", "entries.cases", &c))
		while (cases_next(&c, &head, &text))
			check_case(head, text);
	bw_arena_release(&a);
	check_stamps();
	check_times();
	check_headings();
	return tap_done();
}
