#include "annotate/names_part.h"
#include "core/utf8.h"

#include <stdlib.h>

/*
 * Ends of words. Names are compared without the ending of their case, so that all forms of one name are one; the table
 * is cut to what names need, and a wrong cut does no harm as long as text and lexicons are cut alike.
 */

static const char *const classes[BW_N_ENDINGS] = {"plain",    "base", "case",     "noun",  "adjective",
						  "compound", "verb", "genitive", "beside"};

static int by_length(const void *x, const void *y)
{
	const struct bw_ending *a = x, *b = y;
	if (a->cut.len != b->cut.len)
		return a->cut.len > b->cut.len ? -1 : 1;
	int c = bw_str_cmp(a->cut, b->cut);
	return c ? c : bw_str_cmp(b->put, a->put); /* what puts nothing back comes last */
}

static int class_of(struct bw_str name)
{
	for (int i = 0; i < BW_N_ENDINGS; i++)
		if (bw_str_eq(name, bw_str_from(classes[i])))
			return i;
	return -1;
}

static struct bw_endings pick(struct bw_arena *a, const struct bw_lexicon *table, uint32_t wanted)
{
	struct bw_ending *rows = BW_ARRAY(a, struct bw_ending, table->n_rows);
	uint32_t n = 0;
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct bw_lexicon_row *r = &table->rows[i];
		int class = class_of(r->col[1]);
		int64_t letters = 3;
		if (class < 0 || !(wanted >> class & 1))
			continue;
		if (r->col[3].len)
			bw_str_to_i64(r->col[3], &letters);
		struct bw_ending *e = &rows[n++];
		e->cut = bw_uni_fold(a, r->col[0]);
		e->put = bw_str_eq(r->col[2], BW_STR("-")) ? BW_STR_NONE : bw_uni_fold(a, r->col[2]);
		e->least = (uint32_t)letters * (e->cut.len && (unsigned char)e->cut.ptr[0] >= 0x80 ? 2 : 1);
		e->base = class == BW_ENDING_BASE;
	}
	if (n)
		qsort(rows, n, sizeof(*rows), by_length);
	return (struct bw_endings){rows, n};
}

int bw_endings_open(struct bw_name_pack *p, struct bw_arena *a, const struct bw_lexicon *table, struct bw_err *err)
{
	for (size_t i = 0; i < table->n_rows; i++)
		if (class_of(table->rows[i].col[1]) < 0 || !table->rows[i].col[0].len)
			return bw_err_set(err, BW_EINPUT,
					  "lexicon %" BW_PRISTR ": The row \"%" BW_PRISTR "\" has an unknown class.",
					  BW_ARG(table->name), BW_ARG(table->rows[i].col[0]));
	for (uint32_t k = 0; k < BW_N_ENDINGS; k++)
		p->endings[k] = pick(a, table, 1u << k);
	p->cases = pick(a, table, 1u << BW_ENDING_BASE | 1u << BW_ENDING_CASE);
	return BW_OK;
}

const struct bw_ending *bw_ending_of(const struct bw_endings *e, struct bw_str folded)
{
	for (uint32_t i = 0; i < e->n; i++) {
		const struct bw_ending *row = &e->rows[i];
		if (folded.len >= row->cut.len + row->least && bw_str_ends(folded, row->cut))
			return row;
	}
	return NULL;
}

uint64_t bw_names_bare(const struct bw_name_pack *p, struct bw_arena *a, struct bw_str word, bool capitals)
{
	struct bw_str folded = bw_uni_fold(a, word);
	const struct bw_ending *e = capitals ? NULL : bw_ending_of(&p->cases, folded);
	if (!e)
		return bw_str_hash(folded);
	struct bw_str left = bw_str_sub(folded, 0, folded.len - e->cut.len);
	if (!e->put.len)
		return bw_str_hash(left);
	return bw_str_hash(bw_arena_printf(a, "%" BW_PRISTR "%" BW_PRISTR, BW_ARG(left), BW_ARG(e->put)));
}

int bw_names_form_rank(const struct bw_name_pack *p, struct bw_arena *a, struct bw_str form)
{
	int rank = 2;
	struct bw_str rest = bw_uni_fold(a, form), word;
	while (p->cases.n && bw_str_split(&rest, ' ', &word)) {
		const struct bw_ending *e = bw_ending_of(&p->cases, word);
		if (e && rank > e->base)
			rank = e->base;
	}
	return rank;
}

void bw_names_add_phrase(const struct bw_name_pack *p, struct bw_phrases *set, struct bw_str phrase, uint32_t value)
{
	enum { MOST_WORDS = 24 };
	struct bw_arena a;
	struct bw_token *tokens;
	uint64_t words[MOST_WORDS];
	bw_arena_init(&a);
	size_t n = bw_words_split_in(&a, p->language, phrase, &tokens);
	for (size_t i = 0; i < n && n <= MOST_WORDS; i++)
		words[i] = tokens[i].kind == BW_TOKEN_WORD && p->cases.n
				   ? bw_names_bare(p, &a, bw_token_text(phrase, &tokens[i]),
						   tokens[i].flags & BW_TOKEN_ALLCAPS)
				   : tokens[i].word;
	if (n && n <= MOST_WORDS)
		bw_phrases_add_hashes(set, words, n, value);
	bw_arena_release(&a);
}
