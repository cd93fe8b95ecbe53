/*
 * Lists and words as data: tables of tab-separated columns under lexicon/<language>/<name>.tsv, embedded at build time;
 * a user's own folder may add rows to any of them. '#' starts a comment line. A table is addressed as "en/status".
 */
#ifndef BW_CORE_LEXICON_H
#define BW_CORE_LEXICON_H

#include "core/arena.h"
#include "core/err.h"
#include "core/str.h"

enum { BW_LEXICON_COLUMNS = 8 };

struct bw_lexicon_row {
	struct bw_str col[BW_LEXICON_COLUMNS]; /* trimmed; "" when absent */
	int n;
};

struct bw_lexicon {
	struct bw_str name;
	const struct bw_lexicon_row *rows;
	size_t n_rows;
};

struct bw_lexicons {
	const struct bw_lexicon *tables; /* ordered by name */
	size_t n_tables;
};

/* Reads the embedded tables, then those of user_dir (NULL: none), whose rows are appended. A bad row is BW_EINPUT with
 * file and line; a user_dir that is not there is BW_ENOTFOUND. */
int bw_lexicons_load(struct bw_arena *a, const char *user_dir, struct bw_lexicons *out, struct bw_err *err);
/* A table with no rows when there is none of that name. */
const struct bw_lexicon *bw_lexicon_get(const struct bw_lexicons *l, const char *name);

/* The embedded table as it stands in the program, without a user's rows: for rules that must be the same on every
 * machine. "" when absent. */
struct bw_str bw_lexicon_embedded(const char *name);

#endif
