/*
 * story_articles FILE [tsv] [OPTION=VALUE ...]: reads articles as JSON lines in their order, annotates them, gathers
 * them into stories, and prints export lines: articles with copy_of, copy class, development, why it is in it, turn and
 * what is new; developments with their articles, contradictions with their kind, links, moves. tsv: "id TAB
 * development" lines for the scorer of the public sets. Options are those of the configuration ("story.join=0.2").
 */
#include <stdio.h>
#include <stdlib.h>

#include "annotate/annotate.h"
#include "core/file.h"
#include "core/json.h"
#include "core/map.h"
#include "core/vec.h"
#include "story/voice.h"

enum { FILE_MAX = 256 << 20 };

struct entry {
	struct bw_article article;
	struct bw_str id;
	uint64_t key, development; /* where it stands at the end */
	struct bw_story_news news;
};

struct run {
	struct bw_arena *a;
	struct bw_annotator *annotator;
	struct bw_stories *stories;
	struct bw_map entry_of; /* key -> index */
	BW_VEC(struct entry) entries;
};

static struct bw_str first_of(const struct bw_json *v, const char *name, const char *other)
{
	struct bw_str s = bw_json_str(bw_json_get(v, name));
	return s.len ? s : bw_json_str(bw_json_get(v, other));
}

