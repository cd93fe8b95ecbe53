#include "story/part.h"

/*
 * Two figures contradict one another when they count the same thing (head noun, unit, words around them) and are apart,
 * but not so far that they must count different things. What a text itself tells as a change ("rises from 512 to 768")
 * is none. A figure that was reported before is not reported again: a pair stands for the first article with either
 * value.
 */
enum { LOOK_BACK = 24, CONFLICTS_MAX = 16, SHARED_MIN = 2 };
static const double apart_exact = 0.02, apart_rough = 0.2, ratio_max = 3, small = 5;
static const double share_count = 0.3, share_percent = 0.5;

static double size(double v)
{
	return v < 0 ? -v : v;
}

static bool is_near(double x, double y, double share)
{
	double most = size(x) > size(y) ? size(x) : size(y);
	return size(x - y) <= most * share;
}

static bool is_apart(const struct bw_profile_figure *x, const struct bw_profile_figure *y)
{
	double a = size(x->value), b = size(y->value);
	bool far = a > b * ratio_max || b > a * ratio_max;
	return !far && !is_near(x->value, y->value, x->approximate || y->approximate ? apart_rough : apart_exact);
}

static bool same_unit(const struct bw_profile_figure *x, const struct bw_profile_figure *y)
{
	return x->unit == y->unit && x->unit_key == y->unit_key && x->part == y->part;
}

/* ---- the same thing counted ---- */

static uint32_t shared_words(const struct bw_profile_figure *x, const struct bw_profile_figure *y)
{
	uint32_t n = 0;
	for (uint8_t i = 0; i < x->n_about; i++)
		for (uint8_t k = 0; k < y->n_about; k++)
			n += x->about[i] == y->about[k];
	return n;
}

static bool same_thing(const struct bw_profile_figure *x, const struct bw_profile_figure *y)
{
	uint32_t shared = shared_words(x, y), least = x->n_about < y->n_about ? x->n_about : y->n_about;
	bool percent = x->unit == BW_UNIT_PERCENT;
	if (!x->head || x->head != y->head || size(x->value) < small || size(y->value) < small)
		return false;
	return shared >= SHARED_MIN && shared >= (percent ? share_percent : share_count) * least;
}

enum { DIGITS = 17 };

/* Digits without the zeros at the end. */
static int digits_of(double value, int out[DIGITS])
{
	double v = size(value);
	int n = 0;
	for (; v != (double)(uint64_t)v && v < 1e12; v *= 10)
		;
	if (v >= 1e17)
		return 0;
	uint64_t whole = (uint64_t)v;
	while (whole && whole % 10 == 0)
		whole /= 10;
	for (; whole && n < DIGITS; whole /= 10)
		out[n++] = (int)(whole % 10);
	return n;
}

/* 89,000 and 98,000: two neighbouring digits have changed places, as happens in copying. */
static bool is_transposed(double x, double y)
{
	int a[DIGITS], b[DIGITS], n = digits_of(x, a), differ = 0, at = 0;
	if (n < 2 || digits_of(y, b) != n)
		return false;
	for (int i = n; i-- > 0;) {
		if (a[i] == b[i])
			continue;
		differ++;
		at = i;
	}
	return differ == 2 && at + 1 < n && a[at] == b[at + 1] && a[at + 1] == b[at];
}

static bool has_about(const struct bw_profile_figure *f, uint64_t stem)
{
	for (uint8_t i = 0; i < f->n_about; i++)
		if (f->about[i] == stem)
			return true;
	return false;
}

/* The same noun; where one side has none it must stand near the figure, unless the unit says enough. */
static bool may_be_same_head(const struct bw_profile_figure *x, const struct bw_profile_figure *y)
{
	if (x->head && y->head)
		return x->head == y->head;
	return x->unit == BW_UNIT_MONEY || x->unit == BW_UNIT_MEASURE || (x->head && has_about(y, x->head)) ||
	       (y->head && has_about(x, y->head));
}

/* Durations are counted in seconds or months here, and digits of those are not what the reader saw ("45 minutes", "two
 * hours"). */
static bool is_misprint(const struct bw_profile_figure *x, const struct bw_profile_figure *y)
{
	static const char *const durations[] = {"s", "month"};
	for (size_t i = 0; i < sizeof(durations) / sizeof(*durations); i++)
		if (x->unit == BW_UNIT_MEASURE && x->unit_key == bw_str_hash(bw_str_from(durations[i])))
			return false;
	return is_transposed(x->value, y->value) && may_be_same_head(x, y);
}

/* ---- what the texts themselves say ---- */

