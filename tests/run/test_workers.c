/* Workers that documents have taken over: each costs its document, and nothing else. */
#include <dirent.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>

#include "hostile.h"
#include "tap.h"

enum { MB = 1 << 20, TIME_MS = 1500, TASKS = 24 };

static struct bw_workers *open_workers(int jobs, int64_t time_ms)
{
	struct bw_workers *w;
	struct bw_workers_options o = {.jobs = jobs, .memory_bytes = 128 * MB, .time_ms = time_ms};
	return bw_workers_open(&o, &w, NULL) ? NULL : w;
}

static struct bw_parse_task task_of(struct bw_str bytes)
{
	return (struct bw_parse_task){.bytes = bytes, .hints.published = BW_TIME_NONE, .updated = BW_TIME_NONE};
}

/* One document; the words of its fault, or its text. */
static struct bw_str run_one(struct bw_workers *w, struct bw_arena *a, const char *text)
{
	struct bw_err err = {0};
	struct bw_parse_result *r = BW_NEW(a, struct bw_parse_result);
	struct bw_parse_task task = task_of(bw_str_from(text));
	if (bw_workers_run(w, a, &task, 1, r, &err))
		return bw_arena_printf(a, "no worker: %s", err.msg);
	return r->code ? bw_arena_printf(a, "%s: %s", bw_code_name((enum bw_code)r->code), r->err.msg)
		       : r->article.text;
}

static void test_probes(void)
{
	struct bw_arena a;
	struct bw_workers *w = open_workers(1, 10000);
	int spare = open("/dev/null", O_RDONLY); /* a descriptor that a careless start would hand on */
	bw_arena_init(&a);
	for (int i = 0; i < PROBES; i++) {
		char want[16], text[32];
		snprintf(want, sizeof(want), "%d", probes[i].want);
		snprintf(text, sizeof(text), "do:probe %d", i);
		tap_str(run_one(w, &a, text), bw_str_from(want), probes[i].name);
	}
	if (!bw_cage_is_sanitized()) {
		tap_str(run_one(w, &a, "do:environment"), BW_STR("empty"), "its environment is empty");
		tap_str(run_one(w, &a, "do:shared"), BW_STR("12"), "memory that is shared counts (ENOMEM)");
	}
	close(spare);
	bw_arena_release(&a);
	bw_workers_close(w);
}

static const struct {
	const char *text, *want;
} fates[] = {
	{"do:echo one", "one"},
	{"do:crash", "input: the reader broke down on it"},
	{"do:abort", "input: the reader broke down on it"},
	{"do:exit", "input: the reader broke down on it"},
	{"do:echo two", "two"},
	{"do:hang", "limit: it could not be read within 1.5 s (read.parse_time)"},
	{"do:eat", "limit: reading it needs more than 128 MB (read.parse_memory)"},
	{"do:close", "input: the reader broke down on it"},
	{"do:second", "read"},
	{"do:bytes", "input: the reader broke down on it"},
	{"do:junk", "input: the reader broke down on it"},
	{"do:endless", "input: the reader broke down on it"},
	{"do:other", "input: the reader broke down on it"},
	{"do:hello", "input: the reader broke down on it"},
	{"do:large 20000000", "limit: what it holds is too much"},
	{"do:second", "read"},
	{"do:echo three", "three"},
};

enum { FATES = sizeof(fates) / sizeof(fates[0]) };

/* Without a limit on memory (under AddressSanitizer) nothing may eat it. */
static const char *fate_text(int i)
{
	return bw_cage_is_sanitized() && !strcmp(fates[i].text, "do:eat") ? "do:echo eaten" : fates[i].text;
}

static const char *fate_want(int i)
{
	return bw_cage_is_sanitized() && !strcmp(fates[i].text, "do:eat") ? "eaten" : fates[i].want;
}

static void test_fates(int jobs)
{
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_workers *w = open_workers(jobs, TIME_MS);
	struct bw_parse_task tasks[FATES];
	struct bw_parse_result results[FATES];
	bw_arena_init(&a);
	for (int i = 0; i < FATES; i++)
		tasks[i] = task_of(bw_str_from(fate_text(i)));
	tap_int(bw_workers_run(w, &a, tasks, FATES, results, &err), 0, "a batch with broken documents is read");
	for (int i = 0; i < FATES; i++) {
		const struct bw_parse_result *r = &results[i];
		struct bw_str got =
			r->code ? bw_arena_printf(&a, "%s: %s", bw_code_name((enum bw_code)r->code), r->err.msg)
				: r->article.text;
		if (!tap_ok(bw_str_starts(got, bw_str_from(fate_want(i))), "%d workers: %s", jobs, fate_text(i)))
			printf("#   got: %" BW_PRISTR "\n#  want: %s\n", BW_ARG(got), fate_want(i));
	}
	tap_str(run_one(w, &a, "do:echo again"), BW_STR("again"), "and the next one is read too");
	bw_arena_release(&a);
	bw_workers_close(w);
}

/* Long documents both ways at once, more of them than workers: nobody waits for somebody who waits. */
static void test_large(void)
{
	enum { LARGE = 32 * MB, N = 4 };
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_workers *w;
	struct bw_workers_options o = {.jobs = 2, .memory_bytes = 512ull * MB, .time_ms = 60000};
	struct bw_parse_task tasks[N];
	struct bw_parse_result results[N];
	bw_workers_open(&o, &w, NULL);
	bw_arena_init(&a);
	char *bytes = bw_arena_alloc(&a, LARGE);
	memset(bytes, 'a', LARGE);
	memcpy(bytes, "do:echo ", 8);
	for (int i = 0; i < N; i++)
		tasks[i] = task_of((struct bw_str){bytes, LARGE - (size_t)i});
	tap_int(bw_workers_run(w, &a, tasks, N, results, &err), 0, "long documents are read");
	for (int i = 0; i < N; i++)
		tap_int((long long)results[i].article.text.len, LARGE - i - 8, "and come back whole");
	bw_arena_release(&a);
	bw_workers_close(w);
}

