#include "extract/dom_part.h"

#include "core/utf8.h"

uint32_t bw_tree_add(struct bw_tree *t, enum bw_tag tag, const struct bw_lexeme *from)
{
	enum { MANY_ATTRS = 60000 };
	if (t->n_nodes == t->cap_nodes) {
		struct bw_node *more = BW_ARRAY(t->arena, struct bw_node, (size_t)t->cap_nodes * 2);
		memcpy(more, t->nodes, t->n_nodes * sizeof *more);
		t->nodes = more;
		t->cap_nodes *= 2;
	}
	uint32_t at = t->n_nodes++;
	struct bw_node *n = &t->nodes[at];
	n->tag = (uint16_t)tag;
	n->end = at + 1;
	if (from) {
		n->attr = from->attr;
		n->n_attrs = (uint16_t)(from->n_attrs < MANY_ATTRS ? from->n_attrs : MANY_ATTRS);
	}
	if (!t->n_open)
		return at;
	struct bw_level *owner = &t->open[bw_tree_top(t)->owner];
	n->parent = owner->node;
	if (owner->last)
		t->nodes[owner->last].next = at;
	else
		t->nodes[owner->node].first = at;
	owner->last = at;
	return at;
}

static struct bw_level *more_room(struct bw_tree *t)
{
	if (t->n_open == t->cap_open) {
		struct bw_level *more = BW_ARRAY(t->arena, struct bw_level, (size_t)t->cap_open * 2);
		memcpy(more, t->open, t->n_open * sizeof *more);
		t->open = more;
		t->cap_open *= 2;
	}
	return &t->open[t->n_open];
}

void bw_tree_push(struct bw_tree *t, enum bw_tag tag, uint32_t node, struct bw_str name, unsigned bounds)
{
	if (t->n_open >= BW_DOM_MAX_OPEN) {
		t->too_deep = true;
		return;
	}
	struct bw_level *l = more_room(t);
	uint16_t place = (uint16_t)t->n_open;
	*l = place ? *bw_tree_top(t) : (struct bw_level){0};
	if (node || !place) {
		l->node = node;
		l->owner = place;
		l->last = 0;
	}
	l->tag = (uint16_t)tag;
	l->name = name;
	l->ended = false;
	l->foreign = (bounds & BW_BOUND_FOREIGN) != 0;
	l->before = t->top_of[tag];
	l->scope = bounds & BW_BOUND_SCOPE ? place : l->scope;
	l->button = bounds & BW_BOUND_BUTTON ? place : l->button;
	l->special = bounds & BW_BOUND_SPECIAL ? place : l->special;
	l->item = bounds & BW_BOUND_ITEM ? place : l->item;
	t->top_of[tag] = place;
	t->n_open++;
}

static void pop_one(struct bw_tree *t)
{
	struct bw_level *l = &t->open[--t->n_open];
	t->top_of[l->tag] = l->before;
	if (l->owner == t->n_open)
		t->nodes[l->node].end = t->n_nodes;
	if (l->tag == BW_TAG_HEAD)
		t->head_last = l->last;
	t->at_boundary |= bw_tag_is(l->tag, BW_TAG_BLOCK);
}

void bw_tree_pop(struct bw_tree *t, uint32_t n)
{
	while (t->n_open > n)
		pop_one(t);
	while (t->n_open > 1 && bw_tree_top(t)->ended)
		pop_one(t);
}

void bw_tree_need_html(struct bw_tree *t)
{
	if (t->n_open == 1)
		bw_tree_push(t, BW_TAG_HTML, bw_tree_add(t, BW_TAG_HTML, NULL), BW_STR("html"), BW_BOUND_ALL);
}

void bw_tree_need_body(struct bw_tree *t)
{
	bw_tree_need_html(t);
	if (t->body)
		return;
	bw_tree_pop(t, 2);
	t->body = bw_tree_add(t, BW_TAG_BODY, NULL);
	bw_tree_push(t, BW_TAG_BODY, t->body, BW_STR("body"), bw_rules_bounds(BW_TAG_BODY));
}

static bool is_blank(struct bw_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] != ' ' && s.ptr[i] != '\n' && s.ptr[i] != '\t' && s.ptr[i] != '\r' && s.ptr[i] != '\f')
			return false;
	return true;
}

/* Text behind text, where something between them left no node. Grows by doubling: it may come in any number of pieces.
 */
