/* What a start or end tag does to the open elements (13.2.6.4.4 to 13.2.6.4.16 and 13.2.6.5). The kind of
 * an element (dom_kinds.c) says which rule opens and which closes it. */
#include "extract/dom_part.h"

/* Elements of SVG and MathML that hold HTML again. */
static bool holds_html(struct bw_str name)
{
	static const struct bw_str names[] = {{"foreignobject", 13},
					      {"desc", 4},
					      {"title", 5},
					      {"annotation-xml", 14},
					      {"mi", 2},
					      {"mo", 2},
					      {"mn", 2},
					      {"ms", 2},
					      {"mtext", 5}};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (bw_str_eq(name, names[i]))
			return true;
	return false;
}

/* The innermost open element of some tags. */
static uint32_t innermost(const struct bw_tree *t, const enum bw_tag *tags, size_t n)
{
	uint32_t found = 0;
	for (size_t i = 0; i < n; i++)
		found = t->top_of[tags[i]] > found ? t->top_of[tags[i]] : found;
	return found;
}

static const enum bw_tag cells[] = {BW_TAG_TD, BW_TAG_TH, BW_TAG_CAPTION};
static const enum bw_tag sections[] = {BW_TAG_TABLE, BW_TAG_TBODY, BW_TAG_THEAD, BW_TAG_TFOOT, BW_TAG_TR};
static const enum bw_tag headings[] = {BW_TAG_H1, BW_TAG_H2, BW_TAG_H3, BW_TAG_H4, BW_TAG_H5, BW_TAG_H6};

/* The table that parts of one belong to here, 0 for none. */
static uint32_t own_table(const struct bw_tree *t)
{
	uint32_t table = t->top_of[BW_TAG_TABLE];
	return table > t->top_of[BW_TAG_TEMPLATE] ? table : 0;
}

static void end_paragraph(struct bw_tree *t)
{
	uint32_t p = t->top_of[BW_TAG_P];
	if (p && p > bw_tree_top(t)->button)
		bw_tree_pop(t, p);
}

static void end_if_top(struct bw_tree *t, enum bw_tag tag)
{
	if (bw_tree_top(t)->tag == tag)
		bw_tree_pop(t, t->n_open - 1);
}

/* What is between a formatting element and its early end tag is closed with it and opened again behind it. */
static void split(struct bw_tree *t, uint32_t at)
{
	uint32_t n = t->n_open - at - 1;
	struct bw_level *saved = BW_ARRAY(t->arena, struct bw_level, n + 1);
	memcpy(saved, t->open + at + 1, n * sizeof *saved);
	while (t->n_open > at)
		bw_tree_pop(t, t->n_open - 1);
	for (uint32_t i = 0; i < n && !t->too_deep; i++) {
		uint32_t node = 0;
		if (saved[i].ended)
			continue;
		if (saved[i].owner == at + 1 + i) {
			struct bw_lexeme same = {.attr = t->nodes[saved[i].node].attr,
						 .n_attrs = t->nodes[saved[i].node].n_attrs};
			node = bw_tree_add(t, (enum bw_tag)saved[i].tag, &same);
		}
		bw_tree_push(t, (enum bw_tag)saved[i].tag, node, saved[i].name,
			     bw_rules_bounds((enum bw_tag)saved[i].tag));
	}
}

static void end_formatting(struct bw_tree *t, enum bw_tag tag)
{
	const struct bw_level *top = bw_tree_top(t);
	uint32_t at = t->top_of[tag];
	if (!at || at < top->scope)
		return;
	if (at >= top->special)
		bw_tree_pop(t, at);
	else if (tag == BW_TAG_A)
		split(t, at);
	else
		t->open[at].ended = true;
}

enum place { AS_IT_IS, EMPTY, NOWHERE };

static void open_cell(struct bw_tree *t)
{
	bw_tree_pop(t, innermost(t, sections, 5) + 1);
}

static void open_row(struct bw_tree *t)
{
	bw_tree_pop(t, innermost(t, sections, 4) + 1);
}

/* A part of a table outside of one is no element (13.2.6.4.7), but parts the text. */
static enum place open_table_part(struct bw_tree *t, enum bw_tag tag)
{
	uint32_t table = own_table(t);
	if (!table)
		return EMPTY;
	if (bw_rules[tag].kind == BW_RULE_CELL)
		open_cell(t);
	else if (bw_rules[tag].kind == BW_RULE_ROW)
		open_row(t);
	else
		bw_tree_pop(t, table + 1);
	return AS_IT_IS;
}

static void open_table(struct bw_tree *t)
{
	uint32_t table = own_table(t);
	if (table && innermost(t, cells, 3) < table)
		bw_tree_pop(t, table);
}

static void open_item(struct bw_tree *t, uint32_t at)
{
	if (at && at >= bw_tree_top(t)->item)
		bw_tree_pop(t, at);
	end_paragraph(t);
}

static void open_definition(struct bw_tree *t)
{
	static const enum bw_tag terms[] = {BW_TAG_DD, BW_TAG_DT};
	open_item(t, innermost(t, terms, 2));
}

