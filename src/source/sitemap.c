#include <stdlib.h>

#include "core/buf.h"
#include "core/url.h"
#include "source/build.h"
#include "source/html.h"
#include "source/mend.h"
#include "source/xml.h"

/* Site maps, https://www.sitemaps.org/protocol.html, and Google's news site maps,
 * https://www.google.com/schemas/sitemap-news/0.9 */

enum { TEXT_MAX_BYTES = 64 << 10, ROOT_DEPTH = 1, RECORD_DEPTH = 2, FIELD_DEPTH = 3 };

enum field { LOC, LASTMOD, NEWS_TITLE, NEWS_DATE, NEWS_LANGUAGE, NEWS_NAME, FIELDS };

/* Fields of the record itself, and those that only news:news holds. */
static const struct {
	const char *name;
	enum field field;
	bool of_news;
} fields[] = {
	{"loc", LOC, false},
	{"lastmod", LASTMOD, false},
	{"title", NEWS_TITLE, true},
	{"publication_date", NEWS_DATE, true},
	{"language", NEWS_LANGUAGE, true},
	{"name", NEWS_NAME, true},
};

struct reader {
	struct bw_arena *arena;
	struct bw_feed *feed;
	struct bw_str base, root;
	struct bw_str record[FIELDS];
	int depth, news_depth, field_depth; /* of the open news element and the field that is read, 0 none */
	enum field field;
	bool is_index, is_map, in_record, languages_differ, names_differ;
	size_t seen;
	struct bw_buf text;
};

static bool is_named(struct bw_str name, const char *want)
{
	return bw_str_eq_ascii_nocase(name, bw_str_from(want));
}

static void begin_root(struct reader *r, const struct bw_xml_tag *tag)
{
	r->is_index = is_named(tag->name, "sitemapindex");
	r->is_map = is_named(tag->name, "urlset");
	r->root = bw_arena_str(r->arena, tag->name);
}

static void begin_field(struct reader *r, const struct bw_xml_tag *tag)
{
	bool in_news = r->news_depth && r->depth > r->news_depth;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		bool here = fields[i].of_news ? in_news : r->depth == FIELD_DEPTH;
		if (!here || !is_named(tag->name, fields[i].name))
			continue;
		r->field = fields[i].field;
		r->field_depth = r->depth;
		bw_buf_reset(&r->text);
		return;
	}
}

static void on_start(void *ctx, const struct bw_xml_tag *tag)
{
	struct reader *r = ctx;
	r->depth++;
	if (r->depth == ROOT_DEPTH) {
		begin_root(r, tag);
	} else if (r->depth == RECORD_DEPTH) {
		r->in_record = is_named(tag->name, r->is_index ? "sitemap" : "url");
		memset(r->record, 0, sizeof(r->record));
	} else if (r->in_record && !r->field_depth) {
		if (r->depth == FIELD_DEPTH && is_named(tag->name, "news"))
			r->news_depth = r->depth;
		begin_field(r, tag);
	}
}

/* What all records agree on is said of the whole; where they differ nothing is. */
static void agree(struct bw_str *common, bool *differ, struct bw_str value)
{
	if (!value.len || *differ)
		return;
	if (!common->len)
		*common = value;
	*differ = !bw_str_eq(*common, value);
	if (*differ)
		*common = BW_STR_NONE;
}

static void end_record(struct reader *r)
{
	bool is_full = r->seen >= BW_FEED_ITEMS_MAX;
	struct bw_str url = is_full ? r->record[LOC] : bw_link_resolve(r->arena, r->base, r->record[LOC]);
	bw_time modified = bw_feed_time(r->record[LASTMOD]);
	r->seen += url.len > 0;
	if (!url.len || is_full)
		return;
	if (r->is_index) {
		*BW_PUSH(r->arena, &r->feed->maps) = (struct bw_map_link){url, modified};
		return;
	}
	*BW_PUSH(r->arena, &r->feed->items) = (struct bw_item){
		.url = url,
		.title = r->record[NEWS_TITLE],
		.published = bw_feed_time(r->record[NEWS_DATE]),
		.updated = modified,
	};
	agree(&r->feed->language, &r->languages_differ, r->record[NEWS_LANGUAGE]);
	agree(&r->feed->title, &r->names_differ, r->record[NEWS_NAME]);
}

static void end_field(struct reader *r)
{
	struct bw_str raw = bw_str_trim(bw_buf_view(&r->text));
	if (r->seen >= BW_FEED_ITEMS_MAX) /* only counted */
		r->record[r->field] = raw.len ? BW_STR("x") : r->record[r->field];
	else if (!r->record[r->field].len && !r->text.failed)
		r->record[r->field] = r->field == NEWS_TITLE || r->field == NEWS_NAME ? bw_html_plain(r->arena, raw)
										      : bw_arena_str(r->arena, raw);
	r->field_depth = 0;
}

