#include "source/links.h"

#include "core/buf.h"
#include "core/charset.h"
#include "source/build.h"
#include "source/html.h"

enum { NODES_MAX = 200000, LINKS_MAX = 20000, ITEMS_MAX = 2000, OPEN_MAX = 256, SEARCH_MAX = 64 };
enum { LINK_TEXT_MAX = 4096, PROSE_BYTES = 40, HEADING_CLIMB = 3, DATE_CLIMB = 4, URL_CLIMB = 64, DATE_TEXT_MAX = 80 };

/* Elements that hold others. */
enum tag { NONE, DIV, LIST, LI, ARTICLE, SECTION, NAV, HEADER, FOOTER, ASIDE, MAIN, TABLE, TR, TD, HEADING, P, DL, DT };

static const struct {
	const char *name;
	enum tag tag;
	int zones;
} tags[] = {
	{"div", DIV, 0},
	{"ul", LIST, 0},
	{"ol", LIST, 0},
	{"li", LI, BW_ZONE_LIST},
	{"article", ARTICLE, BW_ZONE_ARTICLE},
	{"section", SECTION, 0},
	{"nav", NAV, BW_ZONE_NAV},
	{"header", HEADER, 0},
	{"footer", FOOTER, 0},
	{"aside", ASIDE, BW_ZONE_NAV},
	{"main", MAIN, 0},
	{"table", TABLE, 0},
	{"tr", TR, BW_ZONE_LIST},
	{"td", TD, 0},
	{"th", TD, 0},
	{"h1", HEADING, BW_ZONE_HEADING},
	{"h2", HEADING, BW_ZONE_HEADING},
	{"h3", HEADING, BW_ZONE_HEADING},
	{"h4", HEADING, BW_ZONE_HEADING},
	{"h5", HEADING, BW_ZONE_HEADING},
	{"h6", HEADING, BW_ZONE_HEADING},
	{"p", P, 0},
	{"dl", DL, 0},
	{"dt", DT, 0},
	{"dd", DT, BW_ZONE_LIST},
	{"form", DIV, BW_ZONE_MARGIN},
	{"menu", NAV, BW_ZONE_NAV},
};

/* What an opening tag closes when it is still open, as far as the element that holds both. */
static const struct {
	enum tag opens, closes, within;
} implied[] = {
	{LI, LI, LIST},    {TR, TR, TABLE}, {TD, TD, TR},  {DT, DT, DL},    {P, P, DIV},
	{HEADING, P, DIV}, {LIST, P, DIV},  {DIV, P, DIV}, {TABLE, P, DIV},
};

/* Words in class, id and role. */
static const struct {
	const char *word;
	int zones;
} places[] = {
	{"nav", BW_ZONE_MARGIN},        {"navbar", BW_ZONE_MARGIN},   {"navigation", BW_ZONE_MARGIN},
	{"menu", BW_ZONE_MARGIN},       {"submenu", BW_ZONE_MARGIN},  {"menubar", BW_ZONE_MARGIN},
	{"breadcrumb", BW_ZONE_MARGIN}, {"crumbs", BW_ZONE_MARGIN},   {"breadcrumbs", BW_ZONE_MARGIN},
	{"footer", BW_ZONE_MARGIN},     {"masthead", BW_ZONE_MARGIN}, {"topbar", BW_ZONE_MARGIN},
	{"sidebar", BW_ZONE_MARGIN},    {"toolbar", BW_ZONE_MARGIN},  {"contentinfo", BW_ZONE_MARGIN},
	{"pagination", BW_ZONE_MARGIN}, {"pager", BW_ZONE_MARGIN},    {"paging", BW_ZONE_MARGIN},
	{"social", BW_ZONE_MARGIN},     {"share", BW_ZONE_MARGIN},    {"sharing", BW_ZONE_MARGIN},
	{"cookie", BW_ZONE_MARGIN},     {"consent", BW_ZONE_MARGIN},  {"gdpr", BW_ZONE_MARGIN},
	{"tags", BW_ZONE_MARGIN},       {"taglist", BW_ZONE_MARGIN},  {"tagcloud", BW_ZONE_MARGIN},
	{"skip", BW_ZONE_MARGIN},       {"byline", BW_ZONE_MARGIN},   {"login", BW_ZONE_MARGIN},
	{"sponsored", BW_ZONE_MARGIN},  {"advert", BW_ZONE_MARGIN},   {"promo", BW_ZONE_MARGIN},
	{"related", BW_ZONE_MARGIN},    {"widget", BW_ZONE_MARGIN},   {"banner", BW_ZONE_MARGIN},
	{"comments", BW_ZONE_MARGIN},   {"modal", BW_ZONE_MARGIN},    {"popular", BW_ZONE_MARGIN},
	{"card", BW_ZONE_ARTICLE},      {"teaser", BW_ZONE_ARTICLE},  {"story", BW_ZONE_ARTICLE},
	{"post", BW_ZONE_ARTICLE},      {"entry", BW_ZONE_ARTICLE},   {"headline", BW_ZONE_ARTICLE},
	{"hentry", BW_ZONE_ARTICLE},    {"article", BW_ZONE_ARTICLE},
};

