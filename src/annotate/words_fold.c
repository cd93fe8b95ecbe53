#include "annotate/words_part.h"
#include "core/utf8.h"

/* What core/utf8.h makes of the letters U+00C0 to U+00FF, two bytes each, for the words of our own languages: ICU is
 * asked only for the rest. A blank stands for "ask". */
static const char latin[] = "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thss"
			    "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thy ";

/* Russian letters: without capitals, and with the marks of й and ё off as with every other mark. */
static uint32_t plain_cyrillic(uint32_t cp)
{
	if (cp >= 0x0410 && cp <= 0x042F)
		cp += 0x20;
	if (cp == 0x0439)
		return 0x0438;
	if (cp == 0x0401 || cp == 0x0451)
		return 0x0435;
	return cp >= 0x0430 && cp <= 0x044F ? cp : 0;
}

/* Two-byte letter cp in its folded form at out; number of bytes, 0 when ICU has to say. */
static size_t fold_letter(uint32_t cp, char *out)
{
	if (cp >= 0xC0 && cp <= 0xFF) {
		const char *to = latin + (cp - 0xC0) * 2;
		if (to[0] == ' ')
			return 0;
		out[0] = to[0];
		out[1] = to[1];
		return to[1] == ' ' ? 1 : 2;
	}
	uint32_t plain = plain_cyrillic(cp);
	out[0] = (char)(0xC0 | plain >> 6);
	out[1] = (char)(0x80 | (plain & 0x3F));
	return plain ? 2 : 0;
}

/* A combining mark behind the word's last letter would change it: left to ICU, as every sign of other blocks. */
struct bw_str bw_word_fold(struct bw_arena *a, struct bw_str word, char room[BW_WORD_ROOM])
{
	if (word.len >= BW_WORD_ROOM)
		return bw_uni_fold(a, word);
	size_t n = 0;
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.ptr[i];
		if (c < 0x80) {
			room[n++] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
			continue;
		}
		unsigned char d = i + 1 < word.len ? (unsigned char)word.ptr[i + 1] : 0;
		size_t put = c >= 0xC3 && c <= 0xD1 ? fold_letter((c & 0x1Fu) << 6 | (d & 0x3Fu), room + n) : 0;
		if (!put)
			return bw_uni_fold(a, word);
		n += put;
		i++;
	}
	return (struct bw_str){room, n};
}

/* Two-byte letter cp without its capital, 0 when ICU has to say; the two dots of ё are off. */
static uint32_t lower_letter(uint32_t cp)
{
	if ((cp >= 0xC0 && cp <= 0xDE && cp != 0xD7) || (cp >= 0x0410 && cp <= 0x042F))
		return cp + 0x20;
	if (cp == 0x0401 || cp == 0x0451)
		return 0x0435;
	return (cp >= 0xE0 && cp <= 0xFF) || (cp >= 0x0430 && cp <= 0x044F) ? cp : 0;
}

/* Without capitals, but with its marks, as the stemmers of other languages than English want it. */
struct bw_str bw_word_lower(struct bw_arena *a, struct bw_str word, char room[BW_WORD_ROOM])
{
	if (word.len >= BW_WORD_ROOM)
		return bw_uni_casefold(a, word);
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.ptr[i], d = i + 1 < word.len ? (unsigned char)word.ptr[i + 1] : 0;
		if (c < 0x80) {
			room[i] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
			continue;
		}
		uint32_t cp = c >= 0xC3 && c <= 0xD1 ? lower_letter((c & 0x1Fu) << 6 | (d & 0x3Fu)) : 0;
		if (!cp)
			return bw_uni_casefold(a, word);
		room[i] = (char)(0xC0 | cp >> 6);
		room[++i] = (char)(0x80 | (cp & 0x3F));
	}
	return (struct bw_str){room, word.len};
}

uint64_t bw_words_hash(struct bw_str word)
{
	struct bw_arena a;
	char room[BW_WORD_ROOM];
	bw_arena_init(&a);
	uint64_t hash = bw_str_hash(bw_word_fold(&a, word, room));
	bw_arena_release(&a);
	return hash;
}
