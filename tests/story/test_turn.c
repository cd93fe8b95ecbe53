/* What an article adds to its development, row by row of turns.tsv. */
#include "told.h"

enum { FIRST_AT = 1767600000, LATER = 5 * 3600 };
static const char *const turns[] = {"new", "confirmation", "colour", "copy"};

static enum bw_copy copy_of(struct bw_str who)
{
	return bw_str_eq(who, BW_STR("derived"))   ? BW_COPY_DERIVED
	       : bw_str_eq(who, BW_STR("reprint")) ? BW_COPY_SAME
						   : BW_COPY_NONE;
}

/* Every beginning that is wanted is that of a fresh sentence, and there are no more. */
static void check_fresh(int row, struct bw_str text, struct bw_str wanted, const struct bw_story_fresh *fresh,
			uint32_t n)
{
	struct bw_str part;
	uint32_t n_wanted = 0, found = 0;
	while (!bw_str_eq(wanted, BW_STR("-")) && bw_str_split(&wanted, '|', &part)) {
		n_wanted++;
		for (uint32_t i = 0; i < n; i++)
			found += bw_str_starts(bw_str_sub(text, fresh[i].start, fresh[i].end - fresh[i].start), part);
	}
	tap_ok(found == n_wanted && n == n_wanted, "row %d: %u of %u sentences, %u wanted", row, found, n, n_wanted);
}

static void check(struct told_bench *b, int row, const struct bw_str cell[TOLD_CELLS], int n)
{
	const struct bw_story_fresh *fresh;
	uint32_t n_fresh;
	if (!tap_ok(n == TOLD_CELLS, "row %d has five cells", row))
		return;
	struct bw_profile old = told_profile(b, "one", "en", cell[2], FIRST_AT);
	struct bw_profile new =
		told_profile(b, bw_str_eq(cell[1], BW_STR("own")) ? "one" : "two",
			     bw_str_eq(cell[1], BW_STR("foreign")) ? "de" : "en", cell[3], FIRST_AT + LATER);
	if (bw_str_eq(cell[1], BW_STR("opinion")))
		new.kind = BW_KIND_OPINION;
	const struct bw_profile *members[] = {&old};
	struct bw_told told = {.members = members, .n = 1};
	struct bw_told founded = {0};
	enum bw_turn turn = bw_told_turn(&b->arena, &told, &new, copy_of(cell[1]), &fresh, &n_fresh);
	tap_str(bw_str_from(turns[turn]), cell[0], "turn");
	check_fresh(row, cell[3], cell[4], fresh, n_fresh);
	turn = bw_told_turn(&b->arena, &founded, &old, BW_COPY_NONE, &fresh, &n_fresh);
	tap_ok(turn == BW_TURN_NEW && n_fresh > 0, "the founder is new");
	turn = bw_told_turn(&b->arena, &told, &old, BW_COPY_NONE, &fresh, &n_fresh);
	tap_ok(n_fresh == 0, "what a member told is not new");
}

int main(int argc, char **argv)
{
	return told_main(argc, argv, "turns.tsv", check);
}
