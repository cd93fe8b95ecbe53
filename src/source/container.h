/*
 * Files that hold many documents: mailboxes (mbox) and web archives (WARC). They may be larger than memory, so they are
 * read in pieces and their documents handed out one by one. Pure: where the bytes come from is the caller's business.
 */
#ifndef BW_SOURCE_CONTAINER_H
#define BW_SOURCE_CONTAINER_H

#include "core/arena.h"
#include "core/err.h"
#include "core/time.h"
#include "source/item.h"

/* Bytes as they come: fills at most n bytes, gives how many; 0 at the end. */
struct bw_byte_reader {
	size_t (*read)(void *ctx, char *to, size_t n);
	void *ctx;
};

struct bw_captured {
	struct bw_str bytes;        /* the page, decoded from its transfer and content encoding; or the message */
	struct bw_str content_type; /* "" unknown; "message/rfc822" of a message */
	struct bw_str url;          /* "" of a message */
	bw_time at;                 /* when it was captured; BW_TIME_NONE unknown */
	uint64_t offset;            /* where in the file it begins: names it in errors */
};

struct bw_container_teller {
	/* One document; its strings live until the call returns. A non-zero code stops the reading and is its result.
	 */
	int (*document)(void *ctx, const struct bw_captured *document, struct bw_err *err);
	/* A record that cannot be read, in words that name its place; the reading goes on behind it. */
	void (*refused)(void *ctx, const char *why);
	void *ctx;
};

/* max_bytes limits one document, decoded. Records that hold no page (requests, metadata, pictures) are passed over in
 * silence; one that is damaged or too long is refused. BW_EINPUT when the file is none of this kind at all. */
int bw_warc_read(struct bw_byte_reader in, size_t max_bytes, const struct bw_container_teller *teller,
		 struct bw_err *err);
int bw_mbox_read(struct bw_byte_reader in, size_t max_bytes, const struct bw_container_teller *teller,
		 struct bw_err *err);

/* BW_SOURCE_MAILBOX or BW_SOURCE_ARCHIVE by the first bytes of a file, packed with gzip or not; else BW_SOURCE_UNKNOWN.
 * A few hundred bytes are enough. */
enum bw_source_kind bw_container_sniff(struct bw_str head);

#endif
