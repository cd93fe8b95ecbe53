#include "extract/meta.h"

#include "core/map.h"
#include "core/url.h"
#include "extract/text.h"

enum { HEADINGS_MAX = 40, CANDIDATES_MAX = 12 };

struct heading {
	uint32_t node;
	struct bw_str text, key;
};

struct titles {
	const struct bw_facts *facts;
	const struct bw_page *page;
	struct bw_arena *arena;
	struct heading heading[HEADINGS_MAX]; /* h1 first, then h2 and what a page calls headline */
	size_t n_headings;
	struct bw_str site_key, host_key;
};

/* A heading that is a link to the front page is a masthead. */
static bool links_home(const struct bw_page *p, uint32_t node)
{
	const struct bw_dom *d = &p->dom;
	uint32_t up = bw_dom_up(d, node, BW_TAG_A);
	uint32_t link = up ? up : bw_dom_find(d, BW_TAG_A, node, d->nodes[node].end);
	struct bw_str href = link ? bw_dom_attr(d, link, "href") : BW_STR_NONE;
	size_t host = bw_str_find(href, BW_STR("//"), 0);
	if (host != BW_NPOS)
		href = bw_str_from_pos(href, bw_str_find_char(href, '/', host + 2));
	return link && p->marks[node].sum.link_bytes * 2 > p->marks[node].sum.bytes &&
	       (!href.len || bw_str_eq(href, BW_STR("/")));
}

static void add_heading(struct titles *t, uint32_t node)
{
	if (t->n_headings == HEADINGS_MAX || !t->page->marks[node].sum.bytes || links_home(t->page, node))
		return;
	struct heading *h = &t->heading[t->n_headings];
	h->node = node;
	h->text = bw_dom_text(t->arena, &t->page->dom, node, 400);
	h->key = bw_text_key(t->arena, h->text);
	t->n_headings += h->key.len > 0;
}

/* "www.example.co.uk" is known as "example" */
static struct bw_str host_key(struct bw_arena *a, struct bw_str url)
{
	struct bw_url u;
	if (bw_url_parse(a, url, &u, NULL))
		return BW_STR_NONE;
	struct bw_str rest = u.host, part, longest = BW_STR_NONE;
	while (bw_str_split(&rest, '.', &part))
		if (part.len > longest.len && rest.len)
			longest = part;
	return bw_text_key(a, longest);
}

static void find_headings(struct titles *t)
{
	static const enum bw_tag order[] = {BW_TAG_H1, BW_TAG_H2};
	const struct bw_dom *d = &t->page->dom;
	for (size_t k = 0; k < 2; k++)
		for (uint32_t i = bw_dom_find(d, order[k], 1, d->n); i; i = bw_dom_find(d, order[k], i + 1, d->n))
			add_heading(t, i);
}

static const struct separator {
	const char *text;
	bool strong; /* hardly ever stands in a headline */
} separators[] = {
	{" | ", true},  {" » ", true}, {" :: ", true}, {" – ", false}, {" — ", false},
	{" - ", false}, {" · ", true}, {" • ", true},  {" // ", true}, {" < ", true},
	{" › ", true},  {"｜", true},  {": ", false},  {"：", false},  {":", false},
};

/* Place among the headings, the number of headings when it is none. */
static size_t heading_place(const struct titles *t, struct bw_str text)
{
	struct bw_str key = bw_text_key(t->arena, text);
	size_t i = 0;
	while (i < t->n_headings && !(key.len && bw_str_eq(t->heading[i].key, key)))
		i++;
	return i;
}

static bool is_heading(const struct titles *t, struct bw_str text)
{
	return heading_place(t, text) < t->n_headings;
}

/* The piece names the outlet: as the page does, or as the host does. */
static bool is_site(const struct titles *t, struct bw_str piece)
{
	struct bw_str key = bw_text_key(t->arena, piece), site = t->site_key, host = t->host_key;
	if (!key.len || bw_text_words(piece) > 6)
		return false;
	if (site.len && (bw_str_eq(key, site) || (key.len > 3 && bw_str_starts(site, key)) ||
			 (site.len * 2 > key.len && bw_str_starts(key, site))))
		return true;
	bool part = key.len > 3 && bw_str_find(host, key, 0) != BW_NPOS;
	return host.len > 2 &&
	       (bw_str_eq(key, host) || part || (host.len * 2 > key.len && bw_str_find(key, host, 0) != BW_NPOS));
}

