#include "annotate/claims_part.h"

/*
 * The status of a statement: the cues of its own words, then what its speaker adds (a company speaking of itself, a
 * party denying), then the standing that title and lead give to the article's matter. The context may raise only a bare
 * "the bill would", never a cue that says more.
 */
enum { LEAD_SENTENCES = 3 };
static const float strong = 4.0F, named = 3.0F, weakest = 2.0F, by_company = 3.5F, by_denial = 4.5F;

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
	return c->weight[BW_STATUS_ALLEGED] >= strong || c->weight[BW_STATUS_DENIED] >= strong;
}

static void read_lead(struct bw_claim_reader *r)
{
	const struct bw_layer *body = &r->notes->body;
	for (uint32_t s = 0; s < body->n_sentences && s < LEAD_SENTENCES; s++) {
		struct bw_cues cues = {0};
		uint32_t first = body->sentences[s].first, end = first + body->sentences[s].n_tokens;
		for (uint32_t i = first; i < end; i++)
			r->court |= bw_small_is(&r->claims->statuses, r->words[i], BW_SMALL_COURT);
		bw_statuses_read(&r->claims->statuses,
				 &(struct bw_words_row){body->tokens, r->words, first, end, r->court, false, false,
							r->article->text, r->year, r->kinds},
				 &cues);
		r->accused |= accuses(&cues);
		r->law = r->law ? r->law : law_of(&cues);
	}
}

void bw_claim_context(struct bw_claim_reader *r)
{
	const struct bw_layer *title = &r->notes->title;
	struct bw_words_row row = {title->tokens,
				   bw_words_keys(r->arena, title, false),
				   0,
				   title->n_tokens,
				   false,
				   false,
				   false,
				   r->article->title,
				   r->year,
				   NULL};
	struct bw_cues cues = {0};
	bw_statuses_read(&r->claims->statuses, &row, &cues);
	r->title_denies = cues.weight[BW_STATUS_DENIED] >= strong;
	r->accused = accuses(&cues);
	r->law = law_of(&cues);
	read_lead(r);
	r->charged = r->accused;
	r->issuer = bw_claim_issuer(r);
}

/* "Not one cent", "No version", "Nobody": what is said opens with the negation. */
static bool opens_with_no(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t i, uint32_t seen)
{
	return seen == (u->quotation && u->quotation->mode == BW_MODE_DIRECT) &&
	       bw_small_is(&r->claims->statuses, u->row.words[i], BW_SMALL_NEGATOR);
}

/* "We have never", "my client does not", "the club did not": the one who speaks, or the one he speaks for, is the
 * subject of a flat negation; "did not comment" denies nothing. */
static bool is_flat(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t i)
{
	enum { RIGHT = 4, LEFT = 4 };
	const struct bw_statuses *s = &r->claims->statuses;
	if (!bw_small_is(s, u->row.words[i], BW_SMALL_NEGATOR))
		return false;
	bool self = false, auxiliary = i > u->row.first && bw_small_is(s, u->row.words[i - 1], BW_SMALL_AUXILIARY);
	for (uint32_t k = i; k > u->row.first && i - k < LEFT; k--)
		self |= bw_small_is(s, u->row.words[k - 1], BW_SMALL_SELF) ||
			(r->kinds[k - 1] && r->kinds[k - 1] <= BW_ACTOR_PERSON + 1);
	bool other = false;
	for (uint32_t k = i + 1; k < u->row.end && k < i + RIGHT; k++)
		other |= bw_small_is(s, u->row.words[k], BW_SMALL_QUIET);
	bool never = u->row.words[i] == bw_str_hash(BW_STR("never"));
	bool no = u->row.words[i] == bw_str_hash(BW_STR("no"));
	return self && ((auxiliary && !no) || never) && !other;
}

/* "did not", "has never": of what was, not of what one does. */
static bool tells_past(const struct bw_unit *u, uint32_t i)
{
	static const char *const past[] = {"did", "has", "have", "had", "was", "were", "'ve"};
	bool never = u->row.words[i] == bw_str_hash(BW_STR("never"));
	if (never && i + 1 < u->row.end && bw_str_ends(bw_token_text(u->row.text, &u->row.tokens[i + 1]), BW_STR("ed")))
		return true;
	for (size_t k = 0; k < sizeof(past) / sizeof(*past); k++) {
		uint64_t word = bw_str_hash(bw_str_from(past[k]));
		if (u->row.words[i] == word || (i > u->row.first && u->row.words[i - 1] == word))
			return true;
	}
	return false;
}

