#include "annotate/speech_part.h"

/*
 * Dialogue behind dashes, as Russian, Spanish, French and others print it: a paragraph that begins with a dash is
 * somebody's words, up to a dash with a verb of speech behind it; a dash behind the speaker takes them up again.
 */
enum { CUE_NEAR = 3 };

static uint32_t find_dash(const struct bw_talk *t, uint32_t i, uint32_t end)
{
	while (i < end && !bw_talk_is_dash(t, i))
		i++;
	return i;
}

/* The verb of speech right behind a dash, or 0. */
static uint32_t cue_behind(const struct bw_talk *t, uint32_t dash, uint32_t end)
{
	for (uint32_t i = dash + 1; i < end && i <= dash + CUE_NEAR; i++)
		if (t->marks[i].cue & BW_C_VERB)
			return i;
	return 0;
}

/* "– On ne lâchera rien, lance Ana Roy": the comma before the verb and the one who speaks, or end. */
static uint32_t find_tag(struct bw_talk *t, uint32_t first, uint32_t end, struct bw_speaker *who)
{
	for (uint32_t i = first + 1; i < end; i++) {
		uint32_t cue = bw_talk_sign(t, i, ',') ? cue_behind(t, i, end) : 0;
		for (uint32_t k = i + 1; k < cue; k++)
			if (!bw_talk_is(t, k, BW_R_SKIP))
				cue = 0;
		if (!cue)
			continue;
		*who = bw_talk_named(t, bw_talk_after_aside(t, cue + t->marks[cue].words, end), end);
		if (who->found)
			return i;
	}
	return end;
}

static void put_part(struct bw_talk *t, uint32_t sentence, uint32_t first, uint32_t end, const struct bw_speaker *s)
{
	while (end > first && t->tokens[end - 1].kind == BW_TOKEN_PUNCT && bw_talk_is_dash(t, end - 1))
		end--;
	if (end > first + 1)
		bw_talk_put(t, t->tokens[first].start, t->tokens[end - 1].end, BW_MODE_DIRECT, sentence, s);
}

/* Who is named between a verb of speech and the dash behind it. */
static struct bw_speaker named_between(struct bw_talk *t, uint32_t cue, uint32_t dash)
{
	struct bw_speaker s = BW_NO_SPEAKER;
	for (uint32_t i = cue + t->marks[cue].words; i < dash && !s.found; i++) {
		const struct bw_mention *m = bw_talk_mention_at(t, i);
		enum bw_actor_kind kind = m ? t->notes->actors[m->actor].kind : BW_ACTOR_PLACE;
		if (kind == BW_ACTOR_PERSON || (kind == BW_ACTOR_ORG && dash - i < CUE_NEAR)) {
			s = (struct bw_speaker){m->start, m->end, (int32_t)m->actor, -1, i, i + 1, 0, true};
			bw_talk_affiliate(t, &s);
		}
	}
	return s;
}

bool bw_talk_inserted(struct bw_talk *t, uint32_t sentence, uint32_t first, uint32_t end, struct bw_speaker *who)
{
	static const char signs[] = {',', '.', '!', '?'};
	if (!(t->pack->manner & BW_M_DASH))
		return false;
	for (uint32_t i = find_dash(t, first + 2, end); i < end; i = find_dash(t, i + 1, end)) {
		bool stopped = false;
		for (size_t k = 0; k < sizeof(signs); k++)
			stopped |= bw_talk_sign(t, i - 1, signs[k]);
		uint32_t cue = stopped ? cue_behind(t, i, end) : 0, close = cue ? find_dash(t, cue, end) : end;
		if (close >= end || !(t->marks[cue].cue & BW_C_SAY))
			continue;
		*who = named_between(t, cue, close);
		if (!who->found)
			*who = t->spoke_last;
		put_part(t, sentence, first, i, who);
		put_part(t, sentence, close + 1, end, who);
		return true;
	}
	return false;
}

bool bw_talk_dialogue(struct bw_talk *t, uint32_t sentence)
{
	const struct bw_sentence *s = &t->notes->body.sentences[sentence];
	uint32_t first = s->first, end = s->first + s->n_tokens;
	bool opens = sentence == 0 || s[-1].paragraph != s->paragraph, goes_on = t->dialogue == s->paragraph + 1;
	if (!(t->pack->manner & BW_M_DASH) || (!opens && !goes_on) || !bw_talk_is_dash(t, first))
		return false;
	uint32_t dash = find_dash(t, first + 1, end), cue = 0;
	while (dash < end && !(cue = cue_behind(t, dash, end)))
		dash = find_dash(t, dash + 1, end);
	struct bw_speaker who = goes_on ? t->spoke_last : BW_NO_SPEAKER;
	if (cue) {
		t->lenient = true;
		who = bw_talk_named(t, cue + t->marks[cue].words, end);
		if (!who.found)
			who = bw_talk_subject(t, cue, dash + 1);
		t->lenient = false;
	}
	if (!cue && dash == end && (t->pack->manner & BW_M_INVERT))
		dash = find_tag(t, first, end, &who);
	put_part(t, sentence, first, dash, &who);
	uint32_t again = cue ? find_dash(t, cue, end) : end;
	if (again < end)
		put_part(t, sentence, again, end, &who);
	bw_talk_remember(t, &who, sentence);
	t->dialogue = s->paragraph + 1;
	return true;
}
