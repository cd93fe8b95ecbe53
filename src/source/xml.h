/*
 * Well-formed XML as calls: the only door to libxml2. No network, no document type, no entities beyond the five of XML.
 * The views handed to the calls live until the call returns.
 */
#ifndef BW_SOURCE_XML_H
#define BW_SOURCE_XML_H

#include "core/err.h"
#include "core/str.h"

struct bw_xml_tag {
	struct bw_str prefix, name, ns; /* ns "" when the prefix is not declared */
	const void *attrs;
	int n_attrs;
};

/* The value of the attribute; prefix "" for one without. "" when absent. */
struct bw_str bw_xml_attr(const struct bw_xml_tag *tag, struct bw_str prefix, struct bw_str name);
/* The first attribute of this name whatever its prefix and case. */
struct bw_str bw_xml_attr_nocase(const struct bw_xml_tag *tag, struct bw_str name);
/* All of them by index. */
void bw_xml_attr_at(const struct bw_xml_tag *tag, int i, struct bw_str *prefix, struct bw_str *name,
		    struct bw_str *value);

struct bw_xml_handler {
	void (*start)(void *ctx, const struct bw_xml_tag *tag);
	void (*end)(void *ctx); /* of the innermost open element */
	void (*text)(void *ctx, struct bw_str text);
};

/* text is UTF-8 as bw_mend_xml leaves it. Elements that the text leaves open get no end call. BW_EINPUT with line and
 * reason when libxml2 gives up before the end; what was called until then holds. */
int bw_xml_read(struct bw_str text, const struct bw_xml_handler *handler, void *ctx, struct bw_err *err);

#endif
