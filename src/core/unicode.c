/* ICU stands behind this file alone: classes, folding, word breaks, and the ASCII form of host names. */
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

#include <stdlib.h>

#include "core/mem.h"
#include "core/utf8.h"

bool bw_uni_is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 32) >= 'a' && (cp | 32) <= 'z';
	return u_isalpha((UChar32)cp);
}

bool bw_uni_is_upper(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z';
	return u_isupper((UChar32)cp) || u_istitle((UChar32)cp);
}

bool bw_uni_is_lower(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'a' && cp <= 'z';
	return u_islower((UChar32)cp);
}

bool bw_uni_is_digit(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= '0' && cp <= '9';
	return u_isdigit((UChar32)cp);
}

bool bw_uni_is_space(uint32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || (cp >= '\t' && cp <= '\r');
	return u_isUWhiteSpace((UChar32)cp);
}

bool bw_uni_is_ideograph(uint32_t cp)
{
	if (cp < 0x2E80)
		return false;
	if (cp == 0x30FC || cp == 0xFF70)
		return true; /* the mark of a long vowel belongs to no script */
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32)cp, &status);
	return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

/* The ASCII that stands for a mark of General Punctuation (E2 80 last), 0 for the others. */
static char plain_mark(unsigned char last)
{
	if (last >= 0x90 && last <= 0x95)
		return '-';
	if (last >= 0x98 && last <= 0x9B)
		return '\'';
	if (last >= 0x9C && last <= 0x9F)
		return '"';
	return 0;
}

/* Words are nearly always ASCII, at most with a curly apostrophe. False when there is more to it; room has s.len bytes.
 */
static bool fold_simple(struct bw_arena *a, struct bw_str s, char *room, struct bw_str *out)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		if (c < 0x80) {
			room[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
			continue;
		}
		char plain = 0;
		if (c == 0xE2 && s.len - i > 2 && (unsigned char)s.ptr[i + 1] == 0x80)
			plain = plain_mark((unsigned char)s.ptr[i + 2]);
		if (!plain)
			return false;
		room[n++] = plain;
		i += 2;
	}
	*out = bw_arena_str(a, (struct bw_str){room, n});
	return true;
}

static bool fold_long(struct bw_arena *a, struct bw_str s, struct bw_str *out)
{
	char *room = bw_mem_resize(NULL, s.len);
	bool done = fold_simple(a, s, room, out);
	bw_mem_free(room);
	return done;
}

/* Letters that have no decomposition, and yet are written without their stroke where keyboards lack it. */
static const struct {
	UChar32 from;
	const char *to;
} plain_letters[] = {
	{0x00E6, "ae"}, {0x00F0, "d"},  {0x00F8, "o"}, {0x00FE, "th"}, {0x0111, "d"},  {0x0127, "h"},  {0x0131, "i"},
	{0x0142, "l"},  {0x0153, "oe"}, {0x0167, "t"}, {0x2212, "-"},  {0x00AB, "\""}, {0x00BB, "\""},
};

/* Marks that belong to many scripts (accents, vowel points) are dropped. Marks of one script are its letters, and so
 * are the voicing marks of kana. */
static bool is_dropped_mark(UChar32 cp)
{
	UErrorCode status = U_ZERO_ERROR;
	return u_charType(cp) == U_NON_SPACING_MARK && cp != 0x3099 && cp != 0x309A &&
	       uscript_getScript(cp, &status) == USCRIPT_INHERITED;
}

static void fold_point(struct bw_buf *out, UChar32 cp)
{
	if (is_dropped_mark(cp))
		return;
	for (size_t i = 0; i < sizeof(plain_letters) / sizeof(plain_letters[0]); i++)
		if (plain_letters[i].from == cp) {
			bw_buf_cstr(out, plain_letters[i].to);
			return;
		}
	char mark = cp >= 0x2010 && cp <= 0x201F ? plain_mark((unsigned char)(0x80 | (cp & 0x3F))) : 0;
	bw_utf8_put(out, mark ? (uint32_t)mark : (uint32_t)cp);
}

