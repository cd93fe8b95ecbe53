/*
 * Words into lines of a terminal: styles, hanging prefixes, East Asian width. Every line ends without trailing spaces.
 */
#ifndef BW_RENDER_WRAP_H
#define BW_RENDER_WRAP_H

#include "core/buf.h"

enum bw_wrap_style { BW_PLAIN, BW_STRONG, BW_DIM, BW_SOURCE, BW_STATUS, BW_ANCHOR, BW_TITLE, BW_N_STYLE };
enum { BW_WRAP_WORD_BYTES = 512, BW_WRAP_PREFIX_BYTES = 64 };

struct bw_wrap {
	struct bw_buf *out;
	int columns, column;
	bool colour, begun;                /* a line is begun: its prefix stands */
	char prefix[BW_WRAP_PREFIX_BYTES]; /* of lines after the first */
	char word[BW_WRAP_WORD_BYTES];
	size_t word_bytes;
	int word_width;
	bool space; /* one is owed before the word */
	enum bw_wrap_style style, line_style;
};

void bw_wrap_open(struct bw_wrap *w, struct bw_buf *out, int columns, bool colour);
/* Begins a paragraph: first stands before its first line, rest before the others (same width). */
void bw_wrap_begin(struct bw_wrap *w, const char *first, const char *rest);
void bw_wrap_style(struct bw_wrap *w, enum bw_wrap_style style);
void bw_wrap_text(struct bw_wrap *w, struct bw_str text);
void bw_wrap_space(struct bw_wrap *w);
/* Ends the paragraph's last line. */
void bw_wrap_end(struct bw_wrap *w);

#endif
