/* The text as JSON-LD tells it is a vote: for the container that holds it, and for single paragraphs. */
#include "extract/body.h"
#include "extract/text.h"

enum { VOTE_MIN_BYTES = 300, VOTE_RUNS_MAX = 1000, KEY_BYTES = 40, SURE_BYTES = 60, SHORT_RUN = 200 };

/* The told text holds the beginning of the run. */
static bool is_told(const struct bw_page *p, struct bw_str told, const struct bw_run *r)
{
	struct bw_str key = bw_text_key(p->arena, bw_str_sub(r->text, 0, KEY_BYTES * 4));
	return bw_str_find(told, bw_str_sub(key, 0, KEY_BYTES), 0) != BW_NPOS;
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
		if (!is_told(p, told, r))
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

/* A short paragraph with links that the told text does not have, or one above its beginning. */
static bool is_stray(const struct bw_page *p, const struct bw_run *r, bool begun)
{
	uint32_t tag = p->dom.nodes[r->owner].tag;
	bool plain = tag == BW_TAG_P || tag == BW_TAG_DIV || tag == BW_TAG_SECTION;
	return plain && r->text.len < SHORT_RUN && (!begun || r->link_bytes * 3 > r->text.len);
}

/* Marks the runs of the page that the told text has; false when it does not tell most of what was picked. */
static bool mark_told(const struct bw_page *p, struct bw_str told, const uint32_t *run, size_t n, bool *is)
{
	size_t all = 0, shared = 0;
	for (size_t i = 0; i < p->runs.len && i < VOTE_RUNS_MAX; i++)
		is[i] = p->runs.ptr[i].text.len >= SURE_BYTES && is_told(p, told, &p->runs.ptr[i]);
	for (size_t i = 0; i < n; i++) {
		const struct bw_run *r = &p->runs.ptr[run[i]];
		all += bw_run_is_prose(r) ? r->text.len : 0;
		shared += bw_run_is_prose(r) && is[run[i]] ? r->text.len : 0;
	}
	return shared >= VOTE_MIN_BYTES && shared * 4 >= all * 3;
}

size_t bw_body_vote_runs(const struct bw_page *p, const struct bw_body_known *known, uint32_t *run, size_t n)
{
	struct bw_str told = bw_text_key(p->arena, known->article_body);
	if (told.len < VOTE_MIN_BYTES)
		return n;
	bool *is = BW_ARRAY(p->arena, bool, p->runs.len + 1);
	uint32_t *picked = BW_ARRAY(p->arena, uint32_t, n + 1);
	if (!mark_told(p, told, run, n, is))
		return n;
	memcpy(picked, run, n * sizeof *run);
	size_t kept = 0, next = 0;
	bool begun = false;
	for (uint32_t i = 0; i < p->runs.len; i++) {
		const struct bw_run *r = &p->runs.ptr[i];
		bool in = next < n && picked[next] == i;
		next += in;
		begun |= is[i] && in;
		if (is[i] && bw_run_is_prose(r) ? true : in && !is_stray(p, r, begun))
			run[kept++] = i;
	}
	return kept;
}
