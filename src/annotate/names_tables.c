#include "annotate/names_role.h"
#include "core/utf8.h"

#include <stdio.h>

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
	{"the", W_ARTICLE | W_DEFINITE},
	{"who", W_WHO},
	{"counted", W_COUNTED},
	{"credit", W_CREDIT},
	{"by", W_BY},
	{"owner", W_OWNER},
};

static const struct word_class kinds[] = {
	{"org", BW_ACTOR_ORG},         {"person", BW_ACTOR_PERSON}, {"country", BW_ACTOR_COUNTRY},
	{"product", BW_ACTOR_PRODUCT}, {"law", BW_ACTOR_LAW},       {"place", BW_ACTOR_PLACE},
};

/* not-names: what a phrase of this class is to the finder. */
static const struct word_class nots[] = {
	{"calendar", T_CALENDAR}, {"event", T_CALENDAR},    {"starter", W_STARTER},
	{"term", T_NOT},          {"occasion", W_OCCASION}, {"role", T_NOT},
	{"compass", T_NOT},       {"people", T_NOT},        {"furniture", T_NOT},
};

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

/* Bare forms and words as they stand share one map. */
#define BARE_SALT UINT64_C(0x5bd1e9955bd1e995)

static int find_class(const struct word_class *classes, size_t n, struct bw_str name, uint64_t *bits)
{
	for (size_t i = 0; i < n; i++)
		if (bw_str_eq(name, bw_str_from(classes[i].name))) {
			*bits = classes[i].bits;
			return BW_OK;
		}
	return BW_EINPUT;
}

static int bad_row(struct bw_err *err, const struct bw_lexicon *table, const struct bw_lexicon_row *row)
{
	return bw_err_set(err, BW_EINPUT, "lexicon %" BW_PRISTR ": The row \"%" BW_PRISTR "\" has an unknown class.",
			  BW_ARG(table->name), BW_ARG(row->col[0]));
}

static void add_word(struct bw_name_pack *p, struct bw_str word, uint64_t bits)
{
	*bw_map_put(&p->words, bw_words_hash(word), NULL) |= bits;
}

void bw_names_add_word(struct bw_name_pack *p, struct bw_str word, uint64_t bits)
{
	struct bw_arena a;
	bw_arena_init(&a);
	if (p->cases.n)
		*bw_map_put(&p->words, bw_names_bare(p, &a, word, false) ^ BARE_SALT, NULL) |= bits;
	else
		add_word(p, word, bits);
	bw_arena_release(&a);
}

/* Rows that hold several words each. */
static void read_words(struct bw_name_pack *p, const struct bw_lexicon *table, uint64_t bits,
		       void (*add)(struct bw_name_pack *, struct bw_str, uint64_t))
{
	for (size_t i = 0; i < table->n_rows; i++) {
		struct bw_str rest = table->rows[i].col[0], word;
		while (bw_str_split(&rest, ' ', &word))
			if (word.len)
				add(p, word, bits);
	}
}

static void read_people(struct bw_name_pack *p, const struct bw_lexicon *table)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		char gender = r->col[1].len ? r->col[1].ptr[0] : '-';
		uint64_t bits = gender == 'm'   ? W_MALE
				: gender == 'f' ? W_FEMALE
				: gender == 'u' ? W_MALE | W_FEMALE
						: 0;
		bits |= bw_str_eq(r->col[2], BW_STR("family")) ? W_FAMILY : 0;
		bw_names_add_word(p, r->col[0], bits ? bits : W_NOBODY);
	}
}

static int read_links(struct bw_name_pack *p, const struct bw_lexicon *table, struct bw_err *err)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		uint64_t bits;
		if (find_class(links, COUNT(links), table->rows[i].col[1], &bits))
			return bad_row(err, table, &table->rows[i]);
		add_word(p, table->rows[i].col[0], bits);
	}
	return BW_OK;
}

