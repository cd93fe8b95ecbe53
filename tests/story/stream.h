/*
 * A stream of made-up profiles for tests and measurements, like the news of many outlets: words and names by Zipf's law
 * and always new ones among them, matters that arise, run and fade with sizes by a power law, reprints that are cut and
 * added to, several languages, bursts by the hour, listings and live blogs with entries of other matters. An article is
 * a function of its number, so that nothing is kept but who wrote of what lately. The same seed gives the same stream.
 */
#ifndef BW_TESTS_STORY_STREAM_H
#define BW_TESTS_STORY_STREAM_H

#include <math.h>
#include <stdlib.h>

#include "story/story.h"

enum { STREAM_RECENT = 1 << 15, STREAM_LANGUAGES = 3, STREAM_OUTLETS = 300 };

/* What an article was about, and whose words it has. */
struct stream_past {
	uint64_t seed, matter;
	bw_time at;
	uint32_t turn;
	uint8_t language;
};
struct stream {
	struct bw_arena *arena; /* of profiles */
	uint64_t seed;
	uint32_t a_day;       /* articles */
	uint32_t new_matters; /* of a thousand articles that are no reprints */
	uint32_t reprints;    /* of a thousand */
	uint32_t late;        /* of a thousand: ten minutes to two days after the matter's time */
	uint32_t memory_days; /* how long a matter is written of without a break */
	uint32_t n, n_past;
	bw_time at;
	struct stream_past past[STREAM_RECENT]; /* a ring */
};

static uint64_t stream_hash(uint64_t x)
{
	x += 0x9e3779b97f4a7c15ULL;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
	return x ^ (x >> 31);
}

static uint32_t stream_draw(uint64_t *seed, uint32_t below)
{
	*seed = stream_hash(*seed);
	return (uint32_t)((*seed >> 32) * below >> 32);
}

/* A rank from 1 to n, by Zipf's law. */
static uint32_t stream_zipf(uint64_t *seed, uint32_t n)
{
	*seed = stream_hash(*seed);
	double u = (double)(*seed >> 11) / 9007199254740992.0;
	return (uint32_t)exp(u * log((double)n));
}

/* ---- words ---- */

enum { STREAM_VOCABULARY = 100000, STREAM_DOMAINS = 150, STREAM_DOMAIN_WORDS = 3000, STREAM_MATTER_WORDS = 90 };

static uint32_t stream_stem(uint32_t sort, uint8_t language, uint64_t which, uint64_t rank)
{
	return (uint32_t)(stream_hash(stream_hash((uint64_t)sort << 8 | language) ^
				      stream_hash(which * 1000003 + rank)) >>
			  20);
}

/* The words of a matter are words of its domain, of the language, and some that nobody used before; later turns lose
 * some and gain some. */
static uint32_t stream_matter_stem(uint64_t matter, uint8_t language, uint32_t rank, uint32_t turn)
{
	uint64_t at = rank + turn * 3, seed = stream_hash(matter ^ at * 0x51ed2701);
	uint32_t sort = (uint32_t)(seed % 10);
	if (sort < 1)
		return stream_stem(3, language, matter, at);
	if (sort < 7)
		return stream_stem(2, language, matter % STREAM_DOMAINS, 1 + stream_draw(&seed, STREAM_DOMAIN_WORDS));
	return stream_stem(1, language, 0, 1 + stream_draw(&seed, STREAM_VOCABULARY));
}

/* Names are of no language. A fifth of them is new with the matter. */
static uint32_t stream_name(uint64_t matter, uint32_t i)
{
	uint64_t seed = stream_hash(matter * 77 + i);
	return i % 5 == 0 ? stream_stem(5, 0, matter, i) : stream_stem(4, 0, 0, stream_zipf(&seed, 60000));
}

static int stream_by_stem(const void *x, const void *y)
{
	uint32_t a = ((const struct bw_profile_word *)x)->stem, b = ((const struct bw_profile_word *)y)->stem;
	return a < b ? -1 : a > b;
}

