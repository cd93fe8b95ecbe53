/*
 * Feeds as they are found, made well-formed XML: text before the first element and after the last one is dropped, so
 * are comments, the XML declaration and the document type (and with it every declared entity: nothing is ever
 * expanded); "&" that begins no reference and "<" that begins no tag are escaped; HTML references become characters;
 * characters that XML forbids are dropped; attributes are quoted; <br>, <hr>, <img>, <wbr> are closed; an end tag
 * closes what is open inside its element, and one that closes nothing is dropped; an item closes the item before it;
 * elements deeper than BW_MEND_DEPTH, attributes after the first BW_MEND_ATTRS and what is longer than BW_MEND_VALUE
 * of a value are dropped. Elements that are open at the end stay open. One pass, linear.
 */
#ifndef BW_SOURCE_MEND_H
#define BW_SOURCE_MEND_H

#include "core/buf.h"
#include "core/str.h"

enum { BW_MEND_DEPTH = 128, BW_MEND_ATTRS = 64, BW_MEND_VALUE = 1 << 16 };

struct bw_mend {
	int open;      /* elements still open where the text ended */
	bool too_deep; /* an element deeper than BW_MEND_DEPTH was dropped */
	bool had_root; /* there is an element in it */
	size_t end;    /* where the outermost element ends: another may follow */
};

/* utf8 must be well-formed. out gets at most bw_mend_room(utf8.len) bytes. */
size_t bw_mend_room(size_t len);
struct bw_mend bw_mend_xml(struct bw_str utf8, struct bw_buf *out);

#endif
