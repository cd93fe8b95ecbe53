/* Files, and the lexicons that are read from them. */
#include <sys/stat.h>

#include "cases.h"
#include "core/file.h"
#include "core/lexicon.h"
#include "scratch.h"
#include "tap.h"

static ino_t inode(const char *path)
{
	struct stat st;
	return stat(path, &st) ? 0 : st.st_ino;
}

static void files(struct bw_arena *a, const char *dir)
{
	struct bw_err err = {0};
	struct bw_str got;
	struct stat st;
	const char *path = bw_arena_printf(a, "%s/file", dir).ptr;
	tap_int(bw_file_read(a, path, 100, &got, &err), BW_ENOTFOUND, "no file");
	tap_ok(strstr(err.msg, path) != NULL, "is named");
	tap_int(bw_file_write(path, BW_STR("one\0two"), &err), BW_OK, "write");
	tap_int(bw_file_read(a, path, 7, &got, &err), BW_OK, "read, as long as allowed");
	tap_str(got, BW_STR("one\0two"), "what was written");
	tap_int(bw_file_read(a, path, 6, &got, &err), BW_ELIMIT, "longer than allowed");
	tap_int(bw_file_read(a, dir, 100, &got, &err), BW_EIO, "a folder is no file");
	chmod(path, 0640);
	ino_t before = inode(path);
	tap_int(bw_file_write(path, BW_STR("one\0two"), &err), BW_OK, "write the same");
	tap_ok(inode(path) == before, "leaves the file alone");
	tap_int(bw_file_write(path, BW_STR(""), &err), BW_OK, "write nothing");
	tap_ok(inode(path) != before, "is another file");
	tap_ok(!stat(path, &st) && (st.st_mode & 0777) == 0640 && st.st_size == 0, "with the same access");
	tap_int(bw_file_write(bw_arena_printf(a, "%s/none/file", dir).ptr, BW_STR("x"), &err), BW_ENOTFOUND,
		"no folder");
	tap_int(bw_file_write(dir, BW_STR("x"), &err), BW_EIO, "a folder is not replaced");
	const struct bw_str *names;
	size_t n;
	tap_ok(!bw_file_list(a, dir, &names, &n, &err) && n == 1, "nothing is left beside it");
}

static void folders(struct bw_arena *a, const char *dir)
{
	struct bw_err err = {0};
	const struct bw_str *names;
	size_t n;
	tap_int(bw_file_make_dirs(bw_arena_printf(a, "%s/tree/b/c", dir).ptr, &err), BW_OK, "make folders");
	tap_int(bw_file_make_dirs(bw_arena_printf(a, "%s/tree//b/c/", dir).ptr, &err), BW_OK, "that are there");
	tap_int(bw_file_make_dirs(bw_arena_printf(a, "%s/file/x", dir).ptr, &err), BW_EIO, "a file is in the way");
	const char *tree = bw_arena_printf(a, "%s/tree", dir).ptr;
	static const char *const made[] = {"b/z", "b.x", "a", "b/c/1", ".hidden", "B"};
	for (size_t i = 0; i < 6; i++)
		scratch_put(a, tree, made[i], BW_STR("x"));
	tap_ok(!symlink(tree, bw_arena_printf(a, "%s/loop", tree).ptr), "a link back");
	tap_int(bw_file_list(a, tree, &names, &n, &err), BW_OK, "list");
	struct bw_str all = BW_STR("");
	for (size_t i = 0; i < n; i++)
		all = bw_arena_printf(a, "%" BW_PRISTR " %" BW_PRISTR, BW_ARG(all), BW_ARG(names[i]));
	tap_str(all, BW_STR(" B a b.x b/c/1 b/z"), "in byte order, no hidden ones, no links");
	tap_int(bw_file_list(a, "/nonexistent", &names, &n, &err), BW_ENOTFOUND, "no folder");
}

