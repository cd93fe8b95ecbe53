/*
 * The tree from libxml2's HTML parser, by its SAX events: its own tree would be built only to be copied, and is limited
 * to 256 levels in its own way. Traps that are handled here: it is an HTML 4 parser, so <section> and its kin do not
 * end a <p>, <source>, <track> and <wbr> are not known to be empty, and numeric references to the C1 range (&#146;) are
 * not read as windows-1252, as every browser does.
 */
#include "extract/dom.h"

#include <libxml/HTMLparser.h>

#include "core/charset.h"
#include "core/utf8.h"
#include "core/vec.h"

/* One open element of the parser: where its content goes, and which node ends with it (0: none of ours). */
struct level {
	uint32_t node, own;
};

struct build {
	struct bw_arena *arena;
	BW_VEC(struct bw_node) nodes;
	BW_VEC(struct bw_attr) attrs;
	BW_VEC(uint32_t) last; /* last child of each node, 0 for none */
	BW_VEC(struct level) open;
	char *text; /* everything that is kept; references never expand, so the length of the input is enough */
	size_t text_len, text_cap;
	htmlParserCtxtPtr parser;
	bool too_deep;
};

static struct bw_str keep(struct build *b, const char *ptr, size_t len)
{
	if (len > b->text_cap - b->text_len)
		len = b->text_cap - b->text_len;
	struct bw_str s = {b->text + b->text_len, len};
	memcpy(b->text + b->text_len, ptr, len);
	b->text_len += len;
	return s;
}

static uint32_t add_node(struct build *b, uint32_t parent, uint32_t tag)
{
	uint32_t at = (uint32_t)b->nodes.len;
	struct bw_node *n = BW_PUSH(b->arena, &b->nodes);
	*n = (struct bw_node){.tag = tag, .parent = parent, .end = at + 1, .attr = (uint32_t)b->attrs.len};
	*BW_PUSH(b->arena, &b->last) = 0;
	if (at == 0)
		return 0;
	if (b->last.ptr[parent])
		b->nodes.ptr[b->last.ptr[parent]].next = at;
	else
		b->nodes.ptr[parent].first = at;
	b->last.ptr[parent] = at;
	return at;
}

static void add_attrs(struct build *b, uint32_t node, const xmlChar **atts)
{
	for (; atts && atts[0]; atts += 2) {
		const char *name = (const char *)atts[0], *value = (const char *)atts[1];
		struct bw_attr *at = BW_PUSH(b->arena, &b->attrs);
		at->name = keep(b, name, strlen(name));
		if (value)
			at->value = keep(b, value, strlen(value));
		b->nodes.ptr[node].n_attrs++;
	}
}

/* Ends an open <p> that the parser keeps open: what follows goes to the parent. */
static void end_paragraph(struct build *b)
{
	struct level *top = &b->open.ptr[b->open.len - 1];
	if (!top->own || b->nodes.ptr[top->own].tag != BW_TAG_P)
		return;
	b->nodes.ptr[top->own].end = (uint32_t)b->nodes.len;
	top->node = b->nodes.ptr[top->own].parent;
	top->own = 0;
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar **atts)
{
	struct build *b = ctx;
	enum bw_tag tag = bw_tag_find(bw_str_from((const char *)name));
	if (bw_tag_is(tag, BW_TAG_CLOSES_P))
		end_paragraph(b);
	struct level up = b->open.ptr[b->open.len - 1];
	struct level *level = BW_PUSH(b->arena, &b->open);
	*level = (struct level){up.node, 0};
	if (b->open.len > BW_DOM_MAX_OPEN) {
		b->too_deep = true;
		xmlStopParser(b->parser);
	}
	if (b->open.len > BW_DOM_MAX_DEPTH)
		return;
	uint32_t node = add_node(b, up.node, tag);
	add_attrs(b, node, atts);
	if (!bw_tag_is(tag, BW_TAG_VOID))
		*level = (struct level){node, node};
}

