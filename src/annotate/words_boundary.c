#include <stdio.h>

#include "annotate/words_part.h"
#include "core/utf8.h"

/* Boundaries after methods.md 1. When in doubt a text is not split: a joined pair costs less than a cut sentence that
 * is quoted later. */

enum sign_role { STOP = 1, WIDE = 2, CLOSES = 4, OPENS = 8, QUOTE = 16, LEADS = 32 };

/* WIDE: ends a sentence without white space behind it. LEADS: stands before the first word of a sentence. */
static const struct {
	uint32_t cp;
	uint8_t roles;
} signs[] = {
	{'.', STOP},
	{'!', STOP},
	{'?', STOP},
	{0x2026, STOP},
	{0x061F, STOP},
	{0x06D4, STOP},
	{0x0589, STOP},
	{0x203C, STOP},
	{0x2047, STOP},
	{0x2048, STOP},
	{0x2049, STOP},
	{0x0964, STOP | WIDE},
	{0x0965, STOP | WIDE},
	{0x1362, STOP | WIDE},
	{0x17D4, STOP | WIDE},
	{0x104B, STOP | WIDE},
	{0x3002, STOP | WIDE},
	{0xFF01, STOP | WIDE},
	{0xFF0E, STOP | WIDE},
	{0xFF1F, STOP | WIDE},
	{0xFF61, STOP | WIDE},
	{'"', OPENS | CLOSES | QUOTE},
	{'\'', OPENS | CLOSES | QUOTE},
	{0x201C, OPENS | CLOSES | QUOTE},
	{0x201D, OPENS | CLOSES | QUOTE},
	{0x2018, OPENS | CLOSES | QUOTE},
	{0x2019, CLOSES | QUOTE},
	{0x201A, OPENS | QUOTE},
	{0x201E, OPENS | QUOTE},
	{0x00AB, OPENS | CLOSES | QUOTE},
	{0x00BB, OPENS | CLOSES | QUOTE},
	{0x2039, OPENS | CLOSES | QUOTE},
	{0x203A, OPENS | CLOSES | QUOTE},
	{0x300C, OPENS | QUOTE},
	{0x300D, CLOSES | QUOTE},
	{0x300E, OPENS | QUOTE},
	{0x300F, CLOSES | QUOTE},
	{'(', OPENS},
	{'[', OPENS},
	{0x3010, OPENS},
	{0xFF08, OPENS},
	{')', CLOSES},
	{']', CLOSES},
	{0x3011, CLOSES},
	{0xFF09, CLOSES},
	{0x00BF, LEADS},
	{0x00A1, LEADS},
	{'-', LEADS},
	{0x2013, LEADS},
	{0x2014, LEADS},
	{0x2015, LEADS},
	{0x2022, LEADS},
	{0x25AA, LEADS},
	{0x25CF, LEADS},
	{0x00B7, LEADS},
};

static uint8_t roles_of(uint32_t cp)
{
	for (size_t i = 0; cp && i < sizeof(signs) / sizeof(*signs); i++)
		if (signs[i].cp == cp)
			return signs[i].roles;
	return 0;
}

static uint32_t sign_at(const struct bw_splitter *s, size_t i)
{
	size_t pos = s->tokens[i].start;
	return s->tokens[i].kind == BW_TOKEN_PUNCT ? bw_utf8_next(s->text, &pos) : 0;
}

static bool is_spaced(const struct bw_splitter *s, size_t i)
{
	return i >= s->n || s->tokens[i].flags & BW_TOKEN_SPACE;
}

static struct bw_str text_at(const struct bw_splitter *s, size_t i)
{
	return bw_token_text(s->text, &s->tokens[i]);
}

static bool ends_dotted(const struct bw_splitter *s, size_t i)
{
	const struct bw_token *t = &s->tokens[i];
	return t->kind == BW_TOKEN_WORD && t->end - t->start > 2 && s->text.ptr[t->end - 1] == '.';
}

bool bw_boundary_stop(const struct bw_splitter *s, size_t i)
{
	return s->tokens[i].kind == BW_TOKEN_PUNCT ? roles_of(sign_at(s, i)) & STOP : ends_dotted(s, i);
}

/* What may close or open closes when it stands close to the word before, or, as « oui » has it, apart from both. */
bool bw_boundary_closer(const struct bw_splitter *s, size_t i)
{
	uint32_t cp = sign_at(s, i);
	if (!(roles_of(cp) & CLOSES))
		return false;
	return !is_spaced(s, i) || ((cp == 0xBB || cp == 0x203A || cp == 0x201D) && is_spaced(s, i + 1));
}

static bool is_opener(const struct bw_splitter *s, size_t i)
{
	return (roles_of(sign_at(s, i)) & OPENS) && !bw_boundary_closer(s, i);
}

/* More than any real text has: a text made of them stays linear. */
enum { MARKS_BEFORE = 8, DATELINE = 8 };

