#include "source/charset.h"

#include <errno.h>
#include <iconv.h>

#include "core/buf.h"
#include "core/utf8.h"

enum { DECLARATION_WINDOW_BYTES = 2048, LABEL_MAX_BYTES = 40 };

/* Labels that mean a wider charset on the web than their name says (Encoding standard, section 4.2); all others go to
 * iconv as they are. */
static const struct {
	struct bw_str label;
	const char *means;
} labels[] = {
	{{"iso-8859-1", 10}, "CP1252"}, {{"iso8859-1", 9}, "CP1252"},   {{"latin1", 6}, "CP1252"},
	{{"us-ascii", 8}, "CP1252"},    {{"ascii", 5}, "CP1252"},       {{"windows-1252", 12}, "CP1252"},
	{{"iso-8859-9", 10}, "CP1254"}, {{"gb2312", 6}, "GB18030"},     {{"gbk", 3}, "GB18030"},
	{{"x-gbk", 5}, "GB18030"},      {{"shift_jis", 9}, "CP932"},    {{"shift-jis", 9}, "CP932"},
	{{"x-sjis", 6}, "CP932"},       {{"euc-kr", 6}, "CP949"},       {{"ks_c_5601-1987", 14}, "CP949"},
	{{"tis-620", 7}, "CP874"},      {{"big5", 4}, "BIG5-HKSCS"},    {{"iso-8859-11", 11}, "CP874"},
	{{"utf-16", 6}, "UTF-16LE"},    {{"x-user-defined", 14}, NULL}, {{"utf-7", 5}, NULL},
};

static bool is_label_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-_.:", c));
}

/* The value after the first "KEY=" in s, quotes off. */
static struct bw_str value_after(struct bw_str s, struct bw_str key)
{
	size_t pos = bw_str_find_ascii_nocase(s, key, 0);
	if (pos == BW_NPOS)
		return BW_STR_NONE;
	struct bw_str rest = bw_str_trim(bw_str_from_pos(s, pos + key.len));
	if (!rest.len || rest.ptr[0] != '=')
		return BW_STR_NONE;
	rest = bw_str_trim(bw_str_from_pos(rest, 1));
	if (rest.len && (rest.ptr[0] == '"' || rest.ptr[0] == '\''))
		rest = bw_str_trim(bw_str_from_pos(rest, 1));
	size_t len = 0;
	while (len < rest.len && len < LABEL_MAX_BYTES && is_label_byte(rest.ptr[len]))
		len++;
	return bw_str_sub(rest, 0, len);
}

struct bw_str bw_charset_of_type(struct bw_str content_type)
{
	return value_after(content_type, BW_STR("charset"));
}

/* The encoding of the XML declaration, or the charset of a <meta>. */
static struct bw_str declared_charset(struct bw_str bytes)
{
	struct bw_str head = bw_str_sub(bytes, 0, DECLARATION_WINDOW_BYTES);
	size_t xml = bw_str_find(head, BW_STR("<?xml"), 0);
	if (xml != BW_NPOS) {
		size_t end = bw_str_find(head, BW_STR("?>"), xml);
		struct bw_str found =
			value_after(bw_str_sub(head, xml, end == BW_NPOS ? 0 : end - xml), BW_STR("encoding"));
		if (found.len)
			return found;
	}
	size_t meta = bw_str_find_ascii_nocase(head, BW_STR("<meta"), 0);
	return meta == BW_NPOS ? BW_STR_NONE : value_after(bw_str_from_pos(head, meta), BW_STR("charset"));
}

/* Room for the longest result: 4 bytes for one, as iconv needs it. */
static void convert(iconv_t cd, struct bw_str bytes, struct bw_buf *out)
{
	char *in = (char *)bytes.ptr;
	size_t in_left = bytes.len;
	char piece[4096];
	while (in_left) {
		char *to = piece;
		size_t to_left = sizeof(piece);
		size_t rc = iconv(cd, &in, &in_left, &to, &to_left);
		bw_buf_put(out, piece, (size_t)(to - piece));
		if (rc != (size_t)-1 || errno == E2BIG)
			continue;
		bw_utf8_put(out, BW_REPLACEMENT);
		if (errno == EINVAL)
			break;
		in++;
		in_left--;
	}
}

