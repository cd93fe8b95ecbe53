#include "annotate/speech_part.h"

/* Words in quotation marks: which of them are speech, and whose (methods.md 3). */
enum { CUE_AFTER = 14, CUE_BEFORE = 28, SHORT_WORDS = 6 /* fewer without a speaker or a stop are a term */ };

struct quote {
	struct bw_quoted span;
	uint32_t first, end;                   /* tokens, marks included */
	uint32_t sentence_first, sentence_end; /* tokens of the sentences it begins and ends in */
	uint32_t sentence;
};

static uint32_t count_words(const struct bw_talk *t, const struct quote *q)
{
	uint32_t n = 0;
	for (uint32_t i = q->first; i < q->end; i++)
		n += t->tokens[i].kind != BW_TOKEN_PUNCT;
	return n;
}

/* A stop or comma inside the closing mark: a sentence was cut off, not a term. */
static bool ends_like_speech(const struct bw_talk *t, const struct quote *q)
{
	return q->end >= q->first + 3 && (bw_talk_sign(t, q->end - 2, ',') || bw_talk_sign(t, q->end - 2, '.') ||
					  bw_talk_sign(t, q->end - 2, '!') || bw_talk_sign(t, q->end - 2, '?'));
}

static bool is_according(const struct bw_talk *t, uint32_t i)
{
	return i + 1 < t->n && bw_str_eq_ascii_nocase(bw_token_text(t->text, &t->tokens[i]), BW_STR("according")) &&
	       bw_str_eq_ascii_nocase(bw_token_text(t->text, &t->tokens[i + 1]), BW_STR("to"));
}

/* `", said NAME`, `", NAME said`, `", according to NAME`. */
static struct bw_speaker speaker_after(const struct bw_talk *t, const struct quote *q)
{
	struct bw_speaker none = {0, 0, -1};
	uint32_t i = q->end, end = q->sentence_end;
	while (i < end && t->tokens[i].kind == BW_TOKEN_PUNCT && !(t->tokens[i].flags & BW_TOKEN_QUOTED))
		i++;
	if (i >= end)
		return none;
	if (is_according(t, i))
		return bw_talk_named(t, i + 2, end);
	if (bw_talk_cue(t, i)) {
		struct bw_speaker named = bw_talk_named(t, i + 1, end);
		if (bw_talk_known(&named))
			return named;
	}
	for (uint32_t v = i; v < end && v < i + CUE_AFTER; v++) {
		if (t->tokens[v].flags & BW_TOKEN_QUOTED)
			return none;
		if (bw_talk_cue(t, v) && v > i)
			return bw_talk_subject(t, v, i);
	}
	return none;
}

/* `NAME said: "`, `NAME called it "`; `NAME: "` when no verb stands there. */
static struct bw_speaker speaker_before(const struct bw_talk *t, const struct quote *q)
{
	struct bw_speaker none = {0, 0, -1};
	uint32_t lo = q->sentence_first;
	for (uint32_t v = q->first; v > lo && q->first - v < CUE_BEFORE; v--) {
		if (t->tokens[v - 1].flags & BW_TOKEN_QUOTED)
			break;
		if (is_according(t, v - 1))
			return bw_talk_named(t, v + 1, q->first);
		if (!bw_talk_cue(t, v - 1))
			continue;
		struct bw_speaker s = bw_talk_subject(t, v - 1, lo);
		if (bw_talk_known(&s))
			return s;
	}
	if (q->first > lo && bw_talk_sign(t, q->first - 1, ':'))
		return bw_talk_subject(t, q->first - 1, lo);
	return none;
}

static void locate(const struct bw_talk *t, struct quote *q, uint32_t *token, uint32_t *sentence)
{
	const struct bw_layer *body = &t->notes->body;
	while (*token < t->n && t->tokens[*token].end <= q->span.start)
		(*token)++;
	q->first = *token;
	for (q->end = q->first; q->end < t->n && t->tokens[q->end].start < q->span.end;)
		q->end++;
	while (*sentence + 1 < body->n_sentences && body->sentences[*sentence].end <= q->span.start)
		(*sentence)++;
	uint32_t last = *sentence;
	while (last + 1 < body->n_sentences && body->sentences[last].end < q->span.end)
		last++;
	q->sentence = *sentence;
	q->sentence_first = body->sentences[*sentence].first;
	q->sentence_end = body->sentences[last].first + body->sentences[last].n_tokens;
}

static void push(struct bw_talk *t, const struct quote *q, const struct bw_speaker *s)
{
	struct bw_quotation *out = BW_PUSH(t->arena, &t->out);
	*out = (struct bw_quotation){.start = q->span.start,
				     .end = q->span.end,
				     .speaker_start = s->start,
				     .speaker_end = s->end,
				     .actor = s->actor,
				     .mode = BW_MODE_DIRECT,
				     .affiliation = -1,
				     .sentence = q->sentence};
}

void bw_talk_direct(struct bw_talk *t)
{
	struct bw_quoted *quoted;
	size_t n = bw_words_quoted(t->arena, t->text, &quoted);
	const struct bw_sentence *sentences = t->notes->body.sentences;
	struct bw_speaker previous = {0, 0, -1};
	uint32_t token = 0, sentence = 0, paragraph = UINT32_MAX;
	bool continued = false;
	for (size_t i = 0; i < n && t->notes->body.n_sentences; i++) {
		struct quote q = {.span = quoted[i]};
		locate(t, &q, &token, &sentence);
		struct bw_speaker s = speaker_after(t, &q);
		if (!bw_talk_known(&s))
			s = speaker_before(t, &q);
		bool attributed = bw_talk_known(&s);
		if (!attributed && (continued || sentences[q.sentence].paragraph == paragraph))
			s = previous;
		continued = q.span.continues;
		uint32_t words = count_words(t, &q);
		if (words < 2 || (words < SHORT_WORDS && !ends_like_speech(t, &q) && !attributed))
			continue;
		push(t, &q, &s);
		bw_talk_remember(t, &s);
		previous = s;
		paragraph = sentences[q.sentence].paragraph;
	}
}
