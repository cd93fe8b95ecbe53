/*
 * story_stream [ARTICLES [A_DAY [MATTERS]]]: a made-up stream through the decisions; prints articles per second for
 * every tenth of it, so that growth shows, and the time to restore the window.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../tests/story/stream.h"

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct kept {
	struct bw_profile p;
	struct bw_verdict v;
};

static void restore_window(const struct bw_config *config, const struct kept *kept, uint32_t n)
{
	double from = seconds();
	struct bw_stories *s = bw_stories_open(config, &(struct bw_lexicons){0});
	bw_time window = bw_config_int(config, "story.window");
	uint32_t used = 0;
	for (uint32_t i = 0; i < n; i++)
		if (kept[i].p.at >= kept[n - 1].p.at - window) {
			bw_stories_restore(s, &kept[i].p, &kept[i].v);
			used++;
		}
	printf("restored %u articles in %.2f s\n", used, seconds() - from);
	bw_stories_close(s);
}

int main(int argc, char **argv)
{
	uint32_t n = argc > 1 ? (uint32_t)atoi(argv[1]) : 20000, a_day = argc > 2 ? (uint32_t)atoi(argv[2]) : 300;
	uint32_t matters = argc > 3 ? (uint32_t)atoi(argv[3]) : a_day / 4;
	struct bw_arena arena, conflicts_arena;
	struct bw_err err = {0};
	struct bw_config *config;
	bw_arena_init(&arena);
	bw_arena_init(&conflicts_arena);
	if (n < 10 || !a_day || !matters || bw_config_load(&arena, NULL, &config, &err))
		return 2;
	struct stream st = {.arena = &arena, .seed = 5, .n_matters = matters, .gap_seconds = BW_DAY / a_day};
	struct kept *kept = BW_ARRAY(&arena, struct kept, n);
	struct bw_stories *s = bw_stories_open(config, &(struct bw_lexicons){0});
	double spent = 0, worst = 0;
	uint32_t opened = 0;
	for (uint32_t i = 0; i < n; i++) {
		struct bw_conflict_list conflicts;
		kept[i].p = stream_next(&st);
		double from = seconds(), took;
		bw_stories_add(s, &conflicts_arena, &kept[i].p, &kept[i].v, &conflicts);
		took = seconds() - from;
		spent += took;
		worst = took > worst ? took : worst;
		opened += kept[i].v.opens;
		bw_arena_reset(&conflicts_arena);
		if ((i + 1) % (n / 10))
			continue;
		printf("%8u articles  %8.0f a second  longest %6.2f ms  %u opened\n", i + 1, n / 10 / spent,
		       worst * 1e3, opened);
		spent = worst = 0;
		opened = 0;
	}
	bw_stories_close(s);
	restore_window(config, kept, n);
	bw_arena_release(&conflicts_arena);
	bw_arena_release(&arena);
	return 0;
}
