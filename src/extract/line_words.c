#include "extract/line_words.h"

#include <ctype.h>

#include "core/lexicon.h"

enum { PHRASE_MAX = 80 };

void bw_line_words_open(struct bw_line_words *w)
{
	*w = (struct bw_line_words){.whole = bw_lexicon_embedded("any/line-whole"),
				    .start = bw_lexicon_embedded("any/line-start"),
				    .link = bw_lexicon_embedded("any/line-link"),
				    .hold = bw_lexicon_embedded("any/line-hold"),
				    .tail = bw_lexicon_embedded("any/line-tail"),
				    .end = bw_lexicon_embedded("any/line-end"),
				    .ask = bw_lexicon_embedded("any/line-ask")};
}

static struct bw_str strip_ends(struct bw_str s)
{
	while (s.len && strchr(":.!>|<*-+ ", s.ptr[s.len - 1]))
		s.len--;
	while (s.len && strchr(">|<*-+ ", s.ptr[0]))
		s = bw_str_from_pos(s, 1);
	return s;
}

/* A row stands between two line feeds: the first is that of the comment on top. */
bool bw_line_words_are(struct bw_str table, struct bw_str folded)
{
	char row[PHRASE_MAX + 2];
	struct bw_str s = strip_ends(folded);
	if (!s.len || s.len > PHRASE_MAX || s.ptr[0] == '#')
		return false;
	row[0] = row[s.len + 1] = '\n';
	memcpy(row + 1, s.ptr, s.len);
	return bw_str_find(table, (struct bw_str){row, s.len + 2}, 0) != BW_NPOS;
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

bool bw_line_words_hold(struct bw_str table, struct bw_str folded)
{
	struct bw_str row;
	while (folded.len && bw_str_split(&table, '\n', &row))
		if (row.len && row.ptr[0] != '#' && bw_str_find(folded, row, 0) != BW_NPOS)
			return true;
	return false;
}
