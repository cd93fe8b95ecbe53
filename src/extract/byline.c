#include "extract/byline.h"

#include <ctype.h>

enum { NAME_MAX = 120, NAME_WORDS = 12, SURE_TAILS = 3 };

/* Own compilation: what stands before a name or a date. Longer rows first. */
static const char *const leads[] = {
	"originally published on",
	"originally published",
	"first published on",
	"first published",
	"last updated on",
	"last updated",
	"last modified on",
	"last modified",
	"published on",
	"published at",
	"published",
	"posted on",
	"posted by",
	"posted at",
	"posted",
	"updated on",
	"updated at",
	"updated",
	"modified",
	"written by",
	"story by",
	"words by",
	"report by",
	"reported by",
	"reporting by",
	"analysis by",
	"text by",
	"edited by",
	"authored by",
	"authors",
	"author",
	"date",
	"gmt",
	"utc",
	"est",
	"edt",
	"et",
	"bst",
	"pst",
	"pdt",
	"am",
	"pm",
	"on",
	"by",
	"from",
	"af",
	"av",
	"von",
	"par",
	"por",
	"di",
	"door",
	"od",
};

static bool is_mark(char c)
{
	return strchr(" \t,;:|/-*.", c) != NULL;
}

/* One separator off the front; those beyond ASCII are dashes, dots and bars. */
static size_t front_mark(struct bw_str s)
{
	static const char *const wide[] = {"–", "—", "·", "•", "｜", "／", "»", "→", "："};
	if (s.len && is_mark(s.ptr[0]))
		return 1;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (bw_str_starts(s, bw_str_from(wide[i])))
			return strlen(wide[i]);
	return 0;
}

static size_t back_mark(struct bw_str s)
{
	static const char *const wide[] = {"–", "—", "·", "•", "｜", "／", "»", "→", "："};
	if (s.len && s.ptr[s.len - 1] != '.' && is_mark(s.ptr[s.len - 1]))
		return 1;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (bw_str_ends(s, bw_str_from(wide[i])))
			return strlen(wide[i]);
	return 0;
}

struct bw_str bw_byline_strip_marks(struct bw_str s)
{
	size_t n;
	while ((n = front_mark(s)))
		s = bw_str_from_pos(s, n);
	while ((n = back_mark(s)))
		s.len -= n;
	return s;
}

/* Takes leading words of the table off, each only where a word ends. */
static struct bw_str strip_leads(struct bw_str s)
{
	bool again = true;
	while (again) {
		again = false;
		s = bw_byline_strip_marks(s);
		for (size_t i = 0; i < sizeof leads / sizeof *leads && !again; i++) {
			struct bw_str lead = bw_str_from(leads[i]);
			bool ends = s.len > lead.len && !isalnum((unsigned char)s.ptr[lead.len]) &&
				    (unsigned char)s.ptr[lead.len] < 0x80;
			if (bw_str_starts_ascii_nocase(s, lead) && (ends || s.len == lead.len)) {
				s = bw_str_from_pos(s, lead.len);
				again = s.len > 0;
			}
		}
	}
	return bw_byline_strip_marks(s);
}

static struct bw_str first_segment(struct bw_str s)
{
	static const char *const bars[] = {" | ", " · ", " • ", " ｜ ", " – ", " — ", " // "};
	for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
		size_t at = bw_str_find(s, bw_str_from(bars[i]), 0);
		if (at != BW_NPOS && at > 0)
			s = bw_str_sub(s, 0, at);
	}
	return s;
}

/* Own compilation: what may follow a name in a byline and is no part of it; the first SURE_TAILS in a claim too. */
static const char *const tails[] = {
	" updated", " published", " posted", " view ", " more stories", " follow ",  " on ", " in ",    " for ",
	" via ",    " @",         "@",       " http",  " email ",       " contact ", " bio", " archive"};

/* "ByJane Doe": two elements without a space between them. */
static struct bw_str split_by(struct bw_str s)
{
	bool glued = s.len > 3 && bw_str_starts_ascii_nocase(s, BW_STR("by")) && isupper((unsigned char)s.ptr[2]) &&
		     islower((unsigned char)s.ptr[3]);
	return glued ? bw_str_from_pos(s, 2) : s;
}

