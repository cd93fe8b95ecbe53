/* JSON-LD as outlets write it: one object, a list, or @graph; authors as text, object, list of both, or a reference by
 * @id; broken in small ways. */
#include "core/json.h"
#include "extract/facts.h"
#include "extract/text.h"

enum { DEPTH = 6, SCRIPT_MAX = 2 << 20, NAMES_MAX = 12 };

static const struct type_row {
	const char *type;
	int rank;
	bool article, listing;
} types[] = {
	{"NewsArticle", 10, true, false},
	{"ReportageNewsArticle", 10, true, false},
	{"AnalysisNewsArticle", 10, true, false},
	{"OpinionNewsArticle", 10, true, false},
	{"BackgroundNewsArticle", 10, true, false},
	{"ReviewNewsArticle", 10, true, false},
	{"AskPublicNewsArticle", 10, true, false},
	{"AdvertiserContentArticle", 10, true, false},
	{"Article", 11, true, false},
	{"BlogPosting", 11, true, false},
	{"LiveBlogPosting", 11, true, false},
	{"Report", 11, true, false},
	{"TechArticle", 11, true, false},
	{"ScholarlyArticle", 11, true, false},
	{"SocialMediaPosting", 12, true, false},
	{"PressRelease", 11, true, false},
	{"WebPage", 35, false, false},
	{"ItemPage", 35, false, false},
	{"CollectionPage", 90, false, true},
	{"ItemList", 90, false, true},
};

struct reader {
	struct bw_facts *facts;
	const struct bw_json *root;
};

static const struct type_row *type_of(const struct bw_json *o)
{
	const struct bw_json *t = bw_json_get(o, "@type");
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct bw_str want = bw_str_from(types[i].type);
		if (bw_str_eq(bw_json_str(t), want))
			return &types[i];
		for (size_t k = 0; bw_json_is_array(t) && k < bw_json_len(t) && k < 8; k++)
			if (bw_str_eq(bw_json_str(bw_json_at(t, k)), want))
				return &types[i];
	}
	return NULL;
}

/* The object that a {"@id": ...} points to, among the members of @graph or the top-level list. */
static const struct bw_json *by_id(const struct bw_json *root, struct bw_str id)
{
	const struct bw_json *list = bw_json_is_array(root) ? root : bw_json_get(root, "@graph");
	for (size_t i = 0; id.len && i < bw_json_len(list) && i < 200; i++)
		if (bw_str_eq(bw_json_str(bw_json_get(bw_json_at(list, i), "@id")), id))
			return bw_json_at(list, i);
	return NULL;
}

static struct bw_str name_of(const struct reader *r, const struct bw_json *v)
{
	if (bw_json_is_string(v))
		return bw_json_str(v);
	const struct bw_json *name = bw_json_get(v, "name");
	if (bw_json_is_null(name))
		name = bw_json_get(by_id(r->root, bw_json_str(bw_json_get(v, "@id"))), "name");
	return bw_json_str(bw_json_is_array(name) ? bw_json_at(name, 0) : name);
}

static void add_authors(const struct reader *r, const struct bw_json *v, int rank)
{
	struct bw_buf b;
	bw_buf_init(&b, 2000);
	size_t n = bw_json_is_array(v) ? bw_json_len(v) : 1;
	for (size_t i = 0; i < n && i < NAMES_MAX; i++) {
		struct bw_str name = bw_str_trim(name_of(r, bw_json_is_array(v) ? bw_json_at(v, i) : v));
		if (!name.len || name.len > 150 || bw_text_contains_nocase(name, "://"))
			continue;
		if (b.len)
			bw_buf_cstr(&b, ", ");
		bw_buf_str(&b, name);
	}
	bw_facts_add(r->facts, BW_FIELD_AUTHOR, rank, bw_buf_view(&b));
	bw_buf_release(&b);
}

