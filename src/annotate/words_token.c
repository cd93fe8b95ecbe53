#include "annotate/words_part.h"
#include "core/utf8.h"

/*
 * One pass, longest match in this order: address, number, abbreviation with inner dots, word, single sign. Offsets are
 * those of the text as it stands; nothing is normalised before.
 */
struct scan {
	struct bw_arena *arena;
	struct bw_str text;
	const struct bw_cuts *cuts;     /* of the language; NULL for most */
	struct bw_uni_breaker *breaker; /* opened for the first word without spaces around it */
	size_t pos;
	bool space, line; /* white space, the end of a line stands before pos */
	BW_VEC(struct bw_token) tokens;
};

/* Combining marks and joiners that stand inside words but are no letters. */
static const struct {
	uint32_t first, last;
} marks[] = {
	{0x00AD, 0x00AD}, {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
	{0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x0900, 0x0963}, {0x0966, 0x0DFF}, {0x0E31, 0x0E4E}, {0x200C, 0x200D},
};

static bool is_ascii_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_ascii_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static bool is_mark(uint32_t cp)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (cp >= marks[i].first && cp <= marks[i].last)
			return true;
	return false;
}

static unsigned char byte_at(const struct scan *s, size_t pos)
{
	return pos < s->text.len ? (unsigned char)s->text.ptr[pos] : 0;
}

/* Scripts that write words without spaces between them: Thai, Lao, Myanmar, Khmer; and ideographs. */
static bool is_unspaced(uint32_t cp)
{
	return (cp >= 0x0E00 && cp <= 0x0EFF) || (cp >= 0x1000 && cp <= 0x109F) || (cp >= 0x1780 && cp <= 0x17FF) ||
	       bw_uni_is_ideograph(cp);
}

/* What a run of such words may hold: not the stops and digits of those scripts. */
static bool is_unspaced_letter(uint32_t cp)
{
	return is_unspaced(cp) && (bw_uni_is_letter(cp) || is_mark(cp) || cp >= 0x1000) && !bw_uni_is_digit(cp) &&
	       cp != 0x104A && cp != 0x104B && !(cp >= 0x17D4 && cp <= 0x17DA);
}

/* Length of the letter or digit at pos, 0 when there is none; letters of words without spaces are none here. */
static size_t letter_at(const struct scan *s, size_t pos)
{
	unsigned char c = byte_at(s, pos);
	if (c < 0x80)
		return is_ascii_letter(c) || is_ascii_digit(c);
	size_t next = pos;
	uint32_t cp = bw_utf8_next(s->text, &next);
	if (is_unspaced_letter(cp))
		return 0;
	return bw_uni_is_letter(cp) || bw_uni_is_digit(cp) || is_mark(cp) ? next - pos : 0;
}

static size_t run_of_letters(const struct scan *s, size_t pos)
{
	size_t n;
	while ((n = letter_at(s, pos)))
		pos += n;
	return pos;
}

/* Length of an apostrophe at pos: ' or U+2019. */
static size_t apostrophe_at(const struct scan *s, size_t pos)
{
	if (byte_at(s, pos) == '\'')
		return 1;
	return byte_at(s, pos) == 0xE2 && byte_at(s, pos + 1) == 0x80 && byte_at(s, pos + 2) == 0x99 ? 3 : 0;
}

/* Length of a hyphen at pos: - or U+2010, U+2011. */
static size_t hyphen_at(const struct scan *s, size_t pos)
{
	if (byte_at(s, pos) == '-')
		return 1;
	if (byte_at(s, pos) != 0xE2 || byte_at(s, pos + 1) != 0x80)
		return 0;
	return byte_at(s, pos + 2) == 0x90 || byte_at(s, pos + 2) == 0x91 ? 3 : 0;
}

/* Length of a currency sign at pos. */
static size_t currency_at(const struct scan *s, size_t pos)
{
	unsigned char c = byte_at(s, pos), d = byte_at(s, pos + 1);
	if (c == '$')
		return 1;
	if (c == 0xC2 && (d == 0xA3 || d == 0xA5))
		return 2;
	return c == 0xE2 && d == 0x82 && byte_at(s, pos + 2) >= 0xA0 ? 3 : 0;
}

