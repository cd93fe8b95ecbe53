/*
 * A worker that a document has taken over, for tests: the test's own program, started as the worker, does what the text
 * behind "do:" in a document says. The shipped program holds nothing of this.
 */
#ifndef BW_TESTS_RUN_HOSTILE_H
#define BW_TESTS_RUN_HOSTILE_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/cage.h"
#include "core/mem.h"
#include "run/frame.h"
#include "run/workers.h"

extern char **environ;

static struct bw_str hostile_rest; /* what stands behind the word */
static int hostile_read;           /* documents that this worker has read */

static long try_unix_socket(void)
{
	int ends[2];
	return socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
}

static long try_rename(void)
{
	return rename("/tmp/a", "/tmp/b");
}

static long try_exec(void)
{
	char *const argv[] = {"true", NULL};
	return execve("/bin/true", argv, environ);
}

/* Memory that is shared with nobody is no data to the kernel. */
static long try_shared_gigabyte(void)
{
	return mmap(NULL, 1 << 30, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0;
}

static long try_code(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0;
}

/* Bit by bit: a descriptor that the worker should not have. */
static long try_descriptors(void)
{
	char c;
	for (int fd = 3; fd < 256; fd++)
		if (read(fd, &c, 0) == 0 || errno != EBADF)
			return 0;
	return -1;
}

static const struct probe {
	const char *name;
	long (*run)(void);
	long call, args[6]; /* without run */
	int want;           /* errno */
} probes[] = {
	{"open to read", NULL, SYS_open, {(long)"/etc/passwd", O_RDONLY}, EPERM},
	{"openat to write", NULL, SYS_openat, {AT_FDCWD, (long)"/tmp/x", O_WRONLY | O_CREAT, 0600}, EPERM},
	{"openat of its own memory", NULL, SYS_openat, {AT_FDCWD, (long)"/proc/self/mem", O_RDWR}, EPERM},
	{"openat2", NULL, SYS_openat2, {AT_FDCWD, (long)"/etc/passwd", 0, 0}, EPERM},
	{"stat", NULL, SYS_newfstatat, {AT_FDCWD, (long)"/etc/passwd", 0, 0}, EPERM},
	{"unlink", NULL, SYS_unlink, {(long)"/tmp/x"}, EPERM},
	{"rename", try_rename, 0, {0}, EPERM},
	{"a socket of the internet", NULL, SYS_socket, {AF_INET, SOCK_STREAM, 0}, EPERM},
	{"a socket of this machine", try_unix_socket, 0, {0}, EPERM},
	{"connecting", NULL, SYS_connect, {0, 0, 0}, EPERM},
	{"sendmsg", NULL, SYS_sendmsg, {1, 0, 0}, EPERM},
	{"recvmsg", NULL, SYS_recvmsg, {0, 0, 0}, EPERM},
	{"io_uring", NULL, SYS_io_uring_setup, {1, 0}, EPERM},
	{"execve", try_exec, 0, {0}, EPERM},
	{"fork", NULL, SYS_clone, {SIGCHLD, 0, 0, 0, 0}, EPERM},
	{"clone3", NULL, SYS_clone3, {0, 0}, ENOSYS},
	{"ptrace", NULL, SYS_ptrace, {PTRACE_TRACEME, 0, 0, 0}, EPERM},
	{"reading other memory", NULL, SYS_process_vm_readv, {1, 0, 0, 0, 0, 0}, EPERM},
	{"kill", NULL, SYS_kill, {0, 0}, EPERM},
	{"tgkill of another", NULL, SYS_tgkill, {1, 1, 0}, EPERM},
	{"prctl", NULL, SYS_prctl, {PR_SET_DUMPABLE, 1, 0, 0, 0}, EPERM},
	{"setrlimit", NULL, SYS_prlimit64, {0, 4, 0, 0}, EPERM},
	{"setuid", NULL, SYS_setuid, {0}, EPERM},
	{"chroot", NULL, SYS_chroot, {(long)"/"}, EPERM},
	{"mount", NULL, SYS_mount, {0, 0, 0, 0, 0}, EPERM},
	{"bpf", NULL, SYS_bpf, {0, 0, 0}, EPERM},
	{"keyctl", NULL, SYS_keyctl, {0, 0, 0, 0, 0}, EPERM},
	{"ioctl", NULL, SYS_ioctl, {0, 0x5412 /* TIOCSTI */, 0}, EPERM},
	{"memory that is code", try_code, 0, {0}, EPERM},
	{"a descriptor of the parent", try_descriptors, 0, {0}, EBADF},
};

enum { PROBES = sizeof(probes) / sizeof(probes[0]) };

/* The errno of a probe, 0 when it was let through. */
static int hostile_probe(const struct probe *p)
{
	const long *x = p->args;
	errno = 0;
	long rc = p->run ? p->run() : syscall(p->call, x[0], x[1], x[2], x[3], x[4], x[5]);
	return rc < 0 ? errno : 0;
}

static void do_hang(struct bw_arena *a, struct bw_parse_result *out)
{
	(void)a, (void)out;
	for (volatile int forever = 1; forever;)
		;
}

static void do_crash(struct bw_arena *a, struct bw_parse_result *out)
{
	(void)a, (void)out;
	signal(SIGSEGV, SIG_DFL);
	raise(SIGSEGV);
}

static void do_abort(struct bw_arena *a, struct bw_parse_result *out)
{
	(void)a, (void)out;
	abort();
}

static void do_exit(struct bw_arena *a, struct bw_parse_result *out)
{
	(void)a, (void)out;
	_exit(0);
}

static void do_eat(struct bw_arena *a, struct bw_parse_result *out)
{
	(void)out;
	for (;;)
		memset(bw_arena_alloc(a, 1 << 20), 1, 1 << 20);
}

static void do_close(struct bw_arena *a, struct bw_parse_result *out)
{
	close(0);
	close(1);
	do_hang(a, out);
}

static void do_count(struct bw_arena *a, struct bw_parse_result *out)
{
	out->article.text = bw_arena_printf(a, "%d", hostile_read);
}

/* A fault that only shows when something was read before. */
static void do_second(struct bw_arena *a, struct bw_parse_result *out)
{
	if (hostile_read > 1)
		do_crash(a, out);
	out->article.text = BW_STR("read");
}

static void do_probe(struct bw_arena *a, struct bw_parse_result *out)
{
	int64_t i = 0;
	bw_str_to_i64(hostile_rest, &i);
	out->article.text = bw_arena_printf(a, "%d", hostile_probe(&probes[i]));
}

static void do_environment(struct bw_arena *a, struct bw_parse_result *out)
{
	out->article.text = bw_arena_str(a, bw_str_from(environ && environ[0] ? environ[0] : "empty"));
}

static void do_shared(struct bw_arena *a, struct bw_parse_result *out)
{
	out->article.text = bw_arena_printf(a, "%d", try_shared_gigabyte() ? errno : 0);
}

static void do_large(struct bw_arena *a, struct bw_parse_result *out)
{
	int64_t n = 0;
	bw_str_to_i64(hostile_rest, &n);
	char *p = bw_arena_alloc(a, (size_t)n);
	memset(p, 'x', (size_t)n);
	out->article.text = (struct bw_str){p, (size_t)n};
}

static void do_bytes(struct bw_arena *a, struct bw_parse_result *out)
{
	(void)a;
	out->article.title = BW_STR("\xFF\xFE no text");
}

/* Anything at all, where a frame should be. */
static void do_junk(struct bw_arena *a, struct bw_parse_result *out)
{
	(void)a, (void)out;
	if (write(1, "junk that is no frame of any kind", 33) != 33)
		_exit(1);
}

static void do_frame(uint32_t kind, uint64_t id, uint64_t len)
{
	struct bw_frame frame = {BW_FRAME_MAGIC, kind, id, len};
	if (write(1, &frame, sizeof(frame)) != sizeof(frame))
		_exit(1);
}

static void do_endless(struct bw_arena *a, struct bw_parse_result *out)
{
	(void)a, (void)out;
	do_frame(BW_FRAME_RESULT, 1, UINT64_MAX);
}

static void do_other(struct bw_arena *a, struct bw_parse_result *out)
{
	(void)a, (void)out;
	do_frame(BW_FRAME_RESULT, 1ull << 60, 0);
}

static void do_hello(struct bw_arena *a, struct bw_parse_result *out)
{
	(void)a, (void)out;
	do_frame(BW_FRAME_HELLO, 0, 0);
}

static void do_echo(struct bw_arena *a, struct bw_parse_result *out)
{
	(void)a;
	out->article.text = hostile_rest;
}

static const struct {
	const char *word;
	void (*act)(struct bw_arena *a, struct bw_parse_result *out);
} acts[] = {
	{"hang", do_hang},       {"crash", do_crash},
	{"abort", do_abort},     {"exit", do_exit},
	{"eat", do_eat},         {"close", do_close},
	{"count", do_count},     {"second", do_second},
	{"probe", do_probe},     {"environment", do_environment},
	{"shared", do_shared},   {"large", do_large},
	{"bytes", do_bytes},     {"junk", do_junk},
	{"endless", do_endless}, {"other", do_other},
	{"hello", do_hello},     {"echo", do_echo},
};

static void hostile_parse(struct bw_arena *a, const struct bw_parse_task *task, struct bw_parse_result *out)
{
	size_t at = bw_str_find(task->bytes, BW_STR("do:"), 0);
	struct bw_str word = BW_STR("echo"), rest = BW_STR_NONE;
	if (at != BW_NPOS) {
		rest = bw_str_from_pos(task->bytes, at + 3);
		bw_str_split(&rest, ' ', &word);
		word = bw_str_trim(word);
	}
	hostile_rest = bw_str_trim(rest);
	hostile_read++;
	*out = (struct bw_parse_result){.article = {.published = BW_TIME_NONE, .modified = BW_TIME_NONE}};
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (bw_str_eq(word, bw_str_from(acts[i].word)))
			acts[i].act(a, out);
}

static void hostile_no_memory(size_t wanted_bytes)
{
	(void)wanted_bytes;
	_exit(BW_WORKER_NO_MEMORY);
}

/* To be called first in main: does not return when the program was started as a worker. */
__attribute__((unused)) static void hostile_main(int argc, char **argv, bool sane)
{
	const struct bw_worker_hooks hooks = {sane ? NULL : hostile_parse};
	if (argc < 2 || strcmp(argv[1], BW_WORKER_VERB))
		return;
	bw_mem_on_exhaustion(hostile_no_memory);
	_exit(bw_worker_main(argc, argv, &hooks));
}

#endif
