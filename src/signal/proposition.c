#include "annotate/words.h"
#include "signal/part.h"

/*
 * How far a sentence speaks of more than its own event. The weights follow from what such sentences look like: they
 * quantify, give causes and norms, and name few people, days and figures. Each class of cue counts twice at most, so
 * that a long sentence does not win by length.
 */
static const struct {
	const char *name;
	float weight, most;
} cue_classes[BW_N_CUE] = {
	[BW_CUE_QUANTIFIER] = {"quantifier", 0.7f, 2}, [BW_CUE_CAUSAL] = {"causal", 0.6f, 2},
	[BW_CUE_CONTRAST] = {"contrast", 0.6f, 2},     [BW_CUE_NORM] = {"norm", 0.4f, 2},
	[BW_CUE_STRUCTURE] = {"structure", 0.4f, 3},   [BW_CUE_TREND] = {"trend", 0.6f, 2},
};

enum fault { DANGLING, FIRST, SECOND, DEFINITE, GENERIC, PAST, PRONOUN, N_FAULTS };
static const char *const fault_names[] = {
	[DANGLING] = "dangling", [FIRST] = "first", [SECOND] = "second",  [DEFINITE] = "definite",
	[GENERIC] = "generic",   [PAST] = "past",   [PRONOUN] = "pronoun"};

static const char *const forces[] = {"weak", "strong"};

static const char *const natures[] = {"structural",   "regulatory", "technological", "economic",
				      "geopolitical", "security",   "social"};
enum { N_NATURES = sizeof(natures) / sizeof(*natures), NATURE_HITS = 4, OPENING_WORDS = 2, PRONOUN_WORDS = 4 };

static const float name_cost = 0.35f, figure_cost = 0.4f;
static const float max_names = 4, max_figures = 3;

static int value_of(const char *const *names, size_t n, struct bw_str name)
{
	for (size_t i = 0; i < n; i++)
		if (bw_str_eq(bw_str_from(names[i]), name))
			return (int)i;
	return -1;
}

static int fill(const struct bw_lexicons *l, const char *table, const char *const *names, size_t n, bool stemmed,
		struct bw_phrases *out, struct bw_err *err)
{
	const struct bw_lexicon *t = bw_lexicon_get(l, table);
	bw_phrases_init(out);
	for (size_t i = 0; i < t->n_rows; i++) {
		int value = value_of(names, n, t->rows[i].col[1]);
		if (value < 0)
			return bw_err_set(err, BW_EINPUT,
					  "%s: Row \"%" BW_PRISTR "\" has the unknown class \"%" BW_PRISTR "\".", table,
					  BW_ARG(t->rows[i].col[0]), BW_ARG(t->rows[i].col[1]));
		bw_words_phrase(out, t->rows[i].col[0], stemmed, (uint32_t)value);
	}
	return BW_OK;
}

/* Rows of class and words; the first class given to a stem is kept. */
static void fill_news(const struct bw_lexicons *l, struct bw_arena *a, struct bw_map *out)
{
	const struct bw_lexicon *t = bw_lexicon_get(l, "en/news-words");
	bw_map_init(out);
	for (size_t i = 0; i < t->n_rows; i++) {
		uint64_t class = bw_str_eq(t->rows[i].col[0], BW_STR("common")) ? 2 : 1, *stems;
		size_t n = bw_words_stemmed(a, t->rows[i].col[1], &stems);
		for (size_t k = 0; k < n; k++) {
			bool is_new;
			uint64_t *at = bw_map_put(out, stems[k], &is_new);
			*at = is_new ? class : *at;
		}
	}
}

int bw_propositions_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_propositions **out,
			 struct bw_err *err)
{
	struct bw_propositions *p = BW_NEW(a, struct bw_propositions);
	const char *classes[BW_N_CUE];
	for (size_t i = 0; i < BW_N_CUE; i++)
		classes[i] = cue_classes[i].name;
	*out = p;
	int code = fill(l, "en/general", classes, BW_N_CUE, true, &p->general, err);
	if (!code)
		code = fill(l, "en/nature", natures, N_NATURES, true, &p->nature, err);
	if (!code)
		code = fill(l, "en/refute", forces, 2, false, &p->refute, err);
	if (!code)
		code = fill(l, "en/unfit", fault_names, N_FAULTS, false, &p->unfit, err);
	fill_news(l, a, &p->news);
	return code;
}

void bw_propositions_close(struct bw_propositions *p)
{
	if (!p)
		return;
	bw_phrases_release(&p->general);
	bw_phrases_release(&p->nature);
	bw_phrases_release(&p->refute);
	bw_phrases_release(&p->unfit);
	bw_map_release(&p->news);
}

struct keys {
	uint64_t *words, *stems;
	const struct bw_token *tokens;
	size_t n;
};

