#include "core/json.h"
#include "extract/article.h"
#include "extract/shape.h"
#include "extract/text.h"

static void put_time(struct bw_json_out *j, const char *key, bw_time t)
{
	char text[BW_TIME_TEXT];
	bw_json_put_str_or_null(j, key, t == BW_TIME_NONE ? BW_STR_NONE : bw_str_from(bw_time_iso(t, text)));
}

static const char *const forms[] = {
	[BW_ARTICLE_PROSE] = "prose", [BW_ARTICLE_LIVE_BLOG] = "live-blog", [BW_ARTICLE_ROUND_UP] = "round-up"};

static void put_entries(struct bw_json_out *j, const struct bw_article *article)
{
	bw_json_put_str(j, "form", bw_str_from(forms[article->form]));
	bw_json_begin_array(j, "entries");
	for (uint32_t i = 0; i < article->n_entries; i++) {
		const struct bw_entry *e = &article->entries[i];
		bw_json_begin_object(j, NULL);
		bw_json_put_str_or_null(j, "title", e->title);
		put_time(j, "published", e->published);
		bw_json_put_str_or_null(j, "anchor", e->anchor);
		bw_json_put_int(j, "first", e->first);
		bw_json_put_int(j, "n", e->n);
		bw_json_end_object(j);
	}
	bw_json_end_array(j);
}

void bw_article_write_json(const struct bw_article *article, struct bw_buf *out)
{
	struct bw_json_out j;
	bw_json_out_init(&j, out);
	bw_json_begin_object(&j, NULL);
	bw_json_put_str_or_null(&j, "url", article->url);
	bw_json_put_str_or_null(&j, "source", article->source);
	bw_json_put_str_or_null(&j, "title", article->title);
	bw_json_put_str_or_null(&j, "author", article->author);
	bw_json_put_str_or_null(&j, "publisher", article->publisher);
	put_time(&j, "published", article->published);
	put_time(&j, "modified", article->modified);
	bw_json_put_str_or_null(&j, "lang", article->language);
	bw_json_put_str_or_null(&j, "section", article->section);
	bw_json_put_str(&j, "text", article->text);
	if (article->shape.len)
		bw_json_put_str(&j, "shape", article->shape);
	if (article->n_entries)
		put_entries(&j, article);
	bw_json_end_object(&j);
}

/* One row a field: its key, where it goes, and what it must be. */
struct field_row {
	const char *key;
	size_t offset;
	enum { LINE, BODY, TIME } kind;
	bool required;
};

static const struct field_row fields[] = {
	{"url", offsetof(struct bw_article, url), LINE, true},
	{"source", offsetof(struct bw_article, source), LINE, false},
	{"title", offsetof(struct bw_article, title), LINE, false},
	{"author", offsetof(struct bw_article, author), LINE, false},
	{"publisher", offsetof(struct bw_article, publisher), LINE, false},
	{"published", offsetof(struct bw_article, published), TIME, false},
	{"modified", offsetof(struct bw_article, modified), TIME, false},
	{"lang", offsetof(struct bw_article, language), LINE, false},
	{"section", offsetof(struct bw_article, section), LINE, false},
	{"text", offsetof(struct bw_article, text), BODY, true},
};

static int read_field(struct bw_arena *a, const struct bw_json *root, const struct field_row *row,
		      struct bw_article *out, struct bw_err *err)
{
	const struct bw_json *v = bw_json_get(root, row->key);
	void *at = (char *)out + row->offset;
	if (bw_json_is_null(v))
		return row->required ? bw_err_set(err, BW_EINPUT, "field \"%s\" is missing", row->key) : 0;
	if (!bw_json_is_string(v))
		return bw_err_set(err, BW_EINPUT, "field \"%s\" must be a string", row->key);
	struct bw_str s = bw_json_str(v);
	if (row->kind == TIME && !bw_time_parse(s, (bw_time *)at))
		return bw_err_set(err, BW_EINPUT, "field \"%s\" is no date: \"%" BW_PRISTR "\"", row->key,
				  BW_ARG(bw_str_sub(s, 0, 60)));
	if (row->kind == LINE)
		*(struct bw_str *)at = bw_text_fold_space(a, s);
	if (row->kind == BODY)
		*(struct bw_str *)at = bw_text_paragraphs(a, s);
	bool empty = row->kind != TIME && !((struct bw_str *)at)->len;
	return row->required && empty ? bw_err_set(err, BW_EINPUT, "field \"%s\" is empty", row->key) : 0;
}

