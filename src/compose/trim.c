#include "compose/trim.h"

#include "compose/wording.h"
#include "core/utf8.h"

enum { DATELINE_MAX_BYTES = 100, PLACE_MAX_WORDS = 9, SPEAKER_MAX_WORDS = 10, REST_MIN_WORDS = 5 };

static bool is_ascii_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static size_t count_words(struct bw_str s)
{
	struct bw_str part;
	size_t n = 0;

	while (bw_str_split(&s, ' ', &part))
		n += part.len > 0;
	return n;
}

/* What follows a cut must be the beginning of a sentence: a capital, a digit or an opening quotation mark. */
static bool begins_sentence(struct bw_str s)
{
	size_t pos = 0;
	uint32_t c;

	if (s.len == 0)
		return false;
	c = bw_utf8_next(s, &pos);
	return bw_uni_is_upper(c) || bw_uni_is_digit(c) || c == '"' || c == 0x201C || c == 0x2018 || c == '$' ||
	       c == 0x20AC || c == 0xA3;
}

/* ---- dateline ---- */

static struct bw_str without_marks(struct bw_str word)
{
	while (word.len && strchr(".,()/:", word.ptr[word.len - 1]))
		word.len--;
	while (word.len && strchr("(", word.ptr[0]))
		word = bw_str_from_pos(word, 1);
	return word;
}

/* Two capitals at least and no small letter: "PORT", "BEIJING/SINGAPORE", "GDAŃSK". */
static bool is_shouted(struct bw_str word)
{
	size_t capitals = 0;

	for (size_t pos = 0; pos < word.len;) {
		uint32_t c = bw_utf8_next(word, &pos);
		if (bw_uni_is_lower(c))
			return false;
		capitals += bw_uni_is_upper(c);
	}
	return capitals >= 2;
}

static bool is_joiner(struct bw_str word)
{
	static const char *const joiners[] = {"and", "de", "del", "da", "do", "di",
					      "la",  "le", "al",  "of", "am", "upon"};

	for (size_t i = 0; i < sizeof joiners / sizeof *joiners; i++)
		if (bw_str_eq(word, bw_str_from(joiners[i])))
			return true;
	return false;
}

/* Place names and dates only: every word capitalised, a number or a joiner; what stands in brackets is an agency. */
static bool is_place_line(struct bw_str head)
{
	struct bw_str rest = head, word;
	bool shouted = false, bracketed = bw_str_ends(head, BW_STR(")"));
	size_t n = 0, depth = 0;

	while (bw_str_split(&rest, ' ', &word)) {
		struct bw_str bare = without_marks(word);
		bool opens = word.len && word.ptr[0] == '(';
		depth += opens;
		if (++n > PLACE_MAX_WORDS || word.len == 0)
			return false;
		if (n == 1)
			shouted = is_shouted(bare);
		if (!depth && (bare.len == 0 || (is_ascii_lower(bare.ptr[0]) && !is_joiner(bare))))
			return false;
		if (depth && bw_str_ends(word, BW_STR(")")))
			depth--;
	}
	return depth == 0 && (shouted || (bracketed && n > 1));
}

struct dash {
	const char *bytes;
	size_t len;
};

/* " - ", " – ", " — ", "— ": whichever comes first. Gives where the place line ends and where the sentence begins. */
static bool find_dash(struct bw_str s, size_t *head, size_t *rest)
{
	static const struct dash dashes[] = {
		{" - ", 3},           {" -- ", 4},          {" \xE2\x80\x93 ", 5}, {" \xE2\x80\x94 ", 5},
		{"\xE2\x80\x94 ", 4}, {") \xE2\x80\x94", 5}};
	size_t best = BW_NPOS;

	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
		size_t at = bw_str_find(s, (struct bw_str){dashes[i].bytes, dashes[i].len}, 0);
		if (at == BW_NPOS || at >= best)
			continue;
		best = at;
		*head = at + (dashes[i].bytes[0] == ')');
		*rest = at + dashes[i].len;
	}
	return best != BW_NPOS;
}

