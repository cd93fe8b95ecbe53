/* Small operations on text that the readers of a page share. All results are in the arena or borrowed from the
 * argument. */
#ifndef BW_EXTRACT_TEXT_H
#define BW_EXTRACT_TEXT_H

#include <stdbool.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/str.h"
#include "core/utf8.h"

/* Every run of white space (Unicode's, NBSP included) becomes one space; none at the ends. */
struct bw_str bw_text_fold_space(struct bw_arena *a, struct bw_str s);
/* Appends s to b with white space folded as above; *space carries over whether a space is due, so that text may come in
 * pieces. */
void bw_text_fold_into(struct bw_buf *b, struct bw_str s, bool *space);
/* Letters and digits only, folded: two titles that differ in quotes, dashes, case and spaces have one key. */
struct bw_str bw_text_key(struct bw_arena *a, struct bw_str s);
/* Resolves &amp; &quot; &#39; and their kin once more: JSON-LD and meta values are often escaped twice. */
struct bw_str bw_text_unescape(struct bw_arena *a, struct bw_str s);
/* Words separated by spaces. */
size_t bw_text_words(struct bw_str s);
/* The text has at least one letter. */
bool bw_text_has_letter(struct bw_str s);
/* Plain text in the form of an article: paragraphs parted by one empty line, each one line with single spaces. */
struct bw_str bw_text_paragraphs(struct bw_arena *a, struct bw_str text);
bool bw_text_contains_nocase(struct bw_str s, const char *needle);

#endif
