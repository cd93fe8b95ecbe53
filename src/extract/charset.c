#include "extract/charset.h"

#include <errno.h>
#include <iconv.h>

#include "core/buf.h"
#include "core/utf8.h"

enum { PRESCAN_BYTES = 4096 };

/* Labels of WHATWG Encoding 4.2 that pages use, and what the converter of libc calls them; NULL: done here. */
struct label {
	const char *label, *iconv_name;
	enum { UTF8, LATIN, OTHER } kind;
};

static const struct label labels[] = {
	{"utf-8", NULL, UTF8},
	{"utf8", NULL, UTF8},
	{"unicode-1-1-utf-8", NULL, UTF8},
	{"windows-1252", NULL, LATIN},
	{"cp1252", NULL, LATIN},
	{"x-cp1252", NULL, LATIN},
	{"iso-8859-1", NULL, LATIN},
	{"iso8859-1", NULL, LATIN},
	{"iso_8859-1", NULL, LATIN},
	{"latin1", NULL, LATIN},
	{"l1", NULL, LATIN},
	{"us-ascii", NULL, LATIN},
	{"ascii", NULL, LATIN},
	{"iso-8859-2", "ISO-8859-2", OTHER},
	{"latin2", "ISO-8859-2", OTHER},
	{"windows-1250", "CP1250", OTHER},
	{"iso-8859-3", "ISO-8859-3", OTHER},
	{"iso-8859-4", "ISO-8859-4", OTHER},
	{"iso-8859-5", "ISO-8859-5", OTHER},
	{"windows-1251", "CP1251", OTHER},
	{"cp1251", "CP1251", OTHER},
	{"koi8-r", "KOI8-R", OTHER},
	{"koi8-u", "KOI8-U", OTHER},
	{"ibm866", "CP866", OTHER},
	{"iso-8859-6", "ISO-8859-6", OTHER},
	{"windows-1256", "CP1256", OTHER},
	{"iso-8859-7", "ISO-8859-7", OTHER},
	{"windows-1253", "CP1253", OTHER},
	{"iso-8859-8", "ISO-8859-8", OTHER},
	{"windows-1255", "CP1255", OTHER},
	{"iso-8859-9", "CP1254", OTHER},
	{"latin5", "CP1254", OTHER},
	{"windows-1254", "CP1254", OTHER},
	{"iso-8859-10", "ISO-8859-10", OTHER},
	{"iso-8859-13", "ISO-8859-13", OTHER},
	{"windows-1257", "CP1257", OTHER},
	{"iso-8859-14", "ISO-8859-14", OTHER},
	{"iso-8859-15", "ISO-8859-15", OTHER},
	{"latin9", "ISO-8859-15", OTHER},
	{"iso-8859-16", "ISO-8859-16", OTHER},
	{"windows-874", "CP874", OTHER},
	{"tis-620", "CP874", OTHER},
	{"windows-1258", "CP1258", OTHER},
	{"macintosh", "MACINTOSH", OTHER},
	{"gb2312", "GB18030", OTHER},
	{"gbk", "GB18030", OTHER},
	{"gb18030", "GB18030", OTHER},
	{"x-gbk", "GB18030", OTHER},
	{"big5", "BIG5-HKSCS", OTHER},
	{"big5-hkscs", "BIG5-HKSCS", OTHER},
	{"x-x-big5", "BIG5-HKSCS", OTHER},
	{"shift_jis", "CP932", OTHER},
	{"shift-jis", "CP932", OTHER},
	{"sjis", "CP932", OTHER},
	{"x-sjis", "CP932", OTHER},
	{"windows-31j", "CP932", OTHER},
	{"ms_kanji", "CP932", OTHER},
	{"euc-jp", "EUC-JP", OTHER},
	{"x-euc-jp", "EUC-JP", OTHER},
	{"iso-2022-jp", "ISO-2022-JP", OTHER},
	{"euc-kr", "CP949", OTHER},
	{"ks_c_5601-1987", "CP949", OTHER},
	{"windows-949", "CP949", OTHER},
	{"korean", "CP949", OTHER},
	{"utf-16le", "UTF-16LE", OTHER},
	{"utf-16", "UTF-16LE", OTHER},
	{"utf-16be", "UTF-16BE", OTHER},
};

static const struct label *find_label(struct bw_str name)
{
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (bw_str_eq_ascii_nocase(name, bw_str_from(labels[i].label)))
			return &labels[i];
	return NULL;
}

/* The value after "charset=" in text, quotes and the rest cut off. */
static struct bw_str charset_value(struct bw_str text)
{
	size_t at = bw_str_find_ascii_nocase(text, BW_STR("charset"), 0);
	if (at == BW_NPOS)
		return BW_STR_NONE;
	struct bw_str rest = bw_str_trim(bw_str_from_pos(text, at + 7));
	if (!rest.len || rest.ptr[0] != '=')
		return BW_STR_NONE;
	rest = bw_str_trim(bw_str_from_pos(rest, 1));
	while (rest.len && (rest.ptr[0] == '"' || rest.ptr[0] == '\''))
		rest = bw_str_from_pos(rest, 1);
	size_t n = 0;
	while (n < rest.len && !strchr("\"'; />\t\r\n", rest.ptr[n]))
		n++;
	return bw_str_sub(rest, 0, n);
}

