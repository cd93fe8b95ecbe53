/* Runs a check over every line of a file of cases, with the annotator that the embedded lexicons make. */
#ifndef BW_TESTS_ANNOTATE_ROWS_H
#define BW_TESTS_ANNOTATE_ROWS_H

#include "annotate/annotate.h"
#include "core/file.h"
#include "tap.h"

/* "\n" in a case stands for a line break. */
__attribute__((unused)) static struct bw_str unfold(struct bw_arena *a, struct bw_str s)
{
	char *out = bw_arena_alloc(a, s.len + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++) {
		bool line = s.ptr[i] == '\\' && i + 1 < s.len && s.ptr[i + 1] == 'n';
		out[n++] = line ? '\n' : s.ptr[i];
		i += line;
	}
	return (struct bw_str){out, n};
}

static void check_rows(const char *folder, const char *name,
		       void (*check_row)(const struct bw_annotator *an, struct bw_arena *a, struct bw_str row))
{
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_lexicons lexicons;
	struct bw_annotator *an = NULL;
	struct bw_str rows = {0}, row;
	bw_arena_init(&a);
	struct bw_str path = bw_arena_printf(&a, "%s/%s", folder, name);
	int rc = bw_file_read(&a, path.ptr, 1 << 20, &rows, &err);
	if (!rc)
		rc = bw_lexicons_load(&a, NULL, &lexicons, &err);
	if (!rc)
		rc = bw_annotator_open(&a, &lexicons, &an, &err);
	tap_ok(rc == 0, "the lexicons and the cases load %s", err.msg);
	while (!rc && bw_str_split(&rows, '\n', &row))
		check_row(an, &a, row);
	bw_annotator_close(an);
	bw_arena_release(&a);
}

#endif
