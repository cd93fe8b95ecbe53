/*
 * The text of a PDF, in two steps: poppler's pdftotext gives its lines, run as a process of its own that gets the file
 * over a pipe and may touch nothing else; then lines become paragraphs. The second step is pure.
 */
#ifndef BW_RUN_PDF_H
#define BW_RUN_PDF_H

#include "extract/article.h"

/* The type under which what bw_pdf_text gave is passed on. */
#define BW_PDF_TEXT_TYPE "text/x-pdftotext"

bool bw_pdf_is(struct bw_str bytes);

/* Lines of the pages, a form feed behind each page. BW_ENOTFOUND when pdftotext is not installed, with what to install;
 * BW_EINPUT when it cannot read the file, BW_ELIMIT when it takes too long or too much. */
int bw_pdf_text(struct bw_arena *a, struct bw_str bytes, struct bw_str *text, struct bw_err *err);

/* Before a document is given to be parsed: of a PDF the text takes the place of bytes and type. Nothing else changes.
 */
int bw_pdf_prepare(struct bw_arena *a, struct bw_str *bytes, struct bw_str *content_type, struct bw_err *err);

/* Lines become paragraphs: words that a line end parts are joined, heads and feet of pages and page numbers left out.
 * The first block is the title when it is short. There is no date in it. */
int bw_pdf_article(struct bw_arena *a, struct bw_str text, struct bw_str url, struct bw_article *out,
		   struct bw_err *err);

#endif
