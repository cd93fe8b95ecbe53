#include <string.h>

#include "cli/cli.h"

const struct bw_flag bw_common_flags[] = {
	{"home", "DIR", "where settings and store stand (else BELLWETHER_HOME, else the XDG folders)"},
	{"quiet", NULL, "no talk on standard error, only faults"},
	{"help", NULL, "this text"},
	{NULL},
};

static const struct bw_flag no_flags[] = {{NULL}};

static const struct bw_flag *verb_flags(const struct bw_cli *c)
{
	return c->verb->flags ? c->verb->flags : no_flags;
}

/* Position in values of the flag with this name, and its row; -1 when the verb has none such. */
static int find_flag(const struct bw_cli *c, struct bw_str name, const struct bw_flag **row)
{
	const struct bw_flag *const lists[] = {verb_flags(c), bw_common_flags};
	for (int l = 0; l < 2; l++)
		for (int i = 0; lists[l][i].name; i++)
			if (bw_str_eq(name, bw_str_from(lists[l][i].name))) {
				*row = &lists[l][i];
				return l * BW_FLAGS_MAX + i;
			}
	return -1;
}

const char *bw_cli_get(const struct bw_cli *c, const char *flag)
{
	const struct bw_flag *row;
	int at = find_flag(c, bw_str_from(flag), &row);
	return at < 0 ? NULL : c->values[at];
}

bool bw_cli_has(const struct bw_cli *c, const char *flag)
{
	return bw_cli_get(c, flag) != NULL;
}

/* One "--name", "--name=value" or "--name value"; *i moves over the value. */
static int take_flag(struct bw_cli *c, int argc, char **argv, int *i, struct bw_err *err)
{
	struct bw_str word = bw_str_from(argv[*i] + 2);
	size_t eq = bw_str_find_char(word, '=', 0);
	const struct bw_flag *row;
	int at = find_flag(c, bw_str_sub(word, 0, eq == BW_NPOS ? word.len : eq), &row);
	if (at < 0)
		return bw_err_set(err, BW_EUSAGE, "'%s' is not known; 'bellwether %s --help' tells what is", argv[*i],
				  c->verb->name);
	if (!row->arg && eq != BW_NPOS)
		return bw_err_set(err, BW_EUSAGE, "--%s takes no value", row->name);
	if (!row->arg)
		c->values[at] = "";
	else if (eq != BW_NPOS)
		c->values[at] = word.ptr + eq + 1;
	else if (*i + 1 < argc)
		c->values[at] = argv[++*i];
	if (row->arg && (!c->values[at] || !*c->values[at]))
		return bw_err_set(err, BW_EUSAGE, "--%s needs a value: --%s %s", row->name, row->name, row->arg);
	return 0;
}

/* How many words the common option at argv[0] takes; 0 when it is none. */
static int common_flag_words(char **argv)
{
	struct bw_str word = bw_str_from(argv[0]);
	if (!bw_str_starts(word, BW_STR("--")))
		return 0;
	size_t eq = bw_str_find_char(word, '=', 0);
	struct bw_str name = bw_str_sub(word, 2, (eq == BW_NPOS ? word.len : eq) - 2);
	for (const struct bw_flag *f = bw_common_flags; f->name; f++)
		if (bw_str_eq(name, bw_str_from(f->name)))
			return f->arg && eq == BW_NPOS ? 2 : 1;
	return 0;
}

void bw_cli_verb_first(int argc, char **argv)
{
	int at = 1, words;
	while (at < argc && (words = common_flag_words(argv + at)) > 0)
		at += words;
	if (at >= argc)
		return;
	char *verb = argv[at];
	for (; at > 1; at--)
		argv[at] = argv[at - 1];
	argv[1] = verb;
}

int bw_cli_parse(struct bw_cli *c, int argc, char **argv, bool *wants_help, struct bw_err *err)
{
	const char **operands = BW_ARRAY(&c->arena, const char *, (size_t)argc + 1);
	bool only_operands = false;
	int code = 0;
	c->operands = operands;
	*wants_help = false;
	for (int i = 0; !code && i < argc; i++) {
		if (!only_operands && strcmp(argv[i], "--") == 0)
			only_operands = true;
		else if (!only_operands && strcmp(argv[i], "-h") == 0)
			*wants_help = true;
		else if (!only_operands && strncmp(argv[i], "--", 2) == 0)
			code = take_flag(c, argc, argv, &i, err);
		else if (!only_operands && argv[i][0] == '-' && argv[i][1])
			code = bw_err_set(err, BW_EUSAGE, "'%s' is not known; options are written in full, as --home",
					  argv[i]);
		else if (!*argv[i]) /* an unset variable of a script: "publish $SITE" must not write to "/" */
			code = bw_err_set(err, BW_EUSAGE, "a word is empty: bellwether %s %s", c->verb->name,
					  c->verb->operands);
		else
			operands[c->n_operands++] = argv[i];
	}
	*wants_help |= bw_cli_has(c, "help");
	if (code || *wants_help)
		return code;
	if (c->n_operands < c->verb->min_operands)
		return bw_err_set(err, BW_EUSAGE, "something is missing: bellwether %s %s", c->verb->name,
				  c->verb->operands);
	if (c->verb->max_operands >= 0 && c->n_operands > c->verb->max_operands)
		return bw_err_set(err, BW_EUSAGE, "'%s' is one too many: bellwether %s %s",
				  operands[c->verb->max_operands], c->verb->name, c->verb->operands);
	return 0;
}