/* The first token of a sentence that begins at i, behind marks, dashes and bullets. */
static size_t first_word(const struct bw_splitter *s, size_t i)
{
	size_t last = i + MARKS_BEFORE;
	while (i < last && i + 1 < s->n && (is_opener(s, i) || roles_of(sign_at(s, i)) & LEADS))
		i++;
	return i;
}

/* "'s Avonds", "'t Is": the word behind has the capital. */
static bool starts_lower(const struct bw_splitter *s, size_t i)
{
	size_t pos = s->tokens[i].start;
	bool lost = s->tokens[i].kind == BW_TOKEN_WORD && s->pack->proclitics &&
		    !bw_uni_is_letter(bw_utf8_next(s->text, &pos));
	if (!lost) {
		pos = s->tokens[i].start;
		return bw_uni_is_lower(bw_utf8_next(s->text, &pos));
	}
	for (; pos < s->tokens[i].end;)
		if (bw_uni_is_upper(bw_utf8_next(s->text, &pos)))
			return false;
	return i + 1 >= s->n || !(s->tokens[i + 1].flags & BW_TOKEN_CAPITAL);
}

static bool is_starter(const struct bw_splitter *s, size_t i)
{
	size_t word = first_word(s, i);
	if (bw_map_get(&s->pack->starters, s->tokens[word].word))
		return true;
	return word > i && roles_of(sign_at(s, i)) & QUOTE;
}

/* A question in quotation marks whose speaker follows: "Why now?" Smith asked. A function word with a capital begins a
 * sentence of its own. */
static bool speaker_follows(const struct bw_splitter *s, size_t next)
{
	enum { REACH = 4, ONE_LETTER = 1 };
	if (is_starter(s, next) && s->tokens[next].end - s->tokens[next].start > ONE_LETTER)
		return false;
	for (size_t i = next; i < s->n && i < next + REACH; i++)
		if (bw_map_get(&s->pack->cues, s->tokens[i].word))
			return true;
	return false;
}

/* Words behind a closed quotation that go on with its sentence, in scripts without capitals. */
static bool goes_on(const struct bw_splitter *s, size_t next)
{
	for (size_t i = next; i < s->n && s->tokens[i].kind != BW_TOKEN_PUNCT; i++) {
		const uint64_t *reach = bw_map_get(&s->pack->tails, s->tokens[i].word);
		if (reach && i - next < *reach - '0')
			return true;
		if (i - next >= 9)
			break;
	}
	return false;
}

static bool is_letter(const struct bw_splitter *s, size_t i)
{
	struct bw_str t = text_at(s, i);
	size_t pos = 0;
	return s->tokens[i].kind == BW_TOKEN_WORD && bw_utf8_next(t, &pos) && pos == t.len;
}

static bool is_initial(const struct bw_splitter *s, size_t i)
{
	return (s->tokens[i].flags & BW_TOKEN_CAPITAL) && is_letter(s, i);
}

static bool is_roman(struct bw_str t)
{
	for (size_t i = 0; i < t.len; i++)
		if (!strchr("IVXLC", t.ptr[i]))
			return false;
	return t.len >= 2;
}

/* "3.", "XIV." where a dot makes the ordinal; years are none. */
static bool is_ordinal(const struct bw_splitter *s, size_t i)
{
	enum { DIGITS = 3 };
	struct bw_str t = text_at(s, i);
	if (!s->pack->ordinals)
		return false;
	if (s->tokens[i].kind != BW_TOKEN_NUMBER)
		return is_roman(t);
	for (size_t k = 0; k < t.len; k++)
		if (t.ptr[k] < '0' || t.ptr[k] > '9')
			return false;
	return t.len <= DIGITS;
}

static bool is_plain_dot(const struct bw_splitter *s, size_t i)
{
	return sign_at(s, i) == '.' && s->tokens[i].end - s->tokens[i].start == 1;
}

/* The row for the abbreviation that ends with `word`: "etc", the dots inside "a.m.", or written apart as "т. д.". */
static const uint64_t *abbreviation_at(const struct bw_splitter *s, size_t first, size_t word)
{
	enum { ROOM = 16 };
	const struct bw_token *t = &s->tokens[word];
	const struct bw_map *all = &s->pack->abbreviations;
	char both[ROOM];
	if (ends_dotted(s, word))
		return bw_map_get(all, bw_words_hash(bw_str_sub(s->text, t->start, t->end - t->start - 1)));
	if (word >= first + 2 && is_letter(s, word) && is_plain_dot(s, word - 1) && is_letter(s, word - 2)) {
		struct bw_str x = text_at(s, word - 2), y = text_at(s, word);
		int len = snprintf(both, sizeof(both), "%" BW_PRISTR ".%" BW_PRISTR, BW_ARG(x), BW_ARG(y));
		const uint64_t *class = bw_map_get(all, bw_words_hash((struct bw_str){both, (size_t)len}));
		if (class)
			return class;
	}
	return bw_map_get(all, t->word);
}

