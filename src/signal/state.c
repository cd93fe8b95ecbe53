#include "core/utf8.h"
#include "core/vec.h"
#include "signal/state_part.h"

enum { ACTORS_MOST = 6, GEO_MOST = 5, DOMAINS_MOST = 4, NATURES_MOST = 3, N_NATURES = 7 };

static const char *const nature_names[N_NATURES] = {"structural",   "regulatory", "technological", "economic",
						    "geopolitical", "security",   "social"};

const char *bw_stance_name(enum bw_stance s)
{
	return s == BW_CONTRADICTS ? "contradicts" : "supports";
}

size_t bw_nature_names(unsigned nature, const char *out[8])
{
	size_t n = 0;
	for (size_t i = 0; i < N_NATURES; i++)
		if (nature & 1u << i)
			out[n++] = nature_names[i];
	return n;
}

/* ---- independence ---- */

static bool same_class(const struct bw_candidate *x, const struct bw_candidate *y)
{
	return x->origin == y->origin || (x->speaker && x->speaker == y->speaker) ||
	       (x->source == y->source && x->development == y->development);
}

static void find_classes(struct bw_arena *a, struct bw_rows *r)
{
	r->class_of = BW_ARRAY(a, uint32_t, r->n);
	for (size_t i = 0; i < r->n; i++) {
		r->class_of[i] = (uint32_t)i;
		for (size_t k = 0; k < i; k++) {
			if (!same_class(r->candidates[i], r->candidates[k]))
				continue;
			uint32_t from = r->class_of[i], to = r->class_of[k];
			for (size_t j = 0; j <= i; j++)
				if (r->class_of[j] == (from > to ? from : to))
					r->class_of[j] = from > to ? to : from;
		}
	}
}

uint64_t bw_row_source(const struct bw_candidate *c)
{
	return c->source;
}

uint64_t bw_row_development(const struct bw_candidate *c)
{
	return c->development;
}

uint64_t bw_row_origin(const struct bw_candidate *c)
{
	return c->origin;
}

uint64_t bw_row_article(const struct bw_candidate *c)
{
	return c->article;
}

uint32_t bw_rows_count(const struct bw_rows *r, uint64_t (*value)(const struct bw_candidate *))
{
	uint32_t n = 0;
	for (size_t i = 0; i < r->n; i++) {
		bool seen = false;
		for (size_t k = 0; k < i && !seen; k++)
			seen = value(r->candidates[k]) == value(r->candidates[i]);
		n += !seen;
	}
	return n;
}

/* ---- what it is about: votes of the rows, one a development would be fairer to few but hides how often ---- */

struct vote {
	uint64_t key;
	struct bw_str name;
	double weight;
	uint32_t rows;
};
struct votes BW_VEC_FIELDS(struct vote);

static void vote(struct bw_arena *a, struct votes *v, uint64_t key, struct bw_str name, double weight)
{
	for (size_t i = 0; i < v->len; i++) {
		if (v->ptr[i].key != key)
			continue;
		v->ptr[i].weight += weight;
		v->ptr[i].rows++;
		return;
	}
	*BW_PUSH(a, v) = (struct vote){key, name, weight, 1};
}

static int by_votes(const void *x, const void *y)
{
	const struct vote *a = x, *b = y;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return a->key < b->key ? -1 : a->key > b->key;
}

/* Keeps what at least `least` rows name; when nothing has that many, the strongest alone. */
static size_t elect(struct votes *v, uint32_t least, size_t most)
{
	bw_sort(v->ptr, v->len, sizeof(*v->ptr), by_votes);
	size_t n = 0;
	for (size_t i = 0; i < v->len && n < most; i++)
		if (v->ptr[i].rows >= least)
			v->ptr[n++] = v->ptr[i];
	return n ? n : v->len > 0;
}

static void set_geo(struct bw_arena *a, const struct bw_rows *r, struct bw_signal_state *out)
{
	struct votes v = {0};
	for (size_t i = 0; i < r->n; i++)
		for (uint32_t k = 0; k < r->candidates[i]->n_geo; k++) {
			const char *code = r->candidates[i]->geo[k];
			uint64_t key = (uint64_t)(unsigned char)code[0] << 8 | (unsigned char)code[1];
			vote(a, &v, key, BW_STR_NONE, 1.0 / (k + 1));
		}
	out->n_geo = (uint32_t)elect(&v, 2, GEO_MOST);
	char(*geo)[3] = bw_arena_array(a, out->n_geo, 3);
	for (uint32_t i = 0; i < out->n_geo; i++) {
		geo[i][0] = (char)(v.ptr[i].key >> 8);
		geo[i][1] = (char)(v.ptr[i].key & 0xFF);
	}
	out->geo = (const char(*)[3])geo;
}

