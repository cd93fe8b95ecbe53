#include <stdlib.h>

#include "annotate/speech_part.h"

static const struct {
	const char *name;
	uint32_t role;
} roles[] = {
	{"skip", BW_R_SKIP},
	{"edge", BW_R_EDGE},
	{"determiner", BW_R_DETERMINER},
	{"he", BW_R_HE},
	{"she", BW_R_SHE},
	{"it", BW_R_IT},
	{"they", BW_R_THEY},
	{"self", BW_R_SELF},
	{"time", BW_R_TIME},
	{"people", BW_R_PEOPLE},
	{"man", BW_R_MAN},
	{"woman", BW_R_WOMAN},
	{"bodies", BW_R_BODY},
	{"papers", BW_R_PAPER},
	{"preposition", BW_R_PREPOSITION},
	{"join", BW_R_JOIN},
	{"coordinate", BW_R_COORDINATE},
	{"subordinate", BW_R_SUBORDINATE},
	{"relative", BW_R_RELATIVE},
	{"question", BW_R_QUESTION},
	{"to", BW_R_TO},
	{"that", BW_R_THAT},
	{"finite", BW_R_FINITE},
	{"be", BW_R_BE},
	{"have", BW_R_HAVE},
	{"subjunctive", BW_R_SUBJUNCTIVE},
	{"marker", BW_R_MARKER},
	{"as", BW_R_AS},
	{"at", BW_R_AT},
	{"by", BW_R_BY},
	{"many", BW_R_MANY},
	{"not", BW_R_NOT},
};

static const struct {
	const char *name;
	uint32_t manner;
} manners[] = {
	{"clause-comma", BW_M_COMMA}, {"verb-first", BW_M_INVERT},    {"ending", BW_M_ENDING},
	{"verbal", BW_M_VERBAL},      {"pronoun-dropped", BW_M_DROP}, {"dash-speech", BW_M_DASH},
	{"finite-ending", BW_M_PAST}, {"future", BW_M_FUTURE},
};

static const struct {
	char letter;
	uint32_t cue;
} letters[] = {
	{'s', BW_C_SAY | BW_C_THAT | BW_C_BARE},
	{'t', BW_C_THAT},
	{'b', BW_C_BARE},
	{'o', BW_C_OBJECT},
	{'i', BW_C_INFINITIVE},
	{'g', BW_C_GERUND},
	{'x', BW_C_OBJECT_TO},
	{'q', BW_C_QUESTION},
	{'d', BW_C_PERSON},
	{'n', BW_C_MARKS},
	{'p', BW_C_PARTICIPLE},
	{'a', BW_C_ADJECTIVE},
	{'h', BW_C_HEARSAY | BW_C_THAT},
	{'N', BW_C_NOUN_TOO},
	{'l', BW_C_LATE},
	{'S', BW_C_CORE | BW_C_SAY | BW_C_THAT | BW_C_BARE},
	{'O', BW_C_LONG},
	{'P', BW_C_PAPER},
	{'m', BW_C_AMOUNT},
};

static const struct {
	const char *name;
	uint32_t cue;
} phrases[] = {
	{"before", BW_C_BEFORE}, {"after", BW_C_AFTER}, {"first", BW_C_FIRST},
	{"view", BW_C_VIEW},     {"noun", BW_C_NOUN},   {"will", BW_C_WILL},
};

/* The tables of one language while they are read: a form may stand in several rows. */
struct filling {
	struct bw_arena *arena;
	struct bw_strmap forms;
	const char *language;
	struct bw_err *err;
};

static uint32_t role_of(struct bw_str name)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (bw_str_eq(name, bw_str_from(roles[i].name)))
			return roles[i].role;
	return 0;
}

static uint32_t letters_of(struct bw_str how)
{
	uint32_t cue = 0;
	for (size_t i = 0; i < how.len; i++) {
		uint32_t one = 0;
		for (size_t k = 0; k < sizeof(letters) / sizeof(*letters); k++)
			one |= letters[k].letter == how.ptr[i] ? letters[k].cue : 0;
		if (!one)
			return 0;
		cue |= one;
	}
	return cue;
}

static uint32_t phrase_of(struct bw_str how)
{
	for (size_t i = 0; i < sizeof(phrases) / sizeof(*phrases); i++)
		if (bw_str_eq(how, bw_str_from(phrases[i].name)))
			return phrases[i].cue;
	return 0;
}

static int bad_row(struct filling *f, const char *table, size_t row, struct bw_str what)
{
	return bw_err_set(f->err, BW_EINPUT, "table %s/%s, row %zu: \"%" BW_PRISTR "\" is not known", f->language,
			  table, row + 1, BW_ARG(what));
}

static uint32_t manner_of(struct bw_str name)
{
	for (size_t i = 0; i < sizeof(manners) / sizeof(*manners); i++)
		if (bw_str_eq(name, bw_str_from(manners[i].name)))
			return manners[i].manner;
	return 0;
}

