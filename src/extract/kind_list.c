#include "extract/kind.h"
#include "extract/text.h"

enum {
	TITLE_MIN = 12, /* bytes of a linked line that may be a headline */
	TITLE_MAX = 250,
	TEASERS = 3,
	MANY_TEASERS = 5,
	TEASER_BYTES = 600, /* of sentences below a linked headline */
	LONG_TEASER = 900,
	BRIEF_BYTES = 160,
	WHOLE_POST = 2500, /* of a front page that shows its posts in full */
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

/* A short linked line that comes again and again below sentences, each time for another page: "Read more". */
struct call {
	uint64_t words, target;
	size_t prose; /* bytes of sentences above it */
};

static uint32_t calls_like(const struct call *calls, size_t n, size_t first)
{
	const struct call *last = &calls[first];
	uint32_t same = 1;
	for (size_t k = first + 1; k < n; k++) {
		size_t between = calls[k].prose - last->prose;
		if (calls[k].words != last->words || calls[k].target == last->target || between < FEW_BYTES)
			continue;
		if (between > LONG_TEASER)
			return 0;
		same++;
		last = &calls[k];
	}
	return same;
}

static void count_calls(const struct bw_kind_case *c, struct teasers *t)
{
	enum { CALLS = 24, CALL_BYTES = 40, AFTER = 2 };
	const struct bw_page *p = c->view->page;
	const struct bw_body *b = c->view->body;
	struct call calls[CALLS];
	size_t n = 0, next = 0, prose = 0, last = b->n ? b->run[b->n - 1] + (size_t)AFTER : 0;
	for (size_t i = b->n ? b->run[0] : 0; i < p->runs.len && i < last && n < CALLS; i++) {
		const struct bw_run *r = &p->runs.ptr[i];
		bool text = next < b->n && b->run[next] == i;
		next += text;
		prose += text && bw_run_is_prose(r) ? r->text.len : 0;
		struct bw_str target = is_linked(r) && r->text.len <= CALL_BYTES ? target_of(c, r) : BW_STR_NONE;
		if (prose && target.len && bw_text_has_letter(r->text))
			calls[n++] = (struct call){bw_str_hash(r->text), bw_str_hash(target), prose};
	}
	for (size_t i = 0; i < n; i++) {
		uint32_t same = calls[i].prose <= LONG_TEASER ? calls_like(calls, n, i) : 0;
		t->calls = same > t->calls ? same : t->calls;
	}
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
	bool brief = t.headings >= TEASERS && t.longest <= BRIEF_BYTES; /* too short to be prose, most of them */
	bool even = t.lead * 10 <= t.prose * 3 && (brief || t.longest * 10 <= t.prose * 6);
	return even && (each <= most || (t.headings >= TEASERS && t.lead * 10 <= t.prose && each <= WHOLE_POST));
}

/* A box with a linked line and some words of its own. */
static bool is_teaser(const struct bw_kind_case *c, uint32_t box, size_t *at)
{
	const struct bw_page *p = c->view->page;
	bool linked = false, words = false;
	while (*at < p->runs.len && p->runs.ptr[*at].from < box)
		++*at;
	for (; *at < p->runs.len && p->runs.ptr[*at].from < p->dom.nodes[box].end; ++*at) {
		const struct bw_run *r = &p->runs.ptr[*at];
		linked |= is_linked(r) && bw_text_has_letter(r->text) && target_of(c, r).len;
		words |= !r->link_bytes && r->sentence && r->text.len >= FEW_BYTES;
	}
	return linked && words;
}

/* The text that was found is one of several boxes of one make that stand side by side and lead to other pages. */
static bool among_teasers(const struct bw_kind_case *c)
{
	enum { LEVELS = 4 };
	const struct bw_dom *d = &c->view->page->dom;
	uint32_t box = c->view->body->bytes <= LONG_TEASER ? c->view->body->root : 0;
	for (int level = 0; box && d->nodes[box].parent && level < LEVELS; level++, box = d->nodes[box].parent) {
		uint32_t teasers = 0;
		size_t at = 0;
		bool itself = false;
		for (uint32_t i = d->nodes[d->nodes[box].parent].first; i; i = d->nodes[i].next) {
			bool same = d->nodes[i].tag == d->nodes[box].tag &&
				    bw_str_eq(bw_dom_attr(d, i, "class"), bw_dom_attr(d, box, "class"));
			bool teaser = same && d->nodes[i].tag != BW_TAG_TEXT && is_teaser(c, i, &at);
			teasers += teaser;
			itself |= teaser && i == box;
		}
		if (itself && teasers >= TEASERS)
			return true;
	}
	return false;
}

/* Hardly any text, no heading of its own, and linked headings with sentences below them all over the page. */
static bool only_teasers(const struct bw_kind_case *c)
{
	enum { HARDLY = 200 };
	const struct bw_page *p = c->view->page;
	uint32_t teasers = 0;
	if (c->claims || c->view->body->bytes > HARDLY)
		return false;
	for (size_t i = 0; i < p->runs.len; i++) {
		const struct bw_run *r = &p->runs.ptr[i];
		bool linked = is_linked(r);
		if (p->dom.nodes[r->owner].tag == BW_TAG_H1 && !linked)
			return false;
		bool below = i + 1 < p->runs.len && !p->runs.ptr[i + 1].link_bytes && p->runs.ptr[i + 1].sentence;
		teasers += linked && below && is_heading(p, r->owner) && target_of(c, r).len;
	}
	return teasers >= TEASERS;
}

/* What may follow a segment that names a list: one name ("/tag/ports"), and the number of a page. */
static bool ends_list(const struct bw_kind_case *c, struct bw_str rest)
{
	struct bw_str part;
	int names = 0;
	while (bw_str_split(&rest, '/', &part)) {
		int64_t number;
		bool page = bw_str_eq(part, BW_STR("page")) || (bw_str_to_i64(part, &number) && number < 1000);
		names += !page && !bw_kind_words_is(&c->words, BW_PHRASE_LIST_PATH, part);
	}
	return names <= 1;
}

/* The address is of a list, or that of the site. */
static bool list_path(const struct bw_kind_case *c, bool *home)
{
	enum { SEGMENTS = 3 };
	struct bw_str url = c->view->article->url, path = path_of(url), part;
	size_t query = bw_str_find_char(path, '?', 0);
	path = bw_str_sub(path, 0, query);
	*home = host_of(url).len && !path.len && query == BW_NPOS;
	struct bw_str rest = bw_str_ends(path, BW_STR("/")) ? bw_str_sub(path, 0, path.len - 1) : path;
	for (int i = 0; i < SEGMENTS && bw_str_split(&rest, '/', &part); i++)
		if (bw_kind_words_is(&c->words, BW_PHRASE_LIST_PATH, part))
			return ends_list(c, rest);
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
	return lists && (b->prose_bytes == 0 || (listing && plain <= TEASER_BYTES));
}

bool bw_kind_is_list(const struct bw_kind_case *c)
{
	bool home, path = list_path(c, &home);
	bool listing = path || home || c->view->facts->is_listing || list_title(c);
	if (c->claims_strongly)
		return false;
	if (has_teasers(c, listing) || among_teasers(c) || only_teasers(c))
		return true;
	return !c->claims && mostly_links(c, listing);
}
