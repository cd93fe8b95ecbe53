#include "core/charset.h"

#include "core/charset_part.h"
#include "core/utf8.h"

/* Sequences of well-formed UTF-8 that outweigh a declaration. */
static const size_t utf8_proof[] = {
	[BW_CHARSET_UTF8] = 0,    [BW_CHARSET_LATIN] = 0,  [BW_CHARSET_UTF16LE] = 1,
	[BW_CHARSET_UTF16BE] = 1, [BW_CHARSET_SEVEN] = 1,  [BW_CHARSET_UNREADABLE] = 1,
	[BW_CHARSET_USER] = 1,    [BW_CHARSET_SINGLE] = 3, [BW_CHARSET_MULTI] = 8,
};

/* All windows-* pages have these marks at the places where the ISO ones have controls, which mean nothing in a text. */
static const char *const windows_1252[32] = {
	"€",
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
	"Ÿ",
};

static size_t mark_length(const struct bw_charset *c, struct bw_str bytes)
{
	if (c->kind == BW_CHARSET_UTF8 && bw_str_starts(bytes, BW_STR("\xEF\xBB\xBF")))
		return 3;
	if (c->kind == BW_CHARSET_UTF16LE && bw_str_starts(bytes, BW_STR("\xFF\xFE")))
		return 2;
	return c->kind == BW_CHARSET_UTF16BE && bw_str_starts(bytes, BW_STR("\xFE\xFF")) ? 2 : 0;
}

/* The mark, or "<" and one more character of UTF-16, as an XML declaration and a page begin. */
static const struct bw_charset *by_first_bytes(struct bw_str bytes)
{
	if (bw_str_starts(bytes, BW_STR("\xEF\xBB\xBF")))
		return bw_charset_utf8();
	if (bw_str_starts(bytes, BW_STR("\xFF\xFE")) || bw_str_starts(bytes, BW_STR("\xFE\xFF")))
		return bw_charset_utf16(bytes.ptr[0] == '\xFE');
	if (bytes.len < 4)
		return NULL;
	const char *p = bytes.ptr;
	if (p[0] == '<' && !p[1] && p[2] && !p[3])
		return bw_charset_utf16(false);
	return !p[0] && p[1] == '<' && !p[2] && p[3] ? bw_charset_utf16(true) : NULL;
}

const struct bw_charset *bw_charset_declared(struct bw_str bytes, struct bw_str content_type)
{
	const struct bw_charset *c = by_first_bytes(bytes);
	if (!c)
		c = bw_charset_labelled(bw_charset_of_type(content_type));
	return c ? c : bw_charset_prescan(bytes);
}

/* Whether there are n bytes that can begin a sequence. */
static bool has_leads(struct bw_str bytes, size_t n)
{
	size_t found = 0;
	for (size_t i = 0; i < bytes.len && found < n; i++)
		found += (unsigned char)bytes.ptr[i] >= 0xC2;
	return found >= n;
}

/* More sequences beyond ASCII are good than bad; one that is cut off at the end is none. */
static bool is_mostly_utf8(struct bw_str bytes, bool declared)
{
	size_t good = 0, bad = 0;
	for (size_t pos = 0; pos < bytes.len;) {
		if ((unsigned char)bytes.ptr[pos] < 0x80) {
			pos++;
			continue;
		}
		size_t from = pos;
		bool is_bad = bw_utf8_next(bytes, &pos) == BW_REPLACEMENT && pos - from < 3;
		good += !is_bad;
		bad += is_bad && (pos < bytes.len || (unsigned char)bytes.ptr[from] < 0xC2);
	}
	return good > bad || (declared && !bad);
}

const struct bw_charset *bw_charset_choose(struct bw_str bytes, struct bw_str content_type)
{
	const struct bw_charset *utf8 = bw_charset_utf8(), *by_mark = by_first_bytes(bytes);
	if (by_mark)
		return by_mark;
	const struct bw_charset *by_header = bw_charset_labelled(bw_charset_of_type(content_type));
	const struct bw_charset *c = by_header ? by_header : bw_charset_prescan(bytes);
	size_t proof = c ? utf8_proof[c->kind] : 0;
	if ((!proof || has_leads(bytes, proof)) && bw_utf8_valid(bytes))
		return utf8;
	if (c && c != utf8)
		return c;
	if (is_mostly_utf8(bytes, c != NULL))
		return utf8;
	c = by_header ? bw_charset_prescan(bytes) : NULL;
	return c && c != utf8 ? c : bw_charset_windows1252();
}