/* A masthead in a heading is no headline. */
static void drop_sites(struct titles *t)
{
	size_t kept = 0;
	for (size_t i = 0; i < t->n_headings; i++)
		if (!is_site(t, t->heading[i].text))
			t->heading[kept++] = t->heading[i];
	t->n_headings = kept;
}

struct cut {
	struct bw_str rest, off;
};

static size_t rfind(struct bw_str s, struct bw_str needle)
{
	size_t last = BW_NPOS;
	for (size_t at = 0; (at = bw_str_find(s, needle, at)) != BW_NPOS; at++)
		last = at;
	return last;
}

/* One outlet's name off the end or the front of a title; false when nothing shows that it is one. */
static bool cut_site(const struct titles *t, struct bw_str title, struct cut *out)
{
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
		struct bw_str sep = bw_str_from(separators[i].text);
		size_t at = rfind(title, sep), first = bw_str_find(title, sep, 0);
		if (at == BW_NPOS || at == 0)
			continue;
		struct cut end = {bw_str_trim(bw_str_sub(title, 0, at)),
				  bw_str_trim(bw_str_from_pos(title, at + sep.len))};
		struct cut front = {bw_str_trim(bw_str_from_pos(title, first + sep.len)),
				    bw_str_trim(bw_str_sub(title, 0, first))};
		bool long_rest = end.rest.len >= 15 && bw_text_words(end.rest) >= 3;
		bool strong = separators[i].strong && long_rest && bw_text_words(end.off) <= 4;
		*out = front;
		if (heading_place(t, front.rest) < heading_place(t, end.rest))
			return true;
		*out = end;
		if (is_heading(t, end.rest) || is_site(t, end.off) || strong)
			return true;
		*out = front;
		if (is_site(t, front.off) && front.rest.len >= 10)
			return true;
	}
	return false;
}

/* "Headline_Section_Outlet": so titles are made in Chinese. */
static struct bw_str first_of_underscored(struct bw_str title)
{
	size_t at = bw_str_find_char(title, '_', 0), pos = 0;
	bool wide = at != BW_NPOS && at >= 18 && bw_uni_is_ideograph(bw_utf8_next(title, &pos));
	return wide ? bw_str_trim(bw_str_sub(title, 0, at)) : title;
}

static struct bw_str without_site(const struct titles *t, struct bw_str title, struct bw_str *site)
{
	struct cut c;
	while (bw_str_ends(title, BW_STR(" ::")) || bw_str_ends(title, BW_STR(" |")) ||
	       bw_str_ends(title, BW_STR(" -")))
		title = bw_str_trim(bw_str_sub(title, 0, title.len - (title.ptr[title.len - 1] == ':' ? 2 : 1)));
	if (!is_heading(t, title))
		title = first_of_underscored(title);
	for (int turn = 0; turn < 3 && !is_heading(t, title) && cut_site(t, title, &c); turn++) {
		title = c.rest;
		if (!site->len)
			*site = c.off;
	}
	return title;
}

static const struct heading *agreeing(const struct titles *t, struct bw_str title)
{
	struct bw_str key = bw_text_key(t->arena, title);
	for (size_t i = 0; i < t->n_headings; i++)
		if (bw_str_eq(t->heading[i].key, key))
			return &t->heading[i];
	return NULL;
}

/* Headlines that claims and the <title> give, best first; the last is the <title>. */
static size_t candidates(const struct titles *t, struct bw_str out[CANDIDATES_MAX])
{
	size_t n = 0;
	const struct bw_fact *f;
	for (size_t i = 0; n < CANDIDATES_MAX - 1 && (f = bw_facts_get(t->facts, BW_FIELD_TITLE, i)); i++)
		out[n++] = f->value;
	const struct bw_dom *d = &t->page->dom;
	uint32_t node = bw_dom_find(d, BW_TAG_TITLE, 1, d->n);
	struct bw_str title = node ? bw_text_unescape(t->arena, bw_dom_text(t->arena, d, node, 600)) : BW_STR_NONE;
	if (title.len)
		out[n++] = title;
	return n;
}

