#include "core/buf.h"
#include "core/charset.h"
#include "source/build.h"
#include "source/html.h"
#include "source/mend.h"
#include "source/xml.h"

/* OPML 1.0 and 2.0, http://opml.org/spec2.opml */

enum { DEPTH = BW_MEND_DEPTH + 1, TITLE_MAX_BYTES = 4096, FOLDER_MAX_BYTES = 1024 };

struct reader {
	struct bw_arena *arena;
	struct bw_str base;
	struct bw_opml *out;
	struct bw_str folder[DEPTH]; /* path of folder names that an element is in */
	int depth, title_depth;
	bool is_opml;
	struct bw_buf title;
};

static struct bw_str text_attr(struct reader *r, const struct bw_xml_tag *tag, struct bw_str name)
{
	return bw_html_plain(r->arena, bw_xml_attr_nocase(tag, name));
}

static struct bw_str link_attr(struct reader *r, const struct bw_xml_tag *tag, struct bw_str name)
{
	return bw_link_resolve_feed(r->arena, r->base, bw_xml_attr_nocase(tag, name));
}

static struct bw_str name_of(struct reader *r, const struct bw_xml_tag *tag)
{
	struct bw_str title = text_attr(r, tag, BW_STR("title"));
	return title.len ? title : text_attr(r, tag, BW_STR("text"));
}

/* "/News/World" of "/News/World,/Tech": the first of the paths that OPML 2.0 lets stand in category. */
static struct bw_str category(struct reader *r, const struct bw_xml_tag *tag)
{
	struct bw_str list = text_attr(r, tag, BW_STR("category"));
	size_t comma = bw_str_find_char(list, ',', 0);
	struct bw_str first = bw_str_trim(bw_str_sub(list, 0, comma));
	while (first.len && first.ptr[0] == '/')
		first = bw_str_from_pos(first, 1);
	while (first.len && first.ptr[first.len - 1] == '/')
		first.len--;
	return first.len < FOLDER_MAX_BYTES ? bw_str_trim(first) : BW_STR_NONE;
}

/* The address in url: of a feed, of another list (then true), or of a page that is passed over. */
static bool other_address(struct reader *r, const struct bw_xml_tag *tag, struct bw_str *feed_url)
{
	static const struct bw_str feeds[] = {{"rss", 3}, {"atom", 4}, {"feed", 4}, {"rss1", 4}, {"rss2", 4}};
	struct bw_str type = bw_str_trim(bw_xml_attr_nocase(tag, BW_STR("type"))),
		      url = link_attr(r, tag, BW_STR("url"));
	bool is_feed = !type.len && bw_link_looks_like_feed(url);
	for (size_t i = 0; i < sizeof(feeds) / sizeof(feeds[0]); i++)
		is_feed = is_feed || bw_str_eq_ascii_nocase(type, feeds[i]);
	bool is_list = bw_str_eq_ascii_nocase(type, BW_STR("include")) ||
		       (bw_str_eq_ascii_nocase(type, BW_STR("link")) && bw_str_ends(url, BW_STR(".opml")));
	if (url.len && is_feed)
		*feed_url = url;
	else if (url.len && is_list)
		*BW_PUSH(r->arena, &r->out->includes) = url;
	return url.len && is_list;
}

/* An outline with xmlUrl is a feed, one without is a folder; both may hold others. */
static void outline(struct reader *r, const struct bw_xml_tag *tag)
{
	struct bw_str above = r->folder[r->depth - 1], name = name_of(r, tag);
	struct bw_str feed_url = link_attr(r, tag, BW_STR("xmlUrl"));
	r->folder[r->depth] = above;
	if (!feed_url.len && other_address(r, tag, &feed_url))
		return;
	if (feed_url.len) {
		*BW_PUSH(r->arena, &r->out->entries) =
			(struct bw_opml_entry){.title = name,
					       .feed_url = feed_url,
					       .home = link_attr(r, tag, BW_STR("htmlUrl")),
					       .folder = above.len ? above : category(r, tag),
					       .owner = text_attr(r, tag, BW_STR("owner"))};
		return;
	}
	if (name.len && above.len + name.len < FOLDER_MAX_BYTES)
		r->folder[r->depth] =
			above.len ? bw_arena_printf(r->arena, "%" BW_PRISTR "/%" BW_PRISTR, BW_ARG(above), BW_ARG(name))
				  : name;
}

static void on_start(void *ctx, const struct bw_xml_tag *tag)
{
	struct reader *r = ctx;
	if (r->depth + 1 >= DEPTH)
		return;
	r->depth++;
	r->folder[r->depth] = r->folder[r->depth - 1];
	if (r->depth == 1)
		r->is_opml = bw_str_eq_ascii_nocase(tag->name, BW_STR("opml"));
	else if (bw_str_eq_ascii_nocase(tag->name, BW_STR("outline")))
		outline(r, tag);
	else if (bw_str_eq_ascii_nocase(tag->name, BW_STR("title")) && r->depth == 3)
		r->title_depth = r->depth;
}

static void on_end(void *ctx)
{
	struct reader *r = ctx;
	if (r->title_depth == r->depth)
		r->title_depth = 0;
	if (r->depth)
		r->depth--;
}

static void on_text(void *ctx, struct bw_str text)
{
	struct reader *r = ctx;
	if (r->title_depth)
		bw_buf_str(&r->title, text);
}

int bw_opml_read(struct bw_arena *a, struct bw_str bytes, struct bw_str base, struct bw_opml *out, struct bw_err *err)
{
	static const struct bw_xml_handler handler = {on_start, on_end, on_text};
	struct reader r = {.arena = a, .base = base, .out = out};
	struct bw_str text = bw_charset_decode(a, bytes, BW_STR_NONE);
	struct bw_buf mended;
	struct bw_err fault = {0};
	*out = (struct bw_opml){0};
	bw_buf_init(&mended, bw_mend_room(text.len));
	bw_buf_init(&r.title, TITLE_MAX_BYTES);
	struct bw_mend mend = bw_mend_xml(text, &mended);
	int code = bw_xml_read(bw_buf_view(&mended), &handler, &r, &fault);
	out->title = bw_html_plain(a, bw_buf_view(&r.title));
	bw_buf_release(&mended);
	bw_buf_release(&r.title);
	if (!r.is_opml)
		return bw_err_set(err, BW_EINPUT,
				  "%" BW_PRISTR ": this is no OPML: the outermost element is not <opml>", BW_ARG(base));
	if (code)
		return bw_err_set(err, BW_EINPUT, "%" BW_PRISTR ": %s", BW_ARG(base), fault.msg);
	if (mend.open)
		return bw_err_set(err, BW_EINPUT,
				  "%" BW_PRISTR ": the list breaks off after %zu feeds: get the whole file",
				  BW_ARG(base), out->entries.len);
	return BW_OK;
}
