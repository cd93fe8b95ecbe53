/* Another program in the cage for helpers: it reads what it is given, and nothing leaves it. */
#include <stdio.h>
#include <sys/wait.h>

#include "hostile.h"
#include "tap.h"

enum { MB = 1 << 20, UNCAGED = 99 };

static char output[4096];

/* Runs the program caged, with its output in `output`; the exit status, or 1000 + signal. */
static int run(const char *const *argv, const char *input, struct bw_cage_limits limits)
{
	struct bw_cage *cage;
	struct bw_err err = {0};
	int to[2], from[2], status;
	if (bw_cage_open(BW_CAGE_HELPER, &limits, &cage, &err) || pipe(to) || pipe(from))
		return -1;
	pid_t pid = fork();
	if (!pid) {
		dup2(to[0], 0);
		dup2(from[1], 1);
		dup2(from[1], 2);
		syscall(SYS_close_range, 3, ~0u, 0x4 /* at exec */);
		if (bw_cage_enter(cage))
			_exit(UNCAGED);
		execve(argv[0], (char *const *)argv, (char *const[]){"LC_ALL=C", NULL});
		_exit(UNCAGED + 1);
	}
	close(to[0]);
	close(from[1]);
	signal(SIGPIPE, SIG_IGN);
	ssize_t n = write(to[1], input, strlen(input)); /* which many do not read */
	close(to[1]);
	size_t len = 0;
	while (len + 1 < sizeof(output) && (n = read(from[0], output + len, sizeof(output) - 1 - len)) > 0)
		len += (size_t)n;
	while (len && output[len - 1] == '\n')
		len--;
	output[len] = '\0';
	close(from[0]);
	waitpid(pid, &status, 0);
	bw_cage_close(cage);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static const struct {
	const char *what, *argv[4], *want; /* want: a part of the output */
} cases[] = {
	{"what it is given it reads", {"/bin/cat"}, "given"},
	{"files of the system too", {"/usr/bin/test", "-r", "/usr/bin/env"}, ""},
	{"it makes no file", {"/bin/sh", "-c", "echo x >/tmp/bw-cage-test"}, "annot create"},
	{"nor a folder", {"/bin/mkdir", "/tmp/bw-cage-test"}, "not permitted"},
	{"nor takes one away", {"/bin/rm", "/tmp/bw-cage-kept"}, "annot remove"},
	{"nor writes into one", {"/bin/sh", "-c", "echo x >>/tmp/bw-cage-kept"}, "annot create"},
	{"it starts no second process", {"/bin/sh", "-c", "(echo child); echo"}, "annot fork"},
};

static void test_programs(void)
{
	struct bw_cage_limits limits = {.memory_bytes = 256 * MB, .cpu_s = 5};
	close(open("/tmp/bw-cage-kept", O_WRONLY | O_CREAT, 0600));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int status = run(cases[i].argv, "given", limits);
		tap_ok(status < UNCAGED && strstr(output, cases[i].want) && (*cases[i].want || !status),
		       "%s (%d %.60s)", cases[i].what, status, output);
	}
	tap_ok(access("/tmp/bw-cage-test", F_OK) != 0, "nothing was made");
	tap_ok(access("/tmp/bw-cage-kept", F_OK) == 0, "nothing was taken away");
	unlink("/tmp/bw-cage-kept");
}

/* One system call each, made in the cage by a copy of this process. */
static void test_probes(void)
{
	static const char *const open_to_helpers[] = {"open to read",
						      "stat",
						      "execve",
						      "memory that is code",
						      "a descriptor of the parent",
						      "openat2",
						      "tgkill of another",
						      "clone3",
						      "setrlimit"};
	struct bw_cage_limits limits = {.memory_bytes = 1024ull * MB};
	for (int i = 0; i < PROBES; i++) {
		bool skip = false;
		for (size_t k = 0; k < sizeof(open_to_helpers) / sizeof(open_to_helpers[0]); k++)
			skip |= !strcmp(probes[i].name, open_to_helpers[k]);
		struct bw_cage *cage;
		struct bw_err err = {0};
		int status = -1;
		if (skip || bw_cage_open(BW_CAGE_HELPER, &limits, &cage, &err))
			continue;
		pid_t pid = fork();
		if (!pid)
			_exit(bw_cage_enter(cage) ? UNCAGED : hostile_probe(&probes[i]));
		waitpid(pid, &status, 0);
		bw_cage_close(cage);
		tap_ok(WIFEXITED(status) && (WEXITSTATUS(status) == EPERM || WEXITSTATUS(status) == EACCES),
		       "%s is refused (%d)", probes[i].name, WEXITSTATUS(status));
	}
}

/* Landlock tells the system's files from the user's; a kernel without it leaves them readable. */
static void test_own_files(void)
{
	struct bw_cage_limits limits = {.memory_bytes = 256 * MB};
	const char *const argv[] = {"/bin/cat", "/tmp/bw-cage-secret", NULL};
	if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 1) {
		tap_ok(1, "files of the user cannot be read # SKIP no Landlock");
		return;
	}
	int fd = open("/tmp/bw-cage-secret", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	tap_ok(write(fd, "hidden", 6) == 6, "a file of the user");
	close(fd);
	int status = run(argv, "", limits);
	tap_ok(status == 1 && !strstr(output, "hidden"), "cannot be read (%s)", output);
	unlink("/tmp/bw-cage-secret");
}

static void test_limits(void)
{
	static const char *const forever[] = {"/bin/sh", "-c", "while :; do :; done", NULL};
	static const char *const eat[] = {
		"/usr/bin/python3", "-S", "-E", "-c", "x = b'x' * (300 << 20); print(len(x))", NULL};
	int status = run(forever, "", (struct bw_cage_limits){.memory_bytes = 256 * MB, .cpu_s = 1});
	tap_ok(status == 1000 + SIGXCPU || status == 1000 + SIGKILL, "one that takes too long ends (%d)", status);
	if (bw_cage_is_sanitized() || access(eat[0], X_OK)) {
		tap_ok(1, "one that takes too much memory is told so # SKIP");
		return;
	}
	status = run(eat, "", (struct bw_cage_limits){.memory_bytes = 256 * MB});
	tap_ok(status == 1 && strstr(output, "MemoryError"), "one that takes too much memory is told so (%d)", status);
	status = run(eat, "", (struct bw_cage_limits){.memory_bytes = 512 * MB});
	tap_ok(status == 0, "and has it within the limit (%d %s)", status, output);
}

int main(void)
{
	test_programs();
	test_probes();
	test_own_files();
	test_limits();
	return tap_done();
}
