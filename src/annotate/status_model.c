#include "annotate/status_model.h"

/* Each feature is a hash of its kind and its parts. Names become their kinds, so that no weight can know an actor. */

enum { SYMBOLS = 160, HEAD = 4 };

/* Kinds of features; the first byte of what is hashed. */
enum feature {
	F_ONE = 1,
	F_QUOTED,
	F_TWO,
	F_HEAD,
	F_VOICE,
	F_CUE,
	F_CUE_BEST,
	F_SIGN,
	F_VOICED,
	F_MATTER,
	F_CLASS,
	F_CLASS_NEAR,
	F_CLASS_VOICE
};

/* Words as the model sees them. */
enum symbol { S_NUMBER = 1, S_PERCENT, S_MONEY, S_ACTOR = 16 };

struct symbols {
	uint64_t at[SYMBOLS];
	bool content[SYMBOLS], quoted[SYMBOLS];
	uint32_t n;
};

static uint64_t mix(uint64_t h, uint64_t v)
{
	h ^= v + UINT64_C(0x9E3779B97F4A7C15) + (h << 6) + (h >> 2);
	return h * UINT64_C(0xBF58476D1CE4E5B9);
}

static void put(struct bw_status_features *out, enum feature kind, uint64_t a, uint64_t b, uint64_t c)
{
	if (out->n < BW_STATUS_FEATURES)
		out->hash[out->n++] = mix(mix(mix((uint64_t)kind, a), b), c);
}

static uint64_t symbol_of(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t i)
{
	const struct bw_token *t = &u->row.tokens[i];
	struct bw_str text = bw_token_text(r->article->text, t);
	if (r->kinds[i])
		return S_ACTOR + r->kinds[i];
	if (t->kind == BW_TOKEN_NUMBER)
		return bw_str_find_char(text, '%', 0) != BW_NPOS   ? S_PERCENT
		       : bw_str_find_char(text, '$', 0) != BW_NPOS ? S_MONEY
								   : S_NUMBER;
	if (t->kind == BW_TOKEN_WORD)
		return r->stems[i];
	bool kept = t->end - t->start == 1 && strchr("?!:;", text.ptr[0]);
	return kept ? (uint64_t)(unsigned char)text.ptr[0] << 8 : 0;
}

static void read_symbols(const struct bw_claim_reader *r, const struct bw_unit *u, struct symbols *out)
{
	for (uint32_t i = u->row.first; i < u->row.end && out->n < SYMBOLS; i++) {
		uint64_t s = symbol_of(r, u, i);
		bool repeated = out->n && s == out->at[out->n - 1] && s < 64; /* a name of several words */
		if (!s || repeated)
			continue;
		const struct bw_token *t = &u->row.tokens[i];
		out->content[out->n] = t->kind == BW_TOKEN_WORD && !(t->flags & BW_TOKEN_STOP) && s > 64;
		out->quoted[out->n] = t->flags & BW_TOKEN_QUOTED;
		out->at[out->n++] = s;
	}
}

static void put_words(const struct symbols *s, uint64_t voice, struct bw_status_features *out)
{
	for (uint32_t i = 0; i < s->n; i++) {
		put(out, F_ONE, s->at[i], 0, 0);
		put(out, F_TWO, s->at[i], i + 1 < s->n ? s->at[i + 1] : 0, 0);
		if (s->quoted[i])
			put(out, F_QUOTED, s->at[i], 0, 0);
		if (i < HEAD)
			put(out, F_HEAD, s->at[i], 0, 0);
		if (s->content[i])
			put(out, F_VOICED, s->at[i], voice, 0);
	}
}

static void put_cues(const struct bw_claim_reader *r, const struct bw_unit *u, struct bw_status_features *out)
{
	enum { QUARTER = 4 };
	for (int k = 0; k < BW_N_STATUS; k++)
		if (u->cues.weight[k] > 0) {
			put(out, F_CUE, (uint64_t)k, 0, 0);
			put(out, F_CUE, (uint64_t)k, 1 + (uint64_t)(u->cues.weight[k] * QUARTER), 0);
		}
	put(out, F_CUE_BEST, bw_cues_best(&u->cues, 1), 0, 0);
	put(out, F_MATTER, r->law, r->accused, r->title_denies);
}

static void put_voice(struct bw_claim_reader *r, const struct bw_unit *u, const struct bw_statement *s, uint64_t voice,
		      struct bw_status_features *out)
{
	uint64_t kind = r->notes->kind, mode = s->mode, named = s->speaker >= 0 ? 2 : s->speaker_end > s->speaker_start;
	put(out, F_VOICE, 1, voice, mode);
	put(out, F_VOICE, 2, kind, mode);
	put(out, F_VOICE, 3, kind, voice);
	put(out, F_VOICE, 4, named, voice);
	put(out, F_VOICE, 5, u->row.own, mode);
	put(out, F_SIGN, 1, u->has_question, u->has_us);
	put(out, F_SIGN, 2, u->has_own, u->row.own);
	put(out, F_SIGN, 3, u->n_figures > 2 ? 3 : u->n_figures, voice);
	put(out, F_SIGN, 4, s->frame, (uint64_t)(s->direction + 1));
	put(out, F_SIGN, 5, s->frame, voice);
	put(out, F_SIGN, 6, s->polarity > 0, voice);
	put(out, F_SIGN, 7, s->hedged, 0);
	put(out, F_SIGN, 8, u->sentence < 3 ? u->sentence : 3, kind);
}

