#include "extract/article.h"

#include "extract/body.h"
#include "core/charset.h"
#include "extract/facts.h"
#include "extract/meta.h"
#include "extract/text.h"

enum { TITLE_LINE_MAX = 200, EMPTY_BYTES = 60, ERROR_TITLE_BYTES = 80, ERROR_BYTES = 600, ERROR_NOTE_BYTES = 200 };

static struct bw_str join(const struct bw_page *p, const uint32_t *run, size_t n)
{
	struct bw_buf b;
	bw_buf_init(&b, BW_DOM_MAX_BYTES * 2);
	for (size_t i = 0; i < n; i++) {
		if (b.len)
			bw_buf_cstr(&b, "\n\n");
		bw_buf_str(&b, p->runs.ptr[run ? run[i] : i].text);
	}
	struct bw_str s = bw_buf_copy(&b, p->arena);
	bw_buf_release(&b);
	return s;
}

static const char *const error_titles[] = {"404",
					   "not found",
					   "access denied",
					   "forbidden",
					   "page unavailable",
					   "error 4",
					   "error 5",
					   "service unavailable",
					   "bad gateway",
					   "just a moment",
					   "are you a robot",
					   "attention required",
					   "site maintenance",
					   "internal server error",
					   "page can't be found",
					   "page cannot be found",
					   "page isn't available",
					   "no longer available"};

static bool says_error(struct bw_str s, size_t len_max)
{
	for (size_t i = 0; i < sizeof error_titles / sizeof *error_titles; i++)
		if (s.len < len_max && bw_text_contains_nocase(s, error_titles[i]))
			return true;
	return false;
}

/* Something says that the page is one article: its type, or a date that it claims for itself. */
static bool claims_article(const struct bw_facts *f)
{
	enum { OWN_CLAIM = 30 };
	const struct bw_fact *date = bw_facts_get(f, BW_FIELD_PUBLISHED, 0);
	return f->is_article || (date && date->rank < OWN_CLAIM);
}

/* A list of pointers to other pages: links outweigh sentences, and nothing says that the page is an article. */
static bool is_index(const struct bw_page *p, const struct bw_facts *f, const struct bw_body *body)
{
	enum { MANY_LINKS = 10, FEW_BYTES = 40 };
	size_t links = 0, link_runs = 0, plain = 0;
	for (size_t i = 0; i < p->runs.len; i++) {
		links += p->runs.ptr[i].link_bytes;
		link_runs += p->runs.ptr[i].link_bytes * 2 > p->runs.ptr[i].text.len;
	}
	for (size_t i = 0; i < body->n; i++) {
		const struct bw_run *r = &p->runs.ptr[body->run[i]];
		plain += r->link_bytes * 3 < r->text.len ? r->text.len : 0;
	}
	bool lists = links > plain * 2 && (plain < FEW_BYTES || link_runs >= MANY_LINKS);
	if (claims_article(f))
		return false;
	return lists && (body->prose_bytes == 0 || f->is_listing);
}

static enum bw_page_kind kind_of(const struct bw_page *p, const struct bw_facts *f, const struct bw_body *body,
				 const struct bw_article *article)
{
	if (says_error(article->title, ERROR_TITLE_BYTES) && body->bytes < ERROR_BYTES)
		return BW_PAGE_ERROR;
	if (!claims_article(f) && says_error(article->text, ERROR_NOTE_BYTES))
		return BW_PAGE_ERROR;
	if (p->runs.len == 0)
		return BW_PAGE_EMPTY;
	if (is_index(p, f, body))
		return BW_PAGE_INDEX;
	bool dated = article->published != BW_TIME_NONE && body->n > 0;
	return body->bytes < EMPTY_BYTES && !dated && !claims_article(f) ? BW_PAGE_EMPTY : BW_PAGE_ARTICLE;
}

const char *bw_page_kind_words(enum bw_page_kind kind)
{
	static const char *const words[BW_PAGE_KINDS] = {
		[BW_PAGE_ARTICLE] = "",
		[BW_PAGE_INDEX] = "a list of articles",
		[BW_PAGE_ERROR] = "an error page",
		[BW_PAGE_EMPTY] = "a page without text",
		[BW_PAGE_PAYWALL] = "the beginning of an article that only subscribers may read",
		[BW_PAGE_CONSENT] = "a question about cookies or access in place of a page",
	};
	return words[kind < BW_PAGE_KINDS ? kind : BW_PAGE_EMPTY];
}

static int parse(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type, struct bw_page *page,
		 struct bw_err *err)
{
	struct bw_dom dom;
	struct bw_str html = bw_charset_decode(a, bytes, content_type);
	int code = bw_dom_parse(a, html, &dom, err);
	if (code)
		return code;
	bw_page_build(a, &dom, page);
	bw_page_sum(page);
	return 0;
}