static void test_replacement(void)
{
	struct bw_arena a;
	struct bw_err err = {0};
	struct bw_workers *w;
	struct bw_workers_options o = {.jobs = 1, .memory_bytes = 128 * MB, .time_ms = 10000, .tasks_max = 3};
	struct bw_parse_task tasks[TASKS];
	struct bw_parse_result results[TASKS];
	bw_workers_open(&o, &w, NULL);
	bw_arena_init(&a);
	for (int i = 0; i < TASKS; i++)
		tasks[i] = task_of(BW_STR("do:count"));
	tap_int(bw_workers_run(w, &a, tasks, TASKS, results, &err), 0, "many documents, few a worker");
	bool good = true;
	for (int i = 0; i < TASKS; i++)
		good &= results[i].article.text.len == 1 && results[i].article.text.ptr[0] == '1' + i % 3;
	tap_ok(good, "a worker is replaced after as many documents as it may read");
	bw_arena_release(&a);
	bw_workers_close(w);
}

static void test_no_worker(void)
{
	static const char *const programs[] = {"/nowhere/at/all", "/bin/true", "/bin/echo"};
	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++) {
		struct bw_arena a;
		struct bw_workers *w;
		struct bw_workers_options o = {
			.program = programs[i], .jobs = 2, .memory_bytes = 128 * MB, .time_ms = 500};
		bw_workers_open(&o, &w, NULL);
		bw_arena_init(&a);
		struct bw_str got = run_one(w, &a, "do:echo x");
		tap_ok(bw_str_starts(got, BW_STR("no worker: a process that reads documents")),
		       "%s is no worker: %.60s", programs[i], got.ptr);
		bw_arena_release(&a);
		bw_workers_close(w);
	}
}

/* As on a kernel, or in a container, that lets nobody filter system calls. */
static void forbid_filters(void)
{
	struct sock_filter rows[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_seccomp, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {sizeof(rows) / sizeof(rows[0]), rows};
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

/* In a process of its own: what is forbidden stays so. 0 when the answer begins with want. */
static int answer_without_filters(bool uncaged, const char *want)
{
	pid_t pid = fork();
	int status = -1;
	if (!pid) {
		struct bw_arena a;
		struct bw_workers *w;
		struct bw_workers_options o = {
			.jobs = 1, .memory_bytes = 128 * MB, .time_ms = 10000, .uncaged = uncaged};
		forbid_filters();
		bw_workers_open(&o, &w, NULL);
		bw_arena_init(&a);
		struct bw_str got = run_one(w, &a, "do:echo read");
		bw_workers_close(w);
		_exit(!bw_str_starts(got, bw_str_from(want)));
	}
	waitpid(pid, &status, 0);
	return status;
}

static void test_no_cage(void)
{
	tap_int(answer_without_filters(false, "no worker: the kernel has no filter of system calls (seccomp)"), 0,
		"where there is no cage nothing is read");
	tap_int(answer_without_filters(true, "read"), 0, "unless that is wanted");
}

/* A process whose parent is pid; 0 when there is none. */
static pid_t child_of(pid_t pid)
{
	DIR *d = opendir("/proc");
	pid_t found = 0;
	for (struct dirent *e; !found && (e = readdir(d));) {
		char path[300], text[512] = "";
		snprintf(path, sizeof(path), "/proc/%s/stat", e->d_name);
		int fd = open(path, O_RDONLY);
		ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof(text) - 1);
		if (fd >= 0)
			close(fd);
		const char *behind = n > 0 ? strrchr(text, ')') : NULL;
		if (behind && strlen(behind) > 4 && atol(behind + 4) == (long)pid)
			found = (pid_t)atol(e->d_name);
	}
	closedir(d);
	return found;
}

static bool wait_until(bool (*done)(pid_t pid), pid_t pid)
{
	for (int i = 0; i < 500; i++) {
		struct timespec pause = {0, 20000000};
		if (done(pid))
			return true;
		nanosleep(&pause, NULL);
	}
	return false;
}

static bool has_child(pid_t pid)
{
	return child_of(pid) != 0;
}

static bool is_gone(pid_t pid)
{
	return kill(pid, 0) != 0;
}

static void test_orphan(void)
{
	pid_t parent = fork();
	if (!parent) {
		struct bw_arena a;
		bw_arena_init(&a);
		run_one(open_workers(1, 600000), &a, "do:hang");
		_exit(0);
	}
	bool started = wait_until(has_child, parent);
	pid_t worker = child_of(parent);
	kill(parent, SIGKILL);
	waitpid(parent, NULL, 0);
	tap_ok(started && wait_until(is_gone, worker), "a worker that hangs does not outlive its parent");
}

int main(int argc, char **argv)
{
	hostile_main(argc, argv, false);
	test_probes();
	for (int jobs = 1; jobs <= 5; jobs += 2)
		test_fates(jobs);
	test_large();
	test_replacement();
	test_no_worker();
	test_no_cage();
	test_orphan();
	return tap_done();
}
