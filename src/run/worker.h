/* One worker as its parent sees it: a process and a socket that never blocks. Private to run/. */
#ifndef BW_RUN_WORKER_H
#define BW_RUN_WORKER_H

#include <sys/types.h>

#include "run/frame.h"
#include "run/workers.h"

struct bw_worker {
	pid_t pid; /* 0: there is none */
	int socket;
	bool ready;        /* it said that it is in its cage */
	bool gone;         /* nothing more comes from it: its end is closed, or what it wrote is no frame */
	bool deaf;         /* nothing more can be sent; what it wrote before may still come */
	uint32_t answered; /* tasks */
	uint64_t id;       /* of what it works on */
	size_t answer_max; /* bytes of the longest frame that is taken from it */
	int64_t deadline_ms;
	struct bw_buf head; /* what goes to it: head, then tail */
	size_t sent;
	struct bw_str tail;
	struct bw_buf in; /* what came from it; `taken` bytes of it are used up */
	size_t taken;
	size_t task; /* index of the task, for workers.c */
	bool busy;
};

struct bw_workers {
	struct bw_workers_options options;
	struct bw_worker *all; /* options.jobs of them */
	uint64_t last_id;
};

/* Milliseconds of a clock that only goes forward. */
int64_t bw_worker_now_ms(void);
int bw_worker_start(const struct bw_workers *w, struct bw_worker *one, struct bw_err *err);
/* Ends it at once and waits for its end; *status is what waitpid gave. */
void bw_worker_stop(struct bw_worker *one, int *status);
/* Puts a frame on its way: payload is copied, tail must live until it is sent. Nothing else may be on its way. */
void bw_worker_send(struct bw_worker *one, enum bw_frame_kind kind, struct bw_str payload, struct bw_str tail);
bool bw_worker_has_sent(const struct bw_worker *one);
/* Moves bytes both ways as far as they go without waiting. Gives true when any moved. */
bool bw_worker_move(struct bw_worker *one);
/* The next whole frame, false when there is none yet. Its payload is valid until the next call for this worker. */
bool bw_worker_frame(struct bw_worker *one, struct bw_frame *frame, struct bw_str *payload);
/* A hello: 0 when it is ready, else why nothing may be read. */
int bw_worker_greet(struct bw_worker *one, struct bw_str payload, struct bw_err *err);
/* Words for what happened to the document that it had. late: it was stopped because its time was up. */
int bw_worker_fault(const struct bw_workers *w, bool late, int status, struct bw_err *err);

#endif
