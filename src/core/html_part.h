/* What the files of the tokeniser share. */
#ifndef BW_CORE_HTML_PART_H
#define BW_CORE_HTML_PART_H

#include "core/html.h"

struct bw_html_named {
	uint16_t name;     /* where it begins in bw_html_names */
	uint8_t len;       /* of the name, with its semicolon when it has one */
	uint8_t chars_len; /* of the text, in bytes */
	char chars[8];
};

/* Made by tools/references: in byte order of the names. */
extern const char bw_html_names[];
extern const struct bw_html_named bw_html_named[];
extern const uint16_t bw_html_named_first[];

/* Classes of bytes. */
enum {
	BW_BYTE_SPACE = 1,     /* tab, LF, FF, CR, space */
	BW_BYTE_TAG_END = 2,   /* ends a tag's name: space, '/', '>' */
	BW_BYTE_ATTR_END = 4,  /* ends an attribute's name: the same and '=' */
	BW_BYTE_VALUE_END = 8, /* ends a value without quotes: space, '>' */
	BW_BYTE_LETTER = 16,
	BW_BYTE_DIGIT = 32,
	BW_BYTE_HEX = 64,
	BW_BYTE_ODD = 128 /* may have to change: '&', CR, NUL */
};
extern const uint8_t bw_html_bytes[256];

static inline bool bw_html_is(char c, unsigned classes)
{
	return (bw_html_bytes[(unsigned char)c] & classes) != 0;
}

/* What changes in a piece of the input besides its line ends. */
enum { BW_FIX_REFERENCES = 1, BW_FIX_IN_ATTRIBUTE = 2, BW_FIX_NUL = 4, BW_FIX_CASE = 8 };
/* s[from, to) with its changes made; *changed is set when there were any. */
struct bw_str bw_html_fixed(struct bw_lexer *h, size_t from, size_t to, unsigned fix, bool *changed);
/* A comment or CDATA section that opens at lt, or a doctype; pos is moved behind it. */
bool bw_html_declaration(struct bw_lexer *h, size_t lt, struct bw_lexeme *t);
/* What stands from `from` to the next '>' as a comment. */
bool bw_html_bogus(struct bw_lexer *h, size_t from, struct bw_lexeme *t);
/* Of attributes with one name, from `first` on, the first alone stays. */
void bw_html_drop_repeated(struct bw_lexer *h, uint32_t first);

#endif
