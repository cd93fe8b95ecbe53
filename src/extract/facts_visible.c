/*
 * Bylines and dates as a reader sees them. Between the headline and the first sentences even a box beside the text may
 * hold them. Those near the headline count more than those further away, which may belong to other articles.
 */
#include "extract/byline.h"
#include "extract/facts.h"
#include "extract/text.h"

enum { NEAR_PROSE_BYTES = 700, FAR = 6, LINE_MAX = 160, PIECES_MAX = 400, BYLINE_NODES = 60 };

struct viewer {
	struct bw_facts *facts;
	const struct bw_page *page;
	uint32_t heading;   /* of the title, 0 unknown */
	size_t run;         /* runs that stand before the node looked at */
	size_t prose_bytes; /* of those that stand between heading and node */
};

/* A class or id says so, in one of its words. */
static bool class_says(const struct bw_page *p, uint32_t node, const char *word)
{
	return bw_text_contains_nocase(bw_dom_attr(&p->dom, node, "class"), word) ||
	       bw_text_contains_nocase(bw_dom_attr(&p->dom, node, "id"), word);
}

static bool names_author(const struct bw_page *p, uint32_t node)
{
	static const char *const says[] = {"byline", "author", "writtenby", "contributor"};
	if (bw_dom_attr_has_word(&p->dom, node, "rel", BW_STR("author")))
		return true;
	for (size_t i = 0; i < sizeof says / sizeof *says; i++)
		if (class_says(p, node, says[i]))
			return true;
	return false;
}

/* Pages of authors have addresses that say so. */
static bool leads_to_author(const struct bw_page *p, uint32_t node)
{
	static const char *const says[] = {"/author/",    "/authors/",  "/staff/",      "/editors/",
					   "/profile/",   "/profiles/", "/contributor", "/writer",
					   "/journalist", "/reporter",  "/by/"};
	struct bw_str href = p->dom.nodes[node].tag == BW_TAG_A ? bw_dom_attr(&p->dom, node, "href") : BW_STR_NONE;
	for (size_t i = 0; i < sizeof says / sizeof *says && href.len; i++)
		if (bw_text_contains_nocase(href, says[i]))
			return true;
	return false;
}

static bool is_joint(struct bw_str s)
{
	static const char *const joints[] = {"and", "&", ",", "by", ", and"};
	s = bw_str_trim(s);
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (bw_str_eq_ascii_nocase(s, bw_str_from(joints[i])))
			return true;
	return false;
}

/* The text of a byline with a bar between its elements: what stands in separate boxes is not one name. Words like "and"
 * join. */
static struct bw_str pieces(const struct viewer *v, uint32_t node)
{
	const struct bw_dom *d = &v->page->dom;
	struct bw_buf b;
	bool joint = true;
	bw_buf_init(&b, PIECES_MAX * 2);
	for (uint32_t i = node; i < d->nodes[node].end && b.len < PIECES_MAX; i++) {
		if (i > node && bw_tag_is(d->nodes[i].tag, BW_TAG_MUTE))
			i = d->nodes[i].end - 1;
		if (d->nodes[i].tag != BW_TAG_TEXT || !bw_str_trim(d->nodes[i].text).len)
			continue;
		bool joins = is_joint(d->nodes[i].text);
		bw_buf_cstr(&b, joint || joins ? " " : " | ");
		bw_buf_str(&b, bw_str_sub(d->nodes[i].text, 0, PIECES_MAX - 8));
		joint = joins;
	}
	struct bw_str s = bw_text_fold_space(v->facts->arena, bw_utf8_clean(v->facts->arena, bw_buf_view(&b)));
	bw_buf_release(&b);
	return s;
}

static int far_penalty(const struct viewer *v, uint32_t node)
{
	return node < v->heading || v->prose_bytes > NEAR_PROSE_BYTES ? FAR : 0;
}

static void see_author(const struct viewer *v, uint32_t node)
{
	const struct bw_node *n = &v->page->dom.nodes[node];
	bool named = names_author(v->page, node),
	     linked = far_penalty(v, node) == 0 && v->heading && leads_to_author(v->page, node);
	if (v->page->marks[node].sum.bytes > LINE_MAX || n->end - node > BYLINE_NODES || !(named || linked))
		return;
	struct bw_str text = pieces(v, node);
	bool rel = bw_dom_attr_has_word(&v->page->dom, node, "rel", BW_STR("author"));
	int rank = rel ? BW_RANK_AUTHOR_REL : named ? BW_RANK_AUTHOR_BOX : BW_RANK_AUTHOR_LINK;
	if (text.len <= LINE_MAX)
		bw_facts_add(v->facts, BW_FIELD_AUTHOR, rank + far_penalty(v, node),
			     bw_byline_visible_name(v->facts->arena, text));
}

static void see_time(const struct viewer *v, uint32_t node)
{
	const struct bw_page *p = v->page;
	bool sure = bw_dom_has_attr(&p->dom, node, "pubdate") || class_says(p, node, "publish") ||
		    class_says(p, node, "entry-date");
	bool late = class_says(p, node, "update") || class_says(p, node, "modif");
	struct bw_str value = bw_dom_attr(&p->dom, node, "datetime");
	if (!value.len)
		value = pieces(v, node);
	bw_facts_add(v->facts, late ? BW_FIELD_MODIFIED : BW_FIELD_PUBLISHED, (sure ? 40 : 50) + far_penalty(v, node),
		     value);
}

static void see_date(const struct viewer *v, uint32_t node)
{
	const struct bw_mark *m = &v->page->marks[node];
	bw_time t;
	bool has_time;
	if (!(m->cues & BW_CUE_META) || !m->sum.bytes || m->sum.bytes > LINE_MAX)
		return;
	struct bw_str text = pieces(v, node);
	if (!bw_byline_date(v->facts->arena, text, &t, &has_time))
		return;
	if (bw_byline_is_change(v->facts->arena, text))
		bw_facts_add(v->facts, BW_FIELD_MODIFIED, 60 + far_penalty(v, node), text);
	else if (!bw_text_contains_nocase(text, "updated"))
		bw_facts_add(v->facts, BW_FIELD_PUBLISHED, 60 + far_penalty(v, node), text);
}

static void advance(struct viewer *v, uint32_t node)
{
	const struct bw_page *p = v->page;
	for (; v->run < p->runs.len && p->runs.ptr[v->run].from < node; v->run++)
		if (p->runs.ptr[v->run].from > v->heading && bw_run_is_prose(&p->runs.ptr[v->run]))
			v->prose_bytes += p->runs.ptr[v->run].text.len;
}

void bw_facts_visible(struct bw_facts *f, const struct bw_page *p, uint32_t heading)
{
	struct viewer v = {.facts = f, .page = p, .heading = heading};
	for (uint32_t i = 1; i < p->dom.n; i++) {
		const struct bw_node *n = &p->dom.nodes[i];
		if (n->tag == BW_TAG_TEXT || n->tag == BW_TAG_HTML || n->tag == BW_TAG_BODY)
			continue;
		advance(&v, i);
		bool top = heading && i > heading && v.prose_bytes == 0 && !(p->marks[i].cues & BW_CUE_TALK);
		if (bw_tag_is(n->tag, BW_TAG_MUTE) || (!top && bw_facts_of_others(p, i))) {
			i = n->end - 1;
			continue;
		}
		if (n->n_attrs)
			see_author(&v, i);
		if (n->tag == BW_TAG_TIME)
			see_time(&v, i);
		else if (n->n_attrs)
			see_date(&v, i);
	}
}