/* Valid UTF-8 with a fair number of characters beyond ASCII: no text in another encoding looks like that by chance. */
static bool is_surely_utf8(struct bw_str bytes)
{
	enum { FAIR = 8 };
	size_t starts = 0;
	for (size_t i = 0; i < bytes.len && starts < FAIR; i++)
		starts += (unsigned char)bytes.ptr[i] >= 0xC2;
	return starts >= FAIR && bw_utf8_valid(bytes);
}

static const struct label *from_meta(struct bw_str bytes)
{
	struct bw_str head = bw_str_sub(bytes, 0, PRESCAN_BYTES);
	for (size_t at = 0; (at = bw_str_find_ascii_nocase(head, BW_STR("<meta"), at)) != BW_NPOS; at += 5) {
		size_t end = bw_str_find_char(head, '>', at);
		struct bw_str tag = bw_str_sub(head, at, end == BW_NPOS ? head.len : end - at + 1);
		const struct label *l = find_label(charset_value(tag));
		if (l) /* a page that can be read as ASCII is not UTF-16, whatever it says */
			return bw_str_starts_ascii_nocase(bw_str_from(l->label), BW_STR("utf-16")) ? &labels[0] : l;
	}
	return NULL;
}

static const char *const c1_as_1252[32] = {"€",
					   "\xEF\xBF\xBD",
					   "‚",
					   "ƒ",
					   "„",
					   "…",
					   "†",
					   "‡",
					   "ˆ",
					   "‰",
					   "Š",
					   "‹",
					   "Œ",
					   "\xEF\xBF\xBD",
					   "Ž",
					   "\xEF\xBF\xBD",
					   "\xEF\xBF\xBD",
					   "‘",
					   "’",
					   "“",
					   "”",
					   "•",
					   "–",
					   "—",
					   "˜",
					   "™",
					   "š",
					   "›",
					   "œ",
					   "\xEF\xBF\xBD",
					   "ž",
					   "Ÿ"};

struct bw_str bw_charset_1252(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xA0 ? bw_str_from(c1_as_1252[byte - 0x80]) : BW_STR_NONE;
}

static struct bw_str from_1252(struct bw_arena *a, struct bw_str in)
{
	struct bw_buf b;
	bw_buf_init(&b, in.len * 3 + 16);
	for (size_t i = 0; i < in.len; i++) {
		unsigned char c = (unsigned char)in.ptr[i];
		if (c >= 0x80 && c < 0xA0)
			bw_buf_str(&b, bw_charset_1252(c));
		else
			bw_utf8_put(&b, c);
	}
	struct bw_str s = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return s;
}

/* What the converter cannot read becomes U+FFFD, one byte at a time, so that it never stands still. */
static struct bw_str from_iconv(struct bw_arena *a, struct bw_str in, const char *name)
{
	iconv_t cd = iconv_open("UTF-8", name);
	if (cd == (iconv_t)-1)
		return from_1252(a, in);
	struct bw_buf b;
	bw_buf_init(&b, in.len * 4 + 64);
	char *src = (char *)in.ptr, chunk[4096];
	size_t left = in.len;
	while (left) {
		char *dst = chunk;
		size_t room = sizeof chunk;
		size_t rc = iconv(cd, &src, &left, &dst, &room);
		int why = rc == (size_t)-1 ? errno : 0;
		bw_buf_put(&b, chunk, (size_t)(dst - chunk));
		if (why == EILSEQ || why == EINVAL) {
			bw_utf8_put(&b, BW_REPLACEMENT);
			src++;
			left--;
		}
	}
	iconv_close(cd);
	struct bw_str s = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	return s;
}

struct bom {
	struct bw_str mark;
	const char *label;
};

static const struct bom boms[] = {
	{{"\xEF\xBB\xBF", 3}, "utf-8"},
	{{"\xFF\xFE", 2}, "utf-16le"},
	{{"\xFE\xFF", 2}, "utf-16be"},
};

struct bw_str bw_charset_decode(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type)
{
	const struct label *l = NULL;
	for (size_t i = 0; i < sizeof boms / sizeof *boms && !l; i++)
		if (bw_str_starts(bytes, boms[i].mark)) {
			l = find_label(bw_str_from(boms[i].label));
			bytes = bw_str_from_pos(bytes, boms[i].mark.len);
		}
	if (!l)
		l = find_label(charset_value(content_type));
	if (!l)
		l = from_meta(bytes);
	if (((!l || l->kind == LATIN) && bw_utf8_valid(bytes)) || (l && l->kind == OTHER && is_surely_utf8(bytes)))
		l = &labels[0];
	if (l && l->kind == UTF8)
		return bw_utf8_clean(a, bytes);
	if (!l || !l->iconv_name)
		return bw_utf8_clean(a, from_1252(a, bytes));
	return bw_utf8_clean(a, from_iconv(a, bytes, l->iconv_name));
}
