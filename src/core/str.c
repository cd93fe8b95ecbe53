#include "core/str.h"

static unsigned char lower(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* memcmp and memmem must not see NULL, even with length 0. */
static bool same_bytes(const char *x, const char *y, size_t len)
{
	return len == 0 || memcmp(x, y, len) == 0;
}

static bool same_nocase(const char *x, const char *y, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (lower((unsigned char)x[i]) != lower((unsigned char)y[i]))
			return false;
	return true;
}

struct bw_str bw_str_from(const char *cstr)
{
	return (struct bw_str){cstr, cstr ? strlen(cstr) : 0};
}

bool bw_str_eq(struct bw_str a, struct bw_str b)
{
	return a.len == b.len && same_bytes(a.ptr, b.ptr, a.len);
}

bool bw_str_eq_ascii_nocase(struct bw_str a, struct bw_str b)
{
	return a.len == b.len && same_nocase(a.ptr, b.ptr, a.len);
}

int bw_str_cmp(struct bw_str a, struct bw_str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.ptr, b.ptr, len) : 0;
	return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool bw_str_starts(struct bw_str s, struct bw_str prefix)
{
	return s.len >= prefix.len && same_bytes(s.ptr, prefix.ptr, prefix.len);
}

bool bw_str_ends(struct bw_str s, struct bw_str suffix)
{
	return s.len >= suffix.len &&
	       (suffix.len == 0 || same_bytes(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len));
}

bool bw_str_starts_ascii_nocase(struct bw_str s, struct bw_str prefix)
{
	return s.len >= prefix.len && same_nocase(s.ptr, prefix.ptr, prefix.len);
}

size_t bw_str_find(struct bw_str s, struct bw_str needle, size_t from)
{
	if (from > s.len || needle.len > s.len - from)
		return BW_NPOS;
	if (needle.len == 0)
		return from;
	const char *hit = memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
	return hit ? (size_t)(hit - s.ptr) : BW_NPOS;
}

size_t bw_str_find_ascii_nocase(struct bw_str s, struct bw_str needle, size_t from)
{
	if (from > s.len || needle.len > s.len - from)
		return BW_NPOS;
	if (needle.len == 0)
		return from;
	unsigned char first = lower((unsigned char)needle.ptr[0]);
	for (size_t i = from; i <= s.len - needle.len; i++)
		if (lower((unsigned char)s.ptr[i]) == first && same_nocase(s.ptr + i, needle.ptr, needle.len))
			return i;
	return BW_NPOS;
}

size_t bw_str_find_char(struct bw_str s, char c, size_t from)
{
	if (from >= s.len)
		return BW_NPOS;
	const char *hit = memchr(s.ptr + from, c, s.len - from);
	return hit ? (size_t)(hit - s.ptr) : BW_NPOS;
}

size_t bw_str_rfind_char(struct bw_str s, char c)
{
	const char *hit = s.len ? memrchr(s.ptr, c, s.len) : NULL;
	return hit ? (size_t)(hit - s.ptr) : BW_NPOS;
}

struct bw_str bw_str_sub(struct bw_str s, size_t from, size_t len)
{
	if (from > s.len)
		from = s.len;
	if (len > s.len - from)
		len = s.len - from;
	return (struct bw_str){s.ptr ? s.ptr + from : NULL, len};
}

struct bw_str bw_str_from_pos(struct bw_str s, size_t from)
{
	return bw_str_sub(s, from, s.len);
}

struct bw_str bw_str_trim(struct bw_str s)
{
	size_t start = 0, end = s.len;
	while (start < end && is_space(s.ptr[start]))
		start++;
	while (end > start && is_space(s.ptr[end - 1]))
		end--;
	return bw_str_sub(s, start, end - start);
}

/* "a," gives "a" and "": rest.ptr becomes NULL only after the last part, so an empty last part is not lost. */
bool bw_str_split(struct bw_str *rest, char sep, struct bw_str *part)
{
	if (!rest->ptr)
		return false;
	size_t at = bw_str_find_char(*rest, sep, 0);
	*part = bw_str_sub(*rest, 0, at == BW_NPOS ? rest->len : at);
	*rest = at == BW_NPOS ? BW_STR_NONE : bw_str_from_pos(*rest, at + 1);
	return true;
}

bool bw_str_to_i64(struct bw_str s, int64_t *out)
{
	int64_t v = 0;
	if (s.len == 0)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		if (__builtin_mul_overflow(v, 10, &v) || __builtin_add_overflow(v, s.ptr[i] - '0', &v))
			return false;
	}
	*out = v;
	return true;
}

uint64_t bw_str_hash(struct bw_str s)
{
	uint64_t h = 0xcbf29ce484222325u;
	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.ptr[i]) * 0x100000001b3u;
	return h;
}
