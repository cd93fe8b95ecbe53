#include <math.h>

#include "core/buf.h"
#include "core/json.h"
#include "core/utf8.h"
#include "source/build.h"
#include "source/html.h"

/* JSON Feed 1.0 and 1.1, https://jsonfeed.org/version/1.1 */

static struct bw_str get(const struct bw_json *object, const char *key)
{
	return bw_json_str(bw_json_get(object, key));
}

/* A person is an object; some feeds give the name alone. */
static struct bw_str name_of(const struct bw_json *person)
{
	return bw_json_is_string(person) ? bw_json_str(person) : get(person, "name");
}

/* 1.1 has a list, 1.0 has one. */
static void put_authors(struct bw_arena *a, struct bw_draft *d, const struct bw_json *object)
{
	const struct bw_json *list = bw_json_get(object, "authors");
	for (size_t i = 0; i < bw_json_len(list); i++)
		bw_draft_put(a, d, BW_SLOT_AUTHOR, 9, name_of(bw_json_at(list, i)), BW_STR_NONE);
	bw_draft_put(a, d, BW_SLOT_AUTHOR, 8, name_of(bw_json_get(object, "author")), BW_STR_NONE);
}

/* Ids are strings, but some feeds give numbers. */
static struct bw_str id_of(struct bw_arena *a, const struct bw_json *item)
{
	const struct bw_json *id = bw_json_get(item, "id");
	if (bw_json_is_null(id) || bw_json_is_string(id) || bw_json_is_object(id) || bw_json_is_array(id))
		return bw_json_str(id);
	int64_t number = bw_json_int(id, INT64_MIN);
	if (number != INT64_MIN)
		return bw_arena_printf(a, "%lld", (long long)number);
	double real = bw_json_real(id, NAN);
	return isnan(real) ? BW_STR_NONE : bw_arena_printf(a, "%.15g", real);
}

static struct bw_str text_as_html(struct bw_arena *a, struct bw_str text)
{
	struct bw_buf out;
	bw_buf_init(&out, text.len * 5 + 1);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '<')
			bw_buf_cstr(&out, "&lt;");
		else if (c == '&')
			bw_buf_cstr(&out, "&amp;");
		else if (c == '\n' && i + 1 < text.len && text.ptr[i + 1] == '\n')
			bw_buf_cstr(&out, "\n<p>");
		else
			bw_buf_char(&out, c);
	}
	struct bw_str html = bw_buf_copy(&out, a);
	bw_buf_release(&out);
	return html;
}

static void read_item(struct bw_arena *a, const struct bw_json *item, struct bw_str base, struct bw_feed *out)
{
	struct bw_draft d = {0};
	struct bw_str id = id_of(a, item);
	bw_draft_put(a, &d, BW_SLOT_ID, 9, id, base);
	bw_draft_put(a, &d, BW_SLOT_LINK, 9, get(item, "url"), base);
	bw_draft_put(a, &d, BW_SLOT_LINK, 5, get(item, "external_url"), base);
	if (bw_link_is_http(id))
		bw_draft_put(a, &d, BW_SLOT_LINK, 2, id, base);
	bw_draft_put(a, &d, BW_SLOT_TITLE, 9, get(item, "title"), base);
	bw_draft_put(a, &d, BW_SLOT_SUMMARY, 9, get(item, "summary"), base);
	bw_draft_put(a, &d, BW_SLOT_CONTENT, 9, get(item, "content_html"), base);
	bw_draft_put(a, &d, BW_SLOT_CONTENT, 8, text_as_html(a, get(item, "content_text")), base);
	bw_draft_put(a, &d, BW_SLOT_PUBLISHED, 9, get(item, "date_published"), base);
	bw_draft_put(a, &d, BW_SLOT_UPDATED, 9, get(item, "date_modified"), base);
	put_authors(a, &d, item);
	bw_draft_to_item(a, &d, out);
}

/* Where the last whole element of the outermost object's "items" ends: the elements of an array two levels down. 0 when
 * there is none. */
