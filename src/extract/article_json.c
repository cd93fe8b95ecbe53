#include "core/json.h"
#include "extract/article.h"
#include "extract/text.h"

static void put_time(struct bw_json_out *j, const char *key, bw_time t)
{
	char text[BW_TIME_TEXT];
	bw_json_put_str_or_null(j, key, t == BW_TIME_NONE ? BW_STR_NONE : bw_str_from(bw_time_iso(t, text)));
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
	return 0;
}
