/* What the files book*.c share with each other and nobody else. */
#ifndef BW_ANNOTATE_BOOK_PART_H
#define BW_ANNOTATE_BOOK_PART_H

#include "annotate/book.h"
#include "core/map.h"
#include "core/vec.h"

/* Bounds that keep one mention at constant cost. */
enum {
	BW_BOOK_FORMS = 40,   /* forms kept of one actor */
	BW_BOOK_COMPANY = 64, /* words of its company */
	BW_BOOK_BEARERS = 8,  /* actors of one form that are looked at */
	BW_BOOK_LANDS = 4,    /* countries that its articles are about */
	BW_BOOK_NONE = UINT32_MAX,
};

struct bw_book_form {
	struct bw_str text;
	uint32_t n_named, n_seen; /* articles in which it was the name; in which it stood */
};

struct bw_book_entry {
	BW_VEC(struct bw_book_form) forms;
	uint64_t company[BW_BOOK_COMPANY];
	uint32_t n_company;
	float votes[BW_ACTOR_UNKNOWN + 1];
	char country[3];
	char lands[BW_BOOK_LANDS][3];
	uint32_t n_articles, n_mentions, last_article;
	bool whole; /* whole: it has had a name of several words */
};

/* Entries that bear a form, newest last. */
struct bw_book_bearers {
	uint32_t entry[BW_BOOK_BEARERS];
	uint32_t n;
};

struct bw_book {
	struct bw_arena arena, scratch;
	BW_VEC(struct bw_book_entry) entries;
	struct bw_map names;   /* key -> index into bearers: entries that had it as a name */
	struct bw_map aliases; /* key -> index into bearers: entries that had it as any form */
	BW_VEC(struct bw_book_bearers) bearers;
	struct bw_map known; /* actor.known -> entry */
	struct bw_map often; /* key of a name -> articles in which it kept somebody company */
	uint32_t n_articles;
};

/* What tells one form from another: folded, "the" and legal forms off, dots of acronyms out. n_words counts its words.
 */
struct bw_book_key {
	uint64_t hash;
	uint64_t loose; /* of a person without initials in the middle, of a body with its words in any order; 0 none */
	uint32_t n_words;
	bool acronym, common; /* common: no capital in it */
};
struct bw_book_key bw_book_key_of(struct bw_arena *scratch, struct bw_str form);

enum bw_actor_kind bw_book_kind(const struct bw_book_entry *e);
struct bw_str bw_book_best_name(const struct bw_book_entry *e);

/* The company of an article's actor: keys of the names of the others; and the country that the article is about. */
struct bw_book_company {
	const uint64_t *keys;
	uint32_t n;
	const char *land;
};
/* book_join.c: the entry that an article's actor belongs to, BW_BOOK_NONE when it is new. */
uint32_t bw_book_find(struct bw_book *b, const struct bw_actor *actor, const struct bw_book_key *key,
		      struct bw_book_company company);
bool bw_book_kinds_agree(enum bw_actor_kind a, enum bw_actor_kind b);

#endif
