#include "core/charset.h"
#include "source/build.h"
#include "source/html.h"

enum { LINKS_MAX = 64 };

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

enum likelihood { OF_COMMENTS, NAMED_SO, LOOKS_LIKE_ONE, DECLARED_LOOSELY, DECLARED };

struct found {
	struct bw_feed_link link;
	enum likelihood likelihood;
};

struct finder {
	struct bw_arena *arena;
	struct bw_str base;
	BW_VEC(struct found) found;
	bool had_title;
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

bool bw_link_looks_like_feed(struct bw_str url)
{
	size_t end = bw_str_find_char(url, '?', 0);
	end = end == BW_NPOS ? bw_str_find_char(url, '#', 0) : end;
	struct bw_str path = bw_str_sub(url, 0, end == BW_NPOS ? url.len : end);
	for (size_t i = 0; i < sizeof(feed_ends) / sizeof(feed_ends[0]); i++)
		if (bw_str_ends(path, feed_ends[i]))
			return true;
	size_t host = bw_str_find(path, BW_STR("//"), 0);
	struct bw_str rest = host == BW_NPOS ? BW_STR_NONE : bw_str_from_pos(path, host + 2);
	return bw_str_starts_ascii_nocase(rest, BW_STR("feeds.")) || bw_str_starts_ascii_nocase(rest, BW_STR("rss."));
}

struct bw_str bw_link_resolve_feed(struct bw_arena *a, struct bw_str base, struct bw_str ref)
{
	struct bw_str s = bw_str_trim(ref);
	if (bw_str_starts_ascii_nocase(s, BW_STR("feed://")))
		s = bw_arena_printf(a, "http://%" BW_PRISTR, BW_ARG(bw_str_from_pos(s, 7)));
	else if (bw_str_starts_ascii_nocase(s, BW_STR("feed:")))
		s = bw_str_from_pos(s, 5);
	return bw_link_resolve(a, base, s);
}

/* The words of addresses and titles that tell a feed of comments, in the languages of common site software. */
static bool is_of_comments(struct bw_str url, struct bw_str title)
{
	static const struct bw_str words[] = {
		{"comment", 7}, {"kommentar", 9}, {"comentario", 10}, {"commenti", 8}, {"reacties", 8}};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (bw_str_find_ascii_nocase(url, words[i], 0) != BW_NPOS ||
		    bw_str_find_ascii_nocase(title, words[i], 0) != BW_NPOS)
			return true;
	return false;
}

/* What a site offers to programs under the types of feeds, but is none. */
static bool is_interface(struct bw_str url)
{
	return bw_str_find(url, BW_STR("/wp-json"), 0) != BW_NPOS || bw_str_find(url, BW_STR("oembed"), 0) != BW_NPOS;
}

static void add(struct finder *f, struct bw_str href, struct bw_str title, enum likelihood likelihood)
{
	struct bw_str url = bw_link_resolve_feed(f->arena, f->base, href);
	if (!url.len || f->found.len >= LINKS_MAX || is_interface(url))
		return;
	struct bw_str name = bw_html_plain(f->arena, title);
	if (is_of_comments(url, name))
		likelihood = OF_COMMENTS;
	for (size_t i = 0; i < f->found.len; i++) {
		struct found *known = &f->found.ptr[i];
		if (!bw_str_eq(known->link.url, url))
			continue;
		known->likelihood = likelihood > known->likelihood ? likelihood : known->likelihood;
		known->link.title = known->link.title.len ? known->link.title : name;
		return;
	}
	*BW_PUSH(f->arena, &f->found) = (struct found){{url, name}, likelihood};
}

static void declared_link(struct finder *f, const struct bw_html_token *t)
{
	struct bw_str rel = bw_html_attr(f->arena, t, BW_STR("rel")), type = bw_html_attr(f->arena, t, BW_STR("type"));
	bool alternate = has_word(rel, BW_STR("alternate")) && is_feed_type(type);
	bool is_general = bw_str_starts_ascii_nocase(bw_str_trim(type), BW_STR("text/xml")) ||
			  bw_str_starts_ascii_nocase(bw_str_trim(type), BW_STR("application/xml")) ||
			  bw_str_starts_ascii_nocase(bw_str_trim(type), BW_STR("application/json"));
	if (alternate || has_word(rel, BW_STR("feed")))
		add(f, bw_html_attr(f->arena, t, BW_STR("href")), bw_html_attr(f->arena, t, BW_STR("title")),
		    alternate && is_general ? DECLARED_LOOSELY : DECLARED);
}

/* A link that says nothing but "RSS", or whose address is like a feed's. */
static void guessed_link(struct finder *f, const struct bw_html_token *t, struct bw_str text)
{
	static const struct bw_str names[] = {
		{"rss", 3}, {"atom", 4}, {"rss feed", 8}, {"atom feed", 9}, {"rss-feed", 8}};
	struct bw_str href = bw_str_trim(bw_html_attr(f->arena, t, BW_STR("href"))), said = bw_str_trim(text);
	struct bw_str title = bw_html_attr(f->arena, t, BW_STR("title"));
	bool named = false;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		named = named || bw_str_eq_ascii_nocase(said, names[i]);
	if (bw_str_starts_ascii_nocase(href, BW_STR("feed:")) || bw_link_looks_like_feed(href))
		add(f, href, title, LOOKS_LIKE_ONE);
	else if (named)
		add(f, href, title, NAMED_SO);
}

/* Text that stands directly behind the tag just read. */
static struct bw_str text_behind(const struct bw_html *h)
{
	struct bw_html copy = *h;
	struct bw_html_token t;
	return bw_html_next(&copy, &t) && t.kind == BW_HTML_TEXT ? t.text : BW_STR_NONE;
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

/* The most likely first; of equals, the first of the page. Guesses count only where nothing is declared, and feeds of
 * comments only where there is nothing else. */
static void choose(struct finder *f, struct bw_feed_links *out)
{
	int best = 0;
	for (size_t i = 0; i < f->found.len; i++)
		best = (int)f->found.ptr[i].likelihood > best ? (int)f->found.ptr[i].likelihood : best;
	int least = best >= DECLARED_LOOSELY ? DECLARED_LOOSELY : best > OF_COMMENTS ? NAMED_SO : OF_COMMENTS;
	for (int level = best; level >= least; level--)
		for (size_t i = 0; i < f->found.len; i++)
			if ((int)f->found.ptr[i].likelihood == level)
				*BW_PUSH(f->arena, &out->links) = f->found.ptr[i].link;
}

static void page_element(struct finder *f, struct bw_html *h, const struct bw_html_token *t, struct bw_feed_links *out)
{
	if (bw_str_eq_ascii_nocase(t->name, BW_STR("link"))) {
		declared_link(f, t);
	} else if (bw_str_eq_ascii_nocase(t->name, BW_STR("a"))) {
		declared_link(f, t);
		guessed_link(f, t, text_behind(h));
	} else if (bw_str_eq_ascii_nocase(t->name, BW_STR("base"))) {
		struct bw_str own = bw_link_resolve(f->arena, f->base, bw_html_attr(f->arena, t, BW_STR("href")));
		f->base = own.len ? own : f->base;
	} else if (!f->had_title && bw_str_eq_ascii_nocase(t->name, BW_STR("title"))) {
		f->had_title = true;
		out->page_title = title_text(f, h);
	}
}

int bw_feed_discover(struct bw_arena *a, struct bw_str html, struct bw_str base, struct bw_feed_links *out,
		     struct bw_err *err)
{
	struct finder f = {.arena = a, .base = base};
	struct bw_html h = {.s = bw_charset_decode(a, html, BW_STR_NONE)};
	struct bw_html_token t;
	bool any = false;
	*out = (struct bw_feed_links){0};
	while (bw_html_next(&h, &t)) {
		any = any || t.kind == BW_HTML_OPEN;
		if (t.kind == BW_HTML_OPEN)
			page_element(&f, &h, &t, out);
	}
	if (!any)
		return bw_err_set(err, BW_EINPUT, "%" BW_PRISTR ": this is no web page: it has no HTML element",
				  BW_ARG(base));
	choose(&f, out);
	return BW_OK;
}
