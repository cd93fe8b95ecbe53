#include "core/lexicon.h"
#include "extract/kind.h"
#include "extract/text.h"

static const char *const tables[] = {"de/page-kinds", "en/page-kinds", "es/page-kinds", "fr/page-kinds",
				     "it/page-kinds", "nl/page-kinds", "pt/page-kinds", "ru/page-kinds"};

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
}

static bool is_word(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* Position of a phrase whose borders are no letters; one that ends in a mark needs no border there. */
static size_t find_phrase(struct bw_str folded, struct bw_str phrase)
{
	for (size_t at = bw_str_find(folded, phrase, 0); at != BW_NPOS; at = bw_str_find(folded, phrase, at + 1)) {
		size_t end = at + phrase.len;
		bool left = at == 0 || !is_word((unsigned char)folded.ptr[at - 1]);
		bool open = end >= folded.len || !is_word((unsigned char)folded.ptr[end]);
		if (left && (open || !is_word((unsigned char)phrase.ptr[phrase.len - 1])))
			return at;
	}
	return BW_NPOS;
}

size_t bw_kind_words_find(const struct bw_kind_words *w, enum bw_phrase_set set, struct bw_str folded)
{
	size_t first = BW_NPOS;
	for (uint32_t i = 0; i < w->n[set]; i++) {
		size_t at = find_phrase(folded, w->phrase[set][i]);
		first = at < first ? at : first;
	}
	return first;
}

unsigned bw_kind_words_count(const struct bw_kind_words *w, enum bw_phrase_set set, struct bw_str folded, unsigned most)
{
	unsigned n = 0;
	for (uint32_t i = 0; i < w->n[set] && n < most; i++)
		n += find_phrase(folded, w->phrase[set][i]) != BW_NPOS;
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
