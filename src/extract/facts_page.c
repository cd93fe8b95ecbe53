#include "extract/byline.h"
#include "extract/facts.h"
#include "extract/text.h"

/* Names of <meta name|property|itemprop>, compared without case. Own compilation from Open Graph, Dublin Core,
 * Parse.ly, Sailthru, Highwire and what outlets use. */
struct meta_row {
	const char *name;
	enum bw_field field;
	int rank;
};

static const struct meta_row meta_rows[] = {
	{"og:title", BW_FIELD_TITLE, 20},
	{"parsely-title", BW_FIELD_TITLE, 22},
	{"sailthru.title", BW_FIELD_TITLE, 23},
	{"dc.title", BW_FIELD_TITLE, 18},
	{"dcterms.title", BW_FIELD_TITLE, 18},
	{"citation_title", BW_FIELD_TITLE, 24},
	{"twitter:title", BW_FIELD_TITLE, 26},
	{"headline", BW_FIELD_TITLE, 24},
	{"title", BW_FIELD_TITLE, 28},
	{"author", BW_FIELD_AUTHOR, 20},
	{"dc.creator", BW_FIELD_AUTHOR, 18},
	{"dcterms.creator", BW_FIELD_AUTHOR, 18},
	{"dc.contributor", BW_FIELD_AUTHOR, 40},
	{"parsely-author", BW_FIELD_AUTHOR, 24},
	{"sailthru.author", BW_FIELD_AUTHOR, 24},
	{"article:author_name", BW_FIELD_AUTHOR, 22},
	{"article.author", BW_FIELD_AUTHOR, 24},
	{"og:article:author", BW_FIELD_AUTHOR, 26},
	{"article:author", BW_FIELD_AUTHOR, 26},
	{"cxenseparse:author", BW_FIELD_AUTHOR, 25},
	{"byl", BW_FIELD_AUTHOR, 22},
	{"byline", BW_FIELD_AUTHOR, 24},
	{"citation_author", BW_FIELD_AUTHOR, 24},
	{"twitter:data1", BW_FIELD_NONE, 0},
	{"article:published_time", BW_FIELD_PUBLISHED, 20},
	{"og:article:published_time", BW_FIELD_PUBLISHED, 20},
	{"og:published_time", BW_FIELD_PUBLISHED, 21},
	{"article:published", BW_FIELD_PUBLISHED, 22},
	{"article.published", BW_FIELD_PUBLISHED, 22},
	{"parsely-pub-date", BW_FIELD_PUBLISHED, 22},
	{"sailthru.date", BW_FIELD_PUBLISHED, 24},
	{"datepublished", BW_FIELD_PUBLISHED, 22},
	{"publishdate", BW_FIELD_PUBLISHED, 24},
	{"publish-date", BW_FIELD_PUBLISHED, 24},
	{"publish_date", BW_FIELD_PUBLISHED, 24},
	{"published", BW_FIELD_PUBLISHED, 25},
	{"publication_date", BW_FIELD_PUBLISHED, 24},
	{"pubdate", BW_FIELD_PUBLISHED, 24},
	{"pub_date", BW_FIELD_PUBLISHED, 24},
	{"displaydate", BW_FIELD_PUBLISHED, 26},
	{"date", BW_FIELD_PUBLISHED, 28},
	{"dc.date", BW_FIELD_PUBLISHED, 26},
	{"dc.date.issued", BW_FIELD_PUBLISHED, 25},
	{"dc.date.created", BW_FIELD_PUBLISHED, 26},
	{"dcterms.created", BW_FIELD_PUBLISHED, 26},
	{"dcterms.issued", BW_FIELD_PUBLISHED, 25},
	{"dcterms.date", BW_FIELD_PUBLISHED, 26},
	{"datecreated", BW_FIELD_PUBLISHED, 28},
	{"article_date_original", BW_FIELD_PUBLISHED, 24},
	{"originalpublicationdate", BW_FIELD_PUBLISHED, 24},
	{"cxenseparse:recs:publishtime", BW_FIELD_PUBLISHED, 25},
	{"rnews:datepublished", BW_FIELD_PUBLISHED, 24},
	{"ptime", BW_FIELD_PUBLISHED, 26},
	{"pdate", BW_FIELD_PUBLISHED, 28},
	{"citation_publication_date", BW_FIELD_PUBLISHED, 28},
	{"article:modified_time", BW_FIELD_MODIFIED, 20},
	{"og:updated_time", BW_FIELD_MODIFIED, 22},
	{"datemodified", BW_FIELD_MODIFIED, 22},
	{"lastmod", BW_FIELD_MODIFIED, 24},
	{"last-modified", BW_FIELD_MODIFIED, 26},
	{"dcterms.modified", BW_FIELD_MODIFIED, 24},
	{"og:site_name", BW_FIELD_PUBLISHER, 10},
	{"application-name", BW_FIELD_PUBLISHER, 30},
	{"dc.publisher", BW_FIELD_PUBLISHER, 20},
	{"publisher", BW_FIELD_PUBLISHER, 25},
	{"citation_journal_title", BW_FIELD_PUBLISHER, 15},
	{"article:section", BW_FIELD_SECTION, 10},
	{"parsely-section", BW_FIELD_SECTION, 20},
	{"section", BW_FIELD_SECTION, 25},
	{"og:locale", BW_FIELD_LANGUAGE, 30},
	{"content-language", BW_FIELD_LANGUAGE, 20},
	{"language", BW_FIELD_LANGUAGE, 25},
	{"dc.language", BW_FIELD_LANGUAGE, 25},
	{"og:url", BW_FIELD_URL, 20},
	{"og:type", BW_FIELD_TYPE, 10},
};

