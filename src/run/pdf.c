#include "run/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/cage.h"

#define HELPER "pdftotext"

enum { TIME_MS = 30000, CPU_S = 30, TEXT_MAX = 32 << 20, PIECE_BYTES = 1 << 16, PATHS_MAX = 64 };
#define MEMORY_BYTES (1ull << 30)

bool bw_pdf_is(struct bw_str bytes)
{
	struct bw_str head = bw_str_trim(bw_str_sub(bytes, 0, 64));
	if (bw_str_starts(head, BW_STR("\xEF\xBB\xBF")))
		head = bw_str_from_pos(head, 3);
	return bw_str_starts(head, BW_STR("%PDF-"));
}

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The helper as an absolute path, "" when it is not installed. */
static const char *find_helper(struct bw_arena *a)
{
	const char *path = getenv("PATH");
	struct bw_str rest = bw_str_from(path && *path ? path : "/usr/local/bin:/usr/bin:/bin"), dir;
	for (int i = 0; i < PATHS_MAX && bw_str_split(&rest, ':', &dir); i++) {
		if (!dir.len || dir.ptr[0] != '/')
			continue;
		const char *file = bw_arena_printf(a, "%" BW_PRISTR "/" HELPER, BW_ARG(dir)).ptr;
		if (!access(file, X_OK))
			return file;
	}
	return "";
}

struct helper {
	pid_t pid;
	int in, out; /* our ends */
	struct bw_str bytes;
	size_t sent;
	struct bw_buf text;
};

/* In the child: only calls that are safe after fork. */
static void become_helper(const char *file, const struct bw_cage *cage, int in, int out)
{
	static const char *const words[] = {HELPER, "-enc", "UTF-8", "-eol", "unix", "-q", "-", "-", NULL};
	static const char *const nothing[] = {NULL};
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (null < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(null, 2) < 0)
		return;
	close_range(3, ~0u, CLOSE_RANGE_CLOEXEC); /* not at once: the cage holds one */
	if (!bw_cage_enter(cage))
		execve(file, (char *const *)words, (char *const *)nothing);
}

/* A socket pair carries the file in, because a pipe whose reader is gone would kill this process with a signal. */
static int start(struct helper *h, const char *file, const struct bw_cage *cage, struct bw_err *err)
{
	int in[2], out[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in))
		return bw_err_set(err, BW_EIO, "no socket for " HELPER " can be had");
	if (pipe2(out, O_CLOEXEC)) {
		close(in[0]);
		close(in[1]);
		return bw_err_set(err, BW_EIO, "no pipe for " HELPER " can be had");
	}
	h->pid = fork();
	if (h->pid == 0) {
		become_helper(file, cage, in[1], out[1]);
		kill(getpid(), SIGKILL);
	}
	close(in[1]);
	close(out[1]);
	h->in = in[0];
	h->out = out[0];
	fcntl(h->in, F_SETFL, O_NONBLOCK);
	fcntl(h->out, F_SETFL, O_NONBLOCK);
	return h->pid > 0 ? 0 : bw_err_set(err, BW_EIO, "no process for " HELPER " can be had");
}

static void send_some(struct helper *h)
{
	struct bw_str rest = bw_str_from_pos(h->bytes, h->sent);
	ssize_t n = send(h->in, rest.ptr, rest.len, MSG_NOSIGNAL);
	if (n > 0)
		h->sent += (size_t)n;
	bool failed = n < 0 && errno != EAGAIN && errno != EINTR;
	if (!failed && h->sent < h->bytes.len)
		return;
	close(h->in);
	h->in = -1;
}

/* False at the end. */
static bool read_some(struct helper *h)
{
	char piece[PIECE_BYTES];
	ssize_t n = read(h->out, piece, sizeof(piece));
	if (n > 0)
		bw_buf_put(&h->text, piece, (size_t)n);
	return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

static int talk(struct helper *h, struct bw_err *err)
{
	int64_t end = now_ms() + TIME_MS, left;
	while ((left = end - now_ms()) > 0) {
		struct pollfd fds[] = {{h->out, POLLIN, 0}, {h->in, POLLOUT, 0}};
		poll(fds, 2, (int)left);
		if (fds[1].revents && h->in >= 0)
			send_some(h);
		if (fds[0].revents && !read_some(h))
			return 0;
		if (h->text.failed)
			return bw_err_set(err, BW_ELIMIT, "the PDF has more than %d MB of text", TEXT_MAX >> 20);
	}
	return bw_err_set(err, BW_ELIMIT, "reading the PDF took more than %d seconds", TIME_MS / 1000);
}

/* Exit statuses: pdftotext(1). */
static int judge(int status, struct bw_err *err)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 3)
		return bw_err_set(err, BW_EINPUT, "the PDF does not permit that its text is read");
	if (WIFEXITED(status) && WEXITSTATUS(status) == 1)
		return bw_err_set(err, BW_EINPUT, "the PDF cannot be opened: it is damaged or has a password");
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return bw_err_set(err, BW_ELIMIT, "reading the PDF took too much processor time");
	return bw_err_set(err, BW_EINPUT, "the PDF cannot be read: " HELPER " broke down on it (status %d)", status);
}

static int run(const char *file, const struct bw_cage *cage, struct helper *h, struct bw_err *err)
{
	int status = 0, code = start(h, file, cage, err);
	if (!code)
		code = talk(h, err);
	if (h->in >= 0)
		close(h->in);
	if (h->out >= 0)
		close(h->out);
	if (h->pid <= 0)
		return code;
	if (code)
		kill(h->pid, SIGKILL);
	while (waitpid(h->pid, &status, 0) < 0 && errno == EINTR)
		;
	return code ? code : judge(status, err);
}

int bw_pdf_text(struct bw_arena *a, struct bw_str bytes, struct bw_str *text, struct bw_err *err)
{
	struct helper h = {.in = -1, .out = -1, .bytes = bytes};
	struct bw_cage_limits limits = {.memory_bytes = MEMORY_BYTES, .cpu_s = CPU_S, .file_bytes = TEXT_MAX};
	struct bw_cage *cage;
	const char *file = find_helper(a);
	*text = BW_STR_NONE;
	if (!*file)
		return bw_err_set(err, BW_ENOTFOUND,
				  "reading a PDF needs the program " HELPER ", which is not installed; install "
				  "poppler-utils (Debian, Ubuntu, Fedora) or poppler (others)");
	int code = bw_cage_open(BW_CAGE_HELPER, &limits, &cage, err);
	if (code)
		return code;
	bw_buf_init(&h.text, TEXT_MAX);
	code = run(file, cage, &h, err);
	if (!code)
		*text = bw_buf_copy(&h.text, a);
	bw_buf_release(&h.text);
	bw_cage_close(cage);
	return code;
}

int bw_pdf_prepare(struct bw_arena *a, struct bw_str *bytes, struct bw_str *content_type, struct bw_err *err)
{
	struct bw_str text;
	if (!bw_pdf_is(*bytes))
		return 0;
	int code = bw_pdf_text(a, *bytes, &text, err);
	if (code)
		return code;
	*bytes = text;
	*content_type = BW_STR(BW_PDF_TEXT_TYPE);
	return 0;
}