static void on_end(void *ctx, const xmlChar *name)
{
	(void)name;
	struct build *b = ctx;
	if (b->open.len < 2)
		return;
	struct level top = b->open.ptr[--b->open.len];
	if (top.own)
		b->nodes.ptr[top.own].end = (uint32_t)b->nodes.len;
}

/* A C1 control can only come from a numeric reference, since the input was cleaned: it is meant as windows-1252. */
static void fix_c1(struct build *b, struct bw_str in)
{
	size_t from = 0;
	for (size_t i = 0; i + 1 < in.len; i++) {
		if ((unsigned char)in.ptr[i] != 0xC2 || (unsigned char)in.ptr[i + 1] >= 0xA0)
			continue;
		keep(b, in.ptr + from, i - from);
		struct bw_str cp = bw_charset_1252((unsigned char)in.ptr[i + 1]);
		keep(b, cp.ptr, cp.len);
		from = i + 2;
		i++;
	}
	keep(b, in.ptr + from, in.len - from);
}

static void on_text(void *ctx, const xmlChar *chars, int len)
{
	struct build *b = ctx;
	if (len <= 0)
		return;
	uint32_t parent = b->open.ptr[b->open.len - 1].node, at = (uint32_t)b->nodes.len - 1;
	bool extends = at && b->nodes.ptr[at].tag == BW_TAG_TEXT && b->nodes.ptr[at].parent == parent;
	if (!extends) {
		at = add_node(b, parent, BW_TAG_TEXT);
		b->nodes.ptr[at].text.ptr = b->text + b->text_len;
	}
	fix_c1(b, (struct bw_str){(const char *)chars, (size_t)len});
	b->nodes.ptr[at].text.len = (size_t)(b->text + b->text_len - b->nodes.ptr[at].text.ptr);
}

static void on_message(void *ctx, const char *fmt, ...)
{
	(void)ctx;
	(void)fmt;
}

static void run_parser(struct build *b, struct bw_str html)
{
	htmlParserCtxtPtr p = htmlCreateMemoryParserCtxt(html.ptr, (int)html.len);
	if (!p)
		return;
	b->parser = p;
	htmlCtxtUseOptions(p, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
				      HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);
	htmlSAXHandler sax = {.startElement = on_start,
			      .endElement = on_end,
			      .characters = on_text,
			      .ignorableWhitespace = on_text,
			      .cdataBlock = on_text,
			      .error = on_message,
			      .warning = on_message};
	*p->sax = sax;
	p->userData = b;
	p->charset = XML_CHAR_ENCODING_UTF8; /* else it guesses at the first byte beyond ASCII */
	htmlParseDocument(p);
	htmlFreeParserCtxt(p);
}

int bw_dom_parse(struct bw_arena *a, struct bw_str html, struct bw_dom *out, struct bw_err *err)
{
	*out = (struct bw_dom){0};
	if (html.len > BW_DOM_MAX_BYTES)
		return bw_err_set(err, BW_ELIMIT, "the page has %zu bytes, more than the %d that are read", html.len,
				  BW_DOM_MAX_BYTES);
	struct build b = {.arena = a, .text_cap = html.len + 16};
	b.text = bw_arena_alloc(a, b.text_cap);
	add_node(&b, 0, BW_TAG_OTHER);
	BW_PUSH(a, &b.open);
	if (html.len)
		run_parser(&b, html);
	if (b.too_deep)
		return bw_err_set(err, BW_ELIMIT, "the page nests more than %d elements", BW_DOM_MAX_OPEN);
	while (b.open.len > 1)
		on_end(&b, NULL);
	b.nodes.ptr[0].end = (uint32_t)b.nodes.len;
	*out = (struct bw_dom){b.nodes.ptr, (uint32_t)b.nodes.len, b.attrs.ptr};
	return 0;
}
