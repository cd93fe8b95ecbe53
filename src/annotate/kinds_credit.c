#include "annotate/kinds_part.h"
#include "core/utf8.h"

/*
 * Who made the text, or reported it first, as the text itself says. Read in the order of how sure each place is: the
 * dateline, the author line, a credit at the end, a clause such as ", Reuters reported on Monday". Only words that
 * stand there are given back, and never the outlet's own name. A firm reports too: what is no known agency must have
 * the name of an outlet, or be called one by the text.
 */
enum { DATELINE_BYTES = 120, NAME_TOKENS = 6, LEAD_SENTENCES = 12, TAIL_TOKENS = 8, GAP_TOKENS = 4 };

struct reader {
	const struct bw_kinds *kinds;
	const struct bw_article *article;
	struct bw_str text;
	const struct bw_token *tokens;
	uint32_t n;
};

/* ---- words ---- */

static uint64_t classes_of(const struct reader *r, uint32_t i)
{
	const uint64_t *c = i < r->n ? bw_map_get(&r->kinds->credit_words, r->tokens[i].word) : NULL;
	return c ? *c : 0;
}

static bool is_word(const struct reader *r, uint32_t i, const char *const *words)
{
	for (; i < r->n && *words; words++)
		if (bw_str_eq_ascii_nocase(bw_token_text(r->text, &r->tokens[i]), bw_str_from(*words)))
			return true;
	return false;
}

static bool is_dash(const struct reader *r, uint32_t i)
{
	if (i >= r->n || r->tokens[i].kind != BW_TOKEN_PUNCT)
		return false;
	size_t pos = r->tokens[i].start;
	uint32_t cp = bw_utf8_next(r->text, &pos);
	return cp == '-' || cp == 0x2013 || cp == 0x2014;
}

static bool is_sign(const struct reader *r, uint32_t i, char c)
{
	return i < r->n && r->tokens[i].end - r->tokens[i].start == 1 && r->text.ptr[r->tokens[i].start] == c;
}

static bool is_capital(const struct reader *r, uint32_t i)
{
	return i < r->n && (r->tokens[i].flags & BW_TOKEN_CAPITAL);
}

static struct bw_str span(const struct reader *r, uint32_t first, uint32_t end)
{
	return bw_str_sub(r->text, r->tokens[first].start, r->tokens[end - 1].end - r->tokens[first].start);
}

/* ---- names ---- */

static bool is_agency(const struct bw_kinds *k, struct bw_str name)
{
	struct bw_arena a;
	bw_arena_init(&a);
	bool known = bw_map_get(&k->agencies, bw_str_hash(bw_uni_fold(&a, name))) != NULL;
	bw_arena_release(&a);
	return known;
}

static bool holds(struct bw_str whole, struct bw_str part)
{
	return part.len && bw_str_find_ascii_nocase(whole, part, 0) != BW_NPOS;
}

static struct bw_str without_the(struct bw_str s)
{
	return bw_str_starts_ascii_nocase(s, BW_STR("the ")) ? bw_str_from_pos(s, 4) : s;
}

/* The outlet's own name, or part of it. */
static bool is_own(const struct bw_article *article, struct bw_str name)
{
	struct bw_str publisher = without_the(article->publisher), source = without_the(article->source);
	name = without_the(name);
	return holds(publisher, name) || holds(source, name) || holds(name, publisher) || holds(name, source);
}

/* Classes of all words of a name. */
static uint64_t classes_within(const struct bw_kinds *k, struct bw_str name)
{
	struct bw_str word;
	uint64_t all = 0;
	while (bw_str_split(&name, ' ', &word)) {
		const uint64_t *c = bw_map_get(&k->credit_words, bw_words_hash(word));
		all |= c ? *c : 0;
	}
	return all;
}

