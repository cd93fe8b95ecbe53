#include "core/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "core/utf8.h"
#include "core/vec.h"

enum { TABLE_MAX = 16 << 20 };

/* Made by tools/embed. */
struct bw_embedded {
	const char *name;
	const unsigned char *bytes;
	size_t len;
};
extern const struct bw_embedded bw_embedded_lexicons[];

struct row_vec BW_VEC_FIELDS(struct bw_lexicon_row);
struct table_vec BW_VEC_FIELDS(struct bw_lexicon);

static int read_row(struct bw_str line, struct bw_lexicon_row *row)
{
	struct bw_str cell;
	while (bw_str_split(&line, '\t', &cell)) {
		if (row->n == BW_LEXICON_COLUMNS)
			return BW_EINPUT;
		row->col[row->n++] = bw_str_trim(cell);
	}
	return BW_OK;
}

/* At least as many as the text has; a vector that grew would leave its smaller selves in the arena. */
static void make_room(struct bw_arena *a, struct bw_str text, struct row_vec *rows)
{
	size_t lines = 1;
	for (size_t i = 0; i < text.len; i++)
		lines += text.ptr[i] == '\n';
	struct bw_lexicon_row *room = BW_ARRAY(a, struct bw_lexicon_row, rows->len + lines);
	if (rows->len)
		memcpy(room, rows->ptr, rows->len * sizeof(*room));
	rows->ptr = room;
	rows->cap = rows->len + lines;
}

static int read_rows(struct bw_arena *a, const char *from, struct bw_str text, struct row_vec *rows, struct bw_err *err)
{
	struct bw_str rest = text, line;
	make_room(a, text, rows);
	if (bw_str_starts(rest, BW_STR("\xEF\xBB\xBF")))
		rest = bw_str_from_pos(rest, 3);
	for (int number = 1; bw_str_split(&rest, '\n', &line); number++) {
		if (!bw_utf8_valid(line) || bw_str_find_char(line, '\0', 0) != BW_NPOS)
			return bw_err_set(err, BW_EINPUT, "%s:%d: This row is not UTF-8 text.", from, number);
		if (line.len == 0 || line.ptr[0] == '#' || bw_str_trim(line).len == 0)
			continue;
		if (read_row(line, BW_PUSH(a, rows)))
			return bw_err_set(err, BW_EINPUT, "%s:%d: This row has more than %d columns.", from, number,
					  BW_LEXICON_COLUMNS);
	}
	return BW_OK;
}

static int by_name(const void *x, const void *y)
{
	return bw_str_cmp(((const struct bw_lexicon *)x)->name, ((const struct bw_lexicon *)y)->name);
}

static const struct bw_lexicon *find(const struct bw_lexicon *tables, size_t n, struct bw_str name)
{
	struct bw_lexicon wanted = {.name = name};
	return n ? bsearch(&wanted, tables, n, sizeof(*tables), by_name) : NULL;
}

static int read_embedded(struct bw_arena *a, struct table_vec *tables, struct bw_err *err)
{
	for (const struct bw_embedded *e = bw_embedded_lexicons; e->name; e++) {
		struct row_vec rows = {0};
		int rc = read_rows(a, e->name, (struct bw_str){(const char *)e->bytes, e->len}, &rows, err);
		if (rc)
			return rc;
		*BW_PUSH(a, tables) = (struct bw_lexicon){bw_str_from(e->name), rows.ptr, rows.len};
	}
	if (tables->len)
		qsort(tables->ptr, tables->len, sizeof(*tables->ptr), by_name);
	return BW_OK;
}

/* The rows of a user's file are appended to those of the table of its name, or make a new table. */
static int read_user_file(struct bw_arena *a, const char *dir, struct bw_str file, struct table_vec *tables,
			  struct bw_err *err)
{
	struct bw_str path = bw_arena_printf(a, "%s/%" BW_PRISTR, dir, BW_ARG(file)), text;
	struct bw_str name = bw_str_sub(file, 0, file.len - strlen(".tsv"));
	struct row_vec rows = {0};
	int rc = bw_file_read(a, path.ptr, TABLE_MAX, &text, err);
	if (rc)
		return rc;
	const struct bw_lexicon *known = find(tables->ptr, tables->len, name);
	if (known)
		rows = (struct row_vec){(struct bw_lexicon_row *)known->rows, known->n_rows, known->n_rows};
	rc = read_rows(a, path.ptr, text, &rows, err);
	if (rc)
		return rc;
	if (known) {
		struct bw_lexicon *table = &tables->ptr[known - tables->ptr];
		table->rows = rows.ptr;
		table->n_rows = rows.len;
		return BW_OK;
	}
	*BW_PUSH(a, tables) = (struct bw_lexicon){name, rows.ptr, rows.len};
	qsort(tables->ptr, tables->len, sizeof(*tables->ptr), by_name);
	return BW_OK;
}

int bw_lexicons_load(struct bw_arena *a, const char *user_dir, struct bw_lexicons *out, struct bw_err *err)
{
	struct table_vec tables = {0};
	const struct bw_str *files = NULL;
	size_t n = 0;
	*out = (struct bw_lexicons){0};
	int rc = read_embedded(a, &tables, err);
	if (!rc && user_dir)
		rc = bw_file_list(a, user_dir, &files, &n, err);
	for (size_t i = 0; !rc && i < n; i++)
		if (bw_str_ends(files[i], BW_STR(".tsv")))
			rc = read_user_file(a, user_dir, files[i], &tables, err);
	if (!rc)
		*out = (struct bw_lexicons){tables.ptr, tables.len};
	return rc;
}

const struct bw_lexicon *bw_lexicon_get(const struct bw_lexicons *l, const char *name)
{
	static const struct bw_lexicon none;
	const struct bw_lexicon *found = find(l->tables, l->n_tables, bw_str_from(name));
	return found ? found : &none;
}

struct bw_str bw_lexicon_embedded(const char *name)
{
	for (const struct bw_embedded *e = bw_embedded_lexicons; e->name; e++)
		if (strcmp(e->name, name) == 0)
			return (struct bw_str){(const char *)e->bytes, e->len};
	return BW_STR_NONE;
}
