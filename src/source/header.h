/*
 * Fields of a header block, "Name: value", as mail (RFC 5322), HTTP and WARC have them. Lenient: line ends of either
 * kind, blanks before the colon. Views are borrowed; nothing is read twice.
 */
#ifndef BW_SOURCE_HEADER_H
#define BW_SOURCE_HEADER_H

#include "core/arena.h"
#include "core/str.h"

struct bw_header {
	struct bw_str name, value; /* value: trimmed, with the line breaks of its folds */
};

enum bw_header_kind {
	BW_HEADER_FIELD,
	BW_HEADER_END,   /* an empty line, which is taken off, or the end of the bytes */
	BW_HEADER_BROKEN /* the line is no field; nothing is taken off */
};

/* Cuts the next field off the front of *rest. */
enum bw_header_kind bw_header_next(struct bw_str *rest, struct bw_header *out);

/* The value as one line: a line break with the blanks around it is one blank. The value itself when it has none. */
struct bw_str bw_header_unfold(struct bw_arena *a, struct bw_str value);

/* Cuts a line off the front of *rest, without its end (LF or CRLF). False when *rest is empty. */
bool bw_header_line(struct bw_str *rest, struct bw_str *line);

#endif
