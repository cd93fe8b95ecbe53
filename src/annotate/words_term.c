#include <stdlib.h>

#include "annotate/words_part.h"
#include "core/utf8.h"

/* Stems that carry topic. A compound counts by its parts ("export-control" as export and control), since outlets differ
 * in hyphens. */
enum { LEAD_WORDS = 60, MIN_LETTERS = 2 };
enum zone { TITLE, LEAD, BODY };

struct use {
	uint64_t stem, word;
	struct bw_str shown;
	uint32_t order;
	uint8_t zone;
};

struct terms {
	struct bw_arena *arena;
	struct bw_stemmer *stemmer;
	BW_VEC(struct use) uses;
};

static void add(struct terms *t, struct bw_str shown, uint64_t word, uint64_t stem, enum zone zone)
{
	struct use *u = BW_PUSH(t->arena, &t->uses);
	*u = (struct use){stem, word, shown, (uint32_t)t->uses.len, (uint8_t)zone};
}

static void add_parts(struct terms *t, struct bw_str shown, enum zone zone)
{
	struct bw_str part;
	char room[BW_WORD_ROOM];
	while (bw_str_split(&shown, '-', &part)) {
		uint64_t word = bw_str_hash(bw_word_fold(t->arena, part, room));
		if (part.len > MIN_LETTERS)
			add(t, part, word, bw_stemmer_hash(t->stemmer, t->arena, part, word), zone);
	}
}

/* One ideograph alone is a grain of a word. */
static bool is_short(struct bw_str word)
{
	size_t pos = 0;
	if (word.len < MIN_LETTERS)
		return true;
	return (unsigned char)word.ptr[0] >= 0xE0 && bw_uni_is_ideograph(bw_utf8_next(word, &pos)) && pos == word.len;
}

static void add_layer(struct terms *t, struct bw_str text, const struct bw_layer *layer, bool is_title)
{
	uint32_t words = 0;
	for (uint32_t i = 0; i < layer->n_tokens; i++) {
		const struct bw_token *k = &layer->tokens[i];
		if (k->kind != BW_TOKEN_WORD)
			continue;
		enum zone zone = is_title ? TITLE : words++ < LEAD_WORDS ? LEAD : BODY;
		struct bw_str shown = bw_token_text(text, k);
		if ((k->flags & BW_TOKEN_STOP) || is_short(shown))
			continue;
		if (memchr(shown.ptr, '-', shown.len))
			add_parts(t, shown, zone);
		else
			add(t, shown, k->word, k->stem, zone);
	}
}

static int by_stem(const void *x, const void *y)
{
	const struct use *a = x, *b = y;
	if (a->stem != b->stem)
		return a->stem < b->stem ? -1 : 1;
	if (a->word != b->word)
		return a->word < b->word ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static void count(uint16_t *n)
{
	*n = *n < UINT16_MAX ? *n + 1 : *n;
}

/* Uses [i, end) of one stem: the commonest form is shown, the one met first when two are as common. */
static void fill(struct bw_term *out, const struct use *uses, size_t i, size_t end)
{
	size_t best = 0;
	uint32_t best_order = 0;
	out->stem = uses[i].stem;
	for (size_t k = i, first = i; k < end; k++) {
		count(uses[k].zone == TITLE ? &out->in_title : uses[k].zone == LEAD ? &out->in_lead : &out->in_body);
		if (uses[k].word != uses[first].word)
			first = k;
		size_t n = k - first + 1;
		if (n < best || (n == best && uses[first].order >= best_order))
			continue;
		best = n;
		best_order = uses[first].order;
		out->shown = uses[first].shown;
	}
}

void bw_words_terms(struct bw_stemmer *stemmer, struct bw_arena *a, const struct bw_article *article,
		    struct bw_notes *notes)
{
	struct terms t = {.arena = a, .stemmer = stemmer};
	add_layer(&t, article->title, &notes->title, true);
	add_layer(&t, article->text, &notes->body, false);
	if (!t.uses.len)
		return;
	qsort(t.uses.ptr, t.uses.len, sizeof(*t.uses.ptr), by_stem);
	BW_VEC(struct bw_term) terms = {0};
	for (size_t i = 0, end; i < t.uses.len; i = end) {
		for (end = i + 1; end < t.uses.len && t.uses.ptr[end].stem == t.uses.ptr[i].stem;)
			end++;
		fill(BW_PUSH(a, &terms), t.uses.ptr, i, end);
	}
	notes->terms = terms.ptr;
	notes->n_terms = (uint32_t)terms.len;
}
