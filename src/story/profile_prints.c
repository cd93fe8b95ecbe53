#include <stdlib.h>

#include "core/utf8.h"
#include "story/prints.h"

enum { SHINGLE = 5, QUOTED_WINDOW = 3 };
enum { TAIL_TOKENS = 30, NOTE_TOKENS = 45, REPRISE_DAYS = 60, EDGE_FIRST = 2, EDGE_LAST = 3 };

struct shingle {
	uint32_t print;
	bool kept;
	uint8_t quotation; /* 1 + its number when all five words lie in one quotation; else 0 */
};

static uint64_t mix(uint64_t h, uint64_t word)
{
	h ^= word;
	h *= 0xff51afd7ed558ccdULL;
	return h ^ (h >> 32);
}

/* ---- phrases of tables ---- */

/* The table of the text's language, of English where it has none. */
static struct bw_str table_of(const char *language, const char *name)
{
	char path[32];
	size_t n = strlen(language), m = strlen(name);
	if (!n || n > 3 || m > 20)
		return BW_STR_NONE;
	memcpy(path, language, n);
	path[n] = '/';
	memcpy(path + n + 1, name, m + 1);
	struct bw_str table = bw_lexicon_embedded(path);
	return table.len || !strcmp(language, "en") ? table : table_of("en", name);
}

/* The class of the first phrase of the table that the text has (or begins with, where the class is `start`); "" none.
 */
static struct bw_str find_phrase(struct bw_str table, struct bw_str text)
{
	struct bw_str line;
	while (bw_str_split(&table, '\n', &line)) {
		struct bw_str phrase, class = BW_STR_NONE;
		if (!line.len || line.ptr[0] == '#' || !bw_str_split(&line, '\t', &phrase))
			continue;
		bw_str_split(&line, '\t', &class);
		class = bw_str_trim(class);
		bool found = bw_str_eq(class, BW_STR("start")) ? bw_str_starts(text, phrase)
							       : bw_str_find(text, phrase, 0) != BW_NPOS;
		if (found && phrase.len)
			return class;
	}
	return BW_STR_NONE;
}

static struct bw_str sentence_text(struct bw_arena *a, struct bw_str text, const struct bw_sentence *s)
{
	struct bw_str cut = bw_str_sub(text, s->start, s->end - s->start);
	while (cut.len && strchr("[*_- ", cut.ptr[0]))
		cut = bw_str_from_pos(cut, 1);
	return bw_uni_casefold(a, cut);
}

/* Where the small print begins: a short sentence of the second half of the text that claims its rights. */
static uint32_t tail_of(struct bw_arena *a, struct bw_str text, const struct bw_layer *body)
{
	struct bw_str tails = bw_lexicon_embedded("any/print-tails");
	for (uint32_t i = body->n_sentences / 2; i < body->n_sentences; i++) {
		const struct bw_sentence *s = &body->sentences[i];
		if (s->n_tokens <= TAIL_TOKENS && find_phrase(tails, sentence_text(a, text, s)).len)
			return s->start;
	}
	return UINT32_MAX;
}

/* ---- prints ---- */

/* The words of the body, and the number of the quotation that each stands in, from 1; 0 outside. */
struct words {
	const struct bw_token **at;
	uint32_t *quotation;
	size_t n;
	uint32_t length;
};

static struct words read_words(struct bw_arena *a, const struct bw_layer *body, uint32_t tail)
{
	struct words w = {BW_ARRAY(a, const struct bw_token *, body->n_tokens), BW_ARRAY(a, uint32_t, body->n_tokens),
			  0, 0};
	uint32_t number = 0;
	bool inside = false;
	for (uint32_t i = 0; i < body->n_tokens; i++) {
		const struct bw_token *t = &body->tokens[i];
		bool is_word = (t->kind == BW_TOKEN_WORD || t->kind == BW_TOKEN_NUMBER) && t->start < tail;
		bool quoted = (t->flags & BW_TOKEN_QUOTED) != 0;
		number += quoted && !inside;
		inside = quoted;
		w.length += t->kind == BW_TOKEN_WORD;
		if (!is_word)
			continue;
		w.at[w.n] = t;
		w.quotation[w.n++] = quoted ? number : 0;
	}
	return w;
}

/* Every run of five words of the body. */
static size_t make_shingles(struct bw_arena *a, const struct words *w, struct shingle **out)
{
	size_t n = w->n < SHINGLE ? 0 : w->n - SHINGLE + 1;
	struct shingle *s = *out = BW_ARRAY(a, struct shingle, n);
	for (size_t i = 0; i < n; i++) {
		uint64_t h = 0x9e3779b97f4a7c15ULL;
		for (size_t k = 0; k < SHINGLE; k++)
			h = mix(h, w->at[i + k]->word);
		uint32_t number = w->quotation[i];
		s[i].print = (uint32_t)(h ^ h >> 32);
		if (number && w->quotation[i + SHINGLE - 1] == number)
			s[i].quotation = (uint8_t)(1 + number % BW_QUOTATIONS);
	}
	return n;
}

