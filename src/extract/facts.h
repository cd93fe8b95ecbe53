/*
 * What a page says about itself, in all the ways it says it: every claim is a fact with a field, a value and a rank;
 * the readers of one field choose among them (title.c, meta.c). Nothing is believed because one place says it.
 */
#ifndef BW_EXTRACT_FACTS_H
#define BW_EXTRACT_FACTS_H

#include "extract/page.h"

enum bw_field {
	BW_FIELD_NONE,
	BW_FIELD_TITLE,
	BW_FIELD_AUTHOR,
	BW_FIELD_PUBLISHED,
	BW_FIELD_MODIFIED,
	BW_FIELD_PUBLISHER,
	BW_FIELD_LANGUAGE,
	BW_FIELD_SECTION,
	BW_FIELD_URL,
	BW_FIELD_TYPE,
	BW_FIELD_BODY /* JSON-LD articleBody */
};

/* Ranks of authors as a reader sees them, near the headline. */
enum { BW_RANK_AUTHOR_REL = 44, BW_RANK_AUTHOR_BOX = 45, BW_RANK_AUTHOR_LINK = 47 };

struct bw_fact {
	enum bw_field field;
	int rank; /* lower is better; equal ranks by order */
	struct bw_str value;
};

struct bw_facts {
	struct bw_arena *arena;
	BW_VEC(struct bw_fact) list;
	bool is_article; /* JSON-LD, Open Graph or microdata call the page an article */
	bool is_listing; /* they call it a list or a front page */
};

/* Values are folded, unescaped once more, and left out when empty or absurdly long. */
void bw_facts_add(struct bw_facts *f, enum bw_field field, int rank, struct bw_str value);
/* The n-th fact of a field in order of rank, then of appearance; NULL past the last. */
const struct bw_fact *bw_facts_get(const struct bw_facts *f, enum bw_field field, size_t n);

/* meta, link and html attributes; microdata (facts_page.c) */
void bw_facts_from_page(struct bw_facts *f, const struct bw_page *p);
/* bylines and dates in the text of the page, those near the heading of the title before others (facts_visible.c) */
void bw_facts_visible(struct bw_facts *f, const struct bw_page *p, uint32_t heading);
/* The element speaks of other articles or is a reader's: its names and dates do not count. */
bool bw_facts_of_others(const struct bw_page *p, uint32_t node);
/* every <script type="application/ld+json"> (jsonld.c); text that is no JSON is passed over */
void bw_facts_from_jsonld(struct bw_facts *f, const struct bw_page *p);

#endif
