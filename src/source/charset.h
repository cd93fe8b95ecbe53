/*
 * Bytes of a feed or a page as UTF-8. A byte order mark counts first; then text that is well-formed UTF-8 is UTF-8,
 * whatever it was declared to be (servers and templates are often wrong about it); then the charset of the header, then
 * the one the document declares; then windows-1252. Bytes that mean nothing in the charset become U+FFFD.
 */
#ifndef BW_SOURCE_CHARSET_H
#define BW_SOURCE_CHARSET_H

#include "core/arena.h"
#include "core/str.h"

/* Borrowed from bytes when they are UTF-8 already, else in the arena. The byte order mark is off. */
struct bw_str bw_charset_decode(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type);

/* "utf-8" of "text/xml; charset=UTF-8", as written and borrowed; "" when there is none. */
struct bw_str bw_charset_of_type(struct bw_str content_type);

#endif
