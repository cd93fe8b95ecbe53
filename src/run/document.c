#include "run/ingest.h"

static bool looks_like_html(struct bw_str bytes)
{
	static const char *const marks[] = {"<!doctype", "<html", "<head", "<body", "<div", "<p>", "<article"};
	struct bw_str head = bw_str_sub(bytes, 0, 4096);
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (bw_str_find_ascii_nocase(head, bw_str_from(marks[i]), 0) != BW_NPOS)
			return true;
	return false;
}

int bw_ingest_check_length(const struct bw_engine *e, const struct bw_article *article, struct bw_err *err)
{
	int64_t max = bw_config_int(e->config, "read.max_article");
	if (article->text.len <= (uint64_t)max)
		return 0;
	return bw_err_set(err, BW_ELIMIT,
			  "its text is %zu bytes long, more than read.max_article (%lld); raise the limit if you "
			  "want it all the same",
			  article->text.len, (long long)max);
}

static int read_text(struct bw_arena *a, struct bw_str bytes, struct bw_str url, struct bw_document *out,
		     struct bw_err *err)
{
	int code = bw_article_from_text(a, bytes, url, &out->article, err);
	if (!code && !out->article.text.len)
		out->kind = BW_PAGE_EMPTY;
	return code;
}

int bw_ingest_document(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type, struct bw_str url,
		       struct bw_document *out, struct bw_err *err)
{
	*out = (struct bw_document){.kind = BW_PAGE_ARTICLE};
	switch (bw_source_sniff(bytes, content_type)) {
	case BW_SOURCE_RSS:
	case BW_SOURCE_RDF:
	case BW_SOURCE_ATOM:
	case BW_SOURCE_JSON_FEED:
		out->is_feed = true;
		return bw_feed_read(a, bytes, content_type, url, &out->feed, err);
	case BW_SOURCE_OPML:
		return bw_err_set(err, BW_EINPUT, "this is a list of sources (OPML); give it to 'bellwether add'");
	default:
		break;
	}
	out->is_article = true;
	if (bw_str_starts(bw_str_trim(bytes), BW_STR("{")))
		return bw_article_read_json(a, bytes, &out->article, err);
	if (!looks_like_html(bytes) && !bw_str_starts(content_type, BW_STR("text/html")))
		return read_text(a, bytes, url, out, err);
	struct bw_page_hints hints = {.published = BW_TIME_NONE,
				      .trust_canonical = bw_str_starts(url, BW_STR("file:"))};
	return bw_article_read(a, bytes, content_type, url, &hints, &out->article, &out->kind, err);
}
