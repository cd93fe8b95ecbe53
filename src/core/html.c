#include "core/html_part.h"

enum { AMP, CR, NUL };
static const char odd[] = {'&', '\r', '\0'};

#define SPACE_BYTE (BW_BYTE_SPACE | BW_BYTE_TAG_END | BW_BYTE_ATTR_END | BW_BYTE_VALUE_END)
#define DIGIT_BYTE (BW_BYTE_DIGIT | BW_BYTE_HEX)
#define A_F        (BW_BYTE_LETTER | BW_BYTE_HEX)

/* clang-format off */
const uint8_t bw_html_bytes[256] = {
	['\0'] = BW_BYTE_ODD, ['&'] = BW_BYTE_ODD,
	['\t'] = SPACE_BYTE, ['\n'] = SPACE_BYTE, ['\f'] = SPACE_BYTE, [' '] = SPACE_BYTE,
	['\r'] = SPACE_BYTE | BW_BYTE_ODD,
	['/'] = BW_BYTE_TAG_END | BW_BYTE_ATTR_END,
	['>'] = BW_BYTE_TAG_END | BW_BYTE_ATTR_END | BW_BYTE_VALUE_END,
	['='] = BW_BYTE_ATTR_END,
	['0'] = DIGIT_BYTE, ['1'] = DIGIT_BYTE, ['2'] = DIGIT_BYTE, ['3'] = DIGIT_BYTE, ['4'] = DIGIT_BYTE,
	['5'] = DIGIT_BYTE, ['6'] = DIGIT_BYTE, ['7'] = DIGIT_BYTE, ['8'] = DIGIT_BYTE, ['9'] = DIGIT_BYTE,
	['A'] = A_F, ['B'] = A_F, ['C'] = A_F, ['D'] = A_F, ['E'] = A_F, ['F'] = A_F,
	['a'] = A_F, ['b'] = A_F, ['c'] = A_F, ['d'] = A_F, ['e'] = A_F, ['f'] = A_F,
	['G'] = BW_BYTE_LETTER, ['H'] = BW_BYTE_LETTER, ['I'] = BW_BYTE_LETTER, ['J'] = BW_BYTE_LETTER, ['K'] = BW_BYTE_LETTER,
	['L'] = BW_BYTE_LETTER, ['M'] = BW_BYTE_LETTER, ['N'] = BW_BYTE_LETTER, ['O'] = BW_BYTE_LETTER, ['P'] = BW_BYTE_LETTER,
	['Q'] = BW_BYTE_LETTER, ['R'] = BW_BYTE_LETTER, ['S'] = BW_BYTE_LETTER, ['T'] = BW_BYTE_LETTER, ['U'] = BW_BYTE_LETTER,
	['V'] = BW_BYTE_LETTER, ['W'] = BW_BYTE_LETTER, ['X'] = BW_BYTE_LETTER, ['Y'] = BW_BYTE_LETTER, ['Z'] = BW_BYTE_LETTER,
	['g'] = BW_BYTE_LETTER, ['h'] = BW_BYTE_LETTER, ['i'] = BW_BYTE_LETTER, ['j'] = BW_BYTE_LETTER, ['k'] = BW_BYTE_LETTER,
	['l'] = BW_BYTE_LETTER, ['m'] = BW_BYTE_LETTER, ['n'] = BW_BYTE_LETTER, ['o'] = BW_BYTE_LETTER, ['p'] = BW_BYTE_LETTER,
	['q'] = BW_BYTE_LETTER, ['r'] = BW_BYTE_LETTER, ['s'] = BW_BYTE_LETTER, ['t'] = BW_BYTE_LETTER, ['u'] = BW_BYTE_LETTER,
	['v'] = BW_BYTE_LETTER, ['w'] = BW_BYTE_LETTER, ['x'] = BW_BYTE_LETTER, ['y'] = BW_BYTE_LETTER, ['z'] = BW_BYTE_LETTER,
};
/* clang-format on */

