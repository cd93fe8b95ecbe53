/* What a start or end tag does to the open elements (13.2.6.4.4 to 13.2.6.4.16 and 13.2.6.5). A row of the table is an
 * element; its kind says which rule opens and which closes it. */
#include "extract/dom_part.h"

enum kind {
	PLAIN,  /* any other element */
	BLOCK,  /* closed by its end tag from within others */
	FORMAT, /* formatting: its end tag may come too early */
	LINK,   /* <a> */
	PARAGRAPH,
	HEADING,
	ITEM,       /* li */
	DEFINITION, /* dd, dt */
	TABLE,
	SECTION, /* of a table: tbody, caption ... */
	ROW,
	CELL,
	OPTION,
	GROUP, /* of options */
	SELECT,
	FIELD, /* what cannot stand in a select */
	BUTTON,
	FORM,
	PRE,
	FRAME, /* html, head, body */
	BREAK, /* br */
	FOREIGN
};

enum {
	HEAD = 1,    /* belongs into the head where the body has not begun */
	OUT = 2,     /* ends SVG and MathML */
	SPECIAL = 4, /* see struct bw_level */
	SCOPE = 8
};

static const struct rule {
	uint8_t kind, flags;
	uint8_t state; /* enum bw_lex_state: how its content is read */
} rules[BW_TAG_OTHER + 1] = {
	[BW_TAG_A] = {LINK, 0, 0},
	[BW_TAG_ADDRESS] = {BLOCK, SPECIAL, 0},
	[BW_TAG_APPLET] = {BLOCK, SPECIAL | SCOPE, 0},
	[BW_TAG_ARTICLE] = {BLOCK, SPECIAL, 0},
	[BW_TAG_ASIDE] = {BLOCK, SPECIAL, 0},
	[BW_TAG_B] = {FORMAT, OUT, 0},
	[BW_TAG_BASE] = {PLAIN, HEAD, 0},
	[BW_TAG_BIG] = {FORMAT, OUT, 0},
	[BW_TAG_BLOCKQUOTE] = {BLOCK, SPECIAL | OUT, 0},
	[BW_TAG_BODY] = {FRAME, SPECIAL | OUT, 0},
	[BW_TAG_BR] = {BREAK, OUT, 0},
	[BW_TAG_BUTTON] = {BUTTON, SPECIAL, 0},
	[BW_TAG_CAPTION] = {SECTION, SPECIAL | SCOPE, 0},
	[BW_TAG_CENTER] = {BLOCK, SPECIAL | OUT, 0},
	[BW_TAG_CODE] = {FORMAT, OUT, 0},
	[BW_TAG_COL] = {SECTION, 0, 0},
	[BW_TAG_COLGROUP] = {SECTION, SPECIAL, 0},
	[BW_TAG_DD] = {DEFINITION, SPECIAL | OUT, 0},
	[BW_TAG_DETAILS] = {BLOCK, SPECIAL, 0},
	[BW_TAG_DIALOG] = {BLOCK, 0, 0},
	[BW_TAG_DIR] = {BLOCK, SPECIAL, 0},
	[BW_TAG_DIV] = {BLOCK, SPECIAL | OUT, 0},
	[BW_TAG_DL] = {BLOCK, SPECIAL | OUT, 0},
	[BW_TAG_DT] = {DEFINITION, SPECIAL | OUT, 0},
	[BW_TAG_EM] = {FORMAT, OUT, 0},
	[BW_TAG_EMBED] = {PLAIN, OUT, 0},
	[BW_TAG_FIELDSET] = {BLOCK, SPECIAL, 0},
	[BW_TAG_FIGCAPTION] = {BLOCK, SPECIAL, 0},
	[BW_TAG_FIGURE] = {BLOCK, SPECIAL, 0},
	[BW_TAG_FONT] = {FORMAT, 0, 0},
	[BW_TAG_FOOTER] = {BLOCK, SPECIAL, 0},
	[BW_TAG_FORM] = {FORM, SPECIAL, 0},
	[BW_TAG_FRAMESET] = {BLOCK, SPECIAL, 0},
	[BW_TAG_H1] = {HEADING, SPECIAL | OUT, 0},
	[BW_TAG_H2] = {HEADING, SPECIAL | OUT, 0},
	[BW_TAG_H3] = {HEADING, SPECIAL | OUT, 0},
	[BW_TAG_H4] = {HEADING, SPECIAL | OUT, 0},
	[BW_TAG_H5] = {HEADING, SPECIAL | OUT, 0},
	[BW_TAG_H6] = {HEADING, SPECIAL | OUT, 0},
	[BW_TAG_HEAD] = {FRAME, SPECIAL | OUT, 0},
	[BW_TAG_HEADER] = {BLOCK, SPECIAL, 0},
	[BW_TAG_HGROUP] = {BLOCK, SPECIAL, 0},
	[BW_TAG_HR] = {BLOCK, OUT, 0},
	[BW_TAG_HTML] = {FRAME, SPECIAL | SCOPE, 0},
	[BW_TAG_I] = {FORMAT, OUT, 0},
	[BW_TAG_IFRAME] = {PLAIN, SPECIAL, BW_LEX_RAWTEXT},
	[BW_TAG_IMG] = {PLAIN, OUT, 0},
	[BW_TAG_INPUT] = {FIELD, 0, 0},
	[BW_TAG_KEYGEN] = {FIELD, 0, 0},
	[BW_TAG_LI] = {ITEM, SPECIAL | OUT, 0},
	[BW_TAG_LINK] = {PLAIN, HEAD, 0},
	[BW_TAG_LISTING] = {PRE, SPECIAL | OUT, 0},
	[BW_TAG_MAIN] = {BLOCK, SPECIAL, 0},
	[BW_TAG_MARQUEE] = {BLOCK, SPECIAL | SCOPE, 0},
	[BW_TAG_MATH] = {FOREIGN, 0, 0},
	[BW_TAG_MENU] = {BLOCK, SPECIAL | OUT, 0},
	[BW_TAG_META] = {PLAIN, HEAD | OUT, 0},
	[BW_TAG_NAV] = {BLOCK, SPECIAL, 0},
	[BW_TAG_NOBR] = {FORMAT, OUT, 0},
	[BW_TAG_NOEMBED] = {PLAIN, SPECIAL, BW_LEX_RAWTEXT},
	[BW_TAG_NOFRAMES] = {PLAIN, HEAD | SPECIAL, BW_LEX_RAWTEXT},
	[BW_TAG_NOSCRIPT] = {BLOCK, HEAD | SPECIAL, 0},
	[BW_TAG_OBJECT] = {BLOCK, SPECIAL | SCOPE, 0},
	[BW_TAG_OL] = {BLOCK, SPECIAL | OUT, 0},
	[BW_TAG_OPTGROUP] = {GROUP, 0, 0},
	[BW_TAG_OPTION] = {OPTION, 0, 0},
	[BW_TAG_P] = {PARAGRAPH, SPECIAL | OUT, 0},
	[BW_TAG_PLAINTEXT] = {BLOCK, SPECIAL, BW_LEX_PLAINTEXT},
	[BW_TAG_PRE] = {PRE, SPECIAL | OUT, 0},
	[BW_TAG_S] = {FORMAT, OUT, 0},
	[BW_TAG_SCRIPT] = {PLAIN, HEAD | SPECIAL, BW_LEX_SCRIPT},
	[BW_TAG_SEARCH] = {BLOCK, SPECIAL, 0},
	[BW_TAG_SECTION] = {BLOCK, SPECIAL, 0},
	[BW_TAG_SELECT] = {SELECT, SPECIAL, 0},
	[BW_TAG_SMALL] = {FORMAT, OUT, 0},
	[BW_TAG_SPAN] = {PLAIN, OUT, 0},
	[BW_TAG_STRIKE] = {FORMAT, OUT, 0},
	[BW_TAG_STRONG] = {FORMAT, OUT, 0},
	[BW_TAG_STYLE] = {PLAIN, HEAD | SPECIAL, BW_LEX_RAWTEXT},
	[BW_TAG_SUB] = {PLAIN, OUT, 0},
	[BW_TAG_SUMMARY] = {BLOCK, SPECIAL, 0},
	[BW_TAG_SUP] = {PLAIN, OUT, 0},
	[BW_TAG_SVG] = {FOREIGN, 0, 0},
	[BW_TAG_TABLE] = {TABLE, SPECIAL | SCOPE | OUT, 0},
	[BW_TAG_TBODY] = {SECTION, SPECIAL, 0},
	[BW_TAG_TD] = {CELL, SPECIAL | SCOPE, 0},
	[BW_TAG_TEMPLATE] = {BLOCK, HEAD | SPECIAL | SCOPE, 0},
	[BW_TAG_TEXTAREA] = {FIELD, SPECIAL, BW_LEX_RCDATA},
	[BW_TAG_TFOOT] = {SECTION, SPECIAL, 0},
	[BW_TAG_TH] = {CELL, SPECIAL | SCOPE, 0},
	[BW_TAG_THEAD] = {SECTION, SPECIAL, 0},
	[BW_TAG_TITLE] = {PLAIN, HEAD | SPECIAL, BW_LEX_RCDATA},
	[BW_TAG_TR] = {ROW, SPECIAL, 0},
	[BW_TAG_TT] = {FORMAT, OUT, 0},
	[BW_TAG_U] = {FORMAT, OUT, 0},
	[BW_TAG_UL] = {BLOCK, SPECIAL | OUT, 0},
	[BW_TAG_XMP] = {BLOCK, SPECIAL, BW_LEX_RAWTEXT},
};

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

