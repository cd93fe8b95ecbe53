#include "annotate/status_part.h"

/* The words of the two readers: small words, nouns with their plurals, verbs in all their forms. */
enum { NOUN_CLASSES_MAX = 60, WORD_MAX = 48 };

static const char *const small_names[] = {
	"negator", "modal",  "will",     "stop",      "joint",  "opener",    "turn",        "if",
	"say",     "bygone", "article",  "auxiliary", "be",     "adverb",    "preposition", "relative",
	"mover",   "self",   "us",       "ours",      "quiet",  "court",     "makes",       "past",
	"what",    "you",    "foretell", "feeling",   "untold", "nominated",
};
enum { N_SMALL = sizeof(small_names) / sizeof(*small_names) };

uint32_t bw_status_class(struct bw_name_list *list, struct bw_arena *a, struct bw_str name)
{
	for (uint32_t i = 0; i < list->len; i++)
		if (bw_str_eq(list->ptr[i], name))
			return i;
	*BW_PUSH(a, list) = name;
	return (uint32_t)list->len - 1;
}

uint64_t bw_status_noun(const struct bw_statuses *s, struct bw_str name)
{
	for (uint32_t i = 0; i < s->noun_classes.len; i++)
		if (bw_str_eq(s->noun_classes.ptr[i], name))
			return (uint64_t)1 << i;
	return 0;
}

uint32_t bw_status_small(struct bw_str name)
{
	for (size_t i = 0; i < N_SMALL; i++)
		if (bw_str_eq(name, bw_str_from(small_names[i])))
			return 1U << i;
	return 0;
}

static void put_pairs(struct bw_map *map, struct bw_str rest)
{
	struct bw_str first, second;
	while (bw_str_split(&rest, ' ', &first) && bw_str_split(&rest, ' ', &second))
		bw_map_put(map, bw_words_hash(first) * 31 + bw_words_hash(second), NULL);
}

static int open_small(struct bw_statuses *s, const struct bw_lexicon *t, struct bw_err *err)
{
	for (size_t i = 0; i < t->n_rows; i++) {
		struct bw_str rest = t->rows[i].col[1], word;
		if (bw_str_eq(t->rows[i].col[0], BW_STR("compound"))) {
			put_pairs(&s->compounds, rest);
			continue;
		}
		uint32_t class = 0;
		while (class < N_SMALL && !bw_str_eq(t->rows[i].col[0], bw_str_from(small_names[class])))
			class ++;
		if (class == N_SMALL)
			return bw_err_set(err, BW_EINPUT, "table %" BW_PRISTR ", row %zu: unknown class",
					  BW_ARG(t->name), i + 1);
		while (bw_str_split(&rest, ' ', &word))
			if (word.len)
				*bw_map_put(&s->small, bw_words_hash(word), NULL) |= (uint64_t)1 << class;
	}
	return 0;
}

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static char last_of(struct bw_str s, size_t back)
{
	return s.len > back ? s.ptr[s.len - 1 - back] : 0;
}

/* "laws", "treaties", "taxes": the regular plural, which is also the third person of a verb. */
static struct bw_str with_s(struct bw_arena *a, struct bw_str w)
{
	char c = last_of(w, 0), before = last_of(w, 1);
	if (c == 'y' && !is_vowel(before))
		return bw_arena_printf(a, "%.*sies", (int)w.len - 1, w.ptr);
	bool hissing = c == 's' || c == 'x' || c == 'z' || (c == 'h' && (before == 's' || before == 'c'));
	return bw_arena_printf(a, "%.*s%s", (int)w.len, w.ptr, hissing || c == 'o' ? "es" : "s");
}

static int open_nouns(struct bw_statuses *s, struct bw_arena *a, const struct bw_lexicon *t, struct bw_err *err)
{
	for (size_t i = 0; i < t->n_rows; i++) {
		struct bw_str rest = t->rows[i].col[1], word;
		uint32_t class = bw_status_class(&s->noun_classes, a, t->rows[i].col[0]);
		if (class >= NOUN_CLASSES_MAX)
			return bw_err_set(err, BW_EINPUT, "table %" BW_PRISTR ", row %zu: too many classes",
					  BW_ARG(t->name), i + 1);
		while (bw_str_split(&rest, ',', &word)) {
			word = bw_str_trim(word);
			if (!word.len || word.len > WORD_MAX)
				continue;
			*bw_map_put(&s->nouns, bw_words_hash(word), NULL) |= (uint64_t)1 << class;
			*bw_map_put(&s->nouns, bw_words_hash(with_s(a, word)), NULL) |= (uint64_t)1 << class;
		}
	}
	return 0;
}