static uint32_t stream_add_up(struct bw_profile_word *w, uint32_t n)
{
	uint32_t m = 0;
	qsort(w, n, sizeof(*w), stream_by_stem);
	for (uint32_t i = 0; i < n; i++) {
		if (m && w[m - 1].stem == w[i].stem) {
			w[m - 1].full += w[i].full && w[m - 1].full < 200;
			w[m - 1].lead += w[i].lead && w[m - 1].lead < 200;
			w[m - 1].title |= w[i].title;
			w[m - 1].name += w[i].name && w[m - 1].name < 200;
		} else {
			w[m++] = w[i];
		}
	}
	return m;
}

enum { STREAM_TOKENS = 420, STREAM_WORDS = 120 };

static uint32_t stream_words(struct bw_arena *a, const struct stream_past *o, uint32_t tokens, uint32_t most,
			     const struct bw_profile_word **out)
{
	struct bw_profile_word *w = BW_ARRAY(a, struct bw_profile_word, tokens);
	uint64_t seed = stream_hash(o->seed ^ 1);
	for (uint32_t i = 0; i < tokens; i++) {
		uint32_t sort = stream_draw(&seed, 100);
		w[i] = (struct bw_profile_word){.full = 1, .lead = i < 60, .title = i < 7};
		if (sort < 10) {
			w[i].stem = stream_name(o->matter, stream_zipf(&seed, 20));
			w[i].name = 1;
		} else if (sort < 45) {
			w[i].stem = stream_matter_stem(o->matter, o->language, stream_zipf(&seed, STREAM_MATTER_WORDS),
						       o->turn);
		} else if (sort < 60) {
			w[i].stem = stream_stem(2, o->language, o->matter % STREAM_DOMAINS,
						stream_zipf(&seed, STREAM_DOMAIN_WORDS));
		} else {
			w[i].stem = stream_stem(1, o->language, 0, stream_zipf(&seed, STREAM_VOCABULARY));
		}
	}
	uint32_t n = stream_add_up(w, tokens);
	*out = w;
	if (n <= most)
		return n;
	/* A cut that is blind to what a word tells, but keeps the lead. */
	uint32_t m = 0;
	for (uint32_t i = 0; i < n; i++)
		if (w[i].lead || w[i].name || w[i].full > 1 || (n - i) + m <= most)
			w[m < most ? m++ : m - 1] = w[i];
	return m;
}

/* ---- prints ---- */

static int stream_by_print(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
	return a < b ? -1 : a > b;
}

static uint32_t stream_order(uint32_t *v, uint32_t n)
{
	uint32_t m = 0;
	qsort(v, n, sizeof(*v), stream_by_print);
	for (uint32_t i = 0; i < n; i++)
		if (!m || v[i] != v[m - 1])
			v[m++] = v[i];
	return m;
}

/* `kept` of a hundred are the original's, `own` are added; some are furniture of the outlet or phrases of the trade. */
static void stream_prints(struct bw_arena *a, const struct stream_past *o, uint64_t number, uint32_t kept, uint32_t own,
			  struct bw_profile *p)
{
	uint32_t all = p->length * 2 / 9, n = 0;
	uint32_t *v = BW_ARRAY(a, uint32_t, all + own + 10);
	uint64_t seed = stream_hash(number);
	for (uint32_t i = 0; i < all * kept / 100; i++)
		v[n++] = (uint32_t)stream_hash(o->seed * 3000 + i);
	for (uint32_t i = 0; i < own; i++)
		v[n++] = (uint32_t)stream_hash((number << 20) + 4000 + i);
	for (uint32_t i = 0; i < 6; i++)
		v[n++] = (uint32_t)stream_hash(p->source * 100 + i);
	for (uint32_t i = 0; i < 3; i++)
		v[n++] = (uint32_t)stream_hash(stream_zipf(&seed, 5000) ^ 0xabcdef0123u);
	p->prints = v;
	p->n_prints = stream_order(v, n);
	uint32_t *q = BW_ARRAY(a, uint32_t, 20);
	uint32_t n_quoted = 0;
	for (uint32_t i = 0; i < p->n_prints && n_quoted < 16; i++)
		if (p->prints[i] % 10 == 0)
			q[n_quoted++] = p->prints[i];
	p->quoted_prints = q;
	p->n_quoted = n_quoted;
}

/* ---- what it tells ---- */

