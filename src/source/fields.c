#include "source/fields.h"

/* Where several elements say the same, the higher rank wins, and the first of equals. */
static const struct bw_field fields[] = {
	{BW_VOC_RSS, BW_IN_FEED | BW_IN_ITEM, "title", BW_SLOT_TITLE, BW_FORM_HTML, 9},
	{BW_VOC_RSS, BW_IN_FEED | BW_IN_ITEM, "link", BW_SLOT_LINK, BW_FORM_PLAIN, BW_RANK_RSS_LINK},
	{BW_VOC_RSS, BW_IN_ITEM, "guid", BW_SLOT_ID, BW_FORM_GUID, 9},
	{BW_VOC_RSS, BW_IN_ITEM, "description", BW_SLOT_SUMMARY, BW_FORM_HTML, 9},
	{BW_VOC_RSS, BW_IN_ITEM, "author", BW_SLOT_AUTHOR, BW_FORM_PLAIN, 7},
	{BW_VOC_RSS, BW_IN_ITEM, "pubDate", BW_SLOT_PUBLISHED, BW_FORM_PLAIN, 9},
	{BW_VOC_RSS, BW_IN_ITEM, "pubdate", BW_SLOT_PUBLISHED, BW_FORM_PLAIN, 4},
	{BW_VOC_RSS, BW_IN_ITEM, "date", BW_SLOT_PUBLISHED, BW_FORM_PLAIN, 3},
	{BW_VOC_RSS, BW_IN_FEED, "language", BW_SLOT_LANGUAGE, BW_FORM_PLAIN, 9},
	{BW_VOC_ATOM, BW_IN_FEED | BW_IN_ITEM, "title", BW_SLOT_TITLE, BW_FORM_ATOM, 8},
	{BW_VOC_ATOM, BW_IN_ITEM, "id", BW_SLOT_ID, BW_FORM_PLAIN, 8},
	{BW_VOC_ATOM, BW_IN_ITEM, "summary", BW_SLOT_SUMMARY, BW_FORM_ATOM, 8},
	{BW_VOC_ATOM, BW_IN_ITEM, "content", BW_SLOT_CONTENT, BW_FORM_ATOM, 8},
	{BW_VOC_ATOM, BW_IN_ITEM, "published", BW_SLOT_PUBLISHED, BW_FORM_PLAIN, 8},
	{BW_VOC_ATOM, BW_IN_ITEM, "issued", BW_SLOT_PUBLISHED, BW_FORM_PLAIN, 7},
	{BW_VOC_ATOM, BW_IN_ITEM, "created", BW_SLOT_PUBLISHED, BW_FORM_PLAIN, 6},
	{BW_VOC_ATOM, BW_IN_ITEM, "updated", BW_SLOT_UPDATED, BW_FORM_PLAIN, 8},
	{BW_VOC_ATOM, BW_IN_ITEM, "modified", BW_SLOT_UPDATED, BW_FORM_PLAIN, 7},
	{BW_VOC_ATOM, BW_IN_FEED | BW_IN_ITEM, "author", BW_SLOT_AUTHOR, BW_FORM_PLAIN, 9},
	{BW_VOC_DC, BW_IN_FEED | BW_IN_ITEM, "title", BW_SLOT_TITLE, BW_FORM_HTML, 5},
	{BW_VOC_DC, BW_IN_FEED | BW_IN_ITEM, "creator", BW_SLOT_AUTHOR, BW_FORM_PLAIN, 8},
	{BW_VOC_DC, BW_IN_ITEM, "author", BW_SLOT_AUTHOR, BW_FORM_PLAIN, 6},
	{BW_VOC_DC, BW_IN_ITEM, "date", BW_SLOT_PUBLISHED, BW_FORM_PLAIN, 5},
	{BW_VOC_DC, BW_IN_ITEM, "description", BW_SLOT_SUMMARY, BW_FORM_HTML, 5},
	{BW_VOC_DC, BW_IN_ITEM, "identifier", BW_SLOT_ID, BW_FORM_PLAIN, 3},
	{BW_VOC_DC, BW_IN_FEED, "language", BW_SLOT_LANGUAGE, BW_FORM_PLAIN, 8},
	{BW_VOC_DCTERMS, BW_IN_ITEM, "issued", BW_SLOT_PUBLISHED, BW_FORM_PLAIN, 6},
	{BW_VOC_DCTERMS, BW_IN_ITEM, "created", BW_SLOT_PUBLISHED, BW_FORM_PLAIN, 4},
	{BW_VOC_DCTERMS, BW_IN_ITEM, "modified", BW_SLOT_UPDATED, BW_FORM_PLAIN, 6},
	{BW_VOC_DCTERMS, BW_IN_ITEM, "abstract", BW_SLOT_SUMMARY, BW_FORM_HTML, 4},
	{BW_VOC_CONTENT, BW_IN_ITEM, "encoded", BW_SLOT_CONTENT, BW_FORM_HTML, 9},
	{BW_VOC_XHTML, BW_IN_ITEM, "body", BW_SLOT_CONTENT, BW_FORM_XHTML, 5},
	{BW_VOC_XHTML, BW_IN_ITEM, "div", BW_SLOT_CONTENT, BW_FORM_XHTML, 4},
	{BW_VOC_MEDIA, BW_IN_ITEM, "title", BW_SLOT_TITLE, BW_FORM_HTML, 2},
	{BW_VOC_MEDIA, BW_IN_ITEM, "description", BW_SLOT_SUMMARY, BW_FORM_HTML, 2},
	{BW_VOC_ITUNES, BW_IN_FEED | BW_IN_ITEM, "title", BW_SLOT_TITLE, BW_FORM_HTML, 4},
	{BW_VOC_ITUNES, BW_IN_ITEM, "author", BW_SLOT_AUTHOR, BW_FORM_PLAIN, 4},
	{BW_VOC_ITUNES, BW_IN_ITEM, "summary", BW_SLOT_SUMMARY, BW_FORM_HTML, 4},
	{BW_VOC_ITUNES, BW_IN_ITEM, "subtitle", BW_SLOT_SUMMARY, BW_FORM_HTML, 3},
	{BW_VOC_BURNER, BW_IN_ITEM, "origLink", BW_SLOT_LINK, BW_FORM_PLAIN, 9},
};

