#include "extract/kind.h"

#include "extract/text.h"

enum {
	EMPTY_BYTES = 60,
	SENTENCE_BYTES = 40, /* of a text that is one sentence */
	OWN_CLAIM = 30,      /* rank below which a date is the page's own */
	ERROR_BYTES = 700,   /* of text that an error page shows */
	ERROR_LONG = 1800,   /* when its title says so and nothing speaks for an article */
	NOTICE_BYTES = 400,  /* of a line that speaks to the reader */
	WALL_BYTES = 8000,   /* what a question about cookies may be long */
	SMALL_BYTES = 500,
	LINES = 40 /* of a page with hardly any text, that are looked at */
};

static struct bw_arena *arena_of(const struct bw_kind_case *c)
{
	return c->view->page->arena;
}

/* Facts of one field and of one rank that differ from the first of them: what a page says of several articles. */
static size_t differing(const struct bw_facts *f, enum bw_field field, int from, int to)
{
	const struct bw_fact *first = NULL;
	size_t n = 0;
	for (size_t i = 0; i < f->list.len; i++) {
		const struct bw_fact *x = &f->list.ptr[i];
		if (x->field != field || x->rank < from || x->rank > to)
			continue;
		n += first && !bw_str_eq(first->value, x->value);
		first = first ? first : x;
	}
	return n;
}

/* Something says that the page is one article: its type, or a date that it claims for itself. Teasers in microdata or
 * JSON-LD claim as much for theirs, so many of them count for nothing. */
static void weigh_claims(struct bw_kind_case *c)
{
	enum { JSONLD = 12, ITEM = 16 };
	const struct bw_facts *f = c->view->facts;
	const struct bw_fact *date = bw_facts_get(f, BW_FIELD_PUBLISHED, 0), *type = bw_facts_get(f, BW_FIELD_TYPE, 0);
	bool dated = date && date->rank < OWN_CLAIM;
	bool several = differing(f, BW_FIELD_TITLE, 0, JSONLD) >= 2 || differing(f, BW_FIELD_TITLE, ITEM, ITEM) >= 2 ||
		       differing(f, BW_FIELD_PUBLISHED, ITEM, ITEM) >= 2;
	bool site = type && bw_str_eq_ascii_nocase(type->value, BW_STR("website"));
	c->claims = !several && (f->is_article || dated);
	c->claims_strongly = c->claims && f->is_article && dated && !site && !f->is_listing;
}

static bool is_separator(struct bw_str s, size_t at, size_t *len)
{
	static const char *const marks[] = {" | ", " - ", " · ", " » ", " « ", " • ", ": ", " / "};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct bw_str mark = bw_str_from(marks[i]);
		*len = mark.len;
		if (bw_str_starts(bw_str_from_pos(s, at), mark))
			return true;
	}
	return false;
}

/* A part of the title, between bars and dashes, is a phrase of the set. */
static bool title_part(const struct bw_kind_case *c, enum bw_phrase_set set, struct bw_str title)
{
	size_t from = 0, len = 0;
	for (size_t i = 0; i <= title.len; i++) {
		if (i < title.len && !is_separator(title, i, &len))
			continue;
		if (bw_kind_words_is(&c->words, set, bw_str_sub(title, from, i - from)))
			return true;
		from = i + len;
	}
	return false;
}

/* The title, or one of the first headings. */
static bool titled(const struct bw_kind_case *c, enum bw_phrase_set set)
{
	enum { HEADINGS = 3, LONGEST = 120 };
	const struct bw_page *p = c->view->page;
	if (c->title.len <= LONGEST && title_part(c, set, c->title))
		return true;
	uint32_t node = bw_dom_find(&p->dom, BW_TAG_TITLE, 1, p->dom.n);
	struct bw_str head =
		node && p->dom.nodes[node].first ? p->dom.nodes[p->dom.nodes[node].first].text : BW_STR_NONE;
	if (head.len && head.len <= LONGEST &&
	    title_part(c, set, bw_uni_fold(arena_of(c), bw_text_fold_space(arena_of(c), head))))
		return true;
	int seen = 0;
	for (size_t i = 0; i < p->runs.len && seen < HEADINGS; i++) {
		const struct bw_run *r = &p->runs.ptr[i];
		if (!bw_tag_is(p->dom.nodes[r->owner].tag, BW_TAG_HEADING) || r->text.len > LONGEST)
			continue;
		seen++;
		if (bw_kind_words_is(&c->words, set, bw_uni_fold(arena_of(c), r->text)))
			return true;
	}
	return false;
}

/* Bytes of the lines that say a phrase of the set to the reader, and how many phrases. Of the text, or of the whole
 * page where it has hardly any. */
struct said {
	size_t bytes, all;
	unsigned phrases;
};

static void hear(const struct bw_kind_case *c, enum bw_phrase_set set, const struct bw_run *r, struct said *out)
{
	enum { MOST = 4 };
	out->all += r->text.len;
	struct bw_str folded = bw_uni_fold(arena_of(c), bw_str_sub(r->text, 0, NOTICE_BYTES * 2));
	size_t at = bw_kind_words_find(&c->words, set, folded);
	bool quoted = at != BW_NPOS && bw_str_find_char(bw_str_sub(folded, 0, at), '"', 0) != BW_NPOS;
	if (at == BW_NPOS || quoted)
		return;
	out->bytes += r->text.len;
	out->phrases += bw_kind_words_count(&c->words, set, folded, MOST);
}

