/*
 * words_speed FILE.jsonl [ROUNDS]: tokens, sentences and terms of articles, nothing else of annotate. With ROUNDS
 * prints speed; without, a line "id<TAB>language" for each article and its sentences below it, for reading.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "annotate/parts.h"
#include "core/file.h"
#include "core/json.h"

enum { FILE_MAX = 256 << 20 };

static void print_notes(struct bw_str id, const struct bw_article *article, const struct bw_notes *n)
{
	printf("%" BW_PRISTR "\t%s\n", BW_ARG(id), n->language);
	for (uint32_t i = 0; i < n->body.n_sentences; i++) {
		const struct bw_sentence *s = &n->body.sentences[i];
		bool first = !i || s->paragraph != s[-1].paragraph;
		printf("%s\t%" BW_PRISTR "\n", first ? "P" : "S",
		       BW_ARG(bw_str_sub(article->text, s->start, s->end - s->start)));
	}
}

static struct bw_article read_article(const struct bw_json *v)
{
	struct bw_article a = {.published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	a.title = bw_json_str(bw_json_get(v, "title"));
	a.language = bw_json_str(bw_json_get(v, "lang"));
	a.text = bw_json_str(bw_json_get(v, "text"));
	return a;
}

struct load {
	struct bw_article *articles;
	struct bw_str *ids;
	size_t n, bytes;
};

static int load(struct bw_arena *a, struct bw_str lines, struct load *out, struct bw_err *err)
{
	struct bw_str line, rest = lines;
	size_t n = 1;
	for (size_t i = 0; i < lines.len; i++)
		n += lines.ptr[i] == '\n';
	out->articles = BW_ARRAY(a, struct bw_article, n);
	out->ids = BW_ARRAY(a, struct bw_str, n);
	while (bw_str_split(&rest, '\n', &line)) {
		const struct bw_json *v;
		if (!bw_str_trim(line).len)
			continue;
		if (bw_json_read(a, line, &v, err))
			return err->code;
		out->ids[out->n] = bw_json_str(bw_json_get(v, "id"));
		out->articles[out->n] = read_article(v);
		out->bytes += out->articles[out->n++].text.len;
	}
	return 0;
}

static void note_all(const struct bw_words *w, const struct load *l, bool print)
{
	struct bw_arena a;
	bw_arena_init(&a);
	for (size_t i = 0; i < l->n; i++) {
		struct bw_notes notes = {0};
		bw_arena_reset(&a);
		bw_words_note(w, &a, &l->articles[i], &notes);
		if (print)
			print_notes(l->ids[i], &l->articles[i], &notes);
	}
	bw_arena_release(&a);
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_lexicons lexicons;
	struct bw_words *words = NULL;
	struct bw_str lines = BW_STR_NONE;
	struct load l = {0};
	int rounds = argc > 2 ? atoi(argv[2]) : 0;
	bw_arena_init(&a);
	int rc = argc < 2 ? bw_err_set(&err, BW_EUSAGE, "usage: words_speed FILE.jsonl [ROUNDS]") : 0;
	if (!rc)
		rc = bw_file_read(&a, argv[1], FILE_MAX, &lines, &err);
	if (!rc)
		rc = load(&a, lines, &l, &err);
	if (!rc)
		rc = bw_lexicons_load(&a, NULL, &lexicons, &err);
	if (!rc)
		rc = bw_words_open(&a, &lexicons, &words, &err);
	clock_t start = clock();
	for (int i = 0; !rc && i < (rounds ? rounds : 1); i++)
		note_all(words, &l, !rounds);
	double seconds = (double)(clock() - start) / CLOCKS_PER_SEC, bytes = (double)l.bytes * rounds;
	if (rc)
		fprintf(stderr, "%s\n", err.msg);
	else if (rounds)
		printf("%.0f bytes, %.2f s, %.2f MB/s\n", bytes, seconds, bytes / seconds / 1e6);
	bw_words_close(words);
	bw_arena_release(&a);
	return rc != 0;
}
