#include "extract/shape.h"

#include "extract/text.h"

enum {
	ROW_CELL_BYTES = 300, /* of sentences, in a cell of a table of data */
	PULL_MIN = 25,
	PULL_MAX = 500,
	PULL_AUTHOR = 80,
	PULLS_MAX = 64 /* quotations that are looked for in the text: each costs a walk over it */
};

enum table_kind { TABLE_UNKNOWN, TABLE_LAYOUT, TABLE_DATA };

struct shaper {
	const struct bw_page *page;
	const uint32_t *run;
	size_t n_runs;
	size_t bytes;    /* of all runs that were given */
	uint8_t *table;  /* enum table_kind of a table element; NULL when the page has no table */
	uint32_t *prose; /* of a list item: how many of its paragraphs are sentences */
	struct bw_buf text, shape;
	struct bw_shaped *out;
	uint32_t *node, *bold;
	uint32_t row;      /* the row that is being put together, 0 for none */
	uint32_t pulls;    /* quotations looked for so far */
	struct bw_str key; /* of the whole text, made when a quotation asks for it */
};

static bool is_item(uint32_t tag)
{
	return tag == BW_TAG_LI || tag == BW_TAG_DD || tag == BW_TAG_DT;
}

static bool is_cell(uint32_t tag)
{
	return tag == BW_TAG_TD || tag == BW_TAG_TH;
}

/* A box that holds most of the text says nothing about a paragraph in it. */
static bool holds_most(const struct shaper *s, uint32_t node)
{
	enum { SMALL = 300 };
	size_t bytes = s->page->marks[node].sum.bytes;
	return s->bytes > SMALL && bytes * 10 > s->bytes * 6;
}

struct census {
	uint32_t rows, wide_rows, cells, heavy, heads;
	uint32_t in_row; /* cells with text in the row at hand */
};

static void count_cell(const struct shaper *s, uint32_t i, struct census *c)
{
	const struct bw_sum *sum = &s->page->marks[i].sum;
	c->heads += s->page->dom.nodes[i].tag == BW_TAG_TH;
	c->cells += sum->bytes > 0;
	c->in_row += sum->bytes > 0;
	c->wide_rows += c->in_row == 2 && sum->bytes > 0;
	c->heavy += sum->runs > 3 || sum->prose_bytes > ROW_CELL_BYTES;
}

/* Data: rows of several short cells. Layout: another table inside, one cell a row, or cells that hold blocks. */
static enum table_kind table_kind(const struct shaper *s, uint32_t node)
{
	const struct bw_dom *d = &s->page->dom;
	struct census c = {0};
	if (bw_dom_attr_has_word(d, node, "role", BW_STR("presentation")) || holds_most(s, node))
		return TABLE_LAYOUT;
	for (uint32_t i = node + 1; i < d->nodes[node].end; i++) {
		uint32_t tag = d->nodes[i].tag;
		if (tag == BW_TAG_TABLE)
			return TABLE_LAYOUT;
		if (tag == BW_TAG_TR) {
			c.rows++;
			c.in_row = 0;
		} else if (is_cell(tag)) {
			count_cell(s, i, &c);
		}
	}
	bool rows = c.wide_rows >= 2 || (c.wide_rows && c.heads);
	return rows && c.wide_rows * 2 >= c.rows && c.heavy * 4 <= c.cells ? TABLE_DATA : TABLE_LAYOUT;
}

static bool is_data_table(struct shaper *s, uint32_t node)
{
	if (!s->table)
		s->table = BW_ARRAY(s->page->arena, uint8_t, s->page->dom.n + 1);
	if (s->table[node] == TABLE_UNKNOWN)
		s->table[node] = (uint8_t)table_kind(s, node);
	return s->table[node] == TABLE_DATA;
}

/* The nearest element above a run that says what the run is, 0 for none. */
static uint32_t frame_of(struct shaper *s, uint32_t owner)
{
	const struct bw_node *nodes = s->page->dom.nodes;
	uint32_t row = 0;
	for (uint32_t i = owner; i; i = nodes[i].parent) {
		uint32_t tag = nodes[i].tag;
		if (tag == BW_TAG_TR && !row)
			row = i;
		if (bw_tag_is(tag, BW_TAG_HEADING))
			return i;
		if (tag == BW_TAG_TABLE && row && is_data_table(s, i))
			return row;
		if (tag == BW_TAG_TABLE)
			row = 0;
		if ((is_item(tag) && s->prose[i] < 2) || tag == BW_TAG_BLOCKQUOTE || tag == BW_TAG_PRE)
			return holds_most(s, i) ? 0 : i;
	}
	return 0;
}