static struct said listen(const struct bw_kind_case *c, enum bw_phrase_set set)
{
	const struct bw_page *p = c->view->page;
	const struct bw_body *b = c->view->body;
	struct said said = {0};
	bool whole = b->bytes < SMALL_BYTES / 2;
	size_t n = whole ? p->runs.len : b->n;
	for (size_t i = 0, heard = 0; i < n && heard < LINES; i++) {
		const struct bw_run *r = &p->runs.ptr[whole ? i : b->run[i]];
		if (whole && r->link_bytes * 2 > r->text.len)
			continue;
		hear(c, set, r, &said);
		heard++;
	}
	return said;
}

/* Most of what the page says, or much of it and in several phrases. */
static bool mainly(struct said s)
{
	return s.bytes * 2 >= s.all && s.bytes > 0;
}

static bool is_error(const struct bw_kind_case *c)
{
	const struct bw_body *b = c->view->body;
	size_t most = c->claims ? ERROR_BYTES : ERROR_LONG;
	if (b->bytes >= most)
		return !c->claims && titled(c, BW_PHRASE_ERROR_TITLE) && bw_kind_is_list(c);
	struct said said = listen(c, BW_PHRASE_ERROR_LINE);
	if (titled(c, BW_PHRASE_ERROR_TITLE))
		return said.bytes > 0 || b->bytes < (c->claims ? SMALL_BYTES / 2 : ERROR_BYTES) || bw_kind_is_list(c);
	return !c->claims && b->bytes < ERROR_BYTES && (mainly(said) || said.phrases >= 3);
}

/* A question in place of the page. Where the page claims to be an article, its text must be nothing else. */
static bool is_wall(const struct bw_kind_case *c)
{
	const struct bw_body *b = c->view->body;
	if (b->bytes > WALL_BYTES)
		return false;
	struct said said = listen(c, BW_PHRASE_CONSENT_LINE);
	if (c->claims)
		return said.phrases >= 2 && said.bytes * 10 >= said.all * 7;
	if (titled(c, BW_PHRASE_CONSENT_TITLE))
		return said.phrases > 0 || b->bytes < SMALL_BYTES;
	return said.phrases >= 2 && (mainly(said) || (said.phrases >= 4 && said.bytes * 4 >= said.all));
}

static bool has_password(const struct bw_page *p)
{
	for (uint32_t i = bw_dom_find(&p->dom, BW_TAG_INPUT, 1, p->dom.n); i;
	     i = bw_dom_find(&p->dom, BW_TAG_INPUT, i + 1, p->dom.n))
		if (bw_str_eq_ascii_nocase(bw_dom_attr(&p->dom, i, "type"), BW_STR("password")))
			return true;
	return false;
}

static bool is_login(const struct bw_kind_case *c)
{
	const struct bw_body *b = c->view->body;
	if (c->claims || b->bytes > ERROR_BYTES)
		return false;
	bool title = titled(c, BW_PHRASE_LOGIN_TITLE), form = has_password(c->view->page);
	if (title && (form || b->bytes < SMALL_BYTES))
		return true;
	struct said said = listen(c, BW_PHRASE_LOGIN_LINE);
	return mainly(said) || (form && (said.phrases > 0 || b->bytes < EMPTY_BYTES));
}

static bool is_empty(const struct bw_kind_case *c)
{
	const struct bw_page *p = c->view->page;
	const struct bw_body *b = c->view->body;
	bool sentence = false;
	if (!b->n)
		return true;
	for (size_t i = 0; i < b->n; i++)
		sentence |= p->runs.ptr[b->run[i]].sentence;
	bool enough = b->bytes >= EMPTY_BYTES || (sentence && b->bytes >= SENTENCE_BYTES);
	bool dated = c->view->article->published != BW_TIME_NONE && b->n > 0;
	return !enough && !dated && !c->claims;
}

static bool is_shell(const struct bw_kind_case *c)
{
	return c->view->body->bytes < SMALL_BYTES && mainly(listen(c, BW_PHRASE_SHELL_LINE));
}

enum bw_page_kind bw_kind_of(const struct bw_kind_view *v)
{
	static const struct {
		bool (*is)(const struct bw_kind_case *c);
		enum bw_page_kind kind;
	} judges[] = {
		{is_error, BW_PAGE_ERROR}, {is_wall, BW_PAGE_CONSENT},       {is_login, BW_PAGE_CONSENT},
		{is_shell, BW_PAGE_EMPTY}, {bw_kind_is_list, BW_PAGE_INDEX}, {bw_kind_is_paywall, BW_PAGE_PAYWALL},
		{is_empty, BW_PAGE_EMPTY},
	};
	if (v->page->runs.len == 0)
		return BW_PAGE_EMPTY;
	struct bw_kind_case c = {.view = v, .title = bw_uni_fold(v->page->arena, v->article->title)};
	bw_kind_words_load(v->page->arena, &c.words);
	weigh_claims(&c);
	for (size_t i = 0; i < sizeof judges / sizeof *judges; i++)
		if (judges[i].is(&c))
			return judges[i].kind;
	return BW_PAGE_ARTICLE;
}
