#include "source/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>

/* libxml2 hands attributes over as groups of five: name, prefix, namespace, begin and end of the value. */
enum { ATTR_NAME, ATTR_PREFIX, ATTR_NS, ATTR_VALUE, ATTR_END, ATTR_FIELDS };

struct reader {
	const struct bw_xml_handler *handler;
	void *ctx;
};

/* Fed in pieces, as the push parser wants it; the first tells the encoding, so it is given apart. */
enum { PIECE_BYTES = 1 << 16 };

static struct bw_str view(const xmlChar *s)
{
	return bw_str_from((const char *)s);
}

void bw_xml_attr_at(const struct bw_xml_tag *tag, int i, struct bw_str *prefix, struct bw_str *name,
		    struct bw_str *value)
{
	const xmlChar *const *a = (const xmlChar *const *)tag->attrs + (size_t)i * ATTR_FIELDS;
	*prefix = view(a[ATTR_PREFIX]);
	*name = view(a[ATTR_NAME]);
	*value = (struct bw_str){(const char *)a[ATTR_VALUE], (size_t)(a[ATTR_END] - a[ATTR_VALUE])};
}

struct bw_str bw_xml_attr(const struct bw_xml_tag *tag, struct bw_str prefix, struct bw_str name)
{
	for (int i = 0; i < tag->n_attrs; i++) {
		struct bw_str p, n, value;
		bw_xml_attr_at(tag, i, &p, &n, &value);
		if (bw_str_eq(n, name) && bw_str_eq(p, prefix))
			return value;
	}
	return BW_STR_NONE;
}

struct bw_str bw_xml_attr_nocase(const struct bw_xml_tag *tag, struct bw_str name)
{
	for (int i = 0; i < tag->n_attrs; i++) {
		struct bw_str p, n, value;
		bw_xml_attr_at(tag, i, &p, &n, &value);
		if (bw_str_eq_ascii_nocase(n, name))
			return value;
	}
	return BW_STR_NONE;
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
		     const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
	(void)n_namespaces, (void)namespaces, (void)n_defaulted;
	struct reader *r = ctx;
	struct bw_xml_tag tag = {view(prefix), view(name), view(uri), attributes, n_attributes};
	r->handler->start(r->ctx, &tag);
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)name, (void)prefix, (void)uri;
	struct reader *r = ctx;
	r->handler->end(r->ctx);
}

static void on_text(void *ctx, const xmlChar *text, int len)
{
	struct reader *r = ctx;
	r->handler->text(r->ctx, (struct bw_str){(const char *)text, (size_t)len});
}

/* Faults are read from the context at the end; libxml2 would print them. */
#if LIBXML_VERSION >= 21200
static void on_fault(void *ctx, const xmlError *fault)
#else
static void on_fault(void *ctx, xmlErrorPtr fault)
#endif
{
	(void)ctx, (void)fault;
}

static int gave_up(xmlParserCtxtPtr parser, struct bw_err *err)
{
	const xmlError *last = xmlCtxtGetLastError(parser);
	struct bw_str why = bw_str_trim(bw_str_from(last && last->message ? last->message : "it is not XML"));
	return bw_err_set(err, BW_EINPUT, "line %d: %" BW_PRISTR, last ? last->line : 1, BW_ARG(why));
}

int bw_xml_read(struct bw_str text, const struct bw_xml_handler *handler, void *ctx, struct bw_err *err)
{
	struct reader reader = {handler, ctx};
	xmlSAXHandler sax = {.startElementNs = on_start,
			     .endElementNs = on_end,
			     .characters = on_text,
			     .cdataBlock = on_text,
			     .serror = on_fault,
			     .initialized = XML_SAX2_MAGIC};
	if (text.len > INT_MAX)
		return bw_err_set(err, BW_ELIMIT, "the text is longer than 2 GB");
	xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&sax, &reader, NULL, 0, NULL);
	if (!parser)
		return bw_err_set(err, BW_EINPUT, "no XML parser could be made");
	xmlCtxtUseOptions(parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR |
					  XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
	xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
	for (size_t pos = 0; pos < text.len && !parser->disableSAX; pos += PIECE_BYTES) {
		struct bw_str piece = bw_str_sub(text, pos, PIECE_BYTES);
		xmlParseChunk(parser, piece.ptr, (int)piece.len, 0);
	}
	int code = parser->disableSAX ? gave_up(parser, err) : BW_OK;
	if (!code)
		xmlParseChunk(parser, NULL, 0, 1);
	xmlFreeParserCtxt(parser);
	return code;
}