/* False when iconv does not know the charset. */
static bool decode_as(struct bw_arena *a, struct bw_str bytes, const char *charset, struct bw_str *out)
{
	iconv_t cd = iconv_open("UTF-8", charset);
	if (cd == (iconv_t)-1)
		return false;
	struct bw_buf text;
	bw_buf_init(&text, bytes.len * 4 + 16);
	convert(cd, bytes, &text);
	iconv_close(cd);
	*out = bw_buf_copy(&text, a);
	bw_buf_release(&text);
	return true;
}

static bool decode_label(struct bw_arena *a, struct bw_str bytes, struct bw_str label, struct bw_str *out)
{
	if (!label.len)
		return false;
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (bw_str_eq_ascii_nocase(label, labels[i].label))
			return labels[i].means && decode_as(a, bytes, labels[i].means, out);
	return decode_as(a, bytes, bw_arena_cstr(a, label), out);
}

static bool is_utf8_label(struct bw_str label)
{
	return bw_str_eq_ascii_nocase(label, BW_STR("utf-8")) || bw_str_eq_ascii_nocase(label, BW_STR("utf8"));
}

/* Text with a few bad bytes is still UTF-8 when the multibyte sequences in it outnumber them. */
static bool mostly_utf8(struct bw_str bytes)
{
	size_t good = 0, bad = 0;
	for (size_t pos = 0; pos < bytes.len;) {
		if ((unsigned char)bytes.ptr[pos] < 0x80) {
			pos++;
			continue;
		}
		size_t from = pos;
		uint32_t cp = bw_utf8_next(bytes, &pos);
		if (cp == BW_REPLACEMENT && pos - from < 3)
			bad++;
		else
			good++;
	}
	return good > bad;
}

/* Seven-bit charsets that switch by escape sequences look like UTF-8 and are not. */
static bool is_stateful(struct bw_str label)
{
	return bw_str_starts_ascii_nocase(label, BW_STR("iso-2022")) ||
	       bw_str_starts_ascii_nocase(label, BW_STR("hz-gb"));
}

static const char *utf16_by_first_bytes(struct bw_str bytes)
{
	if (bytes.len < 4)
		return NULL;
	if (!memcmp(bytes.ptr, "<\0?\0", 4) || !memcmp(bytes.ptr, "<\0r\0", 4))
		return "UTF-16LE";
	if (!memcmp(bytes.ptr, "\0<\0?", 4) || !memcmp(bytes.ptr, "\0<\0r", 4))
		return "UTF-16BE";
	return NULL;
}

static bool decode_by_mark(struct bw_arena *a, struct bw_str bytes, struct bw_str *out)
{
	if (bw_str_starts(bytes, BW_STR("\xEF\xBB\xBF"))) {
		*out = bw_utf8_clean(a, bw_str_from_pos(bytes, 3));
		return true;
	}
	if (bw_str_starts(bytes, BW_STR("\xFF\xFE")))
		return decode_as(a, bw_str_from_pos(bytes, 2), "UTF-16LE", out);
	if (bw_str_starts(bytes, BW_STR("\xFE\xFF")))
		return decode_as(a, bw_str_from_pos(bytes, 2), "UTF-16BE", out);
	const char *utf16 = utf16_by_first_bytes(bytes);
	return utf16 && decode_as(a, bytes, utf16, out);
}

struct bw_str bw_charset_decode(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type)
{
	struct bw_str out;
	if (decode_by_mark(a, bytes, &out))
		return out;
	struct bw_str by_header = bw_charset_of_type(content_type), declared = declared_charset(bytes);
	bool stateful = is_stateful(by_header) || is_stateful(declared);
	if (!stateful && bw_utf8_valid(bytes))
		return bytes;
	if ((is_utf8_label(by_header) || is_utf8_label(declared) || (!by_header.len && !declared.len)) &&
	    mostly_utf8(bytes))
		return bw_utf8_clean(a, bytes);
	if (!is_utf8_label(by_header) && decode_label(a, bytes, by_header, &out))
		return out;
	if (!is_utf8_label(declared) && decode_label(a, bytes, declared, &out))
		return out;
	if (decode_as(a, bytes, "CP1252", &out))
		return out;
	return bw_utf8_clean(a, bytes);
}
