/*
 * What a text is to the archive: a new article, a version of one, or one that is there already. Asked in this order,
 * the first that answers decides:
 *
 *   1. the address: it led to an article before, or one that is a variant of it did (core/url.h, bw_url_key);
 *   2. the feed's id for the item, when the text or the title is like that of the article it led to (some feeds give
 *      one id to everything, or use one again);
 *   3. title and text: the very same, on the same site (a print or mobile view, an article filed under two sections).
 *      The same on another site is a reprint, and an article of its own.
 */
#include "core/digest.h"
#include "core/url.h"
#include "core/utf8.h"
#include "run/visit_part.h"

enum {
	TEXT_MIN_BYTES = 200, /* shorter texts are no evidence of anything */
	SAME_TEXT_MAX = 8,
	SHINGLE_WORDS = 4,
};

/* The order in which an article is taken into account: when it was published, else when it was last changed, but never
 * later than it was seen. */
static bw_time order_time(const struct bw_article *article, bw_time now)
{
	bw_time dated = article->published == BW_TIME_NONE ? article->modified : article->published;
	return dated == BW_TIME_NONE || dated > now ? now : dated;
}

/* Hashes of the runs of SHINGLE_WORDS words, put into the map; or how many of them stand in it. */
static size_t shingles(struct bw_str text, struct bw_map *map, bool look_up)
{
	uint64_t window[SHINGLE_WORDS] = {0};
	size_t n = 0, found = 0;
	struct bw_str word;
	while (bw_str_split(&text, ' ', &word)) {
		if (!word.len)
			continue;
		memmove(window, window + 1, sizeof(window) - sizeof(window[0]));
		window[SHINGLE_WORDS - 1] = bw_str_hash(word);
		if (++n < SHINGLE_WORDS)
			continue;
		uint64_t hash = bw_str_hash((struct bw_str){(const char *)window, sizeof(window)});
		if (look_up)
			found += bw_map_get(map, hash) != NULL;
		else
			bw_map_put(map, hash, NULL);
	}
	return look_up ? found : map->len;
}

/* Half of the shorter text stands in the longer one. */
static bool texts_alike(struct bw_str x, struct bw_str y)
{
	struct bw_map longer;
	struct bw_str shorter = x.len < y.len ? x : y;
	bw_map_init(&longer);
	shingles(x.len < y.len ? y : x, &longer, false);
	struct bw_map own;
	bw_map_init(&own);
	size_t all = shingles(shorter, &own, false), found = shingles(shorter, &longer, true);
	bw_map_release(&own);
	bw_map_release(&longer);
	return all && found * 2 >= all;
}

static int by_id(struct bw_visit *v, struct bw_arena *a, const struct bw_keep *k, uint64_t *key, struct bw_err *err)
{
	struct bw_article_row row;
	uint64_t there = 0;
	int code = k->id.len && k->source->id ? bw_store_item_get(v->e->store, k->source->id, k->id, &there, err) : 0;
	if (!code && there)
		code = bw_store_article_get(v->e->store, a, there, &row, err);
	if (code || !there)
		return code;
	bool same_title = k->parsed->title.len && bw_str_eq(row.article.title, k->parsed->title);
	if (same_title || texts_alike(row.article.text, k->parsed->text))
		*key = there;
	return 0;
}

/* The part of an address's key that names the site: "m.site.example" and "www.site.example" are one. */
static struct bw_str site_of(struct bw_arena *a, struct bw_str url)
{
	struct bw_str key;
	struct bw_url u;
	return bw_url_key(a, url, &key, NULL) || bw_url_parse(a, key, &u, NULL) ? BW_STR_NONE : u.host;
}

static int by_text(struct bw_visit *v, struct bw_arena *a, const struct bw_keep *k, uint64_t *key, struct bw_err *err)
{
	struct bw_named_articles same = {0};
	char hex[BW_SHA256_HEX];
	if (k->parsed->text.len < TEXT_MIN_BYTES)
		return 0;
	struct bw_str site = site_of(a, k->parsed->url);
	struct bw_str sha256 = bw_str_from(bw_sha256_hex(bw_sha256(k->parsed->text), hex));
	int code = bw_store_article_by_text(v->e->store, a, sha256, SAME_TEXT_MAX, &same, err);
	for (size_t i = 0; !code && !*key && i < same.rows.len; i++) {
		struct bw_article_row row;
		if (!site.len || !bw_str_eq(site, site_of(a, same.rows.ptr[i].url)))
			continue;
		code = bw_store_article_get(v->e->store, a, same.rows.ptr[i].key, &row, err);
		if (!code && bw_str_eq(row.article.title, k->parsed->title))
			*key = same.rows.ptr[i].key;
	}
	return code;
}

/* A part of a document: an item of a feed that has no page, a version of a file. There is no page to look at again. */
static bool is_part(struct bw_str url)
{
	size_t at = bw_str_find_char(url, '#', 0);
	return at != BW_NPOS && at + 1 < url.len && url.ptr[at + 1] != '!' && url.ptr[at + 1] != '/';
}

