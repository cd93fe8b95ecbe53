#include "core/url.h"
#include "run/document.h"
#include "run/document_part.h"
#include "source/mail.h"
#include "source/mime.h"

struct bw_str bw_document_web_address(struct bw_arena *a, struct bw_str url)
{
	struct bw_url u;
	if (bw_url_parse(a, url, &u, NULL) || !bw_str_starts(u.scheme, BW_STR("http")) || !u.host.len)
		return BW_STR_NONE;
	return url;
}

/* The text of a mail without HTML: its title is the subject, so that a first line stays part of the text. */
static int from_text(struct bw_arena *a, struct bw_str text, struct bw_article *out, struct bw_err *err)
{
	struct bw_article read;
	int code = bw_article_from_text(a, text, BW_STR_NONE, &read, err);
	if (code)
		return code;
	out->text = read.text;
	if (read.title.len)
		out->text = bw_arena_printf(a, "%" BW_PRISTR "%s%" BW_PRISTR, BW_ARG(read.title),
					    read.text.len ? "\n\n" : "", BW_ARG(read.text));
	return 0;
}

/* Keeps paragraphs [from, to) of the text, and their shape. */
static void keep_paragraphs(struct bw_article *x, size_t from, size_t to)
{
	size_t begin = 0, end, n = 0;
	for (; n < from; n++)
		begin = bw_str_find(x->text, BW_STR("\n\n"), begin) + 2;
	for (end = begin; n < to; n++) {
		size_t gap = bw_str_find(x->text, BW_STR("\n\n"), n == from ? begin : end + 2);
		end = gap == BW_NPOS ? x->text.len : gap;
	}
	x->text = bw_str_sub(x->text, begin, end - begin);
	x->shape = bw_str_sub(x->shape, from, to - from);
}

int bw_document_message(struct bw_arena *a, struct bw_str bytes, struct bw_article *out, enum bw_page_kind *kind,
			struct bw_str *id, struct bw_err *err)
{
	struct bw_mail m;
	*out = (struct bw_article){.published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	*kind = BW_PAGE_EMPTY;
	int code = bw_mail_read(a, bytes, &m, err);
	if (code)
		return code;
	*id = m.item.id;
	if (m.item.content.len)
		code = bw_article_from_fragment(a, m.item.content, out, err);
	if (!code && !out->text.len && m.text.len)
		code = from_text(a, m.text, out, err);
	if (code)
		return code;
	size_t from, to;
	bw_mail_own_paragraphs(a, out->text, m.item.title, &from, &to);
	keep_paragraphs(out, from, to);
	out->url = m.item.url;
	out->title = m.item.title;
	out->publisher = m.sender;
	out->author = bw_str_eq(m.item.author, m.sender) ? BW_STR_NONE : m.item.author;
	out->language = m.language;
	out->published = m.item.published;
	*kind = out->text.len ? BW_PAGE_ARTICLE : BW_PAGE_EMPTY;
	return 0;
}

static struct bw_str location(struct bw_arena *a, const struct bw_mime_part *p, const char *name)
{
	return bw_document_web_address(a, bw_str_trim(bw_mime_field(a, p, bw_str_from(name))));
}

/* The page of an MHTML file: its first part that is HTML, and where it was saved from. */
static bool find_page(struct bw_arena *a, struct bw_str bytes, struct bw_mime_part *page, struct bw_str *url)
{
	struct bw_mime_part all;
	struct bw_mime_walk w;
	struct bw_str part;
	bw_mime_part_read(a, bytes, BW_STR("text/plain"), &all);
	*url = location(a, &all, "snapshot-content-location");
	bool saved = url->len || bw_str_starts(bw_mime_field(a, &all, BW_STR("from")), BW_STR("<Saved by "));
	bool mailed =
		bw_mime_field(a, &all, BW_STR("message-id")).len || bw_mime_field(a, &all, BW_STR("received")).len;
	if (!bw_str_eq(all.type, BW_STR("multipart/related")) || (!saved && mailed) || !bw_mime_walk_init(a, &all, &w))
		return false;
	while (bw_mime_walk_next(&w, &part)) {
		bw_mime_part_read(a, part, BW_STR("text/plain"), page);
		struct bw_str here = location(a, page, "content-location");
		if (!bw_str_eq(page->type, BW_STR("text/html")) &&
		    !bw_str_eq(page->type, BW_STR("application/xhtml+xml")))
			continue;
		*url = url->len ? *url : here;
		return saved || here.len;
	}
	return false;
}

int bw_document_mail(struct bw_arena *a, struct bw_str bytes, struct bw_str url, struct bw_document *out,
		     struct bw_err *err)
{
	struct bw_mime_part page;
	struct bw_str saved, id;
	if (!find_page(a, bytes, &page, &saved))
		return bw_document_message(a, bytes, &out->article, &out->kind, &id, err);
	struct bw_page_hints hints = {.published = BW_TIME_NONE,
				      .trust_canonical = bw_str_starts(url, BW_STR("file:"))};
	return bw_article_read(a, bw_mime_bytes(a, &page), page.content_type, saved.len ? saved : url, &hints,
			       &out->article, &out->kind, err);
}