static uint8_t case_flags(struct bw_str word)
{
	size_t pos = 0;
	uint32_t first = bw_utf8_next(word, &pos);
	uint8_t flags = bw_uni_is_upper(first) ? BW_TOKEN_CAPITAL : 0;
	if (!flags)
		return 0;
	size_t upper = 1;
	while (pos < word.len) {
		uint32_t cp = bw_utf8_next(word, &pos);
		if (bw_uni_is_lower(cp))
			return flags;
		upper += bw_uni_is_upper(cp);
	}
	return upper >= 2 ? flags | BW_TOKEN_ALLCAPS : flags;
}

static void push(struct scan *s, size_t start, size_t end, enum bw_token_kind kind)
{
	struct bw_token *t = BW_PUSH(s->arena, &s->tokens);
	struct bw_str word = bw_str_sub(s->text, start, end - start);
	t->start = (uint32_t)start;
	t->end = (uint32_t)end;
	t->kind = kind;
	t->flags = (s->space ? BW_TOKEN_SPACE : 0) | (kind == BW_TOKEN_WORD ? case_flags(word) : 0);
	char room[BW_WORD_ROOM];
	t->word = bw_str_hash(bw_word_fold(s->arena, word, room));
	s->space = s->line = false;
	s->pos = end;
}

static bool is_address(const struct scan *s)
{
	static const char *const heads[] = {"http://", "https://", "www.", "ftp://"};
	struct bw_str rest = bw_str_from_pos(s->text, s->pos);
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		if (bw_str_starts_ascii_nocase(rest, bw_str_from(heads[i])))
			return true;
	return false;
}

/* To the next white space, quotes and closing signs at its end left out. */
static void push_address(struct scan *s)
{
	size_t end = s->pos;
	while (end < s->text.len && (unsigned char)s->text.ptr[end] > ' ' && (unsigned char)s->text.ptr[end] < 0x80 &&
	       !strchr("\"<>", s->text.ptr[end]))
		end++;
	while (end > s->pos + 1 && strchr(".,;:!?)'\"", s->text.ptr[end - 1]))
		end--;
	push(s, s->pos, end, BW_TOKEN_URL);
}

static bool is_number_suffix(struct bw_str letters)
{
	static const char *const all[] = {"m", "bn", "k", "tn", "mn", "b", "t", "st", "nd", "rd", "th"};
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (bw_str_eq_ascii_nocase(letters, bw_str_from(all[i])))
			return true;
	return false;
}

/* Digits with inner commas, dots and colons: "1,250.75", "10:30"; a sign counts only between digits. */
static size_t run_of_digits(const struct scan *s, size_t pos)
{
	for (;;) {
		unsigned char c = byte_at(s, pos);
		if (is_ascii_digit(c))
			pos++;
		else if ((c == '.' || c == ',' || c == ':') && is_ascii_digit(byte_at(s, pos + 1)))
			pos++;
		else
			return pos;
	}
}

/* start is where the currency sign or its letters begin, pos the first digit. Digits that run on into letters ("5G",
 * "3nm") are a word. */
static void push_number(struct scan *s, size_t pos)
{
	size_t end = run_of_digits(s, pos), word_end = run_of_letters(s, end);
	struct bw_str tail = bw_str_sub(s->text, end, word_end - end);
	if (byte_at(s, end) == '%')
		push(s, s->pos, end + 1, BW_TOKEN_NUMBER);
	else if (!tail.len)
		push(s, s->pos, end, BW_TOKEN_NUMBER);
	else if (is_number_suffix(tail) || s->pos < pos)
		push(s, s->pos, is_number_suffix(tail) ? word_end : end, BW_TOKEN_NUMBER);
	else
		push(s, s->pos, word_end, BW_TOKEN_WORD);
}

