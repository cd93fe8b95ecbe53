#include "extract/caption.h"

enum { CAPTION_MAX = 400, BOX_MAX = 500, BOX_RUNS = 3, LEVELS = 3, SAID_MIN = 160 };

bool bw_caption_is_marked(const struct bw_page *p, const struct bw_run *r)
{
	if (r->text.len > CAPTION_MAX)
		return false;
	for (uint32_t i = p->dom.nodes[r->from].parent; i > r->owner; i = p->dom.nodes[i].parent)
		if (p->marks[i].cues & BW_CUE_CAPTION)
			return true;
	return (p->marks[r->owner].cues & BW_CUE_CAPTION) && !bw_tag_is(p->dom.nodes[r->owner].tag, BW_TAG_HEADING);
}

static bool is_picture_box(uint32_t tag)
{
	return tag == BW_TAG_DIV || tag == BW_TAG_FIGURE || tag == BW_TAG_SECTION || tag == BW_TAG_CENTER ||
	       tag == BW_TAG_P;
}

bool bw_caption_is_boxed(const struct bw_page *p, const struct bw_run *r)
{
	uint32_t i = r->owner;
	uint32_t tag = p->dom.nodes[i].tag;
	bool said = bw_run_is_prose(r) && (tag == BW_TAG_P || r->text.len > SAID_MIN);
	if (r->text.len > CAPTION_MAX || (said && tag != BW_TAG_FIGURE))
		return false;
	for (int level = 0; i && level < LEVELS && is_picture_box(p->dom.nodes[i].tag); level++) {
		const struct bw_sum *s = &p->marks[i].sum;
		if (s->bytes > BOX_MAX || s->runs > BOX_RUNS || s->heading_bytes || s->items)
			return false;
		if (s->images)
			return true;
		i = p->dom.nodes[i].parent;
	}
	return false;
}
