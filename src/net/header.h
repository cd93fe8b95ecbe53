/* What headers of an answer say, and pauses that follow from it. Pure: no clock, no chance. */
#ifndef BW_NET_HEADER_H
#define BW_NET_HEADER_H

#include "net/transfer.h"

/* Seconds until nobody should ask (RFC 9110, 10.2.3): a number, or a date that is measured against the server's own
 * clock; at most a year. -1 when there is neither. */
int64_t bw_header_retry_after(const struct bw_answer *answer);
/* Seconds for which the answer stays fresh (RFC 9111, 4.2.1: max-age less Age; 0 for no-cache and no-store); at most a
 * year. -1 when it does not say. */
int64_t bw_header_fresh(const struct bw_answer *answer);
/* Pause before the try with this number (0 the first new one): doubled each time, and a quarter more or less so that
 * many who failed together do not come back together. The same address always gives the same pause. */
int64_t bw_header_backoff_ms(struct bw_str url, int tries);
/* Whether the authority of an address, absolute or "//host/", names a user: such an address is never followed. */
bool bw_header_has_user(struct bw_str url);
/* The address without user and password, whatever else is wrong with it: for printing. */
struct bw_str bw_header_without_user(struct bw_arena *a, struct bw_str url);

#endif
