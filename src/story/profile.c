#include <stdlib.h>

#include "core/digest.h"

#include "story/part.h"

/* Caps keep a profile of a very long page small: what is left out is the least telling. */
enum { MAX_TERMS = 400, MAX_NAMES = 80, MAX_PRINTS = 1500, MAX_FIGURES = 64 };
enum { SHINGLE = 5, WINNOW = 8 };
enum { REPRISE_WORDS = 45, REPRISE_DAYS = 60 };

static int by_u64(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
	return a < b ? -1 : a > b;
}

/* ---- terms and names ---- */

static uint32_t telling(const struct bw_profile_term *t)
{
	return 8u * t->in_title + 3u * t->in_lead + t->in_body;
}

static int by_telling(const void *x, const void *y)
{
	const struct bw_profile_term *a = x, *b = y;
	uint32_t ta = telling(a), tb = telling(b);
	if (ta != tb)
		return ta > tb ? -1 : 1;
	return a->stem < b->stem ? -1 : a->stem > b->stem;
}

static int by_stem(const void *x, const void *y)
{
	return by_u64(&((const struct bw_profile_term *)x)->stem, &((const struct bw_profile_term *)y)->stem);
}

static void make_terms(struct bw_arena *a, const struct bw_notes *notes, struct bw_profile *out)
{
	struct bw_profile_term *terms = BW_ARRAY(a, struct bw_profile_term, notes->n_terms);
	for (uint32_t i = 0; i < notes->n_terms; i++) {
		const struct bw_term *t = &notes->terms[i];
		terms[i] = (struct bw_profile_term){t->stem, t->in_title, t->in_lead, t->in_body};
	}
	out->terms = terms;
	out->n_terms = notes->n_terms;
	if (out->n_terms <= MAX_TERMS)
		return;
	qsort(terms, out->n_terms, sizeof(*terms), by_telling);
	out->n_terms = MAX_TERMS;
	qsort(terms, out->n_terms, sizeof(*terms), by_stem);
}

/* One sighting of a word: written with a capital where a sentence does not ask for one, or small. */
struct sight {
	uint64_t stem;
	bool capital, first;
};

static int by_sight(const void *x, const void *y)
{
	return by_u64(&((const struct sight *)x)->stem, &((const struct sight *)y)->stem);
}

static int by_weight(const void *x, const void *y)
{
	const struct bw_profile_name *a = x, *b = y;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return a->name < b->name ? -1 : a->name > b->name;
}

static int by_name(const void *x, const void *y)
{
	return by_u64(&((const struct bw_profile_name *)x)->name, &((const struct bw_profile_name *)y)->name);
}

/* The sightings [i, end) of one stem make a name when it is never written small and once with a capital inside a
 * sentence. */
static bool is_name(const struct sight *s, size_t i, size_t end)
{
	bool inside = false;
	for (; i < end; i++) {
		if (!s[i].capital)
			return false;
		inside |= !s[i].first;
	}
	return inside;
}

/* Names are single stems that are always capital in the body: outlets differ in how much of a name they write ("Acme",
 * "Acme Holdings"), and a title may be all capitals. Titles are therefore not looked at. */
static void make_names(struct bw_arena *a, const struct bw_notes *notes, struct bw_profile *out)
{
	struct sight *s = BW_ARRAY(a, struct sight, notes->body.n_tokens);
	size_t n = 0, n_names = 0;
	for (uint32_t i = 0; i < notes->body.n_tokens; i++) {
		const struct bw_token *k = &notes->body.tokens[i];
		if (k->kind == BW_TOKEN_WORD && !(k->flags & BW_TOKEN_STOP) && k->end - k->start > 1)
			s[n++] = (struct sight){k->stem, (k->flags & BW_TOKEN_CAPITAL) != 0,
						(k->flags & BW_TOKEN_FIRST) != 0};
	}
	qsort(s, n, sizeof(*s), by_sight);
	struct bw_profile_name *names = BW_ARRAY(a, struct bw_profile_name, n);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && s[end].stem == s[i].stem;)
			end++;
		if (is_name(s, i, end))
			names[n_names++] = (struct bw_profile_name){s[i].stem, (float)(end - i)};
	}
	qsort(names, n_names, sizeof(*names), by_weight);
	if (n_names > MAX_NAMES)
		n_names = MAX_NAMES;
	qsort(names, n_names, sizeof(*names), by_name);
	out->names = names;
	out->n_names = (uint32_t)n_names;
}

/* ---- prints ---- */

struct shingle {
	uint64_t print;
	bool quoted;
};

