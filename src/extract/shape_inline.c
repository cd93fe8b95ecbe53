/* Marks within a line of Markdown. A mark that CommonMark would print as it stands, stays: "2 * 3", "snake_case". */
#include "core/utf8.h"
#include "extract/shape.h"
#include "extract/text.h"

enum { DEPTH_MAX = 4, LINK_MAX = 2000 };

struct inliner {
	struct bw_str in;
	struct bw_buf out;
	bool *gone; /* marks of emphasis that are taken off */
};

static bool is_word(struct bw_str s, size_t at)
{
	unsigned char c = at < s.len ? (unsigned char)s.ptr[at] : ' ';
	return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static bool is_blank(struct bw_str s, size_t at)
{
	return at >= s.len || s.ptr[at] == ' ' || s.ptr[at] == '\t' || s.ptr[at] == '\n';
}

/* Length of the run of the character at `at`. */
static size_t run_of(struct bw_str s, size_t at)
{
	size_t n = 1;
	while (at + n < s.len && s.ptr[at + n] == s.ptr[at])
		n++;
	return n;
}

/* The bracket that closes the one at `at`, BW_NPOS for none near. */
static size_t closing(struct bw_str s, size_t at, char open, char close)
{
	int depth = 0;
	for (size_t i = at; i < s.len && i < at + LINK_MAX; i++) {
		if (s.ptr[i] == '\\')
			i++;
		else if (s.ptr[i] == open && ++depth > DEPTH_MAX)
			return BW_NPOS;
		else if (s.ptr[i] == close && --depth == 0)
			return i;
	}
	return BW_NPOS;
}

/* What stands after [words]: (address) or [reference]; returns the position after it, `at` for neither. */
static size_t target_end(struct bw_str s, size_t at)
{
	if (at >= s.len || (s.ptr[at] != '(' && s.ptr[at] != '['))
		return at;
	size_t end = s.ptr[at] == '(' ? closing(s, at, '(', ')') : closing(s, at, '[', ']');
	return end == BW_NPOS ? at : end + 1;
}

static struct bw_str strip(struct bw_arena *a, struct bw_str line, int depth);

/* [words](address) becomes words, ![picture](address) nothing. */
static size_t take_link(struct bw_arena *a, struct inliner *l, size_t at, int depth)
{
	bool picture = l->in.ptr[at] == '!';
	size_t open = at + picture, close = closing(l->in, open, '[', ']');
	size_t end = close == BW_NPOS ? BW_NPOS : target_end(l->in, close + 1);
	if (end == BW_NPOS || end == close + 1) {
		bw_buf_char(&l->out, l->in.ptr[at]);
		return at + 1;
	}
	if (!picture && depth < DEPTH_MAX)
		bw_buf_str(&l->out, strip(a, bw_str_sub(l->in, open + 1, close - open - 1), depth + 1));
	return end;
}

/* `words`: as they stand. */
static size_t take_code(struct inliner *l, size_t at, size_t *misses)
{
	size_t n = run_of(l->in, at);
	for (size_t i = at + n; i < l->in.len && *misses < LINK_MAX; i++) {
		if (l->in.ptr[i] != '`') {
			++*misses;
			continue;
		}
		size_t end = run_of(l->in, i);
		if (end == n) {
			bw_buf_str(&l->out, bw_str_trim(bw_str_sub(l->in, at + n, i - at - n)));
			return i + n;
		}
		i += end - 1;
	}
	bw_buf_str(&l->out, bw_str_sub(l->in, at, n));
	return at + n;
}

/* <https://...> without its brackets; a tag of HTML goes. */
static size_t take_angle(struct inliner *l, size_t at)
{
	size_t end = bw_str_find_char(bw_str_sub(l->in, 0, at + LINK_MAX), '>', at);
	struct bw_str inner = end == BW_NPOS ? BW_STR_NONE : bw_str_sub(l->in, at + 1, end - at - 1);
	unsigned char c = inner.len ? (unsigned char)inner.ptr[0] : ' ';
	bool tag = c == '/' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	if (!tag) {
		bw_buf_char(&l->out, '<');
		return at + 1;
	}
	bool address = bw_str_find(inner, BW_STR("://"), 0) != BW_NPOS && bw_str_find_char(inner, ' ', 0) == BW_NPOS;
	bool mail = bw_str_find_char(inner, '@', 0) != BW_NPOS && bw_str_find_char(inner, ' ', 0) == BW_NPOS;
	if (address || mail)
		bw_buf_str(&l->out, inner);
	return end + 1;
}

/* Marks of emphasis open before a word and close after one; '_' also needs a border of the word on its other side. They
 * come in pairs of one length: a single star stands for itself. */
static void pair_marks(struct bw_arena *a, struct inliner *l)
{
	enum { LONGEST = 3 };
	static const char marks[] = "*_~";
	size_t open[sizeof marks - 1][LONGEST + 1] = {{0}}; /* position + 1 */
	l->gone = BW_ARRAY(a, bool, l->in.len + 1);
	for (size_t i = 0, n = 1; i < l->in.len; i += n) {
		const char *kind = memchr(marks, l->in.ptr[i], sizeof marks - 1);
		n = kind ? run_of(l->in, i) : 1;
		if (l->in.ptr[i] == '\\')
			n = 2;
		if (!kind || n > LONGEST || (*kind == '~' && n != 2))
			continue;
		bool within = *kind == '_' && i > 0 && is_word(l->in, i - 1) && is_word(l->in, i + n);
		bool opens = !is_blank(l->in, i + n) && !within, closes = i > 0 && !is_blank(l->in, i - 1) && !within;
		size_t *from = &open[kind - marks][n];
		if (closes && *from) {
			memset(l->gone + *from - 1, true, n);
			memset(l->gone + i, true, n);
			*from = 0;
		} else if (opens) {
			*from = i + 1;
		}
	}
}

static bool is_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static struct bw_str strip(struct bw_arena *a, struct bw_str line, int depth)
{
	struct inliner l = {.in = line};
	size_t misses = 0;
	bw_buf_init(&l.out, line.len + 16);
	pair_marks(a, &l);
	for (size_t i = 0; i < line.len;) {
		char c = line.ptr[i], next = i + 1 < line.len ? line.ptr[i + 1] : ' ';
		if (c == '\\' && is_punctuation(next)) {
			bw_buf_char(&l.out, next);
			i += 2;
		} else if (c == '[' || (c == '!' && next == '[')) {
			i = take_link(a, &l, i, depth);
		} else if (c == '`') {
			i = take_code(&l, i, &misses);
		} else if (c == '<') {
			i = take_angle(&l, i);
		} else {
			if (!l.gone[i])
				bw_buf_char(&l.out, c);
			i++;
		}
	}
	struct bw_str s = bw_buf_copy(&l.out, a);
	bw_buf_release(&l.out);
	return s;
}

struct bw_str bw_shape_inline(struct bw_arena *a, struct bw_str line)
{
	return bw_text_fold_space(a, strip(a, line, 0));
}
