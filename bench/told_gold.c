/*
 * told_gold WORLD: reads a world's articles and its gold stories, takes each story as a development, and prints what is
 * told in it as JSON lines: {"type":"turn"} for each article with its fresh sentences, {"type":"contradiction"} for
 * each conflict. So turns and conflicts are measured apart from how well articles were gathered. bench/turn_score.py
 * scores it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "annotate/annotate.h"
#include "core/file.h"
#include "core/json.h"
#include "core/map.h"
#include "core/num.h"
#include "core/vec.h"
#include "story/told.h"

enum { FILE_MAX = 64 << 20, OUT_MAX = 16 << 20 };

struct entry {
	struct bw_article article;
	struct bw_str id;
	struct bw_profile profile;
	enum bw_copy copy;
	size_t story;
};

struct story {
	const struct bw_profile *members[BW_TOLD_MEMBERS];
	size_t n;
};

struct run {
	struct bw_arena arena;
	struct bw_lexicons lexicons;
	struct bw_annotator *annotator;
	const struct bw_json *gold;
	BW_VEC(struct entry) entries;
	struct story *stories;
	size_t n_stories;
	struct bw_map spread; /* stem -> stories that have it */
	double seconds;
};

/* ---- what the gold says ---- */

static bool names(const struct bw_json *list, struct bw_str id)
{
	for (size_t i = 0; i < bw_json_len(list); i++)
		if (bw_str_eq(bw_json_str(bw_json_at(list, i)), id))
			return true;
	return false;
}

static void place(const struct run *r, struct entry *e)
{
	const struct bw_json *stories = bw_json_get(r->gold, "stories"), *wires = bw_json_get(r->gold, "syndication");
	const struct bw_json *derived = bw_json_get(r->gold, "derived");
	e->story = r->n_stories;
	for (size_t i = 0; i < r->n_stories; i++)
		if (names(bw_json_get(bw_json_at(stories, i), "articles"), e->id))
			e->story = i;
	for (size_t i = 0; i < bw_json_len(wires); i++)
		if (names(bw_json_get(bw_json_at(wires, i), "copies"), e->id))
			e->copy = BW_COPY_SAME;
	for (size_t i = 0; i < bw_json_len(derived); i++)
		if (bw_str_eq(bw_json_str(bw_json_get(bw_json_at(derived, i), "article")), e->id))
			e->copy = BW_COPY_DERIVED;
}

/* ---- reading ---- */

static int read_line(struct run *r, struct bw_str line, struct bw_err *err)
{
	const struct bw_json *v;
	struct bw_notes notes;
	if (bw_json_read(&r->arena, line, &v, err))
		return err->code;
	struct entry *e = BW_PUSH(&r->arena, &r->entries);
	struct bw_article *article = &e->article;
	e->id = bw_json_str(bw_json_get(v, "id"));
	article->url = bw_json_str(bw_json_get(v, "url"));
	article->source = bw_json_str(bw_json_get(v, "source"));
	article->title = bw_json_str(bw_json_get(v, "title"));
	article->author = bw_json_str(bw_json_get(v, "author"));
	article->language = bw_json_str(bw_json_get(v, "lang"));
	article->text = bw_json_str(bw_json_get(v, "text"));
	if (!bw_time_parse(bw_json_str(bw_json_get(v, "published")), &article->published))
		return bw_err_set(err, BW_EINPUT, "no date: %" BW_PRISTR, BW_ARG(article->url));
	bw_annotate(r->annotator, &r->arena, article, &notes);
	bw_profile_make(&r->arena, article, &notes, article->published, &e->profile);
	place(r, e);
	return 0;
}

static double rarity(const void *ctx, uint32_t stem)
{
	const struct run *r = ctx;
	const uint64_t *n = bw_map_get(&r->spread, stem);
	return bw_num_ln((double)(r->n_stories + 8) / (double)((n ? *n : 0) + 1));
}

/* Stories that have a stem, once for each story. */
static void spread(struct run *r)
{
	struct bw_map seen;
	bw_map_init(&seen);
	for (size_t i = 0; i < r->entries.len; i++) {
		const struct bw_profile *p = &r->entries.ptr[i].profile;
		for (uint32_t k = 0; k < p->n_words; k++) {
			bool is_new;
			bw_map_put(&seen, (uint64_t)r->entries.ptr[i].story << 32 | p->words[k].stem, &is_new);
			if (is_new)
				++*bw_map_put(&r->spread, p->words[k].stem, NULL);
		}
	}
	bw_map_release(&seen);
}

/* ---- printing ---- */

static void put_quote(struct bw_json_out *j, const char *key, const struct run *r, uint64_t article, uint32_t start,
		      uint32_t end)
{
	for (size_t i = 0; i < r->entries.len; i++) {
		const struct entry *e = &r->entries.ptr[i];
		if (e->profile.key != article)
			continue;
		bw_json_begin_object(j, key);
		bw_json_put_str(j, "article", e->id);
		bw_json_put_str(j, "quote", bw_str_sub(e->article.text, start, end - start));
		bw_json_end_object(j);
		return;
	}
}