static void join_text(struct bw_tree *t, uint32_t at, struct bw_str more)
{
	struct bw_str *text = &t->nodes[at].text;
	if (text->ptr + text->len == more.ptr) {
		text->len += more.len;
		return;
	}
	if (t->joined.node != at || t->joined.cap - text->len < more.len) {
		size_t cap = (text->len + more.len) * 2;
		char *ptr = bw_arena_alloc(t->arena, cap);
		memcpy(ptr, text->ptr, text->len);
		t->joined.ptr = ptr;
		t->joined.cap = cap;
		t->joined.node = at;
		text->ptr = ptr;
	}
	memcpy(t->joined.ptr + text->len, more.ptr, more.len);
	text->len += more.len;
}

/* White space that no reader sees: outside of the body, and between blocks. */
static bool is_unseen(const struct bw_tree *t)
{
	return t->n_open == 1 || bw_tree_top(t)->tag == BW_TAG_HTML || bw_tree_top(t)->tag == BW_TAG_HEAD ||
	       (t->at_boundary && !t->top_of[BW_TAG_PRE]);
}

static void add_text(struct bw_tree *t, const struct bw_lexeme *token)
{
	struct bw_str text = token->changed ? bw_utf8_clean(t->arena, token->text) : token->text;
	if (t->skip_newline && text.len && text.ptr[0] == '\n')
		text = bw_str_from_pos(text, 1);
	t->skip_newline = false;
	if (!text.len || (is_blank(text) && is_unseen(t)))
		return;
	if (t->n_open == 1 || bw_tree_top(t)->tag == BW_TAG_HTML || bw_tree_top(t)->tag == BW_TAG_HEAD)
		bw_tree_need_body(t);
	t->at_boundary = false;
	struct bw_level *owner = &t->open[bw_tree_top(t)->owner];
	uint32_t at = t->n_nodes - 1;
	if (at && owner->last == at && t->nodes[at].tag == BW_TAG_TEXT) {
		join_text(t, at, text);
		return;
	}
	at = bw_tree_add(t, BW_TAG_TEXT, NULL);
	t->nodes[at].text = text;
}

/* A reference in a value may give a control character; a value of the page itself cannot hold one. */
static void clean_values(struct bw_tree *t, const struct bw_lexeme *tag)
{
	const char *from = t->lexer.s.ptr, *to = from + t->lexer.s.len;
	for (uint32_t i = tag->attr; i < tag->attr + tag->n_attrs; i++) {
		struct bw_str *value = &t->lexer.attrs.ptr[i].value;
		if (value->ptr < from || value->ptr > to)
			*value = bw_utf8_clean(t->arena, *value);
	}
}

static void take(struct bw_tree *t, const struct bw_lexeme *token)
{
	if (token->kind == BW_LEXEME_TEXT) {
		add_text(t, token);
	} else if (token->kind == BW_LEXEME_OPEN) {
		t->skip_newline = false;
		clean_values(t, token);
		bw_rules_open(t, token);
	} else if (token->kind == BW_LEXEME_CLOSE) {
		t->skip_newline = false;
		bw_rules_close(t, token);
	}
	t->lexer.cdata = bw_tree_top(t)->foreign;
}

int bw_dom_parse(struct bw_arena *a, struct bw_str html, struct bw_dom *out, struct bw_err *err)
{
	enum { NODE_BYTES = 40, FEW = 64 }; /* of a page for a node of it, as pages go */
	*out = (struct bw_dom){0};
	if (html.len > BW_DOM_MAX_BYTES)
		return bw_err_set(err, BW_ELIMIT, "the page has %zu bytes, more than the %d that are read", html.len,
				  BW_DOM_MAX_BYTES);
	struct bw_tree t = {.arena = a, .cap_nodes = (uint32_t)(html.len / NODE_BYTES) + FEW, .cap_open = FEW};
	struct bw_lexeme token;
	t.nodes = BW_ARRAY(a, struct bw_node, t.cap_nodes);
	t.open = BW_ARRAY(a, struct bw_level, t.cap_open);
	bw_html_lexer_init(&t.lexer, a, bw_arena_str(a, html));
	t.lexer.keep_attrs = true;
	t.at_boundary = true;
	bw_tree_push(&t, BW_TAG_OTHER, bw_tree_add(&t, BW_TAG_OTHER, NULL), BW_STR_NONE, 0);
	while (!t.too_deep && bw_html_lex(&t.lexer, &token))
		take(&t, &token);
	if (t.too_deep)
		return bw_err_set(err, BW_ELIMIT, "the page nests more than %d elements", BW_DOM_MAX_OPEN);
	bw_tree_pop(&t, 0);
	*out = (struct bw_dom){t.nodes, t.n_nodes, t.lexer.attrs.ptr};
	return 0;
}
