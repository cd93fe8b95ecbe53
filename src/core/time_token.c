/* Text of a date as tokens: numbers, words that the table knows, marks. */
#include "core/buf.h"
#include "core/time_part.h"
#include "core/utf8.h"

enum { WORD_MAX = 40, DIGITS_MAX = 16 };

/* Lower case without its marks for U+00C0 to U+017F; '?' where a letter has no plain one. */
static const char plain_latin[] = "aaaaaa?ceeeeiiii?nooooo?ouuuuy??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y"
				  "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkk?llllll?"
				  "?llnnnnnn?nnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz?";

/* Marks that are written otherwise elsewhere, in order. */
static const struct {
	uint32_t first, last;
	char mark;
} marks[] = {
	{0xAB, 0xAB, '?'},      {0xB7, 0xB7, '*'},     {0x60C, 0x60C, ','},   {0x2010, 0x2015, '-'},
	{0x2018, 0x2019, '\''}, {0x2022, 0x2022, '*'}, {0x2044, 0x2044, '/'}, {0x2212, 0x2212, '-'},
	{0x2502, 0x2503, '|'},  {0x3001, 0x3001, ','}, {0x3002, 0x3002, '.'}, {0x30FB, 0x30FB, '*'},
	{0xFF08, 0xFF08, '('},  {0xFF09, 0xFF09, ')'}, {0xFF0B, 0xFF0B, '+'}, {0xFF0C, 0xFF0C, ','},
	{0xFF0D, 0xFF0D, '-'},  {0xFF0E, 0xFF0E, '.'}, {0xFF0F, 0xFF0F, '/'}, {0xFF1A, 0xFF1A, ':'},
	{0xFF5C, 0xFF5C, '|'},
};

/* Where the digits of a script begin. */
static const uint32_t zeros[] = {'0', 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10};

static int digit_of(uint32_t cp)
{
	for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
		if (cp >= zeros[i] && cp < zeros[i] + 10)
			return (int)(cp - zeros[i]);
	return -1;
}

static bool is_space(uint32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) ||
	       cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

/* Marks of direction and soft hyphens, which are not seen. */
static bool is_invisible(uint32_t cp)
{
	return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF || cp == 0x61C;
}

/* Scripts without spaces between words: each character may be a word. */
static bool is_dense(uint32_t cp)
{
	return (cp >= 0x2E80 && cp < 0x3000) || (cp >= 0x3041 && cp < 0xA000 && cp != 0x30FB) ||
	       (cp >= 0xF900 && cp < 0xFB00);
}

static bool is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 32) >= 'a' && (cp | 32) <= 'z';
	if (cp < 0xC0)
		return cp == 0xAA || cp == 0xBA;
	if (cp == 0xD7 || cp == 0xF7 || cp == 0x60C || cp == 0x61B || cp == 0x61F || is_invisible(cp) || is_space(cp))
		return false;
	return cp < 0x2000 || (cp >= 0xAC00 && cp < 0xD7A4);
}

/* What takes no part in comparing words: combining marks, the vowel signs and the stretch of Arabic. */
static bool is_silent(uint32_t cp)
{
	return (cp >= 0x300 && cp < 0x370) || (cp >= 0x64B && cp <= 0x652) || cp == 0x640;
}

static uint32_t fold(uint32_t cp)
{
	if (cp >= 'A' && cp <= 'Z')
		return cp | 32;
	if (cp == 0xAA || cp == 0xBA)
		return cp == 0xAA ? 'a' : 'o';
	if (cp >= 0xC0 && cp < 0x180 && plain_latin[cp - 0xC0] != '?')
		return (unsigned char)plain_latin[cp - 0xC0];
	if (cp >= 0x400 && cp < 0x430)
		cp += cp < 0x410 ? 0x50 : 0x20;
	if (cp == 0x451)
		return 0x435;
	return cp == 0x622 || cp == 0x623 || cp == 0x625 ? 0x627 : cp;
}

static uint32_t next_point(struct bw_str s, size_t *pos)
{
	unsigned char c = (unsigned char)s.ptr[*pos];
	return c < 0x80 ? (++*pos, c) : bw_utf8_next(s, pos);
}

struct folded {
	char text[WORD_MAX + 4];
	size_t len; /* more than WORD_MAX: too long for any word of the table */
};

static void fold_on(struct folded *f, uint32_t cp)
{
	cp = fold(cp);
	if (is_silent(cp) || f->len > WORD_MAX)
		return;
	unsigned n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	for (unsigned i = n; i-- > 1; cp >>= 6)
		f->text[f->len + i] = (char)(0x80 | (cp & 0x3F));
	f->text[f->len] = (char)(n == 1 ? cp : (0xF00u >> n & 0xFF) | cp);
	f->len += n;
}

