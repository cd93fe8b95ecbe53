/* Copies of every class; the index against a plain one; a run that was stopped finds what one that never stopped finds.
 */
#include <stdlib.h>

#include "annotate/annotate.h"
#include "core/file.h"
#include "core/mem.h"
#include "rows.h"
#include "story/prints.h"
#include "tap.h"

enum { CELLS = 7, STREAM_ROWS = 64 };
struct bench {
	struct bw_lexicons lexicons;
	struct bw_arena arena;
	struct bw_annotator *annotator;
	struct bw_config *config;
	struct bw_stories *stories;
	uint64_t key[STREAM_ROWS];
	int64_t row;
};

static void check_article(struct bench *b, struct bw_str title, const struct bw_str cell[CELLS])
{
	struct bw_arena *a = &b->arena;
	int64_t hours = 0, of = 0;
	bw_str_to_i64(cell[0], &hours);
	bw_str_to_i64(cell[6], &of);
	struct bw_article article = {.source = cell[1],
				     .author = cell[2],
				     .title = cell[3],
				     .text = paragraphs(a, cell[4]),
				     .language = BW_STR("en")};
	article.url = bw_arena_printf(a, "http://a.example/%" BW_PRISTR "/%d", BW_ARG(title), (int)b->row);
	article.published = start + hours * 3600;
	struct bw_notes notes;
	struct bw_profile p;
	struct bw_story_news news;
	bw_annotate(b->annotator, a, &article, &notes);
	bw_profile_make(a, &article, &notes, article.published, &p);
	bw_stories_add(b->stories, a, &p, &news);
	const struct bw_verdict *v = &news.verdict;
	b->key[++b->row % STREAM_ROWS] = p.key;
	tap_str(bw_str_from(bw_copy_name(v->copy)), cell[5],
		bw_arena_printf(a, "%" BW_PRISTR ", row %d", BW_ARG(title), (int)b->row).ptr);
	tap_ok(v->copy_of == (of ? b->key[of % STREAM_ROWS] : 0), "matched with row %d", (int)of);
	bool own = v->copy == BW_COPY_NONE || v->copy == BW_COPY_QUOTES || v->copy == BW_COPY_VERSION;
	tap_ok((v->origin == p.key) == own, "origin follows the copy class");
	if (v->copy == BW_COPY_DERIVED)
		tap_ok(v->containment < 0.3F && news.n_reasons > 1, "a rewrite has reasons and copies little");
}

static void check_line(struct bench *b, struct bw_str line, struct bw_str *title)
{
	struct bw_str cell[CELLS], rest = line;
	int n = 0;
	while (n < CELLS && bw_str_split(&rest, '\t', &cell[n]))
		n++;
	if (n == CELLS) {
		check_article(b, *title, cell);
		return;
	}
	*title = line;
	bw_stories_close(b->stories);
	b->stories = bw_stories_open(b->config, &b->lexicons);
	b->row = 0;
}

/* ---- the index ---- */

enum { PRINTS = 300, SLOTS = 500, PER_SLOT = 60 };

static bool is_before(const void *ctx, uint32_t a, uint32_t b)
{
	(void)ctx;
	return a < b;
}

static uint32_t draw(uint64_t *seed, uint32_t below)
{
	*seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (uint32_t)((*seed >> 33) % below);
}

