/*
 * signal_articles FILE [CUT]: reads articles as JSON lines, runs annotate, story and signal over them in order of time,
 * and prints lines of types article, development and signal as `bellwether export` has them. A line may carry
 * "development" and "origin" (addresses of articles): they then stand for the verdict of the story room, so that the
 * room can be measured alone. With CUT, the state is given up after that many articles and restored from what was
 * decided: the output must not change.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "annotate/annotate.h"
#include "core/buf.h"
#include "core/digest.h"
#include "core/file.h"
#include "core/json.h"
#include "core/lexicon.h"
#include "core/vec.h"
#include "signal/signal.h"
#include "story/story.h"

enum { FILE_MAX = 256 << 20, OUT_MAX = 256 << 20 };

struct item {
	struct bw_article article;
	struct bw_notes notes;
	struct bw_verdict verdict;
	struct bw_candidates candidates;
	uint64_t key;
	bw_time at;
	struct bw_str development, origin; /* as given; empty: the story room decides */
};

struct run {
	struct bw_lexicons lexicons;
	struct bw_arena arena;
	struct bw_annotator *an;
	struct bw_propositions *propositions;
	struct bw_config *config;
	BW_VEC(struct item) items;
	BW_VEC(struct bw_signal) signals;
	BW_VEC(struct bw_evidence) rows;
	double seconds;
};

static int by_time(const void *x, const void *y)
{
	const struct item *a = x, *b = y;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->key < b->key ? -1 : a->key > b->key;
}

static int read_items(struct run *r, const char *path, struct bw_err *err)
{
	struct bw_str text, line;
	int code = bw_file_read(&r->arena, path, FILE_MAX, &text, err);
	while (!code && bw_str_split(&text, '\n', &line)) {
		const struct bw_json *j;
		if (!bw_str_trim(line).len)
			continue;
		struct item *i = BW_PUSH(&r->arena, &r->items);
		code = bw_article_read_json(&r->arena, line, &i->article, err);
		if (!code)
			code = bw_json_read(&r->arena, line, &j, err);
		if (code)
			break;
		i->development = bw_json_str(bw_json_get(j, "development"));
		i->origin = bw_json_str(bw_json_get(j, "origin"));
		i->key = bw_sha256_key(i->article.url);
		i->at = i->article.published;
	}
	if (r->items.len > 1)
		qsort(r->items.ptr, r->items.len, sizeof(*r->items.ptr), by_time);
	return code;
}

static void decide_story(struct run *r, struct bw_stories *stories, struct item *i)
{
	struct bw_profile profile;
	bw_profile_make(&r->arena, &i->article, &i->notes, i->at, &profile);
	profile.key = i->key;
	bw_stories_add(stories, &r->arena, &profile, &i->verdict, NULL);
	if (!i->development.len)
		return;
	i->verdict.development = bw_sha256_key(i->development);
	i->verdict.origin = bw_sha256_key(i->origin);
}

/* What a later run does: signals, candidates of the window and of the evidence, rows. */
static struct bw_signals *restored(struct run *r, size_t upto)
{
	struct bw_signals *s = bw_signals_open(r->config);
	for (size_t i = 0; i < r->signals.len; i++)
		bw_signals_restore_signal(s, &r->signals.ptr[i]);
	for (size_t i = 0; i < upto; i++) {
		struct bw_buf packed;
		struct bw_candidates c;
		bw_buf_init(&packed, OUT_MAX);
		bw_candidates_pack(&r->items.ptr[i].candidates, &packed);
		if (bw_candidates_unpack(&r->arena, bw_buf_copy(&packed, &r->arena), &c))
			bw_signals_restore_candidates(s, &c);
		bw_buf_release(&packed);
	}
	for (size_t i = 0; i < r->rows.len; i++)
		bw_signals_restore_evidence(s, &r->rows.ptr[i]);
	return s;
}