/* The next word goes on with a sentence, as far as the sign before it tells. */
static bool is_inside(const struct scan *s)
{
	if (!s->tokens.len || s->line)
		return false;
	const struct bw_token *last = &s->tokens.ptr[s->tokens.len - 1];
	return last->kind != BW_TOKEN_PUNCT || s->text.ptr[last->start] == ',';
}

/* Length of one letter, no digit, at pos. */
static size_t one_letter_at(const struct scan *s, size_t pos)
{
	size_t n = letter_at(s, pos);
	return is_ascii_digit(byte_at(s, pos)) ? 0 : n;
}

/* "U.S.", "a.m.", "e.g", "т.е.": single letters with dots between. Returns the end, or 0. */
static size_t dotted_at(const struct scan *s, size_t pos)
{
	size_t parts = 0, n;
	while ((n = one_letter_at(s, pos)) && byte_at(s, pos + n) == '.') {
		pos += n + 1;
		parts++;
	}
	if (parts && n && !letter_at(s, pos + n) && byte_at(s, pos + n) != '@')
		return pos + n;
	return parts >= 2 && !letter_at(s, pos) ? pos : 0;
}

/* Where the clitic of a word [start, end) begins; end when it has none. */
static size_t clitic_in(const struct scan *s, size_t start, size_t end)
{
	static const char *const tails[] = {"s", "re", "ve", "ll", "d", "m"};
	size_t p = end;
	while (p > start && is_ascii_letter(byte_at(s, p - 1)) && end - p < 3)
		p--;
	for (; p < end; p++) {
		size_t n = p > start && byte_at(s, p - 1) == '\''          ? 1
			   : p > start + 2 && apostrophe_at(s, p - 3) == 3 ? 3
									   : 0;
		if (!n || p - n <= start)
			continue;
		struct bw_str tail = bw_str_sub(s->text, p, end - p);
		if (bw_str_eq_ascii_nocase(tail, BW_STR("t")) && (byte_at(s, p - n - 1) | 32) == 'n' &&
		    p - n - 1 > start)
			return p - n - 1;
		for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++)
			if (bw_str_eq_ascii_nocase(tail, bw_str_from(tails[i])))
				return p - n;
	}
	return end;
}

/* One joint inside a word: apostrophe or hyphen between letters, "&" in "R&D", a dot in "example.com" or "No.10". 0
 * when the word ends here. */
static size_t joint_at(const struct scan *s, size_t pos)
{
	size_t n = apostrophe_at(s, pos);
	if (!n)
		n = hyphen_at(s, pos);
	if (!n && byte_at(s, pos) == '&' && byte_at(s, pos + 1) < 0x80)
		n = 1;
	if (n)
		return letter_at(s, pos + n) ? n : 0;
	unsigned char next = byte_at(s, pos + 1);
	if (byte_at(s, pos) == '@' || byte_at(s, pos) == '_')
		return letter_at(s, pos + 1) ? 1 : 0;
	return byte_at(s, pos) == '.' && next >= 'a' && next <= 'z' && is_ascii_letter(byte_at(s, pos + 2)) ? 1 : 0;
}

/* Where a word whose first part ends at `end` ends with all its parts. */
static size_t joined_to(const struct scan *s, size_t end)
{
	size_t joint;
	while ((joint = joint_at(s, end)))
		end = run_of_letters(s, end + joint);
	return end;
}

/* A word up to end, its clitic or the pronoun behind it apart. */
static void push_parts(struct scan *s, size_t end)
{
	size_t hyphen, pronoun, start = s->pos;
	if (s->cuts && bw_cuts_tail(s->cuts, bw_str_sub(s->text, start, end - start), &hyphen, &pronoun)) {
		push(s, start, start + hyphen, BW_TOKEN_WORD);
		push(s, start + hyphen, start + pronoun, BW_TOKEN_PUNCT);
		push(s, start + pronoun, end, BW_TOKEN_WORD);
		return;
	}
	size_t clitic = clitic_in(s, start, end);
	push(s, start, clitic, BW_TOKEN_WORD);
	if (clitic < end)
		push(s, clitic, end, BW_TOKEN_WORD);
}

