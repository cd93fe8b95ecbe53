/* Between document.c, which tells kinds apart, and document_mail.c, which knows messages. */
#ifndef BW_RUN_DOCUMENT_PART_H
#define BW_RUN_DOCUMENT_PART_H

#include "run/ingest.h"

/* A page; where it is a file that a browser saved, its address is what the browser wrote down. */
int bw_document_page(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type, struct bw_str url,
		     struct bw_document *out, struct bw_err *err);
struct bw_str bw_document_saved_from(struct bw_arena *a, struct bw_str bytes);
/* The address when it is a whole one of http or https, else "". */
struct bw_str bw_document_web_address(struct bw_arena *a, struct bw_str url);

/* A message, or a page that was saved as one (MHTML, RFC 2557). */
int bw_document_mail(struct bw_arena *a, struct bw_str bytes, struct bw_str url, struct bw_document *out,
		     struct bw_err *err);

#endif
