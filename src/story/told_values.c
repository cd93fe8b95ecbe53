#include "story/told_part.h"

/* Values of figures: how near they are, whether both can be right, whether one is the other miscopied. */
enum { DIGITS = 17, CLOCK_LEAST = 10, CLOCK_MOST = 240, HALF_DAY = 720, A_DAY = 2 * HALF_DAY };
static const double apart_rough = 0.15, small = 3, large = 1000, exact = 0.001;

double bw_value_size(double v)
{
	return v < 0 ? -v : v;
}

bool bw_value_near(double x, double y, double share)
{
	double most = bw_value_size(x) > bw_value_size(y) ? bw_value_size(x) : bw_value_size(y);
	return bw_value_size(x - y) <= most * share;
}

bool bw_value_is_clock(const struct bw_profile_figure *f)
{
	return f->unit == BW_UNIT_MEASURE && f->unit_key == (uint32_t)bw_str_hash(BW_STR("clock"));
}

bool bw_value_is_time(const struct bw_profile_figure *f)
{
	static const char *const times[] = {"clock", "s", "month"};
	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++)
		if (f->unit == BW_UNIT_MEASURE && f->unit_key == (uint32_t)bw_str_hash(bw_str_from(times[i])))
			return true;
	return false;
}

bool bw_value_is_rough(const struct bw_profile_figure *f)
{
	return f->bound == BW_BOUND_ABOUT || f->bound == BW_BOUND_RANGE ||
	       (f->approximate && f->bound == BW_BOUND_NONE);
}

/* A bound allows what lies on its side. */
static bool allows(const struct bw_profile_figure *f, double value)
{
	if (f->bound == BW_BOUND_AT_LEAST)
		return value >= f->value;
	return f->bound == BW_BOUND_AT_MOST && value <= f->value;
}

/* Minutes between two times of day; a value of a day and more counts from noon or midnight. */
static double clock_gap(double x, double y)
{
	double span = x >= A_DAY || y >= A_DAY ? HALF_DAY : A_DAY, d = bw_value_size(x - y);
	if (!(d < 2 * A_DAY))
		return 0;
	while (d >= span)
		d -= span;
	return d > span / 2 ? span - d : d;
}

static bool clocks_apart(const struct bw_profile_figure *x, const struct bw_profile_figure *y)
{
	double d = clock_gap(x->value, y->value);
	return d > CLOCK_LEAST * (1 + (x->approximate || y->approximate)) && d < CLOCK_MOST;
}

/* What more is found of day by day is at least what it was. */
bool bw_value_apart(const struct bw_profile_figure *x, const struct bw_profile_figure *y, bool later, double share)
{
	if (bw_value_is_clock(x))
		return clocks_apart(x, y);
	bool both_most = x->bound == BW_BOUND_AT_MOST && y->bound == BW_BOUND_AT_MOST;
	bool found = later && (x->grows || y->grows) && y->value >= x->value;
	if (found || (!both_most && (allows(x, y->value) || allows(y, x->value))))
		return false;
	return !bw_value_near(x->value, y->value, bw_value_is_rough(x) || bw_value_is_rough(y) ? apart_rough : share);
}

/* ---- slips in copying ---- */

/* Digits without the zeros at the end; 0 when they do not fit. */
static int digits_of(double value, int out[DIGITS])
{
	double v = bw_value_size(value);
	int n = 0;
	if (!(v < 1e17))
		return 0;
	for (; v < 1e12 && v != (double)(uint64_t)v; v *= 10)
		;
	uint64_t whole = (uint64_t)v;
	while (whole && whole % 10 == 0)
		whole /= 10;
	for (; whole && n < DIGITS; whole /= 10)
		out[n++] = (int)(whole % 10);
	return n;
}

/* 10:25 and 10:52. */
static bool is_clock_slip(double x, double y)
{
	enum { HOUR = 60 };
	if (!(x >= 0 && y >= 0 && x < A_DAY && y < A_DAY))
		return false;
	int a = (int)x, b = (int)y, m = a % HOUR, n = b % HOUR;
	return a != b && a / HOUR == b / HOUR && m / 10 == n % 10 && m % 10 == n / 10;
}

/* 57 and 75: two neighbouring digits have changed places; 300 and 3,000: a nought came. */
bool bw_value_slip(const struct bw_profile_figure *x, const struct bw_profile_figure *y)
{
	if (bw_value_is_clock(x))
		return is_clock_slip(x->value, y->value);
	static const char *const made[] = {"s", "month"}; /* not the digits that the reader saw */
	for (size_t i = 0; i < sizeof(made) / sizeof(*made); i++)
		if (x->unit == BW_UNIT_MEASURE && x->unit_key == (uint32_t)bw_str_hash(bw_str_from(made[i])))
			return false;
	int a[DIGITS], b[DIGITS], n = digits_of(x->value, a), differ = 0, at = 0;
	double u = bw_value_size(x->value), v = bw_value_size(y->value);
	if (n < 2 || digits_of(y->value, b) != n || u > 10 * v || v > 10 * u)
		return false;
	for (int i = n; i-- > 0;) {
		if (a[i] == b[i])
			continue;
		differ++;
		at = i;
	}
	if (!differ)
		return bw_value_near(x->value, 10 * y->value, 1e-9) || bw_value_near(10 * x->value, y->value, 1e-9);
	return differ == 2 && at + 1 < n && a[at] == b[at + 1] && a[at + 1] == b[at];
}

bool bw_value_like(const struct bw_profile_figure *x, const struct bw_profile_figure *y, double ratio)
{
	double a = bw_value_size(x->value), b = bw_value_size(y->value);
	if (bw_value_is_clock(x))
		return true;
	bool share = x->unit == BW_UNIT_PERCENT || x->unit == BW_UNIT_MEASURE;
	return a <= b * ratio && b <= a * ratio && (share || (a >= small && b >= small));
}

bool bw_value_is(const struct bw_profile_figure *f, const struct bw_profile_figure *like, double value, double share)
{
	if (bw_value_is_clock(f) && bw_value_is_clock(like))
		return !f->denied && clock_gap(f->value, value) <= CLOCK_LEAST;
	bool count = f->unit == BW_UNIT_COUNT, same = f->head == like->head && f->head;
	if (f->unit != like->unit || f->unit_key != like->unit_key || f->denied ||
	    (count && !same && f->head && like->head && bw_value_size(value) < large))
		return false;
	/* Counts of what is not said agree by chance unless they agree wholly. */
	double most = bw_value_is_rough(like)                          ? apart_rough
		      : count && !same && bw_value_size(value) < large ? exact
								       : share;
	return bw_value_near(f->value, value, most);
}

bool bw_value_held(const struct bw_profile *p, const struct bw_profile_figure *like, double value, double share)
{
	for (uint32_t i = 0; i < p->n_figures; i++)
		if (bw_value_is(&p->figures[i], like, value, share))
			return true;
	return false;
}