/* Read near the head of what is said; strictly where nobody was heard to deny before. */
static bool denies(const struct bw_claim_reader *r, const struct bw_unit *u, bool strict)
{
	enum { HEAD = 9 };
	uint32_t seen = 0;
	for (uint32_t i = u->row.first; i < u->row.end && seen < HEAD; i++) {
		const struct bw_token *t = &u->row.tokens[i];
		if (u->quotation && (t->start < u->quotation->start || t->end > u->quotation->end))
			continue;
		if (strict ? is_flat(r, u, i) && tells_past(u, i) : opens_with_no(r, u, i, seen) || is_flat(r, u, i))
			return true;
		seen++;
	}
	return false;
}

/* Whether an actor stands in the title. */
static bool is_titled(const struct bw_claim_reader *r, int32_t actor)
{
	const struct bw_notes *n = r->notes;
	for (uint32_t i = 0; i < n->n_mentions && n->mentions[i].in_title; i++)
		if ((int32_t)n->mentions[i].actor == actor)
			return true;
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
	bool expected = u->cues.barred & (1U << BW_STATUS_FORECAST);
	if (u->has_question || expected || s->frame == BW_FRAME_PREDICTION || s->frame == BW_FRAME_PRESCRIPTION)
		return false;
	if (s->frame == BW_FRAME_NONE || u->has_will)
		return u->n_weighty && !u->has_will;
	if (u->n_figures || (s->frame == BW_FRAME_CAPABILITY && s->mode != BW_MODE_DIRECT))
		return true;
	bool spoken = u->quotation && s->mode == BW_MODE_DIRECT; /* much of what heads of firms say is mere talk */
	return !spoken &&
	       (s->frame == BW_FRAME_COMPARISON || s->frame == BW_FRAME_TREND || s->frame == BW_FRAME_CAUSAL);
}

