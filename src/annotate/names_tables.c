#include "annotate/names_part.h"
#include "core/utf8.h"

/* The tables: each lexicon is read by one row of `readers`, which tells what its words mean. */

struct word_class {
	const char *name;
	uint64_t bits;
};

static const struct word_class links[] = {
	{"of", W_LINK_OF},
	{"for", W_LINK_FOR},
	{"on", W_LINK_FOR},
	{"and", W_LINK_AND},
	{"particle", W_PARTICLE},
	{"article", W_ARTICLE},
	{"place", W_AT_PLACE | W_PREPOSITION},
	{"before", W_PREPOSITION},
};

static const struct word_class kinds[] = {
	{"org", BW_ACTOR_ORG},         {"person", BW_ACTOR_PERSON}, {"country", BW_ACTOR_COUNTRY},
	{"product", BW_ACTOR_PRODUCT}, {"law", BW_ACTOR_LAW},       {"place", BW_ACTOR_PLACE},
};

/* not-names: what a phrase of this class is to the finder. */
static const struct word_class nots[] = {
	{"calendar", T_CALENDAR}, {"event", T_CALENDAR}, {"starter", W_STARTER}, {"term", T_NOT},
	{"role", T_NOT},          {"compass", T_NOT},    {"people", T_NOT},      {"furniture", T_NOT},
};

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static int find_class(const struct word_class *classes, size_t n, struct bw_str name, uint64_t *bits)
{
	for (size_t i = 0; i < n; i++)
		if (bw_str_eq(name, bw_str_from(classes[i].name))) {
			*bits = classes[i].bits;
			return BW_OK;
		}
	return BW_EINPUT;
}

static int bad_row(struct bw_err *err, const char *table, const struct bw_lexicon_row *row)
{
	return bw_err_set(err, BW_EINPUT, "lexicon %s: The row \"%" BW_PRISTR "\" has an unknown class.", table,
			  BW_ARG(row->col[0]));
}

static void add_word(struct bw_names *p, struct bw_str word, uint64_t bits)
{
	*bw_map_put(&p->words, bw_words_hash(word), NULL) |= bits;
}

/* Rows that hold several words each. */
static void read_words(struct bw_names *p, const struct bw_lexicon *table, uint64_t bits)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		struct bw_str rest = table->rows[i].col[0], word;
		while (bw_str_split(&rest, ' ', &word))
			if (word.len)
				add_word(p, word, bits);
	}
}

static void read_people(struct bw_names *p, const struct bw_lexicon *table)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		char gender = r->col[1].len ? r->col[1].ptr[0] : '-';
		uint64_t bits = gender == 'm'   ? W_MALE
				: gender == 'f' ? W_FEMALE
				: gender == 'u' ? W_MALE | W_FEMALE
						: 0;
		add_word(p, r->col[0], bits | (bw_str_eq(r->col[2], BW_STR("family")) ? W_FAMILY : 0));
	}
}

static int read_links(struct bw_names *p, const struct bw_lexicon *table, struct bw_err *err)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		uint64_t bits;
		if (find_class(links, COUNT(links), table->rows[i].col[1], &bits))
			return bad_row(err, "name-links", &table->rows[i]);
		add_word(p, table->rows[i].col[0], bits);
	}
	return BW_OK;
}

static uint64_t use_bits(struct bw_str use, uint64_t kind)
{
	static const struct word_class plain[] = {
		{"of", W_OF},         {"suffix", W_SUFFIX}, {"prefix", W_PREFIX}, {"back", W_BACK},
		{"public", W_PUBLIC}, {"state", W_STATE},   {"lead", W_LEAD},
	};
	uint64_t bits = 0;
	if (bw_str_eq(use, BW_STR("head")))
		return W_HEAD(kind);
	if (bw_str_eq(use, BW_STR("beside")))
		return W_BESIDE(kind);
	find_class(plain, COUNT(plain), use, &bits);
	return bits;
}

static int read_nouns(struct bw_names *p, const struct bw_lexicon *table, struct bw_err *err)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		uint64_t kind, bits = 0;
		if (find_class(kinds, COUNT(kinds), r->col[1], &kind))
			return bad_row(err, "actor-nouns", r);
		struct bw_str rest = r->col[2], use;
		while (bw_str_split(&rest, ',', &use)) {
			uint64_t one = use_bits(use, kind);
			if (!one)
				return bad_row(err, "actor-nouns", r);
			bits |= one;
		}
		add_word(p, r->col[0], bits);
	}
	return BW_OK;
}

static int read_nots(struct bw_names *p, const struct bw_lexicon *table, struct bw_err *err)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		uint64_t bits;
		if (find_class(nots, COUNT(nots), r->col[1], &bits))
			return bad_row(err, "not-names", r);
		if (bits == W_STARTER)
			add_word(p, r->col[0], bits);
		else
			bw_words_phrase(&p->nots, r->col[0], false, bits == T_CALENDAR);
	}
	return BW_OK;
}

