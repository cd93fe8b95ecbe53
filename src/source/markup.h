/* The text of a field as HTML, put together from what the XML reader calls out. */
#ifndef BW_SOURCE_MARKUP_H
#define BW_SOURCE_MARKUP_H

#include "core/buf.h"
#include "source/xml.h"

/* "<", ">" and "&" become references, and '"' where quote is set. */
void bw_markup_put_escaped(struct bw_buf *out, struct bw_str s, bool quote);
/* An element inside a field is markup of its text. Addresses in it are made absolute against base. */
void bw_markup_put_tag(struct bw_arena *a, struct bw_buf *out, const struct bw_xml_tag *tag, struct bw_str base);
/* Text in base64; "" when what it holds is no UTF-8. Characters that do not belong in it are passed over. */
struct bw_str bw_markup_base64(struct bw_arena *a, struct bw_str in);
/* Text without markup as HTML. Much that is called text is HTML all the same, and stays as it is. */
struct bw_str bw_markup_from_text(struct bw_arena *a, struct bw_str text);
/* The text inside "<![CDATA[" and "]]>" when these are characters of it: an escaped section. */
struct bw_str bw_markup_without_cdata(struct bw_str text);

#endif
