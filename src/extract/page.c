#include "extract/page.h"

#include "extract/text.h"

struct runner {
	struct bw_page *page;
	struct bw_buf buf;
	struct bw_run run;
	int breaks;
	bool space;
};

static uint32_t count_commas(struct bw_str s)
{
	uint32_t n = 0;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		bool cjk = c == 0xE3 && i + 2 < s.len && !memcmp(s.ptr + i, "、", 3);
		bool wide = c == 0xEF && i + 2 < s.len && !memcmp(s.ptr + i, "，", 3);
		bool arabic = c == 0xD8 && i + 1 < s.len && !memcmp(s.ptr + i, "،", 2);
		n += c == ',' || cjk || wide || arabic;
	}
	return n;
}

/* A mark that ends a sentence stands at i: one of ASCII with a space behind it, or one of another script. */
static bool is_stop(struct bw_str s, size_t i)
{
	static const struct bw_str stops[] = {{"。", 3}, {"！", 3}, {"？", 3}, {"।", 3}, {"؟", 2}, {"…", 3}};
	char c = s.ptr[i];
	if (c == '.' || c == '?' || c == '!')
		return i + 1 < s.len && s.ptr[i + 1] == ' ';
	for (size_t k = 0; k < sizeof stops / sizeof *stops && (unsigned char)c >= 0xC0; k++)
		if (c == stops[k].ptr[0] && s.len - i >= stops[k].len && !memcmp(s.ptr + i, stops[k].ptr, stops[k].len))
			return true;
	return false;
}

static bool has_stop(struct bw_str s)
{
	size_t last = s.len;
	while (last && strchr("\"')]*", s.ptr[last - 1]))
		last--;
	if (last && strchr(".?!:;", s.ptr[last - 1]))
		return true;
	for (size_t i = 0; i < s.len; i++)
		if (is_stop(s, i))
			return true;
	return s.len > 3 && (!memcmp(s.ptr + s.len - 3, "”", 3) || !memcmp(s.ptr + s.len - 3, "’", 3));
}

/* Scripts without spaces: so many characters are more than a headline, and short posts do without a full stop. */
static bool is_long_cjk(struct bw_str s)
{
	enum { CJK_BYTES = 150 };
	size_t n = 0;
	for (size_t i = 0; i < s.len && s.len >= CJK_BYTES; i++)
		n += (unsigned char)s.ptr[i] >= 0xE3 && (unsigned char)s.ptr[i] <= 0xE9;
	return n * 3 >= CJK_BYTES;
}

static void flush(struct runner *r)
{
	if (r->buf.len) {
		struct bw_run *run = BW_PUSH(r->page->arena, &r->page->runs);
		*run = r->run;
		run->text = bw_buf_copy(&r->buf, r->page->arena);
		run->commas = count_commas(run->text);
		run->sentence = run->commas > 0 || has_stop(run->text) || is_long_cjk(run->text);
	}
	bw_buf_reset(&r->buf);
	r->run = (struct bw_run){0};
	r->breaks = 0;
	r->space = false;
}

static bool is_blank(struct bw_str s)
{
	for (size_t pos = 0; pos < s.len;) {
		uint32_t cp = bw_utf8_next(s, &pos);
		if (!bw_uni_is_space(cp) && cp != 0x200B && cp != 0xFEFF)
			return false;
	}
	return true;
}

static bool in_strong(const struct bw_page *p, uint32_t node, uint32_t owner)
{
	for (uint32_t up = p->dom.nodes[node].parent; up > owner; up = p->dom.nodes[up].parent)
		if (p->dom.nodes[up].tag == BW_TAG_STRONG || p->dom.nodes[up].tag == BW_TAG_B)
			return true;
	return false;
}

static void take_text(struct runner *r, uint32_t node)
{
	struct bw_page *p = r->page;
	struct bw_str text = p->dom.nodes[node].text;
	uint32_t owner = p->marks[node].block;
	bool blank = is_blank(text);
	if (r->buf.len && (owner != r->run.owner || (r->breaks >= 2 && !blank)))
		flush(r);
	if (blank) {
		r->space = r->buf.len > 0;
		return;
	}
	if (!r->buf.len) {
		r->run.owner = owner;
		r->run.from = node;
	}
	r->breaks = 0;
	size_t before = r->buf.len;
	bw_text_fold_into(&r->buf, text, &r->space);
	if (p->marks[node].in_link)
		r->run.link_bytes += (uint32_t)(r->buf.len - before);
	if (in_strong(p, node, owner))
		r->run.strong_bytes += (uint32_t)(r->buf.len - before);
}

/* Inline elements with a cutting cue go only where they stand outside of sentences: a link in a paragraph may have any
 * class. */
static bool is_prose_tag(uint32_t tag)
{
	return tag == BW_TAG_P || tag == BW_TAG_LI || tag == BW_TAG_BLOCKQUOTE || tag == BW_TAG_TD ||
	       tag == BW_TAG_PRE || tag == BW_TAG_DD || bw_tag_is(tag, BW_TAG_HEADING);
}