/* "Plainsman Weather" in the Daily Plainsman: its only word of an outlet is in the outlet's own name. */
static bool is_own_desk(const struct bw_kinds *k, const struct bw_article *article, struct bw_str name)
{
	struct bw_str word;
	bool shares = false;
	while (bw_str_split(&name, ' ', &word)) {
		const uint64_t *c = bw_map_get(&k->credit_words, bw_words_hash(word));
		bool own = word.len > 3 && (holds(article->publisher, word) || holds(article->source, word));
		if (c && (*c & (BW_CREDIT_AGENCY | BW_CREDIT_OUTLET)) && !own)
			return false;
		shares |= own;
	}
	return shares;
}

/* The run of capitalised words that ends at token end (exclusive), "of" and "and" inside it allowed. */
static uint32_t name_before(const struct reader *r, uint32_t end)
{
	static const char *const inner[] = {"of", "and", "&", "de", "di", "du", NULL};
	uint32_t i = end;
	while (i > 0 && end - i < NAME_TOKENS) {
		bool capital = r->tokens[i - 1].kind == BW_TOKEN_WORD && is_capital(r, i - 1);
		if (!capital && !(i < end && is_word(r, i - 1, inner)))
			break;
		i--;
	}
	while (i < end && !is_capital(r, i))
		i++;
	static const char *const openers[] = {"as", "the", "a", "die", "der", "das", "het", NULL};
	while (i + 1 < end && is_word(r, i, openers) && is_capital(r, i + 1))
		i++;
	return i;
}

static uint32_t name_after(const struct reader *r, uint32_t first)
{
	static const char *const inner[] = {"of", "and", "&", "de", "di", "du", "della", "do", "da", NULL};
	static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
					   "Friday", "Saturday", "Sunday",    NULL};
	uint32_t i = first;
	while (i < r->n && i - first < NAME_TOKENS && !(i > first && is_word(r, i, days)) &&
	       ((r->tokens[i].kind == BW_TOKEN_WORD && is_capital(r, i)) || (i > first && is_word(r, i, inner))))
		i++;
	while (i > first && !is_capital(r, i - 1))
		i--;
	return i;
}

static bool is_mark(const struct reader *r, uint32_t i)
{
	static const char *const marks[] = {"«", "»", "“", "”", "„", "\"", NULL};
	return i < r->n && r->tokens[i].kind == BW_TOKEN_PUNCT && is_word(r, i, marks);
}

/* A name in quotation marks: where it ends; `first` when no mark closes it soon. */
static uint32_t marked_end(const struct reader *r, uint32_t first)
{
	uint32_t i = first;
	while (i < r->n && i - first < NAME_TOKENS && !is_mark(r, i))
		i++;
	return is_mark(r, i) && is_capital(r, first) ? i : first;
}

/* ---- the dateline ---- */

/* "LIMA, Sept 8 (AFP) - A dam", "Berlin (dpa) -", "MADRID, 3 mar (EFE).-": the name in brackets before the dash. */
static struct bw_str from_dateline(const struct reader *r)
{
	for (uint32_t i = 0; i < r->n && r->tokens[i].start < DATELINE_BYTES; i++) {
		uint32_t end = i + 1;
		if (i && memchr(r->text.ptr + r->tokens[i - 1].end, '\n', r->tokens[i].start - r->tokens[i - 1].end))
			return BW_STR_NONE;
		if (!is_sign(r, i, '('))
			continue;
		while (end < r->n && !is_sign(r, end, ')') && end - i <= NAME_TOKENS)
			end++;
		if (end == i + 1 || !is_sign(r, end, ')') || !is_dash(r, is_sign(r, end + 1, '.') ? end + 2 : end + 1))
			continue;
		struct bw_str name = span(r, i + 1, end);
		if (end == i + 2 && (classes_of(r, i + 1) & BW_CREDIT_AGENCY))
			return BW_STR_NONE; /* "(Agency)" */
		if (is_agency(r->kinds, name) || (is_capital(r, i + 1) && is_capital(r, 0)))
			return name;
	}
	return BW_STR_NONE;
}

/* ---- the author line ---- */