/* ---- classes of nouns and verbs, as the frames of clauses know them ---- */

enum { CLASSED = 48, CLASS_NEAR = 6, VERB_CLASS = 64, NEGATED = 128, MODAL = 129 };

struct classed {
	uint64_t nouns; /* set of classes */
	uint32_t verb;  /* VERB_CLASS + class, or what changes a verb; 0 none */
	uint32_t says;  /* of a verb of speech: hash of its class; 0 none */
};

static uint32_t verb_class(const struct bw_statuses *s, uint64_t word)
{
	const uint64_t *head = bw_map_get(&s->forms, word);
	return head ? VERB_CLASS + s->verbs.ptr[s->form_of.ptr[*head - 1].verb].class : 0;
}

static uint32_t read_classes(const struct bw_claim_reader *r, const struct bw_unit *u, struct classed out[CLASSED])
{
	const struct bw_statuses *s = &r->claims->statuses;
	uint32_t n = 0;
	for (uint32_t i = u->row.first; i < u->row.end && n < CLASSED; i++) {
		uint64_t word = u->row.words[i];
		const uint64_t *nouns = bw_map_get(&s->nouns, word);
		struct classed c = {nouns ? *nouns : 0, verb_class(s, word), 0};
		if (bw_small_is(s, word, BW_SMALL_NEGATOR))
			c.verb = NEGATED;
		else if (bw_small_is(s, word, BW_SMALL_MODAL | BW_SMALL_WILL))
			c.verb = MODAL;
		const uint64_t *says = bw_map_get(&r->claims->says, word);
		if (says && !(u->row.tokens[i].flags & BW_TOKEN_QUOTED))
			c.says = (uint32_t)*says;
		if (c.nouns || c.verb || c.says)
			out[n++] = c;
	}
	return n;
}

/* The classes of one word as numbers; a word may be noun and verb. */
static uint32_t spread(const struct classed *c, uint32_t out[8])
{
	uint32_t n = 0;
	if (c->verb)
		out[n++] = c->verb;
	if (c->says)
		out[n++] = c->says;
	for (uint64_t rest = c->nouns; rest && n < 8; rest &= rest - 1)
		out[n++] = (uint32_t)__builtin_ctzll(rest);
	return n;
}

static void put_pairs(const struct classed *a, const struct classed *b, uint32_t apart, struct bw_status_features *out)
{
	uint32_t x[8], y[8], nx = spread(a, x), ny = spread(b, y);
	for (uint32_t i = 0; i < nx; i++)
		for (uint32_t k = 0; k < ny; k++)
			if (x[i] >= VERB_CLASS || y[k] >= VERB_CLASS)
				put(out, F_CLASS_NEAR, x[i], y[k], apart == 1);
}

static void put_classes(const struct bw_claim_reader *r, const struct bw_unit *u, uint64_t voice,
			struct bw_status_features *out)
{
	struct classed c[CLASSED];
	uint32_t n = read_classes(r, u, c), x[8];
	for (uint32_t i = 0; i < n; i++) {
		uint32_t nx = spread(&c[i], x);
		for (uint32_t k = 0; k < nx; k++) {
			put(out, F_CLASS, x[k], 0, 0);
			put(out, F_CLASS_VOICE, x[k], voice, 0);
		}
		for (uint32_t k = i + 1; k < n && k <= i + CLASS_NEAR; k++)
			put_pairs(&c[i], &c[k], k - i, out);
	}
}

void bw_status_features(struct bw_claim_reader *r, const struct bw_unit *u, const struct bw_statement *s,
			struct bw_status_features *out)
{
	struct symbols symbols = {.n = 0};
	uint64_t voice = u->quotation ? 1 + (uint64_t)bw_claim_voice(r, u->quotation) : 0;
	out->n = 0;
	read_symbols(r, u, &symbols);
	put_voice(r, u, s, voice, out);
	put_cues(r, u, out);
	put_classes(r, u, voice, out);
	put_words(&symbols, voice, out);
}

enum bw_status bw_claim_learned(struct bw_claim_reader *r, const struct bw_unit *u, const struct bw_statement *s,
				enum bw_status by_cues)
{
	const struct bw_claim_pack *c = r->claims;
	struct bw_status_features f;
	int32_t score[BW_LINEAR_CLASSES], best = INT32_MIN;
	if (!c->model.weights && !c->watch)
		return by_cues;
	bw_status_features(r, u, s, &f);
	if (c->watch)
		c->watch(c->watch_ctx, &f, s, by_cues);
	if (!c->model.weights)
		return by_cues;
	bw_linear_score(&c->model, f.hash, f.n, score);
	for (int k = 0; k < BW_N_STATUS; k++)
		best = score[k] > best ? score[k] : best;
	if (by_cues != BW_STATUS_NONE && best - score[by_cues] <= BW_STATUS_DOUBT)
		return by_cues;
	return (enum bw_status)bw_linear_decide(&c->model, score);
}
