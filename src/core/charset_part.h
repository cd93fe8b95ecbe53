/* What the files of charset.h share. */
#ifndef BW_CORE_CHARSET_PART_H
#define BW_CORE_CHARSET_PART_H

#include "core/buf.h"
#include "core/charset.h"

enum bw_charset_kind {
	BW_CHARSET_UTF8,
	BW_CHARSET_UTF16LE,
	BW_CHARSET_UTF16BE,
	BW_CHARSET_LATIN,      /* windows-1252 and all that is read as it */
	BW_CHARSET_SINGLE,     /* one byte a character, ASCII below 0x80 */
	BW_CHARSET_MULTI,      /* several bytes a character */
	BW_CHARSET_SEVEN,      /* escape sequences, no byte beyond ASCII */
	BW_CHARSET_USER,       /* x-user-defined */
	BW_CHARSET_UNREADABLE, /* "replacement": the whole text is one U+FFFD */
};

struct bw_charset {
	const char *name;
	enum bw_charset_kind kind;
	const char *converter; /* what ICU calls it; NULL when it is converted here */
	const char *labels;    /* lower case, a space between them */
	enum {
		BW_CHARSET_AS_ICU,
		BW_CHARSET_GB,     /* the byte 0x80 is the euro */
		BW_CHARSET_BIG5,   /* see bw_charset_big5_other */
		BW_CHARSET_KOREAN, /* nothing of private use */
	} differs;
};

/* Of the encodings that others are measured against. */
const struct bw_charset *bw_charset_utf8(void);
const struct bw_charset *bw_charset_windows1252(void);
const struct bw_charset *bw_charset_utf16(bool big_endian);

/* UTF-16 to UTF-8, in pieces: a surrogate may wait for its other half. */
struct bw_utf16_reader {
	struct bw_buf *out;
	uint32_t high; /* 0: none waits */
};
void bw_utf16_put(struct bw_utf16_reader *r, uint32_t unit);
void bw_utf16_end(struct bw_utf16_reader *r);

/* The characters of the bytes 0x80 to 0xFF of a single-byte encoding; 0 where there is none. */
void bw_charset_upper_half(const struct bw_charset *c, uint32_t upper[128]);
/* Bytes in an encoding of ICU's, to out. */
void bw_charset_icu(const struct bw_charset *c, struct bw_str bytes, struct bw_buf *out);
/* Corrects an upper half of ICU's; that of ISO-8859-16, which ICU lacks, grows out of Latin-1. */
void bw_charset_mend_upper(const struct bw_charset *c, uint32_t upper[128]);
/* What Big5 has for a code that ICU does not know, or for its character of private use; mark is 0 or combines with it.
 */
bool bw_charset_big5_other(uint32_t key, uint16_t *character, uint16_t *mark);

#endif
