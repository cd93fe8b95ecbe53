#include "core/url.h"
#include "extract/kind.h"
#include "extract/text.h"

enum {
	TITLE_MIN = 12, /* bytes of a linked line that may be a headline */
	TITLE_MAX = 250,
	TEASERS = 3,
	MANY_TEASERS = 5,
	TEASER_BYTES = 600, /* of sentences below a linked headline */
	LONG_TEASER = 900,
	MANY_LINKS = 10,
	FEW_BYTES = 40,
	TARGETS_MAX = 200
};

struct teasers {
	uint32_t titles;    /* linked headlines in the text that lead to pages of the same site */
	uint32_t headings;  /* of these: in headings */
	uint32_t calls;     /* of a line such as "Read more" the most that lead to different pages */
	size_t prose, lead; /* bytes of sentences, and of those before the first linked headline */
	size_t longest;     /* the most below one headline */
};

static struct bw_str host_of(struct bw_str url)
{
	size_t at = bw_str_find(url, BW_STR("//"), 0);
	struct bw_str rest = at == BW_NPOS ? BW_STR_NONE : bw_str_from_pos(url, at + 2);
	return bw_str_sub(rest, 0, bw_str_find_char(rest, '/', 0));
}

static struct bw_str path_of(struct bw_str url)
{
	size_t at = bw_str_find(url, BW_STR("//"), 0);
	size_t slash = bw_str_find_char(url, '/', at == BW_NPOS ? 0 : at + 2);
	return slash == BW_NPOS ? BW_STR_NONE : bw_str_from_pos(url, slash + 1);
}

static struct bw_str without_www(struct bw_str host)
{
	return bw_str_starts_ascii_nocase(host, BW_STR("www.")) ? bw_str_from_pos(host, 4) : host;
}

/* Where a linked run leads, when that is another page of the same site. */
static struct bw_str target_of(const struct bw_kind_case *c, const struct bw_run *r)
{
	const struct bw_page *p = c->view->page;
	uint32_t link = bw_dom_up(&p->dom, r->from, BW_TAG_A);
	struct bw_str href = link ? bw_str_trim(bw_dom_attr(&p->dom, link, "href")) : BW_STR_NONE;
	struct bw_str url = c->view->article->url;
	if (!href.len || href.ptr[0] == '#' || bw_str_starts_ascii_nocase(href, BW_STR("mailto:")))
		return BW_STR_NONE;
	bool full =
		bw_str_starts(href, BW_STR("//")) || bw_str_find(bw_str_sub(href, 0, 10), BW_STR("://"), 0) != BW_NPOS;
	if (full && !bw_str_eq_ascii_nocase(without_www(host_of(href)), without_www(host_of(url))))
		return BW_STR_NONE;
	bool self = full ? bw_str_eq(path_of(href), path_of(url))
			 : bw_str_eq(bw_str_from_pos(href, href.ptr[0] == '/'), path_of(url));
	return self ? BW_STR_NONE : href;
}

static bool is_linked(const struct bw_run *r)
{
	return r->link_bytes * 10 >= r->text.len * 8;
}

static bool has_words(struct bw_str s)
{
	size_t pos = 0;
	return bw_text_words(s) >= 3 || (s.len >= TITLE_MIN && bw_uni_is_ideograph(bw_utf8_next(s, &pos)));
}

static bool is_heading(const struct bw_page *p, uint32_t node)
{
	for (int up = 0; node && up < 3; up++, node = p->dom.nodes[node].parent)
		if (bw_tag_is(p->dom.nodes[node].tag, BW_TAG_HEADING))
			return true;
	return false;
}

static void count_titles(const struct bw_kind_case *c, struct teasers *t)
{
	const struct bw_page *p = c->view->page;
	const struct bw_body *b = c->view->body;
	size_t under = 0;
	for (size_t i = 0; i < b->n; i++) {
		const struct bw_run *r = &p->runs.ptr[b->run[i]];
		bool line = r->text.len >= TITLE_MIN && r->text.len <= TITLE_MAX && is_linked(r);
		if (line && has_words(r->text) && target_of(c, r).len) {
			t->titles++;
			t->headings += is_heading(p, r->owner);
			under = 0;
			continue;
		}
		if (!bw_run_is_prose(r))
			continue;
		under += r->text.len;
		t->prose += r->text.len;
		t->lead += t->titles ? 0 : r->text.len;
		t->longest = under > t->longest ? under : t->longest;
	}
}

struct call {
	uint64_t words, target;
};

/* The most frequent text of a linked line that leads to different pages. */
static uint32_t most_calls(struct call *calls, size_t n)
{
	uint32_t most = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t same = 0;
		for (size_t k = 0; k < n; k++) {
			bool again = false;
			for (size_t j = 0; j < k && calls[k].words == calls[i].words; j++)
				again |= calls[j].words == calls[k].words && calls[j].target == calls[k].target;
			same += calls[k].words == calls[i].words && !again;
		}
		most = same > most ? same : most;
		if (most >= MANY_TEASERS)
			break;
	}
	return most;
}