static void on_end(void *ctx)
{
	struct reader *r = ctx;
	if (r->depth == r->field_depth)
		end_field(r);
	if (r->depth == r->news_depth)
		r->news_depth = 0;
	if (r->depth == RECORD_DEPTH && r->in_record) {
		end_record(r);
		r->in_record = false;
	}
	r->depth--;
}

static void on_text(void *ctx, struct bw_str text)
{
	struct reader *r = ctx;
	if (r->field_depth)
		bw_buf_str(&r->text, text);
}

static int newest_first(const void *x, const void *y)
{
	const struct bw_map_link *a = x, *b = y;
	if (a->modified != b->modified)
		return a->modified > b->modified ? -1 : 1; /* unknown is the smallest */
	return bw_str_cmp(a->url, b->url);
}

static void finish(struct bw_arena *a, struct bw_str base, size_t seen, struct bw_feed *out)
{
	struct bw_str origin = bw_url_origin(a, base);
	out->kind = BW_SOURCE_SITEMAP;
	out->home = bw_link_resolve(a, origin, BW_STR("/"));
	if (out->maps.len)
		qsort(out->maps.ptr, out->maps.len, sizeof(out->maps.ptr[0]), newest_first);
	if (seen > BW_FEED_ITEMS_MAX)
		out->complaint = bw_arena_printf(a, "names %zu addresses: the first %d kept", seen, BW_FEED_ITEMS_MAX);
}

static void complain(struct reader *r, const struct bw_mend *mend, const struct bw_err *fault)
{
	struct bw_feed *feed = r->feed;
	size_t kept = feed->items.len + feed->maps.len;
	if (fault->code)
		feed->complaint =
			bw_arena_printf(r->arena, "%s: cannot be read further, %zu addresses kept", fault->msg, kept);
	else if (mend->too_deep)
		feed->complaint = bw_arena_printf(r->arena, "nests deeper than %d elements: %zu addresses kept",
						  BW_MEND_DEPTH, kept);
	else if (mend->open)
		feed->complaint = bw_arena_printf(r->arena, "ends before its end: %zu addresses kept", kept);
}

int bw_sitemap_read_xml(struct bw_arena *a, struct bw_str text, struct bw_str base, struct bw_feed *out,
			struct bw_err *err)
{
	static const struct bw_xml_handler handler = {on_start, on_end, on_text};
	struct reader r = {.arena = a, .feed = out, .base = base};
	struct bw_buf mended;
	struct bw_err fault = {0};
	bw_buf_init(&mended, bw_mend_room(text.len));
	bw_buf_init(&r.text, TEXT_MAX_BYTES);
	struct bw_mend mend = bw_mend_xml(text, &mended);
	bw_xml_read(bw_buf_view(&mended), &handler, &r, &fault);
	bw_buf_release(&mended);
	bw_buf_release(&r.text);
	if (!r.is_index && !r.is_map)
		return bw_err_set(err, BW_EINPUT, "the outermost element is <%" BW_PRISTR ">, which is no site map",
				  BW_ARG(r.root));
	complain(&r, &mend, &fault);
	finish(a, base, r.seen, out);
	return BW_OK;
}

int bw_sitemap_read_text(struct bw_arena *a, struct bw_str text, struct bw_str base, struct bw_feed *out,
			 struct bw_err *err)
{
	struct bw_str rest = text, line;
	size_t seen = 0, strange = 0;
	while (bw_str_split(&rest, '\n', &line)) {
		line = bw_str_trim(line);
		bool is_full = seen >= BW_FEED_ITEMS_MAX;
		struct bw_str url = bw_link_is_http(line) ? line : BW_STR_NONE;
		url = is_full ? url : bw_link_resolve(a, base, url);
		strange += line.len && !url.len;
		seen += url.len > 0;
		if (url.len && !is_full)
			*BW_PUSH(a, &out->items) =
				(struct bw_item){.url = url, .published = BW_TIME_NONE, .updated = BW_TIME_NONE};
	}
	if (!seen)
		return bw_err_set(err, BW_EINPUT, "there is no address in it");
	if (strange)
		out->complaint =
			bw_arena_printf(a, "%zu lines are no addresses: %zu addresses kept", strange, out->items.len);
	finish(a, base, seen, out);
	return BW_OK;
}

bool bw_sitemap_is_text(struct bw_str head)
{
	struct bw_str rest = head, line;
	size_t n = 0;
	while (bw_str_split(&rest, '\n', &line)) {
		line = bw_str_trim(line);
		bool is_last = !rest.ptr; /* may be cut */
		if (!line.len)
			continue;
		if (!is_last && (!bw_link_is_http(line) || bw_str_find_char(line, ' ', 0) != BW_NPOS))
			return false;
		if (is_last && !n && (!bw_link_is_http(line) || bw_str_find_char(line, ' ', 0) != BW_NPOS))
			return false;
		n++;
	}
	return n > 0;
}
