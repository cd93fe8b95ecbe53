/*
 * Hand-made views: articles with notes as annotate would give them, but decided here, so that these tests say what
 * compose does with notes and not how well they were made. Subjects are told by the name of a row of lexicon
 * en/domains.
 */
#ifndef BW_TESTS_COMPOSE_SCENE_H
#define BW_TESTS_COMPOSE_SCENE_H

#include "compose/compose.h"
#include <stdio.h>

#include "core/digest.h"
#include "core/map.h"
#include "core/utf8.h"
#include "core/vec.h"

enum { SCENE_NOW = 1788825600 /* 2026-09-08 */ };

struct scene_row {
	const char *outlet, *title, *text;
	int hours; /* before now */
	enum bw_kind kind;
	const char *domain;    /* "" none */
	int copy_of;           /* 1 + index of the original, 0 its own */
	int development;       /* from 0 */
	float score;           /* of the statement that every sentence is */
	enum bw_status status; /* of the first sentence */
};

struct scene {
	struct bw_arena a;
	struct bw_lexicons lexicons;
	struct bw_annotator *an;
	struct bw_config *config;
	struct bw_desks desks;
	struct bw_view view;
	BW_VEC(struct bw_view_article) articles;
	BW_VEC(struct bw_view_development) developments;
	struct bw_map printed;
};

__attribute__((unused)) static int scene_open(struct scene *s)
{
	struct bw_err err = {0};

	*s = (struct scene){0};
	bw_arena_init(&s->a);
	bw_map_init(&s->printed);
	if (bw_lexicons_load(&s->a, NULL, &s->lexicons, &err) || bw_annotator_open(&s->a, &s->lexicons, &s->an, &err) ||
	    bw_config_load(&s->a, NULL, &s->config, &err) ||
	    bw_desks_read(&s->a, &s->lexicons, NULL, &s->desks, &err)) {
		printf("# %s\n", err.msg);
		return 1;
	}
	s->view = (struct bw_view){.now = SCENE_NOW, .since = SCENE_NOW - BW_DAY, .printed = &s->printed};
	s->view.coverage = (struct bw_coverage){.sources = 5, .polled = 5};
	return 0;
}

__attribute__((unused)) static void scene_close(struct scene *s)
{
	bw_annotator_close(s->an);
	bw_map_release(&s->printed);
	bw_arena_release(&s->a);
}

static bool scene_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Words of four letters and more carry topic. */
static void scene_tokens(struct bw_arena *a, struct bw_str text, struct bw_layer *out)
{
	BW_VEC(struct bw_token) tokens = {0};

	for (uint32_t i = 0; i < text.len;) {
		struct bw_token t = {.start = i, .kind = BW_TOKEN_WORD};
		while (i < text.len && scene_is_letter(text.ptr[i]))
			i++;
		t.end = i;
		t.stem = t.word = bw_str_hash(bw_uni_fold(a, bw_str_sub(text, t.start, t.end - t.start)));
		t.flags = t.end - t.start < 4 ? BW_TOKEN_STOP : 0;
		t.flags |= text.ptr[t.start] >= 'A' && text.ptr[t.start] <= 'Z' ? BW_TOKEN_CAPITAL : 0;
		if (t.end > t.start)
			*BW_PUSH(a, &tokens) = t;
		else
			i++;
	}
	out->tokens = tokens.ptr;
	out->n_tokens = (uint32_t)tokens.len;
}

static void scene_sentences(struct bw_arena *a, struct bw_str text, struct bw_layer *out)
{
	BW_VEC(struct bw_sentence) rows = {0};

	for (uint32_t start = 0; start < text.len;) {
		size_t stop = bw_str_find(text, BW_STR(". "), start), para = bw_str_find(text, BW_STR("\n\n"), start);
		uint32_t end = (uint32_t)(stop == BW_NPOS ? text.len : stop + 1), first = 0;
		if (para < end)
			end = (uint32_t)para;
		while (first < out->n_tokens && out->tokens[first].start < start)
			first++;
		*BW_PUSH(a, &rows) = (struct bw_sentence){.start = start, .end = end, .first = first};
		start = end;
		while (start < text.len && (text.ptr[start] == ' ' || text.ptr[start] == '\n'))
			start++;
	}
	out->sentences = rows.ptr;
	out->n_sentences = (uint32_t)rows.len;
}

