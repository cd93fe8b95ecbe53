#include <math.h>

#include "annotate/figures_part.h"

/* Bounds ("up to", "or more") and ranges ("between 20 and 22 million", "140 to 160", "$3bn-$4bn"). */
enum { CHANGE_TOKENS = 3 };

static const struct {
	enum bw_figure_role before, after;
	enum bw_bound bound;
} bounds[] = {{BW_FIG_ABOUT, BW_FIG_ABOUT_AFTER, BW_BOUND_ABOUT},
	      {BW_FIG_MOST, BW_FIG_MOST_AFTER, BW_BOUND_AT_MOST},
	      {BW_FIG_LEAST, BW_FIG_LEAST_AFTER, BW_BOUND_AT_LEAST}};
enum { N_BOUNDS = sizeof(bounds) / sizeof(*bounds) };

bool bw_figure_is_duration(const struct bw_figure *f)
{
	return f->unit == BW_UNIT_MEASURE &&
	       (f->unit_key == bw_str_hash(BW_STR("s")) || f->unit_key == bw_str_hash(BW_STR("month")));
}

/* "over two years" is a time in which something went on. */
static bool fits(const struct bw_figure_reader *r, uint32_t at, enum bw_figure_role role, const struct bw_quantity *q)
{
	const struct bw_figure_word *w = bw_figure_word_at(r, at, role);
	return w && !(w->key.len && bw_figure_is_duration(&q->f));
}

/* The longest phrase that ends at token from: "not less than" is not "less than". */
static bool step_back_from(const struct bw_figure_reader *r, uint32_t from, struct bw_quantity *q)
{
	uint32_t best = from;
	enum bw_bound bound = BW_BOUND_NONE;
	for (int i = 0; i < N_BOUNDS; i++) {
		uint32_t at = bw_figure_back(r, from, bounds[i].before);
		if (at < best && fits(r, at, bounds[i].before, q)) {
			best = at;
			bound = bounds[i].bound;
		}
	}
	if (best == from)
		return false;
	q->first = best;
	if (q->f.bound == BW_BOUND_NONE || q->f.bound == BW_BOUND_ABOUT)
		q->f.bound = bound;
	return true;
}

/* An article may stand between ("circa il 15 per cento"), not in English. */
static bool step_back(const struct bw_figure_reader *r, struct bw_quantity *q)
{
	if (step_back_from(r, q->first, q))
		return true;
	return !r->pack->habits.plural_s && q->first > r->first && bw_figure_word_at(r, q->first - 1, BW_FIG_SKIP) &&
	       r->hit_len[q->first - 1] == 1 && step_back_from(r, q->first - 1, q);
}

static void read_behind(const struct bw_figure_reader *r, struct bw_quantity *q)
{
	if (bw_figure_sign_at(r, q->end, '+') && bw_figure_is_joined(r, q->end)) {
		q->f.bound = BW_BOUND_AT_LEAST;
		q->end++;
		return;
	}
	for (int i = 0; i < N_BOUNDS; i++) {
		if (!bw_figure_word_at(r, q->end, bounds[i].after) || q->f.bound > BW_BOUND_ABOUT)
			continue;
		q->f.bound = bounds[i].bound;
		q->end += r->hit_len[q->end];
		return;
	}
}

void bw_quantity_bound(const struct bw_figure_reader *r, struct bw_quantity *q)
{
	bool range = q->f.bound == BW_BOUND_RANGE;
	double value = q->f.value;
	if (step_back(r, q))
		step_back(r, q);
	if (!range) {
		read_behind(r, q);
		q->f.low = q->f.bound == BW_BOUND_AT_MOST ? -INFINITY : value;
		q->f.high = q->f.bound == BW_BOUND_AT_LEAST ? INFINITY : value;
	}
	q->f.approximate |= q->f.bound != BW_BOUND_NONE;
}

struct range {
	uint32_t start;
	struct bw_quantity a, b;
	enum bw_figure_role by; /* TO, OR, BETWEEN; NONE a dash */
};

static bool is_changing(const struct bw_figure_reader *r, uint32_t i)
{
	for (uint32_t k = i; k > r->first && i - k < CHANGE_TOKENS; k--)
		if (bw_figure_word_at(r, k - 1, BW_FIG_CHANGE))
			return true;
	return false;
}