static struct bw_str bare(struct bw_str s)
{
	static const char *const by[] = {"by ", "von ", "par ", "por ", "di ", "door ", NULL};
	s = bw_str_trim(s);
	for (int i = 0; by[i]; i++)
		if (bw_str_starts_ascii_nocase(s, bw_str_from(by[i])))
			s = bw_str_trim(bw_str_from_pos(s, strlen(by[i])));
	bool brackets = s.len > 2 && s.ptr[0] == '(' && s.ptr[s.len - 1] == ')';
	return brackets ? bw_str_sub(s, 1, s.len - 2) : s;
}

/* Cuts a part of an author line off *rest: at a comma, stroke or semicolon, and before "and" and "with". */
static bool next_author(struct bw_str *rest, struct bw_str *part)
{
	static const char *const words[] = {" and ", " with ", " for ", " und ", " et ", " y ", " e ", NULL};
	size_t cut = rest->len, past = rest->len;
	if (!rest->len)
		return false;
	for (size_t i = 0; i < rest->len && cut == rest->len; i++)
		if (strchr(",;/|", rest->ptr[i])) {
			cut = i;
			past = i + 1;
		}
	for (int w = 0; words[w]; w++) {
		size_t at = bw_str_find_ascii_nocase(*rest, bw_str_from(words[w]), 0);
		if (at < cut) {
			cut = at;
			past = at + strlen(words[w]);
		}
	}
	*part = bare(bw_str_sub(*rest, 0, cut));
	*rest = bw_str_from_pos(*rest, past);
	return true;
}

/* A known agency; what has the name of one; or, in the first place, one bare capitalised word: people sign with two. */
static struct bw_str from_author(const struct reader *r)
{
	struct bw_str rest = r->article->author, part;
	bool first = true;
	for (; next_author(&rest, &part); first = false) {
		size_t pos = 0;
		if (!part.len || is_own(r->article, part))
			continue;
		if (is_agency(r->kinds, part))
			return part;
		uint64_t classes = classes_within(r->kinds, part);
		bool one_word = bw_str_find_char(part, ' ', 0) == BW_NPOS;
		bool named = (classes & (BW_CREDIT_AGENCY | BW_CREDIT_OUTLET | BW_CREDIT_LAST)) != 0;
		if (!(classes & BW_CREDIT_OWN) && (one_word ? first && !named : named) &&
		    !is_own_desk(r->kinds, r->article, part) && bw_uni_is_upper(bw_utf8_next(part, &pos)))
			return part;
	}
	return BW_STR_NONE;
}

/* ---- clauses ---- */

/* People tell outlets: "told Rail & Road". */
static bool is_told(const struct reader *r, struct bw_str name)
{
	static const char *const told[] = {"told", NULL}, *const the[] = {"the", NULL};
	for (uint32_t i = 0; i + 1 < r->n; i++) {
		uint32_t at = i + 1 + is_word(r, i + 1, the);
		if (is_word(r, i, told) && at < r->n &&
		    bw_str_starts(bw_str_from_pos(r->text, r->tokens[at].start), name))
			return true;
	}
	return false;
}

static uint64_t classes_between(const struct reader *r, uint32_t start, uint32_t end)
{
	uint64_t classes = 0;
	for (uint32_t i = start; i < end; i++)
		classes |= classes_of(r, i);
	return classes;
}

/* "Ada Holt of Sky News" is a person of an outlet. */
static uint32_t past_person(const struct reader *r, uint32_t start, uint32_t end)
{
	static const char *const of[] = {"of", NULL};
	const uint64_t outlet = BW_CREDIT_AGENCY | BW_CREDIT_OUTLET;
	for (uint32_t i = start + 1; i + 1 < end; i++)
		if (is_word(r, i, of) && !(classes_between(r, start, i) & (outlet | BW_CREDIT_LAST)) &&
		    (classes_between(r, i + 1, end) & outlet))
			return i + 1;
	return start;
}