void bw_html_lexer_init(struct bw_lexer *h, struct bw_arena *a, struct bw_str html)
{
	*h = (struct bw_lexer){.arena = a, .s = html};
	for (size_t i = 0; i < sizeof odd; i++) {
		size_t at = bw_str_find_char(html, odd[i], 0);
		h->next[i] = at == BW_NPOS ? html.len : at;
	}
}

/* A byte of this kind stands in [from, to). Where the next one stands is looked up once, so all questions together cost
 * one pass over the input. */
static bool stands_in(struct bw_lexer *h, int which, size_t from, size_t to)
{
	if (h->next[which] < from) {
		size_t at = bw_str_find_char(h->s, odd[which], from);
		h->next[which] = at == BW_NPOS ? h->s.len : at;
	}
	return h->next[which] < to;
}

static size_t copy_odd(const struct bw_lexer *h, struct bw_str piece, size_t at, unsigned fix,
		       struct bw_html_chars *out)
{
	char c = piece.ptr[at];
	*out = (struct bw_html_chars){{c}, 1};
	if (c == '&' && (fix & BW_FIX_REFERENCES)) {
		size_t len = bw_html_reference(piece, at, fix & BW_FIX_IN_ATTRIBUTE, out);
		if (len)
			return len;
		*out = (struct bw_html_chars){{c}, 1};
	} else if (c == '\r') {
		out->bytes[0] = '\n';
		const char *next = piece.ptr + at + 1;
		return next < h->s.ptr + h->s.len && *next == '\n' ? 2 : 1;
	} else if (c == '\0' && (fix & BW_FIX_NUL)) {
		*out = (struct bw_html_chars){"\xEF\xBF\xBD", 3};
	}
	return 1;
}

/* No reference is shorter than five sixths of what it stands for ("&nGt;"); a NUL becomes three bytes. */
static size_t room_for(const struct bw_str piece, bool nul)
{
	return nul ? piece.len * 3 + 8 : piece.len + piece.len / 4 + 8;
}

static struct bw_str fixed_copy(struct bw_lexer *h, struct bw_str piece, unsigned fix, bool nul)
{
	char *copy = bw_arena_alloc(h->arena, room_for(piece, nul));
	size_t len = 0, i = 0;
	struct bw_html_chars chars;
	while (i < piece.len) {
		size_t from = i;
		while (i < piece.len && !bw_html_is(piece.ptr[i], BW_BYTE_ODD))
			i++;
		memcpy(copy + len, piece.ptr + from, i - from);
		len += i - from;
		if (i == piece.len)
			break;
		i += copy_odd(h, piece, i, fix, &chars);
		memcpy(copy + len, chars.bytes, chars.len);
		len += chars.len;
	}
	return (struct bw_str){copy, len};
}

static bool has_upper(struct bw_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z')
			return true;
	return false;
}

static struct bw_str lower_case(struct bw_lexer *h, struct bw_str s)
{
	struct bw_str copy = bw_arena_str(h->arena, s);
	char *p = (char *)copy.ptr;
	for (size_t i = 0; i < copy.len; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] |= 0x20;
	return copy;
}

struct bw_str bw_html_fixed(struct bw_lexer *h, size_t from, size_t to, unsigned fix, bool *changed)
{
	struct bw_str piece = {h->s.ptr + from, to - from};
	bool nul = (fix & BW_FIX_NUL) && stands_in(h, NUL, from, to);
	bool reference = (fix & BW_FIX_REFERENCES) && stands_in(h, AMP, from, to);
	*changed = nul || reference || stands_in(h, CR, from, to);
	if (*changed)
		piece = fixed_copy(h, piece, fix, nul);
	if ((fix & BW_FIX_CASE) && has_upper(piece))
		piece = lower_case(h, piece);
	return piece;
}

static bool take_text(struct bw_lexer *h, size_t end, unsigned fix, struct bw_lexeme *t)
{
	t->kind = BW_LEXEME_TEXT;
	t->from = h->pos;
	t->to = h->pos = end;
	t->text = bw_html_fixed(h, t->from, end, fix, &t->changed);
	return true;
}

