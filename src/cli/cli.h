/*
 * The command line: one file a verb, one const struct each; parser, `help` and the man page read the same rows. Only
 * main.c exits.
 */
#ifndef BW_CLI_CLI_H
#define BW_CLI_CLI_H

#include "core/arena.h"
#include "core/err.h"
#include "run/engine.h"
#include "run/ingest.h"

enum { BW_FLAGS_MAX = 16 };

struct bw_flag {
	const char *name; /* "as-of" */
	const char *arg;  /* "DATE"; NULL for a switch */
	const char *help;
};

struct bw_cli;
struct bw_verb {
	const char *name, *summary;
	const char *operands;           /* "[FILE...]" */
	int min_operands, max_operands; /* -1: any number */
	const char *details;            /* paragraphs for --help and the man page */
	const struct bw_flag *flags; /* ended by a row with name NULL; those of bw_common_flags come with every verb */
	int (*run)(struct bw_cli *c, struct bw_err *err);
};

extern const struct bw_flag bw_common_flags[];
extern const struct bw_verb *const bw_verbs[]; /* ended by NULL, in the order of `help` */

struct bw_cli {
	const struct bw_verb *verb;
	const char *values[BW_FLAGS_MAX + BW_FLAGS_MAX]; /* of the verb's flags, then of the common ones; "" for a
							    switch that is set */
	const char *const *operands;
	int n_operands;
	struct bw_arena arena;
	bool out_colour, err_terminal;
	int columns;
	size_t progress_shown; /* width of the progress line that stands on the terminal */
	struct bw_teller teller;
};

/* NULL when it was not given. */
const char *bw_cli_get(const struct bw_cli *c, const char *flag);
bool bw_cli_has(const struct bw_cli *c, const char *flag);
/* The options of every verb may stand before it ("--home DIR run"): puts the verb first. */
void bw_cli_verb_first(int argc, char **argv);
/* Reads argv[1..] against the verb's rows. BW_EUSAGE names the word. *wants_help: --help was given. */
int bw_cli_parse(struct bw_cli *c, int argc, char **argv, bool *wants_help, struct bw_err *err);

/* --as-of, or the clock of the machine. A date alone means the end of that day. */
int bw_cli_clock(const struct bw_cli *c, struct bw_clock *out, struct bw_err *err);
int bw_cli_open(struct bw_cli *c, struct bw_engine *e, enum bw_engine_mode mode, struct bw_err *err);
/* Writes to standard output; a reader that went away ends the program quietly, as it should. */
int bw_cli_out(struct bw_str bytes, struct bw_err *err);
__attribute__((format(printf, 1, 2))) void bw_cli_printf(const char *fmt, ...);
/* Talk, on standard error. Silent under --quiet. */
__attribute__((format(printf, 2, 3))) void bw_cli_say(struct bw_cli *c, const char *fmt, ...);
void bw_cli_clear_progress(struct bw_cli *c);
/* BW_EUSAGE when --desk names none of the desks. */
int bw_cli_check_desk(const struct bw_cli *c, const struct bw_engine *e, struct bw_err *err);
/* A page on the terminal, or in the format that --format names. */
struct bw_page;
int bw_cli_show_page(struct bw_cli *c, const struct bw_page *page, struct bw_err *err);
/* Makes a page of what the store knows at its own clock, of the last `days` days (0: all of it), and shows it. */
struct bw_loaded_view;
typedef int (*bw_cli_compose)(struct bw_cli *c, const struct bw_engine *e, const struct bw_loaded_view *v,
			      struct bw_page *out, struct bw_err *err);
int bw_cli_show_view(struct bw_cli *c, int64_t days, bw_cli_compose compose, struct bw_err *err);
/* --format and --json, for verbs that show one page. */
extern const struct bw_flag bw_page_flags[];
/* Makes a correction (run/correct.h) and tells what it was and what holds from now on. */
struct bw_correct_request;
struct bw_correct_report;
int bw_cli_correct(struct bw_cli *c, struct bw_correct_request *request, struct bw_err *err);
/* Says what holds now, after a correction or when one was taken back. */
void bw_cli_correct_tell(struct bw_cli *c, const struct bw_correct_report *r);
extern const struct bw_flag bw_correct_flags[];
/* Text from outside, harmless on a terminal: control characters become '?'. */
struct bw_str bw_cli_plain(struct bw_arena *a, struct bw_str s);
void bw_cli_help(const struct bw_verb *v);
void bw_cli_overview(void);
/* The man page, bellwether(1), from the same rows. */
void bw_cli_manual(void);

extern const struct bw_verb bw_verb_init, bw_verb_import, bw_verb_add, bw_verb_remove, bw_verb_article, bw_verb_read,
	bw_verb_sources, bw_verb_run, bw_verb_brief, bw_verb_signals, bw_verb_signal, bw_verb_developments,
	bw_verb_development, bw_verb_move, bw_verb_merge, bw_verb_split, bw_verb_corrections, bw_verb_search,
	bw_verb_why, bw_verb_check, bw_verb_publish, bw_verb_export, bw_verb_rebuild, bw_verb_doctor, bw_verb_help,
	bw_verb_version;

#endif
