#include "run/derive.h"

#include "run/moves.h"
#include "run/remember.h"
#include "run/rules.h"

enum { BATCH = 200 };
/* Signals take no more when nothing bore them out for half a year (signal.h): those of a whole year are replayed. */
static const int64_t remembered_s = 366 * (int64_t)BW_DAY;

struct deriving {
	struct bw_engine *e;
	const struct bw_teller *teller;
	struct bw_derive_report *out;
	struct bw_stories *stories;
	struct bw_signals *signals;
	struct bw_moves moves;
};

/* ---- replaying ---- */

static int restore_story(void *ctx, struct bw_arena *a, const struct bw_derived_row *row, const struct bw_remembered *r,
			 struct bw_err *err)
{
	struct deriving *d = ctx;
	struct bw_profile profile;
	bool whole = bw_profile_unpack(a, r->profile, r->prints, &profile);
	int code = bw_remember_corrupt(row->key, row->at, whole ? &profile : NULL, err);
	if (code)
		return code;
	bw_stories_restore(d->stories, &profile, &row->verdict,
			   bw_moves_place(&d->moves, row->at, row->key, row->verdict.development));
	return 0;
}

static int restore_candidates(void *ctx, struct bw_arena *a, const struct bw_derived_row *row,
			      const struct bw_remembered *r, struct bw_err *err)
{
	struct deriving *d = ctx;
	struct bw_candidates candidates;
	if (!bw_remember_candidates(a, row, r->candidates, &candidates))
		return bw_remember_corrupt(row->key, row->at, NULL, err);
	bw_signals_restore_candidates(d->signals, &candidates);
	return 0;
}

/* What the user said, what was learned from it, and where the articles that are named stand when they are older than
 * what is replayed. */
static void restore_rules(struct deriving *d, const struct bw_user_rules *rules, const struct bw_lesson_rows *lessons,
			  bw_time from)
{
	bw_stories_rule(d->stories, rules->rows.ptr, rules->rows.len);
	for (size_t i = 0; i < rules->names.len; i++)
		bw_stories_name(d->stories, rules->names.ptr[i].article, rules->names.ptr[i].id);
	for (size_t i = 0; i < lessons->rows.len; i++)
		bw_stories_restore_lesson(d->stories, &lessons->rows.ptr[i]);
	for (size_t i = 0; i < rules->places.len; i++) {
		const struct bw_derived_row *row = &rules->places.ptr[i];
		if (row->at < from)
			bw_stories_restore_place(
				d->stories, row->key,
				bw_moves_place(&d->moves, row->at, row->key, row->verdict.development));
	}
}

/* Moves that touch what is replayed or named. */
static int load_moves(struct deriving *d, struct bw_arena *a, const struct bw_user_rules *rules, bw_time from,
		      struct bw_err *err)
{
	for (size_t i = 0; i < rules->places.len; i++)
		from = rules->places.ptr[i].at < from ? rules->places.ptr[i].at : from;
	return bw_moves_load(d->e->store, a, from, INT64_MAX, &d->moves, err);
}

/* How far back profiles are replayed: more of them than the story room keeps cost time only. */
static int reach_of(struct deriving *d, bw_time at, bw_time *from, struct bw_err *err)
{
	return bw_store_derived_reach(d->e->store, at - bw_config_int(d->e->config, "story.window"),
				      (uint64_t)bw_config_int(d->e->config, "story.memory"), from, err);
}

/* All that stands in the store is older than what is to come, for later decisions were taken back. */
static int restore_stories(struct deriving *d, bw_time at, struct bw_err *err)
{
	struct bw_arena a;
	struct bw_lesson_rows lessons = {0};
	struct bw_user_rules rules = {0};
	struct bw_walk walk = {restore_story, d};
	bw_time prints_from = at - bw_config_int(d->e->config, "story.copy_window"), from = at;
	bw_arena_init(&a);
	int code = reach_of(d, at, &from, err);
	if (!code)
		code = bw_user_rules_load(d->e->store, &a, &rules, err);
	if (!code)
		code = bw_store_lesson_list(d->e->store, &a, &lessons, err);
	if (!code)
		code = load_moves(d, &a, &rules, from, err);
	if (!code) {
		restore_rules(d, &rules, &lessons, from);
		code = bw_store_profile_walk(d->e->store, from, prints_from, &walk, err);
		bw_moves_release(&d->moves);
	}
	bw_arena_release(&a);
	return code;
}

static int restore_signals(struct deriving *d, bw_time at, struct bw_err *err)
{
	struct bw_arena a;
	struct bw_signal_rows signals = {0};
	struct bw_evidence_rows evidence = {0};
	struct bw_walk walk = {restore_candidates, d};
	bw_time from = at - bw_config_int(d->e->config, "signal.window"), since = at - remembered_s;
	bw_arena_init(&a);
	int code = bw_store_signal_list(d->e->store, &a, since, INT64_MAX, &signals, err);
	for (size_t i = 0; !code && i < signals.rows.len; i++)
		bw_signals_restore_signal(d->signals, &signals.rows.ptr[i]);
	if (!code)
		code = bw_store_evidence_walk(d->e->store, from, since, &walk, err);
	if (!code)
		code = bw_store_candidates_walk(d->e->store, from, &walk, err);
	if (!code)
		code = bw_store_evidence_list(d->e->store, &a, since, INT64_MAX, &evidence, err);
	for (size_t i = 0; !code && i < evidence.rows.len; i++)
		bw_signals_restore_evidence(d->signals, &evidence.rows.ptr[i]);
	bw_arena_release(&a);
	return code;
}

