/* Two articles of one development, made from text, for tests of what is told. */
#ifndef BW_TESTS_STORY_TOLD_H
#define BW_TESTS_STORY_TOLD_H

#include "annotate/annotate.h"
#include "core/file.h"
#include "story/told.h"
#include "tap.h"

enum { TOLD_CELLS = 5 };

struct told_bench {
	struct bw_lexicons lexicons;
	struct bw_arena arena;
	struct bw_annotator *annotator;
};

static struct bw_profile told_profile(struct told_bench *b, const char *source, const char *language,
				      struct bw_str text, bw_time at)
{
	struct bw_arena *a = &b->arena;
	struct bw_article article = {.source = bw_str_from(source),
				     .title = BW_STR("What happened"),
				     .language = bw_str_from(language),
				     .text = text};
	struct bw_notes notes;
	struct bw_profile p;
	article.url = bw_arena_printf(a, "http://%s/%lld", source, (long long)at);
	article.published = at;
	bw_annotate(b->annotator, a, &article, &notes);
	bw_profile_make(a, &article, &notes, at, &p);
	return p;
}

typedef void (*told_check)(struct told_bench *b, int row, const struct bw_str cell[TOLD_CELLS], int n);

/* The main of a test: every row of a table in the folder of the test. */
static int told_main(int argc, char **argv, const char *table, told_check check)
{
	static struct told_bench b;
	struct bw_err err = {0};
	struct bw_str text, line;
	bw_arena_init(&b.arena);
	const char *path = bw_arena_printf(&b.arena, "%s/%s", argc > 1 ? argv[1] : ".", table).ptr;
	if (bw_lexicons_load(&b.arena, NULL, &b.lexicons, &err) ||
	    bw_annotator_open(&b.arena, &b.lexicons, &b.annotator, &err) ||
	    bw_file_read(&b.arena, path, 1 << 20, &text, &err)) {
		printf("Bail out! %s\n", err.msg);
		return 1;
	}
	for (int row = 1; bw_str_split(&text, '\n', &line); row++) {
		struct bw_str cell[TOLD_CELLS] = {{0}}, rest = line;
		int n = 0;
		while (line.len && line.ptr[0] != '#' && n < TOLD_CELLS && bw_str_split(&rest, '\t', &cell[n]))
			n++;
		if (n)
			check(&b, row, cell, n);
	}
	bw_annotator_close(b.annotator);
	bw_arena_release(&b.arena);
	return tap_done();
}

#endif