/* "COLOGNE. The gauge ...": one to three shouted words and a full stop. */
static size_t place_and_stop(struct bw_str s)
{
	size_t stop = bw_str_find(s, BW_STR(". "), 0);
	struct bw_str head = bw_str_sub(s, 0, stop), word;

	if (stop == BW_NPOS || count_words(head) > 3 || head.len < 4)
		return 0;
	while (bw_str_split(&head, ' ', &word))
		if (!is_shouted(word))
			return 0;
	return stop + 2;
}

static size_t dateline_length(struct bw_str s)
{
	struct bw_str front = bw_str_sub(s, 0, DATELINE_MAX_BYTES);
	size_t head = 0, rest = 0;

	if (!find_dash(front, &head, &rest) || !is_place_line(bw_str_sub(s, 0, head)))
		rest = place_and_stop(front);
	while (rest && rest < s.len && s.ptr[rest] == ' ')
		rest++;
	return rest && begins_sentence(bw_str_from_pos(s, rest)) ? rest : 0;
}

/* ---- connective ---- */

/* After a bare "But" only a name or an article may follow: "But for the rain" and "But not all" mean something else. */
static bool may_follow_bare(struct bw_str rest)
{
	size_t pos = 0;
	struct bw_str word = bw_str_sub(rest, 0, bw_str_find_char(rest, ' ', 0));

	return bw_str_eq(word, BW_STR("the")) || bw_str_eq(word, BW_STR("a")) || bw_str_eq(word, BW_STR("an")) ||
	       (rest.len && bw_uni_is_upper(bw_utf8_next(rest, &pos)));
}

static size_t after_phrase(struct bw_str s, struct bw_str phrase, struct bw_str class)
{
	struct bw_str rest = bw_str_from_pos(s, phrase.len);

	if (!bw_str_starts_ascii_nocase(s, phrase))
		return 0;
	if (bw_str_starts(rest, BW_STR(", ")))
		return phrase.len + 2;
	if (bw_str_eq(class, BW_STR("bare")) && bw_str_starts(rest, BW_STR(" ")) &&
	    may_follow_bare(bw_str_from_pos(rest, 1)))
		return phrase.len + 1;
	return 0;
}

static size_t connective_length(struct bw_str s)
{
	struct bw_str table = bw_wording_open("en/connectives"), phrase, class;
	size_t pos = 0, best = 0;

	while (bw_wording_next(table, &pos, &phrase, &class)) {
		size_t n = after_phrase(s, phrase, class);
		if (n > best)
			best = n;
	}
	if (best && count_words(bw_str_from_pos(s, best)) < REST_MIN_WORDS)
		return 0;
	/* A small letter beyond ASCII cannot be made a capital here. */
	return best && (is_ascii_lower(s.ptr[best]) || begins_sentence(bw_str_from_pos(s, best))) ? best : 0;
}

static struct bw_str with_capital(struct bw_arena *a, struct bw_str s)
{
	char *copy;

	if (s.len == 0 || !is_ascii_lower(s.ptr[0]))
		return s;
	copy = bw_arena_alloc(a, s.len + 1);
	memcpy(copy, s.ptr, s.len);
	copy[0] = (char)(copy[0] - 32);
	return (struct bw_str){copy, s.len};
}

/* ---- attribution ---- */

static bool has_quotes(struct bw_str s)
{
	return bw_str_find_char(s, '"', 0) != BW_NPOS || bw_str_find(s, BW_STR("\xE2\x80\x9C"), 0) != BW_NPOS ||
	       bw_str_find(s, BW_STR("\xE2\x80\x9D"), 0) != BW_NPOS;
}

static bool is_in(struct bw_str word, const char *const *list)
{
	for (; *list; list++)
		if (bw_str_eq_ascii_nocase(word, bw_str_from(*list)))
			return true;
	return false;
}

/* A speaker is named or described in a few words, none of which opens a clause. */
static bool is_speaker(struct bw_str s)
{
	static const char *const clause[] = {"who",  "which", "that",  "and",     "but",  "because", "as",
					     "if",   "when",  "while", "whether", "it",   "he",      "she",
					     "they", "we",    "not",   "never",   "also", NULL};
	struct bw_str rest = s, word;
	size_t n = 0;

	while (bw_str_split(&rest, ' ', &word)) {
		if (is_in(word, clause))
			return false;
		n++;
	}
	return s.len > 1 && n <= SPEAKER_MAX_WORDS;
}

