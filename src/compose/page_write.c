#include <stdio.h>

#include "compose/page_names.h"
#include "core/json.h"

static void put_key(struct bw_json_out *j, const char *name, uint64_t key)
{
	char hex[17];

	if (!key)
		return;
	snprintf(hex, sizeof hex, "%016llx", (unsigned long long)key);
	bw_json_put_str(j, name, bw_str_from(hex));
}

static void put_some(struct bw_json_out *j, const char *name, struct bw_str s)
{
	if (s.len)
		bw_json_put_str(j, name, s);
}

static void put_time(struct bw_json_out *j, const char *name, bw_time t)
{
	char text[BW_TIME_TEXT];

	if (t != BW_TIME_NONE)
		bw_json_put_str(j, name, bw_str_from(bw_time_iso(t, text)));
}

static void put_cite(struct bw_json_out *j, const struct bw_cite *c)
{
	bw_json_begin_object(j, NULL);
	put_key(j, "article", c->article);
	bw_json_put_str(j, "field", bw_str_from(bw_page_names_get(BW_NAMES_FIELD, (int)c->field)));
	bw_json_put_int(j, "start", c->start);
	bw_json_put_int(j, "end", c->end);
	if (c->anchor_end > c->anchor_start) {
		bw_json_put_int(j, "anchor_start", c->anchor_start);
		bw_json_put_int(j, "anchor_end", c->anchor_end);
	}
	bw_json_put_str(j, "quote", c->quote);
	bw_json_end_object(j);
}

static void put_trims(struct bw_json_out *j, unsigned trims)
{
	if (!trims)
		return;
	bw_json_begin_array(j, "trims");
	for (int bit = 0; bw_trim_name(bit); bit++)
		if (trims & 1u << bit)
			bw_json_put_str(j, NULL, bw_str_from(bw_trim_name(bit)));
	bw_json_end_array(j);
}

static void put_inline(struct bw_json_out *j, const struct bw_inline *i)
{
	bw_json_begin_object(j, NULL);
	bw_json_put_str(j, "kind", bw_str_from(bw_inline_kind_name(i->kind)));
	bw_json_put_str(j, "text", i->text);
	put_some(j, "href", i->href);
	put_trims(j, i->trims);
	if (i->n_cites) {
		bw_json_begin_array(j, "cites");
		for (uint32_t k = 0; k < i->n_cites; k++)
			put_cite(j, &i->cites[k]);
		bw_json_end_array(j);
	}
	bw_json_end_object(j);
}

static void put_points(struct bw_json_out *j, const struct bw_block *b)
{
	bw_json_begin_array(j, "points");
	for (uint32_t i = 0; i < b->n_points; i++) {
		bw_json_begin_object(j, NULL);
		put_time(j, "at", b->points[i].at);
		bw_json_put_real(j, "value", b->points[i].value);
		bw_json_end_object(j);
	}
	bw_json_end_array(j);
}

static void put_block(struct bw_json_out *j, const struct bw_block *b)
{
	bw_json_begin_object(j, NULL);
	bw_json_put_str(j, "kind", bw_str_from(bw_block_kind_name(b->kind)));
	if (b->role)
		bw_json_put_str(j, "role", bw_str_from(bw_role_name(b->role)));
	put_key(j, "ref", b->ref);
	if (b->level)
		bw_json_put_int(j, "level", b->level);
	if (b->inlines.len) {
		bw_json_begin_array(j, "inlines");
		for (size_t i = 0; i < b->inlines.len; i++)
			put_inline(j, &b->inlines.ptr[i]);
		bw_json_end_array(j);
	}
	if (b->children.len) {
		bw_json_begin_array(j, "children");
		for (size_t i = 0; i < b->children.len; i++)
			put_block(j, b->children.ptr[i]);
		bw_json_end_array(j);
	}
	if (b->n_points)
		put_points(j, b);
	bw_json_end_object(j);
}

void bw_page_write_json(const struct bw_page *p, struct bw_buf *out)
{
	struct bw_json_out j;

	bw_json_out_init(&j, out);
	bw_json_begin_object(&j, NULL);
	bw_json_put_str(&j, "format", BW_STR("bellwether-page/1"));
	bw_json_put_str(&j, "type", bw_str_from(bw_page_type_name(p->type)));
	bw_json_put_str(&j, "path", p->path);
	bw_json_put_str(&j, "title", p->title);
	put_time(&j, "at", p->at);
	put_some(&j, "desk", p->desk);
	bw_json_begin_array(&j, "blocks");
	for (size_t i = 0; i < p->blocks.len; i++)
		put_block(&j, p->blocks.ptr[i]);
	bw_json_end_array(&j);
	bw_json_end_object(&j);
}
