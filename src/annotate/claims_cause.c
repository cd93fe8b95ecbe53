#include "annotate/claims_part.h"

/*
 * Cause and effect, only where a sentence states both in plain order: "X led to Y", "Y because of X", "Because of X,
 * Y". A negation before the cue, a question or a side that is too short leaves both empty.
 */
/* REACH: a side is not looked for further, as it would be longer than SIDE_MAX; so an endless sentence costs no more */
enum { CUE_WORDS = 6, SIDE_MIN = 2, SIDE_MAX = 40, NEAR = 3, PRONOUN_MIN = 5, REACH = 3 * SIDE_MAX };

struct span {
	uint32_t first, end;
};

static char sign_at(const struct bw_unit *u, uint32_t i)
{
	return bw_status_sign(&u->row, i);
}

static bool is_small(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t i, uint32_t set)
{
	return bw_small_is(&r->claims->statuses, u->row.words[i], set);
}

/* Where the clause that ends before `end` begins: behind the last semicolon, colon, or a "that" of speech. */
static uint32_t clause_start(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t end)
{
	uint32_t least = end - u->row.first > REACH ? end - REACH : u->row.first;
	for (uint32_t i = end; i > least; i--) {
		char sign = sign_at(u, i - 1);
		bool that = is_small(r, u, i - 1, BW_SMALL_RELATIVE) && is_small(r, u, i - 1, BW_SMALL_WHAT) &&
			    i > u->row.first + 1 && is_small(r, u, i - 2, BW_SMALL_SAY);
		if (sign == ';' || sign == ':' || sign == '"' || that)
			return i;
	}
	return least;
}

/* Where what begins at `from` ends: at a sign, or at the comma before who says it. */
static uint32_t clause_end(const struct bw_unit *u, uint32_t from, bool over_commas)
{
	uint32_t i = from;
	while (i < u->row.end && i - from < REACH) {
		char sign = sign_at(u, i);
		struct bw_str text = bw_token_text(u->row.text, &u->row.tokens[i]);
		bool stop = i + 1 == u->row.end && u->row.tokens[i].kind == BW_TOKEN_PUNCT;
		if (stop || (sign && (sign != ',' || !over_commas)) || bw_str_eq(text, BW_STR("\xE2\x80\x9D")))
			break;
		i++;
	}
	return i;
}

/* Speech that is told behind a last comma is none of the effect ("..., the bank said"). */
static uint32_t without_speech(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t from, uint32_t end)
{
	enum { SPEECH_MAX = 12 };
	for (uint32_t i = end; i > from && end - i < SPEECH_MAX; i--) {
		if (sign_at(u, i - 1) != ',')
			continue;
		for (uint32_t k = i; k < end; k++)
			if (is_small(r, u, k, BW_SMALL_SAY))
				return i - 1;
		return end;
	}
	return end;
}

static struct span trimmed(const struct bw_claim_reader *r, const struct bw_unit *u, struct span s)
{
	while (s.first < s.end && u->row.tokens[s.first].kind == BW_TOKEN_PUNCT)
		s.first++;
	while (s.end > s.first && (u->row.tokens[s.end - 1].kind == BW_TOKEN_PUNCT ||
				   is_small(r, u, s.end - 1, BW_SMALL_BE | BW_SMALL_AUXILIARY)))
		s.end--;
	return s;
}

static bool is_fair(struct span s)
{
	return s.end >= s.first + SIDE_MIN && s.end - s.first <= SIDE_MAX;
}

static bool negated_before(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t i)
{
	for (uint32_t k = i; k > u->row.first && i - k < NEAR; k--)
		if (is_small(r, u, k - 1, BW_SMALL_NEGATOR) ||
		    (is_small(r, u, k - 1, BW_SMALL_MODAL) && !(u->row.tokens[k - 1].flags & BW_TOKEN_CAPITAL)))
			return true; /* the month of May is no "may" */
	return false;
}

static bool read_at(const struct bw_claim_reader *r, const struct bw_unit *u, uint32_t i, uint32_t len, uint32_t order,
		    struct span *cause, struct span *effect)
{
	uint32_t behind = i + len;
	if (order == BW_CAUSE_FIRST) {
		*cause = (struct span){clause_start(r, u, i), i};
		*effect = (struct span){behind, clause_end(u, behind, false)};
	} else if (i == u->row.first) {
		*cause = (struct span){behind, clause_end(u, behind, false)};
		if (cause->end >= u->row.end || sign_at(u, cause->end) != ',')
			return false;
		uint32_t end = clause_end(u, cause->end + 1, true);
		*effect = (struct span){cause->end + 1, without_speech(r, u, cause->end + 1, end)};
	} else {
		*effect = (struct span){clause_start(r, u, i), i};
		*cause = (struct span){behind, clause_end(u, behind, false)};
	}
	*cause = trimmed(r, u, *cause);
	*effect = trimmed(r, u, *effect);
	return is_fair(*cause) && is_fair(*effect);
}

/* A pronoun alone tells no cause; a clause that opens with "while" or "if" is no plain one. */
static bool is_plain(const struct bw_claim_reader *r, const struct bw_unit *u, struct span s)
{
	return !is_small(r, u, s.first, BW_SMALL_RELATIVE | BW_SMALL_IF) &&
	       !(s.end - s.first < PRONOUN_MIN && is_small(r, u, s.first, BW_SMALL_SELF));
}

void bw_claim_cause(const struct bw_claim_reader *r, const struct bw_unit *u, struct bw_statement *out)
{
	for (uint32_t i = u->row.first; i < u->row.end && !u->has_question; i++) {
		uint32_t order, room = u->row.end - i < CUE_WORDS ? u->row.end - i : CUE_WORDS;
		size_t len = bw_phrases_match(&r->claims->causes, u->row.words + i, room, &order);
		struct span cause, effect;
		if (len && order == BW_CAUSE_NONE)
			i += (uint32_t)len - 1;
		if (!len || order == BW_CAUSE_NONE || negated_before(r, u, i) ||
		    !read_at(r, u, i, (uint32_t)len, order, &cause, &effect) || !is_plain(r, u, cause) ||
		    !is_plain(r, u, effect))
			continue;
		out->cause_start = u->row.tokens[cause.first].start;
		out->cause_end = u->row.tokens[cause.end - 1].end;
		out->effect_start = u->row.tokens[effect.first].start;
		out->effect_end = u->row.tokens[effect.end - 1].end;
		return;
	}
}