static bool is_speech_verb(struct bw_str word)
{
	struct bw_str table = bw_wording_open("en/attributions"), verb, none;
	size_t pos = 0;

	while (bw_wording_next(table, &pos, &verb, &none))
		if (bw_str_eq(word, verb))
			return true;
	return false;
}

/* "on Tuesday", "in a statement" and nothing else may stand after the verb. */
static bool is_occasion(struct bw_str s)
{
	static const char *const joins[] = {"on", "in", "late", "early", NULL};
	struct bw_str word = bw_str_sub(s, 0, bw_str_find_char(s, ' ', 0));

	return s.len == 0 || (is_in(word, joins) && count_words(s) <= 4);
}

static bool is_attribution(struct bw_str tail)
{
	struct bw_str rest = tail, word;
	size_t from = 0;

	if (bw_str_starts(tail, BW_STR("according to ")))
		return is_speaker(bw_str_from_pos(tail, 13));
	while (bw_str_split(&rest, ' ', &word)) {
		struct bw_str before = bw_str_sub(tail, 0, from ? from - 1 : 0);
		struct bw_str after = bw_str_from_pos(tail, from + word.len + 1);
		from += word.len + 1;
		if (!is_speech_verb(word))
			continue;
		return before.len ? is_speaker(before) && is_occasion(after) : is_speaker(after);
	}
	return false;
}

/* "If the talks fail, the ministry said." has no sentence before its attribution. */
static bool is_whole(struct bw_str s)
{
	static const char *const openers[] = {"if",     "when",     "while",  "as",    "because", "after",
					      "before", "although", "though", "since", "unless",  "until",
					      "once",   "despite",  "in",     "at",    "on",      "by",
					      "for",    "with",     "under",  "from",  "during",  NULL};
	struct bw_str first = bw_str_sub(s, 0, bw_str_find_char(s, ' ', 0));

	return count_words(s) >= REST_MIN_WORDS + 1 &&
	       !(is_in(first, openers) && bw_str_find_char(s, ',', 0) == BW_NPOS);
}

struct bw_str bw_trim_attribution(struct bw_str sentence)
{
	size_t comma = bw_str_rfind_char(sentence, ',');
	struct bw_str tail;

	if (comma == BW_NPOS || has_quotes(sentence) || !bw_str_ends(sentence, BW_STR(".")) ||
	    !bw_str_starts(bw_str_from_pos(sentence, comma), BW_STR(", ")))
		return BW_STR("");
	tail = bw_str_sub(sentence, comma + 2, sentence.len - comma - 3);
	return is_whole(bw_str_sub(sentence, 0, comma)) && is_attribution(tail) ? tail : BW_STR("");
}

static struct bw_str without_attribution(struct bw_arena *a, struct bw_str s, struct bw_str tail)
{
	size_t keep = s.len - tail.len - 3;
	char *copy = bw_arena_alloc(a, keep + 2);

	memcpy(copy, s.ptr, keep);
	copy[keep] = '.';
	return (struct bw_str){copy, keep + 1};
}

struct bw_str bw_trim(struct bw_arena *a, struct bw_str sentence, unsigned wanted, unsigned *applied)
{
	struct bw_str s = sentence, tail;
	size_t cut = wanted & BW_TRIM_DATELINE ? dateline_length(s) : 0;

	*applied = cut ? BW_TRIM_DATELINE : 0;
	s = bw_str_from_pos(s, cut);
	cut = wanted & BW_TRIM_CONNECTIVE ? connective_length(s) : 0;
	if (cut) {
		*applied |= BW_TRIM_CONNECTIVE;
		s = with_capital(a, bw_str_from_pos(s, cut));
	}
	tail = wanted & BW_TRIM_ATTRIBUTION ? bw_trim_attribution(s) : BW_STR("");
	if (tail.len) {
		*applied |= BW_TRIM_ATTRIBUTION;
		s = without_attribution(a, s, tail);
	}
	return s;
}
