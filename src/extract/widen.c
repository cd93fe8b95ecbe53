/* What else than scores decides where the text is: boxes that belong together, and the text as JSON-LD tells it. */
#include "extract/body.h"
#include "extract/text.h"

enum { VOTE_MIN_BYTES = 300, VOTE_RUNS_MAX = 1000, KEY_BYTES = 40, WORTH_BYTES = 150 };

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
		bw_trim_inside(p, up, strict);
		const struct bw_sum *big = &p->marks[up].sum, *small = &p->marks[top].sum;
		uint32_t prose = big->prose_bytes - small->prose_bytes, all = big->bytes - small->bytes;
		uint32_t links = big->link_bytes - small->link_bytes;
		bool mostly = prose >= WORTH_BYTES && prose * 4 > all * 3 && links * 6 < all;
		bool pure = prose * 20 > all * 19 && links * 50 < all;
		if (mostly && (pure || goes_on(p, top, up)))
			top = up;
	}
	return top;
}

/* Bytes of sentences below each node that the told text has too. */
static uint32_t count_votes(const struct bw_page *p, struct bw_str told, uint32_t *votes)
{
	uint32_t all = 0;
	size_t looked = 0;
	for (size_t i = 0; i < p->runs.len && looked < VOTE_RUNS_MAX; i++) {
		const struct bw_run *r = &p->runs.ptr[i];
		if (!bw_run_is_prose(r) || bw_page_is_cut(p, r->owner))
			continue;
		looked++;
		struct bw_str key = bw_text_key(p->arena, bw_str_sub(r->text, 0, KEY_BYTES * 4));
		if (bw_str_find(told, bw_str_sub(key, 0, KEY_BYTES), 0) == BW_NPOS)
			continue;
		votes[r->owner] += (uint32_t)r->text.len;
		all += (uint32_t)r->text.len;
	}
	for (uint32_t i = p->dom.n; i-- > 1;)
		votes[p->dom.nodes[i].parent] += votes[i];
	return all;
}

uint32_t bw_body_by_vote(const struct bw_page *p, const struct bw_body_known *known, uint32_t top)
{
	struct bw_str told = bw_text_key(p->arena, known->article_body);
	if (told.len < VOTE_MIN_BYTES)
		return top;
	uint32_t *votes = BW_ARRAY(p->arena, uint32_t, p->dom.n + 1);
	uint32_t all = count_votes(p, told, votes);
	if (all < VOTE_MIN_BYTES || (top && votes[top] * 10 >= all * 9))
		return top;
	uint32_t deepest = 0;
	for (uint32_t i = 1; i < p->dom.n; i++)
		if (votes[i] * 10 >= all * 9)
			deepest = i;
	return deepest ? deepest : top;
}
