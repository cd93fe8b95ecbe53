/*
 * What a page is besides an article: a list, an error, the first lines of a paid text, a question in place of the page.
 * Decided from its structure (links and sentences, repeated teasers, forms), from what it claims (schema.org
 * isAccessibleForFree and hasPart, types, dates) and from set phrases in eleven languages (kind_words.c). A page that
 * carries a whole text is an article whatever stands around it, and one about errors or cookies is an article too: a
 * phrase counts where it speaks to the reader, not within quotation marks, and only where little else is said.
 */
#ifndef BW_EXTRACT_KIND_H
#define BW_EXTRACT_KIND_H

#include "extract/article.h"
#include "extract/body.h"
#include "extract/facts.h"

struct bw_kind_view {
	const struct bw_page *page;
	const struct bw_facts *facts;
	const struct bw_body *body;
	const struct bw_article *article;
};

enum bw_page_kind bw_kind_of(const struct bw_kind_view *v);

/* Set phrases by what they are evidence of: the table page-kinds of each language, the same on every machine. */
enum bw_phrase_set {
	BW_PHRASE_ERROR_TITLE, /* is a title, or a part of one between "|" or "-" */
	BW_PHRASE_ERROR_LINE,  /* stands in a line that speaks to the reader */
	BW_PHRASE_PAY_LINE,
	BW_PHRASE_CONSENT_TITLE,
	BW_PHRASE_CONSENT_LINE,
	BW_PHRASE_LOGIN_TITLE,
	BW_PHRASE_LOGIN_LINE,
	BW_PHRASE_SHELL_LINE, /* of a page that a script would fill */
	BW_PHRASE_LIST_TITLE, /* is a title or begins one */
	BW_PHRASE_LIST_PATH,  /* is a segment of the path of an address */
	BW_PHRASE_LIVE_TITLE, /* begins or ends the title of a live blog */
	BW_PHRASE_SETS
};

enum { BW_PHRASE_BUCKETS = 64 };
struct bw_kind_words {
	struct bw_str *phrase[BW_PHRASE_SETS]; /* folded as bw_uni_fold does */
	uint32_t n[BW_PHRASE_SETS];
	uint16_t first[BW_PHRASE_SETS][BW_PHRASE_BUCKETS]; /* by the first two bytes: number of a phrase + 1 */
	uint16_t *next[BW_PHRASE_SETS];
};
void bw_kind_words_load(struct bw_arena *a, struct bw_kind_words *out);
/* Where the first phrase of the set that stands between borders of words begins in a folded text, BW_NPOS for none. */
size_t bw_kind_words_find(const struct bw_kind_words *w, enum bw_phrase_set set, struct bw_str folded);
/* How many phrases of the set it has, at most `most`. */
unsigned bw_kind_words_count(const struct bw_kind_words *w, enum bw_phrase_set set, struct bw_str folded,
			     unsigned most);
/* The folded text is a phrase of the set, marks at its ends aside. */
bool bw_kind_words_is(const struct bw_kind_words *w, enum bw_phrase_set set, struct bw_str folded);

/* Parts of the work, one file each. */

/* Gives out what a page says of itself once, for the judges below. */
struct bw_kind_case {
	const struct bw_kind_view *view;
	struct bw_kind_words words;
	struct bw_str title;  /* folded */
	bool claims;          /* its type or a date of its own says that it is one article */
	bool claims_strongly; /* both, and nothing else on the page says the same of itself */
};
/* The first lines of a text for subscribers: marked as paid, cut short, or followed by an offer. (kind_pay.c) */
bool bw_kind_is_paywall(const struct bw_kind_case *c);
/* Teasers, or links and hardly any sentences. (kind_list.c) */
bool bw_kind_is_list(const struct bw_kind_case *c);

#endif
