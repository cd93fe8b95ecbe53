/* One mail message (RFC 5322, MIME) as an item: newsletters are sources like any other. */
#ifndef BW_SOURCE_MAIL_H
#define BW_SOURCE_MAIL_H

#include "source/item.h"

struct bw_mail {
	struct bw_item item;  /* id: the Message-ID; url: the address under which the sender shows the issue on the web
				 when a header or a "view in browser" link says so, else "mid:MESSAGE-ID" (RFC 2392);
				 content: the HTML part; published: the Date header */
	struct bw_str sender; /* who it is from: the name, else the address */
	struct bw_str list;   /* List-Id without brackets, "" none */
	struct bw_str text;   /* the plain text part, UTF-8; used where there is no HTML */
	struct bw_str language;
};

/* BW_EINPUT when it is no message. Attachments are passed over; parts may nest to a limit. */
int bw_mail_read(struct bw_arena *a, struct bw_str bytes, struct bw_mail *out, struct bw_err *err);

#endif
