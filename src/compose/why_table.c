/* The features that were compared, as people read them. */
#include <math.h>

#include "compose/why.h"
#include "core/num.h"

static const char *feature_words(const struct bw_story_reason *r)
{
	const struct bw_story_feature *f;

	if (r->kind != BW_REASON_FEATURE || r->what >= BW_STORY_FEATURES)
		return NULL;
	f = &bw_story_features[r->what];
	return f->words ? f->words : f->name;
}

static void put_number(struct bw_arena *a, struct bw_block *row, double v)
{
	if (isfinite(v))
		bw_block_printf(a, row, "%.*f", v == floor(v) && fabs(v) < 1e6 ? 0 : 2, v);
	else
		bw_block_inline(a, row, BW_INLINE_TEXT, BW_STR("-"));
}

static struct bw_block *put_row(struct bw_arena *a, struct bw_block *table, const char *label)
{
	struct bw_block *row = bw_block_child(a, table, BW_BLOCK_ROW);

	bw_block_inline(a, row, BW_INLINE_TEXT, bw_str_from(label));
	return row;
}

static void put_part(struct bw_arena *a, struct bw_block *row, double part)
{
	bw_block_printf(a, row, "%+.2f", part);
}

/* How the value of a feature is read: as it is, as what it is the logarithm of, not at all (odds), or not even as a row
 * of its own, because it tells of the collection and not of the article. */
enum reading { AS_IS, LESS_ONE, WHOLE, NO_VALUE, THE_REST };

static enum reading reading_of(const struct bw_story_reason *r)
{
	static const struct {
		const char *feature;
		enum reading reading;
	} readings[] = {{"figures", LESS_ONE}, {"days", LESS_ONE},     {"gap", LESS_ONE},   {"age", LESS_ONE},
			{"size", WHOLE},       {"likeness", NO_VALUE}, {"ahead", NO_VALUE}, {"rival", NO_VALUE},
			{"sure", THE_REST},    {"crowd", THE_REST},    {"stale", THE_REST}};
	struct bw_str name = bw_str_from(bw_story_features[r->what].name);

	for (size_t i = 0; i < sizeof readings / sizeof *readings; i++)
		if (bw_str_eq(name, bw_str_from(readings[i].feature)))
			return readings[i].reading;
	return AS_IS;
}

static void put_value(struct bw_arena *a, struct bw_block *row, const struct bw_story_reason *r)
{
	enum reading reading = reading_of(r);

	if (reading == NO_VALUE)
		bw_block_inline(a, row, BW_INLINE_TEXT, BW_STR(""));
	else
		put_number(a, row, reading == AS_IS ? r->value : bw_num_exp(r->value) - (reading == LESS_ONE));
}

/* The likeness is a probability, and its parts add up to its logarithmic odds; the rest is where every article begins
 * and what the collection makes of it. */
static void put_sum(struct bw_arena *a, struct bw_block *table, const struct bw_view_article *x, double shown)
{
	double p = (double)x->verdict.similarity, odds;
	struct bw_block *row;

	if (!(p > 1e-5 && p < 1 - 1e-5)) /* its odds are rounded away */
		return;
	odds = bw_num_ln(p / (1 - p));
	row = put_row(a, table, "the rest");
	bw_block_inline(a, row, BW_INLINE_TEXT, BW_STR(""));
	put_part(a, row, odds - shown);
	row = put_row(a, table, "likeness, and its odds");
	put_number(a, row, p);
	put_part(a, row, odds);
}

void bw_why_short(struct bw_arena *a, const struct bw_view_article *x, struct bw_block *into)
{
	struct bw_str s = BW_STR("");
	int n = 0;

	for (uint32_t i = 0; i < x->n_reasons && n < 3; i++) {
		const struct bw_story_reason *r = &x->reasons[i];
		const char *words = feature_words(r);
		if (!words || r->amount <= 0 || reading_of(r) == THE_REST)
			continue;
		s = bw_arena_printf(a, "%" BW_PRISTR "%s%s", BW_ARG(s), n ? ", " : "", words);
		n++;
	}
	if (n)
		bw_block_printf(a, into, "What counted most: %" BW_PRISTR ".", BW_ARG(s));
}

void bw_why_table(struct bw_arena *a, const struct bw_view_article *x, struct bw_block *into)
{
	struct bw_block *table = NULL, *row;
	double sum = 0;

	for (uint32_t i = 0; i < x->n_reasons; i++) {
		const struct bw_story_reason *r = &x->reasons[i];
		const char *words = feature_words(r);
		if (!words || reading_of(r) == THE_REST)
			continue;
		if (!table) {
			table = bw_block_child(a, into, BW_BLOCK_TABLE);
			row = put_row(a, table, "what was compared");
			bw_block_inline(a, row, BW_INLINE_TEXT, BW_STR("value"));
			bw_block_inline(a, row, BW_INLINE_TEXT, BW_STR("part"));
		}
		row = put_row(a, table, words);
		put_value(a, row, r);
		put_part(a, row, (double)r->amount);
		sum += (double)r->amount;
	}
	if (table)
		put_sum(a, table, x, sum);
}
