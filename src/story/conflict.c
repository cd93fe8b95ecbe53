#include "story/part.h"

enum { LOOK_BACK = 24, CONFLICTS_MAX = 16 };
static const double apart_exact = 0.02, apart_rough = 0.3;

static bool same_thing(const struct bw_profile_figure *x, const struct bw_profile_figure *y)
{
	return x->head && x->head == y->head && x->unit == y->unit && x->unit_key == y->unit_key;
}

static bool is_apart(const struct bw_profile_figure *x, const struct bw_profile_figure *y)
{
	double a = x->value < 0 ? -x->value : x->value, b = y->value < 0 ? -y->value : y->value;
	double most = a > b ? a : b, gap = x->value > y->value ? x->value - y->value : y->value - x->value;
	return gap > most * (x->approximate || y->approximate ? apart_rough : apart_exact);
}

typedef BW_VEC(struct bw_conflict) conflict_vec;

static void compare(const struct bw_story_doc *old, const struct bw_story_doc *new, struct bw_arena *a,
		    conflict_vec *out)
{
	for (uint32_t i = 0; i < old->p.n_figures; i++) {
		for (uint32_t k = 0; k < new->p.n_figures && out->len < CONFLICTS_MAX; k++) {
			const struct bw_profile_figure *x = &old->p.figures[i], *y = &new->p.figures[k];
			if (!same_thing(x, y) || !is_apart(x, y))
				continue;
			*BW_PUSH(a, out) = (struct bw_conflict){.development = new->v.development,
								.a_article = old->p.key,
								.b_article = new->p.key,
								.a_start = x->start,
								.a_end = x->end,
								.b_start = y->start,
								.b_end = y->end,
								.head = x->head,
								.a_value = x->value,
								.b_value = y->value};
		}
	}
}

void bw_conflicts_find(struct bw_stories *s, struct bw_arena *a, uint32_t doc, struct bw_conflict_list *out)
{
	const struct bw_story_doc *d = &s->docs[doc];
	const struct bw_story_dev *dev = &s->devs[d->dev];
	conflict_vec rows = {0};
	uint32_t seen = 0;
	for (uint32_t i = dev->n_docs; i-- && seen < LOOK_BACK && d->is_root;) {
		const struct bw_story_doc *other = &s->docs[dev->docs[i]];
		if (other == d || !other->is_root)
			continue;
		compare(other, d, a, &rows);
		seen++;
	}
	out->rows = rows.ptr;
	out->n = rows.len;
}
