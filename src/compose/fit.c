#include "compose/fit.h"

#include "compose/wording.h"
#include "core/utf8.h"

/* ---- words ---- */

/* Straight marks open and close in turn; curly ones say which they are. Single marks are apostrophes too often to
 * count. */
static bool quote_mark(struct bw_str s, size_t pos, bool *quoted, size_t *len)
{
	if (s.ptr[pos] == '"') {
		*quoted = !*quoted;
		*len = 1;
		return true;
	}
	if (s.len - pos < 3 || memcmp(s.ptr + pos, "\xE2\x80", 2) != 0)
		return false;
	if (s.ptr[pos + 2] != '\x9C' && s.ptr[pos + 2] != '\x9D')
		return false;
	*quoted = s.ptr[pos + 2] == '\x9C';
	*len = 3;
	return true;
}

static bool is_word_byte(struct bw_str s, size_t pos)
{
	unsigned char c = (unsigned char)s.ptr[pos];

	if (c == '\'' || c == '-' || c == '&')
		return true;
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	/* General punctuation but for the curly apostrophe. */
	return !(s.len - pos >= 3 && memcmp(s.ptr + pos, "\xE2\x80", 2) == 0 && s.ptr[pos + 2] != '\x99');
}

static size_t step(struct bw_str s, size_t pos)
{
	bw_utf8_next(s, &pos);
	return pos;
}

bool bw_fit_next(struct bw_fit_words *w, struct bw_fit_word *out)
{
	struct bw_str s = w->sentence;
	size_t len, at;

	while (w->pos < s.len && !is_word_byte(s, w->pos))
		w->pos = quote_mark(s, w->pos, &w->quoted, &len) ? w->pos + len : step(s, w->pos);
	if (w->pos >= s.len)
		return false;
	out->start = at = w->pos;
	out->capital = bw_uni_is_upper(bw_utf8_next(s, &at));
	while (w->pos < s.len && is_word_byte(s, w->pos))
		w->pos = step(s, w->pos);
	out->text = bw_str_sub(s, out->start, w->pos - out->start);
	out->quoted = w->quoted;
	out->index = w->index++;
	out->first = out->index == 0;
	return true;
}

/* ---- faults ---- */

struct survey {
	struct bw_str sentence, table;
	size_t words, capitals;
	bool finite, named;                  /* a name stood outside quotation marks before the word looked at */
	bool spoken;                         /* a word stood outside quotation marks */
	struct bw_fit_word previous, before; /* the word before this one, and the one before that */
};

static bool is(const struct survey *v, struct bw_str word, const char *class)
{
	return bw_wording_is(v->table, word, bw_str_from(class));
}

static bool looks_finite(const struct survey *v, struct bw_str word)
{
	return is(v, word, "finite") || (word.len > 4 && bw_str_ends(word, BW_STR("ed")));
}

/* "In a letter sent that day, its ministry ..." and "A fund holds a third of it": no name stood before. */
static bool hangs(const struct survey *v, const struct bw_fit_word *w)
{
	size_t before = v->previous.start + v->previous.text.len;

	return !v->named && ((before < v->sentence.len && v->sentence.ptr[before] == ',') ||
			     (is(v, v->previous.text, "towards") && !bw_str_eq_ascii_nocase(w->text, BW_STR("its"))));
}

/* "cheaper than that, and cheaper than ...": compared with what another sentence says; "than that of others" is whole.
 */
static bool compares_with_absent(const struct survey *v, struct bw_str next)
{
	return bw_str_eq_ascii_nocase(v->before.text, BW_STR("than")) && is(v, v->previous.text, "pointer") &&
	       !is(v, next, "completes");
}

static const char *word_fault(struct survey *v, const struct bw_fit_word *w)
{
	/* "We will appeal," said ...: the speaker stands in the sentence. */
	if (w->first && is(v, w->text, "opener") && !(w->quoted && is(v, w->text, "first")))
		return "leans on the sentence before";
	if (!w->quoted && is(v, w->text, "first"))
		return "first person outside quotes";
	if (!w->quoted && !v->named && is(v, w->text, "person"))
		return "pronoun without a name";
	if (!w->quoted && is(v, w->text, "thing") && ((w->index < 3 && !v->named) || hangs(v, w)))
		return "pronoun without a noun";
	if (compares_with_absent(v, w->text))
		return "compares with what is not there";
	if (v->previous.text.len && is(v, v->previous.text, "near") && !is(v, w->text, "span") &&
	    v->previous.quoted == w->quoted)
		return "points at what is not there";
	return NULL;
}

/* A capital at the front of a sentence is no name by itself. */
static bool is_common(const struct survey *v, struct bw_str word)
{
	return word.len < 3 || is(v, word, "common") || is(v, word, "opener") || is(v, word, "towards");
}

static void note_word(struct survey *v, const struct bw_fit_word *w)
{
	v->words++;
	v->capitals += w->capital;
	v->finite |= looks_finite(v, w->text);
	v->named |= w->capital && !w->quoted && !is(v, w->text, "span") && !(w->first && is_common(v, w->text));
	v->spoken |= !w->quoted;
	v->before = v->previous;
	v->previous = *w;
}

