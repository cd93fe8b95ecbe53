#include "core/charset.h"
#include "source/build.h"

enum { WINDOW_BYTES = 16384, TRIES = 32 };

static const struct {
	const char *name;
	enum bw_source_kind kind;
} roots[] = {
	{"rss", BW_SOURCE_RSS},        {"channel", BW_SOURCE_RSS},
	{"rdf", BW_SOURCE_RDF},        {"feed", BW_SOURCE_ATOM},
	{"entry", BW_SOURCE_ATOM},     {"opml", BW_SOURCE_OPML},
	{"urlset", BW_SOURCE_SITEMAP}, {"sitemapindex", BW_SOURCE_SITEMAP},
	{"html", BW_SOURCE_PAGE},      {"head", BW_SOURCE_PAGE},
	{"body", BW_SOURCE_PAGE},      {"!doctype html", BW_SOURCE_PAGE},
};

/* In order: the first that the declared type contains. */
static const struct {
	const char *part;
	enum bw_source_kind kind;
} types[] = {
	{"atom+xml", BW_SOURCE_ATOM},       {"rss+xml", BW_SOURCE_RSS}, {"rdf+xml", BW_SOURCE_RDF},
	{"feed+json", BW_SOURCE_JSON_FEED}, {"opml", BW_SOURCE_OPML},   {"html", BW_SOURCE_PAGE},
};

static const char *const kind_names[] = {
	[BW_SOURCE_RSS] = "rss",          [BW_SOURCE_RDF] = "rdf",
	[BW_SOURCE_ATOM] = "atom",        [BW_SOURCE_JSON_FEED] = "json-feed",
	[BW_SOURCE_PAGE] = "page",        [BW_SOURCE_OPML] = "opml",
	[BW_SOURCE_FOLDER] = "folder",    [BW_SOURCE_UNKNOWN] = "unknown",
	[BW_SOURCE_SITEMAP] = "site-map", [BW_SOURCE_MAILBOX] = "mailbox",
	[BW_SOURCE_MAILDIR] = "maildir",  [BW_SOURCE_ARCHIVE] = "archive",
};

const char *bw_source_kind_name(enum bw_source_kind k)
{
	return kind_names[k < BW_SOURCE_KINDS ? k : BW_SOURCE_UNKNOWN];
}

static bool is_name_end(struct bw_str s, size_t pos)
{
	return pos >= s.len || strchr(" \t\r\n>/", s.ptr[pos]) != NULL;
}

/* rest begins behind '<'. A prefix before the name does not count: <rdf:RDF>, <atom:feed>. */
static enum bw_source_kind kind_of_tag(struct bw_str rest)
{
	size_t colon = 0;
	while (colon < rest.len && colon < 20 && !is_name_end(rest, colon) && rest.ptr[colon] != ':')
		colon++;
	struct bw_str local = colon < rest.len && rest.ptr[colon] == ':' ? bw_str_from_pos(rest, colon + 1) : rest;
	for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++) {
		struct bw_str name = bw_str_from(roots[i].name);
		if (bw_str_starts_ascii_nocase(local, name) && is_name_end(local, name.len))
			return roots[i].kind;
	}
	return BW_SOURCE_UNKNOWN;
}

/* The first tag that is one of ours, comments left out. */
static enum bw_source_kind kind_of_markup(struct bw_str head)
{
	size_t pos = 0;
	for (int tries = 0; tries < TRIES && (pos = bw_str_find_char(head, '<', pos)) != BW_NPOS; tries++) {
		struct bw_str rest = bw_str_from_pos(head, pos + 1);
		if (bw_str_starts(rest, BW_STR("!--"))) {
			size_t end = bw_str_find(head, BW_STR("-->"), pos);
			if (end == BW_NPOS)
				return BW_SOURCE_UNKNOWN;
			pos = end;
			continue;
		}
		enum bw_source_kind kind = kind_of_tag(rest);
		if (kind != BW_SOURCE_UNKNOWN)
			return kind;
		pos++;
	}
	return BW_SOURCE_UNKNOWN;
}

static enum bw_source_kind kind_of_json(struct bw_str head)
{
	bool known = bw_str_find(head, BW_STR("jsonfeed.org/version"), 0) != BW_NPOS ||
		     bw_str_find(head, BW_STR("\"items\""), 0) != BW_NPOS;
	return known ? BW_SOURCE_JSON_FEED : BW_SOURCE_UNKNOWN;
}

enum bw_source_kind bw_source_sniff(struct bw_str bytes, struct bw_str content_type)
{
	struct bw_arena arena;
	bw_arena_init(&arena);
	struct bw_str text = bw_charset_decode(&arena, bw_str_sub(bytes, 0, WINDOW_BYTES), content_type);
	struct bw_str head = bw_str_trim(text);
	enum bw_source_kind kind = BW_SOURCE_UNKNOWN;
	if (head.len && head.ptr[0] == '{')
		kind = kind_of_json(bw_str_trim(bytes));
	else if (bw_sitemap_is_text(head))
		kind = BW_SOURCE_SITEMAP;
	else
		kind = kind_of_markup(head);
	bw_arena_release(&arena);
	for (size_t i = 0; kind == BW_SOURCE_UNKNOWN && i < sizeof(types) / sizeof(types[0]); i++)
		if (bw_str_find_ascii_nocase(content_type, bw_str_from(types[i].part), 0) != BW_NPOS)
			kind = types[i].kind;
	return kind;
}
