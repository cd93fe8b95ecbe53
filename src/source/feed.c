#include "core/charset.h"
#include "core/utf8.h"
#include "source/build.h"

enum { GLIMPSE_BYTES = 40 };

static int not_a_feed(struct bw_arena *a, enum bw_source_kind kind, struct bw_str text, struct bw_err *err)
{
	if (kind == BW_SOURCE_PAGE)
		return bw_err_set(err, BW_EINPUT,
				  "this is a web page, not a feed: look on it for the address of its feed");
	if (kind == BW_SOURCE_OPML)
		return bw_err_set(err, BW_EINPUT, "this is a list of feeds (OPML), not a feed: import it as a list");
	if (!text.len)
		return bw_err_set(err, BW_EINPUT, "there is nothing in it");
	struct bw_str glimpse = bw_utf8_clean(a, bw_str_sub(text, 0, GLIMPSE_BYTES));
	size_t line = bw_str_find_char(glimpse, '\n', 0);
	glimpse = bw_str_sub(glimpse, 0, line == BW_NPOS ? glimpse.len : line);
	return bw_err_set(err, BW_EINPUT,
			  "line 1: neither RSS, Atom, JSON Feed nor site map; it begins with \"%" BW_PRISTR "\"",
			  BW_ARG(glimpse));
}

int bw_feed_read(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type, struct bw_str base,
		 struct bw_feed *out, struct bw_err *err)
{
	*out = (struct bw_feed){.kind = BW_SOURCE_UNKNOWN};
	struct bw_str text = bw_str_trim(bw_charset_decode(a, bytes, content_type));
	enum bw_source_kind kind = bw_source_sniff(bytes, content_type);
	int code;
	switch (kind) {
	case BW_SOURCE_RSS:
	case BW_SOURCE_RDF:
	case BW_SOURCE_ATOM:
		code = bw_feed_read_xml(a, text, base, out, err);
		break;
	case BW_SOURCE_JSON_FEED:
		code = bw_feed_read_json(a, text, base, out, err);
		break;
	case BW_SOURCE_SITEMAP:
		if (text.len && text.ptr[0] == '<')
			code = bw_sitemap_read_xml(a, text, base, out, err);
		else
			code = bw_sitemap_read_text(a, text, base, out, err);
		break;
	default:
		if (kind == BW_SOURCE_UNKNOWN && text.len && text.ptr[0] == '<')
			code = bw_feed_read_xml(a, text, base, out, err);
		else
			code = not_a_feed(a, kind, text, err);
	}
	if (code && err && base.len)
		bw_err_context(err, "%" BW_PRISTR, BW_ARG(base));
	return code;
}
