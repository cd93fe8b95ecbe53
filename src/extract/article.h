/*
 * One text as published, read from a page (or taken from a feed's full content). Pure: bytes in, struct out.
 */
#ifndef BW_EXTRACT_ARTICLE_H
#define BW_EXTRACT_ARTICLE_H

#include "core/arena.h"
#include "core/err.h"
#include "core/time.h"

/* What a paragraph of a text is. */
enum bw_shape {
	BW_SHAPE_PARAGRAPH = 'p',
	BW_SHAPE_HEADING = '1', /* to '6', its level */
	BW_SHAPE_ITEM = 'l',    /* of a list */
	BW_SHAPE_QUOTE = 'q',   /* set off as one */
	BW_SHAPE_ROW = 't',     /* of a table: its cells parted by " | " */
	BW_SHAPE_CODE = 'c'
};

/* One entry of a live blog or a round-up. */
struct bw_entry {
	struct bw_str title, anchor; /* anchor: the id of its element, for a link; "" when it has none */
	bw_time published;           /* BW_TIME_NONE unknown */
	uint32_t first, n;           /* its paragraphs */
};

enum bw_article_form { BW_ARTICLE_PROSE, BW_ARTICLE_LIVE_BLOG, BW_ARTICLE_ROUND_UP };

struct bw_article {
	struct bw_str url;       /* canonical address, absolute: the identity of the article */
	struct bw_str source;    /* name of the source it came through; set by the caller of extract */
	struct bw_str title;     /* one line; without the outlet's suffix ("... | The Outlet") */
	struct bw_str author;    /* without "By"; several joined with ", "; "" unknown */
	struct bw_str publisher; /* as the page names it; "" unknown */
	struct bw_str language;  /* BCP 47 primary tag as declared by the page ("en"); "" unknown */
	struct bw_str section;   /* as the page names it ("Opinion"); "" unknown */
	struct bw_str text;  /* clean body: paragraphs separated by one empty line ("\n\n"), each one line with single
				spaces; well-formed UTF-8. Characters stay as published (curly quotes, NBSP becomes
				space); every offset in the program counts bytes of this string */
	struct bw_str shape; /* one letter (enum bw_shape) for each paragraph of text, in order; "" unknown */
	enum bw_article_form form;
	const struct bw_entry *entries; /* of a live blog or a round-up, in the order of the text */
	uint32_t n_entries;
	bw_time published; /* BW_TIME_NONE unknown */
	bw_time modified;
};

/* What a page can be besides an article. */
enum bw_page_kind {
	BW_PAGE_ARTICLE,
	BW_PAGE_INDEX,
	BW_PAGE_ERROR,   /* "not found" also where the server calls it a page; refusals; checks for robots */
	BW_PAGE_EMPTY,   /* also one that only a script would fill */
	BW_PAGE_PAYWALL, /* a first few lines, and the rest for subscribers */
	BW_PAGE_CONSENT, /* a question about cookies or age, or a form to log in, in place of the page */
	BW_PAGE_KINDS
};
/* "a list of articles"; "" for an article. */
const char *bw_page_kind_words(enum bw_page_kind kind);

/* Reads a page. url is where it was fetched; a canonical link of the same host replaces it (of any host when
 * trust_canonical). content_type is the header's text ("" when unknown). hints are what the feed said of it (may be
 * NULL; used where the page is silent: title, author, date; the summary helps to find the body). *kind tells what the
 * page is; for anything but BW_PAGE_ARTICLE out->text may be empty. BW_EINPUT when the bytes are no page at all,
 * BW_ELIMIT when they nest or run beyond limits. */
struct bw_page_hints {
	struct bw_str title, author, summary;
	bw_time published;
	bool trust_canonical;
};
int bw_article_read(struct bw_arena *a, struct bw_str bytes, struct bw_str content_type, struct bw_str url,
		    const struct bw_page_hints *hints, struct bw_article *out, enum bw_page_kind *kind,
		    struct bw_err *err);

/* The text of an HTML fragment (a feed's full content), in paragraphs as above. */
int bw_article_text_from_html(struct bw_arena *a, struct bw_str html, struct bw_str *text, struct bw_err *err);
/* The same, with its shape: fills text, shape, form and entries of out and nothing else. */
int bw_article_from_fragment(struct bw_arena *a, struct bw_str html, struct bw_article *out, struct bw_err *err);

/* Plain text (a .txt or .md file, standard input), with or without marks of Markdown: first line or heading is the
 * title when it is short and followed by an empty line; front matter gives title, author, date and language. */
int bw_article_from_text(struct bw_arena *a, struct bw_str bytes, struct bw_str url, struct bw_article *out,
			 struct bw_err *err);

/* {"url","source","title","author","publisher","published","modified","lang","section","text"}: one object, unknown
 * values null; "shape" when it is known, and of a live blog or a round-up "form" ("live-blog", "round-up") and
 * "entries": [{"title","published","anchor","first","n"}]. The reader also takes `import` lines
 * ({"url","source","title","published","lang","text"}); BW_EINPUT names the field. White space of text is folded to the
 * form above. */
struct bw_buf;
void bw_article_write_json(const struct bw_article *article, struct bw_buf *out);
int bw_article_read_json(struct bw_arena *a, struct bw_str line, struct bw_article *out, struct bw_err *err);

#endif
