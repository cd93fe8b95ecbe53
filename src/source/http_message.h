/* An HTTP response as it went over the wire (RFC 9112), out of an archive: its head, and its body with the codings off.
 */
#ifndef BW_SOURCE_HTTP_MESSAGE_H
#define BW_SOURCE_HTTP_MESSAGE_H

#include "core/arena.h"
#include "core/err.h"

struct bw_http_message {
	int status;
	struct bw_str content_type; /* "" unknown */
	struct bw_str transfer_encoding, content_encoding;
	struct bw_str body; /* still coded */
};

/* BW_EINPUT when it is no response. Views are borrowed. */
int bw_http_message_read(struct bw_str bytes, struct bw_http_message *out, struct bw_err *err);

/* The body with chunks joined and gzip, deflate and brotli undone. Archives often keep a body decoded beside a head
 * that still names its coding: a body that is not coded is taken as it is. Content-Length is not believed. BW_ELIMIT
 * when it comes to more than max bytes; BW_EINPUT when it is damaged or in a coding that is not known. */
int bw_http_message_body(struct bw_arena *a, const struct bw_http_message *m, size_t max, struct bw_str *out,
			 struct bw_err *err);

#endif