static uint64_t use_bits(struct bw_str use, uint64_t kind)
{
	static const struct word_class plain[] = {
		{"of", W_OF},         {"suffix", W_SUFFIX}, {"prefix", W_PREFIX},    {"back", W_BACK},
		{"public", W_PUBLIC}, {"state", W_STATE},   {"lead", W_LEAD | W_OF}, {"spot", W_SPOT},
	};
	uint64_t bits = 0;
	if (bw_str_eq(use, BW_STR("head")))
		return W_HEAD(kind);
	if (bw_str_eq(use, BW_STR("beside")))
		return W_BESIDE(kind);
	find_class(plain, COUNT(plain), use, &bits);
	return bits;
}

static int read_nouns(struct bw_name_pack *p, const struct bw_lexicon *table, struct bw_err *err)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		uint64_t kind, bits = 0;
		if (find_class(kinds, COUNT(kinds), r->col[1], &kind))
			return bad_row(err, table, r);
		struct bw_str rest = r->col[2], use;
		while (bw_str_split(&rest, ',', &use)) {
			uint64_t one = use_bits(use, kind);
			if (!one)
				return bad_row(err, table, r);
			bits |= one;
		}
		if (bits & (W_HEADS | W_BESIDE(BW_ACTOR_ORG)) && p->writes & BW_WRITES_THIN)
			bits |= W_COMMON;
		(bits & (W_SUFFIX | W_PREFIX) ? add_word : bw_names_add_word)(p, r->col[0], bits);
	}
	return BW_OK;
}

static int read_nots(struct bw_name_pack *p, const struct bw_lexicon *table, struct bw_err *err)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		uint64_t bits;
		if (find_class(nots, COUNT(nots), r->col[1], &bits))
			return bad_row(err, table, r);
		if (bits == W_STARTER || bits == W_OCCASION)
			add_word(p, r->col[0], bits);
		else
			bw_names_add_phrase(p, &p->nots, r->col[0], bits == T_CALENDAR);
	}
	return BW_OK;
}

static int read_titles(struct bw_name_pack *p, struct bw_arena *a, const struct bw_lexicon *table, struct bw_err *err)
{
	static const struct word_class classes[] = {{"honour", BW_TITLE_HONOUR},
						    {"office", BW_TITLE_OFFICE},
						    {"party", BW_TITLE_PARTY},
						    {"portfolio", BW_TITLE_PORTFOLIO}};
	p->title_rows = BW_ARRAY(a, struct bw_title, table->n_rows + 1);
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		uint64_t class;
		if (find_class(classes, COUNT(classes), r->col[2], &class))
			return bad_row(err, table, r);
		p->title_rows[i] =
			(struct bw_title){r->col[1].len ? r->col[1].ptr[0] : '-', (enum bw_title_class) class};
		bw_names_add_phrase(p, &p->titles, r->col[0], (uint32_t)i);
	}
	p->title_rows[table->n_rows] = (struct bw_title){'-', BW_TITLE_OFFICE}; /* of roles without a row */
	p->n_titles = (uint32_t)table->n_rows;
	return BW_OK;
}

enum { SHORT_WORD = 32 };

static bool has_common(const struct bw_name_pack *p, struct bw_str word)
{
	const uint64_t *bits = bw_map_get(&p->words, bw_str_hash(word));
	return bits && (*bits & W_COMMON);
}

/* word is small and ASCII. A doubled consonant before the ending counts once: "planned". */
static bool is_inflected(const struct bw_name_pack *p, struct bw_str word)
{
	const struct bw_endings *plain = &p->endings[BW_ENDING_PLAIN];
	char room[SHORT_WORD];
	for (uint32_t i = 0; i < plain->n; i++) {
		struct bw_str cut = plain->rows[i].cut, put = plain->rows[i].put;
		if (word.len < cut.len + 3 - put.len || !bw_str_ends(word, cut))
			continue;
		size_t len = word.len - cut.len;
		memcpy(room, word.ptr, len);
		if (put.len)
			memcpy(room + len, put.ptr, put.len);
		if (has_common(p, (struct bw_str){room, len + put.len}))
			return true;
		bool doubled = !put.len && len > 3 && room[len - 1] == room[len - 2];
		if (doubled && has_common(p, (struct bw_str){room, len - 1}))
			return true;
	}
	return false;
}

