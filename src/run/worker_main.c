#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "core/cage.h"
#include "core/mem.h"
#include "run/frame.h"
#include "run/workers.h"

enum { STATUS_USE = 2, STATUS_PARENT = 3 };

struct served {
	void (*parse)(struct bw_arena *a, const struct bw_parse_task *task, struct bw_parse_result *out);
	struct bw_arena arena; /* of one document */
	struct bw_buf out;
	uint64_t id;
	/* of a stream */
	uint64_t left;    /* bytes of the frame that is being read */
	bool ended, lost; /* the stream did; the parent did */
	enum bw_stream_what what;
	uint64_t skip; /* documents to be passed over */
};

static bool read_all(void *to, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t got = read(STDIN_FILENO, (char *)to + done, n - done);
		if (got <= 0 && !(got < 0 && errno == EINTR))
			return false;
		done += got > 0 ? (size_t)got : 0;
	}
	return true;
}

static bool write_all(const void *from, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t put = write(STDOUT_FILENO, (const char *)from + done, n - done);
		if (put < 0 && errno != EINTR)
			return false;
		done += put > 0 ? (size_t)put : 0;
	}
	return true;
}

static bool read_frame(struct bw_frame *frame)
{
	return read_all(frame, sizeof(*frame)) && frame->magic == BW_FRAME_MAGIC;
}

static bool say(uint64_t id, enum bw_frame_kind kind, struct bw_str payload)
{
	struct bw_frame frame = {BW_FRAME_MAGIC, kind, id, payload.len};
	return write_all(&frame, sizeof(frame)) && write_all(payload.ptr, payload.len);
}

static bool say_fault(uint64_t id, enum bw_frame_kind kind, int code, const char *words)
{
	struct bw_buf b;
	bw_buf_init(&b, BW_FRAME_FIXED);
	bw_frame_put_fault(&b, code, words);
	bool said = say(id, kind, bw_buf_view(&b));
	bw_buf_release(&b);
	return said;
}

/* The result as bytes in s->out; one that is out of all proportion is a fault of the document. */
static void parse(struct served *s, const struct bw_parse_task *task)
{
	struct bw_parse_result result;
	s->parse(&s->arena, task, &result);
	bw_buf_reset(&s->out);
	s->out.max = bw_frame_answer_max(task->bytes.len);
	bw_parse_result_pack(&result, &s->out);
	if (!s->out.failed)
		return;
	result = (struct bw_parse_result){.sniffed = result.sniffed};
	result.code = bw_err_set(&result.err, BW_ELIMIT, "what it holds is too much: more than %d parts or %zu bytes",
				 BW_PARSE_PARTS_MAX, s->out.max);
	bw_buf_reset(&s->out);
	bw_parse_result_pack(&result, &s->out);
}

static bool serve_task(struct served *s, size_t len)
{
	struct bw_parse_task task;
	char *bytes = bw_mem_resize(NULL, len);
	bool good = read_all(bytes, len) && bw_parse_task_unpack((struct bw_str){bytes, len}, &task);
	if (good) {
		parse(s, &task);
		good = say(s->id, BW_FRAME_RESULT, bw_buf_view(&s->out));
	}
	bw_arena_reset(&s->arena);
	bw_mem_free(bytes);
	return good;
}

/* The next bytes of the stream, as the parent has read them. */
static size_t read_stream(void *ctx, char *to, size_t n)
{
	struct served *s = ctx;
	struct bw_frame frame;
	if (!s->left && !s->ended && !s->lost) {
		s->lost = !read_frame(&frame) || frame.kind != BW_FRAME_BYTES || frame.id != s->id;
		s->left = s->lost ? 0 : frame.len;
		s->ended = !s->left;
	}
	size_t take = n < s->left ? n : (size_t)s->left;
	if (take && !read_all(to, take)) {
		s->lost = true;
		return 0;
	}
	s->left -= take;
	return take;
}