static void stream_actors(struct bw_arena *a, const struct stream_past *o, struct bw_profile *p)
{
	struct bw_profile_actor *v = BW_ARRAY(a, struct bw_profile_actor, 12);
	uint64_t seed = stream_hash(o->seed ^ 2);
	uint32_t names[12], n;
	for (n = 0; n < 10; n++)
		names[n] = stream_name(o->matter, stream_zipf(&seed, 20)) ^ 0x5555;
	n = stream_order(names, n);
	for (uint32_t i = 0; i < n; i++)
		v[i] = (struct bw_profile_actor){names[i], (uint8_t)(names[i] % 5), (uint8_t)(1 + i % 4)};
	p->actors = v;
	p->n_actors = n;
}

static void stream_figures(struct bw_arena *a, const struct stream_past *o, struct bw_profile *p)
{
	uint64_t seed = stream_hash(o->seed ^ 3);
	uint32_t n = stream_draw(&seed, 12);
	struct bw_profile_figure *f = BW_ARRAY(a, struct bw_profile_figure, n);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t which = stream_draw(&seed, 6);
		f[i] = (struct bw_profile_figure){.value = 100.0 + which * 40 + stream_draw(&seed, 3) * 7,
						  .unit = (uint8_t)(which % 3),
						  .head = stream_stem(2, 0, o->matter, which),
						  .start = i * 150,
						  .end = i * 150 + 120,
						  .n_about = 6};
		for (uint32_t k = 0; k < 6; k++)
			f[i].about[k] = stream_matter_stem(o->matter, o->language, which * 6 + k, 0);
	}
	p->figures = f;
	p->n_figures = n;
	struct bw_profile_date *d = BW_ARRAY(a, struct bw_profile_date, 3);
	for (uint32_t i = 0; i < 3; i++) {
		int32_t day = (int32_t)(p->at / BW_DAY) - (int32_t)stream_draw(&seed, 4);
		d[i] = (struct bw_profile_date){
			.from = day, .to = day, .start = i * 300, .end = i * 300 + 90, .n_about = 4};
		for (uint32_t k = 0; k < 4; k++)
			d[i].about[k] = stream_matter_stem(o->matter, o->language, i * 4 + k, 0);
	}
	p->dates = d;
	p->n_dates = 3;
}

static void stream_facts(struct bw_arena *a, const struct stream_past *o, struct bw_profile *p)
{
	uint64_t seed = stream_hash(o->seed ^ 4);
	uint32_t n = 3 + stream_draw(&seed, 9);
	struct bw_profile_fact *f = BW_ARRAY(a, struct bw_profile_fact, n);
	for (uint32_t i = 0; i < n; i++) {
		f[i] = (struct bw_profile_fact){.start = i * 160,
						.end = i * 160 + 140,
						.subject = stream_name(o->matter, stream_zipf(&seed, 8)) ^ 0x5555,
						.status = (uint8_t)stream_draw(&seed, BW_N_STATUS),
						.polarity = stream_draw(&seed, 8) ? 1 : -1};
		uint32_t which = stream_draw(&seed, 15);
		for (uint32_t k = 0; k < 8; k++)
			f[i].stems[k] =
				stream_matter_stem(o->matter, o->language, which * 5 + stream_draw(&seed, 10), o->turn);
		f[i].n_stems = (uint8_t)stream_order(f[i].stems, 8);
	}
	p->facts = f;
	p->n_facts = n;
}

static const struct stream_past *stream_recent(const struct stream *s, uint64_t *seed)
{
	uint32_t reach = s->a_day * s->memory_days;
	reach = reach < s->n_past ? reach : s->n_past;
	reach = reach < STREAM_RECENT ? reach : STREAM_RECENT;
	/* Half of them of the last quarter. */
	uint32_t back = stream_draw(seed, stream_draw(seed, 2) ? reach : reach / 4 + 1);
	return &s->past[(s->n_past - 1 - back) % STREAM_RECENT];
}