enum { STAGE = 256 };

struct text16 {
	UChar room[STAGE];
	UChar *ptr;
	int32_t len;
};

static void text16_release(struct text16 *t)
{
	if (t->ptr != t->room)
		bw_mem_free(t->ptr);
}

/* Runs one normaliser; the result is in *to, which is initialised here. A failure of ICU is a bug: its data are built
 * in. */
static void normalise(const UNormalizer2 *how, const UChar *from, int32_t len, struct text16 *to)
{
	UErrorCode status = U_ZERO_ERROR;
	to->ptr = to->room;
	to->len = unorm2_normalize(how, from, len, to->ptr, STAGE, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR) {
		status = U_ZERO_ERROR;
		to->ptr = bw_mem_resize(NULL, ((size_t)to->len + 1) * sizeof(UChar));
		to->len = unorm2_normalize(how, from, len, to->ptr, to->len + 1, &status);
	}
	if (U_FAILURE(status))
		abort();
}

static void text16_from(struct bw_str s, struct text16 *to)
{
	UErrorCode status = U_ZERO_ERROR;
	to->ptr = s.len < STAGE ? to->room : bw_mem_resize(NULL, (s.len + 1) * sizeof(UChar));
	u_strFromUTF8WithSub(to->ptr, (int32_t)s.len + 1, &to->len, s.ptr, (int32_t)s.len, BW_REPLACEMENT, NULL,
			     &status);
	if (U_FAILURE(status))
		abort();
}

/* NFKC_Casefold, then NFD to part the marks from their letters; what is left goes to out in its decomposed form. */
static void fold_decomposed(struct bw_str s, struct bw_buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&status);
	const UNormalizer2 *decompose = unorm2_getNFDInstance(&status);
	struct text16 in, folded, parts;
	if (U_FAILURE(status))
		abort();
	text16_from(s, &in);
	normalise(casefold, in.ptr, in.len, &folded);
	normalise(decompose, folded.ptr, folded.len, &parts);
	for (int32_t i = 0; i < parts.len;) {
		UChar32 cp;
		U16_NEXT(parts.ptr, i, parts.len, cp);
		fold_point(out, cp);
	}
	text16_release(&in);
	text16_release(&folded);
	text16_release(&parts);
}

/* Kana and Hangul are put together again, so that a key looks like the word that it stands for. */
static void compose(struct bw_str s, struct bw_buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	struct text16 in, whole;
	if (U_FAILURE(status))
		abort();
	text16_from(s, &in);
	normalise(nfc, in.ptr, in.len, &whole);
	for (int32_t i = 0; i < whole.len;) {
		UChar32 cp;
		U16_NEXT(whole.ptr, i, whole.len, cp);
		bw_utf8_put(out, (uint32_t)cp);
	}
	text16_release(&in);
	text16_release(&whole);
}

/* ICU counts in 32 bits and a code point may unfold into eighteen. */
enum { FOLD_MAX = 1 << 26 };

struct bw_str bw_uni_fold(struct bw_arena *a, struct bw_str s)
{
	char word[STAGE];
	struct bw_str folded;
	if (s.len <= sizeof(word) ? fold_simple(a, s, word, &folded) : fold_long(a, s, &folded))
		return folded;
	if (s.len > FOLD_MAX)
		abort();
	struct bw_buf parts, whole;
	bw_buf_init(&parts, SIZE_MAX / 4);
	bw_buf_init(&whole, SIZE_MAX / 4);
	fold_decomposed(s, &parts);
	compose(bw_buf_view(&parts), &whole);
	folded = bw_buf_copy(&whole, a);
	bw_buf_release(&parts);
	bw_buf_release(&whole);
	return folded;
}

