#include "run/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/cage.h"

enum { PIECE_BYTES = 1 << 16, KEPT_BYTES = 1 << 20, START_MS = 60000 };

int64_t bw_worker_now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The sanitizers take their settings from the environment, and only they are left one. */
static void fill_environment(struct bw_arena *a, char **env, size_t size)
{
	static const char *const kept[] = {"ASAN_OPTIONS", "UBSAN_OPTIONS"};
	size_t n = 0;
	for (size_t i = 0; bw_cage_is_sanitized() && i < sizeof(kept) / sizeof(kept[0]) && n + 1 < size; i++) {
		const char *value = getenv(kept[i]);
		if (value)
			env[n++] = (char *)bw_arena_printf(a, "%s=%s", kept[i], value).ptr;
	}
	env[n] = NULL;
}

/* A fresh image with a socket as its standard input and output and nothing else, in a group of its own, so that keys
 * pressed on the terminal end the parent and not what it is working with. */
static int spawn(const struct bw_workers *w, int theirs, pid_t *pid)
{
	struct bw_arena a;
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	char *env[4];
	bw_arena_init(&a);
	fill_environment(&a, env, sizeof(env) / sizeof(env[0]));
	const char *program = w->options.program ? w->options.program : "/proc/self/exe";
	const char *memory = bw_arena_printf(&a, "%llu", (unsigned long long)w->options.memory_bytes).ptr;
	const char *const argv[] = {"bellwether", BW_WORKER_VERB, memory, w->options.uncaged ? "uncaged" : "caged",
				    NULL};
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, theirs, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, theirs, STDOUT_FILENO);
	if (!bw_cage_is_sanitized())
		posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	int rc = posix_spawn(pid, program, &actions, &attributes, (char *const *)argv, env);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	bw_arena_release(&a);
	return rc;
}

int bw_worker_start(const struct bw_workers *w, struct bw_worker *one, struct bw_err *err)
{
	int ends[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
		return bw_err_set(err, BW_EIO, "no pipe to a process that reads documents can be had: %s",
				  strerror(errno));
	*one = (struct bw_worker){.socket = ends[0], .answer_max = KEPT_BYTES};
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	int rc = spawn(w, ends[1], &one->pid);
	close(ends[1]);
	if (rc) {
		close(ends[0]);
		*one = (struct bw_worker){0};
		return bw_err_set(err, BW_EIO, "a process that reads documents cannot be started: %s", strerror(rc));
	}
	bw_buf_init(&one->head, SIZE_MAX / 4);
	bw_buf_init(&one->in, SIZE_MAX / 4);
	one->deadline_ms = bw_worker_now_ms() + START_MS;
	return 0;
}

/* Killed in any case: one that closed its pipe may live on. What had ended by itself keeps its status. */
void bw_worker_stop(struct bw_worker *one, int *status)
{
	*status = 0;
	if (!one->pid)
		return;
	kill(one->pid, SIGKILL);
	while (waitpid(one->pid, status, 0) < 0 && errno == EINTR)
		;
	close(one->socket);
	bw_buf_release(&one->head);
	bw_buf_release(&one->in);
	*one = (struct bw_worker){0};
}

void bw_worker_send(struct bw_worker *one, enum bw_frame_kind kind, struct bw_str payload, struct bw_str tail)
{
	struct bw_frame frame = {BW_FRAME_MAGIC, kind, one->id, payload.len + tail.len};
	bw_buf_reset(&one->head);
	bw_buf_put(&one->head, &frame, sizeof(frame));
	bw_buf_str(&one->head, payload);
	one->tail = tail;
	one->sent = 0;
}

bool bw_worker_has_sent(const struct bw_worker *one)
{
	return one->deaf || one->sent == one->head.len + one->tail.len;
}

/* MSG_NOSIGNAL: that a worker died is no reason to die. */
static bool push(struct bw_worker *one)
{
	bool moved = false;
	while (!bw_worker_has_sent(one)) {
		size_t head = one->sent < one->head.len ? one->head.len - one->sent : 0;
		size_t of_tail = one->sent > one->head.len ? one->sent - one->head.len : 0;
		struct iovec parts[] = {{one->head.ptr + one->head.len - head, head},
					{(char *)one->tail.ptr + of_tail, one->tail.len - of_tail}};
		struct msghdr message = {.msg_iov = parts + !head, .msg_iovlen = 1 + (head && one->tail.len)};
		ssize_t n = sendmsg(one->socket, &message, MSG_NOSIGNAL);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			one->deaf = errno != EAGAIN;
			break;
		}
		one->sent += (size_t)n;
		moved = true;
	}
	return moved;
}

