#include "core/lexicon.h"

#include "story/profile_words.h"

static const struct {
	const char *name;
	uint32_t cue;
} cues[] = {
	{"not", BW_CUE_NOT},           {"deny", BW_CUE_DENY},   {"pass", BW_CUE_PASS},
	{"so-far", BW_CUE_SO_FAR},     {"grew", BW_CUE_GREW},   {"corrects", BW_CUE_CORRECTS},
	{"former", BW_CUE_FORMER},     {"say", BW_CUE_SAY},     {"at", BW_CUE_AT},
	{"past", BW_CUE_PAST},         {"clock", BW_CUE_CLOCK}, {"noon", BW_CUE_NOON},
	{"midnight", BW_CUE_MIDNIGHT}, {"claim", BW_CUE_CLAIM}, {"open", BW_CUE_OPEN},
};

/* ---- the tables, as a set of hashes with open places ---- */

enum { SLOTS = 4096 };
struct row {
	uint64_t word; /* 0: free */
	uint32_t stem; /* 0: its own */
	uint32_t cues;
};
struct table {
	struct row *rows;
	uint32_t n;
};

static uint64_t pair_of(uint64_t first, uint64_t second)
{
	return (first ^ (second << 1 | second >> 63)) * 0x9e3779b97f4a7c15ULL;
}

static struct row *row_of(const struct table *t, uint64_t word)
{
	uint32_t at = (uint32_t)(word >> 20) % SLOTS;
	while (t->rows[at].word && t->rows[at].word != word)
		at = (at + 1) % SLOTS;
	return &t->rows[at];
}

static void put(struct table *t, struct bw_str form, uint32_t stem, uint32_t set)
{
	struct bw_str first = form, rest = form;
	if (form.len == 0 || t->n >= SLOTS * 3 / 4 || !bw_str_split(&rest, '_', &first))
		return;
	uint64_t word = rest.len ? pair_of(bw_str_hash(first), bw_str_hash(rest)) : bw_str_hash(form);
	struct row *r = row_of(t, word);
	t->n += !r->word;
	r->word = word;
	r->cues |= set;
	if (stem)
		r->stem = stem;
}

static void read_alike(struct table *t, struct bw_str line)
{
	struct bw_str stem, forms, form;
	if (!bw_str_split(&line, '\t', &stem) || !bw_str_split(&line, '\t', &forms))
		return;
	struct bw_str kind = bw_str_trim(line);
	uint32_t who = bw_str_eq(kind, BW_STR("who")) ? BW_CUE_WHO : 0, agent = 0;
	uint32_t grows = bw_str_eq(kind, BW_STR("grows")) ? BW_CUE_GROWS : 0;
	uint32_t key = (uint32_t)bw_str_hash(stem);
	while (bw_str_split(&forms, ' ', &form)) {
		if (bw_str_eq(form, BW_STR("|")))
			agent = who ? BW_CUE_AGENT : 0;
		else
			put(t, form, key, who | agent | grows);
	}
}

static void read_cue(struct table *t, struct bw_str line)
{
	struct bw_str name, forms, form;
	uint32_t cue = 0;
	if (!bw_str_split(&line, '\t', &name) || !bw_str_split(&line, '\t', &forms))
		return;
	for (size_t i = 0; i < sizeof(cues) / sizeof(*cues); i++)
		if (bw_str_eq(name, bw_str_from(cues[i].name)))
			cue = cues[i].cue;
	while (cue && bw_str_split(&forms, ' ', &form))
		put(t, form, 0, cue);
}

static void read_table(struct table *t, const char *name, void (*read)(struct table *, struct bw_str))
{
	struct bw_str text = bw_lexicon_embedded(name), line;
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

const struct bw_told_word *bw_told_words(struct bw_arena *a, const struct bw_notes *notes)
{
	const struct bw_layer *body = &notes->body;
	struct bw_told_word *out = BW_ARRAY(a, struct bw_told_word, body->n_tokens);
	struct table t = {.rows = BW_ARRAY(a, struct row, SLOTS)};
	for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++) {
		if (strcmp(notes->language, languages[i].language))
			continue;
		read_table(&t, languages[i].alike, read_alike);
		read_table(&t, languages[i].told, read_cue);
	}
	for (uint32_t i = 0; i < body->n_tokens; i++) {
		const struct bw_token *k = &body->tokens[i];
		const struct row *r = row_of(&t, k->word), *two = r;
		if (i + 1 < body->n_tokens)
			two = row_of(&t, pair_of(k->word, body->tokens[i + 1].word));
		two = two->word ? two : r;
		out[i].stem = two->stem ? two->stem : r->stem ? r->stem : (uint32_t)k->stem;
		out[i].cues = (r->word ? r->cues : 0) | (two->word ? two->cues : 0);
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
