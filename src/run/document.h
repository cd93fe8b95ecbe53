/*
 * What a file is, and what it says. Pure: bytes in, struct out, so that it can run where nothing may be touched. Only
 * the text of a PDF comes from elsewhere (run/pdf.h).
 */
#ifndef BW_RUN_DOCUMENT_H
#define BW_RUN_DOCUMENT_H

#include "run/ingest.h"

/* A saved page, MHTML, a text, Markdown, a mail, article JSON or a feed, any of them packed with gzip; told by content
 * first and by the name at the end of url second. Where a browser wrote down the address of a page that it saved, that
 * is its address. content_type BW_PDF_TEXT_TYPE: bytes are what bw_pdf_text gave.
 * BW_EINPUT says in words what the file is when it is none of these. */
int bw_document_read(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type, struct bw_str url,
		     struct bw_document *out, struct bw_err *err);

/* A mail message as an article: its publisher is the sender, its title the subject; *id is its Message-ID, "" none.
 * *kind is BW_PAGE_EMPTY when it has no text. */
int bw_document_message(struct bw_arena *a, struct bw_str bytes, struct bw_article *out, enum bw_page_kind *kind,
			struct bw_str *id, struct bw_err *err);

#endif