/* A heading or an item within a row of data is a part of the row. */
static uint32_t row_over(struct shaper *s, uint32_t frame)
{
	uint32_t row = bw_dom_up(&s->page->dom, frame, BW_TAG_TR);
	uint32_t table = row ? bw_dom_up(&s->page->dom, row, BW_TAG_TABLE) : 0;
	return table && is_data_table(s, table) ? row : frame;
}

static char letter_of(const struct shaper *s, uint32_t frame)
{
	uint32_t tag = frame ? s->page->dom.nodes[frame].tag : BW_TAG_P;
	if (bw_tag_is(tag, BW_TAG_HEADING))
		return (char)(BW_SHAPE_HEADING + (tag - BW_TAG_H1));
	return is_item(tag)               ? BW_SHAPE_ITEM
	       : tag == BW_TAG_BLOCKQUOTE ? BW_SHAPE_QUOTE
	       : tag == BW_TAG_PRE        ? BW_SHAPE_CODE
	       : tag == BW_TAG_TR         ? BW_SHAPE_ROW
					  : BW_SHAPE_PARAGRAPH;
}

/* Items whose paragraphs are whole stories are layout: count their sentences. */
static void count_items(struct shaper *s)
{
	const struct bw_page *p = s->page;
	s->prose = BW_ARRAY(p->arena, uint32_t, p->dom.n + 1);
	for (size_t i = 0; i < s->n_runs; i++) {
		const struct bw_run *r = &p->runs.ptr[s->run[i]];
		s->bytes += r->text.len;
		if (!bw_run_is_prose(r))
			continue;
		uint32_t up = r->owner;
		while (up && !is_item(p->dom.nodes[up].tag))
			up = p->dom.nodes[up].parent;
		s->prose[up]++;
	}
}

static void put_paragraph(struct shaper *s, uint32_t node, uint32_t bold, char letter)
{
	if (s->text.len)
		bw_buf_cstr(&s->text, "\n\n");
	bw_buf_char(&s->shape, letter);
	s->node[s->out->n] = node;
	s->bold[s->out->n++] = bold;
}

/* Bytes of the bold words that a run begins with. */
static uint32_t bold_lead(const struct bw_page *p, const struct bw_run *r)
{
	uint32_t top = 0;
	if (!r->strong_bytes)
		return 0;
	for (uint32_t up = p->dom.nodes[r->from].parent; up > r->owner; up = p->dom.nodes[up].parent)
		if (p->dom.nodes[up].tag == BW_TAG_STRONG || p->dom.nodes[up].tag == BW_TAG_B)
			top = up;
	struct bw_str lead = top ? bw_dom_text(p->arena, &p->dom, top, 300) : BW_STR_NONE;
	return lead.len && bw_str_starts(r->text, lead) ? (uint32_t)lead.len : 0;
}

/* Empty cells keep their place, so that a figure stays below its heading; rows that are mostly empty are spaced by
 * them, and lose them. */
static bool keeps_empty(const struct bw_page *p, uint32_t row)
{
	uint32_t empty = 0, all = 0;
	for (uint32_t i = p->dom.nodes[row].first; i; i = p->dom.nodes[i].next) {
		all += is_cell(p->dom.nodes[i].tag);
		empty += is_cell(p->dom.nodes[i].tag) && !p->marks[i].sum.bytes;
	}
	return empty * 2 < all;
}

void bw_shape_part_cells(struct bw_buf *b, bool first, uint32_t empty)
{
	for (uint32_t i = 0; i < empty + !first; i++)
		bw_buf_cstr(b, first && i == 0 ? "|" : " |");
	if (empty || !first)
		bw_buf_char(b, ' ');
}

/* The whole row, also those cells that the filter of lines took for something else. */
static void put_row(struct shaper *s, size_t at, uint32_t row)
{
	const struct bw_page *p = s->page;
	const struct bw_node *nodes = p->dom.nodes;
	bool keep = keeps_empty(p, row), first = true;
	uint32_t empty = 0;
	while (at > 0 && p->runs.ptr[at - 1].from > row)
		at--;
	put_paragraph(s, p->runs.ptr[at].from, 0, BW_SHAPE_ROW);
	for (uint32_t cell = nodes[row].first; cell; cell = nodes[cell].next) {
		bool begun = false;
		for (; at < p->runs.len && p->runs.ptr[at].from < nodes[cell].end; at++) {
			if (bw_page_is_cut(p, p->runs.ptr[at].owner))
				continue;
			if (begun)
				bw_buf_char(&s->text, ' ');
			else
				bw_shape_part_cells(&s->text, first, empty);
			bw_buf_str(&s->text, p->runs.ptr[at].text);
			begun = true;
			first = false;
			empty = 0;
		}
		empty += !begun && keep && is_cell(nodes[cell].tag);
	}
	s->row = row;
}

