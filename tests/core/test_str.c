/* Borrowed strings: searching, cutting, numbers, the hash that is stored. */
#include "cases.h"
#include "tap.h"

static void compare(void)
{
	tap_ok(bw_str_eq(BW_STR_NONE, BW_STR("")), "none is the empty string");
	tap_ok(!bw_str_eq(BW_STR("a"), BW_STR("ab")), "a prefix is not the same");
	tap_ok(bw_str_eq_ascii_nocase(BW_STR("Content-TYPE"), BW_STR("content-type")), "case of ASCII does not count");
	tap_ok(!bw_str_eq_ascii_nocase(BW_STR("\xC3\x84"), BW_STR("\xC3\xA4")), "case of other letters counts");
	tap_ok(!bw_str_eq_ascii_nocase(BW_STR("@"), BW_STR("`")), "only letters have case");
	tap_ok(bw_str_cmp(BW_STR("a"), BW_STR("b")) < 0, "a before b");
	tap_ok(bw_str_cmp(BW_STR("a"), BW_STR("ab")) < 0, "shorter first");
	tap_ok(bw_str_cmp(BW_STR("\x80"), BW_STR("z")) > 0, "bytes are unsigned");
	tap_ok(bw_str_cmp(BW_STR_NONE, BW_STR("")) == 0, "none sorts as empty");
	tap_ok(bw_str_starts(BW_STR("abc"), BW_STR("ab")) && !bw_str_starts(BW_STR("ab"), BW_STR("abc")), "starts");
	tap_ok(bw_str_ends(BW_STR("abc"), BW_STR("bc")) && !bw_str_ends(BW_STR("bc"), BW_STR("abc")), "ends");
	tap_ok(bw_str_ends(BW_STR_NONE, BW_STR("")), "everything ends in nothing");
	tap_ok(bw_str_starts_ascii_nocase(BW_STR("HTTPS://"), BW_STR("https:")), "starts, case aside");
}

static void search(void)
{
	struct bw_str s = BW_STR("one two one");
	tap_int((long long)bw_str_find(s, BW_STR("one"), 0), 0, "find the first");
	tap_int((long long)bw_str_find(s, BW_STR("one"), 1), 8, "find from");
	tap_ok(bw_str_find(s, BW_STR("one"), 9) == BW_NPOS, "find nothing");
	tap_ok(bw_str_find(s, BW_STR("one"), 99) == BW_NPOS, "find from past the end");
	tap_int((long long)bw_str_find(s, BW_STR(""), 11), 11, "nothing is found anywhere");
	tap_ok(bw_str_find(BW_STR_NONE, BW_STR("a"), 0) == BW_NPOS, "find in nothing");
	tap_int((long long)bw_str_find_ascii_nocase(s, BW_STR("TWO"), 0), 4, "find, case aside");
	tap_ok(bw_str_find_ascii_nocase(s, BW_STR("ones"), 0) == BW_NPOS, "find nothing, case aside");
	tap_int((long long)bw_str_find_char(s, 'o', 1), 6, "find a byte");
	tap_ok(bw_str_find_char(s, 'o', 11) == BW_NPOS, "find a byte from the end");
	tap_int((long long)bw_str_rfind_char(s, 'o'), 8, "find the last byte");
	tap_ok(bw_str_rfind_char(BW_STR_NONE, 'o') == BW_NPOS, "find the last byte of nothing");
}

static void cut(void)
{
	struct bw_str s = BW_STR("abcdef");
	tap_str(bw_str_sub(s, 2, 2), BW_STR("cd"), "part");
	tap_str(bw_str_sub(s, 4, 99), BW_STR("ef"), "part that is too long");
	tap_str(bw_str_sub(s, 99, 1), BW_STR(""), "part from past the end");
	tap_str(bw_str_sub(s, 1, SIZE_MAX), BW_STR("bcdef"), "part of any length");
	tap_str(bw_str_from_pos(BW_STR_NONE, 3), BW_STR(""), "rest of nothing");
	tap_str(bw_str_trim(BW_STR(" \t\r\n a b \v\f")), BW_STR("a b"), "trim");
	tap_str(bw_str_trim(BW_STR(" \n ")), BW_STR(""), "trim nothing but blanks");
}

static void split(struct bw_str text, const char *want, const char *what)
{
	char got[64] = "";
	struct bw_str rest = text, part;
	while (bw_str_split(&rest, ',', &part))
		snprintf(got + strlen(got), sizeof(got) - strlen(got), "<%" BW_PRISTR ">", BW_ARG(part));
	tap_str(bw_str_from(got), bw_str_from(want), what);
}

static void number(const char *text, int good, int64_t want)
{
	int64_t got = -7;
	bool done = bw_str_to_i64(bw_str_from(text), &got);
	tap_ok(done == good && got == (good ? want : -7), "number \"%s\"", text);
}

int main(void)
{
	compare();
	search();
	cut();
	split(BW_STR("a,b"), "<a><b>", "split");
	split(BW_STR("a,"), "<a><>", "split keeps an empty last part");
	split(BW_STR(",,"), "<><><>", "split keeps empty parts");
	split(BW_STR(""), "<>", "the empty text is one empty part");
	split(BW_STR_NONE, "", "no text has no part");
	number("0", 1, 0);
	number("007", 1, 7);
	number("9223372036854775807", 1, INT64_MAX);
	number("9223372036854775808", 0, 0);
	number("99999999999999999999", 0, 0);
	number("", 0, 0);
	number("-1", 0, 0);
	number("+1", 0, 0);
	number("1 ", 0, 0);
	number("0x10", 0, 0);
	/* Published vectors: what is stored must be found again. */
	tap_ok(bw_str_hash(BW_STR("")) == 0xcbf29ce484222325u, "FNV-1a of nothing");
	tap_ok(bw_str_hash(BW_STR("a")) == 0xaf63dc4c8601ec8cu, "FNV-1a of a");
	tap_ok(bw_str_hash(BW_STR("foobar")) == 0x85944171f73967e8u, "FNV-1a of foobar");
	return tap_done();
}
