#include "run/workers.h"

#include <poll.h>

#include "core/mem.h"
#include "run/pdf.h"
#include "run/worker.h"

/* A worker starts in the time of two pages, so that some dozens of documents pay for it, and one that was taken over
 * has no more than that to lie about. After a long document its memory is as good as used up. */
enum { TASKS_MAX = 64, LARGE_BYTES = 4 << 20, JOBS_MAX = 64 };

/* One call of bw_workers_run. */
struct round {
	struct bw_workers *w;
	struct bw_arena *a;
	const struct bw_parse_task *tasks;
	struct bw_parse_result *results;
	bool *settled; /* NULL, or by task: there is nothing for a worker to do */
	size_t n, next, done;
	struct bw_buf head;
};

int bw_workers_open(const struct bw_workers_options *options, struct bw_workers **out, struct bw_err *err)
{
	(void)err;
	struct bw_workers *w = bw_mem_alloc(sizeof(*w));
	*w = (struct bw_workers){.options = *options};
	w->options.jobs = options->jobs < 1 ? 1 : options->jobs > JOBS_MAX ? JOBS_MAX : options->jobs;
	w->options.tasks_max = options->tasks_max ? options->tasks_max : TASKS_MAX;
	w->all = bw_mem_alloc((size_t)w->options.jobs * sizeof(*w->all));
	*out = w;
	return 0;
}

void bw_workers_close(struct bw_workers *w)
{
	int status;
	if (!w)
		return;
	for (int i = 0; i < w->options.jobs; i++)
		bw_worker_stop(&w->all[i], &status);
	bw_mem_free(w->all);
	bw_mem_free(w);
}

static void give(struct round *r, struct bw_worker *one, size_t task)
{
	const struct bw_parse_task *t = &r->tasks[task];
	bw_buf_reset(&r->head);
	bw_parse_task_pack(t, &r->head);
	one->busy = true;
	one->task = task;
	one->id = ++r->w->last_id;
	one->answer_max = bw_frame_answer_max(r->head.len + t->bytes.len);
	if (one->ready)
		one->deadline_ms = bw_worker_now_ms() + r->w->options.time_ms;
	bw_worker_send(one, BW_FRAME_TASK, bw_buf_view(&r->head), t->bytes);
}

/* A page that is a PDF is made lines of text by a program of its own first; the rest is done as with any page. */
static void prepare(struct round *r)
{
	struct bw_parse_task *own = NULL;
	for (size_t i = 0; i < r->n; i++) {
		if (r->tasks[i].what != BW_PARSE_PAGE || !bw_pdf_is(r->tasks[i].bytes))
			continue;
		if (!own) {
			own = BW_ARRAY(r->a, struct bw_parse_task, r->n);
			memcpy(own, r->tasks, r->n * sizeof(*own));
			r->settled = BW_ARRAY(r->a, bool, r->n);
		}
		struct bw_parse_result *result = &r->results[i];
		*result = (struct bw_parse_result){.sniffed = BW_SOURCE_UNKNOWN};
		result->code = bw_pdf_prepare(r->a, &own[i].bytes, &own[i].content_type, &result->err);
		r->settled[i] = result->code != 0;
		r->done += r->settled[i];
	}
	r->tasks = own ? own : r->tasks;
}

static size_t next_task(struct round *r)
{
	while (r->settled && r->next < r->n && r->settled[r->next])
		r->next++;
	return r->next;
}

static int give_all(struct round *r, struct bw_err *err)
{
	int code = 0;
	for (int i = 0; !code && i < r->w->options.jobs && next_task(r) < r->n; i++) {
		struct bw_worker *one = &r->w->all[i];
		if (one->busy)
			continue;
		code = one->pid ? 0 : bw_worker_start(r->w, one, err);
		if (!code)
			give(r, one, r->next++);
	}
	return code;
}

/* A document is judged by a worker that has read nothing else: what fails in another is tried again in a new one, so
 * that no fault depends on what was read before. */