/* Class of the abbreviation before a dot, 0 when it is none as it stands here. */
static char class_of(const struct bw_splitter *s, size_t first, size_t word, size_t next)
{
	const uint64_t *class = abbreviation_at(s, first, word);
	char c = class ? (char)*class : 0, after = s->text.ptr[s->tokens[next].start];
	bool digit = after >= '0' && after <= '9';
	switch (c) {
	case 'n':
		return digit ? 'a' : 0;
	case 'f':
		return digit ? 'b' : 'f';
	case 'B':
		return s->tokens[word].flags & BW_TOKEN_CAPITAL ? 'b' : 0;
	case 'e':
		return 0;
	}
	return c;
}

/* "John and I. Nobody": the pronoun, not an initial. */
static bool is_pronoun(const struct bw_splitter *s, size_t i)
{
	return bw_str_eq(text_at(s, i), BW_STR("I")) && !strcmp(s->pack->language, "en") &&
	       !(s->tokens[i - 1].flags & BW_TOKEN_CAPITAL) && s->tokens[i - 1].kind == BW_TOKEN_WORD;
}

/* "1. Taxes", "a. Taxes": the number of an item, not its end. */
static bool is_item(const struct bw_splitter *s, size_t first, size_t i)
{
	struct bw_str t = text_at(s, i);
	return i == first_word(s, first) &&
	       (s->tokens[i].kind == BW_TOKEN_NUMBER || (t.len == 1 && t.ptr[0] >= 'a' && t.ptr[0] <= 'z'));
}

/* "LYON. – Le maire": nothing but capitals before the dash. */
static bool is_dateline(const struct bw_splitter *s, size_t first, size_t i, size_t next)
{
	if (roles_of(sign_at(s, next)) != LEADS || sign_at(s, next) == 0xBF || sign_at(s, next) == 0xA1)
		return false;
	if (i - first > DATELINE)
		return false;
	for (size_t k = first; k < i; k++)
		if (s->tokens[k].kind == BW_TOKEN_WORD && !(s->tokens[k].flags & BW_TOKEN_ALLCAPS))
			return false;
	return true;
}

/* A plain dot at i: abbreviation, initial, number of a list, ordinal, or an end. */
static bool dot_ends(const struct bw_splitter *s, size_t first, size_t i, size_t next)
{
	bool dotted = ends_dotted(s, i);
	if (!dotted && (i == first || is_spaced(s, i)))
		return true;
	size_t word = dotted ? i : i - 1;
	char class = class_of(s, first, word, next);
	if (class == 'a' || is_item(s, first, word) || is_dateline(s, first, i, next))
		return false;
	if (class == 'f')
		return true;
	if (is_letter(s, word) && is_initial(s, next) && next + 1 < s->n && sign_at(s, next + 1) == '.')
		return false;
	if (is_initial(s, word) && word > first && (s->tokens[word - 1].kind == BW_TOKEN_NUMBER || is_pronoun(s, word)))
		return true; /* a unit, not a name: "980 W. The board" */
	bool doubtful = dotted || class || is_ordinal(s, word) || is_letter(s, word);
	return !doubtful || is_starter(s, next);
}

/* "...", "…", ". . .": inside a sentence more often than at its end. */
static bool is_ellipsis(const struct bw_splitter *s, size_t i)
{
	uint32_t cp = sign_at(s, i);
	if (cp != '.')
		return cp == 0x2026;
	return s->tokens[i].end - s->tokens[i].start > 1 || (i > 0 && is_spaced(s, i) && sign_at(s, i - 1) == '.');
}

static bool is_loud_name(const struct bw_splitter *s, size_t i)
{
	const uint64_t *class = i ? bw_map_get(&s->pack->abbreviations, s->tokens[i - 1].word) : NULL;
	return class && *class == 'e' && s->tokens[i - 1].flags & BW_TOKEN_CAPITAL;
}

bool bw_boundary_here(const struct bw_splitter *s, size_t first, size_t i, size_t next)
{
	uint32_t cp = sign_at(s, i);
	bool quoted = next > i + 1 && roles_of(sign_at(s, next - 1)) & QUOTE;
	if (roles_of(cp) & WIDE)
		return !quoted || !goes_on(s, next);
	if (!is_spaced(s, next))
		return cp == '!' || cp == '?' ? s->pack->wide && !goes_on(s, next) : false;
	if (starts_lower(s, first_word(s, next)) || (cp == '.' && is_plain_dot(s, next)))
		return false;
	if (is_ellipsis(s, i))
		return is_starter(s, next);
	if (cp == '.' || !cp)
		return dot_ends(s, first, i, next);
	return !(quoted && speaker_follows(s, next)) && !(is_loud_name(s, i) && !is_starter(s, next));
}
