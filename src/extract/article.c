#include "extract/article.h"

#include "core/charset.h"
#include "extract/body.h"
#include "extract/entries.h"
#include "extract/facts.h"
#include "extract/kind.h"
#include "extract/meta.h"
#include "extract/shape.h"
#include "extract/text.h"

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
	struct bw_shaped shaped;
	bw_shape_runs(&page, body.run, body.n, &shaped);
	out->text = shaped.text;
	out->shape = shaped.shape;
	*kind = bw_kind_of(&(struct bw_kind_view){&page, &facts, &body, out});
	const struct bw_fact *date = bw_facts_get(&facts, BW_FIELD_PUBLISHED, 0);
	struct bw_entries_view entries = {&page, &shaped, date ? date->value : BW_STR_NONE};
	if (*kind == BW_PAGE_ARTICLE)
		bw_entries_find(a, &entries, out);
	return 0;
}

int bw_article_from_fragment(struct bw_arena *a, struct bw_str html, struct bw_article *out, struct bw_err *err)
{
	struct bw_page page;
	struct bw_shaped shaped;
	out->text = out->shape = BW_STR_NONE;
	int code = parse(a, html, BW_STR("text/html; charset=utf-8"), &page, err);
	if (code)
		return code;
	uint32_t *run = BW_ARRAY(a, uint32_t, page.runs.len + 1);
	size_t n = 0;
	const struct bw_body_known nothing = {0};
	bw_trim_page(&page, true);
	for (size_t i = 0; i < page.runs.len; i++)
		if (!bw_page_is_cut(&page, page.runs.ptr[i].owner))
			run[n++] = (uint32_t)i;
	n = bw_lines_filter(&page, &nothing, run, n);
	bw_shape_runs(&page, run, n, &shaped);
	out->text = shaped.text;
	out->shape = shaped.shape;
	bw_entries_find(a, &(struct bw_entries_view){&page, &shaped, BW_STR_NONE}, out);
	return 0;
}

int bw_article_text_from_html(struct bw_arena *a, struct bw_str html, struct bw_str *text, struct bw_err *err)
{
	struct bw_article article = {.published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	int code = bw_article_from_fragment(a, html, &article, err);
	*text = article.text;
	return code;
}

int bw_article_from_text(struct bw_arena *a, struct bw_str bytes, struct bw_str url, struct bw_article *out,
			 struct bw_err *err)
{
	*out = (struct bw_article){.url = url, .published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	if (is_foreign(bytes) || bw_str_find_char(bw_str_sub(bytes, 0, 4096), '\0', 0) != BW_NPOS)
		return bw_err_set(err, BW_EINPUT, "%" BW_PRISTR " is not plain text", BW_ARG(url));
	bool markdown = bw_str_ends(url, BW_STR(".md")) || bw_str_ends(url, BW_STR(".markdown"));
	bw_shape_text(a, bw_charset_decode(a, bytes, BW_STR_NONE), markdown, out);
	bw_entries_find(a, &(struct bw_entries_view){0}, out);
	return 0;
}
