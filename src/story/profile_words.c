#include "core/lexicon.h"

#include "story/profile_words.h"

static const struct {
	const char *name;
	uint32_t cue, particle;
} cues[] = {
	{"not", BW_CUE_NOT, 0},
	{"deny", BW_CUE_DENY, 0},
	{"pass", BW_CUE_PASS, 0},
	{"so-far", BW_CUE_SO_FAR, 0},
	{"grew", BW_CUE_GREW, 0},
	{"corrects", BW_CUE_CORRECTS, 0},
	{"former", BW_CUE_FORMER, 0},
	{"say", BW_CUE_SAY, 0},
	{"at", BW_CUE_AT, 0},
	{"past", BW_CUE_PAST, 0},
	{"clock", BW_CUE_CLOCK, 0},
	{"noon", BW_CUE_NOON, 0},
	{"midnight", BW_CUE_MIDNIGHT, 0},
	{"claim", BW_CUE_CLAIM, 0},
	{"open", BW_CUE_OPEN, 0},
	{"word-not", 0, BW_WORD_NOT},
	{"word-no", 0, BW_WORD_NO},
	{"word-clause", 0, BW_WORD_CLAUSE},
	{"word-relative", 0, BW_WORD_RELATIVE},
	{"word-helper", 0, BW_WORD_HELPER},
	{"word-be", 0, BW_WORD_BE},
	{"word-whose", 0, BW_WORD_WHOSE},
	{"word-self", 0, BW_WORD_SELF},
	{"word-apart", 0, BW_WORD_APART},
	{"word-one-of", 0, BW_WORD_ONE_OF},
	{"word-the", 0, BW_WORD_THE},
	{"word-of", 0, BW_WORD_OF},
	{"word-by", 0, BW_WORD_BY},
	{"word-as", 0, BW_WORD_AS},
	{"word-held-by", 0, BW_WORD_HELD_BY},
	{"word-half", 0, BW_WORD_HALF},
	{"word-quarter", 0, BW_WORD_QUARTER},
	{"word-past-hour", 0, BW_WORD_PAST_HOUR},
	{"word-to-hour", 0, BW_WORD_TO_HOUR},
	{"word-about", 0, BW_WORD_ABOUT},
	{"word-from", 0, BW_WORD_FROM},
	{"word-until", 0, BW_WORD_UNTIL},
};

/* ---- the tables, as a set of hashes with open places ---- */

struct row {
	uint64_t word; /* 0: free */
	uint32_t stem; /* 0: its own */
	uint32_t cues, particles;
};
struct table {
	struct row *rows;
	uint32_t slots; /* a power of two, more than twice the forms: every form has its place */
};

static uint64_t pair_of(uint64_t first, uint64_t second)
{
	return (first ^ (second << 1 | second >> 63)) * 0x9e3779b97f4a7c15ULL;
}

static struct row *row_of(const struct table *t, uint64_t word)
{
	uint32_t at = (uint32_t)(word >> 20) & (t->slots - 1);
	while (t->rows[at].word && t->rows[at].word != word)
		at = (at + 1) & (t->slots - 1);
	return &t->rows[at];
}

static void put(struct table *t, struct bw_str form, const struct row *add)
{
	struct bw_str first = form, rest = form;
	if (form.len == 0 || !bw_str_split(&rest, '_', &first))
		return;
	uint64_t word = rest.len ? pair_of(bw_str_hash(first), bw_str_hash(rest)) : bw_str_hash(form);
	struct row *r = row_of(t, word);
	r->word = word;
	r->cues |= add->cues;
	r->particles |= add->particles;
	if (add->stem)
		r->stem = add->stem;
}

static void read_alike(struct table *t, struct bw_str line)
{
	struct bw_str stem, forms, form;
	if (!bw_str_split(&line, '\t', &stem) || !bw_str_split(&line, '\t', &forms))
		return;
	struct bw_str kind = bw_str_trim(line);
	uint32_t who = bw_str_eq(kind, BW_STR("who")) ? BW_CUE_WHO : 0;
	uint32_t grows = bw_str_eq(kind, BW_STR("grows")) ? BW_CUE_GROWS : 0;
	struct row add = {.stem = (uint32_t)bw_str_hash(stem), .cues = who | grows};
	while (bw_str_split(&forms, ' ', &form)) {
		if (bw_str_eq(form, BW_STR("|")))
			add.cues |= who ? BW_CUE_AGENT : 0;
		else
			put(t, form, &add);
	}
}

