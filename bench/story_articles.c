/*
 * story_articles FILE: reads articles as JSON lines in their order, annotates them, gathers them into stories, and
 * prints export lines: articles with copy_of and development, developments with their articles, contradictions of
 * figures. With a second argument, `tsv`: "id TAB development" lines for the scorer of the public sets.
 */
#include <stdio.h>
#include <stdlib.h>

#include "annotate/annotate.h"
#include "core/file.h"
#include "core/json.h"
#include "core/map.h"
#include "core/vec.h"
#include "story/story.h"

enum { FILE_MAX = 256 << 20 };

struct entry {
	struct bw_article article;
	struct bw_str id;
	struct bw_profile profile;
	struct bw_verdict verdict;
};

struct run {
	struct bw_arena *a;
	struct bw_annotator *annotator;
	struct bw_stories *stories;
	struct bw_map entry_of; /* key -> index */
	BW_VEC(struct entry) entries;
	BW_VEC(struct bw_conflict) conflicts;
};

static struct bw_str first_of(const struct bw_json *v, const char *name, const char *other)
{
	struct bw_str s = bw_json_str(bw_json_get(v, name));
	return s.len ? s : bw_json_str(bw_json_get(v, other));
}

static int read_line(struct run *r, struct bw_str line, struct bw_err *err)
{
	const struct bw_json *v;
	if (bw_json_read(r->a, line, &v, err))
		return err->code;
	struct entry *e = BW_PUSH(r->a, &r->entries);
	struct bw_article *article = &e->article;
	e->id = first_of(v, "id", "url");
	article->url = first_of(v, "url", "id");
	article->source = bw_json_str(bw_json_get(v, "source"));
	article->title = bw_json_str(bw_json_get(v, "title"));
	article->author = bw_json_str(bw_json_get(v, "author"));
	article->language = bw_json_str(bw_json_get(v, "lang"));
	article->text = bw_json_str(bw_json_get(v, "text"));
	if (!bw_time_parse(first_of(v, "published", "date"), &article->published))
		return bw_err_set(err, BW_EINPUT, "no date: %" BW_PRISTR, BW_ARG(article->url));
	struct bw_notes notes;
	struct bw_conflict_list conflicts;
	bw_annotate(r->annotator, r->a, article, &notes);
	bw_profile_make(r->a, article, &notes, article->published, &e->profile);
	bw_stories_add(r->stories, r->a, &e->profile, &e->verdict, &conflicts);
	*bw_map_put(&r->entry_of, e->profile.key, NULL) = r->entries.len - 1;
	for (size_t i = 0; i < conflicts.n; i++)
		*BW_PUSH(r->a, &r->conflicts) = conflicts.rows[i];
	return 0;
}

static const struct entry *entry_of(const struct run *r, uint64_t key)
{
	const uint64_t *at = bw_map_get(&r->entry_of, key);
	return at ? &r->entries.ptr[*at] : NULL;
}

static void put_id(struct bw_json_out *j, const char *key, uint64_t id)
{
	char text[24];
	snprintf(text, sizeof(text), "d%016llx", (unsigned long long)id);
	bw_json_put_str(j, key, bw_str_from(text));
}

static void put_article(struct bw_json_out *j, const struct run *r, const struct entry *e)
{
	char when[BW_TIME_TEXT];
	const struct entry *root = e->verdict.origin == e->profile.key ? NULL : entry_of(r, e->verdict.origin);
	bw_json_out_init(j, j->buf);
	bw_json_begin_object(j, NULL);
	bw_json_put_str(j, "type", BW_STR("article"));
	bw_json_put_str(j, "url", e->article.url);
	bw_json_put_str(j, "source", e->article.source);
	bw_json_put_str(j, "title", e->article.title);
	bw_json_put_str(j, "published", bw_str_from(bw_time_iso(e->article.published, when)));
	bw_json_put_str(j, "lang", e->article.language);
	bw_json_put_str(j, "text", e->article.text);
	bw_json_put_str_or_null(j, "copy_of", root ? root->article.url : BW_STR_NONE);
	put_id(j, "development", e->verdict.development);
	bw_json_end_object(j);
	bw_buf_char(j->buf, '\n');
}

