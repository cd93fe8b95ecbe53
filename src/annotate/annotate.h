/*
 * The stage: an article becomes notes. The annotator is built once from the lexicons, then read-only and shared by
 * threads.
 */
#ifndef BW_ANNOTATE_ANNOTATE_H
#define BW_ANNOTATE_ANNOTATE_H

#include "annotate/notes.h"
#include "core/arena.h"
#include "core/err.h"
#include "core/lexicon.h"
#include "extract/article.h"

struct bw_annotator;

/* Tables and matchers are in the arena (and the heap: close gives it back). */
int bw_annotator_open(struct bw_arena *a, const struct bw_lexicons *lexicons, struct bw_annotator **out,
		      struct bw_err *err);
void bw_annotator_close(struct bw_annotator *an);

/* Never fails: a text in which nothing is understood gets notes with words and sentences only. Time is linear in the
 * text, memory a small multiple of it. */
void bw_annotate(const struct bw_annotator *an, struct bw_arena *a, const struct bw_article *article,
		 struct bw_notes *out);

/* Names of a domain row for people and exports: "AI", "export controls". */
struct bw_str bw_domain_name(const struct bw_annotator *an, uint32_t id);
uint32_t bw_domain_count(const struct bw_annotator *an);

#endif
