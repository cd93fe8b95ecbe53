#include <math.h>

#include "core/pack.h"
#include "story/story.h"

enum { VERSION = 1, REASON_BYTES = 22, FRESH_BYTES = 2, ENTRY_BYTES = 14 };

static uint64_t bits_of(double v)
{
	uint64_t bits;
	memcpy(&bits, &v, sizeof(bits));
	return bits;
}

static double unpack_f64(struct bw_unpack *u)
{
	uint64_t bits = bw_unpack_fixed64(u);
	double v;
	memcpy(&v, &bits, sizeof(v));
	u->bad |= !isfinite(v);
	return v;
}

static float unpack_f32(struct bw_unpack *u)
{
	float v = bw_unpack_f32(u);
	u->bad |= !isfinite(v);
	return v;
}

static uint32_t unpack_u32(struct bw_unpack *u)
{
	uint64_t v = bw_unpack_u64(u);
	u->bad |= v > UINT32_MAX;
	return (uint32_t)v;
}

void bw_story_news_pack(const struct bw_story_news *n, struct bw_buf *out)
{
	bw_pack_u64(out, VERSION);
	bw_pack_u64(out, n->n_reasons);
	for (uint32_t i = 0; i < n->n_reasons; i++) {
		bw_pack_u64(out, n->reasons[i].kind);
		bw_pack_u64(out, n->reasons[i].what);
		bw_pack_f32(out, n->reasons[i].amount);
		bw_pack_fixed64(out, bits_of(n->reasons[i].value));
		bw_pack_fixed64(out, n->reasons[i].article);
	}
	bw_pack_u64(out, n->n_fresh);
	for (uint32_t i = 0; i < n->n_fresh; i++) {
		bw_pack_u64(out, n->fresh[i].start);
		bw_pack_u64(out, n->fresh[i].end);
	}
	bw_pack_u64(out, n->n_entries);
	for (uint32_t i = 0; i < n->n_entries; i++) {
		bw_pack_u64(out, n->entries[i].start);
		bw_pack_u64(out, n->entries[i].end);
		bw_pack_fixed64(out, n->entries[i].development);
		bw_pack_f32(out, n->entries[i].similarity);
	}
}

static void unpack_reasons(struct bw_arena *a, struct bw_unpack *u, struct bw_story_news *out)
{
	out->n_reasons = (uint32_t)bw_unpack_count(u, REASON_BYTES);
	struct bw_story_reason *v = BW_ARRAY(a, struct bw_story_reason, out->n_reasons);
	for (uint32_t i = 0; i < out->n_reasons && !u->bad; i++) {
		uint32_t kind = unpack_u32(u);
		u->bad |= kind >= BW_N_REASON;
		v[i].kind = u->bad ? BW_REASON_FEATURE : (enum bw_reason_kind)kind;
		v[i].what = unpack_u32(u);
		u->bad |= v[i].kind == BW_REASON_FEATURE && v[i].what >= BW_STORY_FEATURES;
		v[i].amount = unpack_f32(u);
		v[i].value = unpack_f64(u);
		v[i].article = bw_unpack_fixed64(u);
	}
	out->reasons = v;
}

static void unpack_fresh(struct bw_arena *a, struct bw_unpack *u, struct bw_story_news *out)
{
	out->n_fresh = (uint32_t)bw_unpack_count(u, FRESH_BYTES);
	struct bw_story_fresh *v = BW_ARRAY(a, struct bw_story_fresh, out->n_fresh);
	for (uint32_t i = 0; i < out->n_fresh && !u->bad; i++) {
		v[i].start = unpack_u32(u);
		v[i].end = unpack_u32(u);
		u->bad |= v[i].end < v[i].start;
	}
	out->fresh = v;
}

static void unpack_entries(struct bw_arena *a, struct bw_unpack *u, struct bw_story_news *out)
{
	out->n_entries = (uint32_t)bw_unpack_count(u, ENTRY_BYTES);
	struct bw_story_entry *v = BW_ARRAY(a, struct bw_story_entry, out->n_entries);
	for (uint32_t i = 0; i < out->n_entries && !u->bad; i++) {
		v[i].start = unpack_u32(u);
		v[i].end = unpack_u32(u);
		v[i].development = bw_unpack_fixed64(u);
		v[i].similarity = unpack_f32(u);
		u->bad |= v[i].end < v[i].start;
	}
	out->entries = v;
}

bool bw_story_news_unpack(struct bw_arena *a, struct bw_str bytes, struct bw_story_news *out)
{
	struct bw_unpack u = {.in = bytes};
	*out = (struct bw_story_news){0};
	u.bad = bw_unpack_u64(&u) != VERSION;
	unpack_reasons(a, &u, out);
	unpack_fresh(a, &u, out);
	unpack_entries(a, &u, out);
	if (!u.bad && u.pos == bytes.len)
		return true;
	*out = (struct bw_story_news){0};
	return false;
}
