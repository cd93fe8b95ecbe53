/* What names_role.c and names_role_tables.c share. */
#ifndef BW_ANNOTATE_NAMES_ROLE_PART_H
#define BW_ANNOTATE_NAMES_ROLE_PART_H

#include "annotate/names_role.h"

enum {
	R_OFFICE = 1,   /* a post of a state: a country can be the body */
	R_POST = 2,     /* a post of a body */
	R_TRADE = 4,    /* belongs to a body by "at" or "for" only */
	R_PAST = 8,     /* former */
	R_OF = 16,      /* of */
	R_LINK = 32,    /* at, for, with */
	R_ARTICLE = 64, /* the, a; also his, its */
	R_RUNS = 128,   /* who runs Y */
	R_WHO = 256,
	R_IS = 512,     /* X is head of Y */
	R_NEAR = 1024,  /* X of Y */
	R_AFTER = 2048, /* of "*": adjectives stand after the noun */
	R_BARE = 4096,  /* of "*": the body follows the noun without a link */
	R_ROLES = R_OFFICE | R_POST | R_TRADE,
	R_LINKS = R_OF | R_LINK,
};

struct bw_role_pack {
	struct bw_phrases phrases; /* folded words -> R_ bits */
	uint32_t manner;           /* R_AFTER, R_BARE */
};
const struct bw_role_pack *bw_role_pack(const struct bw_roles *roles, const char *language); /* NULL: none */

#endif
