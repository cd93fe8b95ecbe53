/*
 * A page as a flat tree. The nodes stand in document order, so the subtree of node i is the range [i, nodes[i].end):
 * walking, skipping and summing are loops over an array. Node 0 is the document; 0 also means "none" where a node is
 * asked for. All memory is in the arena given to bw_dom_parse; text is well-formed UTF-8 without control characters,
 * with character references resolved.
 *
 * The tree is that of the HTML standard (WHATWG, section 13.2.6) reduced to what articles need: void and raw-text
 * elements, the end tags that may be left out, tables, lists, misnested formatting, SVG and MathML. What differs:
 * nothing moves. Text that stands in a table outside of its cells stays there, and of misnested formatting only links
 * are split. <noscript> is read as markup. White space between blocks is left out.
 */
#ifndef BW_EXTRACT_DOM_H
#define BW_EXTRACT_DOM_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"
#include "core/html.h"
#include "core/str.h"

/* Every tag that matters to reading: identifier, name, what it is. Ordered by name. */
#define BW_TAG_LIST(X)                                                                                                 \
	X(A, "a", 0)                                                                                                   \
	X(ABBR, "abbr", 0)                                                                                             \
	X(ADDRESS, "address", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                          \
	X(APPLET, "applet", BW_TAG_MUTE)                                                                               \
	X(AREA, "area", BW_TAG_VOID)                                                                                   \
	X(ARTICLE, "article", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                          \
	X(ASIDE, "aside", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                              \
	X(AUDIO, "audio", BW_TAG_MUTE)                                                                                 \
	X(B, "b", 0)                                                                                                   \
	X(BASE, "base", BW_TAG_VOID)                                                                                   \
	X(BIG, "big", 0)                                                                                               \
	X(BLOCKQUOTE, "blockquote", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                    \
	X(BODY, "body", BW_TAG_BLOCK)                                                                                  \
	X(BR, "br", BW_TAG_VOID)                                                                                       \
	X(BUTTON, "button", BW_TAG_MUTE)                                                                               \
	X(CANVAS, "canvas", BW_TAG_MUTE)                                                                               \
	X(CAPTION, "caption", BW_TAG_BLOCK)                                                                            \
	X(CENTER, "center", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                            \
	X(CITE, "cite", 0)                                                                                             \
	X(CODE, "code", 0)                                                                                             \
	X(COL, "col", BW_TAG_VOID)                                                                                     \
	X(COLGROUP, "colgroup", BW_TAG_BLOCK)                                                                          \
	X(DATALIST, "datalist", BW_TAG_MUTE)                                                                           \
	X(DD, "dd", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                                    \
	X(DETAILS, "details", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                          \
	X(DIALOG, "dialog", BW_TAG_MUTE | BW_TAG_CLOSES_P)                                                             \
	X(DIR, "dir", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                                  \
	X(DIV, "div", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                                  \
	X(DL, "dl", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                                    \
	X(DT, "dt", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                                    \
	X(EM, "em", 0)                                                                                                 \
	X(EMBED, "embed", BW_TAG_VOID)                                                                                 \
	X(FIELDSET, "fieldset", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                        \
	X(FIGCAPTION, "figcaption", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                    \
	X(FIGURE, "figure", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                            \
	X(FONT, "font", 0)                                                                                             \
	X(FOOTER, "footer", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                            \
	X(FORM, "form", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                                \
	X(FRAME, "frame", BW_TAG_VOID)                                                                                 \
	X(FRAMESET, "frameset", BW_TAG_BLOCK)                                                                          \
	X(H1, "h1", BW_TAG_BLOCK | BW_TAG_HEADING | BW_TAG_CLOSES_P)                                                   \
	X(H2, "h2", BW_TAG_BLOCK | BW_TAG_HEADING | BW_TAG_CLOSES_P)                                                   \
	X(H3, "h3", BW_TAG_BLOCK | BW_TAG_HEADING | BW_TAG_CLOSES_P)                                                   \
	X(H4, "h4", BW_TAG_BLOCK | BW_TAG_HEADING | BW_TAG_CLOSES_P)                                                   \
	X(H5, "h5", BW_TAG_BLOCK | BW_TAG_HEADING | BW_TAG_CLOSES_P)                                                   \
	X(H6, "h6", BW_TAG_BLOCK | BW_TAG_HEADING | BW_TAG_CLOSES_P)                                                   \
	X(HEAD, "head", BW_TAG_MUTE)                                                                                   \
	X(HEADER, "header", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                            \
	X(HGROUP, "hgroup", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                            \
	X(HR, "hr", BW_TAG_BLOCK | BW_TAG_VOID | BW_TAG_CLOSES_P)                                                      \
	X(HTML, "html", BW_TAG_BLOCK)                                                                                  \
	X(I, "i", 0)                                                                                                   \
	X(IFRAME, "iframe", BW_TAG_MUTE)                                                                               \
	X(IMG, "img", BW_TAG_VOID)                                                                                     \
	X(INPUT, "input", BW_TAG_VOID)                                                                                 \
	X(KEYGEN, "keygen", BW_TAG_VOID)                                                                               \
	X(LABEL, "label", 0)                                                                                           \
	X(LEGEND, "legend", BW_TAG_BLOCK)                                                                              \
	X(LI, "li", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                                    \
	X(LINK, "link", BW_TAG_VOID)                                                                                   \
	X(LISTING, "listing", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                          \
	X(MAIN, "main", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                                \
	X(MARQUEE, "marquee", 0)                                                                                       \
	X(MATH, "math", 0)                                                                                             \
	X(MENU, "menu", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                                \
	X(META, "meta", BW_TAG_VOID)                                                                                   \
	X(NAV, "nav", BW_TAG_BLOCK | BW_TAG_MUTE | BW_TAG_CLOSES_P)                                                    \
	X(NOBR, "nobr", 0)                                                                                             \
	X(NOEMBED, "noembed", BW_TAG_MUTE)                                                                             \
	X(NOFRAMES, "noframes", BW_TAG_MUTE)                                                                           \
	X(NOSCRIPT, "noscript", BW_TAG_MUTE)                                                                           \
	X(OBJECT, "object", BW_TAG_MUTE)                                                                               \
	X(OL, "ol", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                                    \
	X(OPTGROUP, "optgroup", BW_TAG_MUTE)                                                                           \
	X(OPTION, "option", BW_TAG_MUTE)                                                                               \
	X(P, "p", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                                      \
	X(PARAM, "param", BW_TAG_VOID)                                                                                 \
	X(PICTURE, "picture", 0)                                                                                       \
	X(PLAINTEXT, "plaintext", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                      \
	X(PRE, "pre", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                                  \
	X(Q, "q", 0)                                                                                                   \
	X(S, "s", 0)                                                                                                   \
	X(SCRIPT, "script", BW_TAG_MUTE)                                                                               \
	X(SEARCH, "search", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                            \
	X(SECTION, "section", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                          \
	X(SELECT, "select", BW_TAG_MUTE)                                                                               \
	X(SMALL, "small", 0)                                                                                           \
	X(SOURCE, "source", BW_TAG_VOID)                                                                               \
	X(SPAN, "span", 0)                                                                                             \
	X(STRIKE, "strike", 0)                                                                                         \
	X(STRONG, "strong", 0)                                                                                         \
	X(STYLE, "style", BW_TAG_MUTE)                                                                                 \
	X(SUB, "sub", 0)                                                                                               \
	X(SUMMARY, "summary", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                          \
	X(SUP, "sup", 0)                                                                                               \
	X(SVG, "svg", BW_TAG_MUTE)                                                                                     \
	X(TABLE, "table", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                              \
	X(TBODY, "tbody", BW_TAG_BLOCK)                                                                                \
	X(TD, "td", BW_TAG_BLOCK)                                                                                      \
	X(TEMPLATE, "template", BW_TAG_MUTE)                                                                           \
	X(TEXTAREA, "textarea", BW_TAG_MUTE)                                                                           \
	X(TFOOT, "tfoot", BW_TAG_BLOCK)                                                                                \
	X(TH, "th", BW_TAG_BLOCK)                                                                                      \
	X(THEAD, "thead", BW_TAG_BLOCK)                                                                                \
	X(TIME, "time", 0)                                                                                             \
	X(TITLE, "title", BW_TAG_MUTE)                                                                                 \
	X(TR, "tr", BW_TAG_BLOCK)                                                                                      \
	X(TRACK, "track", BW_TAG_VOID)                                                                                 \
	X(TT, "tt", 0)                                                                                                 \
	X(U, "u", 0)                                                                                                   \
	X(UL, "ul", BW_TAG_BLOCK | BW_TAG_CLOSES_P)                                                                    \
	X(VIDEO, "video", BW_TAG_MUTE)                                                                                 \
	X(WBR, "wbr", BW_TAG_VOID)                                                                                     \
	X(XMP, "xmp", BW_TAG_BLOCK | BW_TAG_CLOSES_P)

enum bw_tag_flag {
	BW_TAG_BLOCK = 1,    /* starts and ends a paragraph */
	BW_TAG_VOID = 2,     /* has no content */
	BW_TAG_MUTE = 4,     /* what stands in it is never text of an article */
	BW_TAG_HEADING = 8,  /* h1 to h6 */
	BW_TAG_CLOSES_P = 16 /* an open <p> ends where it starts */
};

enum bw_tag {
	BW_TAG_TEXT, /* a text node */
#define BW_TAG_ID(id, name, flags) BW_TAG_##id,
	BW_TAG_LIST(BW_TAG_ID)
#undef BW_TAG_ID
		BW_TAG_OTHER /* any other element, and the document */
};

struct bw_node {
	uint32_t parent; /* always smaller than the node's own number */
	uint32_t next;   /* sibling, 0 for none */
	uint32_t first;  /* child, 0 for none */
	uint32_t end;    /* first node after the subtree */
	uint32_t attr;
	uint16_t n_attrs;
	uint16_t tag;       /* enum bw_tag */
	struct bw_str text; /* of a text node; "" for elements */
};

struct bw_dom {
	const struct bw_node *nodes;
	uint32_t n;
	const struct bw_attr *attrs;
};

enum { BW_DOM_MAX_DEPTH = 256, BW_DOM_MAX_OPEN = 4096, BW_DOM_MAX_BYTES = 32 << 20 };

/* Parses well-formed UTF-8 that is free of NUL and other controls (bw_utf8_clean). Elements nested deeper than
 * BW_DOM_MAX_DEPTH are left out, their text goes to the last ancestor that is kept. BW_ELIMIT when more than
 * BW_DOM_MAX_OPEN elements are open at once or the page is longer than BW_DOM_MAX_BYTES. */
int bw_dom_parse(struct bw_arena *a, struct bw_str html, struct bw_dom *out, struct bw_err *err);

enum bw_tag bw_tag_find(struct bw_str lower_case_name);
unsigned bw_tag_flags(uint32_t tag);
bool bw_tag_is(uint32_t tag, enum bw_tag_flag flag);

/* Value of an attribute, "" when it is absent. */
struct bw_str bw_dom_attr(const struct bw_dom *d, uint32_t node, const char *name);
bool bw_dom_has_attr(const struct bw_dom *d, uint32_t node, const char *name);
/* One of the space-separated words of the attribute is `word`, ASCII case ignored. */
bool bw_dom_attr_has_word(const struct bw_dom *d, uint32_t node, const char *name, struct bw_str word);
/* The next element of this tag in [from, end), 0 when there is none. */
uint32_t bw_dom_find(const struct bw_dom *d, enum bw_tag tag, uint32_t from, uint32_t end);
/* The nearest ancestor of this tag, the node itself included, 0 when there is none. */
uint32_t bw_dom_up(const struct bw_dom *d, uint32_t node, enum bw_tag tag);
/* All text of a subtree but that of mute elements below it, white space folded, a space at block boundaries; at most
 * max_bytes are gathered. */
struct bw_str bw_dom_text(struct bw_arena *a, const struct bw_dom *d, uint32_t node, size_t max_bytes);

#endif
