#include "extract/facts.h"

#include "extract/text.h"

enum { VALUE_MAX = 1000, BODY_MAX = 200000, FACTS_MAX = 400 };

void bw_facts_add(struct bw_facts *f, enum bw_field field, int rank, struct bw_str value)
{
	size_t max = field == BW_FIELD_BODY ? BODY_MAX : VALUE_MAX;
	if (!value.len || value.len > max || f->list.len >= FACTS_MAX)
		return;
	value = bw_text_fold_space(f->arena, bw_text_unescape(f->arena, value));
	if (!value.len)
		return;
	struct bw_fact *fact = BW_PUSH(f->arena, &f->list);
	*fact = (struct bw_fact){field, rank, value};
}

static bool comes_before(const struct bw_fact *x, const struct bw_fact *y)
{
	return x->rank < y->rank || (x->rank == y->rank && x < y);
}

const struct bw_fact *bw_facts_get(const struct bw_facts *f, enum bw_field field, size_t n)
{
	const struct bw_fact *found = NULL;
	for (size_t turn = 0; turn <= n; turn++) {
		const struct bw_fact *next = NULL;
		for (size_t i = 0; i < f->list.len; i++) {
			const struct bw_fact *x = &f->list.ptr[i];
			if (x->field != field || (found && !comes_before(found, x)))
				continue;
			if (!next || comes_before(x, next))
				next = x;
		}
		if (!next)
			return NULL;
		found = next;
	}
	return found;
}
