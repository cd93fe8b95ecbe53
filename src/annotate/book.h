/*
 * The actor book: actors across articles, canonical names and joined aliases (methods.md 2.3, global store). Fed with
 * the notes of articles in their order; the result depends on nothing else. Two actors join on the same folded long
 * form (a person's middle initials, the order of a body's words and "-isation" do not count), or on a form of one that
 * the other has, with evidence: company that both kept, rare company more than common one, and articles about one
 * country. Never on an acronym alone, nor on a bare surname when two people bear it, nor when the countries differ, nor
 * two actors of one article; and two different long names never become one by a short form that they share. One call
 * decides all of it: bw_book_find in book_part.h.
 */
#ifndef BW_ANNOTATE_BOOK_H
#define BW_ANNOTATE_BOOK_H

#include "annotate/notes.h"
#include "core/arena.h"
#include "core/buf.h"

struct bw_book;

struct bw_book_actor {
	struct bw_str name;           /* most frequent longest form */
	const struct bw_str *aliases; /* ordered by bytes, without the name */
	uint32_t n_aliases;
	enum bw_actor_kind kind; /* by votes */
	uint32_t n_articles, n_mentions;
	char country[3];
};

struct bw_book *bw_book_open(void);
void bw_book_close(struct bw_book *b);
void bw_book_add(struct bw_book *b, const struct bw_notes *notes);
/* Canonical name of a form that an article used; the form itself when the book does not know it or cannot tell. */
struct bw_str bw_book_name(const struct bw_book *b, struct bw_str form);
/* All of them, ordered by articles (most first), then name. In the arena. */
void bw_book_list(const struct bw_book *b, struct bw_arena *a, const struct bw_book_actor **out, size_t *n);

#endif