static size_t last_whole_item(struct bw_str text)
{
	size_t last = 0;
	int depth = 0;
	bool in_string = false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (in_string) {
			i += c == '\\';
			in_string = c != '"';
			continue;
		}
		in_string = c == '"';
		depth += c == '{' || c == '[';
		depth -= c == '}' || c == ']';
		if (c == '}' && depth == 2)
			last = i + 1;
	}
	return last;
}

/* A character of a string that may not stand there as it is: a control, or a backslash before what needs none. */
static size_t put_in_string(struct bw_buf *out, struct bw_str s, size_t i)
{
	char c = s.ptr[i], next = i + 1 < s.len ? s.ptr[i + 1] : 0;
	if (c == '\\' && next && strchr("\"\\/bfnrtu", next)) {
		bw_buf_put(out, s.ptr + i, 2);
		return 2;
	}
	if (c != '\\')
		bw_buf_char(out, (unsigned char)c < ' ' ? ' ' : c);
	return 1;
}

/* JSON as it is written by hand: commas before closing brackets and raw line ends in strings are taken away. */
static struct bw_str mend(struct bw_arena *a, struct bw_str s)
{
	struct bw_buf out;
	bool in_string = false, comma = false;
	bw_buf_init(&out, s.len + 1);
	for (size_t i = 0; i < s.len;) {
		char c = s.ptr[i];
		if (in_string && c != '"') {
			i += put_in_string(&out, s, i);
			continue;
		}
		if (comma && c != ',' && c != ']' && c != '}' && (unsigned char)c > ' ')
			bw_buf_char(&out, ',');
		comma = c == ',' || (comma && (unsigned char)c <= ' ');
		if (c != ',')
			bw_buf_char(&out, c);
		in_string ^= c == '"';
		i++;
	}
	struct bw_str mended = bw_buf_copy(&out, a);
	bw_buf_release(&out);
	return mended;
}

/* A file that breaks off is read up to its last whole item. */
static int read_tree(struct bw_arena *a, struct bw_str given, const struct bw_json **root, bool *cut,
		     struct bw_err *err)
{
	struct bw_err first = {0};
	if (!bw_json_read(a, given, root, &first))
		return BW_OK;
	struct bw_str text = mend(a, given);
	if (!bw_json_read(a, text, root, NULL))
		return BW_OK;
	size_t last = last_whole_item(text);
	struct bw_str whole = bw_arena_printf(a, "%" BW_PRISTR "]}", BW_ARG(bw_str_sub(text, 0, last)));
	*cut = true;
	if (last && !bw_json_read(a, whole, root, NULL) && bw_json_len(bw_json_get(*root, "items")))
		return BW_OK;
	return bw_err_set(err, BW_EINPUT, "%s", first.msg);
}

int bw_feed_read_json(struct bw_arena *a, struct bw_str text, struct bw_str base, struct bw_feed *out,
		      struct bw_err *err)
{
	const struct bw_json *root = NULL;
	bool cut = false;
	struct bw_draft d = {0};
	if (read_tree(a, text, &root, &cut, err))
		return BW_EINPUT;
	const struct bw_json *items = bw_json_get(root, "items");
	if (!bw_json_is_array(items))
		return bw_err_set(err, BW_EINPUT, "it is JSON without a list of items, so it is no JSON Feed");
	out->kind = BW_SOURCE_JSON_FEED;
	for (size_t i = 0; i < bw_json_len(items) && out->items.len < BW_FEED_ITEMS_MAX; i++)
		if (bw_json_is_object(bw_json_at(items, i)))
			read_item(a, bw_json_at(items, i), base, out);
	bw_draft_put(a, &d, BW_SLOT_TITLE, 9, get(root, "title"), base);
	bw_draft_put(a, &d, BW_SLOT_LINK, 9, get(root, "home_page_url"), base);
	bw_draft_put(a, &d, BW_SLOT_LANGUAGE, 9, get(root, "language"), base);
	put_authors(a, &d, root);
	bw_draft_to_feed(a, &d, out);
	if (bw_json_len(items) > BW_FEED_ITEMS_MAX)
		out->complaint =
			bw_arena_printf(a, "holds %zu items: the first %d kept", bw_json_len(items), BW_FEED_ITEMS_MAX);
	else if (cut)
		out->complaint = bw_arena_printf(a, "ends in mid-item: %zu items kept", out->items.len);
	return BW_OK;
}
