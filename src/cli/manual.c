#include "cli/cli.h"
#include "core/config.h"

/* Roff takes a line that begins with '.' or ''' as a request, and '\' and '-' as its own: text is written so that it is
 * text. */
static void put_text(const char *text)
{
	bool at_start = true;
	for (const char *p = text; *p; p++) {
		if (at_start && (*p == '.' || *p == '\''))
			bw_cli_printf("\\&");
		if (*p == '\\' || *p == '-')
			bw_cli_printf("\\");
		bw_cli_printf("%c", *p);
		at_start = *p == '\n';
	}
}

static void put_flags(const struct bw_flag *flags)
{
	for (; flags && flags->name; flags++) {
		bw_cli_printf(".TP\n.B \\-\\-");
		put_text(flags->name);
		if (flags->arg)
			bw_cli_printf(" \\fI%s\\fR", flags->arg);
		bw_cli_printf("\n");
		put_text(flags->help);
		bw_cli_printf("\n");
	}
}

static void put_verb(const struct bw_verb *v)
{
	bw_cli_printf(".SS ");
	put_text(v->name);
	bw_cli_printf("\n.B bellwether ");
	put_text(v->name);
	bw_cli_printf("\n[\\fIOPTIONS\\fR] ");
	put_text(v->operands);
	bw_cli_printf("\n.PP\n");
	put_text(v->summary);
	bw_cli_printf(".\n.PP\n");
	put_text(v->details);
	put_flags(v->flags);
}

static const char before[] =
	".TH BELLWETHER 1 \"\" \"bellwether " BW_VERSION "\" \"User Commands\"\n"
	".SH NAME\nbellwether \\- reads sources, keeps signals, and writes a brief when there is something worth "
	"saying\n"
	".SH SYNOPSIS\n.B bellwether\n\\fIVERB\\fR [\\fIOPTIONS\\fR] ...\n"
	".SH DESCRIPTION\n"
	"Bellwether reads the sources that an analyst follows, folds reprints into their origins, gathers articles "
	"into\n"
	"developments, keeps the signals that several developments bear out, and composes one edition a desk and day, "
	"or says\n"
	"in one line why there is none. Every printed sentence is words of an archived source, and\n"
	".B bellwether check\nproves it again.\n"
	".SH OPTIONS OF EVERY VERB\n";

static const char after[] =
	".SH EXIT STATUS\n"
	".TP\n0\ndone\n.TP\n1\nnothing to say, or not found\n.TP\n2\nwrong use\n.TP\n3\nfailure; what went wrong "
	"stands on standard error\n"
	".SH FILES\n"
	".TP\n.I ~/.config/bellwether/config.ini\nsettings\n"
	".TP\n.I ~/.config/bellwether/desks.ini\ndesks\n"
	".TP\n.I ~/.config/bellwether/lexicon/\nyour own rows for the word lists, as \\fIen/name.tsv\\fR\n"
	".TP\n.I ~/.local/share/bellwether/bellwether.db\nthe store\n"
	".PP\nWith \\fB\\-\\-home\\fR or \\fBBELLWETHER_HOME\\fR all of them stand in that one folder.\n"
	".SH ENVIRONMENT\n"
	".TP\n.B BELLWETHER_HOME\nas \\fB\\-\\-home\\fR\n"
	".TP\n.B NO_COLOR\nno colours on the terminal\n"
	".TP\n.BR http_proxy ,\\  https_proxy ,\\  no_proxy\nas for \\fBcurl\\fR(1)\n"
	".SH SEE ALSO\n.BR bellwether\\-export (5)\n";

void bw_cli_manual(void)
{
	bw_cli_printf("%s", before);
	put_flags(bw_common_flags);
	bw_cli_printf(".SH VERBS\n");
	for (int i = 0; bw_verbs[i]; i++)
		put_verb(bw_verbs[i]);
	bw_cli_printf(".SH SETTINGS\nIn config.ini, as \\fB[section]\\fR and \\fBkey = value\\fR:\n");
	for (const struct bw_option *o = bw_options; o->name; o++) {
		bw_cli_printf(".TP\n.B ");
		put_text(o->name);
		bw_cli_printf(" = ");
		put_text(o->initial);
		bw_cli_printf("\n");
		put_text(o->help);
		bw_cli_printf("\n");
	}
	bw_cli_printf("%s", after);
}