/* First mention of the body that begins at or behind `offset`. */
static uint32_t mention_from(const struct bw_notes *n, uint32_t offset)
{
	uint32_t lo = 0, hi = n->n_mentions;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (n->mentions[mid].in_title || n->mentions[mid].start < offset)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* The speaker's own name, or its "the company", stands in what is said; a release speaks of nothing else. */
static bool names_itself(const struct bw_claim_reader *r, const struct bw_unit *u)
{
	const struct bw_notes *n = r->notes;
	const struct bw_quotation *q = u->quotation;
	if (!q)
		return true;
	for (uint32_t i = mention_from(n, q->start); i < n->n_mentions && n->mentions[i].end <= q->end; i++)
		if ((int32_t)n->mentions[i].actor == q->actor)
			return true;
	return false;
}

/* In direct speech, or when a person speaks, "it" may be anything. */
static bool speaks_of_itself(const struct bw_claim_reader *r, const struct bw_statement *s, const struct bw_unit *u)
{
	bool person = s->speaker >= 0 && r->notes->actors[s->speaker].kind == BW_ACTOR_PERSON;
	return person || s->mode == BW_MODE_DIRECT ? u->has_us : u->has_own;
}

static bool is_accused(const struct bw_claim_reader *r, int32_t actor)
{
	return actor >= 0 && (r->denied[actor] || r->accusees[actor]);
}

/* One who was named where something is alleged, or who speaks for him. */
bool bw_claim_charged(const struct bw_claim_reader *r, const struct bw_unit *u)
{
	if (!r->accused || !u->quotation || u->has_question)
		return false;
	return is_accused(r, u->quotation->actor) || is_accused(r, u->quotation->affiliation) ||
	       (u->row.own && r->charged);
}

/* The one accused answers: named in a title that denies, or already heard to deny in this article. */
static bool is_party(struct bw_claim_reader *r, const struct bw_unit *u)
{
	if (u->has_question || !r->accused)
		return false;
	if (!u->quotation)
		return u->row.own;
	int32_t actor = u->quotation->actor;
	enum bw_voice voice = bw_claim_voice(r, u->quotation);
	if (voice == BW_VOICE_EXPERT || voice == BW_VOICE_OFFICIAL)
		return false;
	bool spoken = u->quotation->mode == BW_MODE_DIRECT;
	bool heard = actor >= 0 && (is_titled(r, actor) || r->denied[actor]);
	return (heard && r->denied[actor]) ||
	       (r->title_denies && (heard || u->row.own || (u->sentence < LEAD_SENTENCES && !spoken)));
}

static bool is_in_claim(const struct bw_unit *u, uint32_t i)
{
	const struct bw_token *t = &u->row.tokens[i];
	return !u->quotation || (t->start >= u->quotation->start && t->end <= u->quotation->end);
}

/* "We thank", "the company hopes": close to the head of what is said. */
static bool is_feeling(const struct bw_claim_reader *r, const struct bw_unit *u)
{
	enum { HEAD = 6 };
	uint32_t seen = 0;
	for (uint32_t i = u->row.first; i < u->row.end && seen < HEAD; i++) {
		if (!is_in_claim(u, i))
			continue;
		if (bw_small_is(&r->claims->statuses, u->row.words[i], BW_SMALL_FEELING))
			return true;
		seen++;
	}
	return false;
}

/* "had not been served": what did not reach the speaker contradicts nothing. */
static bool is_untold(const struct bw_claim_reader *r, const struct bw_unit *u)
{
	enum { RIGHT = 4 };
	const struct bw_statuses *s = &r->claims->statuses;
	for (uint32_t i = u->row.first; i < u->row.end; i++) {
		if (!bw_small_is(s, u->row.words[i], BW_SMALL_NEGATOR) || !is_in_claim(u, i))
			continue;
		for (uint32_t k = i + 1; k < u->row.end && k < i + RIGHT; k++)
			if (bw_small_is(s, u->row.words[k], BW_SMALL_UNTOLD))
				return true;
	}
	return false;
}

/* "confirmed as secretary", "confirmed 52 to 47", "the newly confirmed minister", "confirmed the nomination". */
static bool is_appointment(const struct bw_claim_reader *r, const struct bw_unit *u)
{
	enum { OBJECT_REACH = 4 };
	uint64_t confirmed = bw_str_hash(BW_STR("confirmed")), newly = bw_str_hash(BW_STR("newly"));
	for (uint32_t i = u->row.first; i + 1 < u->row.end; i++) {
		if (u->row.words[i] != confirmed)
			continue;
		bool vote = u->row.tokens[i + 1].kind == BW_TOKEN_NUMBER && i + 3 < u->row.end &&
			    u->row.tokens[i + 3].kind == BW_TOKEN_NUMBER;
		if (vote || u->row.words[i + 1] == bw_str_hash(BW_STR("as")) ||
		    (i > u->row.first && u->row.words[i - 1] == newly))
			return true;
		for (uint32_t k = i + 1; k < u->row.end && k <= i + OBJECT_REACH; k++)
			if (bw_small_is(&r->claims->statuses, u->row.words[k], BW_SMALL_NOMINATED))
				return true;
	}
	return false;
}

/* What the words look like, but are not. */
static void take_away(const struct bw_claim_reader *r, struct bw_unit *u)
{
	const struct {
		enum bw_status status;
		bool taken;
	} rows[] = {{BW_STATUS_COMPANY_CLAIM, is_feeling(r, u)},
		    {BW_STATUS_CONFIRMED, is_appointment(r, u)},
		    {BW_STATUS_DENIED, u->cues.weight[BW_STATUS_DENIED] <= by_denial && is_untold(r, u)}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].taken) {
			u->cues.weight[rows[i].status] = 0;
			u->cues.barred |= 1U << rows[i].status;
		}
}

static void add_speaker(struct bw_claim_reader *r, struct bw_unit *u, const struct bw_statement *s)
{
	if (u->row.own && is_claim(u, s) && (speaks_of_itself(r, s, u) || names_itself(r, u)))
		raise_to(u, BW_STATUS_COMPANY_CLAIM, by_company);
	if ((is_party(r, u) && denies(r, u, false)) || (bw_claim_charged(r, u) && denies(r, u, true)))
		raise_to(u, BW_STATUS_DENIED, by_denial);
}

