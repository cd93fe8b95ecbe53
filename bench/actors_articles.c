/*
 * actors_articles FILE.jsonl [--articles | --spans]: reads articles, names the actors in each, feeds the book in their
 * order, and prints the book as the export's actor objects; with --articles what each article gives instead, with
 * --spans where names stand in each text (start, end, kind). Measures names, not the program.
 */
#include <stdio.h>
#include <string.h>

#include "annotate/book.h"
#include "annotate/parts.h"
#include "core/file.h"
#include "core/json.h"
#include "core/lexicon.h"

enum { FILE_MAX = 256 << 20, LINE_MAX_BYTES = 4 << 20 };

struct parts {
	struct bw_words *words;
	struct bw_kinds *kinds;
	struct bw_names *names;
	struct bw_speech *speech;
};

static int open_parts(struct parts *p, struct bw_arena *a, struct bw_err *err)
{
	struct bw_lexicons lexicons;
	int rc = bw_lexicons_load(a, NULL, &lexicons, err);
	if (!rc)
		rc = bw_words_open(a, &lexicons, &p->words, err);
	if (!rc)
		rc = bw_kinds_open(a, &lexicons, &p->kinds, err);
	if (!rc)
		rc = bw_names_open(a, &lexicons, &p->names, err);
	if (!rc)
		rc = bw_speech_open(a, &lexicons, &p->speech, err);
	return rc;
}

static void put_actor(struct bw_buf *line, struct bw_str name, enum bw_actor_kind kind, const struct bw_str *aliases,
		      uint32_t n, int mentions)
{
	struct bw_json_out j;
	bw_buf_reset(line);
	bw_json_out_init(&j, line);
	bw_json_begin_object(&j, NULL);
	bw_json_put_str(&j, "type", BW_STR("actor"));
	bw_json_put_str(&j, "name", name);
	bw_json_begin_array(&j, "aliases");
	for (uint32_t i = 0; i < n; i++)
		bw_json_put_str(&j, NULL, aliases[i]);
	bw_json_end_array(&j);
	bw_json_put_str(&j, "kind", bw_str_from(bw_actor_kind_name(kind)));
	bw_json_put_int(&j, "mentions", mentions);
	bw_json_end_object(&j);
	printf("%" BW_PRISTR "\n", BW_ARG(bw_buf_view(line)));
}

static void annotate(const struct parts *p, struct bw_arena *a, const struct bw_article *article,
		     struct bw_notes *notes)
{
	*notes = (struct bw_notes){0};
	bw_words_note(p->words, a, article, notes);
	bw_kinds_note(p->kinds, a, article, notes);
	bw_names_note(p->names, a, article, notes);
	bw_speech_note(p->speech, a, article, notes);
	bw_names_finish(p->names, a, article, notes);
}

static void print_article(const struct bw_article *article, const struct bw_notes *notes, struct bw_buf *line)
{
	printf("# %" BW_PRISTR "\n#", BW_ARG(article->title));
	for (uint32_t i = 0; i < notes->n_geo; i++)
		printf(" %s %.1f", notes->geo[i].code, (double)notes->geo[i].score);
	putchar('\n');
	for (uint32_t i = 0; i < notes->n_actors; i++) {
		const struct bw_actor *x = &notes->actors[i];
		printf("%5.2f%s %s ", (double)x->salience, x->agentive ? "*" : " ", x->country[0] ? x->country : "--");
		put_actor(line, x->name, x->kind, x->aliases, x->n_aliases, (int)x->n_mentions);
	}
}

static void print_spans(const struct bw_notes *notes)
{
	putchar('#');
	for (uint32_t i = 0; i < notes->n_mentions; i++) {
		const struct bw_mention *m = &notes->mentions[i];
		if (!m->in_title)
			printf(" %u %u %s", m->start, m->end, bw_actor_kind_name(notes->actors[m->actor].kind));
	}
	putchar('\n');
}

enum mode { BOOK, ARTICLES, SPANS };

static int run(const char *path, enum mode mode, struct bw_arena *a, struct bw_err *err)
{
	struct parts p = {0};
	struct bw_str text, line;
	struct bw_arena one;
	struct bw_buf buf;
	int rc = open_parts(&p, a, err);
	if (!rc)
		rc = bw_file_read(a, path, FILE_MAX, &text, err);
	if (rc)
		return rc;
	struct bw_book *book = bw_book_open();
	bw_arena_init(&one);
	bw_buf_init(&buf, LINE_MAX_BYTES);
	while (!rc && bw_str_split(&text, '\n', &line)) {
		struct bw_article article = {0};
		struct bw_notes notes;
		if (!line.len)
			continue;
		bw_arena_reset(&one);
		rc = bw_article_read_json(&one, line, &article, err);
		if (rc)
			break;
		annotate(&p, &one, &article, &notes);
		bw_book_add(book, &notes);
		if (mode == ARTICLES)
			print_article(&article, &notes, &buf);
		else if (mode == SPANS)
			print_spans(&notes);
	}
	const struct bw_book_actor *actors;
	size_t n;
	bw_book_list(book, a, &actors, &n);
	for (size_t i = 0; mode == BOOK && i < n; i++)
		put_actor(&buf, actors[i].name, actors[i].kind, actors[i].aliases, actors[i].n_aliases,
			  (int)actors[i].n_mentions);
	bw_book_close(book);
	bw_buf_release(&buf);
	bw_arena_release(&one);
	bw_names_close(p.names);
	bw_words_close(p.words);
	bw_kinds_close(p.kinds);
	bw_speech_close(p.speech);
	return rc;
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_err err = {0};
	if (argc < 2) {
		fprintf(stderr, "actors_articles FILE.jsonl [--articles | --spans]\n");
		return 2;
	}
	bw_arena_init(&a);
	int rc = run(argv[1], argc < 3 ? BOOK : !strcmp(argv[2], "--spans") ? SPANS : ARTICLES, &a, &err);
	if (rc)
		fprintf(stderr, "actors_articles: %s\n", err.msg);
	bw_arena_release(&a);
	return rc != 0;
}