struct walker {
	struct bw_link_page *page;
	struct bw_html html;
	struct {
		enum tag tag;
		uint32_t node;
	} open[OPEN_MAX];
	int depth;
	struct bw_strmap by_url;
	uint32_t at;           /* place in the page: counts tokens */
	bool in_link, in_time; /* inside <a>, inside <time> */
	bool link_heading;     /* a heading was met inside the link */
	int heading_depth;     /* of the open heading, 0 none */
	bool heading_has_link;
	struct bw_link_seen link;
	struct bw_buf link_text, heading_text, link_title; /* link_title: the heading inside the link */
};

static uint32_t node_of(const struct walker *w)
{
	return w->depth ? w->open[w->depth - 1].node : 0;
}

static enum tag tag_of(struct bw_str name, int *zones)
{
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
		if (bw_str_eq_ascii_nocase(name, bw_str_from(tags[i].name))) {
			*zones = tags[i].zones;
			return tags[i].tag;
		}
	return NONE;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Zones that the words of a class, id or role say. A word that says how the rest is laid out ("has-sidebar",
 * "sidebar-wrap") takes its neighbours' meaning. */
static int zones_of_words(struct bw_str s)
{
	int zones = 0;
	for (size_t i = 0; i < s.len;) {
		size_t from = i;
		while (i < s.len && is_letter(s.ptr[i]))
			i++;
		struct bw_str word = bw_str_sub(s, from, i - from);
		i += i == from;
		if (bw_str_eq_ascii_nocase(word, BW_STR("has")) || bw_str_eq_ascii_nocase(word, BW_STR("with")) ||
		    bw_str_starts_ascii_nocase(word, BW_STR("wrap")) || bw_str_starts_ascii_nocase(word, BW_STR("no")))
			return 0;
		for (size_t k = 0; word.len > 2 && k < sizeof(places) / sizeof(places[0]); k++)
			if (bw_str_eq_ascii_nocase(word, bw_str_from(places[k].word)))
				zones |= places[k].zones;
	}
	return zones;
}

static int zones_of(struct walker *w, const struct bw_html_token *t, enum tag tag, int above)
{
	static const struct bw_str names[] = {{"class", 5}, {"id", 2}, {"role", 4}};
	int zones = 0;
	bool in_article = above & (BW_ZONE_ARTICLE | BW_ZONE_LIST);
	if (tag == HEADER && !in_article)
		zones |= BW_ZONE_NAV;
	if (tag == FOOTER)
		zones |= in_article ? BW_ZONE_FOOTNOTE : BW_ZONE_NAV;
	for (size_t i = 0; tag != MAIN && i < sizeof(names) / sizeof(names[0]); i++) {
		struct bw_str value = bw_html_attr(w->page->arena, t, names[i]);
		if (value.len)
			zones |= zones_of_words(value);
	}
	return zones;
}

/* The first class without its digits: "post-17 hentry" and "post-18 hentry" are the same place. */
static uint64_t shape_of(struct walker *w, const struct bw_html_token *t, enum tag tag, uint64_t above)
{
	struct bw_str class = bw_html_attr(w->page->arena, t, BW_STR("class"));
	uint64_t h = (above ^ (uint64_t)tag) * 1099511628211u;
	for (size_t i = 0; i < class.len && class.ptr[i] != ' '; i++)
		if (is_letter(class.ptr[i]))
			h = (h ^ (unsigned char)class.ptr[i]) * 1099511628211u;
	return h;
}

static void close_heading(struct walker *w)
{
	struct bw_link_page *page = w->page;
	struct bw_str text = bw_html_plain(page->arena, bw_buf_view(&w->heading_text));
	uint32_t node = page->nodes.ptr[node_of(w)].parent;
	w->heading_depth = 0;
	if (w->in_link || w->heading_has_link || !text.len)
		return;
	for (int i = 0; i < HEADING_CLIMB && node; i++, node = page->nodes.ptr[node].parent)
		if (!page->nodes.ptr[node].heading.len)
			page->nodes.ptr[node].heading = text;
}

static void pop_to(struct walker *w, int depth)
{
	while (w->depth > depth) {
		if (w->depth == w->heading_depth)
			close_heading(w);
		w->depth--;
	}
}

static void close_tag(struct walker *w, enum tag tag, enum tag within)
{
	int lowest = w->depth > SEARCH_MAX ? w->depth - SEARCH_MAX : 0;
	for (int i = w->depth - 1; i >= lowest; i--) {
		if (w->open[i].tag == tag) {
			pop_to(w, i);
			return;
		}
		if (within != NONE && w->open[i].tag == within)
			return;
	}
}

static void open_tag(struct walker *w, const struct bw_html_token *t, enum tag tag, int zones)
{
	struct bw_link_page *page = w->page;
	for (size_t i = 0; i < sizeof(implied) / sizeof(implied[0]); i++)
		if (implied[i].opens == tag)
			close_tag(w, implied[i].closes, implied[i].within);
	if (w->depth == OPEN_MAX || page->nodes.len == NODES_MAX)
		return;
	uint32_t parent = node_of(w);
	int above = page->nodes.ptr[parent].zones;
	uint64_t shape = page->nodes.ptr[parent].shape;
	zones |= zones_of(w, t, tag, above);
	*BW_PUSH(page->arena, &page->nodes) = (struct bw_link_node){
		.parent = parent,
		.zones = zones | above,
		.own = zones,
		.is_card = tag == ARTICLE || tag == LI || tag == TR || (tag == DT && (zones & BW_ZONE_LIST)),
		.shape = shape_of(w, t, tag, shape),
	};
	w->open[w->depth].tag = tag;
	w->open[w->depth++].node = (uint32_t)page->nodes.len - 1;
	if (tag == HEADING && !w->heading_depth) {
		w->heading_depth = w->depth;
		w->heading_has_link = w->in_link;
		w->link_heading = w->link_heading || w->in_link;
		bw_buf_reset(&w->heading_text);
	}
}

/* Each node above counts the different addresses in it. */
static void count_url(struct bw_link_page *page, uint32_t node, uint32_t url)
{
	for (int i = 0; i < URL_CLIMB; i++) {
		struct bw_link_node *n = &page->nodes.ptr[node];
		n->n_urls += n->url != url + 1;
		n->url = url + 1;
		if (!node)
			return;
		node = n->parent;
	}
}

static struct bw_str trimmed_text(struct bw_arena *a, const struct bw_buf *b)
{
	return bw_html_plain(a, bw_buf_view(b));
}

static void close_link(struct walker *w)
{
	struct bw_arena *a = w->page->arena;
	if (!w->in_link)
		return;
	w->in_link = false;
	struct bw_str title = trimmed_text(a, &w->link_title), text = trimmed_text(a, &w->link_text);
	bool in_heading = w->page->nodes.ptr[w->link.node].zones & BW_ZONE_HEADING;
	w->link.is_heading = title.len || in_heading;
	uint32_t before = w->page->nodes.ptr[w->link.node].prose;
	bool lower = text.len && text.ptr[0] >= 'a' && text.ptr[0] <= 'z';
	w->link.in_prose = !w->link.is_heading && (before > PROSE_BYTES || (before && lower));
	w->link.text = title.len ? title : text.len ? text : w->link.text;
	*BW_PUSH(a, &w->page->seen) = w->link;
}

static void open_link(struct walker *w, const struct bw_html_token *t)
{
	struct bw_link_page *page = w->page;
	close_link(w);
	struct bw_str href = bw_str_trim(bw_html_attr(page->arena, t, BW_STR("href")));
	if (!href.len || href.ptr[0] == '#' || page->seen.len == LINKS_MAX)
		return;
	struct bw_str url = bw_link_resolve(page->arena, page->base, href);
	size_t fragment = bw_str_find_char(url, '#', 0);
	url = bw_str_sub(url, 0, fragment);
	if (!url.len)
		return;
	bool is_new;
	uint64_t *index = bw_strmap_put(&w->by_url, url, &is_new);
	if (is_new) {
		*index = page->urls.len;
		*BW_PUSH(page->arena, &page->urls) = (struct bw_link_url){.url = url, .time = BW_TIME_NONE};
	}
	struct bw_str label = bw_html_attr(page->arena, t, BW_STR("aria-label"));
	if (!label.len)
		label = bw_html_attr(page->arena, t, BW_STR("title"));
	w->link = (struct bw_link_seen){.text = bw_html_plain(page->arena, label),
					.url = (uint32_t)*index,
					.node = node_of(w),
					.at = w->at,
					.time = BW_TIME_NONE};
	w->in_link = true;
	w->link_heading = false;
	w->heading_has_link = true;
	bw_buf_reset(&w->link_text);
	bw_buf_reset(&w->link_title);
	count_url(page, w->link.node, w->link.url);
}

static void add_date(struct walker *w, bw_time time)
{
	uint32_t node = node_of(w);
	if (time == BW_TIME_NONE)
		return;
	for (int i = 0; i < DATE_CLIMB && node; i++, node = w->page->nodes.ptr[node].parent)
		w->page->nodes.ptr[node].has_date = true;
	if (w->in_link) {
		w->link.time = w->link.time == BW_TIME_NONE ? time : w->link.time;
		return;
	}
	*BW_PUSH(w->page->arena, &w->page->dates) = (struct bw_link_date){node_of(w), w->at, time};
}

static void put_limited(struct bw_buf *b, struct bw_str s)
{
	bw_buf_str(b, bw_str_sub(s, 0, b->max - b->len));
}

static void text_token(struct walker *w, struct bw_str text)
{
	struct bw_str bare = bw_str_trim(text);
	if (!bare.len || w->in_time) {
		if (w->in_link)
			put_limited(&w->link_text, BW_STR(" "));
		return;
	}
	if (bare.len <= DATE_TEXT_MAX && !(w->heading_depth && w->in_link)) {
		bw_time time = bw_links_date_in(bare);
		add_date(w, time);
		if (time != BW_TIME_NONE)
			return;
	}
	if (w->in_link)
		put_limited(&w->link_text, text);
	else
		w->page->nodes.ptr[node_of(w)].prose += bare.len < 4096 ? (uint32_t)bare.len : 4096;
	if (w->in_link && w->heading_depth)
		put_limited(&w->link_title, text);
	if (w->heading_depth)
		put_limited(&w->heading_text, text);
}

/* The text of <time> is its date when it has no datetime. */
static void time_element(struct walker *w, const struct bw_html_token *t)
{
	struct bw_str written = bw_html_attr(w->page->arena, t, BW_STR("datetime"));
	bw_time time = bw_feed_time(bw_str_trim(written));
	add_date(w, time);
	w->in_time = time != BW_TIME_NONE;
}

static struct bw_str text_until(struct walker *w, struct bw_str name)
{
	struct bw_html_token t;
	size_t from = w->html.pos;
	while (bw_html_next(&w->html, &t))
		if (t.kind == BW_HTML_CLOSE && bw_str_eq_ascii_nocase(t.name, name))
			return bw_html_plain(w->page->arena,
					     bw_str_sub(w->html.s, from, w->html.pos - t.text.len - from));
	w->html.pos = from;
	return BW_STR_NONE;
}

static bool is_named(const struct bw_html_token *t, const char *name)
{
	return bw_str_eq_ascii_nocase(t->name, bw_str_from(name));
}

static void page_element(struct walker *w, const struct bw_html_token *t)
{
	struct bw_link_page *page = w->page;
	struct bw_str value;
	if (is_named(t, "base")) {
		value = bw_link_resolve(page->arena, page->base, bw_html_attr(page->arena, t, BW_STR("href")));
		page->base = value.len ? value : page->base;
	} else if (is_named(t, "html") && !page->language.len) {
		page->language = bw_str_trim(bw_html_attr(page->arena, t, BW_STR("lang")));
	} else if (is_named(t, "title") && !page->title.ptr) {
		page->title = text_until(w, t->name);
		page->title.ptr = page->title.ptr ? page->title.ptr : "";
	} else if (is_named(t, "img") && w->in_link && !w->link.text.len) {
		w->link.text = bw_html_plain(page->arena, bw_html_attr(page->arena, t, BW_STR("alt")));
	}
}

static void element(struct walker *w, const struct bw_html_token *t)
{
	int zones = 0;
	bool opens = t->kind == BW_HTML_OPEN;
	enum tag tag = tag_of(t->name, &zones);
	if (t->role == BW_HTML_BLOCK) {
		if (w->in_link)
			put_limited(&w->link_text, BW_STR(" "));
		if (w->heading_depth)
			put_limited(&w->heading_text, BW_STR(" "));
	}
	if (tag != NONE && opens)
		open_tag(w, t, tag, zones);
	else if (tag != NONE)
		close_tag(w, tag, NONE);
	else if (is_named(t, "a") && opens)
		open_link(w, t);
	else if (is_named(t, "a"))
		close_link(w);
	else if (is_named(t, "time") && opens)
		time_element(w, t);
	else if (is_named(t, "time"))
		w->in_time = false;
	else if (opens)
		page_element(w, t);
}

bool bw_links_walk(struct bw_link_page *page, struct bw_str html)
{
	struct walker w = {.page = page, .html = {.s = html}};
	struct bw_html_token t;
	bool any = false;
	bw_strmap_init(&w.by_url, page->arena);
	bw_buf_init(&w.link_text, LINK_TEXT_MAX);
	bw_buf_init(&w.link_title, LINK_TEXT_MAX);
	bw_buf_init(&w.heading_text, LINK_TEXT_MAX);
	*BW_PUSH(page->arena, &page->nodes) = (struct bw_link_node){0};
	while (bw_html_next(&w.html, &t)) {
		w.at++;
		any = any || t.kind == BW_HTML_OPEN;
		if (t.kind == BW_HTML_TEXT)
			text_token(&w, t.text);
		else
			element(&w, &t);
	}
	close_link(&w);
	bw_strmap_release(&w.by_url);
	bw_buf_release(&w.link_text);
	bw_buf_release(&w.link_title);
	bw_buf_release(&w.heading_text);
	return any;
}

int bw_feed_from_links(struct bw_arena *a, struct bw_str html, struct bw_str content_type, struct bw_str base,
		       struct bw_feed *out, struct bw_err *err)
{
	struct bw_link_page page = {.arena = a, .base = base};
	*out = (struct bw_feed){.kind = BW_SOURCE_PAGE};
	if (!bw_links_walk(&page, bw_charset_decode(a, html, content_type)))
		return bw_err_set(err, BW_EINPUT, "%" BW_PRISTR ": this is no web page: it has no HTML element",
				  BW_ARG(base));
	bw_links_judge(&page, base);
	bw_links_date(&page);
	out->title = page.title;
	out->language = page.language;
	out->home = bw_link_resolve(a, base, BW_STR(""));
	out->home = out->home.len ? out->home : bw_link_resolve(a, base, base);
	for (size_t i = 0; i < page.seen.len && out->items.len < ITEMS_MAX; i++) {
		struct bw_link_url *u = &page.urls.ptr[page.seen.ptr[i].url];
		if (!u->kept || u->item)
			continue;
		*BW_PUSH(a, &out->items) = (struct bw_item){
			.url = u->url, .title = u->title, .published = u->time, .updated = BW_TIME_NONE};
		u->item = (uint32_t)out->items.len;
	}
	return BW_OK;
}
