#include "compose/wording.h"

#include "core/lexicon.h"

enum { WORD_MAX_BYTES = 48 };

struct bw_str bw_wording_open(const char *table)
{
	return bw_lexicon_embedded(table);
}

static struct bw_str line_at(struct bw_str table, size_t start)
{
	size_t end = bw_str_find_char(table, '\n', start);
	return bw_str_sub(table, start, (end == BW_NPOS ? table.len : end) - start);
}

static void cut_row(struct bw_str line, struct bw_str *first, struct bw_str *second)
{
	struct bw_str rest = line;

	*first = *second = BW_STR("");
	if (bw_str_split(&rest, '\t', first))
		bw_str_split(&rest, '\t', second);
}

bool bw_wording_next(struct bw_str table, size_t *pos, struct bw_str *first, struct bw_str *second)
{
	while (*pos < table.len) {
		struct bw_str line = line_at(table, *pos);
		*pos += line.len + 1;
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		cut_row(line, first, second);
		return true;
	}
	return false;
}

static size_t line_start(struct bw_str table, size_t low, size_t at)
{
	while (at > low && table.ptr[at - 1] != '\n')
		at--;
	return at;
}

static struct bw_str lower(struct bw_str word, char out[WORD_MAX_BYTES])
{
	for (size_t i = 0; i < word.len; i++)
		out[i] = (char)(word.ptr[i] >= 'A' && word.ptr[i] <= 'Z' ? word.ptr[i] + 32 : word.ptr[i]);
	return (struct bw_str){out, word.len};
}

struct bw_str bw_wording_get(struct bw_str table, struct bw_str word)
{
	char folded[WORD_MAX_BYTES];
	size_t low = 0, high = table.len;

	if (word.len == 0 || word.len > sizeof folded)
		return BW_STR("");
	word = lower(word, folded);
	while (low < high) {
		size_t start = line_start(table, low, low + (high - low) / 2);
		struct bw_str line = line_at(table, start), first, second;
		int order;
		cut_row(line, &first, &second);
		order = line.len && line.ptr[0] == '#' ? -1 : bw_str_cmp(first, word);
		if (order == 0)
			return second;
		if (order < 0)
			low = start + line.len + 1;
		else
			high = start;
	}
	return BW_STR("");
}

bool bw_wording_is(struct bw_str table, struct bw_str word, struct bw_str class)
{
	struct bw_str rest = bw_wording_get(table, word), part;

	while (bw_str_split(&rest, ' ', &part))
		if (bw_str_eq(part, class))
			return true;
	return false;
}