struct bw_str bw_uni_casefold(struct bw_arena *a, struct bw_str s)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *how = unorm2_getNFKCCasefoldInstance(&status);
	struct text16 in, folded;
	struct bw_buf out;
	if (U_FAILURE(status) || s.len > FOLD_MAX)
		abort();
	text16_from(s, &in);
	normalise(how, in.ptr, in.len, &folded);
	bw_buf_init(&out, SIZE_MAX / 4);
	for (int32_t i = 0; i < folded.len;) {
		UChar32 cp;
		U16_NEXT(folded.ptr, i, folded.len, cp);
		bw_utf8_put(&out, (uint32_t)cp);
	}
	struct bw_str copy = bw_buf_copy(&out, a);
	bw_buf_release(&out);
	text16_release(&in);
	text16_release(&folded);
	return copy;
}

static void each_point(struct bw_str s, void (*word)(void *ctx, size_t start, size_t end), void *ctx)
{
	for (size_t pos = 0; pos < s.len;) {
		size_t start = pos;
		if (!bw_uni_is_space(bw_utf8_next(s, &pos)))
			word(ctx, start, pos);
	}
}

static bool is_blank(struct bw_str s, size_t start, size_t end)
{
	struct bw_str part = {s.ptr, end};
	while (start < end)
		if (!bw_uni_is_space(bw_utf8_next(part, &start)))
			return false;
	return true;
}

struct bw_uni_breaker {
	UBreakIterator *breaks;
};

/* The root locale, named: NULL would mean that of the environment. */
struct bw_uni_breaker *bw_uni_breaker_open(void)
{
	UErrorCode status = U_ZERO_ERROR;
	struct bw_uni_breaker *b = bw_mem_resize(NULL, sizeof(*b));
	b->breaks = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
	return b;
}

void bw_uni_breaker_close(struct bw_uni_breaker *b)
{
	if (b && b->breaks)
		ubrk_close(b->breaks);
	bw_mem_free(b);
}

void bw_uni_breaker_words(struct bw_uni_breaker *b, struct bw_str s, void (*word)(void *ctx, size_t start, size_t end),
			  void *ctx)
{
	UErrorCode status = U_ZERO_ERROR;
	UText *text = utext_openUTF8(NULL, s.ptr ? s.ptr : "", (int64_t)s.len, &status);
	if (b->breaks && U_SUCCESS(status))
		ubrk_setUText(b->breaks, text, &status);
	if (!b->breaks || U_FAILURE(status) || s.len > INT32_MAX) {
		each_point(s, word, ctx);
	} else {
		int32_t start = ubrk_first(b->breaks);
		for (int32_t end = ubrk_next(b->breaks); end != UBRK_DONE; start = end, end = ubrk_next(b->breaks))
			if (!is_blank(s, (size_t)start, (size_t)end))
				word(ctx, (size_t)start, (size_t)end);
	}
	utext_close(text);
}

void bw_uni_words(struct bw_str s, void (*word)(void *ctx, size_t start, size_t end), void *ctx)
{
	struct bw_uni_breaker *b = bw_uni_breaker_open();
	bw_uni_breaker_words(b, s, word, ctx);
	bw_uni_breaker_close(b);
}

/* UTS 46, non-transitional, as browsers do. The STD3 rules keep letters such as U+2100 from turning into "a/c". */
bool bw_uni_host_ascii(struct bw_str host, char *out, size_t size, size_t *len)
{
	UErrorCode status = U_ZERO_ERROR;
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UIDNA *idna = uidna_openUTS46(UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
					      UIDNA_NONTRANSITIONAL_TO_ASCII,
				      &status);
	if (U_FAILURE(status))
		return false;
	int32_t n = uidna_nameToASCII_UTF8(idna, host.ptr, (int32_t)host.len, out, (int32_t)size, &info, &status);
	uidna_close(idna);
	*len = n > 0 ? (size_t)n : 0;
	return U_SUCCESS(status) && !info.errors && n > 0 && (size_t)n <= size;
}
