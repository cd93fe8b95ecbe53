#include "extract/body.h"

#include "extract/text.h"

enum { LEVELS = 5, BEST = 5, SHORT_TEXT = 400, SUMMARY_KEY = 40, SUMMARY_POINTS = 10, ALIKE_PROSE = 200 };

struct scorer {
	struct bw_page *page;
	const struct bw_body_known *known;
	struct bw_str summary_key;
	double *score; /* a node's; 0: no candidate */
	bool *seen;
	uint32_t best[BEST]; /* highest first */
	size_t n_best;
};

static const struct tag_score {
	enum bw_tag tag;
	int score;
} tag_scores[] = {
	{BW_TAG_DIV, 5}, {BW_TAG_ARTICLE, 10}, {BW_TAG_SECTION, 3},    {BW_TAG_MAIN, 5},
	{BW_TAG_PRE, 3}, {BW_TAG_TD, 3},       {BW_TAG_BLOCKQUOTE, 3}, {BW_TAG_ADDRESS, -3},
	{BW_TAG_OL, -3}, {BW_TAG_UL, -3},      {BW_TAG_DL, -3},        {BW_TAG_DD, -3},
	{BW_TAG_DT, -3}, {BW_TAG_LI, -3},      {BW_TAG_FORM, -3},      {BW_TAG_TH, -5},
};

static double initial_score(const struct bw_page *p, uint32_t node)
{
	double score = bw_trim_weight(p, node);
	uint32_t tag = p->dom.nodes[node].tag;
	for (size_t i = 0; i < sizeof tag_scores / sizeof *tag_scores; i++)
		if ((uint32_t)tag_scores[i].tag == tag)
			score += tag_scores[i].score;
	return bw_tag_is(tag, BW_TAG_HEADING) ? score - 5 : score;
}

/* The element whose child the paragraph is: a box of bare text with nothing else in it is itself the paragraph. */
static uint32_t container_of(const struct bw_page *p, const struct bw_run *r)
{
	uint32_t tag = p->dom.nodes[r->owner].tag;
	bool box = tag == BW_TAG_DIV || tag == BW_TAG_SECTION || tag == BW_TAG_ARTICLE || tag == BW_TAG_BODY ||
		   tag == BW_TAG_MAIN || tag == BW_TAG_CENTER || tag == BW_TAG_TD;
	if (box && (p->marks[r->owner].has_block || p->marks[r->owner].sum.runs > 1))
		return r->owner;
	return p->dom.nodes[r->owner].parent;
}

static bool gives_score(const struct bw_page *p, const struct bw_run *r)
{
	uint32_t tag = p->dom.nodes[r->owner].tag;
	return r->text.len >= 25 && tag != BW_TAG_LI && tag != BW_TAG_DD && tag != BW_TAG_DT && tag != BW_TAG_H1 &&
	       tag != BW_TAG_TH;
}

/* The feed's summary is most often the first sentence. */
static bool opens_as_summary(const struct scorer *s, const struct bw_run *r)
{
	if (s->summary_key.len < SUMMARY_KEY)
		return false;
	struct bw_str start = bw_text_key(s->page->arena, bw_str_sub(r->text, 0, SUMMARY_KEY * 4));
	return bw_str_starts(start, s->summary_key);
}

static void give_score(struct scorer *s, const struct bw_run *r)
{
	const struct bw_page *p = s->page;
	/* names in a list have more commas than sentences have */
	uint32_t most = (uint32_t)r->text.len / 40 + 1, commas = r->commas < most ? r->commas : most;
	double points = 1 + commas + (r->text.len >= 300 ? 3.0 : (double)(r->text.len / 100));
	if (opens_as_summary(s, r))
		points += SUMMARY_POINTS;
	uint32_t node = container_of(s->page, r);
	for (int level = 0; node && p->dom.nodes[node].tag != BW_TAG_HTML && level < LEVELS; level++) {
		if (!s->seen[node]) {
			s->seen[node] = true;
			s->score[node] = initial_score(s->page, node);
		}
		s->score[node] += points / (level == 0 ? 1 : level == 1 ? 2 : level * 3);
		node = s->page->dom.nodes[node].parent;
	}
}

static void rank(struct scorer *s)
{
	for (uint32_t i = 1; i < s->page->dom.n; i++) {
		if (!s->seen[i])
			continue;
		s->score[i] *= 1 - bw_sum_link_density(&s->page->marks[i].sum);
		size_t at = s->n_best;
		while (at > 0 && s->score[s->best[at - 1]] < s->score[i])
			at--;
		if (at == BEST)
			continue;
		if (s->n_best < BEST)
			s->n_best++;
		memmove(&s->best[at + 1], &s->best[at], (s->n_best - at - 1) * sizeof *s->best);
		s->best[at] = i;
	}
}

static bool holds(const struct bw_page *p, uint32_t node, uint32_t inner)
{
	return inner >= node && inner < p->dom.nodes[node].end;
}

static uint32_t parent_of(const struct bw_page *p, uint32_t node)
{
	return p->dom.nodes[node].parent;
}

