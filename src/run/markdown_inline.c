#include "core/buf.h"
#include "extract/text.h"
#include "run/markdown_part.h"

enum { TARGET_MAX_BYTES = 2048, LABEL_MAX_BYTES = 500, TAG_MAX_BYTES = 2048, DEPTH_MAX = 4 };

struct bw_str bw_markdown_fold(struct bw_arena *a, struct bw_str s)
{
	return bw_text_fold_space(a, s);
}

/* The index of what closes the bracket at s[i], within max bytes; BW_NPOS. */
static size_t closing(struct bw_str s, size_t i, char open, char close, size_t max)
{
	size_t depth = 0, end = s.len - i > max ? i + max : s.len;
	for (size_t k = i; k < end; k++) {
		if (s.ptr[k] == '\\')
			k++;
		else if (s.ptr[k] == open)
			depth++;
		else if (s.ptr[k] == close && --depth == 0)
			return k;
	}
	return BW_NPOS;
}

static bool is_word(struct bw_str s, size_t i)
{
	unsigned char c = i < s.len ? (unsigned char)s.ptr[i] : ' ';
	return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static void put_inline(struct bw_buf *out, struct bw_str s, int depth);

/* [words](address), [words][name], ![picture](address). Returns what it takes, 0 when it is no link. */
static size_t put_link(struct bw_buf *out, struct bw_str s, size_t i, int depth)
{
	bool picture = s.ptr[i] == '!';
	size_t open = i + picture, close = closing(s, open, '[', ']', LABEL_MAX_BYTES);
	if (close == BW_NPOS || close + 1 >= s.len || depth >= DEPTH_MAX)
		return 0;
	size_t end = s.ptr[close + 1] == '('   ? closing(s, close + 1, '(', ')', TARGET_MAX_BYTES)
		     : s.ptr[close + 1] == '[' ? closing(s, close + 1, '[', ']', TARGET_MAX_BYTES)
					       : BW_NPOS;
	if (end == BW_NPOS)
		return 0;
	if (!picture)
		put_inline(out, bw_str_sub(s, open + 1, close - open - 1), depth + 1);
	return end + 1 - i;
}

/* `code`: its text as it stands. */
static size_t put_code(struct bw_buf *out, struct bw_str s, size_t i)
{
	size_t n = 0;
	while (i + n < s.len && s.ptr[i + n] == '`' && n < 8)
		n++;
	size_t end = bw_str_find(s, bw_str_sub(s, i, n), i + n);
	if (end == BW_NPOS)
		return 0;
	bw_buf_str(out, bw_str_trim(bw_str_sub(s, i + n, end - i - n)));
	return end + n - i;
}

/* <b>, <!-- -->, <https://...>: tags go, an address stays. */
static size_t put_tag(struct bw_buf *out, struct bw_str s, size_t i)
{
	size_t end = bw_str_find_char(bw_str_sub(s, 0, i + TAG_MAX_BYTES), '>', i);
	struct bw_str inside = bw_str_sub(s, i + 1, end == BW_NPOS ? 0 : end - i - 1);
	char first = inside.len ? inside.ptr[0] : 0;
	bool tag = first == '/' || first == '!' || ((first | 0x20) >= 'a' && (first | 0x20) <= 'z');
	if (!tag)
		return 0;
	bool address = bw_str_find(inside, BW_STR("://"), 0) != BW_NPOS && bw_str_find_char(inside, ' ', 0) == BW_NPOS;
	if (address)
		bw_buf_str(out, inside);
	return inside.len + 2;
}

/* Marks of emphasis stand at the edge of a word, '_' never within one: snake_case is a word. A mark with blanks on both
 * sides is a character. */
static size_t emphasis(struct bw_str s, size_t i)
{
	size_t n = 1;
	while (i + n < s.len && s.ptr[i + n] == s.ptr[i] && n < 3)
		n++;
	bool before = i > 0 && s.ptr[i - 1] != ' ', behind = i + n < s.len && s.ptr[i + n] != ' ';
	bool within = i > 0 && is_word(s, i - 1) && is_word(s, i + n);
	if (s.ptr[i] == '_' && within)
		return 0;
	if (s.ptr[i] == '~' && n != 2)
		return 0;
	bool digits = i > 0 && s.ptr[i - 1] >= '0' && s.ptr[i - 1] <= '9' && i + n < s.len && s.ptr[i + n] >= '0' &&
		      s.ptr[i + n] <= '9';
	return (before || behind) && !digits ? n : 0;
}

static size_t put_mark(struct bw_buf *out, struct bw_str s, size_t i, int depth)
{
	switch (s.ptr[i]) {
	case '\\':
		if (i + 1 >= s.len || !strchr("\\`*_{}[]()#+-.!|<>~\"'&$", s.ptr[i + 1]))
			return 0;
		bw_buf_char(out, s.ptr[i + 1]);
		return 2;
	case '!':
		return i + 1 < s.len && s.ptr[i + 1] == '[' ? put_link(out, s, i, depth) : 0;
	case '[':
		return put_link(out, s, i, depth);
	case '`':
		return put_code(out, s, i);
	case '<':
		return put_tag(out, s, i);
	case '*':
	case '_':
	case '~':
		return emphasis(s, i);
	default:
		return 0;
	}
}

static void put_inline(struct bw_buf *out, struct bw_str s, int depth)
{
	for (size_t i = 0; i < s.len;) {
		size_t n = put_mark(out, s, i, depth);
		if (!n)
			bw_buf_char(out, s.ptr[i]);
		i += n ? n : 1;
	}
}

struct bw_str bw_markdown_inline(struct bw_arena *a, struct bw_str s)
{
	struct bw_buf b;
	bw_buf_init(&b, s.len + 16);
	put_inline(&b, s, 0);
	struct bw_str text = bw_text_fold_space(a, bw_text_unescape(a, bw_buf_view(&b)));
	bw_buf_release(&b);
	return text;
}
