#include "extract/body.h"

enum {
	ITEM_OWN_BYTES = 30, /* beside its links, an item of a list that says something */
	ENOUGH_PROSE = 600,  /* bytes of sentences that make an article */
	SMALL_PROSE = 300,
	SMALL_REST = 40,
	CAPTION_BYTES = 800,
	META_BYTES = 250,
	SCRAPS = 40,
	QUOTE_DEPTH = 3,
	DATA_RUNS = 200, /* cells of a table that a reader would read */
	SCRAP_BYTES = 25 /* lines as short as those of a menu or a player */
};

int bw_trim_weight(const struct bw_page *p, uint32_t node)
{
	unsigned cues = p->marks[node].cues;
	int weight = cues & (BW_CUE_BODY | BW_CUE_LABEL) ? 25 : 0;
	return cues & (BW_CUE_CUT | BW_CUE_TALK | BW_CUE_ASIDE | BW_CUE_WEAK | BW_CUE_META | BW_CUE_CAPTION)
		       ? weight - 25
		       : weight;
}

/* How much of the page's sentences stand below a node, from 0 to 1. */
static double prose_share(const struct bw_page *p, uint32_t node)
{
	uint32_t all = p->marks[0].sum.prose_bytes;
	return all ? (double)p->marks[node].sum.prose_bytes / all : 0;
}

static bool is_frame(uint32_t tag)
{
	return tag == BW_TAG_HTML || tag == BW_TAG_BODY || tag == BW_TAG_MAIN;
}

/* How much of the page's sentences an element may hold and still be cut for its cue: a container of the text may bear
 * such a name. The share counts as less when another word of the class speaks for text. */
static const struct guard {
	unsigned cues;
	double share, share_of_body;
	uint32_t elsewhere; /* or when so many bytes of sentences stand elsewhere; 0: never for that */
	bool strict;        /* only in the strict pass */
} guards[] = {
	{BW_CUE_TALK, 0.8, 0.5, ENOUGH_PROSE * 2, false},
	{BW_CUE_ASIDE, 0.4, 0.12, ENOUGH_PROSE, false},
	{BW_CUE_CUT, 0.4, 0.2, 0, true},
};

/* A few sentences in a box with such a name are not the article, even where the article has none that count. */
static bool is_small_box(const struct bw_page *p, const struct bw_mark *m)
{
	return !(m->cues & BW_CUE_BODY) && m->sum.prose_bytes < SMALL_PROSE &&
	       p->marks[0].sum.bytes - m->sum.bytes > SMALL_REST;
}

static bool is_cut_by_cue(const struct bw_page *p, uint32_t i, bool strict)
{
	const struct bw_mark *m = &p->marks[i];
	double share = prose_share(p, i);
	uint32_t elsewhere = p->marks[0].sum.prose_bytes - m->sum.prose_bytes;
	bool body = m->cues & BW_CUE_BODY;
	for (size_t k = 0; k < sizeof guards / sizeof *guards; k++) {
		const struct guard *g = &guards[k];
		if (!(m->cues & g->cues) || (g->strict && !strict))
			continue;
		return share < (body ? g->share_of_body : g->share) ||
		       (g->elsewhere && !body && elsewhere >= g->elsewhere) || is_small_box(p, m);
	}
	if (strict && (m->cues & BW_CUE_CAPTION))
		return share < 0.2 && m->sum.bytes < CAPTION_BYTES;
	return strict && (m->cues & BW_CUE_META) && share < 0.2 && m->sum.bytes < META_BYTES &&
	       p->dom.nodes[i].tag != BW_TAG_ARTICLE;
}

/* By tag or by cue. */
static bool is_unlikely(const struct bw_page *p, uint32_t i, bool strict)
{
	uint32_t tag = p->dom.nodes[i].tag;
	if (is_frame(tag) || tag == BW_TAG_TEXT || (p->marks[i].cues & BW_CUE_LABEL))
		return false;
	if (tag == BW_TAG_FIGCAPTION || tag == BW_TAG_CAPTION)
		return prose_share(p, i) < 0.5;
	uint32_t elsewhere = p->marks[0].sum.prose_bytes - p->marks[i].sum.prose_bytes;
	if (tag == BW_TAG_FOOTER || tag == BW_TAG_ASIDE)
		return prose_share(p, i) < 0.4 || elsewhere >= ENOUGH_PROSE || is_small_box(p, &p->marks[i]);
	return is_cut_by_cue(p, i, strict);
}

static bool is_caption(const struct bw_page *p, uint32_t i)
{
	return (p->marks[i].cues & BW_CUE_CAPTION) || p->dom.nodes[i].tag == BW_TAG_FIGCAPTION;
}

/* In a show of pictures the captions are the text: their class says nothing then. */
static bool is_show(struct bw_page *p)
{
	uint32_t prose = 0;
	for (uint32_t i = 1; i < p->dom.n; i++) {
		if (!is_caption(p, i))
			continue;
		prose += p->marks[i].sum.prose_bytes;
		i = p->dom.nodes[i].end - 1;
	}
	if (prose * 5 <= p->marks[0].sum.prose_bytes * 2)
		return false;
	for (uint32_t i = 1; i < p->dom.n; i++)
		p->marks[i].cues &= ~(unsigned)BW_CUE_CAPTION;
	return true;
}