static size_t skip_space(struct bw_str s, size_t i)
{
	while (i < s.len && bw_html_is(s.ptr[i], BW_BYTE_SPACE))
		i++;
	return i;
}

/* Where the name and the value of an attribute stand. */
struct span {
	size_t name, name_end, value, value_end;
};

/* A value at i, which is behind the '=' and white space. Gives where it ends, the end of the input when it does not. */
static size_t scan_value(struct bw_str s, size_t i, struct span *out)
{
	out->value = out->value_end = i;
	if (i < s.len && (s.ptr[i] == '"' || s.ptr[i] == '\'')) {
		const char *close = memchr(s.ptr + i + 1, s.ptr[i], s.len - i - 1);
		out->value = i + 1;
		out->value_end = close ? (size_t)(close - s.ptr) : s.len;
		return close ? out->value_end + 1 : s.len;
	}
	while (i < s.len && !bw_html_is(s.ptr[i], BW_BYTE_VALUE_END))
		i++;
	return out->value_end = i;
}

static size_t scan_attr(struct bw_str s, size_t i, struct span *out)
{
	out->name = i;
	for (i++; i < s.len && !bw_html_is(s.ptr[i], BW_BYTE_ATTR_END);)
		i++;
	out->name_end = out->value = out->value_end = i;
	i = skip_space(s, i);
	return i < s.len && s.ptr[i] == '=' ? scan_value(s, skip_space(s, i + 1), out) : i;
}

enum { FIX_VALUE = BW_FIX_REFERENCES | BW_FIX_IN_ATTRIBUTE | BW_FIX_NUL };

static size_t lex_attr(struct bw_lexer *h, size_t i)
{
	struct span at;
	bool ignored;
	i = scan_attr(h->s, i, &at);
	struct bw_attr *out = BW_PUSH(h->arena, &h->attrs);
	out->name = bw_html_fixed(h, at.name, at.name_end, BW_FIX_NUL | BW_FIX_CASE, &ignored);
	out->value = bw_html_fixed(h, at.value, at.value_end, FIX_VALUE, &ignored);
	return i;
}

struct bw_str bw_html_find_attr(struct bw_arena *a, struct bw_str tag, struct bw_str name)
{
	struct bw_lexer h = {.arena = a, .s = tag};
	size_t i = 1;
	bool ignored;
	while (i < tag.len && !bw_html_is(tag.ptr[i], BW_BYTE_TAG_END))
		i++;
	while ((i = skip_space(tag, i)) < tag.len && tag.ptr[i] != '>') {
		struct span at;
		if (tag.ptr[i] == '/') {
			i++;
			continue;
		}
		i = scan_attr(tag, i, &at);
		if (bw_str_eq_ascii_nocase(bw_str_sub(tag, at.name, at.name_end - at.name), name)) {
			bw_html_lexer_init(&h, a, tag);
			return bw_html_fixed(&h, at.value, at.value_end, FIX_VALUE, &ignored);
		}
	}
	return BW_STR_NONE;
}

/* The rest of a tag from the letter that its name begins with: false when the input ends before it does. */
static bool lex_tag(struct bw_lexer *h, size_t i, struct bw_lexeme *t)
{
	const char *s = h->s.ptr;
	size_t n = h->s.len, from = i;
	bool ignored;
	while (i < n && !bw_html_is(s[i], BW_BYTE_TAG_END))
		i++;
	t->name = bw_html_fixed(h, from, i, BW_FIX_NUL | BW_FIX_CASE, &ignored);
	if (!h->keep_attrs)
		h->attrs.len = 0;
	t->attr = (uint32_t)h->attrs.len;
	while ((i = skip_space(h->s, i)) < n && s[i] != '>') {
		if (s[i] != '/') {
			i = lex_attr(h, i);
			continue;
		}
		i++;
		t->self_closing = i < n && s[i] == '>';
	}
	h->pos = i < n ? i + 1 : n;
	t->to = h->pos;
	if (i < n && t->kind == BW_LEXEME_OPEN) {
		if (h->attrs.len - t->attr > 1)
			bw_html_drop_repeated(h, t->attr);
		t->n_attrs = (uint32_t)h->attrs.len - t->attr;
		h->last_open = t->name;
		return true;
	}
	h->attrs.len = t->attr;
	t->self_closing = false;
	return i < n;
}

