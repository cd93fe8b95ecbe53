#include "story/prints.h"

#include "core/mem.h"

enum { PLACES_FIRST = 1024 };

/* ---- prints of two texts ---- */

/* Texts up to so many words, and how often their bound is halved; beyond, as often as leaves KEPT of it. */
enum { KEPT = 1200 };
static const struct {
	uint32_t words, halved;
} bounds[] = {{200, 0}, {400, 1}, {1200, 2}, {8 * KEPT, 3}};

uint32_t bw_prints_bound(uint32_t length)
{
	for (size_t i = 0; i < sizeof(bounds) / sizeof(*bounds); i++)
		if (length <= bounds[i].words)
			return UINT32_MAX >> bounds[i].halved;
	uint32_t halved = 4;
	while (length >> halved > KEPT)
		halved++;
	return UINT32_MAX >> halved;
}

double bw_prints_density(uint32_t bound)
{
	return ((double)bound + 1) / ((double)UINT32_MAX + 1);
}

/* Index of the first element that is not below x. */
static uint32_t lower(const uint32_t *v, uint32_t n, uint32_t x)
{
	uint32_t from = 0, to = n;
	while (from < to) {
		uint32_t mid = from + (to - from) / 2;
		if (v[mid] < x)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

bool bw_quoted_has(const struct bw_profile *p, uint32_t print)
{
	uint32_t i = lower(p->quoted_prints, p->n_quoted, bw_quoted_key(print) * BW_QUOTATIONS);
	return i < p->n_quoted && bw_quoted_key(p->quoted_prints[i]) == bw_quoted_key(print);
}

struct bw_shared bw_prints_shared(const struct bw_profile *p, const bool *skip, const struct bw_profile *q,
				  uint32_t bound)
{
	struct bw_shared out = {0};
	uint32_t i = 0, k = 0;
	while (i < p->n_prints && k < q->n_prints && p->prints[i] <= bound) {
		uint32_t a = p->prints[i], b = q->prints[k];
		if (a == b && !(skip && skip[i])) {
			out.n++;
			out.in_quotes += bw_quoted_has(p, a) || bw_quoted_has(q, a);
		}
		i += a <= b;
		k += b <= a;
	}
	return out;
}

uint32_t bw_prints_count(const struct bw_profile *p, const bool *skip, uint32_t bound)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < p->n_prints && p->prints[i] <= bound; i++)
		n += !(skip && skip[i]);
	return n;
}

/* ---- the index ---- */

void bw_prints_init(struct bw_prints *x, bool (*is_before)(const void *ctx, uint32_t a, uint32_t b), const void *ctx)
{
	*x = (struct bw_prints){.is_before = is_before, .ctx = ctx};
}

void bw_prints_release(struct bw_prints *x)
{
	bw_mem_free(x->pairs);
	x->pairs = NULL;
	x->n = x->n_places = 0;
}

/* Words are chosen by who writes articles: where a print stands depends on an address that he cannot know, and nothing
 * walks the table. */
static uint32_t home_of(const struct bw_prints *x, uint32_t print)
{
	uint64_t h = print ^ (uint64_t)(uintptr_t)x->pairs * 0x9e3779b97f4a7c15u;
	h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
	h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
	return (uint32_t)(((h >> 32) * x->n_places) >> 32);
}

static uint32_t next_of(const struct bw_prints *x, uint32_t i)
{
	return i + 1 == x->n_places ? 0 : i + 1;
}

static void place(struct bw_prints *x, struct bw_print_pair pair)
{
	uint32_t i = home_of(x, pair.print);
	while (x->pairs[i].place)
		i = next_of(x, i);
	x->pairs[i] = pair;
}

static void resize(struct bw_prints *x, uint32_t n_places)
{
	struct bw_print_pair *was = x->pairs;
	uint32_t n_was = x->n_places;
	x->pairs = bw_mem_alloc((size_t)n_places * sizeof(*x->pairs));
	x->n_places = n_places;
	for (uint32_t i = 0; i < n_was; i++)
		if (was[i].place)
			place(x, was[i]);
	bw_mem_free(was);
}

/* Full to four fifths at most, so that runs stay short; grown by a third, so that little stands empty. */
static void make_room(struct bw_prints *x)
{
	if ((uint64_t)(x->n + 1) * 5 > (uint64_t)x->n_places * 4)
		resize(x, x->n_places ? x->n_places + x->n_places / 3 : PLACES_FIRST);
}

/* Those behind the hole move up (Knuth, vol. 3, 6.4, algorithm R). */
static void remove_at(struct bw_prints *x, uint32_t hole)
{
	for (uint32_t i = next_of(x, hole); x->pairs[i].place; i = next_of(x, i)) {
		uint32_t home = home_of(x, x->pairs[i].print);
		bool between = hole < i ? home > hole && home <= i : home > hole || home <= i;
		if (between)
			continue;
		x->pairs[hole] = x->pairs[i];
		hole = i;
	}
	x->pairs[hole].place = 0;
	x->n--;
}

static void put_one(struct bw_prints *x, uint32_t print, uint32_t slot)
{
	make_room(x);
	uint32_t i = home_of(x, print), oldest = UINT32_MAX, n = 0;
	for (; x->pairs[i].place; i = next_of(x, i)) {
		if (x->pairs[i].print != print)
			continue;
		n++;
		if (oldest == UINT32_MAX || x->is_before(x->ctx, x->pairs[i].place - 1, x->pairs[oldest].place - 1))
			oldest = i;
	}
	if (n < BW_PRINTS_HOLDERS) {
		x->pairs[i] = (struct bw_print_pair){print, slot + 1};
		x->n++;
	} else if (x->is_before(x->ctx, x->pairs[oldest].place - 1, slot)) {
		x->pairs[oldest].place = slot + 1;
	}
}

void bw_prints_put(struct bw_prints *x, const uint32_t *prints, uint32_t n, uint32_t slot)
{
	for (uint32_t i = 0; i < n && i < BW_PRINTS_INDEXED; i++)
		put_one(x, prints[i], slot);
}

static void take_one(struct bw_prints *x, uint32_t print, uint32_t slot)
{
	if (!x->n)
		return;
	for (uint32_t i = home_of(x, print); x->pairs[i].place; i = next_of(x, i))
		if (x->pairs[i].print == print && x->pairs[i].place == slot + 1) {
			remove_at(x, i);
			return;
		}
}

void bw_prints_take(struct bw_prints *x, const uint32_t *prints, uint32_t n, uint32_t slot)
{
	for (uint32_t i = 0; i < n && i < BW_PRINTS_INDEXED; i++)
		take_one(x, prints[i], slot);
	if (x->n_places > PLACES_FIRST && x->n < x->n_places / 4)
		resize(x, x->n_places / 2);
}

uint32_t bw_prints_holders(const struct bw_prints *x, uint32_t print, uint32_t out[BW_PRINTS_HOLDERS])
{
	uint32_t n = 0;
	if (!x->n)
		return 0;
	for (uint32_t i = home_of(x, print); x->pairs[i].place; i = next_of(x, i))
		if (x->pairs[i].print == print)
			out[n++] = x->pairs[i].place - 1;
	return n;
}