static bool is_outlet(const struct reader *r, uint32_t start, uint32_t end)
{
	struct bw_str name = span(r, start, end);
	uint64_t classes = classes_between(r, start, end);
	if (end - start == 1 && (classes & BW_CREDIT_SKIP))
		return false;
	if (is_own(r->article, name))
		return false;
	if (is_agency(r->kinds, name))
		return true;
	if (classes & BW_CREDIT_OWN)
		return false;
	bool last = end - start > 1 && (classes_of(r, end - 1) & BW_CREDIT_LAST);
	return last || (classes & (BW_CREDIT_AGENCY | BW_CREDIT_OUTLET)) || (classes_of(r, end) & BW_CREDIT_PAPER);
}

/* "reported a profit": a firm's report, whatever its name. */
static bool is_account(const struct reader *r, uint32_t i)
{
	static const char *const objects[] = {"a",      "an",     "its",   "net",    "record", "no",
					      "strong", "higher", "lower", "profit", "sales",  NULL};
	return is_word(r, i, objects) || (i < r->n && r->tokens[i].kind == BW_TOKEN_NUMBER);
}

/* Token i is a verb; the name stands before it: "The Daily Post reported on Friday that", "Rope & Sail first reported".
 */
static struct bw_str from_subject(const struct reader *r, uint32_t i)
{
	uint32_t end = i;
	while (end > 0 && i - end < GAP_TOKENS && !is_capital(r, end - 1) &&
	       (classes_of(r, end - 1) & (BW_CREDIT_SKIP | BW_CREDIT_PAPER)))
		end--;
	uint32_t start = name_before(r, end);
	start = past_person(r, start, end);
	if (start == end || is_account(r, i + 1))
		return BW_STR_NONE;
	struct bw_str name = span(r, start, end);
	bool told = !is_own(r->article, name) && is_told(r, name);
	return told || is_outlet(r, start, end) ? name : BW_STR_NONE;
}

/* Token i is a verb or "according"; the name stands behind it: "first reported by the Post", "berichtete die Zeitung".
 */
static struct bw_str from_object(const struct reader *r, uint32_t i)
{
	static const char *const on[] = {"on", NULL}, *const by[] = {"by", NULL};
	uint32_t start = i + 1;
	if (is_word(r, i + 1, on) && is_word(r, i + 3, by))
		start = i + 4; /* "reported on Monday by" */
	while (start < r->n && start - i <= 2 * GAP_TOKENS &&
	       (classes_of(r, start) & (BW_CREDIT_SKIP | BW_CREDIT_PAPER)) && !is_capital(r, start))
		start++;
	uint32_t end = is_mark(r, start) ? marked_end(r, ++start) : name_after(r, start);
	start = past_person(r, start, end);
	return end > start && is_outlet(r, start, end) ? span(r, start, end) : BW_STR_NONE;
}

/* Whatever the name: ", X reported on Monday.", "first reported by X". Token i is "reported". */
static struct bw_str from_report(const struct reader *r, uint32_t i)
{
	static const char *const by[] = {"by", NULL}, *const the[] = {"the", NULL},
				 *const first_word[] = {"first", NULL}, *const verbs[] = {"reported", "reports", NULL};
	static const char *const as[] = {"as", "first", "was", "previously", "earlier", NULL};
	static const char *const after[] = {"on",        "earlier",  "citing", "monday",   "tuesday",
					    "wednesday", "thursday", "friday", "saturday", "sunday",
					    "yesterday", "last",     "this",   NULL};
	if (!is_word(r, i, verbs))
		return BW_STR_NONE;
	if (i > 0 && is_word(r, i + 1, by) && is_word(r, i - 1, as)) {
		uint32_t start = i + 2 + is_word(r, i + 2, the), end = name_after(r, start);
		return end > start && !is_own(r->article, span(r, start, end)) ? span(r, start, end) : BW_STR_NONE;
	}
	bool is_first = i > 0 && is_word(r, i - 1, first_word);
	uint32_t end = i - is_first, start = name_before(r, end);
	if (start == end || start == 0 || is_own(r->article, span(r, start, end)))
		return BW_STR_NONE;
	uint32_t before = start - 1 - is_word(r, start - 1, the);
	bool closes = is_sign(r, i + 1, '.') || is_sign(r, i + 1, ',') || is_word(r, i + 1, after);
	return is_first || (before < r->n && is_sign(r, before, ',') && closes) ? span(r, start, end) : BW_STR_NONE;
}