/* Marks the least print of every `window` neighbours, the rightmost when they tie (Schleimer, Wilkerson and Aiken
 * 2003).
 */
static void winnow(struct shingle *s, size_t n, size_t window)
{
	size_t windows = n > window ? n - window + 1 : n > 0, least = 0;
	for (size_t i = 0; i < windows; i++) {
		size_t end = i + window < n ? i + window : n;
		size_t from = i && least >= i ? end - 1 : i;
		if (!i || least < i)
			least = i;
		for (size_t k = from; k < end; k++)
			if (s[k].print <= s[least].print)
				least = k;
		s[least].kept = true;
	}
}

static int by_u32(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
	return a < b ? -1 : a > b;
}

static uint32_t order_unique(uint32_t *v, size_t n, size_t max)
{
	size_t m = 0;
	if (n)
		qsort(v, n, sizeof(*v), by_u32);
	for (size_t i = 0; i < n; i++)
		if (!m || v[i] != v[m - 1])
			v[m++] = v[i];
	return (uint32_t)(m < max ? m : max);
}

static void take_prints(struct bw_arena *a, const struct shingle *s, size_t n, struct bw_profile *out)
{
	uint32_t *prints = BW_ARRAY(a, uint32_t, n);
	size_t m = 0;
	for (size_t i = 0; i < n; i++)
		if (s[i].kept)
			prints[m++] = s[i].print;
	out->prints = prints;
	out->n_prints = order_unique(prints, m, BW_PRINTS_MAX);
}

/* Those that are kept of the text, and some of each quotation. */
static void take_quoted(struct bw_arena *a, struct shingle *s, size_t n, struct bw_profile *out)
{
	uint32_t *quoted = BW_ARRAY(a, uint32_t, n);
	size_t m = 0;
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && s[end].quotation == s[i].quotation;)
			end++;
		if (s[i].quotation)
			winnow(s + i, end - i, QUOTED_WINDOW);
		for (size_t k = i; k < end; k++)
			if (s[k].quotation && s[k].kept)
				quoted[m++] = bw_quoted_key(s[k].print) * BW_QUOTATIONS + s[k].quotation - 1u;
	}
	out->quoted_prints = quoted;
	out->n_quoted = order_unique(quoted, m, BW_QUOTED_MAX);
}

/* ---- what a text says of itself ---- */

/* A sentence of the first two or last three: further in, such words speak of something else. */
static bool is_edge(const struct bw_layer *body, uint32_t i)
{
	return i < EDGE_FIRST || i + EDGE_LAST >= body->n_sentences;
}

/* The sentence names a day well before the article's own. */
static bool names_old_day(const struct bw_notes *notes, uint32_t sentence, bw_time at)
{
	for (uint32_t i = 0; i < notes->n_figures; i++) {
		const struct bw_figure *f = &notes->figures[i];
		if (f->unit == BW_UNIT_DATE && f->sentence == sentence &&
		    f->value <= (double)at - REPRISE_DAYS * (double)BW_DAY)
			return true;
	}
	return false;
}

static void read_edges(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *notes, bw_time at,
		       struct bw_profile *out)
{
	struct bw_str reprises = table_of(notes->language[0] ? notes->language : "en", "reprises");
	struct bw_str corrections = table_of(notes->language[0] ? notes->language : "en", "corrections");
	struct bw_str title = bw_uni_casefold(a, article->title);
	out->corrects = bw_str_eq(find_phrase(corrections, title), BW_STR("start"));
	for (uint32_t i = 0; i < notes->body.n_sentences; i++) {
		const struct bw_sentence *s = &notes->body.sentences[i];
		if (!is_edge(&notes->body, i) || s->n_tokens > NOTE_TOKENS)
			continue;
		struct bw_str text = sentence_text(a, article->text, s), class = find_phrase(reprises, text);
		out->reprise |= bw_str_eq(class, BW_STR("always")) ||
				(bw_str_eq(class, BW_STR("date")) && names_old_day(notes, i, at));
		out->corrects |= find_phrase(corrections, text).len > 0;
	}
}

void bw_profile_prints(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *notes, bw_time at,
		       struct bw_profile *out)
{
	struct words w = read_words(a, &notes->body, tail_of(a, article->text, &notes->body));
	struct shingle *s;
	size_t n = make_shingles(a, &w, &s);
	out->reprise = out->corrects = false;
	for (size_t i = 0; i < n; i++)
		s[i].kept = s[i].print <= bw_prints_bound(w.length);
	take_prints(a, s, n, out);
	take_quoted(a, s, n, out);
	read_edges(a, article, notes, at, out);
	/* A letter with many items corrects one of an earlier letter. */
	out->corrects &= notes->kind != BW_KIND_ROUND_UP && notes->kind != BW_KIND_LISTING;
}
