/* A run that is stopped and restored decides as one that never stopped, with rules, moves and too little memory;
 * profiles and news survive packing; hostile bytes are refused. */
#include "core/config.h"
#include "story/part.h"
#include "stream.h"
#include "tap.h"

enum { N = 1000, N_RULES = 60, MOVE_EVERY = 17, N_CUTS = 4, N_NAMES = 120, MOVES_MAX = 4096, LESSONS_MAX = 8 };

struct kept {
	struct bw_str profile, prints, news;
	uint64_t key, development; /* where it stands now */
	bw_time at;
	struct bw_verdict v;
	uint32_t n_conflicts, n_links, n_moves, n_lessons;
	struct bw_story_lesson lessons[LESSONS_MAX];
};
static struct bw_arena arena;
static struct bw_config *config;
static struct bw_story_rule rules[N_RULES];
/* Ids of what they found: the key of another article, or a new one. */
static struct {
	uint64_t article, id;
} names[N_NAMES];
static struct kept whole[N], now[N];
/* Moves of the whole run, each with the number of articles before it. */
static struct {
	struct bw_story_move m;
	uint32_t n;
} moves[MOVES_MAX];
static uint32_t n_moves;

static bool same_verdict(const struct bw_verdict *x, const struct bw_verdict *y)
{
	return x->copy == y->copy && x->copy_of == y->copy_of &&
	       !memcmp(&x->containment, &y->containment, sizeof(float)) && x->origin == y->origin &&
	       x->development == y->development && x->join == y->join && x->turn == y->turn &&
	       !memcmp(&x->similarity, &y->similarity, sizeof(float)) &&
	       !memcmp(&x->threshold, &y->threshold, sizeof(float));
}

static void moved(struct kept *rows, uint32_t n, const struct bw_story_move *m)
{
	for (uint32_t i = 0; i < n; i++)
		if (rows[i].development == m->from &&
		    (!m->article || rows[i].key == m->article || rows[i].v.origin == m->article))
			rows[i].development = m->to;
}

static void move_rows(struct kept *rows, uint32_t n, const struct bw_story_move *m)
{
	moved(rows, n, m);
	if (rows == whole && n_moves < MOVES_MAX) {
		moves[n_moves].m = *m;
		moves[n_moves++].n = n;
	}
}

/* Now and then somebody merges the developments of two articles, or takes an article out of one. */
static void move_some(struct bw_stories *s, struct kept *rows, uint32_t n)
{
	if (n % MOVE_EVERY)
		return;
	const struct kept *x = &rows[stream_hash(n) % n], *y = &rows[n - 1 - stream_hash(n + 1) % (n < 200 ? n : 200)];
	bool merge = n % 2;
	struct bw_story_move m = {.kind = merge ? BW_MOVE_MERGE : BW_MOVE_SPLIT,
				  .article = merge ? 0 : y->key,
				  .from = y->development,
				  .to = merge ? x->development : y->key};
	if (m.from == m.to)
		return;
	bw_moves_apply(s, &m);
	move_rows(rows, n, &m);
}

static struct bw_str packed(const struct bw_profile *p, const struct bw_story_news *news, struct kept *out)
{
	struct bw_buf b;
	bw_buf_init(&b, 1 << 24);
	bw_profile_pack(p, &b);
	out->profile = bw_buf_copy(&b, &arena);
	bw_buf_reset(&b);
	bw_profile_pack_prints(p, &b);
	out->prints = bw_buf_copy(&b, &arena);
	bw_buf_reset(&b);
	bw_story_news_pack(news, &b);
	out->news = bw_buf_copy(&b, &arena);
	bw_buf_release(&b);
	return out->news;
}

static void keep(const struct bw_profile *p, const struct bw_story_news *news, struct kept *out)
{
	*out = (struct kept){.key = p->key, .at = p->at, .v = news->verdict, .development = news->verdict.development};
	packed(p, news, out);
	out->n_conflicts = news->n_conflicts;
	out->n_links = news->n_links;
	out->n_moves = news->n_moves;
	out->n_lessons = news->n_lessons;
	if (news->n_lessons)
		memcpy(out->lessons, news->lessons, news->n_lessons * sizeof(*out->lessons));
}

static bool same(const struct kept *x, const struct kept *y)
{
	return same_verdict(&x->v, &y->v) && bw_str_eq(x->news, y->news) && x->n_conflicts == y->n_conflicts &&
	       x->n_links == y->n_links && x->n_moves == y->n_moves && x->development == y->development &&
	       x->n_lessons == y->n_lessons && !memcmp(x->lessons, y->lessons, sizeof(x->lessons));
}

