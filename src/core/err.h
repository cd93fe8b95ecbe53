/*
 * The one error idiom. A function that can fail returns 0 or one of these codes and takes a `struct bw_err *` last,
 * owned by the caller. The message is made where the fault is seen and names the source, the place and what to do;
 * callers add what only they know with bw_err_context. Nothing but cli/main.c prints or exits.
 */
#ifndef BW_CORE_ERR_H
#define BW_CORE_ERR_H

#include <stdarg.h>

enum bw_code {
	BW_OK = 0,
	BW_ENOTFOUND, /* what was asked for is not there */
	BW_EUSAGE,    /* the user asked for something that makes no sense; exit 2 */
	BW_EINPUT,    /* input from outside is malformed; set it aside and go on */
	BW_ELIMIT,    /* a size, time or depth limit was reached */
	BW_ENET,      /* the network or the far server failed; may pass */
	BW_EREFUSED,  /* a rule of ours forbids it (private address, robots.txt) */
	BW_EIO,       /* the disk or file system failed or is full */
	BW_EBUSY,     /* another process holds what we need; may pass */
	BW_ECORRUPT,  /* stored data does not agree with itself */
	BW_EGROUND,   /* a printed sentence is not borne out by the archive */
};

enum { BW_ERR_MAX = 1024 };

struct bw_err {
	enum bw_code code;
	char msg[BW_ERR_MAX]; /* one or two plain sentences, UTF-8, no newline at the end; "" when code is BW_OK */
};

/* Sets code and message and returns the code, so that `return bw_err_set(err, BW_EINPUT, ...)` reads well.
 * err may be NULL: then only the code is returned. */
int bw_err_set(struct bw_err *err, enum bw_code code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Puts "CONTEXT: " before the message that is there. Returns err->code. err may not be NULL. */
int bw_err_context(struct bw_err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Name of a code for logs and JSON: "not-found", "usage", "input", ... */
const char *bw_code_name(enum bw_code code);

#endif