static uint64_t mix(uint64_t h, uint64_t word)
{
	h ^= word;
	h *= 0xff51afd7ed558ccdULL;
	return h ^ (h >> 32);
}

/* Every run of five words of the body. */
static size_t make_shingles(struct bw_arena *a, const struct bw_layer *body, struct shingle **out)
{
	const struct bw_token **w = BW_ARRAY(a, const struct bw_token *, body->n_tokens);
	size_t n = 0;
	for (uint32_t i = 0; i < body->n_tokens; i++)
		if (body->tokens[i].kind == BW_TOKEN_WORD || body->tokens[i].kind == BW_TOKEN_NUMBER)
			w[n++] = &body->tokens[i];
	size_t m = n < SHINGLE ? 0 : n - SHINGLE + 1;
	struct shingle *s = BW_ARRAY(a, struct shingle, m);
	for (size_t i = 0; i < m; i++) {
		uint64_t h = 0x9e3779b97f4a7c15ULL;
		for (size_t k = 0; k < SHINGLE; k++)
			h = mix(h, w[i + k]->word);
		s[i] = (struct shingle){h, (w[i]->flags & BW_TOKEN_QUOTED) &&
						   (w[i + SHINGLE - 1]->flags & BW_TOKEN_QUOTED)};
	}
	*out = s;
	return m;
}

/* Marks the least print of every WINNOW neighbours, the rightmost when they tie (Schleimer, Wilkerson and Aiken 2003).
 */
static size_t winnow(const struct shingle *s, size_t n, bool *kept)
{
	size_t windows = n > WINNOW ? n - WINNOW + 1 : n > 0, found = 0, least = 0;
	for (size_t i = 0; i < windows; i++) {
		size_t end = i + WINNOW < n ? i + WINNOW : n;
		size_t from = i && least >= i ? end - 1 : i;
		if (!i || least < i)
			least = i;
		for (size_t k = from; k < end; k++)
			if (s[k].print <= s[least].print)
				least = k;
		found += !kept[least];
		kept[least] = true;
	}
	return found;
}

static uint32_t order_unique(uint64_t *v, size_t n)
{
	qsort(v, n, sizeof(*v), by_u64);
	size_t m = 0;
	for (size_t i = 0; i < n; i++)
		if (!m || v[i] != v[m - 1])
			v[m++] = v[i];
	return (uint32_t)(m < MAX_PRINTS ? m : MAX_PRINTS);
}

static void make_prints(struct bw_arena *a, const struct bw_layer *body, struct bw_profile *out)
{
	struct shingle *s;
	size_t n = make_shingles(a, body, &s), n_quoted = 0, m = 0;
	bool *kept = BW_ARRAY(a, bool, n);
	size_t n_kept = winnow(s, n, kept);
	uint64_t *prints = BW_ARRAY(a, uint64_t, n_kept), *quoted = BW_ARRAY(a, uint64_t, n_kept);
	for (size_t i = 0; i < n; i++) {
		if (!kept[i])
			continue;
		prints[m++] = s[i].print;
		if (s[i].quoted)
			quoted[n_quoted++] = s[i].print;
	}
	out->prints = prints;
	out->n_prints = order_unique(prints, m);
	out->quoted_prints = quoted;
	out->n_quoted = order_unique(quoted, n_quoted);
}

/* ---- figures ---- */

static bool is_topic(const struct bw_token *t)
{
	return t->kind == BW_TOKEN_WORD && !(t->flags & BW_TOKEN_STOP) && t->end - t->start > 2;
}

