/*
 * speech_articles FILE [ROUNDS]: reads articles as JSON lines ("title", "text", "lang"), prints the quotations of each
 * as a JSON line, with offsets in bytes, and the words of its text. With ROUNDS, prints nothing but speed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "annotate/annotate.h"
#include "core/buf.h"
#include "core/file.h"
#include "core/json.h"

enum { FILE_MAX = 256 << 20, LINE_MAX_BYTES = 16 << 20 };

static void put_actor(struct bw_json_out *j, const struct bw_notes *n, const char *key, int32_t actor)
{
	bw_json_begin_array(j, key);
	if (actor >= 0) {
		const struct bw_actor *a = &n->actors[actor];
		bw_json_put_str(j, NULL, a->name);
		for (uint32_t i = 0; i < a->n_aliases; i++)
			bw_json_put_str(j, NULL, a->aliases[i]);
	}
	bw_json_end_array(j);
}

static void put_quotations(struct bw_json_out *j, const struct bw_notes *n)
{
	bw_json_begin_array(j, "quotations");
	for (uint32_t i = 0; i < n->n_quotations; i++) {
		const struct bw_quotation *q = &n->quotations[i];
		bw_json_begin_object(j, NULL);
		bw_json_put_int(j, "start", q->start);
		bw_json_put_int(j, "end", q->end);
		bw_json_put_int(j, "speaker_start", q->speaker_start);
		bw_json_put_int(j, "speaker_end", q->speaker_end);
		bw_json_put_str(j, "mode", bw_str_from(bw_mode_name(q->mode)));
		put_actor(j, n, "actor", q->actor);
		put_actor(j, n, "affiliation", q->affiliation);
		bw_json_end_object(j);
	}
	bw_json_end_array(j);
}

static void print_notes(const struct bw_notes *n)
{
	struct bw_buf buf;
	struct bw_json_out j;
	bw_buf_init(&buf, LINE_MAX_BYTES);
	bw_json_out_init(&j, &buf);
	bw_json_begin_object(&j, NULL);
	bw_json_put_str(&j, "language", bw_str_from(n->language));
	put_quotations(&j, n);
	bw_json_begin_array(&j, "words");
	for (uint32_t i = 0; i < n->body.n_tokens; i++)
		if (n->body.tokens[i].kind != BW_TOKEN_PUNCT) {
			bw_json_put_int(&j, NULL, n->body.tokens[i].start);
			bw_json_put_int(&j, NULL, n->body.tokens[i].end);
		}
	bw_json_end_array(&j);
	bw_json_end_object(&j);
	printf("%" BW_PRISTR "\n", BW_ARG(bw_buf_view(&buf)));
	bw_buf_release(&buf);
}

static int read_line(const struct bw_annotator *an, struct bw_arena *a, struct bw_str line, bool quiet, size_t *bytes,
		     struct bw_err *err)
{
	const struct bw_json *v;
	if (bw_json_read(a, line, &v, err))
		return err->code;
	struct bw_article article = {.published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	article.title = bw_json_str(bw_json_get(v, "title"));
	article.language = bw_json_str(bw_json_get(v, "lang"));
	article.text = bw_json_str(bw_json_get(v, "text"));
	struct bw_notes notes;
	bw_annotate(an, a, &article, &notes);
	*bytes += article.text.len;
	if (!quiet)
		print_notes(&notes);
	return 0;
}

static int read_all(const struct bw_annotator *an, struct bw_str lines, bool quiet, size_t *bytes, struct bw_err *err)
{
	struct bw_arena a;
	struct bw_str line;
	int rc = 0;
	bw_arena_init(&a);
	while (!rc && bw_str_split(&lines, '\n', &line)) {
		bw_arena_reset(&a);
		if (bw_str_trim(line).len)
			rc = read_line(an, &a, line, quiet, bytes, err);
	}
	bw_arena_release(&a);
	return rc;
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_lexicons lexicons;
	struct bw_annotator *an = NULL;
	struct bw_str lines = BW_STR_NONE;
	int rounds = argc > 2 ? atoi(argv[2]) : 0;
	size_t bytes = 0;
	bw_arena_init(&a);
	int rc = argc < 2 ? bw_err_set(&err, BW_EINPUT, "usage: speech_articles FILE [ROUNDS]") : 0;
	if (!rc)
		rc = bw_file_read(&a, argv[1], FILE_MAX, &lines, &err);
	if (!rc)
		rc = bw_lexicons_load(&a, NULL, &lexicons, &err);
	if (!rc)
		rc = bw_annotator_open(&a, &lexicons, &an, &err);
	clock_t begin = clock();
	for (int i = 0; !rc && i < (rounds ? rounds : 1); i++)
		rc = read_all(an, lines, rounds > 0, &bytes, &err);
	double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
	if (!rc && rounds)
		printf("%.2f MB/s\n", (double)bytes / 1e6 / seconds);
	if (rc)
		fprintf(stderr, "speech_articles: %s\n", err.msg);
	bw_annotator_close(an);
	bw_arena_release(&a);
	return rc ? 1 : 0;
}