static void fill_manner(struct bw_speech_pack *p, uint32_t manner, struct bw_str words)
{
	struct bw_str word;
	p->manner |= manner;
	while (bw_str_split(&words, ' ', &word)) {
		if (manner == BW_M_ENDING && p->n_endings < BW_MAX_ENDINGS && word.len)
			p->endings[p->n_endings++] = word;
		if (manner == BW_M_PAST && p->n_pasts < BW_MAX_ENDINGS && word.len)
			p->pasts[p->n_pasts++] = word;
		if (manner == BW_M_FUTURE && word.len)
			*bw_map_put(&p->futures, bw_words_hash(word), NULL) = 1;
		if (manner == BW_M_VERBAL && p->n_verbals < BW_MAX_ENDINGS && word.len)
			p->verbals[p->n_verbals++] = word;
	}
}

static int fill_roles(struct filling *f, struct bw_speech_pack *p, const struct bw_lexicon *table)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		struct bw_str name = table->rows[i].col[0], rest = table->rows[i].col[1], word;
		uint32_t role = role_of(name), manner = manner_of(name);
		if (!role && !manner)
			return bad_row(f, "speech-words", i, name);
		if (manner)
			fill_manner(p, manner, rest);
		while (role && bw_str_split(&rest, ' ', &word))
			if (word.len)
				*bw_map_put(&p->roles, bw_words_hash(word), NULL) |= role;
	}
	return 0;
}

static void add_forms(struct filling *f, struct bw_str list, uint32_t cue)
{
	struct bw_str form;
	while (bw_str_split(&list, ',', &form))
		if (bw_str_trim(form).len)
			*bw_strmap_put(&f->forms, bw_str_trim(form), NULL) |= cue;
}

static int fill_cues(struct filling *f, const struct bw_lexicon *table, const char *name,
		     uint32_t (*read)(struct bw_str how))
{
	for (size_t i = 0; i < table->n_rows; i++) {
		uint32_t cue = read(table->rows[i].col[0]);
		if (!cue)
			return bad_row(f, name, i, table->rows[i].col[0]);
		add_forms(f, table->rows[i].col[1], cue);
	}
	return 0;
}

/* Verbs of speech that the table of frames does not have say things. */
static void fill_verbs(struct filling *f, const struct bw_lexicon *verbs)
{
	for (size_t i = 0; i < verbs->n_rows; i++) {
		bool calls = bw_str_eq(verbs->rows[i].col[1], BW_STR("judge")) ||
			     bw_str_eq(verbs->rows[i].col[1], BW_STR("demand"));
		if (!bw_strmap_get(&f->forms, verbs->rows[i].col[0]))
			add_forms(f, verbs->rows[i].col[0],
				  calls ? BW_C_MARKS | BW_C_THAT : BW_C_SAY | BW_C_THAT | BW_C_BARE);
	}
}

static void fill_trie(struct filling *f, struct bw_speech_pack *p)
{
	uint32_t *forms = BW_ARRAY(f->arena, uint32_t, f->forms.len + 1);
	for (uint32_t i = 0; i < f->forms.len; i++) {
		forms[i] = (uint32_t)f->forms.entries[i].value;
		bw_words_phrase(&p->cues, f->forms.entries[i].key, false, i);
	}
	p->forms = forms;
	p->n_forms = f->forms.len;
}

static int open_pack(struct bw_arena *a, const struct bw_lexicons *l, int language, struct bw_speech_pack *p,
		     struct bw_err *err)
{
	struct filling f = {.arena = a, .language = bw_words_language(language), .err = err};
	bw_strmap_init(&f.forms, a);
	int rc = fill_roles(&f, p, bw_words_table(l, language, "speech-words"));
	if (!rc)
		rc = fill_cues(&f, bw_words_table(l, language, "speech-frames"), "speech-frames", letters_of);
	if (!rc)
		rc = fill_cues(&f, bw_words_table(l, language, "speech-phrases"), "speech-phrases", phrase_of);
	if (!rc) {
		fill_verbs(&f, bw_words_table(l, language, "speech-verbs"));
		fill_trie(&f, p);
	}
	bw_strmap_release(&f.forms);
	return rc;
}

/* The gender that a table's column gives to words; a word that is given both has none. */
static void fill_gender(struct bw_map *genders, const struct bw_lexicon *table)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		struct bw_str gender = table->rows[i].col[1];
		if (!bw_str_eq(gender, BW_STR("m")) && !bw_str_eq(gender, BW_STR("f")))
			continue;
		bool is_new;
		uint64_t *known = bw_map_put(genders, bw_words_hash(table->rows[i].col[0]), &is_new);
		*known = is_new || *known == (uint64_t)gender.ptr[0] ? (uint64_t)gender.ptr[0] : '-';
	}
}

