#include "compose/quote.h"

#include "compose/trim.h"

const struct bw_view_article *bw_quote_article(const struct bw_view *view, uint64_t key)
{
	for (size_t i = 0; i < view->n_articles; i++)
		if (view->articles[i].key == key)
			return &view->articles[i];
	return NULL;
}

static struct bw_str host_of(struct bw_str url)
{
	size_t from = bw_str_find(url, BW_STR("://"), 0), end;

	if (from == BW_NPOS)
		return url;
	end = bw_str_find_char(url, '/', from + 3);
	return bw_str_sub(url, from + 3, (end == BW_NPOS ? url.len : end) - from - 3);
}

struct bw_str bw_quote_outlet(const struct bw_article *article)
{
	if (article->publisher.len)
		return article->publisher;
	return article->source.len ? article->source : host_of(article->url);
}

/* ---- ids ---- */

enum { ID_DIGITS = 8, ALL_DIGITS = 16 };

/* How many digits tell x from y, digits or more. */
static int digits_between(uint64_t x, uint64_t y, int digits)
{
	while (x != y && digits < ALL_DIGITS && !((x ^ y) >> (64 - 4 * digits)))
		digits++;
	return digits;
}

static void put_id(struct bw_arena *a, uint64_t id, int digits, struct bw_block *into)
{
	struct bw_str all = bw_arena_printf(a, "%016llx", (unsigned long long)id);

	bw_block_inline(a, into, BW_INLINE_ID, bw_str_sub(all, 0, (size_t)digits));
}

void bw_quote_article_id(struct bw_arena *a, const struct bw_view *view, uint64_t key, struct bw_block *into)
{
	int digits = ID_DIGITS;

	for (size_t i = 0; i < view->n_articles; i++)
		digits = digits_between(key, view->articles[i].key, digits);
	put_id(a, key, digits, into);
}

void bw_quote_development_id(struct bw_arena *a, const struct bw_view *view, uint64_t id, struct bw_block *into)
{
	int digits = ID_DIGITS;

	for (size_t i = 0; i < view->n_developments; i++)
		digits = digits_between(id, view->developments[i].id, digits);
	put_id(a, id, digits, into);
}

struct bw_str bw_quote_day(struct bw_arena *a, bw_time t)
{
	char text[BW_TIME_TEXT];

	if (t == BW_TIME_NONE)
		return BW_STR("date unknown");
	return bw_arena_str(a, bw_str_from(bw_time_long_day(t, text)));
}

static const struct bw_cite *new_cite(struct bw_arena *a, const struct bw_view_article *from, enum bw_cite_field field,
				      struct bw_span span)
{
	struct bw_cite *c = BW_NEW(a, struct bw_cite);
	struct bw_str text = field == BW_CITE_TITLE ? from->article->title : from->article->text;

	c->article = from->key;
	c->field = field;
	c->start = span.start;
	c->end = span.end;
	c->anchor_start = c->anchor_end = span.start;
	if (span.anchor_end > span.anchor_start && span.anchor_start >= span.start && span.anchor_end <= span.end) {
		c->anchor_start = span.anchor_start;
		c->anchor_end = span.anchor_end;
	}
	c->quote = bw_str_sub(text, span.start, span.end - span.start);
	return c;
}

struct bw_inline *bw_quote_sentence(struct bw_arena *a, struct bw_block *into, const struct bw_view_article *from,
				    struct bw_span span, unsigned trims)
{
	const struct bw_cite *cite = new_cite(a, from, BW_CITE_TEXT, span);
	unsigned applied;
	struct bw_str text = bw_trim(a, cite->quote, trims, &applied);
	struct bw_inline *i = bw_block_inline(a, into, BW_INLINE_SENTENCE, text);

	i->cites = cite;
	i->n_cites = 1;
	i->trims = applied;
	return i;
}

struct bw_inline *bw_quote_title(struct bw_arena *a, struct bw_block *into, const struct bw_view_article *from)
{
	struct bw_str title = from->article->title;
	struct bw_inline *i;

	if (!title.len)
		return bw_block_inline(a, into, BW_INLINE_TEXT, BW_STR("(no headline)"));
	i = bw_block_inline(a, into, BW_INLINE_TITLE, title);
	i->cites = new_cite(a, from, BW_CITE_TITLE, (struct bw_span){0, (uint32_t)title.len, 0, 0});
	i->n_cites = 1;
	return i;
}

void bw_quote_source(struct bw_arena *a, struct bw_block *into, const struct bw_view_article *from, struct bw_str moved)
{
	struct bw_str outlet = bw_quote_outlet(from->article), day = bw_quote_day(a, from->at), text;
	struct bw_inline *i;

	text = bw_arena_printf(a, "%" BW_PRISTR "%s%" BW_PRISTR ", %" BW_PRISTR, BW_ARG(moved), moved.len ? "; " : "",
			       BW_ARG(outlet), BW_ARG(day));
	i = bw_block_inline(a, into, BW_INLINE_SOURCE, text);
	i->href = bw_path_article(a, from->key);
}

void bw_quote_status(struct bw_arena *a, struct bw_block *into, enum bw_status status)
{
	if (status != BW_STATUS_NONE)
		bw_block_inline(a, into, BW_INLINE_STATUS, bw_str_from(bw_status_words(status)));
}

struct bw_block *bw_quote_block(struct bw_arena *a, struct bw_block *parent, const struct bw_view_article *from,
				struct bw_span span, enum bw_status status, unsigned trims)
{
	struct bw_block *b = bw_block_child(a, parent, BW_BLOCK_QUOTE);

	bw_quote_sentence(a, b, from, span, trims);
	bw_quote_status(a, b, status);
	bw_quote_source(a, b, from, BW_STR(""));
	return b;
}

struct bw_block *bw_quote_heading(struct bw_arena *a, struct bw_block *parent, int level, const char *text)
{
	struct bw_block *b = bw_block_child(a, parent, BW_BLOCK_HEADING);

	b->level = level;
	if (text)
		bw_block_inline(a, b, BW_INLINE_TEXT, bw_str_from(text));
	return b;
}

struct bw_block *bw_quote_fact(struct bw_arena *a, struct bw_block *facts, const char *label)
{
	struct bw_block *b = bw_block_child(a, facts, BW_BLOCK_FACT);

	bw_block_inline(a, b, BW_INLINE_TEXT, bw_str_from(label));
	return b;
}

struct bw_str bw_quote_count(struct bw_arena *a, uint64_t n, const char *one, const char *many)
{
	return bw_arena_printf(a, "%llu %s", (unsigned long long)n, n == 1 ? one : many);
}

void bw_quote_link(struct bw_arena *a, struct bw_block *into, struct bw_str text, struct bw_str href)
{
	bw_block_inline(a, into, BW_INLINE_LINK, text)->href = href;
}

void bw_quote_meter(struct bw_arena *a, struct bw_block *parent, bw_time at, int strength)
{
	struct bw_block *b = bw_block_child(a, parent, BW_BLOCK_CHART);
	struct bw_point *p = BW_NEW(a, struct bw_point);

	*p = (struct bw_point){at, strength};
	b->points = p;
	b->n_points = 1;
}
