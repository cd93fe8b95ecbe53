/* What corrections teach, and what they leave alone. */
#include "annotate/annotate.h"
#include "core/num.h"
#include "story/part.h"
#include "tap.h"

enum { LESSONS = 20, ENOUGH = 5 };

/* A fixed sequence. */
struct dice {
	uint64_t state;
};

static float below(struct dice *d, uint32_t n)
{
	d->state = d->state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (float)((d->state >> 33) % n);
}

/* A pair that is usual, with noise of a fixed sequence. */
static struct bw_story_lesson pair(struct dice *r, uint64_t n)
{
	struct bw_story_lesson l = {.made = (bw_time)n, .article = n, .development = 1};
	static const float usual[BW_STORY_FEATURES] = {
		[BW_F_BODY] = 0.25F, [BW_F_LEAD] = 0.2F,  [BW_F_FOUNDER] = 0.2F, [BW_F_NAMES] = 0.4F,
		[BW_F_OWN] = 0.35F,  [BW_F_HEAD] = 0.25F, [BW_F_CENTRE] = 0.4F,  [BW_F_ACTORS] = 0.35F,
		[BW_F_GAP] = 1.2F,   [BW_F_AGE] = 1.7F,   [BW_F_SIZE] = 0.9F,    [BW_F_SURE] = 0.8F,
		[BW_F_LIKE] = -1,    [BW_F_AHEAD] = 4,    [BW_F_RIVAL] = -2,     [BW_F_CROWD] = 0.25F,
		[BW_F_STALE] = 0.3F,
	};
	for (size_t k = 0; k < BW_N_F; k++)
		l.features[k] = usual[k] * (1 + (below(r, 100) - 50) / 250);
	return l;
}

static double odds(const struct bw_story_weights *w, const float *f)
{
	double z = w->bias;
	for (size_t k = 0; k < BW_N_F; k++)
		z += w->join[k] * (double)f[k];
	return 1 / (1 + bw_num_exp(-z));
}

/* Follow-ups after a long silence, which the shipped weights keep apart. */
static struct bw_story_lesson late(struct dice *r, uint64_t n)
{
	struct bw_story_lesson l = pair(r, n);
	l.features[BW_F_GAP] = 3.4F;
	l.features[BW_F_AGE] = 3.6F;
	l.features[BW_F_STALE] = 0.85F;
	l.features[BW_F_LIKE] = -1.7F;
	l.together = true;
	return l;
}

static void test_consistent(void)
{
	const struct bw_story_weights *shipped = &bw_story_weights_default;
	struct dice r;
	struct bw_story_lesson l[LESSONS];
	int before = 0, after = 0, same = 0;
	r.state = 7;
	for (uint64_t i = 0; i < LESSONS; i++)
		l[i] = late(&r, i);
	struct bw_story_weights w = bw_learn(shipped, l, LESSONS);
	for (uint64_t i = 0; i < 100; i++) {
		struct bw_story_lesson unseen = late(&r, 1000 + i), other = pair(&r, 2000 + i);
		other.features[BW_F_LIKE] = -3.2F;
		other.features[BW_F_AHEAD] = 1;
		before += odds(shipped, unseen.features) >= 0.5;
		after += odds(&w, unseen.features) >= 0.5;
		same += odds(&w, other.features) < 0.5;
	}
	tap_ok(before < 20, "the shipped weights keep late follow-ups apart: %d of 100 join", before);
	tap_ok(after > 80, "after %d corrections %d of 100 unseen ones join", LESSONS, after);
	tap_ok(same > 90, "what has little in common stays apart: %d of 100", same);
	for (size_t k = 0; k < BW_N_F; k++)
		if (w.join[k] * shipped->join[k] < 0)
			tap_ok(false, "%s turned its sign", bw_story_features[k].name);
}

static void test_few(void)
{
	struct dice r;
	r.state = 8;
	struct bw_story_lesson one = late(&r, 1);
	struct bw_story_lesson l[2 * ENOUGH - 2];
	struct bw_story_weights w;
	for (size_t i = 0; i < 2 * ENOUGH - 2; i++) {
		l[i] = i % 2 ? pair(&r, i) : one;
		l[i].together = i % 2 == 0;
	}
	for (size_t n = 0; n <= 2 * ENOUGH - 2; n++) {
		w = bw_learn(&bw_story_weights_default, l, n);
		tap_ok(!memcmp(&w, &bw_story_weights_default, sizeof(w)), "%zu that do not agree move nothing", n);
	}
	for (size_t i = 0; i < ENOUGH; i++) {
		l[i] = late(&r, i);
		w = bw_learn(&bw_story_weights_default, l, i + 1);
		double moved = odds(&w, one.features) - odds(&bw_story_weights_default, one.features);
		tap_ok(i + 1 < ENOUGH ? moved == 0 : moved > 0, "%zu that agree move the odds by %.3f", i + 1, moved);
	}
}

static void test_contradictory(void)
{
	struct dice r;
	struct bw_story_lesson l[LESSONS];
	r.state = 9;
	for (uint64_t i = 0; i < LESSONS; i += 2) {
		l[i] = pair(&r, i);
		l[i + 1] = l[i];
		l[i].together = true;
	}
	struct bw_story_weights w = bw_learn(&bw_story_weights_default, l, LESSONS);
	int changed = 0;
	for (uint64_t i = 0; i < 200; i++) {
		struct bw_story_lesson unseen = pair(&r, 3000 + i);
		unseen.features[BW_F_LIKE] += (below(&r, 200) - 100) / 50;
		double was = odds(&bw_story_weights_default, unseen.features), is = odds(&w, unseen.features);
		changed += (was >= 0.75 && is < 0.5) || (was <= 0.25 && is >= 0.5);
	}
	tap_ok(!changed, "corrections that contradict each other turn no clear decision: %d of 200", changed);
}

static void test_order(void)
{
	struct dice r;
	struct bw_story_lesson l[LESSONS];
	struct bw_config *config;
	struct bw_lexicons lexicons;
	struct bw_arena a;
	struct bw_err err = {0};
	bw_arena_init(&a);
	r.state = 10;
	for (uint64_t i = 0; i < LESSONS; i++)
		l[i] = late(&r, i + 1);
	bw_config_load(&a, NULL, &config, &err);
	bw_lexicons_load(&a, NULL, &lexicons, &err);
	struct bw_stories *x = bw_stories_open(config, &lexicons), *y = bw_stories_open(config, &lexicons);
	for (size_t i = 0; i < LESSONS; i++)
		bw_stories_restore_lesson(x, &l[i]);
	for (size_t i = LESSONS; i-- > 0;)
		bw_stories_restore_lesson(y, &l[i]);
	bw_stories_restore_lesson(y, &l[3]);
	tap_ok(!memcmp(bw_lessons_weights(x, 100), bw_lessons_weights(y, 100), sizeof(struct bw_story_weights)),
	       "the order in which lessons come, and one that comes twice, change nothing");
	tap_ok(!memcmp(bw_lessons_weights(x, 1), &x->w, sizeof(x->w)),
	       "an article is decided by earlier lessons alone");
	struct bw_story_weights ten = bw_learn(&x->w, l, 10);
	tap_ok(!memcmp(bw_lessons_weights(x, 11), &ten, sizeof(ten)), "and by all of these");
	bw_stories_close(x);
	bw_stories_close(y);
	bw_arena_release(&a);
}

int main(void)
{
	test_consistent();
	test_few();
	test_contradictory();
	test_order();
	return tap_done();
}
