#include "run/correct_part.h"

static struct bw_str hex(struct bw_arena *a, uint64_t id)
{
	return bw_arena_printf(a, "%016llx", (unsigned long long)id);
}

static struct bw_str named(struct bw_arena *a, struct bw_str title, uint64_t id)
{
	return bw_arena_printf(a, "\"%" BW_PRISTR "\" (%" BW_PRISTR ")", BW_ARG(title), BW_ARG(hex(a, id)));
}

int bw_correct_words(struct correcting *c, struct bw_err *err)
{
	struct bw_str from = named(c->a, c->from.title, c->from.id), what, title;
	size_t n = c->off.rows.len;
	if (c->request->kind == BW_CORRECTION_MERGE) {
		what = bw_arena_printf(c->a, "merged %" BW_PRISTR " with %" BW_PRISTR, BW_ARG(from),
				       BW_ARG(named(c->a, c->to.title, c->to.id)));
		c->correction.words = what;
		return 0;
	}
	int code = bw_locate_title(c->e->store, c->a, c->off.rows.ptr[0].key, &title, err);
	what = named(c->a, title, c->off.rows.ptr[0].key);
	if (n > 1)
		what = bw_arena_printf(c->a, "%" BW_PRISTR " and %zu more", BW_ARG(what), n - 1);
	if (c->request->kind == BW_CORRECTION_SPLIT)
		c->correction.words =
			bw_arena_printf(c->a, "split %" BW_PRISTR " off %" BW_PRISTR, BW_ARG(what), BW_ARG(from));
	else if (c->to.id && !c->rest.rows.len)
		c->correction.words = bw_arena_printf(c->a, "moved %" BW_PRISTR " to %" BW_PRISTR, BW_ARG(what),
						      BW_ARG(named(c->a, c->to.title, c->to.id)));
	else if (c->to.id)
		c->correction.words =
			bw_arena_printf(c->a, "moved %" BW_PRISTR " from %" BW_PRISTR " to %" BW_PRISTR, BW_ARG(what),
					BW_ARG(from), BW_ARG(named(c->a, c->to.title, c->to.id)));
	else
		c->correction.words =
			bw_arena_printf(c->a, "moved %" BW_PRISTR " out of %" BW_PRISTR, BW_ARG(what), BW_ARG(from));
	return code;
}