static void add_meta_name(struct bw_facts *f, struct bw_str name, struct bw_str content)
{
	for (size_t i = 0; i < sizeof meta_rows / sizeof *meta_rows; i++)
		if (bw_str_eq_ascii_nocase(name, bw_str_from(meta_rows[i].name)))
			bw_facts_add(f, meta_rows[i].field, meta_rows[i].rank, content);
}

/* A property may hold several names, and Dublin Core is written with dots or colons. */
static void add_meta(struct bw_facts *f, const struct bw_page *p, uint32_t node)
{
	static const char *const attrs[] = {"property", "name", "http-equiv"};
	struct bw_str content = bw_dom_attr(&p->dom, node, "content"), rest, part;
	if (!content.len)
		content = bw_dom_attr(&p->dom, node, "value");
	for (size_t i = 0; i < sizeof attrs / sizeof *attrs; i++) {
		rest = bw_dom_attr(&p->dom, node, attrs[i]);
		while (bw_str_split(&rest, ' ', &part)) {
			char name[64];
			struct bw_str s = bw_str_sub(bw_str_trim(part), 0, sizeof name);
			if (bw_str_starts_ascii_nocase(s, BW_STR("dc:")) ||
			    bw_str_starts_ascii_nocase(s, BW_STR("dcterm:")) ||
			    bw_str_starts_ascii_nocase(s, BW_STR("dcterms:"))) {
				memcpy(name, s.ptr, s.len);
				name[bw_str_find_char(s, ':', 0)] = '.';
				s.ptr = name;
			}
			add_meta_name(f, s, content);
		}
	}
}

static const struct meta_row itemprops[] = {
	{"headline", BW_FIELD_TITLE, 16},         {"datePublished", BW_FIELD_PUBLISHED, 16},
	{"dateCreated", BW_FIELD_PUBLISHED, 30},  {"dateModified", BW_FIELD_MODIFIED, 16},
	{"articleSection", BW_FIELD_SECTION, 12}, {"author", BW_FIELD_AUTHOR, 16},
	{"inLanguage", BW_FIELD_LANGUAGE, 22},
};

/* What an itemprop element says: content, datetime, or its text (of a person: the name within). */
static struct bw_str item_value(const struct bw_facts *f, const struct bw_page *p, uint32_t node)
{
	const struct bw_dom *d = &p->dom;
	if (bw_dom_has_attr(d, node, "content"))
		return bw_dom_attr(d, node, "content");
	if (bw_dom_has_attr(d, node, "datetime"))
		return bw_dom_attr(d, node, "datetime");
	for (uint32_t i = node + 1; i < d->nodes[node].end && i < node + 40; i++)
		if (bw_dom_attr_has_word(d, i, "itemprop", BW_STR("name")))
			return bw_dom_has_attr(d, i, "content") ? bw_dom_attr(d, i, "content")
								: bw_dom_text(f->arena, d, i, 200);
	return bw_dom_text(f->arena, d, node, 300);
}