/* Bytes that cannot be a page: another kind of file by its first bytes. */
static bool is_foreign(struct bw_str bytes)
{
	static const struct bw_str marks[] = {{"%PDF-", 5},      {"\x89PNG", 4},  {"\xFF\xD8\xFF", 3}, {"GIF8", 4},
					      {"PK\x03\x04", 4}, {"\x1F\x8B", 2}, {"RIFF", 4},         {"\0asm", 4}};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (bw_str_starts(bytes, marks[i]))
			return true;
	return false;
}

int bw_article_read(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type, struct bw_str url,
		    const struct bw_page_hints *hints, struct bw_article *out, enum bw_page_kind *kind,
		    struct bw_err *err)
{
	struct bw_page page;
	*out = (struct bw_article){.url = url, .published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	*kind = BW_PAGE_EMPTY;
	if (is_foreign(bytes))
		return bw_err_set(err, BW_EINPUT, "%" BW_PRISTR " is not a page of text", BW_ARG(url));
	int code = parse(a, bytes, content_type, &page, err);
	if (code)
		return code;
	struct bw_facts facts = {.arena = a};
	bw_facts_from_jsonld(&facts, &page);
	bw_facts_from_page(&facts, &page);
	bw_meta_fill(&facts, &page, url, hints, out);
	const struct bw_fact *said = bw_facts_get(&facts, BW_FIELD_BODY, 0);
	struct bw_body_known known = {.title = out->title,
				      .author = out->author,
				      .article_body = said ? said->value : BW_STR_NONE,
				      .summary = hints ? hints->summary : BW_STR_NONE};
	struct bw_body body;
	bw_body_find(&page, &known, &body);
	out->text = join(&page, body.run, body.n);
	*kind = kind_of(&page, &facts, &body, out);
	return 0;
}

int bw_article_text_from_html(struct bw_arena *a, struct bw_str html, struct bw_str *text, struct bw_err *err)
{
	struct bw_page page;
	*text = BW_STR_NONE;
	int code = parse(a, html, BW_STR("text/html; charset=utf-8"), &page, err);
	if (code)
		return code;
	uint32_t *run = BW_ARRAY(a, uint32_t, page.runs.len + 1);
	size_t n = 0;
	for (size_t i = 0; i < page.runs.len; i++)
		run[n++] = (uint32_t)i;
	const struct bw_body_known nothing = {0};
	bw_trim_page(&page, true);
	size_t kept = 0;
	for (size_t i = 0; i < n; i++)
		if (!bw_page_is_cut(&page, page.runs.ptr[run[i]].owner))
			run[kept++] = run[i];
	kept = bw_lines_filter(&page, &nothing, run, kept);
	*text = join(&page, run, kept);
	return 0;
}

int bw_article_from_fragment(struct bw_arena *a, struct bw_str html, struct bw_article *out, struct bw_err *err)
{
	out->shape = BW_STR_NONE;
	return bw_article_text_from_html(a, html, &out->text, err);
}

static struct bw_str without_hashes(struct bw_str line)
{
	size_t n = 0;
	while (n < line.len && n < 6 && line.ptr[n] == '#')
		n++;
	return n && n < line.len && line.ptr[n] == ' ' ? bw_str_trim(bw_str_from_pos(line, n)) : BW_STR_NONE;
}

int bw_article_from_text(struct bw_arena *a, struct bw_str bytes, struct bw_str url, struct bw_article *out,
			 struct bw_err *err)
{
	*out = (struct bw_article){.url = url, .published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	if (is_foreign(bytes) || bw_str_find_char(bw_str_sub(bytes, 0, 4096), '\0', 0) != BW_NPOS)
		return bw_err_set(err, BW_EINPUT, "%" BW_PRISTR " is not plain text", BW_ARG(url));
	struct bw_str rest = bw_charset_decode(a, bytes, BW_STR_NONE), line = BW_STR_NONE, second;
	while (!line.len && bw_str_split(&rest, '\n', &line))
		line = bw_str_trim(line);
	struct bw_str after = rest, heading = without_hashes(line);
	bool alone = !bw_str_split(&after, '\n', &second) || !bw_str_trim(second).len;
	if (heading.len || (alone && line.len <= TITLE_LINE_MAX && rest.len)) {
		out->title = bw_text_fold_space(a, heading.len ? heading : line);
		out->text = bw_text_paragraphs(a, rest);
		return 0;
	}
	out->text = bw_text_paragraphs(a, bw_charset_decode(a, bytes, BW_STR_NONE));
	return 0;
}