static int failed(struct round *r, struct bw_worker *one, bool late, struct bw_err *err)
{
	int status;
	size_t task = one->task;
	bool ready = one->ready, fresh = !one->answered;
	struct bw_parse_result *result = &r->results[task];
	bw_worker_stop(one, &status);
	if (!ready)
		return bw_err_set(err, BW_EIO, "a process that reads documents ended before it had begun (status %d)",
				  status);
	if (!fresh) {
		int code = bw_worker_start(r->w, one, err);
		if (!code)
			give(r, one, task);
		return code;
	}
	*result = (struct bw_parse_result){.sniffed = BW_SOURCE_UNKNOWN};
	result->code = bw_worker_fault(r->w, late, status, &result->err);
	r->done++;
	return 0;
}

static bool take(struct round *r, struct bw_worker *one, struct bw_str payload)
{
	return bw_parse_result_unpack(r->a, bw_arena_str(r->a, payload), &r->results[one->task]);
}

static void finished(struct round *r, struct bw_worker *one)
{
	int status;
	r->done++;
	one->busy = false;
	one->answered++;
	if (one->answered >= r->w->options.tasks_max || r->tasks[one->task].bytes.len > LARGE_BYTES)
		bw_worker_stop(one, &status);
}

/* Frames that came from one worker. A result ends its task; whatever follows it was not asked for. */
static int hear(struct round *r, struct bw_worker *one, struct bw_err *err)
{
	struct bw_frame frame;
	struct bw_str payload;
	while (one->busy && bw_worker_frame(one, &frame, &payload)) {
		if (frame.kind == BW_FRAME_HELLO && !one->ready) {
			int code = bw_worker_greet(one, payload, err);
			one->deadline_ms = bw_worker_now_ms() + r->w->options.time_ms;
			if (code)
				return code;
		} else if (frame.kind == BW_FRAME_RESULT && one->ready && bw_worker_has_sent(one) &&
			   take(r, one, payload)) {
			finished(r, one);
		} else {
			one->gone = true;
			break;
		}
	}
	return one->busy && one->gone ? failed(r, one, false, err) : 0;
}

static int wait_for_any(struct round *r, struct bw_err *err)
{
	struct pollfd fds[JOBS_MAX];
	struct bw_worker *who[JOBS_MAX];
	nfds_t n = 0;
	int64_t now = bw_worker_now_ms(), first = INT64_MAX;
	for (int i = 0; i < r->w->options.jobs; i++) {
		struct bw_worker *one = &r->w->all[i];
		if (!one->busy)
			continue;
		who[n] = one;
		fds[n++] = (struct pollfd){one->socket, (short)(POLLIN | (bw_worker_has_sent(one) ? 0 : POLLOUT)), 0};
		first = one->deadline_ms < first ? one->deadline_ms : first;
	}
	poll(fds, n, first > now ? (int)(first - now) : 0);
	now = bw_worker_now_ms();
	int code = 0;
	for (nfds_t i = 0; !code && i < n; i++) {
		if (fds[i].revents)
			bw_worker_move(who[i]);
		code = fds[i].revents ? hear(r, who[i], err) : 0;
		if (!code && who[i]->busy && who[i]->deadline_ms <= now)
			code = failed(r, who[i], true, err);
	}
	return code;
}

int bw_workers_run(struct bw_workers *w, struct bw_arena *a, const struct bw_parse_task *tasks, size_t n,
		   struct bw_parse_result *results, struct bw_err *err)
{
	struct round r = {.w = w, .a = a, .tasks = tasks, .results = results, .n = n};
	int code = 0, status;
	bw_buf_init(&r.head, SIZE_MAX / 4);
	prepare(&r);
	while (!code && r.done < n) {
		code = give_all(&r, err);
		if (!code)
			code = wait_for_any(&r, err);
	}
	for (int i = 0; code && i < w->options.jobs; i++)
		bw_worker_stop(&w->all[i], &status);
	bw_buf_release(&r.head);
	return code;
}
