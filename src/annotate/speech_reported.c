#include "annotate/speech_part.h"

/*
 * Speech without quotation marks: NAME said (that) CONTENT; CONTENT, NAME said; CONTENT, said NAME; according to NAME,
 * CONTENT. One for a sentence: the first that fits, since what stands inside the content is the speaker's own report of
 * others.
 */
enum { CLAUSE_MIN = 4, TAIL_MAX = 8, COMMA_MAX = 16 };

struct clause {
	uint32_t first, end; /* tokens of the sentence */
};

static bool is_word(const struct bw_talk *t, uint32_t i, const char *word)
{
	return i < t->n && bw_str_eq_ascii_nocase(bw_token_text(t->text, &t->tokens[i]), bw_str_from(word));
}

static bool push(struct bw_talk *t, uint32_t sentence, uint32_t first, uint32_t end, const struct bw_speaker *s)
{
	while (end > first && t->tokens[end - 1].kind == BW_TOKEN_PUNCT &&
	       !(t->tokens[end - 1].flags & BW_TOKEN_QUOTED))
		end--;
	if (end < first + CLAUSE_MIN || !bw_talk_known(s))
		return false;
	struct bw_quotation *out = BW_PUSH(t->arena, &t->out);
	*out = (struct bw_quotation){.start = t->tokens[first].start,
				     .end = t->tokens[end - 1].end,
				     .speaker_start = s->start,
				     .speaker_end = s->end,
				     .actor = s->actor,
				     .mode = BW_MODE_REPORTED,
				     .affiliation = -1,
				     .sentence = sentence};
	bw_talk_remember(t, s);
	return true;
}

/* After the verb: days, "in a statement", "reporters" and the like; returns where the content begins, or end. */
static uint32_t skip_circumstance(const struct bw_talk *t, uint32_t i, uint32_t end)
{
	uint32_t limit = i + 10 < end ? i + 10 : end;
	for (uint32_t k = i; k < limit; k++)
		if (bw_talk_role(t, k) == BW_ROLE_THAT)
			return k + 1;
	while (i < end && bw_talk_role(t, i) == BW_ROLE_TIME)
		i++;
	return i;
}

/* A clause begins here, not an object: "said the bank would", "said it". */
static bool starts_clause(const struct bw_talk *t, uint32_t i, uint32_t v)
{
	if (bw_talk_role(t, i - 1) == BW_ROLE_THAT)
		return true;
	enum bw_role role = bw_talk_role(t, i);
	bool saying = is_word(t, v, "said") || is_word(t, v, "says") || is_word(t, v, "say");
	return role == BW_ROLE_PRONOUN || (saying && t->tokens[i].kind != BW_TOKEN_PUNCT);
}

static bool name_first(struct bw_talk *t, uint32_t sentence, struct clause c, uint32_t v)
{
	uint32_t content = skip_circumstance(t, v + 1, c.end);
	if (content >= c.end || content < 1 || !starts_clause(t, content, v))
		return false;
	struct bw_speaker s = bw_talk_subject(t, v, c.first);
	return push(t, sentence, content, c.end, &s);
}

/* The verb closes the sentence: a stop, or a time or place of a few words, stands behind it. */
static bool name_last(struct bw_talk *t, uint32_t sentence, struct clause c, uint32_t v)
{
	uint32_t comma = v;
	while (comma > c.first && v - comma <= COMMA_MAX && !bw_talk_sign(t, comma, ','))
		comma--;
	if (comma <= c.first + CLAUSE_MIN || v - comma > COMMA_MAX)
		return false;
	struct bw_speaker s = v == comma + 1 ? bw_talk_named(t, v + 1, c.end) : bw_talk_subject(t, v, comma);
	if (v > comma + 1 && c.end - v > TAIL_MAX)
		return false;
	return push(t, sentence, c.first, comma, &s);
}

static bool according(struct bw_talk *t, uint32_t sentence, struct clause c, uint32_t i)
{
	struct bw_speaker s = bw_talk_named(t, i + 2, c.end);
	if (i > c.first + CLAUSE_MIN)
		return push(t, sentence, c.first, i, &s);
	for (uint32_t k = i; k < c.end; k++)
		if (bw_talk_sign(t, k, ','))
			return push(t, sentence, k + 1, c.end, &s);
	return false;
}

/* "TUNIS, Sept 8 (Agency) - ": the first sentence begins behind its dateline. */
static uint32_t after_dateline(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	enum { DATELINE_TOKENS = 18 };
	for (uint32_t i = first + 1; i < end && i < first + DATELINE_TOKENS; i++) {
		struct bw_str sign = bw_token_text(t->text, &t->tokens[i]);
		bool dash = bw_str_eq(sign, BW_STR("-")) || bw_str_eq(sign, BW_STR("\xE2\x80\x93")) ||
			    bw_str_eq(sign, BW_STR("\xE2\x80\x94"));
		if (dash && (t->tokens[first].flags & BW_TOKEN_ALLCAPS))
			return i + 1;
	}
	return first;
}

/* "the previous estimate": a verb in this form has a plural or a pronoun before it. */
static bool is_noun(const struct bw_talk *t, uint32_t v)
{
	static const char *const nouns[] = {"estimate", "claim",  "report", "note",   "forecast", "state",   "comment",
					    "charge",   "answer", "reply",  "remark", "guess",    "warning", "read"};
	bool either = false;
	for (size_t i = 0; i < sizeof(nouns) / sizeof(*nouns); i++)
		either |= is_word(t, v, nouns[i]);
	struct bw_str before = bw_token_text(t->text, &t->tokens[v - 1]);
	return either && bw_talk_role(t, v - 1) != BW_ROLE_PRONOUN && bw_talk_role(t, v - 1) != BW_ROLE_SKIP &&
	       !bw_str_ends(before, BW_STR("s")) && !is_word(t, v - 1, "people");
}

/* "is accused", "reason to believe": not the act of the one who stands before it. */
static bool is_turned(const struct bw_talk *t, uint32_t v)
{
	static const char *const before[] = {"to", "is",  "are", "was", "were", "been", "be",  "being",
					     "of", "the", "a",   "an",  "its",  "his",  "this"};
	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++)
		if (is_word(t, v - 1, before[i]))
			return true;
	return is_noun(t, v);
}

static void read_sentence(struct bw_talk *t, uint32_t sentence)
{
	const struct bw_sentence *s = &t->notes->body.sentences[sentence];
	struct clause c = {s->first, s->first + s->n_tokens};
	if (sentence == 0)
		c.first = after_dateline(t, c.first, c.end);
	for (uint32_t i = c.first; i < c.end; i++) {
		if (t->tokens[i].flags & BW_TOKEN_QUOTED)
			continue;
		if (is_word(t, i, "according") && is_word(t, i + 1, "to") && according(t, sentence, c, i))
			return;
		if (bw_talk_role(t, i) != BW_ROLE_VERB || i == c.first || is_turned(t, i))
			continue;
		if (name_first(t, sentence, c, i) || name_last(t, sentence, c, i))
			return;
	}
}

/* Sentences that hold direct speech were read before; out is ordered by sentence up to here. */
void bw_talk_reported(struct bw_talk *t)
{
	size_t n_direct = t->out.len, d = 0;
	for (uint32_t s = 0; s < t->notes->body.n_sentences; s++) {
		bool direct = false;
		for (; d < n_direct && t->out.ptr[d].sentence <= s; d++)
			direct |= t->out.ptr[d].sentence == s;
		if (!direct)
			read_sentence(t, s);
	}
}
