#include "cli/cli.h"

#include <string.h>

#include "core/config.h"

const struct bw_verb *const bw_verbs[] = {
	&bw_verb_init,        &bw_verb_add,         &bw_verb_remove,
	&bw_verb_import,      &bw_verb_run,         &bw_verb_brief,
	&bw_verb_signals,     &bw_verb_signal,      &bw_verb_developments,
	&bw_verb_development, &bw_verb_article,     &bw_verb_search,
	&bw_verb_why,         &bw_verb_move,        &bw_verb_merge,
	&bw_verb_split,       &bw_verb_corrections, &bw_verb_check,
	&bw_verb_publish,     &bw_verb_export,      &bw_verb_sources,
	&bw_verb_read,        &bw_verb_rebuild,     &bw_verb_doctor,
	&bw_verb_help,        &bw_verb_version,     NULL,
};

void bw_cli_overview(void)
{
	bw_cli_printf(
		"bellwether reads the sources you follow, keeps the signals it finds in them, and writes a brief when\n"
		"they say something worth saying.\n\nusage: bellwether VERB [OPTIONS] ...\n\n");
	for (int i = 0; bw_verbs[i]; i++)
		bw_cli_printf("  %-14s %s\n", bw_verbs[i]->name, bw_verbs[i]->summary);
	bw_cli_printf("\n'bellwether VERB --help' tells more of one, 'bellwether help config' lists the settings.\n");
}

static void print_flags(const struct bw_flag *flags)
{
	for (; flags && flags->name; flags++) {
		int width = (int)strlen(flags->name) + (flags->arg ? (int)strlen(flags->arg) + 1 : 0);
		bw_cli_printf("  --%s%s%s%*s %s\n", flags->name, flags->arg ? " " : "", flags->arg ? flags->arg : "",
			      width < 20 ? 20 - width : 0, "", flags->help);
	}
}

void bw_cli_help(const struct bw_verb *v)
{
	bw_cli_printf("usage: bellwether %s [OPTIONS]%s%s\n\n%s.\n\n%s\noptions:\n", v->name, *v->operands ? " " : "",
		      v->operands, v->summary, v->details);
	print_flags(v->flags);
	print_flags(bw_common_flags);
}

static const struct bw_verb *find(const char *name)
{
	for (int i = 0; bw_verbs[i]; i++)
		if (strcmp(bw_verbs[i]->name, name) == 0)
			return bw_verbs[i];
	return NULL;
}

static void print_settings(void)
{
	for (const struct bw_option *o = bw_options; o->name; o++)
		bw_cli_printf("%-32s %s\n%-32s (now %s when not set)\n", o->name, o->help, "",
			      *o->initial ? o->initial : "empty");
}

static int run(struct bw_cli *c, struct bw_err *err)
{
	if (!c->n_operands) {
		bw_cli_overview();
		return 0;
	}
	if (strcmp(c->operands[0], "config") == 0) {
		print_settings();
		return 0;
	}
	if (strcmp(c->operands[0], "man") == 0) {
		bw_cli_manual();
		return 0;
	}
	const struct bw_verb *v = find(c->operands[0]);
	if (!v)
		return bw_err_set(err, BW_EUSAGE, "there is no verb '%s'; 'bellwether help' lists them",
				  c->operands[0]);
	bw_cli_help(v);
	return 0;
}

const struct bw_verb bw_verb_help = {
	.name = "help",
	.summary = "tells what there is, or more of one verb or of the settings",
	.operands = "[VERB | config | man]",
	.max_operands = 1,
	.details = "Without a word: the list of verbs. 'config' lists the settings, 'man' gives the source of the man "
		   "page.\n",
	.run = run,
};

static int run_version(struct bw_cli *c, struct bw_err *err)
{
	(void)c;
	(void)err;
	bw_cli_printf("bellwether %s\n", BW_VERSION);
	return 0;
}

const struct bw_verb bw_verb_version = {
	.name = "version",
	.summary = "tells the version",
	.operands = "",
	.details = "Prints one line.\n",
	.run = run_version,
};
