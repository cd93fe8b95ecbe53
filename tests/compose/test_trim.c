#include "compose/trim.h"
#include "core/file.h"
#include "tap.h"

static unsigned rules(struct bw_str letters)
{
	unsigned bits = 0;

	for (size_t i = 0; i < letters.len; i++)
		bits |= letters.ptr[i] == 'd'   ? BW_TRIM_DATELINE
			: letters.ptr[i] == 'c' ? BW_TRIM_CONNECTIVE
			: letters.ptr[i] == 'a' ? BW_TRIM_ATTRIBUTION
						: 0;
	return bits;
}

static void run_case(struct bw_arena *a, struct bw_str sentence, struct bw_str rule, struct bw_str want)
{
	size_t arrow = bw_str_find(rule, BW_STR(" -> "), 0);
	unsigned wanted = rules(bw_str_sub(rule, 0, arrow)), applied, again;
	struct bw_str got = bw_trim(a, sentence, wanted, &applied);

	tap_str(got, want, bw_arena_cstr(a, bw_str_sub(sentence, 0, 60)));
	tap_int(applied, rules(bw_str_from_pos(rule, arrow + 4)), "and the rules that fit are told");
	tap_ok(bw_str_eq(bw_trim(a, sentence, applied, &again), got) && again == applied,
	       "the rules told give the same again");
}

int main(int argc, char **argv)
{
	struct bw_arena a;
	struct bw_str text = BW_STR(""), line, block[3];
	struct bw_err err = {0};
	size_t n = 0;

	bw_arena_init(&a);
	if (argc < 2 || bw_file_read(&a, bw_arena_printf(&a, "%s/trim.cases", argv[1]).ptr, 1 << 20, &text, &err))
		return 1;
	while (bw_str_split(&text, '\n', &line)) {
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		block[n++] = line;
		if (n == 3)
			run_case(&a, block[0], block[1], block[2]);
		n %= 3;
	}
	tap_str(bw_trim_attribution(BW_STR("The line will close for eleven weeks, the ministry said on Friday.")),
		BW_STR("the ministry said on Friday"), "the attribution that is taken off is given");
	bw_arena_release(&a);
	return tap_done();
}
