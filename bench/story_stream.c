/*
 * story_stream [ARTICLES [DAYS [OPTION=VALUE ...]]]: a made-up stream (tests/story/stream.h) through origins and
 * developments; for every tenth of it articles a second, the longest single article, the cost in the second tenth's
 * terms, developments, what is held, resident memory. Then the time to restore the last window from packed profiles.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../tests/story/stream.h"
#include "core/mem.h"
#include "story/part.h"

enum { TENTHS = 10, KEEP_LAST = 100000 };

struct packed {
	char *profile;
	uint32_t n_profile, n_prints;
	struct bw_verdict v;
};
struct bench {
	struct bw_config *config;
	struct stream stream;
	struct bw_arena profiles, news;
	struct packed *last; /* a ring of packed articles for the restore */
	uint32_t n, n_done;
	uint64_t bytes, print_bytes;
	uint32_t joins[BW_N_JOIN], copies[BW_N_COPY], turns[BW_N_TURN], conflicts, links, moves, placed, entries;
};

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double resident_mb(void)
{
	long pages = 0, resident = 0;
	FILE *f = fopen("/proc/self/statm", "r");
	if (f && fscanf(f, "%ld %ld", &pages, &resident) != 2)
		resident = 0;
	if (f)
		fclose(f);
	return (double)resident * (double)sysconf(_SC_PAGESIZE) / 1e6;
}

static void count(struct bench *b, const struct bw_story_news *news)
{
	b->joins[news->verdict.join]++;
	b->copies[news->verdict.copy]++;
	b->turns[news->verdict.turn]++;
	b->conflicts += news->n_conflicts;
	b->links += news->n_links;
	b->moves += news->n_moves;
	b->entries += news->n_entries;
	for (uint32_t i = 0; i < news->n_entries; i++)
		b->placed += news->entries[i].development != 0;
}

/* Only the last ones are kept, outside of what is measured. */
static void keep(struct bench *b, const struct bw_profile *p, const struct bw_verdict *v)
{
	struct bw_buf buf;
	bw_buf_init(&buf, 1 << 24);
	bw_profile_pack(p, &buf);
	b->bytes += buf.len;
	struct packed *x = &b->last[b->n_done % KEEP_LAST];
	bw_mem_free(x->profile);
	x->n_profile = (uint32_t)buf.len;
	bw_profile_pack_prints(p, &buf);
	b->print_bytes += buf.len - x->n_profile;
	x->n_prints = (uint32_t)(buf.len - x->n_profile);
	x->profile = bw_mem_resize(NULL, buf.len);
	memcpy(x->profile, buf.ptr, buf.len);
	x->v = *v;
	bw_buf_release(&buf);
}

static double run_tenth(struct bench *b, struct bw_stories *s, double *longest)
{
	double spent = 0;
	bool kept = b->n_done + b->n / TENTHS + KEEP_LAST >= b->n;
	*longest = 0;
	for (uint32_t i = 0; i < b->n / TENTHS; i++, b->n_done++) {
		struct bw_story_news news;
		struct bw_profile p = stream_next(&b->stream);
		double from = seconds();
		bw_stories_add(s, &b->news, &p, &news);
		double took = seconds() - from;
		spent += took;
		*longest = took > *longest ? took : *longest;
		count(b, &news);
		if (kept && b->last)
			keep(b, &p, &news.verdict);
		bw_arena_reset(&b->profiles);
		bw_arena_reset(&b->news);
	}
	return spent;
}

static void restore(struct bench *b)
{
	uint32_t n = b->n_done < KEEP_LAST ? b->n_done : KEEP_LAST;
	struct bw_stories *s = bw_stories_open(b->config, &(struct bw_lexicons){0});
	double from = seconds();
	for (uint32_t i = b->n_done - n; i < b->n_done; i++) {
		struct bw_profile p;
		const struct packed *x = &b->last[i % KEEP_LAST];
		bw_arena_reset(&b->profiles);
		if (bw_profile_unpack(&b->profiles, (struct bw_str){x->profile, x->n_profile},
				      (struct bw_str){x->profile + x->n_profile, x->n_prints}, &p))
			bw_stories_restore(s, &p, &x->v, x->v.development);
	}
	bw_voices_settle(s);
	printf("restored %u articles in %.2f s; %u held\n", n, seconds() - from, s->n_alive);
	bw_stories_close(s);
}

static void print_counts(const struct bench *b)
{
	for (int i = 0; i < BW_N_JOIN; i++)
		printf("%s %u  ", bw_join_name((enum bw_join)i), b->joins[i]);
	printf("\n");
	for (int i = 0; i < BW_N_COPY; i++)
		printf("%s %u  ", bw_copy_name((enum bw_copy)i), b->copies[i]);
	printf("\n");
	for (int i = 0; i < BW_N_TURN; i++)
		printf("%s %u  ", bw_turn_name((enum bw_turn)i), b->turns[i]);
	printf("\nconflicts %u  links %u  moves %u  entries %u placed %u\n", b->conflicts, b->links, b->moves,
	       b->entries, b->placed);
}

static void run(struct bench *b)
{
	struct bw_stories *s = bw_stories_open(b->config, &(struct bw_lexicons){0});
	double second = 0;
	for (int i = 0; i < TENTHS; i++) {
		double longest, spent = run_tenth(b, s, &longest);
		second = i == 1 ? spent : second;
		printf("%8u articles %7.0f/s  longest %6.2f ms  of second %.2f  held %u (%u developments, %u terms) "
		       "%.0f MB "
		       "counted, %.0f MB resident\n",
		       b->n_done, b->n / TENTHS / spent, longest * 1e3, second > 0 ? spent / second : 0, s->n_alive,
		       s->n_live_devs, s->term_of.n, (double)(s->memory + s->slim_memory + s->print_memory) / 1e6,
		       resident_mb());
		fflush(stdout);
	}
	bw_stories_close(s);
	print_counts(b);
}

int main(int argc, char **argv)
{
	static struct bench b;
	struct bw_arena arena;
	struct bw_err err = {0};
	double days = argc > 2 ? atof(argv[2]) : 100;
	b.n = argc > 1 ? (uint32_t)atoi(argv[1]) : 100000;
	bw_arena_init(&arena);
	if (b.n < TENTHS || days <= 0 || bw_config_load(&arena, NULL, &b.config, &err))
		return 2;
	for (int i = 3; i < argc; i++) {
		struct bw_str value = bw_str_from(argv[i]), name;
		bw_str_split(&value, '=', &name);
		if (bw_config_set(b.config, name, value, &err)) {
			fprintf(stderr, "%s\n", err.msg);
			return 2;
		}
	}
	bw_arena_init(&b.profiles);
	bw_arena_init(&b.news);
	b.stream = (struct stream){.arena = &b.profiles,
				   .seed = 5,
				   .a_day = (uint32_t)(b.n / days),
				   .new_matters = 250,
				   .reprints = 400,
				   .memory_days = 3};
	b.last = getenv("RESTORE") ? bw_mem_alloc(KEEP_LAST * sizeof(*b.last)) : NULL;
	run(&b);
	if (b.last) {
		printf("a profile packs to %.0f bytes, its prints to %.0f\n", (double)b.bytes / KEEP_LAST,
		       (double)b.print_bytes / KEEP_LAST);
		restore(&b);
	}
	for (uint32_t i = 0; b.last && i < KEEP_LAST; i++)
		bw_mem_free(b.last[i].profile);
	bw_mem_free(b.last);
	bw_arena_release(&b.profiles);
	bw_arena_release(&b.news);
	bw_arena_release(&arena);
	return 0;
}