/* ---- deciding ---- */

/* The least that the story room can take for an article that it remembers, when it is old or a copy: the sum of these
 * tells how many fit. It must not be more than what the room counts (story/window.c). */
static size_t least_bytes(const struct bw_profile *p, const struct bw_verdict *v)
{
	enum { RECORD = 150, TEXT = 200, WORD = 24, WORDS = 40 };
	if (v->origin != p->key)
		return RECORD;
	return RECORD + TEXT + WORD * (p->n_words < WORDS ? p->n_words : WORDS);
}

static int decide(struct deriving *d, struct bw_arena *a, const struct bw_reading *reading, struct bw_err *err)
{
	struct bw_story_news news = {0};
	struct bw_candidates candidates;
	struct bw_signal_changes changes = {0};
	struct bw_derived_row out = {.key = reading->key, .at = reading->at};
	bw_stories_add(d->stories, a, &reading->profile, &news);
	out.verdict = news.verdict;
	if (!bw_remember_candidates(a, &out, reading->bytes.candidates, &candidates))
		return bw_remember_corrupt(out.key, out.at, NULL, err);
	bw_signals_add(d->signals, a, &candidates, &changes);
	int code = bw_remember_why(a, &news, &out.why, err);
	if (code)
		return code;
	d->out->articles++;
	d->out->developments += out.verdict.join == BW_JOIN_OPENED || out.verdict.join == BW_JOIN_ALONE;
	d->out->signals += (uint32_t)changes.n_births;
	d->out->evidence += (uint32_t)changes.n_rows;
	return bw_store_derived_put(d->e->store, &out, least_bytes(&reading->profile, &out.verdict),
				    reading->is_new ? &reading->bytes : NULL, &news, &changes, err);
}

/* One batch: read in parallel, decided in order, kept as one transaction. *n is how many there were. */
static int derive_batch(struct deriving *d, size_t *n, struct bw_err *err)
{
	struct bw_arena a;
	struct bw_pending_rows pending = {0};
	struct bw_reading *readings = NULL;
	bw_arena_init(&a);
	int code = bw_store_pending(d->e->store, &a, BATCH, &pending, err);
	*n = code ? 0 : pending.rows.len;
	if (*n)
		code = bw_remember_read(d->e, &a, pending.rows.ptr, *n, &readings, err);
	for (size_t i = 0; !code && i < *n; i++)
		code = decide(d, &a, &readings[i], err);
	bw_arena_release(&a);
	return code;
}

static int derive_pending(struct deriving *d, struct bw_err *err)
{
	size_t n = 0, all = 0;
	int code = bw_store_pending_count(d->e->store, &all, err);
	while (!code) {
		code = bw_store_begin(d->e->store, err);
		if (!code)
			code = derive_batch(d, &n, err);
		if (!code)
			code = bw_store_commit(d->e->store, err);
		bw_store_abandon(d->e->store);
		d->teller->progress(d->teller->ctx, "deriving", d->out->articles, all);
		if (n < BATCH)
			break;
	}
	return code;
}

/* Takes back what was decided by another version, or after the first article that has no verdict yet. */
static int rewind_to(struct bw_engine *e, bool all, bw_time *at, struct bw_err *err)
{
	struct bw_arena a;
	struct bw_str version;
	uint64_t key = 0;
	bw_arena_init(&a);
	int code = bw_store_begin(e->store, err);
	if (!code)
		code = bw_store_derived_version(e->store, &a, &version, err);
	if (!code && (all || !bw_str_eq(version, BW_STR(BW_DERIVED_VERSION)))) {
		code = bw_store_derived_rewind(e->store, INT64_MIN, 0, err);
		if (!code)
			code = bw_store_remembered_forget(e->store, err);
		if (!code)
			code = bw_store_derived_version_put(e->store, BW_STR(BW_DERIVED_VERSION), err);
	}
	if (!code)
		code = bw_store_pending_first(e->store, at, &key, err);
	if (!code)
		code = bw_store_derived_rewind(e->store, *at, key, err);
	int outcome = code;
	if (!code || code == BW_ENOTFOUND)
		code = bw_store_commit(e->store, err);
	bw_store_abandon(e->store);
	bw_arena_release(&a);
	return code ? code : outcome;
}

int bw_derive(struct bw_engine *e, bool all, const struct bw_teller *teller, struct bw_derive_report *out,
	      struct bw_err *err)
{
	struct deriving d = {.e = e, .teller = teller, .out = out};
	bw_time at;
	int code = rewind_to(e, all, &at, err);
	if (code)
		return code == BW_ENOTFOUND ? 0 : code;
	d.stories = bw_stories_open(e->config, &e->lexicons);
	d.signals = bw_signals_open(e->config);
	code = restore_stories(&d, at, err);
	if (!code)
		code = restore_signals(&d, at, err);
	if (!code)
		code = derive_pending(&d, err);
	bw_signals_close(d.signals);
	bw_stories_close(d.stories);
	return code;
}
