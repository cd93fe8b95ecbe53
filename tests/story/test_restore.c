/* A run that is stopped and restored decides as one that never stopped; profiles survive packing; hostile bytes are
 * refused. */
#include "core/config.h"
#include "stream.h"
#include "tap.h"

enum { N = 900, N_CUTS = 7 };

static struct bw_arena arena;
static struct bw_config *config;
static struct bw_profile profiles[N];
static struct bw_verdict verdicts[N];

static bool same_verdict(const struct bw_verdict *x, const struct bw_verdict *y)
{
	return x->copy == y->copy && x->copy_of == y->copy_of &&
	       !memcmp(&x->containment, &y->containment, sizeof(float)) && x->origin == y->origin &&
	       x->development == y->development && x->opens == y->opens &&
	       !memcmp(&x->similarity, &y->similarity, sizeof(float)) &&
	       !memcmp(&x->threshold, &y->threshold, sizeof(float));
}

/* Restores from what was stored (packed and unpacked), with articles of long before as well or only those of the
 * window. */
static int run_from(uint32_t cut, bw_time back)
{
	struct bw_stories *s = bw_stories_open(config, &(struct bw_lexicons){0});
	struct bw_buf buf;
	bw_buf_init(&buf, 1 << 24);
	int wrong = 0;
	for (uint32_t i = 0; i < N; i++) {
		if (i < cut && profiles[i].at < profiles[cut].at - back)
			continue;
		struct bw_profile p;
		struct bw_verdict v;
		bw_buf_reset(&buf);
		bw_profile_pack(&profiles[i], &buf);
		wrong += !bw_profile_unpack(&arena, bw_buf_view(&buf), &p);
		if (i < cut) {
			bw_stories_restore(s, &p, &verdicts[i]);
			continue;
		}
		bw_stories_add(s, &arena, &p, &v, NULL);
		wrong += !same_verdict(&v, &verdicts[i]);
	}
	bw_buf_release(&buf);
	bw_stories_close(s);
	return wrong;
}

static void test_restore(void)
{
	static const uint32_t cuts[N_CUTS] = {1, 2, 100, 333, 500, 777, 899};
	bw_time window = bw_config_int(config, "story.window");
	for (int i = 0; i < N_CUTS; i++) {
		tap_int(run_from(cuts[i], window), 0, "restored from the window alone");
		tap_int(run_from(cuts[i], (bw_time)1 << 40), 0, "restored from everything");
	}
}

/* The same when the stored articles are given back in another order. */
static void test_restore_any_order(void)
{
	struct bw_stories *s = bw_stories_open(config, &(struct bw_lexicons){0});
	struct bw_verdict v;
	int wrong = 0;
	uint32_t cut = 600;
	for (uint32_t i = cut; i-- > 0;)
		bw_stories_restore(s, &profiles[i], &verdicts[i]);
	for (uint32_t i = cut; i < N; i++) {
		bw_stories_add(s, &arena, &profiles[i], &v, NULL);
		wrong += !same_verdict(&v, &verdicts[i]);
	}
	bw_stories_close(s);
	tap_int(wrong, 0, "restored newest first");
}

static void test_stream(void)
{
	struct stream st = {.arena = &arena, .seed = 5, .n_matters = 12, .gap_seconds = 2 * 3600};
	struct bw_stories *s = bw_stories_open(config, &(struct bw_lexicons){0});
	int copies = 0, joins = 0;
	for (uint32_t i = 0; i < N; i++) {
		profiles[i] = stream_next(&st);
		/* Every ninth comes half a day late. */
		profiles[i].at -= i % 9 == 8 ? BW_DAY / 2 : 0;
		bw_stories_add(s, &arena, &profiles[i], &verdicts[i], NULL);
		copies += verdicts[i].copy == BW_COPY_IDENTICAL;
		joins += verdicts[i].copy == BW_COPY_NONE && !verdicts[i].opens;
	}
	tap_ok(copies > 50 && joins > 40, "the stream has copies (%d) and joins (%d)", copies, joins);
	struct bw_verdict again;
	bw_stories_add(s, &arena, &profiles[N - 1], &again, NULL);
	tap_ok(same_verdict(&again, &verdicts[N - 1]), "the same article again gets the same verdict");
	bw_stories_close(s);
}

static void test_pack(void)
{
	struct bw_buf a, b;
	struct bw_profile p;
	bw_buf_init(&a, 1 << 20);
	bw_buf_init(&b, 1 << 20);
	profiles[3].credit = BW_STR("Northern Wire");
	profiles[3].reprise = true;
	bw_profile_pack(&profiles[3], &a);
	tap_ok(bw_profile_unpack(&arena, bw_buf_view(&a), &p), "a packed profile is read back");
	bw_profile_pack(&p, &b);
	tap_ok(bw_str_eq(bw_buf_view(&a), bw_buf_view(&b)), "and packs to the same bytes");
	tap_ok(p.reprise && bw_str_eq(p.credit, profiles[3].credit) &&
		       p.figures[0].value == profiles[3].figures[0].value,
	       "with its fields");
	int taken = 0;
	for (size_t len = 0; len < a.len; len++)
		taken += bw_profile_unpack(&arena, bw_str_sub(bw_buf_view(&a), 0, len), &p);
	tap_int(taken, 0, "no beginning of it is taken for a profile");
	a.ptr[0]++;
	tap_ok(!bw_profile_unpack(&arena, bw_buf_view(&a), &p) && !p.n_terms, "another version is refused");
	bw_buf_release(&a);
	bw_buf_release(&b);
}

int main(void)
{
	struct bw_err err = {0};
	bw_arena_init(&arena);
	if (bw_config_load(&arena, NULL, &config, &err))
		return 1;
	test_stream();
	test_restore();
	test_restore_any_order();
	test_pack();
	bw_arena_release(&arena);
	return tap_done();
}
