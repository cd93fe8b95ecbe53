/*
 * Bytes of a page as well-formed UTF-8. Which encoding: byte order mark, the header's charset, the page's own <meta>,
 * else UTF-8 when the bytes are valid, else windows-1252 (WHATWG Encoding: what a browser takes where nobody says). A
 * page that declares something else and is valid UTF-8 beyond ASCII is UTF-8.
 */
#ifndef BW_EXTRACT_CHARSET_H
#define BW_EXTRACT_CHARSET_H

#include "core/arena.h"
#include "core/str.h"

/* Free of NUL and control characters; bytes that mean nothing become U+FFFD. Borrowed from `bytes` when nothing had to
 * change. */
struct bw_str bw_charset_decode(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type);

/* The character of windows-1252 for a byte from 0x80 to 0x9F, as UTF-8 (static). */
struct bw_str bw_charset_1252(unsigned char byte);

#endif
