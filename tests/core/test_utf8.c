/* Decoding at the very end of memory, repair, classes, folding, words. */
#include "cases.h"
#include "core/utf8.h"
#include "tap.h"

/* Unicode 15, table 3-8 and around: input, and what is read from it, one number a step. */
static const struct {
	const char *bytes;
	const char *points;
} decode_cases[] = {
	{"a", "61 "},
	{"\x7F", "7f "},
	{"\xC2\x80", "80 "},
	{"\xDF\xBF", "7ff "},
	{"\xE0\xA0\x80", "800 "},
	{"\xEF\xBF\xBF", "ffff "},
	{"\xF0\x90\x80\x80", "10000 "},
	{"\xF4\x8F\xBF\xBF", "10ffff "},
	{"\xC0\xAF", "! ! "},             /* too long a form */
	{"\xE0\x80\xAF", "! ! ! "},       /* too long a form */
	{"\xF0\x80\x80\xAF", "! ! ! ! "}, /* too long a form */
	{"\xED\xA0\x80", "! ! ! "},       /* half of a surrogate pair */
	{"\xF4\x90\x80\x80", "! ! ! ! "}, /* past the last code point */
	{"\xFF\xFE", "! ! "},             /* never in UTF-8 */
	{"\x80", "! "},                   /* a tail alone */
	{"\xC3", "! "},                   /* cut short */
	{"\xE2\x82", "! "},               /* cut short: one fault */
	{"\xF0\x9F\x98", "! "},           /* cut short: one fault */
	{"\xE2\x82"
	 "a",
	 "! 61 "}, /* the byte after the cut is not lost */
	{"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
	 "A",
	 "! ! ! ! 41 "},
	{"\xF0\x9F\x98\x80\xF0\x9F", "1f600 ! "},
};

static void decode(void)
{
	for (size_t i = 0; i < sizeof(decode_cases) / sizeof(decode_cases[0]); i++) {
		struct bw_str s = guarded(bw_str_from(decode_cases[i].bytes));
		char got[64] = "";
		for (size_t pos = 0; pos < s.len;) {
			uint32_t cp = bw_utf8_next(s, &pos);
			size_t n = strlen(got);
			snprintf(got + n, sizeof(got) - n, cp == BW_REPLACEMENT ? "! " : "%x ", cp);
		}
		tap_str(bw_str_from(got), bw_str_from(decode_cases[i].points), "decode at the end of memory");
		tap_ok(bw_utf8_valid(s) == !strchr(decode_cases[i].points, '!'), "valid or not");
	}
}

/* Every code point goes out and comes back, forwards and backwards. */
static void round_trip(void)
{
	int bad = 0;
	struct bw_buf b;
	bw_buf_init(&b, 16);
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
		if (cp >= 0xD800 && cp < 0xE000)
			continue;
		bw_buf_reset(&b);
		bw_utf8_put(&b, cp);
		size_t start = 0, end = b.len;
		bad += bw_utf8_next(bw_buf_view(&b), &start) != cp || start != b.len;
		bad += bw_utf8_prev(bw_buf_view(&b), &end) != cp || end != 0;
	}
	tap_int(bad, 0, "all code points survive");
	bw_buf_reset(&b);
	bw_utf8_put(&b, 0xD800);
	bw_utf8_put(&b, 0x110000);
	tap_str(bw_buf_view(&b), BW_STR("\xEF\xBF\xBD\xEF\xBF\xBD"), "what is no code point is replaced");
	bw_buf_release(&b);
	size_t pos = 5;
	tap_int(bw_utf8_prev(BW_STR("a\xE2\x82\xAC\x80"), &pos), BW_REPLACEMENT, "a tail alone, backwards");
	tap_int(bw_utf8_prev(BW_STR("a\xE2\x82\xAC\x80"), &pos), 0x20AC, "and what stands before it");
	tap_int((long long)pos, 1, "moved before it");
}

static void clean(struct bw_arena *a)
{
	struct bw_str good = BW_STR("Zürich\t\xE2\x82\xAC\r\n\xEF\xBF\xBD");
	tap_ok(bw_utf8_clean(a, good).ptr == good.ptr, "nothing wrong: the same bytes");
	tap_ok(bw_utf8_clean(a, BW_STR_NONE).len == 0, "nothing stays nothing");
	tap_str(bw_utf8_clean(a, BW_STR("a\0b\x01"
					"c\x1B[m")),
		BW_STR("abc[m"), "controls go");
	tap_str(bw_utf8_clean(a, BW_STR("a\vb\fc\xC2\x85"
					"d")),
		BW_STR("a b c d"), "those that part words leave a space");
	tap_str(bw_utf8_clean(a, BW_STR("a\xC2\x9B"
					"b")),
		BW_STR("ab"), "C1 controls go");
	tap_str(bw_utf8_clean(a, BW_STR("a\xFF\xE2\x82z")), BW_STR("a\xEF\xBF\xBD\xEF\xBF\xBDz"), "faults are marked");
	struct bw_str again = bw_utf8_clean(a, BW_STR("\x80\0\xC2\x85"));
	tap_ok(bw_utf8_clean(a, again).ptr == again.ptr, "clean text is clean");
}