static void scene_statements(struct bw_arena *a, const struct scene_row *row, struct bw_notes *n)
{
	struct bw_statement *s = BW_ARRAY(a, struct bw_statement, n->body.n_sentences);

	for (uint32_t i = 0; i < n->body.n_sentences; i++) {
		const struct bw_sentence *from = &n->body.sentences[i];
		s[i] = (struct bw_statement){.start = from->start, .end = from->end, .sentence = i, .speaker = -1};
		s[i].score = row->score;
		s[i].status = i ? BW_STATUS_NONE : row->status;
		s[i].anchor_start = from->start;
		s[i].anchor_end =
			from->start + (uint32_t)bw_str_find_char(bw_str_from(row->text + from->start), ' ', 4);
		if (s[i].anchor_end > s[i].end)
			s[i].anchor_end = s[i].end;
	}
	n->statements = s;
	n->n_statements = n->body.n_sentences;
}

static const struct bw_notes *scene_notes(struct scene *s, const struct scene_row *row,
					  const struct bw_article *article)
{
	struct bw_notes *n = BW_NEW(&s->a, struct bw_notes);
	struct bw_domain *d = BW_NEW(&s->a, struct bw_domain);

	snprintf(n->language, sizeof n->language, "en");
	n->kind = row->kind;
	scene_tokens(&s->a, article->title, &n->title);
	scene_tokens(&s->a, article->text, &n->body);
	scene_sentences(&s->a, article->text, &n->body);
	scene_statements(&s->a, row, n);
	for (d->id = 0; d->id < bw_domain_count(s->an); d->id++)
		if (bw_str_eq(bw_domain_name(s->an, d->id), bw_str_from(row->domain)))
			break;
	d->score = 0.7f;
	n->domains = d;
	n->n_domains = d->id < bw_domain_count(s->an);
	return n;
}

__attribute__((unused)) static void scene_add(struct scene *s, struct scene_row row)
{
	struct bw_article *article = BW_NEW(&s->a, struct bw_article);
	struct bw_view_article *x;
	uint64_t key;

	article->publisher = bw_str_from(row.outlet);
	article->title = bw_str_from(row.title);
	article->text = bw_str_from(row.text);
	article->url = bw_arena_printf(&s->a, "https://%zu.example/a", s->articles.len);
	article->published = SCENE_NOW - row.hours * 3600;
	key = bw_sha256_key(article->url);
	x = BW_PUSH(&s->a, &s->articles);
	*x = (struct bw_view_article){.key = key, .at = article->published, .fetched = article->published};
	x->article = article;
	x->notes = scene_notes(s, &row, article);
	x->verdict = (struct bw_verdict){.origin = key, .copy = row.copy_of ? BW_COPY_SAME : BW_COPY_NONE};
	if (row.copy_of) {
		x->verdict.origin = s->articles.ptr[row.copy_of - 1].key;
		x->verdict.copy_of = x->verdict.origin;
		x->verdict.containment = 0.8f;
	}
	x->original = !row.copy_of;
	x->origin.original = row.copy_of ? (uint32_t)row.copy_of - 1 : (uint32_t)s->articles.len - 1;
	x->verdict.turn = row.copy_of ? BW_TURN_COPY : BW_TURN_NEW;
	x->voice = row.copy_of ? s->articles.ptr[row.copy_of - 1].voice : bw_str_hash(article->publisher);
	x->voice_name = article->publisher;
	x->development = (uint32_t)row.development;
}

__attribute__((unused)) static uint32_t scene_voices(const struct scene *s, const uint32_t *members, uint32_t n)
{
	uint32_t voices = 0;

	for (uint32_t i = 0; i < n; i++) {
		bool heard = false;
		for (uint32_t k = 0; k < i; k++)
			heard |= s->articles.ptr[members[k]].voice == s->articles.ptr[members[i]].voice;
		voices += !heard;
	}
	return voices;
}