static struct bw_str cut_tail(struct bw_str s, size_t n_tails)
{
	for (size_t i = 0; i < n_tails; i++) {
		size_t at = bw_str_find_ascii_nocase(s, bw_str_from(tails[i]), 0);
		if (at != BW_NPOS && at > 2)
			s = bw_str_sub(s, 0, at);
	}
	return s;
}

/* Own compilation: a line with one of these asks for something, and names nobody. */
static bool is_request(struct bw_str s)
{
	static const char *const asks[] = {"follow", "subscribe", "sign up", "newsletter",     "comment", "share",
					   "click",  "read more", "cookie",  "unknown author", "view all"};
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		if (bw_text_contains_nocase(s, asks[i]))
			return true;
	return false;
}

static size_t count_digits(struct bw_str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++)
		n += isdigit((unsigned char)s.ptr[i]) != 0;
	return n;
}

/* Words that make a line of furniture. `mark`: one of these must be there; the others only do not speak against it. */
static const struct word_row {
	const char *word;
	bool mark;
} words[] = {
	{"published", true}, {"posted", true},    {"updated", true},  {"modified", true},   {"ago", true},
	{"read", true},      {"reading", true},   {"comments", true}, {"comment", true},    {"views", true},
	{"shares", true},    {"january", true},   {"february", true}, {"march", true},      {"april", true},
	{"may", true},       {"june", true},      {"july", true},     {"august", true},     {"september", true},
	{"october", true},   {"november", true},  {"december", true}, {"jan", true},        {"feb", true},
	{"mar", true},       {"apr", true},       {"jun", true},      {"jul", true},        {"aug", true},
	{"sep", true},       {"sept", true},      {"oct", true},      {"nov", true},        {"dec", true},
	{"last", false},     {"first", false},    {"on", false},      {"at", false},        {"by", false},
	{"date", false},     {"time", false},     {"min", false},     {"mins", false},      {"minute", false},
	{"minutes", false},  {"hour", false},     {"hours", false},   {"day", false},       {"days", false},
	{"am", false},       {"pm", false},       {"gmt", false},     {"utc", false},       {"est", false},
	{"edt", false},      {"et", false},       {"bst", false},     {"cet", false},       {"cest", false},
	{"pst", false},      {"pdt", false},      {"ist", false},     {"a", false},         {"m", false},
	{"p", false},        {"monday", false},   {"tuesday", false}, {"wednesday", false}, {"thursday", false},
	{"friday", false},   {"saturday", false}, {"sunday", false},  {"mon", false},       {"tue", false},
	{"wed", false},      {"thu", false},      {"fri", false},     {"sat", false},       {"sun", false},
	{"st", false},       {"nd", false},       {"rd", false},      {"th", false},        {"of", false},
	{"share", false},    {"of", false},       {"and", false},
};

static int word_kind(struct bw_str word)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (bw_str_eq_ascii_nocase(word, bw_str_from(words[i].word)))
			return words[i].mark ? 2 : 1;
	return 0;
}