bool bw_html_bogus(struct bw_lexer *h, size_t from, struct bw_lexeme *t)
{
	size_t end = bw_str_find_char(h->s, '>', from);
	bool ends = end != BW_NPOS;
	end = ends ? end : h->s.len;
	t->kind = BW_LEXEME_COMMENT;
	t->text = bw_html_fixed(h, from, end, BW_FIX_NUL, &t->changed);
	t->to = h->pos = end + ends;
	return true;
}

/* At '<' something begins that is not text. */
static bool is_markup(struct bw_str s, size_t lt)
{
	if (lt + 1 >= s.len)
		return false;
	char c = s.ptr[lt + 1];
	return bw_html_is(c, BW_BYTE_LETTER) || c == '!' || c == '?' || (c == '/' && lt + 2 < s.len);
}

static size_t next_markup(struct bw_str s, size_t pos)
{
	const char *lt = s.ptr + pos, *end = s.ptr + s.len;
	while (lt < end && (lt = memchr(lt, '<', (size_t)(end - lt)))) {
		if (is_markup(s, (size_t)(lt - s.ptr)))
			return (size_t)(lt - s.ptr);
		lt++;
	}
	return s.len;
}

/* The markup at pos: false when it comes to nothing. */
static bool lex_markup(struct bw_lexer *h, struct bw_lexeme *t)
{
	size_t lt = h->pos;
	char c = h->s.ptr[lt + 1];
	t->from = lt;
	if (c == '!')
		return bw_html_declaration(h, lt, t);
	if (c == '?')
		return bw_html_bogus(h, lt + 1, t);
	if (c != '/') {
		t->kind = BW_LEXEME_OPEN;
		return lex_tag(h, lt + 1, t);
	}
	t->kind = BW_LEXEME_CLOSE;
	c = h->s.ptr[lt + 2];
	if (bw_html_is(c, BW_BYTE_LETTER))
		return lex_tag(h, lt + 2, t);
	if (c != '>')
		return bw_html_bogus(h, lt + 2, t);
	h->pos = lt + 3;
	return false;
}

/* Text of a state other than DATA up to what ends it: false when that stands right here. */
static bool lex_raw(struct bw_lexer *h, struct bw_lexeme *t)
{
	unsigned fix = h->state == BW_LEX_RCDATA ? BW_FIX_REFERENCES | BW_FIX_NUL : BW_FIX_NUL;
	size_t end = h->s.len;
	if (h->state == BW_LEX_CDATA) {
		size_t close = bw_str_find(h->s, BW_STR("]]>"), h->pos);
		bool ends = close != BW_NPOS, some = (ends ? close : end) > h->pos;
		if (some)
			take_text(h, ends ? close : end, 0, t);
		h->pos += ends ? 3 : 0;
		h->state = BW_LEX_DATA;
		return some;
	}
	if (h->state != BW_LEX_PLAINTEXT)
		end = bw_html_raw_end(h->s, h->pos, h->state, h->last_open);
	if (end > h->pos)
		return take_text(h, end, fix, t);
	h->state = BW_LEX_DATA;
	return false;
}

bool bw_html_lex(struct bw_lexer *h, struct bw_lexeme *t)
{
	*t = (struct bw_lexeme){.kind = BW_LEXEME_END};
	while (h->pos < h->s.len) {
		if (h->state != BW_LEX_DATA) {
			if (lex_raw(h, t))
				return true;
			continue;
		}
		size_t lt = next_markup(h->s, h->pos);
		if (lt > h->pos)
			return take_text(h, lt, BW_FIX_REFERENCES, t);
		if (lex_markup(h, t))
			return true;
	}
	*t = (struct bw_lexeme){.kind = BW_LEXEME_END, .from = h->s.len, .to = h->s.len};
	return false;
}