void bw_utf16_put(struct bw_utf16_reader *r, uint32_t unit)
{
	bool low = unit >= 0xDC00 && unit < 0xE000;
	if (r->high && low) {
		bw_utf8_put(r->out, 0x10000 + ((r->high - 0xD800) << 10) + (unit - 0xDC00));
		r->high = 0;
		return;
	}
	bw_utf16_end(r);
	if (unit >= 0xD800 && unit < 0xDC00)
		r->high = unit;
	else
		bw_utf8_put(r->out, unit);
}

void bw_utf16_end(struct bw_utf16_reader *r)
{
	if (r->high)
		bw_utf8_put(r->out, BW_REPLACEMENT);
	r->high = 0;
}

static void from_utf16(struct bw_str in, bool big_endian, struct bw_buf *out)
{
	struct bw_utf16_reader r = {out, 0};
	const unsigned char *p = (const unsigned char *)in.ptr;
	for (size_t i = 0; i + 1 < in.len; i += 2)
		bw_utf16_put(&r, (uint32_t)p[i + !big_endian] << 8 | p[i + big_endian]);
	bw_utf16_end(&r);
	if (in.len % 2)
		bw_utf8_put(out, BW_REPLACEMENT);
}

/* Runs of ASCII at once. */
static void from_single(struct bw_str in, const uint32_t upper[128], struct bw_buf *out)
{
	for (size_t i = 0; i < in.len;) {
		size_t from = i;
		while (i < in.len && (unsigned char)in.ptr[i] < 0x80)
			i++;
		bw_buf_put(out, in.ptr + from, i - from);
		if (i < in.len)
			bw_utf8_put(out, upper[(unsigned char)in.ptr[i++] - 0x80]);
	}
}

/* A byte without a character in its encoding is what it would be in a windows-* one, as far as these agree. */
static void fill_upper(const struct bw_charset *c, uint32_t upper[128])
{
	static const unsigned char shared[] = {0x82, 0x84, 0x85, 0x86, 0x87, 0x89, 0x8B, 0x91,
					       0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9B};
	size_t pos;
	if (c->kind == BW_CHARSET_SINGLE)
		bw_charset_upper_half(c, upper);
	for (uint32_t i = 0; i < 128 && c->kind != BW_CHARSET_SINGLE; i++)
		upper[i] = c->kind == BW_CHARSET_USER ? 0xF780 + i : 0x80 + i;
	for (unsigned i = 0; i < 32; i++)
		if (upper[i] >= 0x80 && upper[i] < 0xA0)
			upper[i] = c->kind == BW_CHARSET_LATIN || memchr(shared, (int)(0x80 + i), sizeof shared)
					   ? bw_utf8_next(bw_str_from(windows_1252[i]), (pos = 0, &pos))
					   : BW_REPLACEMENT;
}

struct bw_str bw_charset_convert(struct bw_arena *a, struct bw_str bytes, const struct bw_charset *c)
{
	uint32_t upper[128];
	struct bw_buf out;
	if (c->kind == BW_CHARSET_UTF8 || !bytes.len)
		return bw_utf8_clean(a, bytes);
	if (c->kind == BW_CHARSET_UNREADABLE)
		return BW_STR("\xEF\xBF\xBD");
	bw_buf_init(&out, bytes.len * 4 + 16);
	if (c->kind == BW_CHARSET_UTF16LE || c->kind == BW_CHARSET_UTF16BE) {
		from_utf16(bytes, c->kind == BW_CHARSET_UTF16BE, &out);
	} else if (c->kind == BW_CHARSET_MULTI || c->kind == BW_CHARSET_SEVEN) {
		bw_charset_icu(c, bytes, &out);
	} else {
		fill_upper(c, upper);
		from_single(bytes, upper, &out);
	}
	struct bw_str text = bw_utf8_clean(a, bw_buf_view(&out));
	if (text.ptr == out.ptr)
		text = bw_arena_str(a, text);
	bw_buf_release(&out);
	return text;
}

struct bw_str bw_charset_decode(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type)
{
	const struct bw_charset *c = bw_charset_choose(bytes, content_type);
	return bw_charset_convert(a, bw_str_from_pos(bytes, mark_length(c, bytes)), c);
}
