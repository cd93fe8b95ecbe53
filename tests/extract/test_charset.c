#include "extract/charset.h"
#include "tap.h"

static const struct {
	const char *what;
	struct bw_str bytes;
	const char *header, *text;
} cases[] = {
	{"UTF-8 without a word", {"caf\xC3\xA9", 5}, "", "café"},
	{"windows-1252 without a word", {"caf\xE9 \x93q\x94", 8}, "", "café “q”"},
	{"header", {"\xEF\xE8", 2}, "text/html; charset=windows-1251", "пи"},
	{"header in quotes", {"\xEF\xE8", 2}, "text/html; charset=\"Windows-1251\"", "пи"},
	{"meta", {"<meta charset=koi8-r>\xC1", 22}, "", "<meta charset=koi8-r>а"},
	{"meta http-equiv",
	 {"<META http-equiv=Content-Type content='text/html; charset=iso-8859-2'>\xB1", 71},
	 "",
	 "<META http-equiv=Content-Type content='text/html; charset=iso-8859-2'>ą"},
	{"byte order mark beats the header", {"\xEF\xBB\xBF\xC3\xA9", 5}, "text/html; charset=iso-8859-1", "é"},
	{"UTF-16 by its mark", {"\xFF\xFEh\0i\0", 6}, "", "hi"},
	{"Latin is declared, UTF-8 is sent", {"\xC3\xA9t\xC3\xA9", 5}, "text/html; charset=iso-8859-1", "été"},
	{"UTF-8 is declared, a byte is wrong", {"a\xFFz", 3}, "text/html; charset=utf-8", "a\xEF\xBF\xBDz"},
	{"an unknown name", {"a", 1}, "text/html; charset=martian", "a"},
	{"Shift_JIS", {"\x93\xFA\x96{", 4}, "text/html; charset=Shift_JIS", "日本"},
	{"cut in mid-character", {"\x93", 1}, "text/html; charset=Shift_JIS", "\xEF\xBF\xBD"},
};

int main(void)
{
	struct bw_arena a;
	bw_arena_init(&a);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		tap_str(bw_charset_decode(&a, cases[i].bytes, bw_str_from(cases[i].header)), bw_str_from(cases[i].text),
			cases[i].what);
	bw_arena_release(&a);
	return tap_done();
}
