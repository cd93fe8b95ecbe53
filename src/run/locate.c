#include "run/locate.h"

#include <stdlib.h>

#include "core/url.h"

enum { DIGITS = 16, LOOK_AT_MAX = 256 };

bool bw_locate_range(struct bw_str digits, uint64_t *from, uint64_t *to)
{
	uint64_t value = 0;
	if (!digits.len || digits.len > DIGITS)
		return false;
	for (size_t i = 0; i < digits.len; i++) {
		int c = (unsigned char)digits.ptr[i] | 0x20;
		bool digit = c >= '0' && c <= '9' && (unsigned char)digits.ptr[i] < 0x40, letter = c >= 'a' && c <= 'f';
		if (!digit && !letter)
			return false;
		value = value << 4 | (uint64_t)(digit ? c - '0' : c - 'a' + 10);
	}
	size_t rest = 4 * (DIGITS - digits.len);
	*from = value << rest;
	*to = *from | (rest ? ((uint64_t)1 << rest) - 1 : 0);
	return *from <= INT64_MAX;
}

int bw_locate_title(struct bw_store *s, struct bw_arena *a, uint64_t article, struct bw_str *out, struct bw_err *err)
{
	struct bw_article_row row = {0};
	int code = bw_store_article_get(s, a, article, &row, err);
	*out = row.article.title;
	return code;
}

/* ---- articles ---- */

static int key_of_address(struct bw_store *s, struct bw_arena *a, struct bw_str word, uint64_t *key, struct bw_err *err)
{
	struct bw_seen seen = {0};
	struct bw_str address;
	if (bw_url_canonical(a, word, &address, NULL))
		return 0;
	int code = bw_store_seen(s, a, address, 0, 0, &seen, err);
	*key = seen.article;
	return code;
}

int bw_locate_article(struct bw_store *s, struct bw_arena *a, const char *word, struct bw_derived_row *out,
		      struct bw_err *err)
{
	struct bw_named_articles found = {0};
	struct bw_str text = bw_str_from(word);
	uint64_t key = 0, from, to;
	int code = 0;
	if (bw_locate_range(text, &from, &to))
		code = bw_store_article_between(s, a, from, to, 2, &found, err);
	else
		code = key_of_address(s, a, text, &key, err);
	if (code)
		return code;
	if (found.rows.len > 1)
		return bw_err_set(err, BW_EUSAGE, "'%s' fits several articles; give more of the identifier", word);
	if (found.rows.len)
		key = found.rows.ptr[0].key;
	if (!key)
		return bw_err_set(err, BW_ENOTFOUND, "no article '%s' is archived; 'bellwether search' finds them",
				  word);
	return bw_store_derived_get(s, a, key, out, err);
}

/* ---- developments ---- */

static int by_time(const void *x, const void *y)
{
	const struct bw_derived_row *a = x, *b = y;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->key < b->key ? -1 : a->key > b->key;
}

struct gathering {
	struct bw_store *s;
	struct bw_arena *a;
	const struct bw_moves *moves;
	struct bw_located *out;
	struct bw_map seen; /* articles that were looked at */
};

static void take(struct gathering *g, const struct bw_derived_row *row)
{
	bool is_new;
	bw_map_put(&g->seen, row->key, &is_new);
	if (is_new && bw_moves_place(g->moves, row->at, row->key, row->verdict.development) == g->out->id)
		*BW_PUSH(g->a, &g->out->members.rows) = *row;
}

/* Articles that were put into this id when they came. */
static int take_all(struct gathering *g, uint64_t id, struct bw_err *err)
{
	struct bw_derived_rows rows = {0};
	int code = bw_store_derived_members(g->s, g->a, id, &rows, err);
	for (size_t i = 0; i < rows.rows.len; i++)
		take(g, &rows.rows.ptr[i]);
	return code;
}

/* Every id that led here, and every article that was moved by itself. */
static int take_moved(struct gathering *g, struct bw_err *err)
{
	const struct bw_moves *m = g->moves;
	int code = 0;
	for (uint32_t i = 0; !code && i < m->by_from.len; i++)
		if (bw_moves_follow(m, m->by_from.entries[i].key) == g->out->id)
			code = take_all(g, m->by_from.entries[i].key, err);
	for (uint32_t i = 0; !code && i < m->by_article.len; i++) {
		struct bw_derived_row row = {0};
		code = bw_store_derived_get(g->s, g->a, m->by_article.entries[i].key, &row, err);
		if (!code)
			take(g, &row);
	}
	return code;
}