/* What all addresses of one article share (core/url.h), in the form under which it is remembered beside addresses. */
static struct bw_str mark_of(struct bw_arena *a, struct bw_str url)
{
	struct bw_str key;
	if (is_part(url))
		return BW_STR_NONE;
	return bw_url_key(a, url, &key, NULL) ? BW_STR_NONE : bw_arena_printf(a, "key:%" BW_PRISTR, BW_ARG(key));
}

static int by_address(struct bw_visit *v, struct bw_arena *a, const struct bw_keep *k, uint64_t *key,
		      struct bw_err *err)
{
	struct bw_seen seen = {0};
	int code = bw_store_seen(v->e->store, a, k->parsed->url, v->clock.now, 0, &seen, err);
	struct bw_str mark = mark_of(a, k->parsed->url);
	if (!code && !seen.article && mark.len)
		code = bw_store_seen(v->e->store, a, mark, v->clock.now, 0, &seen, err);
	*key = seen.article;
	return code;
}

static int identify(struct bw_visit *v, struct bw_arena *a, const struct bw_keep *k, uint64_t *key, struct bw_err *err)
{
	*key = k->article;
	int code = *key ? 0 : by_address(v, a, k, key, err);
	if (!code && !*key)
		code = by_id(v, a, k, key, err);
	if (!code && !*key)
		code = by_text(v, a, k, key, err);
	if (!code && !*key)
		*key = bw_sha256_key(k->parsed->url);
	return code;
}

/* The address that was asked for, the one that the page names, what both are variants of (no page of its own, so of no
 * source), and the feed's id. */
static int remember(struct bw_visit *v, struct bw_arena *a, const struct bw_keep *k, uint64_t key, struct bw_err *err)
{
	const struct {
		struct bw_str url;
		int64_t source;
	} names[] = {{k->url, is_part(k->url) ? 0 : k->source->id},
		     {k->parsed->url, k->source->id},
		     {mark_of(a, k->parsed->url), 0}};
	int code = 0;
	for (size_t i = 0; !code && i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].url.len && (i == 0 || !bw_str_eq(names[i].url, k->url)))
			code = bw_store_seen_put(v->e->store, names[i].url, names[i].source, key, v->clock.now,
						 BW_STR_NONE, err);
	if (!code && k->id.len && k->source->id)
		code = bw_store_item_put(v->e->store, k->source->id, k->id, key, err);
	return code;
}

/* Takes off what the whole site has, and archives what is left. */
static int put(struct bw_visit *v, struct bw_arena *a, const struct bw_keep *k, struct bw_article_row *row,
	       enum bw_put *how, struct bw_err *err)
{
	struct bw_article_row there = {0};
	struct bw_err absent = {0};
	int code = bw_store_article_get(v->e->store, a, row->key, &there, &absent);
	if (code && code != BW_ENOTFOUND) {
		*err = absent;
		return code;
	}
	code = code ? bw_keep_learn(v, a, &row->article, err)
		    : bw_keep_strip_again(v, a, there.article.text, &row->article, err);
	if (!code && !row->article.text.len) {
		*how = BW_PUT_SAME;
		return bw_keep_aside(v, k->source, k->url, "nothing but what stands on every page of its site", err);
	}
	if (!code)
		code = bw_store_article_put(v->e->store, row, how, err);
	return code ? code : remember(v, a, k, row->key, err);
}

int bw_keep(struct bw_visit *v, const struct bw_keep *k, struct bw_err *err)
{
	struct bw_article_row row = {
		.article = *k->parsed, .source_id = k->source->id, .fetched = v->clock.now, .raw = k->raw};
	struct bw_arena a;
	enum bw_put how = BW_PUT_SAME;
	bw_arena_init(&a);
	row.article.source = k->source->name;
	row.at = order_time(k->parsed, v->clock.now);
	int code = identify(v, &a, k, &row.key, err);
	if (!code)
		code = put(v, &a, k, &row, &how, err);
	bw_arena_release(&a);
	if (code)
		return code;
	v->out->articles += how == BW_PUT_NEW;
	v->out->versions += how == BW_PUT_VERSION;
	if (how == BW_PUT_VERSION)
		bw_visit_tell(v, k->url,
			      "its text has changed since it was archived; the new one is kept beside the first");
	return 0;
}

int bw_keep_gone(struct bw_visit *v, uint64_t article, struct bw_str url, struct bw_err *err)
{
	struct bw_article_row row = {.key = article, .article.url = url, .fetched = v->clock.now};
	enum bw_put how;
	int code = bw_store_article_put(v->e->store, &row, &how, err);
	if (!code && how == BW_PUT_VERSION)
		bw_visit_tell(v, url, "it is gone from where it was archived; what was archived stays");
	return code;
}

int bw_keep_aside(struct bw_visit *v, const struct bw_source_row *source, struct bw_str url, const char *why,
		  struct bw_err *err)
{
	v->out->set_aside++;
	return bw_store_seen_put(v->e->store, url, source->id, 0, v->clock.now, bw_str_from(why), err);
}