static void end_in_scope(struct bw_tree *t, enum bw_tag tag)
{
	uint32_t at = t->top_of[tag];
	if (at && at >= bw_tree_top(t)->scope)
		bw_tree_pop(t, at);
}

/* What a start tag ends before its element begins. */
static enum place before_open(struct bw_tree *t, enum bw_tag tag)
{
	switch (bw_rules[tag].kind) {
	case BW_RULE_LINK:
		end_formatting(t, BW_TAG_A);
		break;
	case BW_RULE_HEADING:
		if (bw_tag_is(bw_tree_top(t)->tag, BW_TAG_HEADING))
			bw_tree_pop(t, t->n_open - 1);
		break;
	case BW_RULE_ITEM:
		open_item(t, t->top_of[BW_TAG_LI]);
		break;
	case BW_RULE_DEFINITION:
		open_definition(t);
		break;
	case BW_RULE_TABLE:
		open_table(t);
		break;
	case BW_RULE_SECTION:
	case BW_RULE_ROW:
	case BW_RULE_CELL:
		return open_table_part(t, tag);
	case BW_RULE_OPTION:
		end_if_top(t, BW_TAG_OPTION);
		break;
	case BW_RULE_GROUP:
		end_if_top(t, BW_TAG_OPTION);
		end_if_top(t, BW_TAG_OPTGROUP);
		break;
	case BW_RULE_FIELD:
		end_in_scope(t, BW_TAG_SELECT);
		break;
	case BW_RULE_SELECT:
		end_in_scope(t, BW_TAG_SELECT);
		break;
	case BW_RULE_BUTTON:
		end_in_scope(t, BW_TAG_BUTTON);
		break;
	case BW_RULE_FORM:
		return t->top_of[BW_TAG_FORM] ? NOWHERE : AS_IT_IS;
	default:
		break;
	}
	return AS_IT_IS;
}

static void insert(struct bw_tree *t, enum bw_tag tag, const struct bw_lexeme *token, unsigned bounds, bool empty)
{
	bool kept = t->n_open < BW_DOM_MAX_DEPTH;
	uint32_t node = kept ? bw_tree_add(t, tag, token) : 0;
	if (bw_tag_is(tag, BW_TAG_BLOCK))
		t->at_boundary = true;
	else if (!(bw_rules[tag].flags & BW_RULE_HEAD))
		t->at_boundary = false;
	if (!empty)
		bw_tree_push(t, tag, node, token->name, bounds);
}

/* Attributes of a second <html> or <body> count where the first had none. */
static void add_attrs(struct bw_tree *t, uint32_t node, const struct bw_lexeme *token)
{
	struct bw_node *n = &t->nodes[node];
	if (n->n_attrs)
		return;
	n->attr = token->attr;
	n->n_attrs = (uint16_t)(token->n_attrs < UINT16_MAX ? token->n_attrs : UINT16_MAX);
}

static void open_head(struct bw_tree *t, const struct bw_lexeme *token)
{
	bw_tree_need_html(t);
	if (t->body || t->top_of[BW_TAG_HEAD])
		return;
	if (!t->head || t->nodes[t->head].end != t->n_nodes) {
		t->head = bw_tree_add(t, BW_TAG_HEAD, token);
		t->head_last = 0;
	}
	bw_tree_push(t, BW_TAG_HEAD, t->head, BW_STR("head"), bw_rules_bounds(BW_TAG_HEAD));
	bw_tree_top(t)->last = t->head_last;
}

static void open_frame(struct bw_tree *t, enum bw_tag tag, const struct bw_lexeme *token)
{
	if (tag == BW_TAG_HEAD) {
		open_head(t, token);
		return;
	}
	if (tag == BW_TAG_HTML)
		bw_tree_need_html(t);
	else
		bw_tree_need_body(t);
	add_attrs(t, tag == BW_TAG_HTML ? 1 : t->body, token);
}

/* Nothing but html and head is open. */
static bool is_outside_body(const struct bw_tree *t)
{
	uint16_t tag = bw_tree_top(t)->tag;
	return t->n_open == 1 || tag == BW_TAG_HTML || tag == BW_TAG_HEAD;
}

/* In SVG or MathML: true when the tag was taken, false when it ended them. */
static bool open_foreign(struct bw_tree *t, enum bw_tag tag, const struct bw_lexeme *token)
{
	if (bw_rules[tag].flags & BW_RULE_OUT) {
		while (bw_tree_top(t)->foreign)
			bw_tree_pop(t, t->n_open - 1);
		return false;
	}
	unsigned bounds = holds_html(token->name) ? BW_BOUND_ALL : BW_BOUND_FOREIGN;
	insert(t, bw_rules[tag].kind == BW_RULE_FOREIGN ? tag : BW_TAG_OTHER, token, bounds, token->self_closing);
	return true;
}

