/* Mailboxes whose messages break their reader: the message is named, the rest is read. */
#include <stdio.h>

#include "hostile.h"
#include "tap.h"

enum { MB = 1 << 20 };

struct file {
	struct bw_str bytes;
	size_t pos;
	int rewinds;
};

static size_t file_read(void *ctx, char *to, size_t n)
{
	struct file *f = ctx;
	size_t take = f->bytes.len - f->pos;
	take = take < n ? take : n;
	if (take)
		memcpy(to, f->bytes.ptr + f->pos, take);
	f->pos += take;
	return take;
}

static bool file_rewind(void *ctx)
{
	struct file *f = ctx;
	f->pos = 0;
	f->rewinds++;
	return true;
}

struct heard {
	struct bw_buf log;
	size_t bytes;
	uint32_t stop_at, n;
};

static int on_document(void *ctx, const struct bw_streamed *d, struct bw_err *err)
{
	struct heard *h = ctx;
	const struct bw_parse_result *r = &d->result;
	bw_buf_printf(&h->log, "%llu ", (unsigned long long)d->captured.offset);
	if (r->code)
		bw_buf_printf(&h->log, "%s\n", r->err.msg);
	else
		bw_buf_printf(&h->log, "%" BW_PRISTR "\n", BW_ARG(bw_str_sub(r->article.text, 0, 16)));
	h->bytes += d->captured.bytes.len;
	return ++h->n == h->stop_at ? bw_err_set(err, BW_EIO, "the disk is full") : 0;
}

static void on_refused(void *ctx, const char *why)
{
	struct heard *h = ctx;
	bw_buf_printf(&h->log, "refused %s\n", why);
}

struct reading {
	struct bw_workers *w;
	struct heard heard;
	struct file file;
	struct bw_err err;
	int code;
};

static void read_box(struct reading *r, enum bw_stream_what what, struct bw_str box, bool rewinds, uint32_t stop_at)
{
	struct bw_workers_options o = {.jobs = 1, .memory_bytes = 256 * MB, .time_ms = 1000};
	*r = (struct reading){.file.bytes = box, .heard.stop_at = stop_at};
	bw_buf_init(&r->heard.log, 16 * MB);
	bw_workers_open(&o, &r->w, NULL);
	struct bw_stream stream = {
		what, {file_read, &r->file}, rewinds ? file_rewind : NULL, 2 * MB, on_document, on_refused, &r->heard};
	r->code = bw_workers_stream(r->w, &stream, &r->err);
	bw_workers_close(r->w);
}

static struct bw_str log_of(const struct reading *r)
{
	return bw_buf_view(&r->heard.log);
}

#define MESSAGE(text) "From a@x.example Mon Mar  2 10:00:00 2026\nFrom: a@x.example\nSubject: s\n\n" text "\n\n"
enum { MESSAGE_BYTES = sizeof(MESSAGE("")) - 1 };

static void test_box(void)
{
	static const char box[] = MESSAGE("do:echo one") MESSAGE("do:crash") MESSAGE("do:echo two") MESSAGE("do:hang")
		MESSAGE("do:echo three");
	size_t second = MESSAGE_BYTES + 11, third = second + MESSAGE_BYTES + 8, fourth = third + MESSAGE_BYTES + 11,
	       fifth = fourth + MESSAGE_BYTES + 7;
	struct reading r;
	struct bw_arena a;
	bw_arena_init(&a);
	read_box(&r, BW_STREAM_MBOX, BW_STR(box), true, 0);
	tap_int(r.code, 0, "a mailbox with broken messages is read");
	tap_str(log_of(&r),
		bw_arena_printf(&a,
				"0 one\n%zu the reader broke down on it\n%zu two\n"
				"%zu it could not be read within 1 s (read.parse_time)\n%zu three\n",
				second, third, fourth, fifth),
		"each message once, the broken ones named by their place");
	tap_int(r.file.rewinds, 2, "begun anew once for each of them");
	bw_buf_release(&r.heard.log);
	read_box(&r, BW_STREAM_MBOX, BW_STR(box), false, 0);
	tap_int(r.code, BW_EINPUT, "one that cannot begin anew ends there");
	tap_str(bw_str_from(r.err.msg),
		bw_arena_printf(&a, "what stands behind byte %zu is not read: the reader broke down on it", second),
		"and says where");
	bw_buf_release(&r.heard.log);
	read_box(&r, BW_STREAM_MBOX, BW_STR(box), true, 1);
	tap_int(r.code, BW_EIO, "who is told may end it");
	tap_str(bw_str_from(r.err.msg), BW_STR("the disk is full"), "with his own words");
	bw_buf_release(&r.heard.log);
	bw_arena_release(&a);
}

/* More than any pipe holds, in both directions. */
static void test_large(void)
{
	enum { N = 40, BODY = MB };
	struct bw_buf box;
	struct reading r;
	bw_buf_init(&box, 256 * MB);
	char *line = bw_mem_alloc(BODY);
	memset(line, 'x', BODY);
	for (size_t i = 99; i < BODY; i += 100)
		line[i] = '\n';
	for (int i = 0; i < N; i++) {
		bw_buf_cstr(&box, MESSAGE("do:echo "));
		box.len -= 2;
		bw_buf_put(&box, line, BODY);
		bw_buf_cstr(&box, "\n\n");
	}
	read_box(&r, BW_STREAM_MBOX, bw_buf_view(&box), true, 0);
	tap_int(r.code, 0, "a long mailbox is read");
	tap_int(r.heard.n, N, "all of it");
	tap_ok(r.heard.bytes > (size_t)N * BODY && r.heard.bytes <= box.len, "byte for byte (%zu)", r.heard.bytes);
	bw_buf_release(&r.heard.log);
	bw_buf_release(&box);
	bw_mem_free(line);
}

static void test_none(void)
{
	static const struct {
		enum bw_stream_what what;
		struct bw_str bytes;
		int code;
	} cases[] = {
		{BW_STREAM_WARC, {"this is no archive of any kind", 30}, BW_EINPUT},
		{BW_STREAM_MBOX, {"this is no mailbox", 18}, BW_EINPUT},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct reading r;
		read_box(&r, cases[i].what, cases[i].bytes, true, 0);
		tap_int(r.code, cases[i].code, "what is no such file is refused");
		tap_ok(r.err.msg[0] && !r.heard.n, "in words: %s", r.err.msg);
		bw_buf_release(&r.heard.log);
	}
}

int main(int argc, char **argv)
{
	hostile_main(argc, argv, false);
	test_box();
	test_large();
	test_none();
	return tap_done();
}
