/*
 * A folder that answers in place of the network: ROOT/HOST/PATH, the host with ":port" when the address has one, the
 * path percent-decoded, "?query" at the end of the file name when there is a query, "index.html" when the path ends in
 * "/". What is not there is 404. The tag of an answer is the SHA-256 of its bytes, so a conditional request gives 304
 * as long as the file stays the same. No path leads out of the folder.
 */
#ifndef BW_NET_MIRROR_H
#define BW_NET_MIRROR_H

#include "core/arena.h"
#include "core/err.h"
#include "net/transfer.h"

/* Answers as a server would; fault LONG when the file is longer than ask->max_body. BW_EINPUT when the address cannot
 * be read, BW_EIO when a file that is there cannot. */
int bw_mirror_answer(struct bw_arena *a, struct bw_str root, const struct bw_ask *ask, struct bw_answer *out,
		     struct bw_err *err);

/* The path of the file below the root; "" when the address leads out of it or names no file. */
struct bw_str bw_mirror_path(struct bw_arena *a, struct bw_str url);

#endif