static struct bw_stories *open_with_rules(void)
{
	struct bw_stories *s = bw_stories_open(config, &(struct bw_lexicons){0});
	bw_stories_rule(s, rules, N_RULES);
	for (uint32_t i = 0; i < N_NAMES; i++)
		bw_stories_name(s, names[i].article, names[i].id);
	return s;
}

static void set(const char *name, const char *value)
{
	struct bw_err err = {0};
	if (bw_config_set(config, bw_str_from(name), bw_str_from(value), &err))
		printf("Bail out! %s\n", err.msg);
}

/* Where everything stood when the first `cut` articles had been decided. */
static void state_at(uint32_t cut, struct kept *out)
{
	uint32_t k = 0;
	for (uint32_t i = 0; i < cut; i++) {
		out[i] = whole[i];
		out[i].development = out[i].v.development;
		for (; k < n_moves && moves[k].n == i + 1; k++)
			moved(out, i + 1, &moves[k].m);
	}
	out[cut] = whole[cut];
}

/* Restores from what was stored: only what is not older than `back`, prints only where they may still be needed. */
static int run_from(uint32_t cut, bw_time back)
{
	struct bw_stories *s = open_with_rules();
	bw_time copies = bw_config_int(config, "story.copy_window");
	int wrong = 0;
	for (uint32_t i = 0; i < cut; i++)
		for (uint32_t k = 0; k < now[i].n_lessons; k++)
			bw_stories_restore_lesson(s, &now[i].lessons[k]);
	for (uint32_t i = 0; i < cut; i++)
		if (now[i].at < now[cut].at - back)
			bw_stories_restore_place(s, now[i].key, now[i].development);
	for (uint32_t i = 0; i < N; i++) {
		struct bw_profile p;
		struct bw_story_news news;
		if (i < cut && now[i].at < now[cut].at - back)
			continue;
		bool old = i < cut && now[i].at < now[cut].at - copies;
		wrong += !bw_profile_unpack(&arena, whole[i].profile, old ? BW_STR_NONE : whole[i].prints, &p);
		if (i < cut) {
			bw_stories_restore(s, &p, &now[i].v, now[i].development);
			continue;
		}
		bw_stories_add(s, &arena, &p, &news);
		keep(&p, &news, &now[i]);
		for (uint32_t k = 0; k < news.n_moves; k++)
			moved(now, i + 1, &news.moves[k]);
		wrong += !same_verdict(&now[i].v, &whole[i].v) || !bw_str_eq(now[i].news, whole[i].news) ||
			 now[i].n_conflicts != whole[i].n_conflicts || now[i].n_links != whole[i].n_links;
		move_some(s, now, i + 1);
	}
	for (uint32_t i = 0; i < N; i++)
		wrong += !same(&now[i], &whole[i]);
	bw_stories_close(s);
	return wrong;
}

static void test_restore(const char *window, const char *memory)
{
	static const uint32_t cuts[N_CUTS] = {1, 250, 701, N - 1};
	set("story.window", window);
	set("story.memory", memory);
	for (int i = 0; i < N_CUTS; i++) {
		state_at(cuts[i], now);
		int wrong = run_from(cuts[i], bw_config_int(config, "story.window"));
		tap_ok(!wrong, "window %s, memory %s: restored at %u from the window alone (%d wrong)", window, memory,
		       cuts[i], wrong);
		if (i != 1)
			continue;
		state_at(cuts[i], now);
		tap_int(run_from(cuts[i], (bw_time)1 << 40), 0, "restored from everything");
	}
}

static void make_rules(const struct bw_profile *p)
{
	for (uint32_t i = 0; i < N_RULES; i++)
		rules[i] = (struct bw_story_rule){.made = 1700006400 + i * 3600,
						  .article = p[stream_hash(i * 3) % N].key,
						  .other = p[stream_hash(i * 3 + 1) % N].key,
						  .together = i % 3 != 0};
	for (uint32_t i = 0; i < N_NAMES; i++) {
		names[i].article = p[stream_hash(i * 5) % N].key;
		names[i].id = i % 3 ? p[stream_hash(i * 5 + 1) % N].key : 7000 + i;
	}
}