static const struct bw_date_word *look_up(const struct folded *f)
{
	size_t low = 0, high = f->len <= WORD_MAX ? bw_date_n_words : 0;
	struct bw_str key = {f->text, f->len};
	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct bw_date_word *w = &bw_date_words[middle];
		int order = (unsigned char)w->text[0] - (unsigned char)f->text[0];
		if (!order)
			order = bw_str_cmp((struct bw_str){w->text, w->len}, key);
		if (!order)
			return w;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* The letters from pos on, folded behind what f holds; the position behind them. */
static size_t take_word(struct bw_str s, size_t pos, struct folded *f)
{
	while (pos < s.len) {
		size_t next = pos;
		uint32_t cp = next_point(s, &next);
		if (!is_letter(cp) || digit_of(cp) >= 0)
			break;
		fold_on(f, cp);
		pos = next;
	}
	return pos;
}

/* A word, or two of them that the table joins with a space or a hyphen. */
static size_t word_token(struct bw_str s, size_t pos, struct bw_token *t)
{
	struct folded one = {.len = 0};
	size_t end = take_word(s, pos, &one);
	t->kind = BW_TOKEN_WORD;
	t->word = look_up(&one);
	t->letter = (char)(end - pos == 1 ? one.text[0] : 0);
	bool may_join = t->word || (unsigned char)s.ptr[pos] >= 0x80; /* all that begins a pair is one of these */
	if (may_join && end < s.len && (s.ptr[end] == ' ' || s.ptr[end] == '-' || s.ptr[end] == '\'')) {
		struct folded two = one;
		fold_on(&two, (unsigned char)s.ptr[end]);
		size_t further = take_word(s, end + 1, &two);
		const struct bw_date_word *w = further > end + 1 ? look_up(&two) : NULL;
		if (w) {
			t->word = w;
			return further;
		}
	}
	return end;
}

/* The longest word of the table that stands here, of at most three characters; else one character. */
static size_t dense_token(struct bw_str s, size_t pos, struct bw_token *t)
{
	struct folded f = {.len = 0};
	size_t best = 0;
	t->kind = BW_TOKEN_WORD;
	t->is_dense = true;
	for (int i = 0; i < 3 && pos < s.len; i++) {
		uint32_t cp = next_point(s, &pos);
		if (!is_dense(cp))
			break;
		fold_on(&f, cp);
		const struct bw_date_word *w = look_up(&f);
		best = w || !best ? pos : best;
		t->word = w ? w : t->word;
	}
	return best;
}

static size_t number_token(struct bw_str s, size_t pos, struct bw_token *t)
{
	t->kind = BW_TOKEN_NUMBER;
	for (size_t next = pos; pos < s.len; pos = next) {
		int digit = digit_of(next_point(s, &next));
		if (digit < 0)
			break;
		if (t->digits < DIGITS_MAX)
			t->value = t->value * 10 + digit;
		t->digits += t->digits <= DIGITS_MAX;
	}
	return pos;
}

static char mark_of(uint32_t cp)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (cp >= marks[i].first && cp <= marks[i].last)
			return marks[i].mark;
	return cp > 0x20 && cp < 0x7F ? (char)cp : '?';
}

size_t bw_time_tokens(struct bw_str s, struct bw_token *tokens, size_t max)
{
	size_t n = 0;
	bool spaced = false;
	for (size_t pos = 0; pos < s.len;) {
		size_t next = pos;
		uint32_t cp = next_point(s, &next);
		if (is_space(cp) || is_invisible(cp)) {
			spaced = spaced || is_space(cp);
			pos = next;
			continue;
		}
		if (n + 1 >= max)
			return 0;
		struct bw_token *t = &tokens[n++];
		*t = (struct bw_token){.spaced = spaced, .from = (uint32_t)pos};
		if (digit_of(cp) >= 0) {
			next = number_token(s, pos, t);
		} else if (is_dense(cp)) {
			next = dense_token(s, pos, t);
		} else if (is_letter(cp)) {
			next = word_token(s, pos, t);
		} else {
			t->kind = BW_TOKEN_MARK;
			t->mark = mark_of(cp);
		}
		t->to = (uint32_t)next;
		pos = next;
		spaced = false;
	}
	tokens[n] =
		(struct bw_token){.kind = BW_TOKEN_END, .spaced = true, .from = (uint32_t)s.len, .to = (uint32_t)s.len};
	return n;
}
