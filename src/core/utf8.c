#include "core/utf8.h"

/* Unicode table 3-7: what the second byte may be depends on the first; later bytes are 80..BF. */
struct lead {
	unsigned char length, second_low, second_high;
};

static struct lead lead_of(unsigned char c)
{
	if (c < 0x80)
		return (struct lead){1, 0, 0};
	if (c < 0xC2 || c > 0xF4)
		return (struct lead){0, 0, 0};
	if (c < 0xE0)
		return (struct lead){2, 0x80, 0xBF};
	if (c < 0xF0)
		return (struct lead){3, c == 0xE0 ? 0xA0 : 0x80, c == 0xED ? 0x9F : 0xBF};
	return (struct lead){4, c == 0xF0 ? 0x90 : 0x80, c == 0xF4 ? 0x8F : 0xBF};
}

/* Length of the sequence at p, of which n bytes can be read; when ill-formed that of its maximal ill-formed prefix. */
static size_t sequence(const unsigned char *p, size_t n, uint32_t *cp)
{
	static const unsigned char payload[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
	struct lead lead = lead_of(p[0]);
	uint32_t v = p[0] & payload[lead.length];
	*cp = BW_REPLACEMENT;
	if (lead.length == 0)
		return 1;
	for (size_t i = 1; i < lead.length; i++) {
		unsigned char low = i == 1 ? lead.second_low : 0x80, high = i == 1 ? lead.second_high : 0xBF;
		if (i == n || p[i] < low || p[i] > high)
			return i;
		v = v << 6 | (p[i] & 0x3F);
	}
	*cp = v;
	return lead.length;
}

uint32_t bw_utf8_next(struct bw_str s, size_t *pos)
{
	uint32_t cp;
	*pos += sequence((const unsigned char *)s.ptr + *pos, s.len - *pos, &cp);
	return cp;
}

/* Walks back to where a sequence can start and takes it only when it ends exactly here; else one byte is one fault. */
uint32_t bw_utf8_prev(struct bw_str s, size_t *pos)
{
	const unsigned char *p = (const unsigned char *)s.ptr;
	for (size_t back = 1; back <= 4 && back <= *pos; back++) {
		uint32_t cp;
		size_t start = *pos - back;
		if ((p[start] & 0xC0) == 0x80)
			continue;
		if (sequence(p + start, back, &cp) != back)
			break;
		*pos = start;
		return cp;
	}
	--*pos;
	return BW_REPLACEMENT;
}

void bw_utf8_put(struct bw_buf *out, uint32_t cp)
{
	char bytes[4];
	size_t n;
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000))
		cp = BW_REPLACEMENT;
	if (cp < 0x80) {
		bw_buf_char(out, (char)cp);
		return;
	}
	if (cp < 0x800) {
		n = 2;
		bytes[0] = (char)(0xC0 | cp >> 6);
	} else if (cp < 0x10000) {
		n = 3;
		bytes[0] = (char)(0xE0 | cp >> 12);
	} else {
		n = 4;
		bytes[0] = (char)(0xF0 | cp >> 18);
	}
	for (size_t i = 1; i < n; i++)
		bytes[i] = (char)(0x80 | (cp >> 6 * (n - 1 - i) & 0x3F));
	bw_buf_put(out, bytes, n);
}

/* Tells a U+FFFD that stands in the text from one that bw_utf8_next made. */
static bool stands_there(struct bw_str s, size_t start, size_t end)
{
	return end - start == 3 && memcmp(s.ptr + start, "\xEF\xBF\xBD", 3) == 0;
}

static bool is_control(uint32_t cp)
{
	return (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') || (cp >= 0x80 && cp < 0xA0);
}

enum { BLOCK_BYTES = 32 };

/* Length of the run of blocks that are all ASCII and, when controls count, hold none. The inner loops have no branch,
 * so that compilers make vector instructions of them. */
static size_t plain_run(const unsigned char *p, size_t n, bool controls)
{
	size_t at = 0;
	for (; n - at >= BLOCK_BYTES; at += BLOCK_BYTES) {
		unsigned char fault = 0;
		for (int i = 0; i < BLOCK_BYTES; i++)
			fault |= p[at + i] & 0x80;
		for (int i = 0; controls && i < BLOCK_BYTES; i++) {
			unsigned char c = p[at + i];
			fault |= (unsigned char)((c < 0x20) & (c != '\t') & (c != '\n') & (c != '\r'));
		}
		if (fault)
			break;
	}
	return at;
}

/* Length of a sequence of two or three bytes of the plain kinds, which are neither ill-formed nor a control; 0 for all
 * others, which are looked at closely. */
static size_t common_sequence(const unsigned char *p, size_t n)
{
	if (n >= 2 && p[0] > 0xC2 && p[0] < 0xE0)
		return (p[1] & 0xC0) == 0x80 ? 2 : 0;
	if (n >= 3 && p[0] > 0xE0 && p[0] < 0xF0 && p[0] != 0xED)
		return (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80 ? 3 : 0;
	return 0;
}

/* Offset of the first ill-formed byte, or, when controls count, of the first control. */
static size_t first_fault(struct bw_str s, bool controls)
{
	size_t plain_from = 0;
	for (size_t pos = 0; pos < s.len;) {
		unsigned char c = (unsigned char)s.ptr[pos];
		size_t start = pos;
		if (c < 0x80 && pos >= plain_from) {
			pos += plain_run((const unsigned char *)s.ptr + pos, s.len - pos, controls);
			plain_from = pos + BLOCK_BYTES;
			if (pos > start)
				continue;
		}
		size_t known = c < 0x80 ? c >= 0x20 : common_sequence((const unsigned char *)s.ptr + pos, s.len - pos);
		if (known) {
			pos += known;
			continue;
		}
		uint32_t cp = bw_utf8_next(s, &pos);
		if (cp == BW_REPLACEMENT && !stands_there(s, start, pos))
			return start;
		if (controls && is_control(cp))
			return start;
	}
	return s.len;
}

bool bw_utf8_valid(struct bw_str s)
{
	return first_fault(s, false) == s.len;
}

/* Controls that part words (vertical tab, form feed, next line) become a space, the others go; faults become U+FFFD. */
struct bw_str bw_utf8_clean(struct bw_arena *a, struct bw_str s)
{
	struct bw_buf out;
	size_t pos = first_fault(s, true);
	if (pos == s.len)
		return s;
	bw_buf_init(&out, SIZE_MAX / 4);
	bw_buf_put(&out, s.ptr, pos);
	while (pos < s.len) {
		uint32_t cp = bw_utf8_next(s, &pos);
		if (!is_control(cp))
			bw_utf8_put(&out, cp);
		else if (cp == 0x0B || cp == 0x0C || cp == 0x85)
			bw_buf_char(&out, ' ');
	}
	struct bw_str clean = bw_buf_copy(&out, a);
	bw_buf_release(&out);
	return clean;
}
