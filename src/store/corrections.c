#include "core/digest.h"
#include "store/db.h"
#include "store/store.h"

const char *bw_correction_kind_name(enum bw_correction_kind k)
{
	static const char *const names[BW_N_CORRECTION] = {
		[BW_CORRECTION_MOVE] = "move", [BW_CORRECTION_MERGE] = "merge", [BW_CORRECTION_SPLIT] = "split"};
	return k < BW_N_CORRECTION ? names[k] : "";
}

static int last(struct bw_store *s, int64_t *id, bw_time *made, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_CORRECTION_LAST);
	bool row;
	int code = db_step(&q, &row, err);
	if (code || !row)
		return code;
	*id = db_int(&q, 0);
	*made = db_int(&q, 1);
	db_reset(&q);
	return 0;
}

static int put_pair(struct bw_store *s, const struct bw_correction *c, size_t i, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_CORRECTION_PAIR_INSERT);
	db_bind_int(&q, c->id);
	db_bind_int(&q, (int64_t)i);
	db_bind_int(&q, (int64_t)c->pairs[i].article);
	db_bind_int(&q, (int64_t)c->pairs[i].other);
	db_bind_int(&q, c->pairs[i].together);
	db_bind_int(&q, c->pairs[i].held);
	return db_run(&q, err);
}

static int put_name(struct bw_store *s, const struct bw_correction *c, size_t i, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_CORRECTION_NAME_INSERT);
	db_bind_int(&q, c->id);
	db_bind_int(&q, (int64_t)i);
	db_bind_int(&q, (int64_t)c->names[i].article);
	db_bind_int(&q, (int64_t)c->names[i].id);
	return db_run(&q, err);
}

int bw_store_correction_put(struct bw_store *s, struct bw_correction *c, struct bw_err *err)
{
	char seal[BW_SHA256_HEX];
	int64_t id = 0;
	bw_time made = 0;
	int code = last(s, &id, &made, err);
	if (code)
		return code;
	c->id = id + 1;
	c->made = c->made > made ? c->made : made + 1;
	c->undone = BW_TIME_NONE;
	db_seal_correction(c, seal);
	struct db_query q = db_query(s, BW_SQL_CORRECTION_INSERT);
	db_bind_int(&q, c->id);
	db_bind_int(&q, c->made);
	db_bind_int(&q, c->kind);
	db_bind_str(&q, c->words);
	db_bind_str(&q, bw_str_from(seal));
	code = db_run(&q, err);
	for (size_t i = 0; !code && i < c->n_pairs; i++)
		code = put_pair(s, c, i, err);
	for (size_t i = 0; !code && i < c->n_names; i++)
		code = put_name(s, c, i, err);
	return code;
}

int bw_store_correction_extend(struct bw_store *s, const struct bw_correction *c, size_t first, struct bw_err *err)
{
	char seal[BW_SHA256_HEX];
	struct db_query q = db_query(s, BW_SQL_CORRECTION_SEAL);
	db_seal_correction(c, seal);
	db_bind_str(&q, bw_str_from(seal));
	db_bind_int(&q, c->id);
	int code = db_run(&q, err);
	for (size_t i = first; !code && i < c->n_pairs; i++)
		code = put_pair(s, c, i, err);
	return code;
}

void db_correction_read(const struct db_query *q, struct bw_arena *a, struct bw_correction *out)
{
	*out = (struct bw_correction){.id = db_int(q, 0),
				      .made = db_int(q, 1),
				      .kind = (enum bw_correction_kind)db_int(q, 2),
				      .words = db_str(q, 3, a),
				      .undone = db_time(q, 4)};
}

/* Pairs come in the order of their corrections. */
static int read_pairs(struct bw_store *s, struct bw_arena *a, struct bw_correction *rows, size_t n, struct bw_err *err)
{
	BW_VEC(struct bw_correction_pair) pairs = {0};
	struct db_query q = db_query(s, BW_SQL_CORRECTION_PAIRS);
	size_t *first = BW_ARRAY(a, size_t, n);
	size_t i = 0;
	bool row;
	int code;
	while (!(code = db_step(&q, &row, err)) && row) {
		while (i < n && rows[i].id < db_int(&q, 0))
			i++;
		if (i == n || rows[i].id != db_int(&q, 0))
			continue;
		if (!rows[i].n_pairs++)
			first[i] = pairs.len;
		*BW_PUSH(a, &pairs) = (struct bw_correction_pair){(uint64_t)db_int(&q, 1), (uint64_t)db_int(&q, 2),
								  db_int(&q, 3) != 0, db_int(&q, 4) != 0};
	}
	for (i = 0; i < n; i++)
		rows[i].pairs = rows[i].n_pairs ? pairs.ptr + first[i] : NULL;
	return code;
}

static int read_names(struct bw_store *s, struct bw_arena *a, struct bw_correction *rows, size_t n, struct bw_err *err)
{
	BW_VEC(struct bw_correction_name) names = {0};
	struct db_query q = db_query(s, BW_SQL_CORRECTION_NAMES);
	size_t *first = BW_ARRAY(a, size_t, n);
	size_t i = 0;
	bool row;
	int code;
	while (!(code = db_step(&q, &row, err)) && row) {
		while (i < n && rows[i].id < db_int(&q, 0))
			i++;
		if (i == n || rows[i].id != db_int(&q, 0))
			continue;
		if (!rows[i].n_names++)
			first[i] = names.len;
		*BW_PUSH(a, &names) = (struct bw_correction_name){(uint64_t)db_int(&q, 1), (uint64_t)db_int(&q, 2)};
	}
	for (i = 0; i < n; i++)
		rows[i].names = rows[i].n_names ? names.ptr + first[i] : NULL;
	return code;
}

int db_correction_parts(struct bw_store *s, struct bw_arena *a, struct bw_correction *rows, size_t n,
			struct bw_err *err)
{
	int code = read_pairs(s, a, rows, n, err);
	return code ? code : read_names(s, a, rows, n, err);
}

int bw_store_correction_list(struct bw_store *s, struct bw_arena *a, struct bw_corrections *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_CORRECTION_LIST);
	bool row;
	int code;
	while (!(code = db_step(&q, &row, err)) && row)
		db_correction_read(&q, a, BW_PUSH(a, &out->rows));
	return code ? code : db_correction_parts(s, a, out->rows.ptr, out->rows.len, err);
}

int bw_store_correction_undo(struct bw_store *s, const struct bw_correction *c, bw_time at, struct bw_err *err)
{
	struct bw_correction undone = *c;
	char seal[BW_SHA256_HEX];
	undone.undone = at;
	db_seal_correction(&undone, seal);
	struct db_query q = db_query(s, BW_SQL_CORRECTION_UNDO);
	db_bind_int(&q, at);
	db_bind_str(&q, bw_str_from(seal));
	db_bind_int(&q, c->id);
	return db_run(&q, err);
}
