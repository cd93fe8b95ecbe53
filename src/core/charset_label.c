/* The encodings of the Encoding standard (section 4.2) with their labels. */
#include "core/charset_part.h"

enum { UTF8, WINDOWS_1252, UTF16LE, UTF16BE };

static const struct bw_charset charsets[] = {
	[UTF8] = {"UTF-8", BW_CHARSET_UTF8, NULL,
		  "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8"},
	[WINDOWS_1252] = {"windows-1252", BW_CHARSET_LATIN, NULL,
			  "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 "
			  "iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252"},
	[UTF16LE] = {"UTF-16LE", BW_CHARSET_UTF16LE, NULL,
		     "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le"},
	[UTF16BE] = {"UTF-16BE", BW_CHARSET_UTF16BE, NULL, "unicodefffe utf-16be"},
	{"IBM866", BW_CHARSET_SINGLE, "ibm-866_P100-1995", "866 cp866 csibm866 ibm866"},
	{"ISO-8859-2", BW_CHARSET_SINGLE, "ibm-912_P100-1995",
	 "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2"},
	{"ISO-8859-3", BW_CHARSET_SINGLE, "ibm-913_P100-2000",
	 "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3"},
	{"ISO-8859-4", BW_CHARSET_SINGLE, "ibm-914_P100-1995",
	 "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4"},
	{"ISO-8859-5", BW_CHARSET_SINGLE, "ibm-915_P100-1995",
	 "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988"},
	{"ISO-8859-6", BW_CHARSET_SINGLE, "ibm-1089_P100-1995",
	 "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i "
	 "iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"},
	{"ISO-8859-7", BW_CHARSET_SINGLE, "ibm-9005_X110-2007",
	 "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 "
	 "iso_8859-7:1987 sun_eu_greek"},
	{"ISO-8859-8", BW_CHARSET_SINGLE, "ibm-5012_P100-1999",
	 "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 "
	 "iso_8859-8:1988 visual"},
	{"ISO-8859-8-I", BW_CHARSET_SINGLE, "ibm-5012_P100-1999", "csiso88598i iso-8859-8-i logical"},
	{"ISO-8859-10", BW_CHARSET_SINGLE, "iso-8859_10-1998",
	 "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6"},
	{"ISO-8859-13", BW_CHARSET_SINGLE, "ibm-921_P100-1995", "iso-8859-13 iso8859-13 iso885913"},
	{"ISO-8859-14", BW_CHARSET_SINGLE, "iso-8859_14-1998", "iso-8859-14 iso8859-14 iso885914"},
	{"ISO-8859-15", BW_CHARSET_SINGLE, "ibm-923_P100-1998",
	 "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9"},
	{"ISO-8859-16", BW_CHARSET_SINGLE, NULL, "iso-8859-16"},
	{"KOI8-R", BW_CHARSET_SINGLE, "ibm-878_P100-1996", "cskoi8r koi koi8 koi8-r koi8_r"},
	{"KOI8-U", BW_CHARSET_SINGLE, "ibm-1168_P100-2002", "koi8-ru koi8-u"},
	{"macintosh", BW_CHARSET_SINGLE, "macos-0_2-10.2", "csmacintosh mac macintosh x-mac-roman"},
	{"windows-874", BW_CHARSET_SINGLE, "windows-874-2000",
	 "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874"},
	{"windows-1250", BW_CHARSET_SINGLE, "ibm-5346_P100-1998", "cp1250 windows-1250 x-cp1250"},
	{"windows-1251", BW_CHARSET_SINGLE, "ibm-5347_P100-1998", "cp1251 windows-1251 x-cp1251"},
	{"windows-1253", BW_CHARSET_SINGLE, "ibm-5349_P100-1998", "cp1253 windows-1253 x-cp1253"},
	{"windows-1254", BW_CHARSET_SINGLE, "ibm-5350_P100-1998",
	 "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 "
	 "windows-1254 x-cp1254"},
	{"windows-1255", BW_CHARSET_SINGLE, "ibm-9447_P100-2002", "cp1255 windows-1255 x-cp1255"},
	{"windows-1256", BW_CHARSET_SINGLE, "ibm-9448_X100-2005", "cp1256 windows-1256 x-cp1256"},
	{"windows-1257", BW_CHARSET_SINGLE, "ibm-9449_P100-2002", "cp1257 windows-1257 x-cp1257"},
	{"windows-1258", BW_CHARSET_SINGLE, "ibm-5354_P100-1998", "cp1258 windows-1258 x-cp1258"},
	{"x-mac-cyrillic", BW_CHARSET_SINGLE, "macos-7_3-10.2", "x-mac-cyrillic x-mac-ukrainian"},
	{"GBK", BW_CHARSET_MULTI, "gb18030",
	 "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk", BW_CHARSET_GB},
	{"gb18030", BW_CHARSET_MULTI, "gb18030", "gb18030", BW_CHARSET_GB},
	{"Big5", BW_CHARSET_MULTI, "ibm-1375_P100-2008", "big5 big5-hkscs cn-big5 csbig5 x-x-big5", BW_CHARSET_BIG5},
	{"EUC-JP", BW_CHARSET_MULTI, "euc-jp-2007", "cseucpkdfmtjapanese euc-jp x-euc-jp"},
	{"ISO-2022-JP", BW_CHARSET_SEVEN, "ISO_2022,locale=ja,version=0", "csiso2022jp iso-2022-jp"},
	{"Shift_JIS", BW_CHARSET_MULTI, "ibm-943_P15A-2003",
	 "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis"},
	{"EUC-KR", BW_CHARSET_MULTI, "windows-949-2000",
	 "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
	 BW_CHARSET_KOREAN},
	{"replacement", BW_CHARSET_UNREADABLE, NULL,
	 "csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement"},
	{"x-user-defined", BW_CHARSET_USER, NULL, "x-user-defined"},
};

const struct bw_charset *bw_charset_utf8(void)
{
	return &charsets[UTF8];
}

const struct bw_charset *bw_charset_windows1252(void)
{
	return &charsets[WINDOWS_1252];
}

const struct bw_charset *bw_charset_utf16(bool big_endian)
{
	return &charsets[big_endian ? UTF16BE : UTF16LE];
}

const struct bw_charset *bw_charset_labelled(struct bw_str label)
{
	label = bw_str_trim(label);
	for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
		struct bw_str rest = bw_str_from(charsets[i].labels), one;
		while (bw_str_split(&rest, ' ', &one))
			if (bw_str_eq_ascii_nocase(one, label))
				return &charsets[i];
	}
	return NULL;
}

struct bw_str bw_charset_name(const struct bw_charset *c)
{
	return bw_str_from(c->name);
}
