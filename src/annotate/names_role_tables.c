#include "annotate/names_role_part.h"

/* The tables "roles" and "back-nouns" of each language. */

static const struct {
	const char *name;
	uint32_t bits;
} classes[] = {
	{"office", R_OFFICE}, {"post", R_POST}, {"trade", R_TRADE},     {"past", R_PAST}, {"of", R_OF},
	{"link", R_LINK},     {"runs", R_RUNS}, {"who", R_WHO},         {"is", R_IS},     {"near", R_NEAR},
	{"after", R_AFTER},   {"bare", R_BARE}, {"article", R_ARTICLE},
};

struct bw_nouns {
	struct bw_map index; /* noun -> index into rows + 1 */
	struct bw_noun *rows;
};

struct bw_roles {
	struct bw_role_pack packs[BW_N_READ_LANGUAGES];
	struct bw_nouns nouns[BW_N_READ_LANGUAGES];
};

static uint32_t class_bits(struct bw_str list)
{
	struct bw_str one;
	uint32_t bits = 0;
	while (bw_str_split(&list, ',', &one)) {
		uint32_t bit = 0;
		for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++)
			if (bw_str_eq(one, bw_str_from(classes[i].name)))
				bit = classes[i].bits;
		if (!bit)
			return 0;
		bits |= bit;
	}
	return bits;
}

static int read_pack(struct bw_role_pack *p, const struct bw_lexicon *table, struct bw_err *err)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		uint32_t bits = class_bits(r->col[1]);
		if (!bits)
			return bw_err_set(err, BW_EINPUT,
					  "lexicon %" BW_PRISTR ": The row \"%" BW_PRISTR "\" has an unknown class.",
					  BW_ARG(table->name), BW_ARG(r->col[0]));
		if (bw_str_eq(r->col[0], BW_STR("*")))
			p->manner |= bits;
		else
			bw_words_phrase(&p->phrases, r->col[0], false, bits);
	}
	return BW_OK;
}

static int read_nouns(struct bw_nouns *nouns, struct bw_arena *a, const struct bw_lexicon *table, struct bw_err *err)
{
	nouns->rows = BW_ARRAY(a, struct bw_noun, table->n_rows + 1);
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		struct bw_noun *noun = &nouns->rows[i];
		struct bw_str rest = r->col[2], one;
		static const struct {
			const char *name;
			uint32_t use;
		} uses[] = {{"kin", 0}, {"firm", BW_NOUN_FIRM}, {"not", BW_NOUN_NOT}, {"seat", BW_NOUN_SEAT}};
		size_t k = 0, n_uses = sizeof(uses) / sizeof(*uses);
		while (k < n_uses && !bw_str_eq(r->col[1], bw_str_from(uses[k].name)))
			k++;
		if (k == n_uses)
			return bw_err_set(err, BW_EINPUT,
					  "lexicon %" BW_PRISTR ": The row \"%" BW_PRISTR "\" has an unknown class.",
					  BW_ARG(table->name), BW_ARG(r->col[0]));
		noun->use = uses[k].use;
		while (bw_str_split(&rest, '|', &one) && noun->n_kin < BW_MOST_KIN)
			if (one.len && !bw_str_eq(one, BW_STR("-")))
				noun->kin[noun->n_kin++] = bw_words_hash(one);
		*bw_map_put(&nouns->index, bw_words_hash(r->col[0]), NULL) = i + 1;
	}
	return BW_OK;
}

int bw_roles_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_roles **out, struct bw_err *err)
{
	struct bw_roles *roles = BW_NEW(a, struct bw_roles);
	int rc = BW_OK;
	for (int i = 0; i < BW_N_READ_LANGUAGES; i++) {
		bw_phrases_init(&roles->packs[i].phrases);
		bw_map_init(&roles->nouns[i].index);
	}
	for (int i = 0; i < BW_N_READ_LANGUAGES && !rc; i++) {
		rc = read_pack(&roles->packs[i], bw_words_table(l, i, "roles"), err);
		if (!rc)
			rc = read_nouns(&roles->nouns[i], a, bw_words_table(l, i, "back-nouns"), err);
	}
	*out = roles;
	return rc;
}

void bw_roles_close(struct bw_roles *roles)
{
	for (int i = 0; roles && i < BW_N_READ_LANGUAGES; i++) {
		bw_phrases_release(&roles->packs[i].phrases);
		bw_map_release(&roles->nouns[i].index);
	}
}

const struct bw_role_pack *bw_role_pack(const struct bw_roles *roles, const char *language)
{
	int i = bw_words_language_index(language);
	return i < 0 ? NULL : &roles->packs[i];
}

const struct bw_nouns *bw_roles_nouns(const struct bw_roles *roles, const char *language)
{
	int i = bw_words_language_index(language);
	return i < 0 ? NULL : &roles->nouns[i];
}

const struct bw_noun *bw_nouns_find(const struct bw_nouns *nouns, uint64_t word)
{
	const uint64_t *slot = nouns ? bw_map_get(&nouns->index, word) : NULL;
	return slot ? &nouns->rows[*slot - 1] : NULL;
}
