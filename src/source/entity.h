/* Character references of HTML (core/html.h) as feeds mean them. */
#ifndef BW_SOURCE_ENTITY_H
#define BW_SOURCE_ENTITY_H

#include "core/str.h"

/* s.ptr[pos] is '&': the length of the reference there and its code point, or 0 when there is none. A name needs its
 * semicolon (an address with
 * "&copy=2" stays what it is), a number does not. Numbers from 128 to 159 mean windows-1252, as in browsers. A number
 * that is no character gives its length and code point 0: to be dropped. A name that means two characters is none. */
size_t bw_entity_read(struct bw_str s, size_t pos, uint32_t *cp);

#endif
