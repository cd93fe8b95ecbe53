#include <poll.h>

#include "core/mem.h"
#include "core/utf8.h"
#include "run/worker.h"

enum { CHUNK_BYTES = 1 << 16, DOCUMENT_MAX = 32 << 20, FAULTS_MAX = 16 };

/* One call of bw_workers_stream: one worker at a time, which no other document has touched. */
struct streaming {
	struct bw_workers *w;
	const struct bw_stream *stream;
	struct bw_worker one;
	struct bw_arena arena; /* of one document */
	char *chunk;
	size_t max_bytes;
	bool fed;    /* the end of the stream is on its way */
	bool inside; /* the worker is at a document, which began at: */
	uint64_t offset;
	uint64_t begun;         /* documents, those that were passed over too */
	uint64_t refused, told; /* by this worker; in all */
	uint64_t lost;          /* where the last worker was lost: `begun` then, plus 1 */
	uint32_t faults;
	bool done;
};

static int start(struct streaming *s, struct bw_err *err)
{
	struct bw_buf words;
	int code = bw_worker_start(s->w, &s->one, err);
	if (code)
		return code;
	s->one.id = ++s->w->last_id;
	s->one.busy = true;
	s->one.answer_max = bw_frame_answer_max(s->max_bytes) + s->max_bytes;
	s->fed = s->inside = false;
	s->refused = 0;
	bw_buf_init(&words, BW_FRAME_FIXED);
	bw_pack_u64(&words, s->stream->what);
	bw_pack_u64(&words, s->max_bytes);
	bw_pack_u64(&words, s->begun);
	bw_worker_send(&s->one, BW_FRAME_STREAM, bw_buf_view(&words), BW_STR_NONE);
	bw_buf_release(&words);
	return 0;
}

static void expect(struct streaming *s)
{
	s->one.deadline_ms = bw_worker_now_ms() + s->w->options.time_ms;
}

static bool is_text(struct bw_str s)
{
	return bw_utf8_valid(s) && !(s.len && memchr(s.ptr, '\0', s.len));
}

/* False when it is not sound; else *code is what the caller of the stream says to it. */
static bool take_document(struct streaming *s, struct bw_str payload, int *code, struct bw_err *err)
{
	struct bw_unpack u = {payload, 0, false};
	struct bw_streamed *x = BW_NEW(&s->arena, struct bw_streamed);
	x->captured.offset = bw_unpack_u64(&u);
	x->captured.at = bw_unpack_i64(&u);
	x->captured.url = bw_unpack_str(&u);
	x->captured.content_type = bw_unpack_str(&u);
	struct bw_str result = bw_unpack_str(&u);
	x->captured.bytes = bw_str_from_pos(payload, u.pos);
	if (u.bad || !s->inside || x->captured.offset != s->offset || !is_text(x->captured.url) ||
	    !is_text(x->captured.content_type) || x->captured.bytes.len > s->max_bytes ||
	    !bw_parse_result_unpack(&s->arena, result, &x->result))
		return false;
	s->inside = false;
	*code = s->stream->document(s->stream->ctx, x, err);
	return true;
}

static bool take_refused(struct streaming *s, struct bw_str payload)
{
	if (++s->refused <= s->told) /* the worker before this one has said so */
		return true;
	s->told = s->refused;
	s->stream->refused(s->stream->ctx, bw_arena_str(&s->arena, bw_utf8_clean(&s->arena, payload)).ptr);
	return true;
}

static bool take_done(struct streaming *s, struct bw_str payload, int *code, struct bw_err *err)
{
	struct bw_unpack u = {payload, 0, false};
	uint64_t fault = bw_unpack_u64(&u);
	struct bw_str words = bw_utf8_clean(&s->arena, bw_unpack_str(&u));
	s->done = true;
	if (fault && fault <= BW_EGROUND)
		*code = bw_err_set(err, (enum bw_code)fault, "%" BW_PRISTR, BW_ARG(words));
	return !u.bad && fault <= BW_EGROUND && !s->inside;
}