static bool balanced(struct bw_str s)
{
	size_t straight = 0, opened = 0;
	int curly = 0, round = 0;

	for (size_t i = 0; i < s.len; i++) {
		straight += s.ptr[i] == '"';
		opened += s.ptr[i] == '(';
		round += (s.ptr[i] == '(') - (s.ptr[i] == ')');
		if (s.len - i >= 3 && memcmp(s.ptr + i, "\xE2\x80", 2) == 0)
			curly += (s.ptr[i + 2] == '\x9C') - (s.ptr[i + 2] == '\x9D');
		if (curly < 0 || curly > 1 || round < 0)
			return false;
	}
	return straight % 2 == 0 && curly == 0 && round == 0 && opened <= 2;
}

static bool ends_sentence(struct bw_str s)
{
	static const char *const closers[] = {"\"", "\xE2\x80\x9D", "\xE2\x80\x99", "'", ")"};

	for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
		if (bw_str_ends(s, bw_str_from(closers[i])))
			s.len -= strlen(closers[i]);
	return s.len && (strchr(".!", s.ptr[s.len - 1]) || bw_str_ends(s, BW_STR("\xE2\x80\xA6")));
}

/* "14.05 We end this page here": the clock of a live page. */
static bool is_stamped(struct bw_str s)
{
	size_t i = 0;

	while (i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9')
		i++;
	return i >= 1 && i <= 2 && i + 3 < s.len && (s.ptr[i] == '.' || s.ptr[i] == ':') && s.ptr[i + 1] >= '0' &&
	       s.ptr[i + 1] <= '5' && s.ptr[i + 2] >= '0' && s.ptr[i + 2] <= '9' && s.ptr[i + 3] == ' ';
}

static bool is_edge(struct bw_str s, size_t pos)
{
	return pos >= s.len || !is_word_byte(s, pos);
}

static bool has_furniture(struct bw_str s)
{
	struct bw_str table = bw_wording_open("en/furniture"), phrase, none;
	size_t pos = 0;

	while (bw_wording_next(table, &pos, &phrase, &none)) {
		size_t at = bw_str_find_ascii_nocase(s, phrase, 0);
		if (at != BW_NPOS && (at == 0 || is_edge(s, at - 1)) && is_edge(s, at + phrase.len))
			return true;
	}
	return false;
}

static bool begins_small(struct bw_str s)
{
	size_t pos = 0;
	return bw_uni_is_lower(bw_utf8_next(s, &pos));
}

/* "About Example Corp Example Corp makes ...": what a press release says of its sender. */
static bool is_boilerplate(struct bw_str s)
{
	return bw_str_starts(s, BW_STR("About ")) && s.len > 6 && s.ptr[6] >= 'A' && s.ptr[6] <= 'Z';
}

static const char *shape_fault(struct bw_str s)
{
	if (bw_str_find_char(s, '?', 0) != BW_NPOS)
		return "question";
	if (s.len == 0 || begins_small(s) || !ends_sentence(s))
		return "no whole sentence";
	if (bw_str_find_char(s, '\n', 0) != BW_NPOS)
		return "runs over paragraphs";
	if (!balanced(s))
		return "unbalanced marks";
	if (is_stamped(s))
		return "live page";
	return is_boilerplate(s) || has_furniture(s) ? "page furniture" : NULL;
}

const char *bw_fit_fault(struct bw_str sentence)
{
	return bw_fit_fault_within(sentence, BW_FIT_MAX_WORDS);
}

const char *bw_fit_fault_within(struct bw_str sentence, size_t most_words)
{
	struct survey v = {.sentence = sentence, .table = bw_wording_open("en/fit")};
	struct bw_fit_words words = {.sentence = sentence};
	struct bw_fit_word w;
	const char *fault = shape_fault(sentence);

	while (!fault && bw_fit_next(&words, &w)) {
		fault = word_fault(&v, &w);
		note_word(&v, &w);
	}
	if (!fault && compares_with_absent(&v, BW_STR_NONE))
		fault = "compares with what is not there";
	if (fault)
		return fault;
	if (v.words < BW_FIT_MIN_WORDS || v.words > most_words)
		return v.words < BW_FIT_MIN_WORDS ? "too short" : "too long";
	if (!v.spoken)
		return "nobody says who speaks";
	if (v.capitals * 5 > v.words * 3)
		return "mostly names";
	return v.finite ? NULL : "no verb";
}

double bw_fit_strain(struct bw_str sentence)
{
	struct survey v = {.sentence = sentence, .table = bw_wording_open("en/fit")};
	struct bw_fit_words words = {.sentence = sentence};
	struct bw_fit_word w;
	bool role = false, leans = false;

	while (bw_fit_next(&words, &w)) {
		bool the = bw_str_eq_ascii_nocase(v.previous.text, BW_STR("the"));
		role |= the && w.index <= 2 && is(&v, w.text, "role");
		leans |= bw_str_eq_ascii_nocase(v.previous.text, BW_STR("same")) && is(&v, w.text, "span");
		leans |= is(&v, w.text, "again") || (!w.quoted && is(&v, w.text, "person"));
		note_word(&v, &w);
	}
	return (role ? 0.5 : 0) + (role && !v.named ? 0.25 : 0) + (leans ? 0.25 : 0);
}