static struct bw_str from_clause(const struct reader *r, uint32_t i)
{
	uint64_t classes = r->tokens[i].flags & BW_TOKEN_QUOTED ? 0 : classes_of(r, i);
	struct bw_str credit = BW_STR_NONE;
	bool verb = (classes & BW_CREDIT_VERB) && !is_capital(r, i);
	if (!verb && !(classes & BW_CREDIT_BEFORE))
		return credit;
	if (verb)
		credit = from_report(r, i);
	if (verb && !credit.len)
		credit = from_subject(r, i);
	return credit.len ? credit : from_object(r, i);
}

/* ---- the end ---- */

/* A last paragraph that is nothing but a credit: "- AP", "Source: AFP", "(AFP)"; or a name in brackets behind it all.
 */
static struct bw_str from_tail(const struct reader *r, const struct bw_layer *body)
{
	if (body->n_sentences < 2)
		return BW_STR_NONE;
	if (is_sign(r, r->n - 1, ')')) {
		uint32_t open = r->n - 1;
		while (open > 0 && r->n - open <= NAME_TOKENS && !is_sign(r, open, '('))
			open--;
		if (is_sign(r, open, '(') && name_after(r, open + 1) == r->n - 1 && is_outlet(r, open + 1, r->n - 1))
			return span(r, open + 1, r->n - 1);
	}
	const struct bw_sentence *s = &body->sentences[body->n_sentences - 1];
	uint32_t first = s->first, end = s->first + s->n_tokens;
	if (s->n_tokens > TAIL_TOKENS || s->paragraph == body->sentences[body->n_sentences - 2].paragraph)
		return BW_STR_NONE;
	while (first < end &&
	       (r->tokens[first].kind == BW_TOKEN_PUNCT || !is_agency(r->kinds, span(r, first, first + 1))))
		first++;
	uint32_t stop = name_after(r, first);
	return first < end && stop > first ? span(r, first, stop) : BW_STR_NONE;
}

static struct bw_str from_clauses(const struct reader *r, const struct bw_layer *body)
{
	struct bw_str credit = BW_STR_NONE;
	for (uint32_t s = 0; !credit.len && s < body->n_sentences && s < LEAD_SENTENCES; s++) {
		const struct bw_sentence *sentence = &body->sentences[s];
		for (uint32_t i = sentence->first; !credit.len && i < sentence->first + sentence->n_tokens; i++)
			credit = from_clause(r, i);
	}
	return credit;
}

void bw_credit_note(const struct bw_kinds *k, const struct bw_article *article, struct bw_notes *notes)
{
	struct reader r = {k, article, article->text, notes->body.tokens, notes->body.n_tokens};
	notes->credit = from_dateline(&r);
	if (!notes->credit.len)
		notes->credit = from_author(&r);
	if (!notes->credit.len)
		notes->credit = from_tail(&r, &notes->body);
	notes->reported = from_clauses(&r, &notes->body);
	if (!notes->credit.len)
		notes->credit = notes->reported;
}

/* ---- words of the table ---- */

int bw_credit_words_read(struct bw_map *words, const struct bw_lexicon *t, struct bw_err *err)
{
	static const char *const names[] = {"agency", "outlet", "verb", "before", "paper", "own", "skip", "last"};
	for (size_t i = 0; i < t->n_rows; i++) {
		struct bw_str rest = t->rows[i].col[1], word;
		uint64_t class = 0;
		while (class < sizeof(names) / sizeof(*names) &&
		       !bw_str_eq(t->rows[i].col[0], bw_str_from(names[class])))
			class ++;
		if (class == sizeof(names) / sizeof(*names))
			return bw_err_set(err, BW_EINPUT, "table %" BW_PRISTR ", row %zu: unknown class",
					  BW_ARG(t->name), i + 1);
		while (bw_str_split(&rest, ' ', &word))
			if (word.len)
				*bw_map_put(words, bw_words_hash(word), NULL) |= (uint64_t)1 << class;
	}
	return 0;
}