static int read_titles(struct bw_names *p, struct bw_arena *a, const struct bw_lexicon *table, struct bw_err *err)
{
	static const struct word_class classes[] = {
		{"honour", BW_TITLE_HONOUR}, {"office", BW_TITLE_OFFICE}, {"party", BW_TITLE_PARTY}};
	p->title_rows = BW_ARRAY(a, struct bw_title, table->n_rows + 1);
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		uint64_t class;
		if (find_class(classes, COUNT(classes), r->col[2], &class))
			return bad_row(err, "titles", r);
		p->title_rows[i] =
			(struct bw_title){r->col[1].len ? r->col[1].ptr[0] : '-', (enum bw_title_class) class};
		bw_words_phrase(&p->titles, r->col[0], false, (uint32_t)i);
	}
	p->title_rows[table->n_rows] = (struct bw_title){'-', BW_TITLE_OFFICE}; /* of roles without a row */
	p->n_titles = (uint32_t)table->n_rows;
	return BW_OK;
}

/* -s, -ed and the like stand in the table only as their base: what to cut, and what to put back. */
static const struct {
	const char *cut, *put;
} endings[] = {
	{"ies", "y"}, {"es", ""},   {"s", ""},    {"ied", "y"},  {"ed", ""},   {"ed", "e"},
	{"ing", ""},  {"ing", "e"}, {"ings", ""}, {"ings", "e"}, {"ily", "y"}, {"ly", ""},
};

enum { SHORT_WORD = 32 };

static bool has_common(const struct bw_names *p, struct bw_str word)
{
	const uint64_t *bits = bw_map_get(&p->words, bw_str_hash(word));
	return bits && (*bits & W_COMMON);
}

/* word is small and ASCII. A doubled consonant before the ending counts once: "planned". */
static bool is_inflected(const struct bw_names *p, struct bw_str word)
{
	char room[SHORT_WORD];
	for (size_t i = 0; i < COUNT(endings); i++) {
		size_t cut = strlen(endings[i].cut), put = strlen(endings[i].put);
		if (word.len < cut + 3 - put || !bw_str_ends(word, bw_str_from(endings[i].cut)))
			continue;
		size_t len = word.len - cut;
		memcpy(room, word.ptr, len);
		memcpy(room + len, endings[i].put, put);
		if (has_common(p, (struct bw_str){room, len + put}))
			return true;
		bool doubled = !put && len > 3 && room[len - 1] == room[len - 2];
		if (doubled && has_common(p, (struct bw_str){room, len - 1}))
			return true;
	}
	return false;
}

uint64_t bw_names_word_bits(const struct bw_names *p, struct bw_str word, uint64_t hash)
{
	const uint64_t *found = bw_map_get(&p->words, hash);
	uint64_t bits = found ? *found : 0;
	if (bits & W_COMMON || word.len >= SHORT_WORD || word.len < 4)
		return bits;
	char small[SHORT_WORD];
	size_t hyphen = bw_str_find_char(word, '-', 0);
	if (hyphen != BW_NPOS && hyphen + 1 < word.len) { /* "Runners-up" */
		struct bw_str head = bw_str_sub(word, 0, hyphen), tail = bw_str_from_pos(word, hyphen + 1);
		bool both = bw_names_word_bits(p, head, bw_words_hash(head)) &
			    bw_names_word_bits(p, tail, bw_words_hash(tail)) & W_COMMON;
		return both ? bits | W_COMMON : bits;
	}
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
			return bits;
		small[i] = (char)(c | 32);
	}
	return is_inflected(p, (struct bw_str){small, word.len}) ? bits | W_COMMON : bits;
}

static void read_speech(struct bw_names *p, const struct bw_lexicon *table)
{
	for (size_t i = 0; i < table->n_rows; i++)
		if (bw_str_find_char(table->rows[i].col[0], ' ', 0) == BW_NPOS)
			add_word(p, table->rows[i].col[0], W_SPEECH);
}

int bw_names_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_names **out, struct bw_err *err)
{
	struct bw_names *p = BW_NEW(a, struct bw_names);
	bw_map_init(&p->words);
	bw_phrases_init(&p->titles);
	bw_phrases_init(&p->nots);
	bw_phrases_init(&p->gazette);
	read_words(p, bw_lexicon_get(l, "en/common"), W_COMMON);
	read_words(p, bw_lexicon_get(l, "en/acts"), W_ACT);
	read_speech(p, bw_lexicon_get(l, "en/speech-verbs"));
	read_people(p, bw_lexicon_get(l, "en/person-names"));
	int rc = read_links(p, bw_lexicon_get(l, "en/name-links"), err);
	if (!rc)
		rc = read_nouns(p, bw_lexicon_get(l, "en/actor-nouns"), err);
	if (!rc)
		rc = read_nots(p, bw_lexicon_get(l, "en/not-names"), err);
	if (!rc)
		rc = read_titles(p, a, bw_lexicon_get(l, "en/titles"), err);
	if (!rc)
		rc = bw_gazette_open(p, a, l, err);
	if (rc) {
		bw_names_close(p);
		p = NULL;
	}
	*out = p;
	return rc;
}

void bw_names_close(struct bw_names *p)
{
	if (!p)
		return;
	bw_map_release(&p->words);
	bw_phrases_release(&p->titles);
	bw_phrases_release(&p->nots);
	bw_phrases_release(&p->gazette);
}