/* bare: what bw_names_bare gives for the word; 0 when it is not known yet. */
static uint64_t looked_up(const struct bw_name_pack *p, struct bw_str word, uint64_t hash, uint64_t bare)
{
	const uint64_t *found = bw_map_get(&p->words, hash);
	uint64_t bits = found ? *found : 0;
	if (!p->cases.n || !word.len)
		return bits;
	if (!bare) {
		struct bw_arena a;
		bw_arena_init(&a);
		bare = bw_names_bare(p, &a, word, false);
		bw_arena_release(&a);
	}
	found = bw_map_get(&p->words, bare ^ BARE_SALT);
	return bits | (found ? *found : 0);
}

static uint64_t known_bits(const struct bw_name_pack *p, struct bw_str word, uint64_t hash, uint64_t bare)
{
	const uint64_t person = W_MALE | W_FEMALE | W_FAMILY;
	uint64_t bits = looked_up(p, word, hash, bare);
	if (!p->any)
		return bits;
	uint64_t any = looked_up(p->any, word, hash, hash);
	return bits | (bits & W_NOBODY ? any & ~person : any);
}

/* "parties X and Y": a plural stands beside names as its singular does. */
static uint64_t plural_bits(const struct bw_name_pack *p, struct bw_str word)
{
	uint64_t beside = W_BESIDE(BW_ACTOR_ORG) | W_BESIDE(BW_ACTOR_PERSON) | W_BESIDE(BW_ACTOR_PRODUCT) |
			  W_BESIDE(BW_ACTOR_PLACE) | W_BESIDE(BW_ACTOR_LAW);
	char room[SHORT_WORD];
	if (word.len < 4 || word.len >= SHORT_WORD || word.ptr[word.len - 1] != 's')
		return 0;
	if (!bw_str_ends(word, BW_STR("ies"))) {
		struct bw_str one = bw_str_sub(word, 0, word.len - 1);
		uint64_t found = looked_up(p, BW_STR_NONE, bw_str_hash(one), 0) & beside;
		return found ? found | W_PLURAL : 0;
	}
	memcpy(room, word.ptr, word.len - 3);
	room[word.len - 3] = 'y';
	uint64_t found = looked_up(p, BW_STR_NONE, bw_str_hash((struct bw_str){room, word.len - 2}), 0) & beside;
	return found ? found | W_PLURAL : 0;
}

static uint64_t ending_bits(const struct bw_name_pack *p, struct bw_str word)
{
	struct bw_arena a;
	bw_arena_init(&a);
	struct bw_str folded = bw_uni_fold(&a, word);
	uint64_t bits = (bw_ending_of(&p->endings[BW_ENDING_ADJECTIVE], folded) ? W_TAIL : 0) |
			(bw_ending_of(&p->endings[BW_ENDING_NOUN], folded) ? W_COMMON : 0) |
			(bw_ending_of(&p->endings[BW_ENDING_COMPOUND], folded) ? W_HEAD(BW_ACTOR_ORG) | W_LEAD : 0) |
			(bw_ending_of(&p->endings[BW_ENDING_BESIDE], folded) ? W_BESIDE(BW_ACTOR_ORG) | W_COMMON : 0);
	bw_arena_release(&a);
	return bits;
}

uint64_t bw_names_word_bits(const struct bw_name_pack *p, struct bw_str word, uint64_t hash)
{
	return bw_names_bare_bits(p, word, hash, 0);
}

