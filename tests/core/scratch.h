/* A folder of its own for a test, below the build folder or TMPDIR, gone at the end. */
#ifndef BW_TESTS_CORE_SCRATCH_H
#define BW_TESTS_CORE_SCRATCH_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/arena.h"

static int scratch_remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st, (void)type, (void)at;
	return remove(path);
}

__attribute__((unused)) static void scratch_remove(const char *dir)
{
	nftw(dir, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

__attribute__((unused)) static const char *scratch_make(struct bw_arena *a)
{
	const char *tmp = getenv("TMPDIR");
	char *dir = (char *)bw_arena_printf(a, "%s/bw-test-XXXXXX", tmp && *tmp ? tmp : "/tmp").ptr;
	if (!mkdtemp(dir)) {
		printf("Bail out! no folder for the test\n");
		exit(1);
	}
	return dir;
}

/* Plain writing, so that a test does not lean on what it tests. */
__attribute__((unused)) static void scratch_put(struct bw_arena *a, const char *dir, const char *name,
						struct bw_str bytes)
{
	FILE *f = fopen(bw_arena_printf(a, "%s/%s", dir, name).ptr, "wb");
	if (!f || fwrite(bytes.len ? bytes.ptr : "", 1, bytes.len, f) != bytes.len || fclose(f)) {
		printf("Bail out! cannot write %s\n", name);
		exit(1);
	}
}

#endif
