#include "run/rules.h"

#include "core/map.h"

struct loading {
	struct bw_store *s;
	struct bw_arena *a;
	struct bw_user_rules *out;
	struct bw_map named; /* articles */
};

static int add_place(struct loading *l, uint64_t article, struct bw_err *err)
{
	struct bw_derived_row row = {0};
	struct bw_err absent = {0};
	bool is_new;
	bw_map_put(&l->named, article, &is_new);
	int code = is_new ? bw_store_derived_get(l->s, l->a, article, &row, &absent) : 0;
	if (code && code != BW_ENOTFOUND) {
		*err = absent;
		return code;
	}
	if (is_new && !code)
		*BW_PUSH(l->a, &l->out->places) = row;
	return 0;
}

static int add(struct loading *l, const struct bw_correction *c, struct bw_err *err)
{
	int code = 0;
	for (size_t i = 0; !code && i < c->n_pairs; i++) {
		const struct bw_correction_pair *p = &c->pairs[i];
		*BW_PUSH(l->a, &l->out->rows) = (struct bw_story_rule){.made = c->made,
								       .article = p->article,
								       .other = p->other,
								       .together = p->together,
								       .held = p->held};
		code = add_place(l, p->article, err);
		if (!code)
			code = add_place(l, p->other, err);
	}
	for (size_t i = 0; i < c->n_names; i++)
		*BW_PUSH(l->a, &l->out->names) = c->names[i];
	return code;
}

int bw_user_rules_load(struct bw_store *s, struct bw_arena *a, struct bw_user_rules *out, struct bw_err *err)
{
	struct loading l = {.s = s, .a = a, .out = out};
	struct bw_corrections all = {0};
	bw_map_init(&l.named);
	int code = bw_store_correction_list(s, a, &all, err);
	for (size_t i = 0; !code && i < all.rows.len; i++)
		if (all.rows.ptr[i].undone == BW_TIME_NONE)
			code = add(&l, &all.rows.ptr[i], err);
	bw_map_release(&l.named);
	return code;
}
