/*
 * What goes over the pipe between workers.c and worker.c: frames of one length each, answered by number. Both ends are
 * the same program on the same machine. Private to run/.
 */
#ifndef BW_RUN_FRAME_H
#define BW_RUN_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"
#include "core/err.h"
#include "core/pack.h"

enum bw_frame_kind {
	/* to a worker */
	BW_FRAME_TASK = 1, /* a packed task, then its bytes */
	BW_FRAME_STREAM,   /* what, most bytes of a document, documents to be passed over; then BYTES follow */
	BW_FRAME_BYTES,    /* the next bytes of the stream; none: its end */
	/* from a worker */
	BW_FRAME_HELLO,    /* it is in its cage, or a fault why not */
	BW_FRAME_RESULT,   /* a packed result */
	BW_FRAME_BEGIN,    /* of a stream: a document begins at this offset */
	BW_FRAME_DOCUMENT, /* of a stream: one document, with its result */
	BW_FRAME_REFUSED,  /* of a stream: words */
	BW_FRAME_DONE,     /* of a stream: a fault, 0 for none */
	BW_FRAME_KINDS
};

#define BW_FRAME_MAGIC 0x31665742u /* "BWf1" */

struct bw_frame {
	uint32_t magic, kind;
	uint64_t id; /* of the task or stream: an answer repeats it */
	uint64_t len;
};

enum { BW_FRAME_FIXED = 16 << 20, BW_FRAME_FACTOR = 4 };

/* The longest answer to so many bytes: what a page or a feed comes to is about as long as itself. */
static inline size_t bw_frame_answer_max(size_t task_bytes)
{
	return task_bytes > (SIZE_MAX / 4 - BW_FRAME_FIXED) / BW_FRAME_FACTOR
		       ? SIZE_MAX / 4
		       : BW_FRAME_FIXED + BW_FRAME_FACTOR * task_bytes;
}

/* Faults as payload. */
static inline void bw_frame_put_fault(struct bw_buf *b, int code, const char *words)
{
	bw_pack_u64(b, (uint64_t)code);
	bw_pack_str(b, bw_str_from(words));
}

#endif
