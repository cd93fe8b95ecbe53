/* One mail message (RFC 5322, MIME) as an item: newsletters are sources like any other. */
#ifndef BW_SOURCE_MAIL_H
#define BW_SOURCE_MAIL_H

#include "source/item.h"

struct bw_mail {
	struct bw_item item;  /* id: the Message-ID without brackets; url: the address under which the sender shows the
				 issue on the web when a header (Archived-At, RFC 5064) or a "view in browser" link says
				 so, but never one that names the reader or only counts clicks; else "mid:MESSAGE-ID"
				 (RFC 2392); of a message without one "mid:DIGEST@sha256.invalid". content: the HTML
				 part; published: the Date header; author: the name that From gives */
	struct bw_str sender; /* who it is from: the name, else the address; the list, when From says "Jane via List" */
	struct bw_str list;   /* List-Id without brackets, "" none */
	struct bw_str text;   /* the plain text part, UTF-8; used where there is no HTML */
	struct bw_str language;
};

/* BW_EINPUT when it is no message. Attachments are passed over; parts may nest to a limit. Of alternatives the HTML is
 * taken; text in lines that flow (RFC 3676) is joined, and signature and quoted mail are left out of it where they are
 * its end. A message that is nothing but a forwarded one is read as that one, but for its sender. */
int bw_mail_read(struct bw_arena *a, struct bw_str bytes, struct bw_mail *out, struct bw_err *err);

/* Which paragraphs (parted by empty lines) of an issue's text are its own: [*from, *to). Those that only lead to it on
 * the web or repeat its title go off its beginning, those about the subscription off its end. */
void bw_mail_own_paragraphs(struct bw_arena *a, struct bw_str text, struct bw_str title, size_t *from, size_t *to);

/* The bytes begin with the head of a message: two fields or more that mail has. */
bool bw_mail_begins(struct bw_str bytes);

#endif
