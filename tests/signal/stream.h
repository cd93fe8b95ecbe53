/* The articles of stream.tsv through annotate into candidates; the tests of the room share them. */
#ifndef BW_TESTS_SIGNAL_STREAM_H
#define BW_TESTS_SIGNAL_STREAM_H

#include <stdlib.h>

#include "annotate/annotate.h"
#include "core/digest.h"
#include "core/file.h"
#include "core/lexicon.h"
#include "core/vec.h"
#include "signal/signal.h"

struct stream_item {
	struct bw_str name;
	struct bw_article article;
	struct bw_notes notes;
	struct bw_candidates candidates;
	struct bw_str packed;
};

struct stream {
	struct bw_arena arena;
	struct bw_annotator *an;
	struct bw_propositions *propositions;
	struct {
		struct stream_item *ptr;
		size_t len, cap;
	} items;
};

static struct bw_str stream_text(struct bw_arena *a, struct bw_str cell)
{
	struct bw_str out = BW_STR_NONE, part;
	while (bw_str_split(&cell, '|', &part))
		out = bw_arena_printf(a, "%" BW_PRISTR "%s%" BW_PRISTR, BW_ARG(out), out.len ? "\n\n" : "",
				      BW_ARG(part));
	return out;
}

static void stream_row(struct stream *s, struct bw_str line)
{
	struct bw_str col[8] = {0};
	int64_t day = 0, hour = 0;
	for (int i = 0; i < 8 && bw_str_split(&line, '\t', &col[i]); i++)
		;
	bw_str_to_i64(col[1], &day);
	bw_str_to_i64(col[2], &hour);
	struct stream_item *i = BW_PUSH(&s->arena, &s->items);
	struct bw_buf packed;
	i->name = col[0];
	i->article = (struct bw_article){
		.url = bw_arena_printf(&s->arena, "https://example.org/%" BW_PRISTR, BW_ARG(col[0])),
		.source = col[3],
		.title = col[6],
		.text = stream_text(&s->arena, col[7])};
	i->article.published = bw_time_from_date((struct bw_date){2026, 5, 1}) + day * BW_DAY + hour * 3600;
	bw_annotate(s->an, &s->arena, &i->article, &i->notes);
	i->notes.kind = BW_KIND_NEWS; /* how short texts are told apart is not the business of these tests */
	bw_candidates_make(s->propositions, &s->arena, bw_sha256_key(col[0]), bw_sha256_key(col[4]),
			   bw_sha256_key(col[5]), i->article.published, &i->article, &i->notes, &i->candidates);
	bw_buf_init(&packed, 1 << 24);
	bw_candidates_pack(&i->candidates, &packed);
	i->packed = bw_buf_copy(&packed, &s->arena);
	bw_buf_release(&packed);
}

static void stream_open(struct stream *s, const char *folder)
{
	struct bw_lexicons lexicons;
	struct bw_err err = {0};
	struct bw_str text, line;
	*s = (struct stream){0};
	bw_arena_init(&s->arena);
	int code = bw_lexicons_load(&s->arena, NULL, &lexicons, &err);
	if (!code)
		code = bw_annotator_open(&s->arena, &lexicons, &s->an, &err);
	if (!code)
		code = bw_propositions_open(&s->arena, &lexicons, &s->propositions, &err);
	const char *path = bw_arena_cstr(&s->arena, bw_arena_printf(&s->arena, "%s/stream.tsv", folder));
	if (!code)
		code = bw_file_read(&s->arena, path, 1 << 20, &text, &err);
	if (code) {
		printf("Bail out! %s\n", err.msg);
		exit(1);
	}
	while (bw_str_split(&text, '\n', &line))
		if (line.len && line.ptr[0] != '#')
			stream_row(s, line);
}

static void stream_close(struct stream *s)
{
	bw_propositions_close(s->propositions);
	bw_annotator_close(s->an);
	bw_arena_release(&s->arena);
}

static const struct stream_item *stream_find(const struct stream *s, uint64_t article)
{
	for (size_t i = 0; i < s->items.len; i++)
		if (s->items.ptr[i].candidates.article == article)
			return &s->items.ptr[i];
	return NULL;
}

#endif