uint64_t bw_names_bare_bits(const struct bw_name_pack *p, struct bw_str word, uint64_t hash, uint64_t bare)
{
	uint64_t bits = known_bits(p, word, hash, bare);
	if (p->endings[BW_ENDING_ADJECTIVE].n + p->endings[BW_ENDING_NOUN].n + p->endings[BW_ENDING_COMPOUND].n)
		bits |= ending_bits(p, word);
	if (p->endings[BW_ENDING_PLAIN].n)
		bits |= plural_bits(p, word);
	if (bits & W_COMMON || word.len >= SHORT_WORD || word.len < 4 || !p->endings[BW_ENDING_PLAIN].n)
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

static void read_speech(struct bw_name_pack *p, const struct bw_lexicon *table)
{
	for (size_t i = 0; i < table->n_rows; i++)
		if (bw_str_find_char(table->rows[i].col[0], ' ', 0) == BW_NPOS)
			add_word(p, table->rows[i].col[0], W_SPEECH);
}

/* ---- packs ---- */

static const struct word_class habits[] = {
	{"nouns-large", BW_WRITES_NOUNS_LARGE},
	{"tails-small", BW_WRITES_TAILS_SMALL},
	{"thin", BW_WRITES_THIN},
};

static int read_habits(struct bw_name_pack *p, const char *language, const struct bw_lexicon *table, struct bw_err *err)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		uint64_t bits;
		if (find_class(habits, COUNT(habits), table->rows[i].col[1], &bits))
			return bad_row(err, table, &table->rows[i]);
		if (bw_str_eq(table->rows[i].col[0], bw_str_from(language)))
			p->writes |= bits;
	}
	return BW_OK;
}

static const struct bw_lexicon *table_of(const struct bw_lexicons *l, int language, const char *name)
{
	enum { NAME_ROOM = 32 };
	char table[NAME_ROOM];
	if (language < BW_N_READ_LANGUAGES)
		return bw_words_table(l, language, name);
	snprintf(table, sizeof(table), "any/%s", name);
	return bw_lexicon_get(l, table);
}

static int open_pack(struct bw_name_pack *p, struct bw_arena *a, const struct bw_lexicons *l, int language,
		     struct bw_err *err)
{
	int rc = bw_endings_open(p, a, table_of(l, language, "name-endings"), err);
	if (!rc)
		rc = read_habits(p, p->language, bw_lexicon_get(l, "any/name-habits"), err);
	read_words(p, table_of(l, language, "common"), W_COMMON, bw_names_add_word);
	read_words(p, table_of(l, language, "acts"), W_ACT, add_word);
	read_speech(p, table_of(l, language, "speech-verbs"));
	read_people(p, table_of(l, language, "person-names"));
	if (!rc)
		rc = read_links(p, table_of(l, language, "name-links"), err);
	if (!rc)
		rc = read_nouns(p, table_of(l, language, "actor-nouns"), err);
	if (!rc)
		rc = read_nots(p, table_of(l, language, "not-names"), err);
	if (!rc)
		rc = read_titles(p, a, table_of(l, language, "titles"), err);
	return rc;
}

int bw_names_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_names **out, struct bw_err *err)
{
	struct bw_names *all = BW_NEW(a, struct bw_names);
	int rc = BW_OK;
	for (int i = BW_N_READ_LANGUAGES; i >= 0; i--) {
		struct bw_name_pack *p = &all->packs[i];
		bw_map_init(&p->words);
		bw_phrases_init(&p->titles);
		bw_phrases_init(&p->nots);
		bw_phrases_init(&p->gazette);
		if (i < BW_N_READ_LANGUAGES)
			p->any = &all->packs[BW_N_READ_LANGUAGES];
		p->language = i < BW_N_READ_LANGUAGES ? bw_words_language(i) : "";
		if (!rc)
			rc = open_pack(p, a, l, i, err);
	}
	bw_gazette_open(all, a, l);
	if (!rc)
		rc = bw_roles_open(a, l, &all->roles, err);
	if (rc) {
		bw_names_close(all);
		all = NULL;
	}
	*out = all;
	return rc;
}

const struct bw_name_pack *bw_names_pack(const struct bw_names *p, const char *language)
{
	int i = bw_words_language_index(language);
	return &p->packs[i < 0 ? BW_N_READ_LANGUAGES : i];
}

void bw_names_close(struct bw_names *all)
{
	bw_roles_close(all ? all->roles : NULL);
	for (int i = 0; all && i <= BW_N_READ_LANGUAGES; i++) {
		bw_map_release(&all->packs[i].words);
		bw_phrases_release(&all->packs[i].titles);
		bw_phrases_release(&all->packs[i].nots);
		bw_phrases_release(&all->packs[i].gazette);
	}
}
