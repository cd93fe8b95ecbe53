#include "extract/line_words.h"

#include <ctype.h>

#include "core/lexicon.h"

enum { PHRASE_MAX = 80, SIEVE_BITS = 4096 };

void bw_line_words_open(struct bw_line_words *w)
{
	*w = (struct bw_line_words){.whole = bw_lexicon_embedded("any/line-whole"),
				    .start = bw_lexicon_embedded("any/line-start"),
				    .link = bw_lexicon_embedded("any/line-link"),
				    .hold = bw_lexicon_embedded("any/line-hold"),
				    .tail = bw_lexicon_embedded("any/line-tail"),
				    .end = bw_lexicon_embedded("any/line-end"),
				    .ask = bw_lexicon_embedded("any/line-ask"),
				    .note = bw_lexicon_embedded("any/line-note")};
}

static struct bw_str strip_ends(struct bw_str s)
{
	while (s.len && strchr(":.!>|<*-+ ", s.ptr[s.len - 1]))
		s.len--;
	while (s.len && strchr(">|<*-+ ", s.ptr[0]))
		s = bw_str_from_pos(s, 1);
	return s;
}

/* The row that a byte of the table stands in, and where it begins. */
static struct bw_str row_at(struct bw_str table, size_t at, size_t *from)
{
	size_t to = bw_str_find_char(table, '\n', at);
	while (at > 0 && table.ptr[at - 1] != '\n')
		at--;
	*from = at;
	return bw_str_sub(table, at, (to == BW_NPOS ? table.len : to) - at);
}

bool bw_line_words_are(struct bw_str table, struct bw_str folded)
{
	struct bw_str s = strip_ends(folded);
	size_t low = 0, high = table.len, from;
	while (s.len && s.len <= PHRASE_MAX && low < high) {
		struct bw_str row = row_at(table, (low + high) / 2, &from);
		int order = bw_str_cmp(row, s);
		if (order == 0)
			return row.ptr[0] != '#';
		if (order < 0)
			low = from + row.len + 1;
		else
			high = from;
	}
	return false;
}

static bool begins_with(struct bw_str s, struct bw_str phrase)
{
	if (!bw_str_starts(s, phrase))
		return false;
	bool open =
		isalnum((unsigned char)phrase.ptr[phrase.len - 1]) || (unsigned char)phrase.ptr[phrase.len - 1] >= 0x80;
	unsigned char next = s.len > phrase.len ? (unsigned char)s.ptr[phrase.len] : ' ';
	return !open || !(isalnum(next) || next >= 0x80);
}

bool bw_line_words_begin(struct bw_str table, struct bw_str folded)
{
	struct bw_str row;
	while (folded.len && bw_str_split(&table, '\n', &row))
		if (row.len && row.ptr[0] == folded.ptr[0] && row.ptr[0] != '#' && begins_with(folded, row))
			return true;
	return false;
}

/* Which pairs of bytes a line has: a phrase with a pair that is not among them is not in it. */
struct sieve {
	uint64_t bits[SIEVE_BITS / 64];
};

static uint32_t pair_of(const char *s)
{
	return ((uint32_t)(unsigned char)s[0] * 61 + (unsigned char)s[1]) % SIEVE_BITS;
}

static void fill(struct sieve *v, struct bw_str s)
{
	*v = (struct sieve){{0}};
	for (size_t i = 0; i + 1 < s.len; i++)
		v->bits[pair_of(s.ptr + i) / 64] |= UINT64_C(1) << pair_of(s.ptr + i) % 64;
}

static bool has(const struct sieve *v, const char *pair)
{
	return v->bits[pair_of(pair) / 64] >> pair_of(pair) % 64 & 1;
}

bool bw_line_words_hold(struct bw_str table, struct bw_str folded)
{
	struct bw_str row;
	struct sieve v;
	fill(&v, folded);
	while (bw_str_split(&table, '\n', &row)) {
		if (row.len < 2 || row.ptr[0] == '#')
			continue;
		bool may = has(&v, row.ptr) && has(&v, row.ptr + row.len - 2) && has(&v, row.ptr + (row.len - 1) / 2);
		if (may && bw_str_find(folded, row, 0) != BW_NPOS)
			return true;
	}
	return false;
}
