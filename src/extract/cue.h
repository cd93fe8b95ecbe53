/*
 * What the class, id, role and itemprop of an element say about it. The words are a table (cue.c); class names are read
 * word by word, split at hyphens, underscores and changes of case, so that "article__shareTools" says article and
 * share, and "shadow" does not say ad.
 */
#ifndef BW_EXTRACT_CUE_H
#define BW_EXTRACT_CUE_H

#include "extract/dom.h"

enum bw_cue {
	BW_CUE_BODY = 1,     /* the text itself: article, story, entry, content */
	BW_CUE_CUT = 2,      /* never a part of the text: share, related, advert, newsletter */
	BW_CUE_TALK = 4,     /* comments of readers: cut even where they are most of the page */
	BW_CUE_META = 8,     /* byline, date, reading time: cut when short */
	BW_CUE_CAPTION = 16, /* captions and credits of pictures */
	BW_CUE_WEAK = 32,    /* speaks against an element, but does not cut it alone */
	BW_CUE_HIDDEN = 64,  /* not shown by a browser */
	BW_CUE_ASIDE = 256,  /* beside the text: sidebar, related, gallery; cut wherever enough text stands elsewhere */
	BW_CUE_LABEL = 128   /* itemprop=articleBody: the page itself says that this is the text */
};

/* What is remembered while a page is read: class names come again and again. About 25 KB. */
struct bw_cues {
	uint8_t first[26], next[255]; /* rows of the table by first letter: one more than their number, 0 for none */
	struct {
		struct bw_str value;
		unsigned bits;
	} seen[1024]; /* by hash of the value; the newest stays */
};
void bw_cue_init(struct bw_cues *c);

/* Bits of enum bw_cue. */
unsigned bw_cue_of(struct bw_cues *c, const struct bw_dom *d, uint32_t node);
/* The bits of one class or id value, without tag, role or style. The value must live as long as c is used. */
unsigned bw_cue_of_words(struct bw_cues *c, struct bw_str value);

#endif
