#include "annotate/claims_part.h"

/* Frames, direction, hedges, score and anchor of a statement (methods.md 6.1). */
enum { FRAME_WORDS = 6, ANCHOR_MAX = 16, CLAUSE_MIN = 3 };

/* How much a frame is worth as material for a standing signal; the strongest of a sentence is its frame. */
static const float frame_weight[BW_N_FRAME] = {
	[BW_FRAME_CAUSAL] = 2.0F,     [BW_FRAME_TREND] = 1.6F,      [BW_FRAME_COMPARISON] = 1.0F,
	[BW_FRAME_POLICY] = 1.8F,     [BW_FRAME_CAPABILITY] = 1.4F, [BW_FRAME_DEAL] = 1.2F,
	[BW_FRAME_STRUCTURAL] = 1.9F, [BW_FRAME_PREDICTION] = 0.8F, [BW_FRAME_PRESCRIPTION] = 0.9F,
};

/* What the kind of its article makes of a statement's score. */
static const float kind_weight[BW_N_KIND] = {
	[BW_KIND_NEWS] = 1.0F,      [BW_KIND_ANALYSIS] = 0.9F, [BW_KIND_OPINION] = 0.6F, [BW_KIND_PRESS_RELEASE] = 0.8F,
	[BW_KIND_LIVE_BLOG] = 0.9F, [BW_KIND_ROUND_UP] = 0.5F, [BW_KIND_LISTING] = 0.2F, [BW_KIND_FILLER] = 0.2F,
};

struct frames {
	float weight[BW_N_FRAME];
	int direction[BW_N_FRAME];
	uint32_t first[BW_N_FRAME], end[BW_N_FRAME];
	uint32_t kinds;
};

static bool negated_at(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t i)
{
	enum { LEFT = 3 };
	for (uint32_t k = i; k > u->row.first && i - k < LEFT; k--)
		if (bw_small_is(&r->claims->statuses, u->row.words[k - 1], BW_SMALL_NEGATOR))
			return true;
	return false;
}

/* In a statement that is mostly a quotation only the quoted words make the claim. */
static bool is_said(const struct bw_unit *u, uint32_t i)
{
	const struct bw_token *t = &u->row.tokens[i];
	return !u->quoted_most || (t->start >= u->quotation->start && t->end <= u->quotation->end);
}

static void read_frames(const struct bw_claim_reader *r, const struct bw_unit *u, struct frames *f)
{
	for (uint32_t i = u->row.first; i < u->row.end; i++) {
		uint32_t cue, room = u->row.end - i < FRAME_WORDS ? u->row.end - i : FRAME_WORDS;
		size_t len = bw_phrases_match(&r->claims->frames, r->stems + i, room, &cue);
		if (!len || !is_said(u, i))
			continue;
		const struct bw_frame_cue *c = &r->claims->frame_cues.ptr[cue];
		if (f->weight[c->frame] == 0) {
			f->first[c->frame] = i;
			f->end[c->frame] = i + (uint32_t)len;
			f->kinds++;
		}
		f->weight[c->frame] += f->weight[c->frame] == 0 ? frame_weight[c->frame] : 0.1F;
		f->direction[c->frame] += negated_at(r, u, i) ? -c->direction : c->direction;
		i += (uint32_t)len - 1;
	}
}

static bool is_hedged(const struct bw_claim_reader *r, const struct bw_unit *u)
{
	for (uint32_t i = u->row.first; i < u->row.end; i++) {
		uint32_t value;
		if (bw_phrases_match(&r->claims->hedges, u->row.words + i, u->row.end - i, &value))
			return true;
	}
	return false;
}

static uint32_t title_overlap(const struct bw_claim_reader *r, const struct bw_unit *u)
{
	uint32_t n = 0;
	for (uint32_t i = u->row.first; i < u->row.end; i++) {
		const struct bw_token *t = &u->row.tokens[i];
		n += t->kind == BW_TOKEN_WORD && !(t->flags & BW_TOKEN_STOP) && bw_map_get(&r->title_stems, t->stem);
	}
	return n;
}

