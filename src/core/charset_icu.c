/* The converters of ICU, which come with its library and open no file. The standard is followed where they differ: a
 * byte of ASCII is never lost in a fault, a control stands for a fault, and charset_other.c has its rows. */
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include "core/charset_part.h"
#include "core/utf8.h"

enum { PIECE_UNITS = 2048 };

/* ICU's own substitution writes U+001A for some faults. */
static void substitute(const void *context, UConverterToUnicodeArgs *args, const char *bytes, int32_t n,
		       UConverterCallbackReason reason, UErrorCode *status)
{
	const struct bw_charset *c = context;
	const unsigned char *b = (const unsigned char *)bytes;
	UChar units[3] = {BW_REPLACEMENT};
	int32_t n_units = 1;
	uint16_t mark = 0;
	if (reason > UCNV_IRREGULAR)
		return;
	if (c->differs == BW_CHARSET_GB && n == 1 && b[0] == 0x80)
		units[0] = 0x20AC;
	else if (c->differs == BW_CHARSET_BIG5 && n == 2 && bw_charset_big5_other(b[0] << 8u | b[1], units, &mark))
		n_units = 1;
	else if (n == 2 && b[1] < 0x80 && c->kind == BW_CHARSET_MULTI)
		units[n_units++] = b[1];
	*status = U_ZERO_ERROR;
	ucnv_cbToUWriteUChars(args, units, n_units, 0, status);
}

static UConverter *open_converter(const struct bw_charset *c)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *cnv = ucnv_open(c->converter, &status);
	if (U_FAILURE(status))
		return NULL;
	ucnv_setToUCallBack(cnv, substitute, c, NULL, NULL, &status);
	return cnv;
}

static void put_unit(const struct bw_charset *c, struct bw_utf16_reader *r, uint32_t unit)
{
	uint16_t character = BW_REPLACEMENT, mark = 0;
	if (c->differs == BW_CHARSET_GB && unit == 0xE5E5) {
		unit = 0x3000;
	} else if (unit >= 0xE000 && unit < 0xF900 &&
		   (c->differs == BW_CHARSET_BIG5 || c->differs == BW_CHARSET_KOREAN)) {
		if (c->differs == BW_CHARSET_BIG5)
			bw_charset_big5_other(unit, &character, &mark);
		unit = character;
	} else if (unit >= 0x80 && unit < 0xA0) {
		unit = BW_REPLACEMENT;
	}
	bw_utf16_put(r, unit);
	if (mark)
		bw_utf16_put(r, mark);
}

static void convert(const struct bw_charset *c, UConverter *cnv, struct bw_str bytes, struct bw_utf16_reader *r)
{
	const char *from = bytes.ptr, *end = bytes.ptr + bytes.len;
	UChar piece[PIECE_UNITS];
	UErrorCode status;
	do {
		UChar *to = piece;
		status = U_ZERO_ERROR;
		ucnv_toUnicode(cnv, &to, piece + PIECE_UNITS, &from, end, NULL, 1, &status);
		for (const UChar *u = piece; u < to; u++)
			put_unit(c, r, *u);
	} while (status == U_BUFFER_OVERFLOW_ERROR);
}

void bw_charset_icu(const struct bw_charset *c, struct bw_str bytes, struct bw_buf *out)
{
	struct bw_utf16_reader r = {out, 0};
	UConverter *cnv = open_converter(c);
	if (cnv)
		convert(c, cnv, bytes, &r);
	else
		bw_utf8_put(out, BW_REPLACEMENT);
	bw_utf16_end(&r);
	ucnv_close(cnv);
}

void bw_charset_upper_half(const struct bw_charset *c, uint32_t upper[128])
{
	UConverter *cnv = c->converter ? open_converter(c) : NULL;
	for (int i = 0; i < 128; i++) {
		char byte = (char)(0x80 + i);
		const char *from = &byte;
		UChar unit = (UChar)(c->converter ? BW_REPLACEMENT : 0x80 + i), *to = &unit;
		UErrorCode status = U_ZERO_ERROR;
		if (cnv)
			ucnv_toUnicode(cnv, &to, &unit + 1, &from, &byte + 1, NULL, 1, &status);
		upper[i] = unit;
	}
	bw_charset_mend_upper(c, upper);
	ucnv_close(cnv);
}
