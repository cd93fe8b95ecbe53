/* What is said of a fetch that failed: the address, what happened, and what can be done. */
#ifndef BW_NET_WORDS_H
#define BW_NET_WORDS_H

#include "net/fetch.h"
#include "net/transfer.h"

/* 0 for a status that is an answer (2xx), else the code, with words in err. */
int bw_words_status(struct bw_str url, int status, int64_t retry_after_s, struct bw_err *err);
int bw_words_fault(struct bw_str url, const struct bw_answer *answer, struct bw_err *err);

#endif