static float score_of(const struct bw_claim_reader *r, const struct bw_unit *u, const struct frames *f,
		      const struct bw_statement *s)
{
	enum { LONG_WORDS = 60, SHORT_WORDS = 6 };
	uint32_t n = u->row.end - u->row.first;
	float score = f->weight[s->frame];
	score += f->kinds > 1 ? 0.5F : 0;
	score += s->n_actors ? 1 : 0;
	score += u->n_figures ? 1 : 0;
	score += s->speaker_end > s->speaker_start ? 1 : 0;
	score += title_overlap(r, u) >= 2 ? 1 : 0;
	score -= u->has_question ? 2 : 0;
	score -= n < SHORT_WORDS ? 1.5F : 0;
	score -= n > LONG_WORDS ? 0.5F : 0;
	return score;
}

float bw_claim_kind_weight(enum bw_kind kind)
{
	return kind_weight[kind];
}

void bw_claim_frame(struct bw_claim_reader *r, struct bw_unit *u, struct bw_statement *out)
{
	struct frames f = {0};
	read_frames(r, u, &f);
	out->frame = BW_FRAME_NONE;
	for (int i = 1; i < BW_N_FRAME; i++)
		if (f.weight[i] > f.weight[out->frame])
			out->frame = (enum bw_frame)i;
	u->frame_first = f.first[out->frame];
	u->frame_end = f.end[out->frame];
	int direction = f.direction[BW_FRAME_TREND] + f.direction[BW_FRAME_CAUSAL] + f.direction[BW_FRAME_POLICY] +
			f.direction[BW_FRAME_CAPABILITY] + f.direction[BW_FRAME_COMPARISON];
	out->direction = (int8_t)(direction > 0 ? 1 : direction < 0 ? -1 : 0);
	out->polarity =
		bw_statuses_negated(&r->claims->statuses, &u->row) ? -1 : 1; /* of the sentence; see the anchor */
	out->hedged = is_hedged(r, u);
	out->score = score_of(r, u, &f, out);
}

/* Where a clause may end: signs, and words that begin another. */
static bool is_joint(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t i)
{
	const struct bw_token *t = &u->row.tokens[i];
	if (t->kind != BW_TOKEN_PUNCT)
		return bw_small_is(&r->claims->statuses, u->row.words[i], BW_SMALL_STOP);
	struct bw_str sign = bw_token_text(r->article->text, t);
	bool joined =
		!(t->flags & BW_TOKEN_SPACE) && i + 1 < u->row.end && !(u->row.tokens[i + 1].flags & BW_TOKEN_SPACE);
	return !joined || bw_str_eq(sign, BW_STR("\xE2\x80\x94"));
}

/* What is denied is negated as a whole; where the language has no words for more, the negators around the cue count. */
static bool is_negated(const struct bw_claim_reader *r, const struct bw_unit *u, const struct bw_statement *s,
		       const struct bw_words_row *clause)
{
	if (s->status == BW_STATUS_DENIED)
		return true;
	return r->claims->has_polar ? bw_claim_negated(r, u) : bw_statuses_negated(&r->claims->statuses, clause);
}

/* The clause around the cue, at most ANCHOR_MAX tokens, never beyond the statement. */
void bw_claim_anchor(const struct bw_claim_reader *r, const struct bw_unit *u, struct bw_statement *out)
{
	uint32_t first = u->frame_first, end = u->frame_end;
	if (out->frame == BW_FRAME_NONE && out->status && u->cues.end[out->status] > u->cues.first[out->status]) {
		first = u->cues.first[out->status];
		end = u->cues.end[out->status];
	}
	if (end <= first) {
		first = u->row.first;
		end = first + 1;
	}
	while (end < u->row.end && end - first < ANCHOR_MAX && (!is_joint(r, u, end) || end - first < CLAUSE_MIN))
		end++;
	while (first > u->row.first && end - first < ANCHOR_MAX &&
	       (!is_joint(r, u, first - 1) || end - first < CLAUSE_MIN))
		first--;
	while (first + 1 < end && u->row.tokens[first].kind == BW_TOKEN_PUNCT)
		first++;
	while (end > first + 1 && u->row.tokens[end - 1].kind == BW_TOKEN_PUNCT)
		end--;
	struct bw_words_row clause = u->row;
	clause.first = first;
	clause.end = end;
	out->polarity = is_negated(r, u, out, &clause) ? -1 : 1;
	out->anchor_start = u->row.tokens[first].start;
	out->anchor_end = u->row.tokens[end - 1].end;
}
