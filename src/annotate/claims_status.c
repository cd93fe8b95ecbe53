#include "annotate/claims_part.h"

/*
 * The status of a statement: the cues of its own words, then what its speaker adds (a company speaking of itself, a
 * party denying), then the standing that title and lead give to the article's matter. The context may raise only a bare
 * "the bill would", never a cue that says more.
 */
enum { NEAR_TOKENS = 7, MENTIONS_MAX = 8, LEAD_SENTENCES = 3 };
static const float strong = 4.0F, named = 3.0F, weakest = 2.0F, by_company = 3.5F, by_denial = 4.5F;

enum bw_voice bw_claim_voice_of(const struct bw_claims *c, const uint64_t *words, uint32_t first, uint32_t end)
{
	uint32_t votes[BW_N_VOICE] = {0};
	for (uint32_t i = first; i < end; i++) {
		const uint64_t *voice = bw_map_get(&c->voices, words[i]);
		if (voice)
			votes[*voice]++;
	}
	enum bw_voice best = BW_VOICE_UNKNOWN;
	for (int v = 1; v < BW_N_VOICE; v++)
		if (votes[v] > votes[best])
			best = (enum bw_voice)v;
	return best;
}

/* First token that ends behind `offset`. */
static uint32_t token_at(const struct bw_layer *body, uint32_t offset)
{
	uint32_t lo = 0, hi = body->n_tokens;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (body->tokens[mid].end <= offset)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Words around a span, not beyond its paragraph's sentence signs. */
static enum bw_voice voice_near(const struct bw_claim_reader *r, uint32_t start, uint32_t end)
{
	const struct bw_layer *body = &r->notes->body;
	uint32_t first = token_at(body, start), last = token_at(body, end > 0 ? end - 1 : 0) + 1;
	uint32_t lo = first, hi = last;
	while (lo > 0 && first - lo < NEAR_TOKENS && body->tokens[lo - 1].kind != BW_TOKEN_PUNCT)
		lo--;
	for (uint32_t commas = 0; hi < body->n_tokens && hi - last < NEAR_TOKENS; hi++) {
		bool comma = r->article->text.ptr[body->tokens[hi].start] == ',';
		commas += comma;
		if ((body->tokens[hi].kind == BW_TOKEN_PUNCT && !comma) || commas > 1)
			break;
	}
	return bw_claim_voice_of(r->claims, r->words, lo, hi);
}

/* An actor's voice: the commonest told by his first mentions. */
static enum bw_voice actor_voice(struct bw_claim_reader *r, uint32_t actor)
{
	const struct bw_notes *n = r->notes;
	uint32_t votes[BW_N_VOICE] = {0}, seen = 0;
	if (r->voice[actor])
		return (enum bw_voice)(r->voice[actor] - 1);
	for (uint32_t i = 0; i < n->n_mentions && seen < MENTIONS_MAX; i++) {
		if (n->mentions[i].actor != actor || n->mentions[i].in_title)
			continue;
		votes[voice_near(r, n->mentions[i].start, n->mentions[i].end)]++;
		seen++;
	}
	enum bw_voice best = BW_VOICE_UNKNOWN;
	for (int v = 1; v < BW_N_VOICE; v++)
		if (votes[v] && (best == BW_VOICE_UNKNOWN || votes[v] > votes[best]))
			best = (enum bw_voice)v;
	r->voice[actor] = (uint8_t)best + 1;
	return best;
}

enum bw_voice bw_claim_voice(struct bw_claim_reader *r, const struct bw_quotation *q)
{
	if (!q || q->speaker_end <= q->speaker_start)
		return BW_VOICE_UNKNOWN;
	const struct bw_layer *body = &r->notes->body;
	uint32_t first = token_at(body, q->speaker_start), end = token_at(body, q->speaker_end - 1) + 1;
	enum bw_voice own = bw_claim_voice_of(r->claims, r->words, first, end);
	if (own != BW_VOICE_UNKNOWN)
		return own;
	if (q->actor >= 0)
		return actor_voice(r, (uint32_t)q->actor);
	return voice_near(r, q->speaker_start, q->speaker_end);
}

static bool is_law(enum bw_status s)
{
	return s >= BW_STATUS_PROPOSED && s <= BW_STATUS_WITHDRAWN;
}

/* Heaviest law status of cues, BW_STATUS_NONE below `strong`. */
static enum bw_status law_of(const struct bw_cues *c)
{
	struct bw_cues law = {0};
	for (int i = BW_STATUS_PROPOSED; i <= BW_STATUS_WITHDRAWN; i++)
		law.weight[i] = c->weight[i];
	return bw_cues_best(&law, strong);
}

static bool accuses(const struct bw_cues *c)
{
	return c->weight[BW_STATUS_ALLEGED] > strong || c->weight[BW_STATUS_DENIED] > strong;
}

static void read_lead(struct bw_claim_reader *r)
{
	const struct bw_layer *body = &r->notes->body;
	for (uint32_t s = 0; s < body->n_sentences && s < LEAD_SENTENCES; s++) {
		struct bw_cues cues = {0};
		uint32_t first = body->sentences[s].first, end = first + body->sentences[s].n_tokens;
		for (uint32_t i = first; i < end; i++)
			r->court |= bw_map_get(&r->claims->court, r->words[i]) != NULL;
		bw_statuses_read(&r->claims->statuses,
				 &(struct bw_words_row){body->tokens, r->words, first, end, r->court}, &cues);
		r->accused |= accuses(&cues);
		r->law = r->law ? r->law : law_of(&cues);
	}
}

/* Whose voice a release has: its author line tells, else the words of its beginning; a house that is nothing else is a
 * company. */
static enum bw_voice find_issuer(struct bw_claim_reader *r)
{
	enum { ISSUER_TOKENS = 60 };
	const struct bw_layer *body = &r->notes->body;
	uint64_t *author;
	size_t n = bw_words_folded(r->arena, r->article->author, &author);
	enum bw_voice voice = bw_claim_voice_of(r->claims, author, 0, (uint32_t)n);
	if (voice != BW_VOICE_UNKNOWN)
		return voice;
	uint32_t end = body->n_tokens < ISSUER_TOKENS ? body->n_tokens : ISSUER_TOKENS;
	voice = bw_claim_voice_of(r->claims, r->words, 0, end);
	return voice == BW_VOICE_UNKNOWN ? BW_VOICE_COMPANY : voice;
}

void bw_claim_context(struct bw_claim_reader *r)
{
	const struct bw_layer *title = &r->notes->title;
	struct bw_words_row row = {title->tokens, bw_words_keys(r->arena, title, false), 0, title->n_tokens, false};
	struct bw_cues cues = {0};
	bw_statuses_read(&r->claims->statuses, &row, &cues);
	r->title_denies = cues.weight[BW_STATUS_DENIED] >= strong;
	r->accused = accuses(&cues);
	r->law = law_of(&cues);
	read_lead(r);
	r->issuer = find_issuer(r);
}

/* A negator that makes a flat denial: behind an auxiliary ("did not", "have no"), "never", or first of its sentence
 * ("No version was"). */
static bool is_flat(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t i)
{
	struct bw_str word = bw_token_text(r->article->text, &u->row.tokens[i]);
	if (bw_str_eq_ascii_nocase(word, BW_STR("never")) || (u->row.tokens[i].flags & BW_TOKEN_FIRST))
		return true;
	return i > u->row.first && bw_map_get(&r->claims->auxiliary, u->row.words[i - 1]) != NULL;
}

/* "We have never", "the vessel was not": a flat negation of something that a speaker answers for; "did not comment"
 * denies nothing. */
static bool denies(const struct bw_claim_reader *r, const struct bw_unit *u)
{
	enum { RIGHT = 4 };
	for (uint32_t i = u->row.first; i < u->row.end; i++) {
		const struct bw_token *t = &u->row.tokens[i];
		if (u->quotation && (t->start < u->quotation->start || t->end > u->quotation->end))
			continue;
		if (!bw_map_get(&r->claims->statuses.negators, u->row.words[i]) || !is_flat(r, u, i))
			continue;
		bool other = false;
		for (uint32_t k = i + 1; k < u->row.end && k < i + RIGHT; k++)
			other |= bw_map_get(&r->claims->quiet, u->row.words[k]) != NULL;
		if (!other)
			return true;
	}
	return false;
}

static void raise_to(struct bw_unit *u, enum bw_status status, float weight)
{
	if (u->cues.weight[status] < weight) {
		u->cues.weight[status] = weight;
		u->cues.first[status] = u->cues.end[status] = 0;
	}
}

/* A company's own claim is about what is, with some substance; what it hopes or asks for is none. */
static bool is_claim(const struct bw_unit *u, const struct bw_statement *s)
{
	if (u->has_question || s->frame == BW_FRAME_NONE || s->frame == BW_FRAME_PREDICTION ||
	    s->frame == BW_FRAME_PRESCRIPTION)
		return false;
	return u->n_figures || s->frame == BW_FRAME_CAPABILITY || s->frame == BW_FRAME_COMPARISON ||
	       s->frame == BW_FRAME_TREND || s->frame == BW_FRAME_CAUSAL;
}

static void add_speaker(struct bw_claim_reader *r, struct bw_unit *u, const struct bw_statement *s)
{
	enum { LEAD = 3 };
	enum bw_voice voice = bw_claim_voice(r, u->quotation);
	bool own_release = r->notes->kind == BW_KIND_PRESS_RELEASE && r->issuer == BW_VOICE_COMPANY &&
			   (!u->quotation || voice == BW_VOICE_UNKNOWN);
	if ((voice == BW_VOICE_COMPANY || own_release) && is_claim(u, s))
		raise_to(u, BW_STATUS_COMPANY_CLAIM, by_company);
	bool party = u->quotation ? voice != BW_VOICE_OFFICIAL && voice != BW_VOICE_EXPERT &&
					    (u->has_self || voice == BW_VOICE_COMPANY || r->title_denies)
				  : r->title_denies && u->sentence < LEAD;
	if (party && r->accused && denies(r, u))
		raise_to(u, BW_STATUS_DENIED, by_denial);
}

static enum bw_act act_of(enum bw_status status, enum bw_frame frame)
{
	if (status == BW_STATUS_ALLEGED)
		return BW_ACT_ALLEGATION;
	if (status == BW_STATUS_DENIED)
		return BW_ACT_DENIAL;
	if (status == BW_STATUS_FORECAST)
		return BW_ACT_FORECAST;
	if (frame == BW_FRAME_PRESCRIPTION)
		return BW_ACT_DEMAND;
	return BW_ACT_ASSERTION;
}

void bw_claim_status(struct bw_claim_reader *r, struct bw_unit *u, struct bw_statement *out)
{
	r->accused |= accuses(&u->cues);
	add_speaker(r, u, out);
	enum bw_status status = bw_cues_best(&u->cues, weakest);
	bool bare = status == BW_STATUS_PROPOSED && u->cues.weight[status] < strong;
	if (bare && is_law(r->law))
		status = r->law;
	else if (bare && u->cues.weight[status] < named)
		status = BW_STATUS_NONE;
	out->status = status;
	out->act = act_of(status, out->frame);
}
