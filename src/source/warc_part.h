/* Between warc.c, which finds records in the bytes, and warc_record.c, which knows what they mean. */
#ifndef BW_SOURCE_WARC_PART_H
#define BW_SOURCE_WARC_PART_H

#include "source/container.h"

struct bw_warc_record {
	struct bw_str url, content_type;
	bw_time at;
	uint64_t length;
	bool wanted; /* of a type and an address that can hold a page */
	bool http;   /* its block is an HTTP response */
	bool part;   /* the rest is in another record */
};

/* Reads the fields. False when the length is missing or no number. */
bool bw_warc_record_read(struct bw_arena *a, struct bw_str head, struct bw_warc_record *out);

enum bw_warc_found { BW_WARC_PAGE, BW_WARC_NO_PAGE, BW_WARC_FAULT };

/* The page in the block of a record that is wanted: fills bytes and content_type. A fault is in err, to stand behind
 * "the record at ...". */
enum bw_warc_found bw_warc_page(struct bw_arena *a, const struct bw_warc_record *record, struct bw_str block,
				size_t max, struct bw_captured *out, struct bw_err *err);

#endif
