/* The corrections that hold, as the story room takes them. Private to run/. */
#ifndef BW_RUN_RULES_H
#define BW_RUN_RULES_H

#include "store/store.h"

struct bw_user_rules {
	BW_VEC(struct bw_story_rule) rows;       /* in the order in which they were made */
	BW_VEC(struct bw_correction_name) names; /* likewise */
	BW_VEC(struct bw_derived_row) places;    /* decisions of the articles that they name, where there are any */
};
int bw_user_rules_load(struct bw_store *s, struct bw_arena *a, struct bw_user_rules *out, struct bw_err *err);

#endif
