#include "core/pack.h"
#include "core/utf8.h"
#include "run/parse.h"

/*
 * One row a member, so that writer and reader cannot differ. What a table cannot say, that members fit each other, is
 * looked at when all of them are read.
 */
enum form { STRING, TIME, COUNT, FLAG, CHOICE, WORDS, PARTS, LIST };

struct field {
	enum form form;
	size_t at;
	uint32_t choices;       /* of a CHOICE: values from 0 to below */
	const struct field *of; /* of PARTS and a LIST: the members of one, ended by a row without name */
	size_t size;            /* and its size */
	size_t count_at;        /* of a LIST: where its length stands (uint32_t) */
	bool is_row;
};

#define STR_AT(type, member)                                                                                           \
	{                                                                                                              \
		STRING, offsetof(type, member), .is_row = true                                                         \
	}
#define TIME_AT(type, member)                                                                                          \
	{                                                                                                              \
		TIME, offsetof(type, member), .is_row = true                                                           \
	}
#define COUNT_AT(type, member)                                                                                         \
	{                                                                                                              \
		COUNT, offsetof(type, member), .is_row = true                                                          \
	}
#define FLAG_AT(type, member)                                                                                          \
	{                                                                                                              \
		FLAG, offsetof(type, member), .is_row = true                                                           \
	}
#define CHOICE_AT(type, member, end)                                                                                   \
	{                                                                                                              \
		CHOICE, offsetof(type, member), .choices = (end), .is_row = true                                       \
	}
#define WORDS_AT(type, member)                                                                                         \
	{                                                                                                              \
		WORDS, offsetof(type, member), .is_row = true                                                          \
	}
#define PARTS_AT(type, member, fields, part)                                                                           \
	{                                                                                                              \
		PARTS, offsetof(type, member), .of = (fields), .size = sizeof(part), .is_row = true                    \
	}
#define LIST_AT(type, member, count, fields, part)                                                                     \
	{                                                                                                              \
		LIST, offsetof(type, member), .of = (fields), .size = sizeof(part), .count_at = offsetof(type, count), \
					      .is_row = true                                                           \
	}

static const struct field task_fields[] = {
	CHOICE_AT(struct bw_parse_task, what, BW_PARSE_TASKS),
	STR_AT(struct bw_parse_task, content_type),
	STR_AT(struct bw_parse_task, url),
	STR_AT(struct bw_parse_task, hints.title),
	STR_AT(struct bw_parse_task, hints.author),
	STR_AT(struct bw_parse_task, hints.summary),
	TIME_AT(struct bw_parse_task, hints.published),
	FLAG_AT(struct bw_parse_task, hints.trust_canonical),
	STR_AT(struct bw_parse_task, fallback),
	TIME_AT(struct bw_parse_task, updated),
	{0},
};

static const struct field item_fields[] = {
	STR_AT(struct bw_item, id),         STR_AT(struct bw_item, url),      STR_AT(struct bw_item, title),
	STR_AT(struct bw_item, author),     STR_AT(struct bw_item, summary),  STR_AT(struct bw_item, content),
	TIME_AT(struct bw_item, published), TIME_AT(struct bw_item, updated), {0},
};

static const struct field map_fields[] = {
	STR_AT(struct bw_map_link, url),
	TIME_AT(struct bw_map_link, modified),
	{0},
};

static const struct field link_fields[] = {
	STR_AT(struct bw_feed_link, url),
	STR_AT(struct bw_feed_link, title),
	{0},
};

/* a list of strings: the member is the whole */
static const struct field include_fields[] = {{STRING, 0, .is_row = true}, {0}};
static const struct field opml_fields[] = {
	STR_AT(struct bw_opml_entry, title), STR_AT(struct bw_opml_entry, feed_url),
	STR_AT(struct bw_opml_entry, home),  STR_AT(struct bw_opml_entry, folder),
	STR_AT(struct bw_opml_entry, owner), {0},
};

static const struct field entry_fields[] = {
	STR_AT(struct bw_entry, title),   STR_AT(struct bw_entry, anchor), TIME_AT(struct bw_entry, published),
	COUNT_AT(struct bw_entry, first), COUNT_AT(struct bw_entry, n),    {0},
};

