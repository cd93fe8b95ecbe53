/* Articles from JSON lines, each annotated and put as a JSON line; with a number of rounds nothing is printed but
 * speed. */
#ifndef BW_BENCH_ARTICLES_H
#define BW_BENCH_ARTICLES_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "annotate/annotate.h"
#include "core/buf.h"
#include "core/file.h"
#include "core/json.h"

enum { FILE_MAX = 256 << 20, LINE_MAX_BYTES = 16 << 20 };

/* Puts the members of an article's object. */
typedef void (*articles_put)(struct bw_json_out *j, struct bw_str id, const struct bw_article *article,
			     const struct bw_notes *notes);

static struct bw_article read_article(const struct bw_json *v)
{
	struct bw_article a = {.published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	a.url = bw_json_str(bw_json_get(v, "url"));
	a.source = bw_json_str(bw_json_get(v, "source"));
	a.title = bw_json_str(bw_json_get(v, "title"));
	a.author = bw_json_str(bw_json_get(v, "author"));
	a.language = bw_json_str(bw_json_get(v, "lang"));
	a.section = bw_json_str(bw_json_get(v, "section"));
	a.text = bw_json_str(bw_json_get(v, "text"));
	bw_time_parse(bw_json_str(bw_json_get(v, "published")), &a.published);
	return a;
}

static int annotate_line(const struct bw_annotator *an, struct bw_arena *a, struct bw_str line, articles_put put,
			 size_t *bytes, struct bw_err *err)
{
	const struct bw_json *v;
	if (bw_json_read(a, line, &v, err))
		return err->code;
	struct bw_article article = read_article(v);
	struct bw_notes notes;
	bw_annotate(an, a, &article, &notes);
	*bytes += article.text.len;
	if (!put)
		return 0;
	struct bw_buf buf;
	struct bw_json_out j;
	bw_buf_init(&buf, LINE_MAX_BYTES);
	bw_json_out_init(&j, &buf);
	bw_json_begin_object(&j, NULL);
	put(&j, bw_json_str(bw_json_get(v, "id")), &article, &notes);
	bw_json_end_object(&j);
	printf("%" BW_PRISTR "\n", BW_ARG(bw_buf_view(&buf)));
	bw_buf_release(&buf);
	return 0;
}

static int annotate_all(const struct bw_annotator *an, struct bw_str lines, articles_put put, size_t *bytes,
			struct bw_err *err)
{
	struct bw_arena a;
	struct bw_str line;
	int rc = 0;
	bw_arena_init(&a);
	while (!rc && bw_str_split(&lines, '\n', &line)) {
		bw_arena_reset(&a);
		if (bw_str_trim(line).len)
			rc = annotate_line(an, &a, line, put, bytes, err);
	}
	bw_arena_release(&a);
	return rc;
}

/* The main of a program: FILE [ROUNDS]; its exit status. */
static int articles_main(int argc, char **argv, articles_put put)
{
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_lexicons lexicons;
	struct bw_annotator *an = NULL;
	struct bw_str lines = BW_STR_NONE;
	int rounds = argc > 2 ? atoi(argv[2]) : 0;
	size_t bytes = 0;
	bw_arena_init(&a);
	int rc = argc < 2 ? bw_err_set(&err, BW_EUSAGE, "usage: %s FILE [ROUNDS]", argv[0]) : 0;
	if (!rc)
		rc = bw_file_read(&a, argv[1], FILE_MAX, &lines, &err);
	if (!rc)
		rc = bw_lexicons_load(&a, NULL, &lexicons, &err);
	if (!rc)
		rc = bw_annotator_open(&a, &lexicons, &an, &err);
	clock_t start = clock();
	for (int i = 0; !rc && i < (rounds ? rounds : 1); i++)
		rc = annotate_all(an, lines, rounds ? NULL : put, &bytes, &err);
	double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	if (rc)
		fprintf(stderr, "%s\n", err.msg);
	else if (rounds)
		printf("%zu bytes, %.2f s, %.2f MB/s\n", bytes, seconds, (double)bytes / seconds / 1e6);
	bw_annotator_close(an);
	bw_arena_release(&a);
	return rc != 0;
}

#endif
