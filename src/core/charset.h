/*
 * Bytes of a page, a feed or a mail as UTF-8: the encodings and labels of the WHATWG Encoding standard, and where a
 * document says which one it is in (HTML, 13.2.3 "The input byte stream"; RFC 7303 for XML).
 *
 * Who is believed, in this order:
 *   1. a byte order mark, or the two zero bytes of "<?" in UTF-16;
 *   2. text that is well-formed UTF-8 beyond ASCII is UTF-8, whatever it was declared to be: servers and templates are
 *      often wrong about it, and text in another encoding does not look like that by chance. One sequence is enough
 *      where nothing, windows-1252 or a seven-bit encoding is declared, 3 where another single-byte one is, 8 where one
 *      of several bytes is;
 *   3. the charset of the header, then the document's own <meta> or XML declaration;
 *   4. what says UTF-8, or nothing, and is not well-formed is UTF-8 as long as more sequences are good than bad; else
 *      the other declaration counts, else windows-1252.
 */
#ifndef BW_CORE_CHARSET_H
#define BW_CORE_CHARSET_H

#include "core/arena.h"
#include "core/str.h"

struct bw_charset; /* one encoding of the standard; static, compared by address */

/* Well-formed UTF-8, free of NUL and other controls (bw_utf8_clean), the byte order mark off; bytes that mean nothing
 * become U+FFFD. Borrowed from bytes when nothing had to change, else in the arena. content_type is the header's value
 * or "". */
struct bw_str bw_charset_decode(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type);

/* The encoding that bw_charset_decode takes, never NULL. */
const struct bw_charset *bw_charset_choose(struct bw_str bytes, struct bw_str content_type);
/* What is declared, without a look at the text: byte order mark, header, bw_charset_prescan. NULL when nothing is. */
const struct bw_charset *bw_charset_declared(struct bw_str bytes, struct bw_str content_type);
/* The encoding that the document itself declares ("prescan a byte stream"), NULL when none. The standard looks at 1024
 * bytes; where these say nothing, the first 64 KB are looked at, since pages have their <meta> behind long scripts. An
 * XML declaration counts where no <meta> does, and before it when the first element is not <html>. */
const struct bw_charset *bw_charset_prescan(struct bw_str bytes);

/* "utf-8" of "text/xml; charset=UTF-8", as written and borrowed; "" when there is none. */
struct bw_str bw_charset_of_type(struct bw_str content_type);
/* The encoding of a label, white space around it and case ignored ("latin1", "x-sjis"); NULL when there is none. */
const struct bw_charset *bw_charset_labelled(struct bw_str label);
/* Its name as the standard writes it: "UTF-8", "windows-1252", "Shift_JIS". */
struct bw_str bw_charset_name(const struct bw_charset *c);
/* Bytes in that encoding, a byte order mark not looked for; result as of bw_charset_decode. */
struct bw_str bw_charset_convert(struct bw_arena *a, struct bw_str bytes, const struct bw_charset *c);

#endif
