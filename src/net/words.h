/* What is said of a fetch that failed: the address, what happened, and what the reader can do about it. */
#ifndef BW_NET_WORDS_H
#define BW_NET_WORDS_H

#include "net/transfer.h"

/* 0 for a status that brings a whole answer (200, 201, 203), else the code, with words in err. */
int bw_words_status(struct bw_str url, int status, int64_t retry_after_s, struct bw_err *err);
int bw_words_fault(struct bw_str url, enum bw_fault fault, struct bw_str detail, struct bw_err *err);
/* One short word for an outcome, the same in every version, for exports and pages: "dns", "unreachable", "tls-expired",
 * "too-slow", "private" ... */
const char *bw_words_fault_name(enum bw_fault fault);
/* A time to wait as people say it, rounded up: "90 seconds", "45 minutes", "3 hours", "12 days", "a year or more". */
struct bw_span {
	char text[32];
};
struct bw_span bw_words_span(int64_t seconds);

#endif