/* The tokens of [start, end): found by halving, as statements are asked for one by one. */
static struct keys keys_of(struct bw_arena *a, const struct bw_layer *body, uint32_t start, uint32_t end)
{
	size_t low = 0, high = body->n_tokens;
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (body->tokens[mid].start < start)
			low = mid + 1;
		else
			high = mid;
	}
	size_t last = low;
	while (last < body->n_tokens && body->tokens[last].end <= end)
		last++;
	struct keys k = {.tokens = body->tokens + low, .n = last - low};
	k.words = BW_ARRAY(a, uint64_t, k.n);
	k.stems = BW_ARRAY(a, uint64_t, k.n);
	for (size_t i = 0; i < k.n; i++) {
		k.words[i] = k.tokens[i].word;
		k.stems[i] = k.tokens[i].stem;
	}
	return k;
}

static float cue_score(const struct bw_propositions *p, const struct keys *k, unsigned *cues)
{
	float hits[BW_N_CUE] = {0}, score = 0;
	for (size_t i = 0, n; i < k->n; i += n ? n : 1) {
		uint32_t value = 0;
		n = bw_phrases_match(&p->general, k->stems + i, k->n - i, &value);
		if (!n)
			continue;
		hits[value]++;
		*cues |= 1u << value;
	}
	for (size_t c = 0; c < BW_N_CUE; c++)
		score += cue_classes[c].weight * (hits[c] < cue_classes[c].most ? hits[c] : cue_classes[c].most);
	return score;
}

static float particular_cost(const struct keys *k, uint32_t *particulars)
{
	float names = 0, figures = 0;
	for (size_t i = 0; i < k->n; i++) {
		const struct bw_token *t = &k->tokens[i];
		bool name = t->kind == BW_TOKEN_WORD && (t->flags & BW_TOKEN_CAPITAL) && !(t->flags & BW_TOKEN_FIRST);
		names += name && !(t->flags & BW_TOKEN_STOP);
		figures += t->kind == BW_TOKEN_NUMBER;
	}
	*particulars = (uint32_t)(names + figures);
	return name_cost * (names < max_names ? names : max_names) +
	       figure_cost * (figures < max_figures ? figures : max_figures);
}

static void find_faults(const struct bw_propositions *p, const struct keys *k, struct bw_reading *out)
{
	uint32_t word = 0, value = 0;
	for (size_t i = 0; i < k->n; i++) {
		if (k->tokens[i].kind != BW_TOKEN_WORD)
			continue;
		if (bw_phrases_match(&p->unfit, k->words + i, k->n - i, &value)) {
			out->first_person |= value == FIRST || value == SECOND;
			out->dangling |= value == DANGLING && word < OPENING_WORDS;
			out->dangling |= value == PRONOUN && word < PRONOUN_WORDS;
			out->definite |= value == DEFINITE && word == 0;
			out->generic |= value == GENERIC && word == 0;
			out->past += value == PAST;
		}
		word++;
	}
	out->n_words = word;
}

static bool refutes(const struct bw_propositions *p, const struct keys *k)
{
	uint32_t weak = 0, value;
	for (size_t i = 0; i < k->n; i++) {
		if (!bw_phrases_match(&p->refute, k->words + i, k->n - i, &value))
			continue;
		if (value)
			return true;
		weak++;
	}
	return weak > 1;
}

void bw_propositions_read(const struct bw_propositions *p, struct bw_arena *a, const struct bw_notes *notes,
			  struct bw_str text, uint32_t start, uint32_t end, struct bw_reading *out)
{
	struct keys k = keys_of(a, &notes->body, start, end);
	*out = (struct bw_reading){0};
	out->general = cue_score(p, &k, &out->cues);
	out->general -= particular_cost(&k, &out->particulars);
	find_faults(p, &k, out);
	out->refutes = refutes(p, &k);
	out->question = memchr(text.ptr + start, '?', end - start) != NULL;
}

bool bw_propositions_headline_refutes(const struct bw_propositions *p, struct bw_arena *a, const struct bw_notes *notes)
{
	uint64_t *words = bw_words_keys(a, &notes->title, false);
	for (uint32_t i = 0, value; i < notes->title.n_tokens; i++)
		if (bw_phrases_match(&p->refute, words + i, notes->title.n_tokens - i, &value) && value)
			return true;
	return false;
}

unsigned bw_propositions_nature(const struct bw_propositions *p, struct bw_arena *a, const struct bw_notes *notes)
{
	const struct bw_layer *layers[] = {&notes->title, &notes->body};
	uint32_t hits[N_NATURES] = {0}, most = 0;
	for (size_t l = 0; l < 2; l++) {
		uint64_t *stems = bw_words_keys(a, layers[l], true);
		for (uint32_t i = 0, value; i < layers[l]->n_tokens; i++)
			if (bw_phrases_match(&p->nature, stems + i, layers[l]->n_tokens - i, &value))
				hits[value]++;
	}
	for (size_t i = 0; i < N_NATURES; i++)
		most = hits[i] > most ? hits[i] : most;
	unsigned bits = 0;
	for (size_t i = 0; i < N_NATURES; i++)
		if (hits[i] >= NATURE_HITS && hits[i] * 2 >= most)
			bits |= 1u << i;
	return bits;
}
