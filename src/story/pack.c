#include <float.h>
#include <math.h>

#include "core/pack.h"
#include "story/part.h"

/* Version 2. Ordered hashes are stored as differences, which are shorter. */
enum { VERSION = 2 };
enum { TERM_BYTES = 4, NAME_BYTES = 5, PRINT_BYTES = 1, FIGURE_BYTES = 23 };

static void pack_hashes(struct bw_buf *out, const uint64_t *v, uint32_t n)
{
	uint64_t last = 0;
	bw_pack_u64(out, n);
	for (uint32_t i = 0; i < n; i++) {
		bw_pack_u64(out, v[i] - last);
		last = v[i];
	}
}

static void pack_terms(struct bw_buf *out, const struct bw_profile *p)
{
	uint64_t last = 0;
	bw_pack_u64(out, p->n_terms);
	for (uint32_t i = 0; i < p->n_terms; i++) {
		const struct bw_profile_term *t = &p->terms[i];
		bw_pack_u64(out, t->stem - last);
		bw_pack_u64(out, t->in_title);
		bw_pack_u64(out, t->in_lead);
		bw_pack_u64(out, t->in_body);
		last = t->stem;
	}
}

static void pack_names(struct bw_buf *out, const struct bw_profile *p)
{
	uint64_t last = 0;
	bw_pack_u64(out, p->n_names);
	for (uint32_t i = 0; i < p->n_names; i++) {
		bw_pack_u64(out, p->names[i].name - last);
		bw_pack_f32(out, p->names[i].weight);
		last = p->names[i].name;
	}
}

static uint64_t bits_of(double v)
{
	uint64_t bits;
	memcpy(&bits, &v, sizeof(bits));
	return bits;
}

static void pack_figures(struct bw_buf *out, const struct bw_profile *p)
{
	bw_pack_u64(out, p->n_figures);
	for (uint32_t i = 0; i < p->n_figures; i++) {
		const struct bw_profile_figure *f = &p->figures[i];
		bw_pack_fixed64(out, f->head);
		bw_pack_fixed64(out, bits_of(f->value));
		bw_pack_u64(out, f->unit_key);
		bw_pack_u64(out, f->start);
		bw_pack_u64(out, f->end);
		bw_pack_u64(out, f->unit);
		bw_pack_u64(out, f->approximate | f->part << 1 | f->denied << 2);
		bw_pack_u64(out, f->n_about);
		for (uint8_t n = 0; n < f->n_about; n++)
			bw_pack_fixed64(out, f->about[n]);
	}
}

void bw_profile_pack(const struct bw_profile *p, struct bw_buf *out)
{
	bw_pack_u64(out, VERSION);
	bw_pack_fixed64(out, p->key);
	bw_pack_i64(out, p->at);
	bw_pack_fixed64(out, p->source);
	bw_pack_u64(out, p->kind);
	bw_pack_u64(out, p->reprise);
	bw_pack_str(out, p->credit);
	bw_pack_u64(out, p->n_words);
	pack_terms(out, p);
	pack_names(out, p);
	pack_hashes(out, p->prints, p->n_prints);
	pack_hashes(out, p->quoted_prints, p->n_quoted);
	pack_figures(out, p);
}

/* Reads a difference: hashes must go up, so that whoever merges them may rely on it. */
static uint64_t unpack_next(struct bw_unpack *u, uint64_t last, bool is_first)
{
	uint64_t step = bw_unpack_u64(u);
	if ((!step && !is_first) || last + step < last)
		u->bad = true;
	return last + step;
}

static const uint64_t *unpack_hashes(struct bw_arena *a, struct bw_unpack *u, uint32_t *n)
{
	*n = (uint32_t)bw_unpack_count(u, PRINT_BYTES);
	uint64_t *v = BW_ARRAY(a, uint64_t, *n), last = 0;
	for (uint32_t i = 0; i < *n && !u->bad; i++)
		last = v[i] = unpack_next(u, last, i == 0);
	return v;
}

static uint64_t unpack_below(struct bw_unpack *u, uint64_t limit)
{
	uint64_t v = bw_unpack_u64(u);
	if (v >= limit)
		u->bad = true;
	return v < limit ? v : 0;
}

