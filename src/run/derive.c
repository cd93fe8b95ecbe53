#include "run/derive.h"

enum { BATCH = 200, BLOB_MAX = 64 << 20 };

struct deriving {
	struct bw_engine *e;
	const struct bw_teller *teller;
	struct bw_derive_report *out;
	struct bw_stories *stories;
	struct bw_signals *signals;
};

static int corrupt(uint64_t key, struct bw_err *err)
{
	return bw_err_set(err, BW_ECORRUPT,
			  "what was derived from article %016llx cannot be read; run 'bellwether rebuild'",
			  (unsigned long long)key);
}

static int restore_candidates(struct deriving *d, struct bw_arena *a, const struct bw_derived_row *row,
			      struct bw_err *err)
{
	struct bw_candidates candidates;
	if (!bw_candidates_unpack(a, row->candidates, &candidates))
		return corrupt(row->key, err);
	bw_signals_restore_candidates(d->signals, &candidates);
	return 0;
}

static int restore_row(struct deriving *d, struct bw_arena *a, const struct bw_derived_row *row, bw_time stories_from,
		       struct bw_err *err)
{
	struct bw_profile profile;
	if (row->at >= stories_from) {
		if (!bw_profile_unpack(a, row->profile, &profile))
			return corrupt(row->key, err);
		bw_stories_restore(d->stories, &profile, &row->verdict);
	}
	return restore_candidates(d, a, row, err);
}

/* Replays the decisions of the windows before `at`: all that stands in the store is older, for later ones were taken
 * back. */
static int restore(struct deriving *d, bw_time at, struct bw_err *err)
{
	struct bw_arena a;
	struct bw_derived_rows old = {0}, rows = {0};
	struct bw_signal_rows signals = {0};
	struct bw_evidence_rows evidence = {0};
	bw_time stories_from = at - bw_config_int(d->e->config, "story.window");
	bw_time signals_from = at - bw_config_int(d->e->config, "signal.window");
	bw_time from = stories_from < signals_from ? stories_from : signals_from;
	bw_arena_init(&a);
	int code = bw_store_signal_list(d->e->store, &a, INT64_MAX, &signals, err);
	for (size_t i = 0; !code && i < signals.rows.len; i++)
		bw_signals_restore_signal(d->signals, &signals.rows.ptr[i]);
	if (!code)
		code = bw_store_evidence_candidates(d->e->store, &a, from, &old, err);
	for (size_t i = 0; !code && i < old.rows.len; i++)
		code = restore_candidates(d, &a, &old.rows.ptr[i], err);
	if (!code)
		code = bw_store_derived_list(d->e->store, &a, from, INT64_MAX, true, &rows, err);
	for (size_t i = 0; !code && i < rows.rows.len; i++)
		code = restore_row(d, &a, &rows.rows.ptr[i], stories_from, err);
	if (!code)
		code = bw_store_evidence_list(d->e->store, &a, INT64_MAX, &evidence, err);
	for (size_t i = 0; !code && i < evidence.rows.len; i++)
		bw_signals_restore_evidence(d->signals, &evidence.rows.ptr[i]);
	bw_arena_release(&a);
	return code;
}

static int decide(struct deriving *d, struct bw_arena *a, const struct bw_article_row *row,
		  const struct bw_notes *notes, struct bw_err *err)
{
	struct bw_profile profile;
	struct bw_candidates candidates;
	struct bw_conflict_list conflicts = {0};
	struct bw_signal_changes changes = {0};
	struct bw_derived_row out = {.key = row->key, .at = row->at};
	struct bw_buf blob;
	bw_profile_make(a, &row->article, notes, row->at, &profile);
	bw_stories_add(d->stories, a, &profile, &out.verdict, &conflicts);
	bw_candidates_make(d->e->propositions, a, row->key, out.verdict.development, out.verdict.origin, row->at,
			   &row->article, notes, &candidates);
	bw_signals_add(d->signals, a, &candidates, &changes);
	bw_buf_init(&blob, BLOB_MAX);
	bw_profile_pack(&profile, &blob);
	out.profile = bw_buf_copy(&blob, a);
	bw_buf_reset(&blob);
	bw_candidates_pack(&candidates, &blob);
	out.candidates = bw_buf_copy(&blob, a);
	bool too_large = blob.failed;
	bw_buf_release(&blob);
	if (too_large)
		return bw_err_set(err, BW_ELIMIT, "%" BW_PRISTR ": the article is too large to derive from",
				  BW_ARG(row->article.url));
	d->out->articles++;
	d->out->developments += out.verdict.opens;
	d->out->signals += (uint32_t)changes.n_births;
	d->out->evidence += (uint32_t)changes.n_rows;
	return bw_store_derived_put(d->e->store, &out, &conflicts, &changes, err);
}

/* One batch: annotated in parallel, decided in order, kept as one transaction. *n is how many there were. */
static int derive_batch(struct deriving *d, size_t *n, struct bw_err *err)
{
	struct bw_arena a;
	struct bw_article_rows rows = {0};
	struct bw_annotated annotated = {0};
	bw_arena_init(&a);
	int code = bw_store_pending(d->e->store, &a, BATCH, &rows, err);
	*n = code ? 0 : rows.rows.len;
	const struct bw_article **articles = BW_ARRAY(&a, const struct bw_article *, *n);
	for (size_t i = 0; i < *n; i++)
		articles[i] = &rows.rows.ptr[i].article;
	bw_engine_annotate(d->e, articles, *n, &annotated);
	for (size_t i = 0; !code && i < *n; i++)
		code = decide(d, &a, &rows.rows.ptr[i], &annotated.notes[i], err);
	bw_annotated_release(&annotated);
	bw_arena_release(&a);
	return code;
}

static int derive_pending(struct deriving *d, struct bw_err *err)
{
	size_t n = 0;
	int code;
	do {
		code = bw_store_begin(d->e->store, err);
		if (!code)
			code = derive_batch(d, &n, err);
		if (!code)
			code = bw_store_commit(d->e->store, err);
		bw_store_abandon(d->e->store);
		d->teller->progress(d->teller->ctx, "deriving", d->out->articles, d->out->articles);
	} while (!code && n == BATCH);
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
	code = restore(&d, at, err);
	if (!code)
		code = derive_pending(&d, err);
	bw_signals_close(d.signals);
	bw_stories_close(d.stories);
	return code;
}