int bw_speech_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_speech **out, struct bw_err *err)
{
	struct bw_speech *s = BW_NEW(a, struct bw_speech);
	int rc = 0;
	*out = s;
	bw_map_init(&s->gender);
	for (int i = 0; i <= BW_N_READ_LANGUAGES; i++) {
		bw_map_init(&s->pack[i].roles);
		bw_map_init(&s->pack[i].futures);
		bw_map_init(&s->pack[i].gender);
		bw_phrases_init(&s->pack[i].cues);
	}
	fill_gender(&s->gender, bw_lexicon_get(l, "any/person-names"));
	fill_gender(&s->gender, bw_lexicon_get(l, "any/titles"));
	for (int i = 0; i < BW_N_READ_LANGUAGES && !rc; i++) {
		rc = open_pack(a, l, i, &s->pack[i], err);
		fill_gender(&s->pack[i].gender, bw_words_table(l, i, "person-names"));
		fill_gender(&s->pack[i].gender, bw_words_table(l, i, "titles"));
	}
	return rc;
}

void bw_speech_close(struct bw_speech *s)
{
	if (!s)
		return;
	bw_map_release(&s->gender);
	for (int i = 0; i <= BW_N_READ_LANGUAGES; i++) {
		bw_map_release(&s->pack[i].roles);
		bw_map_release(&s->pack[i].futures);
		bw_map_release(&s->pack[i].gender);
		bw_phrases_release(&s->pack[i].cues);
	}
}

static int by_place(const void *x, const void *y)
{
	const struct bw_quotation *a = x, *b = y;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->end != b->end)
		return a->end > b->end ? -1 : 1;
	if (a->mode != b->mode)
		return a->mode < b->mode ? -1 : 1;
	return a->speaker_start < b->speaker_start ? -1 : a->speaker_start > b->speaker_start;
}

void bw_talk_put(struct bw_talk *t, uint32_t start, uint32_t end, enum bw_mode mode, uint32_t sentence,
		 const struct bw_speaker *s)
{
	struct bw_quotation *out = BW_PUSH(t->arena, &t->out);
	*out = (struct bw_quotation){.start = start,
				     .end = end,
				     .speaker_start = s->start,
				     .speaker_end = s->end,
				     .actor = s->actor,
				     .mode = mode,
				     .affiliation = s->affiliation,
				     .sentence = sentence};
	t->spoke_last = *s;
	t->spoke_sentence = sentence;
}

static void chain_mentions(struct bw_talk *t)
{
	t->first_of = BW_ARRAY(t->arena, uint32_t, t->notes->n_actors + 1);
	t->next_of = BW_ARRAY(t->arena, uint32_t, t->n_mentions + 1);
	t->bodies = BW_ARRAY(t->arena, int32_t, t->notes->n_actors + 1);
	for (uint32_t i = 0; i < t->notes->n_actors; i++)
		t->bodies[i] = -2;
	for (uint32_t i = t->n_mentions; i > 0; i--) {
		t->next_of[i - 1] = t->first_of[t->mentions[i - 1].actor];
		t->first_of[t->mentions[i - 1].actor] = i;
	}
}

/* What one quotation tells of its speaker's body holds for his others. */
static void share_bodies(struct bw_talk *t)
{
	for (size_t i = 0; i < t->out.len; i++) {
		const struct bw_quotation *q = &t->out.ptr[i];
		if (q->actor >= 0 && q->affiliation >= 0 && t->bodies[q->actor] < 0)
			t->bodies[q->actor] = q->affiliation;
	}
	for (size_t i = 0; i < t->out.len; i++) {
		struct bw_quotation *q = &t->out.ptr[i];
		if (q->actor >= 0 && q->affiliation < 0 && t->bodies[q->actor] >= 0)
			q->affiliation = t->bodies[q->actor];
	}
}

void bw_speech_note(const struct bw_speech *s, struct bw_arena *a, const struct bw_article *article,
		    struct bw_notes *notes)
{
	int language = bw_words_language_index(notes->language);
	struct bw_talk t = {.speech = s, .arena = a, .text = article->text, .notes = notes};
	t.pack = &s->pack[language < 0 ? BW_N_READ_LANGUAGES : language];
	t.tokens = notes->body.tokens;
	t.n = notes->body.n_tokens;
	t.last_person = t.last_body = t.spoke_last = BW_NO_SPEAKER;
	t.genders = BW_ARRAY(a, char, notes->n_actors + 1);
	uint32_t in_title = 0;
	while (in_title < notes->n_mentions && notes->mentions[in_title].in_title)
		in_title++;
	t.mentions = notes->mentions + in_title;
	t.n_mentions = notes->n_mentions - in_title;
	chain_mentions(&t);
	bw_talk_mark(&t);
	struct bw_quote_reader *quotes = bw_talk_quotes(&t);
	for (uint32_t i = 0; i < notes->body.n_sentences; i++) {
		t.first_out = t.out.len;
		t.old_person = t.last_person;
		t.old_body = t.last_body;
		t.old_person_sentence = t.person_sentence;
		t.old_body_sentence = t.body_sentence;
		if (!bw_talk_dialogue(&t, i))
			bw_talk_reported(&t, i);
		bw_talk_direct(&t, quotes, i);
	}
	if (!t.out.len)
		return;
	share_bodies(&t);
	qsort(t.out.ptr, t.out.len, sizeof(*t.out.ptr), by_place);
	notes->quotations = t.out.ptr;
	notes->n_quotations = (uint32_t)t.out.len;
}
