/* Between mail.c, which reads a message, and the files that know its texts and its links. */
#ifndef BW_SOURCE_MAIL_PART_H
#define BW_SOURCE_MAIL_PART_H

#include "source/mime.h"

/* The texts of a message. */
struct bw_mail_texts {
	struct bw_str html, text; /* UTF-8; "" none */
	struct bw_str label;      /* charset of the first text as declared */
	struct bw_str language;   /* of a part, as declared */
	struct bw_str forwarded;  /* the first message within it */
	size_t n_forwarded;
};
void bw_mail_texts_read(struct bw_arena *a, const struct bw_mime_part *message, struct bw_mail_texts *out);

/* What words of the table any/mail are for. */
enum bw_mail_word { BW_MAIL_WEB, BW_MAIL_HERE, BW_MAIL_OPENS, BW_MAIL_WROTE, BW_MAIL_FOOT, BW_MAIL_WORDS };
struct bw_mail_words {
	struct bw_str *row[BW_MAIL_WORDS];
	size_t n[BW_MAIL_WORDS];
};
void bw_mail_words_load(struct bw_arena *a, struct bw_mail_words *out);
/* A row of that kind stands in the text, as whole words; folded: as bw_uni_fold gives it. */
bool bw_mail_words_in(const struct bw_mail_words *w, enum bw_mail_word kind, struct bw_str folded);

/* The link of the HTML under which the sender shows the issue on the web, "" none: without what names the reader, ""
 * too when it is a link that only counts clicks. */
struct bw_str bw_mail_web_link(struct bw_arena *a, struct bw_str html);
/* The same of plain text: the address in the line that says so, or in the one behind it. */
struct bw_str bw_mail_web_link_of_text(struct bw_arena *a, struct bw_str text);
/* An address without what names the reader, "" when nothing else would be left of it. */
struct bw_str bw_mail_public_link(struct bw_arena *a, struct bw_str url);

/* Plain text, format=flowed (RFC 3676) joined to paragraphs; delsp: the blank that marks a flow is no blank. */
struct bw_str bw_mail_unflow(struct bw_arena *a, struct bw_str text, bool delsp);
/* Without the signature, the list's footer and the quoted mail at its end. */
struct bw_str bw_mail_without_tail(struct bw_arena *a, struct bw_str text);

#endif