static void put_turn(struct bw_json_out *j, const struct entry *e, enum bw_turn turn,
		     const struct bw_story_fresh *fresh, uint32_t n)
{
	static const char *const turns[] = {"new", "confirmation", "colour", "copy"};
	bw_json_out_init(j, j->buf);
	bw_json_begin_object(j, NULL);
	bw_json_put_str(j, "type", BW_STR("turn"));
	bw_json_put_str(j, "article", e->id);
	bw_json_put_str(j, "turn", bw_str_from(turns[turn]));
	bw_json_begin_array(j, "new");
	for (uint32_t i = 0; i < n; i++)
		bw_json_put_str(j, NULL, bw_str_sub(e->article.text, fresh[i].start, fresh[i].end - fresh[i].start));
	bw_json_end_array(j);
	bw_json_end_object(j);
	bw_buf_char(j->buf, '\n');
}

static void put_conflict(struct bw_json_out *j, const struct run *r, const struct bw_conflict *c)
{
	static const char *const kinds[] = {"figure", "date", "who", "where", "denial"};
	bw_json_out_init(j, j->buf);
	bw_json_begin_object(j, NULL);
	bw_json_put_str(j, "type", BW_STR("contradiction"));
	bw_json_put_str(j, "kind", bw_str_from(kinds[c->kind]));
	bw_json_put_bool(j, "corrected", c->corrected);
	put_quote(j, "a", r, c->a_article, c->a_start, c->a_end);
	put_quote(j, "b", r, c->b_article, c->b_start, c->b_end);
	bw_json_put_real(j, "a_value", c->a_value);
	bw_json_put_real(j, "b_value", c->b_value);
	bw_json_end_object(j);
	bw_buf_char(j->buf, '\n');
}

static void tell(struct run *r, struct bw_json_out *j, struct entry *e)
{
	struct story *s = &r->stories[e->story];
	struct bw_told told = {.members = s->members, .n = s->n, .rarity = rarity, .ctx = r};
	const struct bw_story_fresh *fresh;
	const struct bw_conflict *conflicts = NULL;
	uint32_t n_fresh, n_conflicts = 0;
	clock_t start = clock();
	enum bw_turn turn = bw_told_turn(&r->arena, &told, &e->profile, e->copy, &fresh, &n_fresh);
	if (e->copy != BW_COPY_SAME)
		bw_told_conflicts(&r->arena, &told, &e->profile, &conflicts, &n_conflicts);
	r->seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
	put_turn(j, e, turn, fresh, n_fresh);
	for (uint32_t i = 0; i < n_conflicts; i++)
		put_conflict(j, r, &conflicts[i]);
	if (e->copy != BW_COPY_SAME && s->n < BW_TOLD_MEMBERS)
		s->members[s->n++] = &e->profile;
}

static void tell_all(struct run *r)
{
	struct bw_buf buf;
	struct bw_json_out j;
	bw_buf_init(&buf, OUT_MAX);
	bw_json_out_init(&j, &buf);
	for (size_t i = 0; i < r->entries.len; i++)
		if (r->entries.ptr[i].story < r->n_stories)
			tell(r, &j, &r->entries.ptr[i]);
	printf("%" BW_PRISTR, BW_ARG(bw_buf_view(&buf)));
	fprintf(stderr, "%zu articles, %.3f ms each\n", r->entries.len,
		1e3 * r->seconds / (double)(r->entries.len ? r->entries.len : 1));
	bw_buf_release(&buf);
}

static int by_time(const void *x, const void *y)
{
	const struct bw_profile *a = &((const struct entry *)x)->profile, *b = &((const struct entry *)y)->profile;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->key < b->key ? -1 : a->key > b->key;
}

static int read_world(struct run *r, const char *folder, struct bw_err *err)
{
	struct bw_str text, line;
	struct bw_arena *a = &r->arena;
	int rc = bw_file_read(a, bw_arena_printf(a, "%s/gold.json", folder).ptr, FILE_MAX, &text, err);
	if (!rc)
		rc = bw_json_read(a, text, &r->gold, err);
	r->n_stories = bw_json_len(bw_json_get(r->gold, "stories"));
	r->stories = BW_ARRAY(a, struct story, r->n_stories);
	if (!rc)
		rc = bw_file_read(a, bw_arena_printf(a, "%s/articles.jsonl", folder).ptr, FILE_MAX, &text, err);
	while (!rc && bw_str_split(&text, '\n', &line))
		if (line.len)
			rc = read_line(r, line, err);
	return rc;
}

int main(int argc, char **argv)
{
	struct run r = {0};
	struct bw_err err = {0};
	bw_arena_init(&r.arena);
	bw_map_init(&r.spread);
	if (argc < 2) {
		fprintf(stderr, "told_gold WORLD\n");
		return 2;
	}
	int rc = bw_lexicons_load(&r.arena, NULL, &r.lexicons, &err);
	if (!rc)
		rc = bw_annotator_open(&r.arena, &r.lexicons, &r.annotator, &err);
	if (!rc)
		rc = read_world(&r, argv[1], &err);
	if (rc) {
		fprintf(stderr, "%s\n", err.msg);
	} else {
		qsort(r.entries.ptr, r.entries.len, sizeof(*r.entries.ptr), by_time);
		spread(&r);
		tell_all(&r);
	}
	bw_annotator_close(r.annotator);
	bw_map_release(&r.spread);
	bw_arena_release(&r.arena);
	return rc != 0;
}
