/*
 * A stream of made-up profiles for tests and measurements: matters that begin, run for some days and end, in a world of
 * names and words of which some are common. Reprints, listings and articles that come late are among them. The same
 * seed gives the same stream.
 */
#ifndef BW_TESTS_STORY_STREAM_H
#define BW_TESTS_STORY_STREAM_H

#include <stdlib.h>

#include "story/story.h"

struct stream {
	struct bw_arena *arena;
	uint64_t seed;
	uint32_t n_matters;   /* that run side by side */
	uint32_t gap_seconds; /* between articles */
	uint32_t n;           /* made so far */
	struct bw_profile last;
};

static uint64_t stream_hash(uint64_t x)
{
	x += 0x9e3779b97f4a7c15ULL;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
	return x ^ (x >> 31);
}

static uint32_t stream_draw(struct stream *s, uint32_t below)
{
	s->seed = stream_hash(s->seed);
	return (uint32_t)(s->seed >> 33) % below;
}

static int stream_by_term(const void *x, const void *y)
{
	uint64_t a = ((const struct bw_profile_term *)x)->stem, b = ((const struct bw_profile_term *)y)->stem;
	return a < b ? -1 : a > b;
}

static int stream_by_name(const void *x, const void *y)
{
	uint64_t a = ((const struct bw_profile_name *)x)->name, b = ((const struct bw_profile_name *)y)->name;
	return a < b ? -1 : a > b;
}

static int stream_by_print(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
	return a < b ? -1 : a > b;
}

enum { STREAM_TERMS = 120, STREAM_NAMES = 12, STREAM_PRINTS = 80 };

/* A third of the words belong to the matter, the rest to the language; low numbers are drawn more often. */
static void stream_terms(struct stream *s, uint64_t matter, struct bw_profile *p)
{
	struct bw_profile_term *t = BW_ARRAY(s->arena, struct bw_profile_term, STREAM_TERMS);
	uint32_t n = 0;
	for (uint32_t i = 0; i < STREAM_TERMS; i++) {
		uint32_t most = 1 + stream_draw(s, 20000);
		uint64_t stem =
			i % 3 ? stream_hash(stream_draw(s, most)) : stream_hash(matter << 20 | stream_draw(s, 60));
		t[i] = (struct bw_profile_term){stem, i < 6, i < 24, 1 + stream_draw(s, 3)};
	}
	qsort(t, STREAM_TERMS, sizeof(*t), stream_by_term);
	for (uint32_t i = 0; i < STREAM_TERMS; i++)
		if (!n || t[i].stem != t[n - 1].stem)
			t[n++] = t[i];
	p->terms = t;
	p->n_terms = n;
}

static void stream_names(struct stream *s, uint64_t matter, struct bw_profile *p)
{
	struct bw_profile_name *v = BW_ARRAY(s->arena, struct bw_profile_name, STREAM_NAMES);
	uint32_t n = 0;
	for (uint32_t i = 0; i < STREAM_NAMES; i++)
		v[i] = (struct bw_profile_name){
			stream_hash(i % 2 ? 1u << 30 | stream_draw(s, 400) : matter << 40 | stream_draw(s, 12)),
			(float)(1 + i % 3)};
	qsort(v, STREAM_NAMES, sizeof(*v), stream_by_name);
	for (uint32_t i = 0; i < STREAM_NAMES; i++)
		if (!n || v[i].name != v[n - 1].name)
			v[n++] = v[i];
	p->names = v;
	p->n_names = n;
}

static void stream_prints(struct stream *s, struct bw_profile *p)
{
	uint64_t *v = BW_ARRAY(s->arena, uint64_t, STREAM_PRINTS);
	for (uint32_t i = 0; i < STREAM_PRINTS; i++)
		v[i] = i < 2 ? stream_hash(i + 77) : stream_hash((uint64_t)s->n << 32 | i);
	qsort(v, STREAM_PRINTS, sizeof(*v), stream_by_print);
	p->prints = v;
	p->n_prints = STREAM_PRINTS;
	p->quoted_prints = v;
	p->n_quoted = 5;
}

static struct bw_profile stream_next(struct stream *s)
{
	uint32_t i = s->n++, kind = stream_draw(s, 20);
	bool reprint = i && stream_draw(s, 6) == 0;
	struct bw_profile p = reprint ? s->last : (struct bw_profile){0};
	p.key = stream_hash(i) >> 1;
	p.at = 1700000000 + (bw_time)i * s->gap_seconds;
	p.source = 1 + stream_draw(s, 30);
	if (reprint)
		return p;
	/* A matter is replaced by another after a while. */
	uint64_t slot = stream_draw(s, s->n_matters),
		 matter = stream_hash(slot << 32 | (i + slot * 7) / (s->n_matters * 8)) >> 44;
	p.kind = kind == 0 ? BW_KIND_LISTING : kind == 1 ? BW_KIND_LIVE_BLOG : BW_KIND_NEWS;
	p.n_words = 300 + stream_draw(s, 300);
	stream_terms(s, matter, &p);
	stream_names(s, matter, &p);
	stream_prints(s, &p);
	struct bw_profile_figure *f = BW_ARRAY(s->arena, struct bw_profile_figure, 1);
	*f = (struct bw_profile_figure){
		.head = matter, .unit = BW_UNIT_COUNT, .value = 100 + stream_draw(s, 3) * 50, .start = 3, .end = 40};
	p.figures = f;
	p.n_figures = 1;
	return s->last = p;
}

#endif