unsigned bw_rules_bounds(enum bw_tag tag)
{
	unsigned flags = rules[tag].flags;
	if (flags & SCOPE)
		return BW_BOUND_ALL;
	bool weak = tag == BW_TAG_P || tag == BW_TAG_DIV || tag == BW_TAG_ADDRESS;
	unsigned special = flags & SPECIAL ? BW_BOUND_SPECIAL | (weak ? 0 : BW_BOUND_ITEM) : 0;
	return special | (tag == BW_TAG_BUTTON ? BW_BOUND_BUTTON : 0);
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
		bw_tree_top(t)->ended = false, bw_tree_pop(t, t->n_open - 1);
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
	if (rules[tag].kind == CELL)
		open_cell(t);
	else if (rules[tag].kind == ROW)
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
	switch (rules[tag].kind) {
	case LINK:
		end_formatting(t, BW_TAG_A);
		break;
	case HEADING:
		if (bw_tag_is(bw_tree_top(t)->tag, BW_TAG_HEADING))
			bw_tree_pop(t, t->n_open - 1);
		break;
	case ITEM:
		open_item(t, t->top_of[BW_TAG_LI]);
		break;
	case DEFINITION:
		open_definition(t);
		break;
	case TABLE:
		open_table(t);
		break;
	case SECTION:
	case ROW:
	case CELL:
		return open_table_part(t, tag);
	case OPTION:
		end_if_top(t, BW_TAG_OPTION);
		break;
	case GROUP:
		end_if_top(t, BW_TAG_OPTION);
		end_if_top(t, BW_TAG_OPTGROUP);
		break;
	case FIELD:
		end_in_scope(t, BW_TAG_SELECT);
		break;
	case SELECT:
		end_in_scope(t, BW_TAG_SELECT);
		break;
	case BUTTON:
		end_in_scope(t, BW_TAG_BUTTON);
		break;
	case FORM:
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
	else if (!(rules[tag].flags & HEAD))
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
	if (rules[tag].flags & OUT) {
		while (bw_tree_top(t)->foreign)
			bw_tree_pop(t, t->n_open - 1);
		return false;
	}
	unsigned bounds = holds_html(token->name) ? BW_BOUND_ALL : BW_BOUND_FOREIGN;
	insert(t, rules[tag].kind == FOREIGN ? tag : BW_TAG_OTHER, token, bounds, token->self_closing);
	return true;
}

void bw_rules_open(struct bw_tree *t, const struct bw_lexeme *token)
{
	enum bw_tag tag = bw_tag_find(token->name);
	if (tag == BW_TAG_OTHER && bw_str_eq(token->name, BW_STR("image")))
		tag = BW_TAG_IMG;
	if (bw_tree_top(t)->foreign && open_foreign(t, tag, token))
		return;
	if (rules[tag].kind == FRAME) {
		open_frame(t, tag, token);
		return;
	}
	if (is_outside_body(t) && !t->body) {
		if (rules[tag].flags & HEAD)
			open_head(t, NULL);
		else
			bw_tree_need_body(t);
	}
	enum place place = before_open(t, tag);
	if (place == NOWHERE)
		return;
	if (bw_tag_is(tag, BW_TAG_CLOSES_P))
		end_paragraph(t);
	bool foreign = rules[tag].kind == FOREIGN;
	bool empty = place == EMPTY || bw_tag_is(tag, BW_TAG_VOID) || (foreign && token->self_closing);
	insert(t, tag, token, foreign ? BW_BOUND_FOREIGN : bw_rules_bounds(tag), empty);
	if (!empty)
		t->lexer.state = (enum bw_lex_state)rules[tag].state;
	t->skip_newline = rules[tag].kind == PRE || tag == BW_TAG_TEXTAREA;
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
	uint32_t at = rules[tag].kind == FOREIGN ? t->top_of[tag] : find_named(t, name);
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
	switch (rules[tag].kind) {
	case FRAME:
		if (tag == BW_TAG_HEAD && t->top_of[BW_TAG_HEAD])
			bw_tree_pop(t, t->top_of[BW_TAG_HEAD]);
		break;
	case BREAK:
		bw_rules_open(t, token);
		break;
	case PARAGRAPH:
		end_paragraph(t);
		break;
	case FORMAT:
	case LINK:
		end_formatting(t, tag);
		break;
	case ITEM:
		close_item(t);
		break;
	case HEADING:
		close_heading(t);
		break;
	case TABLE:
		if (own_table(t))
			bw_tree_pop(t, own_table(t));
		break;
	case SECTION:
	case ROW:
	case CELL:
		close_table_part(t, tag);
		break;
	case FORM:
		close_form(t);
		break;
	case PLAIN:
	case OPTION:
	case GROUP:
	case FOREIGN:
		close_any(t, tag, token->name);
		break;
	default:
		end_in_scope(t, tag);
		break;
	}
}
