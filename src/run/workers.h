/*
 * Workers: processes of this program that parse what came from outside, in the cage of core/cage.h, fed over pipes.
 * They hold nothing of this process (fresh image, empty environment, no descriptor but their pipes), and nothing that
 * they write is believed: lengths, kinds and texts are checked before a result is one. A worker that dies, hangs or
 * needs too much memory costs the document that it was reading and is replaced.
 *
 * A worker reads many documents in turn. One that was taken over by a document could lie about those that it reads
 * after that, so it is replaced after some of them (tasks_max).
 */
#ifndef BW_RUN_WORKERS_H
#define BW_RUN_WORKERS_H

#include "run/parse.h"
#include "source/container.h"

struct bw_workers_options {
	const char *program;   /* what is started with the words below; NULL: this program */
	int jobs;              /* at most so many at once */
	uint32_t tasks_max;    /* a worker is replaced after so many; 0: as usual */
	uint64_t memory_bytes; /* of one worker */
	int64_t time_ms;       /* wall time for one document */
	bool uncaged;          /* on purpose: a process of its own with limits, but without the cage */
};

struct bw_workers;

/* Starts nothing yet: workers are started when there is work, and kept for more. Needs bw_workers_close. */
int bw_workers_open(const struct bw_workers_options *options, struct bw_workers **out, struct bw_err *err);
void bw_workers_close(struct bw_workers *w); /* NULL is fine */

/* Runs n tasks; results[i] is of tasks[i], its strings are in the arena, and it does not depend on the number of
 * workers. A document that could not be read has its code there, with words: BW_ELIMIT when it took too long or too
 * much memory, BW_EINPUT when the reader broke down on it or it is malformed. Fails itself only when no worker can be
 * had at all (BW_EREFUSED: the kernel has no cage; BW_EIO: no process). A page that is a PDF goes through pdftotext
 * first, in a cage of its own; documents have been through it (bw_pdf_prepare). */
int bw_workers_run(struct bw_workers *w, struct bw_arena *a, const struct bw_parse_task *tasks, size_t n,
		   struct bw_parse_result *results, struct bw_err *err);

/* A file of many documents, larger than memory perhaps: its bytes are read here and parsed there. */
enum bw_stream_what { BW_STREAM_MBOX, BW_STREAM_WARC, BW_STREAMS };

/* One document of a stream: strings live until the call returns. */
struct bw_streamed {
	struct bw_captured captured; /* its bytes, address and place in the file */
	struct bw_parse_result result;
};

struct bw_stream {
	enum bw_stream_what what;
	struct bw_byte_reader in;     /* read in this process */
	bool (*rewind)(void *in_ctx); /* `in` begins anew: then a document that breaks the reader is passed over and the
					 rest is read; NULL: the stream ends there */
	size_t max_bytes;             /* longest document; 0: as usual */
	/* A document, in file order, also one that could not be read (result.code). A non-zero code ends the stream and
	 * is its result. */
	int (*document)(void *ctx, const struct bw_streamed *document, struct bw_err *err);
	void (*refused)(void *ctx, const char *why); /* a record that is no document, in words that name its place */
	void *ctx;
};

/* 0 when the whole stream was read. BW_EINPUT when it is none of this kind, or broke off; else as bw_workers_run. */
int bw_workers_stream(struct bw_workers *w, const struct bw_stream *stream, struct bw_err *err);

/* The other side: what `parse-worker` is. Warms up, enters the cage, says so, and answers until its input ends. Returns
 * the exit status. The words are those that the workers above were started with, behind the program's name. */
#define BW_WORKER_VERB "parse-worker"
enum { BW_WORKER_NO_MEMORY = 83 }; /* the exit status of a worker whose memory ran out: set with bw_mem_on_exhaustion */

struct bw_worker_hooks {
	/* What is done with a task; NULL: bw_parse_run. */
	void (*parse)(struct bw_arena *a, const struct bw_parse_task *task, struct bw_parse_result *out);
};
int bw_worker_main(int argc, char *const *argv, const struct bw_worker_hooks *hooks);

#endif
