/* What a decision brings besides its verdict: conflicts, moves, links and lessons, a row each, known by the article
 * that brought it and their place in what it brought. */
#include <math.h>

#include "core/pack.h"
#include "store/db.h"
#include "store/store.h"

static struct db_query begin(struct bw_store *s, enum bw_sql name, bw_time at, uint64_t key, uint32_t seq)
{
	struct db_query q = db_query(s, name);
	db_bind_int(&q, at);
	db_bind_int(&q, (int64_t)key);
	db_bind_int(&q, seq);
	return q;
}

static int put_conflict(struct db_query *q, const struct bw_conflict *c, struct bw_err *err)
{
	db_bind_int(q, (int64_t)c->development);
	db_bind_int(q, c->kind);
	db_bind_int(q, c->corrected);
	db_bind_int(q, (int64_t)c->a_article);
	db_bind_int(q, (int64_t)c->b_article);
	db_bind_int(q, c->a_start);
	db_bind_int(q, c->a_end);
	db_bind_int(q, c->b_start);
	db_bind_int(q, c->b_end);
	db_bind_int(q, c->head);
	db_bind_real(q, c->a_value);
	db_bind_real(q, c->b_value);
	return db_run(q, err);
}

static int put_move(struct db_query *q, const struct bw_story_move *m, struct bw_err *err)
{
	db_bind_int(q, m->kind);
	db_bind_int(q, (int64_t)m->article);
	db_bind_int(q, (int64_t)m->from);
	db_bind_int(q, (int64_t)m->to);
	db_bind_real(q, m->score);
	return db_run(q, err);
}

static int put_link(struct db_query *q, const struct bw_story_link *l, struct bw_err *err)
{
	db_bind_int(q, l->kind);
	db_bind_int(q, (int64_t)l->from);
	db_bind_int(q, (int64_t)l->to);
	db_bind_real(q, l->score);
	return db_run(q, err);
}

enum { FEATURES_BYTES = 4 * BW_STORY_FEATURES };

static int put_lesson(struct db_query *q, const struct bw_story_lesson *l, struct bw_err *err)
{
	struct bw_buf features;
	bw_buf_init(&features, FEATURES_BYTES);
	for (size_t i = 0; i < BW_STORY_FEATURES; i++)
		bw_pack_f32(&features, l->features[i]);
	db_bind_int(q, l->made);
	db_bind_int(q, (int64_t)l->article);
	db_bind_int(q, (int64_t)l->development);
	db_bind_int(q, l->together);
	db_bind_blob(q, bw_buf_view(&features));
	int code = db_run(q, err);
	bw_buf_release(&features);
	return code;
}

int db_news_put(struct bw_store *s, bw_time at, uint64_t key, const struct bw_story_news *news, struct bw_err *err)
{
	struct db_query q;
	int code = 0;
	for (uint32_t i = 0; !code && i < news->n_conflicts; i++) {
		q = begin(s, BW_SQL_CONFLICT_INSERT, at, key, i);
		code = put_conflict(&q, &news->conflicts[i], err);
	}
	for (uint32_t i = 0; !code && i < news->n_moves; i++) {
		q = begin(s, BW_SQL_MOVE_INSERT, at, key, i);
		code = put_move(&q, &news->moves[i], err);
	}
	for (uint32_t i = 0; !code && i < news->n_links; i++) {
		q = begin(s, BW_SQL_LINK_INSERT, at, key, i);
		code = put_link(&q, &news->links[i], err);
	}
	for (uint32_t i = 0; !code && i < news->n_lessons; i++) {
		q = begin(s, BW_SQL_LESSON_INSERT, at, key, i);
		code = put_lesson(&q, &news->lessons[i], err);
	}
	return code;
}

static struct db_query between(struct bw_store *s, enum bw_sql name, bw_time from, bw_time to)
{
	struct db_query q = db_query(s, name);
	db_bind_int(&q, from);
	db_bind_int(&q, to);
	return q;
}

