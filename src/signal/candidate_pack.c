#include "core/pack.h"
#include "signal/part.h"

/* Version 2. What all rows share stands once, in front; spans are stored as differences from the start of the quote. */
enum { VERSION = 2, ROW_BYTES_MIN = 20, TERM_BYTES_MIN = 12, CONTEXT_BYTES_MIN = 14, ACTOR_BYTES_MIN = 9 };

static void pack_geo(struct bw_buf *b, const struct bw_candidate *c)
{
	bw_pack_u64(b, c->n_geo);
	for (uint32_t i = 0; i < c->n_geo; i++)
		bw_buf_put(b, c->geo[i], 2);
	bw_pack_u64(b, c->n_domains);
	for (uint32_t i = 0; i < c->n_domains; i++)
		bw_pack_u64(b, c->domains[i]);
}

static void pack_spans(struct bw_buf *b, const struct bw_candidate *c)
{
	bw_pack_u64(b, c->start);
	bw_pack_u64(b, c->end - c->start);
	bw_pack_u64(b, c->anchor_start - c->start);
	bw_pack_u64(b, c->anchor_end - c->anchor_start);
	bw_pack_u64(b, c->title_start - c->start);
	bw_pack_u64(b, c->title_end - c->title_start);
}

static void pack_row(struct bw_buf *b, const struct bw_candidate *c)
{
	pack_spans(b, c);
	bw_pack_u64(b, c->frame);
	bw_pack_u64(b, c->status);
	bw_pack_u64(b, c->mode);
	bw_pack_u64(b, c->act);
	bw_pack_u64(b, c->kind);
	bw_pack_i64(b, c->direction);
	bw_pack_i64(b, c->polarity);
	bw_pack_u64(b, (c->hedged ? 1u : 0u) | (c->refutes ? 2u : 0u));
	bw_pack_f32(b, c->score);
	bw_pack_f32(b, c->general);
	bw_pack_f32(b, c->title_score);
	bw_pack_u64(b, c->nature);
	bw_pack_u64(b, c->cues);
	bw_pack_fixed64(b, c->speaker);
	bw_pack_str(b, c->speaker_name);
	bw_pack_str(b, c->quote);
	bw_pack_u64(b, c->n_terms);
	for (uint32_t i = 0; i < c->n_terms; i++) {
		bw_pack_fixed64(b, c->terms[i].stem);
		bw_pack_f32(b, c->terms[i].weight);
	}
	bw_pack_u64(b, c->n_actors);
	for (uint32_t i = 0; i < c->n_actors; i++) {
		bw_pack_fixed64(b, c->actors[i]);
		bw_pack_str(b, c->actor_names[i]);
	}
	pack_geo(b, c);
}

void bw_candidates_pack(const struct bw_candidates *c, struct bw_buf *out)
{
	bw_pack_u64(out, VERSION);
	bw_pack_fixed64(out, c->article);
	bw_pack_fixed64(out, c->development);
	bw_pack_fixed64(out, c->origin);
	bw_pack_fixed64(out, c->source);
	bw_pack_i64(out, c->at);
	bw_pack_u64(out, c->n_context);
	for (uint32_t i = 0; i < c->n_context; i++) {
		bw_pack_fixed64(out, c->context[i].stem);
		bw_pack_f32(out, c->context[i].weight);
		bw_pack_u64(out, (c->context[i].in_name ? 1u : 0u) | (unsigned)c->context[i].common << 1);
		bw_pack_str(out, c->context[i].shown);
	}
	bw_pack_u64(out, c->n);
	for (size_t i = 0; i < c->n; i++)
		pack_row(out, &c->rows[i]);
}

/* A value that must be below limit; anything else is not ours. */
static uint32_t below(struct bw_unpack *u, uint64_t limit)
{
	uint64_t v = bw_unpack_u64(u);
	if (v >= limit)
		u->bad = true;
	return v < limit ? (uint32_t)v : 0;
}

/* Scores are compared and summed: what is no number, or a huge one, is not ours. */
static float real(struct bw_unpack *u)
{
	float v = bw_unpack_f32(u);
	if (!(v > -1e6f && v < 1e6f))
		u->bad = true;
	return u->bad ? 0 : v;
}

static uint32_t offset(struct bw_unpack *u, uint32_t base)
{
	uint64_t v = bw_unpack_u64(u);
	if (v > UINT32_MAX - base)
		u->bad = true;
	return u->bad ? base : base + (uint32_t)v;
}

static void unpack_geo(struct bw_arena *a, struct bw_unpack *u, struct bw_candidate *c)
{
	c->n_geo = (uint32_t)bw_unpack_count(u, 2);
	char(*geo)[3] = bw_arena_array(a, c->n_geo, 3);
	for (uint32_t i = 0; i < c->n_geo; i++) {
		struct bw_str code = bw_str_sub(u->in, u->pos, 2);
		memcpy(geo[i], code.ptr, 2);
		u->pos += 2;
	}
	c->n_domains = (uint32_t)bw_unpack_count(u, 1);
	uint32_t *domains = BW_ARRAY(a, uint32_t, c->n_domains);
	for (uint32_t i = 0; i < c->n_domains; i++)
		domains[i] = below(u, UINT32_MAX);
	c->geo = (const char(*)[3])geo;
	c->domains = domains;
}