int bw_locate_members(struct bw_store *s, struct bw_arena *a, const struct bw_moves *moves, uint64_t id,
		      struct bw_located *out, struct bw_err *err)
{
	struct gathering g = {.s = s, .a = a, .moves = moves, .out = out};
	*out = (struct bw_located){.id = id};
	bw_map_init(&g.seen);
	int code = take_all(&g, id, err);
	if (!code)
		code = take_moved(&g, err);
	bw_map_release(&g.seen);
	if (!code && out->members.rows.len) {
		qsort(out->members.rows.ptr, out->members.rows.len, sizeof(*out->members.rows.ptr), by_time);
		code = bw_locate_title(s, a, out->members.rows.ptr[0].key, &out->title, err);
	}
	return code;
}

/* What may be meant: ids with an article that stands where they lead. */
struct meant {
	uint64_t id, article;
};
struct meanings {
	BW_VEC(struct meant) rows;
};

/* Ids that were given by corrections lead to the article that was given them last. */
static int add_names(struct bw_store *s, struct bw_arena *a, uint64_t from, uint64_t to, struct meanings *out,
		     struct bw_err *err)
{
	struct bw_corrections all = {0};
	int code = bw_store_correction_list(s, a, &all, err);
	for (size_t i = all.rows.len; i-- > 0;)
		for (size_t k = all.rows.ptr[i].n_names; k-- > 0;) {
			const struct bw_correction_name *name = &all.rows.ptr[i].names[k];
			bool known = name->id < from || name->id > to;
			for (size_t m = 0; m < out->rows.len && !known; m++)
				known = out->rows.ptr[m].id == name->id;
			if (!known)
				*BW_PUSH(a, &out->rows) = (struct meant){name->id, name->article};
		}
	return code;
}

static int find_meanings(struct bw_store *s, struct bw_arena *a, const char *word, struct meanings *out,
			 struct bw_err *err)
{
	struct bw_named_articles keys = {0};
	uint64_t from = 0, to = 0, key = 0;
	int code;
	if (!bw_locate_range(bw_str_from(word), &from, &to)) {
		code = key_of_address(s, a, bw_str_from(word), &key, err);
		if (!code && key)
			*BW_PUSH(a, &out->rows) = (struct meant){0, key};
		return code;
	}
	code = add_names(s, a, from, to, out, err);
	if (!code)
		code = bw_store_article_between(s, a, from, to, LOOK_AT_MAX, &keys, err);
	for (size_t i = 0; i < keys.rows.len; i++) {
		bool known = false;
		for (size_t m = 0; m < out->rows.len && !known; m++)
			known = out->rows.ptr[m].id == keys.rows.ptr[i].key;
		if (!known)
			*BW_PUSH(a, &out->rows) = (struct meant){keys.rows.ptr[i].key, keys.rows.ptr[i].key};
	}
	return code;
}

/* The development that stands under the id itself, or (then *own is false) the one that the article is in. */
static int look(struct bw_store *s, struct bw_arena *a, const struct bw_moves *moves, struct meant meant,
		struct bw_located *out, bool *own, struct bw_err *err)
{
	struct bw_derived_row row = {0};
	struct bw_err absent = {0};
	int code = meant.id ? bw_locate_members(s, a, moves, meant.id, out, err) : 0;
	*own = out->members.rows.len > 0;
	if (code || *own)
		return code;
	code = bw_store_derived_get(s, a, meant.article, &row, &absent);
	if (code == BW_ENOTFOUND)
		return 0;
	if (code) {
		*err = absent;
		return code;
	}
	return bw_locate_members(s, a, moves, bw_moves_place(moves, row.at, row.key, row.verdict.development), out,
				 err);
}

int bw_locate_development(struct bw_store *s, struct bw_arena *a, const struct bw_moves *moves, const char *word,
			  struct bw_located *out, struct bw_err *err)
{
	struct meanings meanings = {0};
	size_t n_own = 0, n_other = 0;
	struct bw_located other = {0};
	int code = find_meanings(s, a, word, &meanings, err);
	for (size_t i = 0; !code && i < meanings.rows.len; i++) {
		struct bw_located x = {0};
		bool own;
		code = look(s, a, moves, meanings.rows.ptr[i], &x, &own, err);
		if (own && !n_own++)
			*out = x;
		else if (!own && x.members.rows.len && (!n_other || other.id != x.id) && !n_other++)
			other = x;
	}
	if (code)
		return code;
	if (!n_own && n_other == 1)
		*out = other;
	if (!n_own && !n_other)
		return bw_err_set(err, BW_ENOTFOUND,
				  "there is no development '%s'; 'bellwether developments' lists them", word);
	if (n_own > 1 || (!n_own && n_other > 1) || meanings.rows.len >= LOOK_AT_MAX)
		return bw_err_set(err, BW_EUSAGE, "'%s' fits several developments; give more of the identifier", word);
	return 0;
}