static void classes(void)
{
	tap_ok(bw_uni_is_letter('a') && bw_uni_is_letter(0xE9) && bw_uni_is_letter(0x4E2D), "letters");
	tap_ok(!bw_uni_is_letter('1') && !bw_uni_is_letter('_') && !bw_uni_is_letter(0x20AC), "no letters");
	tap_ok(bw_uni_is_upper('A') && bw_uni_is_upper(0xC9) && bw_uni_is_upper(0x1C5), "upper and title case");
	tap_ok(!bw_uni_is_upper('a') && !bw_uni_is_upper('@') && !bw_uni_is_upper(0x4E2D), "no upper case");
	tap_ok(bw_uni_is_lower('z') && bw_uni_is_lower(0xDF) && !bw_uni_is_lower('Z'), "lower case");
	tap_ok(bw_uni_is_digit('7') && bw_uni_is_digit(0x667) && !bw_uni_is_digit(0xBD), "digits");
	tap_ok(bw_uni_is_space(' ') && bw_uni_is_space(0xA0) && bw_uni_is_space(0x3000) && !bw_uni_is_space(0x200B),
	       "spaces");
	tap_ok(bw_uni_is_ideograph(0x4E2D) && bw_uni_is_ideograph(0x3042) && bw_uni_is_ideograph(0x20000),
	       "ideographs");
	tap_ok(!bw_uni_is_ideograph('a') && !bw_uni_is_ideograph(0xD55C) && !bw_uni_is_ideograph(0x3002),
	       "no ideographs");
	tap_ok(!bw_uni_is_letter(0x110000) && !bw_uni_is_upper(0xFFFFFFFFu), "no code points");
}

static void fold(struct bw_arena *a, const char *folder)
{
	struct case_file f = case_open(a, folder, "fold.tsv");
	struct case_row row;
	while (case_next(a, &f, &row)) {
		struct bw_str key = bw_uni_fold(a, guarded(row.cell[0]));
		tap_str(key, row.cell[1], "fold");
		tap_str(bw_uni_fold(a, key), row.cell[1], "and again");
	}
	char *text = bw_arena_alloc(a, 100000);
	memset(text, 'A', 100000);
	struct bw_str key = bw_uni_fold(a, (struct bw_str){text, 100000});
	tap_ok(key.len == 100000 && key.ptr[0] == 'a' && key.ptr[99999] == 'a', "long ASCII");
	memcpy(text + 50000, "\xC3\x89", 2);
	key = bw_uni_fold(a, (struct bw_str){text, 100000});
	tap_ok(key.len == 99999 && key.ptr[50000] == 'e' && key.ptr[99998] == 'a', "long text");
}

struct word_list {
	struct bw_str text;
	char got[256];
};

static void add_word(void *ctx, size_t start, size_t end)
{
	struct word_list *l = ctx;
	size_t n = strlen(l->got);
	snprintf(l->got + n, sizeof(l->got) - n, "<%" BW_PRISTR ">", BW_ARG(bw_str_sub(l->text, start, end - start)));
}

static void words(const char *text, const char *want)
{
	struct word_list l = {.text = guarded(bw_str_from(text))};
	bw_uni_words(l.text, add_word, &l);
	tap_str(bw_str_from(l.got), bw_str_from(want), "words");
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	bw_arena_init(&a);
	decode();
	round_trip();
	clean(&a);
	classes();
	fold(&a, argc > 1 ? argv[1] : ".");
	words("", "");
	words("中国政府 宣布。", "<中国><政府><宣布><。>");
	words("東京都に行く", "<東京><都><に><行く>");
	words("one two", "<one><two>");
	words("a\xFF", "<a><\xFF>");
	char wire[64];
	size_t len = 0;
	tap_ok(bw_uni_host_ascii(BW_STR("Bücher.example"), wire, sizeof(wire), &len), "host name");
	tap_str((struct bw_str){wire, len}, BW_STR("xn--bcher-kva.example"), "in its wire form");
	tap_ok(!bw_uni_host_ascii(BW_STR("Bücher.example"), wire, 8, &len), "no room for it");
	bw_arena_release(&a);
	return tap_done();
}
