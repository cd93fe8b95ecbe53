/* Names of one outlet; owners by name and host; whose voice a text is. */
#include "story/voice.h"
#include "tap.h"

static void test_names(void)
{
	static const struct {
		const char *x, *y;
		bool one;
	} rows[] = {
		{"The Morning Post", "Morning Post", true},
		{"Larkhill", "Larkhill Press Agency", true},
		{"Larkhill", "LARKHILL", true},
		{"AP", "The Associated Press", true},
		{"dpa", "Deutsche Presse-Agentur", true},
		{"BBC", "BBC News", true},
		{"Daily News", "Daily Press", false},
		{"Morning Post", "Evening Post", false},
		{"City Press", "City News", false},
		{"Rope & Sail", "Rope and Sail", false},
		{"Süddeutsche Zeitung", "Suddeutsche Zeitung", true},
		{"Larkhill", "Larkhill Nachrichtenagentur", true},
		{"Larkhill Redação", "Larkhill", true},
		{"Die Presse", "Die Zeit", false},
		{"The", "Agency", false},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		tap_ok((bw_outlet_key(bw_str_from(rows[i].x)) == bw_outlet_key(bw_str_from(rows[i].y))) == rows[i].one,
		       "%s and %s are %s", rows[i].x, rows[i].y, rows[i].one ? "one" : "two");
	tap_ok(bw_outlet_key(BW_STR("")) == 0 && bw_outlet_key(BW_STR(" - ")) == 0, "no name is none");
	tap_ok(bw_outlet_key(BW_STR("News")) != 0, "a name may be such a word alone");
}

/* Rows are found by bisection: each must stand in its place. */
static void test_order(const char *name)
{
	struct bw_str table = bw_lexicon_embedded(name), line, before = BW_STR_NONE;
	size_t rows = 0, bad = 0;
	while (bw_str_split(&table, '\n', &line)) {
		struct bw_str first;
		bool comment = line.len && line.ptr[0] == '#';
		if (!line.len || (comment && !rows))
			continue;
		bool whole = bw_str_split(&line, '\t', &first) && first.len && line.len;
		bad += comment || !whole || bw_str_cmp(before, first) >= 0;
		before = first;
		rows++;
	}
	tap_ok(rows > 0 && !bad, "rows of %s stand in order", name);
}

/* Every short name is found: the first and the last row too. */
static void test_short_names(void)
{
	struct bw_str table = bw_lexicon_embedded("any/outlet-names"), line, first;
	size_t missed = 0;
	while (bw_str_split(&table, '\n', &line))
		if (line.len && line.ptr[0] != '#' && bw_str_split(&line, '\t', &first))
			missed += bw_outlet_key(first) != bw_outlet_key(line);
	tap_int((long long)missed, 0, "every short name is that of its agency");
}

static void test_owners(const struct bw_owners *o)
{
	tap_str(bw_owners_find(o, BW_STR("The Wall Street Journal"), BW_STR("")), BW_STR("News Corp"), "by name");
	tap_str(bw_owners_find(o, BW_STR(""), BW_STR("www.thetimes.co.uk")), BW_STR("News Corp"), "by host");
	tap_str(bw_owners_find(o, BW_STR("Somebody"), BW_STR("feeds.example")), BW_STR(""), "unknown");
	tap_str(bw_owners_find(o, BW_STR(""), BW_STR("notwsj.com")), BW_STR(""), "not by the end of another host");
	tap_str(bw_owners_find(NULL, BW_STR("Reuters"), BW_STR("")), BW_STR(""), "without a table");
}

static void test_voice(const struct bw_owners *o)
{
	struct bw_str none = BW_STR("");
	uint64_t journal = bw_voice_of(o, BW_STR("The Wall Street Journal"), BW_STR("wsj.com"), none);
	tap_ok(journal == bw_voice_of(o, BW_STR("Times"), BW_STR("thetimes.co.uk"), none), "two outlets of one owner");
	tap_ok(journal != bw_voice_of(o, BW_STR("Le Monde"), BW_STR("lemonde.fr"), none), "two owners");
	uint64_t wire = bw_voice_of(o, BW_STR("Gazette"), none, BW_STR("Reuters"));
	tap_ok(wire == bw_voice_of(o, BW_STR("Herald"), none, BW_STR("Reuters")), "two reprints of one agency");
	tap_ok(wire == bw_voice_of(o, BW_STR("Reuters"), BW_STR("reuters.com"), none), "and the agency");
	tap_ok(wire != bw_voice_of(o, BW_STR("Gazette"), none, none), "not the outlet's own words");
	uint64_t own = bw_voice_of(o, BW_STR("Larkhill Press Agency"), none, BW_STR("Larkhill"));
	tap_ok(own == bw_voice_of(o, BW_STR("Larkhill"), none, none), "an outlet that credits itself");
	tap_ok(bw_voice_of(NULL, none, BW_STR("a.example"), none) != bw_voice_of(NULL, none, BW_STR("b.example"), none),
	       "hosts where there is no name");
}

/* A user's rows stand behind the embedded ones. */
static void test_user(struct bw_arena *a)
{
	struct bw_lexicon_row rows[] = {{.col = {BW_STR("Gazette"), BW_STR("Old House")}, .n = 2},
					{.col = {BW_STR("Gazette"), BW_STR("New House")}, .n = 2},
					{.col = {BW_STR("gazette.example"), BW_STR("New House")}, .n = 2}};
	struct bw_lexicon table = {BW_STR("any/owners"), rows, 3};
	struct bw_lexicons all = {&table, 1};
	struct bw_owners *o = NULL;
	struct bw_err err = {0};
	tap_int(bw_owners_open(a, &all, &o, &err), 0, "a table of a user");
	tap_str(bw_owners_find(o, BW_STR("The Gazette"), BW_STR("")), BW_STR("New House"), "the last row wins");
	rows[1].col[1] = BW_STR_NONE;
	tap_ok(bw_owners_open(a, &all, &o, &err) == BW_EINPUT && err.msg[0], "a row without an owner is refused");
}

int main(void)
{
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_lexicons lexicons;
	struct bw_owners *o;
	bw_arena_init(&a);
	if (bw_lexicons_load(&a, NULL, &lexicons, &err) || bw_owners_open(&a, &lexicons, &o, &err)) {
		printf("Bail out! %s\n", err.msg);
		return 1;
	}
	test_names();
	test_order("any/outlet-names");
	test_order("any/outlet-words");
	test_short_names();
	test_owners(o);
	test_voice(o);
	test_user(&a);
	bw_arena_release(&a);
	return tap_done();
}
