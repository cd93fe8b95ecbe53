/* The tree while it grows: what the rules of the elements (dom_rules.c) and the stack under them (dom_tree.c) share. */
#ifndef BW_EXTRACT_DOM_PART_H
#define BW_EXTRACT_DOM_PART_H

#include "extract/dom.h"

/* One open element. Places are indexes of the stack, 0 for none; that of the document is 0. The places of what bounds a
 * search are handed on from level to level, so that no rule walks the stack. */
struct bw_level {
	uint32_t node;  /* where its content goes */
	uint32_t last;  /* last child of node so far, counted at the level that owns node */
	uint16_t owner; /* the level that owns node: this one, or where it is too deep an ancestor */
	uint16_t tag;
	uint16_t before;  /* the next open element of the same tag */
	uint16_t scope;   /* the nearest that bounds end tags: a cell, a table ... */
	uint16_t button;  /* the same, or a button: bounds what ends a <p> */
	uint16_t special; /* the nearest that formatting does not cross: a block */
	uint16_t item;    /* the same but for <p>, <div>, <address>: bounds what ends a <li> */
	bool ended;       /* its end tag came within another element, and counts when that ends */
	bool foreign;     /* of SVG or MathML */
	struct bw_str name;
};

struct bw_tree {
	struct bw_arena *arena;
	struct bw_lexer lexer;
	struct bw_node *nodes;
	uint32_t n_nodes, cap_nodes;
	struct bw_level *open;
	uint32_t n_open, cap_open;
	uint16_t top_of[BW_TAG_OTHER + 1]; /* the innermost open element of each tag */
	uint32_t head, body;               /* nodes */
	uint32_t head_last;                /* last child of the head, which may go on after it ended */
	bool at_boundary;                  /* since the last block boundary came nothing that is seen */
	bool skip_newline;
	bool too_deep;
	struct bw_buf_str {
		char *ptr;
		size_t len, cap;
		uint32_t node;
	} joined; /* the text of a node that was put together */
};

static inline struct bw_level *bw_tree_top(const struct bw_tree *t)
{
	return &t->open[t->n_open - 1];
}

/* A node for the tag, below the innermost open element. */
uint32_t bw_tree_add(struct bw_tree *t, enum bw_tag tag, const struct bw_lexeme *from);
/* Opens an element for the node, 0 for one that is left out; bounds are bits of enum bw_bound. */
void bw_tree_push(struct bw_tree *t, enum bw_tag tag, uint32_t node, struct bw_str name, unsigned bounds);
/* Ends the innermost elements until n are left, and then those whose end tag came before. */
void bw_tree_pop(struct bw_tree *t, uint32_t n);
/* Html, and body, open where they are not yet. */
void bw_tree_need_html(struct bw_tree *t);
void bw_tree_need_body(struct bw_tree *t);

/* What an element is for the levels within it. */
enum bw_bound {
	BW_BOUND_SCOPE = 1,
	BW_BOUND_BUTTON = 2,
	BW_BOUND_SPECIAL = 4,
	BW_BOUND_ITEM = 8,
	BW_BOUND_ALL = 15,
	BW_BOUND_FOREIGN = 16
};
/* Of an element of HTML. (dom_kinds.c) */
unsigned bw_rules_bounds(enum bw_tag tag);
/* How an element is read. */
enum bw_rule_kind {
	BW_RULE_PLAIN,  /* any other element */
	BW_RULE_BLOCK,  /* closed by its end tag from within others */
	BW_RULE_FORMAT, /* formatting: its end tag may come too early */
	BW_RULE_LINK,   /* <a> */
	BW_RULE_PARAGRAPH,
	BW_RULE_HEADING,
	BW_RULE_ITEM,       /* li */
	BW_RULE_DEFINITION, /* dd, dt */
	BW_RULE_TABLE,
	BW_RULE_SECTION, /* of a table: tbody, caption ... */
	BW_RULE_ROW,
	BW_RULE_CELL,
	BW_RULE_OPTION,
	BW_RULE_GROUP, /* of options */
	BW_RULE_SELECT,
	BW_RULE_FIELD, /* what cannot stand in a select */
	BW_RULE_BUTTON,
	BW_RULE_FORM,
	BW_RULE_PRE,
	BW_RULE_FRAME, /* html, head, body */
	BW_RULE_BREAK, /* br */
	BW_RULE_FOREIGN
};

enum {
	BW_RULE_HEAD = 1,    /* belongs into the head where the body has not begun */
	BW_RULE_OUT = 2,     /* ends SVG and MathML */
	BW_RULE_SPECIAL = 4, /* see struct bw_level */
	BW_RULE_SCOPE = 8
};

struct bw_rule {
	uint8_t kind, flags;
	uint8_t state; /* enum bw_lex_state: how its content is read */
};
extern const struct bw_rule bw_rules[BW_TAG_OTHER + 1];

/* A tag of the input. */
void bw_rules_open(struct bw_tree *t, const struct bw_lexeme *tag);
void bw_rules_close(struct bw_tree *t, const struct bw_lexeme *tag);

#endif