static int load(struct bw_arena *a, const char *dir, struct bw_str text, struct bw_lexicons *l, struct bw_err *err)
{
	bw_file_make_dirs(bw_arena_printf(a, "%s/lexicon/xx", dir).ptr, err);
	scratch_put(a, dir, "lexicon/xx/table.tsv", text);
	return bw_lexicons_load(a, bw_arena_printf(a, "%s/lexicon", dir).ptr, l, err);
}

static void lexicons(struct bw_arena *a, const char *dir)
{
	struct bw_err err = {0};
	struct bw_lexicons own, l;
	tap_int(bw_lexicons_load(a, NULL, &own, &err), BW_OK, "embedded tables");
	bool ordered = true;
	for (size_t i = 1; i < own.n_tables; i++)
		ordered = ordered && bw_str_cmp(own.tables[i - 1].name, own.tables[i].name) < 0;
	tap_ok(ordered, "are in order");
	tap_int(load(a, dir, BW_STR("# c\none\t 1 \t\tx\n\n  \ntwo\r\n"), &l, &err), BW_OK, "a user's table");
	const struct bw_lexicon *t = bw_lexicon_get(&l, "xx/table");
	tap_int((long long)l.n_tables, (long long)own.n_tables + 1, "is one more");
	tap_ok(t->n_rows == 2 && t->rows[0].n == 4 && t->rows[1].n == 1, "rows and cells");
	tap_str(t->rows[0].col[1], BW_STR("1"), "cells are trimmed");
	tap_str(t->rows[0].col[7], BW_STR(""), "absent cells are empty");
	tap_str(t->rows[1].col[0], BW_STR("two"), "line ends of another system");
	tap_int((long long)bw_lexicon_get(&l, "xx/none")->n_rows, 0, "no such table has no rows");
	tap_int(load(a, dir, BW_STR("a\n1\t2\t3\t4\t5\t6\t7\t8\n"), &l, &err), BW_OK, "eight columns");
	tap_int(load(a, dir, BW_STR("a\n1\t2\t3\t4\t5\t6\t7\t8\t9\n"), &l, &err), BW_EINPUT, "nine columns");
	tap_ok(strstr(err.msg, "xx/table.tsv:2:") != NULL, "file and line are named");
	tap_int(load(a, dir, BW_STR("a\n# \xFF\n"), &l, &err), BW_EINPUT, "not UTF-8");
	tap_int(bw_lexicons_load(a, "/nonexistent", &l, &err), BW_ENOTFOUND, "a folder that is named must be there");
}

/* A user's rows come after those of the program, for a table that both have. */
static void appended(struct bw_arena *a, const char *dir)
{
	struct bw_lexicons own, l;
	struct bw_err err = {0};
	bw_lexicons_load(a, NULL, &own, &err);
	if (!own.n_tables)
		return;
	struct bw_str name = own.tables[0].name;
	const char *folder = bw_arena_printf(a, "%s/more/%" BW_PRISTR, dir, BW_ARG(name)).ptr;
	bw_file_make_dirs(
		bw_arena_cstr(a, bw_str_sub(bw_str_from(folder), 0, bw_str_rfind_char(bw_str_from(folder), '/'))),
		&err);
	scratch_put(a, bw_arena_printf(a, "%s/more", dir).ptr,
		    bw_arena_printf(a, "%" BW_PRISTR ".tsv", BW_ARG(name)).ptr, BW_STR("one more row\n"));
	tap_int(bw_lexicons_load(a, bw_arena_printf(a, "%s/more", dir).ptr, &l, &err), BW_OK,
		"a table that is there already");
	const struct bw_lexicon *before = &own.tables[0], *after = bw_lexicon_get(&l, bw_arena_cstr(a, name));
	tap_ok(l.n_tables == own.n_tables && after->n_rows == before->n_rows + 1, "gets the row");
	tap_str(after->rows[after->n_rows - 1].col[0], BW_STR("one more row"), "at its end");
}

int main(void)
{
	struct bw_arena a;
	bw_arena_init(&a);
	const char *dir = scratch_make(&a);
	files(&a, dir);
	folders(&a, dir);
	lexicons(&a, dir);
	appended(&a, dir);
	scratch_remove(dir);
	bw_arena_release(&a);
	return tap_done();
}