static void set_domains(struct bw_arena *a, const struct bw_rows *r, struct bw_signal_state *out)
{
	struct votes v = {0};
	for (size_t i = 0; i < r->n; i++)
		for (uint32_t k = 0; k < r->candidates[i]->n_domains; k++)
			vote(a, &v, r->candidates[i]->domains[k], BW_STR_NONE, 1.0 / (k + 1));
	out->n_domains = (uint32_t)elect(&v, (uint32_t)(r->n + 2) / 3, DOMAINS_MOST);
	uint32_t *domains = BW_ARRAY(a, uint32_t, out->n_domains);
	for (uint32_t i = 0; i < out->n_domains; i++)
		domains[i] = (uint32_t)v.ptr[i].key;
	out->domains = domains;
}

static void set_actors(struct bw_arena *a, const struct bw_rows *r, struct bw_signal_state *out)
{
	struct votes v = {0};
	for (size_t i = 0; i < r->n; i++)
		for (uint32_t k = 0; k < r->candidates[i]->n_actors; k++)
			vote(a, &v, r->candidates[i]->actors[k], r->candidates[i]->actor_names[k], 1);
	bw_sort(v.ptr, v.len, sizeof(*v.ptr), by_votes);
	out->n_actors = (uint32_t)(v.len < ACTORS_MOST ? v.len : ACTORS_MOST);
	struct bw_str *actors = BW_ARRAY(a, struct bw_str, out->n_actors);
	for (uint32_t i = 0; i < out->n_actors; i++)
		actors[i] = v.ptr[i].name;
	out->actors = actors;
}

/* Structural when half of the statements are of a general kind; the rest by the words of at least a third of the
 * articles. */
static unsigned nature_of(const struct bw_rows *r)
{
	uint32_t hits[N_NATURES] = {0}, general = 0;
	for (size_t i = 0; i < r->n; i++) {
		enum bw_frame f = r->candidates[i]->frame;
		general += f == BW_FRAME_STRUCTURAL || f == BW_FRAME_CAUSAL || f == BW_FRAME_TREND;
		for (size_t k = 1; k < N_NATURES; k++)
			hits[k] += (r->candidates[i]->nature >> k) & 1;
	}
	unsigned nature = general * 2 >= r->n && r->n ? BW_NATURE_STRUCTURAL : 0;
	for (int taken = 0; taken < NATURES_MOST; taken++) {
		size_t best = 0;
		for (size_t k = 1; k < N_NATURES; k++)
			if (hits[k] * 3 >= r->n && hits[k] > hits[best])
				best = k;
		if (!best)
			break;
		nature |= 1u << best;
		hits[best] = 0;
	}
	return nature;
}

void bw_signal_state(struct bw_arena *a, const struct bw_signal *signal, const struct bw_evidence *rows,
		     const struct bw_candidate *const *candidates, size_t n, bw_time now, struct bw_signal_state *out)
{
	struct bw_rows r = {rows, candidates, n, now, NULL};
	*out = (struct bw_signal_state){.first_seen = n ? candidates[0]->at : signal->born,
					.last_reinforced = n ? candidates[0]->at : signal->born};
	find_classes(a, &r);
	for (size_t i = 0; i < n; i++) {
		bw_time at = candidates[i]->at;
		out->first_seen = at < out->first_seen ? at : out->first_seen;
		if (rows[i].stance == BW_SUPPORTS && at > out->last_reinforced)
			out->last_reinforced = at;
	}
	out->articles = out->extracted = bw_rows_count(&r, bw_row_article);
	out->origins = bw_rows_count(&r, bw_row_origin);
	out->developments = bw_rows_count(&r, bw_row_development);
	out->sources = bw_rows_count(&r, bw_row_source);
	out->nature = nature_of(&r);
	set_geo(a, &r, out);
	set_domains(a, &r, out);
	set_actors(a, &r, out);
	bw_strength_of(a, &r, out->nature, &out->strength);
}
