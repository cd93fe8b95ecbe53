/*
 * story_features forced|free FILE: what decides which development an article belongs to, for fitting the odds. FILE has
 * articles as JSON lines with `story`, the right group of each. `forced` puts every article where it belongs before the
 * next is asked about, `free` where the program puts it. A line: id, place of the development, whether it is the right
 * one (its founder's story), whether the right one is there at all, features.
 */
#include <stdio.h>
#include <stdlib.h>

#include "annotate/annotate.h"
#include "core/file.h"
#include "core/json.h"
#include "story/part.h"

enum { FILE_MAX = 256 << 20 };

struct row {
	uint64_t key;
	struct bw_str story;
	uint64_t home; /* where it stands */
};

struct run {
	struct bw_arena *a;
	struct bw_annotator *annotator;
	struct bw_stories *stories;
	bool forced;
	BW_VEC(struct row) rows;
};

static const struct row *row_of(const struct run *r, uint64_t key)
{
	for (size_t i = 0; i < r->rows.len; i++)
		if (r->rows.ptr[i].key == key)
			return &r->rows.ptr[i];
	return NULL;
}

/* The founder of the first article of this story that is still alive as a development. */
static uint64_t home_of(const struct run *r, struct bw_str story)
{
	for (size_t i = 0; i < r->rows.len; i++) {
		const struct row *row = &r->rows.ptr[i];
		if (row->home == row->key && bw_str_eq(row->story, story) &&
		    bw_dev_find(r->stories, row->home) != BW_STORY_NONE)
			return row->home;
	}
	return 0;
}

static bool is_right(const struct run *r, uint32_t dev, struct bw_str story)
{
	const struct row *founder = row_of(r, bw_dev(r->stories, dev)->id);
	return founder && bw_str_eq(founder->story, story);
}

static void put_matches(struct run *r, struct bw_str id, struct bw_str story, const struct bw_profile *p)
{
	struct bw_story_match m[BW_STORY_MATCHES];
	struct bw_story_query q;
	bw_query_open(r->stories, p, p->words, p->n_words, &q);
	size_t n = bw_score_all(r->stories, &q, m);
	for (size_t i = 0; i < n; i++) {
		printf("%" BW_PRISTR "\t%zu\t%d\t%d\t%.4f", BW_ARG(id), i, is_right(r, m[i].dev, story),
		       home_of(r, story) != 0, m[i].score);
		for (size_t k = 0; k < BW_STORY_FEATURES; k++)
			printf("\t%.6g", (double)m[i].features[k]);
		printf("\n");
	}
	bw_arena_reset(&r->stories->scratch);
}

static void take(struct run *r, struct bw_str id, struct bw_str story, const struct bw_profile *p)
{
	struct bw_stories *s = r->stories;
	bw_window_advance(s, p->at);
	bw_voices_settle(s);
	struct bw_copy_match copy = bw_copy_find(s, p);
	bool copied = copy.copy != BW_COPY_NONE && copy.copy != BW_COPY_QUOTES;
	if (!copied && !bw_story_is_alone(p))
		put_matches(r, id, story, p);
	struct bw_story_news news = {0};
	if (!r->forced) {
		bw_stories_add(s, r->a, p, &news);
	} else {
		uint64_t home = bw_story_is_alone(p) ? 0 : home_of(r, story);
		news.verdict = (struct bw_verdict){.copy = copy.copy, .origin = p->key};
		if (copied) {
			const struct bw_story_doc *root = bw_doc(s, copy.doc);
			news.verdict.origin = copy.copy == BW_COPY_VERSION ? p->key : root->key;
			home = bw_dev(s, root->dev)->id;
		}
		news.verdict.development = home ? home : p->key;
		bw_arena_reset(&s->scratch);
		bw_stories_restore(s, p, &news.verdict, news.verdict.development);
	}
	/* what stands alone is no home for others of its story */
	struct row row = {p->key, bw_story_is_alone(p) ? BW_STR("-") : story, news.verdict.development};
	*BW_PUSH(r->a, &r->rows) = row;
}

static int read_line(struct run *r, struct bw_str line, struct bw_err *err)
{
	const struct bw_json *v;
	if (bw_json_read(r->a, line, &v, err))
		return err->code;
	struct bw_article article = {.published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	article.url = bw_json_str(bw_json_get(v, "url"));
	article.source = bw_json_str(bw_json_get(v, "source"));
	article.title = bw_json_str(bw_json_get(v, "title"));
	article.author = bw_json_str(bw_json_get(v, "author"));
	article.language = bw_json_str(bw_json_get(v, "lang"));
	article.text = bw_json_str(bw_json_get(v, "text"));
	struct bw_str when = bw_json_str(bw_json_get(v, "published"));
	if (!when.len)
		when = bw_json_str(bw_json_get(v, "date"));
	if (!bw_time_parse(when, &article.published))
		return bw_err_set(err, BW_EINPUT, "no date: %" BW_PRISTR, BW_ARG(article.url));
	struct bw_notes notes;
	struct bw_profile p;
	bw_annotate(r->annotator, r->a, &article, &notes);
	bw_profile_make(r->a, &article, &notes, article.published, &p);
	take(r, bw_json_str(bw_json_get(v, "id")), bw_json_str(bw_json_get(v, "story")), &p);
	return 0;
}

int main(int argc, char **argv)
{
	struct bw_arena arena;
	struct bw_err err = {0};
	struct bw_str text = BW_STR_NONE, line;
	struct bw_lexicons lexicons;
	struct bw_config *config;
	bw_arena_init(&arena);
	struct run r = {.a = &arena};
	if (argc != 3) {
		fprintf(stderr, "story_features forced|free FILE\n");
		return 2;
	}
	r.forced = argv[1][1] == 'o';
	int rc = bw_config_load(r.a, NULL, &config, &err);
	if (!rc)
		rc = bw_lexicons_load(r.a, NULL, &lexicons, &err);
	if (!rc)
		rc = bw_annotator_open(r.a, &lexicons, &r.annotator, &err);
	if (!rc)
		r.stories = bw_stories_open(config, &lexicons);
	if (!rc)
		rc = bw_file_read(&arena, argv[2], FILE_MAX, &text, &err);
	while (!rc && bw_str_split(&text, '\n', &line))
		if (line.len)
			rc = read_line(&r, line, &err);
	if (rc)
		fprintf(stderr, "%s\n", err.msg);
	bw_stories_close(r.stories);
	bw_annotator_close(r.annotator);
	bw_arena_release(&arena);
	return rc != 0;
}