static bool take(struct streaming *s, const struct bw_frame *frame, struct bw_str payload, int *code,
		 struct bw_err *err)
{
	struct bw_unpack u = {payload, 0, false};
	if (!s->one.ready) {
		*code = frame->kind == BW_FRAME_HELLO ? bw_worker_greet(&s->one, payload, err) : 0;
		return frame->kind == BW_FRAME_HELLO;
	}
	switch (frame->kind) {
	case BW_FRAME_BEGIN:
		s->offset = bw_unpack_u64(&u);
		s->begun++;
		if (s->inside)
			return false;
		return s->inside = !u.bad;
	case BW_FRAME_DOCUMENT:
		return take_document(s, payload, code, err);
	case BW_FRAME_REFUSED:
		return take_refused(s, payload);
	case BW_FRAME_DONE:
		return take_done(s, payload, code, err);
	default:
		return false;
	}
}

/* The document that broke a worker is told as one that could not be read. The stream begins anew behind it when it can,
 * unless a second worker was lost at the same place: then it is the stream itself that cannot be read. */
static int lost(struct streaming *s, bool late, struct bw_err *err)
{
	int status, code = 0;
	bool ready = s->one.ready, inside = s->inside, again = s->lost == s->begun + 1;
	struct bw_streamed x = {.captured = {.offset = s->offset, .at = BW_TIME_NONE}};
	bw_worker_stop(&s->one, &status);
	if (!ready)
		return bw_err_set(err, BW_EIO, "a process that reads documents ended before it had begun (status %d)",
				  status);
	x.result.sniffed = BW_SOURCE_UNKNOWN;
	x.result.code = bw_worker_fault(s->w, late, status, &x.result.err);
	if (inside)
		code = s->stream->document(s->stream->ctx, &x, err);
	if (code)
		return code;
	s->lost = s->begun + 1;
	if (!again && ++s->faults <= FAULTS_MAX && s->stream->rewind && s->stream->rewind(s->stream->in.ctx))
		return start(s, err);
	return bw_err_set(err, (enum bw_code)x.result.code, "what stands behind byte %llu is not read: %s",
			  (unsigned long long)s->offset, x.result.err.msg);
}

static void feed(struct streaming *s)
{
	if (s->fed || s->one.deaf || !bw_worker_has_sent(&s->one))
		return;
	size_t n = s->stream->in.read(s->stream->in.ctx, s->chunk, CHUNK_BYTES);
	s->fed = n == 0;
	bw_worker_send(&s->one, BW_FRAME_BYTES, BW_STR_NONE, (struct bw_str){s->chunk, n});
}

static int hear(struct streaming *s, struct bw_err *err)
{
	struct bw_frame frame;
	struct bw_str payload;
	int code = 0;
	while (!code && !s->done && bw_worker_frame(&s->one, &frame, &payload)) {
		bool sound = take(s, &frame, payload, &code, err);
		bw_arena_reset(&s->arena);
		expect(s);
		if (!sound)
			return lost(s, false, err);
	}
	return code;
}

/* A worker at a document reads nothing, so its time runs; elsewhere it runs anew with everything that moves. */
static int step(struct streaming *s, struct bw_err *err)
{
	int64_t now = bw_worker_now_ms();
	feed(s);
	struct pollfd fd = {s->one.socket, (short)(POLLIN | (bw_worker_has_sent(&s->one) ? 0 : POLLOUT)), 0};
	poll(&fd, 1, s->one.deadline_ms > now ? (int)(s->one.deadline_ms - now) : 0);
	if (fd.revents && bw_worker_move(&s->one) && s->one.ready && !s->inside)
		expect(s);
	int code = hear(s, err);
	if (code || s->done)
		return code;
	bool late = s->one.deadline_ms <= bw_worker_now_ms();
	return late || s->one.gone ? lost(s, !s->one.gone, err) : 0;
}

int bw_workers_stream(struct bw_workers *w, const struct bw_stream *stream, struct bw_err *err)
{
	struct streaming s = {.w = w, .stream = stream, .lost = 0};
	int status;
	s.max_bytes = stream->max_bytes ? stream->max_bytes : DOCUMENT_MAX;
	s.chunk = bw_mem_alloc(CHUNK_BYTES);
	bw_arena_init(&s.arena);
	int code = start(&s, err);
	while (!code && !s.done)
		code = step(&s, err);
	bw_worker_stop(&s.one, &status);
	bw_arena_release(&s.arena);
	bw_mem_free(s.chunk);
	return code;
}
