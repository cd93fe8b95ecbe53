/* What stands on many pages of a site is taken off its articles (extract/template.h), with what was learned of the site
 * in this visit and all before. */
#include "core/url.h"
#include "run/visit_part.h"

enum { PACKED_MAX = 1 << 20 };

static struct bw_str host_of(struct bw_arena *a, struct bw_str url)
{
	struct bw_url u;
	bool web = bw_str_starts(url, BW_STR("http:")) || bw_str_starts(url, BW_STR("https:"));
	return web && !bw_url_parse(a, url, &u, NULL) ? u.host : BW_STR_NONE;
}

/* A template that cannot be read is begun anew: it is learned again from the pages to come. */
static int load(struct bw_visit *v, struct bw_arena *a, struct bw_str host, struct bw_template *t, struct bw_err *err)
{
	struct bw_str packed;
	int code = bw_store_site_get(v->e->store, a, host, &packed, err);
	if (!code && packed.len)
		(void)bw_template_unpack(packed, t, NULL);
	return code;
}

static int save(struct bw_visit *v, struct bw_str host, const struct bw_template *t, struct bw_err *err)
{
	struct bw_buf b;
	bw_buf_init(&b, PACKED_MAX);
	bw_template_pack(t, &b);
	int code = bw_store_site_put(v->e->store, host, bw_buf_view(&b), err);
	bw_buf_release(&b);
	return code;
}

int bw_keep_learn(struct bw_visit *v, struct bw_arena *a, struct bw_article *article, struct bw_err *err)
{
	struct bw_str host = host_of(a, article->url);
	struct bw_template *t = BW_NEW(a, struct bw_template);
	if (!host.len)
		return 0;
	int code = load(v, a, host, t, err);
	if (code)
		return code;
	bw_template_learn(t, a, article);
	bw_template_strip(t, a, article);
	return save(v, host, t, err);
}

static struct bw_str next_paragraph(struct bw_str text, size_t *pos)
{
	size_t from = *pos, end = bw_str_find(text, BW_STR("\n\n"), from);
	end = end == BW_NPOS ? text.len : end;
	*pos = end < text.len ? end + 2 : text.len;
	return bw_str_sub(text, from, end - from);
}

/* The paragraphs of `all` that stand in `kept` (in order) or in `archived` (anywhere). */
static struct bw_str merge(struct bw_arena *a, struct bw_str all, struct bw_str kept, struct bw_str archived)
{
	struct bw_strmap there;
	struct bw_buf b;
	bw_strmap_init(&there, a);
	bw_buf_init(&b, all.len + 1);
	for (size_t pos = 0; pos < archived.len;)
		bw_strmap_put(&there, next_paragraph(archived, &pos), NULL);
	for (size_t pos = 0, at = 0; pos < all.len;) {
		struct bw_str paragraph = next_paragraph(all, &pos);
		size_t after = at;
		bool stays = at < kept.len && bw_str_eq(next_paragraph(kept, &after), paragraph);
		at = stays ? after : at;
		if (!stays && !bw_strmap_get(&there, paragraph))
			continue;
		if (b.len)
			bw_buf_cstr(&b, "\n\n");
		bw_buf_str(&b, paragraph);
	}
	struct bw_str out = bw_buf_copy(&b, a);
	bw_buf_release(&b);
	bw_strmap_release(&there);
	return out;
}

int bw_keep_strip_again(struct bw_visit *v, struct bw_arena *a, struct bw_str archived, struct bw_article *article,
			struct bw_err *err)
{
	struct bw_str host = host_of(a, article->url), all = article->text;
	struct bw_template *t = BW_NEW(a, struct bw_template);
	if (!host.len || bw_str_eq(all, archived))
		return 0;
	int code = load(v, a, host, t, err);
	if (!code && bw_template_strip(t, a, article))
		article->text = merge(a, all, article->text, archived);
	return code;
}
