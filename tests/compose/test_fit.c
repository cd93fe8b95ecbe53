#include "compose/fit.h"
#include "compose/wording.h"
#include "core/file.h"
#include "tap.h"

/* "\n" in a case stands for a line break. */
static struct bw_str unescape(struct bw_arena *a, struct bw_str s)
{
	size_t at = bw_str_find(s, BW_STR("\\n"), 0);

	if (at == BW_NPOS)
		return s;
	return bw_arena_printf(a, "%" BW_PRISTR "\n%" BW_PRISTR, BW_ARG(bw_str_sub(s, 0, at)),
			       BW_ARG(bw_str_from_pos(s, at + 2)));
}

/* The look-up halves, so a row out of order would be lost without a word. */
static void test_order(void)
{
	struct bw_str table = bw_wording_open("en/fit"), word, classes, before = BW_STR("");
	size_t pos = 0, rows = 0, wrong = 0;

	while (bw_wording_next(table, &pos, &word, &classes)) {
		wrong += bw_str_cmp(before, word) >= 0 || !bw_str_eq(bw_wording_get(table, word), classes);
		before = word;
		rows++;
	}
	tap_ok(rows > 100 && wrong == 0, "every row of en/fit is found: %zu rows, %zu not", rows, wrong);
	tap_int((long long)bw_wording_get(table, BW_STR("zyzzyva")).len, 0, "what is not in it is not found");
	tap_ok(bw_wording_is(table, BW_STR("He"), BW_STR("person")), "case does not count");
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_str text = BW_STR(""), line, want;
	struct bw_err err = {0};

	bw_arena_init(&a);
	if (argc < 2 || bw_file_read(&a, bw_arena_printf(&a, "%s/fit.cases", argv[1]).ptr, 1 << 20, &text, &err))
		return 1;
	while (bw_str_split(&text, '\n', &line)) {
		const char *got;
		if (line.len == 0 || line.ptr[0] == '#' || !bw_str_split(&line, '\t', &want))
			continue;
		got = bw_fit_fault(unescape(&a, line));
		tap_str(bw_str_from(got ? got : "-"), want, bw_arena_cstr(&a, bw_str_sub(line, 0, 60)));
	}
	tap_ok(bw_fit_strain(BW_STR("The company also said the mine would close in the spring of next year.")) >
		       bw_fit_strain(BW_STR("Tamar Water said the mine would close in the spring of next year.")),
	       "a sentence that names its subject strains less");
	test_order();
	bw_arena_release(&a);
	return tap_done();
}