static void read_cue(struct table *t, struct bw_str line)
{
	struct bw_str name, forms, form;
	struct row add = {0};
	if (!bw_str_split(&line, '\t', &name) || !bw_str_split(&line, '\t', &forms))
		return;
	for (size_t i = 0; i < sizeof(cues) / sizeof(*cues); i++)
		if (bw_str_eq(name, bw_str_from(cues[i].name)))
			add.cues = cues[i].cue, add.particles = cues[i].particle;
	while ((add.cues | add.particles) && bw_str_split(&forms, ' ', &form))
		put(t, form, &add);
}

static uint32_t slots_for(struct bw_str text, struct bw_str more)
{
	size_t forms = 1, slots = 2;
	for (size_t i = 0; i < text.len; i++)
		forms += text.ptr[i] <= ' ';
	for (size_t i = 0; i < more.len; i++)
		forms += more.ptr[i] <= ' ';
	while (slots <= 2 * forms)
		slots *= 2;
	return (uint32_t)slots;
}

static void read_table(struct table *t, struct bw_str text, void (*read)(struct table *, struct bw_str))
{
	struct bw_str line;
	while (bw_str_split(&text, '\n', &line))
		if (line.len && line.ptr[0] != '#')
			read(t, line);
}

/* ---- a body ---- */

static const struct {
	const char *language, *alike, *told;
} languages[] = {{"en", "en/alike", "en/told"},
		 {"de", "de/alike", "de/told"},
		 {"es", "es/alike", "es/told"},
		 {"fr", "fr/alike", "fr/told"}};

static bool is_topic(const struct bw_token *t)
{
	return t->kind == BW_TOKEN_WORD && !(t->flags & BW_TOKEN_STOP) && t->end - t->start > 2;
}

static struct table open_table(struct bw_arena *a, const char *language)
{
	struct bw_str alike = BW_STR(""), told = BW_STR("");
	for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++) {
		if (strcmp(language, languages[i].language))
			continue;
		alike = bw_lexicon_embedded(languages[i].alike);
		told = bw_lexicon_embedded(languages[i].told);
	}
	struct table t = {.slots = slots_for(alike, told)};
	t.rows = BW_ARRAY(a, struct row, t.slots);
	read_table(&t, alike, read_alike);
	read_table(&t, told, read_cue);
	return t;
}

const struct bw_told_word *bw_told_words(struct bw_arena *a, const struct bw_notes *notes)
{
	const struct bw_layer *body = &notes->body;
	struct bw_told_word *out = BW_ARRAY(a, struct bw_told_word, body->n_tokens);
	struct table t = open_table(a, notes->language);
	for (uint32_t i = 0; i < body->n_tokens; i++) {
		const struct bw_token *k = &body->tokens[i];
		const struct row *r = row_of(&t, k->word), *two = r;
		if (i + 1 < body->n_tokens)
			two = row_of(&t, pair_of(k->word, body->tokens[i + 1].word));
		two = two->word ? two : r;
		out[i].stem = two->stem ? two->stem : r->stem ? r->stem : (uint32_t)k->stem;
		out[i].cues = r->cues | two->cues;
		out[i].particles = r->particles | two->particles;
		if (is_topic(k) && !(out[i].cues & (BW_CUE_SAY | BW_CUE_NOT)))
			out[i].cues |= BW_CUE_TOPIC;
	}
	return out;
}

uint32_t bw_told_token_at(const struct bw_layer *body, uint32_t start)
{
	uint32_t from = 0, to = body->n_tokens;
	while (from < to) {
		uint32_t mid = from + (to - from) / 2;
		if (body->tokens[mid].start < start)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

bool bw_told_has(const struct bw_told_word *w, uint32_t from, uint32_t to, uint32_t set)
{
	for (uint32_t i = from; i < to; i++)
		if (w[i].cues & set)
			return true;
	return false;
}

int32_t bw_told_day(double second)
{
	const double most = 1e11; /* past the year 5000 */
	if (!(second > -most && second < most))
		return second < 0 ? INT32_MIN : INT32_MAX;
	int64_t s = (int64_t)second, day = s / BW_DAY;
	return (int32_t)(s % BW_DAY < 0 ? day - 1 : day);
}
