#include "run/parse.h"

#include "core/inflate.h"
#include "run/document.h"
#include "run/pdf.h"

static int run_feed(struct bw_arena *a, const struct bw_parse_task *t, struct bw_parse_result *out)
{
	return bw_feed_read(a, t->bytes, t->content_type, t->url, &out->feed, &out->err);
}

static int run_links(struct bw_arena *a, const struct bw_parse_task *t, struct bw_parse_result *out)
{
	return bw_feed_from_links(a, t->bytes, t->content_type, t->url, &out->feed, &out->err);
}

static int run_discover(struct bw_arena *a, const struct bw_parse_task *t, struct bw_parse_result *out)
{
	return bw_feed_discover(a, t->bytes, t->url, &out->links, &out->err);
}

static int run_opml(struct bw_arena *a, const struct bw_parse_task *t, struct bw_parse_result *out)
{
	return bw_opml_read(a, t->bytes, t->url, &out->opml, &out->err);
}

static int run_source(struct bw_arena *a, const struct bw_parse_task *t, struct bw_parse_result *out)
{
	switch (out->sniffed) {
	case BW_SOURCE_OPML:
		return run_opml(a, t, out);
	case BW_SOURCE_PAGE:
		return run_discover(a, t, out);
	case BW_SOURCE_UNKNOWN:
		return bw_err_set(&out->err, BW_EINPUT, "it is neither a feed, a page nor a list of feeds");
	default:
		return run_feed(a, t, out);
	}
}

/* What a PDF says of itself is less than what the feed said of it. */
static int run_pdf(struct bw_arena *a, const struct bw_parse_task *t, struct bw_parse_result *out)
{
	struct bw_article *article = &out->article;
	int code = bw_pdf_article(a, t->bytes, t->url, article, &out->err);
	out->kind = article->text.len ? BW_PAGE_ARTICLE : BW_PAGE_EMPTY;
	article->title = t->hints.title.len ? t->hints.title : article->title;
	article->author = article->author.len ? article->author : t->hints.author;
	article->published = article->published == BW_TIME_NONE ? t->hints.published : article->published;
	article->modified = article->modified == BW_TIME_NONE ? t->updated : article->modified;
	return code;
}

/* A page that carries no article is none, unless the feed carried the text. */
static int run_page(struct bw_arena *a, const struct bw_parse_task *t, struct bw_parse_result *out)
{
	struct bw_article *article = &out->article;
	out->kind = BW_PAGE_EMPTY;
	if (bw_str_starts(t->content_type, BW_STR(BW_PDF_TEXT_TYPE)))
		return run_pdf(a, t, out);
	if (bw_pdf_is(t->bytes))
		return bw_err_set(&out->err, BW_EINPUT, "a PDF within an archive is not read; unpack it first");
	int code = bw_article_read(a, t->bytes, t->content_type, t->url, &t->hints, article, &out->kind, &out->err);
	if (!code && out->kind != BW_PAGE_ARTICLE && t->fallback.len) {
		code = bw_article_from_fragment(a, t->fallback, article, &out->err);
		out->kind = article->text.len ? BW_PAGE_ARTICLE : out->kind;
	}
	if (article->modified == BW_TIME_NONE)
		article->modified = t->updated;
	return code;
}

static int run_document(struct bw_arena *a, const struct bw_parse_task *t, struct bw_parse_result *out)
{
	struct bw_document document = {0};
	int code = bw_document_read(a, t->bytes, t->content_type, t->url, &document, &out->err);
	out->is_feed = document.is_feed;
	out->feed = document.feed;
	out->article = document.article;
	out->kind = document.kind;
	return code;
}

static int run_message(struct bw_arena *a, const struct bw_parse_task *t, struct bw_parse_result *out)
{
	return bw_document_message(a, t->bytes, &out->article, &out->kind, &out->id, &out->err);
}

typedef int (*runner)(struct bw_arena *a, const struct bw_parse_task *t, struct bw_parse_result *out);

static const runner runners[BW_PARSE_TASKS] = {
	[BW_PARSE_FEED] = run_feed,       [BW_PARSE_LINKS] = run_links,       [BW_PARSE_DISCOVER] = run_discover,
	[BW_PARSE_OPML] = run_opml,       [BW_PARSE_SOURCE] = run_source,     [BW_PARSE_PAGE] = run_page,
	[BW_PARSE_MESSAGE] = run_message, [BW_PARSE_DOCUMENT] = run_document,
};

/* Site maps and feeds are published as .gz files too, whatever the server says of them. */
static int unpack(struct bw_arena *a, struct bw_parse_task *t, struct bw_err *err)
{
	enum { EXPANDED_MAX = 64 << 20 };
	if (t->what == BW_PARSE_DOCUMENT || !bw_gzip_begins(t->bytes))
		return 0;
	t->content_type = BW_STR_NONE;
	return bw_inflate(a, t->bytes, BW_CODING_GZIP, EXPANDED_MAX, &t->bytes, err);
}

void bw_parse_run(struct bw_arena *a, const struct bw_parse_task *task, struct bw_parse_result *out)
{
	struct bw_parse_task t = *task;
	*out = (struct bw_parse_result){
		.article = {.published = BW_TIME_NONE, .modified = BW_TIME_NONE},
		.sniffed = BW_SOURCE_UNKNOWN,
	};
	out->code = unpack(a, &t, &out->err);
	if (!out->code) {
		out->sniffed = bw_source_sniff(t.bytes, t.content_type);
		out->code = runners[t.what](a, &t, out);
	}
	if (!out->code) /* what was said on the way to a success is nobody's business */
		out->err = (struct bw_err){0};
}