static void count_calls(const struct bw_kind_case *c, struct teasers *t)
{
	enum { CALLS = 24, CALL_BYTES = 40 };
	const struct bw_page *p = c->view->page;
	const struct bw_body *b = c->view->body;
	struct call calls[CALLS];
	size_t n = 0, last = b->n ? b->run[b->n - 1] + 2u : 0;
	for (size_t i = b->n ? b->run[0] : 0; i < p->runs.len && i < last && n < CALLS; i++) {
		const struct bw_run *r = &p->runs.ptr[i];
		struct bw_str target = is_linked(r) && r->text.len <= CALL_BYTES ? target_of(c, r) : BW_STR_NONE;
		if (target.len && bw_text_has_letter(r->text))
			calls[n++] = (struct call){bw_str_hash(r->text), bw_str_hash(target)};
	}
	t->calls = most_calls(calls, n);
}

/* Several linked headlines, each with some sentences, and no text of its own before or between them. */
static bool has_teasers(const struct bw_kind_case *c, bool listing)
{
	struct teasers t = {0};
	count_titles(c, &t);
	count_calls(c, &t);
	uint32_t n = t.titles > t.calls ? t.titles : t.calls;
	if (n < (listing ? TEASERS - 1u : TEASERS))
		return false;
	if (t.calls > t.titles)
		t.lead = t.longest = 0;
	size_t each = t.prose / n, most = n >= MANY_TEASERS || listing ? LONG_TEASER : TEASER_BYTES;
	bool even = t.lead * 10 <= t.prose * 3 && t.longest * 10 <= t.prose * 6;
	return even && (each <= most || (t.headings >= TEASERS && t.lead * 10 <= t.prose));
}

/* The address is of a list: a segment before the last names one ("/tag/ports", "/category/world/page/2"), or the
 * address is that of the site. */
static bool list_path(const struct bw_kind_case *c, bool *home)
{
	struct bw_str url = c->view->article->url, part;
	struct bw_str path = path_of(url);
	size_t query = bw_str_find_char(path, '?', 0);
	path = bw_str_sub(path, 0, query);
	*home = host_of(url).len && !path.len && query == BW_NPOS;
	struct bw_str rest = bw_str_ends(path, BW_STR("/")) ? bw_str_sub(path, 0, path.len - 1) : path;
	for (int i = 0; i < 3 && bw_str_split(&rest, '/', &part); i++)
		for (uint32_t k = 0; k < c->words.n[BW_PHRASE_LIST_PATH]; k++)
			if (bw_str_eq_ascii_nocase(part, c->words.phrase[BW_PHRASE_LIST_PATH][k]))
				return bw_str_find_char(rest, '/', 0) == BW_NPOS || i == 0;
	return false;
}

static bool list_title(const struct bw_kind_case *c)
{
	enum { AFTER = 60 };
	if (bw_kind_words_is(&c->words, BW_PHRASE_LIST_TITLE, c->title))
		return true;
	for (uint32_t k = 0; k < c->words.n[BW_PHRASE_LIST_TITLE]; k++) {
		struct bw_str phrase = c->words.phrase[BW_PHRASE_LIST_TITLE][k];
		struct bw_str after = bw_str_from_pos(c->title, phrase.len);
		bool mark = phrase.ptr[phrase.len - 1] == ':' || bw_str_starts(after, BW_STR(":")) ||
			    bw_str_starts(after, BW_STR(" |")) || bw_str_starts(after, BW_STR(" -"));
		if (bw_str_starts(c->title, phrase) && mark && after.len <= AFTER)
			return true;
	}
	return false;
}

/* Links outweigh sentences. */
static bool mostly_links(const struct bw_kind_case *c, bool listing)
{
	const struct bw_page *p = c->view->page;
	const struct bw_body *b = c->view->body;
	size_t links = 0, link_runs = 0, plain = 0;
	for (size_t i = 0; i < p->runs.len; i++) {
		links += p->runs.ptr[i].link_bytes;
		link_runs += p->runs.ptr[i].link_bytes * 2 > p->runs.ptr[i].text.len;
	}
	for (size_t i = 0; i < b->n; i++) {
		const struct bw_run *r = &p->runs.ptr[b->run[i]];
		plain += r->link_bytes * 3 < r->text.len ? r->text.len : 0;
	}
	bool lists = links > plain * 2 && (plain < FEW_BYTES || link_runs >= MANY_LINKS);
	return lists && (b->prose_bytes == 0 || listing);
}

bool bw_kind_is_list(const struct bw_kind_case *c)
{
	bool home, path = list_path(c, &home);
	bool listing = path || home || c->view->facts->is_listing || list_title(c);
	if (c->claims_strongly)
		return false;
	if (has_teasers(c, listing))
		return true;
	return !c->claims && mostly_links(c, listing);
}
