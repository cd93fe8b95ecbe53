#include "core/html_part.h"

static void put_utf8(uint32_t cp, struct bw_html_chars *out)
{
	static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
	size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	for (size_t i = n; i-- > 1; cp >>= 6)
		out->bytes[i] = (char)(0x80 | (cp & 0x3F));
	out->bytes[0] = (char)(marks[n == 1 ? 0 : n] | cp);
	out->len = n;
}

/* Numbers 128 to 159 as windows-1252; 0 stays what it is (13.2.5.80). */
static const uint16_t c1_meaning[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
					0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
					0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
					0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static uint32_t meant(uint32_t n)
{
	if (n == 0 || n > 0x10FFFF || (n >= 0xD800 && n < 0xE000))
		return 0xFFFD;
	if (n >= 0x80 && n < 0xA0 && c1_meaning[n - 0x80])
		return c1_meaning[n - 0x80];
	return n;
}

static uint32_t digit_of(char c)
{
	return c <= '9' ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a' + 10);
}

static size_t read_number(struct bw_str s, size_t pos, struct bw_html_chars *out)
{
	size_t i = pos + 2;
	bool hex = i < s.len && (s.ptr[i] | 0x20) == 'x';
	i += hex;
	size_t from = i;
	uint32_t n = 0;
	for (; i < s.len && bw_html_is(s.ptr[i], hex ? BW_BYTE_HEX : BW_BYTE_DIGIT); i++)
		if (n <= 0x10FFFF)
			n = n * (hex ? 16 : 10) + digit_of(s.ptr[i]);
	if (i == from)
		return 0;
	put_utf8(meant(n), out);
	return i - pos + (i < s.len && s.ptr[i] == ';');
}

/* The rows [from, to) agree with the name up to `at`: the first of them whose next byte is not below c. */
static size_t first_from(size_t from, size_t to, size_t at, unsigned c)
{
	while (from < to) {
		size_t mid = (from + to) / 2;
		const struct bw_html_named *row = &bw_html_named[mid];
		unsigned here = row->len > at ? (unsigned char)bw_html_names[row->name + at] : 0;
		if (here < c)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

/* The longest name that s begins with at pos, NULL for none. A name that begins as others do comes first of them. */
static const struct bw_html_named *longest_name(struct bw_str s, size_t pos)
{
	const struct bw_html_named *found = NULL;
	if (pos >= s.len || !bw_html_is(s.ptr[pos], BW_BYTE_LETTER))
		return NULL;
	size_t first = (size_t)(s.ptr[pos] - 'A');
	size_t from = bw_html_named_first[first], to = bw_html_named_first[first + 1];
	for (size_t at = 1; from < to; at++) {
		if (bw_html_named[from].len == at)
			found = &bw_html_named[from];
		if (pos + at >= s.len)
			break;
		unsigned c = (unsigned char)s.ptr[pos + at];
		from = first_from(from, to, at, c);
		to = first_from(from, to, at, c + 1);
	}
	return found;
}

size_t bw_html_reference(struct bw_str s, size_t pos, bool in_attribute, struct bw_html_chars *out)
{
	out->len = 0;
	if (pos + 1 < s.len && s.ptr[pos + 1] == '#')
		return read_number(s, pos, out);
	const struct bw_html_named *row = longest_name(s, pos + 1);
	if (!row)
		return 0;
	size_t end = pos + 1 + row->len;
	bool goes_on = end < s.len && (s.ptr[end] == '=' || bw_html_is(s.ptr[end], BW_BYTE_LETTER | BW_BYTE_DIGIT));
	if (in_attribute && goes_on && s.ptr[end - 1] != ';')
		return 0;
	memcpy(out->bytes, row->chars, sizeof out->bytes);
	out->len = row->chars_len;
	return row->len + 1u;
}
