/* Where articles stand now, asked of the store without loading a view: for corrections. */
#ifndef BW_RUN_LOCATE_H
#define BW_RUN_LOCATE_H

#include "run/moves.h"

/* One development as it stands. */
struct bw_located {
	uint64_t id;
	struct bw_str title;            /* of the article that founded it, the first member */
	struct bw_derived_rows members; /* in the order of (at, key) */
};
/* An article by its address, or by the beginning of its key as hexadecimal digits. BW_ENOTFOUND; BW_EUSAGE when the
 * beginning fits several. */
int bw_locate_article(struct bw_store *s, struct bw_arena *a, const char *word, struct bw_derived_row *out,
		      struct bw_err *err);
/* A development by the beginning of its id, of an id that leads to it, or of the key of an article in it; or by the
 * address of an article in it. */
int bw_locate_development(struct bw_store *s, struct bw_arena *a, const struct bw_moves *moves, const char *word,
			  struct bw_located *out, struct bw_err *err);
int bw_locate_members(struct bw_store *s, struct bw_arena *a, const struct bw_moves *moves, uint64_t id,
		      struct bw_located *out, struct bw_err *err);
int bw_locate_title(struct bw_store *s, struct bw_arena *a, uint64_t article, struct bw_str *out, struct bw_err *err);
/* The range of keys whose 16 hexadecimal digits begin with these; false when they are no such digits. */
bool bw_locate_range(struct bw_str digits, uint64_t *from, uint64_t *to);

#endif