static const struct field result_fields[] = {
	CHOICE_AT(struct bw_parse_result, code, BW_EGROUND + 1),
	WORDS_AT(struct bw_parse_result, err),
	CHOICE_AT(struct bw_parse_result, sniffed, BW_SOURCE_KINDS),
	FLAG_AT(struct bw_parse_result, is_feed),
	CHOICE_AT(struct bw_parse_result, feed.kind, BW_SOURCE_KINDS),
	STR_AT(struct bw_parse_result, feed.title),
	STR_AT(struct bw_parse_result, feed.home),
	STR_AT(struct bw_parse_result, feed.language),
	STR_AT(struct bw_parse_result, feed.complaint),
	PARTS_AT(struct bw_parse_result, feed.items, item_fields, struct bw_item),
	PARTS_AT(struct bw_parse_result, feed.maps, map_fields, struct bw_map_link),
	STR_AT(struct bw_parse_result, links.page_title),
	PARTS_AT(struct bw_parse_result, links.links, link_fields, struct bw_feed_link),
	STR_AT(struct bw_parse_result, opml.title),
	PARTS_AT(struct bw_parse_result, opml.entries, opml_fields, struct bw_opml_entry),
	PARTS_AT(struct bw_parse_result, opml.includes, include_fields, struct bw_str),
	STR_AT(struct bw_parse_result, article.url),
	STR_AT(struct bw_parse_result, article.source),
	STR_AT(struct bw_parse_result, article.title),
	STR_AT(struct bw_parse_result, article.author),
	STR_AT(struct bw_parse_result, article.publisher),
	STR_AT(struct bw_parse_result, article.language),
	STR_AT(struct bw_parse_result, article.section),
	STR_AT(struct bw_parse_result, article.text),
	STR_AT(struct bw_parse_result, article.shape),
	CHOICE_AT(struct bw_parse_result, article.form, BW_ARTICLE_ROUND_UP + 1),
	LIST_AT(struct bw_parse_result, article.entries, article.n_entries, entry_fields, struct bw_entry),
	TIME_AT(struct bw_parse_result, article.published),
	TIME_AT(struct bw_parse_result, article.modified),
	CHOICE_AT(struct bw_parse_result, kind, BW_PAGE_KINDS),
	STR_AT(struct bw_parse_result, id),
	{0},
};

/* What BW_VEC declares, whatever it holds. */
struct any_vec BW_VEC_FIELDS(void);

_Static_assert(sizeof(struct any_vec) == sizeof(((struct bw_feed *)0)->items), "a vector is a vector");
_Static_assert(sizeof(enum bw_page_kind) == sizeof(uint32_t), "a choice has four bytes");

static void pack(struct bw_buf *b, const struct field *fields, const char *base);

static void pack_parts(struct bw_buf *b, const struct field *f, struct any_vec parts)
{
	b->failed |= parts.len > BW_PARSE_PARTS_MAX;
	bw_pack_u64(b, parts.len);
	for (size_t i = 0; i < parts.len && !b->failed; i++)
		pack(b, f->of, (const char *)parts.ptr + i * f->size);
}

static struct any_vec parts_at(const struct field *f, const char *base)
{
	struct any_vec parts = {0};
	if (f->form == PARTS) {
		memcpy(&parts, base + f->at, sizeof(parts));
		return parts;
	}
	memcpy(&parts.ptr, base + f->at, sizeof(parts.ptr));
	parts.len = *(const uint32_t *)(base + f->count_at);
	return parts;
}

static void pack_field(struct bw_buf *b, const struct field *f, const char *base)
{
	const void *p = base + f->at;
	switch (f->form) {
	case STRING:
		bw_pack_str(b, *(const struct bw_str *)p);
		break;
	case TIME:
		bw_pack_i64(b, *(const bw_time *)p);
		break;
	case COUNT:
	case CHOICE:
		bw_pack_u64(b, *(const uint32_t *)p);
		break;
	case FLAG:
		bw_pack_u64(b, *(const bool *)p);
		break;
	case WORDS:
		bw_pack_str(b, bw_str_from(((const struct bw_err *)p)->msg));
		break;
	case PARTS:
	case LIST:
		pack_parts(b, f, parts_at(f, base));
		break;
	}
}

static void pack(struct bw_buf *b, const struct field *fields, const char *base)
{
	for (const struct field *f = fields; f->is_row; f++)
		pack_field(b, f, base);
}

struct reading {
	struct bw_unpack u;
	struct bw_arena *a;
	bool distrust; /* strings are to be well-formed */
};

static void unpack(struct reading *r, const struct field *fields, char *base);

static struct bw_str read_string(struct reading *r)
{
	struct bw_str s = bw_unpack_str(&r->u);
	if (r->distrust && s.len && (memchr(s.ptr, '\0', s.len) || !bw_utf8_valid(s)))
		r->u.bad = true;
	return s;
}

static uint32_t read_number(struct reading *r, uint64_t end)
{
	uint64_t v = bw_unpack_u64(&r->u);
	if (v >= end)
		r->u.bad = true;
	return r->u.bad ? 0 : (uint32_t)v;
}

/* Calendars of four digits: what lies outside is no date that anybody wrote. */
static bw_time read_time(struct reading *r)
{
	enum { LAST_YEAR = 9999 };
	bw_time t = bw_unpack_i64(&r->u);
	bw_time first = bw_time_from_date((struct bw_date){1, 1, 1});
	bw_time end = bw_time_from_date((struct bw_date){LAST_YEAR + 1, 1, 1});
	return r->u.bad || t < first || t >= end ? BW_TIME_NONE : t;
}

