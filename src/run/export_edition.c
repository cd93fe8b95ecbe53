#include "run/export_part.h"

/* The sections of the page are found by their roles. */

static void put_cites(struct bw_exporting *x, const struct bw_inline *i)
{
	bw_json_begin_array(&x->j, "cites");
	for (uint32_t k = 0; k < i->n_cites; k++) {
		if (i->cites[k].field != BW_CITE_TEXT)
			continue;
		bw_json_begin_object(&x->j, NULL);
		bw_export_url(x, "article", i->cites[k].article);
		bw_json_put_str(&x->j, "quote", i->cites[k].quote);
		bw_json_end_object(&x->j);
	}
	bw_json_end_array(&x->j);
}

static void put_sentences(struct bw_exporting *x, const struct bw_block *b)
{
	for (size_t i = 0; i < b->inlines.len; i++) {
		const struct bw_inline *s = &b->inlines.ptr[i];
		if (s->kind != BW_INLINE_SENTENCE)
			continue;
		bw_json_begin_object(&x->j, NULL);
		bw_json_put_str(&x->j, "text", s->text);
		put_cites(x, s);
		bw_json_end_object(&x->j);
	}
	for (size_t i = 0; i < b->children.len; i++)
		put_sentences(x, b->children.ptr[i]);
}

static struct bw_str heading(const struct bw_block *b)
{
	for (size_t i = 0; i < b->children.len; i++)
		if (b->children.ptr[i]->kind == BW_BLOCK_HEADING && b->children.ptr[i]->inlines.len)
			return b->children.ptr[i]->inlines.ptr[0].text;
	return BW_STR_NONE;
}

static void put_part(struct bw_exporting *x, const struct bw_block *b, enum bw_role role)
{
	if (b->role != role) {
		for (size_t i = 0; i < b->children.len; i++)
			put_part(x, b->children.ptr[i], role);
		return;
	}
	if (role == BW_ROLE_TOP_LINE) {
		put_sentences(x, b);
		return;
	}
	bw_json_begin_object(&x->j, NULL);
	bw_export_id(x, role == BW_ROLE_DEVELOPMENT ? "development" : "signal", b->ref);
	if (role == BW_ROLE_DEVELOPMENT)
		bw_json_put_str(&x->j, "heading", heading(b));
	bw_json_begin_array(&x->j, "sentences");
	put_sentences(x, b);
	bw_json_end_array(&x->j);
	bw_json_end_object(&x->j);
}

static int put_edition(struct bw_exporting *x, const struct bw_edition *e)
{
	static const struct {
		const char *key;
		enum bw_role role;
	} parts[] = {
		{"top_line", BW_ROLE_TOP_LINE}, {"developments", BW_ROLE_DEVELOPMENT}, {"signals", BW_ROLE_SIGNAL}};
	struct bw_page page = {0};
	int code = bw_page_read_json(&x->v->arena, e->page, &page, x->err);
	if (code)
		return code;
	bw_export_begin(x, "brief");
	bw_json_put_str(&x->j, "desk", e->desk);
	bw_json_put_str(&x->j, "date", e->date);
	bw_json_put_bool(&x->j, "published", e->outcome == BW_PUBLISHED);
	bw_json_put_str(&x->j, "outcome", bw_str_from(bw_outcome_name(e->outcome)));
	bw_json_put_str(&x->j, "reason", e->reason);
	for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++) {
		bw_json_begin_array(&x->j, parts[p].key);
		for (size_t i = 0; e->outcome == BW_PUBLISHED && i < page.blocks.len; i++)
			put_part(x, page.blocks.ptr[i], parts[p].role);
		bw_json_end_array(&x->j);
	}
	return bw_export_end(x);
}

int bw_export_put_editions(struct bw_exporting *x, struct bw_engine *e, bw_time now)
{
	struct bw_editions editions = {0};
	int code = bw_store_edition_list(e->store, &x->v->arena, BW_STR_NONE, &editions, x->err);
	for (size_t i = 0; !code && i < editions.rows.len; i++)
		if (editions.rows.ptr[i].clock <= now)
			code = put_edition(x, &editions.rows.ptr[i]);
	return code;
}
