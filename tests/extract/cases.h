/* A file of cases: "== HEAD" begins one, what follows up to the next is its text; '#' lines before the first are
 * comments. */
#ifndef BW_TESTS_EXTRACT_CASES_H
#define BW_TESTS_EXTRACT_CASES_H

#include "core/file.h"
#include "tap.h"

struct cases {
	struct bw_str rest;
};

__attribute__((unused)) static int cases_open(struct bw_arena *a, const char *dir, const char *name, struct cases *out)
{
	struct bw_err err = {0};
	int code = bw_file_read(a, bw_arena_printf(a, "%s/%s", dir, name).ptr, 1 << 22, &out->rest, &err);
	return tap_ok(code == 0, "%s: %s", name, code ? err.msg : "cases");
}

__attribute__((unused)) static bool cases_next(struct cases *c, struct bw_str *head, struct bw_str *text)
{
	size_t at = bw_str_starts(c->rest, BW_STR("== ")) ? 0 : bw_str_find(c->rest, BW_STR("\n== "), 0);
	if (at == BW_NPOS)
		return false;
	c->rest = bw_str_from_pos(c->rest, at + (at || c->rest.ptr[0] == '\n'));
	bw_str_split(&c->rest, '\n', head);
	*head = bw_str_from_pos(*head, 3);
	size_t end = bw_str_starts(c->rest, BW_STR("== ")) ? 0 : bw_str_find(c->rest, BW_STR("\n== "), 0);
	*text = bw_str_sub(c->rest, 0, end == BW_NPOS ? end : end + (end > 0));
	c->rest = end == BW_NPOS ? BW_STR_NONE : bw_str_from_pos(c->rest, end);
	return true;
}

#endif