/* Words of a fault may be cut in mid-character, and may repeat what stood in the document. */
static void read_words(struct reading *r, struct bw_err *err)
{
	struct bw_str words = bw_utf8_clean(r->a, bw_unpack_str(&r->u));
	size_t n = words.len < sizeof(err->msg) ? words.len : sizeof(err->msg) - 1;
	if (n)
		memcpy(err->msg, words.ptr, n);
	for (size_t i = 0; i < n; i++)
		if (err->msg[i] == '\n' || err->msg[i] == '\r' || err->msg[i] == '\t')
			err->msg[i] = ' ';
}

static void read_parts(struct reading *r, const struct field *f, char *base)
{
	size_t least = 0;
	while (f->of[least].is_row)
		least++;
	size_t n = bw_unpack_count(&r->u, least);
	r->u.bad |= n > BW_PARSE_PARTS_MAX;
	struct any_vec parts = {NULL, 0, 0};
	if (!r->u.bad && n)
		parts = (struct any_vec){bw_arena_array(r->a, n, f->size), n, n};
	for (size_t i = 0; i < parts.len && !r->u.bad; i++)
		unpack(r, f->of, (char *)parts.ptr + i * f->size);
	if (f->form == PARTS) {
		memcpy(base + f->at, &parts, sizeof(parts));
		return;
	}
	memcpy(base + f->at, &parts.ptr, sizeof(parts.ptr));
	*(uint32_t *)(base + f->count_at) = (uint32_t)parts.len;
}

static void read_field(struct reading *r, const struct field *f, char *base)
{
	void *p = base + f->at;
	switch (f->form) {
	case STRING:
		*(struct bw_str *)p = read_string(r);
		break;
	case TIME:
		*(bw_time *)p = read_time(r);
		break;
	case COUNT:
		*(uint32_t *)p = read_number(r, (uint64_t)UINT32_MAX + 1);
		break;
	case CHOICE:
		*(uint32_t *)p = read_number(r, f->choices);
		break;
	case FLAG:
		*(bool *)p = read_number(r, 2) == 1;
		break;
	case WORDS:
		read_words(r, p);
		break;
	case PARTS:
	case LIST:
		read_parts(r, f, base);
		break;
	}
}

static void unpack(struct reading *r, const struct field *fields, char *base)
{
	for (const struct field *f = fields; f->is_row && !r->u.bad; f++)
		read_field(r, f, base);
}

void bw_parse_task_pack(const struct bw_parse_task *task, struct bw_buf *out)
{
	pack(out, task_fields, (const char *)task);
}

bool bw_parse_task_unpack(struct bw_str in, struct bw_parse_task *out)
{
	struct reading r = {.u.in = in};
	*out = (struct bw_parse_task){0};
	unpack(&r, task_fields, (char *)out);
	out->bytes = bw_str_from_pos(in, r.u.pos);
	return !r.u.bad;
}

void bw_parse_result_pack(const struct bw_parse_result *result, struct bw_buf *out)
{
	pack(out, result_fields, (const char *)result);
}

static size_t count_paragraphs(struct bw_str text)
{
	size_t n = text.len > 0;
	for (size_t at = 0; (at = bw_str_find(text, BW_STR("\n\n"), at)) != BW_NPOS; at += 2)
		n++;
	return n;
}

static bool shape_fits(struct bw_str shape, size_t paragraphs)
{
	for (size_t i = 0; i < shape.len; i++)
		if (!shape.ptr[i] || !strchr("p123456lqtc", shape.ptr[i]))
			return false;
	return shape.len == paragraphs;
}

/* Entries follow each other and end within the text. */
static bool entries_fit(const struct bw_article *x, size_t paragraphs)
{
	uint64_t end = 0;
	for (uint32_t i = 0; i < x->n_entries; i++) {
		if (x->entries[i].first < end)
			return false;
		end = (uint64_t)x->entries[i].first + x->entries[i].n;
	}
	return end <= paragraphs;
}

/* A shape or entries that do not fit are unknown; the text is what counts. */
static void settle(struct bw_article *x)
{
	size_t paragraphs = count_paragraphs(x->text);
	if (!shape_fits(x->shape, paragraphs))
		x->shape = BW_STR_NONE;
	if (entries_fit(x, paragraphs))
		return;
	x->entries = NULL;
	x->n_entries = 0;
	x->form = BW_ARTICLE_PROSE;
}

bool bw_parse_result_unpack(struct bw_arena *a, struct bw_str in, struct bw_parse_result *out)
{
	struct reading r = {.u.in = in, .a = a, .distrust = true};
	*out = (struct bw_parse_result){0};
	unpack(&r, result_fields, (char *)out);
	out->err.code = (enum bw_code)out->code;
	if (r.u.bad || r.u.pos != in.len || (out->code && !*out->err.msg))
		return false;
	if (!out->code)
		out->err.msg[0] = '\0';
	settle(&out->article);
	return true;
}
