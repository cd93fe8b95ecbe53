#include "core/buf.h"
#include "source/build.h"
#include "core/charset.h"
#include "source/html.h"

enum { LINKS_MAX = 64, GUESSES_MAX = 16 };

static const struct bw_str feed_types[] = {{"application/rss+xml", 19},
					   {"application/atom+xml", 20},
					   {"application/feed+json", 21},
					   {"application/rdf+xml", 19},
					   {"application/json", 16},
					   {"application/xml", 15},
					   {"text/xml", 8},
					   {"application/x-rss+xml", 21},
					   {"text/rss", 8}};

/* Ends of a path under which sites keep their feeds. */
static const struct bw_str feed_ends[] = {{".rss", 4},        {".atom", 5},    {".rdf", 4},      {"/feed", 5},
					  {"/feed/", 6},      {"/rss", 4},     {"/rss/", 5},     {"/atom", 5},
					  {"/atom.xml", 9},   {"/rss.xml", 8}, {"/feed.xml", 9}, {"/index.xml", 10},
					  {"/feed.json", 10}, {"/feeds/", 7},  {"/rss2", 5}};

struct finder {
	struct bw_arena *arena;
	struct bw_str base;
	struct bw_feed_links *declared;
	struct bw_feed_links guesses;
};

/* True when the white-space separated list has the word. */
static bool has_word(struct bw_str list, struct bw_str word)
{
	struct bw_str part;
	while (bw_str_split(&list, ' ', &part))
		if (bw_str_eq_ascii_nocase(bw_str_trim(part), word))
			return true;
	return false;
}

static bool is_feed_type(struct bw_str type)
{
	size_t end = bw_str_find_char(type, ';', 0);
	struct bw_str bare = bw_str_trim(bw_str_sub(type, 0, end == BW_NPOS ? type.len : end));
	for (size_t i = 0; i < sizeof(feed_types) / sizeof(feed_types[0]); i++)
		if (bw_str_eq_ascii_nocase(bare, feed_types[i]))
			return true;
	return false;
}

static bool looks_like_feed(struct bw_str url)
{
	size_t end = bw_str_find_char(url, '?', 0);
	end = end == BW_NPOS ? bw_str_find_char(url, '#', 0) : end;
	struct bw_str path = bw_str_sub(url, 0, end == BW_NPOS ? url.len : end);
	for (size_t i = 0; i < sizeof(feed_ends) / sizeof(feed_ends[0]); i++)
		if (bw_str_ends(path, feed_ends[i]))
			return true;
	return false;
}

static void add(struct finder *f, struct bw_feed_links *to, size_t max, struct bw_str href, struct bw_str title)
{
	struct bw_str url = bw_link_resolve(f->arena, f->base, href);
	if (!url.len || to->links.len >= max)
		return;
	for (size_t i = 0; i < to->links.len; i++)
		if (bw_str_eq(to->links.ptr[i].url, url))
			return;
	*BW_PUSH(f->arena, &to->links) = (struct bw_feed_link){url, bw_html_plain(f->arena, title)};
}

static void declared_link(struct finder *f, const struct bw_html_token *t)
{
	struct bw_str rel = bw_html_attr(f->arena, t, BW_STR("rel")), type = bw_html_attr(f->arena, t, BW_STR("type"));
	bool alternate = has_word(rel, BW_STR("alternate")) && is_feed_type(type);
	if (alternate || has_word(rel, BW_STR("feed")))
		add(f, f->declared, LINKS_MAX, bw_html_attr(f->arena, t, BW_STR("href")),
		    bw_html_attr(f->arena, t, BW_STR("title")));
}

static void guessed_link(struct finder *f, const struct bw_html_token *t)
{
	struct bw_str href = bw_html_attr(f->arena, t, BW_STR("href"));
	if (f->guesses.links.len < GUESSES_MAX && looks_like_feed(href))
		add(f, &f->guesses, GUESSES_MAX, href, bw_html_attr(f->arena, t, BW_STR("title")));
}

/* The text of the title element that begins before the next token. */
static struct bw_str title_text(struct finder *f, struct bw_html *h)
{
	struct bw_html_token t;
	size_t from = h->pos;
	while (bw_html_next(h, &t))
		if (t.kind == BW_HTML_CLOSE && bw_str_eq_ascii_nocase(t.name, BW_STR("title")))
			return bw_html_plain(f->arena, bw_str_sub(h->s, from, h->pos - t.text.len - from));
	h->pos = from;
	return BW_STR_NONE;
}

int bw_feed_discover(struct bw_arena *a, struct bw_str html, struct bw_str base, struct bw_feed_links *out,
		     struct bw_err *err)
{
	struct finder f = {.arena = a, .base = base, .declared = out};
	struct bw_html h = {.s = bw_charset_decode(a, html, BW_STR_NONE)};
	struct bw_html_token t;
	bool had_title = false, any = false;
	*out = (struct bw_feed_links){0};
	while (bw_html_next(&h, &t)) {
		any = any || t.kind == BW_HTML_OPEN;
		if (t.kind != BW_HTML_OPEN)
			continue;
		if (bw_str_eq_ascii_nocase(t.name, BW_STR("link")))
			declared_link(&f, &t);
		else if (bw_str_eq_ascii_nocase(t.name, BW_STR("a")))
			guessed_link(&f, &t);
		else if (bw_str_eq_ascii_nocase(t.name, BW_STR("base"))) {
			struct bw_str own = bw_link_resolve(a, f.base, bw_html_attr(a, &t, BW_STR("href")));
			f.base = own.len ? own : f.base;
		} else if (!had_title && bw_str_eq_ascii_nocase(t.name, BW_STR("title"))) {
			had_title = true;
			out->page_title = title_text(&f, &h);
		}
	}
	if (!any)
		return bw_err_set(err, BW_EINPUT, "%" BW_PRISTR ": this is no web page: it has no HTML element",
				  BW_ARG(base));
	if (!out->links.len)
		memcpy(&out->links, &f.guesses.links, sizeof(out->links));
	return BW_OK;
}