static void put_form(struct bw_statuses *s, struct bw_arena *a, struct bw_str word, uint32_t verb, uint8_t form)
{
	uint64_t *head = bw_map_put(&s->forms, bw_words_hash(word), NULL);
	for (int32_t i = (int32_t)*head - 1; i >= 0; i = s->form_of.ptr[i].next) {
		if (s->form_of.ptr[i].verb == verb) {
			s->form_of.ptr[i].forms |= form;
			return;
		}
	}
	struct bw_verb_form_of link = {verb, form, (int32_t)*head - 1};
	*BW_PUSH(a, &s->form_of) = link;
	*head = s->form_of.len;
}

static struct bw_str with_ed(struct bw_arena *a, struct bw_str w)
{
	char c = last_of(w, 0);
	if (c == 'y' && !is_vowel(last_of(w, 1)))
		return bw_arena_printf(a, "%.*sied", (int)w.len - 1, w.ptr);
	return bw_arena_printf(a, "%.*s%s", (int)w.len, w.ptr, c == 'e' ? "d" : "ed");
}

/* "signing", "taking", "stopping" (when its past doubles the consonant). */
static struct bw_str with_ing(struct bw_arena *a, struct bw_str w, struct bw_str past)
{
	bool doubled = past.len == w.len + 3 && bw_str_ends(past, BW_STR("ed")) && last_of(past, 2) == last_of(past, 3);
	if (doubled)
		return bw_arena_printf(a, "%.*sing", (int)past.len - 2, past.ptr);
	bool mute = last_of(w, 0) == 'e' && last_of(w, 1) != 'e';
	return bw_arena_printf(a, "%.*sing", (int)w.len - mute, w.ptr);
}

static void open_verb(struct bw_statuses *s, struct bw_arena *a, uint32_t class, struct bw_str text)
{
	struct bw_str rest = text, lemma, base, past, part, word;
	if (!bw_str_split(&rest, ' ', &lemma) || !bw_str_split(&lemma, ':', &base) || base.len > WORD_MAX)
		return;
	past = bw_str_split(&lemma, ':', &past) ? past : with_ed(a, base);
	part = bw_str_split(&lemma, ':', &part) ? part : past;
	struct bw_verb verb = {.class = class};
	while (bw_str_split(&rest, ' ', &word))
		if (word.len && verb.n_particles < BW_VERB_PARTICLES)
			verb.particles[verb.n_particles++] = bw_words_hash(word);
	uint32_t id = (uint32_t)s->verbs.len;
	*BW_PUSH(a, &s->verbs) = verb;
	put_form(s, a, base, id, BW_VERB_BASE);
	put_form(s, a, with_s(a, base), id, BW_VERB_THIRD);
	put_form(s, a, past, id, BW_VERB_PAST);
	put_form(s, a, part, id, BW_VERB_PART);
	put_form(s, a, with_ing(a, base, past), id, BW_VERB_ING);
}

int bw_status_words_open(struct bw_statuses *s, struct bw_arena *a, const struct bw_lexicons *l, int language,
			 struct bw_err *err)
{
	const struct bw_lexicon *verbs = bw_words_table(l, language, "status-verbs");
	static const char *const names[] = {"country", "person", "org"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		bw_status_class(&s->noun_classes, a, bw_str_from(names[i]));
	int rc = open_small(s, bw_words_table(l, language, "status-words"), err);
	if (!rc)
		rc = open_nouns(s, a, bw_words_table(l, language, "status-nouns"), err);
	for (size_t i = 0; !rc && i < verbs->n_rows; i++) {
		struct bw_str rest = verbs->rows[i].col[1], verb;
		uint32_t class = bw_status_class(&s->verb_classes, a, verbs->rows[i].col[0]);
		while (bw_str_split(&rest, ',', &verb))
			open_verb(s, a, class, bw_str_trim(verb));
	}
	return rc;
}
