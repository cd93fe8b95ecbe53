#include "compose/brief_write.h"

enum { KEYS_MAX = 64 };

struct tally {
	struct bw_str key[KEYS_MAX];
	uint32_t n[KEYS_MAX], len;
};

static void count(struct tally *t, struct bw_str key)
{
	for (uint32_t i = 0; i < t->len; i++)
		if (bw_str_eq(t->key[i], key)) {
			t->n[i]++;
			return;
		}
	if (t->len == KEYS_MAX)
		return;
	t->key[t->len] = key;
	t->n[t->len++] = 1;
}

/* Most first, equals by name. */
static struct bw_str tally_words(struct bw_arena *a, struct tally *t)
{
	struct bw_str s = BW_STR("");

	for (uint32_t done = 0; done < t->len; done++) {
		uint32_t best = KEYS_MAX;
		for (uint32_t i = 0; i < t->len; i++)
			if (t->n[i] && (best == KEYS_MAX || t->n[i] > t->n[best] ||
					(t->n[i] == t->n[best] && bw_str_cmp(t->key[i], t->key[best]) < 0)))
				best = i;
		s = bw_arena_printf(a, "%" BW_PRISTR "%s%" BW_PRISTR " %u", BW_ARG(s), s.len ? ", " : "",
				    BW_ARG(t->key[best]), t->n[best]);
		t->n[best] = 0;
	}
	return s;
}

static struct bw_str or_unknown(struct bw_str s)
{
	return s.len ? s : BW_STR("unknown");
}

static void put_origins(struct bw_arena *a, const struct bw_view *view, const struct bw_plan *plan,
			struct bw_block *into)
{
	struct tally countries = {0}, languages = {0};
	uint32_t n = 0;

	for (size_t i = 0; i < plan->n_items; i++)
		for (uint32_t k = 0; k < plan->items[i].item->n_fresh; k++) {
			const struct bw_view_article *x = &view->articles[plan->items[i].item->fresh[k]];
			count(&countries, or_unknown(x->country));
			count(&languages, or_unknown(bw_str_from(x->notes->language)));
			n++;
		}
	struct bw_str by_country = tally_words(a, &countries), by_language = tally_words(a, &languages);
	bool known = countries.len > 1 || !bw_str_eq(countries.key[0], BW_STR("unknown"));
	bw_block_printf(a, bw_block_child(a, into, BW_BLOCK_NOTE),
			"Origins used: %u%s%" BW_PRISTR "; by language: %" BW_PRISTR ".", n,
			known ? "; by country: " : "", BW_ARG(known ? by_country : BW_STR("")), BW_ARG(by_language));
}

static struct bw_str aside_words(struct bw_arena *a, const struct bw_items *items)
{
	struct bw_str s = BW_STR("");

	for (int why = BW_ASIDE_SUPPORT + 1; why < BW_N_ASIDE; why++) {
		uint32_t n = items->aside[why];
		if (n)
			s = bw_arena_printf(a, "%" BW_PRISTR "%s%u %s", BW_ARG(s), s.len ? ", " : "", n,
					    bw_aside_words((enum bw_aside)why, n == 1));
	}
	return s;
}

static uint32_t used_by(const struct bw_plan *plan)
{
	uint32_t n = 0;

	for (size_t i = 0; plan && i < plan->n_items; i++)
		n += plan->items[i].item->n_fresh;
	return n;
}

void bw_brief_write_coverage(struct bw_arena *a, const struct bw_view *view, const struct bw_items *items,
			     const struct bw_plan *plan, struct bw_page *page)
{
	const struct bw_coverage *c = &view->coverage;
	struct bw_block *s = bw_page_block(a, page, BW_BLOCK_SECTION);
	struct bw_str aside = aside_words(a, items);
	uint32_t used = used_by(plan);

	s->role = BW_ROLE_COVERAGE;
	bw_quote_heading(a, s, 2, "Coverage");
	bw_block_printf(a, bw_block_child(a, s, BW_BLOCK_NOTE), "%" BW_PRISTR ", %u polled, %u failed.",
			BW_ARG(bw_quote_count(a, c->sources, "source", "sources")), c->polled, c->failed);
	bw_block_printf(a, bw_block_child(a, s, BW_BLOCK_NOTE),
			"%" BW_PRISTR " read since the last edition, %u used, %u set aside%s%" BW_PRISTR ".",
			BW_ARG(bw_quote_count(a, items->n_new, "article", "articles")), used, items->n_new - used,
			aside.len ? ": " : "", BW_ARG(aside));
	if (used)
		put_origins(a, view, plan, s);
}
