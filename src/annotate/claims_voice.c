#include "annotate/claims_part.h"

/*
 * Whose voice a quotation has. A company's own claim needs strict proof: words that make the speaker a company or one
 * of its heads, and none that make him something else; opponents, officials and unnamed people are never a company.
 */
enum { NEAR_TOKENS = 7, MENTIONS_MAX = 8 };

void bw_claim_voices_begin(struct bw_claim_reader *r)
{
	const struct bw_notes *n = r->notes;
	r->voice = BW_ARRAY(r->arena, uint8_t, n->n_actors);
	r->first_mention = BW_ARRAY(r->arena, uint32_t, n->n_actors);
	r->next_mention = BW_ARRAY(r->arena, uint32_t, n->n_mentions);
	for (uint32_t i = n->n_mentions; i > 0; i--) {
		if (n->mentions[i - 1].in_title)
			continue;
		r->next_mention[i - 1] = r->first_mention[n->mentions[i - 1].actor];
		r->first_mention[n->mentions[i - 1].actor] = i;
	}
	for (uint32_t i = 0; i + 1 < n->body.n_tokens && !r->the_company; i++)
		r->the_company =
			bw_map_get(&r->claims->articles, r->words[i]) && bw_map_get(&r->claims->firms, r->words[i + 1]);
}

static enum bw_voice voice_of(const struct bw_claim_pack *c, const uint64_t *words, uint32_t first, uint32_t end)
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
	return voice_of(r->claims, r->words, lo, hi);
}

/* An actor's voice: the commonest told by his first mentions. */
static enum bw_voice actor_voice(struct bw_claim_reader *r, uint32_t actor)
{
	const struct bw_notes *n = r->notes;
	uint32_t votes[BW_N_VOICE] = {0}, seen = 0;
	if (r->voice[actor])
		return (enum bw_voice)(r->voice[actor] - 1);
	for (uint32_t i = r->first_mention[actor]; i && seen < MENTIONS_MAX; i = r->next_mention[i - 1], seen++)
		votes[voice_near(r, n->mentions[i - 1].start, n->mentions[i - 1].end)]++;
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
	enum bw_voice own = voice_of(r->claims, r->words, first, end);
	if (own != BW_VOICE_UNKNOWN)
		return own;
	if (q->actor >= 0)
		return actor_voice(r, (uint32_t)q->actor);
	return voice_near(r, q->speaker_start, q->speaker_end);
}

/* What words say for and against a speaker being a company or one of its heads. */
struct case_for {
	uint32_t firm, other;
	bool person; /* then only an office makes the case */
	bool named;  /* the name itself makes it */
};

/* "chief executive", not "executive editor". */
static bool is_head(const struct bw_claim_reader *r, uint32_t i)
{
	return bw_map_get(&r->claims->heads, r->words[i]) || (i > 0 && bw_map_get(&r->claims->head_last, r->words[i]) &&
							      bw_map_get(&r->claims->head_first, r->words[i - 1]));
}

static void weigh(const struct bw_claim_reader *r, uint32_t first, uint32_t end, struct case_for *c)
{
	for (uint32_t i = first; i < end; i++) {
		c->firm += is_head(r, i) || (!c->person && bw_map_get(&r->claims->firms, r->words[i]));
		c->other += bw_map_get(&r->claims->others, r->words[i]) != NULL;
	}
}

static bool is_comma(const struct bw_claim_reader *r, uint32_t i)
{
	char sign = r->article->text.ptr[r->notes->body.tokens[i].start];
	return sign == ',' || sign == '(';
}

/* A sign, but not the stop of an initial. */
static bool ends_phrase(const struct bw_claim_reader *r, uint32_t i)
{
	const struct bw_token *t = &r->notes->body.tokens[i];
	bool initial = i > 0 && t[-1].end - t[-1].start == 1 && (t[-1].flags & BW_TOKEN_CAPITAL);
	return t->kind == BW_TOKEN_PUNCT && !(initial && r->article->text.ptr[t->start] == '.');
}

/* The apposition right of a name ("Harlow, a maker of", "Lee, chief executive of"), or the words that lead to it
 * ("the chip maker Harlow", "chief executive Lee"). */