/* The next word of a folded text; a letter of a script without spaces is one. False at the end. */
static bool next_word(struct bw_str s, size_t *pos, struct bw_str *word)
{
	while (*pos < s.len) {
		size_t from = *pos, end = *pos;
		uint32_t cp = bw_utf8_next(s, &end);
		*pos = end;
		bool one = bw_uni_is_ideograph(cp);
		while (bw_uni_is_letter(cp)) {
			*pos = end;
			if (one || end == s.len)
				break;
			cp = bw_utf8_next(s, &end);
		}
		*word = bw_str_sub(s, from, *pos - from);
		if (one || bw_text_has_letter(*word))
			return true;
	}
	return false;
}

/* Share of the words of the shorter text that stand in the other. */
static double shared_words(struct bw_arena *a, struct bw_str x, struct bw_str y)
{
	struct bw_strmap seen;
	struct bw_str texts[2] = {bw_uni_fold(a, x), bw_uni_fold(a, y)}, word;
	size_t n[2] = {0, 0}, shared = 0;
	bw_strmap_init(&seen, a);
	for (int side = 0; side < 2; side++)
		for (size_t pos = 0; next_word(texts[side], &pos, &word);) {
			uint64_t *who = bw_strmap_put(&seen, word, NULL);
			n[side] += !(*who & (1u << side));
			shared += side == 1 && *who == 1;
			*who |= 1u << side;
		}
	bw_strmap_release(&seen);
	size_t less = n[0] < n[1] ? n[0] : n[1];
	return shared >= 2 ? (double)shared / (double)less : 0;
}

/* The headline that readers see, where the page tells machines another one: a lone <h1>, or one that shares words with
 * what is claimed. */
static const struct heading *lone_headline(const struct titles *t, const struct bw_str *claims, size_t n)
{
	const struct heading *only = NULL, *similar = NULL;
	size_t h1s = 0;
	for (size_t i = 0; i < t->n_headings; i++) {
		const struct heading *h = &t->heading[i];
		if (t->page->dom.nodes[h->node].tag != BW_TAG_H1 || (bw_text_words(h->text) < 3 && h->text.len < 24))
			continue;
		only = h;
		h1s++;
		for (size_t k = 0; k < n && !similar; k++)
			if (shared_words(t->arena, h->text, claims[k]) >= 0.5)
				similar = h;
	}
	return similar ? similar : h1s == 1 && bw_text_words(only->text) >= 4 ? only : NULL;
}

struct bw_str bw_title_pick(const struct bw_facts *f, const struct bw_page *p, struct bw_str url,
			    struct bw_str *publisher)
{
	struct titles t = {.facts = f, .page = p, .arena = f->arena, .host_key = host_key(f->arena, url)};
	const struct bw_fact *site = bw_facts_get(f, BW_FIELD_PUBLISHER, 0);
	t.site_key = site ? bw_text_key(f->arena, site->value) : BW_STR_NONE;
	*publisher = BW_STR_NONE;
	find_headings(&t);
	drop_sites(&t);
	struct bw_str list[CANDIDATES_MAX], bare[CANDIDATES_MAX];
	size_t n = candidates(&t, list);
	for (size_t i = 0; i < n; i++)
		bare[i] = without_site(&t, list[i], publisher);
	for (size_t i = 0; i < n; i++) {
		const struct heading *h = agreeing(&t, bare[i]);
		if (h && (bw_text_words(h->text) > 1 || h->text.len > 12))
			return h->text;
	}
	const struct heading *lone = lone_headline(&t, bare, n);
	if (lone)
		return lone->text;
	return n ? bare[0] : t.n_headings ? t.heading[0].text : BW_STR_NONE;
}

uint32_t bw_title_heading(const struct bw_page *p, struct bw_str title)
{
	struct titles t = {.page = p, .arena = p->arena};
	find_headings(&t);
	const struct heading *h = agreeing(&t, title);
	if (h)
		return h->node;
	return t.n_headings && p->dom.nodes[t.heading[0].node].tag == BW_TAG_H1 ? t.heading[0].node : 0;
}
