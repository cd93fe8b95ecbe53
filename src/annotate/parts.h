/*
 * The parts of annotate, each one file, called in this order by annotate.c; each fills its own fields of the notes and
 * reads those before it. Each part has a small table struct that it builds from lexicons at open; they are read-only
 * afterwards.
 */
#ifndef BW_ANNOTATE_PARTS_H
#define BW_ANNOTATE_PARTS_H

#include "annotate/notes.h"
#include "core/arena.h"
#include "core/err.h"
#include "core/lexicon.h"
#include "extract/article.h"

struct bw_words;  /* language, tokens, sentences, terms */
struct bw_names;  /* actors, mentions, geo */
struct bw_speech; /* quotations */
struct bw_claims; /* figures, statements and their status */
struct bw_kinds;  /* kind of article, domains, credit line */

int bw_words_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_words **out, struct bw_err *err);
int bw_names_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_names **out, struct bw_err *err);
int bw_speech_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_speech **out, struct bw_err *err);
int bw_claims_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_claims **out, struct bw_err *err);
int bw_kinds_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_kinds **out, struct bw_err *err);
void bw_words_close(struct bw_words *p);
void bw_names_close(struct bw_names *p);
void bw_speech_close(struct bw_speech *p);
void bw_claims_close(struct bw_claims *p);
void bw_kinds_close(struct bw_kinds *p);

/* 1. language, title, body, terms */
void bw_words_note(const struct bw_words *p, struct bw_arena *a, const struct bw_article *article,
		   struct bw_notes *notes);
/* 2. kind, domains, credit */
void bw_kinds_note(const struct bw_kinds *p, struct bw_arena *a, const struct bw_article *article,
		   struct bw_notes *notes);
/* 3. actors, mentions, geo; `agentive` and `salience` are completed by bw_names_finish after speech */
void bw_names_note(const struct bw_names *p, struct bw_arena *a, const struct bw_article *article,
		   struct bw_notes *notes);
/* 4. quotations (speakers point at actors) */
void bw_speech_note(const struct bw_speech *p, struct bw_arena *a, const struct bw_article *article,
		    struct bw_notes *notes);
/* 5. actors that speak or act; orders actors by salience and renumbers mentions and quotations */
void bw_names_finish(const struct bw_names *p, struct bw_arena *a, const struct bw_article *article,
		     struct bw_notes *notes);
/* 6. figures, statements */
void bw_claims_note(const struct bw_claims *p, struct bw_arena *a, const struct bw_article *article,
		    struct bw_notes *notes);

struct bw_str bw_kinds_domain_name(const struct bw_kinds *p, uint32_t id);
uint32_t bw_kinds_domain_count(const struct bw_kinds *p);

/* Shared by the parts: the text of a token, and the hash of a folded word. */
struct bw_str bw_token_text(struct bw_str text, const struct bw_token *t);

#endif