static void put_development(struct bw_json_out *j, const struct run *r, const struct entry *founder)
{
	bw_json_out_init(j, j->buf);
	bw_json_begin_object(j, NULL);
	bw_json_put_str(j, "type", BW_STR("development"));
	put_id(j, "id", founder->verdict.development);
	bw_json_begin_array(j, "articles");
	for (size_t i = 0; i < r->entries.len; i++)
		if (r->entries.ptr[i].verdict.development == founder->verdict.development)
			bw_json_put_str(j, NULL, r->entries.ptr[i].article.url);
	bw_json_end_array(j);
	bw_json_end_object(j);
	bw_buf_char(j->buf, '\n');
}

static void put_side(struct bw_json_out *j, const char *key, const struct entry *e, uint32_t start, uint32_t end,
		     double value)
{
	bw_json_begin_object(j, key);
	bw_json_put_str(j, "article", e->article.url);
	bw_json_put_str(j, "quote", bw_str_sub(e->article.text, start, end - start));
	bw_json_put_real(j, "value", value);
	bw_json_end_object(j);
}

static void put_conflict(struct bw_json_out *j, const struct run *r, const struct bw_conflict *c)
{
	const struct entry *a = entry_of(r, c->a_article), *b = entry_of(r, c->b_article);
	if (!a || !b)
		return;
	bw_json_out_init(j, j->buf);
	bw_json_begin_object(j, NULL);
	bw_json_put_str(j, "type", BW_STR("contradiction"));
	put_side(j, "a", a, c->a_start, c->a_end, c->a_value);
	put_side(j, "b", b, c->b_start, c->b_end, c->b_value);
	bw_json_end_object(j);
	bw_buf_char(j->buf, '\n');
}

static void print_all(const struct run *r, bool tsv)
{
	struct bw_buf buf;
	struct bw_json_out j;
	bw_buf_init(&buf, FILE_MAX);
	bw_json_out_init(&j, &buf);
	for (size_t i = 0; i < r->entries.len; i++) {
		const struct entry *e = &r->entries.ptr[i];
		if (tsv)
			bw_buf_printf(&buf, "%" BW_PRISTR "\t%016llx\n", BW_ARG(e->id),
				      (unsigned long long)e->verdict.development);
		else
			put_article(&j, r, e);
	}
	for (size_t i = 0; !tsv && i < r->entries.len; i++)
		if (r->entries.ptr[i].verdict.opens)
			put_development(&j, r, &r->entries.ptr[i]);
	for (size_t i = 0; !tsv && i < r->conflicts.len; i++)
		put_conflict(&j, r, &r->conflicts.ptr[i]);
	fwrite(buf.ptr, 1, buf.len, stdout);
	bw_buf_release(&buf);
}

static int open_all(struct run *r, struct bw_err *err)
{
	struct bw_lexicons lexicons;
	struct bw_config *config;
	int rc = bw_config_load(r->a, NULL, &config, err);
	if (!rc)
		rc = bw_lexicons_load(r->a, NULL, &lexicons, err);
	if (!rc)
		rc = bw_annotator_open(r->a, &lexicons, &r->annotator, err);
	if (!rc)
		r->stories = bw_stories_open(config, &lexicons);
	return rc;
}

int main(int argc, char **argv)
{
	struct bw_arena arena;
	struct bw_err err = {0};
	struct bw_str text, line;
	bw_arena_init(&arena);
	struct run r = {.a = &arena};
	bw_map_init(&r.entry_of);
	if (argc < 2) {
		fprintf(stderr, "story_articles FILE [tsv]\n");
		return 2;
	}
	int rc = open_all(&r, &err);
	if (!rc)
		rc = bw_file_read(&arena, argv[1], FILE_MAX, &text, &err);
	while (!rc && bw_str_split(&text, '\n', &line))
		if (line.len)
			rc = read_line(&r, line, &err);
	if (rc)
		fprintf(stderr, "%s\n", err.msg);
	else
		print_all(&r, argc > 2);
	bw_stories_close(r.stories);
	bw_annotator_close(r.annotator);
	bw_map_release(&r.entry_of);
	bw_arena_release(&arena);
	return rc != 0;
}