/* When several strong candidates stand side by side, the text is in what holds them. */
static uint32_t common_container(const struct scorer *s, uint32_t top)
{
	const struct bw_page *p = s->page;
	for (uint32_t up = parent_of(p, top); up && p->dom.nodes[up].tag != BW_TAG_BODY; up = parent_of(p, up)) {
		int inside = 0;
		for (size_t i = 1; i < s->n_best; i++)
			inside += s->score[s->best[i]] >= s->score[top] * 0.75 && s->best[i] != up &&
				  holds(p, up, s->best[i]);
		if (inside >= 3)
			return up;
	}
	return top;
}

/* A parent that scores higher than its child holds more of the text; one that holds nothing else is the same thing. */
static uint32_t climb(const struct scorer *s, uint32_t top)
{
	const struct bw_page *p = s->page;
	double last = s->score[top], floor = last / 3;
	if (p->dom.nodes[top].tag == BW_TAG_BODY)
		return top;
	for (uint32_t up = parent_of(p, top); up && p->dom.nodes[up].tag != BW_TAG_BODY; up = parent_of(p, up)) {
		if (!s->seen[up])
			continue;
		if (s->score[up] < floor)
			break;
		if (s->score[up] > last) {
			top = up;
			break;
		}
		last = s->score[up];
	}
	for (uint32_t up = parent_of(p, top); up && p->dom.nodes[up].tag != BW_TAG_BODY; up = parent_of(p, up)) {
		if (p->marks[up].sum.bytes != p->marks[top].sum.bytes)
			break;
		top = up;
	}
	return top;
}

/* What the page itself calls the text (itemprop=articleBody): the first such element that is not much smaller than the
 * others, or the box around all of them when they are parts of one text. */
static uint32_t labelled(const struct bw_page *p)
{
	uint32_t most = 0, found = 0, all = 0, around = 0;
	for (uint32_t i = 1; i < p->dom.n; i++) {
		if (!(p->marks[i].cues & BW_CUE_LABEL))
			continue;
		uint32_t prose = p->marks[i].sum.prose_bytes;
		most = prose > most ? prose : most;
		all += prose;
		for (around = around ? around : i; around && p->dom.nodes[around].end < p->dom.nodes[i].end;)
			around = parent_of(p, around);
		i = p->dom.nodes[i].end - 1;
	}
	for (uint32_t i = 1; i < p->dom.n && !found && most; i++)
		if ((p->marks[i].cues & BW_CUE_LABEL) && p->marks[i].sum.prose_bytes * 2 > most)
			found = i;
	bool parts = all * 4 > most * 5 && around && p->marks[around].sum.prose_bytes * 4 <= all * 5;
	return parts && p->dom.nodes[around].tag != BW_TAG_BODY ? around : found;
}

/* Where the whole page came out best: the box in it that has all of the sentences. */
static uint32_t shrink(const struct bw_page *p, uint32_t top)
{
	static const enum bw_tag boxes[] = {BW_TAG_DIV,  BW_TAG_SECTION, BW_TAG_ARTICLE,
					    BW_TAG_MAIN, BW_TAG_TD,      BW_TAG_CENTER};
	uint32_t prose = p->marks[top].sum.prose_bytes, found = top;
	if (p->dom.nodes[top].tag != BW_TAG_BODY || !prose)
		return top;
	for (uint32_t i = top + 1; i < p->dom.nodes[top].end; i++)
		for (size_t k = 0; k < sizeof boxes / sizeof *boxes; k++)
			if (p->dom.nodes[i].tag == (uint32_t)boxes[k] && p->marks[i].sum.prose_bytes == prose)
				found = i;
	return found;
}

static uint32_t best_container(struct scorer *s, bool strict)
{
	struct bw_page *p = s->page;
	for (size_t i = 0; i < p->runs.len; i++) {
		const struct bw_run *r = &p->runs.ptr[i];
		if (gives_score(p, r) && !bw_page_is_cut(p, r->owner))
			give_score(s, r);
	}
	rank(s);
	return s->n_best ? shrink(p, bw_body_widen(p, climb(s, common_container(s, s->best[0])), strict)) : 0;
}

static uint32_t choose(struct scorer *s, bool strict)
{
	struct bw_page *p = s->page;
	uint32_t top = best_container(s, strict), label = labelled(p);
	if (label && (!top || p->marks[label].sum.prose_bytes * 2 > p->marks[top].sum.prose_bytes))
		top = label;
	if (!top)
		top = bw_dom_find(&p->dom, BW_TAG_BODY, 1, p->dom.n);
	return bw_body_by_vote(p, s->known, top);
}

static bool same_class(const struct bw_dom *d, uint32_t x, uint32_t y)
{
	struct bw_str cls = bw_dom_attr(d, x, "class");
	return cls.len && bw_str_eq(cls, bw_dom_attr(d, y, "class"));
}

