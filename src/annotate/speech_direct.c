#include "annotate/speech_part.h"

/* Words in quotation marks: which of them are speech, and whose (methods.md 3). */
enum { CUE_AFTER = 22, CUE_BEFORE = 30, NEAR = 9, SHORT_WORDS = 6 /* fewer without a speaker or a stop are a term */ };

struct quote {
	struct bw_quoted span;
	uint32_t first, end;                   /* tokens, marks included */
	uint32_t sentence_first, sentence_end; /* tokens of the sentences it begins and ends in */
	uint32_t sentence;
};

struct bw_quote_reader {
	struct bw_quoted *quoted;
	size_t n, next;
	uint32_t token;
	struct bw_speaker previous; /* of the quotation or reported speech before */
	uint32_t paragraph;         /* that it stands in */
	bool continued;
	size_t open; /* the first part of the quotation that runs over paragraphs */
};

struct bw_quote_reader *bw_talk_quotes(struct bw_talk *t)
{
	struct bw_quote_reader *r = BW_NEW(t->arena, struct bw_quote_reader);
	r->n = bw_words_quoted(t->arena, t->text, &r->quoted);
	r->previous = BW_NO_SPEAKER;
	r->paragraph = UINT32_MAX;
	return r;
}

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

static bool tells(const struct bw_talk *t, uint32_t v, uint32_t lo)
{
	uint32_t cue = bw_talk_cue(t, v, lo);
	return (cue & BW_C_VERB) && !(cue & BW_C_HEARSAY);
}

/* `", said NAME`, `", NAME said`, `", according to NAME`. */
static struct bw_speaker speaker_after(struct bw_talk *t, const struct quote *q)
{
	uint32_t i = q->end, end = q->sentence_end;
	while (i < end && t->tokens[i].kind == BW_TOKEN_PUNCT && !bw_talk_is_quoted(t, i))
		i++;
	if (i >= end || ((t->pack->manner & BW_M_INVERT) && i == q->end && bw_talk_is(t, i, BW_R_COORDINATE)))
		return BW_NO_SPEAKER; /* `"..." e ha annunciato lo sciopero` */
	while ((t->pack->manner & BW_M_INVERT) && i + 1 < end && bw_talk_is(t, i, BW_R_SKIP) && !t->marks[i].cue)
		i++; /* "a déclaré" */
	uint32_t cue = t->marks[i].cue;
	if (bw_talk_is(t, i, BW_R_HE | BW_R_SHE) && (cue & BW_C_VERB)) /* "dit-elle" */
		return bw_talk_phrase(t, i, i + 1);
	if (cue & (BW_C_VERB | BW_C_BEFORE)) {
		uint32_t from = i + t->marks[i].words;
		if ((t->pack->manner & BW_M_INVERT) && (cue & BW_C_VERB))
			from = bw_talk_after_aside(t, from, end);
		struct bw_speaker named = bw_talk_named(t, from, end);
		bool plain = named.found && !bw_talk_is_capital(t, named.first) &&
			     !bw_talk_mention_at(t, named.first) &&
			     !bw_talk_is(t, named.first, BW_R_DETERMINER | BW_R_PRONOUN | BW_R_SPEAKER);
		if (named.found && !((t->pack->manner & BW_M_DROP) && plain)) /* "dice allargando le braccia" */
			return named;
		if ((t->pack->manner & BW_M_DROP) && bw_talk_known(&t->last_person)) {
			named = t->last_person; /* ", afirmó." */
			return named;
		}
	}
	for (uint32_t v = i; v < end && v < i + CUE_AFTER; v++) {
		if (bw_talk_is_quoted(t, v) || bw_talk_sign(t, v, ';'))
			break;
		if (v > i && tells(t, v, i)) {
			struct bw_speaker s = bw_talk_subject(t, v, i);
			bool joined = bw_talk_is(t, i, BW_R_COORDINATE | BW_R_SUBORDINATE | BW_R_PREPOSITION);
			return s.found && !joined ? s : BW_NO_SPEAKER;
		}
	}
	return BW_NO_SPEAKER;
}

/* `NAME said: "`, `NAME called it "`; `NAME: "` when no verb stands there. *near tells how far the verb is. */
static struct bw_speaker speaker_before(struct bw_talk *t, const struct quote *q, uint32_t *gap)
{
	uint32_t lo = q->sentence_first;
	*gap = 0;
	for (uint32_t v = q->first; v > lo && q->first - v < CUE_BEFORE; v--) {
		if (bw_talk_is_quoted(t, v - 1))
			break;
		uint32_t cue = bw_talk_cue(t, v - 1, lo);
		*gap = q->first - v;
		if (cue & BW_C_BEFORE)
			return bw_talk_named(t, v - 1 + t->marks[v - 1].words, q->first);
		if (!(cue & BW_C_VERB) || (cue & BW_C_HEARSAY))
			continue;
		struct bw_speaker s = bw_talk_subject(t, v - 1, lo);
		if (!s.found && (t->pack->manner & BW_M_INVERT))
			s = bw_talk_named(t, v - 1 + t->marks[v - 1].words, q->first);
		if (!s.found && bw_talk_is(t, v - 2, BW_R_COORDINATE) && t->out.len > t->first_out && v > lo + 1)
			s = t->spoke_last; /* "who had doubts but called it" */
		if (!s.found && (v - 1 == lo || bw_talk_is(t, v - 2, BW_R_COORDINATE) || (cue & BW_C_PARTICIPLE)))
			s = bw_talk_named(t, lo, v - 1);
		if (s.found)
			return s;
	}
	*gap = 0;
	if (q->first > lo && bw_talk_sign(t, q->first - 1, ':'))
		return bw_talk_subject(t, q->first - 1, lo);
	return BW_NO_SPEAKER;
}