static void move(struct run *r, const struct bw_story_move *m)
{
	for (size_t i = 0; i < r->entries.len; i++) {
		struct entry *e = &r->entries.ptr[i];
		bool moves = !m->article || m->article == e->key || m->article == e->news.verdict.origin;
		if (moves && e->development == m->from)
			e->development = m->to;
	}
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
	struct bw_profile profile;
	bw_annotate(r->annotator, r->a, article, &notes);
	bw_profile_make(r->a, article, &notes, article->published, &profile);
	bw_stories_add(r->stories, r->a, &profile, &e->news);
	e->key = profile.key;
	e->development = e->news.verdict.development;
	*bw_map_put(&r->entry_of, e->key, NULL) = r->entries.len - 1;
	for (uint32_t i = 0; i < e->news.n_moves; i++)
		move(r, &e->news.moves[i]);
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

static void begin(struct bw_json_out *j, const char *type)
{
	bw_json_out_init(j, j->buf);
	bw_json_begin_object(j, NULL);
	bw_json_put_str(j, "type", bw_str_from(type));
}

static void end(struct bw_json_out *j)
{
	bw_json_end_object(j);
	bw_buf_char(j->buf, '\n');
}

static struct bw_str url_of(const struct run *r, uint64_t key)
{
	const struct entry *e = entry_of(r, key);
	return e ? e->article.url : BW_STR_NONE;
}

static void put_spans(struct bw_json_out *j, const struct entry *e)
{
	bw_json_begin_array(j, "new");
	for (uint32_t i = 0; i < e->news.n_fresh; i++)
		bw_json_put_str(j, NULL,
				bw_str_sub(e->article.text, e->news.fresh[i].start,
					   e->news.fresh[i].end - e->news.fresh[i].start));
	bw_json_end_array(j);
	bw_json_begin_array(j, "entries");
	for (uint32_t i = 0; i < e->news.n_entries; i++) {
		const struct bw_story_entry *x = &e->news.entries[i];
		bw_json_begin_object(j, NULL);
		bw_json_put_str(j, "quote", bw_str_sub(e->article.text, x->start, x->end - x->start));
		put_id(j, "development", x->development);
		bw_json_put_real(j, "score", (double)x->similarity);
		bw_json_end_object(j);
	}
	bw_json_end_array(j);
}

static void put_reasons(struct bw_json_out *j, const struct run *r, const struct entry *e)
{
	bw_json_begin_array(j, "reasons");
	for (uint32_t i = 0; i < e->news.n_reasons; i++) {
		const struct bw_story_reason *x = &e->news.reasons[i];
		bw_json_begin_object(j, NULL);
		bw_json_put_str(j, "kind", bw_str_from(bw_reason_name(x->kind)));
		bw_json_put_int(j, "what", x->what);
		bw_json_put_real(j, "amount", (double)x->amount);
		bw_json_put_real(j, "value", x->value);
		bw_json_put_str(j, "article", url_of(r, x->article));
		bw_json_end_object(j);
	}
	bw_json_end_array(j);
}

static void put_article(struct bw_json_out *j, const struct run *r, const struct entry *e)
{
	char when[BW_TIME_TEXT];
	const struct bw_verdict *v = &e->news.verdict;
	const struct entry *root = bw_verdict_is_reprint(v) ? entry_of(r, v->origin) : NULL;
	begin(j, "article");
	bw_json_put_str(j, "url", e->article.url);
	bw_json_put_str(j, "source", e->article.source);
	bw_json_put_str(j, "title", e->article.title);
	bw_json_put_str(j, "published", bw_str_from(bw_time_iso(e->article.published, when)));
	bw_json_put_str(j, "lang", e->article.language);
	bw_json_put_str(j, "text", e->article.text);
	bw_json_put_str_or_null(j, "copy_of", root ? root->article.url : BW_STR_NONE);
	put_id(j, "development", e->development);
	bw_json_put_str(j, "copy", bw_str_from(bw_copy_name(v->copy)));
	bw_json_put_str(j, "matched", url_of(r, v->copy_of));
	bw_json_put_str(j, "turn", bw_str_from(bw_turn_name(v->turn)));
	bw_json_put_str(j, "join", bw_str_from(bw_join_name(v->join)));
	bw_json_put_real(j, "similarity", (double)v->similarity);
	bw_json_put_real(j, "threshold", (double)v->threshold);
	put_spans(j, e);
	put_reasons(j, r, e);
	end(j);
}

static void put_development(struct bw_json_out *j, const struct run *r, uint64_t id)
{
	begin(j, "development");
	put_id(j, "id", id);
	bw_json_begin_array(j, "articles");
	for (size_t i = 0; i < r->entries.len; i++)
		if (r->entries.ptr[i].development == id)
			bw_json_put_str(j, NULL, r->entries.ptr[i].article.url);
	bw_json_end_array(j);
	end(j);
}

static void put_side(struct bw_json_out *j, const char *key, const struct entry *e, uint32_t start, uint32_t stop,
		     double value)
{
	bw_json_begin_object(j, key);
	bw_json_put_str(j, "article", e->article.url);
	bw_json_put_str(j, "quote", bw_str_sub(e->article.text, start, stop - start));
	bw_json_put_real(j, "value", value);
	bw_json_end_object(j);
}

static void put_conflict(struct bw_json_out *j, const struct run *r, const struct bw_conflict *c)
{
	const struct entry *a = entry_of(r, c->a_article), *b = entry_of(r, c->b_article);
	if (!a || !b)
		return;
	begin(j, "contradiction");
	bw_json_put_str(j, "kind", bw_str_from(bw_conflict_name(c->kind)));
	bw_json_put_bool(j, "corrected", c->corrected);
	put_side(j, "a", a, c->a_start, c->a_end, c->a_value);
	put_side(j, "b", b, c->b_start, c->b_end, c->b_value);
	end(j);
}

static void put_link(struct bw_json_out *j, const char *type, const char *kind, uint64_t from, uint64_t to, float score)
{
	begin(j, type);
	bw_json_put_str(j, "kind", bw_str_from(kind));
	put_id(j, "from", from);
	put_id(j, "to", to);
	bw_json_put_real(j, "score", (double)score);
	end(j);
}

static void put_rest(struct bw_json_out *j, const struct run *r, const struct bw_story_news *n)
{
	for (uint32_t i = 0; i < n->n_conflicts; i++)
		put_conflict(j, r, &n->conflicts[i]);
	for (uint32_t i = 0; i < n->n_links; i++)
		put_link(j, "link", bw_link_name(n->links[i].kind), n->links[i].from, n->links[i].to,
			 n->links[i].score);
	for (uint32_t i = 0; i < n->n_moves; i++)
		put_link(j, "move", bw_move_name(n->moves[i].kind), n->moves[i].from, n->moves[i].to,
			 n->moves[i].score);
}

static void print_export(struct bw_json_out *j, const struct run *r)
{
	struct bw_map seen;
	bw_map_init(&seen);
	for (size_t i = 0; i < r->entries.len; i++)
		put_article(j, r, &r->entries.ptr[i]);
	for (size_t i = 0; i < r->entries.len; i++) {
		bool is_new;
		bw_map_put(&seen, r->entries.ptr[i].development, &is_new);
		if (is_new)
			put_development(j, r, r->entries.ptr[i].development);
	}
	for (size_t i = 0; i < r->entries.len; i++)
		put_rest(j, r, &r->entries.ptr[i].news);
	bw_map_release(&seen);
}

static void print_all(const struct run *r, bool tsv)
{
	struct bw_buf buf;
	struct bw_json_out j;
	bw_buf_init(&buf, FILE_MAX);
	bw_json_out_init(&j, &buf);
	for (size_t i = 0; tsv && i < r->entries.len; i++)
		bw_buf_printf(&buf, "%" BW_PRISTR "\t%016llx\n", BW_ARG(r->entries.ptr[i].id),
			      (unsigned long long)r->entries.ptr[i].development);
	if (!tsv)
		print_export(&j, r);
	fwrite(buf.ptr, 1, buf.len, stdout);
	bw_buf_release(&buf);
}

static int set_options(struct bw_config *config, int argc, char **argv, struct bw_err *err)
{
	int rc = 0;
	for (int i = 2; i < argc && !rc; i++) {
		struct bw_str rest = bw_str_from(argv[i]), name;
		bw_str_split(&rest, '=', &name);
		if (name.len < strlen(argv[i]))
			rc = bw_config_set(config, name, rest, err);
	}
	return rc;
}

static int open_all(struct run *r, int argc, char **argv, struct bw_err *err)
{
	struct bw_lexicons lexicons;
	struct bw_config *config;
	int rc = bw_config_load(r->a, NULL, &config, err);
	if (!rc)
		rc = set_options(config, argc, argv, err);
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
		fprintf(stderr, "story_articles FILE [tsv] [OPTION=VALUE ...]\n");
		return 2;
	}
	int rc = open_all(&r, argc, argv, &err);
	if (!rc)
		rc = bw_file_read(&arena, argv[1], FILE_MAX, &text, &err);
	while (!rc && bw_str_split(&text, '\n', &line))
		if (line.len)
			rc = read_line(&r, line, &err);
	if (rc)
		fprintf(stderr, "%s\n", err.msg);
	else
		print_all(&r, argc > 2 && !strcmp(argv[2], "tsv"));
	bw_stories_close(r.stories);
	bw_annotator_close(r.annotator);
	bw_map_release(&r.entry_of);
	bw_arena_release(&arena);
	return rc != 0;
}
