#include <stdlib.h>

#include "story/part.h"

/* A cap keeps the profile of a very long page small: what is left out is the least telling. */
enum { MAX_WORDS = 120, MAX_ENTRY_WORDS = 40, LEAD_TOKENS = 70 };

static int by_stem(const void *x, const void *y)
{
	uint32_t a = ((const struct bw_profile_word *)x)->stem, b = ((const struct bw_profile_word *)y)->stem;
	return a < b ? -1 : a > b;
}

static uint32_t telling(const struct bw_profile_word *w)
{
	return 8u * w->title + 3u * w->lead + 2u * (w->name > 0) + w->full;
}

static int by_telling(const void *x, const void *y)
{
	const struct bw_profile_word *a = x, *b = y;
	uint32_t ta = telling(a), tb = telling(b);
	if (ta != tb)
		return ta > tb ? -1 : 1;
	return by_stem(x, y);
}

static uint8_t count_of(size_t n)
{
	return n > UINT8_MAX ? UINT8_MAX : (uint8_t)n;
}

static bool is_topic(const struct bw_token *k)
{
	return k->kind == BW_TOKEN_WORD && !(k->flags & BW_TOKEN_STOP) && k->end - k->start > 1;
}

/* One sighting of a word: written with a capital where a sentence does not ask for one, or small. */
struct sight {
	uint32_t stem;
	bool capital, first;
};

static int by_sight(const void *x, const void *y)
{
	uint32_t a = ((const struct sight *)x)->stem, b = ((const struct sight *)y)->stem;
	return a < b ? -1 : a > b;
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
static size_t make_names(struct bw_arena *a, const struct bw_token *k, const struct bw_token *end_token,
			 struct bw_profile_word *out)
{
	struct sight *s = BW_ARRAY(a, struct sight, (size_t)(end_token - k));
	size_t n = 0, n_names = 0;
	for (; k < end_token; k++) {
		if (is_topic(k))
			s[n++] = (struct sight){(uint32_t)k->stem, (k->flags & BW_TOKEN_CAPITAL) != 0,
						(k->flags & BW_TOKEN_FIRST) != 0};
	}
	if (n)
		qsort(s, n, sizeof(*s), by_sight);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && s[end].stem == s[i].stem;)
			end++;
		if (is_name(s, i, end))
			out[n_names++] = (struct bw_profile_word){.stem = s[i].stem, .name = count_of(end - i)};
	}
	return n_names;
}

/* Rows of one stem become one. */
static size_t add_up(struct bw_profile_word *w, size_t n)
{
	size_t m = 0;
	if (n)
		qsort(w, n, sizeof(*w), by_stem);
	for (size_t i = 0; i < n; i++) {
		if (!m || w[m - 1].stem != w[i].stem) {
			w[m++] = w[i];
			continue;
		}
		struct bw_profile_word *to = &w[m - 1];
		to->full = count_of((size_t)to->full + w[i].full);
		to->lead = count_of((size_t)to->lead + w[i].lead);
		to->title = count_of((size_t)to->title + w[i].title);
		to->name = count_of((size_t)to->name + w[i].name);
	}
	return m;
}

size_t bw_profile_most_telling(struct bw_profile_word *w, size_t n, size_t most)
{
	if (n <= most)
		return n;
	qsort(w, n, sizeof(*w), by_telling);
	qsort(w, most, sizeof(*w), by_stem);
	return most;
}

void bw_profile_stems(struct bw_arena *a, const struct bw_notes *notes, struct bw_profile *out)
{
	const struct bw_token *tokens = notes->body.tokens;
	struct bw_profile_word *w = BW_ARRAY(a, struct bw_profile_word, (size_t)notes->n_terms + notes->body.n_tokens);
	size_t n = 0;
	for (uint32_t i = 0; i < notes->n_terms; i++) {
		const struct bw_term *t = &notes->terms[i];
		w[n++] = (struct bw_profile_word){.stem = (uint32_t)t->stem,
						  .full = count_of((size_t)t->in_title + t->in_lead + t->in_body),
						  .lead = count_of((size_t)t->in_title + t->in_lead),
						  .title = count_of(t->in_title)};
	}
	n = add_up(w, n + make_names(a, tokens, tokens + notes->body.n_tokens, w + n));
	out->words = w;
	out->n_words = (uint32_t)bw_profile_most_telling(w, n, MAX_WORDS);
}

void bw_profile_entry_stems(struct bw_arena *a, const struct bw_token *tokens, uint32_t n_tokens,
			    struct bw_profile_entry *out)
{
	struct bw_profile_word *w = BW_ARRAY(a, struct bw_profile_word, (size_t)n_tokens * 2);
	size_t n = 0;
	for (uint32_t i = 0; i < n_tokens; i++)
		if (is_topic(&tokens[i]))
			w[n++] = (struct bw_profile_word){
				.stem = (uint32_t)tokens[i].stem, .full = 1, .lead = i < LEAD_TOKENS};
	n = add_up(w, n + make_names(a, tokens, tokens + n_tokens, w + n));
	out->words = w;
	out->n_words = (uint32_t)bw_profile_most_telling(w, n, MAX_ENTRY_WORDS);
}