static void unpack_spans(struct bw_unpack *u, struct bw_candidate *c)
{
	c->start = offset(u, 0);
	c->end = offset(u, c->start);
	c->anchor_start = offset(u, c->start);
	c->anchor_end = offset(u, c->anchor_start);
	c->title_start = offset(u, c->start);
	c->title_end = offset(u, c->title_start);
	if (c->anchor_end > c->end || c->title_end > c->end)
		u->bad = true;
}

static void unpack_terms(struct bw_arena *a, struct bw_unpack *u, struct bw_candidate *c)
{
	c->n_terms = (uint32_t)bw_unpack_count(u, TERM_BYTES_MIN);
	struct bw_candidate_term *terms = BW_ARRAY(a, struct bw_candidate_term, c->n_terms);
	for (uint32_t i = 0; i < c->n_terms; i++)
		terms[i] = (struct bw_candidate_term){bw_unpack_fixed64(u), real(u)};
	c->terms = terms;
	c->n_actors = (uint32_t)bw_unpack_count(u, ACTOR_BYTES_MIN);
	uint64_t *actors = BW_ARRAY(a, uint64_t, c->n_actors);
	struct bw_str *names = BW_ARRAY(a, struct bw_str, c->n_actors);
	for (uint32_t i = 0; i < c->n_actors; i++) {
		actors[i] = bw_unpack_fixed64(u);
		names[i] = bw_unpack_str(u);
	}
	c->actors = actors;
	c->actor_names = names;
}

static int8_t sign(struct bw_unpack *u)
{
	int64_t v = bw_unpack_i64(u);
	if (v < -1 || v > 1)
		u->bad = true;
	return v < 0 ? -1 : v > 0;
}

static void unpack_row(struct bw_arena *a, struct bw_unpack *u, const struct bw_candidates *all, struct bw_candidate *c)
{
	c->article = all->article;
	c->development = all->development;
	c->origin = all->origin;
	c->source = all->source;
	c->at = all->at;
	unpack_spans(u, c);
	c->frame = below(u, BW_N_FRAME);
	c->status = below(u, BW_N_STATUS);
	c->mode = below(u, BW_MODE_REPORTED + 1);
	c->act = below(u, BW_ACT_JUDGEMENT + 1);
	c->kind = below(u, BW_N_KIND);
	c->direction = sign(u);
	c->polarity = sign(u);
	uint32_t flags = below(u, 4);
	c->hedged = flags & 1;
	c->refutes = flags & 2;
	c->score = real(u);
	c->general = real(u);
	c->title_score = real(u);
	c->nature = below(u, BW_NATURE_SOCIAL * 2);
	c->cues = below(u, 1u << BW_N_CUE);
	c->speaker = bw_unpack_fixed64(u);
	c->speaker_name = bw_unpack_str(u);
	c->quote = bw_unpack_str(u);
	if (c->quote.len != c->end - c->start)
		u->bad = true;
	unpack_terms(a, u, c);
	unpack_geo(a, u, c);
}

static void unpack_context(struct bw_arena *a, struct bw_unpack *u, struct bw_candidates *out)
{
	out->n_context = (uint32_t)bw_unpack_count(u, CONTEXT_BYTES_MIN);
	if (out->n_context > BW_CONTEXT_TERMS)
		u->bad = true;
	struct bw_context_term *terms = BW_ARRAY(a, struct bw_context_term, u->bad ? 0 : out->n_context);
	for (uint32_t i = 0; i < out->n_context && !u->bad; i++) {
		terms[i].stem = bw_unpack_fixed64(u);
		terms[i].weight = bw_unpack_f32(u);
		uint32_t flags = below(u, 6);
		terms[i].in_name = flags & 1;
		terms[i].common = (uint8_t)(flags >> 1);
		terms[i].shown = bw_unpack_str(u);
		if (!(terms[i].weight >= 0 && terms[i].weight < 100) || (i && terms[i - 1].stem >= terms[i].stem))
			u->bad = true;
	}
	out->context = terms;
}

bool bw_candidates_unpack(struct bw_arena *a, struct bw_str bytes, struct bw_candidates *out)
{
	struct bw_unpack u = {.in = bytes};
	*out = (struct bw_candidates){0};
	if (bw_unpack_u64(&u) != VERSION)
		return false;
	out->article = bw_unpack_fixed64(&u);
	out->development = bw_unpack_fixed64(&u);
	out->origin = bw_unpack_fixed64(&u);
	out->source = bw_unpack_fixed64(&u);
	out->at = bw_unpack_i64(&u);
	if (!bw_signal_time_fits(out->at))
		return false;
	unpack_context(a, &u, out);
	size_t n = bw_unpack_count(&u, ROW_BYTES_MIN);
	if (u.bad || n > BW_CANDIDATES_MAX)
		return false;
	struct bw_candidate *rows = BW_ARRAY(a, struct bw_candidate, n);
	for (size_t i = 0; i < n && !u.bad; i++)
		unpack_row(a, &u, out, &rows[i]);
	out->rows = rows;
	out->n = n;
	return !u.bad && u.pos == bytes.len;
}