static bool is_left_out(const struct bw_page *p, uint32_t i)
{
	const struct bw_node *n = &p->dom.nodes[i];
	unsigned cues = p->marks[i].cues;
	if (bw_tag_is(n->tag, BW_TAG_MUTE) || (cues & BW_CUE_HIDDEN))
		return true;
	if (bw_tag_is(n->tag, BW_TAG_BLOCK) || !(cues & (BW_CUE_CUT | BW_CUE_TALK | BW_CUE_ASIDE)))
		return false;
	return !p->marks[i].has_block && !is_prose_tag(p->dom.nodes[p->marks[i].block].tag);
}

static void mark_nodes(struct bw_page *p)
{
	const struct bw_dom *d = &p->dom;
	struct bw_cues cues;
	bw_cue_init(&cues);
	for (uint32_t i = 1; i < d->n; i++) {
		const struct bw_node *n = &d->nodes[i];
		struct bw_mark *m = &p->marks[i], *up = &p->marks[n->parent];
		bool block = bw_tag_is(n->tag, BW_TAG_BLOCK);
		m->block = block ? i : up->block;
		m->in_link = up->in_link;
		if (n->tag == BW_TAG_TEXT)
			continue;
		m->cues = bw_cue_of(&cues, d, i);
		if (n->tag == BW_TAG_A && bw_dom_has_attr(d, i, "href"))
			m->in_link = !bw_str_starts(bw_dom_attr(d, i, "href"), BW_STR("#"));
	}
	for (uint32_t i = d->n; i-- > 1;) {
		bool block = bw_tag_is(d->nodes[i].tag, BW_TAG_BLOCK);
		p->marks[d->nodes[i].parent].has_block |= block || p->marks[i].has_block;
	}
}

void bw_page_build(struct bw_arena *a, const struct bw_dom *dom, struct bw_page *out)
{
	*out = (struct bw_page){.arena = a, .dom = *dom, .marks = BW_ARRAY(a, struct bw_mark, dom->n + 1)};
	mark_nodes(out);
	struct runner r = {.page = out};
	bw_buf_init(&r.buf, BW_DOM_MAX_BYTES);
	for (uint32_t i = 1; i < dom->n; i++) {
		const struct bw_node *n = &dom->nodes[i];
		if (n->tag == BW_TAG_TEXT) {
			take_text(&r, i);
		} else if (is_left_out(out, i)) {
			if (bw_tag_is(n->tag, BW_TAG_BLOCK))
				flush(&r);
			i = n->end - 1;
		} else if (n->tag == BW_TAG_BR) {
			r.breaks++;
			r.space = r.buf.len > 0;
		} else if (bw_tag_is(n->tag, BW_TAG_BLOCK)) {
			flush(&r);
		}
	}
	flush(&r);
	bw_buf_release(&r.buf);
}

bool bw_run_is_prose(const struct bw_run *r)
{
	return r->text.len >= 80 && r->link_bytes * 3 < r->text.len && r->sentence;
}

static void add(struct bw_sum *to, const struct bw_sum *s, int sign)
{
	uint32_t *t = (uint32_t *)to;
	const uint32_t *f = (const uint32_t *)s;
	for (size_t i = 0; i < sizeof *s / sizeof *t; i++)
		t[i] = sign > 0 ? t[i] + f[i] : t[i] - f[i];
}

static void count_node(struct bw_page *p, uint32_t i)
{
	struct bw_sum *s = &p->marks[i].sum;
	uint32_t tag = p->dom.nodes[i].tag;
	s->paragraphs += tag == BW_TAG_P;
	s->items += tag == BW_TAG_LI;
	s->images += tag == BW_TAG_IMG;
	s->inputs += tag == BW_TAG_INPUT;
}

void bw_page_sum(struct bw_page *p)
{
	const struct bw_dom *d = &p->dom;
	for (uint32_t i = 0; i < d->n; i++)
		p->marks[i].sum = (struct bw_sum){0};
	for (size_t k = 0; k < p->runs.len; k++) {
		const struct bw_run *r = &p->runs.ptr[k];
		struct bw_sum *s = &p->marks[r->owner].sum;
		uint32_t len = (uint32_t)r->text.len;
		s->bytes += len;
		s->link_bytes += r->link_bytes;
		s->commas += r->commas;
		s->runs++;
		s->prose_bytes += bw_run_is_prose(r) ? len : 0;
		s->heading_bytes += bw_tag_is(d->nodes[r->owner].tag, BW_TAG_HEADING) ? len : 0;
	}
	for (uint32_t i = d->n; i-- > 1;) {
		if (p->marks[i].cut) {
			p->marks[i].sum = (struct bw_sum){0};
			continue;
		}
		count_node(p, i);
		add(&p->marks[d->nodes[i].parent].sum, &p->marks[i].sum, 1);
	}
}

void bw_page_cut(struct bw_page *p, uint32_t node)
{
	if (bw_page_is_cut(p, node))
		return;
	struct bw_sum gone = p->marks[node].sum;
	p->marks[node].cut = true;
	uint32_t i = node;
	do {
		add(&p->marks[i].sum, &gone, -1);
		i = p->dom.nodes[i].parent;
	} while (i);
}

bool bw_page_is_cut(const struct bw_page *p, uint32_t node)
{
	for (; node; node = p->dom.nodes[node].parent)
		if (p->marks[node].cut)
			return true;
	return false;
}

double bw_sum_link_density(const struct bw_sum *s)
{
	return s->bytes ? (double)s->link_bytes / s->bytes : 0;
}