static void test_stream(const char *window, const char *memory)
{
	static struct stream st;
	static struct bw_profile p[N];
	st = (struct stream){
		.arena = &arena, .seed = 5, .a_day = 240, .new_matters = 300, .reprints = 350, .memory_days = 2};
	set("story.window", window);
	set("story.memory", memory);
	for (uint32_t i = 0; i < N; i++)
		p[i] = stream_next(&st);
	make_rules(p);
	n_moves = 0;
	struct bw_stories *s = open_with_rules();
	int joins[BW_N_JOIN] = {0};
	for (uint32_t i = 0; i < N; i++) {
		struct bw_story_news news;
		bw_stories_add(s, &arena, &p[i], &news);
		keep(&p[i], &news, &whole[i]);
		for (uint32_t k = 0; k < news.n_moves; k++)
			move_rows(whole, i + 1, &news.moves[k]);
		move_some(s, whole, i + 1);
		joins[news.verdict.join]++;
	}
	for (int k = 0; k < BW_N_JOIN; k++)
		tap_ok(joins[k] > 10, "some join by %s: %d", bw_join_name((enum bw_join)k), joins[k]);
	printf("# %u of %u held\n", s->n_alive, N);
	struct bw_story_news again;
	bw_stories_add(s, &arena, &p[N - 1], &again);
	tap_ok(same_verdict(&again.verdict, &whole[N - 1].v), "the same article again gets the same verdict");
	bw_stories_close(s);
}

static void test_pack(void)
{
	struct bw_profile p, q;
	struct kept other;
	uint32_t i = 0, size = 0;
	for (uint32_t k = 0; k < N; k++)
		size += (uint32_t)whole[k].profile.len;
	printf("# %u bytes a profile, %zu of prints\n", size / N, whole[3].prints.len);
	for (bool found = false; !found; i++) {
		bw_profile_unpack(&arena, whole[i].profile, whole[i].prints, &p);
		found = p.n_entries && p.n_figures && p.n_dates;
	}
	p.credit = 77;
	p.reprise = p.corrects = true;
	struct bw_story_news none = {0};
	packed(&p, &none, &other);
	tap_ok(bw_profile_unpack(&arena, other.profile, other.prints, &q), "a packed profile is read back");
	tap_ok(q.reprise && q.corrects && q.credit == 77 && q.figures[0].value == p.figures[0].value &&
		       q.n_prints == p.n_prints && q.entries[0].n_words == p.entries[0].n_words,
	       "with its fields");
	struct kept twice;
	packed(&q, &none, &twice);
	tap_ok(bw_str_eq(other.profile, twice.profile) && bw_str_eq(other.prints, twice.prints),
	       "and packs to the same bytes");
	int taken = 0;
	for (size_t len = 0; len < other.profile.len; len++)
		taken += bw_profile_unpack(&arena, bw_str_sub(other.profile, 0, len), BW_STR_NONE, &q);
	for (size_t len = 1; len < other.prints.len; len++)
		taken += bw_profile_unpack(&arena, other.profile, bw_str_sub(other.prints, 0, len), &q);
	tap_int(taken, 0, "no beginning of it is taken for a profile");
	((char *)other.profile.ptr)[0]++;
	tap_ok(!bw_profile_unpack(&arena, other.profile, BW_STR_NONE, &q) && !q.n_words, "another version is refused");
	struct bw_story_news news;
	taken = 0;
	for (uint32_t k = 0; k < N; k += 40) {
		struct bw_buf b;
		bw_buf_init(&b, 1 << 24);
		bool good = bw_story_news_unpack(&arena, whole[k].news, &news);
		bw_story_news_pack(&news, &b);
		tap_ok(good && bw_str_eq(bw_buf_view(&b), whole[k].news), "news are read back");
		bw_buf_release(&b);
		for (size_t len = 0; len < whole[k].news.len; len++)
			taken += bw_story_news_unpack(&arena, bw_str_sub(whole[k].news, 0, len), &news);
	}
	tap_int(taken, 0, "no beginning of them is taken for news");
}

int main(void)
{
	struct bw_err err = {0};
	bw_arena_init(&arena);
	if (bw_config_load(&arena, NULL, &config, &err))
		return 1;
	test_stream("60d", "256M");
	test_restore("60d", "256M");
	test_pack();
	test_stream("60d", "1M");
	test_restore("60d", "1M");
	test_stream("2d", "256M");
	test_restore("2d", "256M");
	bw_arena_release(&arena);
	return tap_done();
}