/* Roots come in order and leave in order; one print is in all of them. */
static void test_index(void)
{
	static uint32_t prints[SLOTS][PER_SLOT];
	struct bw_prints x;
	uint64_t seed = 3;
	int wrong = 0;
	bw_prints_init(&x, is_before, NULL);
	for (uint32_t s = 0; s < SLOTS; s++) {
		for (uint32_t i = 0; i < PER_SLOT; i++)
			prints[s][i] = i ? i * PRINTS + draw(&seed, PRINTS) : 7;
		bw_prints_put(&x, prints[s], PER_SLOT, s);
		if (s >= 200)
			bw_prints_take(&x, prints[s - 200], PER_SLOT, s - 200);
		uint32_t out[BW_PRINTS_HOLDERS], from = s < 200 ? 0 : s - 199;
		uint32_t n = bw_prints_holders(&x, 7, out), want = s + 1 - from;
		wrong += n != (want < BW_PRINTS_HOLDERS ? want : BW_PRINTS_HOLDERS);
		for (uint32_t i = 0; i < n; i++)
			wrong += out[i] > s || out[i] + BW_PRINTS_HOLDERS <= s;
		uint32_t held = 0, print = prints[s][1 + draw(&seed, BW_PRINTS_INDEXED - 1)];
		for (uint32_t k = from; k <= s; k++)
			for (uint32_t i = 1; i < BW_PRINTS_INDEXED; i++)
				held += prints[k][i] == print;
		wrong += bw_prints_holders(&x, print, out) != held;
	}
	tap_int(wrong, 0, "the newest holders of a print, and all holders of a rare one");
	for (uint32_t s = SLOTS - 200; s < SLOTS; s++)
		bw_prints_take(&x, prints[s], PER_SLOT, s);
	tap_int(x.n, 0, "empty in the end");
	tap_ok(x.n_places <= 2048, "and small again (%u places)", x.n_places);
	bw_prints_release(&x);
}

/* ---- stopping and going on ---- */

enum { N = 2600, CUTS = 5, FURNITURE_PRINTS = 40 };

struct made {
	struct bw_profile p;
	struct bw_verdict v;
};

static int by_u32(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
	return a < b ? -1 : a > b;
}

static uint32_t *print_room(struct bw_arena *a, struct bw_profile *p, uint32_t n)
{
	uint32_t *v = BW_ARRAY(a, uint32_t, n);
	p->prints = v;
	p->n_prints = n;
	return v;
}

/* Eight outlets, each with furniture; every fifth text copies part of one of the last forty. */
static void make(struct bw_arena *a, uint64_t *seed, struct made *all, uint32_t i)
{
	struct bw_profile *p = &all[i].p;
	uint32_t outlet = draw(seed, 8), own = 60 + draw(seed, 60), from = i > 40 ? i - 1 - draw(seed, 40) : 0;
	bool copies = i > 40 && draw(seed, 5) == 0;
	*p = (struct bw_profile){.key = 1000 + i, .at = start + i * 1200, .source = 1 + outlet, .length = 150};
	uint32_t *v = print_room(a, p, own + FURNITURE_PRINTS), n = 0;
	for (uint32_t k = 0; k < FURNITURE_PRINTS; k++)
		v[n++] = (outlet / 2 * 977 + k) * 2654435761u;
	for (uint32_t k = 0; k < own; k++)
		v[n++] = copies && k < all[from].p.n_prints && k % 4 ? all[from].p.prints[k]
								     : (i * 131 + k + 9) * 2246822519u;
	qsort(v, n, sizeof(*v), by_u32);
	p->n_prints = 0;
	for (uint32_t k = 0; k < n; k++)
		if (!p->n_prints || v[k] != v[p->n_prints - 1])
			v[p->n_prints++] = v[k];
}

static bool same(const struct bw_verdict *x, const struct bw_verdict *y)
{
	return x->copy == y->copy && x->copy_of == y->copy_of && x->origin == y->origin &&
	       !memcmp(&x->containment, &y->containment, sizeof(float));
}

static void test_stopping(struct bench *b)
{
	static const uint32_t cuts[CUTS] = {1, 60, 800, 1777, 2599};
	struct made *all = bw_mem_alloc(N * sizeof(*all));
	struct bw_story_news news;
	uint64_t seed = 11;
	int copies = 0;
	struct bw_stories *s = bw_stories_open(b->config, &b->lexicons);
	for (uint32_t i = 0; i < N; i++) {
		make(&b->arena, &seed, all, i);
		bw_stories_add(s, &b->arena, &all[i].p, &news);
		all[i].v = news.verdict;
		copies += news.verdict.copy != BW_COPY_NONE;
	}
	bw_stories_close(s);
	tap_ok(copies > 200 && copies < 600, "the stream has copies (%d)", copies);
	for (int c = 0; c < CUTS; c++) {
		int wrong = 0;
		bw_time window = bw_config_int(b->config, "story.window");
		s = bw_stories_open(b->config, &b->lexicons);
		for (uint32_t i = 0; i < N; i++) {
			if (i < cuts[c] && all[i].p.at < all[cuts[c]].p.at - window)
				continue;
			if (i < cuts[c]) {
				bw_stories_restore(s, &all[i].p, &all[i].v, all[i].v.development);
				continue;
			}
			bw_stories_add(s, &b->arena, &all[i].p, &news);
			wrong += !same(&news.verdict, &all[i].v);
		}
		bw_stories_close(s);
		tap_int(wrong, 0, "decided as one that never stopped");
	}
	bw_mem_free(all);
}

