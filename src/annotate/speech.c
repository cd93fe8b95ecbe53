#include <stdlib.h>

#include "annotate/speech_part.h"

static const struct {
	const char *name;
	enum bw_role role;
} roles[] = {
	{"skip", BW_ROLE_SKIP},       {"edge", BW_ROLE_EDGE}, {"determiner", BW_ROLE_DETERMINER},
	{"pronoun", BW_ROLE_PRONOUN}, {"time", BW_ROLE_TIME}, {"people", BW_ROLE_PEOPLE},
	{"that", BW_ROLE_THAT},
};

static enum bw_role role_of(struct bw_str name)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (bw_str_eq(name, bw_str_from(roles[i].name)))
			return roles[i].role;
	return BW_ROLE_NONE;
}

static enum bw_role verb_of(struct bw_str class)
{
	bool calls = bw_str_eq(class, BW_STR("judge")) || bw_str_eq(class, BW_STR("demand"));
	return calls ? BW_ROLE_CALL : BW_ROLE_VERB;
}

int bw_speech_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_speech **out, struct bw_err *err)
{
	struct bw_speech *s = BW_NEW(a, struct bw_speech);
	const struct bw_lexicon *verbs = bw_lexicon_get(l, "en/speech-verbs"),
				*words = bw_lexicon_get(l, "en/speech-words");
	bw_map_init(&s->role);
	*out = s;
	for (size_t i = 0; i < verbs->n_rows; i++)
		*bw_map_put(&s->role, bw_words_hash(verbs->rows[i].col[0]), NULL) = verb_of(verbs->rows[i].col[1]);
	for (size_t i = 0; i < words->n_rows; i++) {
		enum bw_role role = role_of(words->rows[i].col[0]);
		struct bw_str rest = words->rows[i].col[1], word;
		if (!role)
			return bw_err_set(err, BW_EINPUT,
					  "table en/speech-words, row %zu: unknown role \"%" BW_PRISTR "\"", i + 1,
					  BW_ARG(words->rows[i].col[0]));
		while (bw_str_split(&rest, ' ', &word))
			*bw_map_put(&s->role, bw_words_hash(word), NULL) = role;
	}
	return 0;
}

void bw_speech_close(struct bw_speech *s)
{
	if (s)
		bw_map_release(&s->role);
}

static int by_place(const void *x, const void *y)
{
	const struct bw_quotation *a = x, *b = y;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	return a->end < b->end ? -1 : a->end > b->end;
}

void bw_speech_note(const struct bw_speech *s, struct bw_arena *a, const struct bw_article *article,
		    struct bw_notes *notes)
{
	struct bw_talk t = {.speech = s, .arena = a, .text = article->text, .notes = notes};
	t.tokens = notes->body.tokens;
	t.n = notes->body.n_tokens;
	t.last_person.actor = t.last_body.actor = -1;
	uint32_t in_title = 0;
	while (in_title < notes->n_mentions && notes->mentions[in_title].in_title)
		in_title++;
	t.mentions = notes->mentions + in_title;
	t.n_mentions = notes->n_mentions - in_title;
	bw_talk_direct(&t);
	bw_talk_reported(&t);
	if (!t.out.len)
		return;
	qsort(t.out.ptr, t.out.len, sizeof(*t.out.ptr), by_place);
	notes->quotations = t.out.ptr;
	notes->n_quotations = (uint32_t)t.out.len;
}
