#include "source/header.h"
#include "source/http_message.h"
#include "source/item.h"
#include "source/warc_part.h"

enum { STATUS_OK = 200 };

static const struct bw_str page_records[] = {{"response", 8}, {"resource", 8}, {"conversion", 10}};

/* Addresses under which pages are; others name lookups ("dns:") and what crawlers write beside a page ("urn:"). */
static const struct bw_str schemes[] = {{"http://", 7}, {"https://", 8}, {"ftp://", 6}, {"file://", 7}};

/* Types that articles and feeds come in. */
static const struct bw_str types[] = {
	{"text/html", 9},
	{"application/xhtml+xml", 21},
	{"text/plain", 10},
	{"text/markdown", 13},
	{"text/xml", 8},
	{"application/xml", 15},
	{"application/rss+xml", 19},
	{"application/atom+xml", 20},
	{"application/rdf+xml", 19},
	{"application/feed+json", 21},
};

static const struct bw_str vague_types[] = {{"", 0}, {"application/octet-stream", 24}, {"unknown/unknown", 15}};

static bool is_among(struct bw_str s, const struct bw_str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (bw_str_eq_ascii_nocase(s, list[i]))
			return true;
	return false;
}

static bool is_address(struct bw_str url)
{
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (bw_str_starts_ascii_nocase(url, schemes[i]))
			return true;
	return false;
}

/* "text/html" of "text/html; charset=utf-8". */
static struct bw_str bare_type(struct bw_str type)
{
	size_t n = 0;
	while (n < type.len && type.ptr[n] != ';' && type.ptr[n] != ' ' && type.ptr[n] != ',')
		n++;
	return bw_str_sub(type, 0, n);
}

static struct bw_str without_brackets(struct bw_str url)
{
	bool has = url.len > 1 && url.ptr[0] == '<' && url.ptr[url.len - 1] == '>';
	return has ? bw_str_trim(bw_str_sub(url, 1, url.len - 2)) : url;
}

enum field { FIELD_TYPE, FIELD_URL, FIELD_DATE, FIELD_LENGTH, FIELD_CONTENT_TYPE, FIELD_SEGMENT, FIELDS };

static const struct bw_str field_names[FIELDS] = {
	[FIELD_TYPE] = {"warc-type", 9},
	[FIELD_URL] = {"warc-target-uri", 15},
	[FIELD_DATE] = {"warc-date", 9},
	[FIELD_LENGTH] = {"content-length", 14},
	[FIELD_CONTENT_TYPE] = {"content-type", 12},
	[FIELD_SEGMENT] = {"warc-segment-number", 19},
};

static void read_fields(struct bw_arena *a, struct bw_str head, struct bw_str value[FIELDS])
{
	struct bw_str line;
	struct bw_header h;
	enum bw_header_kind kind;
	bw_header_line(&head, &line);
	while ((kind = bw_header_next(&head, &h)) != BW_HEADER_END) {
		if (kind == BW_HEADER_BROKEN)
			bw_header_line(&head, &line);
		for (int i = 0; kind == BW_HEADER_FIELD && i < FIELDS; i++)
			if (!value[i].len && bw_str_eq_ascii_nocase(h.name, field_names[i]))
				value[i] = bw_header_unfold(a, h.value);
	}
}

bool bw_warc_record_read(struct bw_arena *a, struct bw_str head, struct bw_warc_record *out)
{
	struct bw_str value[FIELDS] = {{0}};
	int64_t length;
	read_fields(a, head, value);
	*out = (struct bw_warc_record){.url = without_brackets(value[FIELD_URL]),
				       .content_type = value[FIELD_CONTENT_TYPE],
				       .at = BW_TIME_NONE};
	if (!bw_str_to_i64(value[FIELD_LENGTH], &length))
		return false;
	out->length = (uint64_t)length;
	bw_time_parse(value[FIELD_DATE], &out->at);
	out->http = bw_str_eq_ascii_nocase(bare_type(out->content_type), BW_STR("application/http"));
	out->part = value[FIELD_SEGMENT].len > 0;
	out->wanted = is_among(value[FIELD_TYPE], page_records, sizeof(page_records) / sizeof(page_records[0])) &&
		      is_address(out->url);
	return true;
}

/* Rules for robots are plain text, and no article. */
static bool is_for_robots(struct bw_str url)
{
	static const struct bw_str names[] = {{"/robots.txt", 11}, {"/ads.txt", 8},       {"/app-ads.txt", 12},
					      {"/humans.txt", 11}, {"/security.txt", 13}, {"/llms.txt", 9}};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (bw_str_ends(url, names[i]))
			return true;
	return false;
}

static bool may_be_page(struct bw_str type, struct bw_str url)
{
	struct bw_str bare = bare_type(type);
	if (is_among(bare, vague_types, sizeof(vague_types) / sizeof(vague_types[0])))
		return true;
	return is_among(bare, types, sizeof(types) / sizeof(types[0])) && !is_for_robots(url);
}

/* What has no type must show by itself that it is a page or a feed. */
static bool shows_itself(struct bw_str type, struct bw_str body)
{
	if (!is_among(bare_type(type), vague_types, sizeof(vague_types) / sizeof(vague_types[0])))
		return true;
	return bw_source_sniff(body, BW_STR_NONE) != BW_SOURCE_UNKNOWN;
}

enum bw_warc_found bw_warc_page(struct bw_arena *a, const struct bw_warc_record *record, struct bw_str block,
				size_t max, struct bw_captured *out, struct bw_err *err)
{
	struct bw_http_message m = {.status = STATUS_OK, .content_type = record->content_type, .body = block};
	struct bw_err fault = {0};
	int code = record->http ? bw_http_message_read(block, &m, &fault) : 0;
	if (!code && (m.status != STATUS_OK || !may_be_page(m.content_type, record->url)))
		return BW_WARC_NO_PAGE;
	if (!code && record->part)
		code = bw_err_set(&fault, BW_EINPUT, "its rest stands in another record");
	if (!code)
		code = bw_http_message_body(a, &m, max, &out->bytes, &fault);
	if (code) {
		bw_err_set(err, code, "is left out: %s", fault.msg);
		return BW_WARC_FAULT;
	}
	out->content_type = m.content_type;
	return out->bytes.len && shows_itself(m.content_type, out->bytes) ? BW_WARC_PAGE : BW_WARC_NO_PAGE;
}