/* ---- what a text says of itself ---- */

static void test_flags(struct bench *b)
{
	static const struct {
		const char *title, *text, *language;
		bool corrects, reprise;
	} rows[] = {
		{"Ferry stops", "The ferry stopped on Monday. It will run again.", "en", false, false},
		{"Ferry stops", "The ferry stopped on Monday.\n\nThis article was updated to add a comment.", "en",
		 true, false},
		{"CORRECTED-Ferry stops", "The ferry stopped on Monday.", "en", true, false},
		{"Ferry stops",
		 "The ministry published its correction: prices rose. A ferry stopped. It was Monday. "
		 "It rained. Nobody was hurt. The rope was new.",
		 "en", false, false},
		{"Ferry stops", "The ferry stopped.\n\nThis article was first published on 3 May 2019.", "en", false,
		 true},
		{"Fähre steht", "Die Fähre steht seit Montag.\n\nIn einer früheren Version hieß es, sie fahre.", "de",
		 true, false},
		{"Le bac est arrêté", "Le bac est arrêté.\n\nCet article a été mis à jour lundi.", "fr", true, false},
		{"Para el transbordador",
		 "El transbordador paró.\n\nUna versión anterior de este texto decía otra cosa.", "es", true, false},
		{"Паром стоит", "Паром стоит с понедельника.\n\nВ предыдущей версии текста была ошибка.", "ru", true,
		 false},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct bw_article article = {.url = BW_STR("http://a.example/1"),
					     .source = BW_STR("The Coast Herald"),
					     .title = bw_str_from(rows[i].title),
					     .text = bw_str_from(rows[i].text),
					     .language = bw_str_from(rows[i].language)};
		struct bw_notes notes;
		struct bw_profile p;
		bw_annotate(b->annotator, &b->arena, &article, &notes);
		bw_profile_make(&b->arena, &article, &notes, start, &p);
		tap_ok(p.corrects == rows[i].corrects && p.reprise == rows[i].reprise, "what text %zu says of itself",
		       i);
	}
}

/* However long a text is, what it keeps on average stays below the cap, and a longer one never has the higher bound. */
static void test_bounds(void)
{
	uint32_t last = UINT32_MAX, higher = 0;
	double most = 0;
	for (uint64_t length = 1; length <= UINT32_MAX; length += 1 + length / 50) {
		uint32_t bound = bw_prints_bound((uint32_t)length);
		double kept = (double)length * bw_prints_density(bound);
		higher += bound > last;
		most = kept > most ? kept : most;
		last = bound;
	}
	tap_ok(!higher && most <= 0.9 * BW_PRINTS_MAX, "texts of any length keep fewer prints than the cap: %.0f",
	       most);
}

int main(int argc, char **argv)
{
	static struct bench b;
	struct bw_err err = {0};
	struct bw_str text, line, title = BW_STR_NONE;
	bw_arena_init(&b.arena);
	const char *path = bw_arena_printf(&b.arena, "%s/copies.tsv", argc > 1 ? argv[1] : ".").ptr;
	if (bw_config_load(&b.arena, NULL, &b.config, &err) || bw_lexicons_load(&b.arena, NULL, &b.lexicons, &err) ||
	    bw_annotator_open(&b.arena, &b.lexicons, &b.annotator, &err) ||
	    bw_file_read(&b.arena, path, 1 << 20, &text, &err)) {
		printf("Bail out! %s\n", err.msg);
		return 1;
	}
	while (bw_str_split(&text, '\n', &line))
		if (line.len && line.ptr[0] != '#')
			check_line(&b, line, &title);
	bw_stories_close(b.stories);
	test_index();
	test_bounds();
	test_stopping(&b);
	test_flags(&b);
	bw_annotator_close(b.annotator);
	bw_arena_release(&b.arena);
	return tap_done();
}