/* The span of the sentence that begins with these words. */
__attribute__((unused)) static struct bw_story_fresh scene_span(const struct scene *s, size_t article,
								const char *words)
{
	const struct bw_view_article *x = &s->articles.ptr[article];
	uint32_t at = (uint32_t)bw_str_find(x->article->text, bw_str_from(words), 0);

	for (uint32_t i = 0; i < x->notes->body.n_sentences; i++)
		if (x->notes->body.sentences[i].start <= at && at < x->notes->body.sentences[i].end)
			return (struct bw_story_fresh){x->notes->body.sentences[i].start,
						       x->notes->body.sentences[i].end};
	return (struct bw_story_fresh){0, 0};
}

/* Says what the article added: a turn, and for a new one the sentence that begins with these words. */
__attribute__((unused)) static void scene_turn(struct scene *s, size_t article, enum bw_turn turn, const char *words)
{
	struct bw_view_article *x = &s->articles.ptr[article];
	struct bw_story_fresh *f = BW_NEW(&s->a, struct bw_story_fresh);

	x->verdict.turn = turn;
	x->n_fresh = words != NULL;
	*f = words ? scene_span(s, article, words) : (struct bw_story_fresh){0, 0};
	x->fresh = f;
}

__attribute__((unused)) static struct bw_conflict scene_conflict(const struct scene *s, enum bw_conflict_kind kind,
								 size_t a, const char *a_words, size_t b,
								 const char *b_words)
{
	struct bw_story_fresh x = scene_span(s, a, a_words), y = scene_span(s, b, b_words);

	return (struct bw_conflict){.kind = kind,
				    .a_article = s->articles.ptr[a].key,
				    .b_article = s->articles.ptr[b].key,
				    .a_start = x.start,
				    .a_end = x.end,
				    .b_start = y.start,
				    .b_end = y.end};
}

/* After all articles: gathers them into developments, each under the key of its first. told: hours before now of the
 * last edition, 0 never. */
__attribute__((unused)) static void scene_gather(struct scene *s, const int *told, size_t n_told)
{
	uint32_t n = 0;

	for (size_t i = 0; i < s->articles.len; i++)
		n = s->articles.ptr[i].development >= n ? s->articles.ptr[i].development + 1 : n;
	for (uint32_t d = 0; d < n; d++) {
		struct bw_view_development *v = BW_PUSH(&s->a, &s->developments);
		uint32_t *members = BW_ARRAY(&s->a, uint32_t, s->articles.len);
		*v = (struct bw_view_development){.articles = members, .told = BW_TIME_NONE};
		for (uint32_t i = 0; i < s->articles.len; i++) {
			if (s->articles.ptr[i].development != d)
				continue;
			v->id = v->n_articles ? v->id : s->articles.ptr[i].key;
			s->articles.ptr[i].decided_in = v->id;
			s->articles.ptr[i].verdict.development = v->id;
			v->first = v->n_articles ? v->first : s->articles.ptr[i].at;
			v->last = s->articles.ptr[i].at;
			members[v->n_articles++] = i;
		}
		v->n_origins = scene_voices(s, members, v->n_articles);
		if (d < n_told && told[d])
			v->told = SCENE_NOW - told[d] * 3600;
	}
	s->view.articles = s->articles.ptr;
	s->view.n_articles = s->articles.len;
	s->view.developments = s->developments.ptr;
	s->view.n_developments = s->developments.len;
}

/* An archive over the scene, for the check. */
__attribute__((unused)) static bool scene_article(void *ctx, uint64_t key, struct bw_str *title, struct bw_str *text)
{
	const struct scene *s = ctx;

	for (size_t i = 0; i < s->articles.len; i++)
		if (s->articles.ptr[i].key == key) {
			*title = s->articles.ptr[i].article->title;
			*text = s->articles.ptr[i].article->text;
			return true;
		}
	return false;
}

#endif
