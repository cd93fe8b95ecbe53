#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"
#include "core/log.h"
#include "core/mem.h"
#include "run/workers.h"

/* Exit codes: 0 done, 1 nothing to say or not found, 2 wrong use, 3 failure. */
static int exit_code(int code)
{
	switch (code) {
	case BW_OK:
		return 0;
	case BW_ENOTFOUND:
		return 1;
	case BW_EUSAGE:
		return 2;
	default:
		return 3;
	}
}

static void warn(void *ctx, const char *line)
{
	struct bw_cli *c = ctx;
	struct bw_arena a;
	bw_arena_init(&a);
	struct bw_str plain = bw_cli_plain(&a, bw_str_from(line));
	bw_cli_clear_progress(c);
	fprintf(stderr, "bellwether: %" BW_PRISTR "\n", BW_ARG(plain));
	bw_arena_release(&a);
}

static void progress(void *ctx, const char *what, size_t done, size_t n)
{
	struct bw_cli *c = ctx;
	if (!c->err_terminal || bw_cli_has(c, "quiet"))
		return;
	int width = fprintf(stderr, "\r%s %zu/%zu", what, done, n);
	if (width > 1 && (size_t)width > c->progress_shown)
		c->progress_shown = (size_t)width;
	fflush(stderr);
}

static void out_of_memory(size_t wanted_bytes)
{
	fprintf(stderr, "bellwether: no memory left (%zu bytes more were asked for); nothing that was stored is lost\n",
		wanted_bytes);
	_exit(3);
}

static void worker_out_of_memory(size_t wanted_bytes)
{
	(void)wanted_bytes;
	_exit(BW_WORKER_NO_MEMORY);
}

/* Not a verb: this is how the program starts itself to parse what came from outside. What libraries do at an orderly
 * end is not allowed there. */
static _Noreturn void be_worker(int argc, char **argv)
{
	bw_mem_on_exhaustion(worker_out_of_memory);
	_exit(bw_worker_main(argc, argv, NULL));
}

static void log_line(void *ctx, enum bw_log_level level, const char *line)
{
	(void)level;
	warn(ctx, line);
}

static void look_at_terminal(struct bw_cli *c)
{
	struct winsize size;
	const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
	bool dumb = !term || strcmp(term, "dumb") == 0;
	c->out_colour = isatty(STDOUT_FILENO) && !dumb && !(no_colour && *no_colour);
	c->err_terminal = isatty(STDERR_FILENO) && !dumb;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
		c->columns = size.ws_col;
}

/* A standard stream that is closed is taken by something that cannot be used, else the next file that is opened would
 * be it. */
static void hold_standard_streams(void)
{
	static const int unusable[] = {O_WRONLY, O_RDONLY, O_RDONLY};
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			open("/dev/null", unusable[fd]);
}

static const struct bw_verb *find(const char *name)
{
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
		return &bw_verb_help;
	if (strcmp(name, "--version") == 0)
		return &bw_verb_version;
	for (int i = 0; bw_verbs[i]; i++)
		if (strcmp(bw_verbs[i]->name, name) == 0)
			return bw_verbs[i];
	return NULL;
}

static int act(struct bw_cli *c, int argc, char **argv, struct bw_err *err)
{
	bool wants_help;
	int code = bw_cli_parse(c, argc, argv, &wants_help, err);
	if (code)
		return code;
	if (wants_help) {
		bw_cli_help(c->verb);
		return 0;
	}
	return c->verb->run(c, err);
}

int main(int argc, char **argv)
{
	struct bw_cli c = {0};
	struct bw_err err = {0};
	hold_standard_streams();
	if (argc > 1 && strcmp(argv[1], BW_WORKER_VERB) == 0)
		be_worker(argc, argv);
	if (argc < 2) {
		bw_cli_overview();
		return 2;
	}
	bw_cli_verb_first(argc, argv);
	c.verb = find(argv[1]);
	if (!c.verb) {
		fprintf(stderr, "bellwether: there is no verb '%s'; 'bellwether help' lists them\n", argv[1]);
		return 2;
	}
	signal(SIGPIPE, SIG_DFL);
	bw_mem_on_exhaustion(out_of_memory);
	bw_arena_init(&c.arena);
	look_at_terminal(&c);
	c.teller = (struct bw_teller){warn, progress, &c};
	bw_log_set_sink(log_line, &c);
	int code = act(&c, argc - 2, argv + 2, &err);
	bw_cli_clear_progress(&c);
	if (fflush(stdout) && !code)
		code = bw_err_set(&err, BW_EIO, "standard output cannot be written");
	if (code && *err.msg)
		warn(&c, err.msg);
	bw_arena_release(&c.arena);
	return exit_code(code);
}