/* Finds what joins two numbers behind token at; the token of the second number, or 0. */
static uint32_t connector(const struct bw_figure_reader *r, const struct bw_figure_word *open, uint32_t at,
			  enum bw_figure_role *by)
{
	if (at + 1 >= r->end)
		return 0;
	if (open) {
		*by = BW_FIG_BETWEEN;
		return r->words[at] == open->key_hash ? at + 1 : 0;
	}
	*by = BW_FIG_NONE;
	if (bw_figure_sign_at(r, at, '-'))
		return bw_figure_is_joined(r, at) && bw_figure_is_joined(r, at + 1) ? at + 1 : 0;
	*by = bw_figure_word_at(r, at, BW_FIG_TO) ? BW_FIG_TO : BW_FIG_OR;
	return bw_figure_word_at(r, at, *by) ? at + r->hit_len[at] : 0;
}

static bool read_range(const struct bw_figure_reader *r, uint32_t i, struct range *x)
{
	const struct bw_figure_word *open = bw_figure_word_at(r, i, BW_FIG_BETWEEN);
	x->start = i;
	i += open ? r->hit_len[i] : 0;
	struct bw_span span;
	if (open && i < r->end && bw_date_read(r, i, &span))
		return false;
	if (!bw_quantity_read(r, i, &x->a))
		return false;
	uint32_t at = connector(r, open, x->a.end, &x->by);
	return at && bw_quantity_read(r, at, &x->b) && x->b.first == at;
}

static bool same_unit(const struct bw_quantity *a, const struct bw_quantity *b)
{
	return a->f.unit == b->f.unit && a->f.unit_key == b->f.unit_key;
}

/* The first number takes scale and unit of the second where it has none of its own: "20 to 22 million". */
static double low_of(const struct range *x)
{
	const struct bw_numeral *a = &x->a.n, *b = &x->b.n;
	double unit = b->raw * b->scale > 0 ? x->b.f.value / (b->raw * b->scale) : 1;
	if (a->scale > 1)
		return x->a.has_unit ? x->a.f.value : a->raw * a->scale * unit;
	double scale = a->raw <= b->raw ? b->scale : 1;
	return (x->a.has_unit ? x->a.f.value : a->raw * unit) * scale;
}

static bool is_range(const struct bw_figure_reader *r, const struct range *x)
{
	bool bare = !x->a.has_unit && !x->b.has_unit && x->b.n.scale <= 1;
	if (x->a.n.fraction || x->b.n.fraction)
		return x->a.n.fraction && x->b.n.fraction && bw_figure_word_at(r, x->b.end, BW_FIG_OF);
	if (x->a.has_unit && !(same_unit(&x->a, &x->b) || (x->a.n.money && !x->b.has_unit)))
		return false;
	if (x->b.n.money && !x->a.n.money && x->a.n.scale <= 1 && x->by != BW_FIG_NONE)
		return false;
	bool counts = !bare || bw_quantity_head(r, x->b.end);
	switch (x->by) {
	case BW_FIG_BETWEEN:
		return true;
	case BW_FIG_OR:
		return !x->a.has_unit && counts && x->b.n.raw <= 1.5 * x->a.n.raw && x->b.n.raw <= 60;
	case BW_FIG_TO:
		return counts && bw_figure_back(r, x->start, BW_FIG_FROM) == x->start &&
		       ((!x->a.has_unit && x->b.has_unit) || !is_changing(r, x->start));
	default:
		return counts;
	}
}

bool bw_quantity_range(const struct bw_figure_reader *r, uint32_t i, struct bw_quantity *out)
{
	struct range x;
	if (!read_range(r, i, &x) || !is_range(r, &x))
		return false;
	double low = low_of(&x), high = x.b.f.value;
	struct bw_quantity a = x.a;
	a.has_unit |= x.b.has_unit;
	if (!(low < high) || bw_quantity_is_name(r, &a))
		return false;
	*out = x.b;
	if (x.a.n.money) {
		out->f.unit = x.a.f.unit;
		out->f.unit_key = x.a.f.unit_key;
		out->f.unit_name = x.a.f.unit_name;
	}
	out->first = x.start;
	out->has_unit |= x.a.has_unit;
	out->f.bound = BW_BOUND_RANGE;
	out->f.low = low;
	out->f.high = high;
	out->f.value = low + (high - low) / 2;
	return true;
}
