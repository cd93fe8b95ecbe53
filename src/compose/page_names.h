/* Rows of the names of a page's kinds, shared by the JSON writer and reader. */
#ifndef BW_COMPOSE_PAGE_NAMES_H
#define BW_COMPOSE_PAGE_NAMES_H

#include "compose/page.h"

enum bw_page_names {
	BW_NAMES_INLINE,
	BW_NAMES_BLOCK,
	BW_NAMES_ROLE,
	BW_NAMES_PAGE,
	BW_NAMES_TRIM,
	BW_NAMES_FIELD,
	BW_N_NAMES
};

/* Name of a value of a set, NULL when there is none; and back, -1 when the name is not in the set. */
const char *bw_page_names_get(enum bw_page_names set, int value);
int bw_page_names_find(enum bw_page_names set, struct bw_str name);

#endif
