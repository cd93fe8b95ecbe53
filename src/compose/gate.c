#include "compose/gate.h"

#include "compose/quote.h"

static const char *const outcome_names[] = {
	[BW_PUBLISHED] = "published",
	[BW_NOTHING_CROSSED] = "nothing-crossed",
	[BW_TOO_LITTLE] = "too-little",
	[BW_NOT_ASSESSED] = "not-assessed",
};

const char *bw_outcome_name(enum bw_outcome o)
{
	return outcome_names[o];
}

/* One more origin for what was told is no news. */
static bool tells(const struct bw_item *item)
{
	return item->change > BW_CHANGE_ORIGIN;
}

bool bw_gate_prints(const struct bw_config *config, const struct bw_item *item)
{
	return tells(item) && item->worth >= bw_config_real(config, "gate.floor") / 2;
}

/* Half of the sources silent is no quiet day but a blind one. */
static bool is_blind(const struct bw_coverage *c)
{
	return c->polled > 0 && c->failed * 2 >= c->polled;
}

static struct bw_str aside_list(struct bw_arena *a, const struct bw_items *items)
{
	struct bw_str s = BW_STR("");

	for (int why = BW_ASIDE_NOT; why < BW_N_ASIDE; why++) {
		uint32_t n = items->aside[why];
		if (n)
			s = bw_arena_printf(a, "%" BW_PRISTR "%s%u %s", BW_ARG(s), s.len ? ", " : "", n,
					    bw_aside_words((enum bw_aside)why, n == 1));
	}
	return s;
}

static struct bw_str reason_of(struct bw_arena *a, const struct bw_view *view, const struct bw_items *items,
			       enum bw_outcome outcome, double best, double floor)
{
	struct bw_str read = bw_quote_count(a, items->n_new, "new article", "new articles");
	struct bw_str list = aside_list(a, items);
	const char *colon = list.len ? ": " : "";

	switch (outcome) {
	case BW_PUBLISHED:
		return bw_arena_printf(a,
				       "Published: the best development reaches %.2f, the bar is %.2f; %" BW_PRISTR
				       "%s%" BW_PRISTR ".",
				       best, floor, BW_ARG(read), colon, BW_ARG(list));
	case BW_NOT_ASSESSED:
		return bw_arena_printf(a, "Could not assess: %u of %u sources failed; %" BW_PRISTR "%s%" BW_PRISTR ".",
				       view->coverage.failed, view->coverage.polled, BW_ARG(read), colon, BW_ARG(list));
	case BW_TOO_LITTLE:
		return bw_arena_printf(a, "Too little material: %" BW_PRISTR "%s%" BW_PRISTR ".", BW_ARG(read), colon,
				       BW_ARG(list));
	case BW_NOTHING_CROSSED:
		break;
	}
	if (best > 0)
		return bw_arena_printf(
			a,
			"Nothing crossed the bar: the best development reaches %.2f, the bar is %.2f; %" BW_PRISTR
			"%s%" BW_PRISTR ".",
			best, floor, BW_ARG(read), colon, BW_ARG(list));
	return bw_arena_printf(a, "Nothing crossed the bar: %" BW_PRISTR "%s%" BW_PRISTR ".", BW_ARG(read), colon,
			       BW_ARG(list));
}

static const struct bw_item *best_opener(const struct bw_items *items)
{
	for (size_t i = 0; i < items->rows.len; i++)
		if (items->rows.ptr[i].opens && tells(&items->rows.ptr[i]))
			return &items->rows.ptr[i];
	return NULL;
}

static uint32_t of_the_desk(const struct bw_items *items)
{
	return items->n_new - items->aside[BW_ASIDE_FILLER] - items->aside[BW_ASIDE_ELSEWHERE];
}

static void list_terms(struct bw_arena *a, const struct bw_items *items, const struct bw_item *best, double floor,
		       struct bw_gate *out)
{
	struct bw_gate_term *terms = BW_ARRAY(a, struct bw_gate_term, BW_N_ASIDE + 9);
	size_t n = 0;

	terms[n++] = (struct bw_gate_term){BW_STR("new articles"), items->n_new, 0, false};
	for (int why = 0; why < BW_N_ASIDE; why++)
		if (items->aside[why])
			terms[n++] = (struct bw_gate_term){bw_str_from(bw_aside_words((enum bw_aside)why, false)),
							   items->aside[why], 0, false};
	for (int i = 0; best && i < 7; i++)
		terms[n++] = best->terms[i];
	terms[n++] = (struct bw_gate_term){BW_STR("best development"), best ? best->worth : 0, floor, true};
	out->terms = terms;
	out->n_terms = n;
}

void bw_gate_decide(struct bw_arena *a, const struct bw_config *config, const struct bw_view *view,
		    const struct bw_items *items, struct bw_gate *out)
{
	double floor = bw_config_real(config, "gate.floor");
	const struct bw_item *best = best_opener(items);

	if (best && best->worth >= floor)
		out->outcome = BW_PUBLISHED;
	else if (is_blind(&view->coverage))
		out->outcome = BW_NOT_ASSESSED;
	else
		out->outcome = of_the_desk(items) ? BW_NOTHING_CROSSED : BW_TOO_LITTLE;
	out->reason = reason_of(a, view, items, out->outcome, best ? best->worth : 0, floor);
	list_terms(a, items, best, floor, out);
}