/* Who was heard to deny: those named in a statement that says so. */
static void hear_denial(struct bw_claim_reader *r, const struct bw_unit *u, const struct bw_statement *s)
{
	if (u->quotation && u->quotation->actor >= 0)
		r->denied[u->quotation->actor] = true;
	for (uint32_t i = 0; !u->quotation && i < s->n_actors && i < 1; i++)
		r->denied[s->actors[i]] = true;
}

/* Who stands where something is alleged; the one who says so is not charged. */
static void hear_charge(struct bw_claim_reader *r, const struct bw_statement *s)
{
	for (uint32_t i = 0; i < s->n_actors; i++)
		if ((int32_t)s->actors[i] != s->speaker && r->notes->actors[s->actors[i]].kind <= BW_ACTOR_PERSON)
			r->accusees[s->actors[i]] = true;
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

/* "The bill would": whose matter it is, title and lead have told. */
static bool is_the_matter(const struct bw_claim_reader *r, const struct bw_unit *u)
{
	uint32_t first = u->cues.first[BW_STATUS_PROPOSED];
	return first <= u->row.first + 1 &&
	       bw_str_eq_ascii_nocase(bw_token_text(r->article->text, &u->row.tokens[u->row.first]), BW_STR("the"));
}

/* A bare "the bill would" has the standing that was told of that bill; one that is law already leaves open which of two
 * is meant. */
static enum bw_status standing(const struct bw_claim_reader *r, const struct bw_unit *u, enum bw_status status)
{
	bool bare = status == BW_STATUS_PROPOSED && u->cues.weight[status] < strong;
	enum bw_status told = bare ? bw_claim_matter(r, u) : BW_STATUS_NONE;
	enum bw_status law = told ? told : r->law;
	bool past = law == BW_STATUS_ENACTED || law == BW_STATUS_IN_FORCE;
	if (bare && is_law(law) && !past && (told || is_the_matter(r, u)))
		return law;
	if (bare && (past || u->cues.weight[status] < named))
		return BW_STATUS_NONE;
	if (is_law(status) && u->cues.weight[BW_STATUS_NONE] > u->cues.weight[status])
		return BW_STATUS_NONE;
	return status;
}

/* A column's own sentences report nothing, and what speaks to the reader is advice. */
static bool reports(const struct bw_claim_reader *r, const struct bw_unit *u, const struct bw_statement *s)
{
	bool own = s->mode == BW_MODE_OWN || (s->mode == BW_MODE_REPORTED && s->speaker < 0);
	if (u->has_question || (own && u->has_you))
		return false;
	return !own || r->notes->kind != BW_KIND_OPINION;
}

/* A cue of that status that is negated or conditional bars it for the model too. */
static bool is_plausible(struct bw_claim_reader *r, const struct bw_unit *u, enum bw_status status)
{
	if (u->cues.barred & (1U << status) || (is_law(status) && u->cues.weight[BW_STATUS_NONE] > strong))
		return false;
	return bw_status_backed(r, u, status);
}

void bw_claim_status(struct bw_claim_reader *r, struct bw_unit *u, struct bw_statement *out)
{
	r->accused |= accuses(&u->cues);
	add_speaker(r, u, out);
	take_away(r, u);
	bool may_report = reports(r, u, out) && r->notes->kind != BW_KIND_FILLER;
	enum bw_status status = may_report ? bw_cues_best(&u->cues, weakest) : BW_STATUS_NONE;
	enum bw_status by_cues = standing(r, u, status);
	status = bw_claim_learned(r, u, out, by_cues);
	if (!may_report || (status != by_cues && !is_plausible(r, u, status)))
		status = BW_STATUS_NONE;
	if (is_law(status) && u->cues.weight[status] >= strong)
		bw_claim_keep_matter(r, u, status);
	if (status == BW_STATUS_DENIED)
		hear_denial(r, u, out);
	if (status == BW_STATUS_ALLEGED)
		hear_charge(r, out);
	out->status = status;
	out->act = act_of(status, out->frame);
}