static void push_word(struct scan *s)
{
	size_t end = dotted_at(s, s->pos);
	if (!end && s->cuts)
		end = bw_cuts_head(s->cuts, s->text, s->pos, is_inside(s));
	if (end) {
		push(s, s->pos, end, BW_TOKEN_WORD);
		return;
	}
	end = run_of_letters(s, s->pos);
	if (end - s->pos <= 3 && currency_at(s, end) && is_ascii_digit(byte_at(s, end + currency_at(s, end)))) {
		push_number(s, end + currency_at(s, end));
		return;
	}
	end = joined_to(s, end);
	if (memchr(s->text.ptr + s->pos, '@', end - s->pos)) {
		push(s, s->pos, end, BW_TOKEN_URL);
		return;
	}
	push_parts(s, end);
}

struct run {
	struct scan *scan;
	size_t base;
};

static void push_segment(void *ctx, size_t start, size_t end)
{
	struct run *run = ctx;
	push(run->scan, run->base + start, run->base + end, BW_TOKEN_WORD);
}

/* ICU's dictionaries segment a run; one longer than any real one goes to them in pieces, since their tables grow with
 * it. */
static void push_unspaced(struct scan *s)
{
	enum { RUN_MAX = 3000 };
	size_t end = s->pos;
	while (end < s->text.len && end - s->pos < RUN_MAX) {
		size_t next = end;
		if (!is_unspaced_letter(bw_utf8_next(s->text, &next)))
			break;
		end = next;
	}
	struct run run = {s, s->pos};
	if (!s->breaker)
		s->breaker = bw_uni_breaker_open();
	bw_uni_breaker_words(s->breaker, bw_str_sub(s->text, s->pos, end - s->pos), push_segment, &run);
	s->pos = end;
}

/* One code point, but runs of dots and of hyphens are one sign. */
static void push_sign(struct scan *s)
{
	size_t end = s->pos;
	char c = s->text.ptr[end];
	bw_utf8_next(s->text, &end);
	while ((c == '.' || c == '-') && byte_at(s, end) == (unsigned char)c)
		end++;
	push(s, s->pos, end, BW_TOKEN_PUNCT);
}

static bool skip_space(struct scan *s)
{
	size_t next = s->pos;
	unsigned char c = byte_at(s, next);
	if (c > ' ' && c < 0x80)
		return false;
	uint32_t cp = bw_utf8_next(s->text, &next);
	if (cp > ' ' && !bw_uni_is_space(cp))
		return false;
	s->space = true;
	s->line |= c == '\n';
	s->pos = next;
	return true;
}

static void scan_one(struct scan *s)
{
	unsigned char c = byte_at(s, s->pos);
	size_t sign = currency_at(s, s->pos), next = s->pos, own;
	if ((c | 32) == 'h' || (c | 32) == 'w' || (c | 32) == 'f')
		if (is_address(s)) {
			push_address(s);
			return;
		}
	if (is_ascii_digit(c) || (sign && is_ascii_digit(byte_at(s, s->pos + sign))))
		push_number(s, s->pos + sign);
	else if (letter_at(s, s->pos))
		push_word(s);
	else if (c >= 0xE0 && is_unspaced_letter(bw_utf8_next(s->text, &next)))
		push_unspaced(s);
	else if (s->cuts && (own = bw_cuts_proclitic(s->cuts, s->text, s->pos)))
		push(s, s->pos, byte_at(s, own) == '-' ? joined_to(s, own) : own, BW_TOKEN_WORD);
	else
		push_sign(s);
}

size_t bw_words_split_in(struct bw_arena *a, const char *language, struct bw_str text, struct bw_token **out)
{
	struct scan s = {.arena = a, .text = text, .cuts = bw_cuts_of(language)};
	while (s.pos < text.len)
		if (!skip_space(&s))
			scan_one(&s);
	bw_uni_breaker_close(s.breaker);
	*out = s.tokens.ptr;
	return s.tokens.len;
}

size_t bw_words_split(struct bw_arena *a, struct bw_str text, struct bw_token **out)
{
	return bw_words_split_in(a, NULL, text, out);
}
