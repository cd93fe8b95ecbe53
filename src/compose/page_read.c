/* The reader takes nothing on trust: it is fed from the store and from files that users pass to `check`. A value that
 * is there but wrong is an error; a tree that is not as written would be printed as something else. */
#include "compose/page_names.h"
#include "core/json.h"

struct reading {
	struct bw_arena *a;
	struct bw_err *err;
};

static int bad(struct reading *r, const char *what)
{
	return bw_err_set(r->err, BW_EINPUT, "page: %s is missing or not what a bellwether-page/1 holds there", what);
}

static int read_name(struct reading *r, const struct bw_json *v, enum bw_page_names set, const char *what, int *out)
{
	*out = bw_json_is_string(v) ? bw_page_names_find(set, bw_json_str(v)) : -1;
	return *out < 0 ? bad(r, what) : 0;
}

static int read_str(struct reading *r, const struct bw_json *v, const char *what, struct bw_str *out)
{
	if (!bw_json_is_string(v))
		return bad(r, what);
	*out = bw_arena_str(r->a, bw_json_str(v));
	return 0;
}

static int read_optional(struct reading *r, const struct bw_json *v, const char *what, struct bw_str *out)
{
	return bw_json_is_null(v) ? 0 : read_str(r, v, what, out);
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int read_key(struct reading *r, const struct bw_json *v, const char *what, uint64_t *out)
{
	struct bw_str s = bw_json_str(v);

	*out = 0;
	if (bw_json_is_null(v))
		return 0;
	if (!bw_json_is_string(v) || s.len != 16)
		return bad(r, what);
	for (size_t i = 0; i < s.len; i++) {
		int digit = hex_digit(s.ptr[i]);
		if (digit < 0)
			return bad(r, what);
		*out = *out << 4 | (uint64_t)digit;
	}
	return 0;
}

static int read_u32(struct reading *r, const struct bw_json *v, const char *what, uint32_t *out)
{
	int64_t n = bw_json_int(v, -1);

	if (n < 0 || n > INT32_MAX)
		return bad(r, what);
	*out = (uint32_t)n;
	return 0;
}

static int read_time(struct reading *r, const struct bw_json *v, const char *what, bw_time *out)
{
	*out = BW_TIME_NONE;
	if (bw_json_is_null(v))
		return 0;
	return bw_json_is_string(v) && bw_time_parse(bw_json_str(v), out) ? 0 : bad(r, what);
}

static int read_span(struct reading *r, const struct bw_json *v, struct bw_cite *c)
{
	int code = read_u32(r, bw_json_get(v, "start"), "cite start", &c->start);

	if (!code)
		code = read_u32(r, bw_json_get(v, "end"), "cite end", &c->end);
	c->anchor_start = c->anchor_end = c->start;
	if (code || bw_json_is_null(bw_json_get(v, "anchor_start")))
		return code;
	code = read_u32(r, bw_json_get(v, "anchor_start"), "anchor_start", &c->anchor_start);
	if (!code)
		code = read_u32(r, bw_json_get(v, "anchor_end"), "anchor_end", &c->anchor_end);
	return code || c->anchor_end > c->anchor_start ? code : bad(r, "anchor_end");
}

static int read_cite(struct reading *r, const struct bw_json *v, struct bw_cite *c)
{
	int field = bw_page_names_find(BW_NAMES_FIELD, bw_json_str(bw_json_get(v, "field")));
	int code = read_key(r, bw_json_get(v, "article"), "cite article", &c->article);

	if (!code && field < 0)
		code = bad(r, "cite field");
	c->field = field < 0 ? BW_CITE_TEXT : (enum bw_cite_field)field;
	if (!code)
		code = read_span(r, v, c);
	return code ? code : read_str(r, bw_json_get(v, "quote"), "cite quote", &c->quote);
}

static int read_trims(struct reading *r, const struct bw_json *v, unsigned *out)
{
	for (size_t i = 0; i < bw_json_len(v); i++) {
		int bit, code = read_name(r, bw_json_at(v, i), BW_NAMES_TRIM, "trim", &bit);
		if (code)
			return code;
		*out |= 1u << bit;
	}
	return 0;
}

static int read_cites(struct reading *r, const struct bw_json *v, struct bw_inline *i)
{
	struct bw_cite *cites = BW_ARRAY(r->a, struct bw_cite, bw_json_len(v));

	for (size_t k = 0; k < bw_json_len(v); k++) {
		int code = read_cite(r, bw_json_at(v, k), &cites[k]);
		if (code)
			return code;
	}
	i->cites = cites;
	i->n_cites = (uint32_t)bw_json_len(v);
	return 0;
}

static int read_inline(struct reading *r, const struct bw_json *v, struct bw_inline *i)
{
	int kind, code = read_name(r, bw_json_get(v, "kind"), BW_NAMES_INLINE, "inline kind", &kind);

	if (code)
		return code;
	i->kind = (enum bw_inline_kind)kind;
	code = read_str(r, bw_json_get(v, "text"), "inline text", &i->text);
	if (!code)
		code = read_optional(r, bw_json_get(v, "href"), "href", &i->href);
	if (!code)
		code = read_trims(r, bw_json_get(v, "trims"), &i->trims);
	return code ? code : read_cites(r, bw_json_get(v, "cites"), i);
}

static int read_points(struct reading *r, const struct bw_json *v, struct bw_block *b)
{
	struct bw_point *points = BW_ARRAY(r->a, struct bw_point, bw_json_len(v));

	for (size_t i = 0; i < bw_json_len(v); i++) {
		const struct bw_json *row = bw_json_at(v, i);
		int code = read_time(r, bw_json_get(row, "at"), "point at", &points[i].at);
		if (code)
			return code;
		points[i].value = bw_json_real(bw_json_get(row, "value"), -1);
		if (!(points[i].value >= 0 && points[i].value <= 10))
			return bad(r, "point value");
	}
	b->points = points;
	b->n_points = (uint32_t)bw_json_len(v);
	return 0;
}

static int read_block_head(struct reading *r, const struct bw_json *v, struct bw_block *b)
{
	const struct bw_json *role = bw_json_get(v, "role"), *level = bw_json_get(v, "level");
	int number, code = read_name(r, bw_json_get(v, "kind"), BW_NAMES_BLOCK, "block kind", &number);

	if (code)
		return code;
	b->kind = (enum bw_block_kind)number;
	if (!bw_json_is_null(role)) {
		code = read_name(r, role, BW_NAMES_ROLE, "role", &number);
		if (code)
			return code;
		b->role = (enum bw_role)number;
	}
	b->level = (int)bw_json_int(level, 0);
	if (b->level < 0 || b->level > 4 || (!bw_json_is_null(level) && b->level == 0))
		return bad(r, "heading level");
	return read_key(r, bw_json_get(v, "ref"), "ref", &b->ref);
}

static int read_block(struct reading *r, const struct bw_json *v, struct bw_block *b, int depth)
{
	const struct bw_json *inlines = bw_json_get(v, "inlines"), *children = bw_json_get(v, "children");
	int code = read_block_head(r, v, b);

	if (!code && depth >= BW_PAGE_DEPTH)
		code = bw_err_set(r->err, BW_ELIMIT, "page: blocks nest deeper than %d", BW_PAGE_DEPTH);
	for (size_t i = 0; !code && i < bw_json_len(inlines); i++)
		code = read_inline(r, bw_json_at(inlines, i), BW_PUSH(r->a, &b->inlines));
	for (size_t i = 0; !code && i < bw_json_len(children); i++)
		code = read_block(r, bw_json_at(children, i), bw_block_child(r->a, b, BW_BLOCK_SECTION), depth + 1);
	return code ? code : read_points(r, bw_json_get(v, "points"), b);
}

int bw_page_read_json(struct bw_arena *a, struct bw_str json, struct bw_page *out, struct bw_err *err)
{
	struct reading r = {a, err};
	const struct bw_json *v, *blocks;
	int type, code = bw_json_read(a, json, &v, err);

	*out = (struct bw_page){0};
	if (!code && !bw_str_eq(bw_json_str(bw_json_get(v, "format")), BW_STR("bellwether-page/1")))
		code = bad(&r, "format");
	if (!code)
		code = read_name(&r, bw_json_get(v, "type"), BW_NAMES_PAGE, "page type", &type);
	if (code)
		return code;
	out->type = (enum bw_page_type)type;
	code = read_str(&r, bw_json_get(v, "path"), "path", &out->path);
	if (!code)
		code = read_str(&r, bw_json_get(v, "title"), "title", &out->title);
	if (!code)
		code = read_time(&r, bw_json_get(v, "at"), "at", &out->at);
	if (!code)
		code = read_optional(&r, bw_json_get(v, "desk"), "desk", &out->desk);
	blocks = bw_json_get(v, "blocks");
	for (size_t i = 0; !code && i < bw_json_len(blocks); i++)
		code = read_block(&r, bw_json_at(blocks, i), bw_page_block(a, out, BW_BLOCK_SECTION), 1);
	return code;
}
