/* UTF-8 at the level of code points: decoding that never reads past the end, repair, and a few classes. */
#ifndef BW_CORE_UTF8_H
#define BW_CORE_UTF8_H

#include <stdbool.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/str.h"

enum { BW_REPLACEMENT = 0xFFFD };

/* Decodes the code point at s[*pos] and moves *pos past it. Malformed bytes give BW_REPLACEMENT and advance by the
 * maximal ill-formed prefix (Unicode 3.9, W3C practice), at least 1. *pos must be < s.len. */
uint32_t bw_utf8_next(struct bw_str s, size_t *pos);
/* The code point that ends at s[*pos - 1]; moves *pos back. *pos must be > 0. */
uint32_t bw_utf8_prev(struct bw_str s, size_t *pos);
void bw_utf8_put(struct bw_buf *out, uint32_t cp);
bool bw_utf8_valid(struct bw_str s);
/* s itself when it is well-formed and free of NUL and C0/C1 controls (but tab, LF, CR); else a repaired copy. */
struct bw_str bw_utf8_clean(struct bw_arena *a, struct bw_str s);

/* Unicode classes and folding (ICU behind). */
bool bw_uni_is_letter(uint32_t cp);
bool bw_uni_is_upper(uint32_t cp); /* upper or title case */
bool bw_uni_is_lower(uint32_t cp);
bool bw_uni_is_digit(uint32_t cp);
bool bw_uni_is_space(uint32_t cp);
bool bw_uni_is_ideograph(uint32_t cp); /* Han, Hiragana, Katakana: scripts without spaces between words */
/* NFKC, case folded, combining marks dropped, curly quotes and dashes made ASCII: the key under which words and names
 * are compared ("Gdańsk" = "gdansk"). ASCII input is fast. Stroked letters and ligatures are plain too ("Łódź" =
 * "lodz"); marks that only one script uses are its letters and stay. A copy, also when nothing changed. At most 64 MB.
 */
struct bw_str bw_uni_fold(struct bw_arena *a, struct bw_str s);
/* NFKC and case folded, marks left where they are. A copy; at most 64 MB. */
struct bw_str bw_uni_casefold(struct bw_arena *a, struct bw_str s);

/* Word segmentation of scripts without spaces: calls back with byte offsets, in order, for everything that is not white
 * space. Falls back to single code points. */
void bw_uni_words(struct bw_str s, void (*word)(void *ctx, size_t start, size_t end), void *ctx);
/* The same for many pieces of text: opening costs more than a short piece. Of one thread at a time; never fails. */
struct bw_uni_breaker;
struct bw_uni_breaker *bw_uni_breaker_open(void);
void bw_uni_breaker_words(struct bw_uni_breaker *b, struct bw_str s, void (*word)(void *ctx, size_t start, size_t end),
			  void *ctx);
void bw_uni_breaker_close(struct bw_uni_breaker *b);

/* The form of a host name that goes over the wire (UTS 46: lower case, "münchen.de" is "xn--mnchen-3ya.de"), without a
 * NUL. False when it is no possible name or longer than size. */
bool bw_uni_host_ascii(struct bw_str host, char *out, size_t size, size_t *len);

#endif