/* Optional, and held against the paragraphs of the text. */
static int read_shape(struct bw_arena *a, const struct bw_json *root, struct bw_article *out, struct bw_err *err)
{
	const struct bw_json *v = bw_json_get(root, "shape");
	if (bw_json_is_null(v))
		return 0;
	out->shape = bw_arena_str(a, bw_json_str(v));
	return bw_shape_fits(out->shape, out->text)
		       ? 0
		       : bw_err_set(err, BW_EINPUT, "field \"shape\" is not one known letter for each paragraph");
}

static int read_entry(struct bw_arena *a, const struct bw_json *v, uint32_t from, uint32_t paragraphs,
		      struct bw_entry *out, struct bw_err *err)
{
	const struct bw_json *time = bw_json_get(v, "published");
	int64_t first = bw_json_int(bw_json_get(v, "first"), -1), n = bw_json_int(bw_json_get(v, "n"), 0);
	*out = (struct bw_entry){.published = BW_TIME_NONE};
	if (first < from || n < 1 || n > paragraphs || first > paragraphs - n)
		return bw_err_set(err, BW_EINPUT, "field \"entries\" does not name paragraphs of the text in order");
	if (!bw_json_is_null(time) && !bw_time_parse(bw_json_str(time), &out->published))
		return bw_err_set(err, BW_EINPUT, "field \"entries\": \"published\" is no date");
	struct bw_str title = bw_json_str(bw_json_get(v, "title")), anchor = bw_json_str(bw_json_get(v, "anchor"));
	out->title = title.len ? bw_text_fold_space(a, title) : BW_STR_NONE;
	out->anchor = anchor.len ? bw_text_fold_space(a, anchor) : BW_STR_NONE;
	out->first = (uint32_t)first;
	out->n = (uint32_t)n;
	return 0;
}

static int read_entries(struct bw_arena *a, const struct bw_json *root, struct bw_article *out, struct bw_err *err)
{
	const struct bw_json *list = bw_json_get(root, "entries"), *form = bw_json_get(root, "form");
	uint32_t paragraphs = bw_shape_count(out->text), from = 0;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (bw_str_eq(bw_json_str(form), bw_str_from(forms[i])))
			out->form = (enum bw_article_form)i;
	if (!bw_json_is_null(form) && !bw_str_eq(bw_json_str(form), bw_str_from(forms[out->form])))
		return bw_err_set(err, BW_EINPUT, "field \"form\" must be prose, live-blog or round-up");
	if ((bw_json_len(list) > 0) != (out->form != BW_ARTICLE_PROSE))
		return bw_err_set(err, BW_EINPUT, "fields \"form\" and \"entries\" belong together");
	struct bw_entry *entries = BW_ARRAY(a, struct bw_entry, bw_json_len(list) + 1);
	for (size_t i = 0; i < bw_json_len(list); i++) {
		int code = read_entry(a, bw_json_at(list, i), from, paragraphs, &entries[i], err);
		if (code)
			return code;
		from = entries[i].first + entries[i].n;
	}
	out->entries = entries;
	out->n_entries = (uint32_t)bw_json_len(list);
	return 0;
}

int bw_article_read_json(struct bw_arena *a, struct bw_str line, struct bw_article *out, struct bw_err *err)
{
	const struct bw_json *root;
	*out = (struct bw_article){.published = BW_TIME_NONE, .modified = BW_TIME_NONE};
	int code = bw_json_read(a, line, &root, err);
	if (code)
		return code;
	if (!bw_json_is_object(root))
		return bw_err_set(err, BW_EINPUT, "the line is no JSON object");
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if ((code = read_field(a, root, &fields[i], out, err)))
			return code;
	code = read_shape(a, root, out, err);
	return code ? code : read_entries(a, root, out, err);
}