/* The characters between the figures of a date or time in Chinese and Japanese. */
static size_t cjk_mark(struct bw_str s)
{
	static const char *const marks[] = {"年", "月", "日", "時", "时", "分"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (bw_str_starts(s, bw_str_from(marks[i])))
			return strlen(marks[i]);
	return 0;
}

enum furniture { NOT_FURNITURE, NO_NAME /* words that alone say nothing */, FURNITURE };

/* What a line of only words of the table, figures and marks is. */
static enum furniture furniture_of(struct bw_str s)
{
	enum furniture found = NO_NAME;
	for (size_t i = 0; i < s.len;) {
		size_t from = i;
		unsigned char c = (unsigned char)s.ptr[i];
		if (!isalpha(c)) {
			struct bw_str rest = bw_str_from_pos(s, i);
			size_t n = front_mark(rest) + cjk_mark(rest);
			if (!n && !isdigit(c) && !strchr("()[]&+", c))
				return NOT_FURNITURE;
			i += n ? n : 1;
			continue;
		}
		while (i < s.len && isalpha((unsigned char)s.ptr[i]))
			i++;
		int kind = word_kind(bw_str_sub(s, from, i - from));
		if (!kind)
			return NOT_FURNITURE;
		if (kind == 2)
			found = FURNITURE;
	}
	return found;
}

static bool is_all_furniture(struct bw_str s)
{
	return furniture_of(s) == FURNITURE;
}

static struct bw_str name_in(struct bw_arena *a, struct bw_str line, bool visible)
{
	struct bw_str s = strip_leads(bw_text_fold_space(a, bw_text_unescape(a, line)));
	struct bw_span where;
	if (s.len > BW_BYLINE_MAX)
		return BW_STR_NONE;
	for (int turn = 0; turn < 3 && bw_byline_find_any(s, &where); turn++) {
		struct bw_str before = strip_leads(bw_str_sub(s, 0, where.from)),
			      after = strip_leads(bw_str_from_pos(s, where.to));
		s = bw_text_has_letter(before) ? before : after;
	}
	s = strip_leads(first_segment(s));
	s = strip_leads(cut_tail(split_by(s), visible ? sizeof tails / sizeof *tails : SURE_TAILS));
	bool name = bw_text_has_letter(s) && s.len <= NAME_MAX && bw_text_words(s) <= NAME_WORDS;
	bool address = bw_text_contains_nocase(s, "://") || bw_str_starts_ascii_nocase(s, BW_STR("www."));
	return name && !address && !is_request(s) && count_digits(s) < 4 && !furniture_of(s) ? s : BW_STR_NONE;
}

struct bw_str bw_byline_name(struct bw_arena *a, struct bw_str line)
{
	return name_in(a, line, false);
}

struct bw_str bw_byline_visible_name(struct bw_arena *a, struct bw_str line)
{
	return name_in(a, line, true);
}

/* "By Jane Doe and John Roe": words that begin with capitals, small words between them. */
static bool is_by_name(struct bw_str s)
{
	if (!bw_str_starts_ascii_nocase(s, BW_STR("by ")) || s.len > 90 || s.ptr[s.len - 1] == '.')
		return false;
	struct bw_str rest = bw_str_from_pos(s, 3), word;
	size_t small = 0, n = 0;
	while (bw_str_split(&rest, ' ', &word)) {
		n++;
		small += word.len && islower((unsigned char)word.ptr[0]);
	}
	return n && n <= NAME_WORDS && small * 3 <= n;
}

/* "2026年3月2日（月） 08時15分": nothing but signs of dates in Chinese and Japanese, and a day among them. */
static bool is_cjk_date(struct bw_str s)
{
	static const char signs[] =
		"年月日時时分秒頃火水木金土曜星期一二三四五六周週午前後后上下（）：／更新公開发布發掲載";
	struct bw_str all = bw_str_from(signs);
	size_t digits = 0;
	if (bw_str_find(s, BW_STR("月"), 0) == BW_NPOS)
		return false;
	for (size_t pos = 0, from = 0; pos < s.len; from = pos) {
		uint32_t cp = bw_utf8_next(s, &pos);
		if (cp < 0x80 && isalpha((int)cp))
			return false;
		digits += cp < 0x80 && isdigit((int)cp);
		if (cp >= 0x80 && !bw_uni_is_space(cp) &&
		    bw_str_find(all, bw_str_sub(s, from, pos - from), 0) == BW_NPOS)
			return false;
	}
	return digits >= 2;
}

bool bw_byline_is_furniture(struct bw_arena *a, struct bw_str line)
{
	struct bw_str s = bw_text_fold_space(a, line);
	struct bw_span where;
	bw_time t;
	bool has_time;
	if (!s.len || s.len > BW_BYLINE_MAX)
		return false;
	if (is_all_furniture(s) || is_by_name(s) || is_cjk_date(s))
		return true;
	if (!bw_byline_find_date(s, &where, &t, &has_time))
		return bw_byline_find_numeric(s, &where) && where.to - where.from == s.len;
	struct bw_str before = strip_leads(bw_str_sub(s, 0, where.from)),
		      after = strip_leads(bw_str_from_pos(s, where.to));
	return furniture_of(before) != NOT_FURNITURE && furniture_of(after) != NOT_FURNITURE;
}