static void unpack_terms(struct bw_arena *a, struct bw_unpack *u, struct bw_profile *out)
{
	out->n_terms = (uint32_t)bw_unpack_count(u, TERM_BYTES);
	struct bw_profile_term *t = BW_ARRAY(a, struct bw_profile_term, out->n_terms);
	uint64_t last = 0;
	for (uint32_t i = 0; i < out->n_terms && !u->bad; i++) {
		last = t[i].stem = unpack_next(u, last, i == 0);
		t[i].in_title = (uint16_t)unpack_below(u, UINT16_MAX + 1);
		t[i].in_lead = (uint16_t)unpack_below(u, UINT16_MAX + 1);
		t[i].in_body = (uint16_t)unpack_below(u, UINT16_MAX + 1);
	}
	out->terms = t;
}

static void unpack_names(struct bw_arena *a, struct bw_unpack *u, struct bw_profile *out)
{
	out->n_names = (uint32_t)bw_unpack_count(u, NAME_BYTES);
	struct bw_profile_name *v = BW_ARRAY(a, struct bw_profile_name, out->n_names);
	uint64_t last = 0;
	for (uint32_t i = 0; i < out->n_names && !u->bad; i++) {
		last = v[i].name = unpack_next(u, last, i == 0);
		v[i].weight = bw_unpack_f32(u);
		if (!(v[i].weight >= 0 && v[i].weight <= UINT16_MAX))
			u->bad = true;
	}
	out->names = v;
}

static void unpack_figures(struct bw_arena *a, struct bw_unpack *u, struct bw_profile *out)
{
	out->n_figures = (uint32_t)bw_unpack_count(u, FIGURE_BYTES - 2);
	struct bw_profile_figure *f = BW_ARRAY(a, struct bw_profile_figure, out->n_figures);
	for (uint32_t i = 0; i < out->n_figures && !u->bad; i++) {
		f[i].head = bw_unpack_fixed64(u);
		uint64_t bits = bw_unpack_fixed64(u);
		memcpy(&f[i].value, &bits, sizeof(bits));
		f[i].unit_key = bw_unpack_u64(u);
		f[i].start = (uint32_t)unpack_below(u, (uint64_t)UINT32_MAX + 1);
		f[i].end = (uint32_t)unpack_below(u, (uint64_t)UINT32_MAX + 1);
		f[i].unit = (uint8_t)unpack_below(u, BW_UNIT_MEASURE + 1);
		uint64_t flags = unpack_below(u, 8);
		f[i].approximate = flags & 1;
		f[i].part = flags >> 1 & 1;
		f[i].denied = flags >> 2 & 1;
		f[i].n_about = (uint8_t)unpack_below(u, BW_FIGURE_ABOUT + 1);
		for (uint8_t n = 0; n < f[i].n_about; n++)
			f[i].about[n] = bw_unpack_fixed64(u);
		if (!isfinite(f[i].value))
			u->bad = true;
	}
	out->figures = f;
}

bool bw_profile_unpack(struct bw_arena *a, struct bw_str bytes, struct bw_profile *out)
{
	struct bw_unpack u = {.in = bytes};
	*out = (struct bw_profile){0};
	if (bw_unpack_u64(&u) != VERSION)
		return false;
	out->key = bw_unpack_fixed64(&u);
	out->at = bw_unpack_i64(&u);
	out->source = bw_unpack_fixed64(&u);
	out->kind = (enum bw_kind)unpack_below(&u, BW_N_KIND);
	out->reprise = unpack_below(&u, 2) != 0;
	out->credit = bw_arena_str(a, bw_unpack_str(&u));
	out->n_words = (uint32_t)unpack_below(&u, (uint64_t)UINT32_MAX + 1);
	unpack_terms(a, &u, out);
	unpack_names(a, &u, out);
	out->prints = unpack_hashes(a, &u, &out->n_prints);
	out->quoted_prints = unpack_hashes(a, &u, &out->n_quoted);
	unpack_figures(a, &u, out);
	if (u.bad || u.pos != bytes.len) {
		*out = (struct bw_profile){0};
		return false;
	}
	return true;
}