static void stream_entries(struct stream *s, uint64_t *seed, struct bw_profile *p)
{
	uint32_t n = s->n_past ? 4 + stream_draw(seed, 14) : 0;
	struct bw_profile_entry *e = BW_ARRAY(s->arena, struct bw_profile_entry, n);
	for (uint32_t i = 0; i < n; i++) {
		struct stream_past o = *stream_recent(s, seed);
		o.seed ^= stream_hash(i + p->key);
		e[i].start = i * 300;
		e[i].end = i * 300 + 280;
		e[i].n_words = stream_words(s->arena, &o, 45, 40, &e[i].words);
	}
	p->entries = e;
	p->n_entries = n;
}

/* ---- articles ---- */

/* More in the afternoon than at night. */
static bw_time stream_step(const struct stream *s, uint64_t *seed)
{
	double hour = (double)(s->at % BW_DAY) / 3600.0, rate = 1 + 0.8 * sin((hour - 9) / 24 * 6.283185);
	double mean = (double)BW_DAY / s->a_day / rate;
	return (bw_time)(mean * 2 * stream_draw(seed, 1000) / 1000.0 + stream_draw(seed, 1000) / 1000.0);
}

/* By day seven in ten are news. */
static enum bw_kind stream_kind(uint64_t *seed)
{
	uint32_t x = stream_draw(seed, 1000);
	return x < 15    ? BW_KIND_LISTING
	       : x < 22  ? BW_KIND_ROUND_UP
	       : x < 34  ? BW_KIND_LIVE_BLOG
	       : x < 90  ? BW_KIND_ANALYSIS
	       : x < 140 ? BW_KIND_PRESS_RELEASE
			 : BW_KIND_NEWS;
}

static struct stream_past stream_subject(struct stream *s, uint64_t *seed, uint64_t number)
{
	struct stream_past o = {.seed = number, .matter = number << 8, .at = s->at};
	uint32_t language = stream_draw(seed, 10);
	if (!s->n_past || stream_draw(seed, 1000) < s->new_matters) {
		o.language = language < 7 ? 0 : language < 9 ? 1 : 2;
		return o;
	}
	const struct stream_past *was = stream_recent(s, seed);
	o.matter = was->matter;
	o.turn = was->turn + (stream_draw(seed, 12) == 0);
	o.language = stream_draw(seed, 12) ? was->language : (uint8_t)(language % STREAM_LANGUAGES);
	return o;
}

__attribute__((unused)) static struct bw_profile stream_next(struct stream *s)
{
	uint64_t seed = stream_hash(s->seed + s->n), number = stream_hash(s->n ^ s->seed << 40);
	struct bw_profile p = {.key = number >> 1 | 1};
	if (!s->n)
		s->at = 1700006400;
	s->at += stream_step(s, &seed);
	s->n++;
	bool reprint = s->n_past && stream_draw(&seed, 1000) < s->reprints;
	struct stream_past o = reprint ? *stream_recent(s, &seed) : stream_subject(s, &seed, number);
	p.at = s->at - (s->late && stream_draw(&seed, 1000) < s->late ? 600 + (bw_time)stream_draw(&seed, 170000) : 0);
	p.source = 1 + stream_draw(&seed, STREAM_OUTLETS);
	p.kind = reprint ? BW_KIND_NEWS : stream_kind(&seed);
	memcpy(p.language, o.language ? o.language == 1 ? "fr" : "es" : "en", 3);
	uint64_t length_seed = o.seed;
	p.length = 150 + stream_draw(&length_seed, 500);
	p.reprise = !reprint && stream_draw(&seed, 300) == 0;
	p.n_words =
		stream_words(s->arena, &o, p.length < STREAM_TOKENS ? p.length : STREAM_TOKENS, STREAM_WORDS, &p.words);
	stream_prints(s->arena, &o, number, reprint ? 45 + stream_draw(&seed, 56) : 100,
		      reprint ? stream_draw(&seed, 30) : 0, &p);
	stream_actors(s->arena, &o, &p);
	stream_figures(s->arena, &o, &p);
	stream_facts(s->arena, &o, &p);
	if (p.kind == BW_KIND_LISTING || p.kind == BW_KIND_ROUND_UP || p.kind == BW_KIND_LIVE_BLOG)
		stream_entries(s, &seed, &p);
	else if (!reprint)
		s->past[s->n_past++ % STREAM_RECENT] = o;
	return p;
}

#endif