/* One piece at a time: the caller looks at whole frames in between, so that no more is held than one of them. */
static bool pull(struct bw_worker *one)
{
	char piece[PIECE_BYTES];
	ssize_t n;
	do
		n = read(one->socket, piece, sizeof(piece));
	while (n < 0 && errno == EINTR);
	if (n > 0)
		bw_buf_put(&one->in, piece, (size_t)n);
	else if (n == 0 || errno != EAGAIN)
		one->gone = true;
	return n > 0;
}

bool bw_worker_move(struct bw_worker *one)
{
	bool sent = push(one);
	bool got = pull(one);
	return sent || got;
}

/* The rest of what came begins at the front again; a buffer that one long answer made large is given back. */
static void drop_taken(struct bw_worker *one)
{
	size_t rest = one->in.len - one->taken;
	if (!one->taken)
		return;
	if (rest)
		memmove(one->in.ptr, one->in.ptr + one->taken, rest);
	one->in.len = rest;
	one->taken = 0;
	if (!rest && one->in.cap > KEPT_BYTES) {
		bw_buf_release(&one->in);
		bw_buf_init(&one->in, SIZE_MAX / 4);
	}
}

bool bw_worker_frame(struct bw_worker *one, struct bw_frame *frame, struct bw_str *payload)
{
	drop_taken(one);
	if (one->in.len < sizeof(*frame))
		return false;
	memcpy(frame, one->in.ptr, sizeof(*frame));
	bool sound = frame->magic == BW_FRAME_MAGIC && frame->kind >= BW_FRAME_HELLO && frame->kind < BW_FRAME_KINDS &&
		     frame->len <= one->answer_max && (frame->id == one->id || frame->kind == BW_FRAME_HELLO);
	if (!sound) {
		one->gone = true;
		one->in.len = 0;
		return false;
	}
	if (one->in.len - sizeof(*frame) < frame->len)
		return false;
	*payload = (struct bw_str){one->in.ptr + sizeof(*frame), (size_t)frame->len};
	one->taken = sizeof(*frame) + (size_t)frame->len;
	return true;
}

int bw_worker_greet(struct bw_worker *one, struct bw_str payload, struct bw_err *err)
{
	struct bw_unpack u = {payload, 0, false};
	uint64_t code = bw_unpack_u64(&u);
	struct bw_str words = bw_unpack_str(&u);
	one->ready = true;
	if (u.bad || !code)
		return u.bad ? bw_err_set(err, BW_EIO, "a process that reads documents does not speak as it should")
			     : 0;
	return bw_err_set(err, BW_EREFUSED,
			  "%" BW_PRISTR "; nothing from outside is read without its cage (read.cage = no does without)",
			  BW_ARG(words));
}

int bw_worker_fault(const struct bw_workers *w, bool late, int status, struct bw_err *err)
{
	const struct bw_workers_options *o = &w->options;
	if (late)
		return bw_err_set(err, BW_ELIMIT, "it could not be read within %.15g s (read.parse_time)",
				  (double)o->time_ms / 1000);
	if (WIFEXITED(status) && WEXITSTATUS(status) == BW_WORKER_NO_MEMORY)
		return bw_err_set(err, BW_ELIMIT, "reading it needs more than %llu MB (read.parse_memory)",
				  (unsigned long long)(o->memory_bytes >> 20));
	return bw_err_set(err, BW_EINPUT, "the reader broke down on it");
}