static void decide(struct run *r, size_t cut)
{
	struct bw_stories *stories = bw_stories_open(r->config, &r->lexicons);
	struct bw_signals *signals = bw_signals_open(r->config);
	for (size_t n = 0; n < r->items.len; n++) {
		struct item *i = &r->items.ptr[n];
		struct bw_signal_changes changes;
		if (n == cut) {
			bw_signals_close(signals);
			signals = restored(r, n);
		}
		bw_annotate(r->an, &r->arena, &i->article, &i->notes);
		decide_story(r, stories, i);
		clock_t begin = clock();
		bw_candidates_make(r->propositions, &r->arena, i->key, i->verdict.development, i->verdict.origin, i->at,
				   &i->article, &i->notes, &i->candidates);
		bw_signals_add(signals, &r->arena, &i->candidates, &changes);
		r->seconds += (double)(clock() - begin) / CLOCKS_PER_SEC;
		for (size_t k = 0; k < changes.n_births; k++)
			*BW_PUSH(&r->arena, &r->signals) = changes.births[k];
		for (size_t k = 0; k < changes.n_rows; k++)
			*BW_PUSH(&r->arena, &r->rows) = changes.rows[k];
	}
	bw_signals_close(signals);
	bw_stories_close(stories);
}

static const struct item *item_of(const struct run *r, uint64_t key)
{
	for (size_t i = 0; i < r->items.len; i++)
		if (r->items.ptr[i].key == key)
			return &r->items.ptr[i];
	return NULL;
}

static struct bw_str hex(struct run *r, uint64_t key)
{
	return bw_arena_printf(&r->arena, "%016llx", (unsigned long long)key);
}

static void print(struct bw_buf *b)
{
	printf("%.*s\n", (int)b->len, b->ptr);
	bw_buf_reset(b);
}

static void print_article(struct run *r, const struct item *i, struct bw_buf *b)
{
	struct bw_json_out j;
	const struct item *of = i->verdict.origin != i->key ? item_of(r, i->verdict.origin) : NULL;
	bw_json_out_init(&j, b);
	bw_json_begin_object(&j, NULL);
	bw_json_put_str(&j, "type", BW_STR("article"));
	bw_json_put_str(&j, "url", i->article.url);
	bw_json_put_str(&j, "title", i->article.title);
	bw_json_put_str(&j, "text", i->article.text);
	bw_json_put_str(&j, "development", hex(r, i->verdict.development));
	bw_json_put_str_or_null(&j, "copy_of", of ? of->article.url : BW_STR_NONE);
	bw_json_end_object(&j);
	print(b);
}

static void print_developments(struct run *r, struct bw_buf *b)
{
	for (size_t i = 0; i < r->items.len; i++) {
		uint64_t id = r->items.ptr[i].verdict.development;
		struct bw_json_out j;
		size_t k = 0;
		while (k < i && r->items.ptr[k].verdict.development != id)
			k++;
		if (k < i)
			continue;
		bw_json_out_init(&j, b);
		bw_json_begin_object(&j, NULL);
		bw_json_put_str(&j, "type", BW_STR("development"));
		bw_json_put_str(&j, "id", hex(r, id));
		bw_json_begin_array(&j, "articles");
		for (k = i; k < r->items.len; k++)
			if (r->items.ptr[k].verdict.development == id)
				bw_json_put_str(&j, NULL, r->items.ptr[k].article.url);
		bw_json_end_array(&j);
		bw_json_end_object(&j);
		print(b);
	}
}

static const struct bw_candidate *candidate_of(const struct item *i, const struct bw_evidence *e)
{
	for (size_t k = 0; k < i->candidates.n; k++)
		if (i->candidates.rows[k].start == e->start && i->candidates.rows[k].end == e->end)
			return &i->candidates.rows[k];
	abort();
}

static void put_state(struct run *r, struct bw_json_out *j, const struct bw_signal_state *state)
{
	const char *names[8];
	size_t n = bw_nature_names(state->nature, names);
	bw_json_put_int(j, "strength", state->strength.value);
	bw_json_put_bool(j, "contested", state->strength.contested);
	bw_json_begin_object(j, "arithmetic");
	for (size_t i = 0; i < state->strength.n_terms; i++)
		bw_json_put_real(j, bw_arena_cstr(&r->arena, state->strength.terms[i].label),
				 state->strength.terms[i].value);
	bw_json_end_object(j);
	bw_json_put_int(j, "extracted", state->extracted);
	bw_json_put_int(j, "articles", state->articles);
	bw_json_put_int(j, "origins", state->origins);
	bw_json_put_int(j, "developments", state->developments);
	char text[BW_TIME_TEXT];
	bw_json_put_str(j, "first_seen", bw_str_from(bw_time_iso(state->first_seen, text)));
	bw_json_put_str(j, "last_reinforced", bw_str_from(bw_time_iso(state->last_reinforced, text)));
	bw_json_begin_array(j, "nature");
	for (size_t i = 0; i < n; i++)
		bw_json_put_str(j, NULL, bw_str_from(names[i]));
	bw_json_end_array(j);
	bw_json_begin_array(j, "domain");
	for (uint32_t i = 0; i < state->n_domains; i++)
		bw_json_put_str(j, NULL, bw_domain_name(r->an, state->domains[i]));
	bw_json_end_array(j);
	bw_json_begin_array(j, "geo");
	for (uint32_t i = 0; i < state->n_geo; i++)
		bw_json_put_str(j, NULL, bw_str_from(state->geo[i]));
	bw_json_end_array(j);
	bw_json_begin_array(j, "actors");
	for (uint32_t i = 0; i < state->n_actors; i++)
		bw_json_put_str(j, NULL, state->actors[i]);
	bw_json_end_array(j);
}

