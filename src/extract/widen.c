/* Boxes that belong together: what else than scores decides where the text is. */
#include "extract/body.h"

enum { WORTH_BYTES = 150 };

/* The first run that stands after the subtree of a node. */
static size_t run_after(const struct bw_page *p, uint32_t node)
{
	size_t low = 0, high = p->runs.len;
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (p->runs.ptr[mid].from < p->dom.nodes[node].end)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* What follows the text within `up` goes on with sentences, and does not open something else with a heading or a link.
 */
static bool goes_on(const struct bw_page *p, uint32_t top, uint32_t up)
{
	for (size_t i = run_after(p, top); i < p->runs.len && p->runs.ptr[i].from < p->dom.nodes[up].end; i++) {
		const struct bw_run *r = &p->runs.ptr[i];
		if (!bw_page_is_cut(p, r->owner))
			return bw_run_is_prose(r);
	}
	return true;
}

uint32_t bw_body_widen(struct bw_page *p, uint32_t top, bool strict)
{
	for (uint32_t up = p->dom.nodes[top].parent; up && p->dom.nodes[up].tag != BW_TAG_HTML;
	     up = p->dom.nodes[up].parent) {
		struct bw_sum before = p->marks[up].sum;
		bool linked =
			(before.link_bytes - p->marks[top].sum.link_bytes) * 3 > before.bytes - p->marks[top].sum.bytes;
		bw_trim_inside(p, up, strict);
		const struct bw_sum *big = &p->marks[up].sum, *small = &p->marks[top].sum;
		uint32_t prose = big->prose_bytes - small->prose_bytes, all = big->bytes - small->bytes;
		uint32_t links = big->link_bytes - small->link_bytes;
		bool mostly = prose >= WORTH_BYTES && prose * 4 > all * 3 && links * 6 < all;
		bool pure = prose * 20 > all * 19 && links * 50 < all;
		if (mostly && !linked && (pure || goes_on(p, top, up)))
			top = up;
	}
	return top;
}