void bw_rules_open(struct bw_tree *t, const struct bw_lexeme *token)
{
	enum bw_tag tag = bw_tag_find(token->name);
	if (tag == BW_TAG_OTHER && bw_str_eq(token->name, BW_STR("image")))
		tag = BW_TAG_IMG;
	if (bw_tree_top(t)->foreign && open_foreign(t, tag, token))
		return;
	if (bw_rules[tag].kind == BW_RULE_FRAME) {
		open_frame(t, tag, token);
		return;
	}
	if (is_outside_body(t) && !t->body) {
		if (bw_rules[tag].flags & BW_RULE_HEAD)
			open_head(t, NULL);
		else
			bw_tree_need_body(t);
	}
	enum place place = before_open(t, tag);
	if (place == NOWHERE)
		return;
	if (bw_tag_is(tag, BW_TAG_CLOSES_P))
		end_paragraph(t);
	bool foreign = bw_rules[tag].kind == BW_RULE_FOREIGN;
	bool empty = place == EMPTY || bw_tag_is(tag, BW_TAG_VOID) || (foreign && token->self_closing);
	insert(t, tag, token, foreign ? BW_BOUND_FOREIGN : bw_rules_bounds(tag), empty);
	if (!empty)
		t->lexer.state = (enum bw_lex_state)bw_rules[tag].state;
	t->skip_newline = bw_rules[tag].kind == BW_RULE_PRE || tag == BW_TAG_TEXTAREA;
}

/* Of elements that are not known by a tag of their own only so many are looked at. */
static uint32_t find_named(const struct bw_tree *t, struct bw_str name)
{
	enum { LOOKED_AT = 32 };
	uint32_t at = t->top_of[BW_TAG_OTHER];
	for (int i = 0; i < LOOKED_AT && at; i++, at = t->open[at].before)
		if (bw_str_eq(t->open[at].name, name))
			return at;
	return 0;
}

/* The <title> of an SVG is not known by its tag. */
static void close_any(struct bw_tree *t, enum bw_tag tag, struct bw_str name)
{
	const struct bw_level *top = bw_tree_top(t);
	uint32_t at = t->top_of[tag];
	if (tag == BW_TAG_OTHER || !at)
		at = find_named(t, name);
	if (!at || at < top->scope)
		return;
	if (at >= top->special || at == top->scope)
		bw_tree_pop(t, at);
	else
		t->open[at].ended = true;
}

static void close_table_part(struct bw_tree *t, enum bw_tag tag)
{
	uint32_t at = t->top_of[tag];
	if (at && at > own_table(t))
		bw_tree_pop(t, at);
}

static void close_item(struct bw_tree *t)
{
	static const enum bw_tag lists[] = {BW_TAG_OL, BW_TAG_UL};
	if (t->top_of[BW_TAG_LI] > innermost(t, lists, 2))
		end_in_scope(t, BW_TAG_LI);
}

static void close_heading(struct bw_tree *t)
{
	uint32_t at = innermost(t, headings, 6);
	if (at && at >= bw_tree_top(t)->scope)
		bw_tree_pop(t, at);
}

/* A form ends where its end tag says, the elements in it do not. */
static void close_form(struct bw_tree *t)
{
	uint32_t at = t->top_of[BW_TAG_FORM];
	if (!at || at < bw_tree_top(t)->scope)
		return;
	t->open[at].ended = true;
	bw_tree_pop(t, t->n_open);
}

/* In SVG or MathML: true when the tag ended an element of theirs. */
static bool close_foreign(struct bw_tree *t, enum bw_tag tag, struct bw_str name)
{
	uint32_t at = bw_rules[tag].kind == BW_RULE_FOREIGN ? t->top_of[tag] : find_named(t, name);
	if (!at || at < bw_tree_top(t)->scope)
		return false;
	bw_tree_pop(t, at);
	return true;
}

void bw_rules_close(struct bw_tree *t, const struct bw_lexeme *token)
{
	enum bw_tag tag = bw_tag_find(token->name);
	if (bw_tree_top(t)->foreign && close_foreign(t, tag, token->name))
		return;
	switch (bw_rules[tag].kind) {
	case BW_RULE_FRAME:
		if (tag == BW_TAG_HEAD && t->top_of[BW_TAG_HEAD])
			bw_tree_pop(t, t->top_of[BW_TAG_HEAD]);
		break;
	case BW_RULE_BREAK:
		bw_rules_open(t, token);
		break;
	case BW_RULE_PARAGRAPH:
		end_paragraph(t);
		break;
	case BW_RULE_FORMAT:
	case BW_RULE_LINK:
		end_formatting(t, tag);
		break;
	case BW_RULE_ITEM:
		close_item(t);
		break;
	case BW_RULE_HEADING:
		close_heading(t);
		break;
	case BW_RULE_TABLE:
		if (own_table(t))
			bw_tree_pop(t, own_table(t));
		break;
	case BW_RULE_SECTION:
	case BW_RULE_ROW:
	case BW_RULE_CELL:
		close_table_part(t, tag);
		break;
	case BW_RULE_FORM:
		close_form(t);
		break;
	case BW_RULE_PLAIN:
	case BW_RULE_OPTION:
	case BW_RULE_GROUP:
	case BW_RULE_FOREIGN:
		close_any(t, tag, token->name);
		break;
	default:
		end_in_scope(t, tag);
		break;
	}
}