/* The item that a property of this element belongs to, 0 for none. */
static uint32_t item_of(const struct bw_dom *d, uint32_t node)
{
	uint32_t up = d->nodes[node].parent;
	while (up && !bw_dom_has_attr(d, up, "itemscope"))
		up = d->nodes[up].parent;
	return up;
}

static bool is_text_item(const struct bw_dom *d, uint32_t item)
{
	struct bw_str type = bw_dom_attr(d, item, "itemtype");
	return bw_text_contains_nocase(type, "article") || bw_text_contains_nocase(type, "posting");
}

/* The element describes an item within an article, as an entry of a live blog is: its headline and date are not the
 * page's. */
static bool of_inner_item(const struct bw_dom *d, uint32_t node)
{
	uint32_t item = item_of(d, node), outer = item ? item_of(d, item) : 0;
	struct bw_str prop = bw_dom_attr(d, item, "itemprop");
	if (!outer || !prop.len || bw_str_starts(prop, BW_STR("mainEntity")) || bw_str_eq(prop, BW_STR("articleBody")))
		return false;
	return is_text_item(d, item) && is_text_item(d, outer);
}

static void add_itemprop(struct bw_facts *f, const struct bw_page *p, uint32_t node)
{
	struct bw_str prop = bw_dom_attr(&p->dom, node, "itemprop");
	if (!prop.len || of_inner_item(&p->dom, node))
		return;
	for (size_t i = 0; i < sizeof itemprops / sizeof *itemprops; i++) {
		if (!bw_dom_attr_has_word(&p->dom, node, "itemprop", bw_str_from(itemprops[i].name)))
			continue;
		struct bw_str value = item_value(f, p, node);
		if (itemprops[i].field == BW_FIELD_AUTHOR)
			value = bw_byline_name(f->arena, value);
		bw_facts_add(f, itemprops[i].field, itemprops[i].rank, value);
	}
}

/* Readers' comments and boxes of other articles have authors and dates of their own. */
bool bw_facts_of_others(const struct bw_page *p, uint32_t node)
{
	const struct bw_node *n = &p->dom.nodes[node];
	if (n->tag == BW_TAG_ASIDE || n->tag == BW_TAG_NAV || n->tag == BW_TAG_FOOTER || n->tag == BW_TAG_FIGURE)
		return true;
	bool other = p->marks[node].cues & (BW_CUE_TALK | BW_CUE_CUT | BW_CUE_ASIDE);
	return other && !(p->marks[node].cues & BW_CUE_BODY) &&
	       p->marks[node].sum.prose_bytes * 2 <= p->marks[0].sum.prose_bytes;
}

static void add_link(struct bw_facts *f, const struct bw_page *p, uint32_t node)
{
	if (bw_dom_attr_has_word(&p->dom, node, "rel", BW_STR("canonical")))
		bw_facts_add(f, BW_FIELD_URL, 10, bw_dom_attr(&p->dom, node, "href"));
}

static void note_type(struct bw_facts *f)
{
	const struct bw_fact *type = bw_facts_get(f, BW_FIELD_TYPE, 0);
	if (!type)
		return;
	f->is_article |= bw_str_eq_ascii_nocase(type->value, BW_STR("article"));
}

void bw_facts_from_page(struct bw_facts *f, const struct bw_page *p)
{
	const struct bw_dom *d = &p->dom;
	for (uint32_t i = 1; i < d->n; i++) {
		const struct bw_node *n = &d->nodes[i];
		if (!n->n_attrs)
			continue;
		if (n->tag == BW_TAG_META)
			add_meta(f, p, i);
		else if (n->tag == BW_TAG_LINK)
			add_link(f, p, i);
		else if (n->tag == BW_TAG_HTML)
			bw_facts_add(f, BW_FIELD_LANGUAGE, 10, bw_dom_attr(d, i, "lang"));
		bool frame = n->tag == BW_TAG_HTML || n->tag == BW_TAG_BODY || n->tag == BW_TAG_NAV;
		if (!frame && bw_facts_of_others(p, i)) {
			i = n->end - 1;
			continue;
		}
		add_itemprop(f, p, i);
		struct bw_str type = bw_dom_attr(d, i, "itemtype");
		f->is_article |= type.len && bw_text_contains_nocase(type, "schema.org/") &&
				 bw_text_contains_nocase(type, "article");
	}
	note_type(f);
}
