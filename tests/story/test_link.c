/* Streams of links.tsv: which development hangs together with which. */
#include "annotate/annotate.h"
#include "core/file.h"
#include "rows.h"
#include "story/story.h"
#include "tap.h"

enum { CELLS = 7, LETTERS = 26 };
struct bench {
	struct bw_arena *a;
	struct bw_annotator *annotator;
	struct bw_stories *stories;
	uint64_t letter[LETTERS];
	int row;
};

static void check_link(struct bench *b, const struct bw_story_news *news, struct bw_str want)
{
	struct bw_str kind;
	if (bw_str_eq(want, BW_STR("-"))) {
		tap_int(news->n_links, 0, "no link");
		return;
	}
	bw_str_split(&want, ' ', &kind);
	if (!tap_int(news->n_links, 1, "a link"))
		return;
	tap_str(bw_str_from(bw_link_name(news->links[0].kind)), kind, "its kind");
	tap_ok(news->links[0].to == b->letter[want.ptr[0] - 'A'], "where it leads");
	tap_ok(news->links[0].from == news->verdict.development, "where it begins");
}

static void check_row(struct bench *b, const struct bw_str cell[CELLS])
{
	int64_t hours = 0;
	bw_str_to_i64(cell[0], &hours);
	struct bw_article article = {.source = cell[1],
				     .title = cell[3],
				     .text = cell[4],
				     .language = BW_STR("en"),
				     .published = start + hours * 3600};
	article.url = bw_arena_printf(b->a, "http://%" BW_PRISTR "/%d", BW_ARG(cell[1]), ++b->row);
	struct bw_notes notes;
	struct bw_profile p;
	struct bw_story_news news;
	bw_annotate(b->annotator, b->a, &article, &notes);
	notes.kind = kind_of(cell[2]);
	bw_profile_make(b->a, &article, &notes, article.published, &p);
	bw_stories_add(b->stories, b->a, &p, &news);
	uint64_t *at = &b->letter[(cell[5].ptr[0] - 'A') % LETTERS];
	*at = *at ? *at : news.verdict.development;
	tap_ok(news.verdict.development == *at, "row %d: development %" BW_PRISTR " (%.2f)", b->row, BW_ARG(cell[5]),
	       (double)news.verdict.similarity);
	check_link(b, &news, cell[6]);
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_lexicons lexicons;
	struct bw_config *config;
	struct bw_str text = BW_STR_NONE, line;
	bw_arena_init(&a);
	struct bench b = {.a = &a};
	int rc = argc < 2;
	if (!rc)
		rc = bw_config_load(&a, NULL, &config, &err) || bw_lexicons_load(&a, NULL, &lexicons, &err) ||
		     bw_annotator_open(&a, &lexicons, &b.annotator, &err) ||
		     bw_file_read(&a, bw_arena_printf(&a, "%s/links.tsv", argv[1]).ptr, 1 << 20, &text, &err);
	tap_ok(!rc, "opened %s", err.msg);
	while (!rc && bw_str_split(&text, '\n', &line)) {
		struct bw_str cell[CELLS];
		int n = 0;
		if (!line.len || line.ptr[0] == '#')
			continue;
		for (struct bw_str rest = line; n < CELLS && bw_str_split(&rest, '\t', &cell[n]);)
			n++;
		if (n == CELLS) {
			check_row(&b, cell);
			continue;
		}
		bw_stories_close(b.stories);
		b.stories = bw_stories_open(config, &lexicons);
		memset(b.letter, 0, sizeof(b.letter));
	}
	bw_stories_close(b.stories);
	bw_annotator_close(b.annotator);
	bw_arena_release(&a);
	return tap_done();
}
