/*
 * Golden files: DIR/golden/NAME holds what a test printed when somebody looked at it and was content. tools/bless shows
 * and accepts differences: it runs the tests with BW_ACTUAL naming a folder, into which a test that differs writes
 * what it printed, with the path of the golden file on the first line.
 */
#ifndef BW_TESTS_GOLDEN_H
#define BW_TESTS_GOLDEN_H

#include <stdlib.h>

#include "core/file.h"
#include "tap.h"

__attribute__((unused)) static void golden_keep(struct bw_arena *a, const char *path, const char *name,
						struct bw_str got)
{
	const char *folder = getenv("BW_ACTUAL");
	struct bw_err err = {0};
	struct bw_str bytes;

	if (!folder)
		return;
	bytes = bw_arena_printf(a, "%s\n%" BW_PRISTR, path, BW_ARG(got));
	if (bw_file_write(bw_arena_printf(a, "%s/%s", folder, name).ptr, bytes, &err))
		printf("# %s\n", err.msg);
}

__attribute__((unused)) static int golden_is(struct bw_arena *a, const char *dir, const char *name, struct bw_str got)
{
	const char *path = bw_arena_printf(a, "%s/golden/%s", dir, name).ptr;
	struct bw_err err = {0};
	struct bw_str want = BW_STR("");
	int good = !bw_file_read(a, path, 1 << 24, &want, &err) && bw_str_eq(got, want);

	if (!good)
		golden_keep(a, path, name, got);
	return tap_ok(good, "%s is as it was blessed%s", name, good ? "" : " (tools/bless shows the difference)");
}

#endif
