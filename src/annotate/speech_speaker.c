#include "annotate/speech_part.h"

/* Who speaks: the words beside a verb of speech, cut at the nearest edge; a mention of an actor inside them is
 * preferred to the bare words. */
enum { PHRASE_MAX = 16, APPOSITION_MAX = 16, ROLE_MAX = 11, INSERTED_MAX = 2 };

enum bw_role bw_talk_role(const struct bw_talk *t, uint32_t token)
{
	if (token >= t->n)
		return BW_ROLE_NONE;
	const uint64_t *role = bw_map_get(&t->speech->role, t->tokens[token].word);
	return role ? (enum bw_role) * role : BW_ROLE_NONE;
}

bool bw_talk_cue(const struct bw_talk *t, uint32_t token)
{
	enum bw_role role = bw_talk_role(t, token);
	return role == BW_ROLE_VERB || role == BW_ROLE_CALL;
}

bool bw_talk_sign(const struct bw_talk *t, uint32_t token, char sign)
{
	return token < t->n && t->tokens[token].end - t->tokens[token].start == 1 &&
	       t->text.ptr[t->tokens[token].start] == sign;
}

bool bw_talk_known(const struct bw_speaker *s)
{
	return s->end > s->start;
}

static bool is_person(const struct bw_talk *t, const struct bw_speaker *s)
{
	return s->actor >= 0 && t->notes->actors[s->actor].kind == BW_ACTOR_PERSON;
}

void bw_talk_remember(struct bw_talk *t, const struct bw_speaker *s)
{
	if (!bw_talk_known(s))
		return;
	if (s->actor < 0 || is_person(t, s))
		t->last_person = *s;
	else
		t->last_body = *s;
}

/* First mention that ends after `from`. */
static uint32_t mention_from(const struct bw_talk *t, uint32_t from)
{
	uint32_t lo = 0, hi = t->n_mentions;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (t->mentions[mid].end <= from)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* How good an actor is as a speaker: people before bodies before the rest; a place or a law does not speak. */
static int fitness(enum bw_actor_kind kind)
{
	switch (kind) {
	case BW_ACTOR_PERSON:
		return 4;
	case BW_ACTOR_ORG:
		return 3;
	case BW_ACTOR_COUNTRY:
		return 2;
	case BW_ACTOR_UNKNOWN:
		return 1;
	default:
		return 0;
	}
}

/* "operators from Virginia", "severed off Tunisia": where it is, not who speaks. */
static bool is_whereabouts(const struct bw_talk *t, const struct bw_mention *m, uint32_t start)
{
	static const char *const words[] = {"off",    "in",      "near",   "from",   "to",
					    "around", "between", "across", "outside"};
	enum bw_actor_kind kind = t->notes->actors[m->actor].kind;
	if (kind == BW_ACTOR_PERSON || kind == BW_ACTOR_ORG)
		return false;
	uint32_t end = m->start;
	while (end > start && t->text.ptr[end - 1] == ' ')
		end--;
	struct bw_str before = bw_str_sub(t->text, start, end - start);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct bw_str word = bw_str_from(words[i]);
		bool whole = before.len == word.len ||
			     (before.len > word.len && before.ptr[before.len - word.len - 1] == ' ');
		if (whole && bw_str_ends(before, word))
			return true;
	}
	return false;
}

static struct bw_speaker best_mention(const struct bw_talk *t, uint32_t start, uint32_t end)
{
	struct bw_speaker best = {0, 0, -1};
	int best_fit = 0;
	for (uint32_t i = mention_from(t, start); i < t->n_mentions && t->mentions[i].start < end; i++) {
		const struct bw_mention *m = &t->mentions[i];
		int fit = fitness(t->notes->actors[m->actor].kind);
		if (m->start < start || m->end > end || fit <= best_fit || is_whereabouts(t, m, start))
			continue;
		best_fit = fit;
		best = (struct bw_speaker){m->start, m->end, (int32_t)m->actor};
	}
	return best;
}

/* "He", "she": the person named last, by speaking or otherwise. */
static struct bw_speaker nearest_person(const struct bw_talk *t, uint32_t before)
{
	enum { LOOK_BACK = 12 };
	struct bw_speaker best = t->last_person;
	uint32_t i = mention_from(t, before), n = 0;
	while (i-- > 0 && n++ < LOOK_BACK) {
		const struct bw_mention *m = &t->mentions[i];
		if (t->notes->actors[m->actor].kind != BW_ACTOR_PERSON || m->start < best.start)
			continue;
		return (struct bw_speaker){m->start, m->end, (int32_t)m->actor};
	}
	return best;
}

static bool is_plural_pronoun(const struct bw_talk *t, uint32_t i)
{
	struct bw_str word = bw_token_text(t->text, &t->tokens[i]);
	return bw_str_eq_ascii_nocase(word, BW_STR("it")) || bw_str_eq_ascii_nocase(word, BW_STR("they"));
}