/* Where most short blocks of a page bear a name of dates or tags, the name means something else. */
static void clear_meta(struct bw_page *p)
{
	uint32_t bytes = 0;
	for (uint32_t i = 1; i < p->dom.n; i++) {
		const struct bw_mark *m = &p->marks[i];
		if (!(m->cues & BW_CUE_META) || m->sum.bytes >= META_BYTES)
			continue;
		bytes += m->sum.bytes;
		i = p->dom.nodes[i].end - 1;
	}
	for (uint32_t i = 1; i < p->dom.n && bytes * 5 > p->marks[0].sum.bytes * 2 && bytes > ENOUGH_PROSE; i++)
		p->marks[i].cues &= ~(unsigned)BW_CUE_META;
}

void bw_trim_page(struct bw_page *p, bool strict)
{
	clear_meta(p);
	bool show = is_show(p);
	for (uint32_t i = 1; i < p->dom.n; i++) {
		const struct bw_node *n = &p->dom.nodes[i];
		bool block = bw_tag_is(n->tag, BW_TAG_BLOCK) || p->marks[i].has_block;
		if (!block || (show && n->tag == BW_TAG_FIGCAPTION) || !is_unlikely(p, i, strict))
			continue;
		bw_page_cut(p, i);
		i = n->end - 1;
	}
}

static bool is_box(uint32_t tag)
{
	return tag == BW_TAG_DIV || tag == BW_TAG_SECTION || tag == BW_TAG_UL || tag == BW_TAG_OL || tag == BW_TAG_DL ||
	       tag == BW_TAG_TABLE || tag == BW_TAG_FORM || tag == BW_TAG_FIELDSET || tag == BW_TAG_ASIDE ||
	       tag == BW_TAG_HEADER || tag == BW_TAG_DETAILS;
}

/* A table of data, not of layout: it has headings, a caption, or says so. */
static bool is_data_table(const struct bw_page *p, uint32_t node)
{
	const struct bw_dom *d = &p->dom;
	uint32_t end = d->nodes[node].end;
	if (bw_dom_attr_has_word(d, node, "role", BW_STR("presentation")))
		return false;
	return bw_dom_find(d, BW_TAG_TH, node, end) || bw_dom_find(d, BW_TAG_CAPTION, node, end) ||
	       bw_dom_find(d, BW_TAG_THEAD, node, end) || bw_dom_has_attr(d, node, "summary");
}

static bool is_list(const struct bw_page *p, uint32_t node)
{
	uint32_t tag = p->dom.nodes[node].tag;
	return tag == BW_TAG_UL || tag == BW_TAG_OL;
}

/* The name of the box says little: page builders call every box a widget. */
static bool is_weak_only(unsigned cues)
{
	return !(cues & (BW_CUE_CUT | BW_CUE_TALK | BW_CUE_ASIDE | BW_CUE_META | BW_CUE_CAPTION));
}

/* A box around nothing but a quotation: a post that the text shows, half of which may be links. */
static bool is_quote(const struct bw_page *p, uint32_t node)
{
	uint32_t bytes = p->marks[node].sum.bytes, i = p->dom.nodes[node].first;
	for (int depth = 0; i && depth < QUOTE_DEPTH && p->marks[i].sum.bytes == bytes; depth++) {
		if (p->dom.nodes[i].tag == BW_TAG_BLOCKQUOTE)
			return true;
		i = p->dom.nodes[i].first;
	}
	return false;
}

/* A box below the text is furniture when it is mostly links, form fields or pictures and hardly any sentences. */
static bool is_furniture(const struct bw_page *p, uint32_t node)
{
	const struct bw_sum *s = &p->marks[node].sum;
	int weight = bw_trim_weight(p, node);
	bool scraps = s->bytes < s->runs * SCRAP_BYTES && !s->prose_bytes;
	if (weight < 0 && (scraps || !is_weak_only(p->marks[node].cues)))
		return true;
	if (s->commas >= 10 || is_quote(p, node))
		return false;
	double links = bw_sum_link_density(s);
	bool list = is_list(p, node);
	if (!list && s->images > 1 && s->paragraphs * 2 < s->images && s->prose_bytes == 0)
		return true;
	if (!list && s->items > s->paragraphs + 100)
		return true;
	if (s->inputs * 3 > s->paragraphs && s->inputs)
		return true;
	if (!list && s->bytes < 25 && links > 0)
		return true;
	if (s->runs >= SCRAPS && s->bytes < s->runs * SCRAP_BYTES && s->prose_bytes * 4 < s->bytes)
		return true;
	if (list && s->items && (s->bytes - s->link_bytes) / s->items >= ITEM_OWN_BYTES)
		return false;
	return links > (weight < 25 ? 0.25 : 0.5);
}

void bw_trim_inside(struct bw_page *p, uint32_t root, bool strict)
{
	const struct bw_dom *d = &p->dom;
	for (uint32_t i = d->nodes[root].end; i-- > root + 1;) {
		const struct bw_mark *m = &p->marks[i];
		if (!is_box(d->nodes[i].tag) || m->cut || !m->sum.bytes || (m->cues & BW_CUE_LABEL))
			continue;
		bool most = m->sum.prose_bytes * 2 > p->marks[root].sum.prose_bytes;
		bool data = d->nodes[i].tag == BW_TAG_TABLE && is_data_table(p, i) && m->sum.runs < DATA_RUNS;
		if (most || data)
			continue;
		if (strict && is_furniture(p, i))
			bw_page_cut(p, i);
	}
}