static const struct key_row {
	const char *key;
	enum bw_field field;
} keys[] = {
	{"headline", BW_FIELD_TITLE},      {"datePublished", BW_FIELD_PUBLISHED}, {"dateModified", BW_FIELD_MODIFIED},
	{"inLanguage", BW_FIELD_LANGUAGE}, {"articleSection", BW_FIELD_SECTION},  {"articleBody", BW_FIELD_BODY},
};

static void read_article(const struct reader *r, const struct bw_json *o, const struct type_row *type)
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct bw_json *v = bw_json_get(o, keys[i].key);
		bw_facts_add(r->facts, keys[i].field, type->rank,
			     bw_json_str(bw_json_is_array(v) ? bw_json_at(v, 0) : v));
	}
	if (bw_json_is_null(bw_json_get(o, "headline")) && type->article)
		bw_facts_add(r->facts, BW_FIELD_TITLE, type->rank, bw_json_str(bw_json_get(o, "name")));
	const struct bw_json *author = bw_json_get(o, "author");
	add_authors(r, bw_json_is_null(author) ? bw_json_get(o, "creator") : author, type->rank);
	bw_facts_add(r->facts, BW_FIELD_PUBLISHER, type->rank + 1, name_of(r, bw_json_get(o, "publisher")));
}

static void walk(const struct reader *r, const struct bw_json *v, int depth)
{
	static const char *const inner[] = {"@graph", "mainEntity", "mainEntityOfPage"};
	if (depth > DEPTH)
		return;
	if (bw_json_is_array(v)) {
		for (size_t i = 0; i < bw_json_len(v) && i < 200; i++)
			walk(r, bw_json_at(v, i), depth + 1);
		return;
	}
	if (!bw_json_is_object(v))
		return;
	const struct type_row *type = type_of(v);
	if (type)
		read_article(r, v, type);
	r->facts->is_article |= type && type->article;
	r->facts->is_listing |= type && type->listing && depth == 0;
	for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
		walk(r, bw_json_get(v, inner[i]), depth + 1);
}

/* Raw control characters inside strings, comment marks around the text, a semicolon after it: seen in the wild, refused
 * by JSON. */
static struct bw_str mend(struct bw_arena *a, struct bw_str s)
{
	size_t marked = bw_str_find(s, BW_STR("<![CDATA["), 0), end = bw_str_find(s, BW_STR("]]>"), 0);
	size_t from = marked == BW_NPOS ? 0 : marked + 9,
	       to = marked == BW_NPOS || end == BW_NPOS || end < from ? s.len : end;
	while (from < to && s.ptr[from] != '{' && s.ptr[from] != '[')
		from++;
	while (to > from && s.ptr[to - 1] != '}' && s.ptr[to - 1] != ']')
		to--;
	struct bw_str copy = bw_arena_str(a, bw_str_sub(s, from, to - from));
	char *p = (char *)copy.ptr;
	for (size_t i = 0; i < copy.len; i++)
		if ((unsigned char)p[i] < 0x20)
			p[i] = ' ';
	return copy;
}

void bw_facts_from_jsonld(struct bw_facts *f, const struct bw_page *p)
{
	const struct bw_dom *d = &p->dom;
	for (uint32_t i = bw_dom_find(d, BW_TAG_SCRIPT, 1, d->n); i; i = bw_dom_find(d, BW_TAG_SCRIPT, i + 1, d->n)) {
		if (!bw_str_starts_ascii_nocase(bw_str_trim(bw_dom_attr(d, i, "type")),
						BW_STR("application/ld+json")) ||
		    !d->nodes[i].first)
			continue;
		struct bw_str text = mend(f->arena, d->nodes[d->nodes[i].first].text);
		const struct bw_json *root;
		if (!text.len || text.len > SCRIPT_MAX || bw_json_read(f->arena, text, &root, NULL))
			continue;
		struct reader r = {f, root};
		walk(&r, root, 0);
	}
}
