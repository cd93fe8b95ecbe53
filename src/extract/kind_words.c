#include "core/lexicon.h"
#include "extract/kind.h"
#include "extract/text.h"

static const char *const tables[] = {"ar/page-kinds", "de/page-kinds", "en/page-kinds", "es/page-kinds",
				     "fr/page-kinds", "it/page-kinds", "ja/page-kinds", "nl/page-kinds",
				     "pt/page-kinds", "ru/page-kinds", "zh/page-kinds"};

static const char *const set_names[BW_PHRASE_SETS] = {
	[BW_PHRASE_ERROR_TITLE] = "error-title",   [BW_PHRASE_ERROR_LINE] = "error-line",
	[BW_PHRASE_PAY_LINE] = "pay-line",         [BW_PHRASE_CONSENT_TITLE] = "consent-title",
	[BW_PHRASE_CONSENT_LINE] = "consent-line", [BW_PHRASE_LOGIN_TITLE] = "login-title",
	[BW_PHRASE_LOGIN_LINE] = "login-line",     [BW_PHRASE_SHELL_LINE] = "shell-line",
	[BW_PHRASE_LIST_TITLE] = "list-title",     [BW_PHRASE_LIST_PATH] = "list-path",
	[BW_PHRASE_LIVE_TITLE] = "live-title",
};

/* Rows of a table stand together by set: the name of the last row is tried first. */
static int set_of(struct bw_str name, int last)
{
	if (bw_str_eq(name, bw_str_from(set_names[last])))
		return last;
	for (int i = 0; i < BW_PHRASE_SETS; i++)
		if (bw_str_eq(name, bw_str_from(set_names[i])))
			return i;
	return -1;
}

static void load_table(struct bw_str text, struct bw_kind_words *out)
{
	struct bw_str line;
	int last = 0;
	while (bw_str_split(&text, '\n', &line)) {
		size_t tab = bw_str_find_char(line, '\t', 0);
		if (tab == BW_NPOS || line.ptr[0] == '#')
			continue;
		int set = set_of(bw_str_sub(line, 0, tab), last);
		if (set < 0)
			continue;
		last = set;
		if (out->phrase[set])
			out->phrase[set][out->n[set]] = bw_str_from_pos(line, tab + 1);
		out->n[set]++;
	}
}

static unsigned bucket_of(struct bw_str s)
{
	return s.len < 2 ? 0 : ((unsigned char)s.ptr[0] * 31u + (unsigned char)s.ptr[1]) % BW_PHRASE_BUCKETS;
}

static void link_phrases(struct bw_arena *a, struct bw_kind_words *w, int set)
{
	w->next[set] = BW_ARRAY(a, uint16_t, w->n[set] + 1);
	for (uint32_t i = 0; i < w->n[set] && i < UINT16_MAX; i++) {
		uint16_t *first = &w->first[set][bucket_of(w->phrase[set][i])];
		w->next[set][i] = *first;
		*first = (uint16_t)(i + 1);
	}
}

void bw_kind_words_load(struct bw_arena *a, struct bw_kind_words *out)
{
	*out = (struct bw_kind_words){0};
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		load_table(bw_lexicon_embedded(tables[i]), out);
	for (int set = 0; set < BW_PHRASE_SETS; set++) {
		out->phrase[set] = BW_ARRAY(a, struct bw_str, out->n[set] + 1);
		out->n[set] = 0;
	}
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		load_table(bw_lexicon_embedded(tables[i]), out);
	for (int set = 0; set < BW_PHRASE_SETS; set++)
		link_phrases(a, out, set);
}

static bool is_word(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* The lead byte of a letter from U+3000 to U+9FFF: of scripts that set no spaces between words. */
static bool is_unspaced(unsigned char lead)
{
	return lead >= 0xE3 && lead <= 0xE9;
}

static bool is_tail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/* The first byte of the letter before `at`, which is not the start. */
static unsigned char lead_before(struct bw_str s, size_t at)
{
	at--;
	while (at && is_tail((unsigned char)s.ptr[at]))
		at--;
	return (unsigned char)s.ptr[at];
}

/* No word goes on behind a phrase that ends in a mark, or in a script without spaces. */
static bool ends_open(struct bw_str phrase)
{
	unsigned char last = lead_before(phrase, phrase.len);
	return !is_word(last) || is_unspaced(last);
}

/* The phrase that begins at `at`, between borders of words, where its script has them. Its number + 1, 0 for none. */
static uint32_t phrase_at(const struct bw_kind_words *w, enum bw_phrase_set set, struct bw_str folded, size_t at)
{
	struct bw_str rest = bw_str_from_pos(folded, at);
	for (uint32_t i = w->first[set][bucket_of(rest)]; i; i = w->next[set][i - 1]) {
		struct bw_str phrase = w->phrase[set][i - 1];
		if (!bw_str_starts(rest, phrase))
			continue;
		bool open = phrase.len == rest.len || !is_word((unsigned char)rest.ptr[phrase.len]) ||
			    is_unspaced((unsigned char)rest.ptr[phrase.len]);
		if (open || ends_open(phrase))
			return i;
	}
	return 0;
}

/* The next position from `at` on where a phrase begins, and its number. */
static size_t next_phrase(const struct bw_kind_words *w, enum bw_phrase_set set, struct bw_str folded, size_t at,
			  uint32_t *number)
{
	for (; at < folded.len; at++) {
		unsigned char here = (unsigned char)folded.ptr[at];
		if (is_tail(here) || (at && is_word((unsigned char)folded.ptr[at - 1]) && !is_unspaced(here) &&
				      !is_unspaced(lead_before(folded, at))))
			continue;
		*number = phrase_at(w, set, folded, at);
		if (*number)
			return at;
	}
	return BW_NPOS;
}

size_t bw_kind_words_find(const struct bw_kind_words *w, enum bw_phrase_set set, struct bw_str folded)
{
	uint32_t number;
	return next_phrase(w, set, folded, 0, &number);
}

unsigned bw_kind_words_count(const struct bw_kind_words *w, enum bw_phrase_set set, struct bw_str folded, unsigned most)
{
	enum { MOST = 8 };
	uint32_t seen[MOST], number;
	unsigned n = 0;
	for (size_t at = 0; n < most && n < MOST; at++) {
		bool again = false;
		at = next_phrase(w, set, folded, at, &number);
		if (at == BW_NPOS)
			break;
		for (unsigned i = 0; i < n; i++)
			again |= seen[i] == number;
		if (!again)
			seen[n++] = number;
	}
	return n;
}

bool bw_kind_words_is(const struct bw_kind_words *w, enum bw_phrase_set set, struct bw_str folded)
{
	static const char marks[] = " .!?,:;'\"()[]*-";
	while (folded.len && memchr(marks, folded.ptr[folded.len - 1], sizeof marks - 1))
		folded.len--;
	while (folded.len && memchr(marks, folded.ptr[0], sizeof marks - 1))
		folded = bw_str_from_pos(folded, 1);
	while (bw_str_starts(folded, BW_STR("\xC2\xBF")) || bw_str_starts(folded, BW_STR("\xC2\xA1")))
		folded = bw_str_from_pos(folded, 2);
	for (uint32_t i = 0; i < w->n[set]; i++) {
		struct bw_str phrase = w->phrase[set][i];
		while (phrase.len && memchr(marks, phrase.ptr[phrase.len - 1], sizeof marks - 1))
			phrase.len--;
		if (phrase.len && bw_str_eq(folded, phrase))
			return true;
	}
	return false;
}
