/*
 * HTML as tokens: the tokeniser of the HTML standard (WHATWG, section 13.2.5) in full, pulled one token at a time. Its
 * parse errors are not reported, only what comes of them. Linear in the length whatever the input. What a token holds
 * is borrowed from the input wherever nothing had to change, and else in the arena; the input should be UTF-8, but no
 * byte breaks it. Line ends are those of the standard: CR LF and CR come out as LF.
 */
#ifndef BW_CORE_HTML_H
#define BW_CORE_HTML_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/vec.h"

/* What the input is read as. The reader of the tokens sets it after a start tag (a title is RCDATA, a style RAWTEXT, a
 * script SCRIPT); after the end tag that belongs to it the lexer is back in DATA by itself. */
enum bw_lex_state {
	BW_LEX_DATA,
	BW_LEX_RCDATA,
	BW_LEX_RAWTEXT,
	BW_LEX_SCRIPT,
	BW_LEX_PLAINTEXT,
	BW_LEX_CDATA /* a section that "]]>" ends; the lexer enters it by itself where cdata is set */
};

struct bw_attr {
	struct bw_str name; /* lower case */
	struct bw_str value;
};

enum bw_lexeme_kind {
	BW_LEXEME_END,   /* of the input */
	BW_LEXEME_TEXT,  /* as long as can be: the next token is none, unless nothing stood between ("a</>b") */
	BW_LEXEME_OPEN,  /* a start tag */
	BW_LEXEME_CLOSE, /* an end tag */
	BW_LEXEME_COMMENT,
	BW_LEXEME_DOCTYPE
};

struct bw_lexeme {
	enum bw_lexeme_kind kind;
	bool changed;         /* text is not as it stood in the input */
	bool self_closing;    /* of a start tag */
	bool quirks;          /* of a doctype */
	struct bw_str name;   /* of a tag or doctype, lower case; its ptr is NULL for a doctype without a name */
	struct bw_str text;   /* of a text or comment; in DATA a NUL stands in it as it came */
	struct bw_str public; /* identifiers of a doctype; the ptr is NULL where there is none */
	struct bw_str system;
	uint32_t attr, n_attrs; /* of a start tag, in the lexer's attrs: each name once, the first of its kind */
	size_t from, to;        /* where it stands in the input */
};

struct bw_lexer {
	struct bw_arena *arena;
	struct bw_str s;
	size_t pos; /* everything before was read; may be set between two tokens */
	enum bw_lex_state state;
	struct bw_str last_open; /* name of the last start tag: what ends RCDATA, RAWTEXT and SCRIPT */
	bool cdata;              /* "<![CDATA[" opens a section (in SVG and MathML), else a comment */
	bool keep_attrs;         /* the attributes of all start tags stay; else those of the latest only */
	BW_VEC(struct bw_attr) attrs;
	size_t next[3]; /* where the next '&', CR and NUL stand, as far as is known */
};

void bw_html_lexer_init(struct bw_lexer *h, struct bw_arena *a, struct bw_str html);
/* The next token; false at the end. A tag that the end of the input cuts off is left out, as in browsers. */
bool bw_html_lex(struct bw_lexer *h, struct bw_lexeme *t);

/* For readers that look at single pieces of the input only. */

/* Value of an attribute of the start tag that s is, from '<' to '>'; "" when it is absent. name in any case. */
struct bw_str bw_html_find_attr(struct bw_arena *a, struct bw_str tag, struct bw_str name);
/* Where the comment, doctype or other markup without a name ends that begins with "<!" or "<?" at pos; the end of the
 * input when it does not. */
size_t bw_html_skip(struct bw_str s, size_t pos);
/* Where text ends that goes on at pos and is read as RCDATA, RAWTEXT or SCRIPT: at the end tag of this name (lower
 * case), or at the end of the input. */
size_t bw_html_raw_end(struct bw_str s, size_t pos, enum bw_lex_state state, struct bw_str name);

/* The characters of a reference in UTF-8: one, in some names two. */
struct bw_html_chars {
	char bytes[8];
	size_t len;
};
/* s.ptr[pos] is '&': the length of the character reference there, 0 when there is none. The longest name that fits
 * counts. Numbers are read as browsers do: 128 to 159 mean windows-1252, what can be no character is U+FFFD. In an
 * attribute a name without semicolon before '=', a letter or a digit is none ("?a=1&copy=2"). */
size_t bw_html_reference(struct bw_str s, size_t pos, bool in_attribute, struct bw_html_chars *out);

#endif
