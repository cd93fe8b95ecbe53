/* Offices and trades of people and the bodies they belong to, table "<language>/roles"; nouns by which bodies are
 * called, table "<language>/back-nouns". */
#ifndef BW_ANNOTATE_NAMES_ROLE_H
#define BW_ANNOTATE_NAMES_ROLE_H

#include "annotate/names_part.h"

struct bw_roles;

int bw_roles_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_roles **out, struct bw_err *err);
void bw_roles_close(struct bw_roles *roles);

/* A noun by which bodies are called again. FIRM: "the company"; NOT: tells of another one ("rival", "second"). SEAT:
 * end of a word that tells where ("based"). kin: heads of names for which it may stand ("panel" for a committee). */
enum { BW_NOUN_FIRM = 1, BW_NOUN_NOT = 2, BW_NOUN_SEAT = 4, BW_MOST_KIN = 8 };
struct bw_noun {
	uint32_t use, n_kin;
	uint64_t kin[BW_MOST_KIN];
};
struct bw_nouns;
const struct bw_nouns *bw_roles_nouns(const struct bw_roles *roles, const char *language);
const struct bw_noun *bw_nouns_find(const struct bw_nouns *nouns, uint64_t word); /* NULL: none */

/* Fills role, post and body of the entities that are people. */
void bw_names_roles(const struct bw_roles *roles, struct bw_naming *n);

#endif
