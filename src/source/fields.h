/*
 * The elements of RSS, Atom and their modules that feeds are read for, as rows of a table.
 */
#ifndef BW_SOURCE_FIELDS_H
#define BW_SOURCE_FIELDS_H

#include "source/build.h"
#include "source/xml.h"

/* Vocabularies, as bits of a set. */
enum {
	BW_VOC_RSS = 1,
	BW_VOC_ATOM = 2,
	BW_VOC_DC = 4,
	BW_VOC_DCTERMS = 8,
	BW_VOC_CONTENT = 16,
	BW_VOC_MEDIA = 32,
	BW_VOC_ITUNES = 64,
	BW_VOC_BURNER = 128,
	BW_VOC_XHTML = 256,
	BW_VOC_OTHER = 512,
};

/* How the text of a field is to be read. */
enum bw_form {
	BW_FORM_PLAIN,  /* an address, a date, an id: the characters as they are */
	BW_FORM_HTML,   /* HTML after the escaping of XML is off; elements inside belong to it */
	BW_FORM_ATOM,   /* what the attributes type and mode say (RFC 4287, 3.1 and 4.1.3; Atom 0.3 4.13): one of those
			   below in the end */
	BW_FORM_TEXT,   /* characters, no markup */
	BW_FORM_XHTML,  /* elements inside are the markup, and the outer div is not part of it */
	BW_FORM_BASE64, /* HTML in base64 */
	BW_FORM_GUID,   /* an id that may be an address */
	BW_FORM_DROP,   /* an image, a film: not text */
};

enum bw_scope { BW_IN_FEED = 1, BW_IN_ITEM = 2 };

struct bw_field {
	int vocabulary, scope;
	const char *name;
	enum bw_slot slot;
	enum bw_form form;
	int rank;
};

/* The vocabulary of an element: by its namespace, or by its prefix when that is not declared, or fallback when it has
 * neither. */
int bw_vocabulary_of(const struct bw_xml_tag *tag, int fallback);
/* The row of an element in one of the scopes, NULL when it is none that is read. */
const struct bw_field *bw_field_find(int vocabulary, int scope, struct bw_str name);

#endif