static bool say_offset(struct served *s, uint64_t offset)
{
	struct bw_buf b;
	bw_buf_init(&b, BW_FRAME_FIXED);
	bw_pack_u64(&b, offset);
	bool said = say(s->id, BW_FRAME_BEGIN, bw_buf_view(&b));
	bw_buf_release(&b);
	return said;
}

/* head, result and the document itself are written one after the other: it may be long. */
static bool say_document(struct served *s, const struct bw_captured *d)
{
	struct bw_buf head;
	bw_buf_init(&head, BW_FRAME_FIXED);
	bw_pack_u64(&head, d->offset);
	bw_pack_i64(&head, d->at);
	bw_pack_str(&head, d->url);
	bw_pack_str(&head, d->content_type);
	bw_pack_u64(&head, s->out.len);
	struct bw_frame frame = {BW_FRAME_MAGIC, BW_FRAME_DOCUMENT, s->id, head.len + s->out.len + d->bytes.len};
	bool said = !head.failed && write_all(&frame, sizeof(frame)) && write_all(head.ptr, head.len) &&
		    write_all(s->out.ptr, s->out.len) && write_all(d->bytes.ptr, d->bytes.len);
	bw_buf_release(&head);
	return said;
}

static int on_document(void *ctx, const struct bw_captured *d, struct bw_err *err)
{
	struct served *s = ctx;
	if (s->skip) {
		s->skip--;
		return 0;
	}
	struct bw_parse_task task = {
		.what = s->what == BW_STREAM_MBOX ? BW_PARSE_MESSAGE : BW_PARSE_PAGE,
		.bytes = d->bytes,
		.content_type = d->content_type,
		.url = d->url,
		.hints.published = BW_TIME_NONE,
		.updated = BW_TIME_NONE,
	};
	bool said = say_offset(s, d->offset);
	if (said) {
		parse(s, &task);
		said = say_document(s, d);
	}
	bw_arena_reset(&s->arena);
	s->lost |= !said;
	return said ? 0 : bw_err_set(err, BW_EIO, "the parent is gone");
}

static void on_refused(void *ctx, const char *why)
{
	struct served *s = ctx;
	s->lost |= !say(s->id, BW_FRAME_REFUSED, bw_str_from(why));
}

static bool serve_stream(struct served *s, size_t len)
{
	static int (*const readers[BW_STREAMS])(struct bw_byte_reader in, size_t max_bytes,
						const struct bw_container_teller *teller, struct bw_err *err) = {
		[BW_STREAM_MBOX] = bw_mbox_read,
		[BW_STREAM_WARC] = bw_warc_read,
	};
	char words[64];
	if (len > sizeof(words) || !read_all(words, len))
		return false;
	struct bw_unpack u = {{words, len}, 0, false};
	uint64_t what = bw_unpack_u64(&u), max = bw_unpack_u64(&u);
	s->skip = bw_unpack_u64(&u);
	if (u.bad || what >= BW_STREAMS)
		return false;
	struct bw_container_teller teller = {on_document, on_refused, s};
	struct bw_err err = {0};
	s->what = (enum bw_stream_what)what;
	s->left = 0;
	s->ended = s->lost = false;
	int code = readers[what]((struct bw_byte_reader){read_stream, s}, (size_t)max, &teller, &err);
	return !s->lost && say_fault(s->id, BW_FRAME_DONE, code, err.msg);
}

static int serve(struct served *s)
{
	struct bw_frame frame;
	while (read_frame(&frame)) {
		s->id = frame.id;
		if (frame.kind == BW_FRAME_TASK ? !serve_task(s, (size_t)frame.len)
						: frame.kind != BW_FRAME_STREAM || !serve_stream(s, (size_t)frame.len))
			return STATUS_PARENT;
	}
	return 0;
}

/* Libraries open files and ask the system things when they are first used: a document of each kind is read before the
 * door is shut. */