int bw_store_conflict_list(struct bw_store *s, struct bw_arena *a, bw_time from, bw_time to,
			   struct bw_conflict_rows *out, struct bw_err *err)
{
	struct db_query q = between(s, BW_SQL_CONFLICT_LIST, from, to);
	bool row;
	int code;
	while (!(code = db_step(&q, &row, err)) && row) {
		struct bw_conflict *c = BW_PUSH(a, &out->rows);
		c->development = (uint64_t)db_int(&q, 0);
		c->kind = (enum bw_conflict_kind)db_int(&q, 1);
		c->corrected = db_int(&q, 2) != 0;
		c->a_article = (uint64_t)db_int(&q, 3);
		c->b_article = (uint64_t)db_int(&q, 4);
		c->a_start = (uint32_t)db_int(&q, 5);
		c->a_end = (uint32_t)db_int(&q, 6);
		c->b_start = (uint32_t)db_int(&q, 7);
		c->b_end = (uint32_t)db_int(&q, 8);
		c->head = (uint32_t)db_int(&q, 9);
		c->a_value = db_real(&q, 10);
		c->b_value = db_real(&q, 11);
	}
	return code;
}

int bw_store_move_list(struct bw_store *s, struct bw_arena *a, bw_time from, bw_time to, struct bw_move_rows *out,
		       struct bw_err *err)
{
	struct db_query q = between(s, BW_SQL_MOVE_LIST, from, to);
	bool row;
	int code;
	while (!(code = db_step(&q, &row, err)) && row)
		*BW_PUSH(a, &out->rows) = (struct bw_move_row){
			.decided_at = db_int(&q, 0),
			.decided_by = (uint64_t)db_int(&q, 1),
			.move = {.kind = (enum bw_move_kind)db_int(&q, 2),
				 .article = (uint64_t)db_int(&q, 3),
				 .from = (uint64_t)db_int(&q, 4),
				 .to = (uint64_t)db_int(&q, 5),
				 .score = (float)db_real(&q, 6)},
		};
	return code;
}

int bw_store_link_list(struct bw_store *s, struct bw_arena *a, bw_time from, bw_time to, struct bw_link_rows *out,
		       struct bw_err *err)
{
	struct db_query q = between(s, BW_SQL_LINK_LIST, from, to);
	bool row;
	int code;
	while (!(code = db_step(&q, &row, err)) && row)
		*BW_PUSH(a, &out->rows) = (struct bw_link_row){
			.decided_at = db_int(&q, 0),
			.decided_by = (uint64_t)db_int(&q, 1),
			.link = {.kind = (enum bw_link_kind)db_int(&q, 2),
				 .from = (uint64_t)db_int(&q, 3),
				 .to = (uint64_t)db_int(&q, 4),
				 .score = (float)db_real(&q, 5)},
		};
	return code;
}

static bool read_features(struct bw_unpack *u, float *features)
{
	bool finite = true;
	for (size_t i = 0; i < BW_STORY_FEATURES; i++) {
		features[i] = bw_unpack_f32(u);
		finite = finite && isfinite(features[i]);
	}
	return finite && !u->bad && u->pos == u->in.len;
}

int bw_store_lesson_list(struct bw_store *s, struct bw_arena *a, struct bw_lesson_rows *out, struct bw_err *err)
{
	struct db_query q = db_query(s, BW_SQL_LESSON_LIST);
	bool row;
	int code;
	while (!(code = db_step(&q, &row, err)) && row) {
		struct bw_story_lesson *l = BW_PUSH(a, &out->rows);
		struct bw_unpack u = {.in = db_str(&q, 4, a)};
		l->made = db_int(&q, 0);
		l->article = (uint64_t)db_int(&q, 1);
		l->development = (uint64_t)db_int(&q, 2);
		l->together = db_int(&q, 3) != 0;
		if (!read_features(&u, l->features)) {
			db_reset(&q);
			return bw_err_set(err, BW_ECORRUPT,
					  "a lesson of article %016llx cannot be read; run 'bellwether rebuild'",
					  (unsigned long long)l->article);
		}
	}
	return code;
}
