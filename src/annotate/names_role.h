/* Offices and trades of people, and the bodies they belong to: the tables "<language>/roles", and the reader of one
 * text. */
#ifndef BW_ANNOTATE_NAMES_ROLE_H
#define BW_ANNOTATE_NAMES_ROLE_H

#include "annotate/names_part.h"

struct bw_roles;

int bw_roles_open(struct bw_arena *a, const struct bw_lexicons *l, struct bw_roles **out, struct bw_err *err);
void bw_roles_close(struct bw_roles *roles);

/* Fills role and affiliation of the people among `actors`. numbers: of each entity that is an actor, its index in
 * actors. */
void bw_names_roles(const struct bw_roles *roles, struct bw_naming *n, const uint32_t *numbers,
		    struct bw_actor *actors);

#endif