static void print_signal(struct run *r, const struct bw_signal *s, struct bw_buf *b)
{
	BW_VEC(struct bw_evidence) rows = {0};
	BW_VEC(const struct bw_candidate *) candidates = {0};
	struct bw_signal_state state;
	struct bw_json_out j;
	for (size_t i = 0; i < r->rows.len; i++) {
		if (r->rows.ptr[i].signal != s->id)
			continue;
		*BW_PUSH(&r->arena, &rows) = r->rows.ptr[i];
		*BW_PUSH(&r->arena, &candidates) = candidate_of(item_of(r, r->rows.ptr[i].article), &r->rows.ptr[i]);
	}
	bw_signal_state(&r->arena, s, rows.ptr, candidates.ptr, rows.len, r->items.ptr[r->items.len - 1].at, &state);
	bw_json_out_init(&j, b);
	bw_json_begin_object(&j, NULL);
	bw_json_put_str(&j, "type", BW_STR("signal"));
	bw_json_put_str(&j, "id", hex(r, s->id));
	bw_json_put_str(&j, "title", s->title);
	put_state(r, &j, &state);
	bw_json_begin_array(&j, "evidence");
	for (size_t i = 0; i < rows.len; i++) {
		const struct item *item = item_of(r, rows.ptr[i].article);
		const struct bw_candidate *c = candidates.ptr[i];
		bw_json_begin_object(&j, NULL);
		bw_json_put_str(&j, "article", item->article.url);
		bw_json_put_str(&j, "quote", c->quote);
		bw_json_put_str(&j, "anchor",
				bw_str_sub(item->article.text, c->anchor_start, c->anchor_end - c->anchor_start));
		bw_json_put_str(&j, "stance", bw_str_from(bw_stance_name(rows.ptr[i].stance)));
		bw_json_put_real(&j, "match", rows.ptr[i].match);
		bw_json_put_str(&j, "reasoning", rows.ptr[i].reasoning);
		bw_json_end_object(&j);
	}
	bw_json_end_array(&j);
	bw_json_end_object(&j);
	print(b);
}

int main(int argc, char **argv)
{
	struct run r = {0};
	struct bw_err err = {0};
	struct bw_buf b;
	if (argc < 2) {
		fprintf(stderr, "usage: signal_articles FILE [CUT]\n");
		return 2;
	}
	bw_arena_init(&r.arena);
	bw_buf_init(&b, OUT_MAX);
	int code = bw_lexicons_load(&r.arena, NULL, &r.lexicons, &err);
	if (!code)
		code = bw_annotator_open(&r.arena, &r.lexicons, &r.an, &err);
	if (!code)
		code = bw_propositions_open(&r.arena, &r.lexicons, &r.propositions, &err);
	if (!code)
		code = bw_config_load(&r.arena, NULL, &r.config, &err);
	if (!code)
		code = read_items(&r, argv[1], &err);
	if (code || !r.items.len) {
		fprintf(stderr, "signal_articles: %s\n", err.msg);
		return 1;
	}
	decide(&r, argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : SIZE_MAX);
	for (size_t i = 0; i < r.items.len; i++)
		print_article(&r, &r.items.ptr[i], &b);
	print_developments(&r, &b);
	for (size_t i = 0; i < r.signals.len; i++)
		print_signal(&r, &r.signals.ptr[i], &b);
	fprintf(stderr, "signal: %.3f ms an article\n", r.seconds * 1000 / (double)r.items.len);
	bw_propositions_close(r.propositions);
	bw_annotator_close(r.an);
	bw_buf_release(&b);
	bw_arena_release(&r.arena);
	return 0;
}
