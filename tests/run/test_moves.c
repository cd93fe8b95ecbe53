#include <stdlib.h>
#include <unistd.h>

#include "run/moves.h"
#include "tap.h"

static struct bw_arena a;
static struct bw_err err;

/* A decision of article `key` at `at` that brings these moves. */
static void decide(struct bw_store *s, bw_time at, uint64_t key, const struct bw_story_move *moves, uint32_t n)
{
	struct bw_derived_row row = {.key = key, .at = at, .verdict = {.origin = key, .development = key}};
	struct bw_story_news news = {.moves = moves, .n_moves = n};
	struct bw_signal_changes none = {0};
	tap_int(bw_store_derived_put(s, &row, 1, NULL, &news, &none, &err), 0, "a decision is kept");
}

static void check(struct bw_store *s, bw_time to)
{
	/* at, key, put into; by how many seconds it is known; where it stands then */
	static const struct {
		bw_time at;
		uint64_t key, development;
		bw_time by;
		uint64_t place;
		const char *what;
	} cases[] = {
		{10, 1, 1, 15, 1, "what nothing moved stays"},
		{10, 1, 1, 20, 2, "a merge takes all that is in it"},
		{10, 1, 1, 30, 3, "and the next one takes it on"},
		{10, 5, 1, 40, 9, "one article may be moved by itself"},
		{10, 1, 1, 40, 3, "which leaves the others"},
		{10, 5, 1, 50, 9, "and is not touched by what happens to them"},
		{10, 1, 1, 50, 4, "who go on"},
		{25, 7, 1, 50, 1, "moves before an article came do not touch it"},
		{50, 50, 3, 50, 4, "those that it brings itself do"},
		{10, 6, 8, 60, 8, "back and forth ends where it began"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bw_moves m;
		if (cases[i].by != to)
			continue;
		tap_int(bw_moves_load(s, &a, INT64_MIN, to, &m, &err), 0, "moves are loaded");
		tap_int((long long)bw_moves_place(&m, cases[i].at, cases[i].key, cases[i].development),
			(long long)cases[i].place, cases[i].what);
		bw_moves_release(&m);
	}
}

int main(void)
{
	char path[] = "/tmp/bw-moves-XXXXXX";
	struct bw_store *s = NULL;
	struct bw_moves m;
	const struct bw_story_move first = {BW_MOVE_MERGE, 0, 1, 2, 0}, second = {BW_MOVE_MERGE, 0, 2, 3, 0},
				   own = {BW_MOVE_SPLIT, 5, 3, 9, 0}, last = {BW_MOVE_MERGE, 0, 3, 4, 0},
				   swing[] = {{BW_MOVE_SPLIT, 6, 8, 7, 0}, {BW_MOVE_SPLIT, 6, 7, 8, 0}};
	bw_arena_init(&a);
	close(mkstemp(path));
	tap_int(bw_store_open(path, &s, &err), 0, "a store");
	decide(s, 20, 20, &first, 1);
	decide(s, 30, 30, &second, 1);
	decide(s, 40, 40, &own, 1);
	decide(s, 50, 50, &last, 1);
	decide(s, 60, 60, swing, 2);
	for (bw_time to = 15; to <= 60; to += 5)
		check(s, to);
	tap_int(bw_moves_load(s, &a, INT64_MIN, INT64_MAX, &m, &err), 0, "all of them");
	tap_int((long long)bw_moves_follow(&m, 1), 4, "an id that was merged leads to the end of its way");
	tap_int((long long)bw_moves_follow(&m, 77), 77, "another leads to itself");
	bw_moves_release(&m);
	tap_int(bw_store_derived_rewind(s, 30, 0, &err), 0, "decisions are taken back");
	tap_int(bw_moves_load(s, &a, INT64_MIN, INT64_MAX, &m, &err), 0, "and their moves");
	tap_int((long long)bw_moves_follow(&m, 1), 2, "with them");
	bw_moves_release(&m);
	bw_store_close(s);
	unlink(path);
	bw_arena_release(&a);
	return tap_done();
}