static void weigh_mention(const struct bw_claim_reader *r, const struct bw_mention *m, struct case_for *c)
{
	enum { LEFT = 4, RIGHT = 10, NEXT = 3 };
	const struct bw_layer *body = &r->notes->body;
	uint32_t first = token_at(body, m->start), last = token_at(body, m->end - 1) + 1, lo = first, hi = last;
	while (lo > 0 && first - lo < LEFT && body->tokens[lo - 1].kind != BW_TOKEN_PUNCT)
		lo--;
	bool apposed = hi < body->n_tokens && is_comma(r, hi);
	uint32_t reach = apposed ? RIGHT : NEXT;
	for (hi += apposed; hi < body->n_tokens && hi - last <= reach && !ends_phrase(r, hi);)
		hi++;
	weigh(r, lo, first, c);
	weigh(r, last, hi, c);
	struct case_for name = {.person = c->person};
	weigh(r, first, last, &name);
	c->named |= name.firm > 0;
}

/* "when the company announced": the sentence is about something else. */
static bool is_aside(const struct bw_claim_reader *r, const struct bw_quotation *q)
{
	enum { LEFT = 2 };
	uint32_t first = token_at(&r->notes->body, q->speaker_start);
	for (uint32_t i = first; q->mode == BW_MODE_REPORTED && i > 0 && first - i < LEFT; i--)
		if (bw_small_is(&r->claims->statuses, r->words[i - 1], BW_SMALL_JOINT))
			return true;
	return false;
}

/* "the drugmaker", "the company's" in the text, and this is the strongest body of the article, of which nothing else is
 * said. */
static bool is_the_company(const struct bw_claim_reader *r, int32_t actor)
{
	for (int32_t i = 0; r->the_company && i < actor; i++)
		if (r->notes->actors[i].kind == BW_ACTOR_ORG)
			return false;
	return r->the_company;
}

bool bw_claim_by_company(const struct bw_claim_reader *r, const struct bw_quotation *q)
{
	if (!q || q->speaker_end <= q->speaker_start || is_aside(r, q))
		return false;
	const struct bw_layer *body = &r->notes->body;
	struct case_for c = {0};
	weigh(r, token_at(body, q->speaker_start), token_at(body, q->speaker_end - 1) + 1, &c);
	c.named = c.firm > 0; /* a name says it once, however often it stands */
	if (c.other || (c.firm && q->actor < 0))
		return !c.other;
	c.firm = 0;
	if (q->actor >= 0 && r->notes->actors[q->actor].kind != BW_ACTOR_PERSON &&
	    r->notes->actors[q->actor].kind != BW_ACTOR_ORG)
		return false;
	c.person = q->actor >= 0 && r->notes->actors[q->actor].kind == BW_ACTOR_PERSON;
	struct bw_mention here = {q->speaker_start, q->speaker_end, 0, false};
	if (q->actor < 0)
		return weigh_mention(r, &here, &c), c.firm + c.named > c.other;
	const struct bw_notes *n = r->notes;
	uint32_t seen = 0;
	for (uint32_t i = r->first_mention[q->actor]; i && seen < MENTIONS_MAX; i = r->next_mention[i - 1], seen++)
		weigh_mention(r, &n->mentions[i - 1], &c);
	bool silent = !c.firm && !c.named && !c.other && !c.person;
	return c.firm + c.named > c.other || (silent && is_the_company(r, q->actor));
}

/* Whose voice a release has: its author line tells, else the words of its beginning. */
enum bw_voice bw_claim_issuer(struct bw_claim_reader *r)
{
	enum { ISSUER_TOKENS = 60 };
	const struct bw_layer *body = &r->notes->body;
	uint64_t *author;
	size_t n = bw_words_folded(r->arena, r->article->author, &author);
	enum bw_voice voice = voice_of(r->claims, author, 0, (uint32_t)n);
	if (voice != BW_VOICE_UNKNOWN)
		return voice;
	uint32_t end = body->n_tokens < ISSUER_TOKENS ? body->n_tokens : ISSUER_TOKENS;
	voice = voice_of(r->claims, r->words, 0, end);
	return voice != BW_VOICE_UNKNOWN ? voice : voice_of(r->claims, r->words, 0, body->n_tokens);
}
