#include "source/entity.h"

#include "core/html.h"
#include "core/utf8.h"

/* What may stand in a text: no control but white space, no noncharacter. The replacement character is what a number
 * that means nothing comes out as. */
static bool is_text(uint32_t cp)
{
	bool control = (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') || (cp >= 0x7F && cp < 0xA0);
	bool noncharacter = (cp & 0xFFFE) == 0xFFFE || (cp >= 0xFDD0 && cp < 0xFDF0);
	return !control && !noncharacter && cp != BW_REPLACEMENT;
}

size_t bw_entity_read(struct bw_str s, size_t pos, uint32_t *cp)
{
	struct bw_html_chars chars;
	size_t at = 0, len = bw_html_reference(s, pos, false, &chars);
	bool number = pos + 1 < s.len && s.ptr[pos + 1] == '#';
	if (!len || (!number && s.ptr[pos + len - 1] != ';'))
		return 0;
	*cp = bw_utf8_next((struct bw_str){chars.bytes, chars.len}, &at);
	if (number)
		*cp = is_text(*cp) ? *cp : 0;
	return at == chars.len ? len : 0;
}