/* Names and usual prefixes. A prefix that is not declared is taken for what it usually means. */
static const struct {
	const char *uri, *prefix;
	int vocabulary;
} vocabularies[] = {
	{"http://www.w3.org/2005/Atom", "atom", BW_VOC_ATOM},
	{"http://purl.org/atom/ns#", "atom03", BW_VOC_ATOM},
	{"http://purl.org/rss/1.0/", "rss", BW_VOC_RSS},
	{"http://my.netscape.com/rdf/simple/0.9/", NULL, BW_VOC_RSS},
	{"http://channel.netscape.com/rdf/simple/0.9/", NULL, BW_VOC_RSS},
	{"http://backend.userland.com/RSS2", NULL, BW_VOC_RSS},
	{"http://purl.org/dc/elements/1.1/", "dc", BW_VOC_DC},
	{"http://purl.org/dc/elements/1.0/", NULL, BW_VOC_DC},
	{"http://purl.org/dc/terms/", "dcterms", BW_VOC_DCTERMS},
	{"http://purl.org/rss/1.0/modules/content/", "content", BW_VOC_CONTENT},
	{"http://search.yahoo.com/mrss/", "media", BW_VOC_MEDIA},
	{"http://search.yahoo.com/mrss", NULL, BW_VOC_MEDIA},
	{"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes", BW_VOC_ITUNES},
	{"http://rssnamespace.org/feedburner/ext/1.0", "feedburner", BW_VOC_BURNER},
	{"http://www.pheedo.com/namespace/pheedo", "pheedo", BW_VOC_BURNER},
	{"http://www.w3.org/1999/xhtml", "xhtml", BW_VOC_XHTML},
};

/* What people get wrong in a name: http or https, "www.", case, the slash or the '#' at its end. */
static struct bw_str bare_uri(struct bw_str uri)
{
	size_t at = bw_str_find(uri, BW_STR("://"), 0);
	struct bw_str s = at == BW_NPOS ? uri : bw_str_from_pos(uri, at + 3);
	if (bw_str_starts_ascii_nocase(s, BW_STR("www.")))
		s = bw_str_from_pos(s, 4);
	while (s.len && (s.ptr[s.len - 1] == '/' || s.ptr[s.len - 1] == '#'))
		s.len--;
	return s;
}

int bw_vocabulary_of(const struct bw_xml_tag *tag, int fallback)
{
	struct bw_str uri = bw_str_trim(tag->ns), bare = bare_uri(uri);
	size_t n = sizeof(vocabularies) / sizeof(vocabularies[0]);
	for (size_t i = 0; uri.len && i < n; i++)
		if (bw_str_eq_ascii_nocase(bare, bare_uri(bw_str_from(vocabularies[i].uri))))
			return vocabularies[i].vocabulary;
	for (size_t i = 0; tag->prefix.len && i < n; i++)
		if (bw_str_eq_ascii_nocase(tag->prefix, bw_str_from(vocabularies[i].prefix)))
			return vocabularies[i].vocabulary;
	return tag->prefix.len ? BW_VOC_OTHER : fallback;
}

static const struct bw_field *find(int vocabulary, int scope, struct bw_str name,
				   bool (*same)(struct bw_str, struct bw_str))
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if ((fields[i].vocabulary & vocabulary) && (fields[i].scope & scope) &&
		    same(bw_str_from(fields[i].name), name))
			return &fields[i];
	return NULL;
}

const struct bw_field *bw_field_find(int vocabulary, int scope, struct bw_str name)
{
	const struct bw_field *field = find(vocabulary, scope, name, bw_str_eq);
	return field ? field : find(vocabulary, scope, name, bw_str_eq_ascii_nocase);
}
