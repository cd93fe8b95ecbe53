/* The tables of wording: a row that is not folded, or out of order where order counts, would never be found. */
#include "core/lexicon.h"
#include "core/utf8.h"
#include "extract/line_words.h"
#include "tap.h"

static void check_table(struct bw_arena *a, const char *name, bool ordered)
{
	struct bw_str rest = bw_lexicon_embedded(name), row, last = BW_STR_NONE;
	size_t rows = 0, unfolded = 0, unordered = 0;
	while (bw_str_split(&rest, '\n', &row)) {
		if (!row.len || row.ptr[0] == '#')
			continue;
		rows++;
		if (!bw_str_eq(bw_uni_fold(a, row), row) && ++unfolded)
			printf("# %.*s is folded to %s\n", BW_ARG(row), bw_arena_cstr(a, bw_uni_fold(a, row)));
		unordered += last.len && bw_str_cmp(last, row) >= 0;
		last = row;
	}
	tap_ok(rows > 10, "%s has rows", name);
	tap_int((long long)unfolded, 0, "rows that are not folded");
	tap_int(ordered ? (long long)unordered : 0, 0, "rows out of order");
}

static void check_finding(void)
{
	struct bw_line_words w;
	bw_line_words_open(&w);
	tap_ok(bw_line_words_are(w.whole, BW_STR("advertisement")), "a whole line");
	tap_ok(bw_line_words_are(w.whole, BW_STR("> read more:")), "marks at its ends do not count");
	tap_ok(!bw_line_words_are(w.whole, BW_STR("read more books")), "a longer line is another one");
	tap_ok(!bw_line_words_are(w.whole, BW_STR("")), "nothing is no line");
	tap_ok(bw_line_words_begin(w.start, BW_STR("photo: jane doe")), "a beginning");
	tap_ok(!bw_line_words_begin(w.link, BW_STR("readers of the paper")), "a phrase ends where a word ends");
	tap_ok(bw_line_words_hold(w.hold, BW_STR("(c) the outlet. all rights reserved.")), "within a line");
	tap_ok(!bw_line_words_hold(w.hold, BW_STR("all right, they reserved a table")), "in pieces it is none");
}

int main(void)
{
	static const struct {
		const char *name;
		bool ordered;
	} tables[] = {{"any/line-whole", true},  {"any/line-end", true},   {"any/byline-collective", true},
		      {"any/line-start", false}, {"any/line-link", false}, {"any/line-hold", false},
		      {"any/line-tail", false},  {"any/line-ask", false},  {"any/line-note", false}};
	struct bw_arena a;
	bw_arena_init(&a);
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		check_table(&a, tables[i].name, tables[i].ordered);
	check_finding();
	bw_arena_release(&a);
	return tap_done();
}