static bool holds(const struct bw_profile *p, const struct bw_profile_figure *like, double value)
{
	for (uint32_t i = 0; i < p->n_figures; i++) {
		const struct bw_profile_figure *f = &p->figures[i];
		if (f->unit == like->unit && f->unit_key == like->unit_key &&
		    (f->head == like->head || !f->head || !like->head) && is_near(f->value, value, apart_exact))
			return true;
	}
	return false;
}

/* The value that y's sentence names beside y. */
static const struct bw_profile_figure *beside(const struct bw_profile *p, const struct bw_profile_figure *y,
					      double value)
{
	for (uint32_t i = 0; i < p->n_figures; i++) {
		const struct bw_profile_figure *f = &p->figures[i];
		if (f != y && f->start == y->start && f->unit == y->unit && f->unit_key == y->unit_key &&
		    is_near(f->value, value, apart_exact))
			return f;
	}
	return NULL;
}

/* Sentences with several figures of which none agrees tell of two cases of one kind. */
static bool is_other_case(const struct bw_profile *old, const struct bw_profile_figure *x, const struct bw_profile *new,
			  const struct bw_profile_figure *y)
{
	uint32_t in_x = 0, in_y = 0;
	for (uint32_t i = 0; i < old->n_figures; i++) {
		in_x += old->figures[i].start == x->start;
		for (uint32_t k = 0; k < new->n_figures; k++)
			if (old->figures[i].start == x->start && new->figures[k].start == y->start &&
			    is_near(old->figures[i].value, new->figures[k].value, apart_exact))
				return false;
	}
	for (uint32_t k = 0; k < new->n_figures; k++)
		in_y += new->figures[k].start == y->start;
	return in_x > 1 && in_y > 1;
}

static bool contradicts(const struct bw_profile *old, const struct bw_profile_figure *x, const struct bw_profile *new,
			const struct bw_profile_figure *y)
{
	if (!same_unit(x, y) || !is_apart(x, y) || x->denied || y->denied)
		return false;
	const struct bw_profile_figure *other = beside(new, y, x->value);
	if (other)
		return other->denied;
	if (beside(old, x, y->value) || holds(old, y, y->value))
		return false;
	return is_misprint(x, y) || (same_thing(x, y) && !is_other_case(old, x, new, y));
}

/* ---- over the members of a development ---- */

struct search {
	const struct bw_stories *s;
	const struct bw_story_dev *dev;
	struct bw_arena *a;
	BW_VEC(struct bw_conflict) rows;
};

/* Whether a member before this one has the value. */
static bool known_before(const struct search *f, const struct bw_story_doc *d, const struct bw_profile_figure *like)
{
	uint32_t seen = 0;
	for (uint32_t i = f->dev->n_docs; i-- && seen < LOOK_BACK;) {
		const struct bw_story_doc *other = &f->s->docs[f->dev->docs[i]];
		bool before = other->p.at < d->p.at || (other->p.at == d->p.at && other->p.key < d->p.key);
		if (!other->is_root || !before)
			continue;
		if (holds(&other->p, like, like->value))
			return true;
		seen++;
	}
	return false;
}

static bool listed(const struct search *f, uint64_t a_article, double a_value, double b_value)
{
	for (size_t i = 0; i < f->rows.len; i++)
		if (f->rows.ptr[i].a_article == a_article && f->rows.ptr[i].a_value == a_value &&
		    f->rows.ptr[i].b_value == b_value)
			return true;
	return false;
}

static void compare(struct search *f, const struct bw_story_doc *old, const struct bw_story_doc *new)
{
	for (uint32_t i = 0; i < old->p.n_figures; i++) {
		for (uint32_t k = 0; k < new->p.n_figures && f->rows.len < CONFLICTS_MAX; k++) {
			const struct bw_profile_figure *x = &old->p.figures[i], *y = &new->p.figures[k];
			if (!contradicts(&old->p, x, &new->p, y) || known_before(f, old, x) ||
			    known_before(f, new, y) || listed(f, old->p.key, x->value, y->value))
				continue;
			*BW_PUSH(f->a, &f->rows) = (struct bw_conflict){.development = new->v.development,
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
	struct search f = {.s = s, .dev = &s->devs[d->dev], .a = a};
	uint32_t seen = 0;
	for (uint32_t i = f.dev->n_docs; i-- && seen < LOOK_BACK && d->is_root;) {
		const struct bw_story_doc *other = &s->docs[f.dev->docs[i]];
		if (other == d || !other->is_root)
			continue;
		compare(&f, other, d);
		seen++;
	}
	out->rows = f.rows.ptr;
	out->n = f.rows.len;
}