/* Index of the first token of the body that starts at or behind a byte. */
static uint32_t token_at(const struct bw_layer *body, uint32_t start)
{
	uint32_t from = 0, to = body->n_tokens;
	while (from < to) {
		uint32_t mid = from + (to - from) / 2;
		if (body->tokens[mid].start < start)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

static void take_about(const struct bw_layer *body, const struct bw_sentence *s, int64_t i, struct bw_profile_figure *f)
{
	if (i < (int64_t)s->first || i >= (int64_t)s->first + s->n_tokens || i >= (int64_t)body->n_tokens ||
	    f->n_about == BW_FIGURE_ABOUT)
		return;
	const struct bw_token *t = &body->tokens[i];
	if (!is_topic(t) || t->stem == f->head)
		return;
	for (uint8_t k = 0; k < f->n_about; k++)
		if (f->about[k] == t->stem)
			return;
	f->about[f->n_about++] = t->stem;
}

static bool is_word(const struct bw_layer *body, uint32_t i, struct bw_str word)
{
	return i < body->n_tokens && body->tokens[i].word == bw_str_hash(word);
}

/* What stands around the figure, from the nearest outwards. */
static void read_context(const struct bw_layer *body, const struct bw_sentence *s, const struct bw_figure *in,
			 struct bw_profile_figure *f)
{
	uint32_t first = token_at(body, in->start), next = token_at(body, in->end);
	f->part = in->unit == BW_UNIT_COUNT && is_word(body, next, BW_STR("of"));
	f->denied = (first > s->first && is_word(body, first - 1, BW_STR("not"))) ||
		    (first > s->first + 1 && is_word(body, first - 2, BW_STR("not")));
	for (uint32_t d = 0; d < s->n_tokens && f->n_about < BW_FIGURE_ABOUT; d++) {
		take_about(body, s, (int64_t)next + d, f);
		take_about(body, s, (int64_t)first - 1 - d, f);
	}
}

static void make_figures(struct bw_arena *a, const struct bw_notes *notes, struct bw_profile *out)
{
	struct bw_profile_figure *f =
		BW_ARRAY(a, struct bw_profile_figure, notes->n_figures < MAX_FIGURES ? notes->n_figures : MAX_FIGURES);
	uint32_t n = 0;
	for (uint32_t i = 0; i < notes->n_figures && n < MAX_FIGURES; i++) {
		const struct bw_figure *in = &notes->figures[i];
		if (in->unit == BW_UNIT_DATE || in->sentence >= notes->body.n_sentences)
			continue;
		const struct bw_sentence *s = &notes->body.sentences[in->sentence];
		f[n] = (struct bw_profile_figure){.unit_key = in->unit_key,
						  .head = in->head,
						  .value = in->value,
						  .start = s->start,
						  .end = s->end,
						  .unit = (uint8_t)in->unit,
						  .approximate = in->approximate};
		read_context(&notes->body, s, in, &f[n++]);
	}
	out->figures = f;
	out->n_figures = n;
}

/* ---- an old text published again ---- */

static bool is_one_of(uint64_t word, const char *const *list)
{
	for (; *list; list++)
		if (word == bw_str_hash(bw_str_from(*list)))
			return true;
	return false;
}

/* "first published", "originally appeared": side by side. */
static bool says_published(const struct bw_notes *notes, const struct bw_sentence *s)
{
	static const char *const whens[] = {"first", "originally", "previously", NULL};
	static const char *const whats[] = {"published", "appeared", "ran", "printed", "posted", NULL};
	for (uint32_t i = s->first; i + 1 < s->first + s->n_tokens && i + 1 < notes->body.n_tokens; i++) {
		uint64_t word = notes->body.tokens[i].word, next = notes->body.tokens[i + 1].word;
		if ((is_one_of(word, whens) && is_one_of(next, whats)) ||
		    (is_one_of(word, whats) && is_one_of(next, whens)))
			return true;
	}
	return false;
}

/* A short sentence of the first or last paragraph names a day well before this one, and says that the text was
 * published then. */
static bool is_reprise(const struct bw_notes *notes, bw_time at)
{
	uint32_t last = notes->body.n_paragraphs ? notes->body.n_paragraphs - 1 : 0;
	for (uint32_t i = 0; i < notes->n_figures; i++) {
		const struct bw_figure *f = &notes->figures[i];
		if (f->unit != BW_UNIT_DATE || f->sentence >= notes->body.n_sentences ||
		    f->value > (double)at - REPRISE_DAYS * (double)BW_DAY)
			continue;
		const struct bw_sentence *s = &notes->body.sentences[f->sentence];
		if ((s->paragraph == 0 || s->paragraph == last) && s->n_tokens <= REPRISE_WORDS &&
		    says_published(notes, s))
			return true;
	}
	return false;
}

void bw_profile_make(struct bw_arena *a, const struct bw_article *article, const struct bw_notes *notes, bw_time at,
		     struct bw_profile *out)
{
	*out = (struct bw_profile){.key = bw_sha256_key(article->url),
				   .at = at,
				   .source = bw_str_hash(article->source),
				   .kind = notes->kind};
	out->credit = bw_arena_str(a, notes->credit);
	for (uint32_t i = 0; i < notes->body.n_tokens; i++)
		out->n_words += notes->body.tokens[i].kind == BW_TOKEN_WORD;
	out->reprise = is_reprise(notes, at);
	make_terms(a, notes, out);
	make_names(a, notes, out);
	make_prints(a, &notes->body, out);
	make_figures(a, notes, out);
}
