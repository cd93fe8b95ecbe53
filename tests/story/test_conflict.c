/* What contradicts what, row by row of conflicts.tsv. */
#include "told.h"

enum { FIRST_AT = 1767600000, HOUR = 3600, DAY_HOURS = 24 };
static const char *const kinds[] = {"figure", "date", "who", "where", "denial"};

static void check(struct told_bench *b, int row, const struct bw_str cell[TOLD_CELLS], int n)
{
	struct bw_str kind = cell[0];
	bool corrected = bw_str_ends(kind, BW_STR("*")), later = bw_str_eq(cell[1], BW_STR("later"));
	kind.len -= corrected;
	if (!tap_ok(n >= 4, "row %d has four cells", row))
		return;
	struct bw_profile old = told_profile(b, "one", "en", cell[2], FIRST_AT);
	struct bw_profile new = told_profile(b, bw_str_eq(cell[1], BW_STR("own")) ? "one" : "two", "en", cell[3],
					     FIRST_AT + (later ? 3 * DAY_HOURS : 2) * HOUR);
	const struct bw_profile *members[] = {&old};
	struct bw_told told = {.members = members, .n = 1};
	const struct bw_conflict *found;
	uint32_t found_n;
	bw_told_conflicts(&b->arena, &told, &new, &found, &found_n);
	tap_ok(found_n == !bw_str_eq(kind, BW_STR("no")), "row %d: %u of %.*s", row, found_n, BW_ARG(cell[3]));
	if (!found_n || bw_str_eq(kind, BW_STR("no")))
		return;
	tap_str(bw_str_from(kinds[found->kind]), kind, "kind");
	tap_ok(found->corrected == corrected, "row %d: corrected or not", row);
	tap_ok(found->a_article == old.key && found->b_article == new.key, "the earlier article is a");
	tap_ok(found->a_start < found->a_end && found->a_end <= cell[2].len && found->b_end <= cell[3].len,
	       "spans are sentences of the texts");
}

int main(int argc, char **argv)
{
	return told_main(argc, argv, "conflicts.tsv", check);
}
