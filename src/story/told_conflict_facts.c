#include "story/told_part.h"

/*
 * Who, where, and what is denied. Two names in one role for the same thing, two places of one happening, and a sentence
 * that negates what another asserts. The texts must share what it is about: its names before all.
 */
static const double who_bar = 0.6, where_bar = 1.6, denial_bar = 2.2, role_bar = 1.0;

struct sides {
	const struct bw_profile *old, *new;
	const struct bw_profile_fact *x, *y;
};

struct shared {
	double weight;
	uint32_t n, names;
};

/* Stems of both, but for the one that the conflict is about. */
static struct shared share(const struct bw_told *t, const struct sides *s, uint32_t but)
{
	struct shared out = {0};
	for (uint8_t i = 0, k = 0; i < s->x->n_stems && k < s->y->n_stems;) {
		uint32_t a = s->x->stems[i], b = s->y->stems[k];
		if (a == b && a != but) {
			out.weight += bw_told_rarity(t, a);
			out.n++;
			out.names += bw_told_names(s->old, a) || bw_told_names(s->new, a);
		}
		i += a <= b;
		k += b <= a;
	}
	return out;
}

static bool has(const struct bw_profile_fact *f, uint32_t stem)
{
	for (uint8_t i = 0; i < f->n_stems; i++)
		if (f->stems[i] == stem)
			return true;
	return false;
}

static bool other_name(const struct sides *s)
{
	return s->x->name && s->y->name && s->x->name != s->y->name && !has(s->x, s->y->name) && !has(s->y, s->x->name);
}

static bool is_denial(const struct bw_told *t, const struct sides *s)
{
	const struct bw_profile_fact *no = s->x->polarity < 0 ? s->x : s->y, *yes = no == s->x ? s->y : s->x;
	if (!no->verb || !(yes->verb == no->verb || has(yes, no->verb)))
		return false;
	bool role = yes->kind == BW_FACT_WHO && yes->verb == no->verb && has(no, yes->name);
	struct shared h = share(t, s, no->verb);
	if (role)
		return h.names && h.n >= 2 && h.weight >= role_bar;
	return no == s->y && h.names && h.n >= 3 && h.weight >= denial_bar;
}

static bool contradicts(const struct bw_told *t, const struct sides *s, enum bw_conflict_kind *kind)
{
	const struct bw_profile_fact *x = s->x, *y = s->y;
	if (x->polarity * y->polarity < 0) {
		*kind = BW_CONFLICT_DENIAL;
		return x->kind != BW_FACT_WHERE && y->kind != BW_FACT_WHERE && is_denial(t, s);
	}
	*kind = x->kind == BW_FACT_WHO ? BW_CONFLICT_WHO : BW_CONFLICT_WHERE;
	if (x->kind == BW_FACT_TOLD || x->kind != y->kind || x->verb != y->verb || x->polarity < 0 || !other_name(s))
		return false;
	struct shared h = share(t, s, x->verb);
	if (x->kind == BW_FACT_WHO)
		return h.weight >= who_bar;
	bool both = bw_told_writes(s->new, x->name) || bw_told_writes(s->old, y->name);
	return h.weight >= where_bar && h.names && !both;
}

static bool listed(const struct bw_told_search *s, enum bw_conflict_kind kind, const struct sides *at)
{
	for (size_t i = 0; i < s->rows.len; i++) {
		const struct bw_conflict *c = &s->rows.ptr[i];
		if (c->kind == kind &&
		    (c->b_start == at->y->start || (c->a_start == at->x->start && c->a_article == at->old->key)))
			return true;
	}
	return false;
}

void bw_told_facts(struct bw_told_search *s, const struct bw_profile *old)
{
	struct sides at = {.old = old, .new = s->new};
	enum bw_conflict_kind kind;
	for (uint32_t i = 0; i < old->n_facts; i++) {
		for (uint32_t k = 0; k < s->new->n_facts; k++) {
			at.x = &old->facts[i];
			at.y = &s->new->facts[k];
			if (!contradicts(s->told, &at, &kind) || listed(s, kind, &at))
				continue;
			struct bw_conflict *c = bw_told_row(s, kind);
			if (!c)
				return;
			c->a_start = at.x->start;
			c->a_end = at.x->end;
			c->b_start = at.y->start;
			c->b_end = at.y->end;
			c->head = at.y->verb;
		}
	}
}