/* A sibling of the container belongs to the text when it scores like it, or is a paragraph of its own. */
static bool joins(const struct scorer *s, uint32_t top, uint32_t sib)
{
	const struct bw_page *p = s->page;
	const struct bw_sum *sum = &p->marks[sib].sum;
	if (p->marks[sib].cut || !sum->bytes)
		return false;
	bool alike = same_class(&p->dom, top, sib) && sum->prose_bytes >= ALIKE_PROSE;
	if (alike && sum->prose_bytes * 4 > sum->bytes * 3 && sum->link_bytes * 6 < sum->bytes)
		return true;
	double bar = s->score[top] * 0.2 > 10 ? s->score[top] * 0.2 : 10;
	double bonus = same_class(&p->dom, top, sib) ? s->score[top] * 0.2 : 0;
	if (s->seen[sib] && s->score[sib] + bonus >= bar)
		return true;
	if (p->dom.nodes[sib].tag != BW_TAG_P)
		return false;
	return sum->bytes > 80 && bw_sum_link_density(sum) < 0.25;
}

struct picker {
	struct bw_page *page;
	uint32_t *run;
	size_t n, next; /* runs before next were looked at: roots come in document order */
};

static void take_runs(struct picker *k, uint32_t root)
{
	struct bw_page *p = k->page;
	for (; k->next < p->runs.len && p->runs.ptr[k->next].from < p->dom.nodes[root].end; k->next++) {
		const struct bw_run *r = &p->runs.ptr[k->next];
		if (r->from > root && !bw_page_is_cut(p, r->owner))
			k->run[k->n++] = (uint32_t)k->next;
	}
}

/* What stands between two parts of the text and reads like text belongs to it too. */
static bool fits_between(const struct bw_page *p, uint32_t sib)
{
	const struct bw_sum *sum = &p->marks[sib].sum;
	uint32_t tag = p->dom.nodes[sib].tag;
	if (p->marks[sib].cut || !sum->bytes || tag == BW_TAG_TEXT)
		return false;
	if (bw_tag_is(tag, BW_TAG_HEADING))
		return sum->link_bytes * 2 < sum->bytes;
	bool plain = tag == BW_TAG_P || tag == BW_TAG_UL || tag == BW_TAG_OL || tag == BW_TAG_BLOCKQUOTE;
	return (plain || sum->prose_bytes * 2 > sum->bytes) && sum->link_bytes * 4 < sum->bytes;
}

/* First and last of the siblings that belong to the text by their score. */
static void find_span(const struct scorer *s, uint32_t top, uint32_t *first, uint32_t *last)
{
	const struct bw_page *p = s->page;
	*first = *last = top;
	for (uint32_t sib = p->dom.nodes[parent_of(p, top)].first; sib; sib = p->dom.nodes[sib].next) {
		if (sib == top || !joins(s, top, sib))
			continue;
		*first = sib < *first ? sib : *first;
		*last = sib > *last ? sib : *last;
	}
}

static void take_all(struct scorer *s, uint32_t top, bool strict, struct picker *k)
{
	struct bw_page *p = s->page;
	bool alone = p->dom.nodes[top].tag == BW_TAG_BODY || (p->marks[top].cues & BW_CUE_LABEL) || !s->seen[top];
	uint32_t first = top, last = top;
	if (!alone)
		find_span(s, top, &first, &last);
	for (uint32_t sib = first; sib && sib <= last; sib = p->dom.nodes[sib].next) {
		if (sib != top && !joins(s, top, sib) && !fits_between(p, sib))
			continue;
		bw_trim_inside(p, sib, strict);
		take_runs(k, sib);
	}
}

static void find(struct bw_page *p, const struct bw_body_known *known, bool strict, struct bw_body *out)
{
	struct scorer s = {.page = p,
			   .known = known,
			   .summary_key = bw_str_sub(bw_text_key(p->arena, known->summary), 0, SUMMARY_KEY),
			   .score = BW_ARRAY(p->arena, double, p->dom.n + 1),
			   .seen = BW_ARRAY(p->arena, bool, p->dom.n + 1)};
	struct picker k = {.page = p, .run = BW_ARRAY(p->arena, uint32_t, p->runs.len + 1)};
	for (uint32_t i = 0; i < p->dom.n; i++)
		p->marks[i].cut = false;
	bw_page_sum(p);
	bw_trim_page(p, strict);
	uint32_t top = choose(&s, strict);
	if (top)
		take_all(&s, top, strict, &k);
	k.n = bw_body_vote_runs(p, known, k.run, k.n);
	k.n = bw_lines_filter(p, known, k.run, k.n);
	*out = (struct bw_body){.root = top, .run = k.run, .n = k.n};
	for (size_t i = 0; i < k.n; i++) {
		const struct bw_run *r = &p->runs.ptr[k.run[i]];
		out->bytes += r->text.len;
		out->prose_bytes += bw_run_is_prose(r) ? r->text.len : 0;
	}
}

void bw_body_find(struct bw_page *p, const struct bw_body_known *known, struct bw_body *out)
{
	find(p, known, true, out);
	if (out->bytes >= SHORT_TEXT)
		return;
	struct bw_body loose;
	find(p, known, false, &loose);
	if (loose.bytes > out->bytes * 2 && loose.prose_bytes >= out->prose_bytes + SHORT_TEXT / 2)
		*out = loose;
}
