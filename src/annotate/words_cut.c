#include "annotate/words_part.h"
#include "core/utf8.h"

/*
 * Where a language cuts words that are written together, and where it does not. Closed classes of its grammar: the
 * articles, pronouns and prepositions that drop their vowel, and the pronouns behind an inverted verb.
 */
enum before { VOWEL = 1, ANY = 2, SURNAME = 4 }; /* what follows; begins surnames too ("D'Alema", "Dell'Utri") */

struct head {
	const char *word;
	uint8_t rule;
};

static const struct head french[] = {
	{"l", ANY | SURNAME}, {"d", ANY | SURNAME}, {"j", VOWEL},      {"n", VOWEL},      {"s", VOWEL},
	{"c", VOWEL},         {"m", VOWEL},         {"t", VOWEL},      {"qu", VOWEL},     {"jusqu", VOWEL},
	{"lorsqu", VOWEL},    {"puisqu", VOWEL},    {"quoiqu", VOWEL}, {"quelqu", VOWEL},
};
static const struct head italian[] = {
	{"l", ANY | SURNAME},
	{"d", VOWEL | SURNAME},
	{"un", ANY},
	{"dell", ANY | SURNAME},
	{"all", ANY | SURNAME},
	{"dall", ANY | SURNAME},
	{"nell", ANY},
	{"sull", ANY},
	{"coll", ANY},
	{"gl", VOWEL},
	{"c", VOWEL},
	{"s", VOWEL},
	{"m", VOWEL},
	{"t", VOWEL},
	{"v", VOWEL},
	{"n", VOWEL},
	{"quest", VOWEL},
	{"quell", VOWEL},
	{"bell", VOWEL},
	{"sant", VOWEL},
	{"nessun", VOWEL},
	{"qualcun", VOWEL},
	{"alcun", VOWEL},
	{"ciascun", VOWEL},
	{"quant", VOWEL},
	{"tutt", VOWEL},
	{"mezz", VOWEL},
	{"dov", VOWEL},
	{"com", VOWEL},
	{"cos", VOWEL},
	{"anch", VOWEL},
	{"senz", VOWEL},
	{"grand", VOWEL},
	{"quand", VOWEL},
	{"ch", VOWEL},
	{"neanch", VOWEL},
	{"trent", VOWEL},
	{"cinquant", VOWEL},
	{"degl", VOWEL},
	{"dagl", VOWEL},
};
static const struct head catalan[] = {
	{"l", ANY | SURNAME}, {"d", ANY | SURNAME}, {"s", VOWEL}, {"n", VOWEL}, {"m", VOWEL}, {"t", VOWEL},
};

static const char *const french_pronouns[] = {"il", "elle", "on", "ils", "elles", "je", "tu", "ce", NULL};

struct bw_cuts {
	char language[3];
	bool proclitics; /* 's, 't, 'n before a word: "'s avonds" */
	const struct head *heads;
	size_t n_heads;
	const char *const *pronouns;
};

#define HEADS(list) list, sizeof(list) / sizeof(*(list))
static const struct bw_cuts languages[] = {
	{"fr", false, HEADS(french), french_pronouns},
	{"it", false, HEADS(italian), NULL},
	{"ca", false, HEADS(catalan), NULL},
	{"nl", true, NULL, 0, NULL},
	{"af", true, NULL, 0, NULL},
};

const struct bw_cuts *bw_cuts_of(const char *language)
{
	for (size_t i = 0; language && i < sizeof(languages) / sizeof(*languages); i++)
		if (!strcmp(language, languages[i].language))
			return &languages[i];
	return NULL;
}

static size_t apostrophe_at(struct bw_str s, size_t pos)
{
	if (pos < s.len && s.ptr[pos] == '\'')
		return 1;
	return s.len - pos >= 3 && !memcmp(s.ptr + pos, "\xE2\x80\x99", 3) ? 3 : 0;
}

/* Letters whose plain form is a vowel, or the h that may be silent. */
static bool is_vowel(struct bw_str s, size_t pos)
{
	char room[BW_WORD_ROOM];
	struct bw_arena a;
	size_t end = pos;
	bw_utf8_next(s, &end);
	bw_arena_init(&a);
	struct bw_str plain = bw_word_fold(&a, bw_str_sub(s, pos, end - pos), room);
	bool vowel = plain.len && strchr("aeiouyh", plain.ptr[0]);
	bw_arena_release(&a);
	return vowel;
}

static bool is_capital(struct bw_str s, size_t pos)
{
	return bw_uni_is_upper(bw_utf8_next(s, &pos));
}

static bool opens_quote(struct bw_str s, size_t pos)
{
	static const char *const marks[] = {"\"", "\xC2\xAB", "\xE2\x80\x9C"};
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (bw_str_starts(bw_str_from_pos(s, pos), bw_str_from(marks[i])))
			return true;
	return false;
}

enum { HEAD_MAX = 8 };

size_t bw_cuts_head(const struct bw_cuts *c, struct bw_str text, size_t pos, bool inside)
{
	size_t end = pos, mark;
	while (end < text.len && end - pos <= HEAD_MAX && (text.ptr[end] | 32) >= 'a' && (text.ptr[end] | 32) <= 'z')
		end++;
	if (end == pos || !(mark = apostrophe_at(text, end)) || end + mark >= text.len)
		return 0;
	struct bw_str word = bw_str_sub(text, pos, end - pos);
	size_t next = end + mark;
	for (size_t i = 0; i < c->n_heads; i++) {
		uint8_t rule = c->heads[i].rule;
		if (!bw_str_eq_ascii_nocase(word, bw_str_from(c->heads[i].word)))
			continue;
		if (opens_quote(text, next))
			return next;
		if ((rule & SURNAME) && inside && is_capital(text, pos) && is_capital(text, next))
			return 0;
		unsigned char first = (unsigned char)text.ptr[next];
		bool digit = first >= '0' && first <= '9', letter = digit;
		size_t after = next;
		letter |= bw_uni_is_letter(bw_utf8_next(text, &after));
		return letter && ((rule & ANY) || digit || is_vowel(text, next)) ? next : 0;
	}
	return 0;
}

/* "dit-il", "a-t-elle": where the hyphen stands and where the pronoun begins. */
bool bw_cuts_tail(const struct bw_cuts *c, struct bw_str word, size_t *hyphen, size_t *pronoun)
{
	size_t last = bw_str_rfind_char(word, '-');
	if (!c->pronouns || last == BW_NPOS || !last)
		return false;
	struct bw_str tail = bw_str_from_pos(word, last + 1);
	for (size_t i = 0; c->pronouns[i]; i++) {
		if (!bw_str_eq(tail, bw_str_from(c->pronouns[i])))
			continue;
		*pronoun = last + 1;
		*hyphen = last > 2 && !memcmp(word.ptr + last - 2, "-t", 2) ? last - 2 : last;
		return true;
	}
	return false;
}

size_t bw_cuts_proclitic(const struct bw_cuts *c, struct bw_str text, size_t pos)
{
	size_t mark = apostrophe_at(text, pos);
	if (!mark && bw_str_starts(bw_str_from_pos(text, pos), BW_STR("\xE2\x80\x98")))
		mark = 3;
	size_t end = pos + mark + 1;
	if (!c->proclitics || !mark || end > text.len || !strchr("stnkrmSTNKRM", text.ptr[end - 1]))
		return 0;
	if (end == text.len || (unsigned char)text.ptr[end] <= ' ' || text.ptr[end] == '-')
		return end;
	return 0;
}