static void locate(const struct bw_talk *t, struct quote *q, uint32_t *token, uint32_t sentence)
{
	const struct bw_layer *body = &t->notes->body;
	while (*token < t->n && t->tokens[*token].end <= q->span.start)
		(*token)++;
	q->first = *token;
	for (q->end = q->first; q->end < t->n && t->tokens[q->end].start < q->span.end;)
		q->end++;
	uint32_t last = sentence;
	while (last + 1 < body->n_sentences && body->sentences[last].end < q->span.end)
		last++;
	q->sentence = sentence;
	q->sentence_first = body->sentences[sentence].first;
	q->sentence_end = body->sentences[last].first + body->sentences[last].n_tokens;
}

/* "The Old Man and the Sea": most of the words after the first are written large. */
static bool is_title(const struct bw_talk *t, const struct quote *q)
{
	uint32_t large = 0, n = 0;
	for (uint32_t i = q->first + 2; i < q->end; i++) {
		if (t->tokens[i].kind != BW_TOKEN_WORD)
			continue;
		n++;
		large += bw_talk_is_capital(t, i);
	}
	return n > 0 && large * 2 >= n && !ends_like_speech(t, q);
}

/* A quotation that goes on in the next paragraph has the speaker who is named there. */
static void name_parts(struct bw_talk *t, struct bw_quote_reader *r, const struct bw_speaker *s)
{
	for (; r->open < t->out.len && bw_talk_known(s); r->open++) {
		struct bw_quotation *k = &t->out.ptr[r->open];
		if (k->speaker_end > k->speaker_start || k->mode != BW_MODE_DIRECT)
			continue;
		k->speaker_start = s->start;
		k->speaker_end = s->end;
		k->actor = s->actor;
		k->affiliation = s->affiliation;
	}
}

/* The words belong to reported speech of which they are a part. */
static bool is_covered(struct bw_talk *t, const struct quote *q)
{
	for (size_t i = t->first_out; i < t->out.len; i++) {
		struct bw_quotation *k = &t->out.ptr[i];
		if (k->mode != BW_MODE_REPORTED || k->start > q->span.start || k->end <= q->span.start)
			continue;
		if (k->end < q->span.end)
			k->end = q->span.end;
		return true;
	}
	return false;
}

static void read_quote(struct bw_talk *t, struct bw_quote_reader *r, struct quote *q)
{
	uint32_t paragraph = t->notes->body.sentences[q->sentence].paragraph, gap = 0;
	struct bw_speaker s = BW_NO_SPEAKER;
	if (bw_talk_inserted(t, q->sentence, q->first, q->end, &s)) {
		bw_talk_remember(t, &s, q->sentence);
		r->continued = false;
		r->previous = s;
		r->paragraph = paragraph;
		return;
	}
	t->lenient = true;
	s = speaker_after(t, q);
	if (!s.found)
		s = speaker_before(t, q, &gap);
	t->lenient = false;
	bool attributed = s.found;
	if (!attributed && (r->continued || paragraph == r->paragraph))
		s = r->previous;
	bool goes_on = q->span.continues, went_on = r->continued;
	r->continued = goes_on;
	uint32_t words = count_words(t, q);
	bool term = words < SHORT_WORDS && !ends_like_speech(t, q) && (!attributed || gap > NEAR);
	if (!words || (words < 2 && !attributed) || (!goes_on && !went_on && (term || (!attributed && is_title(t, q)))))
		return;
	if (!went_on)
		r->open = t->out.len;
	if (went_on)
		name_parts(t, r, &s);
	bw_talk_put(t, q->span.start, q->span.end, BW_MODE_DIRECT, q->sentence, &s);
	bw_talk_remember(t, &s, q->sentence);
	r->previous = s;
	r->paragraph = paragraph;
}

void bw_talk_direct(struct bw_talk *t, struct bw_quote_reader *r, uint32_t sentence)
{
	const struct bw_sentence *s = &t->notes->body.sentences[sentence];
	while (r->next < r->n && r->quoted[r->next].start < s->end) {
		struct quote q = {.span = r->quoted[r->next++]};
		locate(t, &q, &r->token, sentence);
		if (q.end > q.first && bw_talk_is_marked_name(t, q.first))
			continue;
		if (!is_covered(t, &q))
			read_quote(t, r, &q);
		else
			r->continued = false;
	}
	if (t->out.len > t->first_out) {
		r->paragraph = s->paragraph;
		r->previous = t->spoke_last;
	}
}