/* Tokens [first, end) as a speaker. */
static struct bw_speaker as_speaker(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	struct bw_speaker none = {0, 0, -1};
	while (first < end && (t->tokens[first].kind == BW_TOKEN_PUNCT || bw_talk_role(t, first) == BW_ROLE_TIME))
		first++;
	while (end > first && t->tokens[end - 1].kind == BW_TOKEN_PUNCT)
		end--;
	if (first >= end || (end - first == 1 && t->tokens[first].kind == BW_TOKEN_NUMBER))
		return none;
	struct bw_speaker s = {t->tokens[first].start, t->tokens[end - 1].end, -1};
	if (end - first == 1 && bw_talk_role(t, first) == BW_ROLE_PRONOUN)
		return is_plural_pronoun(t, first) ? t->last_body : nearest_person(t, s.start);
	struct bw_speaker named = best_mention(t, s.start, s.end);
	if (bw_talk_known(&named))
		return named;
	enum bw_role role = bw_talk_role(t, first);
	bool fits = role == BW_ROLE_DETERMINER || role == BW_ROLE_PEOPLE ||
		    (t->tokens[first].flags & BW_TOKEN_CAPITAL) || bw_talk_role(t, end - 1) == BW_ROLE_PEOPLE ||
		    t->tokens[first].kind == BW_TOKEN_NUMBER;
	return fits && end - first <= ROLE_MAX ? s : none;
}

static bool is_edge(const struct bw_talk *t, uint32_t i)
{
	const struct bw_token *k = &t->tokens[i];
	enum bw_role role = bw_talk_role(t, i);
	return k->kind == BW_TOKEN_PUNCT || k->kind == BW_TOKEN_URL || (k->flags & BW_TOKEN_QUOTED) ||
	       role == BW_ROLE_EDGE || bw_talk_cue(t, i) || role == BW_ROLE_THAT;
}

/* Auxiliaries and adverbs between subject and verb. */
static bool is_skipped(const struct bw_talk *t, uint32_t i)
{
	struct bw_str word = bw_token_text(t->text, &t->tokens[i]);
	return bw_talk_role(t, i) == BW_ROLE_SKIP || bw_talk_role(t, i) == BW_ROLE_TIME ||
	       (word.len > 4 && bw_str_ends(word, BW_STR("ly")) && !(t->tokens[i].flags & BW_TOKEN_CAPITAL));
}

/* "Smith, head of the agency, said": from the second comma back behind the first. 0 when there is none. */
static uint32_t before_apposition(const struct bw_talk *t, uint32_t comma, uint32_t lo)
{
	for (uint32_t i = comma; i > lo && comma - i < APPOSITION_MAX; i--)
		if (bw_talk_sign(t, i - 1, ','))
			return i - 1;
	return 0;
}

struct bw_speaker bw_talk_subject(const struct bw_talk *t, uint32_t v, uint32_t lo)
{
	struct bw_speaker none = {0, 0, -1};
	uint32_t end = v;
	while (end > lo && is_skipped(t, end - 1))
		end--;
	while (end > lo && bw_talk_sign(t, end - 1, ',')) {
		uint32_t comma = end - 1;
		end = before_apposition(t, comma, lo);
		if (comma - end > INSERTED_MAX)
			break; /* else "meanwhile": what stands before it may be an apposition itself */
		end += end > 0;
	}
	if (end <= lo)
		return none;
	uint32_t first = end;
	while (first > lo && end - first < PHRASE_MAX && !is_edge(t, first - 1))
		first--;
	return as_speaker(t, first, end);
}

/* The stop of "Mr." or of an initial. */
static bool is_title_stop(const struct bw_talk *t, uint32_t i, uint32_t first)
{
	static const char *const titles[] = {"mr",  "mrs", "ms",  "dr",  "sen", "rep",  "gov", "prof",
					     "gen", "lt",  "col", "sgt", "adm", "capt", "rev", "st"};
	if (i == first || !bw_talk_sign(t, i, '.'))
		return false;
	struct bw_str word = bw_token_text(t->text, &t->tokens[i - 1]);
	for (size_t k = 0; k < sizeof(titles) / sizeof(*titles); k++)
		if (bw_str_eq_ascii_nocase(word, bw_str_from(titles[k])))
			return true;
	return word.len == 1 && (t->tokens[i - 1].flags & BW_TOKEN_CAPITAL);
}

struct bw_speaker bw_talk_named(const struct bw_talk *t, uint32_t first, uint32_t end)
{
	uint32_t stop = first;
	while (stop < end && stop - first < PHRASE_MAX && (!is_edge(t, stop) || is_title_stop(t, stop, first)) &&
	       bw_talk_role(t, stop) != BW_ROLE_TIME)
		stop++;
	return as_speaker(t, first, stop);
}