static void warm_up(struct bw_arena *a)
{
	static const struct {
		enum bw_parse_what what;
		const char *type, *bytes;
	} documents[] = {
		{BW_PARSE_FEED, "application/rss+xml",
		 "<rss version='2.0'><channel><title>\xC3\x9C</title><item><title>One &amp; two</title>"
		 "<link>https://m\xC3\xBCnchen.example/1</link><pubDate>Mon, 2 Mar 2026 10:00:00 +0100</pubDate>"
		 "<description>&lt;p&gt;Text.&lt;/p&gt;</description></item></channel></rss>"},
		{BW_PARSE_FEED, "application/feed+json",
		 "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"F\",\"items\":[{\"id\":\"1\","
		 "\"url\":\"https://a.example/1\",\"title\":\"One\",\"content_text\":\"Text\"}]}"},
		{BW_PARSE_OPML, "text/xml",
		 "<opml version='2.0'><body><outline text='F' xmlUrl='https://a.example/feed'/></body></opml>"},
		{BW_PARSE_DISCOVER, "text/html",
		 "<html><head><link rel=alternate type=application/rss+xml href=/feed></head></html>"},
		{BW_PARSE_PAGE, "text/html; charset=windows-1251",
		 "<html lang=ru><head><title>\xCC\xE8\xF0</title><script type=application/ld+json>{\"@type\":"
		 "\"NewsArticle\",\"headline\":\"One\",\"datePublished\":\"2026-03-02\"}</script></head><body><article>"
		 "<h1>One</h1><p>By Jane Doe, 2 March 2026</p><p>The ministry said on Monday, after a long debate, "
		 "that it would go on.</p></article></body></html>"},
	};
	for (size_t i = 0; i < sizeof(documents) / sizeof(documents[0]); i++) {
		struct bw_parse_result result;
		struct bw_parse_task task = {
			.what = documents[i].what,
			.bytes = bw_str_from(documents[i].bytes),
			.content_type = bw_str_from(documents[i].type),
			.url = BW_STR("https://a.example/"),
			.hints.published = BW_TIME_NONE,
			.updated = BW_TIME_NONE,
		};
		bw_parse_run(a, &task, &result);
		bw_arena_reset(a);
	}
}

static int enter(uint64_t memory_bytes, struct bw_err *err)
{
	struct bw_cage_limits limits = {.memory_bytes = memory_bytes};
	struct bw_cage *cage;
	int code = bw_cage_open(BW_CAGE_PARSER, &limits, &cage, err);
	if (code)
		return code;
	if (bw_cage_enter(cage))
		code = bw_err_set(err, BW_EREFUSED, "the kernel has no filter of system calls (seccomp): %s",
				  strerror(errno));
	bw_cage_close(cage);
	return code;
}

int bw_worker_main(int argc, char *const *argv, const struct bw_worker_hooks *hooks)
{
	struct served s = {.parse = hooks && hooks->parse ? hooks->parse : bw_parse_run};
	struct bw_err err = {0};
	int64_t memory_bytes;
	if (argc != 4 || strcmp(argv[1], BW_WORKER_VERB) || !bw_str_to_i64(bw_str_from(argv[2]), &memory_bytes))
		return STATUS_USE;
	/* A worker that hangs must not outlive its parent; one whose parent died before this reads the end of its
	 * input. */
	bw_cage_end_with_parent();
	signal(SIGPIPE, SIG_IGN);
	bw_arena_init(&s.arena);
	bw_buf_init(&s.out, BW_FRAME_FIXED);
	warm_up(&s.arena);
	int code = strcmp(argv[3], "caged") ? 0 : enter((uint64_t)memory_bytes, &err);
	int status = say_fault(0, BW_FRAME_HELLO, code, err.msg) && !code ? serve(&s) : STATUS_PARENT;
	bw_buf_release(&s.out);
	bw_arena_release(&s.arena);
	return status;
}
