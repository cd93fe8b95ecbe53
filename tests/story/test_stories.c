/* Streams of stories.tsv through annotate, profile and decision. */
#include <stdlib.h>

#include "annotate/annotate.h"
#include "core/file.h"
#include "rows.h"
#include "story/story.h"
#include "tap.h"

enum { CELLS = 7, LETTERS = 26 };
struct bench {
	struct bw_lexicons lexicons;
	struct bw_arena arena;
	struct bw_annotator *annotator;
	struct bw_config *config;
	struct bw_stories *stories;
	uint64_t letter[LETTERS];
	int row;
};

static void check_article(struct bench *b, struct bw_str title, const struct bw_str cell[CELLS])
{
	struct bw_arena *a = &b->arena;
	int64_t hours = 0;
	bw_str_to_i64(cell[0], &hours);
	struct bw_article article = {
		.source = cell[1], .title = cell[3], .text = paragraphs(a, cell[4]), .language = BW_STR("en")};
	article.url = bw_arena_printf(a, "http://%" BW_PRISTR "/%d", BW_ARG(cell[1]), b->row);
	article.published = start + hours * 3600;
	struct bw_notes notes;
	struct bw_profile p;
	struct bw_story_news news;
	bw_annotate(b->annotator, a, &article, &notes);
	notes.kind = kind_of(cell[2]);
	bw_profile_make(a, &article, &notes, article.published, &p);
	bw_stories_add(b->stories, a, &p, &news);
	const struct bw_verdict v = news.verdict;
	uint64_t *want = &b->letter[(cell[5].ptr[0] - 'A') % LETTERS];
	bool is_new = *want == 0;
	*want = is_new ? p.key : *want;
	bool good = tap_ok(v.development == *want, "%" BW_PRISTR ", row %d: development %" BW_PRISTR, BW_ARG(title),
			   b->row, BW_ARG(cell[5]));
	if (!good)
		printf("# score %.3f of %.3f, %s\n", (double)v.similarity, (double)v.threshold, bw_join_name(v.join));
	tap_str(bw_str_from(bw_copy_name(v.copy)), cell[6], "copy class");
	tap_ok((v.origin == p.key) == (v.copy == BW_COPY_NONE || v.copy == BW_COPY_QUOTES || v.copy == BW_COPY_VERSION),
	       "origin follows the copy class");
}

static void check_line(struct bench *b, struct bw_str line, struct bw_str *title)
{
	struct bw_str cell[CELLS], rest = line;
	int n = 0;
	while (n < CELLS && bw_str_split(&rest, '\t', &cell[n]))
		n++;
	if (n == CELLS) {
		b->row++;
		check_article(b, *title, cell);
		return;
	}
	*title = line;
	bw_stories_close(b->stories);
	b->stories = bw_stories_open(b->config, &b->lexicons);
	memset(b->letter, 0, sizeof(b->letter));
}

int main(int argc, char **argv)
{
	static struct bench b;
	struct bw_err err = {0};
	struct bw_str text, line, title = BW_STR_NONE;
	bw_arena_init(&b.arena);
	const char *path = bw_arena_printf(&b.arena, "%s/stories.tsv", argc > 1 ? argv[1] : ".").ptr;
	/* Where few developments are known the odds are low. */
	if (bw_config_load(&b.arena, NULL, &b.config, &err) ||
	    bw_config_set(b.config, BW_STR("story.join"), BW_STR("0.45"), &err) ||
	    bw_lexicons_load(&b.arena, NULL, &b.lexicons, &err) ||
	    bw_annotator_open(&b.arena, &b.lexicons, &b.annotator, &err) ||
	    bw_file_read(&b.arena, path, 1 << 20, &text, &err)) {
		printf("Bail out! %s\n", err.msg);
		return 1;
	}
	while (bw_str_split(&text, '\n', &line))
		if (line.len && line.ptr[0] != '#')
			check_line(&b, line, &title);
	bw_stories_close(b.stories);
	bw_annotator_close(b.annotator);
	bw_arena_release(&b.arena);
	return tap_done();
}
