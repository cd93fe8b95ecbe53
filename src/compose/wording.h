/*
 * The word lists of lexicon/en that decide how a sentence may be printed: what is cut off it, what keeps it off the
 * page. They are those built into the program, without a user's additions, because the check must give the same answer
 * on every machine that holds the archive. Nothing is copied or kept; look-ups read the embedded bytes.
 */
#ifndef BW_COMPOSE_WORDING_H
#define BW_COMPOSE_WORDING_H

#include "core/str.h"

/* The text of an embedded table ("en/fit"); empty when there is none. */
struct bw_str bw_wording_open(const char *table);
/* The next row of a table from *pos on: two columns, "" when absent. False at the end. */
bool bw_wording_next(struct bw_str table, size_t *pos, struct bw_str *first, struct bw_str *second);
/* The second column of the row whose first is the word, ASCII case aside; "" when there is none. The rows must be
 * ordered by bytes and in lower case: the look-up halves. */
struct bw_str bw_wording_get(struct bw_str table, struct bw_str word);
/* Whether the second column of that row, a list parted by spaces, holds the class. */
bool bw_wording_is(struct bw_str table, struct bw_str word, struct bw_str class);

#endif