static bool is_pull(const struct bw_page *p, uint32_t owner)
{
	enum { UP = 3 };
	for (int i = 0; owner && i < UP; i++, owner = p->dom.nodes[owner].parent) {
		struct bw_str cls = bw_dom_attr(&p->dom, owner, "class");
		if (bw_text_contains_nocase(cls, "pull") && bw_text_contains_nocase(cls, "quote"))
			return true;
	}
	return false;
}

/* All paragraphs that are no quotations, as a key that a quotation is looked for in. */
static struct bw_str key_of_text(struct shaper *s)
{
	const struct bw_page *p = s->page;
	struct bw_buf b;
	bw_buf_init(&b, BW_DOM_MAX_BYTES);
	for (size_t i = 0; i < s->n_runs; i++) {
		const struct bw_run *r = &p->runs.ptr[s->run[i]];
		bool quote = letter_of(s, frame_of(s, r->owner)) == BW_SHAPE_QUOTE || is_pull(p, r->owner);
		if (!quote)
			bw_buf_str(&b, r->text);
	}
	struct bw_str key = bw_text_key(p->arena, bw_buf_view(&b));
	bw_buf_release(&b);
	return key;
}

/* A pull quote shows words of the text once more; the name below it goes with it. */
static bool repeats(struct shaper *s, const struct bw_run *r, uint32_t frame, uint32_t *gone)
{
	bool pull = is_pull(s->page, r->owner);
	if (!pull && letter_of(s, frame) != BW_SHAPE_QUOTE)
		return false;
	uint32_t box = frame ? frame : s->page->dom.nodes[r->owner].parent;
	if (*gone && *gone == box && r->text.len <= PULL_AUTHOR)
		return true;
	if (r->text.len < PULL_MIN || r->text.len > PULL_MAX || s->pulls == PULLS_MAX)
		return false;
	if (s->pulls++ == 0)
		s->key = key_of_text(s);
	struct bw_str key = bw_text_key(s->page->arena, r->text);
	if (key.len < PULL_MIN / 2 || bw_str_find(s->key, key, 0) == BW_NPOS)
		return false;
	*gone = box;
	return true;
}

static void put_runs(struct shaper *s)
{
	const struct bw_page *p = s->page;
	uint32_t gone = 0;
	for (size_t i = 0; i < s->n_runs; i++) {
		const struct bw_run *r = &p->runs.ptr[s->run[i]];
		uint32_t frame = frame_of(s, r->owner);
		if (frame)
			frame = row_over(s, frame);
		char letter = letter_of(s, frame);
		if (letter == BW_SHAPE_ROW) {
			if (frame != s->row)
				put_row(s, s->run[i], frame);
			continue;
		}
		if (repeats(s, r, frame, &gone))
			continue;
		put_paragraph(s, r->from, bold_lead(p, r), letter);
		bw_buf_str(&s->text, r->text);
	}
}

void bw_shape_runs(const struct bw_page *p, const uint32_t *run, size_t n, struct bw_shaped *out)
{
	*out = (struct bw_shaped){0};
	struct shaper s = {.page = p, .run = run, .n_runs = n, .out = out};
	s.node = BW_ARRAY(p->arena, uint32_t, n + 1);
	s.bold = BW_ARRAY(p->arena, uint32_t, n + 1);
	bw_buf_init(&s.text, BW_DOM_MAX_BYTES * 2);
	bw_buf_init(&s.shape, BW_DOM_MAX_BYTES);
	count_items(&s);
	put_runs(&s);
	out->text = bw_buf_copy(&s.text, p->arena);
	out->shape = bw_buf_copy(&s.shape, p->arena);
	out->node = s.node;
	out->bold = s.bold;
	bw_buf_release(&s.text);
	bw_buf_release(&s.shape);
}

bool bw_shape_next(struct bw_str *rest, struct bw_str *paragraph)
{
	if (!rest->len)
		return false;
	size_t end = bw_str_find(*rest, BW_STR("\n\n"), 0);
	*paragraph = bw_str_sub(*rest, 0, end);
	*rest = end == BW_NPOS ? BW_STR_NONE : bw_str_from_pos(*rest, end + 2);
	return true;
}

uint32_t bw_shape_count(struct bw_str text)
{
	uint32_t n = 0;
	struct bw_str paragraph;
	while (bw_shape_next(&text, &paragraph))
		n++;
	return n;
}

bool bw_shape_fits(struct bw_str shape, struct bw_str text)
{
	for (size_t i = 0; i < shape.len; i++)
		if (!memchr("p123456lqtc", shape.ptr[i], 11))
			return false;
	return shape.len == bw_shape_count(text);
}
