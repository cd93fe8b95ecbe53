/*
 * Settings: one row of a table each (core/options.c), and parser, check, `help config` and the man page read that row.
 * The file is INI (inih behind): [section] and key = value, addressed as "section.key". Unknown keys are errors that
 * name file and line. A line that begins with white space continues the value before it; '#' and ';' begin a comment
 * line, " ;" a comment in a line.
 */
#ifndef BW_CORE_CONFIG_H
#define BW_CORE_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"
#include "core/str.h"

enum bw_option_type {
	BW_OPT_INT,
	BW_OPT_REAL,
	BW_OPT_BOOL,
	BW_OPT_STR,
	BW_OPT_DURATION /* seconds; "15m", "2h", "3d" */,
	BW_OPT_SIZE /* bytes; "64M" */
};

struct bw_option {
	const char *name; /* "net.timeout" */
	enum bw_option_type type;
	const char *initial; /* as it would stand in the file */
	double min, max;     /* for numbers, durations and sizes */
	const char *help;    /* one line */
	const char *choices; /* of text: the words that are allowed, a space between them; NULL: any */
};

/* The table, ended by a row with name NULL. */
extern const struct bw_option bw_options[];

struct bw_config; /* in the arena */

/* All options at their initial values, then the file's (path NULL or absent file: none). */
int bw_config_load(struct bw_arena *a, const char *path, struct bw_config **out, struct bw_err *err);
/* One more setting, as from the command line. BW_EUSAGE when unknown or out of range. */
int bw_config_set(struct bw_config *c, struct bw_str name, struct bw_str value, struct bw_err *err);
/* The name must be in the table and of the type: anything else is a bug and aborts. Durations are seconds, sizes bytes.
 */
int64_t bw_config_int(const struct bw_config *c, const char *name);
double bw_config_real(const struct bw_config *c, const char *name);
bool bw_config_bool(const struct bw_config *c, const char *name);
struct bw_str bw_config_str(const struct bw_config *c, const char *name);

/* "15m" -> 900, "90" and "90s" -> 90, "2h", "3d"; false on anything else. */
bool bw_duration_parse(struct bw_str s, int64_t *seconds);

/* Sections of a plain INI file in order, for data files such as desks: calls row(ctx, section, key, value, line). A
 * non-zero return of row stops. */
int bw_ini_read(struct bw_arena *a, const char *path,
		int (*row)(void *ctx, struct bw_str section, struct bw_str key, struct bw_str value, int line,
			   struct bw_err *err),
		void *ctx, struct bw_err *err);

#endif
