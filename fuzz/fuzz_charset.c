/* Whatever the bytes and their declarations, the result is well-formed and free of controls, the same the second time,
 * and no longer than its encoding allows. The first byte chooses a header. */
#include <stdlib.h>

#include "core/charset.h"
#include "core/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const headers[] = {
	"",
	"text/html; charset=utf-8",
	"text/html; charset=windows-1252",
	"text/html; charset=windows-1251",
	"text/html; charset=gbk",
	"text/html; charset=gb18030",
	"text/html; charset=big5",
	"text/html; charset=euc-jp",
	"text/html; charset=shift_jis",
	"text/html; charset=euc-kr",
	"text/html; charset=iso-2022-jp",
	"text/html; charset=utf-16be",
	"text/html; charset=x-user-defined",
	"text/html; charset=iso-8859-16",
};

static void check(struct bw_arena *a, struct bw_str got, size_t size)
{
	if (!bw_utf8_valid(got) || got.len > 4 * size + 3)
		abort();
	struct bw_str again = bw_utf8_clean(a, got);
	if (again.ptr != got.ptr || again.len != got.len)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bw_arena a;
	if (!size)
		return 0;
	bw_arena_init(&a);
	struct bw_str bytes = {(const char *)data + 1, size - 1};
	struct bw_str header = bw_str_from(headers[data[0] % (sizeof headers / sizeof *headers)]);
	check(&a, bw_charset_decode(&a, bytes, header), size);
	check(&a, bw_charset_decode(&a, bytes, bytes), size);
	bw_charset_declared(bytes, BW_STR_NONE);
	const struct bw_charset *c = bw_charset_labelled(bw_charset_of_type(header));
	if (c)
		check(&a, bw_charset_convert(&a, bytes, c), size);
	bw_arena_release(&a);
	return 0;
}
