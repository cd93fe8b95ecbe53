#include "story/told_part.h"

/* As a share of what a stem has that nobody has written: 0..1. */
double bw_told_rarity(const struct bw_told *t, uint32_t stem)
{
	double most = t->rarity ? t->rarity(t->ctx, 0) : 1, r = t->rarity ? t->rarity(t->ctx, stem) : 1;
	return most <= 0 || r <= 0 ? 0 : r < most ? r / most : 1;
}

static const struct bw_profile_word *word_of(const struct bw_profile *p, uint32_t stem)
{
	uint32_t from = 0, to = p->n_words;
	while (from < to) {
		uint32_t mid = from + (to - from) / 2;
		if (p->words[mid].stem < stem)
			from = mid + 1;
		else
			to = mid;
	}
	return from < p->n_words && p->words[from].stem == stem ? &p->words[from] : NULL;
}

bool bw_told_names(const struct bw_profile *p, uint32_t stem)
{
	const struct bw_profile_word *w = word_of(p, stem);
	return w && w->name;
}

bool bw_told_writes(const struct bw_profile *p, uint32_t stem)
{
	return word_of(p, stem) != NULL;
}

struct bw_conflict *bw_told_row(struct bw_told_search *s, enum bw_conflict_kind kind)
{
	if (s->rows.len >= BW_TOLD_CONFLICTS)
		return NULL;
	struct bw_conflict *c = BW_PUSH(s->a, &s->rows);
	*c = (struct bw_conflict){
		.kind = kind, .a_article = s->told->members[s->member]->key, .b_article = s->new->key};
	return c;
}

/* One outlet's two texts that differ in several things, and say of none that it was wrong, tell of two cases of one
 * kind: a bulletin and the next. */
static void drop_series(struct bw_told_search *s, size_t from)
{
	enum { SEVERAL = 2 };
	size_t n = from;
	uint32_t differ = 0;
	for (size_t i = from; i < s->rows.len; i++)
		differ += !s->rows.ptr[i].corrected;
	if (s->told->members[s->member]->source != s->new->source || (differ < SEVERAL && !s->series))
		return;
	for (size_t i = from; i < s->rows.len; i++)
		if (s->rows.ptr[i].corrected)
			s->rows.ptr[n++] = s->rows.ptr[i];
	s->rows.len = n;
}

void bw_told_conflicts(struct bw_arena *a, const struct bw_told *told, const struct bw_profile *p,
		       const struct bw_conflict **conflicts, uint32_t *n_conflicts)
{
	struct bw_told_search s = {.a = a, .told = told, .new = p};
	for (s.member = 0; s.member < told->n; s.member++) {
		size_t from = s.rows.len;
		s.series = false;
		bw_told_figures(&s, told->members[s.member]);
		bw_told_dates(&s, told->members[s.member]);
		bw_told_facts(&s, told->members[s.member]);
		drop_series(&s, from);
	}
	*conflicts = s.rows.ptr;
	*n_conflicts = (uint32_t)s.rows.len;
}
