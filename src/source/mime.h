/*
 * Parts of a MIME message (RFC 2045, 2046, 2047, 2231), read as mail programs must read them: strict where a reading is
 * sure, tolerant of what is wrong in the wild. Linear in the length. Views are borrowed from the message or in the
 * arena.
 */
#ifndef BW_SOURCE_MIME_H
#define BW_SOURCE_MIME_H

#include "core/arena.h"
#include "core/str.h"

struct bw_mime_part {
	struct bw_str head, body;   /* body: still coded */
	struct bw_str type;         /* "text/html", lower case; what the place of the part says when it does not */
	struct bw_str content_type; /* the whole field, one line, "" none */
	struct bw_str encoding;     /* "base64", lower case, "" none */
};

/* Splits a part into head and body. The empty line between them may be missing. */
void bw_mime_part_read(struct bw_arena *a, struct bw_str bytes, struct bw_str default_type, struct bw_mime_part *out);

/* First field of that name, as one line, else "". */
struct bw_str bw_mime_field(struct bw_arena *a, const struct bw_mime_part *p, struct bw_str name);

/* A parameter of a field's value ("charset" of "text/html; charset=utf-8"): quotes off, RFC 2231 undone, raw bytes in
 * its charset otherwise; "" when absent. */
struct bw_str bw_mime_param(struct bw_arena *a, struct bw_str value, struct bw_str name);

/* "text/html" of the value, lower case; "" when it is not of this form. */
struct bw_str bw_mime_type_of(struct bw_arena *a, struct bw_str value);

/* The body with its transfer encoding off. */
struct bw_str bw_mime_bytes(struct bw_arena *a, const struct bw_mime_part *p);
/* The same as UTF-8. */
struct bw_str bw_mime_text(struct bw_arena *a, const struct bw_mime_part *p);

struct bw_str bw_mime_base64(struct bw_arena *a, struct bw_str s);
/* header: as in encoded words, where '_' is a blank and line ends do not count. */
struct bw_str bw_mime_quoted_printable(struct bw_arena *a, struct bw_str s, bool header);

/* Bytes of a declared charset as UTF-8 without NUL and control characters. label "" : unknown. */
struct bw_str bw_mime_decode(struct bw_arena *a, struct bw_str bytes, struct bw_str label);

/* Text of a field as UTF-8: encoded words are decoded, those that are none stay as they are; bytes that are no ASCII
 * are read in the charset of label; white space folded, invisible characters off. */
struct bw_str bw_mime_words(struct bw_arena *a, struct bw_str value, struct bw_str label);

/* Parts of a multipart body, one after the other. */
struct bw_mime_walk {
	struct bw_str rest, boundary;
	bool begun;
};
/* False when the body has no boundary line: it is no multipart then, whatever it says. */
bool bw_mime_walk_init(struct bw_arena *a, const struct bw_mime_part *p, struct bw_mime_walk *out);
bool bw_mime_walk_next(struct bw_mime_walk *w, struct bw_str *bytes);

/* Mailboxes of an address list (RFC 5322, 3.4): groups opened, comments off, names decoded. */
struct bw_mailbox {
	struct bw_str name, address; /* one of them may be "" */
};
struct bw_mailboxes {
	struct bw_mailbox *ptr;
	size_t len, cap;
};
void bw_mime_addresses(struct bw_arena *a, struct bw_str value, struct bw_str label, struct bw_mailboxes *out);

#endif
